"""All sections' rules; importing it registers them."""

from __future__ import annotations

from ignition_compose.rules import advice, disks, filesystems, ignition, luks, nodes, raid, resources, storage, units

__all__ = ["advice", "disks", "filesystems", "ignition", "luks", "nodes", "raid", "resources", "storage", "units"]
