"""
The `networkd` section of spec 2: the files that systemd-networkd reads.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import parts, text
from ignition_compose.versions import since


@described(plain=forms.WITH_NAME)
class NetworkdDropin:
    """
    A fragment that is laid over a networkd unit.

    Examples:
        >>> NetworkdDropin(name="b.conf", contents="[Match]").contents
        '[Match]'
    """

    contents: str = text("Text of the drop-in.", nullable=False, plain=forms.PLAIN_UNIT, secret=True)
    name: str = text("File name, which ends in `.conf`.", nullable=False, always=since("2.3.0"), pattern=forms.DROPIN_NAME)


@described(plain=forms.WITH_NAME)
class NetworkdUnit:
    """
    A file for systemd-networkd.

    Examples:
        >>> NetworkdUnit(name="00-eth.network", contents="[Match]").name
        '00-eth.network'
    """

    contents: str = text("Text of the file.", nullable=False, plain=forms.PLAIN_UNIT, secret=True)
    dropins: tuple[NetworkdDropin, ...] = parts(NetworkdDropin, "Fragments laid over the file.", span=since("2.2.0"), merge="append")
    name: str = text("Name of the file, which ends in `.link`, `.netdev` or `.network`.", nullable=False, always=since("2.3.0"), pattern=forms.NETWORKD_NAME)


@described()
class Networkd:
    """
    Files for systemd-networkd.

    Examples:
        >>> Networkd(units=[NetworkdUnit(name="00-eth.network")]).units[0].name
        '00-eth.network'
    """

    units: tuple[NetworkdUnit, ...] = parts(NetworkdUnit, "Files to write.", merge="append")
