"""
Where partitions lie on their disk, and which of them share space.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

_WORD: Final = 2**64
_FEW: Final = 8
"""Up to so many extents, comparing all pairs takes less time than sorting."""


class Extent(NamedTuple):
    """
    Where a partition lies on its disk, and which of the disk's partitions it is.
    """

    start: int
    end: int
    place: int


def last_of(start: int, size: int, *, signed: bool = True) -> int:
    """
    Say where an extent ends, which may lie before its start: the sum wraps, as integers of 64 bits do in Go.

    Args:
        start: Its first unit, MiB or sectors.
        size: How many units it has; one of 0 ends where it starts.
        signed: Whether the integers of that spec have a sign.

    Examples:
        >>> last_of(1, 10), last_of(7, 0), last_of(5, -9, signed=False) == 2**64 - 5
        (10, 7, True)
    """
    if not size:
        return start
    last = (start + size - 1) % _WORD
    return last - _WORD if signed and last >= _WORD // 2 else last


def overlaps(one: Extent, other: Extent) -> bool:
    """
    Whether *one* begins or ends within *other*, or reaches around it.

    Args:
        one: An extent.
        other: Another one; the relation is symmetric only as long as both end behind their starts.

    Examples:
        >>> overlaps(Extent(1, 10, 0), Extent(10, 20, 1)), overlaps(Extent(1, 9, 0), Extent(10, 20, 1))
        (True, False)
    """
    begins = other.start <= one.start <= other.end
    ends = other.start <= one.end <= other.end
    return begins or ends or (one.start < other.start and one.end > other.end)


def find_overlap(extents: list[Extent]) -> tuple[int, int] | None:
    """
    Find the partition that the reference reports.

    Args:
        extents: All extents of a disk.

    Returns:
        The indexes of the first extent with an overlap, and of the first that it overlaps, which is reported.

    Examples:
        >>> find_overlap([Extent(1, 10, 0), Extent(20, 29, 1), Extent(25, 30, 3)])
        (1, 3)
    """
    candidates = extents if len(extents) <= _FEW else [extent for extent in [_first_overlapping(extents)] if extent]
    for one in candidates:
        for other in extents:
            if one.place != other.place and overlaps(one, other):
                return one.place, other.place
    return None


def _first_overlapping(extents: list[Extent]) -> Extent | None:
    """
    Find the first extent with an overlap by counting, so that many partitions take no square of time.
    """
    proper = [extent for extent in extents if extent.start <= extent.end]
    starts, ends = sorted([extent.start for extent in proper]), sorted([extent.end for extent in proper])
    by_start = sorted(extents, reverse=True)
    from_right = [-extent.start for extent in by_start]
    least_end = list(accumulate([extent.end for extent in by_start], min))
    for one in extents:
        around_start = bisect_right(starts, one.start) - bisect_left(ends, one.start)
        around_end = bisect_right(starts, one.end) - bisect_left(ends, one.end)
        # An extent that is not inside out counts itself.
        if max(around_start, around_end) > (one.start <= one.end):
            return one
        behind = bisect_left(from_right, -one.start)
        if behind and least_end[behind - 1] < one.end:
            return one
    return None
