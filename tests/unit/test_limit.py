"""Reports have a limit: errors are kept first, the rest is counted, and the verdict is that on the whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.findings import Findings
from ignition_compose.report import ERROR, INFO, LIMIT, Finding, join
from tests.cli.command import run

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = {"ignition": {"version": "3.4.0"}}
# Unknown members are warnings and come first in the text; the file without a path is an error behind them.
MIXED = json.dumps({**CONFIG, **{f"x{index}": 1 for index in range(20)}, "storage": {"files": [{}]}})


def linked(links: int, files: int) -> dict[str, Any]:
    link = {"path": "/a", "target": "/b"}
    names = [{"path": f"/a/{index}"} for index in range(files)]
    return {**CONFIG, "storage": {"links": [link] * links, "files": names}}


def test_errors_are_kept_before_warnings_wherever_they_stand() -> None:
    report = ic.validate(MIXED, limit=3)
    assert [entry.code for entry in report] == ["unused-key", "unused-key", "no-path"]
    assert (report.omitted, report.is_fatal) == (18, True)
    assert ic.validate(MIXED, limit=1).errors == report.errors


@pytest.mark.parametrize("options", [{}, {"strict": True}], ids=str)
def test_what_is_kept_and_what_is_left_out_is_all_there_is(options: dict[str, Any]) -> None:
    whole = ic.validate(MIXED, limit=None, **options)
    assert whole.omitted == 0
    for limit in (5, len(whole) - 1, len(whole), len(whole) + 1):
        report = ic.validate(MIXED, limit=limit, **options)
        assert len(report) == min(limit, len(whole))
        assert set(report) <= set(whole)
        assert report.is_fatal
    assert report == whole


def test_what_the_reference_repeats_is_counted_and_not_listed() -> None:
    report = ic.validate(linked(100, 300))
    assert len(report) == LIMIT
    assert report.omitted == 100 * 300 + 99 - LIMIT
    assert len(ic.validate(linked(100, 300), limit=None)) == 100 * 300 + 99


def test_a_document_that_was_read_is_judged_again_where_another_limit_shows_more_or_less() -> None:
    document = ic.read(MIXED, limit=2)
    assert len(document.report) == 2
    assert len(ic.validate(document)) == 21
    assert len(ic.validate(document, strict=True, limit=4)) == 4
    assert ic.read(document, limit=2) is document


def test_the_text_of_a_report_ends_with_how_many_are_left_out(tmp_path: Path) -> None:
    report = ic.validate(MIXED, limit=2)
    assert str(report).splitlines()[-1] == "and 19 more, which are left out"
    assert report.to_dict()["omitted"] == 19
    assert repr(report).endswith("omitted=19)")
    path = tmp_path / "user.ign"
    path.write_text(json.dumps(linked(100, 300)))
    assert run("validate", str(path)).err.splitlines()[-1] == "and 20099 more, which are left out"
    assert json.loads(run("validate", "--format", "json", str(path)).out)["omitted"] == 20_099


def test_reports_that_are_joined_leave_out_what_each_left_out() -> None:
    report = ic.validate(MIXED, limit=2)
    assert join([report, report]).omitted == (report + report).omitted == 38
    assert report != ic.Report(report.entries)


@pytest.mark.parametrize("limit", [0, -1, True, 1.5, "3"])
def test_a_limit_that_is_no_number_of_entries_is_refused(limit: Any) -> None:
    with pytest.raises(ic.InvalidInput, match="limit"):
        ic.validate(CONFIG, limit=limit)
    with pytest.raises(ic.InvalidInput, match="limit"):
        ic.read(CONFIG, limit=limit)


def test_findings_keep_twice_the_limit_at_most() -> None:
    found = Findings.up_to(10)
    for index in range(100):
        found.append(Finding(INFO, str(index), ""))
        found.append(Finding(ERROR, str(index), ""), 2)
    assert len(found) <= 20
    assert len(found.kept) == 10
    assert found.omitted == 290
    assert found.is_fatal
    assert found.is_full


def test_a_place_in_unknown_members_ends_where_no_spec_reaches_but_its_line_is_exact() -> None:
    depth = 40
    text = b'{"ignition":{"version":"3.4.0"},\n"x":' + b'{"a":\n' * depth + b'"\xff"' + b"}" * depth + b"}"
    [entry] = [entry for entry in ic.validate(text) if entry.code == "replaced-text"]
    assert entry.line == 2 + depth
    assert len(entry.pointer.tokens) == 32
