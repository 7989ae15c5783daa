"""
The Ignition spec 3: one attrs class per concept, for all its versions.
"""

from __future__ import annotations

from ignition_compose.models.spec3.config import Sections
from ignition_compose.models.spec3.disks import Disk, Partition
from ignition_compose.models.spec3.filesystems import Filesystem
from ignition_compose.models.spec3.ignition import Ignition, IgnitionConfig, Proxy, Security, Timeouts, Tls
from ignition_compose.models.spec3.kernel_arguments import KernelArguments
from ignition_compose.models.spec3.luks import Cex, Clevis, ClevisCustom, Luks, Tang
from ignition_compose.models.spec3.nodes import Directory, File, Link, Node, NodeGroup, NodeUser
from ignition_compose.models.spec3.passwd import Passwd, PasswdGroup, PasswdUser
from ignition_compose.models.spec3.raid import Raid
from ignition_compose.models.spec3.resource import CaReference, ConfigReference, HttpHeader, Resource, Verification
from ignition_compose.models.spec3.storage import Storage
from ignition_compose.models.spec3.systemd import Dropin, Systemd, Unit

__all__ = [
    "CaReference",
    "Cex",
    "Clevis",
    "ClevisCustom",

    "ConfigReference",
    "Directory",
    "Disk",
    "Dropin",
    "File",
    "Filesystem",
    "HttpHeader",
    "Ignition",
    "IgnitionConfig",
    "KernelArguments",
    "Link",
    "Luks",
    "Node",
    "NodeGroup",
    "NodeUser",
    "Partition",
    "Passwd",
    "PasswdGroup",
    "PasswdUser",
    "Proxy",
    "Raid",
    "Resource",
    "Sections",
    "Security",
    "Storage",
    "Systemd",
    "Tang",
    "Timeouts",
    "Tls",
    "Unit",
    "Verification",
]
