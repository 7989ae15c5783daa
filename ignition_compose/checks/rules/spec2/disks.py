"""
What spec 2 demands of disks and their partitions.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, rule
from ignition_compose.checks.rules.extents import Extent, find_overlap, last_of
from ignition_compose.checks.rules.spec2 import RELATIVE, is_relative
from ignition_compose.golang.text import byte_length
from ignition_compose.models import forms
from ignition_compose.models.spec2.disks import Disk, Partition
from ignition_compose.report import WARNING
from ignition_compose.versions import Span, SpecVersion, since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_AT_THE_DISK: Final = {until("2.0.0"): (), since("2.1.0"): ("device",)}
_AT_PARTITIONS: Final = {until("2.0.0"): (), since("2.1.0"): ("partitions",)}
_SECTORS: Final = 2048


@rule(
    "disk-device-required",
    Disk,
    cases=_AT_THE_DISK,
    message="the disk has no device; give the absolute path of its device",
    mirrors="disk.go Disk.ValidateDevice, v2_0/types/disk.go Disk.Validate",
)
def disk_has_device(disk: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    A disk has a device.
    """
    if not disk.get("device"):
        yield place


@rule(
    "path-relative",
    Disk,
    message=RELATIVE,
    mirrors="disk.go Disk.ValidateDevice, v2_0/types/path.go Path.Validate",
)
def device_is_absolute(disk: Tree) -> Iterator[Tokens]:
    """
    The path of a disk begins with a slash.
    """
    if disk.get("device") and is_relative(disk["device"]):
        yield ("device",)


def _collide(partitions: Sequence[Tree], *, zero_too: bool) -> bool:
    numbers = [partition.get("number", 0) for partition in partitions]
    counted = [number for number in numbers if number or zero_too]
    return len(counted) != len(set(counted))


_SPEC_1: Final = until("1.0.0")
_SPEC_2_0: Final = Span(SpecVersion("2.0.0"), SpecVersion("2.0.0"))


@rule(
    "partition-numbers-collide",
    Disk,
    cases={_SPEC_1: ((), True), _SPEC_2_0: ((), False), since("2.1.0"): (("partitions",), False)},
    message="two partitions of this disk have the same number; give each its own, or 0 for the next free one",
    mirrors="disk.go Disk.partitionNumbersCollide",
)
def partition_numbers_differ(disk: Tree, case: tuple[Tokens, bool]) -> Iterator[Tokens]:
    """
    Each number is used once, since spec 2 with the exception of 0.
    """
    place, zero_too = case
    if _collide(disk.get("partitions", ()), zero_too=zero_too):
        yield place


def _list_extents(partitions: Sequence[Tree], *, signed: bool, by_value: bool) -> Iterator[Extent]:
    """
    The extents of partitions whose start is not 0, by value up to spec 2.2.0, where equal partitions do not overlap.
    """
    known = set()
    for index, one in enumerate(partitions):
        start, size = one.get("start"), one.get("size")
        if start and (size is not None or by_value):
            value = _known(one) if by_value else index
            if value not in known:
                known.add(value)
                yield Extent(start, last_of(start, size or 0, signed=signed), index)


def _known(partition: Tree) -> tuple[tuple[str, object], ...]:
    return tuple(sorted([(name, value) for name, value in partition.items() if value], key=repr))


@rule(
    "partitions-overlap",
    Disk,
    cases={
        until("2.0.0"): ((), False, True),
        Span(SpecVersion("2.1.0"), SpecVersion("2.2.0")): (("partitions",), True, True),
        since("2.3.0"): (("partitions",), True, False),
    },
    message="two partitions of this disk overlap; change the start or size of one of them",
    mirrors="disk.go Disk.partitionsOverlap",
)
def partitions_lie_apart(disk: Tree, case: tuple[Tokens, bool, bool]) -> Iterator[Tokens]:
    """
    No two partitions share space, as far as starts and sizes are given.
    """
    place, signed, by_value = case
    if find_overlap(list(_list_extents(disk.get("partitions", ()), signed=signed, by_value=by_value))):
        yield place


@rule(
    "partitions-misaligned",
    Disk,
    cases=_AT_PARTITIONS,
    message=f"a partition of this disk does not start at a multiple of {_SECTORS} sectors; move it",
    mirrors="disk.go Disk.partitionsMisaligned",
)
def partitions_are_aligned(disk: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    Partitions start at whole MiB.
    """
    if any(partition.get("start", 0) % _SECTORS for partition in disk.get("partitions", ())):
        yield place


@rule(
    "zeroes-with-should-not-exist",
    Disk,
    span=since("2.3.0"),
    message="one partition of this disk is to be deleted and another has no number; number all of them",
    mirrors="disk.go Disk.partitionsMixZeroesAndNonexistence",
)
def deleted_beside_numbered(disk: Tree) -> Iterator[Tokens]:
    """
    Where a partition is deleted all have numbers.
    """
    partitions = disk.get("partitions", ())
    deletes = any(partition.get("shouldExist") is False for partition in partitions)
    if deletes and not all(partition.get("number") for partition in partitions):
        yield ("partitions",)


def _in_sectors(partition: Tree) -> bool:
    return "size" in partition or "start" in partition


def _in_mib(partition: Tree) -> bool:
    return "sizeMiB" in partition or "startMiB" in partition


@rule(
    "partitions-units-mismatch",
    Disk,
    span=since("2.3.0"),
    message="some partitions of this disk are measured in sectors and others in MiB; measure all in MiB",
    mirrors="disk.go Disk.partitionsUnitsMismatch",
)
def disk_has_one_unit(disk: Tree) -> Iterator[Tokens]:
    """
    All partitions of a disk are measured alike.
    """
    partitions = disk.get("partitions", ())
    if any(map(_in_sectors, partitions)) and any(map(_in_mib, partitions)):
        yield ("partitions",)


@rule(
    "partitions-units-mismatch",
    Partition,
    span=since("2.3.0"),
    message="the partition is measured in sectors and in MiB; leave out the sectors",
    mirrors="partition.go Partition.Validate",
)
def partition_has_one_unit(partition: Tree) -> Iterator[Tokens]:
    """
    A partition is measured one way.
    """
    if _in_sectors(partition) and _in_mib(partition):
        yield ()


@rule(
    "should-not-exist-with-others",
    Partition,
    span=since("2.3.0"),
    message="a partition that is to be deleted has no label, GUIDs, start or size; leave these out, or 'shouldExist'",
    mirrors="partition.go Partition.Validate",
)
def deleted_partition_is_bare(partition: Tree) -> Iterator[Tokens]:
    """
    A partition to delete is named by number alone.
    """
    if partition.get("shouldExist") is False:
        said = "label" in partition or partition.get("typeGuid") or partition.get("guid")
        if said or _in_sectors(partition):
            yield ()


@rule(
    "size-deprecated",
    Partition,
    span=since("2.3.0"),
    severity=WARNING,
    message="'size' is deprecated; write 'sizeMiB'",
    mirrors="partition.go Partition.ValidateSize",
)
def size_is_in_mib(partition: Tree) -> Iterator[Tokens]:
    """
    Sizes are in MiB since spec 2.3.0.
    """
    if "size" in partition:
        yield ("size",)


@rule(
    "start-deprecated",
    Partition,
    span=since("2.3.0"),
    severity=WARNING,
    message="'start' is deprecated; write 'startMiB'",
    mirrors="partition.go Partition.ValidateStart",
)
def start_is_in_mib(partition: Tree) -> Iterator[Tokens]:
    """
    Starts are in MiB since spec 2.3.0.
    """
    if "start" in partition:
        yield ("start",)


@rule(
    "label-too-long",
    Partition,
    message=f"the label is longer than {forms.PARTITION_LABEL_BYTES} bytes in UTF-8; shorten it",
    mirrors="partition.go Partition.ValidateLabel",
)
def label_is_short(partition: Tree) -> Iterator[Tokens]:
    """
    The partition table has room for so much.
    """
    if byte_length(partition.get("label", "")) > forms.PARTITION_LABEL_BYTES:
        yield ("label",)


@rule(
    "label-contains-colon",
    Partition,
    cases={_SPEC_2_0: True, since("2.1.0"): False},
    severity=WARNING,
    message="the label would end at its colon; leave out the colon",
    mirrors="partition.go Partition.ValidateLabel, v2_0/types/partition.go PartitionLabel.Validate",
)
def label_has_no_colon(partition: Tree, is_one_enough: bool) -> Iterator[Tokens]:  # noqa: FBT001 - a rule's argument
    """
    A label has no colon; spec 2.0.0 says nothing of it where the label is too long.
    """
    label = partition.get("label", "")
    if ":" in label and not (is_one_enough and byte_length(label) > forms.PARTITION_LABEL_BYTES):
        yield ("label",)


as_described(
    "doesnt-match-guid-regex",
    Partition,
    members=["typeGuid"],
    message="this is not a GUID; write it as 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between, without braces",
    mirrors="partition.go Partition.ValidateTypeGUID",
)
as_described(
    "doesnt-match-guid-regex",
    Partition,
    members=["guid"],
    span=since("2.1.0"),
    message="this is not a GUID; write it as 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between, without braces",
    mirrors="partition.go Partition.ValidateGUID",
)
