"""
The whole config of spec 2.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import part
from ignition_compose.models.spec2.ignition import Ignition
from ignition_compose.models.spec2.networkd import Networkd
from ignition_compose.models.spec2.passwd import Passwd
from ignition_compose.models.spec2.storage import Storage
from ignition_compose.models.spec2.systemd import Systemd


@described()
class Sections:
    """
    A config of spec 2, as Ignition 0.x reads it.

    Examples:
        >>> Sections(ignition=Ignition(version="2.4.0")).storage.files
        ()
    """

    ignition: Ignition = part(Ignition, "Version of the spec, and how Ignition itself behaves.", always=True, required=True)
    networkd: Networkd = part(Networkd, "Files for systemd-networkd.")
    passwd: Passwd = part(Passwd, "Users and groups.")
    storage: Storage = part(Storage, "Disks, filesystems, and what is put on them.")
    systemd: Systemd = part(Systemd, "Units of systemd.")
