"""Pointer to line and column, as the reference reports them; computed only when there is an entry."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ignition_compose.syntax import Node


class Lines:
    r"""Where the lines of a document begin.

    Args:
        raw: The document.

    Examples:
        >>> Lines(b"ab\ncd").at(4)
        (2, 2)
    """

    def __init__(self, raw: bytes) -> None:
        starts = [0]
        at = raw.find(b"\n")
        while at >= 0:
            starts.append(at + 1)
            at = raw.find(b"\n", at + 1)
        self._starts = starts

    def at(self, offset: int) -> tuple[int, int]:
        """The line and the column in bytes of *offset*, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def locate(root: Node, tokens: Sequence[str | int], *, name: bool = False) -> int:
    """The offset of the value that *tokens* lead to, or of the deepest value on the way that exists.

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
