"""
The members of configs of specs 1 and 2, by version, and the texts and numbers for them: plain ones, and ones that sit
on the edges of the rules.

What `pools` has for spec 3 serves here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tests.oracle import pools

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.oracle.legacy import LegacyVersion

Shape: TypeAlias = "str | list[Shape] | dict[str, Shape]"
"""What a value is: a pool's name, a list of something, or an object with members."""

PLAIN: Final[dict[str, tuple[Any, ...]]] = {
    "boolean": (True, False),
    "compression": ("", "gzip"),
    "contents": ("", "hello\n", "a b%20+é"),
    "device": ("/dev/sda", "/dev/sdb", "/dev/disk/by-label/OEM"),
    "dropin-name": ("x.conf", "y.conf"),
    "enabled": (True, False, None),
    "filesystem": (*["root"] * 6, "data", "var", "oem", "OEM"),
    "fs-label": ("ROOT", "data", ""),
    "fs-name": ("data", "var", "oem", "OEM", "root"),
    "fs-path": ("/sysroot", "/mnt", "/"),
    "format": ("ext4", "btrfs", "xfs"),
    "group": ("wheel", "docker"),
    "hash": ("sha512-" + "a" * 128,),
    "header-name": ("Accept", "X-Auth"),
    "id": (0, 500, 1000),
    "key": ("ssh-rsa AAAA a", "ssh-ed25519 AAAA b"),
    "label": ("", "root", "data"),
    "level": ("raid1", "raid0", "linear"),
    "mib": (1, 512, 0),
    "mode": (420, 493, 0, 0o1777),
    "name": ("core", "admin", "a"),
    "network": ("[Match]\nName=eth0\n[Network]\nDHCP=yes\n", "[Link]\nMTUBytes=9000 # 100%\n", ""),
    "network-name": ("00-a.network", "10-b.link", "20-c.netdev"),
    "number": (1, 2, 0),
    "option": ("-L", "ROOT", "--metadata=1.0"),
    "path": ("/a", "/b", "/c/d", "/a/b", "/etc/motd"),
    "proxy": ("http://p:1", "https://p"),
    "sectors": (2048, 4096, 0),
    "seconds": (0, 5, 600),
    "source": ("data:,", "data:;base64,aGk=", "https://example.com/a", "http://h/x?y#z", "oem:///a"),
    "spares": (0, 0, 1),
    "target": ("/x", "y", "../z", "/a"),
    "text": ("a", "", "b c"),
    "guid": ("", "01234567-89AB-CDEF-EDCB-A98765432101"),
    "unit": ("", "[Unit]\nA=b\n[Install]\nWantedBy=x\n", "[Service]\nExecStart=/bin/true\n"),
    "unit-name": ("a.service", "b@1.service", "c.timer", "d.mount"),
    "uuid": ("9d6e42cd-dcef-4177-b4c6-2a0c979e3d82", "x"),
}

_WHOLE: Final = (-1, 2**31, 2**63 - 1, -(2**63))
_NAMES: Final = ("", "a/b", "é", "a'\"b", "<&>", "..", "a\u2028", "root")

ODD: Final[dict[str, tuple[Any, ...]]] = {
    "compression": ("xz", "GZIP", "gzip ", None),
    "contents": ("\x00", "a" * 300, "%zz", '"\\', "é\u2028", None),
    "device": (*pools.PATHS, '/dev/"x', "/dev/\\x"),
    "dropin-name": pools.DROPIN_NAMES,
    "filesystem": (*_NAMES, "nowhere", "../..", "_translate-filesystem-0"),
    "fs-label": pools.LABELS,
    "fs-name": (*_NAMES, "data", "oem", "../..", "/", "Oem", "_translate-filesystem-0", "ignition1"),
    "fs-path": pools.PATHS,
    "format": ("", "swap", "vfat", "ext3", "EXT4", "none", None),
    "group": _NAMES,
    "hash": (*pools.HASHES, 'sha512-"', "sha512-" + '"' * 128, None),
    "header-name": ("", "accept", "é", "A B", "Accept"),
    "id": (*_WHOLE, None, 1.0),
    "key": ("", "é", "no key\n"),
    "label": pools.LABELS,
    "level": pools.POOLS["level"],
    "mib": (*_WHOLE, 2, 3, None),
    "mode": (*pools.POOLS["mode"], 2**32, 420.0, None),
    "name": _NAMES,
    "network": pools.UNITS,
    "network-name": (
        "a",
        "",
        "a.service",
        ".network",
        "../../x.network",
        "/../../../x.link",
        "a.network ",
        "a/b.netdev",
    ),
    "number": (128, -1, 3, 3, None),
    "option": ("", "é"),
    "path": (*pools.PATHS, '/"', "/\\", "/a/b/../c", "/../x"),
    "proxy": ("", "socks5://p", "p", "http://a b/", "HTTP://p", None),
    "sectors": (2047, 2049, 6144, 4095, -2048, *_WHOLE, 2**64 - 1, 2**64, None),
    "seconds": (*_WHOLE, None),
    "source": (
        *pools.URLS,
        *(
            "http://u:p@h/",
            "https://u@h/x",
            "oem://u:p@h/",
            'http://h/"x"',
            "data:,\"x'",
            "HTTP://H/%41",
            "http://h/a b",
        ),
        *("data:,a%20b", "data:text/plain,%22", "s3://u:p@b/k?versionId=a", "http://h?a b", "?a#b", "oem:x y", None),
    ),
    "spares": (-1, 2, None),
    "target": (*pools.PATHS, None),
    "text": ("é\u2028", "\x00", "x" * 300, "<&>", None),
    "guid": (*pools.GUIDS, "01234567-89ab-CDEF-EDCB-A98765432101 "),
    "unit": pools.UNITS,
    "unit-name": pools.UNIT_NAMES,
    "uuid": ("", "é", None),
}

VERSIONS_OF_DOCUMENTS: Final[tuple[Any, ...]] = (
    *("1", "1.0.0", "2", "2.0", "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0", "02.0.0", "2.00.0", "2.4.0-", "2.0.0-"),
    *("2.3.0-dev", "2.4.0-experimental", "2.4.0+meta", "2.4.0-+", "2.4.1", "2.0.1", "2.1.9", "2.5.0", "2.5.0-dev"),
    *("0.0.0", "3.0.0", "3.1.0", "3.4.0", "4.0.0", "-2.0.0", "2.-1.0", "2.4.0 ", "2.4.0.0", "v2.4.0", "x", ""),
    *("9223372036854775808.0.0", None, 2, 2.0, True, [], {}),
)
"""What documents may name as their version in ``ignition.version``."""

VERSIONS_OF_SPEC_1: Final[tuple[Any, ...]] = (1, 1, 0, 2, 3, -1, 1.0, "1", None, True, [], 2**63)
"""The same for ``ignitionVersion``."""

_CREATE_USER: Final[dict[str, Shape]] = {
    "uid": "id",
    "gecos": "text",
    "homeDir": "path",
    "noCreateHome": "boolean",
    "primaryGroup": "group",
    "groups": ["group"],
    "noUserGroup": "boolean",
    "system": "boolean",
    "noLogInit": "boolean",
    "shell": "path",
}
_PASSWD: Final[dict[str, Shape]] = {
    "users": [{"name": "name", "passwordHash": "text", "sshAuthorizedKeys": ["key"], "create": _CREATE_USER}],
    "groups": [{"name": "name", "gid": "id", "passwordHash": "text", "system": "boolean"}],
}
_DROPIN: Final[dict[str, Shape]] = {"name": "dropin-name", "contents": "unit"}
_UNIT: Final[dict[str, Shape]] = {
    "name": "unit-name",
    "enable": "boolean",
    "mask": "boolean",
    "contents": "unit",
    "dropins": [_DROPIN],
}
_NETWORKD_UNIT: Final[dict[str, Shape]] = {"name": "network-name", "contents": "network"}
_PARTITION: Final[dict[str, Shape]] = {
    "label": "label",
    "number": "number",
    "size": "sectors",
    "start": "sectors",
    "typeGuid": "guid",
}
_RAID: Final[dict[str, Shape]] = {"name": "name", "level": "level", "devices": ["device"], "spares": "spares"}
_CREATE: Final[dict[str, Shape]] = {"force": "boolean", "options": ["option"]}


def _disk(partition: dict[str, Shape]) -> dict[str, Shape]:
    return {"device": "device", "wipeTable": "boolean", "partitions": [partition]}


def _shape_of_1() -> dict[str, Shape]:
    file: Shape = {"path": "path", "contents": "contents", "mode": "mode", "uid": "id", "gid": "id"}
    filesystem: Shape = {"device": "device", "format": "format", "create": _CREATE, "files": [file]}
    return {
        "storage": {"disks": [_disk(_PARTITION)], "raid": [_RAID], "filesystems": [filesystem]},
        "systemd": {"units": [_UNIT]},
        "networkd": {"units": [_NETWORKD_UNIT]},
        "passwd": _PASSWD,
    }


def _shape_of_2(minor: int) -> dict[str, Shape]:
    """
    The members of 2.0.0 to 2.4.0; a version has those of the versions before it.
    """
    headers: dict[str, Shape] = {"httpHeaders": [{"name": "header-name", "value": "text"}]} if minor >= 4 else {}
    reference: dict[str, Shape] = {"source": "source", "verification": {"hash": "hash"}, **headers}
    ignition: dict[str, Shape] = {"config": {"append": [reference], "replace": reference}}
    mount: dict[str, Shape] = {"device": "device", "format": "format", "create": _CREATE}
    owner: Shape = {"id": "id"}
    file: dict[str, Shape] = {"contents": {"compression": "compression", **reference}, "mode": "mode"}
    partition, raid, unit, networkd_unit = dict(_PARTITION), dict(_RAID), dict(_UNIT), dict(_NETWORKD_UNIT)
    users, groups = _PASSWD["users"], _PASSWD["groups"]
    assert isinstance(users, list)
    user = users[0]
    assert isinstance(user, dict)
    storage: dict[str, Shape] = {}
    if minor >= 1:
        ignition["timeouts"] = {"httpResponseHeaders": "seconds", "httpTotal": "seconds"}
        mount |= {"label": "fs-label", "options": ["option"], "uuid": "uuid", "wipeFilesystem": "boolean"}
        owner = {"id": "id", "name": "name"}
        partition["guid"] = "guid"
        unit["enabled"] = "enabled"
        user = {**user, **_CREATE_USER}
    if minor >= 2:
        ignition["security"] = {"tls": {"certificateAuthorities": [reference]}}
        file["append"] = "boolean"
        raid["options"] = ["option"]
        networkd_unit["dropins"] = [{"name": "dropin-name", "contents": "network"}]
    if minor >= 3:
        partition |= {"shouldExist": "boolean", "sizeMiB": "mib", "startMiB": "mib", "wipePartitionEntry": "boolean"}
    if minor >= 4:
        ignition["proxy"] = {"httpProxy": "proxy", "httpsProxy": "proxy", "noProxy": ["text"]}
    node: dict[str, Shape] = {"filesystem": "filesystem", "path": "path", "user": owner, "group": owner}
    if minor >= 2:
        node["overwrite"] = "enabled"
    if minor >= 1:
        storage = {
            "directories": [{**node, "mode": "mode"}],
            "links": [{**node, "target": "target", "hard": "boolean"}],
        }
    filesystem: Shape = {"name": "fs-name", "mount": mount, "path": "fs-path"}
    return {
        "ignition": ignition,
        "storage": {
            "disks": [_disk(partition)],
            "raid": [raid],
            "filesystems": [filesystem],
            "files": [{**node, **file}],
            **storage,
        },
        "systemd": {"units": [unit]},
        "networkd": {"units": [networkd_unit]},
        "passwd": {"users": [user], "groups": groups},
    }


SHAPES: Final[dict[LegacyVersion, dict[str, Shape]]] = {
    "1": _shape_of_1(),
    "2.0.0": _shape_of_2(0),
    "2.1.0": _shape_of_2(1),
    "2.2.0": _shape_of_2(2),
    "2.3.0": _shape_of_2(3),
    "2.4.0": _shape_of_2(4),
}

LIKELY: Final = frozenset(
    {"config", "device", "filesystem", "files", "filesystems", "format", "level", "mount", "name", "path", "security"}
    | {"source", "storage", "systemd", "tls", "units", "verification"}
)
"""Members that most objects have: what is required, and what holds other things and does nothing by itself."""


def ways_to(shape: Shape, goals: Collection[str]) -> set[str]:
    """
    The names of members that lead to values of the pools, or to the members, that are the *goals*; these too.
    """
    if isinstance(shape, list):
        return ways_to(shape[0], goals)
    if isinstance(shape, str):
        return set()
    names: set[str] = set()
    for name, value in shape.items():
        beyond = ways_to(value, goals)
        ends = value[0] if isinstance(value, list) else value
        if beyond or name in goals or (isinstance(ends, str) and ends in goals):
            names |= {name, *beyond}
    return names
