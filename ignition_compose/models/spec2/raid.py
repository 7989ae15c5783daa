"""
RAID arrays, as spec 2 has them.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import integer, text, texts
from ignition_compose.versions import since


@described()
class Raid:
    """
    A RAID array.

    Examples:
        >>> Raid(name="data", level="raid1", devices=["/dev/sdb", "/dev/sdc"]).devices
        ('/dev/sdb', '/dev/sdc')
    """

    devices: tuple[str, ...] = texts("Absolute paths of the devices in the array.", always=since("2.3.0"), merge="append")
    level: str = text("RAID level.", nullable=False, always=True, choices=forms.RAID_LEVELS)
    name: str = text("Name of the array.", nullable=False, always=True)
    options: tuple[str, ...] = texts("Further options for `mdadm`.", span=since("2.2.0"), merge="append")
    spares: int = integer("Number of spare devices; none for `linear` and `raid0`.", nullable=False)
