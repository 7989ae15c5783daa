"""
The rules of spec 3, a module for each section; importing this registers them.
"""

from __future__ import annotations

from ignition_compose.checks.rules.spec3 import (
    disks,
    filesystems,
    ignition,
    luks,
    nodes,
    raid,
    resources,
    storage,
    units,
)

__all__ = ["disks", "filesystems", "ignition", "luks", "nodes", "raid", "resources", "storage", "units"]
