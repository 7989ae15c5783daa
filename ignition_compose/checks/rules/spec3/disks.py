"""
Disks and their partitions.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, every, rule, text_of
from ignition_compose.checks.rules.extents import Extent, find_overlap, last_of
from ignition_compose.checks.rules.paths import PATH_GIVEN
from ignition_compose.golang.text import byte_length
from ignition_compose.models import forms
from ignition_compose.models.spec3.disks import Disk, Partition
from ignition_compose.report import beside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens


@rule(
    "disk-device-required",
    Disk,
    message="the disk has no device; give the absolute path of its device",
    mirrors="disk.go Disk.Validate",
)
def disk_has_device(disk: Tree) -> Iterator[Tokens]:
    """
    A disk has a device.
    """
    if not disk.get("device"):
        yield ("device",)


every(PATH_GIVEN, Disk, mirrors="disk.go Disk.Validate")(text_of("device"))


def _partitions(disk: Tree) -> Sequence[Tree]:
    """
    The partitions of a disk, none if it has no device: the reference looks no further then.
    """
    return disk.get("partitions", ()) if disk.get("device") else ()


@rule(
    "partition-numbers-collide",
    Disk,
    message="an earlier partition of this disk has the same number; give each its own, or 0 for the next free one",
    mirrors="disk.go Disk.partitionNumbersCollide",
)
def partition_numbers_differ(disk: Tree) -> Iterator[Tokens]:
    """
    Each number is used once, 0 excepted.

    Where several numbers collide, the reference reports any one of them, another each time it runs; here
    it is the first partition whose number was used before.
    """
    return _first_repeated([partition.get("number") or None for partition in _partitions(disk)])


@rule(
    "duplicate-labels",
    Disk,
    message="an earlier partition of this disk has the same label; give each its own",
    mirrors="disk.go Disk.partitionLabelsCollide",
)
def partition_labels_differ(disk: Tree) -> Iterator[Tokens]:
    """
    Each label is used once, the empty one too; only the first repetition is reported.
    """
    return _first_repeated([partition.get("label") for partition in _partitions(disk)])


def _first_repeated(values: Iterable[Hashable]) -> Iterator[Tokens]:
    seen: dict[Hashable, int] = {}
    for index, value in enumerate(values):
        if value is not None:
            if value in seen:
                yield beside(("partitions", index), ("partitions", seen[value]))
                return
            seen[value] = index


@rule(
    "partitions-overlap",
    Disk,
    message="the partition overlaps another one of this disk; change the start or size of one of them",
    mirrors="disk.go Disk.partitionsOverlap",
)
def partitions_lie_apart(disk: Tree) -> Iterator[Tokens]:
    """
    No two partitions share space, as far as starts and sizes are given; only one overlap is reported.
    """
    pair = find_overlap(list(_list_extents(_partitions(disk))))
    if pair is not None:
        yield beside(("partitions", pair[1]), ("partitions", pair[0]))


def _list_extents(partitions: Iterable[Tree]) -> Iterator[Extent]:
    """
    The extents of the partitions that have a start, not 0, and a size.
    """
    for index, partition in enumerate(partitions):
        start, size = partition.get("startMiB"), partition.get("sizeMiB")
        if start and size is not None:
            yield Extent(start, last_of(start, size), index)


@rule(
    "zeroes-with-should-not-exist",
    Disk,
    habit="zeroes-with-should-not-exist",
    message="a partition is to be deleted while one has no number; give each partition of this disk its number",
    mirrors="disk.go Disk.partitionsMixZeroesAndNonexistence",
)
def partitions_are_numbered_where_one_is_deleted(disk: Tree) -> Iterator[Tokens]:
    """
    Where a partition is deleted, numbers are not given out; one that is deleted needs its own too.
    """
    partitions = _partitions(disk)
    deletes = any(partition.get("shouldExist") is False for partition in partitions)
    if deletes and not all(partition.get("number") for partition in partitions):
        yield ("partitions",)


@rule(
    "should-not-exist-with-others",
    Partition,
    message="a partition that is to be deleted has no label, GUIDs, start or size; leave these out, or 'shouldExist'",
    mirrors="partition.go Partition.Validate",
)
def deleted_partition_is_bare(partition: Tree) -> Iterator[Tokens]:
    """
    A partition to delete is named by number alone; empty GUIDs are allowed, an empty label is not.
    """
    if partition.get("shouldExist") is False:
        said: list[str] = [name for name in ("label", "startMiB", "sizeMiB") if name in partition]
        said += [name for name in ("typeGuid", "guid") if partition.get(name)]
        if said:
            yield beside((), (said[0],))


@rule(
    "need-label-or-number",
    Partition,
    message="the partition has neither a number nor a label; give it one of them",
    mirrors="partition.go Partition.Validate",
)
def partition_is_named(partition: Tree) -> Iterator[Tokens]:
    """
    A partition has a number other than 0, or a label, be it empty.
    """
    if not partition.get("number") and "label" not in partition:
        yield ()


@rule(
    "label-too-long",
    Partition,
    message=f"the label is longer than {forms.PARTITION_LABEL_BYTES} bytes in UTF-8; shorten it",
    mirrors="partition.go Partition.validateLabel",
)
def label_is_short(partition: Tree) -> Iterator[Tokens]:
    """
    The reference counts bytes in UTF-8, where the partition table has room for as many units of UTF-16.
    """
    if byte_length(partition.get("label", "")) > forms.PARTITION_LABEL_BYTES:
        yield ("label",)


@rule(
    "label-contains-colon",
    Partition,
    message="the label would end at its colon; leave out the colon",
    mirrors="partition.go Partition.validateLabel",
)
def label_has_no_colon(partition: Tree) -> Iterator[Tokens]:
    """
    A label has no colon; one that is too long is not looked at any further.
    """
    label = partition.get("label", "")
    if ":" in label and byte_length(label) <= forms.PARTITION_LABEL_BYTES:
        yield ("label",)


as_described(
    "doesnt-match-guid-regex",
    Partition,
    members=["guid", "typeGuid"],
    message="this is not a GUID; write it as 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between, without braces",
    mirrors="partition.go validateGUID",
)
