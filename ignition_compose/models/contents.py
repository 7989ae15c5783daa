"""
Contents in a config: bytes to a `data:` URL, and back.
"""

from __future__ import annotations

import binascii
import sys

from ignition_compose.display import quoted
from ignition_compose.errors import InvalidInput
from ignition_compose.given import bytes_of, integer_of, text_of
from ignition_compose.golang import dataurl

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal, NoReturn

    from ignition_compose.models.spec3.resource import Resource

GZIP: Final = "gzip"
_UNESCAPED: Final = "-_.!~*'()"
_WORTH: Final = 4
"""By how many characters gzip has to be shorter, as Butane has it."""


def encoded(data: bytes | bytearray | memoryview | str) -> bytes:
    """
    Contents as bytes.

    Raises:
        InvalidInput: When they are neither bytes nor text, or text that UTF-8 cannot hold.
    """
    text, given = text_of(data), bytes_of(data)
    if text is not None:
        try:
            return text.encode()
        except UnicodeEncodeError:
            msg = "the contents hold half of a character, which UTF-8 cannot write"
            raise InvalidInput(msg) from None
    if given is not None:
        return given
    msg = f"contents are bytes or text, not {type(data).__name__}"
    raise InvalidInput(msg)


def source_of(data: bytes, compress: Literal["auto"] | bool) -> tuple[str, str]:  # noqa: FBT001 - as it is public
    """
    The shortest URL of some bytes, and how they are packed in it.

    Of several as short, it is the first of: as text, in base64, packed. Mirrors ``MakeDataURL`` of Butane's
    ``config/util``, but for the program that packs, which may find some bytes more or less.
    """
    wish: object = compress
    if type(wish) is not bool and text_of(wish) != "auto":
        msg = f"compress is 'auto', True or False, not {quoted(compress)}"
        raise InvalidInput(msg)
    import gzip
    from urllib.parse import quote_from_bytes

    found, compression = f"data:,{quote_from_bytes(data, _UNESCAPED)}", ""
    in_base64 = _in_base64(data)
    if len(in_base64) < len(found):
        found = in_base64
    if compress:
        packed = _in_base64(gzip.compress(data, mtime=0))
        if compress is True or len(packed) + _WORTH < len(found):
            found, compression = packed, GZIP
    return found, compression


def _in_base64(data: bytes) -> str:
    return f"data:;base64,{binascii.b2a_base64(data, newline=False).decode()}"


def data_of(resource: Resource, limit: int) -> bytes:
    """
    The bytes that a resource holds in its URL, unpacked and held against its digest.

    Raises:
        InvalidInput: When they are not in it, cannot be unpacked, are too many, or do not have the digest.
    """
    most = integer_of(limit)
    if most is None or most < 0:
        msg = f"limit is a number of bytes, not {quoted(limit)}"
        raise InvalidInput(msg)
    limit = most
    source = resource.source
    if source is None or source[:5].lower() != "data:":
        what = "it has no source" if source is None else "its source is no data URL, so they would have to be fetched"
        msg = f"the contents are not in this {type(resource).__name__}: {what}"
        raise InvalidInput(msg)
    try:
        data = dataurl.decode(f"data:{source[5:]}")
    except dataurl.DataUrlError as error:
        # What it got instead may be part of the contents.
        msg = f"the data URL cannot be read: {str(error).partition(', got ')[0]}"
        raise InvalidInput(msg) from None
    if resource.compression not in (None, "", GZIP):
        msg = "'compression' is neither 'gzip' nor empty; Ignition knows no other"
        raise InvalidInput(msg)
    if resource.compression == GZIP:
        data = unpacked(data, limit)
    if len(data) > limit:
        msg = f"the contents are more than {limit} bytes; a higher limit= takes them"
        raise InvalidInput(msg)
    _check(data, resource.verification.hash)
    return data


def unpacked(packed: bytes, limit: int) -> bytes:
    """
    Members of gzip, one behind the other and nothing else, as Go reads them; a byte more than *limit* at the most.
    """
    import zlib

    data, rest = b"", packed
    while rest or not packed:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            # One byte more tells whether that is all; what follows stays packed.
            data += member.decompress(rest, min(limit, sys.maxsize - 1) + 1 - len(data))
        except zlib.error:
            _refuse_gzip("they are broken")
        if len(data) > limit:
            return data
        if not member.eof:
            _refuse_gzip("they are cut off")
        rest = member.unused_data
    return data


def _refuse_gzip(why: str) -> NoReturn:
    msg = f"the contents are not gzip, as 'compression' says: {why}"
    raise InvalidInput(msg)


def _check(data: bytes, digest: str | None) -> None:
    """
    Hold contents against a digest, as Ignition does before it writes them.
    """
    if not digest:
        return
    import hashlib

    name, _, wanted = digest.partition("-")
    if name not in ("sha256", "sha512"):
        msg = "'verification.hash' names no digest that Ignition knows; it begins with sha256- or sha512-"
        raise InvalidInput(msg)
    if hashlib.new(name, data).hexdigest() != wanted.lower():
        msg = f"the contents do not have the {name} digest that 'verification.hash' demands"
        raise InvalidInput(msg)
