"""
Characters that Go's decoder puts in the place of what is no text: U+FFFD for bad bytes and lone surrogates.
"""

from __future__ import annotations

from ignition_compose.documents.positions import bounded, tokens_of, walk
from ignition_compose.findings import Findings
from ignition_compose.patterns import pattern
from ignition_compose.report import INFO, LIMIT, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.documents.syntax import JsonValue

MARK: Final = "\N{REPLACEMENT CHARACTER}"
_MESSAGE: Final = "this holds bytes or escapes that are no characters; Ignition reads U+FFFD in their place, mend them"
_WRITTEN: Final = pattern(rb"\xef\xbf\xbd|\\\\|\\u(?i:fffd)")
_SURROGATE: Final = pattern(rb"\\u[dD][89A-Fa-f]")


def check(root: JsonValue, raw: bytes, limit: int | None = LIMIT) -> Findings:
    r"""
    Every text with a character in it that the document does not hold.

    Args:
        root: The document.
        raw: Its bytes.
        limit: How many findings are kept, None for all.

    Returns:
        The findings.

    Examples:
        >>> from ignition_compose.documents.syntax import scan
        >>> raw = b'{"a": ["\xff", "\xef\xbf\xbd"]}'
        >>> [found.tokens for found in check(scan(raw), raw)]
        [('a', 0)]
    """
    found = Findings.up_to(limit)
    if not may_replace(raw):
        return found
    for node, way in walk(root):
        if node.kind != "string" or MARK not in node.value:
            continue
        if node.value.count(MARK) > _count_written(raw[node.start : node.end]):
            if found.has_room(INFO):
                place = bounded(tokens_of(way))
                found.append(Finding(INFO, "replaced-text", _MESSAGE, place, node.start))
            else:
                found.skip()
    return found


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
    return sum(found[0] != b"\\\\" for found in _WRITTEN.finditer(text))
