"""
The words that messages share: strangers' text at a length that one can read, and a guess.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

_SHOWN: Final = 40


def quoted(text: str) -> str:
    """
    Text in quotation marks, cut off where it is long.

    Examples:
        >>> quoted("a" * 100)
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'"
    """
    return repr(shortened(str(text)))


def shortened(text: str, limit: int = _SHOWN) -> str:
    """
    Text, cut off where it is long.
    """
    return text if len(text) <= limit else f"{text[:limit]}…"


def guess(name: str, known: Iterable[str]) -> str | None:
    """
    The one of *known* that was likely meant, None if none is near.

    Examples:
        >>> guess("Devise", ["device", "name"])
        'device'
    """
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in known}
    near = get_close_matches(name.casefold()[:_SHOWN], folded, n=1)
    return folded[near[0]] if near else None
