"""
The specs as values: which versions each has, what its configs hold, how two of them become one.

No engine asks which spec it has before it; it takes what the spec's value says.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from ignition_compose.models.spec3.config import Sections
from ignition_compose.versions import SpecVersion


class Spec(NamedTuple):
    """
    One spec, over all its versions.

    Attributes:
        major: The number that all its versions begin with.
        versions: Its versions, from the oldest to the newest.
        root: The described class of a whole config.
        joins: How two of its configs become one: entry by entry, by key, or one appended to the other.
    """

    major: int
    versions: tuple[SpecVersion, ...]
    root: type
    joins: Literal["by-key", "append"]


def _versions_of(major: int) -> tuple[SpecVersion, ...]:
    return tuple([version for version in SpecVersion if version.major == major])


SPEC3: Final = Spec(3, _versions_of(3), Sections, "by-key")

SPECS: Final[dict[int, Spec]] = {spec.major: spec for spec in (SPEC3,)}
"""Every spec, by its number."""


def spec_of(version: SpecVersion) -> Spec:
    """
    The spec that *version* is a version of.

    Examples:
        >>> spec_of(SpecVersion("3.4.0")).major
        3
    """
    return SPECS[version.major]
