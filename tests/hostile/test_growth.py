"""
Whatever a document is full of: time and memory grow with its bytes, its report has a limit, and the verdict is exact.
"""

from __future__ import annotations

from typing import Any, Final

import pytest

import ignition_compose as ic
from tests.bench.growth import judge_growing
from tests.bench.oddities import LONG_TEXTS, ODDITIES

SMALL: Final = 8_000
TIMES: Final = 4
MOST: Final = 6.0
"""A straight line gives 4, a square 16."""

SHORT: Final = 0.8
"""Seconds below which the machine's other work says more than ours."""

MOST_BYTES: Final = 16
"""For each byte of a long text: 12 are what orjson takes to look at any document."""

_ALWAYS: Final = 4 << 20
"""What a full report may take, however small the document is."""


@pytest.mark.parametrize("kind", ODDITIES)
def test_time_and_memory_grow_with_the_bytes_whatever_a_document_is_full_of(kind: str) -> None:
    small, large = judge_growing(kind, SMALL, TIMES * SMALL)
    assert large.entries <= 10_000
    assert large.peak <= MOST * max(small.peak, _ALWAYS / TIMES), (small, large)
    assert large.seconds <= MOST * max(small.seconds, SHORT / TIMES), (small, large)


@pytest.mark.parametrize("kind", LONG_TEXTS)
def test_a_long_text_takes_a_few_bytes_of_memory_for_each_of_its_own(kind: str) -> None:
    [found] = judge_growing(kind, 1_000_000)
    assert found.peak <= MOST_BYTES * found.bytes, found


def test_a_list_that_is_shared_a_thousand_times_counts_each_time() -> None:
    values: Any = "a"
    for _ in range(3):
        values = [values] * 1_000
    config = {"ignition": {"version": "3.4.0"}, "x": values}
    assert [entry.code for entry in ic.validate(config)] == ["too-large"]
    with pytest.raises(ic.InvalidConfig, match="more than 2000000"):
        ic.Config.from_dict(config)
