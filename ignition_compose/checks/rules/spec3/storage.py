"""How files, directories, links, disks and filesystems of one config go together.

The reference compares every entry with every other one; here each rule takes one pass over sorted or indexed names.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ignition_compose.checks.registry import Judge, Place, rule
from ignition_compose.golang import paths
from ignition_compose.models.spec3.storage import Storage
from ignition_compose.report import WARNING
from ignition_compose.versions import since, until

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ignition_compose.models.fields import Tree

MOST: Final = 100
"""How often an entry is repeated at most; the reference repeats it for every link, or directory, of one path."""

_BELOW_LINK = "the path leads through a link of this config; write where the link leads to instead"


def count_above(names: Iterable[str], links: Iterable[str]) -> Counter[str]:
    """Count, for each path, the links that it leads through.

    Args:
        names: The paths.
        links: The links' paths; several links of one path count several times.

    Returns:
        The counts by path, of paths that lead through any link. An empty link path leads to everything absolute.

    Examples:
        >>> count_above(["/a/b/c", "/ab"], ["/a", "/a/b", "/b"])
        Counter({'/a/b/c': 2})
    """
    prefixes = Counter([link + "/" for link in links])
    wanted = set(names)
    counts: Counter[str] = Counter()
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
            counts[text] = total
    return counts


def _judge_parents(name: str) -> Judge:
    def parents_are_no_links(storage: Tree) -> Iterator[Place]:
        nodes = storage.get(name)
        links = storage.get("links")
        if not nodes or not links:
            return
        names = [node.get("path", "") for node in nodes]
        counts = count_above(names, [link.get("path", "") for link in links])
        for index, path in enumerate(names):
            yield from [(name, index)] * min(counts[path], MOST)

    return parents_are_no_links


for _code, _name in (
    ("directory-used-symlink", "directories"),
    ("file-used-symlink", "files"),
    ("link-used-symlink", "links"),
):
    rule(
        _code,
        Storage,
        message=_BELOW_LINK,
        mirrors=f"storage.go Storage.validate{_name.capitalize()}",
        needs=["links"],
    )(_judge_parents(_name))


@rule(
    "link-target-required",
    Storage,
    span=since("3.3.0"),
    message="the link leads nowhere; give its target",
    mirrors="storage.go Storage.validateLinks",
    needs=["links"],
)
def link_has_target(storage: Tree) -> Iterator[Place]:
    """A link has a target."""
    for index, link in enumerate(storage.get("links", ())):
        if not link.get("target"):
            yield "links", index, "target"


def _hard_links(storage: Tree, *, needs_target: bool) -> Iterator[tuple[int, Tree]]:
    """List the hard links that the reference looks at: once a target is demanded, only those that have one."""
    for index, link in enumerate(storage.get("links", ())):
        if link.get("hard") and (link.get("target") or not needs_target):
            yield index, link


def _judge_targets(*, needs_target: bool) -> Judge:
    def hard_link_is_to_file(storage: Tree) -> Iterator[Place]:
        if not storage.get("links") or not storage.get("directories"):
            return
        directories = Counter([directory.get("path", "") for directory in storage["directories"]])
        for index, link in _hard_links(storage, needs_target=needs_target):
            target = paths.clean(link.get("target", ""))
            if not paths.is_abs(target):
                # The reference looks below the link itself, not beside it.
                target = paths.join(link.get("path", ""), link.get("target", ""))
            yield from [("links", index)] * min(directories[target], MOST)

    return hard_link_is_to_file


def _judge_owners(*, needs_target: bool) -> Judge:
    def hard_link_has_no_owner(storage: Tree) -> Iterator[Place]:
        for index, link in _hard_links(storage, needs_target=needs_target):
            for owner in ("user", "group"):
                for name in ("id", "name"):
                    if name in link.get(owner, {}):
                        yield "links", index, owner, name

    return hard_link_has_no_owner


for _span, _needs_target in ((until("3.2.0"), False), (since("3.3.0"), True)):
    rule(
        "hard-link-to-directory",
        Storage,
        span=_span,
        message="a hard link cannot lead to a directory; make the link symbolic, or change its target",
        mirrors="storage.go Storage.validateLinks",
        needs=["links"],
    )(_judge_targets(needs_target=_needs_target))
    rule(
        "hard-link-specifies-owner",
        Storage,
        span=_span,
        severity=WARNING,
        message="a hard link has the owner of the file it leads to; give the owner there",
        mirrors="storage.go Storage.validateLinks",
        needs=["links"],
    )(_judge_owners(needs_target=_needs_target))


@rule(
    "partitions-overwritten",
    Storage,
    severity=WARNING,
    message="the filesystem is made on a disk that this config partitions; name one of its partitions instead",
    mirrors="storage.go Storage.validateFilesystems",
    needs=["filesystems"],
)
def filesystem_spares_partitions(storage: Tree) -> Iterator[Place]:
    """A filesystem should not be on a whole disk that has partitions."""
    for place, disk, _ in _filesystems_on_disks(storage):
        if disk.get("partitions"):
            yield place


@rule(
    "filesystem-implicit-wipe",
    Storage,
    severity=WARNING,
    message="the disk below is wiped by 'wipeTable', and the filesystem with it; say so with 'wipeFilesystem'",
    mirrors="storage.go Storage.validateFilesystems",
    needs=["filesystems"],
)
def filesystem_survives(storage: Tree) -> Iterator[Place]:
    """A filesystem that is to be kept should not be on a disk whose table is wiped."""
    for place, disk, filesystem in _filesystems_on_disks(storage):
        if not disk.get("partitions") and disk.get("wipeTable") and not filesystem.get("wipeFilesystem"):
            yield place


def _filesystems_on_disks(storage: Tree) -> Iterator[tuple[Place, Tree, Tree]]:
    disks = {disk.get("device", ""): disk for disk in storage.get("disks", ())}
    if not disks:
        return
    for index, filesystem in enumerate(storage.get("filesystems", ())):
        disk = disks.get(filesystem.get("device", ""))
        if disk is not None:
            yield ("filesystems", index, "device"), disk, filesystem
