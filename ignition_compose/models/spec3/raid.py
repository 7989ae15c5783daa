"""
RAID arrays.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import integer, text, texts
from ignition_compose.versions import since, until


@described(key="name")
class Raid:
    """
    A RAID array.

    Examples:
        >>> Raid(name="data", level="raid1", devices=["/dev/sdb", "/dev/sdc"]).devices
        ('/dev/sdb', '/dev/sdc')
    """

    devices: tuple[str, ...] = texts("Absolute paths of the devices in the array.", always=until("3.2.0"), required=True, pattern=forms.PATH)
    level: str | None = text("RAID level.", nullable=since("3.3.0"), always=until("3.2.0"), required=True, choices=forms.RAID_LEVELS)
    name: str = text("Name of the array.", nullable=False, always=True, required=True)
    options: tuple[str, ...] = texts("Further options for `mdadm`.", merge="append")
    spares: int | None = integer("Number of spare devices; none for `linear` and `raid0`.")
