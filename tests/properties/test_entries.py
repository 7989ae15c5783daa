"""Every entry of a report leads somewhere, and its line and column lie inside the text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.checks import unused
from ignition_compose.dialects import dialect_of
from ignition_compose.documents.document import read_document
from ignition_compose.fast.trust import Trust, trusting
from ignition_compose.testing import base_layers, broken_configs, config_bytes, configs, nearly_valid
from tests.documents import MAIN, read
from tests.properties.trees import leaves

if TYPE_CHECKING:
    from ignition_compose.report import Entry
    from tests.properties.trees import Tree

MISSING = {"schema-required"}


def exists(pointer: ic.Pointer, value: Any) -> bool:
    try:
        pointer.resolve(value)
    except ic.PointerNotFound:
        return False
    return True


def lines_of(raw: bytes) -> list[bytes]:
    return raw.split(b"\n")


@given(config_bytes(mutations=2), st.booleans())
def test_line_and_column_lie_inside_the_text(raw: bytes, strict: bool) -> None:  # noqa: FBT001
    """The column behind the last byte of a line is its newline, or the end of the text."""
    for entry in ic.validate(raw, strict=strict, dialect=MAIN):
        if entry.code == "no-config":
            assert entry.line is entry.column is None
            continue
        assert entry.line is not None
        assert entry.column is not None
        assert 1 <= entry.line <= len(lines_of(raw))
        assert 1 <= entry.column <= len(lines_of(raw)[entry.line - 1]) + 1


@given(st.one_of(configs(), nearly_valid(), broken_configs().map(lambda broken: broken.tree)), st.booleans())
def test_a_pointer_leads_to_a_value_or_to_a_member_that_is_missing(tree: Any, strict: bool) -> None:  # noqa: FBT001
    """A member that is missing has a parent; what is missing below an absent object is found below that."""
    report = ic.validate(json.dumps(tree), strict=strict, dialect=MAIN)
    for entry in report:
        place = entry.pointer
        while not exists(place, tree):
            absent = place
            place = place.parent
            above = place.resolve(tree) if exists(place, tree) else {}
            # Only members of objects can be missing: never an entry of a list, nor what lies below a scalar.
            assert isinstance(above, dict) or above is None, (entry, absent)


@given(config_bytes(nearly_valid()))
def test_a_pointer_leads_into_what_was_decoded_or_written(raw: bytes) -> None:
    """Names in another case are named as the spec has them, or as they stand where they are at fault themselves."""
    document = read(raw)
    trees = [document._tree or {}]
    try:
        trees.append(json.loads(raw.decode(errors="replace")))
    except ValueError:
        assert ic.validate(raw, dialect=MAIN).is_fatal
        return
    for entry in ic.validate(raw, dialect=MAIN):
        assert any(exists(entry.pointer.parent, tree) or _is_below_absent(entry, tree) for tree in trees), entry


def _is_below_absent(entry: Entry, tree: Tree) -> bool:
    place = entry.pointer
    while not exists(place, tree):
        place = place.parent
    return isinstance(place.resolve(tree), dict)


@given(base_layers(), st.one_of(configs(), nearly_valid(), broken_configs().map(lambda broken: broken.tree)))
def test_entries_of_a_composition_lead_into_their_layers(base: list[Tree], user: Any) -> None:
    texts = {f"base {number}" if len(base) > 1 else "base": layer for number, layer in enumerate(base, 1)}
    texts["user"] = user
    raws = {name: json.dumps(tree, indent=1).encode() for name, tree in texts.items()}
    try:
        composition = ic.compose(
            base=[raw for name, raw in raws.items() if name != "user"], user=raws["user"], dialect=MAIN
        )
    except (ic.InvalidConfig, ic.UnresolvedReference) as error:
        report = error.report
    else:
        report = composition.report
    for entry in report:
        assert entry.source is not None
        if "#/ignition/config/" in entry.source:
            # In a config that is named.
            continue
        assert entry.source in texts
        places = [(entry.source, entry.line, entry.column)]
        if entry.related is not None:
            places.append((entry.related.source, entry.related.line, entry.related.column))
        for source, line, column in places:
            assert source is not None
            assert line is not None
            assert column is not None
            assert column <= len(lines_of(raws[source])[line - 1]) + 1


@given(st.one_of(configs(), nearly_valid()), st.integers(0, 3))
def test_the_position_of_a_value_is_where_it_stands(tree: Tree, indent: int) -> None:
    """For a wrong type at any scalar, the text before line and column ends in that scalar."""
    spots = [place for place, _ in leaves(tree) if place != "/ignition/version"]
    if not spots:
        return
    place = spots[indent * 7 % len(spots)]
    broken = json.loads(json.dumps(tree))
    place.parent.resolve(broken)[_token(place, broken)] = 1.25
    raw = json.dumps(broken, indent=indent).encode()
    [entry] = [entry for entry in ic.validate(raw, dialect=MAIN).errors if entry.pointer == place]
    assert entry.line is not None
    assert entry.column is not None
    before = b"\n".join([*lines_of(raw)[: entry.line - 1], lines_of(raw)[entry.line - 1][: entry.column - 1]])
    assert before.endswith(b"1.25")


def _token(place: ic.Pointer, tree: Any) -> Any:
    token = place.tokens[-1]
    return int(token) if isinstance(place.parent.resolve(tree), list) else token


@given(config_bytes(mutations=1))
def test_codes_are_kebab_case_and_messages_are_one_line_and_show_no_secret(raw: bytes) -> None:
    for entry in ic.validate(raw, source="user.ign", dialect=MAIN):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.code)
        assert entry.message
        assert "\n" not in entry.message
        assert entry.source == "user.ign"
        assert str(entry).startswith("user.ign")


@given(config_bytes())
def test_a_document_of_which_all_was_read_has_no_unknown_member(raw: bytes) -> None:
    with trusting(Trust.DOUBT):
        document = read_document(raw, None, dialect_of("upstream"))
    if document._is_exact and document._tree is not None and document._version is not None:
        assert document._root is not None
        assert unused.check(document._root, document._tree, document._version) == []
