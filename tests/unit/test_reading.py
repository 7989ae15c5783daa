"""Whatever a caller has as a config is read in one way: a path, bytes, text, a dict, a config, a document."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.documents.syntax import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable

TREE: dict[str, Any] = {
    "ignition": {"version": "3.4.0"},
    "storage": {"files": [{"path": "/a", "mode": 420}, {"path": "b"}]},
}
GOOD: dict[str, Any] = {"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core"}]}}
TEXT = json.dumps(TREE)
FORMS: list[Callable[[dict[str, Any]], Any]] = [
    json.dumps,
    lambda tree: json.dumps(tree).encode(),
    lambda tree: bytearray(json.dumps(tree).encode()),
    lambda tree: memoryview(json.dumps(tree).encode()),
    lambda tree: tree,
    ic.Config.from_dict,
    ic.read,
    lambda tree: ic.read(json.dumps(tree)),
]


@pytest.mark.parametrize("form", FORMS)
def test_every_kind_of_content_is_read_alike_everywhere(form: Callable[[dict[str, Any]], Any]) -> None:
    assert [(entry.code, entry.pointer) for entry in ic.validate(form(TREE))] == [
        ("path-relative", "/storage/files/1/path")
    ]
    config = ic.parse(form(GOOD))
    assert config == ic.Config.from_dict(GOOD)
    assert ic.read(form(GOOD)).config == ic.compose(user=form(GOOD)).config == config
    with pytest.raises(ic.InvalidConfig):
        ic.parse(form(TREE))


def test_a_path_is_read_and_names_the_document(tmp_path: Path) -> None:
    path = tmp_path / "user.ign"
    path.write_text(TEXT, encoding="utf-8")
    [entry] = ic.read(path).report
    assert (entry.source, entry.line, entry.column) == (str(path), 1, TEXT.index('"b"') + 1)
    assert ic.read(path, source="user").report.entries[0].source == "user"


def test_text_is_content_and_never_the_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("user.ign").write_text(TEXT, encoding="utf-8")
    [entry] = ic.read("user.ign").report
    assert entry.code == "invalid-json"
    assert "it looks like the name of a file: give pathlib.Path('user.ign') to read it" in entry.message


def test_text_that_is_a_url_is_not_fetched() -> None:
    [entry] = ic.read("https://example.com/user.ign").report
    assert "it looks like a URL: fetch it and give its bytes" in entry.message


def test_text_that_holds_a_url_but_is_no_path_gets_no_such_hint() -> None:
    [entry] = ic.read('{"a": http://example.com}').report
    assert "looks like" not in entry.message


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        (b"variant: flatcar\nversion: 1.0.0\n", "it looks like Butane"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\3", "the file is gzipped"),
    ],
)
def test_what_is_no_json_is_said_to_be_what_it_looks_like(raw: bytes, hint: str) -> None:
    [entry] = ic.read(raw).report
    assert hint in entry.message


@pytest.mark.parametrize("name", ["missing.ign", "a\0b", "."])
def test_a_file_that_cannot_be_read_is_an_error_with_its_name_and_the_reason(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for take in (ic.read, ic.parse, ic.validate, lambda path: ic.compose(user=path)):
        with pytest.raises(ic.UnusableFile, match="cannot be read: "):
            take(Path(name))


def test_a_file_without_an_end_is_read_to_the_bound_alone() -> None:
    [entry] = ic.read(Path("/dev/zero")).report
    assert entry.code == "too-large"
    assert f"{MAX_BYTES >> 20} MiB" in entry.message


@pytest.mark.parametrize("content", [None, 3, [], (), object(), {1: 2}, {"a": object()}])
def test_what_cannot_hold_a_config_is_an_error_of_the_caller(content: Any) -> None:
    for take in (ic.read, ic.parse, ic.validate):
        with pytest.raises(ic.InvalidInput):
            take(content)


def test_a_document_travels_to_other_processes_with_all_it_knows() -> None:
    for content in (TEXT, TREE, ic.Config.from_dict(TREE), b"#cloud-config"):
        document = ic.read(content, source="user.ign")
        again: ic.Document = pickle.loads(pickle.dumps(document))  # noqa: S301
        assert (again.kind, again.source, again.version) == (document.kind, document.source, document.version)
        assert again.report == document.report
        assert again.config == document.config
        assert again.dialect is document.dialect
        if document.is_config:
            assert ic.compose(base=GOOD, user=GOOD).config == ic.Config.from_dict(GOOD)


def test_a_composition_travels_to_other_processes_with_all_it_knows() -> None:
    base = {"ignition": {"version": "3.0.0"}, "passwd": {"users": [{"name": "core", "shell": "/bin/sh"}]}}
    done = ic.compose(base=json.dumps(base), user=json.dumps(GOOD))
    for touch in (lambda _: None, lambda one: one.account, lambda one: one.report, lambda one: one.origin("/passwd")):
        touch(done)
        again: ic.Composition = pickle.loads(pickle.dumps(done))  # noqa: S301
        assert (again.config, again.report, again.account) == (done.config, done.report, done.account)
        assert again.origin("/passwd/users/0/shell") == done.origin("/passwd/users/0/shell")


def test_a_strict_verdict_does_not_change_a_document_that_was_read() -> None:
    document = ic.read('{"ignition": {"version": "3.4.0"}, "zz": 1}')
    before = document.report
    assert ic.validate(document, strict=True).is_fatal
    assert document.report is before
    assert not before.is_fatal


def test_documents_are_merged_and_translated_as_their_configs_are() -> None:
    below, above = ic.read(json.dumps(GOOD)), ic.read(GOOD)
    assert ic.merge(below, above) == ic.Config.from_dict(GOOD)
    assert ic.merge_with_transcript(below, above)[0] == ic.Config.from_dict(GOOD)
    assert ic.translate(below, "3.5.0").config == ic.translate(ic.Config.from_dict(GOOD), "3.5.0").config


def test_what_translating_a_document_changes_is_reported_with_its_line() -> None:
    text = '{"ignition": {"version": "3.4.0"},\n "storage": {"files": [{"path": "/a",\n "mode": 2541}]}}'
    translation = ic.translate(ic.read(text, source="user.ign"), "3.6.0")
    [entry] = translation.report
    assert (entry.code, entry.source, entry.line) == ("masked-in-translation", "user.ign", 3)


@pytest.mark.parametrize("content", ["#cloud-config", "{"])
def test_documents_that_are_no_configs_cannot_be_merged_or_translated(content: str) -> None:
    document, config = ic.read(content), ic.Config.from_dict(GOOD)
    refusal = ic.NoConfig if content.startswith("#") else ic.InvalidConfig
    for act in (
        lambda: ic.merge(document, config),
        lambda: ic.merge(config, document),
        lambda: ic.merge_with_transcript(document, config),
        lambda: ic.translate(document, "3.5.0"),
    ):
        with pytest.raises(refusal):
            act()
    with pytest.raises(ic.InvalidInput, match="make one with parse"):
        ic.merge(GOOD, config)  # type: ignore[arg-type]
