"""All sections' rules; importing it registers them."""

from __future__ import annotations

from ignition_compose.rules import disks, filesystems, ignition, luks, nodes, raid, resources, storage, units

__all__ = ["disks", "filesystems", "ignition", "luks", "nodes", "raid", "resources", "storage", "units"]
