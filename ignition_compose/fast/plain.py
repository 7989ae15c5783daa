"""
Documents so plain that most questions are answered at once, by compiled code.

Nearly every document that is composed is ordinary: exact names, no nulls, no repeated members, texts of
forms to which no rule can object. This module recognises such documents, so that the thorough way need not
be gone; it never judges. What it does not recognise takes the thorough way, and where both can be gone they
give the same answer: tests hold them together.

`values` reads the text if no member is repeated, `jsonschema_rs` recognises the values by a schema that follows
from the description: closed objects, exact types, and the ``plain`` forms of `forms`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.view import SpecView, view_of
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

Schema = dict[str, Any]

_INT_MIN: Final = -(2**63)
_INT_MAX: Final = 2**63 - 1
# In draft 4, and only there, 1.0 is not an integer; Go agrees.
_DIALECT: Final = "http://json-schema.org/draft-04/schema#"


def read_ordinary(raw: bytes) -> tuple[Tree, SpecVersion, bool] | None:
    """
    Read a document whose text holds nothing odd.

    Args:
        raw: The document.

    Returns:
        Its tree, exactly as `ignition_compose.documents.decoding.Decoder` would make it, the version that it declares, and
        whether `is_plain` holds for the tree; None if the text holds anything odd.

    Examples:
        >>> read_ordinary(b'{"ignition": {"version": "3.4.0"}}')
        ({'ignition': {'version': '3.4.0'}}, <SpecVersion.V3_4_0: '3.4.0'>, True)
        >>> read_ordinary(b'{"Ignition": {"version": "3.4.0"}}') is None
        True
    """
    values = _reader()(raw)
    if not isinstance(values, dict):
        return None
    section = values.get(VERSION_TOKENS[0])
    text = section.get(VERSION_TOKENS[1]) if isinstance(section, dict) else None
    version = _VERSIONS.get(text) if isinstance(text, str) else None
    if version is None:
        return None
    if is_plain(values, version):
        return values, version, True
    return (values, version, False) if _canonical(version)(values) else None


@cache
def _reader() -> Callable[[bytes], Any]:
    from ignition_compose.fast.values import values_of

    return values_of


_VERSIONS: Final[dict[str, SpecVersion]] = {version.value: version for version in SpecVersion}


def is_plain(tree: Tree, version: SpecVersion) -> bool:
    """
    Whether *tree* is canonical, and no rule on an object of a plain class can object to any of its objects.

    Canonical means: exact names and types, no nulls, 64-bit integers. A class is plain if the description says
    what makes its objects plain; within these, no key is repeated either.
    """
    return _whole(version)(tree)


def stays_plain(merged: Tree, version: SpecVersion) -> bool:
    """
    Whether a merge of plain trees is plain too.

    Each text and number of a merge comes from one side, and members do not get lost. So types and forms hold, and
    so does whatever asks for members; only what limits how an object's members go together must be looked at.

    Args:
        merged: A merge of trees that are plain in *version* or in older ones: what is plain in one version is
            plain in every later one.
        version: Its spec version.
    """
    return _merged(version)(merged)


_HELD_BY_MERGING: Final = frozenset({"required", "dependencies", "properties"})
"""The keywords of `ModelSpec.plain` that hold for a merge of two objects that they hold for."""


@cache
def _merged(version: SpecVersion) -> Callable[[Any], bool]:
    return _validator(_what_merging_breaks(SpecView.of(version).root) or {})


@cache
def _what_merging_breaks(view: ModelView) -> Schema | None:
    """
    The schema of what makes objects plain, less what holds for every merge of plain objects.
    """
    plain = view.plain or {}
    properties: Schema = {}
    for field in view.fields:
        inner = _what_merging_breaks(field.model) if field.model is not None else None
        member: Schema = {"items": inner} if inner and field.is_list else inner or {}
        if view.plain is not None and field.json not in plain.get("properties", ()):
            member = {**member, **_limit(field)}
        if member:
            properties[field.json] = member
    node = {keyword: wanted for keyword, wanted in plain.items() if keyword not in _HELD_BY_MERGING}
    return {**node, "properties": properties} if properties else node or None


@cache
def _whole(version: SpecVersion) -> Callable[[Any], bool]:
    return _recogniser(SpecView.of(version).root, plain=True)


@cache
def _canonical(version: SpecVersion) -> Callable[[Any], bool]:
    return _recogniser(SpecView.of(version).root, plain=False)


@cache
def plain(model: type, version: SpecVersion) -> Callable[[Any], bool]:
    """
    The function that recognises plain objects of the plain class *model*.
    """
    return _recogniser(view_of(model, version), plain=True)


@cache
def all_plain(model: type, version: SpecVersion) -> Callable[[Any], bool]:
    """
    The function that recognises lists of such objects.
    """
    return _recogniser(view_of(model, version), plain=True, listed=True)


def _recogniser(view: ModelView, *, plain: bool, listed: bool = False) -> Callable[[Any], bool]:
    definitions = schemas_of(view, plain=plain)
    reference = _reference(view)
    root = {"type": "array", "items": reference} if listed else reference
    return _validator({"definitions": definitions, "allOf": [root]})


def _validator(schema: Schema) -> Callable[[Any], bool]:
    from jsonschema_rs import Draft4Validator, RegexOptions

    check = Draft4Validator({"$schema": _DIALECT, **schema}, pattern_options=RegexOptions()).is_valid

    def recognise(values: Any) -> bool:
        try:
            return check(values)
        except (ValueError, RecursionError):
            return False

    return recognise


def schemas_of(view: ModelView, *, plain: bool) -> dict[str, Schema]:
    """
    The schemas of the objects of a class and of all classes below it, by the names of the classes.

    Args:
        view: The description of the class.
        plain: Whether objects of plain classes must be plain; if not, all are canonical.
    """
    schemas: dict[str, Schema] = {}
    todo = [view]
    while todo:
        one = todo.pop()
        if one.name not in schemas:
            schemas[one.name] = _object(one, plain=plain)
            todo += [field.model for field in one.fields if field.model is not None]
    return schemas


def _reference(view: ModelView) -> Schema:
    return {"$ref": f"#/definitions/{view.name}"}


def _object(view: ModelView, *, plain: bool) -> Schema:
    is_plain_class = plain and view.plain is not None
    node: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.json: _member(field, is_plain_class) for field in view.fields},
    }
    if is_plain_class:
        required = [field.json for field in view.fields if field.required]
        if required:
            node["required"] = required
        for keyword, wanted in (view.plain or {}).items():
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


def _member(field: FieldView, plain: bool) -> Schema:  # noqa: FBT001 - the class is plain, or it is not
    inner = _reference(field.model) if field.model is not None else None
    if not field.is_list:
        return inner or _value(field, field.kind, plain)
    node: Schema = {"type": "array", "items": inner or _value(field, "string", plain)}
    if plain and field.merge == "keyed" and field.model is None:
        node["uniqueItems"] = True
    return node | _limit(field) if plain else node


def _limit(field: FieldView) -> Schema:
    """
    How long a list of a plain object may be: whether keys repeat cannot be told of objects, but one repeats nothing.
    """
    return {"maxItems": 1} if field.merge == "keyed" and field.model is not None else {}


def _value(field: FieldView, kind: str, plain: bool) -> Schema:  # noqa: FBT001 - see above
    node: Schema = {"type": kind}
    if kind == "integer":
        node |= {"minimum": _INT_MIN, "maximum": _INT_MAX}
    if not plain:
        return node
    if field.choices:
        node["enum"] = list(field.choices)
    if field.plain is not None or field.pattern is not None:
        node["pattern"] = field.plain or field.pattern
    if kind == "integer":
        most = field.plain_maximum if field.plain_maximum is not None else field.maximum
        node["minimum"] = _INT_MIN if field.minimum is None else field.minimum
        node["maximum"] = _INT_MAX if most is None else most
    return node
