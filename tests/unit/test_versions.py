from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.versions import ALWAYS, NEVER, Span, since, until
from tests.documents import NEWEST

if TYPE_CHECKING:
    from collections.abc import Callable

LEGACY = ("1.0.0", "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0")
ORDER = (*LEGACY, "3.0.0", "3.1.0", "3.2.0", "3.3.0", "3.4.0", "3.5.0", "3.6.0", "3.7.0-experimental")


def test_the_versions_are_these_in_this_order() -> None:
    assert tuple(ic.SpecVersion) == ORDER
    assert sorted(ic.SpecVersion, reverse=True) == list(reversed(ORDER))
    assert ORDER[-1] == NEWEST


@pytest.mark.parametrize(("older", "newer"), list(itertools.combinations(ORDER, 2)))
def test_a_version_is_ordered_by_age_and_not_by_spelling(older: str, newer: str) -> None:
    below, above = ic.SpecVersion(older), ic.SpecVersion(newer)
    assert below < above
    assert below <= above
    assert above > below
    assert above >= below
    assert below != above
    assert not above < below
    assert below >= ic.SpecVersion(older)
    assert below <= ic.SpecVersion(older)


@pytest.mark.parametrize("text", ORDER)
def test_a_version_is_its_text(text: str) -> None:
    version = ic.SpecVersion(text)
    assert version == text
    assert str(version) == f"{version}" == text
    assert {text: 1}[version] == 1


def test_a_version_compares_with_text_too() -> None:
    assert ic.SpecVersion("3.4.0") < "3.5.0"
    assert ic.SpecVersion("3.4.0") >= "3.4.0"
    assert ic.SpecVersion("3.7.0-experimental") > "3.6.0"


@pytest.mark.parametrize("text", ["", "3", "3.4", "3.8.0", "2.5.0", "1", "3.7.0", "3.04.0", " 3.4.0", None, 3])
def test_what_is_no_version_is_refused_with_those_that_are(text: Any) -> None:
    with pytest.raises(ic.UnknownVersion, match=r"3\.0\.0, 3\.1\.0"):
        ic.SpecVersion(text)


def test_only_the_newest_is_experimental() -> None:
    assert [version for version in ic.SpecVersion if version.is_experimental] == ["3.7.0-experimental"]


def test_text_is_compared_as_the_version_that_it_names() -> None:
    assert ic.SpecVersion("3.4.0") < "3.7.0-experimental"
    assert ["3.4.0", ic.SpecVersion("3.6.0")] == sorted([ic.SpecVersion("3.6.0"), "3.4.0"])
    assert max(ic.SpecVersion("3.4.0"), "3.6.0") == "3.6.0"
    assert ic.SpecVersion("3.4.0") >= "3.4.0" >= ic.SpecVersion("3.4.0")


@pytest.mark.parametrize("text", ["3.10.0", "3.4", ""])
def test_a_version_is_not_compared_with_text_that_is_none(text: str) -> None:
    with pytest.raises(ic.UnknownVersion):
        _ = ic.SpecVersion("3.4.0") < text
    with pytest.raises(ic.UnknownVersion):
        _ = text <= ic.SpecVersion("3.4.0")
    assert ic.SpecVersion("3.4.0") != text


def members(span: Span) -> list[str]:
    return [version.value for version in ic.SpecVersion if version in span]


def test_a_span_includes_both_its_ends() -> None:
    assert members(Span(ic.SpecVersion("3.1.0"), ic.SpecVersion("3.3.0"))) == ["3.1.0", "3.2.0", "3.3.0"]
    assert members(since("3.5.0")) == ["3.5.0", "3.6.0", "3.7.0-experimental"]
    assert members(until("3.1.0")) == [*LEGACY, "3.0.0", "3.1.0"]
    assert members(ALWAYS) == list(ORDER)
    assert members(NEVER) == []


def test_only_versions_are_in_a_span() -> None:
    others: tuple[Any, ...] = (3, "x", "3.4.0", None)
    assert [other for other in others if other in ALWAYS] == []


@pytest.mark.parametrize("make", [since, until])
def test_a_span_of_an_unknown_version_is_refused(make: Callable[[str], Span]) -> None:
    with pytest.raises(ic.UnknownVersion):
        make("3.9.0")
