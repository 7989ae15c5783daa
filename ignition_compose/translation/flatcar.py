"""
A config of spec 2.4.0 to one of spec 3.1.0, as Flatcar's Ignition does it while a machine boots.

That is the translation of ign-converter, changed by Flatcar: what spec 3 has no word for is brought to what has the
same effect, as far as there is such a thing. What is refused on the way is in `ignition_compose.translation.refused`.
"""

from __future__ import annotations

from ignition_compose.golang import urls
from ignition_compose.golang.paths import join
from ignition_compose.models.envelope import VERSION_TOKENS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.translation.lineage import Moves

NETWORKD: Final = "/etc/systemd/network"
"""The folder of what systemd-networkd reads."""

_NETWORKD_MODE: Final = 0o644


def to_spec_3(tree: Tree, mount_points: Mapping[str, str]) -> Tree:
    """
    A config as one of spec 3.1.0, in which units of one name are still several.

    Args:
        tree: The config's tree.
        mount_points: Where each filesystem is mounted, by its name, with the one that is always there.

    Returns:
        A new tree. Mirrors ``Translate`` of Flatcar's ``config/v24tov31``.
    """
    storage, networkd = tree.get("storage") or {}, tree.get("networkd") or {}
    files = _files(storage.get("files") or (), mount_points) + list(networkd_files(networkd.get("units") or ()))
    sections = {
        "ignition": _ignition(tree.get("ignition") or {}),
        "passwd": _passwd(tree.get("passwd") or {}),
        "storage": {
            "directories": [_node(one, mount_points) for one in storage.get("directories") or ()],
            "disks": [_picked(one, _DISK) for one in storage.get("disks") or ()],
            "files": files,
            "filesystems": [_filesystem(one, mount_points) for one in declared(storage)],
            "links": [_link(one, mount_points) for one in storage.get("links") or ()],
            "raid": [_picked(one, _RAID) for one in storage.get("raid") or ()],
        },
        "systemd": {"units": [_unit(one) for one in (tree.get("systemd") or {}).get("units") or ()]},
    }
    return {name: made for name, section in sections.items() if (made := _filled(section))}


def declared(storage: Tree) -> list[Tree]:
    """
    The filesystems that spec 3 has to be told of: not the one that is always there.
    """
    return [one for one in storage.get("filesystems") or () if one.get("name") != ROOT]


ROOT: Final = "root"
"""The name of the filesystem that is always there."""


def _filled(section: Tree) -> Tree:
    return {name: value for name, value in section.items() if value not in ([], {})}


# What becomes of a member: it stays if it is there; or if it is more than zero, for what cannot be absent in spec 2 is
# absent in spec 3 where it is zero; or it is there in any case.
_STAYS: Final = object()
_SOME: Final = object()


def _picked(entry: Tree, members: Mapping[str, Any]) -> Tree:
    """
    The members of an object that spec 3 has too.
    """
    made: Tree = {}
    for name, how in members.items():
        value = entry.get(name)
        if how is _STAYS:
            if value is not None:
                made[name] = value
        elif how is _SOME:
            if value:
                made[name] = value
        elif isinstance(how, str):
            made[name] = how if value is None else value
        elif value:
            found = [_picked(one, how) for one in value] if isinstance(value, list) else _picked(value, how)
            if found:
                made[name] = found
    return made


_PARTITION: Final = {
    "guid": _SOME,
    "label": _STAYS,
    "number": _SOME,
    "shouldExist": _STAYS,
    "sizeMiB": _STAYS,
    "startMiB": _STAYS,
    "typeGuid": _SOME,
    "wipePartitionEntry": _SOME,
}
_DISK: Final = {"device": "", "partitions": _PARTITION, "wipeTable": _SOME}
_RAID: Final = {"devices": _SOME, "level": "", "name": "", "options": _SOME, "spares": _SOME}
_OWNER: Final = {"id": _STAYS, "name": _SOME}
_HEADER: Final = {"name": "", "value": _SOME}
_VERIFICATION: Final = {"hash": _STAYS}
_RESOURCE: Final = {"compression": _SOME, "httpHeaders": _HEADER, "source": "", "verification": _VERIFICATION}
_REFERENCE: Final = {"httpHeaders": _HEADER, "source": "", "verification": _VERIFICATION}
_DROPIN: Final = {"contents": _SOME, "name": ""}
_UNIT: Final = {"contents": _SOME, "dropins": _DROPIN, "mask": _SOME, "name": ""}
_MOUNT: Final = {
    "device": "",
    "format": _SOME,
    "label": _STAYS,
    "options": _SOME,
    "uuid": _STAYS,
    "wipeFilesystem": _SOME,
}
_GROUP: Final = {"gid": _STAYS, "name": "", "passwordHash": _SOME, "system": _SOME}
_ACCOUNT: Final = {
    "gecos": _SOME,
    "groups": _SOME,
    "homeDir": _SOME,
    "noCreateHome": _SOME,
    "noLogInit": _SOME,
    "noUserGroup": _SOME,
    "primaryGroup": _SOME,
    "shell": _SOME,
    "system": _SOME,
    "uid": _STAYS,
}
"""What the object ``create`` of a user says in its stead."""

_USER: Final = {"name": "", "passwordHash": _STAYS, "sshAuthorizedKeys": _SOME}
_TIMEOUTS: Final = {"httpResponseHeaders": _STAYS, "httpTotal": _STAYS}
_PROXY: Final = {"httpProxy": _SOME, "httpsProxy": _SOME, "noProxy": _SOME}
_SECURITY: Final = {"tls": {"certificateAuthorities": _REFERENCE}}


def _ignition(section: Tree) -> Tree:
    named = section.get("config") or {}
    made = {
        "config": _filled({"merge": [_picked(one, _REFERENCE) for one in named.get("append") or ()]}),
        **_picked(section, {"proxy": _PROXY, "security": _SECURITY, "timeouts": _TIMEOUTS}),
    }
    if named.get("replace") is not None:
        made["config"]["replace"] = _picked(named["replace"], _REFERENCE)
    return {**_filled(made), VERSION_TOKENS[1]: "3.1.0"}


def _passwd(section: Tree) -> Tree:
    return _filled(
        {
            "groups": [_picked(one, _GROUP) for one in section.get("groups") or ()],
            "users": [_user(one) for one in section.get("users") or ()],
        }
    )


def _user(user: Tree) -> Tree:
    create = user.get("create")
    return {**_picked(user if create is None else create, _ACCOUNT), **_picked(user, _USER)}


def _unit(unit: Tree) -> Tree:
    made = _picked(unit, _UNIT)
    enabled = unit.get("enabled")
    if enabled is not None or unit.get("enable"):
        # Of the two, the older one counts where the newer one is not there.
        made["enabled"] = enabled is None or enabled
    return made


def _filesystem(filesystem: Tree, mount_points: Mapping[str, str]) -> Tree:
    made = _picked(reshaped(filesystem), _MOUNT)
    path = mount_points.get(filesystem.get("name", ""))
    return {**made, "path": path} if path else made


def reshaped(filesystem: Tree) -> Tree:
    """
    What a filesystem says of its mount, with what the object ``create`` says in its stead.

    Mirrors what Flatcar's ``translateFilesystems`` does beyond that of ign-converter.
    """
    mount = filesystem.get("mount") or {}
    create = mount.get("create")
    if create is not None:
        options = [*(mount.get("options") or ()), *(create.get("options") or ())]
        mount = {**mount, "wipeFilesystem": create.get("force", False), "options": options}
    if is_oem(filesystem) and not mount.get("wipeFilesystem"):
        mount = {**mount, "format": "btrfs"}
    return mount


def is_oem(filesystem: Tree) -> bool:
    """
    Whether this is the partition with what Flatcar's vendors add, whose format is known.
    """
    return bool(filesystem.get("name", "").lower() == "oem")


def _is_unclean(path: str) -> bool:
    """
    Whether a path may not be absolute and in its simplest form.
    """
    return "/." in path or "//" in path or path[-1:] == "/" or path[:1] != "/"


def _node(node: Tree, mount_points: Mapping[str, str]) -> Tree:
    """
    A file, directory or link with its path on the machine, and otherwise as it was.
    """
    made = node.copy()
    mount_point, path = mount_points.get(made.pop("filesystem", ""), ""), made.get("path", "")
    if mount_point != "/" or _is_unclean(path):
        made["path"] = join(mount_point, path)
    if "user" in made or "group" in made:
        for name in ("user", "group"):
            owner = _picked(made.pop(name, None) or {}, _OWNER)
            if owner:
                made[name] = owner
    return made


def _link(link: Tree, mount_points: Mapping[str, str]) -> Tree:
    made = _node(link, mount_points)
    made.setdefault("target", "")
    if not made.get("hard"):
        made.pop("hard", None)
    return made


def _files(files: Sequence[Tree], mount_points: Mapping[str, str]) -> list[Tree]:
    made = []
    for one in files:
        file = one.copy()
        path = file.get("path", "")
        contents = file.get("contents")
        if (
            file.pop("filesystem", "") != ROOT
            # The same as `_is_unclean` says, without a call for each file.
            or "/." in path
            or "//" in path
            or path[-1:] == "/"
            or path[:1] != "/"
            or "user" in file
            or "group" in file
            or "append" in file
            or not contents
            or "source" not in contents
            or (len(contents) > 1 and not _is_resource(contents))
        ):
            # By far the most files go the other way.
            file = _file(one, mount_points)
        elif "overwrite" not in file:
            file["overwrite"] = True
        made.append(file)
    return made


def _is_resource(contents: Tree) -> bool:
    """
    Whether contents say nothing that is said otherwise in spec 3.
    """
    return bool(
        contents.get("compression", True) and contents.get("verification", True) and "httpHeaders" not in contents
    )


def _file(file: Tree, mount_points: Mapping[str, str]) -> Tree:
    made = _node(file, mount_points)
    made["contents"] = _picked(made.get("contents") or {}, _RESOURCE)
    if made.pop("append", False):
        contents = made.pop("contents")
        return {**made, "overwrite": False, "append": [contents]}
    # In spec 2, a file takes the place of what is there.
    return made if "overwrite" in made else {**made, "overwrite": True}


def networkd_files(units: Iterable[Tree]) -> Iterable[Tree]:
    """
    The files that units of networkd and their drop-ins are written to; a unit without contents makes none of its own.
    """
    for unit in units:
        name = unit.get("name", "")
        if unit.get("contents"):
            yield _networkd_file(unit, name)
        for dropin in unit.get("dropins") or ():
            yield _networkd_file(dropin, f"{name}.d", dropin.get("name", ""))


def _networkd_file(unit: Tree, *names: str) -> Tree:
    return {
        "path": join(NETWORKD, *names),
        "overwrite": True,
        "mode": _NETWORKD_MODE,
        "contents": {"source": f"data:,{urls.escaped_segment(unit.get('contents', ''))}"},
    }


def moves_to_spec_3(tree: Tree) -> Moves:
    """
    Where the values of a config of spec 2.4.0 stand in that of spec 3.1.0, as far as it is elsewhere.
    """
    storage = tree.get("storage") or {}
    moves: Moves = {("ignition", "config", "append"): (("ignition", "config", "merge"),)}
    for section, list_ in (("passwd", "users"), ("systemd", "units"), ("storage", "files")):
        for index, entry in enumerate((tree.get(section) or {}).get(list_) or ()):
            moves |= _MOVED[list_](entry, (section, list_, index))
    for list_ in ("files", "directories", "links"):
        for index in range(len(storage.get(list_) or ())):
            here: Tokens = ("storage", list_, index)
            moves[*here, "filesystem"] = ((*here, "path"),)
    moves |= _filesystem_moves(storage)
    moves |= {("networkd",): (("storage",),), ("networkd", "units"): (("storage", "files"),)}
    count = len(storage.get("files") or ())
    for index, unit in enumerate((tree.get("networkd") or {}).get("units") or ()):
        moves |= _networkd_moves(unit, ("networkd", "units", index), count)
        count += bool(unit.get("contents")) + len(unit.get("dropins") or ())
    return moves


def _file_moves(file: Tree, here: Tokens) -> Moves:
    if not file.get("append"):
        return {}
    return {(*here, "contents"): ((*here, "append", 0),), (*here, "append"): ((*here, "overwrite"),)}


def _user_moves(user: Tree, here: Tokens) -> Moves:
    if user.get("create") is None:
        return {}
    moves: Moves = {(*here, name): () for name in _ACCOUNT}
    return {**moves, (*here, "create"): (here,)}


def _unit_moves(unit: Tree, here: Tokens) -> Moves:
    return {(*here, "enable"): ((*here, "enabled"),) if unit.get("enabled") is None else ()}


_MOVED: Final[Mapping[str, Callable[[Tree, Tokens], Moves]]] = {
    "users": _user_moves,
    "units": _unit_moves,
    "files": _file_moves,
}


def _filesystem_moves(storage: Tree) -> Moves:
    moves: Moves = {}
    count = 0
    for index, one in enumerate(storage.get("filesystems") or ()):
        here, target = ("storage", "filesystems", index), ("storage", "filesystems", count)
        if one.get("name") == ROOT:
            moves[here] = ()
            continue
        moves |= {here: (target,), (*here, "name"): ((*target, "path"),), (*here, "path"): ()}
        moves[*here, "mount"] = (target,)
        mount = one.get("mount") or {}
        if mount.get("create") is not None:
            create, given = (*here, "mount", "create"), len(mount.get("options") or ())
            moves |= {create: (target,), (*here, "mount", "wipeFilesystem"): ()}
            moves[*create, "force"] = ((*target, "wipeFilesystem"),)
            moves[*create, "options"] = ((*target, "options"),)
            for number in range(len(mount["create"].get("options") or ())):
                moves[*create, "options", number] = ((*target, "options", given + number),)
        count += 1
    return moves


def _networkd_moves(unit: Tree, here: Tokens, count: int) -> Moves:
    named: list[Tokens] = []
    moves: Moves = {here: ()}
    if unit.get("contents"):
        moves[here] = (("storage", "files", count),)
        moves[*here, "contents"] = (("storage", "files", count, "contents", "source"),)
        named.append(("storage", "files", count, "path"))
        count += 1
    for number in range(len(unit.get("dropins") or ())):
        dropin, target = (*here, "dropins", number), ("storage", "files", count)
        moves[dropin] = (target,)
        moves[*dropin, "name"] = ((*target, "path"),)
        moves[*dropin, "contents"] = ((*target, "contents", "source"),)
        named.append((*target, "path"))
        count += 1
    moves[*here, "name"] = tuple(named)
    return moves
