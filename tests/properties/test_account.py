"""What an account says of a merge and of a composition is so, and it leaves nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.composition import folding
from ignition_compose.documents.config import held
from ignition_compose.merging.recording import acts_on, merge_recorded
from ignition_compose.merging.transcript import transcript_of
from ignition_compose.models.view import SpecView
from ignition_compose.testing import base_layers, configs, pairs
from tests.properties.trees import leaves, loose_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.properties.trees import Tree

EITHER = st.one_of(pairs(), loose_pairs())


WHOLE = ic.Pointer()


def values(value: Any, pointer: ic.Pointer = WHOLE) -> Iterator[tuple[ic.Pointer, Any]]:
    """Every value of a tree, objects and lists too, and where it stands."""
    yield pointer, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for token, inner in members:
        yield from values(inner, pointer / token)


def trees_of(pair: tuple[Tree, Tree]) -> tuple[Tree, Tree, ic.SpecVersion]:
    parent, child = (ic.Config.from_dict(tree) for tree in pair)
    return held(parent), held(child), parent.version


def headers(*members: dict[str, str]) -> Tree:
    contents = {"source": "https://a/b", "httpHeaders": list(members)}
    return {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "contents": contents}]}}


@given(EITHER)
@example((headers({"name": "X", "value": "1"}), headers({"name": "X"})))
def test_nothing_that_a_side_of_a_merge_has_is_unaccounted_for(pair: tuple[Tree, Tree]) -> None:
    parent, child, version = trees_of(pair)
    account = merge_recorded(parent, child, SpecView.of(version).root).account
    for side, tree in (("parent", parent), ("child", child)):
        for pointer, value in values(tree):
            assert account.fate(side, pointer), (side, pointer, value)


@given(EITHER)
def test_what_an_account_names_is_there(pair: tuple[Tree, Tree]) -> None:
    parent, child, version = trees_of(pair)
    merged = merge_recorded(parent, child, SpecView.of(version).root)
    trees = {"parent": parent, "child": child}
    for act in merged.account:
        for place in (*act.sources, *act.lost):
            place.pointer.resolve(trees[place.source])
        if act.target is not None:
            act.target.resolve(merged.tree)


@given(EITHER)
def test_every_value_of_a_merge_has_an_origin_that_is_the_same_value(pair: tuple[Tree, Tree]) -> None:
    parent, child, version = trees_of(pair)
    merged = merge_recorded(parent, child, SpecView.of(version).root)
    trees, account = {"parent": parent, "child": child}, merged.account
    for pointer, value in leaves(merged.tree):
        acts = [act for act in account.origin(ic.Pointer(pointer)) if act.verb != "displaced"]
        assert acts, pointer
        for act in acts:
            assert act.sources[-1].pointer.resolve(trees[act.sources[-1].source]) == value


# Of a key that a list has twice, which no valid config has, one entry meets two others.
@given(pairs())
def test_what_is_lost_is_not_where_something_came_from(pair: tuple[Tree, Tree]) -> None:
    parent, child, version = trees_of(pair)
    account = merge_recorded(parent, child, SpecView.of(version).root).account
    lost = {place for act in account for place in act.lost}
    assert lost.isdisjoint([place for act in account if act.verb != "displaced" for place in act.sources])


@given(EITHER)
def test_an_account_less_what_the_reference_does_not_say_is_its_transcript(pair: tuple[Tree, Tree]) -> None:
    parent, child, version = trees_of(pair)
    tree, met = merge_recorded(parent, child, SpecView.of(version).root)
    account = merge_recorded(parent, child, SpecView.of(version).root).account
    said = {(mapping.tag, mapping.source, mapping.target) for mapping in transcript_of(met)}
    told = {
        (place.source, place.pointer, pointer)
        for pointer, _ in values(tree)
        if pointer
        for act in account.origin(pointer)
        if act.verb != "displaced"
        for place in act.sources
    }
    assert said <= told
    # The reference is silent about what holds nothing but zero values, and about a text that both sides have.
    for side, source, target in told - said:
        value = target.resolve(tree)
        is_shared = isinstance(value, str) and side == "parent" and ("child", target) in {(s[0], s[2]) for s in said}
        assert is_shared or not any(leaf for _, leaf in leaves(source.resolve(parent if side == "parent" else child)))


@given(EITHER)
def test_what_is_asked_for_alone_is_what_the_whole_account_says_of_it(pair: tuple[Tree, Tree]) -> None:
    parent, child, version = trees_of(pair)
    view = SpecView.of(version).root
    merged = merge_recorded(parent, child, view)
    account = merged.account
    for pointer, _ in values(merged.tree):
        assert set(acts_on(pointer, parent, child, view)) == set(account.origin(pointer)), pointer


def origin_in(composition: ic.Composition, pointer: ic.Pointer) -> ic.Origin | None:
    """The origin of a value, None for one that translating filled in."""
    try:
        return composition.origin(pointer)
    except ic.PointerNotFound:
        return None


@settings(max_examples=50)
@given(base_layers(), configs(references=False))
def test_an_origin_is_the_same_whether_one_was_asked_for_or_all(base: list[Tree], user: Tree) -> None:
    try:
        one, whole = (ic.compose(base=base, user=user) for _ in range(2))
    except ic.InvalidConfig:
        return
    assert len(whole.account) > 0
    for pointer, _ in values(held(one.config)):
        assert origin_in(one, pointer) == origin_in(whole, pointer)


def alike(base: list[Tree], user: Tree | None) -> tuple[ic.Composition, ic.Composition] | None:
    """The composition of some layers as one of few layers, and as one of many; None if they are refused."""
    try:
        few = ic.compose(base=base, user=user)
    except ic.InvalidConfig:
        return None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folding, "FEW_LAYERS", 0)
        patch.setattr(folding, "_WORTH_A_PILE", 0)
        return few, ic.compose(base=base, user=user)


LAYERS = st.lists(configs(references=False), max_size=6)


@settings(max_examples=25)
@given(LAYERS, st.none() | configs(references=False))
def test_many_layers_are_piled_up_to_what_merging_them_one_by_one_makes(base: list[Tree], user: Tree | None) -> None:
    both = alike(base, user)
    if both is None:
        return
    few, many = both
    assert many.to_json() == few.to_json()
    assert many.report == few.report
    assert many.account == few.account
    for pointer, _ in values(held(many.config)):
        assert origin_in(many, pointer) == origin_in(few, pointer)


def on_each_other(*members: Tree) -> list[Tree]:
    return [{"ignition": {"version": "3.4.0"}, **tree} for tree in members]


def files(*members: Tree) -> list[Tree]:
    """Layers that have one file."""
    return on_each_other(*[{"storage": {"files": [{"path": "/a", **one}]}} for one in members])


def fetched(*members: Tree) -> list[Tree]:
    return files(
        *[{"overwrite": True, "contents": {"source": f"https://a/{index}", **one}} for index, one in enumerate(members)]
    )


ONE = {"name": "X", "value": "1"}, {"name": "Y", "value": "2"}
NODES = [("files", {}), ("links", {"target": "/t"}), ("directories", {}), ("links", {"target": "/u"})] * 3
PILES = {
    "places that change hands": on_each_other(
        *[
            {"storage": {name: [{"path": "/a", **more}, {"path": f"/{index}", **more}]}}
            for index, (name, more) in enumerate(NODES)
        ]
    ),
    "entries that are deleted and come again": fetched(
        *[{"httpHeaders": headers} for headers in [[*ONE], [{"name": "X"}]] * 3]
    ),
    "options that are said again": on_each_other(
        *[
            {"storage": {"filesystems": [{"device": "/dev/a", "format": "xfs", "mountOptions": [*options]}]}}
            for options in ["a", "a", "bc", "aabc", "", "aa"]
        ]
    ),
    "entries that are joined again": files(
        *[{"append": [{"source": f"data:,{text}"} for text in texts]} for texts in ["ab", "c", "bd", "ca", "", "dd"]]
    ),
    "arguments that move": on_each_other(
        *[{"kernelArguments": {f"should{'Not' * (n % 2)}Exist": ["a", f"b{n % 3}"]}} for n in range(8)]
    ),
    "contents that are new": fetched(
        {"compression": "gzip"}, {}, {"verification": {"hash": f"sha256-{64 * 'a'}"}}, {}, {"httpHeaders": [*ONE]}, {}
    ),
    "one entry of all": on_each_other(
        *[
            {
                "passwd": {"users": [{"name": "core", "sshAuthorizedKeys": ["k", f"k{n}"], "groups": [f"g{n}"]}]},
                "systemd": {"units": [{"name": "a.service", "dropins": [{"name": f"{n}.conf"}]}]},
            }
            for n in range(12)
        ]
    ),
}


@pytest.mark.parametrize("name", PILES)
def test_what_meets_again_and_again_is_piled_up_to_what_merging_it_makes(name: str) -> None:
    both = alike(PILES[name], PILES[name][0])
    assert both is not None
    few, many = both
    assert many.account == few.account
    assert many.report == few.report
    assert many.to_json() == few.to_json()


@settings(max_examples=50)
@given(base_layers(), configs(references=False))
def test_nothing_that_a_layer_has_is_unaccounted_for(base: list[Tree], user: Tree) -> None:
    try:
        composition = ic.compose(base=base, user=user)
    except ic.InvalidConfig:
        return
    for layer in composition.layers:
        if layer.state == "used":
            assert layer.config is not None
            for pointer, value in values(held(layer.config)):
                assert composition.account.fate(layer.source, pointer), (layer.source, pointer, value)


@given(configs(references=False), st.sampled_from(ic.SpecVersion))
def test_nothing_that_is_translated_is_unaccounted_for(tree: Tree, version: ic.SpecVersion) -> None:
    config = ic.Config.from_dict(tree)
    if version < config.version:
        return
    translation = ic.translate(config, version)
    for pointer, value in values(held(config)):
        acts = translation.account.fate("original", pointer)
        assert acts
        for act in acts:
            if act.verb == "kept" and act.target is not None and not isinstance(value, dict | list):
                assert act.target.resolve(held(translation.config)) == value
    for pointer, _ in values(held(translation.config)):
        assert translation.account.origin(pointer)


def test_an_empty_object_of_a_layer_is_piled_up_as_it_is_merged() -> None:
    version = {"version": "3.0.0"}
    base: list[Tree] = [
        {"ignition": version},
        {"ignition": {"config": {"merge": [{}]}, **version}},
        {"ignition": {"config": {"replace": {}}, **version}},
    ]
    both = alike(base, {"ignition": {"config": {"merge": []}, **version}})
    assert both is not None
    few, many = both
    assert many.account == few.account
