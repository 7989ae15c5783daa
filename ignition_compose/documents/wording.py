"""
The words that messages share: a guess at what was meant.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

_SHOWN: Final = 40


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
