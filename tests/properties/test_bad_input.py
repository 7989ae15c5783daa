"""Whatever the input: only exceptions of this library escape, and time and memory stay bounded."""

from __future__ import annotations

import math
import time
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.checks.validation import judge
from ignition_compose.documents.syntax import MAX_BYTES, MAX_DEPTH
from ignition_compose.testing import config_bytes, configs
from tests.documents import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIG = {"ignition": {"version": "3.4.0"}}

RAW = st.one_of(
    st.binary(),
    config_bytes(mutations=8),
    st.binary().map(lambda junk: b'{"ignition": {"version": "3.4.0"}, ' + junk),
    st.sampled_from([b"#cloud-config", b"\x1f\x8b\x08", b"Content-Type: multipart/mixed\n"]).flatmap(
        lambda head: st.binary().map(lambda junk: head + junk)
    ),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
VALUES = st.one_of(
    JSON,
    st.builds(lambda junk: {**CONFIG, "storage": junk, "passwd": {"users": junk}}, JSON),
    st.builds(
        lambda junk, place: {**CONFIG, "storage": {"files": [{"path": "/a", place: junk}]}},
        JSON,
        st.sampled_from(["mode", "contents", "path", "user", "append", "x"]),
    ),
)
ODD_VALUES = st.sampled_from([{1}, b"", object(), math.nan, {1: 2}, (1,), range(2), 1j])


def attempt(act: Callable[[], Any]) -> Any:
    """The answer, or None where this library refused; any other exception fails the test."""
    try:
        return act()
    except ic.IgnitionComposeError as error:
        refused = error
    assert str(refused)
    return None


def every_act(raw: Any) -> None:
    report = attempt(lambda: ic.validate(raw))
    if isinstance(raw, bytes | str):
        assert report is not None, "validate never raises for bad content"
        config = attempt(lambda: ic.parse(raw))
        assert (config is None) == report.is_fatal
    attempt(lambda: ic.validate(raw, strict=True))
    attempt(lambda: ic.compose(user=raw, base=CONFIG))
    attempt(lambda: ic.compose(base=[raw], default=raw))
    attempt(lambda: ic.compose(user=raw, target="3.7.0-experimental"))


@given(RAW)
def test_bytes_never_raise_anything_else(raw: bytes) -> None:
    every_act(raw)


@given(st.one_of(st.text(st.characters()), RAW.map(lambda raw: raw.decode("utf-8", "surrogateescape"))))
def test_text_never_raises_anything_else(text: str) -> None:
    report = ic.validate(text)
    assert (attempt(lambda: ic.parse(text)) is None) == report.is_fatal
    attempt(lambda: ic.compose(user=text))


@given(VALUES)
def test_values_never_raise_anything_else(values: Any) -> None:
    attempt(lambda: ic.Config.from_dict(values))
    if isinstance(values, dict):
        every_act(values)


@given(ODD_VALUES)
def test_values_that_json_cannot_hold_never_raise_anything_else(value: Any) -> None:
    every_act(value)
    every_act({**CONFIG, "x": value})
    every_act({**CONFIG, "storage": {"files": value}})
    attempt(lambda: ic.Config.from_dict({**CONFIG, "systemd": {"units": [{"name": value}]}}))


@given(configs(), st.text() | st.integers() | st.none())
def test_versions_never_raise_anything_else(tree: dict[str, Any], version: Any) -> None:
    config = ic.Config.from_dict(tree)
    with pytest.raises(ic.UnknownVersion):
        ic.translate(config, version)
    with pytest.raises(ic.UnknownVersion):
        ic.compose(user=config, target=version if version is not None else "")
    with pytest.raises(ic.UnknownVersion):
        ic.schema(version)


@given(st.text())
def test_pointers_never_raise_anything_else(text: str) -> None:
    composition = ic.compose(user=CONFIG)
    attempt(lambda: composition.origin(text))
    attempt(lambda: ic.Pointer(text).resolve([CONFIG]))
    attempt(lambda: (ic.Pointer() / text).resolve([CONFIG]))


@pytest.mark.parametrize("token", ["9" * 5000, "-1", "01", "1_0", "²", "+0", " 0"])
def test_what_is_no_index_leads_to_nothing(token: str) -> None:
    with pytest.raises(ic.PointerNotFound):
        ic.Pointer(f"/{token}").resolve([1, 2])


@pytest.mark.parametrize("content", [None, 5, [], 1.5, object()])
def test_what_cannot_hold_a_config_is_not_read(content: Any) -> None:
    for reading in (ic.read, ic.parse, ic.validate):
        with pytest.raises(ic.InvalidInput, match="a config is given as"):
            reading(content)


@pytest.mark.parametrize("kind", [bytearray, memoryview])
def test_parse_takes_whatever_holds_bytes(kind: Callable[[bytes], Any]) -> None:
    assert ic.parse(kind(b'{"ignition": {"version": "3.4.0"}}')).version == "3.4.0"
    with pytest.raises(ic.NoConfig):
        ic.parse(kind(b""))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.ign", tmp_path / "a\0b"):
        with pytest.raises(ic.UnusableFile, match="cannot be read"):
            ic.parse(path)
        with pytest.raises(ic.UnusableFile):
            ic.compose(user=path)


def test_an_integer_that_python_does_not_print_is_an_entry() -> None:
    huge = 10**5000
    values = {**CONFIG, "storage": {"files": [{"path": "/a", "mode": -huge}]}}
    assert [(entry.code, entry.pointer) for entry in ic.validate(values)] == [("wrong-type", "/storage/files/0/mode")]
    assert not ic.validate({**CONFIG, "x": huge}).is_fatal


def test_values_that_hold_themselves_are_an_entry() -> None:
    loop: dict[str, Any] = dict(CONFIG)
    loop["storage"] = {"files": [loop]}
    assert [entry.code for entry in ic.validate(loop)] == ["invalid-json"]


def test_values_nested_too_deep_are_an_entry() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    assert [entry.code for entry in ic.validate({**CONFIG, "x": deep})] == ["invalid-json"]


@pytest.mark.parametrize("number", [80, 94, 95, 96, 97, 98, 99, 120])
def test_a_document_of_too_many_values_is_an_entry_whichever_way_it_is_read(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("documents.syntax", "documents.document"):
        monkeypatch.setattr(f"ignition_compose.{module}.MAX_VALUES", 100)
    values = ", ".join(['"a"'] * number)
    raw = f'{{"ignition": {{"version": "3.4.0"}}, "kernelArguments": {{"shouldExist": [{values}]}}}}'.encode()
    report = judge(read(raw))
    assert {entry.code for entry in report} == ({"duplicate"} if number <= 95 else {"too-large"})


# What is too large. A hundred million bytes are refused by their number, and the rest in bounded time.

TOO_LARGE = 100_000_000
NESTED = MAX_DEPTH - 1
GIANTS: dict[str, Callable[[], bytes]] = {
    "zeros": lambda: bytes(TOO_LARGE),
    "spaces": lambda: b" " * TOO_LARGE,
    "brackets": lambda: b"[" * TOO_LARGE,
    "newlines": lambda: b"\n" * TOO_LARGE,
    "header lines": lambda: b"a:\n" * (TOO_LARGE // 3),
    "one string": lambda: b'"' + b"a" * TOO_LARGE + b'"',
}


@pytest.mark.parametrize("name", GIANTS)
def test_a_file_of_100_mb_is_refused_in_bounded_time(name: str, tmp_path: Path) -> None:
    file = tmp_path / "giant.ign"
    file.write_bytes(GIANTS[name]())
    start = time.process_time()
    with pytest.raises(ic.UnsupportedConfig, match="64 MiB") as caught:
        ic.parse(file)
    assert time.process_time() - start < 10
    assert [entry.code for entry in caught.value.report] == ["too-large"]


@pytest.mark.parametrize("name", ["brackets", "newlines"])
def test_a_file_of_100_mb_is_refused_in_little_more_memory_than_it_may_have(name: str, tmp_path: Path) -> None:
    file = tmp_path / "giant.ign"
    file.write_bytes(GIANTS[name]())
    tracemalloc.start()
    with pytest.raises(ic.UnsupportedConfig):
        ic.parse(file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.5 * MAX_BYTES


SMALLER: dict[str, Callable[[], bytes]] = {
    "spaces": lambda: b" " * 5_000_000,
    "zeros": lambda: bytes(10_000_000),
    "brackets": lambda: b"[" * 5_000_000,
    "braces": lambda: b'{"a":' * 2_000_000,
    "a number of a million digits": lambda: b'{"ignition": {"version": "3.4.0"}, "x": ' + b"9" * 1_000_000 + b"}",
    "a mode of a million digits": lambda: (
        b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": ' + b"9" * 1_000_000 + b"}]}}"
    ),
    "an exponent of a million digits": lambda: b'{"ignition": {"version": "3.4.0"}, "x": 1e' + b"9" * 1_000_000 + b"}",
    "a fraction of a million digits": lambda: b'{"ignition": {"version": "3.4.0"}, "x": 0.' + b"9" * 1_000_000 + b"}",
    "a version of a million digits": lambda: b'{"ignition": {"version": "3.' + b"9" * 1_000_000 + b'.0"}}',
    "a version of a million zeros": lambda: b'{"ignition": {"version": "' + b"0" * 1_000_000 + b'3.4.0"}}',
    "a name of a million letters": lambda: b'{"ignition": {"version": "3.4.0"}, "' + b"a" * 1_000_000 + b'": 1}',
    "nested as deep as Go allows": lambda: (
        b'{"ignition": {"version": "3.4.0"}, "x": ' + b"[" * NESTED + b"]" * NESTED + b"}"
    ),
    "nested where a section belongs": lambda: (
        b'{"ignition": {"version": "3.4.0"}, "storage": ' + b"[" * NESTED + b"]" * NESTED + b"}"
    ),
    "nested too deep": lambda: (
        b'{"ignition": {"version": "3.4.0"}, "x": ' + b"[" * (NESTED + 1) + b"]" * (NESTED + 1) + b"}"
    ),
    "five thousand unknown members": lambda: (
        b'{"ignition": {"version": "3.4.0"}'
        + b"".join([b', "member-%d": 1' % number for number in range(5_000)])
        + b"}"
    ),
    "five thousand wrong types": lambda: (
        b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [' + b",".join([b"1"] * 5_000) + b"]}}"
    ),
    "five thousand relative paths": lambda: (
        b'{"ignition": {"version": "3.4.0"}, "storage": {"files": ['
        + b",".join([b'{"path": "a%d"}' % number for number in range(5_000)])
        + b"]}}"
    ),
    "five thousand duplicates": lambda: (
        b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [' + b",".join([b'{"path": "/a"}'] * 5_000) + b"]}}"
    ),
    "one member five thousand times": lambda: (
        b'{"ignition": {"version": "3.4.0"}' + b', "storage": {"files": []}' * 5_000 + b"}"
    ),
    "five thousand backslashes": lambda: b'{"ignition": {"version": "' + b"\\\\" * 5_000 + b'"}}',
    "a string that never ends": lambda: b'{"ignition": {"version": "3.4.0"}, "x": "' + b'\\"' * 1_000_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALLER)
def test_large_documents_take_bounded_time(name: str) -> None:
    raw = SMALLER[name]()
    start = time.process_time()
    report = ic.validate(raw, source="large.ign")
    assert (attempt(lambda: ic.parse(raw)) is None) == report.is_fatal
    attempt(lambda: ic.compose(user=raw, default=CONFIG))
    assert time.process_time() - start < 20, "this must not take a time that grows faster than the document"
    assert all(len(entry.message) < 1_000 for entry in report)
