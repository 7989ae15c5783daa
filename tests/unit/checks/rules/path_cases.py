"""Cases of the rules on paths, at each place where a path stands."""

from __future__ import annotations

from ignition_compose.models.spec3.disks import Disk
from ignition_compose.models.spec3.filesystems import Filesystem
from ignition_compose.models.spec3.luks import Luks
from ignition_compose.models.spec3.nodes import Directory, File, Link
from ignition_compose.models.spec3.raid import Raid
from ignition_compose.versions import since, until
from tests.unit.checks.rules.case import breaks, passes

_DEVICE = [("device",)]
_PATH = [("path",)]
_TAGGED = since("3.7.0-experimental")
_CLEAN = ("/", "/a", "/a/b", "/.a", "/a..", "/...", "/é/ b", "/a\n", "/a.b", "/..a")
_RELATIVE = ("a", ".", "..", "a/", "./a", " /a", "\n/a")
_DIRTY = ("//", "/a/", "/a//b", "/./a", "/a/.", "/a/..", "/..", "/a/../b", "/a/b/")

CASES = (
    *breaks("no-path", File, {}, {"path": ""}, at=_PATH),
    *breaks("no-path", Directory, {}, at=_PATH),
    *breaks("no-path", Link, {}, at=_PATH),
    *passes("no-path", File, {"path": "/a"}, {"path": "a"}),
    *breaks("path-relative", File, *[{"path": path} for path in _RELATIVE], at=_PATH),
    *passes("path-relative", File, *[{"path": path} for path in (*_CLEAN, *_DIRTY, "")]),
    *breaks("dirty-path", File, *[{"path": path} for path in _DIRTY], at=_PATH),
    *passes("dirty-path", File, *[{"path": path} for path in (*_CLEAN, *_RELATIVE, "")]),
    # A disk without a device has another problem.
    *passes("no-path", Disk, {}, {"device": ""}, {"device": "/a"}),
    *breaks("path-relative", Disk, {"device": "sda"}, at=_DEVICE),
    *passes("path-relative", Disk, {"device": "/dev/sda"}, {}),
    *breaks("dirty-path", Disk, {"device": "/dev//sda"}, at=_DEVICE),
    *passes("dirty-path", Disk, {"device": "/dev/sda"}, {}),
    *passes("no-path", Luks, {}, {"device": ""}, {"device": "/a"}),
    *breaks("path-relative", Luks, {"device": "sda"}, at=_DEVICE),
    *passes("path-relative", Luks, {"device": "/dev/sda"}, {}),
    *breaks("dirty-path", Luks, {"device": "/dev/sda/"}, at=_DEVICE),
    *passes("dirty-path", Luks, {"device": "/dev/sda"}, {}),
    *breaks("no-path", Raid, {"devices": ["/a", ""]}, at=[("devices", 1)]),
    *breaks("no-path", Raid, {"devices": ["", ""]}, at=[("devices", 0), ("devices", 1)]),
    *passes("no-path", Raid, {}, {"devices": []}, {"devices": ["/a"]}),
    *breaks("path-relative", Raid, {"devices": ["a", "/a"]}, at=[("devices", 0)]),
    *passes("path-relative", Raid, {"devices": ["/a", ""]}),
    *breaks("dirty-path", Raid, {"devices": ["/a", "/b", "/a/../b"]}, at=[("devices", 2)]),
    *passes("dirty-path", Raid, {"devices": ["/a", "b/"]}),
    *breaks("no-path", Filesystem, {"path": "/a"}, {"device": ""}, at=_DEVICE),
    *breaks("no-path", Filesystem, {"format": "virtiofs"}, at=_DEVICE, span=until("3.6.0")),
    *passes("no-path", Filesystem, {"format": "virtiofs"}, span=_TAGGED),
    *passes("no-path", Filesystem, {"device": "/a"}, {"device": "/a", "path": ""}),
    *breaks("path-relative", Filesystem, {"device": "a", "path": "b"}, at=[("device",), ("path",)]),
    *breaks("path-relative", Filesystem, {"device": "a", "format": "virtiofs"}, at=_DEVICE, span=until("3.6.0")),
    *passes("path-relative", Filesystem, {"device": "a", "format": "virtiofs"}, span=_TAGGED),
    *breaks("path-relative", Filesystem, {"path": "a", "format": "virtiofs"}, at=_PATH, span=_TAGGED),
    *passes("path-relative", Filesystem, {"device": "/a", "path": "/b"}, {"device": "/a", "path": ""}),
    *breaks("dirty-path", Filesystem, {"device": "/a/", "path": "/b/."}, at=[("device",), ("path",)]),
    *breaks("dirty-path", Filesystem, {"device": "/a/", "format": "virtiofs"}, at=_DEVICE, span=until("3.6.0")),
    *passes("dirty-path", Filesystem, {"device": "/a/", "format": "virtiofs"}, span=_TAGGED),
    *passes("dirty-path", Filesystem, {"device": "/a", "path": "/b"}, {"device": "a/"}),
)
