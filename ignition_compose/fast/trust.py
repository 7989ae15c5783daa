"""
How much is known of a tree, so that what cannot find anything need not be asked: the one word that speed has.

No answer depends on it. `Trust.DOUBT` asks everything of everything; whoever says more only spares questions.

Compiled checkers take longer to load than a small document takes to be read and judged without them, and most
runs of a program on one small file end there. So nothing is trusted before enough was read to be worth it.
"""

from __future__ import annotations

from enum import IntEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final


class Trust(IntEnum):
    """
    How much is known of a tree.

    Attributes:
        DOUBT: Nothing, and nothing is taken for granted: every rule looks at every object.
        UNKNOWN: Nothing yet; the quick recognisers may be asked.
        EXACT: Exact names and types, no nulls, no member twice.
        PLAIN: And no rule on an object of a plain class can object to it.
    """

    # A key of many caches; the hash that Enum has is a function in Python.
    __hash__ = int.__hash__

    DOUBT = 0
    UNKNOWN = 1
    EXACT = 2
    PLAIN = 3


DOUBT: Final = Trust.DOUBT
UNKNOWN: Final = Trust.UNKNOWN
EXACT: Final = Trust.EXACT
PLAIN: Final = Trust.PLAIN

WITHOUT_TEXT: Final = 1 << 10
"""What a document counts for that has no text, or is composed without being read again, in bytes."""

WORTH_IT: Final = 1 << 15
"""How many bytes have to be read before what makes reading quick is loaded."""


class _Ceiling:
    """
    The most that is trusted in this process, what a document is met with, and how much was read in it.
    """

    most = met_with = DOUBT
    is_settled = False
    read = 0

    @classmethod
    def settle(cls, most: Trust) -> None:
        """
        Trust this much from here on, or nothing where the compiled packages cannot be used.
        """
        if most is not DOUBT:
            # Before content is touched.
            from ignition_compose.fast.packages import ALL, load

            most = most if load(*ALL) else DOUBT
        cls.most, cls.met_with, cls.is_settled = most, min(most, UNKNOWN), True


def is_trusting() -> bool:
    """
    Whether the quick ways may be taken now.
    """
    return _Ceiling.most is not DOUBT


def grant(size: int) -> Trust:
    """
    The trust with which a document of *size* bytes is met, which counts as read from here on.
    """
    if not _Ceiling.is_settled:
        _Ceiling.read += size
        if _Ceiling.read >= WORTH_IT:
            _Ceiling.settle(PLAIN)
    return _Ceiling.met_with


class trusting:  # noqa: N801 - it reads as a verb where it is used
    """
    A while in which just so much is trusted: for tests and measurements, which compare the ways.

    Args:
        trust: How much.

    Examples:
        >>> with trusting(Trust.DOUBT):
        ...     is_trusting()
        False
    """

    # No function of `contextlib`, which takes longer to import than all of this.
    def __init__(self, trust: Trust) -> None:
        self._trust = trust

    def __enter__(self) -> None:
        self._before = _Ceiling.most, _Ceiling.is_settled
        _Ceiling.settle(self._trust)

    def __exit__(self, *_: object) -> None:
        most, was_settled = self._before
        _Ceiling.settle(most)
        _Ceiling.is_settled = was_settled
