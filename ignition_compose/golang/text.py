"""
Strings as Go holds them: UTF-8 bytes, folded names, quoted output.
"""

from __future__ import annotations

import codecs

from ignition_compose.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final


REPLACEMENT: Final = "\ufffd"

#: What Go's `unicode.IsSpace` accepts. Python's own notion also has U+001C to U+001F, so `str.strip()` will not do.
SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

_SURROGATE = pattern("[\ud800-\udfff]")
_FOLD = str.maketrans("abcdefghijklmnopqrstuvwxyz\u017f\u212a", "ABCDEFGHIJKLMNOPQRSTUVWXYZSK")
_PRINTING_CATEGORIES = "LMNPS"
_SHORT_ESCAPES = {
    "\a": r"\a",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
    '"': r"\"",
    "\\": r"\\",
}
_HEX_DIGITS = "0123456789abcdefABCDEF"
_BYTE_BY_HEX = {f"{high}{low}".encode(): bytes.fromhex(high + low) for high in _HEX_DIGITS for low in _HEX_DIGITS}
_AT_ONCE = 1 << 14
_ERRORS = "ignition_compose.golang"


def _replace_each_byte(error: UnicodeError) -> tuple[str, int]:
    # Python reports a cut-off sequence as one error, Go steps over it byte by byte.
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return REPLACEMENT * (error.end - error.start), error.end


codecs.register_error(_ERRORS, _replace_each_byte)


def decode_utf8(raw: bytes) -> str:
    r"""
    Decode bytes as Go does where it needs text: every byte that is not part of valid UTF-8 becomes U+FFFD.

    Args:
        raw: Any bytes.

    Returns:
        The text; it never has a lone surrogate.

    Mirrors `unquoteBytes` in Go's `encoding/json/decode.go`, which replaces one byte at a time where Python's
    `errors="replace"` replaces a cut-off sequence as a whole.

    >>> decode_utf8(b"a\xe2\x82b") == "a\ufffd\ufffdb"
    True
    """
    return raw.decode("utf-8", _ERRORS)


def replace_surrogates(text: str) -> str:
    r"""
    Replace every lone surrogate by U+FFFD, as Go does with a lone surrogate's escape in JSON.

    Args:
        text: Any Python string.

    Returns:
        A string that UTF-8 can hold.

    Mirrors `unquoteBytes` in Go's `encoding/json/decode.go`.

    >>> replace_surrogates("a\ud800b") == "a\ufffdb"
    True
    """
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def encode_utf8(text: str) -> bytes:
    r"""
    Encode text as the bytes of the Go string that it stands for.

    Args:
        text: Any Python string; a lone surrogate counts as U+FFFD.

    Returns:
        Valid UTF-8.

    >>> encode_utf8("é")
    b'\xc3\xa9'
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        return replace_surrogates(text).encode()


def byte_length(text: str) -> int:
    """
    Count the bytes of a string in UTF-8, which is what Go's `len` counts.

    Args:
        text: Any Python string; a lone surrogate counts as the three bytes of U+FFFD.

    Returns:
        The number of bytes.

    >>> byte_length("né")
    3
    """
    return len(text) if text.isascii() else len(encode_utf8(text))


def fold(name: str) -> str:
    r"""
    Fold a JSON member's name so that two names which Go's decoder holds equal fold to one string.

    Exact for the question that the decoder asks, whether a name equals an ASCII field name: beyond ASCII only the two
    runes that fold into ASCII letters are folded (U+017F into S, U+212A into K).

    Args:
        name: The name as written.

    Returns:
        The folded name, to compare with the folded name of a field.

    Mirrors `foldName` in Go's `encoding/json/fold.go`.

    >>> fold("\u212aernelArgument\u017f") == fold("kernelArguments")
    True
    """
    return name.upper() if name.isascii() else name.translate(_FOLD)


def percent_decode(escaped: bytes) -> bytes:
    """
    Decode well-formed percent escapes.

    Args:
        escaped: Bytes in which two hexadecimal digits follow every percent sign; the caller has checked.

    Returns:
        The bytes that are meant.

    >>> percent_decode(b"a%2Fb")
    b'a/b'
    """
    if len(escaped) <= _AT_ONCE:
        return _percent_decode(escaped)
    # Each escape becomes a few objects, so they are decoded not all at once.
    decoded = bytearray()
    start = 0
    while start < len(escaped):
        end = start + _AT_ONCE
        cut = escaped.rfind(b"%", end - 2, end)
        end = end if cut < 0 else cut
        decoded += _percent_decode(escaped[start:end])
        start = end
    return bytes(decoded)


def _percent_decode(escaped: bytes) -> bytes:
    first, *rest = escaped.split(b"%")
    decoded = [first]
    for piece in rest:
        decoded += (_BYTE_BY_HEX[piece[:2]], piece[2:])
    return b"".join(decoded)


def quote(text: str) -> str:
    r"""
    Quote a string as Go's `%q` does.

    Args:
        text: Any Python string; U+DC80 to U+DCFF stand for bytes that are not UTF-8 (`errors="surrogateescape"`).

    Returns:
        The quoted string. Which runes print is taken from Python's Unicode tables, which may be older or newer than
        Go's.

    Mirrors `Quote` in Go's `strconv/quote.go`.

    >>> print(quote('a "b"' + "\n\x7f"))
    "a \"b\"\n\x7f"
    """
    return '"' + "".join(map(_escape, text)) + '"'


def _escape(rune: str) -> str:
    short = _SHORT_ESCAPES.get(rune)
    if short is not None:
        return short
    import unicodedata

    if rune == " " or unicodedata.category(rune)[0] in _PRINTING_CATEGORIES:
        return rune
    if rune.isascii():
        return f"\\x{ord(rune):02x}"
    if "\udc80" <= rune <= "\udcff":
        return f"\\x{ord(rune) & 0xFF:02x}"
    return f"\\u{ord(rune):04x}" if rune <= "\uffff" else f"\\U{ord(rune):08x}"
