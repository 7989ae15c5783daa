"""
The Ignition spec 2: one attrs class per concept, for all its versions.
"""

from __future__ import annotations

from ignition_compose.models.spec2.config import Sections
from ignition_compose.models.spec2.disks import Disk, Partition
from ignition_compose.models.spec2.filesystems import Create, Filesystem, Mount
from ignition_compose.models.spec2.ignition import Ignition, IgnitionConfig, Proxy, Security, Timeouts, Tls
from ignition_compose.models.spec2.networkd import Networkd, NetworkdDropin, NetworkdUnit
from ignition_compose.models.spec2.nodes import Directory, File, Link, Node, NodeGroup, NodeUser
from ignition_compose.models.spec2.passwd import Passwd, PasswdGroup, PasswdUser, Usercreate
from ignition_compose.models.spec2.raid import Raid
from ignition_compose.models.spec2.resource import CaReference, ConfigReference, FileContents, HttpHeader, Verification
from ignition_compose.models.spec2.storage import Storage
from ignition_compose.models.spec2.systemd import Systemd, SystemdDropin, Unit

__all__ = [
    "CaReference",
    "ConfigReference",
    "Create",
    "Directory",
    "Disk",
    "File",
    "FileContents",
    "Filesystem",
    "HttpHeader",
    "Ignition",
    "IgnitionConfig",
    "Link",
    "Mount",
    "Networkd",
    "NetworkdDropin",
    "NetworkdUnit",
    "Node",
    "NodeGroup",
    "NodeUser",
    "Partition",
    "Passwd",
    "PasswdGroup",
    "PasswdUser",
    "Proxy",
    "Raid",
    "Sections",
    "Security",
    "Storage",
    "Systemd",
    "SystemdDropin",
    "Timeouts",
    "Tls",
    "Unit",
    "Usercreate",
    "Verification",
]
