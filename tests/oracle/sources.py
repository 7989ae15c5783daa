"""
Where the comparisons come from that are recorded: cases of rules, vectors, examples, surprises, and chance; and
what is asked again with Flatcar's rules, because they may make a difference there.
"""

from __future__ import annotations

import base64
import json
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

import attrs

from ignition_compose.models.specs import SPEC3
from ignition_compose.versions import SpecVersion
from tests.documents import NEWEST
from tests.oracle.comparison import Comparison, draw_several
from tests.oracle.flatcar import USER_DATA, oem_documents
from tests.oracle.surprises import SURPRISES
from tests.oracle.userdata import draw_user_data
from tests.unit.cases import read_vectors
from tests.unit.checks.rules.case import embed, find_way
from tests.unit.checks.rules.catalogue import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.oracle.building import DialectName

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
DRAWN: Final = 450
"""How many random comparisons there are of each version."""

DRAWN_FOR_FLATCAR: Final = 22
DRAWN_USER_DATA: Final = 150


def collect(dialect: DialectName) -> list[Comparison]:
    """
    Every comparison to record under *dialect*, once, in an order that stays.
    """
    if dialect == "flatcar":
        every = [*of_surprises(), *of_flatcar(), *of_chance(DRAWN_FOR_FLATCAR, dialect)]
    else:
        every = [*of_surprises(), *of_rules(), *of_vectors(), *of_examples(), *of_flatcar(), *of_chance(DRAWN)]
    unique = {_identity(comparison): comparison for comparison in every}
    return [attrs.evolve(comparison, dialect=dialect) for comparison in unique.values()]


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
        yield Comparison("parse", NEWEST, _text({"ignition": {"version": vector["text"]}}))
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
        yield Comparison("parse", NEWEST, raw)
    for parent, child in product([json.loads(raw) for raw in raws], repeat=2):
        yield Comparison("merge", NEWEST, trees=(parent, child))


def of_flatcar() -> Iterator[Comparison]:
    """
    Documents that Flatcar's Ignition may take otherwise: by hand, and user data by chance, always the same.
    """
    for version, raw in oem_documents():
        yield Comparison("parse", version, raw)
    random = Random("user data")  # noqa: S311 - nothing to keep secret
    drawn = [draw_user_data(random) for _ in range(DRAWN_USER_DATA)]
    for raw in [*[one.raw for one in USER_DATA], *drawn]:
        yield Comparison("parse", NEWEST, raw)


def of_chance(count: int, dialect: DialectName = "upstream") -> Iterator[Comparison]:
    """
    Random comparisons of every operation in every version, always the same.
    """
    for version in SPEC3.versions:
        random = Random(str(version))  # noqa: S311 - nothing to keep secret
        yield from islice(_endless(random, version, dialect), count)


def _endless(random: Random, version: SpecVersion, dialect: DialectName) -> Iterator[Comparison]:
    while True:
        yield from draw_several(random, version, dialect)


def _raw_of(vector: Any) -> bytes:
    if "base64" in vector:
        return base64.b64decode(vector["base64"])
    if "pieces" in vector:
        return "".join(text * times for text, times in vector["pieces"]).encode()
    raw: str = vector["raw"]
    return raw.encode()


def _text(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")
