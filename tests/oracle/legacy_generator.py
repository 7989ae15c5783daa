"""
Random documents of specs 1 and 2: sound ones, odd ones, and damaged ones.

Everything is drawn from one `random.Random`, as in `generator`, whose writer and damage serve here too. The shape and
the values come from `legacy_pools`. What is drawn so is nearly always refused, and little of what is valid can be
translated to spec 3; so what is wrong is mended, all of it or all but one thing, see `legacy_mending`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.oracle.generator import Writer, damage
from tests.oracle.legacy import LEGACY_VERSIONS
from tests.oracle.legacy_mending import MENDS, mend
from tests.oracle.legacy_pools import LIKELY, ODD, PLAIN, SHAPES, VERSIONS_OF_DOCUMENTS, VERSIONS_OF_SPEC_1, ways_to
from tests.oracle.userdata import draw_user_data

if TYPE_CHECKING:
    from collections.abc import Collection
    from random import Random

    from tests.oracle.legacy import LegacyVersion
    from tests.oracle.legacy_pools import Shape

Tree = dict[str, Any]


class LegacyGenerator:
    """
    Draws documents of one version.

    Args:
        random: Where every choice comes from.
        version: The version.
        density: How many members there are, from 0 to 1.
        odd: The pools of which the edges are drawn as often as what is plain.
        left: What is wrong and stays so, by the names in `legacy_mending.MENDS`.

    What is odd or left is likely to be there, with all that it stands in.
    """

    def __init__(
        self,
        random: Random,
        version: LegacyVersion,
        *,
        density: float = 0.5,
        odd: Collection[str] = (),
        left: Collection[str] = (),
    ) -> None:
        self.random = random
        self.version = version
        self.density = density
        self.odd = odd
        self.left = left
        self._likelihood: dict[str, float] = {}
        goals = {*odd, *[name for mend in left for name in MENDS[mend].members]}
        self._sought = ways_to(SHAPES[version], goals)

    def tree(self) -> Tree:
        """
        A config's tree.
        """
        # By name and document: what one has many of, another has not.
        self._likelihood = {}
        tree = self._object(SHAPES[self.version])
        if self.version == "1":
            mend(tree, self.left)
            return {"ignitionVersion": 1, **tree}
        tree["ignition"] = {"version": self.version, **tree.get("ignition", {})}
        mend(tree, self.left)
        return tree

    def text(self) -> bytes:
        """
        A document as text, with the oddities that Go's decoders know, and now and then damaged.
        """
        tree = self.tree()
        if self.random.random() < 0.05:
            self._disguise(tree)
        oddness = self.random.choice((0.0, 0.0, 0.0, 0.0, 0.01, 0.03))
        if oddness == 0 and self.random.random() < 0.3:
            raw = json.dumps(tree, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass")
        else:
            raw = Writer(self.random, oddness).write(tree)
        for _ in range(self.random.choice((0, 0, 0, 0, 0, 0, 0, 0, 1, 2))):
            raw = damage(self.random, raw)
        return raw

    def _disguise(self, tree: Tree) -> None:
        """
        Let the document name another version, or two.
        """
        choice, ignition = self.random.choice, tree.setdefault("ignition", {})
        way = self.random.randrange(3)
        if way != 0:
            ignition["version"] = choice(VERSIONS_OF_DOCUMENTS)
        if way != 1:
            tree["ignitionVersion"] = choice(VERSIONS_OF_SPEC_1)

    def _object(self, shape: dict[str, Shape]) -> Tree:
        names = [name for name in shape if self.random.random() < self._likely(name)]
        if self.random.random() < 0.2:
            self.random.shuffle(names)
        return {name: self._value(shape[name]) for name in names}

    def _likely(self, name: str) -> float:
        if name not in self._likelihood:
            chance = 0.97 if name in LIKELY else self.density * self.random.choice((0.05, 0.1, 0.3, 1.0))
            self._likelihood[name] = max(chance, 0.7) if name in self._sought else chance
        return self._likelihood[name]

    def _value(self, shape: Shape) -> Any:
        if isinstance(shape, list):
            return [self._value(shape[0]) for _ in range(self.random.choice((0, 1, 1, 1, 2, 2, 3)))]
        if isinstance(shape, dict):
            return self._object(shape)
        is_odd = shape in self.odd and self.random.random() < 0.5
        return self.random.choice(ODD[shape] if is_odd else PLAIN[shape])


def generator_for(random: Random, version: LegacyVersion) -> LegacyGenerator:
    """
    A generator whose documents are sound, odd in one way or in several, or wild.
    """
    way = random.randrange(10)
    odd: list[str] = []
    left: list[str] = []
    if way in (3, 4, 5, 6):
        odd = random.sample(sorted(ODD), random.choice((1, 1, 2)))
    if way in (6, 7, 8):
        left = random.sample(sorted(MENDS), random.choice((1, 1, 2)))
    if way == 9:
        odd, left = random.sample(sorted(ODD), 6), random.sample(sorted(MENDS), 6)
    return LegacyGenerator(random, version, density=random.choice((0.3, 0.6, 1.0)), odd=odd, left=left)


def draw_legacy(random: Random, version: LegacyVersion) -> bytes:
    """
    A random document.
    """
    if random.random() < 0.01:
        return draw_user_data(random)
    return generator_for(random, version).text()


def draw_pair(random: Random) -> tuple[bytes, bytes]:
    """
    A parent and a child, of any versions, which can be appended.
    """
    writer = Writer(random, 0.0)
    trees = [LegacyGenerator(random, random.choice(LEGACY_VERSIONS), density=0.8).tree() for _ in range(2)]
    return writer.write(trees[0]), writer.write(trees[1])
