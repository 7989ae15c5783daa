"""Everything there is to say about one document, in one report."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.checks.validation import judge
from ignition_compose.fast.trust import Trust
from ignition_compose.models.specs import SPEC1, SPEC2, SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.testing import broken_configs, config_bytes, configs, nearly_valid
from tests.documents import read

VERSION = {"ignition": {"version": "3.4.0"}}
SECRET = "hush-hush-hush"  # noqa: S105 - the point of the test


def found(report: ic.Report) -> list[tuple[str, str, str]]:
    return [(entry.severity.value, entry.code, str(entry.pointer)) for entry in report]


def test_a_sound_config_has_nothing_to_be_said_of() -> None:
    assert ic.validate(VERSION).entries == ()
    assert ic.validate(VERSION, strict=True).entries == ()


def test_errors_and_warnings_are_told_apart() -> None:
    file = {"path": "/a", "mode": 0o10000, "overwrite": True}
    report = ic.validate({**VERSION, "storage": {"files": [file]}, "x": 1})
    assert report.is_fatal
    assert ("error", "file-illegal-mode", "/storage/files/0/mode") in found(report)
    assert ("warning", "unused-key", "/x") in found(report)


def test_one_report_holds_what_is_wrong_everywhere() -> None:
    report = ic.validate(
        {
            **VERSION,
            "storage": {"files": [{"path": "a"}, {"path": "/b"}, {"path": "/b"}]},
            "systemd": {"units": [{"name": "x"}]},
        }
    )
    assert [(code, pointer) for severity, code, pointer in found(report) if severity == "error"] == [
        ("path-relative", "/storage/files/0/path"),
        ("invalid-systemd-ext", "/systemd/units/0/name"),
        ("duplicate", "/storage/files/2"),
    ]


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "it is empty"),
        (b"#cloud-config\n", "cloud-config"),
        (b"#!/bin/sh", "script"),
        (b"Content-Type: multipart/mixed\n\n", "MIME"),
    ],
)
def test_what_is_no_config_is_an_error_that_says_what_it_is(raw: bytes, what: str) -> None:
    [entry] = ic.validate(raw, source="user.ign")
    assert (entry.severity, entry.code, entry.source) == ("error", "no-config", "user.ign")
    assert what in entry.message


def test_a_config_may_be_bytes_text_values_or_a_config() -> None:
    tree = {**VERSION, "storage": {"files": [{"path": "a"}]}}
    text = json.dumps(tree)
    expected = [("error", "path-relative", "/storage/files/0/path")]
    for content in (text, text.encode(), bytearray(text.encode()), tree, ic.Config.from_dict(tree)):
        assert found(ic.validate(content))[:1] == expected


def test_only_a_document_with_text_has_lines() -> None:
    tree = {**VERSION, "storage": {"files": [{"path": "a"}]}}
    assert {entry.line for entry in ic.validate(json.dumps(tree))} == {1}
    assert {entry.line for entry in ic.validate(tree)} == {None}
    assert {entry.line for entry in ic.validate(ic.Config.from_dict(tree))} == {None}


@pytest.mark.parametrize(
    ("sections", "code", "pointer"),
    [
        ({"x": 1}, "unused-key", "/x"),
        ({"storage": None}, "schema-type", "/storage"),
        ({"storage": {"files": [{"path": "/a", "mode": None}]}}, "schema-type", "/storage/files/0/mode"),
        ({"STORAGE": {}}, "unused-key", "/STORAGE"),
    ],
)
def test_strict_refuses_what_ignition_only_passes_over(sections: dict[str, Any], code: str, pointer: str) -> None:
    raw = json.dumps({**VERSION, **sections})
    assert not ic.validate(raw).is_fatal
    assert ("error", code, pointer) in found(ic.validate(raw, strict=True))


def test_strict_says_of_one_problem_once() -> None:
    """What the schema and a rule both refuse is the rule's, and a warning that the schema shares is an error."""
    rule_alone = {**VERSION, "systemd": {"units": [{"name": "a.service", "contents": "["}]}}
    assert found(ic.validate(rule_alone, strict=True)) == [
        ("error", "invalid-unit-content", "/systemd/units/0/contents")
    ]
    both = {**VERSION, "storage": {"files": [{"path": "a", "mode": 99999, "x": 1}], "links": [{"path": "/l"}]}}
    errors = ic.validate(json.dumps(both), strict=True).errors
    assert [(entry.code, entry.pointer) for entry in errors] == [
        ("path-relative", "/storage/files/0/path"),
        ("file-illegal-mode", "/storage/files/0/mode"),
        ("unused-key", "/storage/files/0/x"),
        ("link-target-required", "/storage/links/0/target"),
    ]


def test_a_section_that_is_filled_into_another_is_a_warning_to_who_is_strict() -> None:
    raw = (
        '{"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core", "groups": ["sudo"]}]},'
        ' "passwd": {"users": [{"name": "guest"}]}}'
    )
    assert found(ic.validate(raw)) == [("info", "repeated-key", "/passwd")]
    assert found(ic.validate(raw, strict=True)) == [("warning", "repeated-key", "/passwd")]


@given(st.one_of(configs(), nearly_valid(), broken_configs().map(lambda broken: broken.tree)))
def test_strict_adds_errors_and_takes_nothing_away(tree: Any) -> None:
    raw = json.dumps(tree)
    plain, strict = ic.validate(raw), ic.validate(raw, strict=True)
    graver = {ic.Severity.ERROR, ic.Severity.WARNING}
    own = Counter([entry[1:] for entry in strict if not entry.code.startswith("schema-")])
    said = Counter([entry[1:] for entry in plain if entry.severity in graver and entry.code != "context-mismatch"])
    assert said <= own
    assert {entry[1:] for entry in plain.errors} <= {entry[1:] for entry in strict.errors}
    assert strict.is_fatal or not plain.is_fatal


@settings(max_examples=60)
@given(st.one_of(configs(), nearly_valid(), broken_configs().map(lambda broken: broken.tree)))
def test_strict_says_of_no_place_what_is_wrong_with_a_rule_and_with_the_schema(tree: Any) -> None:
    report = ic.validate(json.dumps(tree), strict=True)
    schema = {entry.pointer for entry in report.errors if entry.code.startswith("schema-")}
    assert schema.isdisjoint([entry.pointer for entry in report.errors if not entry.code.startswith("schema-")])


@given(st.one_of(configs(), nearly_valid(), broken_configs().map(lambda broken: broken.tree)))
def test_entries_come_in_the_order_of_the_text(tree: Any) -> None:
    for strict in (False, True):
        places = [
            (entry.line or 0, entry.column or 0) for entry in ic.validate(json.dumps(tree, indent=1), strict=strict)
        ]
        assert places == sorted(places)


def test_a_duplicate_names_the_first_of_its_key_wherever_that_is() -> None:
    text = (
        '{"ignition": {"version": "3.4.0"},\n "storage": {"links": [{"path": "/a", "target": "/t"}],\n'
        ' "files": [{"path": "/b"},\n {"path": "/a"},\n {"path": "/b"}]}}'
    )
    entries = ic.validate(text, source="user.ign").entries
    assert [(entry.pointer, entry.related) for entry in entries] == [
        ("/storage/links/0", ic.Place("user.ign", ic.Pointer("/storage/files/1"), 4, 3)),
        ("/storage/files/2", ic.Place("user.ign", ic.Pointer("/storage/files/0"), 3, 13)),
    ]
    assert str(entries[1]).endswith("at /storage/files/2 (see /storage/files/0 in line 3)")


@given(st.one_of(configs(), nearly_valid()))
def test_a_config_is_judged_alike_as_text_as_values_and_as_config(tree: dict[str, Any]) -> None:
    text = sorted(found(ic.validate(json.dumps(tree))))
    assert sorted(found(ic.validate(tree))) == text
    codes = [entry for entry in sorted(found(ic.validate(ic.Config.from_dict(tree)))) if entry[0] == "error"]
    assert codes == [entry for entry in text if entry[0] == "error"]


@settings(max_examples=200)
@given(st.one_of(config_bytes(mutations=1), config_bytes(configs()), config_bytes(configs(), oddities=0)))
def test_the_fast_way_and_the_thorough_way_give_the_same_answer(raw: bytes) -> None:
    fast, thorough = read(raw), read(raw, trust=Trust.DOUBT)
    assert (fast.kind, fast.version, fast._tree, fast._findings) == (
        thorough.kind,
        thorough.version,
        thorough._tree,
        thorough._findings,
    )
    for strict in (False, True):
        assert judge(fast, strict=strict) == judge(thorough, strict=strict)


def secrets(versions: tuple[ic.SpecVersion, ...]) -> list[tuple[str, str]]:
    return sorted(
        {
            (view.name, field.json)
            for version in versions
            for view in SpecView.of(version).models
            for field in view.fields
            if field.secret
        }
    )


def test_the_fields_that_hold_secrets_are_these() -> None:
    assert secrets(SPEC3.versions) == [
        ("ClevisCustom", "config"),
        ("ConfigReference", "source"),
        ("Dropin", "contents"),
        ("HttpHeader", "value"),
        ("PasswdGroup", "passwordHash"),
        ("PasswdUser", "passwordHash"),
        ("Resource", "source"),
        ("Unit", "contents"),
    ]
    assert secrets((*SPEC1.versions, *SPEC2.versions)) == [
        ("ConfigReference", "source"),
        ("File", "contents"),
        ("FileContents", "source"),
        ("HttpHeader", "value"),
        ("NetworkdDropin", "contents"),
        ("NetworkdUnit", "contents"),
        ("PasswdGroup", "passwordHash"),
        ("PasswdUser", "passwordHash"),
        ("SystemdDropin", "contents"),
        ("Unit", "contents"),
    ]


@pytest.mark.parametrize(
    "sections",
    [
        {"storage": {"files": [{"path": "/a", "contents": {"source": f"data:{SECRET}"}}]}},
        {"storage": {"files": [{"path": "/a", "contents": {"source": f"{SECRET}://x"}}]}},
        {"storage": {"files": [{"path": "/a", "contents": {"source": f"s3://%{SECRET}"}}]}},
        {"storage": {"files": [{"path": "/a", "contents": {"source": "data:,", "httpHeaders": [{"value": SECRET}]}}]}},
        {"storage": {"files": [{"path": "/a", "contents": {"source": "data:,", "verification": {"hash": SECRET}}}]}},
        {"systemd": {"units": [{"name": "a.service", "contents": f"[{SECRET}"}]}},
        {"systemd": {"units": [{"name": "a.service", "dropins": [{"name": "a", "contents": f"[{SECRET}"}]}]}},
        {"passwd": {"users": [{"name": "a", "passwordHash": SECRET}, {"name": "a"}], "groups": {"x": SECRET}}},
        {"ignition": {"version": "3.4.0", "config": {"replace": {"source": f"data:{SECRET}"}}}},
        {"storage": {"luks": [{"name": "a", "clevis": {"custom": {"pin": "x", "config": SECRET}}}]}},
        {"passwd": {"users": [{"name": "a", "passwordHash": [SECRET], "password_hash": SECRET}]}},
    ],
)
def test_no_report_shows_a_secret(sections: dict[str, Any]) -> None:
    raw = json.dumps({**VERSION, **sections})
    for strict in (False, True):
        report = ic.validate(raw, strict=strict)
        assert SECRET not in str(report)
        assert SECRET not in repr(report)
    assert ic.validate(raw, strict=True).entries


def test_what_many_links_of_one_path_break_is_said_a_bounded_number_of_times() -> None:
    links = [{"path": "/a", "target": "/b"}] * 150
    storage = {"links": links, "files": [{"path": "/a/c"}], "directories": [{"path": "/a/d"}]}
    report = ic.validate({"ignition": {"version": "3.4.0"}, "storage": storage})
    codes = Counter(entry.code for entry in report)
    assert (codes["file-used-symlink"], codes["directory-used-symlink"], codes["duplicate"]) == (100, 100, 149)
