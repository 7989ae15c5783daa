"""
The classes of typed models: a described class is an ordinary frozen attrs class, built when it is first used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

from ignition_compose.models.conversion import converter_of, refuse_unknown
from ignition_compose.models.deferral import defer
from ignition_compose.models.fields import Declaration, ModelSpec, description_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ignition_compose.models.fields import Plain, Tree

SPEC = "ignition_compose"
MASK = "<masked>"
_T = TypeVar("_T")


# To type checkers the calls are no field specifiers but defaults, so that every member may be left out.
@dataclass_transform(frozen_default=True, kw_only_default=True)
def described(
    *,
    key: str | Callable[[Tree], str] | None = None,
    embeds: type | None = None,
    plain: Plain | None = None,
) -> Callable[[type[_T]], type[_T]]:
    """
    A class decorator: the class describes one object of the spec, and becomes a frozen attrs class.
    """

    def decorate(cls: type[_T]) -> type[_T]:
        declared: dict[str, Declaration] = {}
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Declaration)}
        for base in reversed(cls.__mro__[1:]):
            inherited = vars(base)["__described__"].fields if "__described__" in vars(base) else {}
            declared |= {name: value for name, value in inherited.items() if name not in own}
        for name in own:
            delattr(cls, name)
        doc = " ".join((cls.__doc__ or "").split())
        cls.__described__ = ModelSpec(doc, declared | own, key, embeds, plain)  # type: ignore[attr-defined]
        cls.__doc__ = _Doc()  # type: ignore[assignment]
        for name, method in {"__repr__": _show, "__replace__": _replace, "replace": _replace}.items():
            # One class has a member of the name that the method has elsewhere.
            if name not in own:
                setattr(cls, name, method)
        defer(cls, _build)
        return cls

    return decorate


def _build(cls: type) -> None:
    """
    Make the attrs class of a described class.
    """
    import attrs

    description = description_of(cls)
    # Those of the bases too, for what they refuse names the class; attrs sees only the class's own annotations.
    own = vars(cls).get("__annotations__", {})
    inherited = {name: text for base in cls.__mro__[1:] for name, text in vars(base).get("__annotations__", {}).items()}
    fields = {
        name: attrs.field(
            default=attrs.Factory(declared.default) if declared.spec.kind == "object" else declared.default,
            converter=converter_of(cls, name, declared),
            type=None if name in own else inherited[name],
            metadata={SPEC: declared.spec},
        )
        for name, declared in description.fields.items()
    }
    attrs.frozen(cls, these=fields, kw_only=True, repr=False, slots=False)


def _show(model: Any) -> str:
    """
    The members of *model* that are set; secrets are masked, for this text ends up in logs and notebooks.
    """
    shown = []
    for name, declared in type(model).__described__.fields.items():
        value = getattr(model, name)
        if value != declared.factory():
            shown.append(f"{name}={MASK if declared.spec.secret else repr(value)}")
    return f"{type(model).__name__}({', '.join(shown)})"


@cache
def _defaults(cls: type) -> Mapping[str, Any]:
    # Nothing changes them, so all models share them.
    return {name: line.factory() for name, line in description_of(cls).fields.items()}


def assembled(cls: type, values: Iterable[tuple[str, Any]]) -> Any:
    """
    The model of values that are of the right types already, without asking them again.

    Args:
        cls: Its class.
        values: Names of attributes and their values; what is left out has its default.
    """
    model: Any = object.__new__(cls)
    model.__dict__.update(_defaults(cls))
    model.__dict__.update(values)
    return model


def _replace(model: Any, **members: Any) -> Any:
    """
    The model with other values for some of its members.

    Args:
        model: The model, which stays as it is.
        members: The new values, by the names of the attributes.

    Raises:
        InputError: When there is no such member, or a value cannot be meant.
    """
    import attrs

    refuse_unknown(members, description_of(type(model)).fields, type(model))
    return attrs.evolve(model, **members)


class _Doc:
    """
    The docstring of a described class, with its fields, for those who ask.
    """

    def __get__(self, _: object, owner: type) -> str:
        """
        Write it.
        """
        description = description_of(owner)
        lines = [description.doc, "", "Attributes:"]
        for name, line in description.fields.items():
            member = line.spec.member(name)
            lines.append(f"    {name}: {line.spec.doc}" + (f" In JSON: {member}." if member != name else ""))
        return "\n".join(lines)
