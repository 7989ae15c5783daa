"""
What parts of a config demand of each other: nothing is written where a unit of systemd is written.
"""

from __future__ import annotations

from ignition_compose.checks.registry import rule
from ignition_compose.models.keys import MemberKey
from ignition_compose.models.spec3.config import Sections
from ignition_compose.report import beside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_FOLDER: Final = "/etc/systemd/system/"
_DROPINS: Final = ".d/"
_PATH: Final = MemberKey("path")


@rule(
    "path-conflicts-systemd",
    Sections,
    habit="path-conflicts-systemd",
    message="a unit or drop-in of this config is written to this path; leave out one of the two",
    mirrors="config.go Config.Validate",
    needs=["storage"],
)
def paths_are_free_of_units(config: Tree) -> Sequence[Tokens]:
    """
    No file, directory or link stands where a unit or drop-in with contents is written.
    """
    storage = config.get("storage", {})
    nodes: list[tuple[Tokens, str]] = []
    for kind in ("files", "directories", "links"):
        if kind in storage:
            names = _PATH.of_all(storage[kind])
            # Nearly no config has such a path, and one search through all of them tells.
            if _FOLDER in "\n".join(names):
                nodes += _list_below(kind, names)
    if not nodes:
        return ()
    written, dropins = _list_written(config.get("systemd", {}))
    lengths = {len(name) for name in dropins}
    found = []
    for place, name in nodes:
        others = [written.get(name), *[dropins.get(unit, {}).get(rest) for unit, rest in _split(name, lengths)]]
        other = next((one for one in others if one is not None), None)
        if other is not None:
            found.append(beside(place, other))
    return found


def _list_below(kind: str, names: Sequence[str]) -> list[tuple[Tokens, str]]:
    """
    List the nodes of one kind that stand in the folder of units, each by its name in there.
    """
    return [
        (("storage", kind, index, "path"), name[len(_FOLDER) :])
        for index, name in enumerate(names)
        if name.startswith(_FOLDER)
    ]


def _list_written(systemd: Tree) -> tuple[dict[str, Tokens], dict[str, dict[str, Tokens]]]:
    """
    List the units with contents, and the drop-ins with contents by their unit, each with its place.
    """
    written: dict[str, Tokens] = {}
    dropins: dict[str, dict[str, Tokens]] = {}
    for number, unit in enumerate(systemd.get("units", ())):
        here = ("systemd", "units", number)
        if unit.get("contents"):
            written.setdefault(unit.get("name", ""), (*here, "name"))
        names = [
            (dropin.get("name", ""), (*here, "dropins", index, "name"))
            for index, dropin in enumerate(unit.get("dropins", ()))
            if dropin.get("contents")
        ]
        if names:
            dropins.setdefault(unit.get("name", ""), {}).update(names)
    return written, dropins


def _split(name: str, lengths: set[int]) -> Iterator[tuple[str, str]]:
    """
    Split at each infix of drop-ins, where a unit's name may end; names may hold slashes.
    """
    at = name.find(_DROPINS)
    while at >= 0:
        if at in lengths:
            yield name[:at], name[at + len(_DROPINS) :]
        at = name.find(_DROPINS, at + 1)
