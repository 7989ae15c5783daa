"""What a transcript says of a merge is so, and it leaves nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.documents.config import held
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.merging.trees import merge_trees
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.testing import pairs
from tests.properties.trees import leaves, loose_pairs

if TYPE_CHECKING:
    from tests.properties.trees import Tree

EITHER = st.one_of(pairs(), loose_pairs())


def transcribed(pair: tuple[Tree, Tree]) -> tuple[dict[str, ic.Config], ic.Config, ic.Transcript]:
    parent, child = (ic.Config.from_dict(tree) for tree in pair)
    return {"parent": parent, "child": child}, *ic.merge_with_transcript(parent, child)


def found(pointer: ic.Pointer, tree: Tree) -> Any:
    """The value that *pointer* leads to, None where it leads to nothing."""
    try:
        return pointer.resolve(tree)
    except ic.PointerNotFound:
        return None


@given(EITHER)
def test_the_merge_is_the_same_with_and_without_a_transcript(pair: tuple[Tree, Tree]) -> None:
    parent, child = (ic.Config.from_dict(tree) for tree in pair)
    with_transcript, _ = ic.merge_with_transcript(parent, child)
    without = ic.merge(parent, child)
    assert without.to_json() == with_transcript.to_json()
    view = SpecView.of(parent.version).root
    assert told_apart(held(without), view) == told_apart(held(with_transcript), view), "the next merge would differ"


VERSIONED = {"ignition": {"version": "3.4.0", "proxy": {"httpProxy": "http://a"}}}
FILES = {"files": [{"path": "/a", "append": [], "mode": 1}]}
LINKS = {"links": [{"path": "/a", "target": "/b", "hard": True}]}


@pytest.mark.parametrize(
    ("version", "parent", "child"),
    [
        # A part that the reference embeds is taken whole where the other side holds nothing in it.
        ("3.2.0", {"storage": LINKS}, {"storage": {"links": [{"path": "/a"}]}}),
        ("3.2.0", {"storage": {"links": [{"path": "/a"}]}}, {"storage": LINKS}),
        ("3.4.0", {"storage": FILES}, {"storage": {"files": [{"path": "/a"}]}}),
        ("3.4.0", {"storage": {"files": [{"path": "/a"}]}}, {"storage": FILES}),
        ("3.4.0", {"storage": FILES}, {"storage": {"files": [{"path": "/a", "append": []}]}}),
        # So is an object that is no pointer there.
        ("3.4.0", VERSIONED, {"ignition": {}}),
        ("3.4.0", {"ignition": {}}, VERSIONED),
        ("3.4.0", VERSIONED, {"ignition": {"config": {}}}),
        ("3.4.0", {"storage": {"disks": []}}, {"storage": {"directories": []}}),
    ],
)
def test_what_is_taken_whole_is_so_with_and_without_a_transcript(version: str, parent: Tree, child: Tree) -> None:
    view = SpecView.of(version).root
    merged = merge_recorded(parent, child, view).tree
    assert told_apart(merge_trees(parent, child, view), view) == told_apart(merged, view)


def told_apart(tree: Tree, view: ModelView) -> Tree:
    """The members of *tree* that the reference tells from absent ones: a list counts even when it is empty."""
    kept: Tree = {}
    for field in view.fields:
        value = tree.get(field.json)
        if not field.has_value(value):
            continue
        if field.model is not None and value is not None:
            model = field.model
            value = [told_apart(entry, model) for entry in value] if field.is_list else told_apart(value, model)
        kept[field.json] = value
    return kept


@given(EITHER)
def test_the_source_of_every_mapping_is_in_its_input(pair: tuple[Tree, Tree]) -> None:
    inputs, _, transcript = transcribed(pair)
    for mapping in transcript:
        assert found(mapping.source, held(inputs[mapping.tag])) is not None


@given(EITHER)
def test_the_target_of_every_mapping_is_in_the_result_unless_nothing_is_left_there(pair: tuple[Tree, Tree]) -> None:
    """A list whose every entry was deleted, and an object without a value, are named; they are not written."""
    _, result, transcript = transcribed(pair)
    written = result.to_dict()
    for mapping in transcript:
        if found(mapping.target, written) is None:
            assert list(leaves(found(mapping.target, held(result)) or {})) == []


@given(EITHER)
def test_a_leaf_comes_from_one_source_and_equals_it(pair: tuple[Tree, Tree]) -> None:
    inputs, result, transcript = transcribed(pair)
    written = result.to_dict()
    for mapping in transcript:
        value = found(mapping.target, written)
        if value is not None and not isinstance(value, dict | list):
            assert transcript.sources_of(mapping.target) == (mapping,)
            assert mapping.source.resolve(held(inputs[mapping.tag])) == value


@given(EITHER)
def test_every_leaf_that_holds_more_than_nothing_has_a_source(pair: tuple[Tree, Tree]) -> None:
    _, result, transcript = transcribed(pair)
    named = {mapping.target for mapping in transcript}
    for place, value in leaves(result.to_dict()):
        if value:
            assert place in named


@given(EITHER)
def test_whatever_holds_a_target_is_a_target(pair: tuple[Tree, Tree]) -> None:
    _, _, transcript = transcribed(pair)
    named = {mapping.target for mapping in transcript} | {ic.Pointer()}
    assert {mapping.target.parent for mapping in transcript} <= named


@given(EITHER)
def test_values_come_before_the_objects_and_lists_that_hold_them(pair: tuple[Tree, Tree]) -> None:
    _, _, transcript = transcribed(pair)
    seen: set[str] = set()
    for mapping in transcript:
        assert mapping.target.parent not in seen or mapping.target in seen or mapping.target.parent == ""
        seen.add(mapping.target)


@given(EITHER)
def test_no_mapping_stands_twice(pair: tuple[Tree, Tree]) -> None:
    _, _, transcript = transcribed(pair)
    assert len(set(transcript)) == len(transcript)
