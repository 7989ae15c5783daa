"""
Where the filesystems of a config of spec 2, which have names, are mounted in spec 3, which knows paths alone.
"""

from __future__ import annotations

from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Final

    from ignition_compose.models.fields import Tree

_ALWAYS: Final = {"root": "/"}
_OEM: Final = "oem"


class Counted(NamedTuple):
    """
    How many mount points one run of Ignition has found.

    Attributes:
        found: All of them.
        unnamed: Those that had no name.
    """

    found: int = 0
    unnamed: int = 0


class MountPoints(NamedTuple):
    """
    The mount points of a config's filesystems.

    Attributes:
        paths: The mount points, by name.
        counted: How many were found until here.
        made: The names of those that were made up.
    """

    paths: Mapping[str, str]
    counted: Counted
    made: frozenset[str]


def find_mount_points(
    filesystems: Iterable[Tree], given: Mapping[str, str], counted: Counted | None = None, oem: str = "/oem"
) -> MountPoints:
    """
    The mount points of some filesystems.

    Args:
        filesystems: The filesystems as spec 2 has them.
        given: Those that are known, by name; that of the filesystem that is always there is always known.
        counted: How many were found before, in the same run.
        oem: Where the OEM partition is mounted.

    Returns:
        The mount points. Mirrors what Flatcar's ``Check2_4`` does with names that it knows none for: a folder below
        ``/tmp`` each, with a number that counts all of them.

    Examples:
        >>> names = [{"name": name} for name in ("a", "oem", "b", "a", "data")]
        >>> find_mount_points(names, {"data": "/data"}).paths
        {'data': '/data', 'root': '/', 'a': '/tmp/a-ign1', 'oem': '/oem', 'b': '/tmp/b-ign3'}
    """
    paths = {**given, **_ALWAYS}
    number, unnamed = counted or Counted()
    made = set()
    for one in filesystems:
        name = one.get("name", "")
        if not name:
            unnamed += 1
            name = f"ignition{unnamed}"
        if name not in paths:
            number += 1
            paths[name] = oem if name == _OEM else f"/tmp/{name}-ign{number}"  # noqa: S108 - Ignition's, not ours
            made.add(name)
    return MountPoints(paths, Counted(number, unnamed), frozenset(made))
