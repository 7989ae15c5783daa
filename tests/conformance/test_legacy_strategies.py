"""The configs of specs 1 and 2 that strategies draw are taken by Ignition 0.x, and the broken ones are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, seed, settings

from ignition_compose.models.specs import SPEC1, SPEC2
from ignition_compose.testing import broken_configs, configs
from tests.oracle.legacy import LegacyOracle, ask_parse

if TYPE_CHECKING:
    from hypothesis import strategies as st

    from ignition_compose.versions import SpecVersion

pytestmark = pytest.mark.reference

MANY = 150


def drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    found: list[Any] = []

    @seed(1)
    @settings(max_examples=MANY, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(value: Any) -> None:
        found.append(value)

    draw()
    return found


@pytest.mark.parametrize("version", [*SPEC1.versions, *SPEC2.versions])
def test_ignition_0_x_takes_what_is_drawn_and_refuses_what_is_broken(version: SpecVersion) -> None:
    good = [json.dumps(tree).encode() for tree in drawn(configs(version))]
    bad = [(json.dumps(broken.tree).encode(), broken.what) for broken in drawn(broken_configs(version))]
    assert len(set(good)) > MANY / 2
    assert len({what for _, what in bad}) > 5
    with LegacyOracle() as oracle:
        taken = oracle.batch([ask_parse(raw) for raw in good])
        refused = oracle.batch([ask_parse(raw) for raw, _ in bad])
    assert [raw for raw, one in zip(good, taken, strict=True) if one.config is None and not one.unwritable] == []
    assert [raw for raw, one in zip(bad, refused, strict=True) if one.config is not None] == []
