"""
Blocks of PEM as Go's ``encoding/pem`` finds them, and the media type that Go's ``net/http`` sees in some bytes.
"""

from __future__ import annotations

import base64
import binascii

from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

_BEGIN: Final = b"\n-----BEGIN "
_END: Final = b"\n-----END "
_DASHES: Final = b"-----"


class Block(NamedTuple):
    """
    One block: what it says that it is, and what it holds.
    """

    kind: bytes
    data: bytes


def split(data: bytes) -> tuple[Block | None, bytes]:
    r"""
    The first block of some bytes, None if there is none, and what follows it.

    Mirrors ``pem.Decode``, which skips what stands before a block, and blocks that are broken.

    Examples:
        >>> split(b"of me\n-----BEGIN A-----\nAAA=\n-----END A-----\n\n")
        (Block(kind=b'A', data=b'\x00\x00'), b'\n')
        >>> split(b"nothing")
        (None, b'nothing')
    """
    rest = data
    while True:
        if rest.startswith(_BEGIN[1:]):
            rest = rest[len(_BEGIN) - 1 :]
        else:
            _, found, rest = rest.partition(_BEGIN)
            if not found:
                return None, data
        line, rest = _line(rest)
        if not line.endswith(_DASHES):
            continue
        kind, is_first = line[: -len(_DASHES)], True
        while rest and b":" in _line(rest)[0]:
            is_first, rest = False, _line(rest)[1]
        if not rest:
            return None, data
        end = _end_of(rest, kind + _DASHES, is_first=is_first)
        held = None if end is None else _decoded(rest[:end])
        if end is not None and held is not None:
            return Block(kind, held), _line(rest[end + len(_END) - 1 :])[1]


def _end_of(rest: bytes, wanted: bytes, *, is_first: bool) -> int | None:
    """
    Where the line that ends a block begins, None if it does not end as it began.
    """
    # Without headers it may be the very next line.
    is_empty = is_first and rest.startswith(_END[1:])
    end = 0 if is_empty else rest.find(_END)
    trailer = rest[end + len(_END) - is_empty :]
    return end if end >= 0 and trailer.startswith(wanted) and not _line(trailer[len(wanted) :])[0] else None


def _decoded(text: bytes) -> bytes | None:
    try:
        return base64.b64decode(text.translate(None, b" \t\r\n"), validate=True)
    except binascii.Error:
        return None


def _line(data: bytes) -> tuple[bytes, bytes]:
    line, mark, rest = data.partition(b"\n")
    if mark and line.endswith(b"\r"):
        line = line[:-1]
    return line.rstrip(b" \t"), rest


_SNIFFED: Final = 512
_BLANK: Final = b"\t\n\x0c\r "
_MARKS: Final = (
    (b"\xfe\xff", "text/plain;charset=utf-16be"),
    (b"\xff\xfe", "text/plain;charset=utf-16le"),
    (b"\xef\xbb\xbf", "text/plain;charset=utf-8"),
    (b"%PDF-", "application/pdf"),
    (b"%!PS-Adobe-", "application/postscript"),
)
_TAGS: Final = tuple(
    b"<" + tag
    for tag in b"!DOCTYPE HTML,HTML,HEAD,SCRIPT,IFRAME,H1,DIV,FONT,TABLE,A,STYLE,TITLE,B,BODY,BR,P,!--".split(b",")
)
_BINARY: Final = bytes([*range(0x09), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])


def media_type(data: bytes) -> str:
    r"""
    The media type of some bytes, as far as text is concerned.

    Mirrors ``http.DetectContentType`` without what it knows of images, sound, fonts and archives.

    Examples:
        >>> media_type(b"-----BEGIN"), media_type(b"\x00"), media_type(b" <p>")
        ('text/plain;charset=utf-8', 'application/octet-stream', 'text/html;charset=utf-8')
    """
    head = data[:_SNIFFED]
    found = next((kind for mark, kind in _MARKS if head.startswith(mark)), None)
    if found is not None:
        return found
    first = head.lstrip(_BLANK)
    if any(first[: len(tag)].upper() == tag and first[len(tag) : len(tag) + 1] in (b" ", b">") for tag in _TAGS):
        return "text/html;charset=utf-8"
    if first.startswith(b"<?xml"):
        return "text/xml;charset=utf-8"
    return "application/octet-stream" if head.translate(None, _BINARY) != head else "text/plain;charset=utf-8"


def data_url(data: bytes) -> str:
    """
    A data URL of some bytes, as the package that the reference uses writes it.

    Mirrors ``EncodeBytes`` of ``github.com/vincent-petithory/dataurl``.

    Examples:
        >>> data_url(b"a")
        'data:text/plain;charset=utf-8;base64,YQ=='
    """
    return f"data:{media_type(data)};base64,{base64.b64encode(data).decode()}"
