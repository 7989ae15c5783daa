"""
A config of spec 3.1.0 as one of spec 2, as far as that has a word for what it says.

What spec 2 says otherwise is said otherwise here; of what is left the descriptions of both say what has no place.
"""

from __future__ import annotations

from ignition_compose.models.specs import SPEC2
from ignition_compose.models.view import SpecView
from ignition_compose.translation.flatcar import ROOT
from ignition_compose.translation.step import Edit
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Tokens
    from ignition_compose.translation.lineage import Moves


class Reshaped(NamedTuple):
    """
    A tree in the shape of spec 2, which may still have members that this lacks.

    Attributes:
        tree: The tree.
        moves: Where the values of the config stand in it, as far as it is elsewhere.
        edits: What means something else now, at its place in the config.
    """

    tree: Tree
    moves: Moves
    edits: tuple[Edit, ...]


def reshape(tree: Tree) -> Reshaped:
    """
    A config of spec 3.1.0 in the shape of spec 2.

    Args:
        tree: The config's tree, which stays as it is.

    Returns:
        A new tree. Mirrors ``Translate`` of ign-converter's ``translate/v31tov24``; of a file without contents, which
        that leaves out, and of a header without a value, which stops it, it says what becomes. A filesystem holds
        what lies below its path, and not what begins with the same letters.

    Examples:
        >>> mount = {"device": "/dev/sdb1", "path": "/data"}
        >>> file = {"path": "/data/motd", "contents": {"source": "data:,hello"}}
        >>> made = reshape({"storage": {"filesystems": [mount], "files": [file]}}).tree["storage"]
        >>> made["filesystems"]
        [{'name': '/data', 'mount': {'device': '/dev/sdb1'}}]
        >>> made["files"]
        [{'path': '/motd', 'filesystem': '/data', 'overwrite': False, 'contents': {'source': 'data:,hello'}}]
    """
    return _Reshaping().of(tree)


class _Reshaping:
    """
    One config on its way, with what is said of it.
    """

    def __init__(self) -> None:
        self._moves: Moves = {}
        self._edits: list[Edit] = []
        self._mounted: dict[str, str] = {}

    def of(self, tree: Tree) -> Reshaped:
        made = {name: dict(section) for name, section in tree.items()}
        if "ignition" in made:
            made["ignition"] = self._ignition(made["ignition"])
        if "storage" in made:
            made["storage"] = self._storage(made["storage"])
        return Reshaped(made, self._moves, tuple(self._edits))

    def _lose(self, message: str, *tokens: Any) -> None:
        self._edits.append(Edit("changed", tokens, "needs-newer-spec", message))

    def _ignition(self, section: Tree) -> Tree:
        made = section.copy()
        config = made.pop("config", None) or {}
        here: Tokens = ("ignition", "config")
        self._moves[*here, "merge"] = ((*here, "append"),)
        appended: list[Tree] = []
        for index, one in enumerate(config.get("merge") or ()):
            # What names nothing is nothing.
            named = one.get("source") is not None
            self._moves[*here, "merge", index] = ((*here, "append", len(appended)),) if named else ()
            if named:
                appended.append(self._resource(one, *here, "merge", index))
        replacing = config.get("replace") or {}
        names: Tree = {"append": appended} if appended else {}
        if replacing.get("source") is not None:
            names["replace"] = self._resource(replacing, *here, "replace")
        tls = (made.get("security") or {}).get("tls") or {}
        authorities = [
            self._resource(one, "ignition", "security", "tls", "certificateAuthorities", index)
            for index, one in enumerate(tls.get("certificateAuthorities") or ())
        ]
        security = {"security": {"tls": {"certificateAuthorities": authorities}}} if authorities else {}
        return {**made, **security, **({"config": names} if names else {})}

    def _resource(self, resource: Tree, *tokens: Any) -> Tree:
        headers = resource.get("httpHeaders") or ()
        if all(one.get("value") is not None for one in headers):
            return resource
        kept: list[Tree] = []
        for index, one in enumerate(headers):
            here: Tokens = (*tokens, "httpHeaders", index)
            if one.get("value") is None:
                self._moves[here] = ()
                self._lose("spec 2 cannot take away a header that another config gives", *here)
            else:
                self._moves[here] = ((*tokens, "httpHeaders", len(kept)),)
                kept.append(one)
        return {**resource, "httpHeaders": kept}

    def _storage(self, storage: Tree) -> Tree:
        made = {name: value for name, value in storage.items() if name in ("disks", "raid")}
        # The files come last, for they ask where filesystems are mounted.
        made["filesystems"] = list(self._filesystems(storage.get("filesystems") or ()))
        made["files"] = self._files(storage.get("files") or ())
        for name in ("directories", "links"):
            entries = storage.get(name) or ()
            made[name] = [self._node(one, ("storage", name, index)) for index, one in enumerate(entries)]
        return {name: value for name, value in made.items() if value}

    def _filesystems(self, filesystems: Iterable[Tree]) -> Iterable[Tree]:
        count = 0
        for index, one in enumerate(filesystems):
            here: Tokens = ("storage", "filesystems", index)
            path = one.get("path")
            if path is None:
                count += 1
            name = str(count) if path is None else path
            if path:
                self._mounted.setdefault(path.rstrip("/") or "/", name)
            self._moves |= {(*here, member): ((*here, "mount", member),) for member in one}
            self._moves[*here, "path"] = ((*here, "name"),)
            mount = {member: value for member, value in one.items() if member != "path"}
            yield {"name": name, **({"mount": mount} if mount else {})}

    def _node(self, node: Tree, *places: Tokens) -> Tree:
        """
        A node in the filesystem that its path leads to; *places* are its own, and those of what it becomes.
        """
        path = node.get("path", "")
        inside, rest = ROOT, path
        for end in range(len(path), 0, -1):
            # The root of a tree is a filesystem like any other.
            if (end == len(path) or path[end] == "/") and path[:end] in self._mounted:
                inside, rest = self._mounted[path[:end]], path[end:] or "/"
                break
        else:
            inside = self._mounted.get("/", ROOT) if path[:1] == "/" else ROOT
        here, *others = places
        targets = others or [here]
        self._moves[*here, "path"] = tuple([(*one, name) for one in targets for name in ("path", "filesystem")])
        return {**node, "path": rest, "filesystem": inside}

    def _files(self, files: Iterable[Tree]) -> list[Tree]:
        made: list[Tree] = []
        for index, file in enumerate(files):
            here: Tokens = ("storage", "files", index)
            appended, contents = file.get("append") or (), file.get("contents") or {}
            is_written = contents.get("source") is not None or not appended
            count = len(made)
            targets: list[Tokens] = [("storage", "files", count + at) for at in range(is_written + len(appended))]
            self._moves[here] = tuple(targets)
            node = self._node(file, here, *targets)
            node = {name: value for name, value in node.items() if name not in ("append", "contents")}
            # Spec 2 takes for true what spec 3 takes for false where it is left out.
            overwrites = bool(node.get("overwrite"))
            self._moves[*here, "overwrite"] = tuple([(*one, "overwrite") for one in targets])
            self._moves[*here, "contents"] = ((*targets[0], "contents"),) if is_written else ()
            if is_written:
                held = self._resource(contents, *here, "contents")
                made.append({**node, "overwrite": overwrites, **({"contents": held} if "source" in held else {})})
                if "source" not in held and not overwrites:
                    self._lose("spec 3 leaves a file that is there already, where spec 2 has an empty one", *here)
            self._moves[*here, "append"] = ()
            for at, one in enumerate(appended):
                self._moves[*here, "append", at] = ((*targets[is_written + at], "contents"),)
                held = self._resource(one, *here, "append", at)
                made.append({**node, "overwrite": False, "append": True, "contents": held})
        return made


def fit(tree: Tree) -> tuple[Tree, tuple[Edit, ...]]:
    """
    A tree in the shape of spec 2 without the members that this never had.

    Args:
        tree: The tree, which stays as it is.

    Returns:
        A new tree, and what was dropped.
    """
    edits: list[Edit] = []
    return _fitting(tree, SpecView.of(SPEC2.versions[-1]).root, (), edits), tuple(edits)


def _fitting(tree: Tree, view: ModelView, tokens: Tokens, edits: list[Edit]) -> Tree:
    made: Tree = {}
    for name, value in tree.items():
        here, field = (*tokens, name), view.by_json.get(name)
        if field is None:
            lost = ("needs-newer-spec", "spec 2 has no such member, so it is lost") if value else ()
            edits.append(Edit("dropped", here, *lost))
        elif field.model is None:
            made[name] = value
        elif field.is_list:
            made[name] = [_fitting(one, field.model, (*here, at), edits) for at, one in enumerate(value)]
        else:
            made[name] = _fitting(value, field.model, here, edits)
    return made
