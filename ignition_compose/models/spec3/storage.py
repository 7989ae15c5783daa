"""
The `storage` section: disks, RAID arrays, volumes, filesystems, and what is put on them.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import parts
from ignition_compose.models.spec3.disks import Disk
from ignition_compose.models.spec3.filesystems import Filesystem
from ignition_compose.models.spec3.luks import Luks
from ignition_compose.models.spec3.nodes import Directory, File, Link
from ignition_compose.models.spec3.raid import Raid
from ignition_compose.versions import since


@described()
class Storage:
    """
    Disks, arrays, volumes and filesystems, and what is put on them.

    Examples:
        >>> Storage(files=[File(path="/etc/motd")], links=[{"path": "/a", "target": "/b"}]).links[0].target
        '/b'
    """

    directories: tuple[Directory, ...] = parts(Directory, "Directories to create.", key_space="Node")
    disks: tuple[Disk, ...] = parts(Disk, "Disks to partition.")
    files: tuple[File, ...] = parts(File, "Files to write.", key_space="Node")
    filesystems: tuple[Filesystem, ...] = parts(Filesystem, "Filesystems to create or to reuse.")
    links: tuple[Link, ...] = parts(Link, "Links to create.", key_space="Node")
    luks: tuple[Luks, ...] = parts(Luks, "Encrypted volumes.", span=since("3.2.0"))
    raid: tuple[Raid, ...] = parts(Raid, "RAID arrays.")
