"""
Which Ignition reads a config: a dialect says which specs it takes, where it folds, and what it lets through.

A dialect stands for one release of Ignition, whose row in the table of releases says which specs it accepts, and
for the patches that a distribution adds.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ignition_compose.errors import InputError
from ignition_compose.tables.table import accepted
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Mapping


class Dialect(NamedTuple):
    """
    One Ignition, as far as it matters to a config.

    Attributes:
        name: How it is called where one is chosen.
        release: The release of Ignition.
        specs: The versions that it accepts, from the oldest to the newest.
        schemes: The URL schemes that it accepts beyond those of the spec.
        passes_user_data: Whether cloud-config, scripts and MIME multipart are no config to it, rather than broken ones.
    """

    name: str
    release: str
    specs: tuple[SpecVersion, ...]
    schemes: frozenset[str] = frozenset()
    passes_user_data: bool = False

    @property
    def newest(self) -> SpecVersion:
        """
        The version to which it translates every config before it merges.
        """
        return self.specs[-1]

    @property
    def newest_stable(self) -> SpecVersion:
        """
        The newest version that it accepts and that does not change any more.
        """
        return max([version for version in self.specs if not version.is_experimental])


FLATCAR: Final = "flatcar"
UPSTREAM: Final = "upstream"

_DECLARED: Final[Mapping[str, Dialect]] = {
    # Flatcar's main branch: its patches 0011 to 0013 on this release.
    FLATCAR: Dialect(FLATCAR, "2.26.0", (), frozenset({"oem"}), passes_user_data=True),
    UPSTREAM: Dialect(UPSTREAM, "2.27.0", ()),
}


NAMES: Final = tuple(_DECLARED)
"""The names of all dialects."""


@cache
def dialect_of(name: str) -> Dialect:
    """
    The dialect of this name.

    Args:
        name: ``"flatcar"``, or ``"upstream"`` for the newest release of Ignition itself.

    Raises:
        InputError: When there is no such dialect.

    Examples:
        >>> dialect_of("upstream").newest_stable
        <SpecVersion.V3_6_0: '3.6.0'>
    """
    declared = _DECLARED.get(name)
    if declared is None:
        msg = f"there is no dialect {str(name)[:40]!r}; known are {', '.join(NAMES)}"
        raise InputError(msg)
    return declared._replace(specs=accepted(declared.release, tuple(SpecVersion)))
