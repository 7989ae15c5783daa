"""
Filesystems.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, text, texts
from ignition_compose.versions import since


@described(key="device")
class Filesystem:
    """
    A filesystem to create or to reuse.

    Examples:
        >>> Filesystem(device="/dev/disk/by-label/data", format="ext4", path="/var/data").format
        'ext4'
    """

    device: str = text("Absolute path of the device, or the tag of a virtiofs share.", nullable=False, always=True, required=True, plain=forms.PATH)
    format: str | None = text("Format of the filesystem; `none` leaves the device as it is.", choices=("", "ext4", "btrfs", "xfs", "swap", "vfat", ("none", since("3.3.0")), ("virtiofs", since("3.7.0-experimental"))))
    label: str | None = text("Label of the filesystem, as long as its format allows.")
    mount_options: tuple[str, ...] = texts("Options for mounting it while provisioning.", span=since("3.1.0"), merge="append")
    options: tuple[str, ...] = texts("Further options for the program that makes the filesystem.", merge="append")
    path: str | None = text("Absolute path where it is mounted while provisioning.", plain=forms.PATH_OR_EMPTY)
    uuid: str | None = text("UUID of the filesystem.")
    wipe_filesystem: bool | None = flag("Whether an existing filesystem is wiped, even if it matches.")
