"""
What Flatcar's Ignition refuses to translate from spec 2, and what it loses without a word.

It stops at the first problem; here all are found.
"""

from __future__ import annotations

from ignition_compose.display import quoted
from ignition_compose.report import ERROR, INFO, WARNING, Finding
from ignition_compose.translation.flatcar import NETWORKD, ROOT, is_oem, networkd_files
from ignition_compose.translation.units import by_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.translation.mount_points import MountPoints

_NODES: Final = ("files", "directories", "links")


def refusals(tree: Tree, made: Tree) -> Iterator[Finding]:
    """
    What stops the translation of a config of spec 2.4.0 that breaks no rule.

    Args:
        tree: Its tree.
        made: What it becomes.

    Returns:
        The errors. Mirrors ``Check2_4`` of Flatcar's ``config/v24tov31``.
    """
    storage = tree.get("storage") or {}
    yield from _filesystems(storage)
    yield from _paths(made.get("storage") or {}, {name: len(storage.get(name) or ()) for name in _NODES})
    yield from _dropins(tree)


def _filesystems(storage: Tree) -> Iterator[Finding]:
    for index, one in enumerate(storage.get("filesystems") or ()):
        here: Tokens = ("storage", "filesystems", index)
        if one.get("mount") is None:
            message = "it has no 'mount', and Flatcar's Ignition crashes on that while it translates; give it one"
            yield Finding(ERROR, "filesystem-without-mount", f"{message}, or leave the filesystem out", here)
        elif one["mount"].get("create") is not None and not one["mount"]["create"].get("force"):
            message = (
                "a filesystem that is made only where there is none cannot be said in spec 3; write 'force': true to "
                "make it anew in any case, or leave 'create' out to reuse what is there"
            )
            yield Finding(ERROR, "create-without-force", message, (*here, "mount", "create"))


def _paths(storage: Tree, counts: Mapping[str, int]) -> Iterator[Finding]:
    """
    Paths on the machine that are given twice, or lead through a link.

    Args:
        storage: The section as it becomes.
        counts: How many of each list were there before; what networkd becomes is not looked at.
    """
    paths = [one["path"] for list_ in _NODES for one in (storage.get(list_) or ())[: counts[list_]]]
    if not storage.get("links") and len(set(paths)) == len(paths):
        return
    places = [(list_, index) for list_ in _NODES for index in range(counts[list_])]
    found = list(zip(places, paths, strict=True))
    first: dict[str, tuple[str, int]] = {}
    links = {path: at for at, path in reversed(found) if at[0] == "links"}
    for at, path in found:
        here: Tokens = ("storage", *at)
        if path in first:
            message = "another file, directory or link has the same path on the machine, which spec 3 does not allow"
            yield Finding(ERROR, "duplicate-path", message, (*here, "path"), related=("storage", *first[path], "path"))
        first.setdefault(path, at)
        link = next((link for link in _above(path) if link in links), None) if links else None
        if link is not None:
            message = "the path leads through a link of this config, which spec 3 does not allow; give the path without"
            related = ("storage", *links[link], "path")
            yield Finding(ERROR, "path-through-link", message, (*here, "path"), related=related)


def _above(path: str) -> Iterator[str]:
    """
    The folders that a path leads through, the nearest first.
    """
    while len(path) > 1:
        path = path[: path.rfind("/")] or "/"
        yield path


def _dropins(tree: Tree) -> Iterator[Finding]:
    for index, unit in enumerate((tree.get("systemd") or {}).get("units") or ()):
        first: dict[str, int] = {}
        for number, dropin in enumerate(unit.get("dropins") or ()):
            here: Tokens = ("systemd", "units", index, "dropins")
            name = dropin.get("name", "")
            if name in first:
                message = f"the unit has another drop-in {quoted(name)}, which spec 3 does not allow"
                yield Finding(ERROR, "duplicate-dropin", message, (*here, number), related=(*here, first[name]))
            first.setdefault(name, number)


def losses(tree: Tree, mount_points: MountPoints, *, is_asked_for: bool) -> Iterator[Finding]:
    """
    What comes out otherwise than it was meant, without a word of Ignition.

    Args:
        tree: The tree of a config of spec 2.4.0.
        mount_points: Where each filesystem is mounted.
        is_asked_for: Whether somebody wants a config to keep, and not to know what a machine does.
    """
    storage = tree.get("storage") or {}
    # Whoever wants to know what a machine does hears as warnings what that machine warns of, and no more.
    grave = WARNING if is_asked_for else INFO
    for one in (*_misplaced(storage, mount_points.paths), *_mounts(storage, mount_points)):
        yield one if one.severity is INFO else one._replace(severity=grave)
    for indexes in by_name((tree.get("systemd") or {}).get("units") or ()).values():
        for index in indexes[1:]:
            message = "another unit has this name; the two become one, in which this one's members count"
            first: Tokens = ("systemd", "units", indexes[0], "name")
            yield Finding(INFO, "units-merged", message, ("systemd", "units", index, "name"), related=first)
    for index, unit in enumerate((tree.get("networkd") or {}).get("units") or ()):
        here: Tokens = ("networkd", "units", index)
        if not list(networkd_files([unit])):
            message = "it has neither contents nor drop-ins, so no file is written for it"
            yield Finding(INFO, "networkd-unit-empty", message, here)
        else:
            yield Finding(INFO, "networkd-to-files", f"it becomes a file below {NETWORKD}", here)


def _misplaced(storage: Tree, known: Mapping[str, str]) -> Iterator[Finding]:
    for list_ in _NODES:
        nodes = storage.get(list_) or ()
        unknown = {one.get("filesystem", "") for one in nodes} - known.keys() - {""}
        for index, one in enumerate(nodes) if unknown else ():
            name = one.get("filesystem", "")
            if name in unknown:
                message = (
                    f"there is no filesystem {quoted(name)} in this config, so Flatcar puts this on '/' without a "
                    "word; declare it, or name 'root'"
                )
                yield Finding(WARNING, "filesystem-undeclared", message, ("storage", list_, index, "filesystem"))


def _mounts(storage: Tree, mount_points: MountPoints) -> Iterator[Finding]:
    for index, one in enumerate(storage.get("filesystems") or ()):
        here: Tokens = ("storage", "filesystems", index)
        name, mount = one.get("name", ""), one.get("mount")
        if name == ROOT and mount is not None:
            message = "the filesystem 'root' is always there, so what is said of it here is lost"
            yield Finding(WARNING, "root-filesystem-dropped", message, here)
        elif mount is not None and name in mount_points.made and name != "oem":
            path = mount_points.paths[name]
            message = f"it is mounted at {path}, which Flatcar makes up and counts on; say where it belongs"
            yield Finding(WARNING, "filesystem-placed", message, (*here, "name"))
        yield from _oem(one, here)


def _oem(filesystem: Tree, here: Tokens) -> Iterator[Finding]:
    mount: Any = filesystem.get("mount") or {}
    if not is_oem(filesystem):
        return
    create = mount.get("create")
    is_wiped = mount.get("wipeFilesystem") if create is None else create.get("force")
    if not is_wiped and mount.get("format") != "btrfs":
        message = "the OEM partition is not wiped, so its format is taken to be btrfs, which it has on Flatcar's images"
        yield Finding(INFO, "oem-format", message, (*here, "mount", "format"))
    if filesystem["name"] != "oem":
        message = f"{quoted(filesystem['name'])} is not 'oem': it is not mounted at /oem"
        yield Finding(WARNING, "oem-misspelt", message, (*here, "name"))


def together(findings: Sequence[Finding]) -> list[Finding]:
    """
    Findings less those that say again of a place that it is refused.
    """
    kept: dict[tuple[Tokens, str], Finding] = {}
    for one in findings:
        kept.setdefault((one.tokens, one.code), one)
    return list(kept.values())
