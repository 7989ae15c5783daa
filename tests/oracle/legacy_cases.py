"""
Documents of specs 1 and 2 written by hand, for what seldom comes by chance: one for each rule, in each version that
has the members, and one for each thing that the translation to spec 3 does or refuses.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tests.oracle.legacy import LEGACY_VERSIONS
from tests.oracle.legacy_pools import VERSIONS_OF_DOCUMENTS, VERSIONS_OF_SPEC_1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.oracle.legacy import LegacyVersion

Tree = dict[str, Any]


class Source(NamedTuple):
    """
    A document, and the version that it was made for; it may name another.
    """

    version: LegacyVersion
    raw: bytes


class Case(NamedTuple):
    """
    What stands in a document beside its version.

    Attributes:
        sections: The sections.
        since: The first version of spec 2 with these members.
    """

    sections: Tree
    since: LegacyVersion = "2.0.0"


def _file(**members: Any) -> Tree:
    return {"filesystem": "root", "path": "/a", "mode": 0, **members}


def _files(*files: Tree) -> Tree:
    return {"storage": {"files": list(files)}}


def _mounts(*mounts: Tree, name: str = "a") -> Tree:
    plain = {"device": "/dev/a", "format": "ext4"}
    return {"storage": {"filesystems": [{"name": name, "mount": {**plain, **mount}} for mount in mounts]}}


def _disk(*partitions: Tree) -> Tree:
    return {"storage": {"disks": [{"device": "/dev/a", "partitions": list(partitions)}]}}


def _user(**members: Any) -> Tree:
    return {"passwd": {"users": [{"name": "a", **members}]}}


def _units(*units: Tree) -> Tree:
    return {"systemd": {"units": list(units)}}


def _array(**members: Any) -> Tree:
    return {"storage": {"raid": [{"name": "a", "level": "raid1", "devices": ["/dev/a"], **members}]}}


_PLACES: Final = (
    *(((2048, 4096), (4096, 2048)), ((2048, 2048), (4096, 2048)), ((2048, 8192), (4096, 2048))),
    *(((2048, 2049), (4096, 0)), ((2048, 2048), (2048, 2048)), ((0, 2048), (0, 4096)), ((1, 0),), ((2047, 1),)),
)
"""Where partitions begin and how large they are: in each other's way, side by side, and where none may begin."""

_URLS: Final = (
    *("data:,", "data:;base64,!", "http://h/", "https://h/", "oem:///a", "tftp://h/a", "ftp://h/a", "/a", ""),
    *("s3://b/k", "s3://b/k?versionId=", "s3://b/k?versionId=1", "http://u:p@h/", "http://h/%zz", "HTTP://H/a b"),
)
_HASHES: Final = ("sha512-" + "a" * 128, "sha512-" + "a" * 127, "sha256-" + "a" * 64, "a", 'sha512-"', "-")
_LABELS: Final = (("ext4", 16), ("btrfs", 256), ("xfs", 12), ("swap", 15), ("vfat", 11))
_CREATED_USER: Final[Tree] = {
    "uid": 1,
    "gecos": "b",
    "homeDir": "/c",
    "noCreateHome": True,
    "primaryGroup": "d",
    "groups": ["e"],
    "noUserGroup": True,
    "system": True,
    "noLogInit": True,
    "shell": "/f",
}
_UNIT: Final = "[Unit]\nA=b\n"
_HEADERS: Final = [{"name": "a", "value": "b"}]
_ENTRIES: Final = ("files", "directories", "links")

CASES: Final = (
    Case({}),
    # Resources.
    *[Case(_files(_file(contents={"source": url}))) for url in _URLS],
    *[Case({"ignition": {"config": {"append": [{"source": url}]}}}) for url in _URLS],
    *[Case(_files(_file(contents={"verification": {"hash": text}}))) for text in _HASHES],
    Case(_files(_file(contents={"compression": "gzip"}), _file(path="/b", contents={"compression": "xz"}))),
    *[
        Case({"ignition": {"config": {"replace": {"source": url, "httpHeaders": headers}}}}, "2.4.0")
        for url, headers in (
            *(("http://h/", _HEADERS), ("data:,", _HEADERS), ("http://h/%zz", _HEADERS), ("http://h/", _HEADERS * 2)),
            *(("http://h/", [{"value": "b"}]), ("http://h/", [{"name": "a"}]), ("oem:///a", [])),
        )
    ],
    Case({"ignition": {"config": {"append": [{"source": "oem:///a"}, {"source": "oem:///a"}]}}}),
    Case({"ignition": {"config": {"replace": {}}}}),
    Case(
        {"ignition": {"security": {"tls": {"certificateAuthorities": [{"source": "data:,"}, {"source": "x"}]}}}},
        "2.2.0",
    ),
    Case({"ignition": {"security": {"tls": {"certificateAuthorities": [{"source": ""}]}}}}, "2.2.0"),
    Case({"ignition": {"timeouts": {"httpTotal": 0, "httpResponseHeaders": 9}}}, "2.1.0"),
    Case({"ignition": {"proxy": {"httpProxy": "socks5://p", "noProxy": ["a"]}}}, "2.4.0"),
    Case({"ignition": {"proxy": {"httpProxy": "http://p", "httpsProxy": ""}}}, "2.4.0"),
    # Files, directories and links.
    *[Case(_files(_file(mode=mode))) for mode in (0o7777, 0o10000, -1, 2**32)],
    Case({"storage": {"directories": [_file(mode=0o10000)]}}, "2.1.0"),
    Case({"storage": {"files": [{"filesystem": "root", "path": "/a"}]}}),
    Case(_files(_file(path="a"), _file(path=""), {"path": "/b"}, _file(filesystem="nowhere"))),
    Case(_files(_file(user={"id": 0}, group={"id": 9}))),
    Case(_files(_file(user={"id": 0, "name": "a"}, group={"id": 0, "name": "a"})), "2.1.0"),
    Case(_files(_file(append=True, overwrite=True)), "2.2.0"),
    Case(_files(_file(append=True, overwrite=False), _file(path="/b", overwrite=False), _file(path="/c")), "2.2.0"),
    Case(_files(_file(append=True, contents={"source": "data:,a"})), "2.2.0"),
    Case({"storage": {"links": [_file(target="/b", hard=True, user={"id": 1}), _file(path="/c")]}}, "2.1.0"),
    *[
        Case({"storage": {name: [_file(path="/l/b")], "links": [_file(path="/l", target="/b")]}}, "2.1.0")
        for name in ("files", "directories")
    ],
    Case({"storage": {"links": [_file(path="/l", target="/b"), _file(path="/l/b", target="/c")]}}, "2.1.0"),
    Case({"storage": {"files": [_file(path="/lx")], "links": [_file(path="/l", target="/b")]}}, "2.1.0"),
    Case({"storage": {"files": [_file(path="/l/")], "links": [_file(path="/", target="/b")]}}, "2.1.0"),
    *[
        Case({"storage": {one: [_file()], two: [_file()]}}, "2.1.0")
        for one in _ENTRIES
        for two in _ENTRIES
        if one > two
    ],
    Case(_files(_file(), _file(path="/x/../a"))),
    # File systems.
    Case({"storage": {"filesystems": [{"name": "a"}]}}),
    Case({"storage": {"filesystems": [{"name": "a", "path": "/b"}]}}),
    Case({"storage": {"filesystems": [{"name": "root", "path": "/"}]}}),
    Case({"storage": {"filesystems": [{"name": "a", "path": "b"}]}}),
    Case({"storage": {"filesystems": [{"name": "a", "path": "/b", "mount": {"device": "/dev/a", "format": "xfs"}}]}}),
    *[Case(_mounts({"format": name, "device": device})) for name, device in (("swap", "/dev/a"), ("zfs", "a"))],
    *[Case(_mounts({}, name=name)) for name in ("root", "oem", "OEM", "Oem", "", "a/b", "..", "../..", "/", "é")],
    *[Case(_mounts({"wipeFilesystem": True}, name=name), "2.1.0") for name in ("root", "oem", "OEM")],
    *[Case(_mounts({"create": {"force": True}}, name=name)) for name in ("root", "oem", "OEM", "a")],
    Case(_mounts({"create": {}})),
    Case(_mounts({"create": {"force": True, "options": ["-L", "a"]}})),
    Case(_mounts({"create": {"force": True}, "options": ["a"]}), "2.1.0"),
    Case(_mounts({"create": {"force": True}, "wipeFilesystem": True}), "2.1.0"),
    Case(_mounts({"options": ["a"], "uuid": "x", "label": "b"}), "2.1.0"),
    *[Case(_mounts({"format": name, "label": "a" * (most + 1)}), "2.1.0") for name, most in _LABELS],
    *[Case(_mounts({"format": name, "label": "a" * most}), "2.1.0") for name, most in _LABELS],
    Case(_mounts({}, {})),
    Case(_mounts({}, {"device": "/dev/b"})),
    Case(
        {
            "storage": {
                "filesystems": [
                    {"name": name, "mount": {"device": f"/dev/{n}", "format": "ext4"}}
                    for n, name in enumerate(("a", "oem", "", "b", ""))
                ],
                "files": [_file(filesystem=name) for name in ("a", "oem", "b", "c")],
            }
        }
    ),
    # Disks.
    *[
        Case(_disk(*[{"number": n, "start": start, "size": size} for n, (start, size) in enumerate(places, start=1)]))
        for places in _PLACES
    ],
    Case(_disk({"number": 1, "start": 2048, "size": 2048}, {"number": 1, "start": 2048, "size": 2048})),
    Case(_disk({"label": "a"}, {"label": "a"}, {"number": 0, "label": "b:c"})),
    Case(_disk({"label": "a" * 37}, {"number": 1, "label": "a" * 36})),
    Case(_disk({"number": 1, "label": "a", "sizeMiB": 5, "startMiB": 0}), "2.3.0"),
    Case(_disk({"number": 1, "label": "a:b"}), "2.3.0"),
    Case(_disk({"number": 1, "sizeMiB": 5, "startMiB": 1}, {"number": 2, "sizeMiB": 5, "startMiB": 3}), "2.3.0"),
    Case(_disk({}), "2.3.0"),
    Case(_disk({"number": 1, "size": 2048}), "2.3.0"),
    Case(_disk({"number": 1, "size": 2048, "startMiB": 1}), "2.3.0"),
    Case(_disk({"number": 1, "size": 2048}, {"number": 2, "startMiB": 1}), "2.3.0"),
    Case(_disk({"number": 1, "shouldExist": False, "label": "a"}), "2.3.0"),
    Case(_disk({"number": 1, "shouldExist": False}, {"label": "a"}), "2.3.0"),
    Case(_disk({"number": 1, "shouldExist": False}), "2.3.0"),
    Case(_disk({"number": 1, "guid": "x", "typeGuid": "y"}), "2.1.0"),
    Case(_disk({"number": 1, "typeGuid": "01234567-89ab-CDEF-EDCB-A98765432101"}, {"number": 2, "typeGuid": "y"})),
    Case({"storage": {"disks": [{}, {"device": "a"}, {"device": "/a"}, {"device": "/a", "wipeTable": True}]}}),
    *[Case(_array(level=level, spares=1)) for level in ("raid0", "linear", "raid1", "x")],
    Case(_array(devices=["a", "/b"])),
    Case(_array(devices=[])),
    Case(_array(options=["a"]), "2.2.0"),
    # Users and groups.
    Case(_user(create={})),
    Case(_user(create=_CREATED_USER)),
    *[Case(_user(create={}, **{name: value}), "2.1.0") for name, value in _CREATED_USER.items()],
    Case(_user(**_CREATED_USER), "2.1.0"),
    Case(_user(passwordHash="", sshAuthorizedKeys=["a", "a"])),
    Case(_user(create={"groups": ["a", "a"]})),
    Case({"passwd": {"users": [{"name": "a"}, {"name": "a"}], "groups": [{"name": "a", "gid": 0}, {}]}}),
    # Units.
    Case(_units({"name": "a.service", "contents": "[Unit"}, {"name": "a"}, {"name": "b.service", "contents": _UNIT})),
    Case(_units({"name": "a.service", "enable": True, "contents": _UNIT})),
    Case(_units({"name": "a.service", "enable": True, "contents": _UNIT + "[Install]\nA=b"}, {"name": "b.path"})),
    *[
        Case(_units({"name": "a.service", "enable": enable, "enabled": enabled, "contents": _UNIT}), "2.1.0")
        for enable in (False, True)
        for enabled in (False, True)
    ],
    Case(_units({"name": "a.service", "dropins": [{"name": "a"}, {"name": "b.conf", "contents": "["}]})),
    Case(_units({"name": "a.service", "dropins": [{"name": "b.conf"}, {"name": "b.conf", "contents": _UNIT}]})),
    Case(
        _units(
            {"name": "b.service", "contents": _UNIT, "mask": True, "dropins": [{"name": "a.conf", "contents": _UNIT}]},
            {"name": "a.service", "enable": True},
            {"name": "b.service", "enable": True, "dropins": [{"name": "c.conf"}, {"name": "a.conf"}]},
            {"name": "b.service"},
        )
    ),
    Case({"networkd": {"units": [{"name": "a.network", "contents": "["}, {"name": "b"}, {"name": "c.link"}]}}),
    Case(
        {
            "networkd": {
                "units": [{"name": "a.network", "contents": _UNIT + "é%/ "}, {"name": "../../b.link", "contents": "#"}]
            }
        }
    ),
    Case({"networkd": {"units": [{"name": "a.network", "contents": _UNIT}] * 2}}),
    Case(
        {"networkd": {"units": [{"name": "/../../a.network", "dropins": [{"name": "../b.conf", "contents": ""}]}]}},
        "2.2.0",
    ),
    Case(
        {
            "networkd": {
                "units": [{"name": "a.network", "dropins": [{"name": "b"}, {"name": "c.conf", "contents": "["}]}]
            }
        },
        "2.2.0",
    ),
)
"""What stands in documents of spec 2."""


def _filesystem(**members: Any) -> Tree:
    return {"storage": {"filesystems": [{"device": "/dev/a", "format": "ext4", **members}]}}


CASES_OF_1: Final[tuple[Tree, ...]] = (
    {},
    _filesystem(),
    _filesystem(device="a", format="swap"),
    _filesystem(create={"force": True, "options": ["-L", "a"]}),
    _filesystem(create={}),
    _filesystem(files=[{"path": "/a", "contents": 'a b%é"\\\n', "mode": 0o1777, "uid": 1, "gid": 2}, {"path": "/b"}]),
    _filesystem(files=[{"path": "a"}, {"path": "/b", "mode": 0o10000}]),
    _filesystem(files=[{"path": "/b", "mode": -1}]),
    _filesystem(files=[{"path": "/b"}, {"path": "/b"}]),
    {"storage": {"filesystems": [{"device": "/dev/a", "format": "ext4"}, {"device": "/dev/a", "format": "ext4"}]}},
    *[
        _disk(*[{"number": n, "start": start, "size": size} for n, (start, size) in enumerate(places, start=1)])
        for places in _PLACES
    ],
    _disk({}, {}),
    _disk({"label": "a" * 37, "typeGuid": "x"}),
    {"storage": {"disks": [{}, {"device": "a"}]}},
    *[_array(level=level, spares=1) for level in ("raid0", "raid1", "x")],
    _user(create=_CREATED_USER, passwordHash="a"),
    _user(create={"uid": -1}),
    {"passwd": {"groups": [{"name": "a", "gid": 0, "system": True}]}},
    _units(
        {"name": "a", "contents": "["}, {"name": "a.service", "contents": "["}, {"name": "b.service", "enable": True}
    ),
    _units({"name": "a.service", "dropins": [{"name": "a"}, {"name": "b.conf", "contents": "["}]}),
    _units({"name": "a.service", "enable": True, "contents": _UNIT}, {"name": "a.service", "mask": True}),
    {"networkd": {"units": [{"name": "a"}, {"name": "a.network", "contents": "["}]}},
    {"networkd": {"units": [{"name": "a.network", "contents": "[Match]\nName=é"}]}},
)
"""What stands in documents of spec 1."""


_ONE, _TWO = '[{"name":"a.service"}]', '[{"name":"a.service"},{"name":"b.service"}]'
TEXTS: Final = (
    # A list of two, of which the reference looks for the places in a list of one, and panics; and what is like it.
    f'"systemd":{{"units":{_ONE},"Units":{_TWO}}}',
    f'"systemd":{{"Units":{_TWO},"units":{_ONE}}}',
    f'"systemd":{{"units":{_TWO},"Units":{_ONE}}}',
    f'"systemd":{{"Units":{_TWO},"units":null}}',
    f'"systemd":{{"units":{_ONE},"units":{_TWO}}}',
    f'"systemd":{{"Units":{_TWO}}}',
    '"systemd":{"units":[null]}',
    '"systemd":{"units":[1]}',
    '"systemd":1',
    '"storage":{"files":1}',
    '"storage":{"disks":[{"device":"/a","partitions":[{"start":-1}]}]}',
    '"storage":{"disks":[{"device":"/a","partitions":[{"number":1,"start":9223372036854775808}]}]}',
    '"a":1e999,"b":{"c":1}',
    '"a":"\\ud800","\\ud800":1',
    '"passwd":{"users":[{"name":"a","name":null}],"Passwd":1},"passwd":{"users":[{"create":null}]}',
)
"""What can be written only as text: members of one name, or of one name in other letters, and wrong types."""


def by_hand() -> Iterator[Source]:
    """
    Every document: the cases and texts in each version, and each name of a version.
    """
    for version in LEGACY_VERSIONS:
        head = '"ignitionVersion":1' if version == "1" else f'"ignition":{{"version":"{version}"}}'
        for text in TEXTS:
            yield Source(version, f"{{{head},\n{text}}}".encode())
    for tree in CASES_OF_1:
        yield _write("1", {"ignitionVersion": 1, **tree})
    for version in LEGACY_VERSIONS[1:]:
        for case in CASES:
            if version >= case.since:
                ignition = {"version": version, **case.sections.get("ignition", {})}
                yield _write(version, {**case.sections, "ignition": ignition})
        escaped = json.dumps(version).replace(".", r"\u002e", 1)
        yield Source(version, b'{"ignition":{"version":%s}}' % escaped.encode())
    for name in VERSIONS_OF_DOCUMENTS:
        yield _write("2.4.0", {"ignition": {"version": name}})
        yield _write("2.0.0", {"ignition": {"version": name}, "ignitionVersion": 1})
    for number in VERSIONS_OF_SPEC_1:
        yield _write("1", {"ignitionVersion": number})


def _write(version: LegacyVersion, tree: Any) -> Source:
    return Source(version, json.dumps(tree, separators=(",", ":"), ensure_ascii=False).encode())
