"""
The Ignition spec 1: configs that name their version by ``ignitionVersion``, and whose files lie within filesystems.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import integer, part, parts, text
from ignition_compose.models.spec2.disks import Disk
from ignition_compose.models.spec2.filesystems import Create
from ignition_compose.models.spec2.networkd import Networkd
from ignition_compose.models.spec2.passwd import Passwd
from ignition_compose.models.spec2.raid import Raid
from ignition_compose.models.spec2.systemd import Systemd


@described()
class File:
    """
    A regular file to write.

    Examples:
        >>> File(path="/etc/motd", contents="hello", mode=0o644).mode
        420
    """

    contents: str = text("Contents of the file.", nullable=False, secret=True)
    gid: int = integer("Numeric id of the owning group.", nullable=False)
    mode: int = integer(
        "Permission bits as a decimal number.",
        nullable=False,
        unsigned=True,
        unsigned_bits=32,
        minimum=0,
        maximum=forms.MODE_BITS,
    )
    path: str = text("Absolute path within the filesystem.", nullable=False, plain=forms.PATH)
    uid: int = integer("Numeric id of the owner.", nullable=False)


@described()
class Filesystem:
    """
    A filesystem to create or to reuse, with the files in it.

    Examples:
        >>> Filesystem(device="/dev/sdb1", format="ext4", files=[File(path="/a")]).files[0].path
        '/a'
    """

    create: Create = part(Create, "How it is made anew.", nullable=True)
    device: str = text("Absolute path of the device.", nullable=False, plain=forms.PATH)
    files: tuple[File, ...] = parts(File, "Files to write into it.", merge="append")
    format: str = text("Format of the filesystem.", nullable=False, required=True, choices=("ext4", "btrfs", "xfs"))


@described()
class Storage:
    """
    Disks, arrays, and filesystems with their files.

    Examples:
        >>> Storage(filesystems=[Filesystem(device="/dev/sdb1", format="ext4")]).filesystems[0].format
        'ext4'
    """

    disks: tuple[Disk, ...] = parts(Disk, "Disks to partition.", merge="append")
    filesystems: tuple[Filesystem, ...] = parts(Filesystem, "Filesystems to create or to reuse.", merge="append")
    raid: tuple[Raid, ...] = parts(Raid, "RAID arrays.", merge="append")


@described()
class Sections:
    """
    A config of spec 1, as Ignition 0.x reads it.

    Examples:
        >>> Sections(ignition_version=1).storage.filesystems
        ()
    """

    ignition_version: int = integer(
        "Version of the spec that this config follows, 1.", nullable=False, always=True, required=True
    )
    networkd: Networkd = part(Networkd, "Files for systemd-networkd.")
    passwd: Passwd = part(Passwd, "Users and groups.")
    storage: Storage = part(Storage, "Disks and filesystems, and what is put on them.")
    systemd: Systemd = part(Systemd, "Units of systemd.")
