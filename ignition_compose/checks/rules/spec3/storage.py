"""
How files, directories, links, disks and filesystems of one config go together.

The reference compares every entry with every other one; here each rule takes one pass over sorted or indexed names.
"""

from __future__ import annotations

from collections import Counter

from ignition_compose.checks.registry import rule
from ignition_compose.golang import paths
from ignition_compose.models.spec3.storage import Storage
from ignition_compose.report import WARNING, Tokens, beside
from ignition_compose.versions import ALWAYS, since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import Span

MOST: Final = 100
"""How often an entry is repeated at most; the reference repeats it for every link, or directory, of one path."""

_NEEDED: Final[dict[Span, tuple[str, ...]]] = {until("3.2.0"): (), since("3.3.0"): ("target",)}
"""The members that a hard link must have to be looked at any further: the reference stops where it demands one."""

_BELOW_LINK: Final = "the path leads through a link of this config; write where the link leads to instead"


def links_above(names: Iterable[str], links: Iterable[str]) -> dict[str, tuple[int, str]]:
    """
    For each path that leads through links, how many these are, and the last of them on the way.

    Args:
        names: The paths.
        links: The links' paths; several links of one path count several times. An empty one leads to everything
            absolute.

    Examples:
        >>> links_above(["/a/b/c", "/ab"], ["/a", "/a/b", "/b"])
        {'/a/b/c': (2, '/a/b')}
    """
    prefixes = Counter([link + "/" for link in links])
    wanted = set(names)
    found: dict[str, tuple[int, str]] = {}
    # In order, the texts with a common prefix stand together, behind the prefix itself.
    around: list[str] = []
    total = 0
    for text in sorted(wanted.union(prefixes)):
        while around and not text.startswith(around[-1]):
            total -= prefixes[around.pop()]
        if text in prefixes:
            around.append(text)
            total += prefixes[text]
        if total and text in wanted:
            found[text] = total, around[-1][:-1]
    return found


@rule(
    "link-used-symlink",
    Storage,
    cases={ALWAYS: "links"},
    message=_BELOW_LINK,
    mirrors="storage.go Storage.validateLinks",
    needs=["links"],
)
@rule(
    "file-used-symlink",
    Storage,
    cases={ALWAYS: "files"},
    message=_BELOW_LINK,
    mirrors="storage.go Storage.validateFiles",
    needs=["links"],
)
@rule(
    "directory-used-symlink",
    Storage,
    cases={ALWAYS: "directories"},
    message=_BELOW_LINK,
    mirrors="storage.go Storage.validateDirectories",
    needs=["links"],
)
def parents_are_no_links(storage: Tree, name: str) -> Iterator[Tokens]:
    """
    What a path leads through is no link of the same config.
    """
    nodes, links = storage.get(name), storage.get("links")
    if not nodes or not links:
        return
    names = [node.get("path", "") for node in nodes]
    found = links_above(names, [link.get("path", "") for link in links])
    if not found:
        return
    places = {link.get("path", ""): index for index, link in enumerate(links)}
    for index, path in enumerate(names):
        if path in found:
            count, link = found[path]
            yield beside((name, index), ("links", places[link]), min(count, MOST))


@rule(
    "link-target-required",
    Storage,
    span=since("3.3.0"),
    message="the link leads nowhere; give its target",
    mirrors="storage.go Storage.validateLinks",
    needs=["links"],
)
def link_has_target(storage: Tree) -> Iterator[Tokens]:
    """
    A link has a target.
    """
    for index, link in enumerate(storage.get("links", ())):
        if not link.get("target"):
            yield "links", index, "target"


def _hard_links(storage: Tree, needed: tuple[str, ...]) -> Iterator[tuple[int, Tree]]:
    """
    List the hard links that have the members *needed*.
    """
    for index, link in enumerate(storage.get("links", ())):
        if link.get("hard") and all(link.get(name) for name in needed):
            yield index, link


@rule(
    "hard-link-to-directory",
    Storage,
    cases=_NEEDED,
    message="a hard link cannot lead to a directory; make the link symbolic, or change its target",
    mirrors="storage.go Storage.validateLinks",
    needs=["links"],
)
def hard_link_is_to_file(storage: Tree, needed: tuple[str, ...]) -> Iterator[Tokens]:
    """
    Only files have more than one name.
    """
    if not storage.get("links") or not storage.get("directories"):
        return
    directories = Counter([directory.get("path", "") for directory in storage["directories"]])
    for index, link in _hard_links(storage, needed):
        target = paths.clean(link.get("target", ""))
        if not paths.is_abs(target):
            # The reference looks below the link itself, not beside it.
            target = paths.join(link.get("path", ""), link.get("target", ""))
        if target in directories:
            yield beside(("links", index), None, min(directories[target], MOST))


@rule(
    "hard-link-specifies-owner",
    Storage,
    habit="hard-link-specifies-owner",
    cases=_NEEDED,
    severity=WARNING,
    message="a hard link has the owner of the file it leads to; give the owner there",
    mirrors="storage.go Storage.validateLinks",
    needs=["links"],
)
def hard_link_has_no_owner(storage: Tree, needed: tuple[str, ...]) -> Iterator[Tokens]:
    """
    An owner belongs to a file, whatever its names; an empty name of an owner counts too.
    """
    for index, link in _hard_links(storage, needed):
        for owner in ("user", "group"):
            for name in ("id", "name"):
                if name in link.get(owner, {}):
                    yield "links", index, owner, name


@rule(
    "partitions-overwritten",
    Storage,
    habit="partitions-overwritten",
    severity=WARNING,
    message="the filesystem is made on a disk that this config partitions; name one of its partitions instead",
    mirrors="storage.go Storage.validateFilesystems",
    needs=["filesystems"],
)
def filesystem_spares_partitions(storage: Tree) -> Iterator[Tokens]:
    """
    A filesystem should not be on a whole disk that has partitions.
    """
    for place, disk, _ in _filesystems_on_disks(storage):
        if disk.get("partitions"):
            yield place


@rule(
    "filesystem-implicit-wipe",
    Storage,
    habit="filesystem-implicit-wipe",
    severity=WARNING,
    message="the disk below is wiped by 'wipeTable', and the filesystem with it; say so with 'wipeFilesystem'",
    mirrors="storage.go Storage.validateFilesystems",
    needs=["filesystems"],
)
def filesystem_survives(storage: Tree) -> Iterator[Tokens]:
    """
    A filesystem that is to be kept should not be on a disk whose table is wiped.
    """
    for place, disk, filesystem in _filesystems_on_disks(storage):
        if not disk.get("partitions") and disk.get("wipeTable") and not filesystem.get("wipeFilesystem"):
            yield place


def _filesystems_on_disks(storage: Tree) -> Iterator[tuple[Tokens, Tree, Tree]]:
    disks = {disk.get("device", ""): (index, disk) for index, disk in enumerate(storage.get("disks", ()))}
    if not disks:
        return
    for index, filesystem in enumerate(storage.get("filesystems", ())):
        at, disk = disks.get(filesystem.get("device", ""), (0, None))
        if disk is not None:
            yield beside(("filesystems", index, "device"), ("disks", at)), disk, filesystem
