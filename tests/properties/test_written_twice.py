"""An origin is where the value was written, also where a section is there twice, or in another case."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.documents.config import held
from ignition_compose.testing import configs
from tests.properties.trees import leaves

if TYPE_CHECKING:
    from collections.abc import Callable

CASES: st.SearchStrategy[Callable[[str], str]] = st.sampled_from([str, str.upper, str.title, str.swapcase])


@st.composite
def written_twice(draw: st.DrawFn) -> str:
    """The text of a document that has the members of several configs, as they come."""
    trees = draw(st.lists(configs("3.4.0"), min_size=2, max_size=3))

    def write(value: Any, *others: Any) -> str:
        if isinstance(value, list):
            return f"[{', '.join([write(item) for item in value])}]"
        if not isinstance(value, dict):
            return json.dumps(value)
        members = [(name, item) for tree in (value, *others) for name, item in tree.items()]
        return f"{{{', '.join([f'{json.dumps(draw(CASES)(name))}:{write(item)}' for name, item in members])}}}"

    return write(*trees)


def value_at(text: str, line: int, column: int) -> Any:
    """What is written at a place."""
    written = text.encode().split(b"\n")[line - 1][column - 1 :]
    return json.JSONDecoder().raw_decode(written.decode())[0]


@settings(max_examples=30)
@given(written_twice())
def test_the_place_of_a_value_is_where_it_was_written(text: str) -> None:
    document = ic.read(text)
    if document.config is None:
        return
    for pointer, value in leaves(held(document.config)):
        place = document.where(pointer)
        assert place is not None
        assert value_at(text, *place) == value, pointer


def test_what_the_first_of_two_sections_has_alone_comes_from_there() -> None:
    text = (
        '{"ignition": {"version": "3.4.0"},\n'
        ' "passwd": {"users": [{"name": "core", "groups": ["sudo"]}]},\n'
        ' "passwd": {"users": [{"name": "guest"}]}}'
    )
    composition = ic.compose(user=text)
    assert composition.origin("/passwd/users/0/groups/0").line == 2
    assert composition.origin("/passwd/users/0/name").line == 3


def test_a_section_in_another_case_is_where_it_was_written() -> None:
    text = '{"ignition": {"version": "3.4.0"},\n "Storage": {"files": [\n{"PATH": "/a"}]}}'
    origin = ic.compose(user=text).origin("/storage/files/0/path")
    assert (origin.line, origin.column) == (3, 10)
