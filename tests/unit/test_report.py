from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest

import ignition_compose as ic
from ignition_compose.report import join

if TYPE_CHECKING:
    from collections.abc import Callable

ERROR = ic.Entry("error", "no-path", "give a path", ic.Pointer("/storage/files/0"), "user.ign", 4, 9)
WARNING = ic.Entry("warning", "unused-key", "unknown member", ic.Pointer("/x"))
INFO = ic.Entry("info", "odd-version", "write it like that")


def test_an_entry_prints_as_compilers_do() -> None:
    assert str(ERROR) == "user.ign:4:9: error: give a path [no-path] at /storage/files/0"
    assert str(WARNING) == "warning: unknown member [unused-key] at /x"
    assert str(INFO) == "info: write it like that [odd-version]"
    assert str(INFO._replace(source="user.ign")) == "user.ign: info: write it like that [odd-version]"
    assert str(INFO._replace(line=1, column=2)) == "1:2: info: write it like that [odd-version]"


def test_a_severity_and_a_pointer_may_be_given_as_text() -> None:
    entry = ic.Entry("error", "code", "message", "/a/b")
    assert entry.severity is ic.Severity.ERROR
    assert isinstance(entry.pointer, ic.Pointer)
    assert str(entry.severity) == "error"


def test_an_entry_of_no_severity_or_no_pointer_is_refused() -> None:
    entry = ic.Entry("error", "code", "message")
    makers: list[Callable[[], object]] = [
        lambda: ic.Entry("fatal", "code", "message"),
        lambda: entry._replace(severity="fatal"),  # type: ignore[arg-type]
    ]
    for make in makers:
        with pytest.raises(ic.InvalidInput, match="fatal"):
            make()
    with pytest.raises(ic.InvalidPointer):
        ic.Entry("error", "code", "message", "a/b")


def test_a_report_holds_entries_and_nothing_else() -> None:
    with pytest.raises(ic.InvalidInput):
        ic.Report([1])  # type: ignore[list-item]


def test_a_report_is_fatal_exactly_when_an_entry_is_an_error() -> None:
    assert ic.Report((WARNING, ERROR)).is_fatal
    assert not ic.Report((WARNING, INFO)).is_fatal
    assert not ic.Report().is_fatal


def test_a_report_sorts_its_entries_by_severity_and_keeps_their_order() -> None:
    second = ERROR._replace(code="second")
    report = ic.Report((ERROR, INFO, second, WARNING))
    assert report.errors == (ERROR, second)
    assert report.warnings == (WARNING,)
    assert report.infos == (INFO,)
    assert list(report) == [ERROR, INFO, second, WARNING]
    assert len(report) == 4


def test_reports_join_in_their_order() -> None:
    one, other = ic.Report((ERROR,)), ic.Report((INFO, WARNING))
    assert one + other == join([one, ic.Report(), other]) == ic.Report((ERROR, INFO, WARNING))
    assert join([]) == ic.Report()


def test_an_empty_report_is_still_true() -> None:
    assert ic.Report()
    assert str(ic.Report()) == ""


def test_a_report_prints_one_line_for_each_entry() -> None:
    assert str(ic.Report((ERROR, INFO))).splitlines() == [str(ERROR), str(INFO)]


def test_entries_and_reports_are_frozen_equal_by_value_and_hashable() -> None:
    report = ic.Report([ERROR, INFO])
    assert report == ic.Report((ERROR, INFO))
    assert len({report, ic.Report((ERROR, INFO))}) == 1
    with pytest.raises(AttributeError):
        report.entries = ()  # type: ignore[misc]
    with pytest.raises(AttributeError):
        ERROR.line = 1  # type: ignore[misc]


def test_reports_survive_pickle_and_copies() -> None:
    report = ic.Report((ERROR, WARNING, INFO))
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301
    assert copy.deepcopy(report) == report
