"""Reading what was written gives back what was there."""

from __future__ import annotations

import copy
import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.documents.config import held, holding
from ignition_compose.documents.decoding import model_of, tree_of
from ignition_compose.fast import writers
from ignition_compose.fast.trust import Trust, trusting
from ignition_compose.models.view import SpecView
from ignition_compose.testing import config_bytes, configs, nearly_valid
from tests.documents import read
from tests.properties.trees import places

if TYPE_CHECKING:
    from ignition_compose.models.view import ModelView
    from tests.properties.trees import Tree

EITHER = st.one_of(configs(), nearly_valid())


@given(EITHER)
def test_a_config_comes_back_from_its_dict(tree: Tree) -> None:
    config = ic.Config.from_dict(tree)
    again = ic.Config.from_dict(config.to_dict())
    assert again == config
    assert again.to_dict() == config.to_dict()


@given(EITHER)
def test_what_is_written_holds_every_scalar_of_the_tree_that_is_not_null(tree: Tree) -> None:
    written = dict(places(ic.Config.from_dict(tree).to_dict()))
    for place, value in places(tree):
        if isinstance(value, bool | int | str) and value:
            assert written[place] == value


@given(EITHER)
def test_what_is_written_has_no_null_no_empty_object_and_no_empty_list_as_a_member(tree: Tree) -> None:
    for _, value in places(ic.Config.from_dict(tree).to_dict()):
        if isinstance(value, dict):
            assert all(member is not None and member not in ([], {}) for member in value.values())


@given(st.lists(EITHER, min_size=1, max_size=3))
def test_objects_for_which_no_function_is_made_are_written_alike(trees: list[Tree]) -> None:
    configs = [ic.Config.from_dict(tree) for tree in trees]
    texts = [config.to_json() for config in configs]
    with trusting(Trust.DOUBT):
        assert [config.to_json() for config in configs] == texts
    with trusting(Trust.PLAIN), pytest.MonkeyPatch.context() as patch:
        assert [config.to_json() for config in configs] == texts
        writers._writers.cache_clear()
        patch.setattr(writers, "_LIMIT", 0)
        assert [config.to_json() for config in configs] == texts
    writers._writers.cache_clear()


@given(EITHER, st.sampled_from([None, 0, 2]))
def test_a_config_comes_back_from_its_json(tree: Tree, indent: int | None) -> None:
    config = ic.Config.from_dict(tree)
    text = config.to_json(indent)
    assert ic.Config.from_dict(json.loads(text)) == config
    document = read(text)
    assert document._findings == ()
    assert document._tree == config.to_dict()


@given(config_bytes(configs()))
def test_a_config_that_parses_comes_back_from_its_json_whatever_oddities_it_was_written_with(raw: bytes) -> None:
    try:
        config = ic.parse(raw)
    except ic.InvalidConfig:
        return  # an oddity can make a valid config invalid
    assert ic.parse(config.to_json()) == config
    assert ic.parse(config.to_json(2).encode()).to_json() == config.to_json()


@given(EITHER)
def test_a_config_comes_back_from_its_sections_but_for_objects_with_nothing_in_them(tree: Tree) -> None:
    whole = ic.Config.from_dict(tree)
    root = SpecView.of(whole.version).root
    config = holding(less_nothing(held(whole), root), whole.version)
    sections: dict[str, Any] = {field.name: getattr(config, field.name) for field in root.fields}
    again = ic.Config.of(root.model(**sections))
    assert again.to_dict() == config.to_dict()
    assert again == config


@given(EITHER)
@example({"ignition": {"version": "3.2.0"}, "storage": {"luks": [{"name": "a", "clevis": {"custom": {}}}]}})
def test_a_tree_comes_back_from_its_model_but_for_objects_with_nothing_in_them(tree: Tree) -> None:
    config = ic.Config.from_dict(tree)
    view = SpecView.of(config.version).root
    again = ic.Config.from_dict(tree_of(model_of(config.to_dict(), view), view))
    assert again.to_dict() == ic.Config.from_dict(less_nothing(config.to_dict(), view)).to_dict()


def less_nothing(tree: Tree, view: ModelView) -> Tree:
    """The tree without objects that hold nothing, which models do not tell from absent ones."""
    kept: Tree = {}
    for name, value in tree.items():
        field = view.by_json[name]
        if field.model is not None and field.is_list:
            kept[name] = [less_nothing(entry, field.model) for entry in value]
        elif field.model is None:
            kept[name] = value
        else:
            inner = less_nothing(value, field.model)
            if not field.model.is_zero(inner):
                kept[name] = inner
    return kept


@given(EITHER)
def test_a_config_comes_back_from_pickle_and_copies(tree: Tree) -> None:
    config = ic.Config.from_dict(tree)
    for again in (pickle.loads(pickle.dumps(config)), copy.copy(config), copy.deepcopy(config)):  # noqa: S301
        assert again == config
        assert again.to_json() == config.to_json()


@given(EITHER)
def test_equal_configs_have_equal_hashes(tree: Tree) -> None:
    config, again = ic.Config.from_dict(tree), ic.Config.from_dict(copy.deepcopy(tree))
    assert config == again
    assert hash(config) == hash(again)
