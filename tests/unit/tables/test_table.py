from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ignition_compose.models.specs import SPEC3
from ignition_compose.tables import table
from ignition_compose.tables.table import (
    accepted,
    first_release,
    folds_at,
    has_habit,
    ignition_of_flatcar,
    is_broken_with,
    release_of,
    rows,
)
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from ignition_compose.tables.table import Habit

FOLDER = Path(table.__file__).parent
TABLES = sorted(path.stem for path in FOLDER.glob("*.json"))

OLDER = ("1.0.0", "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0")
NEVER_FINISHED = "2.5.0-experimental"
FIRST = {
    "1.0.0": "0.1.0",
    "2.0.0": "0.4.0",
    "2.1.0": "0.17.0",
    "2.2.0": "0.22.0",
    "2.3.0": "0.29.0",
    "2.4.0": "0.35.0",
    "3.0.0": "2.0.0",
    "3.1.0": "2.3.0",
    "3.2.0": "2.7.0",
    "3.3.0": "2.11.0",
    "3.4.0": "2.15.0",
    "3.5.0": "2.20.0",
    "3.6.0": "2.26.0",
    "3.4.0-experimental": "2.11.0",
    "3.7.0-experimental": "2.26.0",
}


def read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def is_spec(text: str) -> bool:
    stable = {*OLDER, *SpecVersion}
    return text in stable or text.removesuffix("-experimental") in stable or text == NEVER_FINISHED


def is_day(text: str) -> bool:
    return dt.date.fromisoformat(text).isoformat() == text


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_its_source_and_days_that_are_days(name: str) -> None:
    for row in read(name):
        assert row["source"].strip() == row["source"] != ""
        assert is_day(row["as_of"])
        day = row.get("date") or row["as_of"]
        assert is_day(day)
        assert day <= row["as_of"]


@pytest.mark.parametrize("name", TABLES)
def test_releases_rise_as_numbers(name: str) -> None:
    numbers = [tuple(map(int, row["release"].split("."))) for row in read(name) if "release" in row]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("name", TABLES)
def test_spec_versions_are_versions(name: str) -> None:
    for row in read(name):
        specs = [row.get(column) for column in ("oldest", "newest", "experimental")]
        assert [spec for spec in specs if spec is not None and not is_spec(spec)] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_a_line_and_reads_into_a_named_tuple_of_its_columns(name: str) -> None:
    lines = (FOLDER / f"{name}.json").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line.rstrip(",")) for line in lines[1:-1]] == read(name)
    assert [row._asdict() for row in rows(name)] == read(name)  # type: ignore[call-overload]


def test_there_is_a_table_for_every_class_of_rows_and_it_is_read_once() -> None:
    assert sorted(table._KINDS) == TABLES
    assert rows("ignition") is rows("ignition")


def test_a_release_is_named_by_its_tag() -> None:
    for row in rows("ignition"):
        assert re.fullmatch(rf"(coreos|flatcar)/ignition v{re.escape(row.release)}", row.source)


@pytest.mark.parametrize("version", SPEC3.versions)
def test_every_version_of_the_spec_is_accepted_by_some_release(version: SpecVersion) -> None:
    assert any(version in row.specs for row in rows("ignition"))
    assert first_release(version) is not None


@pytest.mark.parametrize(("spec", "first"), FIRST.items())
def test_the_first_release_that_accepts_a_version_is_this(spec: str, first: str) -> None:
    assert first_release(spec) == first
    assert next(row.release for row in rows("ignition") if spec in row.specs) == first


@pytest.mark.parametrize("text", ["", "3", "3.8.0", "3.6", "3.0.1", "1.5.0", "3.7.0", "2.2.0-dev", "9" * 5000])
def test_no_release_accepts_what_is_no_version(text: str) -> None:
    assert first_release(text) is None
    assert [row for row in rows("ignition") if text in row.specs] == []


def test_a_major_line_accepts_its_specs_and_no_others() -> None:
    for row in rows("ignition"):
        majors = {spec.partition(".")[0] for spec in row.specs}
        assert majors <= ({"1", "2"} if row.number[0] == 0 else {"3"})


def test_of_spec_3_a_release_accepts_every_stable_version_that_its_predecessor_does() -> None:
    modern = [row for row in rows("ignition") if row.number[0] == 2]
    for older, newer in itertools.pairwise(modern):
        assert set(older.specs) - {older.experimental} <= set(newer.specs)


def test_the_last_0_x_release_of_upstream_knows_more_than_those_that_flatcar_made_first() -> None:
    known = {text: row.specs for text in ("0.35.0", "0.36.1", "0.36.2") if (row := release_of(text))}
    assert known["0.35.0"] == (*OLDER, "2.5.0-experimental")
    assert known["0.36.1"] == (*OLDER[:-1], "2.4.0-experimental")
    assert known["0.36.2"] == OLDER


@pytest.mark.parametrize(
    ("text", "found"),
    [("2.27.0", "2.27.0"), ("2.16", "2.16.2"), ("2.1", "2.1.1"), ("2.10", "2.10.1"), ("0", "0.36.2"), ("2", "2.27.0")],
)
def test_a_release_is_found_by_its_version_or_its_beginning(text: str, found: str) -> None:
    row = release_of(text)
    assert row is not None
    assert row.release == found


@pytest.mark.parametrize("text", ["", "1.0.0", "2.28.0", "2.27.0.0", "2.27.", "v2.27.0", "2.1.", "02.27.0", "2.2x"])
def test_what_is_no_release_has_no_row(text: str) -> None:
    assert release_of(text) is None
    assert accepted(text, tuple(SPEC3.versions)) == ()


def test_a_release_is_compared_by_its_number() -> None:
    nine, ten = release_of("2.9.0"), release_of("2.10.0")
    assert nine is not None
    assert ten is not None
    assert nine.number < ten.number
    assert nine.release > ten.release


def test_what_a_release_accepts_keeps_the_order_and_the_type_of_what_was_asked() -> None:
    specs = accepted("2.24.0", tuple(reversed(SPEC3.versions)))
    assert specs == ("3.5.0", "3.4.0", "3.3.0", "3.2.0", "3.1.0", "3.0.0")
    assert all(isinstance(spec, SpecVersion) for spec in specs)
    assert accepted("2.26.0", tuple(SPEC3.versions)) == tuple(SPEC3.versions)


MODERN = [row for row in rows("ignition") if row.number[0] == 2]
HABITS = sorted({row.habit for row in rows("habits")})


@pytest.mark.parametrize("row", rows("habits"), ids=lambda row: f"{row.habit}-{row.first}")
def test_a_habit_is_told_by_name_and_says_what_ignition_does(row: Habit) -> None:
    assert re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)+", row.habit)
    assert re.match(r"[a-z]+s ", row.says)
    assert not row.says.endswith(".")
    assert re.fullmatch(r"coreos/ignition ([0-9a-f]{8}(, [0-9a-f]{8})*|v\d+\.\d+\.\d+)", row.source)


@pytest.mark.parametrize("row", rows("habits"), ids=lambda row: f"{row.habit}-{row.first}")
def test_a_habit_begins_and_ends_with_releases_and_versions_that_there_are(row: Habit) -> None:
    known = [one.release for one in MODERN]
    ends = [release for release in (row.first, row.last) if release is not None]
    assert [release for release in ends if release not in known] == []
    assert [known.index(release) for release in ends] == sorted({known.index(release) for release in ends})
    versions = [SpecVersion(spec) for spec in (row.oldest, row.newest) if spec is not None]
    assert versions == sorted(versions)


def test_habits_rise_by_their_first_release() -> None:
    numbers = [tuple(map(int, row.first.split("."))) for row in rows("habits")]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("habit", HABITS)
def test_rows_of_one_habit_are_of_one_kind_and_share_no_release_and_version(habit: str) -> None:
    found = [row for row in rows("habits") if row.habit == habit]
    assert len({row.kind for row in found}) == 1
    for release, spec in itertools.product(MODERN, SPEC3.versions):
        assert sum(row.is_of(release.release, spec) for row in found) <= 1


@pytest.mark.parametrize("habit", HABITS)
def test_some_release_has_a_habit_and_some_has_not(habit: str) -> None:
    having = {has_habit(row.release, habit, spec) for row in MODERN for spec in SPEC3.versions if spec in row.specs}
    assert having == {True, False}


def test_a_habit_that_the_newest_release_has_is_not_broken_with() -> None:
    for habit in HABITS:
        has = any(has_habit(MODERN[-1].release, habit, spec) for spec in SPEC3.versions)
        assert is_broken_with(habit) != (has or any(row.last is None for row in rows("habits") if row.habit == habit))


def test_the_beginning_of_a_release_has_the_habits_of_the_newest_that_begins_so() -> None:
    assert has_habit("2.8", "merges-pointed-at-objects", "3.2.0")
    assert not has_habit("2.8.0", "merges-pointed-at-objects", "3.2.0")
    assert folds_at("2.14") == folds_at("2.14.0") == "3.4.0"


def test_every_release_of_2_folds_somewhere_and_never_lower_than_the_one_before() -> None:
    versions = [SpecVersion(folds_at(row.release) or "") for row in MODERN]
    assert versions == sorted(versions)
    assert folds_at("0.36.2") is None
    for row, version in zip(MODERN, versions, strict=True):
        assert SpecVersion(row.newest) <= version


def test_the_runs_of_flatcars_releases_follow_one_another() -> None:
    found = rows("flatcar")
    for before, after in itertools.pairwise(found):
        assert before.last is not None
        assert ignition_of_flatcar(before.last) == before.ignition
        assert ignition_of_flatcar(after.first) == after.ignition
        assert release_of(after.ignition) is not None
    assert found[-1].last is None
    assert [ignition_of_flatcar(number) for number in ("3033.2.2", "3033.2.3", "3033", "1", "4593.2.5")] == [
        *("0.34.0", "0.36.1", "0.36.1"),
        None,
        "2.24.0",
    ]
