"""
Which Ignition an image has, which specs that takes, and what it does otherwise than its neighbour.
"""

from __future__ import annotations

from ignition_compose.dialects import CHANNELS, FLATCAR, FLATCAR_MAIN, UPSTREAM, dialect_of
from ignition_compose.tables.table import release_of, rows
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ignition_compose.tables.table import Habit
    from ignition_compose.versions import SpecVersion


class Target(NamedTuple):
    """
    What a config can be written for.

    Attributes:
        name: The name by which it is a dialect or a target.
        image: The release of Flatcar, None where it is none.
        ignition: The release of Ignition.
        date: The day on which that was made, None if it is not known.
        spec: The newest stable spec version that it takes.
        specs: Every one that it takes, the oldest first; those that are translated at boot among them.
        folds_at: The version at which it merges or appends.
        source: Where it is said which Ignition the image has.
        as_of: The day on which that was read.
    """

    name: str
    image: str | None
    ignition: str
    date: str | None
    spec: SpecVersion
    specs: tuple[SpecVersion, ...]
    folds_at: SpecVersion
    source: str
    as_of: str

    @property
    def neighbour(self) -> str | None:
        """
        The release of Ignition before, in images of the same kind; None where there is none of spec 3.
        """
        if self.image is None:
            known = [row.release for row in rows("ignition")]
        else:
            known = list(dict.fromkeys([row.ignition for row in rows("flatcar")]))
        at = known.index(self.ignition) if self.ignition in known else 0
        before = known[at - 1] if at else None
        return before if before is not None and not before.startswith("0.") else None

    @property
    def differences(self) -> list[tuple[str, Habit]]:
        """
        What its Ignition does, ``"since"`` it or no more ``"until"`` it, as against its neighbour.
        """
        if self.neighbour is None:
            return []
        before, now = _numbers(self.neighbour), _numbers(self.ignition)
        since = [("since", row) for row in rows("habits") if before < _numbers(row.first) <= now]
        until = [("until", row) for row in rows("habits") if row.last and before <= _numbers(row.last) < now]
        return since + until

    def to_dict(self) -> dict[str, Any]:
        """
        The target as plain values.
        """
        plain = {name: getattr(self, name) for name in self._fields if name not in ("spec", "specs", "folds_at")}
        changes = [
            {"when": when, "habit": row.habit, "says": row.says, "source": row.source} for when, row in self.differences
        ]
        specs = {"spec": str(self.spec), "specs": [str(spec) for spec in self.specs], "folds_at": str(self.folds_at)}
        return {**plain, **specs, "neighbour": self.neighbour, "differences": changes}


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")))


def target(name: str) -> Target:
    """
    A target by its name.

    Args:
        name: The name of a dialect.

    Raises:
        InvalidInput: When there is no such dialect.

    Examples:
        >>> target("flatcar-4081").ignition, str(target("flatcar-4081").spec)
        ('2.19.0', '3.4.0')
    """
    dialect = dialect_of(name)
    row = release_of(dialect.release)
    image = _image_of(name)
    specs = tuple(sorted({*dialect.specs, *dialect.accepts}))
    said = next((one for one in rows("flatcar") if one.ignition == dialect.release), None)
    is_flatcar = name.startswith(FLATCAR)
    source = said.source if said is not None and is_flatcar else row.source if row is not None else ""
    as_of = said.as_of if said is not None and is_flatcar else row.as_of if row is not None else ""
    date = None if row is None else row.date
    return Target(name, image, dialect.release, date, dialect.newest_stable, specs, dialect.newest, source, as_of)


def _image_of(name: str) -> str | None:
    if not name.startswith(FLATCAR):
        return None
    rest = name.removeprefix(FLATCAR).removeprefix("-") or CHANNELS[0]
    channel = next((row.release for row in rows("channels") if row.channel == rest), None)
    return channel or (rest if rest[0].isdigit() else None)


def targets() -> Iterator[Target]:
    """
    The targets that somebody is likely to have: Flatcar's channels and main branch, and the newest Ignition.

    Examples:
        >>> [one.name for one in targets()][:2]
        ['flatcar-stable', 'flatcar-beta']
    """
    for name in (*[f"{FLATCAR}-{channel}" for channel in CHANNELS], FLATCAR_MAIN, UPSTREAM):
        yield target(name)
