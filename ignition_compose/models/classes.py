"""
The classes of typed models: a described class is an ordinary frozen attrs class, built when it is first used.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.display import LONGEST, masked, quoted
from ignition_compose.models.deferral import defer
from ignition_compose.models.fields import Declaration, ModelSpec, description_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeVar, dataclass_transform

    from ignition_compose.models.fields import FieldSpec, Plain, Tree

    _T = TypeVar("_T")
else:

    def dataclass_transform(**_: bool) -> Callable[[_T], _T]:
        """
        What only type checkers look at.
        """
        return lambda function: function


SPEC = "ignition_compose"
MASK = "<masked>"


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
        sentence, _, examples = (cls.__doc__ or "").partition("Examples:")
        doc = " ".join(sentence.split())
        cls.__described__ = ModelSpec(doc, declared | own, key, embeds, plain)  # type: ignore[attr-defined]
        cls.__doc__ = _Doc(examples)  # type: ignore[assignment]
        cls.__signature__ = _Signature()  # type: ignore[attr-defined]
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

    from ignition_compose.models.conversion import converter_of

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
    cls.__init__ = _refusing(cls.__init__, tuple(fields))  # type: ignore[misc]


def _refusing(init: Callable[..., None], names: tuple[str, ...]) -> Callable[..., None]:
    """
    A constructor that refuses what is no member, as a dict in its place would be refused.
    """
    from functools import wraps

    from ignition_compose.errors import InvalidInput
    from ignition_compose.models.conversion import refuse_unknown

    @wraps(init)
    def take(self: Any, *values: object, **members: Any) -> None:
        if values:
            msg = f"{type(self).__name__} takes its members by their names, such as {names[0]}=..."
            raise InvalidInput(msg)
        refuse_unknown(members, names, type(self))
        init(self, **members)

    return take


def _show(model: Any) -> str:
    """
    The members of *model* that are set; secrets are masked, for this text ends up in logs and notebooks.
    """
    shown = []
    for name, declared in type(model).__described__.fields.items():
        value = getattr(model, name)
        if value != declared.factory():
            shown.append(f"{name}={_text(value, declared.spec)}")
    return f"{type(model).__name__}({', '.join(shown)})"


def _text(value: Any, line: FieldSpec) -> str:
    """
    A value as people may see it, by what its line in the description says of it.
    """
    if line.secret:
        return MASK
    if isinstance(value, str):
        return quoted(masked(value) if line.address else value, LONGEST)
    if line.kind == "array" and line.model is None:
        texts = [quoted(one, LONGEST) for one in value]
        return f"({', '.join(texts)}{',' if len(texts) == 1 else ''})"
    return repr(value)


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


def _replace(self: Any, **members: Any) -> Any:  # noqa: D417 - a method of each class
    """
    The model with other values for some of its members.

    Args:
        members: The new values, by the names of the attributes.

    Returns:
        A new model of the same class; this one stays as it is.

    Raises:
        InvalidInput: When there is no such member, or a value cannot be meant.

    Examples:
        >>> from ignition_compose.models import File
        >>> File(path="/etc/motd", overwrite=True).replace(path="/etc/issue")
        File(overwrite=True, path='/etc/issue')
    """
    import attrs

    from ignition_compose.models.conversion import refuse_unknown

    refuse_unknown(members, description_of(type(self)).fields, type(self))
    return attrs.evolve(self, **members)


class _Signature:
    """
    What ``help`` shows that a described class takes, which only the built class knows.
    """

    def __get__(self, model: object, owner: Any) -> Any:
        """
        Build the class, and ask it.
        """
        if model is not None:
            raise AttributeError
        from inspect import signature

        import attrs

        attrs.fields(owner)
        taken = signature(owner.__init__)
        return taken.replace(parameters=list(taken.parameters.values())[1:])


class _Doc:
    """
    The docstring of a described class, with its fields, for those who ask.

    Args:
        examples: The examples in it, as they stand in the class.
    """

    def __init__(self, examples: str) -> None:
        self._examples = examples

    def __get__(self, _: object, owner: type) -> str:
        """
        Write it.
        """
        description = description_of(owner)
        lines = [description.doc, "", "Attributes:"]
        for name, line in description.fields.items():
            member = line.spec.member(name)
            lines.append(f"    {name}: {line.spec.doc}" + (f" In JSON: {member}." if member != name else ""))
        lines += ["", "Raises:", "    InvalidInput: When a value cannot be meant, or there is no such member."]
        if self._examples:
            lines += ["", "Examples:", *[line[4:] for line in self._examples.strip("\n").rstrip().splitlines()]]
        return "\n".join(lines)
