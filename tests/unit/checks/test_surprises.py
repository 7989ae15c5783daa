"""Surprises in how Ignition reads a config are said by info entries; errors and warnings stay what they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

import ignition_compose as ic

HEAD = '{"ignition": {"version": "3.4.0"}, '
TALL = "[" * 9_000 + "1e999" + "]" * 9_000


def infos(raw: bytes | str) -> list[tuple[str, str]]:
    return [(entry.code, str(entry.pointer)) for entry in ic.validate(raw).infos]


@pytest.mark.parametrize(
    ("members", "code", "pointer", "column"),
    [
        ('"passwd": {"users": [{"name": "a", "groups": ["b", null]}]}', "null-entry", "/passwd/users/0/groups/1", 87),
        ('"storage": {"files": [{"path": "/a", "append": [null]}]}', "null-entry", "/storage/files/0/append/0", 84),
        ('"passwd": {"users": [{"name": "\\ud800"}]}', "replaced-text", "/passwd/users/0/name", 66),
        ('"Passwd": {"users": [{"name": "\\\\\\udfff\\ufffd"}]}', "replaced-text", "/Passwd/users/0/name", 66),
        ('"a": [1, {"b": 1e400}]', "context-lost", "/a/1/b", 51),
        ('"a": -2e308', "context-lost", "/a", 41),
        ('"Passwd": {}', "case-folded-key", "/Passwd", 36),
    ],
)
def test_what_go_makes_of_odd_values_is_explained(members: str, code: str, pointer: str, column: int) -> None:
    report = ic.validate(HEAD + members + "}")
    assert not report.is_fatal
    entry = next(entry for entry in report.infos if entry.code == code)
    assert (str(entry.pointer), entry.line, entry.column) == (pointer, 1, column)


@pytest.mark.parametrize("written", ["\N{REPLACEMENT CHARACTER}", "\\ufffd", "\\uFFFD", "\\\\ud800", "\\ud83d\\ude00"])
def test_text_that_is_kept_as_it_is_written_needs_no_word(written: str) -> None:
    assert infos(f'{HEAD}"passwd": {{"users": [{{"name": "{written}"}}], "x": null}}}}') == []


def test_bytes_that_are_no_text_are_pointed_out_wherever_they_stand() -> None:
    raw = HEAD.encode() + b'"passwd": {"users": [{"name": "\xff\xef\xbf\xbd"}, {"name": "\xef\xbf\xbd\xed\xa0\x80"}]}}'
    assert infos(raw) == [("replaced-text", "/passwd/users/0/name"), ("replaced-text", "/passwd/users/1/name")]


def test_the_place_of_a_value_costs_the_same_however_deep_it_lies() -> None:
    raw = f'{HEAD}"a": {TALL}, "b": "\\ud800"}}'
    assert [code for code, _ in infos(raw)] == ["context-lost", "replaced-text"]


def test_a_number_that_loses_the_places_silences_the_warnings_of_unknown_members() -> None:
    assert [entry.code for entry in ic.validate(f'{HEAD}"a": 1}}')] == ["unused-key"]
    assert [entry.code for entry in ic.validate(f'{HEAD}"a": 1e999}}')] == ["context-lost"]


@pytest.mark.parametrize(
    "raw",
    [
        "variant: flatcar\nversion: 1.0.0\n",
        "# a comment\n---\nversion: 1.0.0\n'variant' : fcos\n",
        '{"variant": "flatcar", "version": "1.0.0"}',
        '{"version": "1.0.0",\n "variant": "flatcar"}',
    ],
)
def test_butane_is_named_where_it_is_taken_for_ignition(raw: str) -> None:
    (entry,) = ic.validate(raw).errors
    assert entry.code in {"invalid-json", "invalid-version"}
    assert "; it looks like Butane: " in entry.message


@pytest.mark.parametrize("raw", ["a: b\n", '{"ignition": {}}', '{"ignition": {"version": "1"}, "a": "variant"}', "{"])
def test_what_is_not_butane_is_not_called_butane(raw: str) -> None:
    (entry,) = ic.validate(raw).errors
    assert "Butane" not in entry.message


def test_a_sound_config_has_no_surprises() -> None:
    file: dict[str, Any] = {"path": "/a", "mode": 420, "contents": {"source": "data:,a", "compression": "gzip"}}
    config = {"ignition": {"version": "3.4.0"}, "storage": {"files": [file], "links": []}}
    assert list(ic.validate(json.dumps(config))) == []
