"""
The whole config.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import part
from ignition_compose.models.spec3.ignition import Ignition
from ignition_compose.models.spec3.kernel_arguments import KernelArguments
from ignition_compose.models.spec3.passwd import Passwd
from ignition_compose.models.spec3.storage import Storage
from ignition_compose.models.spec3.systemd import Systemd
from ignition_compose.versions import since


@described()
class Sections:
    """
    A config for Ignition: what to do to a machine at its first boot.

    Examples:
        >>> Sections(ignition=Ignition(version="3.4.0")).storage.files
        ()
    """

    ignition: Ignition = part(Ignition, "Version of the spec, and how Ignition itself behaves.", always=True, required=True)
    kernel_arguments: KernelArguments = part(KernelArguments, "Which kernel arguments the machine boots with.", span=since("3.3.0"))
    passwd: Passwd = part(Passwd, "Users and groups.")
    storage: Storage = part(Storage, "Disks, filesystems, and what is put on them.")
    systemd: Systemd = part(Systemd, "Units of systemd.")
