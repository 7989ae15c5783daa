"""Members that nothing reads: a warning, with advice on what may have been meant."""

from __future__ import annotations

import json
from typing import Any

import pytest

import ignition_compose as ic


def unused(sections: dict[str, Any], version: str = "3.4.0") -> list[tuple[str, str]]:
    report = ic.validate(json.dumps({"ignition": {"version": version}, **sections}))
    assert {entry.severity for entry in report} <= {ic.Severity.WARNING, ic.Severity.INFO}
    return [(entry.pointer, entry.message) for entry in report if entry.code == "unused-key"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("sotrage", "storage"), ("system", "systemd"), ("storages", "storage"), ("kernelArgument", "kernelArguments")],
)
def test_a_name_that_is_nearly_right_leads_to_the_right_one(name: str, meant: str) -> None:
    [(pointer, message)] = unused({name: {}})
    assert pointer == f"/{name}"
    assert message.endswith(f"did you mean {meant!r}?")


def test_a_name_that_is_nothing_like_any_leads_to_all_of_them() -> None:
    [(_, message)] = unused({"zzz": {}})
    assert message.endswith("known here: ignition, kernelArguments, passwd, storage, systemd")


@pytest.mark.parametrize(
    ("version", "sections", "pointer", "needed"),
    [
        ("3.2.0", {"kernelArguments": {"shouldExist": ["a"]}}, "/kernelArguments", "3.3.0"),
        ("3.0.0", {"ignition": {"version": "3.0.0", "proxy": {}}}, "/ignition/proxy", "3.1.0"),
        ("3.0.0", {"storage": {"luks": []}}, "/storage/luks", "3.2.0"),
        (
            "3.4.0",
            {"storage": {"luks": [{"name": "a", "device": "/dev/a", "cex": {"enabled": True}}]}},
            "/storage/luks/0/cex",
            "3.5.0",
        ),
        ("3.1.0", {"passwd": {"users": [{"name": "a", "shouldExist": True}]}}, "/passwd/users/0/shouldExist", "3.2.0"),
    ],
)
def test_a_member_of_a_later_spec_names_the_spec_that_it_needs(
    version: str, sections: dict[str, Any], pointer: str, needed: str
) -> None:
    assert [(place, message.rpartition(": ")[2]) for place, message in unused(sections, version)] == [
        (pointer, f"it needs spec {needed}")
    ]
    sections = {**sections, "ignition": {**sections.get("ignition", {}), "version": needed}}
    assert unused(sections, needed) == []


def test_a_name_in_another_case_is_read_and_warned_of_all_the_same() -> None:
    assert unused({"STORAGE": {"files": [{"path": "/a"}]}}) == [
        ("/STORAGE", "'STORAGE' should be written 'storage'; Ignition reads it all the same, and warns")
    ]


def test_what_stands_below_an_unknown_member_is_not_looked_at() -> None:
    assert [place for place, _ in unused({"x": {"y": {"z": 1}}})] == ["/x"]


def test_an_unknown_member_is_found_at_its_name() -> None:
    raw = '{"ignition": {"version": "3.4.0"},\n "storage": {"files": [{"path": "/a",\n   "x": 1}]}}'
    [entry] = ic.validate(raw)
    assert (entry.pointer, entry.line, entry.column) == ("/storage/files/0/x", 3, 4)


def test_a_long_name_is_cut_short_in_the_message() -> None:
    [(pointer, message)] = unused({"x" * 500: 1})
    assert pointer == "/" + "x" * 500
    assert len(message) < 250


def test_null_where_an_object_belongs_hides_what_would_be_below() -> None:
    report = ic.validate('{"ignition": {"version": "3.4.0"}, "storage": null}')
    assert [(entry.severity, entry.code, entry.pointer) for entry in report] == [
        ("warning", "context-mismatch", "/storage")
    ]


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" + "0" * 400])
def test_a_number_beyond_all_bounds_takes_the_warnings_away_as_in_the_reference(number: str) -> None:
    report = ic.validate(f'{{"ignition": {{"version": "3.4.0"}}, "x": {number}, "sotrage": {{}}}}')
    assert [(entry.severity, entry.code, entry.pointer) for entry in report] == [("info", "context-lost", "/x")]
