"""Any release of the reference can be asked, and is what the table of releases says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ignition_compose.tables.table import release_of
from tests.oracle import releases
from tests.oracle.building import ReferenceUnavailableError, build
from tests.oracle.oracle import Oracle, ask_parse, ask_parse_any

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.releases


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


def test_a_release_that_is_none_is_named() -> None:
    with pytest.raises(ReferenceUnavailableError, match=r"v2\.99\.0"):
        build(release="2.99.0")
