"""
Disks and their partitions.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import Tree, flag, integer, parts, text
from ignition_compose.versions import since


def partition_key(partition: Tree) -> str:
    """
    The key of a partition: its number unless that is zero, else its label, else nothing.
    """
    number = partition.get("number")
    if number:
        return f"number:{number}"
    label = partition.get("label")
    return "" if label is None else f"label:{label}"


@described(key=partition_key)
class Partition:
    """
    A partition of a disk.

    Examples:
        >>> Partition(label="data", number=1, size_mib=1024)
        Partition(label='data', number=1, size_mib=1024)
    """

    guid: str | None = text("GUID of the partition.", pattern=forms.GUID)
    label: str | None = text(f"GPT label, at most {forms.PARTITION_LABEL_BYTES} bytes and without a colon.", pattern=forms.NO_COLON, plain=forms.PLAIN_PARTITION_LABEL)
    number: int = integer("Number of the partition, the next free one if 0 or left out.", nullable=False)
    resize: bool | None = flag("Whether an existing partition is resized to match.", span=since("3.2.0"))
    should_exist: bool | None = flag("Whether the partition exists; `false` deletes it, and other members are not allowed then.")
    size_mib: int | None = integer("Size in MiB, the largest possible if 0.", json="sizeMiB")
    start_mib: int | None = integer("Start in MiB, in the largest free block if 0.", json="startMiB")
    type_guid: str | None = text("GUID of the partition's type, Linux filesystem data if left out.", pattern=forms.GUID)
    wipe_partition_entry: bool | None = flag("Whether an existing partition that differs is deleted and created anew.")


@described(key="device")
class Disk:
    """
    A disk to partition.

    Examples:
        >>> Disk(device="/dev/sdb", partitions=[Partition(label="data")])
        Disk(device='/dev/sdb', partitions=(Partition(label='data'),))
    """

    device: str = text("Absolute path of the disk.", nullable=False, always=True, required=True, pattern=forms.PATH)
    partitions: tuple[Partition, ...] = parts(Partition, "Partitions of the disk.")
    wipe_table: bool | None = flag("Whether the partition tables are wiped first.")
