"""What was recorded of the reference is what we answer, on the fast way and on the thorough one. Needs no Go."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pytest

import ignition_compose as ic
from ignition_compose.models.specs import SPEC3
from tests.oracle import identifiers
from tests.oracle.building import DIALECTS
from tests.oracle.campaign import FOUND
from tests.oracle.comparison import OPERATIONS, Comparison
from tests.oracle.differential import OTHER, PATTERNS, code_of, kebab
from tests.oracle.oracle import Parsed, Validated
from tests.oracle.record import FOLDER, pack, path_of, read_head, read_records
from tests.oracle.surprises import SURPRISES, Surprise

if TYPE_CHECKING:
    from ignition_compose.versions import SpecVersion
    from tests.oracle.building import DialectName

RELEASE: Final = "v2.27.0"
FOUND_BEFORE: Final = sorted(FOUND.glob("*.json"))


@cache
def recorded(dialect: DialectName = "upstream") -> list[tuple[Comparison, Any]]:
    return list(read_records(path_of(RELEASE, dialect)))


def group_of(operation: str, version: SpecVersion, dialect: DialectName) -> list[tuple[Comparison, Any]]:
    return [one for one in recorded(dialect) if (one[0].operation, one[0].version) == (operation, version)]


@pytest.mark.parametrize("version", SPEC3.versions)
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(("dialect", "least"), [("upstream", 20), ("flatcar", 1)])
def test_we_answer_what_the_reference_answered(
    dialect: DialectName, least: int, operation: str, version: SpecVersion
) -> None:
    group = group_of(operation, version, dialect)
    assert len(group) > least
    assert {comparison.dialect for comparison, _ in group} == {dialect}
    different = [(comparison, problems) for comparison, answer in group if (problems := comparison.problems(answer))]
    assert different == []


@pytest.mark.parametrize("path", FOUND_BEFORE, ids=lambda path: path.stem)
def test_what_once_differed_differs_no_more(path: Any) -> None:
    comparison, answer = Comparison.from_record(json.loads(path.read_text(encoding="utf-8")))
    assert comparison.differences(answer) == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_file_says_who_answered_and_how_to_write_it_anew(dialect: DialectName) -> None:
    head = read_head(path_of(RELEASE, dialect))
    assert head.pop("go").startswith("go1.")
    assert head == {
        "module": "github.com/coreos/ignition/v2",
        "version": RELEASE,
        "dialect": dialect,
        "comparisons": len(recorded(dialect)),
        "written by": "python -m tests.oracle.record",
    }


def test_there_is_a_file_for_each_dialect_and_none_is_large() -> None:
    paths = {path_of(RELEASE, dialect) for dialect in DIALECTS}
    assert set(FOLDER.iterdir()) == paths
    assert sum(path.stat().st_size for path in paths) < 1_500_000


def test_the_same_values_make_the_same_file() -> None:
    lines: list[dict[str, Any]] = [{"a": 1}, {"b": [None, "é"]}]
    assert pack(lines) == pack(lines)


@pytest.mark.parametrize("surprise", SURPRISES, ids=lambda surprise: surprise.why.replace(" ", "-"))
def test_a_surprise_is_explained_and_nothing_else_is(surprise: Surprise) -> None:
    infos = {entry.code for entry in ic.validate(surprise.raw).infos}
    assert infos == ({surprise.code} if surprise.code else set())


# Identifiers: what the reference can say, it says somewhere in what was recorded.


def entries_by_name() -> Counter[str]:
    names: Counter[str] = Counter()
    for _, answer in recorded():
        if isinstance(answer, Parsed | Validated):
            names.update([entry.name for entry in answer.entries])
        if isinstance(answer, Parsed) and answer.name:
            names[answer.name] += 1
    return names


def test_every_identifier_is_produced_by_a_recorded_case_or_cannot_be() -> None:
    produced = {name for name in entries_by_name() if name.startswith("Err")}
    assert produced | set(identifiers.NOT_PRODUCED) == set(identifiers.names())
    assert produced & set(identifiers.NOT_PRODUCED) == set()


def test_every_message_without_an_identifier_is_produced_by_a_recorded_case() -> None:
    assert {*PATTERNS, OTHER} <= set(entries_by_name())


def test_each_identifier_has_a_code_of_its_own_name_and_each_code_an_identifier() -> None:
    possible = set(identifiers.names()) - set(identifiers.NOT_PRODUCED) - set(identifiers.OTHERWISE)
    by_code = {kebab(name): name for name in possible}
    assert len(by_code) == len(possible)
    assert not by_code.keys() & {*PATTERNS, OTHER}
    assert by_code.keys() | {*PATTERNS, OTHER} == identifiers.codes() - identifiers.OWN.keys()
    assert identifiers.OWN.keys() <= identifiers.codes()


def test_no_advice_has_the_code_of_an_error() -> None:
    assert identifiers.advice() <= identifiers.ADVICE
    assert not identifiers.ADVICE & identifiers.codes()


def test_an_entry_of_ours_and_one_of_the_reference_at_one_place_mean_the_same() -> None:
    """Code to identifier is a bijection also as it is observed, entry by entry."""
    seen: dict[str, set[str]] = {}
    for comparison, answer in recorded():
        if not isinstance(answer, Parsed) or not answer.entries:
            continue
        ours = Counter(
            [(str(entry.pointer), entry.code) for entry in ic.validate(comparison.raw, dialect="flatcar-main")]
        )
        for entry in answer.entries:
            if entry.name == "decoding":
                continue
            place = "".join([f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in entry.path])
            if ours[place, code_of(entry)]:
                seen.setdefault(entry.name, set()).add(code_of(entry))
    names = {name for name in seen if name.startswith("Err")}
    assert names == set(identifiers.names()) - set(identifiers.NOT_PRODUCED) - {*identifiers.OTHERWISE} - OUTSIDE
    assert all(len(codes) == 1 for codes in seen.values())
    assert len({code for codes in seen.values() for code in codes}) == len(seen)


OUTSIDE: Final = {"ErrInvalidVersion", "ErrUnknownVersion"}
"""The parser says them beside its report, before it validates anything."""
