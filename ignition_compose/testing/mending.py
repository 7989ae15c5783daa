"""
A typed tree made into one that breaks no rule: whatever a rule would refuse is taken out or put right.

These are the rules once more, from the other side and by themselves, so that they can test the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ignition_compose.golang.paths import clean, is_abs
from ignition_compose.golang.text import byte_length, encode_utf8
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView

_LABEL_LIMITS: Final = {"ext4": 16, "btrfs": 256, "xfs": 12, "swap": 15, "vfat": 11, "virtiofs": 0}
_VIRTIOFS_TAG: Final = 36
_UNITS: Final = "/etc/systemd/system/"
_NODES: Final = ("directories", "files", "links")


def mend(tree: Tree, view: ModelView) -> Tree:
    """
    Make *tree* one that Ignition accepts, if its members' own trees are such already.

    Args:
        tree: The tree of one object, which is changed.
        view: Its class.

    Returns:
        The same tree.
    """
    for model in reversed(view.model.__mro__):
        fix = _MENDS.get(model.__name__)
        if fix is not None:
            fix(tree, view.version)
    _drop_duplicates(tree, view)
    return tree


def _drop_duplicates(tree: Tree, view: ModelView) -> None:
    seen: dict[str, set[str]] = {}
    for field in view.keyed:
        if field.json not in tree:
            continue
        keys = seen.setdefault(field.key_space, set())
        kept = []
        for item in tree[field.json]:
            key = field.key(item)
            if key not in keys:
                keys.add(key)
                kept.append(item)
        tree[field.json] = kept


def _owner(tree: Tree, _: SpecVersion) -> None:
    if "id" in tree and tree.get("name"):
        del tree["name"]


def _file(tree: Tree, _: SpecVersion) -> None:
    if tree.get("overwrite") and "source" not in tree.get("contents", {}):
        del tree["overwrite"]


def _resource(tree: Tree, _: SpecVersion) -> None:
    if "source" not in tree:
        tree.pop("verification", None)
    if not tree.get("source", "").startswith(("http:", "https:")):
        tree.pop("httpHeaders", None)


def _references(tree: Tree, version: SpecVersion) -> None:
    if "merge" in tree and version > SpecVersion.V3_0_0:
        tree["merge"] = [item for item in tree["merge"] if item.get("source")]


def _partition(tree: Tree, _: SpecVersion) -> None:
    if tree.get("shouldExist") is False:
        for name in ("label", "typeGuid", "guid", "startMiB", "sizeMiB"):
            tree.pop(name, None)
    if not tree.get("number") and "label" not in tree:
        tree["number"] = 1


def _disk(tree: Tree, _: SpecVersion) -> None:
    kept: list[Tree] = []
    labels, numbers = set(), set()
    for item in tree.get("partitions", ()):
        if item.get("label") in labels or item.get("number") in numbers:
            continue
        if any(_overlap(item, other) or _overlap(other, item) for other in kept):
            del item["startMiB"]
        labels |= {item["label"]} if "label" in item else set()
        numbers |= {item["number"]} if item.get("number") else set()
        kept.append(item)
    if any(item.get("shouldExist") is False for item in kept):
        # Up to Ignition 2.26 all of them need numbers then.
        kept = [item for item in kept if item.get("number")]
    if "partitions" in tree:
        tree["partitions"] = kept


def _overlap(one: Tree, other: Tree) -> bool:
    """
    Whether *one* begins or ends within *other*, or reaches across it.
    """
    if not (one.get("startMiB") and other.get("startMiB") and "sizeMiB" in one and "sizeMiB" in other):
        return False
    (first, last), (begin, end) = _bounds(one), _bounds(other)
    return begin <= first <= end or begin <= last <= end or (first < begin and last > end)


def _bounds(partition: Tree) -> tuple[int, int]:
    start, size = partition["startMiB"], partition["sizeMiB"]
    # The sum wraps around, as integers of 64 bits do in Go.
    end = (start + size - 1 + 2**63) % 2**64 - 2**63
    return start, end if size else start


def _raid(tree: Tree, _: SpecVersion) -> None:
    if tree.get("level") in ("linear", "raid0", "0", "stripe"):
        tree.pop("spares", None)


def _filesystem(tree: Tree, _: SpecVersion) -> None:
    form = tree.get("format")
    if not form:
        for name in ("path", "label", "uuid", "wipeFilesystem", "mountOptions", "options"):
            tree.pop(name, None)
    if form == "virtiofs":
        for name in ("uuid", "wipeFilesystem", "options"):
            tree.pop(name, None)
        tree["device"] = encode_utf8(tree.get("device") or "a")[:_VIRTIOFS_TAG].decode("utf-8", "ignore")
    elif not is_abs(tree.get("device", "")):
        tree["device"] = "/dev/a"
    limit = _LABEL_LIMITS.get(form or "")
    if limit is not None and byte_length(tree.get("label", "")) > limit:
        tree["label"] = encode_utf8(tree["label"])[:limit].decode("utf-8", "ignore")


def _clevis_custom(tree: Tree, _: SpecVersion) -> None:
    if tree.get("pin") or tree.get("config") or tree.get("needsNetwork"):
        tree["pin"] = tree.get("pin") or "tang"
        tree["config"] = tree.get("config") or "{}"


def _clevis(tree: Tree, _: SpecVersion) -> None:
    if _has_pieces(tree):
        tree.pop("custom", None)


def _has_pieces(clevis: Tree) -> bool:
    return bool(clevis.get("tang") or clevis.get("tpm2") or clevis.get("threshold"))


def _luks(tree: Tree, _: SpecVersion) -> None:
    clevis = tree.get("clevis", {})
    if _has_pieces(clevis) or clevis.get("custom", {}).get("pin") or tree.get("keyFile", {}).get("source"):
        tree.pop("cex", None)


def _storage(tree: Tree, _: SpecVersion) -> None:
    links = {link.get("path", "") for link in tree.get("links", ())}
    for name in _NODES:
        if name in tree:
            tree[name] = [node for node in tree[name] if not _is_beneath(node.get("path", ""), links)]
    directories = {node.get("path", "") for node in tree.get("directories", ())}
    for link in tree.get("links", ()):
        if link.get("hard") and _target(link) in directories:
            del link["hard"]


def _is_beneath(path: str, links: set[str]) -> bool:
    parts = path.split("/")
    return any("/".join(parts[:count]) in links for count in range(2, len(parts)))


def _target(link: Tree) -> str:
    target = clean(link.get("target", ""))
    return target if is_abs(target) else clean(f"{link.get('path', '')}/{link.get('target', '')}")


def _sections(tree: Tree, _: SpecVersion) -> None:
    taken = set()
    for unit in tree.get("systemd", {}).get("units", ()):
        place = _UNITS + unit.get("name", "")
        if unit.get("contents"):
            taken.add(place)
        taken |= {f"{place}.d/{dropin.get('name', '')}" for dropin in unit.get("dropins", ()) if dropin.get("contents")}
    storage = tree.get("storage", {})
    for name in _NODES:
        if taken and name in storage:
            storage[name] = [node for node in storage[name] if node.get("path") not in taken]


_MENDS: Final[Mapping[str, Any]] = {
    "NodeUser": _owner,
    "NodeGroup": _owner,
    "File": _file,
    "Resource": _resource,
    "IgnitionConfig": _references,
    "Partition": _partition,
    "Disk": _disk,
    "Raid": _raid,
    "Filesystem": _filesystem,
    "ClevisCustom": _clevis_custom,
    "Clevis": _clevis,
    "Luks": _luks,
    "Storage": _storage,
    "Sections": _sections,
}
