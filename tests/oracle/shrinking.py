"""
Make a comparison small that fails: leave out one part after the other for as long as it still fails.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.oracle.comparison import Comparison


def shrink(comparison: Comparison, fails: Callable[[Comparison], bool]) -> Comparison:
    """
    The smallest comparison found that still fails, by leaving out one part after the other.
    """
    smaller = True
    while smaller:
        smaller = False
        for candidate in _smaller(comparison):
            if fails(candidate):
                comparison, smaller = candidate, True
                break
    return comparison


def _smaller(comparison: Comparison) -> Iterator[Comparison]:
    if comparison.trees:
        yield from _smaller_trees(comparison)
    else:
        yield from _smaller_text(comparison)


def _smaller_trees(comparison: Comparison) -> Iterator[Comparison]:
    for index, tree in enumerate(comparison.trees):
        for less in _less(tree):
            trees = list(comparison.trees)
            trees[index] = less
            if less.get("ignition", {}).get("version") == str(comparison.version):
                yield attrs.evolve(comparison, trees=tuple(trees))


def _smaller_text(comparison: Comparison) -> Iterator[Comparison]:
    raw = comparison.raw
    try:
        tree = json.loads(raw)
    except ValueError:
        tree = None
    if tree is not None:
        for less in _less(tree):
            text = json.dumps(less, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
            if len(text) < len(raw):
                yield attrs.evolve(comparison, raw=text)
    size = len(raw) // 2
    while size:
        for at in range(0, len(raw), size):
            yield attrs.evolve(comparison, raw=raw[:at] + raw[at + size :])
        size //= 2


def _less(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for name in value:
            yield {other: item for other, item in value.items() if other != name}
        for name, item in value.items():
            for less in _less(item):
                yield {**value, name: less}
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value[:index] + value[index + 1 :]
        for index, item in enumerate(value):
            for less in _less(item):
                yield [*value[:index], less, *value[index + 1 :]]
