r"""
Strangers' text on its way to people: without the secrets of a URL, and harmless to a terminal, a log and a CI job.

A file, a member, a user or a layer can be named anything, and so can an argument. What is shown of a name is what it
is: one line, of a length that one can read, that hides no text, turns none around, and gives no command. Programs are
handed the names as they are.

Showing twice shows no more than showing once: no backslash is doubled, and what was cut off is not cut off again.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

LONGEST: Final = 1024
"""How many characters are shown of a text that stands for itself."""

SHORT: Final = 40
"""How many characters of a text are quoted in a message."""

_TELLING: Final = (bool, bytes, complex, float, type(None))
_PRINTED: Final = 1_000
"""Up to how many bits a number is quoted; Python refuses to print those of thousands of digits."""

_LOWEST_ESCAPED: Final = 0xDC80
_HIGHEST_ESCAPED: Final = 0xDCFF

# A scheme has two letters or more, for one is a drive of Windows; one slash is what is left of two in a path.
_SCHEME: Final = r"[a-z][a-z0-9+.-]"
_BEGIN: Final = rf"""(?i)(?:^|(?<=[\s='"(<,;]))data:|{_SCHEME}{{1,15}}:/"""
_URL: Final = rf"(?is)({_SCHEME}+:/+)([^/\\?#]*)(.*)"
_DATA: Final = r"(?i)\W*data:"
_ARN: Final = r"(?i)arn:"
_HOST: Final = r"(?:\[[^\]\s]*\]|[^\s:\[\]]*)(?::[0-9]*)?"
_REST: Final = r"[?#]|://"


def masked(url: str) -> str:
    """
    A URL without what may be secret in it: user information, query, fragment, the rest of a data URL.

    Args:
        url: What is meant to be a URL; of what has not the form of one nothing is shown.

    Examples:
        >>> masked("https://me:secret@example.com/ca.pem?token=1#key")
        'https://…@example.com/ca.pem?…'
        >>> masked("data:,content"), masked("me:secret@example.com")
        ('data:…', '…')
    """
    if re.match(_DATA, url):
        return "data:…"
    if re.match(_ARN, url):
        return _without_rest(url)
    found = re.fullmatch(_URL, url)
    if found is None:
        return "…" if url else ""
    scheme, authority, path = found.groups()
    _, at, host = authority.rpartition("@")
    if re.fullmatch(_HOST, host) is None:
        # It is no host and no port, so it may be part of a password in which something is not escaped.
        return f"{scheme}…"
    return f"{scheme}{'…@' if at else ''}{host}{_without_rest(path)}"


def _without_rest(path: str) -> str:
    rest = re.search(_REST, path)
    return path if rest is None else f"{path[: rest.end()]}…"


def discreet(text: str) -> str:
    """
    Text in which a URL may stand, without what may be secret in that; where the URL ends, nobody can tell.

    Examples:
        >>> discreet("proxy=http://me:secret@example.com")
        'proxy=http://…@example.com'
    """
    found = re.search(_BEGIN, text) if ":" in text else None
    return text if found is None else text[: found.start()] + masked(text[found.start() :])


def harmless(text: str, limit: int = LONGEST) -> str:
    r"""
    Text as one line that shows all its characters and gives no command; cut off where it is long.

    Control characters, those that turn text around or break lines, halves of characters, and bytes of a name that are
    no text are escaped, and so is what GitHub and Azure take for a command: ``::`` where a line begins, ``##[``.

    Args:
        text: The text.
        limit: How many characters are shown of it.

    Examples:
        >>> harmless("a\x1b[31m\n\u202e\udcff")
        'a\\x1b[31m\\n\\u202e\\xff'
        >>> harmless("::error::a")
        '\\x3a:error::a'
    """
    if len(text) <= limit and text.isprintable() and "##" not in text and text.lstrip(" ")[:1] != ":":
        return str(text)
    head = text[: limit + 1].replace("##", "#\\x23")
    if not head.isprintable():
        head = "".join([letter if letter.isprintable() else _escape(letter) for letter in head])
    first = head.lstrip(" ")
    if first[:1] == ":":
        head = f"{head[: -len(first)]}\\x3a{first[1:]}"
    return shortened(head, limit)


def _escape(letter: str) -> str:
    code = ord(letter)
    if _LOWEST_ESCAPED <= code <= _HIGHEST_ESCAPED:
        return f"\\x{code & 0xFF:02x}"
    return letter.encode("unicode_escape").decode("ascii")


def shown(text: str, limit: int = LONGEST) -> str:
    r"""
    A name as people may see it: without the secrets of a URL, and harmless.

    Examples:
        >>> shown("https://example.com/\n?token=1")
        'https://example.com/\\n?…'
    """
    return harmless(discreet(text), limit)


def quoted(text: object, limit: int = SHORT) -> str:
    """
    Text in quotation marks, without the secrets of a URL, cut off where it is long.

    Examples:
        >>> quoted("a" * 100)
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'"
    """
    return repr(shortened(discreet(_text_of(text)), limit))


def _text_of(value: object) -> str:
    """
    What is quoted of a value that should have been a text, whose class may say anything of it.
    """
    kind = type(value)
    if issubclass(kind, str):
        return str.__str__(value)
    if kind in _TELLING or (kind is int and int.bit_length(value) <= _PRINTED):  # type: ignore[arg-type]
        return str(value)
    return f"something of class {kind.__name__}"


def shortened(text: str, limit: int = SHORT) -> str:
    """
    Text, cut off where it is long.
    """
    return text if len(text) <= limit else f"{text[:limit]}…"
