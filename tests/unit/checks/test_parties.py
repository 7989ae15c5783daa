"""Where two values are wrong together, the entry names both: in one document, written as it likes, and in a result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import ignition_compose as ic

if TYPE_CHECKING:
    from ignition_compose.pointer import Pointer


class Pair(NamedTuple):
    """Two values of a config that are wrong together: the config without the other, and the other."""

    below: dict[str, Any]
    above: dict[str, Any]
    here: str
    there: str


def storage(**members: Any) -> dict[str, Any]:
    return {"storage": members}


def disk(*partitions: dict[str, Any]) -> dict[str, Any]:
    return storage(disks=[{"device": "/dev/sda", "partitions": list(partitions)}])


UNIT = {"name": "a.service", "contents": "[Unit]"}
PARTITIONS = "/storage/disks/0/partitions"
PAIRS = {
    "duplicate-labels": Pair(
        disk({"number": 1, "label": "a"}),
        disk({"number": 2, "label": "a"}),
        f"{PARTITIONS}/1",
        f"{PARTITIONS}/0",
    ),
    "partitions-overlap": Pair(
        disk({"number": 1, "startMiB": 1, "sizeMiB": 9}),
        disk({"number": 2, "startMiB": 5, "sizeMiB": 9}),
        f"{PARTITIONS}/1",
        f"{PARTITIONS}/0",
    ),
    "should-not-exist-with-others": Pair(
        disk({"number": 1, "label": "a"}),
        disk({"number": 1, "shouldExist": False}),
        f"{PARTITIONS}/0",
        f"{PARTITIONS}/0/label",
    ),
    "path-conflicts-systemd": Pair(
        {"systemd": {"units": [UNIT]}},
        storage(files=[{"path": "/etc/systemd/system/a.service"}]),
        "/storage/files/0/path",
        "/systemd/units/0/name",
    ),
}
"""By the code of the rule: what a base may hold, and what a user's config on top may."""

ALONE = {
    "partition-numbers-collide": Pair(
        disk({"number": 1, "label": "a"}, {"number": 1, "label": "b"}), {}, f"{PARTITIONS}/1", f"{PARTITIONS}/0"
    ),
    "duplicate": Pair(
        storage(files=[{"path": "/a"}], links=[{"path": "/a", "target": "/b"}]),
        {},
        "/storage/links/0",
        "/storage/files/0",
    ),
    "repeated-key": Pair({}, {}, "/passwd", "/passwd"),
}
"""The same for what no merge brings about."""

VERSION = {"ignition": {"version": "3.4.0"}}


def placed(text: str, pointer: Pointer | str) -> tuple[int, int] | None:
    return ic.read(text).where(str(pointer))


@pytest.mark.parametrize("code", PAIRS)
def test_the_parties_of_a_composed_result_are_named_each_in_its_layer(code: str) -> None:
    pair = PAIRS[code]
    base, user = json.dumps({**VERSION, **pair.below}, indent=1), json.dumps({**VERSION, **pair.above}, indent=1)
    report = ic.compose(base=base, user=user).report
    [entry] = [one for one in report.errors if one.code == code]
    assert entry.related is not None
    assert {entry.source, entry.related.source} == {"user", "base"}
    texts = {"base": base, "user": user}
    assert (entry.line, entry.column) == placed(texts[str(entry.source)], entry.pointer)
    assert (entry.related.line, entry.related.column) == placed(texts[entry.related.source], entry.related.pointer)


@pytest.mark.parametrize("code", [*PAIRS, *ALONE])
def test_the_parties_within_one_document_are_named_by_pointer_line_and_column(code: str) -> None:
    pair = {**PAIRS, **ALONE}[code]
    merged = ic.merge(ic.Config.from_dict({**VERSION, **pair.below}), ic.Config.from_dict({**VERSION, **pair.above}))
    text = merged.to_json(1) if code != "duplicate" else json.dumps({**VERSION, **pair.below}, indent=1)
    if code == "repeated-key":
        text = '{"ignition": {"version": "3.4.0"},\n"passwd": {},\n"passwd": {}}'
    [entry] = [one for one in ic.validate(text) if one.code == code]
    assert (entry.pointer, entry.related and entry.related.pointer) == (pair.here, pair.there)
    assert entry.related is not None
    if code == "repeated-key":
        assert (entry.line, entry.related.line) == (3, 2)
    else:
        assert (entry.related.line, entry.related.column) == placed(text, pair.there)


@pytest.mark.parametrize(
    "text",
    [
        """{"ignition":{"version":"3.4.0"},
        "storage":{"files":[{"path":"/a"},
        {"path":"/b"}]}, "storage":{"links":[{"path":"/b","target":"/c"}]}}""",
        '{"ignition":{"version":"3.4.0"},\n"Storage":{"files":[{"path":"/a"},\n{"path":"/b"},\n{"path":"/b"}]}}',
    ],
    ids=["written twice", "in another case"],
)
def test_the_other_party_is_where_it_was_written(text: str) -> None:
    [entry] = [one for one in ic.validate(text) if one.code == "duplicate"]
    assert entry.related is not None
    assert (entry.related.pointer, entry.related.line) == ("/storage/files/1", 3)


def test_entries_of_a_composition_stand_layer_by_layer_in_the_order_of_their_text() -> None:
    base = """{"ignition": {"version": "3.3.0"},
    "storage": {"files": [{"path": "/a", "mode": 644},
    {"path": "/b", "mode": 1023}],
    "links": [{"path": "/c", "target": "/d", "hrad": true}]}}"""
    user = base.replace("/a", "/e").replace("/b", "/b/f").replace('"/c"', '"/a/g"')
    report = ic.compose(base=base, user=user, default="#!/bin/sh").report
    places = [(entry.source != "base", entry.line or 0, entry.column or 0) for entry in report]
    assert places == sorted(places)
    assert {source for source, *_ in places} == {False, True}


def test_entries_of_a_translation_stand_in_the_order_of_the_text() -> None:
    tang = [{"url": "https://a.test", "thumbprint": "x", "advertisement": "{}"}]
    tree = {
        "ignition": {"version": "3.4.0"},
        "storage": {
            "luks": [{"name": "a", "device": "/dev/a", "clevis": {"tang": tang}}],
            "files": [{"path": "/a", "mode": 1023}],
        },
    }
    report = ic.translate(ic.read(json.dumps(tree, indent=1)), "3.6.0").report
    lines = [entry.line for entry in report]
    assert len(lines) > 1
    assert lines == sorted(lines, key=lambda line: line or 0)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('{"ignition":{"version":"3.4.0"},"Storage":{}}', ["unused-key"]),
        ('{"ignition":{"version":"3.4.0"},"storage":{"files":[null]}}', ["no-path", "schema-type"]),
    ],
)
def test_strict_says_of_one_place_once_what_is_wrong_with_it(text: str, codes: list[str]) -> None:
    assert sorted([entry.code for entry in ic.validate(text, strict=True)]) == codes
