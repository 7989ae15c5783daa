"""
The merge engine: parent and child of one version to their merge, without an account of it.

The rules are those of `ignition_compose.merging.recording`. The description chooses the rule of each list, and a
``deepmerge.Merger`` with the matching strategies applies it; objects are joined by functions generated from the
description. Tests hold the two ways to one result.
"""

from __future__ import annotations

from functools import cache

from deepmerge import STRATEGY_END, Merger

from ignition_compose.fast.joining import Lists, joiner
from ignition_compose.merging.alignment import parts_taken_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

    Strategy = Callable[[Merger, list[Any], list[Any], list[Any]], Any]


def join(parent: Tree, child: Tree, view: ModelView) -> Tree:
    """
    The merge of two trees of one version.

    Args:
        parent: The tree below.
        child: The tree on top.
        view: The description of both.

    Returns:
        A new tree. Mirrors ``MergeStructTranscribe`` of the reference.
    """
    return joiner(view, _LISTS)(parent, child)


@cache
def _merger(field: FieldView) -> Merger:
    """
    The deepmerge merger of one list: its strategies are tried in turn until one knows the answer.
    """
    if field.merge == "append":
        return Merger([(list, ["append"])], [], [])
    return Merger([(list, [_by_unique_key(field), _by_key(field, ())])], [], [])


def _merge_list(field: FieldView) -> Callable[[list[str], list[Any], list[Any]], list[Any]]:
    return _merger(field).value_strategy


def _merge_space(fields: tuple[FieldView, ...]) -> Callable[[Tree, Tree, Tree], None]:
    """
    The function that merges the lists of a key space that several share into a result.
    """
    mergers = {field.json: (_merger(field).value_strategy, field) for field in fields}

    def merge_lists(parent: Tree, child: Tree, result: Tree) -> None:
        above = [name for name in mergers if child.get(name)]
        below = [name for name in mergers if name in parent]
        # Where both sides have the same list alone, as most have, no entry can be in another one.
        holders = {} if above == below and len(above) == 1 else _holders(child, [mergers[name][1] for name in above])
        for name in below:
            merge, field = mergers[name]
            taken = {key for key, holder in holders.items() if holder != name} if holders else ()
            if taken:
                merge = Merger([(list, [_by_key(field, taken)])], [], []).value_strategy
            result[name] = merge([name], parent[name], child.get(name, []))

    return merge_lists


def _holders(child: Tree, fields: Sequence[FieldView]) -> dict[str, str]:
    """
    The list that holds each key of the child's; where several have it, the last of them does.
    """
    holders: dict[str, str] = {}
    for field in fields:
        holders.update(dict.fromkeys(field.key.of_all(child[field.json]), field.json))
    return holders


def _by_unique_key(field: FieldView) -> Strategy:
    """
    The strategy for a list whose keys are unique and of which no entry is deleted, as nearly all are.
    """
    key, meet, can_delete = field.key, _join_of(field), field.removed_without is not None

    def merge_by_unique_key(_: Merger, __: list[Any], parent: list[Any], child: list[Any]) -> Any:
        if can_delete:
            return STRATEGY_END
        known = key.of_all(parent)
        places = dict(zip(known, range(len(known)), strict=True))
        if len(places) != len(known):
            return STRATEGY_END
        result = parent.copy()
        for at, item in zip(key.of_all(child), child, strict=True):
            place = places.get(at)
            if place is None:
                result.append(item)
            else:
                result[place] = meet(parent[place], item)
        return result

    return merge_by_unique_key


def _by_key(field: FieldView, taken: Container[str]) -> Strategy:
    """
    The strategy for any keyed list, whose keys in *taken* the child has in other lists.
    """
    key, meet, deleting = field.key, _join_of(field), field.removed_without

    def merge_by_key(_: Merger, __: list[Any], parent: list[Any], child: list[Any]) -> list[Any]:
        known, above = key.of_all(parent), key.of_all(child)
        own = dict(zip(above, child, strict=True))
        gone = {at for at, item in own.items() if item.get(deleting) is None} if deleting is not None else ()
        merged = [
            meet(item, own[at]) if at in own else item
            for at, item in zip(known, parent, strict=True)
            if at not in taken and at not in gone
        ]
        below = set(known)
        return merged + [item for at, item in zip(above, child, strict=True) if at not in below]

    return merge_by_key


def _join_of(field: FieldView) -> Callable[[Any, Any], Any]:
    return joiner(field.model, _LISTS) if field.model is not None else _take_child


def _take_child(_: Any, child: Any) -> Any:
    return child


def _take_parts(parent: Tree, child: Tree, view: ModelView, result: Tree) -> Tree:
    """
    Of parts that the reference embeds, one is taken whole where the other side holds nothing in it.
    """
    taken = parts_taken_whole(parent, child, view)
    result = result.copy()
    for field in view.fields:
        side = taken.get(field.embedded)
        if side is not None:
            result.pop(field.json, None)
            whole = parent if side == "parent" else child
            if field.json in whole:
                result[field.json] = whole[field.json]
    return result


_LISTS: Final = Lists(_merge_list, _merge_space, _take_parts)
