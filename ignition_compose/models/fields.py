"""The vocabulary in which the spec is described: one call per field, everything about it on that line.

Each call returns an attrs field, so a described class is an ordinary attrs class.
What the call was told is kept in the field's metadata as a `FieldSpec`;
`ignition_compose.models.view` resolves it for one spec version, and nothing else reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar, dataclass_transform

import attrs

from ignition_compose.versions import ALWAYS, NEVER, Span

Kind = Literal["string", "integer", "boolean", "object", "array"]
Merge = Literal["append", "keyed"]
Tree = dict[str, Any]
Choice = str | tuple[str, Span]

SPEC = "ignition_compose"
MASK = "<masked>"
_T = TypeVar("_T")


@attrs.frozen(kw_only=True)
class FieldSpec:
    """Everything that the spec says about one field, over all its versions.

    Attributes:
        kind: The JSON type.
        doc: What the field means, in a sentence or two.
        json: The member's name, where it does not follow from the attribute's.
        span: The versions that have the field.
        nullable: The versions in which absence is told from the zero value.
        always: The versions in which the reference writes the field even when it is zero.
        required: The versions in which an object without the field is refused, or means nothing.
        model: The class of the object, or of the list's items.
        merge: How a list merges: appended, or entry by entry by key.
        key_space: The name of a key space that several lists of one object share.
        removed_without: The member without which a child's entry deletes the parent's.
        choices: The texts that Ignition takes, each with its versions.
        pattern: What every text that Ignition takes matches.
        plain: A form of text to which no rule can object, so that rules need not look.
        minimum: The least number that Ignition takes.
        maximum: The greatest number that Ignition takes.
        plain_maximum: The greatest number to which no rule can object, where that is less.
        secret: Whether the value must be masked in text made for people.
    """

    kind: Kind
    doc: str
    json: str | None = None
    span: Span = ALWAYS
    nullable: Span = ALWAYS
    always: Span = NEVER
    required: Span = NEVER
    model: type | None = None
    merge: Merge | None = None
    key_space: str | None = None
    removed_without: str | None = None
    choices: tuple[Choice, ...] = ()
    pattern: str | None = None
    plain: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    plain_maximum: int | None = None
    secret: bool = False


@attrs.frozen(kw_only=True)
class ModelSpec:
    """What the spec says about one object, beside its fields.

    Attributes:
        doc: What the object is, in a sentence.
        key: The member whose text identifies an entry among its siblings, or a function that gives it.
        embeds: The class whose fields the reference embeds as a whole before this class's own.
        plain: What makes an object plain beyond its members, as JSON Schema: no rule on one such object can
            object to it. Empty where the members' own forms suffice; None where only rules can tell.
    """

    doc: str
    key: str | Callable[[Tree], str] | None = None
    embeds: type | None = None
    plain: Mapping[str, Any] | None = None


def _span(value: Span | bool) -> Span:  # noqa: FBT001 - yes and no read better than spans
    if isinstance(value, bool):
        return ALWAYS if value else NEVER
    return value


def _field(kind: Kind, doc: str, default: Any, says: Mapping[str, Any]) -> Any:
    spans = {name: _span(says[name]) for name in ("nullable", "always", "required") if name in says}
    spec = FieldSpec(kind=kind, doc=doc, **{**says, **spans})
    return attrs.field(default=default, metadata={SPEC: spec})


def text(doc: str, **says: Any) -> Any:
    """A string member; keywords are the attributes of `FieldSpec`."""
    return _field("string", doc, "" if says.get("nullable") is False else None, says)


def integer(doc: str, **says: Any) -> Any:
    """A 64-bit integer member; keywords are the attributes of `FieldSpec`."""
    return _field("integer", doc, 0 if says.get("nullable") is False else None, says)


def flag(doc: str, **says: Any) -> Any:
    """A boolean member; keywords are the attributes of `FieldSpec`."""
    return _field("boolean", doc, None, says)


def part(model: type, doc: str, **says: Any) -> Any:
    """A member that is one object of class *model*; absent, it is an empty one."""
    says = {"nullable": False, **says, "model": model}
    return _field("object", doc, attrs.Factory(model), says)


def texts(doc: str, **says: Any) -> Any:
    """A member that is a list of strings, which are their own keys unless the list is appended."""
    return _field("array", doc, (), {"merge": "keyed", "nullable": False, **says})


def parts(model: type, doc: str, **says: Any) -> Any:
    """A member that is a list of objects of class *model*."""
    return _field("array", doc, (), {"merge": "keyed", "nullable": False, **says, "model": model})


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(attrs.field, text, integer, flag, part, texts, parts),
)
def described(
    *,
    key: str | Callable[[Tree], str] | None = None,
    embeds: type | None = None,
    plain: Mapping[str, Any] | None = None,
) -> Callable[[type[_T]], type[_T]]:
    """A class decorator: the class describes one object of the spec, and becomes a frozen attrs class."""

    def decorate(cls: type[_T]) -> type[_T]:
        doc = " ".join((cls.__doc__ or "").split())
        built = attrs.frozen(kw_only=True, repr=False)(cls)
        built.__repr__ = _show  # type: ignore[method-assign]
        built.__described__ = ModelSpec(doc=doc, key=key, embeds=embeds, plain=plain)  # type: ignore[attr-defined]
        return built

    return decorate


def _show(model: Any) -> str:
    """The members of *model* that are set; secrets are masked, for this text ends up in logs and notebooks."""
    shown = []
    for attribute in attrs.fields(type(model)):
        value = getattr(model, attribute.name)
        default = attribute.default
        if value != (default.factory() if isinstance(default, attrs.Factory) else default):  # type: ignore[arg-type]
            shown.append(f"{attribute.name}={MASK if attribute.metadata[SPEC].secret else repr(value)}")
    return f"{type(model).__name__}({', '.join(shown)})"
