"""What a layer keeps of those beneath it, and deletes or doubles there, is said where it is easily missed."""

from __future__ import annotations

from typing import Any

import pytest

import ignition_compose as ic
from ignition_compose.checks.lints import overlays
from ignition_compose.models.view import SpecView
from tests.documents import NEWEST

HASH = {"hash": "sha256-" + "a" * 64}
HEADERS = [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]
OLD, NEW = "https://example.com/old", "https://example.com/new"
SOURCE = "/storage/files/0/contents/source"


def config(**storage: Any) -> dict[str, Any]:
    return {"ignition": {"version": "3.4.0"}, "storage": storage}


def file(contents: dict[str, Any], **members: Any) -> dict[str, Any]:
    return config(files=[{"path": "/a", "contents": contents, **members}])


def surprises(*layers: dict[str, Any]) -> list[tuple[str, str]]:
    report = ic.compose(base=layers[:-1], user=layers[-1]).report
    assert not report.errors
    assert not report.warnings
    own = [entry for entry in report.infos if entry.code != "header-without-value"]
    assert {entry.source for entry in own} <= {"user"}
    return [(entry.code, str(entry.pointer)) for entry in own]


FORMATTED = {"device": "/dev/a", "format": "ext4"}
KEYED = {"name": "a", "device": "/dev/a"}


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        (
            file({"source": OLD, "compression": "gzip"}),
            file({"source": NEW}),
            [("inherited-compression", SOURCE)],
        ),
        (
            file({"source": OLD, "verification": HASH}),
            file({"source": NEW}),
            [("inherited-verification", SOURCE)],
        ),
        (file({"source": OLD, "httpHeaders": HEADERS}), file({"source": NEW}), [("inherited-headers", SOURCE)]),
        (
            file({"source": OLD, "httpHeaders": HEADERS}),
            file({"source": NEW, "httpHeaders": [{"name": "A"}]}),
            [("deleted", "/storage/files/0/contents/httpHeaders/0"), ("inherited-headers", SOURCE)],
        ),
        (
            config(luks=[{**KEYED, "keyFile": {"source": OLD, "compression": "gzip"}}]),
            config(luks=[{**KEYED, "keyFile": {"source": NEW}}]),
            [("inherited-compression", "/storage/luks/0/keyFile/source")],
        ),
        (
            file({"source": OLD}, append=[{"source": "data:,a"}]),
            file({"source": NEW}),
            [("inherited-append", SOURCE)],
        ),
        (
            config(files=[{"path": "/a", "append": [{"source": "data:,a"}, {"source": "data:,b"}]}]),
            config(files=[{"path": "/b"}, {"path": "/a", "append": [{"source": "data:,c"}, {"source": "data:,b"}]}]),
            [("appended-twice", "/storage/files/1/append/1")],
        ),
        (
            config(filesystems=[{**FORMATTED, "options": ["-L", "a"]}]),
            config(filesystems=[{**FORMATTED, "options": ["-L", "a"]}]),
            [("appended-twice", "/storage/filesystems/0/options")],
        ),
    ],
)
def test_what_is_easily_missed_is_said(parent: Any, child: Any, expected: list[tuple[str, str]]) -> None:
    assert surprises(parent, child) == expected


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (file({"source": OLD, "compression": "gzip", "verification": HASH}), file({"source": OLD})),
        (file({"source": OLD, "compression": "gzip"}), file({"source": NEW, "compression": ""})),
        (file({"source": OLD, "compression": ""}), file({"source": NEW})),
        (file({"source": OLD, "verification": HASH}), file({"source": NEW, "verification": HASH})),
        (file({"source": OLD, "verification": {}}), file({"source": NEW})),
        (file({"source": OLD, "httpHeaders": HEADERS}), file({"source": NEW, "httpHeaders": HEADERS})),
        (file({"source": OLD, "compression": "gzip"}), file({}, mode=420)),
        (file({"source": OLD}), file({"source": NEW}, append=[{"source": "data:,a"}])),
        (file({"source": OLD}, append=[{"source": "data:,a"}]), file({"source": OLD})),
        (file({"source": OLD, "compression": "gzip"}), config(files=[{"path": "/b", "contents": {"source": NEW}}])),
        (
            config(filesystems=[{**FORMATTED, "options": ["-O", "a"]}]),
            config(filesystems=[{**FORMATTED, "options": ["-O", "b"]}]),
        ),
        (file({"source": OLD}), file({"source": OLD, "httpHeaders": [{"name": "A"}]})),
    ],
)
def test_what_merges_as_anyone_would_expect_needs_no_word(parent: Any, child: Any) -> None:
    assert surprises(parent, child) == []


def test_a_layer_between_that_sets_things_right_is_heeded() -> None:
    packed, plain = file({"source": OLD, "compression": "gzip"}), file({"source": NEW, "compression": ""})
    assert surprises(packed, plain, file({"source": "data:,a"})) == []


def test_every_rule_looks_at_a_class_of_the_newest_spec_and_gives_advice() -> None:
    models = [view.model for view in SpecView.of(NEWEST).models]
    for one in overlays.registered():
        assert any(issubclass(model, one.on) for model in models)
        assert ", but " in one.message


@pytest.mark.parametrize(
    ("members", "places"),
    [
        ({"merge": [{"source": "data:,a"}, {"source": OLD}]}, ["merge/0", "merge/1"]),
        ({"replace": {"source": OLD}}, ["replace"]),
        ({"merge": [{"source": OLD}], "replace": {"source": NEW}}, ["replace"]),
        ({"merge": [], "replace": {}}, []),
        ({"replace": {"source": ""}}, ["replace"]),
    ],
)
def test_configs_that_a_base_or_a_default_names_are_not_followed(members: Any, places: list[str]) -> None:
    layer = {"ignition": {"version": "3.4.0", "config": members}}
    for role in ("base", "default"):
        done = ic.compose(base=layer) if role == "base" else ic.compose(default=layer)
        found = [(entry.code, str(entry.pointer), entry.source) for entry in done.report if "reference" in entry.code]
        assert found == [("ignored-reference", f"/ignition/config/{place}", role) for place in places]
        assert done.is_complete
