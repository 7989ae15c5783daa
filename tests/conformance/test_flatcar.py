"""The reference with Flatcar's rules answers as the reference itself, but for what these rules say."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from ignition_compose.models.specs import SPEC3
from tests.oracle.building import DIALECTS, MODULE
from tests.oracle.flatcar import PLACES, USER_DATA, Place, UserData, write
from tests.oracle.oracle import VERSIONS, ask_parse, ask_parse_any
from tests.oracle.pools import BROKEN_OEM_URLS, OEM_URLS
from tests.oracle.record import path_of, read_records
from tests.oracle.userdata import draw_user_data

if TYPE_CHECKING:
    from ignition_compose.versions import SpecVersion
    from tests.oracle.comparison import Comparison
    from tests.oracle.oracle import Oracle, Parsed

pytestmark = pytest.mark.reference


def parse(oracle: Oracle, raw: bytes) -> tuple[Parsed, Parsed]:
    """What the module says, and what it says with Flatcar's rules."""
    question = ask_parse_any(raw)
    upstream, flatcar = oracle.batch([question.under(dialect) for dialect in DIALECTS])
    return upstream, flatcar


def test_both_are_built_from_the_same_modules_of_which_flatcars_is_replaced(oracle: Oracle) -> None:
    upstream, flatcar = oracle.version("upstream"), oracle.version("flatcar")
    assert upstream.pop("replaced") == []
    assert flatcar.pop("replaced") == [MODULE]
    assert upstream == flatcar


@pytest.mark.parametrize("version", SPEC3.versions)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_url_of_oem_is_valid_where_something_is_fetched_and_nowhere_else(
    oracle: Oracle, place: Place, version: SpecVersion
) -> None:
    if version < place.since:
        return
    upstream, flatcar = parse(oracle, write(place, "oem:///x", version))
    assert upstream.error == "config is not valid"
    assert not any(entry.kind == "warning" for entry in upstream.entries)
    assert (flatcar.config is not None) == place.takes_oem
    if place.takes_oem:
        assert flatcar.entries == ()
        assert '"oem:///x"' in json.dumps(flatcar.config)


@pytest.mark.parametrize("version", SPEC3.versions)
def test_of_a_url_of_oem_only_its_scheme_and_its_syntax_matter(oracle: Oracle, version: SpecVersion) -> None:
    for url in OEM_URLS:
        upstream, flatcar = parse(oracle, write(PLACES[0], url, version))
        assert [entry.name for entry in upstream.entries] == ["ErrInvalidScheme"], url
        assert flatcar.entries == (), url
    for url in BROKEN_OEM_URLS:
        upstream, flatcar = parse(oracle, write(PLACES[0], url, version))
        assert upstream.entries, url
        assert flatcar == upstream, url


@pytest.mark.parametrize("user_data", USER_DATA, ids=lambda user_data: user_data.why)
def test_user_data_is_passed_over_or_is_what_it_is_to_the_module(oracle: Oracle, user_data: UserData) -> None:
    upstream, flatcar = parse(oracle, user_data.raw)
    if user_data.passes:
        assert (flatcar.name, flatcar.entries, flatcar.config) == ("ErrEmpty", (), None)
        assert upstream.error
    else:
        assert flatcar == upstream
    assert (upstream.name == "ErrEmpty") == (user_data.raw == b"")


def test_each_version_by_itself_passes_user_data_over_too(oracle: Oracle) -> None:
    for version in VERSIONS:
        question = ask_parse(version, b"#cloud-config")
        assert oracle.ask(question).name == "ErrInvalid"
        assert oracle.ask(question.under("flatcar")).name == "ErrEmpty"


@pytest.mark.parametrize("value", ['"1"', "1.0", "true", "[]", "1e3", "9223372036854775808"])
def test_the_version_of_spec_1_must_be_an_integer_if_it_is_named(oracle: Oracle, value: str) -> None:
    for name in ("ignitionVersion", "IGNITIONVERSION"):
        raw = f'{{"ignition": {{"version": "3.4.0"}}, "{name}": {value}}}'.encode()
        upstream, flatcar = parse(oracle, raw)
        assert [(entry.kind, entry.path) for entry in upstream.entries] == [("warning", (name,))]
        (entry,) = flatcar.entries
        assert (flatcar.name, entry.kind, entry.path, entry.line) == ("ErrInvalid", "error", (), 1)
        assert "into Go struct field versionStub.IgnitionVersion of type int" in entry.message


@pytest.mark.parametrize("value", ["1", "-0", "null", "3"])
def test_an_integer_there_is_an_unknown_member_to_spec_3(oracle: Oracle, value: str) -> None:
    raw = f'{{"ignition": {{"version": "3.4.0"}}, "ignitionVersion": {value}}}'.encode()
    upstream, flatcar = parse(oracle, raw)
    assert flatcar == upstream
    assert flatcar.config is not None


def test_drawn_user_data_is_of_every_kind(oracle: Oracle) -> None:
    random = Random(0)  # noqa: S311 - nothing to keep secret
    drawn = [draw_user_data(random) for _ in range(3000)]
    answers = oracle.batch([ask_parse_any(raw).under("flatcar") for raw in drawn])
    passed = [raw for raw, answer in zip(drawn, answers, strict=True) if answer.name == "ErrEmpty"]
    assert len(drawn) / 4 < len(passed) < len(drawn) * 3 / 4
    for start in (b"#cloud-config", b"#!", b"Content-Type", b"\x1f\x8b"):
        assert len({raw for raw in passed if raw.startswith(start)}) > 30, start
    for start in (b"#cloud-config", b"Content-Type", b"\x1f\x8b"):
        assert len({raw for raw in drawn if raw.startswith(start)} - {*passed}) > 30, start
    assert any(answer.config for answer in answers)


def settle(comparison: Comparison, answer: Any) -> Any:
    """An answer as it is written down, without what is drawn at random: which of several collisions is named."""
    record = comparison.to_record(answer)["answer"]
    if "entries" in record:
        record["entries"] = sorted([entry[:2] for entry in record["entries"]])
    return record


def may_differ(comparison: Comparison) -> bool:
    """Whether a document has a URL of the scheme, names a version of spec 1, or is no JSON object."""
    text = (comparison.raw or json.dumps(comparison.trees).encode()).lower()
    return b"oem:" in text or b"ignitionversion" in text or not text.lstrip().startswith((b"{", b"["))


def test_of_all_that_is_recorded_only_what_the_rules_name_is_answered_otherwise(oracle: Oracle) -> None:
    recorded = list(read_records(path_of(oracle.version()["ignition"])))
    answers: list[Any] = oracle.batch([comparison.question().under("flatcar") for comparison, _ in recorded])
    different = [
        comparison
        for (comparison, upstream), flatcar in zip(recorded, answers, strict=True)
        if settle(comparison, upstream) != settle(comparison, flatcar)
    ]
    assert [comparison for comparison in different if not may_differ(comparison)] == []
    assert {comparison.operation for comparison in different} == {"parse", "validate"}
    assert 300 < len(different) < len(recorded) / 4
