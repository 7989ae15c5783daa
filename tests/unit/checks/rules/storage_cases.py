"""Cases of the rules on how the parts of the section `storage` go together."""

from __future__ import annotations

from typing import Any

from ignition_compose.models.spec3.storage import Storage
from ignition_compose.versions import since, until
from tests.unit.checks.rules.case import Case, breaks, passes

_LINK = {"path": "/a", "target": "/x"}
_TARGET_DEMANDED = since("3.3.0")


def _paths(*paths: str) -> list[dict[str, str]]:
    return [{"path": path} for path in paths]


def _links(*paths: str) -> list[dict[str, str]]:
    return [{"path": path, "target": "/x"} for path in paths]


def _hard(path: str, target: str, *directories: str, **more: Any) -> dict[str, Any]:
    return {"links": [{"path": path, "target": target, "hard": True, **more}], "directories": _paths(*directories)}


def _below(code: str, name: str) -> list[Case]:
    return [
        *breaks(code, Storage, {name: _paths("/b", "/a/b"), "links": [_LINK]}, at=[(name, 1)]),
        # One entry for each link above, be it of the same path; a link without a path is above all.
        *breaks(code, Storage, {name: _paths("/a/b/c"), "links": _links("/a", "/a/b", "/a")}, at=[(name, 0)] * 3),
        *breaks(code, Storage, {name: _paths("/", "a", "a/b"), "links": [{}]}, at=[(name, 0)]),
        *breaks(code, Storage, {name: _paths("/a/"), "links": [_LINK]}, at=[(name, 0)]),
        *breaks(code, Storage, {name: _paths("a//b"), "links": _links("a", "a/", "a//")}, at=[(name, 0)] * 2),
        *passes(
            code,
            Storage,
            {},
            {name: _paths("/a/b")},
            {"links": [_LINK]},
            {name: _paths("/a", "/ab", "/b/a", ""), "links": [_LINK]},
            {name: [{}], "links": [{}]},
        ),
    ]


CASES = (
    *_below("directory-used-symlink", "directories"),
    *_below("file-used-symlink", "files"),
    *breaks(
        "link-used-symlink", Storage, {"links": _links("/a", "/a/b", "/a/b/c")}, at=[("links", 1), *[("links", 2)] * 2]
    ),
    *breaks("link-used-symlink", Storage, {"links": _links("", "/a")}, at=[("links", 1)]),
    *passes("link-used-symlink", Storage, {}, {"links": _links("/a", "/ab", "/a", "/b")}, {"files": _paths("/a/b")}),
    *breaks(
        "link-target-required",
        Storage,
        {"links": [_LINK, {"path": "/b"}, {"target": ""}]},
        at=[("links", 1, "target"), ("links", 2, "target")],
        span=_TARGET_DEMANDED,
    ),
    *passes("link-target-required", Storage, {"links": [{}]}, span=until("3.2.0")),
    *passes("link-target-required", Storage, {}, {"links": [_LINK]}),
    *breaks(
        "hard-link-to-directory",
        Storage,
        _hard("/l", "/d", "/d"),
        _hard("/l", "/x/..//d/", "/d"),
        # A relative target is taken to lie below the link itself.
        _hard("/l", "d", "/d", "/l/d"),
        _hard("/l/m", "..", "/l"),
        _hard("", "d", "d"),
        at=[("links", 0)],
    ),
    *breaks("hard-link-to-directory", Storage, _hard("/l", "/d", "/d", "/e", "/d"), at=[("links", 0)] * 2),
    *breaks("hard-link-to-directory", Storage, _hard("/l", "", "/l"), at=[("links", 0)], span=until("3.2.0")),
    *passes("hard-link-to-directory", Storage, _hard("/l", "", "/l"), span=_TARGET_DEMANDED),
    *passes(
        "hard-link-to-directory",
        Storage,
        {},
        _hard("/l", "/d"),
        _hard("/l", "/d", "/d", hard=False),
        _hard("/l", "/d", "/d/"),
        _hard("/l", "d", "/d"),
        {"links": _links("/l"), "directories": _paths("/x")},
    ),
    *breaks(
        "hard-link-specifies-owner",
        Storage,
        _hard("/l", "/f", user={"id": 0, "name": ""}, group={"id": 0, "name": "a"}),
        at=[("links", 0, owner, name) for owner in ("user", "group") for name in ("id", "name")],
    ),
    *breaks(
        "hard-link-specifies-owner",
        Storage,
        _hard("/l", "", group={"id": 1}),
        at=[("links", 0, "group", "id")],
        span=until("3.2.0"),
    ),
    *passes("hard-link-specifies-owner", Storage, _hard("/l", "", group={"id": 1}), span=_TARGET_DEMANDED),
    *passes(
        "hard-link-specifies-owner",
        Storage,
        {},
        _hard("/l", "/f", user={}),
        _hard("/l", "/f", user={"id": 1}, hard=False),
    ),
    *breaks(
        "partitions-overwritten",
        Storage,
        {"disks": [{"device": "/a", "partitions": [{}]}], "filesystems": [{"device": "/b"}, {"device": "/a"}]},
        # The last disk of a device counts.
        {
            "disks": [{"device": "/a"}, {"device": "/a", "partitions": [{}], "wipeTable": True}],
            "filesystems": [{}, {"device": "/a", "wipeFilesystem": True}],
        },
        at=[("filesystems", 1, "device")],
    ),
    *breaks(
        "partitions-overwritten",
        Storage,
        {"disks": [{"partitions": [{}]}], "filesystems": [{"device": ""}]},
        at=[("filesystems", 0, "device")],
    ),
    *passes(
        "partitions-overwritten",
        Storage,
        {},
        {"disks": [{"device": "/a", "partitions": [{}]}, {"device": "/a"}], "filesystems": [{"device": "/a"}]},
        {"disks": [{"device": "/a", "partitions": [{}]}], "filesystems": [{"device": "/a1"}]},
    ),
    *breaks(
        "filesystem-implicit-wipe",
        Storage,
        {"disks": [{"device": "/a", "wipeTable": True}], "filesystems": [{"device": "/a"}]},
        {"disks": [{"wipeTable": True, "partitions": []}], "filesystems": [{"wipeFilesystem": False}]},
        at=[("filesystems", 0, "device")],
    ),
    *passes(
        "filesystem-implicit-wipe",
        Storage,
        {},
        {"disks": [{"device": "/a"}], "filesystems": [{"device": "/a"}]},
        {"disks": [{"device": "/a", "wipeTable": True}], "filesystems": [{"device": "/a", "wipeFilesystem": True}]},
        {"disks": [{"device": "/a", "wipeTable": True, "partitions": [{}]}], "filesystems": [{"device": "/a"}]},
        {"disks": [{"device": "/a", "wipeTable": True}], "filesystems": [{"device": "/b"}]},
    ),
)
