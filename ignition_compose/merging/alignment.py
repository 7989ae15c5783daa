"""
Which entries of two lists meet, and which parts of two objects: what every merge has to know before it merges.
"""

from __future__ import annotations

from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final, Literal, TypeAlias

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

Side: TypeAlias = 'Literal["parent", "child"]'

Keys = dict[str, dict[str, tuple[str, int]]]
"""For each key space of an object: the list that holds a key, and the entry's index there."""


class Pair(NamedTuple):
    """
    Two entries with one key, or one entry alone.

    Attributes:
        parent: The index of the parent's entry, None if it has none.
        child: The index of the child's entry, None if it has none.
        outcome: Whether there is an entry in the result, or the parent's is deleted or displaced, or the child's is
            dropped, because a later entry of its own has the same key.
    """

    parent: int | None
    child: int | None
    outcome: Literal["placed", "deleted", "displaced", "dropped"] = "placed"


CONTRIBUTING: Final = ("placed", "deleted")
"""The outcomes of pairs whose sides count as sources of the list, as the reference counts them."""


def keys_of(child: Tree, view: ModelView) -> Keys:
    """
    Where an object has which keys; of several entries with one key, the last.
    """
    spaces: Keys = {}
    for field in view.keyed:
        items = child.get(field.json)
        if items:
            keys = spaces.setdefault(field.key_space, {})
            for index, key in enumerate(field.key.of_all(items)):
                keys[key] = (field.json, index)
    return spaces


def align(parent: list[Any], child: list[Any], field: FieldView, keys: Keys) -> list[Pair]:
    """
    The entries of two lists, paired by key: the parent's in their order, then the child's others.

    Args:
        parent: The parent's list.
        child: The child's list.
        field: The description of the list.
        keys: Where the child has which keys.
    """
    holders = keys.get(field.key_space, {})
    known = field.key.of_all(parent)
    name, removed_without = field.json, field.removed_without
    pairs = [_pair(index, holders.get(key), child, name, removed_without) for index, key in enumerate(known)]
    below = set(known)
    for index, key in enumerate(field.key.of_all(child)):
        if key not in below:
            pairs.append(Pair(None, index))
        elif holders.get(key) != (field.json, index):
            pairs.append(Pair(None, index, "dropped"))
    return pairs


def _pair(index: int, holder: tuple[str, int] | None, child: list[Any], own: str, removed_without: str | None) -> Pair:
    if holder is None:
        return Pair(index, None)
    name, at = holder
    if name != own:
        return Pair(index, None, "displaced")
    if removed_without is not None and child[at].get(removed_without) is None:
        return Pair(index, at, "deleted")
    return Pair(index, at)


def parts_taken_whole(parent: Tree, child: Tree, view: ModelView) -> dict[bool, Side]:
    """
    Which of the parts that the reference embeds are taken from one side, because the other holds nothing there.
    """
    taken: dict[bool, Side] = {}
    if not view.has_embedded:
        return taken
    below, above = _parts_with_value(parent, view), _parts_with_value(child, view)
    for part in (True, False):
        if part not in above:
            taken[part] = "parent"
        elif part not in below:
            taken[part] = "child"
    return taken


def _parts_with_value(tree: Tree, view: ModelView) -> set[bool]:
    found: set[bool] = set()
    for name, value in tree.items():
        field = view.by_json[name]
        if field.embedded not in found and field.has_value(value):
            found.add(field.embedded)
    return found
