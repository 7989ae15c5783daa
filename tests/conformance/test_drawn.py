"""What the strategies say of what they draw is so by the reference's verdict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ignition_compose.models.specs import SPEC3
from ignition_compose.testing import base_layers, broken_configs, configs, pairs
from ignition_compose.testing.breaking import contradictions
from tests.drawing import draw_many, least_tree, text_cases, write_text
from tests.oracle.oracle import Oracle, ask_parse, ask_parse_any

if TYPE_CHECKING:
    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion

pytestmark = pytest.mark.reference
EVERY = pytest.mark.parametrize("version", SPEC3.versions)


def dump(tree: Any) -> bytes:
    return json.dumps(tree).encode()


def verdicts(oracle: Oracle, version: str, trees: list[Tree]) -> list[str]:
    """What the reference says to each, nothing where it takes it."""
    answers = oracle.batch([ask_parse(version, dump(tree)) for tree in trees])  # type: ignore[arg-type]
    return ["; ".join([answer.error, *[e.message for e in answer.entries if e.kind == "error"]]) for answer in answers]


@EVERY
def test_the_reference_takes_valid_configs(oracle: Oracle, version: SpecVersion) -> None:
    trees = draw_many(configs(version), 150)
    trees += [tree for pair in draw_many(pairs(version), 50) for tree in pair]
    said = verdicts(oracle, version, trees)
    assert [(what, tree) for what, tree in zip(said, trees, strict=True) if what] == []


def test_the_reference_takes_layers_of_mixed_versions(oracle: Oracle) -> None:
    layers = [layer for example in draw_many(base_layers(), 200) for layer in example]
    answers = oracle.batch([ask_parse_any(dump(layer)) for layer in layers])
    assert [layer for layer, answer in zip(layers, answers, strict=True) if answer.config is None] == []


@EVERY
def test_the_reference_refuses_broken_configs(oracle: Oracle, version: SpecVersion) -> None:
    broken = draw_many(broken_configs(version), 200)
    said = verdicts(oracle, version, [tree for tree, _ in broken])
    assert [one for one, what in zip(broken, said, strict=True) if not what] == []


@EVERY
def test_the_reference_refuses_every_contradiction_everywhere(oracle: Oracle, version: SpecVersion) -> None:
    cases = [(wrong, way) for wrong, ways in contradictions(version) for way in ways]
    trees = []
    for wrong, way in cases:
        tree, place = least_tree(version, way)
        for name in wrong.without:
            place.pop(name, None)
        place.update(wrong.members)
        trees.append(tree)
    said = verdicts(oracle, version, trees)
    assert [case[0].what for case, what in zip(cases, said, strict=True) if not what] == []


@EVERY
def test_the_reference_takes_good_texts_and_refuses_bad_ones_everywhere(oracle: Oracle, version: SpecVersion) -> None:
    cases = list(text_cases(version))
    said = verdicts(oracle, version, [write_text(version, spot, text) for spot, text, _ in cases])
    wrong = [
        (spot.view.name, spot.field.json, text, what)
        for (spot, text, good), what in zip(cases, said, strict=True)
        if good is bool(what)
    ]
    assert wrong == []
