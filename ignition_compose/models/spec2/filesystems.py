"""
Filesystems, as spec 2 has them: by their names.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, part, text, texts
from ignition_compose.versions import since


@described()
class Create:
    """
    How a filesystem is made anew; the members of the mount took its place in spec 2.1.0.

    Examples:
        >>> Create(force=True).options
        ()
    """

    force: bool = flag("Whether an existing filesystem is wiped.", nullable=False)
    options: tuple[str, ...] = texts("Further options for the program that makes the filesystem.", merge="append")


@described()
class Mount:
    """
    A device with a filesystem to create or to reuse.

    Examples:
        >>> Mount(device="/dev/disk/by-label/data", format="ext4").format
        'ext4'
    """

    create: Create = part(Create, "How it is made anew.", nullable=True)
    device: str = text("Absolute path of the device.", nullable=False, always=since("2.3.0"), plain=forms.PATH)
    format: str = text("Format of the filesystem.", nullable=False, always=since("2.3.0"), choices=("ext4", "btrfs", "xfs", ("swap", since("2.1.0")), ("vfat", since("2.1.0"))))
    label: str | None = text("Label of the filesystem, as long as its format allows.", span=since("2.1.0"))
    options: tuple[str, ...] = texts("Further options for the program that makes the filesystem.", span=since("2.1.0"), merge="append")
    uuid: str | None = text("UUID of the filesystem.", span=since("2.1.0"))
    wipe_filesystem: bool = flag("Whether an existing filesystem is wiped, even if it matches.", span=since("2.1.0"), nullable=False)


@described()
class Filesystem:
    """
    A filesystem by its name: one to mount, or a path that is there.

    Examples:
        >>> Filesystem(name="data", mount=Mount(device="/dev/sdb1", format="ext4")).name
        'data'
    """

    mount: Mount = part(Mount, "The device to mount.", nullable=True)
    name: str = text("Name by which files, directories and links refer to it.", nullable=False)
    path: str | None = text("Absolute path of a filesystem that is mounted already.", plain=forms.PATH)
