"""
Pointer to line and column, as the reference reports them; computed only when there is an entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from ignition_compose.pointer import Pointer
from ignition_compose.report import Entry, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.report import Finding

Way = tuple["Way", str | int] | None
"""How to come to a value: the way to what holds it, and the last token. Values share it, however deep they lie."""

_BLOCK: Final = 1 << 12


class Lines:
    r"""
    Where the lines of a document begin.

    Args:
        raw: The document.

    Examples:
        >>> Lines(b"ab\ncd").at(4)
        (2, 2)
    """

    def __init__(self, raw: bytes) -> None:
        # For each block, the newlines before it and where its first line began: a list of every line
        # would be many times as large as a document of nothing but newlines.
        blocks = []
        count = start = 0
        for at in range(0, len(raw) + 1, _BLOCK):
            blocks.append((count, start))
            count += raw.count(b"\n", at, at + _BLOCK)
            start = raw.rfind(b"\n", at, at + _BLOCK) + 1 or start
        self._raw = raw
        self._blocks = blocks

    def at(self, offset: int) -> tuple[int, int]:
        """
        The line and the column in bytes of *offset*, both from 1.
        """
        block = min(offset // _BLOCK, len(self._blocks) - 1)
        count, start = self._blocks[block]
        count += self._raw.count(b"\n", block * _BLOCK, offset)
        start = self._raw.rfind(b"\n", block * _BLOCK, offset) + 1 or start
        return count + 1, offset - start + 1


def locate(root: JsonValue, tokens: Sequence[str | int], *, name: bool = False) -> int:
    """
    The offset of the value that *tokens* lead to, or of the deepest value on the way that exists.

    Args:
        root: The document.
        tokens: Member names and list indexes, from the root down.
        name: Whether the place of the last member's name is meant, not of its value.

    Returns:
        An offset in bytes. Mirrors ``report.Correlate`` and ``getDeepestNode`` of coreos/vcontext.
    """
    node = root
    for depth, token in enumerate(tokens):
        if node.kind == "object" and isinstance(token, str):
            member = node.members.get(token)
            if member is None:
                break
            if name and depth == len(tokens) - 1:
                return member.start
            node = member.node
        elif node.kind == "array" and isinstance(token, int) and token < len(node.value):
            node = node.value[token]
        else:
            break
    return node.start


def walk(root: JsonValue) -> Iterator[tuple[JsonValue, Way]]:
    """
    Every value of a document in its order, without recursion, and the way there.

    Args:
        root: The document.

    Examples:
        >>> from ignition_compose.documents.syntax import scan
        >>> [tokens_of(way) for _, way in walk(scan(b'{"a": [1]}'))]
        [(), ('a',), ('a', 0)]
    """
    todo: list[tuple[JsonValue, Way]] = [(root, None)]
    while todo:
        node, way = todo.pop()
        yield node, way
        if node.kind == "object":
            todo += [(member.node, (way, member.name)) for member in reversed(node.value)]
        elif node.kind == "array":
            todo += [(node.value[index], (way, index)) for index in range(len(node.value) - 1, -1, -1)]


def tokens_of(way: Way) -> tuple[str | int, ...]:
    """
    The tokens along a way, from the root down.
    """
    tokens: list[str | int] = []
    while way is not None:
        way, token = way
        tokens.append(token)
    return tuple(reversed(tokens))


class Locate(Protocol):
    """
    A function that tells the offset of the value at a place, or of its name, None where there is no text.
    """

    def __call__(self, tokens: Sequence[str | int], *, name: bool = False) -> int | None:
        """
        The arguments are those of `locate`.
        """


def report_of(
    findings: Iterable[Finding],
    *,
    source: str | None = None,
    raw: bytes | None = None,
    locate: Locate | None = None,
) -> Report:
    """
    Findings as a report, each at its line and column where the text is at hand.

    Args:
        findings: What was found.
        source: The name of the document.
        raw: The document.
        locate: Tells the offset of a place in it; without it only findings with an offset get a line.

    Returns:
        The report, in the findings' order.
    """
    lines: Lines | None = None
    entries = []
    for finding in findings:
        offset = finding.offset
        if offset is None and locate is not None:
            offset = locate(finding.tokens, name=finding.at_name)
        line, column = None, None
        if offset is not None and raw is not None:
            lines = lines or Lines(raw)
            line, column = lines.at(offset)
        pointer = Pointer.of(*finding.tokens)
        entries.append(Entry(finding.severity, finding.code, finding.message, pointer, source, line, column))
    return Report(entries)
