"""
Characters that Go's decoder puts in the place of what is no text: U+FFFD for bad bytes and lone surrogates.
"""

from __future__ import annotations

from ignition_compose.documents.positions import tokens_of, walk
from ignition_compose.patterns import pattern
from ignition_compose.report import INFO, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.documents.syntax import JsonValue

MARK: Final = "\N{REPLACEMENT CHARACTER}"
_MESSAGE: Final = "this holds bytes or escapes that are no characters; Ignition reads U+FFFD in their place, mend them"
_WRITTEN: Final = pattern(rb"\xef\xbf\xbd|\\\\|\\u(?i:fffd)")
_SURROGATE: Final = pattern(rb"\\u[dD][89A-Fa-f]")


def check(root: JsonValue, raw: bytes) -> list[Finding]:
    r"""
    Every text with a character in it that the document does not hold.

    Args:
        root: The document.
        raw: Its bytes.

    Returns:
        The findings.

    Examples:
        >>> from ignition_compose.documents.syntax import scan
        >>> raw = b'{"a": ["\xff", "\xef\xbf\xbd"]}'
        >>> [found.tokens for found in check(scan(raw), raw)]
        [('a', 0)]
    """
    if not may_replace(raw):
        return []
    texts = [(node, way) for node, way in walk(root) if node.kind == "string" and MARK in node.value]
    return [
        Finding(INFO, "replaced-text", _MESSAGE, tokens_of(way), node.start)
        for node, way in texts
        if node.value.count(MARK) > _count_written(raw[node.start : node.end])
    ]


def may_replace(raw: bytes) -> bool:
    """
    Whether *raw* holds anything that could be replaced.
    """
    if _SURROGATE.search(raw) is not None:
        return True
    try:
        raw.decode()
    except UnicodeDecodeError:
        return True
    return False


def _count_written(text: bytes) -> int:
    # An escaped backslash is matched to be passed over: what follows it is no escape.
    return sum(found != b"\\\\" for found in _WRITTEN.findall(text))
