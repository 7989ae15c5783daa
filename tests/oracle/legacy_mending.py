"""
Mend what is wrong with a random config of spec 1 or 2, thing by thing.

Each thing has a name in `MENDS`; what is left as it was drawn may be refused, by the parser or by the translation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

Tree = dict[str, Any]

_UNFOLDED: Final = (
    *("uid", "gecos", "homeDir", "noCreateHome", "primaryGroup", "groups"),
    *("noUserGroup", "system", "noLogInit", "shell"),
)
_SECTORS: Final = 2048


def _items(tree: Tree, section: str, name: str) -> list[Tree]:
    found: list[Tree] = tree.get(section, {}).get(name, [])
    return found


def _keep(tree: Tree, section: str, name: str, key: Callable[[Tree], Any]) -> None:
    """
    Of the items of a list that have one key keep the last, at the place of the first.
    """
    if items := _items(tree, section, name):
        tree[section][name] = list({key(item): item for item in items}.values())


def _make_mount_or_path(tree: Tree) -> None:
    for filesystem in _items(tree, "storage", "filesystems"):
        if "mount" in filesystem:
            filesystem.pop("path", None)


def _give_mounts(tree: Tree) -> None:
    """
    Let each file system have a mount, for the translation takes no other; those of spec 1 have none.
    """
    for filesystem in _items(tree, "storage", "filesystems"):
        if "mount" not in filesystem and "ignition" in tree:
            filesystem["mount"] = {"device": "/dev/sdc", "format": "ext4"}
            filesystem.pop("path", None)


def _mounts(tree: Tree) -> Iterator[Tree]:
    for filesystem in _items(tree, "storage", "filesystems"):
        mount = filesystem.get("mount", filesystem)
        if "create" in mount:
            yield mount


def _force(tree: Tree) -> None:
    for mount in _mounts(tree):
        mount["create"]["force"] = True


def _let_create_stand_alone(tree: Tree) -> None:
    for mount in _mounts(tree):
        mount.pop("wipeFilesystem", None)
        mount.pop("options", None)
    for user in _items(tree, "passwd", "users"):
        if "create" in user:
            for name in _UNFOLDED:
                user.pop(name, None)


def _part_filesystems(tree: Tree) -> None:
    _keep(tree, "storage", "filesystems", lambda item: item.get("name", item.get("device")))
    _keep(tree, "storage", "filesystems", lambda item: item.get("mount", item).get("device"))


def _part_disks(tree: Tree) -> None:
    _keep(tree, "storage", "disks", lambda item: item.get("device"))
    _keep(tree, "storage", "raid", lambda item: item.get("name"))


def _part_users(tree: Tree) -> None:
    _keep(tree, "passwd", "users", lambda item: item.get("name"))
    _keep(tree, "passwd", "groups", lambda item: item.get("name"))
    for user in _items(tree, "passwd", "users"):
        for one in (user, user.get("create", {})):
            for name in ("groups", "sshAuthorizedKeys"):
                if name in one:
                    one[name] = list(dict.fromkeys(one[name]))


def _part_networks(tree: Tree) -> None:
    _keep(tree, "networkd", "units", lambda item: item.get("name"))


def _part_dropins(tree: Tree) -> None:
    for section in ("systemd", "networkd"):
        for unit in _items(tree, section, "units"):
            _keep({"unit": unit}, "unit", "dropins", lambda item: item.get("name"))


def _part_references(tree: Tree) -> None:
    config = tree.get("ignition", {}).get("config", {})
    if config.get("append"):
        config["append"] = list({item.get("source"): item for item in config["append"]}.values())


def _part_paths(tree: Tree) -> None:
    """
    Let no two files, directories and links be at one place.
    """
    met: set[str] = set()
    for name in ("links", "directories", "files"):
        kept = []
        for node in _items(tree, "storage", name):
            if _path(node) not in met:
                kept.append(node)
                met.add(_path(node))
        if kept:
            tree["storage"][name] = kept


def _go_round_links(tree: Tree) -> None:
    above = tuple([_path(node) + "/" for node in _items(tree, "storage", "links")])
    for name in ("directories", "files", "links"):
        if items := _items(tree, "storage", name):
            tree["storage"][name] = [node for node in items if not _path(node).startswith(above)]


def _path(node: Tree) -> str:
    return str(node.get("path"))


def _place_partitions(tree: Tree) -> None:
    for disk in _items(tree, "storage", "disks"):
        for number, partition in enumerate(disk.get("partitions", ()), start=1):
            if "start" in partition:
                partition["start"] = _SECTORS * number
            if "size" in partition:
                partition["size"] = _SECTORS


def _count_in_mib(tree: Tree) -> None:
    """
    Let partitions have no places in sectors, where the version has others: the translation refuses them.
    """
    if tree.get("ignition", {}).get("version", "1") in ("2.3.0", "2.4.0"):
        for disk in _items(tree, "storage", "disks"):
            for partition in disk.get("partitions", ()):
                partition.pop("start", None)
                partition.pop("size", None)


def _number_partitions(tree: Tree) -> None:
    for disk in _items(tree, "storage", "disks"):
        for number, partition in enumerate(disk.get("partitions", ()), start=1):
            partition["number"] = number


def _let_partitions_go(tree: Tree) -> None:
    for disk in _items(tree, "storage", "disks"):
        for partition in disk.get("partitions", ()):
            if partition.get("shouldExist") is False:
                for name in [name for name in partition if name not in ("number", "shouldExist")]:
                    del partition[name]


def _mend_arrays(tree: Tree) -> None:
    for raid in _items(tree, "storage", "raid"):
        raid.setdefault("devices", ["/dev/sda"])
        if raid.get("level") in ("raid0", "linear"):
            raid.pop("spares", None)


def _give_one_owner(tree: Tree) -> None:
    for name in ("files", "links", "directories"):
        for node in _items(tree, "storage", name):
            for owner in (node.get("user", {}), node.get("group", {})):
                if "id" in owner:
                    owner.pop("name", None)


def _append_or_overwrite(tree: Tree) -> None:
    for file in _items(tree, "storage", "files"):
        if file.get("append"):
            file.pop("overwrite", None)


def _part_headers(tree: Tree) -> None:
    for one in _with_headers(tree):
        one["httpHeaders"] = list({header.get("name"): header for header in one["httpHeaders"]}.values())


def _send_headers_to_servers(tree: Tree) -> None:
    for one in _with_headers(tree):
        if not str(one.get("source")).startswith("http"):
            del one["httpHeaders"]


def _with_headers(value: Any) -> Iterator[Tree]:
    if isinstance(value, dict):
        if "httpHeaders" in value:
            yield value
        for item in value.values():
            yield from _with_headers(item)
    elif isinstance(value, list):
        for item in value:
            yield from _with_headers(item)


class Mend(NamedTuple):
    """
    A thing that may be wrong.

    Attributes:
        act: Mends it.
        members: Without these it cannot be wrong.
    """

    act: Callable[[Tree], None]
    members: tuple[str, ...]


MENDS: Final[dict[str, Mend]] = {
    "mount-or-path": Mend(_make_mount_or_path, ("mount",)),
    "mounts": Mend(_give_mounts, ("filesystems",)),
    "force": Mend(_force, ("create",)),
    "create-alone": Mend(_let_create_stand_alone, ("create", "wipeFilesystem", "options", *_UNFOLDED)),
    "filesystems": Mend(_part_filesystems, ("filesystems",)),
    "disks": Mend(_part_disks, ("disks", "raid")),
    "users": Mend(_part_users, ("users", "groups", "sshAuthorizedKeys")),
    "networks": Mend(_part_networks, ("networkd", "units")),
    "dropins": Mend(_part_dropins, ("dropins",)),
    "references": Mend(_part_references, ("append",)),
    "paths": Mend(_part_paths, ("files", "links", "directories")),
    "links": Mend(_go_round_links, ("files", "links", "directories")),
    "partition-places": Mend(_place_partitions, ("start", "size")),
    "partition-numbers": Mend(_number_partitions, ("number",)),
    "partition-sizes": Mend(_count_in_mib, ("start", "size", "sizeMiB", "startMiB")),
    "partitions-gone": Mend(_let_partitions_go, ("shouldExist", "label", "number")),
    "arrays": Mend(_mend_arrays, ("spares",)),
    "owners": Mend(_give_one_owner, ("user", "group", "id")),
    "append": Mend(_append_or_overwrite, ("append", "overwrite")),
    "headers": Mend(_part_headers, ("httpHeaders",)),
    "headers-of-others": Mend(_send_headers_to_servers, ("httpHeaders",)),
}


def mend(tree: Tree, left: Collection[str]) -> None:
    """
    Mend everything in *tree* but what is in *left*.
    """
    for name, one in MENDS.items():
        if name not in left:
            one.act(tree)
