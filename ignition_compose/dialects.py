"""
Which Ignition reads a config: a dialect says which specs it takes, where it folds, and what it lets through.

A dialect stands for one release of Ignition, whose row in the table of releases says which specs it accepts, and
for the patches that a distribution adds.
"""

from __future__ import annotations

from ignition_compose.display import quoted
from ignition_compose.errors import InvalidInput
from ignition_compose.given import text_of
from ignition_compose.tables.table import accepted, folds_at, ignition_of_flatcar, release_of, rows
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, Literal, TypeAlias

    from ignition_compose.tables.table import IgnitionRelease

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
        oem_mount_point: Where a filesystem of spec 2 that is named ``oem`` is mounted.
    """

    __slots__ = (
        "_is_made",
        "accepts",
        "name",
        "newest",
        "newest_stable",
        "oem_mount_point",
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
        oem_mount_point: str = "/oem",
    ) -> None:
        self.name = name
        self.release = release
        # What patches let a release take beside its own specs is translated to these, or is all it takes.
        before = _before_spec_3()
        self.specs = accepted(release, before if older == "read" else _spec_3())
        self.accepts = frozenset((*before, *self.specs) if older == "translated" else self.specs)
        # What an experimental version has beyond the stable ones, no config that is translated to it can have.
        self.newest = self.specs[-1] if older == "read" else _folds_at(release, self.specs)
        self.newest_stable = max([version for version in self.specs if not version.is_experimental])
        self.schemes = schemes
        self.passes = passes
        self.older = older
        self.oem_mount_point = oem_mount_point

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
BEFORE_SPEC_3: Final = "ignition-0.36.2"
"""The last release that reads specs 1 and 2, which no image of Flatcar has, but whose code its translation has."""


CHANNELS: Final = ("stable", "beta", "alpha", "lts")
NAMES: Final = (
    FLATCAR,
    *[f"{FLATCAR}-{channel}" for channel in CHANNELS],
    FLATCAR_MAIN,
    FLATCAR_3033,
    UPSTREAM,
    "fedora-coreos",
    "ignition-2.27.0",
    BEFORE_SPEC_3,
)
"""Names of dialects; any release of Flatcar and of Ignition since 2.0.0 goes by its number in the same way."""

_MAIN_RELEASE: Final = "2.26.0"
"""The Ignition of Flatcar's main branch, which no release has yet."""

_PASSED: Final = (frozenset({"cloud-config", "script"}), frozenset({"cloud-config", "script", "mime"}))
_MIME_SINCE: Final = 3637
"""The first major release of Flatcar that recognises MIME multipart, and that mounts the OEM partition at ``/oem``."""


def _maker_of(name: str) -> Callable[[], Dialect] | None:
    """
    What makes the dialect of a name, None if there is none.
    """
    world, _, rest = name.partition("-")
    if name in (UPSTREAM, "fedora-coreos"):
        return lambda: Dialect(name, rows("ignition")[-1].release)
    if name == FLATCAR_MAIN:
        return lambda: _flatcar(name, _MAIN_RELEASE, None)
    if world == FLATCAR:
        number = _number_of(CHANNELS[0] if name == FLATCAR else rest)
        release = ignition_of_flatcar(number) if number else None
        return (lambda: _flatcar(name, release, number)) if release else None
    row = release_of(rest) if world == "ignition" and _is_number(rest) else None
    if row is None or row.number < _FIRST_KNOWN:
        return None
    return lambda: Dialect(name, row.release) if row.number >= _FIRST_OF_SPEC_3 else _reading_specs_1_and_2(name, row)


def _number_of(rest: str) -> str | None:
    """
    The number of a release of Flatcar, of which the channel or the number is given.
    """
    if rest in CHANNELS:
        return next(row.release for row in rows("channels") if row.channel == rest)
    return rest if _is_number(rest) else None


def _is_number(text: str) -> bool:
    parts = text.split(".")
    return len(parts) <= _PARTS and all(map(_is_part, parts))


def _is_part(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


_PARTS: Final = 3
_DIGITS: Final = 4
_FIRST_OF_SPEC_3: Final = (2, 0, 0)
_FIRST_KNOWN: Final = (0, 30, 0)
"""The first release whose code for the stable versions of specs 1 and 2 is that of the last one."""


def _reading_specs_1_and_2(name: str, release: IgnitionRelease) -> Dialect:
    """
    An Ignition that knows no spec 3.
    """
    mounted = "/usr/share/oem"
    return Dialect(name, release.release, passes=_PASSED[0], older="read", oem_mount_point=mounted)


def _flatcar(name: str, release: str, number: str | None) -> Dialect:
    """
    Flatcar's Ignition: a release with Flatcar's patches.
    """
    row = release_of(release)
    if row is not None and row.number < _FIRST_OF_SPEC_3:
        return _reading_specs_1_and_2(name, row)
    is_newer = number is None or int(number.partition(".")[0]) >= _MIME_SINCE
    return Dialect(
        name,
        release,
        schemes=frozenset({"oem"}),
        passes=_PASSED[is_newer],
        older="translated",
        oem_mount_point="/oem" if is_newer else "/usr/share/oem",
    )


def _before_spec_3() -> tuple[SpecVersion, ...]:
    return tuple([version for version in SpecVersion if version.major < _SPEC_3])


def _spec_3() -> tuple[SpecVersion, ...]:
    return tuple([version for version in SpecVersion if version.major >= _SPEC_3])


_SPEC_3: Final = 3


def _folds_at(release: str, specs: tuple[SpecVersion, ...]) -> SpecVersion:
    """
    The version to which a release translates every config, in effect.
    """
    spec = folds_at(release)
    # A version that no table knows yet is one that the newest release will know.
    return max(SpecVersion(spec), specs[-1]) if spec is not None else specs[-1]


def dialect_of(name: str) -> Dialect:
    """
    The dialect of this name.

    Args:
        name: ``"flatcar"`` for Flatcar's newest stable release, ``"flatcar-lts"`` and so on for that of a channel,
            ``"flatcar-4081"`` or ``"flatcar-4081.2.0"`` for any release by its number, ``"flatcar-main"`` for the main
            branch; ``"upstream"`` for the newest release of Ignition itself, as Fedora CoreOS has it
            (``"fedora-coreos"``), ``"ignition-2.14"`` for any other since 2.0.0, and
            since 0.30.0 of those that read specs 1 and 2; a dialect is its own.

    Raises:
        InvalidInput: When there is no such dialect.

    Examples:
        >>> dialect_of("upstream").newest_stable, dialect_of("flatcar-lts").newest_stable
        (<SpecVersion.V3_6_0: '3.6.0'>, <SpecVersion.V3_4_0: '3.4.0'>)
    """
    given: object = name
    if type(given) is Dialect:
        return given
    text = given if type(given) is str else text_of(given)
    made = None if text is None else _made(text)
    if made is None:
        others = "any other release of Flatcar, and of Ignition since 0.30.0, by its number"
        msg = f"there is no dialect {quoted(name)}; known are {', '.join(NAMES)}, and {others}"
        raise InvalidInput(msg)
    return made


def target_of(name: str) -> SpecVersion:
    """
    The spec version of a target: a version by its name, or the newest stable one that a dialect accepts.

    Args:
        name: A spec version, or a dialect by its name.

    Raises:
        UnknownVersion: When it is neither.

    Examples:
        >>> target_of("3.4.0"), target_of("flatcar-4081")
        (<SpecVersion.V3_4_0: '3.4.0'>, <SpecVersion.V3_4_0: '3.4.0'>)
    """
    text = text_of(name)
    if text is None or text in SpecVersion.__members__.values():
        return SpecVersion(name)
    made = _made(text)
    return SpecVersion(name) if made is None else made.newest_stable


def _made(name: str) -> Dialect | None:
    # Only the one that is asked for: the table of releases takes a while to be read. Threads that come here at once
    # are all given the first, for a document is read again where the dialect is another.
    made = _DIALECTS.get(name)
    if made is None:
        make = _maker_of(name)
        made = None if make is None else _DIALECTS.setdefault(name, make())
    return made


_DIALECTS: Final[dict[str, Dialect]] = {}
