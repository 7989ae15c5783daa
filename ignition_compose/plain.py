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


def read_plainly(raw: bytes) -> tuple[Tree, SpecVersion] | None:
    """
    The tree and the version of a document whose text holds nothing odd, None if it holds anything odd.

    Args:
        raw: The document.

    Returns:
        The tree exactly as `ignition_compose.codec.Decoder` would make it, or None.

    Examples:
        >>> read_plainly(b'{"ignition": {"version": "3.4.0"}}')
        ({'ignition': {'version': '3.4.0'}}, <SpecVersion.V3_4_0: '3.4.0'>)
        >>> read_plainly(b'{"Ignition": {"version": "3.4.0"}}') is None
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
    if version is None or not canonical(version)(values):
        return None
    return values, version


_VERSIONS: Final[dict[str, SpecVersion]] = {version.value: version for version in SpecVersion}


@cache
def canonical(version: SpecVersion) -> Callable[[Any], bool]:
    """
    The function that recognises trees of *version*: exact names and types, no nulls, 64-bit integers.
    """
    return _recogniser(SpecView.of(version).root, plain=False)


@cache
def plain(model: type, version: SpecVersion) -> Callable[[Any], bool]:
    """
    The function that recognises trees of *model* that no rule on the objects themselves can object to.

    It holds for the classes that the description calls plain-able, and all that they hold.
    """
    return _recogniser(view_of(model, version), plain=True)


@cache
def all_plain(model: type, version: SpecVersion) -> Callable[[Any], bool]:
    """
    The function that recognises lists of such trees.
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
    node: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.json: _member(field, definitions, plain=plain) for field in view.fields},
    }
    if plain:
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


def _member(field: FieldView, definitions: dict[str, Schema], *, plain: bool) -> Schema:
    if field.is_list:
        node: Schema = {"type": "array", "items": _value(field, "string", definitions, plain=plain)}
        if plain and field.merge == "keyed":
            # Whether keys repeat cannot be told of objects; one object has no other to repeat.
            node |= {"uniqueItems": True} if field.model is None else {"maxItems": 1}
        return node
    return _value(field, field.kind, definitions, plain=plain)


def _value(field: FieldView, kind: str, definitions: dict[str, Schema], *, plain: bool) -> Schema:
    if field.model is not None:
        return _reference(field.model, definitions, plain=plain)
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
        least, most = field.minimum, field.plain_maximum if field.plain_maximum is not None else field.maximum
        node |= {"minimum": _INT_MIN if least is None else least, "maximum": _INT_MAX if most is None else most}
    return node
