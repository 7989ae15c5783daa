"""
The words that messages share: a guess at what was meant.
"""

from __future__ import annotations

from functools import lru_cache

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
    return _near(name[:_SHOWN].casefold()[:_SHOWN], tuple(known))


@lru_cache(maxsize=256)
def _near(name: str, known: tuple[str, ...]) -> str | None:
    # A name that is wrong is often so again and again, and to compare texts takes long.
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in known}
    near = get_close_matches(name, folded, n=1)
    return folded[near[0]] if near else None
