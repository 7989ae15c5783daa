"""Cases of the rules on filesystems; those on their paths are with the paths."""

from __future__ import annotations

from ignition_compose.models.spec3.filesystems import Filesystem
from ignition_compose.versions import ALWAYS, since, until
from tests.unit.checks.rules.case import Case, Tree, breaks, passes

_DEVICE = [("device",)]
_FORMAT = [("format",)]
_LABEL = [("label",)]
_SHARES = since("3.7.0-experimental")
_SHARE = {"format": "virtiofs", "device": "tag"}
_BEFORE_SHARES = until("3.6.0")
_OTHERS: tuple[Tree, ...] = (
    {"path": "a"},
    {"label": "a"},
    {"uuid": "a"},
    {"wipeFilesystem": True},
    {"options": [""]},
)
_NOTHING: tuple[Tree, ...] = ({}, {"path": "", "label": "", "uuid": "", "wipeFilesystem": False, "options": []})


def _labels(name: str, longest: int) -> list[Case]:
    code = f"{name}-label-too-long"
    long = ("a" * (longest + 1), "é" * (longest // 2 + 1), "\0" * (longest + 1))
    short = ("", "a" * longest, "é" * (longest // 2))
    return [
        *breaks(code, Filesystem, *[{"format": name, "label": label} for label in long], at=_LABEL),
        *passes(code, Filesystem, *[{"format": name, "label": label} for label in short], {"format": name}),
        *passes(code, Filesystem, {"label": "a" * 300}, {"format": "none", "label": "a" * 300}),
    ]


def _only_blocks(code: str, name: str, value: object, empty: object) -> list[Case]:
    return [
        *breaks(code, Filesystem, {**_SHARE, name: value}, at=[(name,)], span=_SHARES),
        *passes(code, Filesystem, {**_SHARE, name: empty}, _SHARE, span=_SHARES),
        *passes(code, Filesystem, {"format": "ext4", name: value}, {name: value}, {"format": "x", name: value}),
        *passes(code, Filesystem, {**_SHARE, name: value}, span=_BEFORE_SHARES),
    ]


CASES = (
    *breaks(
        "no-device",
        Filesystem,
        {"format": "virtiofs"},
        {"format": "virtiofs", "device": ""},
        at=_DEVICE,
        span=_SHARES,
    ),
    *passes("no-device", Filesystem, {}, {"format": "ext4"}, _SHARE),
    *breaks(
        "virtiofs-device-tag-too-long",
        Filesystem,
        *[{"format": "virtiofs", "device": tag} for tag in ("a" * 37, "é" * 19, "/" * 37)],
        at=_DEVICE,
        span=_SHARES,
    ),
    *passes(
        "virtiofs-device-tag-too-long",
        Filesystem,
        *[{"format": "virtiofs", "device": tag} for tag in ("", "a" * 36, "é" * 18)],
        {"device": "/" + "a" * 50},
    ),
    *breaks("format-nil-with-others", Filesystem, *_OTHERS, *[{"format": "", **more} for more in _OTHERS], at=_FORMAT),
    *breaks("format-nil-with-others", Filesystem, {"mountOptions": [""]}, at=_FORMAT, span=since("3.1.0")),
    *passes("format-nil-with-others", Filesystem, *_NOTHING, *[{"format": "x", **more} for more in _OTHERS]),
    *breaks("filesystem-invalid-format", Filesystem, *[{"format": name} for name in ("ntfs", "EXT4", " ")], at=_FORMAT),
    *breaks("filesystem-invalid-format", Filesystem, {"format": "none"}, at=_FORMAT, span=until("3.2.0")),
    *passes("filesystem-invalid-format", Filesystem, {"format": "none"}, span=since("3.3.0")),
    *breaks("filesystem-invalid-format", Filesystem, {"format": "virtiofs"}, at=_FORMAT, span=_BEFORE_SHARES),
    *passes("filesystem-invalid-format", Filesystem, {"format": "virtiofs"}, span=_SHARES),
    *passes(
        "filesystem-invalid-format",
        Filesystem,
        {},
        *[{"format": name} for name in ("", "ext4", "btrfs", "xfs", "swap", "vfat")],
    ),
    *breaks("label-needs-format", Filesystem, {"label": "a"}, {"format": "", "label": "a"}, at=_LABEL),
    *passes("label-needs-format", Filesystem, {}, {"label": ""}, {"format": "x", "label": "a"}),
    *_labels("ext4", 16),
    *_labels("btrfs", 256),
    *_labels("xfs", 12),
    *_labels("swap", 15),
    *_labels("vfat", 11),
    *_only_blocks("uuid-not-supported-for-format", "uuid", "a", ""),
    *_only_blocks("wipe-not-supported-for-format", "wipeFilesystem", value=True, empty=False),
    *_only_blocks("mkfs-options-not-supported-for-format", "options", [""], []),
    *breaks("virtiofs-cannot-have-label", Filesystem, {**_SHARE, "label": "a"}, at=_LABEL, span=_SHARES),
    *passes("virtiofs-cannot-have-label", Filesystem, {**_SHARE, "label": ""}, {"label": "a"}, span=ALWAYS),
)
