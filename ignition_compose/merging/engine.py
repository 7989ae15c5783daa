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
What joins two objects is generated from the description too, one function for each class, so that only members
which can meet more than a scalar are looked at. Nothing here names a field, and nothing changes its inputs:
results share what they did not have to change.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from deepmerge import Merger

from ignition_compose.documents.decoding import is_zero
from ignition_compose.fast.compiling import compiled
from ignition_compose.merging.recording import parts_taken_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.keys import Key
    from ignition_compose.models.view import FieldView, ModelView

    Join = Callable[[Tree, Tree], Tree]


class _KeyedList(NamedTuple):
    """
    A keyed list: its member, the function that gives keys, and its merger.
    """

    member: str
    key: Key
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
    return _joiner(view)(parent, child)


@cache
def _joiner(view: ModelView, *, optional: bool = True) -> Join:
    """
    The function that merges two objects of a class.

    Args:
        view: The description of the class.
        optional: Whether the reference tells an absent object from an empty one, or an entry is meant.
            Otherwise one side is taken whole where the other holds nothing.
    """
    names: dict[str, Any] = {"view": view, "is_zero": is_zero, "drop_empty_lists": _drop_empty_lists}
    names["take_parts"] = _take_parts
    rigid = [field for field in view.fields if field.zero is not None and not field.nullable]
    lines = _whole_by_scalars(rigid) if not optional else []
    # A child that has all members of its parent is the merge, unless something nested in it is not.
    lines.append("result = child if parent.keys() <= child.keys() else {**parent, **child}")
    lines += [
        f"if {field.json!r} in result and {field.json!r} not in child: del result[{field.json!r}]" for field in rigid
    ]
    for number, field in enumerate(view.fields):
        if field.kind == "object" and field.model is not None:
            names[f"join{number}"] = _joiner(field.model, optional=field.nullable)
            lines += _both(field.json, f"join{number}(parent[{field.json!r}], child[{field.json!r}])")
        elif field.merge == "append":
            names[f"append{number}"] = _APPENDER.merge
            lines += _both(field.json, f"append{number}(parent[{field.json!r}], child[{field.json!r}])")
    for number, space in enumerate(_key_spaces(view)):
        if len(space) == 1:
            [(member, _, merger)] = space
            names[f"merge{number}"] = merger.value_strategy
            lines += _both(member, f"merge{number}((), parent[{member!r}], child[{member!r}])")
        else:
            names[f"merge{number}"] = _space_merger(space)
            above, below = (" or ".join([f"{keyed.member!r} in {it}" for keyed in space]) for it in ("child", "parent"))
            lines.append(f"if ({above}) and ({below}):")
            lines += [f"    {_COPY_ON_WRITE}", f"    merge{number}(parent, child, result)"]
    if view.lists:
        lines += _without_empty_lists(view, optional=optional)
    if view.has_embedded and not all(field.embedded for field in rigid):
        lines.append("result = take_parts(parent, child, view, result)")
    title = f"merges {view.name} {view.version}{'' if optional else ', or takes one whole'}"
    joiner: Join = compiled("merge_objects", "parent, child", [*lines, "return result"], title, names)
    return joiner


_COPY_ON_WRITE = "if result is child: result = child.copy()"
_TAKE_WHOLE = ("    if is_zero(child, view): return parent", "    if is_zero(parent, view): return child")


def _both(member: str, value: str) -> list[str]:
    """
    The lines that merge a member that both sides have.
    """
    return [
        f"if {member!r} in child and {member!r} in parent:",
        f"    value = {value}",
        f"    if value is not child[{member!r}]:",
        f"        {_COPY_ON_WRITE}",
        f"        result[{member!r}] = value",
    ]


def _whole_by_scalars(rigid: Sequence[FieldView]) -> list[str]:
    """
    Whether one side is nothing matters to scalars that cannot be absent; one that is set tells that there is something.
    """
    if not rigid:
        return []
    above, below = (" or ".join([f"{side}.get({field.json!r})" for field in rigid]) for side in ("child", "parent"))
    return [f"if not (({above}) and ({below})):", *_TAKE_WHOLE]


def _without_empty_lists(view: ModelView, *, optional: bool) -> list[str]:
    """
    What is left to do where a list of the result is empty, which is seldom.
    """
    lines = [f"if {' or '.join([f'{field.json!r} in result and not result[{field.json!r}]' for field in view.lists])}:"]
    lines += () if optional else _TAKE_WHOLE
    lines.append("    result = drop_empty_lists(parent, child, view, result)")
    if view.has_embedded:
        lines.append("    result = take_parts(parent, child, view, result)")
    return lines


def _drop_empty_lists(parent: Tree, child: Tree, view: ModelView, result: Tree) -> Tree:
    """
    Of two empty lists the reference makes none; one that was emptied stays, and counts as there.
    """
    gone = [field.json for field in view.lists if not parent.get(field.json) and not child.get(field.json)]
    return {name: value for name, value in result.items() if name not in gone}


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


def _key_spaces(view: ModelView) -> list[list[_KeyedList]]:
    spaces: dict[str, list[_KeyedList]] = {}
    for field in view.keyed:
        spaces.setdefault(field.key_space, []).append(_KeyedList(field.json, field.key, _keyed_merger(field)))
    return list(spaces.values())


def _space_merger(space: Sequence[_KeyedList]) -> Callable[[Tree, Tree, Tree], None]:
    """
    The function that merges the lists of a key space that several share into a result.
    """

    def merge_lists(parent: Tree, child: Tree, result: Tree) -> None:
        above = [keyed for keyed in space if child.get(keyed.member)]
        below = [keyed for keyed in space if keyed.member in parent]
        # Where both sides have the same list alone, as most have, no entry can be in another one.
        holders = {} if above == below and len(above) == 1 else _holders(child, above)
        for name, _, merger in below:
            # deepmerge hands its path on to the strategy; here it carries the keys that other lists took over.
            taken: Any = {at for at, holder in holders.items() if holder != name}
            result[name] = merger.value_strategy(taken, parent[name], child.get(name, []))

    return merge_lists


def _holders(child: Tree, lists: Sequence[_KeyedList]) -> dict[str, str]:
    """
    The list that holds each key of the child's; where several have it, the last of them does.
    """
    holders: dict[str, str] = {}
    for member, key, _ in lists:
        holders.update(dict.fromkeys(key.of_all(child[member]), member))
    return holders


def _keyed_merger(field: FieldView) -> Merger:
    """
    The deepmerge merger of one keyed list.
    """
    deleting, key = field.removed_without, field.key
    join = _joiner(field.model) if field.model else _take_child

    def merge_by_key(_: Merger, taken: Any, parent: list[Any], child: list[Any]) -> list[Any]:
        known = key.of_all(parent)
        places = dict(zip(known, range(len(known)), strict=True))
        if deleting is not None or len(places) != len(known) or not places.keys().isdisjoint(taken):
            return merge_with_care(known, taken, parent, child)
        result = parent.copy()
        for at, item in zip(key.of_all(child), child, strict=True):
            place = places.get(at)
            if place is None:
                result.append(item)
            else:
                result[place] = join(parent[place], item)
        return result

    def merge_with_care(known: list[str], taken: Any, parent: list[Any], child: list[Any]) -> list[Any]:
        above = key.of_all(child)
        own = dict(zip(above, child, strict=True))
        gone = {at for at, item in own.items() if item.get(deleting) is None} if deleting is not None else ()
        merged = [
            join(item, own[at]) if at in own else item
            for at, item in zip(known, parent, strict=True)
            if at not in taken and at not in gone
        ]
        below = set(known)
        return merged + [item for at, item in zip(above, child, strict=True) if at not in below]

    return Merger([(list, [merge_by_key])], [], [])


def _take_child(_: Any, child: Any) -> Any:
    return child


_APPENDER = Merger([(list, ["append"])], [], [])
