"""
Disks and their partitions, as spec 2 has them.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, integer, parts, text
from ignition_compose.versions import since, until


@described()
class Partition:
    """
    A partition of a disk.

    Examples:
        >>> Partition(label="data", number=1, size_mib=1024)
        Partition(label='data', number=1, size_mib=1024)
    """

    guid: str = text("GUID of the partition.", span=since("2.1.0"), nullable=False, pattern=forms.GUID)
    label: str | None = text(f"GPT label, at most {forms.PARTITION_LABEL_BYTES} bytes and without a colon.", nullable=since("2.3.0"), plain=forms.PLAIN_PARTITION_LABEL)
    number: int = integer("Number of the partition, the next free one if 0 or left out.", nullable=False, always=until("2.0.0"))
    should_exist: bool | None = flag("Whether the partition exists; `false` deletes it, and other members are not allowed then.", span=since("2.3.0"), implied=True)
    size: int | None = integer("Size in sectors of 512 bytes, the largest possible if 0.", nullable=since("2.3.0"), always=until("2.0.0"), unsigned=until("2.0.0"))
    size_mib: int | None = integer("Size in MiB, the largest possible if 0.", json="sizeMiB", span=since("2.3.0"))
    start: int | None = integer("Start in sectors of 512 bytes, in the largest free block if 0.", nullable=since("2.3.0"), always=until("2.0.0"), unsigned=until("2.0.0"))
    start_mib: int | None = integer("Start in MiB, in the largest free block if 0.", json="startMiB", span=since("2.3.0"))
    type_guid: str = text("GUID of the partition's type, Linux filesystem data if left out.", nullable=False, pattern=forms.GUID)
    wipe_partition_entry: bool = flag("Whether an existing partition that differs is deleted and created anew.", span=since("2.3.0"), nullable=False)


@described()
class Disk:
    """
    A disk to partition.

    Examples:
        >>> Disk(device="/dev/sdb", partitions=[Partition(label="data")]).partitions[0].label
        'data'
    """

    device: str = text("Absolute path of the disk.", nullable=False, always=since("2.3.0"), plain=forms.PATH)
    partitions: tuple[Partition, ...] = parts(Partition, "Partitions of the disk.", merge="append")
    wipe_table: bool = flag("Whether the partition tables are wiped first.", nullable=False)
