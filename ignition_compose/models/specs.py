"""
The specs as values: which versions each has, and what its configs hold.

No engine asks which spec it has before it; it takes what the spec's value says.
"""

from __future__ import annotations

from ignition_compose.errors import UnknownVersion
from ignition_compose.models.spec3.config import Sections
from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final


class Spec(NamedTuple):
    """
    One spec, over all its versions.

    Attributes:
        major: The number that all its versions begin with.
        versions: Its versions, from the oldest to the newest.
        root: The described class of a whole config.
    """

    major: int
    versions: tuple[SpecVersion, ...]
    root: type


def _versions_of(major: int) -> tuple[SpecVersion, ...]:
    return tuple([version for version in SpecVersion if version.major == major])


SPEC3: Final = Spec(3, _versions_of(3), Sections)

SPECS: Final[dict[int, Spec]] = {spec.major: spec for spec in (SPEC3,)}
"""Every spec, by its number."""


def spec_of(version: SpecVersion) -> Spec:
    """
    The spec that *version* is a version of.

    Raises:
        UnknownVersion: When it is not described.

    Examples:
        >>> spec_of(SpecVersion("3.4.0")).major
        3
    """
    if version.major not in SPECS:
        msg = f"configs of spec {version.major} are not described yet"
        raise UnknownVersion(msg)
    return SPECS[version.major]
