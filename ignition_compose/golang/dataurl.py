"""
Data URLs, as `vincent-petithory/dataurl` decodes them.
"""

from __future__ import annotations

import binascii

from ignition_compose.golang import GoError
from ignition_compose.golang.text import percent_decode
from ignition_compose.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import NoReturn

# A character of what RFC 2045 calls a token.
_ATOM = r"[!#$%&'*+.0-9A-Z^_`a-z{|}~-]"
_TYPES = ("text", "image", "audio", "video", "application", "message", "multipart")

# The header of nearly every data URL; whatever does not match goes through the lexer. A parameter's value without a
# percent sign needs no decoding, and decoding is all that could refuse it.
_PLAIN_HEADER = pattern(
    rf"data:(?:(?:{'|'.join(_TYPES)}){_ATOM}*+/{_ATOM}*+)?"
    rf"(?:;{_ATOM}++=(?:(?!%){_ATOM})++)*+"
    r"(;base64)?,",
)

_ATOMS = pattern(rf"{_ATOM}*+")
_QUOTED = pattern(r"[\x00-\x21\x23-\x5b\x5d-\x7f]*+(?:\\[\x00-\x7f][\x00-\x21\x23-\x5b\x5d-\x7f]*+)*+")
_UNQUOTABLE = pattern(
    r"""\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}"""
    r"""|(?:u|U0000)(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[1-9a-fA-F]|10)[0-9a-fA-F]{4})""",
)
_WRONG_ESCAPE = pattern(r"%(?![0-9A-Fa-f]{2})")
_WRONG_DATA = pattern(r"[^!$%&'()*+,./0-9:;=?@A-Z_a-z~-]")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_MAX_PADDING = 2


class DataUrlError(GoError):
    """
    A data URL is malformed; the message is the library's.
    """


def decode(text: str) -> bytes:
    """
    Decode a data URL to the bytes it holds.

    Stricter than browsers: data may hold no character that a URL must escape, base64 wants its padding, and a media
    type must begin with one of a few known names or with `x-`.

    Args:
        text: Any string.

    Returns:
        The bytes.

    Raises:
        DataUrlError: The string is not a data URL that the reference accepts.

    Mirrors `DecodeString` in `vincent-petithory/dataurl`.

    >>> decode("data:,hello%20world")
    b'hello world'
    >>> decode("data:text/plain;charset=utf-8;base64,aGVsbG8=")
    b'hello'
    """
    match = _PLAIN_HEADER.match(text)
    start, base64 = (match.end(), match[1] is not None) if match else _read_header(text)
    data = text[start:]
    return _decode_base64(data) if base64 else _decode_escaped(data)


def escaped(text: str) -> str:
    """
    Text as the data of a data URL.

    Mirrors `EscapeString` in `vincent-petithory/dataurl`.

    >>> escaped("a b/c")
    'a%20b%2Fc'
    """
    from urllib.parse import quote as escape

    return escape(text, "!*'()", "utf-8", "surrogateescape")


def _refuse(msg: str) -> NoReturn:
    raise DataUrlError(msg)


def _read_header(text: str) -> tuple[int, bool]:
    """
    Find where the data begins and whether it is base64, as the library's lexer does.
    """
    if not text.startswith("data:"):
        _refuse("missing data prefix")
    position = _read_media_type(text, len("data:"))
    in_quotes = False
    while text[position] == ";":
        end = _skip(_ATOMS, text, position + 1)
        name, after = text[position + 1 : end], text[end : end + 1]
        if not name:
            unfinished = after in {"", "=", ","}
            _refuse("unterminated parameter sequence" if unfinished else "invalid character for parameter attribute")
        if after == ",":
            if name != "base64":
                _refuse(f"expected base64, got {name}")
            return end + 1, True
        if after != "=":
            _refuse("invalid character for parameter attribute" if after else "unterminated parameter sequence")
        position, in_quotes = _read_value(text, end + 1, in_quotes=in_quotes)
    return position + 1, False


def _skip(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _read_media_type(text: str, start: int) -> int:
    """
    Skip the media type, if there is one; what follows is a semicolon or a comma.
    """
    first = text[start : start + 1]
    if not first:
        _refuse("missing comma before data")
    if first in ";,":
        return start
    if _skip(_ATOMS, text, start) == start:
        _refuse("invalid character after data prefix")
    extension = first in "xX"
    # The library reads what follows an x before it knows what to do with it, so here that may be any character.
    slash = _skip(_ATOMS, text, min(start + 2, len(text)) if extension else start)
    if slash == len(text):
        _refuse("missing media type slash")
    if text[slash] != "/":
        _refuse("invalid character for media type")
    if not (text[start + 1] == "-" if extension else text.startswith(_TYPES, start)):
        _refuse("invalid media type")
    end = _skip(_ATOMS, text, slash + 1)
    if end == len(text):
        _refuse("incomplete media type")
    if text[end] not in ";,":
        _refuse("invalid character for media subtype")
    return end


def _read_value(text: str, start: int, *, in_quotes: bool) -> tuple[int, bool]:
    """
    Skip a parameter's value; what follows is a semicolon or a comma.

    After an empty quoted string the library still believes itself in quotes, and treats the next value as quoted.
    """
    opening = text[start : start + 1]
    if opening == '"':
        return _read_quoted_value(text, start + 1)
    end = _skip(_ATOMS, text, start)
    if end == len(text):
        _refuse("missing comma before data")
    if end == start or text[end] not in ";,":
        _refuse("invalid character for parameter value")
    if not in_quotes:
        _check_escapes(text[start:end])
    return end, False


def _read_quoted_value(text: str, start: int) -> tuple[int, bool]:
    end = _skip(_QUOTED, text, start)
    value, closing = text[start:end], text[end : end + 1]
    if closing != '"':
        if closing == "\\" and end + 1 < len(text):
            _refuse("invalid escaped character")
        _refuse("invalid character for parameter value" if closing not in {"", "\\"} else "unclosed quoted string")
    if "\n" in value or "\\" in _UNQUOTABLE.sub("", value):
        _refuse("invalid syntax")
    end += 1
    if end == len(text):
        _refuse("missing comma before data")
    if text[end] not in ";,":
        _refuse("expected semicolon or comma")
    return end, not value


def _check_escapes(text: str) -> None:
    wrong = _WRONG_ESCAPE.search(text)
    if wrong:
        digits = text[wrong.end() : wrong.end() + 2]
        cut_off = not digits.strip("0123456789abcdefABCDEF") and len(digits) < len("00")
        _refuse(f"rfc2396: {'unexpected end of' if cut_off else 'invalid char 0x25 in'} unescape sequence")


def _decode_escaped(data: str) -> bytes:
    if _WRONG_DATA.search(data):
        _refuse("invalid data character")
    if "%" not in data:
        return data.encode("ascii")
    _check_escapes(data)
    return percent_decode(data.encode("ascii"))


def _decode_base64(data: str) -> bytes:
    # Line feeds may stand anywhere, as in Go; carriage returns, which Go would skip too, the library's lexer refuses.
    if not data.isascii() or data.encode("ascii").translate(None, _BASE64 + b"=\n"):
        _refuse("invalid data character")
    digits = data.encode("ascii").translate(None, b"\n")
    unpadded = digits.rstrip(b"=")
    if len(digits) % 4 or len(digits) - len(unpadded) > _MAX_PADDING or b"=" in unpadded:
        _refuse(f"illegal base64 data at input byte {_find_base64_error(data)}")
    return binascii.a2b_base64(digits)


def _find_base64_error(data: str) -> int:
    """
    Say at which character Go stops reading base64 that is wrong in its length or padding.
    """
    padding = data.find("=")
    if padding < 0:
        return len(data) - (len(data) - data.count("\n")) % 4
    digits = (padding - data.count("\n", 0, padding)) % 4
    if digits < _MAX_PADDING:
        return padding
    position = padding + 1
    if digits == _MAX_PADDING:
        position = _skip_line_feeds(data, position)
        if position == len(data):
            return position
        if data[position] != "=":
            return position - 1
        position += 1
    return _skip_line_feeds(data, position)


def _skip_line_feeds(data: str, start: int) -> int:
    rest = data[start:]
    return len(data) - len(rest.lstrip("\n"))
