"""
What shows a habit: small documents, and pairs of them, to which releases with and without the habit answer differently.

Each is asked in every stable version of the spec in which it can be written and some release has the habit or has not.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.models.specs import SPEC3
from ignition_compose.tables.table import rows
from tests.oracle.inquiries import Inquiry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.versions import SpecVersion
    from tests.oracle.inquiries import Operation

Sections = dict[str, Any]

STABLE: Final = tuple([version for version in SPEC3.versions if not version.is_experimental])

_DELETED: Final = {"number": 1, "shouldExist": False}


def _storage(**lists: list[Any]) -> Sections:
    return {"storage": lists}


def _units(*units: Any) -> Sections:
    return {"systemd": {"units": list(units)}}


def _file(**members: Any) -> Sections:
    return _storage(files=[{"path": "/a", **members}])


def _disk(*partitions: Any) -> Sections:
    return _storage(disks=[{"device": "/dev/a", "partitions": list(partitions)}])


def _luks(**clevis: Any) -> Sections:
    return _storage(luks=[{"name": "a", "device": "/dev/a", "clevis": clevis}])


def _link(**members: Any) -> Sections:
    return _storage(links=[{"path": "/a", **members}])


_TANG: Final = {"url": "http://t", "thumbprint": "a", "advertisement": "{}"}
_WRITTEN: Final = {"contents": {"source": "data:,a"}}
_UNIT: Final = "[Unit]\nDescription=a\n"

DOCUMENTS: Final[dict[str, tuple[Sections, ...]]] = {
    "checks-node-paths": (
        _storage(files=[{"path": "a", "mode": 420}]),
        _storage(directories=[{"path": "/a/", "mode": 493}]),
        _storage(directories=[{"mode": 493}], links=[{"path": "a", "target": "/b"}]),
    ),
    "file-permissions-unset": (_file(**_WRITTEN), _file(mode=420, **_WRITTEN)),
    "file-permissions-unset-without-contents": (_file(), _file(append=[{"source": "data:,a"}])),
    "directory-permissions-unset": (_storage(directories=[{"path": "/a"}]),),
    "crashes-on-nameless-partitions": (_disk({"sizeMiB": 1}), _disk({"number": 1}, {})),
    "zeroes-with-should-not-exist": (
        _disk(_DELETED, {"label": "a"}),
        _disk({"label": "a"}, {"number": 2, "shouldExist": False}),
        _disk({"number": 0, "label": "a", "shouldExist": False}),
        _disk(_DELETED, {"number": 2}),
        _disk({"label": "a"}, {"label": "b"}),
    ),
    "tells-true-places": (
        _storage(links=[{"path": "a", "target": "/b"}]),
        _disk({"number": 1, "label": "a:b", "guid": "a"}),
        {"passwd": {"users": [{"name": "a", "uid": 1, "unknown": 1}]}},
    ),
    "needs-format-to-wipe-or-mount": (
        _storage(filesystems=[{"device": "/dev/a", "wipeFilesystem": True}]),
        _storage(filesystems=[{"device": "/dev/a", "mountOptions": ["ro"]}]),
        _storage(filesystems=[{"device": "/dev/a", "path": "/a", "wipeFilesystem": True}]),
        _storage(filesystems=[{"device": "/dev/a", "wipeFilesystem": False}]),
    ),
    "raid-devices-required": (
        _storage(raid=[{"name": "a", "level": "raid1"}]),
        _storage(raid=[{"name": "a", "level": "raid1", "devices": []}]),
        _storage(raid=[{"name": "a", "level": "raid1", "devices": ["/dev/a"]}]),
    ),
    "mode-special-bits": (
        _file(mode=0o4755, **_WRITTEN),
        _storage(directories=[{"path": "/a", "mode": 0o1777}]),
        _file(mode=0o755, **_WRITTEN),
    ),
    "path-conflicts-systemd": (
        _file(mode=420) | _units({"name": "a.service", "contents": _UNIT}),
        _storage(files=[{"path": "/etc/systemd/system/a.service", "mode": 420}])
        | _units({"name": "a.service", "contents": _UNIT}),
        _storage(links=[{"path": "/etc/systemd/system/a.service.d/b.conf", "target": "/b"}])
        | _units({"name": "a.service", "dropins": [{"name": "b.conf", "contents": _UNIT}]}),
    ),
    "no-install-section-for-instantiable-unit": (
        _units({"name": "a@.service", "contents": _UNIT}, {"name": "a@b.service", "enabled": True}),
        _units({"name": "a@.service", "contents": "[Install]\nWantedBy=b\n"}, {"name": "a@b.service", "enabled": True}),
    ),
    "no-install-section-of-bare-unit": (
        _units({"name": "a.service", "enabled": True, "contents": "# nothing\n"}),
        _units({"name": "a.service", "enabled": True, "contents": "[Install]\n"}),
        _units({"name": "a.service", "enabled": True, "contents": _UNIT}),
    ),
    "hard-link-specifies-owner": (
        _link(target="/b", hard=True, user={"id": 0}, group={"name": ""}),
        _link(target="/b", user={"id": 0}),
    ),
    "partitions-overwritten": (
        _storage(
            disks=[{"device": "/dev/a", "partitions": [{"number": 1}]}],
            filesystems=[{"device": "/dev/a", "format": "ext4", "path": "/a"}],
        ),
    ),
    "filesystem-implicit-wipe": (
        _storage(
            disks=[{"device": "/dev/a", "wipeTable": True}],
            filesystems=[{"device": "/dev/a", "format": "ext4", "path": "/a"}],
        ),
        _storage(
            disks=[{"device": "/dev/a", "wipeTable": True}],
            filesystems=[{"device": "/dev/a", "format": "ext4", "path": "/a", "wipeFilesystem": True}],
        ),
    ),
}
"""What is parsed, by habit."""

MERGES: Final[dict[str, tuple[tuple[Sections, Sections], ...]]] = {
    "merges-pointed-at-objects": (
        (_luks(custom={"pin": "sss", "config": "{}"}), _luks(tpm2=True)),
        (_luks(tpm2=True), _luks(threshold=2)),
        (_luks(custom={"pin": "sss", "config": "{}", "needsNetwork": True}), _luks(custom={"pin": "tang"})),
    ),
    "keeps-a-link-that-the-child-leaves-out": (
        (_link(target="/b", hard=True), _link(overwrite=True)),
        (_link(target="/b", hard=True), _link(hard=False)),
        (_link(target="/b"), _link(target="/c")),
    ),
}
"""Parent and child, by habit."""

FOLDS: Final[dict[str, tuple[tuple[Sections, Sections], ...]]] = {
    "masks-special-bits": ((_file(mode=0o4755), _storage(directories=[{"path": "/b", "mode": 0o1777}])),),
    "drops-tang-advertisements": ((_luks(tang=[_TANG]), {}),),
    **MERGES,
}
"""Base and user config, by habit."""


def inquiries() -> Iterator[Inquiry]:
    """
    Every document and pair in each version that its habits are about, with the habit that it shows.
    """
    for habit, documents in DOCUMENTS.items():
        for version in versions_of(habit):
            for sections in documents:
                yield Inquiry("parse", version, (_write(sections, version),), habit)
    pairs: tuple[tuple[Operation, dict[str, tuple[tuple[Sections, Sections], ...]]], ...] = (
        ("merge", MERGES),
        ("fold", FOLDS),
    )
    for operation, shown in pairs:
        for habit, merges in shown.items():
            for version in versions_of(habit):
                for pair in merges:
                    yield Inquiry(operation, version, tuple([_write(one, version) for one in pair]), habit)


def versions_of(habit: str) -> list[SpecVersion]:
    """
    The stable versions of the spec in which a habit can show.
    """
    found = [row for row in rows("habits") if row.habit == habit]
    return [version for version in STABLE if any(row.is_of(row.first, version) for row in found)]


def _write(sections: Sections, version: SpecVersion) -> bytes:
    return json.dumps({"ignition": {"version": str(version)}, **sections}).encode()
