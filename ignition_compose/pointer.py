"""
JSON Pointer (RFC 6901) as a value.
"""

from __future__ import annotations

from ignition_compose.display import LONGEST, quoted
from ignition_compose.errors import InvalidPointer, PointerNotFound
from ignition_compose.given import integer_of, is_a, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final, Self


_INDEX_BITS: Final = 63
_INDEX_DIGITS: Final = 18  # no list is longer, and Python refuses to read numbers of thousands of digits


class Pointer(str):
    """
    A JSON Pointer: a string that leads to one value of a document.

    Args:
        text: The pointer as RFC 6901 writes it; empty for the whole document.

    Raises:
        InvalidPointer: When *text* is not a pointer.

    Examples:
        >>> Pointer("/storage/files/0").tokens
        ('storage', 'files', '0')
        >>> Pointer.of("storage", "files", 0, "a/b")
        Pointer('/storage/files/0/a~1b')
        >>> Pointer("/a/1").resolve({"a": [10, 20]})
        20
    """

    __slots__ = ()

    def __new__(cls, text: str = "") -> Self:
        """
        Check *text* and make it a pointer.
        """
        if type(text) is not str:
            given = text_of(text)
            if given is None:
                msg = f"a JSON Pointer is text, not {type(text).__name__}"
                raise InvalidPointer(msg)
            text = given
        if text and not text.startswith("/"):
            msg = f"{quoted(text)} is not a JSON Pointer: it must be empty or begin with /"
            raise InvalidPointer(msg)
        if "~" in text and "~" in text.replace("~0", "").replace("~1", ""):
            msg = f"{quoted(text)} is not a JSON Pointer: write ~ as ~0 and / within a name as ~1"
            raise InvalidPointer(msg)
        return super().__new__(cls, text)

    @classmethod
    def of(cls, *tokens: str | int) -> Pointer:
        """
        The pointer made of names and indexes.

        Args:
            tokens: Names of members and indexes in lists, from the root down.

        Returns:
            The pointer.

        Raises:
            InvalidPointer: When one of *tokens* is neither a name nor an index.

        Examples:
            >>> Pointer.of("files", 0, "a/b")
            Pointer('/files/0/a~1b')
        """
        return str.__new__(cls, "".join([f"/{_escape(token)}" for token in tokens]))

    @property
    def tokens(self) -> tuple[str, ...]:
        """
        The parts, from the root down; list indexes stay text.
        """
        if not self:
            return ()
        return tuple([_unescape(part) for part in self[1:].split("/")])

    @property
    def steps(self) -> tuple[str | int, ...]:
        """
        The parts, list indexes as numbers: no spec has a member that is named by digits.
        """
        return tuple([int(token) if _is_index(token) else token for token in self.tokens])

    @property
    def parent(self) -> Pointer:
        """
        The pointer to the value that holds this one; the root is its own parent.
        """
        return str.__new__(Pointer, self.rpartition("/")[0])

    def down(self, *tokens: str | int) -> Pointer:
        """
        The pointer to a value below this one.

        Args:
            tokens: As for `of`, from here down.

        Returns:
            The pointer; with one token it is what ``/`` gives.

        Raises:
            InvalidPointer: When one of *tokens* is neither a name nor an index.

        Examples:
            >>> Pointer("/files").down(0, "path")
            Pointer('/files/0/path')
            >>> Pointer("/files") / 0
            Pointer('/files/0')
        """
        return str.__new__(Pointer, f"{self}{Pointer.of(*tokens)}")

    def __truediv__(self, token: str | int) -> Pointer:
        return str.__new__(Pointer, f"{self}/{_escape(token)}")

    def __repr__(self) -> str:
        return f"Pointer({str(self)!r})"

    def __str__(self) -> str:
        return "".join(self)

    def resolve(self, document: Any) -> Any:
        """
        The value that this pointer leads to.

        Args:
            document: Plain dicts and lists.

        Returns:
            The value itself, not a copy.

        Raises:
            PointerNotFound: When it leads to nothing.

        Examples:
            >>> Pointer("/a/0").resolve({"a": ["b"]})
            'b'
        """
        value = document
        for token in self.tokens:
            if is_a(value, dict) and dict.__contains__(value, token):
                value = dict.__getitem__(value, token)
            elif is_a(value, list) and _is_index(token) and int(token) < list.__len__(value):
                value = list.__getitem__(value, int(token))
            else:
                msg = f"{quoted(self, LONGEST)} leads to nothing: there is no {quoted(token)}"
                raise PointerNotFound(msg)
        return value


def _is_index(token: str) -> bool:
    has_form = token.isascii() and token.isdigit() and (len(token) == 1 or not token.startswith("0"))
    return has_form and len(token) <= _INDEX_DIGITS


def _escape(token: str | int) -> str:
    text = text_of(token)
    if text is None:
        index = integer_of(token)
        if index is None or int.bit_length(index) > _INDEX_BITS:
            msg = f"a part of a JSON Pointer is a name or an index, not {quoted(token)}"
            raise InvalidPointer(msg)
        text = str(index)
    if "~" in text or "/" in text:
        return text.replace("~", "~0").replace("/", "~1")
    return text


def _unescape(part: str) -> str:
    return part.replace("~1", "/").replace("~0", "~") if "~" in part else part
