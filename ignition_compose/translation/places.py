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
_KNOWN: Final = {"oem": "/oem"}


class Counted(NamedTuple):
    """
    How many filesystems one run of Ignition has found places for.

    Attributes:
        placed: All of them.
        unnamed: Those that had no name.
    """

    placed: int = 0
    unnamed: int = 0


class Places(NamedTuple):
    """
    The places of a config's filesystems.

    Attributes:
        paths: The places, by name.
        counted: How many places were found until here.
        made: The names of those for which one was made up.
    """

    paths: Mapping[str, str]
    counted: Counted
    made: frozenset[str]


def find_places(filesystems: Iterable[Tree], given: Mapping[str, str], counted: Counted = Counted()) -> Places:  # noqa: B008 - it never changes
    """
    The places of some filesystems.

    Args:
        filesystems: The filesystems as spec 2 has them.
        given: The places that are known, by name; that of the one that is always there is always known.
        counted: How many were found before, in the same run.

    Returns:
        The places. Mirrors what Flatcar's ``Check2_4`` does with the names that it has no place for: a folder below
        ``/tmp`` each, with a number that counts all of them.

    Examples:
        >>> names = [{"name": name} for name in ("a", "oem", "b", "a", "data")]
        >>> find_places(names, {"data": "/data"}).paths
        {'data': '/data', 'root': '/', 'a': '/tmp/a-ign1', 'oem': '/oem', 'b': '/tmp/b-ign3'}
    """
    paths = {**given, **_ALWAYS}
    placed, unnamed = counted
    made = set()
    for one in filesystems:
        name = one.get("name", "")
        if not name:
            unnamed += 1
            name = f"ignition{unnamed}"
        if name not in paths:
            placed += 1
            paths[name] = _KNOWN.get(name) or f"/tmp/{name}-ign{placed}"  # noqa: S108 - Ignition's, not ours
            made.add(name)
    return Places(paths, Counted(placed, unnamed), frozenset(made))
