"""
The documents of specs 1 and 2 that are asked about and recorded, always the same.

Some are written by hand, see `legacy_cases`. Every pool of odd values and every thing that may be wrong has documents
of its own in each version, in which it is likely; the rest are drawn as they come.
"""

from __future__ import annotations

from itertools import product
from random import Random
from typing import TYPE_CHECKING, Final

from tests.oracle.generator import Writer
from tests.oracle.legacy import LEGACY_VERSIONS
from tests.oracle.legacy_cases import Source, by_hand
from tests.oracle.legacy_generator import LegacyGenerator, draw_legacy
from tests.oracle.legacy_mending import MENDS
from tests.oracle.legacy_pools import ODD

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_POOLS: Final = 5
OF_MENDS: Final = 7
OF_CHANCE: Final = 200
PAIRS: Final = 300
"""How many documents there are for each pool, each thing that is wrong, and each version; how many pairs."""


def documents() -> list[Source]:
    """
    Every document, once.
    """
    every = [*by_hand(), *_of_pools(), *_of_mends(), *_of_chance()]
    return list({source.raw: source for source in every}.values())


def pairs() -> list[tuple[bytes, bytes]]:
    """
    Parents and children: plain ones of any versions.
    """
    random = _random("pairs")
    found = []
    for _ in range(PAIRS):
        writer = Writer(random, 0.0)
        trees = [LegacyGenerator(random, random.choice(LEGACY_VERSIONS), density=0.4).tree() for _ in range(2)]
        found.append((writer.write(trees[0]), writer.write(trees[1])))
    return found


def _random(name: str) -> Random:
    return Random(name)  # noqa: S311 - nothing to keep secret


def _of_pools() -> Iterator[Source]:
    for version, pool in product(LEGACY_VERSIONS, sorted(ODD)):
        random = _random(f"{version} {pool}")
        for _ in range(OF_POOLS):
            yield Source(version, LegacyGenerator(random, version, density=0.1, odd=[pool]).text())


def _of_mends() -> Iterator[Source]:
    for version, mend in product(LEGACY_VERSIONS, sorted(MENDS)):
        random = _random(f"{version} {mend}")
        for _ in range(OF_MENDS):
            yield Source(version, LegacyGenerator(random, version, density=0.1, left=[mend]).text())


def _of_chance() -> Iterator[Source]:
    for version in LEGACY_VERSIONS:
        random = _random(version)
        for _ in range(OF_CHANCE):
            yield Source(version, draw_legacy(random, version))
