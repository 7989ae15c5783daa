"""
Trees written as JSON with everything that Go's decoder puts up with, or trips over.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.testing.trees import Draw

_SPACES: Final = ("", " ", "\n", "\t", "\r\n", "  \n ")
_STRANGE_NAMES: Final = ("", "x", "Path", "path ", "mode\0", "é", "ignition", "null")
_STRANGE_VALUES: Final[tuple[Any, ...]] = (
    None,
    0,
    "",
    [],
    {},
    [{}],
    [None],
    {"a": [1.5, {"b": None}]},
    "\ud800",
    1e400,
)
_STRANGE_NUMBERS: Final = (b"1.0", b"1e3", b"-0", b"01", b"1.", b".5", b"-", b"9223372036854775808", b"1E+2", b"0x1")
_STRANGE_BYTES: Final = (
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xe2\x82",
    b"\xf5\x80\x80\x80",
    b"\\u0000",
    b"\\ud800",
    b"\\ude00\\ud83d",
    b"\\ud83d\\ude00",
    b"\\/",
    b"\\u0041",
    b"\xe2\x80\xa8",
    b"\\x",
    b"\x01",
    b"\x7f",
)
_FOLDS: Final = {"k": "kK\u212a", "s": "sS\u017f"}
_AROUND: Final = (b"\xef\xbb\xbf", b"\0", b"\n", b" ", b",", b"{}", b"null", b"//", b"\xff")


class _Object:
    """
    An object as it will be written: members in order, names may repeat.
    """

    def __init__(self, members: list[tuple[str, Any]]) -> None:
        self.members = members


class Raw(bytes):
    """
    JSON text that is written as it is.
    """

    __slots__ = ()


def write(draw: Draw, tree: Any, *, oddities: int, mutations: int) -> bytes:
    """
    Write *tree* as JSON.

    Args:
        draw: Draws from a strategy.
        tree: The document.
        oddities: How many oddities at most.
        mutations: How many bytes at most are changed, added or taken away in the end.

    Returns:
        The text, which with mutations need not be JSON any more.
    """
    document = _open(tree)
    for _ in range(draw(st.integers(0, oddities))):
        draw(st.sampled_from(_ODDITIES))(draw, document)
    gap = draw(st.sampled_from(_SPACES))
    raw = b"".join(_pieces(document, gap.encode()))
    for _ in range(draw(st.integers(0, mutations))):
        raw = _mutate(draw, raw)
    return raw


def _open(value: Any) -> Any:
    if isinstance(value, dict):
        return _Object([(name, _open(item)) for name, item in value.items()])
    return [_open(item) for item in value] if isinstance(value, list) else value


def _copy(value: Any) -> Any:
    if isinstance(value, _Object):
        return _Object([(name, _copy(item)) for name, item in value.members])
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _pieces(value: Any, gap: bytes) -> list[bytes]:
    if isinstance(value, _Object):
        pieces = [b"{", gap]
        for index, (name, item) in enumerate(value.members):
            pieces += [b"," + gap if index else b"", _text(name), gap, b":", gap, *_pieces(item, gap)]
        return [*pieces, gap, b"}"]
    if isinstance(value, list):
        pieces = [b"[", gap]
        for index, item in enumerate(value):
            pieces += [b"," + gap if index else b"", *_pieces(item, gap)]
        return [*pieces, gap, b"]"]
    if isinstance(value, Raw):
        return [value]
    return [_text(value)]


def _text(value: Any) -> bytes:
    if isinstance(value, float):
        # Beyond what a float holds there is only Python's word for it, which is not JSON.
        return json.dumps(value).replace("Infinity", "1e400").encode()
    return json.dumps(value, ensure_ascii=_has_surrogate(value)).encode()


def _has_surrogate(value: Any) -> bool:
    return isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value)


def _objects(value: Any) -> list[_Object]:
    """
    Every object with members, the outermost first.
    """
    if isinstance(value, list):
        return [found for item in value for found in _objects(item)]
    if not isinstance(value, _Object):
        return []
    inner = [found for _, item in value.members for found in _objects(item)]
    return [value, *inner] if value.members else inner


def _pick(draw: Draw, document: Any) -> tuple[_Object, int]:
    """
    A member of some object, and its place there.
    """
    objects = _objects(document)
    if not objects:
        return _Object([("a", None)]), 0
    chosen: _Object = draw(st.sampled_from(objects))
    return chosen, draw(st.integers(0, len(chosen.members) - 1))


def _fold_name(draw: Draw, document: Any) -> None:
    holder, at = _pick(draw, document)
    name, value = holder.members[at]
    how = draw(st.sampled_from((str.upper, str.lower, str.title, None)))
    holder.members[at] = _fold_some(draw, name) if how is None else how(name), value


def _fold_some(draw: Draw, name: str) -> str:
    mask = draw(st.integers(1, 2 ** min(len(name), 24)))
    return "".join(
        [
            letter if not mask >> place & 1 else draw(st.sampled_from(_FOLDS.get(letter.lower(), letter.swapcase())))
            for place, letter in enumerate(name)
        ]
    )


def _put_null(draw: Draw, document: Any) -> None:
    holder, at = _pick(draw, document)
    name, value = holder.members[at]
    if isinstance(value, list) and value and draw(st.booleans()):
        value[draw(st.integers(0, len(value) - 1))] = None
    else:
        holder.members[at] = name, None


def _repeat_member(draw: Draw, document: Any) -> None:
    holder, at = _pick(draw, document)
    name, value = holder.members[at]
    again = draw(st.sampled_from(("same", "null", "less", "other")))
    if again == "null":
        value = None
    elif again == "less" and isinstance(value, list):
        value = value[: draw(st.integers(0, len(value)))]
    elif again == "less" and isinstance(value, _Object):
        value = _Object(value.members[: draw(st.integers(0, len(value.members)))])
    elif again == "other":
        other, place = _pick(draw, document)
        value = other.members[place][1]
    # A copy, or an object could come to hold itself.
    holder.members.insert(draw(st.integers(0, len(holder.members))), (name, _copy(value)))


def _add_member(draw: Draw, document: Any) -> None:
    holder, at = _pick(draw, document)
    name = draw(st.sampled_from(_STRANGE_NAMES))
    holder.members.insert(at, (name, _open(draw(st.sampled_from(_STRANGE_VALUES)))))


def _swap_value(draw: Draw, document: Any) -> None:
    holder, at = _pick(draw, document)
    holder.members[at] = holder.members[at][0], _open(draw(st.sampled_from(_STRANGE_VALUES)))


def _swap_number(draw: Draw, document: Any) -> None:
    numbers = [
        (holder, at)
        for holder in _objects(document)
        for at, (_, value) in enumerate(holder.members)
        if isinstance(value, int)
    ]
    holder, at = draw(st.sampled_from(numbers)) if numbers else _pick(draw, document)
    holder.members[at] = holder.members[at][0], Raw(draw(st.sampled_from(_STRANGE_NUMBERS)))


def _spoil_text(draw: Draw, document: Any) -> None:
    texts = [
        (holder, at)
        for holder in _objects(document)
        for at, (_, value) in enumerate(holder.members)
        if isinstance(value, str)
    ]
    if not texts:
        return
    holder, at = draw(st.sampled_from(texts))
    name, value = holder.members[at]
    written = _text(value)
    place = draw(st.integers(1, len(written) - 1))
    holder.members[at] = name, Raw(written[:place] + draw(st.sampled_from(_STRANGE_BYTES)) + written[place:])


def _escape_text(draw: Draw, document: Any) -> None:
    holder, at = _pick(draw, document)
    name, value = holder.members[at]
    if isinstance(value, str):
        units = value.encode("utf-16-be", "surrogatepass")
        escaped = "".join([f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2)])
        holder.members[at] = name, Raw(f'"{escaped}"'.encode())


def _reorder(draw: Draw, document: Any) -> None:
    holder, at = _pick(draw, document)
    holder.members.append(holder.members.pop(at))


_ODDITIES: Final[tuple[Callable[[Draw, Any], None], ...]] = (
    _reorder,
    _fold_name,
    _put_null,
    _repeat_member,
    _add_member,
    _escape_text,
    _spoil_text,
    _swap_number,
    _swap_value,
)


def _mutate(draw: Draw, raw: bytes) -> bytes:
    how = draw(st.sampled_from(("add", "drop", "change", "cut", "before", "after", "repeat")))
    at = draw(st.integers(0, len(raw)))
    end = at + draw(st.integers(1, 8))
    match how:
        case "add":
            return raw[:at] + bytes([draw(st.integers(0, 255))]) + raw[at:]
        case "drop":
            return raw[:at] + raw[end:]
        case "change":
            return raw[:at] + bytes([draw(st.integers(0, 255))]) + raw[at + 1 :]
        case "cut":
            return raw[:at]
        case "before":
            return b"".join([draw(st.sampled_from(_AROUND)), raw])
        case "after":
            return b"".join([raw, draw(st.sampled_from(_AROUND))])
    return raw[:end] + raw[at:]
