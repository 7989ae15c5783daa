"""Offsets to lines and columns, and pointers to offsets."""

from __future__ import annotations

import json
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ignition_compose.documents import positions
from ignition_compose.documents.positions import Lines, locate, tokens_of, walk
from ignition_compose.documents.syntax import scan
from ignition_compose.fast.outline import Outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.report import Tokens

RAW = b'{\n  "a": [1, {"b": null}],\n  "c": "x"\n}\n'


@given(st.lists(st.sampled_from([b"\n", b"x", b"\r", b"\xc3\xa4", b"\n" * 3, b"y" * 5])).map(b"".join))
def test_a_line_is_one_more_than_the_newlines_before_and_a_column_counts_bytes(raw: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(positions, "_BLOCK", 4)
        lines = Lines(raw)
        for offset in range(len(raw) + 1):
            before = raw[:offset]
            assert lines.at(offset) == (before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))


def test_a_document_of_many_blocks_is_counted_through() -> None:
    raw = (b"x" * 9_999 + b"\n") * 10
    lines = Lines(raw)
    assert lines.at(0) == (1, 1)
    assert lines.at(9_999) == (1, 10_000)
    assert lines.at(10_000) == (2, 1)
    assert lines.at(99_999) == (10, 10_000)
    assert lines.at(100_000) == (11, 1)


@pytest.mark.parametrize(
    ("tokens", "name", "at"),
    [
        ((), False, b"{"),
        (("a",), False, b"["),
        (("a", 0), False, b'"a": ['),
        (("a", 1), False, b"[1, {"),
        (("a", 1, "b"), False, b'"b": '),
        (("a",), True, b"{\n  "),
        (("c",), True, b"}],\n  "),
        (("c",), False, b'"c": '),
    ],
)
def test_a_value_starts_behind_its_bracket_or_at_its_first_byte(tokens: Tokens, name: bool, at: bytes) -> None:  # noqa: FBT001
    assert RAW[: locate(scan(RAW), tokens, name=name)].endswith(at)


SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["", "a", "b", '"', "\n"]), inner),
    max_leaves=12,
)
PLACES = st.lists(st.tuples(st.lists(st.sampled_from(["", "a", "b", '"', "\n", "x", 0, 1, 2, 9])), st.booleans()))


@given(VALUES, PLACES, st.sampled_from([None, 0, 2]), st.booleans())
def test_an_outline_locates_what_the_nodes_locate(value: Any, places: Any, indent: int | None, is_ascii: bool) -> None:  # noqa: FBT001
    raw = f" {json.dumps(value, indent=indent, ensure_ascii=is_ascii)}\n".encode("utf-8", "replace")
    outline, root = Outline(raw), scan(raw)
    places += [(tokens_of(way), name) for _, way in walk(root) for name in (True, False)]
    for tokens, name in places:
        assert outline.locate(tokens, name=name) == locate(root, tokens, name=name)
    assert pickle.loads(pickle.dumps(outline)).locate(("a",)) == outline.locate(("a",))  # noqa: S301 - our own


@pytest.fixture
def switching() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-7)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("switching")
def test_threads_may_share_an_outline() -> None:
    many = 5_000
    raw = json.dumps([{"a": number} for number in range(many)]).encode()
    outline, alone = Outline(raw), Outline(raw)
    expected = [alone.locate((index, "a")) for index in range(many)]
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda part: [outline.locate((index, "a")) for index in range(part, many, 8)], range(8))
        assert list(found) == [expected[part::8] for part in range(8)]


@pytest.mark.parametrize("tokens", [("a", 7), ("a", "b"), ("a", 9, "x")])
def test_what_is_not_there_is_located_at_the_deepest_value_on_the_way(tokens: Tokens) -> None:
    assert locate(scan(RAW), tokens) == locate(scan(RAW), ("a",))


def test_of_members_with_one_name_the_last_is_located() -> None:
    raw = b'{"a": 1, "a": 2}'
    assert locate(scan(raw), ("a",)) == raw.index(b"2")
    assert locate(scan(raw), ("a",), name=True) == raw.rindex(b'"a"')
