"""Whatever bytes it is given, the command answers with a verdict, and never with a traceback."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ignition_compose import reading
from tests.cli.command import call, run, write

EMPTY = b'{"ignition": {"version": "3.4.0"}, "x": %s}'


@pytest.mark.parametrize("depth", [9_000, 200_000])
def test_deep_nesting_is_judged(depth: int) -> None:
    # As a process, because what would fail is the interpreter's own stack.
    write("deep.ign", EMPTY % (b"[" * depth + b"]" * depth))
    done = run("validate", "deep.ign")
    assert done.code == (0 if depth < 10_000 else 1)
    assert "Traceback" not in done.err
    assert done.err.startswith("deep.ign:1:")


def test_a_file_that_is_too_large_is_refused_without_reading_all_of_it() -> None:
    with Path("huge.ign").open("wb") as file:
        file.write(b'{"')
        file.truncate(1 << 30)
    done = run("validate", "huge.ign")
    assert done.code == 3
    assert done.err.startswith("huge.ign:1:")
    assert "[too-large]" in done.err


@pytest.mark.parametrize(
    "content",
    [
        b"\0",
        b'{"ignition": \0}',
        b'\xef\xbb\xbf{"ignition": {"version": "3.4.0"}}',
        '{"ignition": {"version": "3.4.0"}}'.encode("utf-16"),
        b"\xff\xfe\xfd",
        b"[]",
        b"null",
        b"3",
        b'"text"',
        b'{"ignition": []}',
        b'{"ignition": {"version": 3.4}}',
        b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [[]]}}',
        b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": 1e999}]}}',
        b'{"ignition": {"version": "3.4.0"}}{}',
        gzip.compress(b'{"ignition": {"version": "3.4.0"}}', mtime=0),
        gzip.compress(b'{"ignition": {"version": "3.4.0"}}', mtime=0)[:-4],
    ],
    ids=range(16),
)
def test_odd_documents_are_refused_at_their_line(content: bytes) -> None:
    write("odd.ign", content)
    done = call("validate", "odd.ign")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("odd.ign:1:")
    assert ": error: " in done.err


@given(content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_get_a_verdict(content: bytes) -> None:
    for arguments in (["validate", "-"], ["compose", "--user", "-"], ["translate", "-", "--to", "3.6.0"]):
        done = call(*arguments, stdin=content)
        assert done.code in (0, 1)
        assert done.err.isascii() or done.err.replace("\n", "").isprintable()


@given(name=st.text(min_size=1), value=st.text())
def test_an_entry_is_one_line_of_printable_text_whatever_is_in_the_config(name: str, value: str) -> None:
    content = json.dumps({"ignition": {"version": "3.4.0"}, name: value}).encode()
    done = call("validate", "-", stdin=content)
    for line in done.err.splitlines():
        assert line.startswith("<stdin>:")
        assert line.isprintable()


def test_a_defect_of_the_program_shows_where_it_is_and_nothing_of_the_config(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        msg = "SECRET"
        raise RuntimeError(msg)

    # There is no input known that does this.
    monkeypatch.setattr(reading, "judge", fail)
    done = call("validate", "-", stdin=b"{}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "ignition-compose: this is a defect of ignition-compose, please report it: RuntimeError in "
    )
    assert "SECRET" not in done.err
    assert done.err.count("\n") == 1
