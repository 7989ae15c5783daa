"""
Which Ignition reads a config: a dialect says which specs it takes, where it folds, and what it lets through.

A dialect stands for one release of Ignition, whose row in the table of releases says which specs it accepts, and
for the patches that a distribution adds.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.display import quoted
from ignition_compose.errors import InvalidInput
from ignition_compose.given import text_of
from ignition_compose.tables.table import accepted, release_of, rows
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Final


class Dialect:
    """
    One Ignition, as far as it matters to a config.

    There is one value for each; `dialect_of` gives it.

    Attributes:
        name: How it is called where one is chosen.
        release: The release of Ignition.
        specs: The versions that it accepts, from the oldest to the newest.
        accepts: The same as a set.
        schemes: The URL schemes that it accepts beyond those of the spec.
        passes_user_data: Whether cloud-config, scripts and MIME multipart are no config to it, rather than broken ones.
        takes_legacy: Whether it looks for the version of spec 1 too, ``ignitionVersion``, which must be an integer.
        newest: The version to which it translates every config before it merges.
        newest_stable: The newest version that does not change any more.
    """

    __slots__ = (
        "_is_made",
        "accepts",
        "name",
        "newest",
        "newest_stable",
        "passes_user_data",
        "release",
        "schemes",
        "specs",
        "takes_legacy",
    )

    def __init__(
        self,
        name: str,
        release: str,
        *,
        schemes: frozenset[str] = frozenset(),
        passes_user_data: bool = False,
        takes_legacy: bool = False,
    ) -> None:
        self.name = name
        self.release = release
        self.specs = accepted(release, tuple(SpecVersion))
        self.accepts = frozenset(self.specs)
        self.newest = _folds_at(release, self.specs)
        self.newest_stable = max([version for version in self.specs if not version.is_experimental])
        self.schemes = schemes
        self.passes_user_data = passes_user_data
        self.takes_legacy = takes_legacy

        self._is_made = True

    def __setattr__(self, name: str, value: object) -> None:
        # Everybody is given the same one.
        if hasattr(self, "_is_made"):
            msg = f"a dialect never changes; {name!r} cannot be set"
            raise AttributeError(msg)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        msg = f"a dialect never changes; {name!r} cannot be deleted"
        raise AttributeError(msg)

    def __repr__(self) -> str:
        return f"<Dialect {self.name}: Ignition {self.release}>"

    def __reduce__(self) -> tuple[Callable[[str], Dialect], tuple[str]]:
        return dialect_of, (self.name,)


FLATCAR: Final = "flatcar"
UPSTREAM: Final = "upstream"

_MAKERS: Final[Mapping[str, Callable[[], Dialect]]] = {
    # Flatcar's main branch: this release with its patches 0011 to 0013.
    FLATCAR: lambda: Dialect(FLATCAR, "2.26.0", schemes=frozenset({"oem"}), passes_user_data=True, takes_legacy=True),
    UPSTREAM: lambda: Dialect(UPSTREAM, rows("ignition")[-1].release),
}

NAMES: Final = tuple(_MAKERS)
"""The names of all dialects."""


def _folds_at(release: str, specs: tuple[SpecVersion, ...]) -> SpecVersion:
    """
    The newest version that a release knows, be it experimental; one that was finished since counts as what it became.
    """
    row = release_of(release)
    final = row.experimental.partition("-")[0] if row is not None and row.experimental else ""
    return SpecVersion(final) if final in SpecVersion.__members__.values() else specs[-1]


def dialect_of(name: str) -> Dialect:
    """
    The dialect of this name.

    Args:
        name: ``"flatcar"``, or ``"upstream"`` for the newest release of Ignition itself; a dialect is its own.

    Raises:
        InvalidInput: When there is no such dialect.

    Examples:
        >>> dialect_of("upstream").newest_stable
        <SpecVersion.V3_6_0: '3.6.0'>
    """
    given: object = name
    if type(given) is Dialect:
        return given
    text = given if type(given) is str else text_of(given)
    if text not in NAMES:
        msg = f"there is no dialect {quoted(name)}; known are {', '.join(NAMES)}"
        raise InvalidInput(msg)
    return _made(text)


@cache
def _made(name: str) -> Dialect:
    # Only the one that is asked for: the table of releases takes a while to be read. Threads that come here at once
    # are all given the first, for a document is read again where the dialect is another.
    return _DIALECTS.setdefault(name, _MAKERS[name]())


_DIALECTS: Final[dict[str, Dialect]] = {}
