"""
What a parent gives up before a merge, in releases of Ignition that merged otherwise than the newest does.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.models.specs import SPEC3, spec_of
from ignition_compose.tables.table import has_habit, rows
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion


class _Yielding(NamedTuple):
    """
    How entries of a list yield to the child's of the same key.

    Attributes:
        habit: The habit of Ignition since which they do not.
        place: The section and the list.
        key: The member that entries meet by.
        gives_up: The members that an entry gives up, by the child's entry.
    """

    habit: str
    place: tuple[str, str]
    key: str
    gives_up: Callable[[Tree], tuple[str, ...]]


def _what_is_pointed_at(child: Tree) -> tuple[str, ...]:
    return ("clevis",) if child.get("clevis") is not None else ()


def _where_it_leads(child: Tree) -> tuple[str, ...]:
    return () if child.get("target") or child.get("hard") is not None else ("target",)


_YIELDING: Final = (
    _Yielding("merges-pointed-at-objects", ("storage", "luks"), "name", _what_is_pointed_at),
    _Yielding("keeps-a-link-that-the-child-leaves-out", ("storage", "links"), "path", _where_it_leads),
)


def yielding(release: str, version: SpecVersion) -> Callable[[Tree, Tree], Tree] | None:
    """
    What makes of a parent that which a release merges with a child; None if it merges as the newest does.

    Args:
        release: The release of Ignition.
        version: The version at which it merges.

    Examples:
        >>> from ignition_compose.versions import SpecVersion
        >>> make = yielding("2.9.0", SpecVersion("3.2.0"))
        >>> parent = {"storage": {"links": [{"path": "/a", "target": "/b"}]}}
        >>> make(parent, {"storage": {"links": [{"path": "/a", "overwrite": True}]}})
        {'storage': {'links': [{'path': '/a'}]}}
        >>> yielding("2.10.0", SpecVersion("3.2.0")) is None
        True
    """
    found = _found(release, version)
    return (lambda parent, child: _yielded(parent, child, found)) if found else None


@cache
def _found(release: str, version: SpecVersion) -> tuple[_Yielding, ...]:
    if spec_of(version) is not SPEC3:
        return ()
    # Those that some release has at this version.
    known = {row.habit for row in rows("habits") if row.is_of(row.first, version)}
    return tuple([one for one in _YIELDING if one.habit in known and not has_habit(release, one.habit, version)])


def _yielded(parent: Tree, child: Tree, found: tuple[_Yielding, ...]) -> Tree:
    for one in found:
        section, name = one.place
        above = {entry[one.key]: entry for entry in _entries(child, section, name) if one.key in entry}
        below = _entries(parent, section, name)
        if above and below:
            kept = [_less(entry, above.get(entry.get(one.key)), one) for entry in below]
            parent = {**parent, section: {**parent[section], name: kept}}
    return parent


def _entries(tree: Tree, section: str, name: str) -> list[Any]:
    return (tree.get(section) or {}).get(name) or []


def _less(entry: Tree, child: Tree | None, one: _Yielding) -> Tree:
    gone = () if child is None else one.gives_up(child)
    return {name: value for name, value in entry.items() if name not in gone} if gone else entry
