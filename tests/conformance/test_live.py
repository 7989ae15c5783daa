"""
Whatever Hypothesis draws, the running reference and we answer alike.

A failure is shrunk, and written down as a vector under ``tests/vectors/found/``, from where `test_recorded` replays it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.models.specs import SPEC3
from ignition_compose.testing import base_layers, broken_configs, config_bytes, configs, nearly_valid, pairs
from ignition_compose.versions import SpecVersion
from tests.documents import MAIN, NEWEST
from tests.oracle import identifiers
from tests.oracle.building import DIALECTS, find_module
from tests.oracle.campaign import FOUND
from tests.oracle.comparison import OPERATIONS, Comparison, Operation, draw
from tests.oracle.differential import compact
from tests.oracle.oracle import VERSIONS, Oracle, ask_parse_any
from tests.oracle.record import COLLISION, is_steady, path_of, read_head, read_records
from tests.oracle.sources import collect
from tests.oracle.userdata import draw_user_data

if TYPE_CHECKING:
    from random import Random

    from tests.oracle.building import DialectName

pytestmark = pytest.mark.reference

VERSION = st.sampled_from(SPEC3.versions)
DIALECT = st.sampled_from(DIALECTS)
RANDOM = st.randoms(use_true_random=False)
# A document is drawn of many small choices, and the larger ones are what is wanted.
LARGE = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
)


def version_of(tree: Any) -> SpecVersion:
    return SpecVersion(tree["ignition"]["version"])


def assert_same(oracle: Oracle, comparison: Comparison) -> None:
    answer = oracle.ask(comparison.question())
    problems = comparison.problems(answer)
    if problems:
        FOUND.mkdir(parents=True, exist_ok=True)
        # Each smaller failure takes the place of the one before: Hypothesis ends with the smallest.
        path = FOUND / f"{comparison.operation}-{comparison.dialect}-drawn.json"
        path.write_text(json.dumps(comparison.to_record(answer), indent=1) + "\n", encoding="utf-8")
    assert problems == []


@pytest.mark.parametrize("operation", OPERATIONS)
@LARGE
@given(version=VERSION, dialect=DIALECT, random=RANDOM)
def test_random_documents_get_the_same_answers(
    oracle: Oracle, operation: Operation, version: SpecVersion, dialect: DialectName, random: Random
) -> None:
    assert_same(oracle, draw(random, version, operation, dialect))


@LARGE
@given(dialect=DIALECT, random=RANDOM)
def test_random_user_data_gets_the_same_answers(oracle: Oracle, dialect: DialectName, random: Random) -> None:
    assert_same(oracle, Comparison("parse", NEWEST, draw_user_data(random), dialect=dialect))


@LARGE
@given(raw=config_bytes(), dialect=DIALECT)
def test_odd_documents_are_read_alike(oracle: Oracle, raw: bytes, dialect: DialectName) -> None:
    assert_same(oracle, Comparison("parse", NEWEST, raw, dialect=dialect))


@LARGE
@given(version=VERSION, raw=config_bytes(mutations=4))
def test_mutated_documents_are_read_alike(oracle: Oracle, version: SpecVersion, raw: bytes) -> None:
    assert_same(oracle, Comparison("parse", version, raw))
    assert_same(oracle, Comparison("decode", version, raw))


@given(raw=st.binary(max_size=40), dialect=DIALECT)
def test_any_bytes_are_read_alike(oracle: Oracle, raw: bytes, dialect: DialectName) -> None:
    assert_same(oracle, Comparison("parse", NEWEST, raw, dialect=dialect))


@LARGE
@given(tree=configs() | nearly_valid(), dialect=DIALECT)
def test_configs_are_judged_and_translated_alike(oracle: Oracle, tree: Any, dialect: DialectName) -> None:
    version = version_of(tree)
    assert_same(oracle, Comparison("validate", version, trees=(tree,), dialect=dialect))
    for target in SPEC3.versions:
        if target >= version:
            assert_same(oracle, Comparison("translate", version, trees=(tree,), target=target))


@LARGE
@given(broken=broken_configs())
def test_broken_configs_are_refused_alike(oracle: Oracle, broken: Any) -> None:
    raw = json.dumps(broken.tree).encode()
    assert oracle.parse_any(raw).error
    assert_same(oracle, Comparison("parse", NEWEST, raw))


@LARGE
@given(pair=pairs())
def test_pairs_are_merged_alike(oracle: Oracle, pair: Any) -> None:
    assert_same(oracle, Comparison("merge", version_of(pair.parent), trees=tuple(pair)))


@LARGE
@given(layers=base_layers(), user=st.none() | configs(references=False))
def test_a_composition_is_what_the_functions_of_the_reference_make_of_the_layers(
    oracle: Oracle, layers: list[Any], user: Any
) -> None:
    newest = VERSIONS[-1]
    raws = [json.dumps(tree).encode() for tree in [*layers, *([user] if user is not None else [])]]
    answers: list[Any] = oracle.batch([ask_parse_any(raw) for raw in raws])
    # What the older version accepts and the newest refuses is the engine's to judge, not a parser's.
    judged: list[Any] = [
        oracle.validate(newest, json.dumps(answer.config).encode()) for answer in answers[len(layers) :]
    ]
    if any(verdict.fatal for verdict in judged):
        with pytest.raises(ic.InvalidConfig):
            ic.compose(base=layers, user=user, target=newest, dialect=MAIN)
        return
    merged: Any = {"ignition": {"version": newest}}
    for answer in answers:
        merged = oracle.merge(newest, json.dumps(merged).encode(), json.dumps(answer.config).encode()).config
    assert ic.compose(base=layers, user=user, target=newest, dialect=MAIN).config.to_dict() == compact(merged)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_was_recorded_is_what_the_reference_answers_now(oracle: Oracle, dialect: DialectName) -> None:
    path = path_of(oracle.version()["ignition"], dialect)
    records = list(read_records(path))
    answers: list[Any] = oracle.batch([comparison.question() for comparison, _ in records])
    different = [
        comparison
        for (comparison, recorded), answer in zip(records, answers, strict=True)
        if settle(comparison.to_record(answer)) != settle(comparison.to_record(recorded))
    ]
    assert different == []
    assert read_head(path)["comparisons"] == len(records)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_to_be_recorded_was(oracle: Oracle, dialect: DialectName) -> None:
    path = path_of(oracle.version()["ignition"], dialect)
    recorded = {identity(comparison) for comparison, _ in read_records(path)}
    missing = [comparison for comparison in collect(dialect) if identity(comparison) not in recorded]
    # Left out is what the reference answers in more than one way.
    steady = [one for one in missing if is_steady(one, oracle.ask(one.question()), oracle)]
    assert steady == [], "new cases: run make vectors"


def identity(comparison: Comparison) -> str:
    return json.dumps([comparison.operation, comparison.version, comparison.raw.hex(), comparison.trees])


def settle(record: Any) -> Any:
    """A record without what the reference draws at random: which of several colliding partitions it names."""
    entries = record["answer"].get("entries", [])
    return record | {
        "entries": Counter([json.dumps([*entry[:2], entry[1] == COLLISION or entry[2:]]) for entry in entries])
    }


# Identifiers.


def test_the_identifiers_are_those_of_the_module_and_no_two_share_a_message(oracle: Oracle) -> None:
    source = (find_module()[0] / identifiers.DEFINED).read_text(encoding="utf-8")
    assert identifiers.names() == re.findall(r"^\t(Err\w+)\s+= errors\.New\(", source, re.MULTILINE)
    assert sorted(oracle.names().values()) == sorted(identifiers.names())


@pytest.mark.parametrize("name", identifiers.NOT_PRODUCED)
def test_what_cannot_be_produced_is_used_nowhere_else_in_the_module(name: str) -> None:
    module = find_module()[0]
    word = re.compile(rf"\b{name}\b")
    users = {
        str(path.relative_to(module))
        for path in module.rglob("*.go")
        if not path.name.endswith("_test.go") and word.search(path.read_text(encoding="utf-8"))
    }
    assert users == {identifiers.DEFINED, *identifiers.NOT_PRODUCED[name].used}
