"""
The `systemd` section: units and their drop-ins.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, parts, text


@described(key="name", plain={})
class Dropin:
    """
    A fragment that is laid over a unit.

    Examples:
        >>> Dropin(name="b.conf", contents="[Unit]").contents
        '[Unit]'
    """

    contents: str | None = text("Text of the drop-in.", plain=forms.PLAIN_UNIT, secret=True)
    name: str = text("File name, which ends in `.conf`.", nullable=False, always=True, required=True, pattern=forms.DROPIN_NAME)


@described(key="name", plain=forms.ENABLED_WITH_INSTALL)
class Unit:
    """
    A systemd unit, written, extended, enabled, disabled or masked.

    Examples:
        >>> Unit(name="a.service", enabled=True, dropins=[Dropin(name="b.conf")])
        Unit(dropins=(Dropin(name='b.conf'),), enabled=True, name='a.service')
    """

    contents: str | None = text("Text of the unit.", plain=forms.PLAIN_UNIT, secret=True)
    dropins: tuple[Dropin, ...] = parts(Dropin, "Fragments laid over the unit.")
    enabled: bool | None = flag("Whether the unit is enabled; left out, its state stays as it is. A unit with contents needs an `[Install]` section for it.")
    mask: bool | None = flag("Whether the unit is masked, so that it cannot be started.")
    name: str = text("Name of the unit with its type, such as `etcd.service`.", nullable=False, always=True, required=True, pattern=forms.UNIT_NAME)


@described()
class Systemd:
    """
    Units of systemd.

    Examples:
        >>> Systemd(units=[Unit(name="a.service", mask=True)])
        Systemd(units=(Unit(mask=True, name='a.service'),))
    """

    units: tuple[Unit, ...] = parts(Unit, "Units to write, extend, enable or mask.")
