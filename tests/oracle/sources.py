"""
Where the comparisons come from that are recorded: cases of rules, vectors, examples, surprises, and chance.
"""

from __future__ import annotations

import base64
import json
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.versions import SpecVersion
from tests.oracle.comparison import Comparison, draw_several
from tests.oracle.surprises import SURPRISES
from tests.unit.cases import read_vectors
from tests.unit.checks.rules.case import embed, find_way
from tests.unit.checks.rules.catalogue import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
DRAWN: Final = 450
"""How many random comparisons there are of each version."""


def collect() -> list[Comparison]:
    """
    Every comparison to record, once, in an order that stays.
    """
    every = [*of_surprises(), *of_rules(), *of_vectors(), *of_examples(), *of_chance()]
    return list({_identity(comparison): comparison for comparison in every}.values())


def _identity(comparison: Comparison) -> tuple[Any, ...]:
    trees = json.dumps(comparison.trees)
    return comparison.operation, comparison.version, comparison.raw, trees, comparison.target


def of_rules() -> Iterator[Comparison]:
    """
    Every case of every rule, in each version in which it stands.
    """
    for case in CASES:
        for version in case.versions:
            way = find_way(case.on, version)
            assert way is not None
            yield Comparison("parse", version, _text(embed(case.tree, way, version)))


def of_surprises() -> Iterator[Comparison]:
    """
    What was written down by hand, read and decoded.
    """
    for surprise in SURPRISES:
        yield Comparison("parse", surprise.version, surprise.raw)
        yield Comparison("decode", surprise.version, surprise.raw)


def of_vectors() -> Iterator[Comparison]:
    """
    The vectors of decoding and merging, and the counterexamples to laws that do not hold.
    """
    decoding = read_vectors("decoding.json")
    for vector in decoding["documents"]:
        version, raw = SpecVersion(vector["version"]), _raw_of(vector)
        yield Comparison("decode", version, raw)
        yield Comparison("parse", version, raw)
    for vector in decoding["versions"]:
        yield Comparison("parse", SpecVersion.LATEST, _text({"ignition": {"version": vector["text"]}}))
    merging, failing = read_vectors("merge.json"), read_vectors("merge-counterexamples.json")
    pairs = [(vector["parent"], vector["child"]) for vector in merging]
    for vector in failing["associativity"]:
        pairs += product(vector["configs"], repeat=2)
    pairs += [(vector["config"], vector["config"]) for vector in failing["idempotence"]]
    for parent, child in pairs:
        yield Comparison("merge", SpecVersion(parent["ignition"]["version"]), trees=(parent, child))


def of_examples() -> Iterator[Comparison]:
    """
    The examples by themselves, and each onto each other at the newest version.
    """
    raws = [path.read_bytes() for path in sorted(EXAMPLES.rglob("*.ign"))]
    for raw in raws:
        yield Comparison("parse", SpecVersion.LATEST, raw)
    for parent, child in product([json.loads(raw) for raw in raws], repeat=2):
        yield Comparison("merge", SpecVersion.LATEST, trees=(parent, child))


def of_chance() -> Iterator[Comparison]:
    """
    Random comparisons of every operation in every version, always the same.
    """
    for version in SpecVersion:
        yield from islice(_endless(Random(str(version)), version), DRAWN)  # noqa: S311 - nothing to keep secret


def _endless(random: Random, version: SpecVersion) -> Iterator[Comparison]:
    while True:
        yield from draw_several(random, version)


def _raw_of(vector: Any) -> bytes:
    if "base64" in vector:
        return base64.b64decode(vector["base64"])
    if "pieces" in vector:
        return "".join(text * times for text, times in vector["pieces"]).encode()
    raw: str = vector["raw"]
    return raw.encode()


def _text(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
