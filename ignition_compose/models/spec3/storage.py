"""
The `storage` section: disks, RAID arrays, filesystems, and what is put on them.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import Tree, flag, integer, parts, text, texts
from ignition_compose.models.spec3.luks import Luks
from ignition_compose.models.spec3.nodes import Directory, File, Link
from ignition_compose.versions import since, until


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
    """

    device: str = text("Absolute path of the disk.", nullable=False, always=True, required=True, pattern=forms.PATH)
    partitions: tuple[Partition, ...] = parts(Partition, "Partitions of the disk.")
    wipe_table: bool | None = flag("Whether the partition tables are wiped first.")


@described(key="name")
class Raid:
    """
    A RAID array.
    """

    devices: tuple[str, ...] = texts("Absolute paths of the devices in the array.", always=until("3.2.0"), required=True, pattern=forms.PATH)
    level: str | None = text("RAID level.", nullable=since("3.3.0"), always=until("3.2.0"), required=True, choices=forms.RAID_LEVELS)
    name: str = text("Name of the array.", nullable=False, always=True, required=True)
    options: tuple[str, ...] = texts("Further options for `mdadm`.", merge="append")
    spares: int | None = integer("Number of spare devices; none for `linear` and `raid0`.")


@described(key="device")
class Filesystem:
    """
    A filesystem to create or to reuse.
    """

    device: str = text("Absolute path of the device, or the tag of a virtiofs share.", nullable=False, always=True, required=True, plain=forms.PATH)
    format: str | None = text("Format of the filesystem; `none` leaves the device as it is.", choices=("", "ext4", "btrfs", "xfs", "swap", "vfat", ("none", since("3.3.0")), ("virtiofs", since("3.7.0-experimental"))))
    label: str | None = text("Label of the filesystem, as long as its format allows.")
    mount_options: tuple[str, ...] = texts("Options for mounting it while provisioning.", span=since("3.1.0"), merge="append")
    options: tuple[str, ...] = texts("Further options for the program that makes the filesystem.", merge="append")
    path: str | None = text("Absolute path where it is mounted while provisioning.", plain=forms.PATH_OR_EMPTY)
    uuid: str | None = text("UUID of the filesystem.")
    wipe_filesystem: bool | None = flag("Whether an existing filesystem is wiped, even if it matches.")


@described()
class Storage:
    """
    Disks, arrays, volumes and filesystems, and what is put on them.
    """

    directories: tuple[Directory, ...] = parts(Directory, "Directories to create.", key_space="Node")
    disks: tuple[Disk, ...] = parts(Disk, "Disks to partition.")
    files: tuple[File, ...] = parts(File, "Files to write.", key_space="Node")
    filesystems: tuple[Filesystem, ...] = parts(Filesystem, "Filesystems to create or to reuse.")
    links: tuple[Link, ...] = parts(Link, "Links to create.", key_space="Node")
    luks: tuple[Luks, ...] = parts(Luks, "Encrypted volumes.", span=since("3.2.0"))
    raid: tuple[Raid, ...] = parts(Raid, "RAID arrays.")
