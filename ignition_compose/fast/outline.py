"""
Where the values of a JSON text stand, found out only on the way to those that are asked for.

It is for text that is known to be JSON without repeated members, and with names in ASCII.
What lies beside the way is skipped by the scanner of `json`, which is compiled.
"""

from __future__ import annotations

import re
from json import JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Final

# A pattern that also matches nothing always matches.
_space: Callable[[str, int], re.Match[str]] = re.compile(r"[ \t\n\r]*").match  # type: ignore[assignment]


class Outline:
    """
    The places of a text's values.

    Args:
        raw: The text.

    Examples:
        >>> outline = Outline(b'{"a": [1, {"b": 2}]}')
        >>> outline.locate(("a", 1, "b")), outline.locate(("a", 1, "b"), name=True)
        (16, 11)
    """

    def __init__(self, raw: bytes) -> None:
        # One character for each byte, so that places in the text are places in the document.
        self._text = raw.decode("latin-1")
        self._root = _Value(self._text, _after_space(self._text, 0), 0)

    def locate(self, tokens: Sequence[str | int], *, name: bool = False) -> int:
        """
        The offset of the value that *tokens* lead to; the arguments are those of `positions.locate`, and the answer.
        """
        value = self._root
        for depth, token in enumerate(tokens):
            inner = value.inner(token)
            if inner is None:
                break
            if name and depth == len(tokens) - 1 and isinstance(token, str):
                return inner.name_at
            value = inner
        return value.start

    def __reduce__(self) -> tuple[type[Outline], tuple[bytes]]:
        return Outline, (self._text.encode("latin-1"),)


class _Value:
    """
    One value: where it stands, where its member's name stands, and the values in it that were found so far.
    """

    __slots__ = ("_found", "_rest", "_text", "name_at", "start")

    def __init__(self, text: str, at: int, name_at: int) -> None:
        kind = text[at]
        self.name_at = name_at
        self.start = at + 1 if kind in "{[" else at
        self._text = text
        self._found: dict[str | int, _Value] = {}
        # How many values were found, and where the last of them begins, or the bracket; None if all were.
        self._rest: tuple[int, int] | None = (0, at) if kind in "{[" else None

    def inner(self, token: str | int) -> _Value | None:
        """
        The member or the item that *token* names, None if there is none.
        """
        # Each thread goes on from where one had come to, and what was found first stays: they need no lock.
        rest = before = self._rest
        while rest is not None and token not in self._found:
            rest = self._read_next(*rest)
        if rest is not before:
            self._rest = rest
        return self._found.get(token)

    def _read_next(self, number: int, last: int) -> tuple[int, int] | None:
        text = self._text
        at = _after_space(text, _SKIP(text, last)[1] if number else last + 1)
        if text[at] == ",":
            at = _after_space(text, at + 1)
        if text[at] in "}]":
            return None
        token: str | int = number
        name_at = at
        if text[self.start - 1] == "{":
            token, at = scanstring(text, at + 1)
            at = _after_space(text, _after_space(text, at) + 1)
        self._found.setdefault(token, _Value(text, at, name_at))
        return number + 1, at


def _after_space(text: str, at: int) -> int:
    return _space(text, at).end()


_SKIP: Final[Callable[[str, int], tuple[object, int]]] = JSONDecoder().scan_once  # type: ignore[attr-defined]
