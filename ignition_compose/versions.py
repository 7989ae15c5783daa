"""
The versions of the Ignition config spec: which exist, in which order, and spans of them.
"""

from __future__ import annotations

from enum import StrEnum

from ignition_compose.display import quoted
from ignition_compose.errors import UnknownVersion
from ignition_compose.given import Words
from ignition_compose.values import NamedTuple


class SpecVersion(StrEnum, metaclass=Words):
    """
    A version of the Ignition config spec, ordered from the oldest to the newest.

    It is a string, so it compares equal to its text; text on one side of ``<`` is read as a version.
    A new version of the spec is one more line here, and its new lines in `ignition_compose.models`.

    Raises:
        UnknownVersion: By ``SpecVersion(text)`` and by comparing, when no such version exists.

    Examples:
        >>> SpecVersion("3.4.0") < SpecVersion("3.6.0"), SpecVersion("3.4.0") < "3.6.0"
        (True, True)
        >>> SpecVersion("3.7.0-experimental").is_experimental
        True
    """

    V1_0_0 = "1.0.0"
    V2_0_0 = "2.0.0"
    V2_1_0 = "2.1.0"
    V2_2_0 = "2.2.0"
    V2_3_0 = "2.3.0"
    V2_4_0 = "2.4.0"
    V3_0_0 = "3.0.0"
    V3_1_0 = "3.1.0"
    V3_2_0 = "3.2.0"
    V3_3_0 = "3.3.0"
    V3_4_0 = "3.4.0"
    V3_5_0 = "3.5.0"
    V3_6_0 = "3.6.0"
    V3_7_0_EXPERIMENTAL = "3.7.0-experimental"

    @classmethod
    def _missing_(cls, value: object) -> SpecVersion:
        known = ", ".join(cls)
        msg = f"there is no spec version {quoted(value)}; known are {known}"
        raise UnknownVersion(msg)

    @property
    def rank(self) -> int:
        """
        The place in the order, from 0.
        """
        return _RANK[self]

    @property
    def major(self) -> int:
        """
        The spec that it is a version of.
        """
        return int(self.partition(".")[0])

    @property
    def is_experimental(self) -> bool:
        """
        Whether the version may still change.
        """
        return "-" in self

    # A version is a key of many caches; the hash that Enum has is a function in Python.
    __hash__ = str.__hash__

    # As text, 3.10.0 would come before 3.4.0.
    def __lt__(self, other: str) -> bool:
        return self.rank < _rank_of(other)

    def __le__(self, other: str) -> bool:
        return self.rank <= _rank_of(other)

    def __gt__(self, other: str) -> bool:
        return self.rank > _rank_of(other)

    def __ge__(self, other: str) -> bool:
        return self.rank >= _rank_of(other)


_ORDER = tuple(SpecVersion)
_RANK: dict[str, int] = {version.value: rank for rank, version in enumerate(_ORDER)}


def _rank_of(version: str) -> int:
    rank = _RANK.get(version) if type(version) is str else None
    return SpecVersion(version).rank if rank is None else rank


class Span(NamedTuple):
    """
    A run of spec versions, both ends included; a missing end is open.

    Examples:
        >>> SpecVersion("3.2.0") in Span(SpecVersion("3.1.0"), None)
        True
    """

    first: SpecVersion | None = None
    last: SpecVersion | None = None

    def __contains__(self, version: object) -> bool:
        if not isinstance(version, SpecVersion):
            return False
        if self is ALWAYS:
            return True
        after = self.first is None or version.rank >= self.first.rank
        return after and (self.last is None or version.rank <= self.last.rank)


ALWAYS = Span()
NEVER = Span(_ORDER[-1], _ORDER[0])


def since(version: str) -> Span:
    """
    The span from *version* on.
    """
    return Span(SpecVersion(version), None)


def until(version: str) -> Span:
    """
    The span up to *version*, which is included.
    """
    return Span(None, SpecVersion(version))
