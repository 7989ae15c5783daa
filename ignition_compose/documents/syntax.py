"""
JSON text to nodes that know where they stand, with the reference's idea of what JSON is.

The reference reads a document twice: Go's ``encoding/json`` decides whether it is JSON and fills the
config, and a fork of it notes where each value stands. Both views are here, in one pass.
The scan keeps its own stack, so depth is bounded by a number and never by the interpreter.
"""

from __future__ import annotations

import re
from json.decoder import scanstring  # type: ignore[attr-defined]

from ignition_compose.golang.text import decode_utf8, replace_surrogates
from ignition_compose.patterns import pattern
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Final, Literal, TypeAlias

JsonKind: TypeAlias = 'Literal["object", "array", "string", "number", "boolean", "null"]'

MAX_DEPTH: Final = 10_000
"""Objects and lists within each other; the limit of Go's decoder."""

MAX_BYTES: Final = 64 << 20
"""The size of a document. The reference has no such limit; no platform hands over a fraction of it."""

MAX_VALUES: Final = 2_000_000
"""The values in a document, a bound on memory. The reference has no such limit."""

# A pattern that also matches nothing always matches.
_space: Callable[[bytes, int], re.Match[bytes]] = re.compile(rb"[ \t\n\r]*").match  # type: ignore[assignment]
# Possessive, for a group that may give back what it took keeps a note on each of its steps: 50 to 100 bytes.
_STRING = re.compile(rb'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*+)*+"')
_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_NUMBER_START = pattern(rb"-?(?:(?:0|[1-9][0-9]*)(?:\.(?:[0-9]+(?:[eE][+-]?[0-9]*)?)?|[eE][+-]?[0-9]*)?)?")
_STRING_START = pattern(
    rb'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*+)*+(?:\\(?:u[0-9A-Fa-f]{0,3})?)?'
)
_WORDS: Final[dict[int, tuple[bytes, JsonKind, bool | None]]] = {
    ord("t"): (b"true", "boolean", True),
    ord("f"): (b"false", "boolean", False),
    ord("n"): (b"null", "null", None),
}


class JsonSyntaxError(Exception):
    """
    The text is not JSON.

    Args:
        problem: What is wrong.
        offset: How many bytes were read when it showed, the offending one included.
    """

    def __init__(self, problem: str, offset: int) -> None:
        super().__init__(problem, offset)
        self.problem = problem
        self.offset = offset


class TooLargeError(JsonSyntaxError):
    """
    The text is larger than what is read here, and may be JSON.
    """


class JsonValue:
    """
    One value of a document.

    Attributes:
        kind: The JSON type.
        value: The members of an object, the nodes of a list, a string, a number's text, or a boolean.
        start: The offset the reference calls the value's start: for objects and lists, behind the bracket.
        end: The offset behind it.
    """

    __slots__ = ("_index", "end", "kind", "start", "value")

    def __init__(self, kind: JsonKind, value: Any, start: int, end: int = 0) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self._index: dict[str, Member] | None = None

    def __repr__(self) -> str:
        return f"<{self.kind} at byte {self.start}>"

    @property
    def members(self) -> dict[str, Member]:
        """
        The members of an object by name; of several with one name, the last.
        """
        if self._index is None:
            self._index = {member.name: member for member in self.value}
        return self._index


class Member(NamedTuple):
    """
    One member of an object: its name, the offset of the name, its value.
    """

    name: str
    start: int
    node: JsonValue


def flattened(root: JsonValue) -> list[tuple[Any, ...]]:
    """
    A document as one list, which can be written and copied however deep it is.

    Args:
        root: The document.

    Examples:
        >>> flattened(scan(b'[1]'))
        [('array', 1, 1, 3, '', 0), ('number', '1', 1, 2, '', 0)]
    """
    flat: list[tuple[Any, ...]] = []
    todo: list[tuple[JsonValue, str, int]] = [(root, "", 0)]
    while todo:
        node, name, at = todo.pop()
        held: Any = len(node.value) if node.kind in ("object", "array") else node.value
        flat.append((node.kind, held, node.start, node.end, name, at))
        if node.kind == "object":
            todo += [(member.node, member.name, member.start) for member in reversed(node.value)]
        elif node.kind == "array":
            todo += [(item, "", 0) for item in reversed(node.value)]
    return flat


def unflattened(flat: Iterable[tuple[Any, ...]]) -> JsonValue:
    """
    The document of what `flattened` made of it.

    Examples:
        >>> unflattened(flattened(scan(b'{"a": [1]}'))).members["a"].node.value[0].value
        '1'
    """
    made: list[Member] = []
    for kind, held, start, end, name, at in reversed([*flat]):
        value = held
        if kind in ("object", "array"):
            within = [made.pop() for _ in range(held)]
            value = within if kind == "object" else [member.node for member in within]
        made.append(Member(name, at, JsonValue(kind, value, start, end)))
    return made[0].node


def scan(raw: bytes) -> JsonValue:  # noqa: C901, PLR0912, PLR0915 - one loop, so that depth costs no stack
    """
    Read one JSON document.

    Args:
        raw: The text, as bytes.

    Returns:
        The node of the whole document.

    Raises:
        JsonSyntaxError: At the first byte that is not JSON, as Go's ``json.checkValid``.

    Examples:
        >>> scan(b'{"a": [1]}').members["a"].node
        <array at byte 7>
    """
    space, length, left = _space, len(raw), MAX_VALUES
    if length > MAX_BYTES:
        msg = f"the document has more than {MAX_BYTES >> 20} MiB, which are not read here; Ignition has no limit"
        raise TooLargeError(msg, 0)
    at = space(raw, 0).end()
    root: JsonValue | None = None
    stack: list[JsonValue] = []
    name, name_start = "", 0
    while True:
        # A value begins at `at`.
        left -= 1
        if left < 0:
            msg = f"the document holds more than {MAX_VALUES} values, which are not read here; Ignition has no limit"
            raise TooLargeError(msg, at)
        if at >= length:
            raise _unexpected(raw, at, "where a value should begin")
        byte = raw[at]
        if byte in b"{[":
            node = JsonValue("object" if byte == ord("{") else "array", [], at + 1)
            if len(stack) >= MAX_DEPTH:
                msg = f"objects and lists are nested more than {MAX_DEPTH} deep"
                raise JsonSyntaxError(msg, at + 1)
        else:
            node = _scalar(raw, at, byte)
        if not stack:
            root = node
        elif stack[-1].kind == "array":
            stack[-1].value.append(node)
        else:
            stack[-1].value.append(Member(name, name_start, node))
        if node.kind in ("object", "array"):
            stack.append(node)
            at = space(raw, at + 1).end()
            closing = b"}" if node.kind == "object" else b"]"
            if raw[at : at + 1] == closing:
                at += 1
                stack.pop().end = at
            elif node.kind == "object":
                name, name_start, at = _name(raw, at, "where a member's name should begin")
                continue
            else:
                continue
        else:
            at = node.end
        # A value ended before `at`: close what ends here, or go on to the next value.
        while stack:
            at = space(raw, at).end()
            top, sign = stack[-1], raw[at : at + 1]
            if sign == (b"}" if top.kind == "object" else b"]"):
                at += 1
                stack.pop().end = at
                continue
            if sign != b",":
                context = "after a member of an object" if top.kind == "object" else "after an item of a list"
                raise _unexpected(raw, at, context)
            at = space(raw, at + 1).end()
            if top.kind == "object":
                name, name_start, at = _name(raw, at, "where a member's name should begin")
            break
        else:
            break
    at = space(raw, at).end()
    if at < length:
        raise _unexpected(raw, at, "after the document's end")
    assert root is not None
    return root


def _name(raw: bytes, at: int, context: str) -> tuple[str, int, int]:
    """
    The member name at *at*, where it starts, and where its value begins.
    """
    if raw[at : at + 1] != b'"':
        raise _unexpected(raw, at, context)
    node = _string(raw, at)
    colon = _space(raw, node.end).end()
    if raw[colon : colon + 1] != b":":
        raise _unexpected(raw, colon, "after a member's name")
    return node.value, at, _space(raw, colon + 1).end()


def _scalar(raw: bytes, at: int, byte: int) -> JsonValue:
    if byte == ord('"'):
        return _string(raw, at)
    if byte in _WORDS:
        word, kind, value = _WORDS[byte]
        if raw.startswith(word, at):
            return JsonValue(kind, value, at, at + len(word))
        wrong = next(i for i, expected in enumerate(word) if raw[at + i : at + i + 1] != bytes([expected]))
        raise _unexpected(raw, at + wrong, f"in the word {word.decode()}")
    if byte in b"-0123456789":
        found = _NUMBER.match(raw, at)
        # Only where one of these follows can a number have begun that does not end.
        if found is None or raw[found.end() : found.end() + 1] in (b".", b"e", b"E"):
            started = _NUMBER_START.match(raw, at)
            assert started is not None
            if found is None or started.end() > found.end():
                raise _unexpected(raw, started.end(), "in a number")
        return JsonValue("number", found.group().decode(), at, found.end())
    raise _unexpected(raw, at, "where a value should begin")


def _string(raw: bytes, at: int) -> JsonValue:
    found = _STRING.match(raw, at)
    if found is None:
        started = _STRING_START.match(raw, at)
        assert started is not None
        raise _unexpected(raw, started.end(), "in a string")
    text = found.group()
    if b"\\" in text:
        decoded, _ = scanstring(decode_utf8(text), 1)
        return JsonValue("string", replace_surrogates(decoded), at, found.end())
    return JsonValue("string", decode_utf8(text[1:-1]), at, found.end())


def _unexpected(raw: bytes, at: int, context: str) -> JsonSyntaxError:
    if at >= len(raw):
        return JsonSyntaxError("the document ends too early", len(raw))
    byte = raw[at]
    if raw.startswith(b"\xef\xbb\xbf") and at == 0:
        return JsonSyntaxError("the document begins with a byte order mark; save it without one", at + 1)
    if at == 0 and raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return JsonSyntaxError("the document is UTF-16; save it as UTF-8", at + 1)
    shown = repr(chr(byte)) if chr(byte).isascii() and chr(byte).isprintable() else f"byte 0x{byte:02x}"
    return JsonSyntaxError(f"unexpected {shown} {context}", at + 1)
