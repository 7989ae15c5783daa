"""Configs of specs 1 and 2 are decoded and checked as by Flatcar's Ignition 0.x, entry by entry, line by line."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from ignition_compose.checks.checking import registered, rules_of
from ignition_compose.documents.decoding import Decoder
from ignition_compose.documents.syntax import scan
from ignition_compose.merging.appending import append_trees
from ignition_compose.models.specs import SPEC1, SPEC2
from ignition_compose.models.view import SpecView
from tests.needs import SHARED
from tests.oracle.legacy import LEGACY_VERSIONS, Answer, LegacyOracle, ask_append, ask_parse
from tests.oracle.legacy_comparison import differ, ours, written
from tests.oracle.legacy_generator import draw_legacy, draw_pair
from tests.oracle.oracle import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.versions import SpecVersion

MANY = 4_000
NEWEST = SPEC2.versions[-1]


_PLACES = (
    [{"number": 1, "start": 2049, "size": 1}, {"number": 2}],
    [{"number": 1, "start": 2048, "size": 4096}, {"number": 2, "start": 4096, "size": 2048}],
)


_REPEATED = [
    text.encode()
    for head in ('"ignition":{"version":"2.3.0"}', '"ignition":{"version":"2.0.0"}', '"ignitionVersion":1')
    for text in (
        f'{{{head},"systemd":{{"units":[{{"name":"a.service"}}],"Units":[{{"name":"b.service"}},{{"name":"c.service"}}]}}}}',
        f'{{{head},"systemd":{{"Units":[{{"name":"b.service"}},{{"name":"c.service"}}],"units":[{{"name":"a.service"}}]}}}}',
        f'{{{head},"systemd":{{"units":[]}},"Systemd":{{"units":[{{"name":"b.service"}}]}}}}',
        f'{{{head},"systemd":{{"units":null,"Units":[{{"name":"b.service"}}]}}}}',
        f'{{{head},"passwd":{{"users":[{{"name":"a","sshAuthorizedKeys":["a"],"sshauthorizedkeys":["b","c"]}}]}}}}',
        f'{{{head},"passwd":{{"users":[{{"name":"a","sshAuthorizedKeys":["a","b"],"sshauthorizedkeys":["c"]}}]}}}}',
    )
] + [
    f'{{"ignition":{{"version":{first},{name}:{second}}}}}'.encode()
    for first in ('"2.0.0"', '"2.0.0 "', "null", '""', '"2.1.0"', '"3"', '"2\\u002e0.0"')
    for second in ('"2.0.0"', "null", '""', '"2.1.0"', '"1.0.0"')
    for name in ('"version"', '"Version"')
]
"""Lists that are there twice, at some of which the reference crashes, and versions."""


def hand_documents() -> list[bytes]:
    """What random documents seldom have: partitions that are misplaced, and a version of an object that is empty."""
    found = []
    for partitions in _PLACES:
        storage = {"disks": [{"device": "/dev/a", "partitions": partitions}]}
        found += [{"ignition": {"version": version.value}, "storage": storage} for version in SPEC2.versions]
        found.append({"ignitionVersion": 1, "storage": storage})
    source = {"filesystem": "root", "path": "/a", "contents": {"source": "s3://a/b?versionId="}}
    found += [{"ignition": {"version": version.value}, "storage": {"files": [source]}} for version in SPEC2.versions]
    return [json.dumps(tree).encode() for tree in found] + _REPEATED


def documents(number: int, seed: int) -> list[bytes]:
    random = Random(seed)  # noqa: S311 - no secret depends on it
    return hand_documents() + [draw_legacy(random, random.choice(LEGACY_VERSIONS)) for _ in range(number)]


@pytest.fixture(scope="module")
def legacy_oracle() -> Iterator[LegacyOracle]:
    with LegacyOracle() as running:
        yield running


def vectors(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "vectors" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def answer_of(vector: dict[str, Any]) -> Answer:
    """A recorded answer as the oracle would give it."""
    want = vector["want"]
    entries = [
        Entry(one["kind"], one["message"], "", (), one.get("line", 0), one.get("col", one.get("column", 0)), False)  # noqa: FBT003
        for one in want.get("entries", [])
    ]
    error, panic = ("", want["err"]) if want.get("crash") else (want.get("err", ""), "")
    return Answer(error, entries=tuple(entries), config=want.get("config"), panic=panic)


@pytest.mark.reference
def test_random_configs_are_judged_as_by_the_reference(legacy_oracle: LegacyOracle) -> None:
    drawn = documents(MANY, 11)
    answers = legacy_oracle.batch([ask_parse(raw) for raw in drawn])
    found = [(raw, differ(raw, answer)) for raw, answer in zip(drawn, answers, strict=True)]
    assert [one for one in found if one[1]] == []
    # A test in which everything is refused would show little.
    assert 0.3 < sum([answer.config is not None for answer in answers]) / MANY < 0.7


@pytest.mark.corpus
def test_recorded_configs_are_judged_as_the_reference_did() -> None:
    found = [(vector["raw"], differ(vector["raw"].encode(), answer_of(vector))) for vector in vectors("legacy-parse")]
    assert len(found) > 1_500
    assert [one for one in found if one[1]] == []


@pytest.mark.reference
@pytest.mark.parametrize("version", [*SPEC1.versions, *SPEC2.versions])
def test_a_config_decodes_as_by_its_own_version(legacy_oracle: LegacyOracle, version: SpecVersion) -> None:
    name: Any = "1" if version in SPEC1.versions else version.value
    random = Random(5)  # noqa: S311 - no secret depends on it
    drawn = [draw_legacy(random, name) for _ in range(400)]
    read = [
        (raw, verdict) for raw in drawn if (verdict := ours(raw)).outcome == "config" and verdict.version is version
    ]
    answers = legacy_oracle.batch([ask_parse(raw, name) for raw, _ in read])
    assert len(read) > 50
    for (raw, verdict), answer in zip(read, answers, strict=True):
        if answer.config is None:
            assert answer.unwritable
            continue
        theirs = Decoder(SpecView.of(version).root).decode(scan(json.dumps(answer.config).encode()))
        assert verdict.tree is not None
        assert written(verdict.tree, version) == written(theirs, version), raw


def test_every_rule_is_broken_by_some_config_at_both_ends_of_its_span() -> None:
    verdicts = [ours(raw) for raw in documents(3 * MANY, 3)]
    broken = {(verdict.version, code) for verdict in verdicts for code in verdict.codes}
    versions = (*SPEC1.versions, *SPEC2.versions)
    held: dict[str, list[SpecVersion]] = {}
    for version in versions:
        for view in SpecView.of(version).models:
            for rule in rules_of(view.model, version):
                held.setdefault(rule.code, []).append(version)
    assert {rule.code for rule in registered(SPEC1, SPEC2)} == held.keys()
    edges = {(version, code) for code, among in held.items() for version in (among[0], among[-1])}
    assert edges - broken == set()


@pytest.mark.reference
def test_configs_are_appended_as_by_the_reference(legacy_oracle: LegacyOracle) -> None:
    random, view = Random(2), SpecView.of(NEWEST).root  # noqa: S311 - no secret depends on it
    pairs = [draw_pair(random) for _ in range(3_000)]
    pairs = [pair for pair in pairs if all(ours(raw).version is NEWEST for raw in pair)]
    answers = legacy_oracle.batch([ask_append(*pair) for pair in pairs])
    compared = 0
    for pair, answer in zip(pairs, answers, strict=True):
        if answer.config is not None:
            parent, child = [ours(raw).tree or {} for raw in pair]
            theirs = Decoder(view).decode(scan(json.dumps(answer.config).encode()))
            assert written(append_trees(parent, child, view), NEWEST) == written(theirs, NEWEST), pair
            compared += 1
    assert compared > 30


def test_what_is_random_is_drawn_again_from_the_same_seed() -> None:
    assert Counter(documents(50, 1)) == Counter(documents(50, 1))
