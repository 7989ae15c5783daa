"""Cases of rules that the newest release of Ignition has no more, and of some that earlier ones lacked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ignition_compose.models.spec3.config import Sections
from ignition_compose.models.spec3.disks import Disk
from ignition_compose.models.spec3.filesystems import Filesystem
from ignition_compose.models.spec3.nodes import Directory, File, Link
from ignition_compose.models.spec3.raid import Raid
from ignition_compose.models.spec3.storage import Storage
from ignition_compose.models.spec3.systemd import Systemd, Unit
from ignition_compose.versions import since, until
from tests.unit.checks.rules.case import breaks, passes, under

if TYPE_CHECKING:
    from tests.unit.checks.rules.case import Case, Tree

_DELETED: Final[Tree] = {"number": 1, "shouldExist": False}
_MIXED: Final[tuple[Tree, ...]] = (
    {"device": "/a", "partitions": [_DELETED, {"label": "a"}]},
    {"device": "/a", "partitions": [{"number": 0}, _DELETED]},
    {"device": "/a", "partitions": [{"label": "a", "shouldExist": False}]},
)
_UNMIXED: Final[tuple[Tree, ...]] = (
    {"device": "/a", "partitions": [_DELETED, {"number": 2}]},
    {"device": "/a", "partitions": [{}, {"shouldExist": True}]},
    {"device": "/a"},
    {"partitions": [_DELETED, {}]},
)
_AT_MODE: Final = [("mode",)]
_WRITTEN: Final[Tree] = {"contents": {"source": ""}}
_AT_PATH: Final = [("path",)]
_BARE: Final[Tree] = {"name": "a.service", "enabled": True, "contents": "\n"}
_INSTANCES: Final[Tree] = {
    "units": [{"name": "a@.service", "contents": "[Unit]\nA=b\n"}, {"name": "a@b.service", "enabled": True}]
}
_CONFLICT: Final[Tree] = {
    "storage": {"files": [{"path": "/etc/systemd/system/a.service"}]},
    "systemd": {"units": [{"name": "a.service", "contents": "[Unit]\n"}]},
}
_DISKS: Final[Tree] = {
    "disks": [{"device": "/a", "partitions": [{"number": 1}]}, {"device": "/b", "wipeTable": True}],
    "filesystems": [{"device": "/a"}, {"device": "/b"}],
}
_OWNED: Final[Tree] = {"links": [{"path": "/a", "target": "/b", "hard": True, "user": {"id": 0}}]}

_BROKEN: Final[dict[str, Tree]] = {"no-path": {}, "path-relative": {"path": "a"}, "dirty-path": {"path": "//"}}
_CODES: Final = tuple(_BROKEN)

CASES: Final[tuple[Case, ...]] = (
    # Rules of files and directories, and those of links, are rules of their own since not every release has the former.
    *[case for code in _CODES for on in (Directory, Link) for case in breaks(code, on, _BROKEN[code], at=_AT_PATH)],
    *[case for code in _CODES for on in (Directory, Link) for case in passes(code, on, {"path": "/a"})],
    *under(
        "2.26.0",
        breaks("zeroes-with-should-not-exist", Disk, *_MIXED, at=[("partitions",)]),
        passes("zeroes-with-should-not-exist", Disk, *_UNMIXED),
    ),
    *passes("zeroes-with-should-not-exist", Disk, *_MIXED, *_UNMIXED),
    *under(
        "2.22.0",
        breaks("mode-special-bits", File, {"mode": 0o1000}, at=_AT_MODE, span=until("3.5.0")),
    ),
    *under(
        "2.21.0",
        breaks("mode-special-bits", File, {"mode": 0o1000}, at=_AT_MODE, span=until("3.3.0")),
        passes("mode-special-bits", File, {"mode": 0o1000}, span=since("3.4.0")),
    ),
    *under(
        "2.15.0",
        breaks("path-conflicts-systemd", Sections, _CONFLICT, at=[("storage", "files", 0, "path")]),
        breaks("no-install-section", Unit, _BARE, at=[("contents",)]),
        breaks("no-install-section-for-instantiable-unit", Systemd, _INSTANCES, at=[("units", 1, "contents")]),
        breaks("partitions-overwritten", Storage, _DISKS, at=[("filesystems", 0, "device")]),
        breaks("filesystem-implicit-wipe", Storage, _DISKS, at=[("filesystems", 1, "device")]),
        breaks("hard-link-specifies-owner", Storage, _OWNED, at=[("links", 0, "user", "id")]),
    ),
    *under(
        "2.14.0",
        breaks("mode-special-bits", Directory, {"mode": 0o1000}, at=_AT_MODE),
        passes("path-conflicts-systemd", Sections, _CONFLICT),
        passes("no-install-section", Unit, _BARE),
        breaks("no-install-section", Unit, {**_BARE, "contents": "[Unit]\nA=b\n"}, at=[("contents",)]),
        passes("no-install-section-for-instantiable-unit", Systemd, _INSTANCES),
        passes("partitions-overwritten", Storage, _DISKS),
        passes("filesystem-implicit-wipe", Storage, _DISKS),
        passes("hard-link-specifies-owner", Storage, _OWNED),
    ),
    *under(
        "2.13.0",
        passes("mode-special-bits", Directory, {"mode": 0o1000}),
    ),
    *under(
        "2.11.0",
        breaks("raid-devices-required", Raid, {"level": "raid1"}, at=[("devices",)]),
    ),
    *under(
        "2.10.1",
        passes("raid-devices-required", Raid, {"level": "raid1"}),
    ),
    *under(
        "2.9.0",
        breaks("format-nil-with-others", Filesystem, {"wipeFilesystem": True}, {"uuid": "a"}, at=[("format",)]),
        breaks("format-nil-with-others", Filesystem, {"mountOptions": ["a"]}, at=[("format",)], span=since("3.1.0")),
    ),
    *under(
        "2.8.1",
        breaks("format-nil-with-others", Filesystem, {"wipeFilesystem": True, "uuid": "a"}, at=[("format",)]),
        passes("format-nil-with-others", Filesystem, {"wipeFilesystem": True}, {"mountOptions": ["a"]}),
    ),
    *under(
        "2.4.0",
        passes("file-permissions-unset", File, {}, _WRITTEN),
        passes("directory-permissions-unset", Directory, {}),
    ),
    *under(
        "2.3.0",
        breaks("file-permissions-unset", File, _WRITTEN, at=_AT_MODE),
        passes("file-permissions-unset", File, {}, {"mode": 0, **_WRITTEN}),
        breaks("directory-permissions-unset", Directory, {}, at=_AT_MODE),
        passes("directory-permissions-unset", Directory, {"mode": 0}),
    ),
    *under(
        "2.0.1",
        breaks("file-permissions-unset", File, {}, _WRITTEN, {"contents": {}}, at=_AT_MODE),
        passes("file-permissions-unset", File, {"mode": 0}),
        *[breaks(code, on, _BROKEN[code], at=_AT_PATH) for code in _CODES for on in (File, Directory)],
    ),
    *under(
        "2.0.0",
        breaks("file-permissions-unset", File, {}, _WRITTEN, at=_AT_MODE),
        *[passes(code, on, *_BROKEN.values()) for code in _CODES for on in (File, Directory)],
        *[breaks(code, Link, _BROKEN[code], at=_AT_PATH) for code in _CODES],
    ),
)
