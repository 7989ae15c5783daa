"""
Documents so plain that most questions are answered at once, by compiled code.

Nearly every document that is composed is exact: exact names, no nulls, no repeated members, texts of forms to
which no rule can object. This module recognises such documents; it never judges. What it does not recognise is
asked everything, and where both ways can be taken they give the same answer: tests hold them together.

`values` reads the text if no member is repeated, `jsonschema_rs` recognises the values by a schema that follows
from the description: closed objects, exact types, and the ``plain`` forms of `forms`.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.fast.packages import load
from ignition_compose.fast.trust import EXACT, PLAIN, UNKNOWN, Trust
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.schemas import EXACT_OBJECTS, PLAIN_OBJECTS, limit_of, ref_to, schemas_of
from ignition_compose.models.specs import SPEC2, SPEC3
from ignition_compose.models.view import SpecView, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.schemas import Profile, Schema
    from ignition_compose.models.view import ModelView
    from ignition_compose.versions import SpecVersion

    Recognise = Callable[[Any], bool]

# In draft 4, and only there, 1.0 is not an integer; Go agrees.
_DRAFT: Final = "http://json-schema.org/draft-04/schema#"


def read_exact(raw: bytes) -> tuple[Tree, SpecVersion, Trust] | None:
    """
    Read a document whose text holds nothing odd.

    Args:
        raw: The document.

    Returns:
        Its tree, exactly as `ignition_compose.documents.decoding.Decoder` would make it, the version that it
        declares, and how far it can be trusted; None if the text holds anything odd.

    Examples:
        >>> read_exact(b'{"ignition": {"version": "3.4.0"}}')
        ({'ignition': {'version': '3.4.0'}}, <SpecVersion.V3_4_0: '3.4.0'>, <Trust.PLAIN: 3>)
        >>> read_exact(b'{"Ignition": {"version": "3.4.0"}}') is None
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
        return values, version, PLAIN
    return (values, version, EXACT) if _whole(version, EXACT_OBJECTS)(values) else None


@cache
def _reader() -> Callable[[bytes], Any]:
    load("orjson", "jiter")
    from ignition_compose.fast.values import values_of

    return values_of


# The oldest version of spec 2 is left out: its name counts as it is written, escapes and all.
_VERSIONS: Final[dict[str, SpecVersion]] = {
    version.value: version for version in (*SPEC2.versions[1:], *SPEC3.versions)
}


def is_plain(tree: Tree, version: SpecVersion) -> bool:
    """
    Whether *tree* is exact, and no rule on an object of a plain class can object to any of its objects.

    A class is plain if the description says what makes its objects plain; within these, no key is repeated either.
    """
    return _whole(version, PLAIN_OBJECTS)(tree)


def trust_in(tree: Tree, version: SpecVersion) -> Trust:
    """
    How far a tree can be trusted of which nothing is known.
    """
    return PLAIN if is_plain(tree, version) else UNKNOWN


def trust_in_merge(merged: Tree, version: SpecVersion, of_parts: Trust) -> Trust:
    """
    How far a merge can be trusted.

    Each text and number of a merge comes from one side, and members do not get lost. So types and forms hold, and
    so does whatever asks for members; of a merge of plain trees only what limits how an object's members go
    together must be looked at.

    Args:
        merged: A merge of trees of *version* or of older ones: what is plain in one version is plain in every
            later one.
        version: Its spec version.
        of_parts: The least trust in any of them.
    """
    recognise = _merged(version) if of_parts is PLAIN else _whole(version, PLAIN_OBJECTS)
    return PLAIN if recognise(merged) else UNKNOWN


_HELD_BY_MERGING: Final = frozenset({"required", "dependencies", "properties"})
"""The keywords of `ModelSpec.plain` that hold for a merge of two objects that they hold for."""


@cache
def _merged(version: SpecVersion) -> Recognise:
    return _recogniser(_what_merging_breaks(SpecView.of(version).root) or {})


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
            member = {**member, **limit_of(field)}
        if member:
            properties[field.json] = member
    node = {keyword: wanted for keyword, wanted in plain.items() if keyword not in _HELD_BY_MERGING}
    return {**node, "properties": properties} if properties else node or None


@cache
def _whole(version: SpecVersion, profile: Profile) -> Recognise:
    view = SpecView.of(version).root
    return _recogniser({"$defs": schemas_of(view, profile), "allOf": [ref_to(view)]})


@cache
def plain_objects(model: type, version: SpecVersion) -> Recognise:
    """
    The function that recognises plain objects of the plain class *model*.
    """
    view = view_of(model, version)
    return _recogniser({"$defs": schemas_of(view, PLAIN_OBJECTS), "allOf": [ref_to(view)]})


@cache
def plain_lists(model: type, version: SpecVersion) -> Recognise:
    """
    The function that recognises lists of such objects.
    """
    view = view_of(model, version)
    return _recogniser({"$defs": schemas_of(view, PLAIN_OBJECTS), "type": "array", "items": ref_to(view)})


def _recogniser(schema: Schema) -> Recognise:
    load("jsonschema_rs")
    from jsonschema_rs import Draft4Validator, RegexOptions

    check = Draft4Validator({"$schema": _DRAFT, **schema}, pattern_options=RegexOptions()).is_valid

    def recognise(values: Any) -> bool:
        try:
            return check(values)
        except (ValueError, RecursionError):
            return False

    return recognise
