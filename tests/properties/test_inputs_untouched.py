"""Nothing that is handed over is changed, and nothing that is handed out is shared."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.documents.config import held
from ignition_compose.testing import base_layers, configs, nearly_valid, pairs
from tests.documents import NEWEST
from tests.properties.trees import loose_pairs, places

if TYPE_CHECKING:
    from tests.properties.trees import Tree


def tear(tree: Any) -> None:
    """Empty every object and every list of *tree*."""
    for _, value in list(places(tree)):
        if isinstance(value, dict | list):
            value.clear()


@given(st.one_of(pairs(), loose_pairs()))
def test_merging_leaves_both_configs_untouched(pair: tuple[Tree, Tree]) -> None:
    parent, child = (ic.Config.from_dict(tree) for tree in pair)
    before = [copy.deepcopy(held(config)) for config in (parent, child)]
    merged = ic.merge(parent, child)
    ic.merge_with_transcript(parent, child)
    assert merged.storage == merged.storage  # the sections are built from a tree that is partly shared
    assert [held(config) for config in (parent, child)] == before


@given(st.one_of(configs(), nearly_valid()))
def test_reading_a_dict_leaves_it_untouched(tree: Tree) -> None:
    before = copy.deepcopy(tree)
    ic.Config.from_dict(tree)
    ic.validate(tree)
    ic.validate(tree, strict=True)
    assert tree == before


@given(st.one_of(configs(), nearly_valid()))
def test_a_config_shares_nothing_with_the_dict_it_was_read_from(tree: Tree) -> None:
    config = ic.Config.from_dict(tree)
    before = config.to_json()
    tear(tree)
    assert config.to_json() == before


@given(pairs())
def test_a_config_shares_nothing_with_the_dict_it_is_written_to(pair: tuple[Tree, Tree]) -> None:
    parent, child = (ic.Config.from_dict(tree) for tree in pair)
    merged = ic.merge(parent, child)
    before = [config.to_json() for config in (parent, child, merged)]
    for config in (parent, child, merged):
        tear(config.to_dict())
    assert [config.to_json() for config in (parent, child, merged)] == before


@given(st.one_of(configs(), nearly_valid()))
def test_translating_leaves_the_config_untouched(tree: Tree) -> None:
    config = ic.Config.from_dict(tree)
    before = copy.deepcopy(held(config))
    ic.translate(config, NEWEST)
    assert held(config) == before


@given(base_layers(), configs(references=False))
def test_composing_leaves_every_layer_untouched(layers: list[Tree], user: Tree) -> None:
    given_over = [ic.Config.from_dict(layer) for layer in layers]
    before = copy.deepcopy((layers, user, [held(config) for config in given_over]))
    for base in (layers, given_over):
        try:
            composition = ic.compose(base=base, user=user)
        except ic.InvalidConfig:
            continue
        for place, _ in places(composition.config.to_dict()):
            try:
                composition.origin(place)
            except ic.PointerNotFound:
                continue
    assert (layers, user, [held(config) for config in given_over]) == before
