"""Any release of the reference can be asked, and is what the table of releases says."""

from __future__ import annotations

import json
import re
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest

from ignition_compose.checks.checking import registered
from ignition_compose.models.specs import SPEC3
from ignition_compose.tables.table import release_of, rows
from tests.oracle import releases
from tests.oracle.between import endless, versions_of
from tests.oracle.building import MODULE, ReferenceUnavailableError, build, find_module
from tests.oracle.differential import kebab
from tests.oracle.inquiries import ask, problems
from tests.oracle.oracle import Oracle, ask_parse, ask_parse_any
from tests.oracle.record_releases import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.checks.registry import Rule

pytestmark = pytest.mark.releases

DRAWN = 500


def write(version: str, **sections: object) -> bytes:
    return json.dumps({"ignition": {"version": version}, **sections}).encode()


@pytest.fixture(scope="module", params=releases.asked())
def release(request: pytest.FixtureRequest) -> str:
    named: str = request.param
    return named


@pytest.fixture(scope="module")
def running(release: str) -> Iterator[Oracle]:
    with Oracle(release=release) as oracle:
        yield oracle


def test_the_release_that_answers_is_the_one_that_was_asked(running: Oracle, release: str) -> None:
    assert running.version()["ignition"] == f"v{release}"


def test_a_release_accepts_the_versions_of_its_row_and_no_others(running: Oracle, release: str) -> None:
    row = release_of(release)
    assert row is not None
    assert tuple(running.version()["versions"]) == row.specs
    asked = [f"3.{minor}.0{stage}" for minor in range(10) for stage in ("", "-experimental")]
    answers = running.batch([ask_parse_any(write(version)) for version in asked])
    assert tuple([version for version, answer in zip(asked, answers, strict=True) if not answer.error]) == row.specs


def test_whatever_is_parsed_is_translated_to_the_newest_version(running: Oracle) -> None:
    versions = running.version()["versions"]
    for answer in running.batch([ask_parse_any(write(version)) for version in versions]):
        assert answer.config is not None
        assert answer.config["ignition"]["version"] == versions[-1]


def test_what_a_release_prints_is_no_answer(running: Oracle) -> None:
    broken = ask_parse("3.0.0", b"{")
    assert [answer.name for answer in running.batch([broken] * 3)] == ["ErrInvalid"] * 3


def test_errors_are_told_by_the_identifiers_of_the_release(running: Oracle) -> None:
    names = set(running.names().values())
    assert {"ErrInvalid", "ErrNoPath"} <= names
    parsed = running.parse("3.0.0", write("3.0.0", storage={"links": [{"path": "a", "target": "/b"}]}))
    assert [entry.name for entry in parsed.entries] == ["ErrPathRelative"]


def test_configs_are_merged_with_or_without_a_transcript(running: Oracle) -> None:
    parent = write("3.0.0", storage={"files": [{"path": "/a", "mode": 420}, {"path": "/b"}]})
    child = write("3.0.0", storage={"files": [{"path": "/a", "mode": 384}]})
    merged = running.merge("3.0.0", parent, child).config
    assert [file.get("mode") for file in merged["storage"]["files"]] == [384, None]


def test_flatcars_rules_are_those_of_one_release(running: Oracle) -> None:
    with pytest.raises(ValueError, match="Flatcar's rules are not put into"):
        running.ask(ask_parse("3.0.0", b"{}").under("flatcar"))


def test_the_program_fitted_to_the_newest_release_answers_as_the_one_that_is_kept() -> None:
    newest = releases.RECORDED[-1]
    documents = [write("3.6.0", a=1), write("3.0.0", storage={"raid": [{}]}), b"{", b""]
    with Oracle() as kept, Oracle(release=newest) as fitted:
        assert fitted.version() | {"replaced": []} == kept.version()
        assert fitted.names() == kept.names()
        questions = [ask_parse_any(raw) for raw in documents]
        assert fitted.batch(questions) == kept.batch(questions)


def test_we_answer_random_inquiries_as_the_release_does(running: Oracle, release: str) -> None:
    random = Random(release)  # noqa: S311 - nothing to keep secret
    drawn = list(islice(endless(random, versions_of(running)), DRAWN))
    found = [(one, problems(one, answer, release)) for one, answer in zip(drawn, ask(running, drawn), strict=True)]
    assert [(one, how) for one, how in found if how] == []


def test_the_release_still_answers_what_was_recorded(running: Oracle, release: str) -> None:
    _, answered = read(release)
    answers = ask(running, [inquiry for inquiry, _ in answered])
    assert [one for one, answer in zip(answered, answers, strict=True) if one[1] != answer] == []


PAST = [rule for rule in registered(SPEC3) if rule.is_past]


@pytest.mark.parametrize("rule", PAST, ids=lambda rule: f"{rule.habit}-{rule.on.__name__}")
def test_a_rule_of_the_past_is_named_and_mirrored_by_the_last_releases_that_have_it(rule: Rule) -> None:
    row = next(row for row in rows("habits") if row.habit == rule.habit)
    last = next(release for release in reversed(releases.RECORDED) if row.is_of(release, SPEC3.versions[0]))
    sources = find_module(f"{MODULE}@v{last}")[0] / "config"
    names = re.findall(r"(Err\w+) +=", (sources / "shared/errors/errors.go").read_text())
    assert rule.code in [kebab(name) for name in names]
    file, _, function = rule.mirrors.partition(" ")
    receiver, _, method = function.partition(".")
    source = (sources / "v3_0" / "types" / file).read_text()
    assert re.search(rf"^func \(\w+ {receiver}\) {method}\(", source, re.MULTILINE)


def test_a_release_that_is_none_is_named() -> None:
    with pytest.raises(ReferenceUnavailableError, match=r"v2\.99\.0"):
        build(release="2.99.0")
