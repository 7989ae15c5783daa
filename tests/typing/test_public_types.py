"""
What type checkers know of the public names.

``assert_type`` does nothing when the tests run; ``make types`` holds each to what mypy infers, and each
``type: ignore`` to an error that is really there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_type

import pytest

import ignition_compose as ic
from ignition_compose.models import (
    File,
    Ignition,
    NodeUser,
    Passwd,
    PasswdUser,
    Resource,
    Sections,
    Storage,
    Unit,
)

if TYPE_CHECKING:
    from pathlib import Path

TEXT = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": 420}]}}'


def test_reading() -> None:
    config = ic.parse(TEXT)
    assert_type(config, ic.Config)
    assert_type(ic.parse(TEXT.encode(), source="user.ign"), ic.Config)
    assert_type(ic.Config.from_dict({"ignition": {"version": "3.4.0"}}), ic.Config)
    assert_type(config.version, ic.SpecVersion)
    assert_type(config.to_dict(), dict[str, Any])
    assert_type(config.to_json(indent=2), str)


def test_sections() -> None:
    config = ic.parse(TEXT)
    assert_type(config.ignition, Ignition)
    assert_type(config.storage, Storage)
    assert_type(config.passwd, Passwd)
    assert_type(config.storage.files, tuple[File, ...])
    file = config.storage.files[0]
    assert_type(file.path, str)
    assert_type(file.mode, int | None)
    assert_type(file.overwrite, bool | None)
    assert_type(file.user, NodeUser)
    assert_type(file.contents, Resource)
    assert_type(file.contents.source, str | None)
    assert_type(config.passwd.users, tuple[PasswdUser, ...])
    assert_type(PasswdUser(name="core").groups, tuple[str, ...])


def test_making() -> None:
    file = File(path="/a", mode=420, contents=Resource(source="data:,"))
    config = ic.Config.of(Sections(ignition=Ignition(version="3.4.0"), storage=Storage(files=(file,))))
    assert_type(config, ic.Config)
    assert_type(Unit(name="a.service").enabled, bool | None)
    with pytest.raises(TypeError):
        File("/a")  # type: ignore[arg-type, call-arg]
    with pytest.raises(TypeError):
        File(path="/a", colour="red")  # type: ignore[call-arg]
    with pytest.raises(ic.InvalidInput, match=r"File\.mode must be an integer"):
        File(path="/a", mode="0644")  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        file.mode = 384  # type: ignore[misc]
    with pytest.raises(AttributeError):
        config.version = ic.SpecVersion("3.5.0")  # type: ignore[misc]


def test_judging() -> None:
    report = ic.validate(TEXT, source="user.ign", strict=True)
    assert_type(report, ic.Report)
    assert_type(ic.validate({"ignition": {}}), ic.Report)
    assert_type(report.is_fatal, bool)
    assert_type(report.entries, tuple[ic.Entry, ...])
    for entry in report:
        assert_type(entry, ic.Entry)
    entry = ic.Entry("error", "code", "message", "/a")
    assert_type(entry.severity, ic.Severity)
    assert_type(entry.pointer, ic.Pointer)
    assert_type(entry.source, str | None)
    assert_type(entry.line, int | None)
    assert_type(entry.column, int | None)
    with pytest.raises(ic.InvalidInput):
        ic.validate(5)  # type: ignore[arg-type]


def test_merging() -> None:
    config = ic.parse(TEXT)
    assert_type(ic.merge(config, config), ic.Config)
    assert_type(ic.merge_with_transcript(config, config), tuple[ic.Config, ic.Transcript])
    _, transcript = ic.merge_with_transcript(config, config)
    for mapping in transcript:
        assert_type(mapping, ic.Mapping)
        assert_type(mapping.source, ic.Pointer)
        assert_type(mapping.target, ic.Pointer)
    translation = ic.translate(config, "3.5.0")
    assert_type(translation, ic.Translation)
    assert_type(translation.config, ic.Config)
    assert_type(translation.report, ic.Report)


def test_composing(tmp_path: Path) -> None:
    file = tmp_path / "user.ign"
    file.write_text(TEXT)
    composition = ic.compose(
        user=file, base=[TEXT, TEXT.encode(), ic.parse(TEXT)], default={"ignition": {}}, target="3.5.0"
    )
    assert_type(composition, ic.Composition)
    assert_type(ic.compose(user=None, base=TEXT), ic.Composition)
    assert_type(composition.config, ic.Config)
    assert_type(composition.report, ic.Report)
    assert_type(composition.layers, tuple[ic.Layer, ...])
    assert_type(composition.used_default, bool)
    assert_type(composition.to_json(), str)
    origin = composition.origin("/storage/files/0/path")
    assert_type(origin, ic.Origin)
    assert_type(origin.source, str)
    assert_type(origin.places, tuple[ic.Place, ...])
    with pytest.raises(ic.InvalidInput):
        ic.compose(user=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ic.compose(TEXT)  # type: ignore[call-arg]


def test_schemas_and_errors() -> None:
    assert_type(ic.schema("3.4.0", strict=True), dict[str, Any])
    try:
        ic.parse("{")
    except ic.InvalidConfig as error:
        assert_type(error.report, ic.Report)
    try:
        ic.parse("")
    except ic.NoConfig as error:
        assert_type(error.kind, str)
        assert_type(error.source, str | None)


def test_pointers() -> None:
    pointer = ic.Pointer("/a") / "b" / 0
    assert_type(pointer, ic.Pointer)
    assert_type(pointer.parent, ic.Pointer)
    assert_type(pointer.tokens, tuple[str, ...])
    assert_type(ic.Pointer.of("a", 0), ic.Pointer)
    with pytest.raises(ic.PointerNotFound):
        pointer.resolve({})
