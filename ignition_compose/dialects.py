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
    from typing import Final, Literal, TypeAlias

Older: TypeAlias = 'Literal["refused", "translated", "read"]'


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
        passes: What is no config to it but something that others read, rather than a broken config: ``"cloud-config"``,
            ``"script"``, ``"mime"``.
        older: What becomes of configs of specs 1 and 2: they are ``"refused"``; ``"translated"`` to spec 3; or
            ``"read"``, by an Ignition that knows no other.
        newest: The version to which it translates every config before it merges, or appends.
        newest_stable: The newest version that does not change any more.
    """

    __slots__ = (
        "_is_made",
        "accepts",
        "name",
        "newest",
        "newest_stable",
        "older",
        "passes",
        "release",
        "schemes",
        "specs",
    )

    def __init__(
        self,
        name: str,
        release: str,
        *,
        schemes: frozenset[str] = frozenset(),
        passes: frozenset[str] = frozenset(),
        older: Older = "refused",
    ) -> None:
        self.name = name
        self.release = release
        # What patches let a release take beside its own specs is translated to these, or is all it takes.
        before = _before_spec_3()
        self.specs = before if older == "read" else accepted(release, _spec_3())
        self.accepts = frozenset(self.specs if older == "refused" else (*before, *self.specs))
        self.newest = max(before) if older == "read" else _folds_at(release, self.specs)
        self.newest_stable = max([version for version in self.specs if not version.is_experimental])
        self.schemes = schemes
        self.passes = passes
        self.older = older

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
FLATCAR_MAIN: Final = "flatcar-main"
FLATCAR_3033: Final = "flatcar-3033.3.18"

_PASSED_BY_FLATCAR: Final = frozenset({"cloud-config", "script", "mime"})
_PASSED_BY_0_X: Final = frozenset({"cloud-config", "script"})

_MAKERS: Final[Mapping[str, Callable[[], Dialect]]] = {
    # The newest stable release, 4593.2.5, and the main branch, both with Flatcar's patches.
    FLATCAR: lambda: _patched(FLATCAR, "2.24.0"),
    FLATCAR_MAIN: lambda: _patched(FLATCAR_MAIN, "2.26.0"),
    UPSTREAM: lambda: Dialect(UPSTREAM, rows("ignition")[-1].release),
    # The last release with Ignition 0.x, in Flatcar's own version of it.
    FLATCAR_3033: lambda: _older_flatcar(FLATCAR_3033),
}


def _patched(name: str, release: str) -> Dialect:
    return Dialect(name, release, schemes=frozenset({"oem"}), passes=_PASSED_BY_FLATCAR, older="translated")


def _older_flatcar(name: str) -> Dialect:
    return Dialect(name, "0.36.1", passes=_PASSED_BY_0_X, older="read")


NAMES: Final = tuple(_MAKERS)
"""The names of all dialects."""


def _before_spec_3() -> tuple[SpecVersion, ...]:
    return tuple([version for version in SpecVersion if version.major < _SPEC_3])


def _spec_3() -> tuple[SpecVersion, ...]:
    return tuple([version for version in SpecVersion if version.major >= _SPEC_3])


_SPEC_3: Final = 3


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
        name: ``"flatcar"`` for Flatcar's newest stable release, ``"flatcar-main"`` for its main branch, ``"upstream"``
            for the newest release of Ignition itself, ``"flatcar-3033.3.18"`` for the last Flatcar with Ignition 0.x,
            or with the number of an older one; a dialect is its own.

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
    if text is None or (text not in NAMES and not _is_older_flatcar(text)):
        msg = f"there is no dialect {quoted(name)}; known are {', '.join(NAMES)}, and older ones of Flatcar by number"
        raise InvalidInput(msg)
    return _made(text)


def _is_older_flatcar(text: str) -> bool:
    """
    Whether *text* names a release of Flatcar with Ignition 0.x, such as flatcar-2605.27.0.
    """
    numbers = text.removeprefix(f"{FLATCAR}-").split(".")
    is_release = text.startswith(f"{FLATCAR}-") and len(numbers) <= _NUMBERS and all(map(_is_number, numbers))
    return is_release and int(numbers[0]) < _FIRST_WITH_2_X


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


_NUMBERS: Final = 3
_DIGITS: Final = 6
_FIRST_WITH_2_X: Final = 3185
"""The first major release of Flatcar with Ignition 2.x, an alpha of 2022-03-23."""


@cache
def _made(name: str) -> Dialect:
    # Only the one that is asked for: the table of releases takes a while to be read. Threads that come here at once
    # are all given the first, for a document is read again where the dialect is another.
    return _DIALECTS.setdefault(name, _MAKERS[name]() if name in _MAKERS else _older_flatcar(name))


_DIALECTS: Final[dict[str, Dialect]] = {}
