"""What earlier releases of Ignition answered is what we answer for them. Needs no Go."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from ignition_compose.tables.table import has_habit, release_of, rows
from tests.oracle.building import MODULE
from tests.oracle.inquiries import CRASHED, Inquiry, problems
from tests.oracle.record_releases import COMMAND, FOLDER, path_of, read
from tests.oracle.releases import RECORDED

if TYPE_CHECKING:
    from tests.oracle.inquiries import Answer

HABITS = sorted({row.habit for row in rows("habits") if row.kind not in ("message", "reading")})
RULES = sorted({row.habit for row in rows("habits") if row.kind == "rule"})


@cache
def recorded(release: str) -> list[tuple[Inquiry, Answer]]:
    return read(release)[1]


@cache
def showing(release: str, habit: str) -> dict[Inquiry, Answer]:
    return {inquiry: answer for inquiry, answer in recorded(release) if inquiry.habit == habit}


@pytest.mark.parametrize("release", RECORDED)
def test_we_answer_what_the_release_answered(release: str) -> None:
    answered = recorded(release)
    assert {inquiry.operation for inquiry, _ in answered} == {"parse", "merge", "fold"}
    different = [(inquiry, found) for inquiry, answer in answered if (found := problems(inquiry, answer, release))]
    assert different == []


@pytest.mark.parametrize("release", RECORDED)
def test_every_stable_version_of_the_release_was_asked_about_and_no_other(release: str) -> None:
    row = release_of(release)
    assert row is not None
    asked = {inquiry.version for inquiry, _ in recorded(release)}
    assert asked == set(row.specs) - {row.experimental}


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_shows_where_one_release_has_it_and_another_has_not(habit: str) -> None:
    found = False
    for one, other in combinations(RECORDED, 2):
        first, second = showing(one, habit), showing(other, habit)
        apart = [
            inquiry
            for inquiry in first.keys() & second.keys()
            if has_habit(one, habit, inquiry.version) != has_habit(other, habit, inquiry.version)
        ]
        found = found or bool(apart)
        for version in {inquiry.version for inquiry in apart}:
            assert any(first[inquiry] != second[inquiry] for inquiry in apart if inquiry.version == version)
    assert found


@pytest.mark.parametrize("habit", RULES)
def test_the_comparison_sees_that_a_rule_is_of_other_releases(habit: str) -> None:
    seen: set[bool] = set()
    for one, other in combinations(RECORDED, 2):
        for inquiry, answer in showing(one, habit).items():
            has, other_has = [has_habit(release, habit, inquiry.version) for release in (one, other)]
            if has != other_has and problems(inquiry, answer, other):
                seen.add(has)
    assert True in seen or False in seen


def test_a_crash_is_a_refusal_here() -> None:
    crashed = [(release, inquiry) for release in RECORDED for inquiry, answer in recorded(release) if answer == CRASHED]
    assert {release for release, _ in crashed} == {"2.0.0", "2.3.0", "2.7.0"}
    inquiry = next(inquiry for _, inquiry in crashed if inquiry.operation == "parse")
    assert problems(inquiry, CRASHED, "2.7.0") == []
    assert problems(Inquiry("parse", inquiry.version, (b"{}",)), CRASHED, "2.7.0") != []


@pytest.mark.parametrize("release", RECORDED)
def test_each_file_says_who_answered_and_how_to_write_it_anew(release: str) -> None:
    head: dict[str, Any] = read(release)[0]
    assert head.pop("go").startswith("go1.")
    assert head == {
        "module": MODULE,
        "version": f"v{release}",
        "inquiries": len(recorded(release)),
        "written by": COMMAND,
    }


def test_there_is_a_file_for_each_release_and_none_is_large() -> None:
    paths = {path_of(release) for release in RECORDED}
    assert set(FOLDER.iterdir()) == paths
    assert max(path.stat().st_size for path in paths) < 60_000
