"""
The vocabulary in which the spec is described: one call per field, everything about it on that line.

What the call was told is kept as a `FieldSpec`; `ignition_compose.models.view` resolves it for one spec version.
Rules ask it what holds in every version. `ignition_compose.models.classes` makes classes of it, and nothing else
reads it.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.values import NamedTuple
from ignition_compose.versions import ALWAYS, NEVER, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Final, Literal, TypeAlias

    Plain = Mapping[str, Any] | Callable[[str], Mapping[str, Any]]

Kind: TypeAlias = 'Literal["string", "integer", "boolean", "object", "array"]'
Merge: TypeAlias = 'Literal["append", "keyed"]'
Tree: TypeAlias = "dict[str, Any]"
Choice: TypeAlias = "str | tuple[str, Span]"

TYPE_NAMES: Final[Mapping[str, str]] = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "integer": "an integer",
    "boolean": "true or false",
    "number": "a number",
    "null": "null",
}
"""What a JSON type is called, to go on after "must be" and "not"."""


class FieldSpec(NamedTuple):
    """
    Everything that the spec says about one field, over all its versions.

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
        unsigned: The versions in which the number has no sign.
        unsigned_bits: How many bits it has there.
        overlooked: The versions in which the reference warns of the member as of one that it does not know.
        implied: What leaving the member out says, where that is not its zero value.
        wins: Whose value is taken where configs are appended, if not the one that appending says.
        secret: Whether the value must be masked in text made for people.
        address: Whether it is a URL, in which what may be secret must be masked in text made for people.
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
    unsigned: Span = NEVER
    unsigned_bits: int = 64
    overlooked: Span = NEVER
    implied: bool | None = None
    wins: Literal["parent", "child"] | None = None
    secret: bool = False
    address: bool = False

    def member(self, attribute: str) -> str:
        """
        The name of the JSON member that *attribute* stands for.

        Examples:
            >>> FieldSpec("string", "").member("http_proxy")
            'httpProxy'
        """
        if self.json is not None:
            return self.json
        first, *rest = attribute.split("_")
        return first + "".join([word.capitalize() for word in rest])

    def accepts(self, value: Any) -> bool:
        """
        Whether *value* is one of the choices, of the pattern, within the limits, as far as these hold in every version.

        Args:
            value: The value; None if there is none, which is like an empty text where the member is required, and
                else like whatever is accepted.

        Examples:
            >>> mode = FieldSpec("integer", "", minimum=0, maximum=0o7777)
            >>> mode.accepts(0o644), mode.accepts(-1), mode.accepts(None)
            (True, False, True)
        """
        if value is None:
            return self.required == NEVER or self.accepts("")
        if self.kind == "integer":
            too_small = self.minimum is not None and value < self.minimum
            return not too_small and (self.maximum is None or value <= self.maximum)
        is_chosen = not self.choices or value in self.choices
        return is_chosen and (self.pattern is None or forms.compiled(self.pattern).search(value) is not None)


class Declaration(NamedTuple):
    """
    One field as its line declares it.

    Attributes:
        spec: What the spec says about it.
        default: Its default value, or the class of which it is an empty object.
    """

    spec: FieldSpec
    default: Any

    def factory(self) -> Any:
        """
        Make its default value.
        """
        return self.default() if self.spec.kind == "object" else self.default


class ModelSpec(NamedTuple):
    """
    What the spec says about one object, beside its fields.

    Attributes:
        doc: What the object is, in a sentence.
        fields: Its fields by the names of their attributes, those of its bases first.
        key: The member whose text identifies an entry among its siblings, or a function that gives it.
        embeds: The class whose fields the reference embeds as a whole before this class's own.
        plain: What makes an object plain beyond its members, as JSON Schema: no rule on one such object can
            object to it. Empty where the members' own forms suffice; None where only rules can tell; a function
            where it depends on the version.
    """

    doc: str
    fields: Mapping[str, Declaration]
    key: str | Callable[[Tree], str] | None = None
    embeds: type | None = None
    plain: Plain | None = None


def _span(value: Span | bool) -> Span:  # noqa: FBT001 - yes and no read better than spans
    if isinstance(value, bool):
        return ALWAYS if value else NEVER
    return value


def _field(kind: Kind, doc: str, default: Any, says: Mapping[str, Any]) -> Any:
    spans = {name: _span(says[name]) for name in ("nullable", "always", "required", "unsigned") if name in says}
    spec = FieldSpec(kind=kind, doc=doc, **{**says, **spans})
    return Declaration(spec, default)


def text(doc: str, **says: Any) -> Any:
    """
    A string member; keywords are the attributes of `FieldSpec`.
    """
    return _field("string", doc, "" if says.get("nullable") is False else None, says)


def integer(doc: str, **says: Any) -> Any:
    """
    A 64-bit integer member; keywords are the attributes of `FieldSpec`.
    """
    return _field("integer", doc, 0 if says.get("nullable") is False else None, says)


def flag(doc: str, **says: Any) -> Any:
    """
    A boolean member; keywords are the attributes of `FieldSpec`.
    """
    return _field("boolean", doc, False if says.get("nullable") is False else None, says)


def part(model: type, doc: str, **says: Any) -> Any:
    """
    A member that is one object of class *model*; absent, it is an empty one.
    """
    says = {"nullable": False, **says, "model": model}
    return _field("object", doc, model, says)


def texts(doc: str, **says: Any) -> Any:
    """
    A member that is a list of strings, which are their own keys unless the list is appended.
    """
    return _field("array", doc, (), {"merge": "keyed", "nullable": False, **says})


def parts(model: type, doc: str, **says: Any) -> Any:
    """
    A member that is a list of objects of class *model*.
    """
    return _field("array", doc, (), {"merge": "keyed", "nullable": False, **says, "model": model})


def description_of(model: type) -> ModelSpec:
    """
    What the spec says about the objects of a described class.
    """
    description: ModelSpec = model.__described__  # type: ignore[attr-defined]
    return description


def line_of(model: type, member: str) -> FieldSpec:
    """
    What the description says of one JSON member of the class *model*.
    """
    declared = description_of(model).fields
    return next(line.spec for name, line in declared.items() if line.spec.member(name) == member)
