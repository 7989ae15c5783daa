from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic

DOCUMENT = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
    "~1": 9,
    "0": {"0": "zero"},
}

TOKENS = st.lists(st.text() | st.integers(0, 99), max_size=5)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", DOCUMENT),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/e^f", 3),
        ('/k"l', 6),
        ("/ ", 7),
        ("/m~0n", 8),
        ("/~01", 9),
        ("/0/0", "zero"),
    ],
)
def test_a_pointer_leads_where_rfc_6901_says(text: str, value: Any) -> None:
    assert ic.Pointer(text).resolve(DOCUMENT) == value


@pytest.mark.parametrize("text", ["foo", "#/foo", "/~", "/~2", "/a~", "/~~", "//~x"])
def test_what_is_no_pointer_is_refused(text: str) -> None:
    with pytest.raises(ic.InvalidPointer):
        ic.Pointer(text)


@pytest.mark.parametrize("text", ["/bar", "/foo/2", "/foo/-", "/foo/01", "/foo/bar", "/a~1b/x", "/foo/0/0", "/0/1"])
def test_what_leads_to_nothing_says_so(text: str) -> None:
    with pytest.raises(ic.PointerNotFound):
        ic.Pointer(text).resolve(DOCUMENT)


@given(TOKENS)
def test_the_tokens_of_a_pointer_are_those_it_was_made_of(tokens: list[str | int]) -> None:
    pointer = ic.Pointer.of(*tokens)
    assert pointer.tokens == tuple(map(str, tokens))
    assert ic.Pointer(pointer) == pointer


@given(TOKENS, st.text() | st.integers(0, 9))
def test_the_parent_of_a_child_is_the_pointer_itself(tokens: list[str | int], token: str | int) -> None:
    pointer = ic.Pointer.of(*tokens)
    assert (pointer / token).parent == pointer
    assert (pointer / token).tokens[-1] == str(token)


def test_the_root_is_its_own_parent() -> None:
    assert ic.Pointer().parent == ic.Pointer() == ""
    assert ic.Pointer().tokens == ()


@given(TOKENS)
def test_a_pointer_is_its_text(tokens: list[str | int]) -> None:
    pointer = ic.Pointer.of(*tokens)
    assert str(pointer) == pointer
    assert type(str(pointer)) is str
    assert hash(pointer) == hash(str(pointer))
    assert repr(pointer) == f"Pointer({str(pointer)!r})"


@given(TOKENS)
def test_a_pointer_survives_pickle_and_copies(tokens: list[str | int]) -> None:
    pointer = ic.Pointer.of(*tokens)
    for again in (pickle.loads(pickle.dumps(pointer)), copy.copy(pointer), copy.deepcopy(pointer)):  # noqa: S301
        assert again == pointer
        assert isinstance(again, ic.Pointer)


def test_a_pointer_takes_no_attributes() -> None:
    with pytest.raises(AttributeError):
        ic.Pointer("/a").name = 1  # type: ignore[attr-defined]
