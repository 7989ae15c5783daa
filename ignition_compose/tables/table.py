"""
The reader of the tables: lists of dated facts, one row a line, each with where it was found and when.

A table is a JSON file beside this module, a list of objects, and its rows are read into a named tuple of the same
columns. Every row has these two:

``source``
    What the row was read from: a repository and its tag, or the address of a page.
``as_of``
    The day on which somebody last held the row against its source. Renew it when you have looked again.

To add a release to ``ignition.json``, append a row; the order is that of the releases' numbers.

``release``, ``date``
    The tag without its ``v``, and the day of the tagged commit in UTC, as ``go list -m -json`` shows it; the days in
    the release notes differ. Pre-releases are left out.
``oldest``, ``newest``
    The run of stable spec versions that ``config.Parse`` takes at that tag. The values of ``MaxVersion`` below
    ``config/`` name the candidates; hand each to ``Parse`` in a small config to be sure. Spec 1, which a config chooses
    by ``"ignitionVersion": 1``, is written as Ignition counts it, 1.0.0.
``experimental``
    The experimental version that it takes, or null.

What releases do differently with one and the same spec version is in ``habits.json``, a row for each run of releases
and of spec versions. To add one, see where neighbouring releases differ (``python -m tests.oracle.between``), and find
the commit that made them differ.

``habit``, ``kind``
    Its name, and what it is about: a ``rule``, ``merging``, a ``translation``, a ``place``, a ``message``, ``reading``,
    or a ``crash``. A rule names its habit, so renaming one is a change in two places, which a test holds together.
``first``, ``last``
    The first release that has it, and the last, or null where the newest has it.
``oldest``, ``newest``
    The first and the last spec version with which it has it, null where there is no limit.
``says``
    What those releases do, as the rest of a sentence that begins with *Ignition*.

Every release translates configs to an experimental version before it merges them, and many of these are, for configs of
stable versions, what a stable one is: ``folding.json`` says which, for each run of releases, in the column ``spec``.

Which Ignition a release of Flatcar has is in ``flatcar.json``, a row for each run of releases from ``first`` to
``last``, by their numbers; what begins with ``last`` is part of the run. ``channels.json`` has the newest release of
each channel.

To add a leftover to ``leftovers.json``, append a row; those of one spec and one world stand together.

``spec``, ``on``, ``member``
    The spec of the document in which the member is left over, the described class of the object that holds it, or a
    base of that, and its name.
``kind``
    The JSON type of the value, where the class has a member of this name and of another type; else null.
``world``
    Whose member it is: ``spec 1``, ``spec 2``, ``spec 3`` or ``Butane``.
``successor``
    What to write instead, to go on after "it is of spec 2:". A member that the same spec has in another version, at
    another place or in other letters needs no row, for the description says so.

A new table is one more file, one more class here, and its line in ``_KINDS``.
"""

from __future__ import annotations

import json
from functools import cache

from ignition_compose import tables
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final, Literal, TypeVar, overload

    Version = TypeVar("Version", bound=str)


class IgnitionRelease(NamedTuple):
    """
    A release of Ignition, and the spec versions that it accepts.

    The rows of the table rise. Compare two of them by their `number`.

    Attributes:
        release: Its version.
        date: The day on which it was made, as YYYY-MM-DD.
        oldest: The oldest spec version that it accepts.
        newest: The newest stable one.
        experimental: The experimental one, if it has one.
        source: The repository and tag that the row was read from.
        as_of: The day on which it was read.
    """

    release: str
    date: str
    oldest: str
    newest: str
    experimental: str | None
    source: str
    as_of: str

    @property
    def number(self) -> tuple[int, ...]:
        """
        The release as numbers: 2.9.0 comes before 2.10.0.
        """
        return tuple(map(int, self.release.split(".")))

    @property
    def specs(self) -> tuple[str, ...]:
        """
        Every spec version that it accepts, from the oldest to the experimental one.

        Examples:
            >>> release_of("2.7.0").specs
            ('3.0.0', '3.1.0', '3.2.0', '3.3.0-experimental')
        """
        known = _stable_specs()
        stable = known[known.index(self.oldest) : known.index(self.newest) + 1]
        return stable if self.experimental is None else (*stable, self.experimental)


class Leftover(NamedTuple):
    """
    A member that nothing reads where it stands, because it is of another spec or of Butane.

    Attributes:
        spec: The spec of the document.
        on: The described class of the object that holds it, or a base of that.
        member: Its name.
        kind: The JSON type of the value, where the class has another member of this name.
        world: Whose member it is.
        successor: What to write instead.
        source: Where that is said.
        as_of: The day on which it was read.
    """

    spec: int
    on: str
    member: str
    kind: str | None
    world: str
    successor: str
    source: str
    as_of: str


class Habit(NamedTuple):
    """
    What some releases of Ignition do with a config and others do not, though its spec version is the same.

    The rows rise by the first release.

    Attributes:
        habit: Its name.
        kind: What it is about.
        first: The first release that has it.
        last: The last one, None where the newest has it.
        oldest: The oldest spec version with which it has it, None where there is no limit.
        newest: The newest one.
        says: What those releases do, as the rest of a sentence that begins with *Ignition*.
        source: The repository and the commits, or the tag, that the row was read from.
        as_of: The day on which it was read.
    """

    habit: str
    kind: Literal["rule", "merging", "translation", "place", "message", "reading", "crash"]
    first: str
    last: str | None
    oldest: str | None
    newest: str | None
    says: str
    source: str
    as_of: str

    def is_of(self, release: str, spec: str) -> bool:
        """
        Whether a release has it, with configs of a spec version.

        Examples:
            >>> [row.is_of("2.14.0", "3.3.0") for row in rows("habits") if row.habit == "mode-special-bits"]
            [True, False]
        """
        return _lies_within(release, self.first, self.last) and _lies_within(spec, self.oldest, self.newest)


class Folding(NamedTuple):
    """
    The spec version that a run of releases translates every config to, in effect.

    Attributes:
        first: The first release of the run.
        last: The last one, None where it is the newest.
        spec: The spec version.
        source: The repository, the tags, and the folder that the row was read from.
        as_of: The day on which it was read.
    """

    first: str
    last: str | None
    spec: str
    source: str
    as_of: str


class FlatcarReleases(NamedTuple):
    """
    A run of Flatcar's releases that have one Ignition.

    Attributes:
        first: The number of the first release, or the beginning of it.
        last: That of the last one, None where the run goes on.
        ignition: The release of Ignition, with Flatcar's patches.
        source: Where that is said.
        as_of: The day on which it was read.
    """

    first: str
    last: str | None
    ignition: str
    source: str
    as_of: str


class Channel(NamedTuple):
    """
    The newest release of one of Flatcar's channels.

    Attributes:
        channel: Its name.
        release: The number of the release.
        date: The day on which it was published, None if that is not known.
        source: Where that is said.
        as_of: The day on which it was read.
    """

    channel: str
    release: str
    date: str | None
    source: str
    as_of: str


def _lies_within(text: str, first: str | None, last: str | None) -> bool:
    number = _number(text)
    return (first is None or number >= _number(first)) and (last is None or number <= _number(last))


@cache
def _number(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.partition("-")[0].split(".")))


_KINDS: Final[dict[str, Any]] = {
    "channels": Channel,
    "flatcar": FlatcarReleases,
    "folding": Folding,
    "habits": Habit,
    "ignition": IgnitionRelease,
    "leftovers": Leftover,
}

if TYPE_CHECKING:

    @overload
    def rows(table: Literal["ignition"]) -> tuple[IgnitionRelease, ...]: ...
    @overload
    def rows(table: Literal["leftovers"]) -> tuple[Leftover, ...]: ...
    @overload
    def rows(table: Literal["habits"]) -> tuple[Habit, ...]: ...
    @overload
    def rows(table: Literal["flatcar"]) -> tuple[FlatcarReleases, ...]: ...
    @overload
    def rows(table: Literal["channels"]) -> tuple[Channel, ...]: ...
    @overload
    def rows(table: Literal["folding"]) -> tuple[Folding, ...]: ...


@cache
def rows(table: str) -> tuple[Any, ...]:
    """
    The rows of a table, in its order; the file is read once.

    Args:
        table: The name of its file, without the ending.

    Examples:
        >>> rows("ignition")[0].release
        '0.1.0'
    """
    # Whoever only reads a config does not need pathlib, whose import takes longer than all of this.
    with open(f"{tables.__path__[0]}/{table}.json", encoding="utf-8") as file:  # noqa: PTH123
        return tuple([_KINDS[table](**row) for row in json.load(file)])


@cache
def _stable_specs() -> tuple[str, ...]:
    # Every stable version was once the newest one, in the order of the releases.
    return tuple(dict.fromkeys([row.newest for row in rows("ignition")]))


@cache
def legacy_specs() -> tuple[str, ...]:
    """
    The versions before spec 3.

    Examples:
        >>> legacy_specs()
        ('1.0.0', '2.0.0', '2.1.0', '2.2.0', '2.3.0', '2.4.0')
    """
    return tuple([spec for spec in _stable_specs() if int(spec.partition(".")[0]) < 3])  # noqa: PLR2004 - of the spec


def release_of(text: str) -> IgnitionRelease | None:
    """
    The row of a release of Ignition, None if there is no such release.

    Args:
        text: Its version, or the beginning of one, which stands for the newest that begins so.

    Examples:
        >>> release_of("2.16.1").date
        '2023-07-10'
        >>> release_of("2.16").release
        '2.16.2'
    """
    return next((row for row in reversed(rows("ignition")) if f"{row.release}.".startswith(f"{text}.")), None)


def ignition_of_flatcar(number: str) -> str | None:
    """
    The release of Ignition that a release of Flatcar has, None if there is no such release.

    Args:
        number: The number of the release, or the beginning of one, which stands for the newest that begins so.

    Examples:
        >>> ignition_of_flatcar("4081.2.0"), ignition_of_flatcar("3033"), ignition_of_flatcar("17")
        ('2.19.0', '0.36.1', None)
    """
    whole = _padded(number)
    for row in rows("flatcar"):
        if _number(row.first) <= whole and (row.last is None or whole <= _padded(row.last)):
            return row.ignition
    return None


def _padded(number: str) -> tuple[float, ...]:
    parts = _number(number)
    return (*parts, *[float("inf")] * (_PARTS - len(parts)))


_PARTS: Final = 3


def first_release(spec: str) -> str | None:
    """
    The first release of Ignition that accepts a spec version, None if none is known.

    Of spec 3, every later release accepts it too. Of 0.x, 0.36.0 and 0.36.1 do not accept 2.4.0, which 0.35.0 does.

    Examples:
        >>> first_release("3.6.0")
        '2.26.0'
    """
    return next((row.release for row in rows("ignition") if spec in (row.newest, row.experimental)), None)


def accepted(text: str, among: tuple[Version, ...]) -> tuple[Version, ...]:
    """
    Those of some spec versions that a release of Ignition accepts, in the order given; none if it is not known.

    A version that no row names yet is one that the next release will bring; till then the newest one counts for it.

    Examples:
        >>> accepted("2.24.0", ("3.5.0", "3.6.0", "3.6.0-experimental"))
        ('3.5.0', '3.6.0-experimental')
    """
    row = release_of(text)
    if row is None:
        return ()
    known = {spec for one in rows("ignition") for spec in (one.oldest, one.newest, one.experimental)}
    is_newest = row is rows("ignition")[-1]
    return tuple([version for version in among if version in row.specs or (is_newest and version not in known)])


@cache
def has_habit(release: str, habit: str, spec: str) -> bool:
    """
    Whether a release of Ignition has a habit, with configs of a spec version.

    Args:
        release: The version of the release.
        habit: The name of the habit.
        spec: The spec version.

    Examples:
        >>> has_habit("2.26.0", "zeroes-with-should-not-exist", "3.4.0")
        True
        >>> has_habit("2.27.0", "zeroes-with-should-not-exist", "3.4.0")
        False
    """
    whole = _whole(release)
    return any(row.habit == habit and row.is_of(whole, spec) for row in rows("habits"))


def is_until(release: str, last: str) -> bool:
    """
    Whether a release of Ignition is not after another one.

    Examples:
        >>> is_until("2.9.0", "2.21.0"), is_until("2.22.0", "2.21.0")
        (True, False)
    """
    return _number(_whole(release)) <= _number(last)


@cache
def is_broken_with(habit: str) -> bool:
    """
    Whether the newest release has a habit no more, with any spec version.

    Examples:
        >>> is_broken_with("zeroes-with-should-not-exist"), is_broken_with("mode-special-bits")
        (True, False)
    """
    return all(row.last is not None for row in rows("habits") if row.habit == habit)


@cache
def free_of(habit: str) -> str | None:
    """
    The first release that has a habit no more, None where the newest has it.

    Examples:
        >>> free_of("zeroes-with-should-not-exist"), free_of("mode-special-bits")
        ('2.27.0', None)
    """
    lasts = [row.last for row in rows("habits") if row.habit == habit]
    if None in lasts:
        return None
    last = max(_number(str(last)) for last in lasts)
    return min([row for row in rows("ignition") if row.number > last], key=lambda row: row.number).release


def experiment_of(release: str) -> str | None:
    """
    The experimental spec version that a release of Ignition accepts.

    Examples:
        >>> experiment_of("2.24.0"), experiment_of("0.36.2")
        ('3.6.0-experimental', None)
    """
    row = release_of(release)
    return None if row is None else row.experimental


def folds_at(release: str) -> str | None:
    """
    The spec version that a release of Ignition translates every config to before it merges, in effect.

    It is a stable one where the release's experimental one does no more to configs of stable versions. None if it is
    not known.

    Examples:
        >>> folds_at("2.15.0"), folds_at("2.27.0")
        ('3.4.0', '3.7.0-experimental')
    """
    whole = _whole(release)
    return next((row.spec for row in rows("folding") if _lies_within(whole, row.first, row.last)), None)


def _whole(text: str) -> str:
    """
    The version of a release of which the beginning is given.
    """
    row = release_of(text)
    return text if row is None else row.release
