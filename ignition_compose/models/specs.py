"""
The specs as values: which versions each has, and what its configs hold.

No engine asks which spec it has before it; it takes what the spec's value says.
"""

from __future__ import annotations

from sys import modules

from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal


class Spec(NamedTuple):
    """
    One spec, over all its versions.

    Attributes:
        major: The number that all its versions begin with.
        versions: Its versions, from the oldest to the newest.
        home: The module with the described class of a whole config.
        steps: The module that says what changes from one of its versions to the next.
        joins: How two configs become one: entry by entry by key, or by appending.
    """

    major: int
    versions: tuple[SpecVersion, ...]
    home: str
    steps: str
    joins: Literal["by-key", "append"]

    @property
    def root(self) -> type:
        """
        The described class of a whole config, whose module is imported when it is first asked for.
        """
        # Whoever comes while another thread imports it waits.
        __import__(self.home)
        root: type = modules[self.home].Sections
        return root


def _versions_of(major: int) -> tuple[SpecVersion, ...]:
    return tuple([version for version in SpecVersion if version.major == major])


SPEC1: Final = Spec(1, _versions_of(1), "ignition_compose.models.spec1", "", "append")
SPEC2: Final = Spec(
    2, _versions_of(2), "ignition_compose.models.spec2.config", "ignition_compose.translation.legacy", "append"
)
SPEC3: Final = Spec(
    3, _versions_of(3), "ignition_compose.models.spec3.config", "ignition_compose.translation.upward", "by-key"
)

SPECS: Final[dict[int, Spec]] = {spec.major: spec for spec in (SPEC1, SPEC2, SPEC3)}
"""Every spec, by its number."""


def spec_of(version: SpecVersion) -> Spec:
    """
    The spec that *version* is a version of.

    Examples:
        >>> spec_of(SpecVersion("3.4.0")).major
        3
    """
    return SPECS[version.major]
