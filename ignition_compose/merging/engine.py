"""
The merge engine: parent and child of one version to their merge.

The rules, as the header of the reference's ``config/merge/merge.go`` states them:

- Objects merge member by member; where one side holds nothing, the other side's is taken whole.
- A scalar that can be absent is replaced where the child has it.
- A scalar that cannot be absent is always the child's.
- A list that is appended holds the parent's entries, then the child's.
- A keyed list holds the parent's entries in their order, each merged with the child's of the same key,
  then the child's others. An entry of the parent whose key the child has in another list of the same key
  space is dropped. A child's entry that lacks the member named by ``removed_without`` deletes the parent's.

The description chooses the rule of each list; a ``deepmerge.Merger`` with the matching strategy applies it.
Nothing here names a field, and nothing changes its inputs: results share what they did not have to change.
"""

from __future__ import annotations

from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from deepmerge import Merger

from ignition_compose.codec import is_zero
from ignition_compose.merging.recording import parts_taken_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, Key, ModelView

_Keys = dict[str, tuple[str, Any]]
"""The child's entries in one key space: key to the list it is in, and the entry."""


class _Plan(NamedTuple):
    """
    How objects of one class merge in one version, beyond the union of their members.

    Attributes:
        nested: Members that are objects or lists, or that share a key space with one.
        lists: Members that are lists.
        rigid: Scalars that cannot be absent, so that the child's absence is a zero.
        by_parts: Whether parts that the reference embeds must be looked at, because one holds a rigid scalar.
        objects: Members that are objects, with the function that merges two.
        appended: Lists that are appended.
        keyed: Keyed lists.
    """

    nested: frozenset[str]
    lists: frozenset[str]
    rigid: frozenset[str]
    by_parts: bool
    objects: tuple[tuple[str, Callable[[Tree, Tree], Tree]], ...]
    appended: tuple[tuple[str, Merger], ...]
    keyed: tuple[tuple[str, _KeyedList], ...]


class _KeyedList(NamedTuple):
    """
    A keyed list: the function that gives keys, its key space, whether that is shared, and its merger.
    """

    key: Key
    space: str
    is_shared: bool
    merger: Merger


def merge_trees(parent: Tree, child: Tree, view: ModelView) -> Tree:
    """
    The merge of two trees of one version.

    Args:
        parent: The tree below.
        child: The tree on top.
        view: The description of both.

    Returns:
        A new tree. Mirrors ``MergeStructTranscribe`` of the reference.
    """
    return _merge(parent, child, view, _plan_of(view))


def _merge(parent: Tree, child: Tree, view: ModelView, plan: _Plan) -> Tree:  # noqa: C901 - one branch a rule
    result = {**parent, **child}
    if plan.nested.isdisjoint(child) and plan.lists.isdisjoint(parent) and plan.rigid <= child.keys():
        # Nothing in the child meets more than a scalar of the parent: by far the most frequent case.
        return result
    for name in plan.rigid:
        if name not in child:
            result.pop(name, None)
    for name, join in plan.objects:
        if name in child and name in parent:
            result[name] = join(parent[name], child[name])
    has_empty_list = False
    if not plan.lists.isdisjoint(result):
        for name, merger in plan.appended:
            if name in child and name in parent:
                result[name] = merger.merge(parent[name], child[name])
        if plan.keyed:
            _merge_keyed_lists(parent, child, plan, result)
        has_empty_list = [] in result.values()
        if has_empty_list:
            _drop_empty_lists(parent, child, view, result)
    if plan.by_parts or (has_empty_list and view.has_embedded):
        _take_parts(parent, child, view, result)
    return result


def _drop_empty_lists(parent: Tree, child: Tree, view: ModelView, result: Tree) -> None:
    """
    Of two empty lists the reference makes none; one that was emptied stays, and counts as there.
    """
    for field in view.lists:
        if field.json in result and not parent.get(field.json) and not child.get(field.json):
            del result[field.json]


def _merge_keyed_lists(parent: Tree, child: Tree, plan: _Plan, result: Tree) -> None:
    spaces: dict[str, _Keys] | None = None
    for name, keyed in plan.keyed:
        if name not in parent or not (keyed.is_shared or name in child):
            continue
        if spaces is None:
            spaces = _keys_of(child, plan)
        keys = spaces.get(keyed.space)
        if keys:
            # deepmerge hands its path on to the strategy; here it carries the child's keys.
            result[name] = keyed.merger.value_strategy(keys, parent[name], child.get(name, []))  # type: ignore[arg-type]
        else:
            result[name] = parent[name]


def _keys_of(child: Tree, plan: _Plan) -> dict[str, _Keys]:
    spaces: dict[str, _Keys] = {}
    for name, (key, space, _, _) in plan.keyed:
        items = child.get(name)
        if items:
            found = dict(zip(key.of_all(items), zip(repeat(name), items, strict=False), strict=True))
            if space in spaces:
                spaces[space].update(found)
            else:
                spaces[space] = found
    return spaces


def _take_parts(parent: Tree, child: Tree, view: ModelView, result: Tree) -> None:
    taken = parts_taken_whole(parent, child, view)
    for field in view.fields:
        side = taken.get(field.embedded)
        if side is not None:
            result.pop(field.json, None)
            whole = parent if side == "parent" else child
            if field.json in whole:
                result[field.json] = whole[field.json]


@cache
def _plan_of(view: ModelView) -> _Plan:
    rigid = frozenset([field.json for field in view.fields if field.zero is not None and not field.nullable])
    own = [field.json for field in view.fields if field.json in rigid and not field.embedded]
    spaces = [field.key_space for field in view.keyed]
    return _Plan(
        frozenset([field.json for field in view.fields if field.kind in ("object", "array")]),
        frozenset([field.json for field in view.lists]),
        rigid,
        view.has_embedded and bool(own),
        tuple([(field.json, _joiner(field)) for field in view.fields if field.kind == "object"]),
        tuple([(field.json, _APPENDER) for field in view.lists if field.merge == "append"]),
        tuple(
            [
                (
                    field.json,
                    _KeyedList(
                        field.key,
                        field.key_space,
                        spaces.count(field.key_space) > 1,
                        _keyed_merger(field),
                    ),
                )
                for field in view.keyed
            ]
        ),
    )


def _joiner(field: FieldView) -> Callable[[Tree, Tree], Tree]:
    """
    The function that merges two objects at the member *field*.
    """
    view = field.model
    assert view is not None
    plan = _plan_of(view)
    if not (plan.rigid or plan.objects or plan.appended or plan.keyed):
        return lambda parent, child: {**parent, **child}
    if field.nullable:
        return lambda parent, child: _merge(parent, child, view, plan)

    lists, rigid = plan.lists, plan.rigid

    def join(parent: Tree, child: Tree) -> Tree:
        # Whether one side is nothing matters only to what a merge would drop: rigid scalars and empty lists.
        # A rigid scalar that is set tells at once that there is something.
        asks = not (any(map(child.get, rigid)) and any(map(parent.get, rigid))) if rigid else False
        if not (lists.isdisjoint(parent) and lists.isdisjoint(child)):
            asks = asks or [] in parent.values() or [] in child.values()
        if asks:
            if is_zero(child, view):
                return parent
            if is_zero(parent, view):
                return child
        return _merge(parent, child, view, plan)

    return join


def _keyed_merger(field: FieldView) -> Merger:
    """
    The deepmerge merger of one keyed list.
    """
    view, name, deleting = field.model, field.json, field.removed_without
    key = field.key
    plan = _plan_of(view) if view else None

    def merge_by_key(_: Merger, keys: Any, parent: list[Any], child: list[Any]) -> list[Any]:
        result: list[Any] = []
        known = key.of_all(parent)
        for own, item in zip(known, parent, strict=True):
            holder, entry = keys.get(own, _NOWHERE)
            if holder is None:
                result.append(item)
            elif holder == name:
                if view is None or plan is None:
                    result.append(entry)
                elif deleting is None or entry.get(deleting) is not None:
                    result.append(_merge(item, entry, view, plan))
        below = set(known)
        result.extend([item for own, item in zip(key.of_all(child), child, strict=True) if own not in below])
        return result

    return Merger([(list, [merge_by_key])], [], [])


_NOWHERE: tuple[str | None, Any] = (None, None)
_APPENDER = Merger([(list, ["append"])], [], [])
