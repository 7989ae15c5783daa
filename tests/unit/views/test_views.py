"""Reports and explanations as text: what it shows is what it is, and every form says the same."""

from __future__ import annotations

import json

import ignition_compose as ic
from ignition_compose.composition.explanations import explanation_of
from ignition_compose.views.formats import FORMATS
from ignition_compose.views.structured import json_text
from ignition_compose.views.text import explain

ENTRY = ic.Entry("error", "no-path", "give a path", ic.Pointer("/storage/files/0"), "user.ign", 4, 9)
ODD = ic.Entry("warning", "unused-key", "no \x1b[2J here", ic.Pointer("/a\nb"), "\udcff.ign")


def test_every_entry_is_one_line_whatever_it_holds() -> None:
    assert FORMATS["text"]([ENTRY, ODD], {}).splitlines() == [
        str(ENTRY),
        r"\xff.ign: warning: no \x1b[2J here [unused-key] at /a\nb",
    ]


def test_json_has_the_members_of_every_entry_and_what_else_there_is_to_say() -> None:
    told = json.loads(FORMATS["json"]([ENTRY], {"valid": False}))
    assert told == {
        "valid": False,
        "entries": [
            {
                "severity": "error",
                "code": "no-path",
                "message": "give a path",
                "pointer": "/storage/files/0",
                "source": "user.ign",
                "line": 4,
                "column": 9,
                "related": None,
            }
        ],
    }


def test_the_text_of_json_can_always_be_written() -> None:
    assert json_text({"name": "\udcff ä"}).encode()


def test_an_explanation_names_every_layer_and_where_each_value_came_from() -> None:
    base = '{"ignition": {"version": "3.0.0"},\n "storage": {"files": [{"path": "/a",\n "mode": 420}]}}'
    user = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": 1}]}}'
    text = explain(explanation_of(ic.compose(base=base, user=user)))
    lines = text.splitlines()
    assert lines[:4] == [
        "layers, lowest first:",
        "  base base (spec 3.0.0): part of the result, valid",
        "  user user (spec 3.4.0): part of the result, valid",
        "  default: not found",
    ]
    assert "the result is of spec 3.4.0" in lines
    [mode] = [line for line in lines if line.strip().startswith("mode")]
    assert mode.split() == ["mode", "user:1", "instead", "of", "base:3"]
