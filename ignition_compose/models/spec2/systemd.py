"""
The `systemd` section of spec 2: units and their drop-ins.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, parts, text
from ignition_compose.versions import since


@described(plain=forms.WITH_NAME)
class SystemdDropin:
    """
    A fragment that is laid over a unit.

    Examples:
        >>> SystemdDropin(name="b.conf", contents="[Unit]").contents
        '[Unit]'
    """

    contents: str = text("Text of the drop-in.", nullable=False, plain=forms.PLAIN_UNIT, secret=True)
    name: str = text("File name, which ends in `.conf`.", nullable=False, always=since("2.3.0"), pattern=forms.DROPIN_NAME)


@described(plain=forms.ENABLED_EITHER_WAY_WITH_INSTALL)
class Unit:
    """
    A systemd unit, written, extended, enabled or masked.

    Examples:
        >>> Unit(name="a.service", enabled=True, dropins=[SystemdDropin(name="b.conf")]).enabled
        True
    """

    contents: str = text("Text of the unit.", nullable=False, plain=forms.PLAIN_UNIT, secret=True)
    dropins: tuple[SystemdDropin, ...] = parts(SystemdDropin, "Fragments laid over the unit.", merge="append")
    enable: bool = flag("Whether the unit is enabled; `enabled` took its place in spec 2.1.0.", nullable=False)
    enabled: bool | None = flag("Whether the unit is enabled; left out, its state stays as it is.", span=since("2.1.0"))
    mask: bool = flag("Whether the unit is masked, so that it cannot be started.", nullable=False)
    name: str = text("Name of the unit with its type, such as `etcd.service`.", nullable=False, always=since("2.3.0"), required=True, pattern=forms.UNIT_NAME)


@described()
class Systemd:
    """
    Units of systemd.

    Examples:
        >>> Systemd(units=[Unit(name="a.service", mask=True)]).units[0].mask
        True
    """

    units: tuple[Unit, ...] = parts(Unit, "Units to write, extend, enable or mask.", merge="append")
