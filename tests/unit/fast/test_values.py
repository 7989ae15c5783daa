"""Values are read quickly where no member is repeated, whatever the layout, and not at all otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ignition_compose.documents.syntax import scan
from ignition_compose.fast.values import values_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.documents.syntax import JsonValue

ONCE = {"a": {"b": [1, "é\n", True], "c": {}}, "d": []}
LAYOUTS: dict[str, Callable[[Any], str]] = {
    "compact": lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False),
    "compact with escapes": lambda value: json.dumps(value, separators=(",", ":")),
    "with blanks": json.dumps,
    "indented by two": lambda value: json.dumps(value, indent=2, ensure_ascii=False),
    "indented by four": lambda value: json.dumps(value, indent=4),
    "indented by tabs": lambda value: json.dumps(value, indent="\t"),
}


@pytest.fixture(params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> Callable[[Any], str]:
    return LAYOUTS[request.param]


@pytest.mark.parametrize("end", ["", "\n", "\n\n", " "])
def test_a_text_without_repeated_members_is_read_in_every_layout(layout: Callable[[Any], str], end: str) -> None:
    assert values_of((layout(ONCE) + end).encode()) == ONCE


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("name", ["a", "b"])
def test_a_repeated_member_is_found_in_every_layout(layout: Callable[[Any], str], name: str, end: str) -> None:
    text = layout({"a": {"b": 1, "~": 1}, "~~": 2}).replace('"~~"', '"a"').replace('"~"', f'"{name}"') + end
    if name == "a":
        text = text.replace('"b"', '"a"', 1)
    assert values_of(text.encode()) is None


@pytest.mark.parametrize(
    "raw", [b"", b"{", b'{"a":1}x', b'{"a":NaN}', b'{"a":"\xff"}', b'{"a":\t01}', b"\xef\xbb\xbf{}"]
)
def test_what_is_no_json_has_no_values(raw: bytes) -> None:
    assert values_of(raw) is None


@pytest.mark.parametrize("depth", [300, 1_100, 100_000])
def test_what_is_nested_too_deep_has_no_values(depth: int) -> None:
    assert values_of(b'{"a":' * depth + b"1" + b"}" * depth) is None
    assert values_of(b'{"a": ' + b"[" * depth + b"]" * depth + b"}") is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "é"]), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["a", "b"]), VALUES), st.sampled_from(list(LAYOUTS)))
def test_values_are_those_of_the_nodes(value: dict[str, Any], layout: str) -> None:
    raw = LAYOUTS[layout](value).encode("utf-8", "replace")
    assert values_of(raw) == plain(scan(raw))


def plain(node: JsonValue) -> Any:
    """The value of a node, exactly."""
    match node.kind:
        case "object":
            return {member.name: plain(member.node) for member in node.value}
        case "array":
            return [plain(item) for item in node.value]
        case "number":
            return int(node.value)
        case "null":
            return None
    return node.value
