"""
What a config leaves on a machine: every file, directory and link that Ignition's files stage writes, and from where.

Mirrors ``internal/exec/stages/files`` of the reference, on a machine that has none of the paths yet.
"""

from __future__ import annotations

from ignition_compose.composition.fetching import PLAIN_SETTINGS, Hand
from ignition_compose.display import shown
from ignition_compose.documents.config import held
from ignition_compose.pointer import Pointer
from ignition_compose.retrieval.retriever import Unretrievable, limits_of
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final, Literal

    from ignition_compose.documents.config import Config
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.retrieval.retriever import Retriever

UNITS: Final = "/etc/systemd/system"
PRESETS: Final = "/etc/systemd/system-preset/20-ignition.preset"
RESULT: Final = "/etc/.ignition-result.json"
_FILE_MODE: Final = 0o644
_DIRECTORY_MODE: Final = 0o755
_SECRET_MODE: Final = 0o600


class MachineFile(NamedTuple):
    """
    What is at one path of a machine once Ignition is done.

    Attributes:
        path: The path.
        kind: ``"file"``, ``"directory"``, ``"link"`` or ``"hard link"``.
        mode: Its permission bits; None for links.
        user: Who owns it, by id or by name.
        group: Which group does.
        contents: The bytes of a file; None where they would have to be fetched, or are made by the machine.
        target: Where a link leads.
        pointer: The value of the config that it is made of, None where it is made of several, or of none.

    Examples:
        >>> from ignition_compose import compose
        >>> file = {"path": "/etc/motd", "mode": 420, "contents": {"source": "data:,hello"}}
        >>> done = compose(user={"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}})
        >>> motd = done.files()["/etc/motd"]
        >>> motd.contents, oct(motd.mode), str(motd.pointer)
        (b'hello', '0o644', '/storage/files/0')
    """

    path: str
    kind: Literal["file", "directory", "link", "hard link"]
    mode: int | None = None
    user: int | str = 0
    group: int | str = 0
    contents: bytes | None = None
    target: str | None = None
    pointer: Pointer | None = None

    def __repr__(self) -> str:
        # What a file holds may be secret.
        return f"<{self.kind} {shown(self.path)}>"


def files_of(config: Config, retrieve: Retriever) -> dict[str, MachineFile]:
    """
    What a config leaves on a machine, by path.

    Args:
        config: The config that the machine runs, of spec 3.
        retrieve: Who fetches contents; nobody is asked for data URLs.
    """
    tree = held(config)
    found: dict[str, MachineFile] = {}
    writer = _Writer(retrieve)
    storage = tree.get("storage") or {}
    for kind in ("directories", "files", "links"):
        for index, node in enumerate(storage.get(kind) or ()):
            one = writer.node(kind, node, ("storage", kind, index))
            found[one.path] = one
    for one in (*_units(tree), MachineFile(RESULT, "file", _SECRET_MODE)):
        found[one.path] = one
    return dict(sorted(found.items()))


class _Writer:
    """
    One machine that is written to.
    """

    def __init__(self, retrieve: Retriever) -> None:
        self._hand = Hand(retrieve)
        self._limit = limits_of(retrieve).size

    def node(self, kind: str, node: Tree, tokens: Tokens) -> MachineFile:
        """
        A file, directory or link.
        """
        user, group = _owner(node.get("user") or {}), _owner(node.get("group") or {})
        path, pointer = node.get("path") or "", Pointer.of(*tokens)
        if kind == "links":
            how: Literal["link", "hard link"] = "hard link" if node.get("hard") else "link"
            return MachineFile(path, how, None, user, group, None, node.get("target") or "", pointer)
        if kind == "directories":
            return MachineFile(path, "directory", _mode(node, _DIRECTORY_MODE), user, group, None, None, pointer)
        contents = self._contents([node.get("contents") or {}, *(node.get("append") or ())])
        return MachineFile(path, "file", _mode(node, _FILE_MODE), user, group, contents, None, pointer)

    def _contents(self, resources: list[Tree]) -> bytes | None:
        found = b""
        for resource in resources:
            if resource.get("source"):
                try:
                    found += self._hand.get(resource, PLAIN_SETTINGS, self._limit)
                except Unretrievable:
                    return None
        return found


def _mode(node: Tree, otherwise: int) -> int:
    mode = node.get("mode")
    return otherwise if mode is None else int(mode)


def _owner(owner: Tree) -> int | str:
    found = owner.get("id")
    return found if found is not None else owner.get("name") or 0


def _units(tree: Tree) -> Iterator[MachineFile]:
    presets: dict[str, list[str]] = {}
    for index, unit in enumerate((tree.get("systemd") or {}).get("units") or ()):
        here: Tokens = ("systemd", "units", index)
        name = unit.get("name") or ""
        for number, dropin in enumerate(unit.get("dropins") or ()):
            if dropin.get("contents") is not None:
                path = f"{UNITS}/{name}.d/{dropin.get('name') or ''}"
                yield _text(path, dropin["contents"], Pointer.of(*here, "dropins", number))
        if unit.get("mask"):
            # It takes the place of the unit's own contents.
            yield MachineFile(f"{UNITS}/{name}", "link", target="/dev/null", pointer=Pointer.of(*here))
        elif unit.get("contents"):
            yield _text(f"{UNITS}/{name}", unit["contents"], Pointer.of(*here))
        if unit.get("enabled"):
            template, mark, rest = name.partition("@")
            instance, dot, extension = rest.rpartition(".")
            is_instance = bool(mark and dot)
            key = f"{template}@.{extension}" if is_instance else name
            presets.setdefault(key, []).extend([instance] if is_instance else [])
    if presets:
        # What is disabled is written only where the image enables it, which nobody can tell from here.
        lines = [
            " ".join(["enable", name, *presets[name]]) for name in sorted(presets, key=lambda name: f"{name}-enabled")
        ]
        yield _text(PRESETS, "".join([f"{line}\n" for line in lines]), None)


def _text(path: str, contents: str, pointer: Pointer | None) -> MachineFile:
    return MachineFile(path, "file", _FILE_MODE, contents=contents.encode("utf-8", "surrogatepass"), pointer=pointer)
