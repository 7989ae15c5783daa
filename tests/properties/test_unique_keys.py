"""Merging configs whose keys are unique gives a config whose keys are unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.reading import validate
from ignition_compose.testing import base_layers, configs, pairs
from tests.documents import MAIN
from tests.properties.trees import loose_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.properties.trees import Tree


def repeated_keys(tree: Tree, view: ModelView, where: str = "") -> Iterator[str]:
    """Every key that stands twice in one key space of one object."""
    seen: set[tuple[str, str]] = set()
    for field in view.fields:
        value = tree.get(field.json)
        if value is None:
            continue
        here = f"{where}/{field.json}"
        entries = value if field.is_list else [value]
        if field.merge == "keyed":
            for entry in entries:
                key = (field.key_space, field.model.key(entry) if field.model else entry)
                if key in seen:
                    yield f"{here}: {key[1]}"
                seen.add(key)
        if field.model is not None:
            for index, entry in enumerate(entries):
                yield from repeated_keys(entry, field.model, f"{here}/{index}")


def repeated(config: ic.Config) -> list[str]:
    return list(repeated_keys(config.to_dict(), SpecView.of(config.version).root))


@given(st.one_of(pairs(), loose_pairs()))
def test_keys_stay_unique(pair: tuple[Tree, Tree]) -> None:
    parent, child = (ic.Config.from_dict(tree) for tree in pair)
    assume(not repeated(parent))
    assume(not repeated(child))
    assert repeated(ic.merge(parent, child)) == []


@given(st.one_of(configs(references=False), loose_pairs().map(lambda pair: pair[0])))
def test_repeated_keys_are_what_validation_calls_duplicates(tree: Tree) -> None:
    found = [entry for entry in validate(tree, dialect=MAIN).errors if entry.code.startswith("duplicate")]
    assert bool(found) == bool(repeated(ic.Config.from_dict(tree)))


@given(base_layers(), configs(references=False))
def test_keys_of_a_composition_are_unique(base: list[Tree], user: Tree) -> None:
    try:
        composition = ic.compose(base=base, user=user, dialect=MAIN)
    except ic.InvalidConfig:
        return  # translated to the newest spec, the user config is refused
    assert repeated(composition.config) == []
