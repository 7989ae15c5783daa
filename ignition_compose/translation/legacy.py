"""
What changes from spec 1 to spec 2, and from one version of that to the next, until 2.4.0.

Mostly, what was left out and meant zero is written out.
"""

from __future__ import annotations

from ignition_compose.golang import GoError, dataurl, urls
from ignition_compose.models.envelope import LEGACY_MEMBER, VERSION_TOKENS
from ignition_compose.models.spec2 import (
    CaReference,
    ConfigReference,
    Directory,
    File,
    FileContents,
    Partition,
    PasswdUser,
    Verification,
)
from ignition_compose.translation.step import Edit, Step
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.translation.lineage import Moves
    from ignition_compose.translation.step import Change


def own_by_id(file: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Give a file its owner's ids, which are 0 where they were left out.

    Mirrors ``TranslateFromV2_0`` of the reference's ``config/v2_1``.
    """
    missing = [name for name in ("user", "group") if "id" not in (file.get(name) or {})]
    if not missing:
        return None
    owners = {name: {**(file.get(name) or {}), "id": 0} for name in missing}
    return {**file, **owners}, tuple([Edit("filled", (name, "id")) for name in missing])


def rewrite_source(resource: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Write a URL as it is written by who has read it.

    Mirrors ``Url.String`` of the reference's ``config/v2_0/types``.
    """
    source = resource.get("source")
    try:
        rewritten = urls.rewritten(source) if source else source
    except GoError:
        # The config is refused for it.
        return None
    if rewritten == source:
        return None
    return {**resource, "source": rewritten}, (Edit("changed", ("source",)),)


def strip_quotes(verification: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Take quotation marks off the end of a digest, which is as long as it must be with them.

    Mirrors ``translateVerification`` of the reference's ``config/v2_1``.
    """
    digest = verification.get("hash")
    if digest is None or not digest.endswith('"'):
        return None
    return {**verification, "hash": digest.strip('"')}, (Edit("changed", ("hash",)),)


def drop_empty_password(user: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Leave out the password that is empty.

    Mirrors ``TranslateFromV2_0`` of the reference's ``config/v2_1``.
    """
    if user.get("passwordHash") != "":
        return None
    kept = {name: value for name, value in user.items() if name != "passwordHash"}
    return kept, (Edit("dropped", ("passwordHash",)),)


def _zero(*names: str, zero: Any = 0) -> Change:
    def fill(tree: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
        missing = [name for name in names if tree.get(name) is None]
        if not missing:
            return None
        return {**tree, **dict.fromkeys(missing, zero)}, tuple([Edit("filled", (name,)) for name in missing])

    return fill


STEPS: Final[Mapping[SpecVersion, tuple[Step, ...]]] = {
    SpecVersion("2.1.0"): (
        Step((File,), own_by_id),
        Step((FileContents, ConfigReference, CaReference), rewrite_source),
        Step((Verification,), strip_quotes),
        Step((PasswdUser,), drop_empty_password, speaks_for=("passwordHash",)),
    ),
    SpecVersion("2.2.0"): (Step((File, Directory), _zero("mode")),),
    SpecVersion("2.3.0"): (Step((Partition,), _zero("size", "start")), Step((Partition,), _zero("label", zero=""))),
}
"""The steps, by the version they lead to; a version that is not here changes nothing but its name."""


FILESYSTEM_NAME: Final = "_translate-filesystem-{}"
"""The name of a filesystem of spec 1, where they have none, by its index."""


def from_spec_1(tree: Tree) -> Tree:
    """
    A config of spec 1 as one of spec 2.0.0.

    Args:
        tree: The config's tree.

    Returns:
        A new tree. Mirrors ``TranslateFromV1`` of the reference's ``config/v2_0``.

    Examples:
        >>> file = {"path": "/a", "contents": "hello"}
        >>> storage = {"filesystems": [{"device": "/dev/sdb1", "format": "ext4", "files": [file]}]}
        >>> from_spec_1({"ignitionVersion": 1, "storage": storage})["storage"]["files"][0]["contents"]
        {'source': 'data:,hello'}
    """
    storage = tree.get("storage") or {}
    filesystems = storage.get("filesystems") or ()
    named = [(FILESYSTEM_NAME.format(index), one) for index, one in enumerate(filesystems)]
    files = [_file(name, file) for name, one in named for file in one.get("files") or ()]
    mounts = [{"name": name, "mount": {key: one[key] for key in _OF_MOUNT if key in one}} for name, one in named]
    kept = {name: value for name, value in storage.items() if name != "filesystems"}
    made = {**kept, **({"filesystems": mounts} if mounts else {}), **({"files": files} if files else {})}
    others = {name: value for name, value in tree.items() if name not in (LEGACY_MEMBER, "storage")}
    section, member = VERSION_TOKENS
    return {section: {member: "2.0.0"}, **others, **({"storage": made} if made else {})}


_OF_MOUNT: Final = ("device", "format", "create")


def _file(filesystem: str, file: Tree) -> Tree:
    source = f"data:,{dataurl.escaped(file.get('contents', ''))}"
    made: Tree = {"filesystem": filesystem, "path": file.get("path", ""), "contents": {"source": source}}
    made |= {name: {"id": file[key]} for name, key in _OWNERS.items() if key in file}
    return made if "mode" not in file else {**made, "mode": file["mode"]}


_OWNERS: Final = {"user": "uid", "group": "gid"}


def moves_from_spec_1(tree: Tree) -> Moves:
    """
    Where the values of a config of spec 1 stand in that of spec 2.0.0, as far as it is elsewhere.
    """
    moves: Moves = {(LEGACY_MEMBER,): (VERSION_TOKENS,)}
    count = 0
    for index, one in enumerate((tree.get("storage") or {}).get("filesystems") or ()):
        here: Tokens = ("storage", "filesystems", index)
        moves |= {(*here, name): ((*here, "mount", name),) for name in _OF_MOUNT}
        for number in range(len(one.get("files") or ())):
            file, target = (*here, "files", number), ("storage", "files", count)
            moves[file] = (target,)
            moves[*file, "contents"] = ((*target, "contents", "source"),)
            moves |= {(*file, key): ((*target, name, "id"),) for name, key in _OWNERS.items()}
            count += 1
    return moves
