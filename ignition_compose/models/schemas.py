"""
The description as JSON Schema: one derivation, in profiles that differ in how much they let through.

Two profiles are published: *default* accepts whatever Ignition accepts, null at any place, members that nobody
knows, names in another case; *strict* closes every object, demands the members without which an object means
nothing, and knows no null. Two recognise documents that need no further question: *exact* has nothing but exact
names and types, and in what is *plain* no rule can object to an object of a plain class.
"""

from __future__ import annotations

from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.specs import spec_of
from ignition_compose.models.view import SpecView, interval, view_of
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final, Literal, TypeAlias

    from ignition_compose.models.view import FieldView, ModelView
    from ignition_compose.versions import SpecVersion

Schema: TypeAlias = "dict[str, Any]"

_INT_MIN: Final = -(2**63)
_INT_MAX: Final = 2**63 - 1


class Profile(NamedTuple):
    """
    What a schema lets through.

    Attributes:
        is_closed: Whether objects have no members but those of the spec, and nothing is null.
        demands: Whether members are demanded without which an object means nothing.
        values: How narrow values are: of the right types, as the spec asks for, or so that no rule can object.
        is_described: Whether titles and descriptions are in it.
    """

    is_closed: bool
    demands: bool
    values: Literal["typed", "asked", "plain"]
    is_described: bool = False


DEFAULT: Final = Profile(is_closed=False, demands=False, values="asked", is_described=True)
STRICT: Final = Profile(is_closed=True, demands=True, values="asked", is_described=True)
EXACT_OBJECTS: Final = Profile(is_closed=True, demands=False, values="typed")
PLAIN_OBJECTS: Final = Profile(is_closed=True, demands=True, values="plain")


def schemas_of(view: ModelView, profile: Profile) -> dict[str, Schema]:
    """
    The schemas of the objects of a class and of all classes below it, by the names of the classes.
    """
    schemas: dict[str, Schema] = {}
    todo = [view]
    while todo:
        one = todo.pop(0)
        if one.name not in schemas:
            schemas[one.name] = _object(one, profile)
            todo += [field.model for field in one.fields if field.model is not None]
    return schemas


def ref_to(view: ModelView) -> Schema:
    """
    The schema that names the schema of a class.
    """
    return {"$ref": f"#/$defs/{view.name}"}


def limit_of(field: FieldView) -> Schema:
    """
    How long a list of a plain object may be: whether keys repeat cannot be told of objects, but one repeats nothing.
    """
    return {"maxItems": 1} if field.merge == "keyed" and field.model is not None else {}


def _object(view: ModelView, profile: Profile) -> Schema:
    if profile.values == "plain" and view.plain is None:
        # Only rules can tell of such an object; what is below it may be plain all the same.
        profile = profile._replace(values="typed", demands=False)
    node: Schema = {"title": view.name, "description": view.doc} if profile.is_described else {}
    node["type"] = _type("object", profile)
    # Of what the reference overlooks it warns, so no object that has it is one without a word.
    fields = [field for field in view.fields if profile.is_described or not field.overlooked]
    node["properties"] = {field.json: _member(view, field, profile) for field in fields}
    required = [field.json for field in view.fields if field.required]
    if required and profile.demands:
        node["required"] = required
    if profile.is_closed:
        node["additionalProperties"] = False
    for keyword, wanted in (view.plain or {}).items() if profile.values == "plain" else ():
        node[keyword] = _joined(keyword, node.get(keyword), wanted)
    return node


def _joined(keyword: str, own: Any, wanted: Any) -> Any:
    """
    A keyword that the members ask for and one that the description adds.
    """
    if keyword == "required":
        return sorted({*(own or ()), *wanted})
    if keyword == "properties":
        return {**own, **{name: {**own[name], **more} for name, more in wanted.items() if name in own}}
    return wanted


def _member(view: ModelView, field: FieldView, profile: Profile) -> Schema:
    node: Schema = {"description": _describe(view, field)} if profile.is_described else {}
    if field.is_list:
        node |= {"type": _type("array", profile), "items": _value(field, "string", profile)}
        return node | _list_limits(field) if profile.values == "plain" else node
    if profile.is_described and _is_version(view, field):
        wanted = {"const": view.version.value} if profile.is_closed else {"pattern": _version_pattern(view.version)}
        return node | {"type": _type("string", profile)} | wanted
    return node | _value(field, field.kind, profile)


def _list_limits(field: FieldView) -> Schema:
    return {"uniqueItems": True} if field.merge == "keyed" and field.model is None else limit_of(field)


def _value(field: FieldView, kind: str, profile: Profile) -> Schema:
    """
    What holds for the value of a member, or for each item of a list.
    """
    if field.model is not None:
        return ref_to(field.model)
    node: Schema = {"type": _type(kind, profile)}
    is_asked, is_plain = profile.values != "typed", profile.values == "plain"
    if field.choices and is_asked:
        node["enum"] = list(field.choices) if profile.is_closed else [*field.choices, None]
    pattern = (field.plain if is_plain else None) or field.pattern
    if pattern is not None and is_asked:
        node["pattern"] = pattern
    if kind == "integer":
        most = field.maximum if not is_plain or field.plain_maximum is None else field.plain_maximum
        node["minimum"] = _INT_MIN if field.minimum is None or not is_asked else field.minimum
        node["maximum"] = _INT_MAX if most is None or not is_asked else most
    return node


def _type(kind: str, profile: Profile) -> str | list[str]:
    return kind if profile.is_closed else [kind, "null"]


def _is_version(view: ModelView, field: FieldView) -> bool:
    section, member = VERSION_TOKENS
    return field.json == member and view is SpecView.of(view.version).root.by_json[section].model


def _version_pattern(version: SpecVersion) -> str:
    """
    Every spelling that the reference reads as *version*: with zeros in front, and signs with nothing behind them.
    """
    numbers, _, pre = version.partition("-")
    return "^" + r"\.".join([f"0*{number}" for number in numbers.split(".")]) + (f"-{pre}" if pre else "-?") + r"\+?$"


def _describe(view: ModelView, field: FieldView) -> str:
    versions = spec_of(view.version).versions
    holders = interval(field.json, view)
    text = field.doc + _gate(holders, versions)
    for choice in field.choices:
        takers = tuple([version for version in holders if choice in _choices(view, field, version)])
        if len(takers) < len(holders):
            text += _gate(takers, versions, f"`{choice}` ")
    return text


def _choices(view: ModelView, field: FieldView, version: SpecVersion) -> tuple[str, ...]:
    return view_of(view.model, version).by_json[field.json].choices


def _gate(holders: tuple[SpecVersion, ...], versions: tuple[SpecVersion, ...], what: str = "") -> str:
    """
    Since and until when something exists, nothing when it always did and does.
    """
    text = f" {what}since spec {holders[0]}." if holders[0] != versions[0] else ""
    if holders[-1] != versions[-1]:
        text += f" {what}until spec {holders[-1]}."
    return text if what else text.replace(" since", " Since").replace(" until", " Until")
