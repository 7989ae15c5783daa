"""
Documents so plain that most questions are answered at once, by compiled code.

Nearly every document that is composed is ordinary: exact names, no nulls, no repeated members, texts of
forms to which no rule can object. This module recognises such documents, so that the thorough way need not
be gone; it never judges. What it does not recognise takes the thorough way, and where both can be gone they
give the same answer: tests hold them together.

`jiter` reads the text (and refuses repeated members), `jsonschema_rs` recognises the values by a schema
that follows from the description: closed objects, exact types, and the ``plain`` forms of `forms`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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


class Ordinary(NamedTuple):
    """
    A document whose text holds nothing odd.

    Attributes:
        tree: Its tree, exactly as `ignition_compose.codec.Decoder` would make it.
        version: The version it declares.
        is_plain: Whether `is_plain` holds for the tree.
    """

    tree: Tree
    version: SpecVersion
    is_plain: bool


def read_ordinary(raw: bytes) -> Ordinary | None:
    """
    The tree of a document whose text holds nothing odd, None if it holds anything odd.

    Args:
        raw: The document.

    Examples:
        >>> read_ordinary(b'{"ignition": {"version": "3.4.0"}}').version
        <SpecVersion.V3_4_0: '3.4.0'>
        >>> read_ordinary(b'{"Ignition": {"version": "3.4.0"}}') is None
        True
    """
    from jiter import from_json

    try:
        values = from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True)
    except ValueError:
        return None
    if not isinstance(values, dict):
        return None
    section = values.get(VERSION_TOKENS[0])
    text = section.get(VERSION_TOKENS[1]) if isinstance(section, dict) else None
    version = _VERSIONS.get(text) if isinstance(text, str) else None
    if version is None:
        return None
    if is_plain(values, version):
        return Ordinary(values, version, is_plain=True)
    return Ordinary(values, version, is_plain=False) if _canonical(version)(values) else None


_VERSIONS: Final[dict[str, SpecVersion]] = {version.value: version for version in SpecVersion}


def is_plain(tree: Tree, version: SpecVersion) -> bool:
    """
    Whether *tree* is canonical, and no rule on an object of a plain class can object to any of its objects.

    Canonical means: exact names and types, no nulls, 64-bit integers. A class is plain if the description says
    what makes its objects plain; within these, no key is repeated either.
    """
    return _whole(version)(tree)


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
    from jsonschema_rs import Draft4Validator, RegexOptions

    definitions: dict[str, Schema] = {}
    reference = _reference(view, definitions, plain=plain)
    root = {"type": "array", "items": reference} if listed else reference
    schema = {"$schema": _DIALECT, "definitions": definitions, "allOf": [root]}
    check = Draft4Validator(schema, pattern_options=RegexOptions()).is_valid

    def recognise(values: Any) -> bool:
        try:
            return check(values)
        except (ValueError, RecursionError):
            return False

    return recognise


def _reference(view: ModelView, definitions: dict[str, Schema], *, plain: bool) -> Schema:
    if view.name not in definitions:
        definitions[view.name] = {}
        definitions[view.name].update(_object(view, definitions, plain=plain))
    return {"$ref": f"#/definitions/{view.name}"}


def _object(view: ModelView, definitions: dict[str, Schema], *, plain: bool) -> Schema:
    is_plain_class = plain and view.plain is not None
    node: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.json: _member(field, is_plain_class) for field in view.fields},
    }
    for field in view.fields:
        if field.model is not None:
            inner = _reference(field.model, definitions, plain=plain)
            node["properties"][field.json] |= {"items": inner} if field.is_list else inner
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
    if field.kind == "object":
        return {}
    if not field.is_list:
        return _value(field, field.kind, plain)
    node: Schema = {"type": "array"}
    if field.model is None:
        node["items"] = _value(field, "string", plain)
    if plain and field.merge == "keyed":
        # Whether keys repeat cannot be told of objects; one object has no other to repeat.
        node |= {"uniqueItems": True} if field.model is None else {"maxItems": 1}
    return node


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
