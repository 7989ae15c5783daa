"""
The `storage` section of spec 2: disks, arrays, filesystems, and what is put on them.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import parts
from ignition_compose.models.spec2.disks import Disk
from ignition_compose.models.spec2.filesystems import Filesystem
from ignition_compose.models.spec2.nodes import Directory, File, Link
from ignition_compose.models.spec2.raid import Raid
from ignition_compose.versions import since


@described()
class Storage:
    """
    Disks, arrays and filesystems, and what is put on them.

    Examples:
        >>> Storage(files=[File(filesystem="root", path="/etc/motd")]).files[0].filesystem
        'root'
    """

    directories: tuple[Directory, ...] = parts(Directory, "Directories to create.", span=since("2.1.0"), merge="append")
    disks: tuple[Disk, ...] = parts(Disk, "Disks to partition.", merge="append")
    files: tuple[File, ...] = parts(File, "Files to write.", merge="append")
    filesystems: tuple[Filesystem, ...] = parts(Filesystem, "Filesystems to create or to reuse.", merge="append")
    links: tuple[Link, ...] = parts(Link, "Links to create.", span=since("2.1.0"), merge="append")
    raid: tuple[Raid, ...] = parts(Raid, "RAID arrays.", merge="append")
