"""
Objects joined by functions made from the description, one for each class.

Each looks only at members that can meet more than a scalar. A child that has all members of its parent is taken as
it is.

How lists merge is for others to say; here it is only found out which of them meet.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.fast.compiling import compiled
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

    Join = Callable[[Tree, Tree], Tree]


class Lists(NamedTuple):
    """
    How lists merge, and what else only the rules of merging know.

    Attributes:
        one: Gives the function that merges the two values of a list, given the path of the list.
        several: Gives the function that merges lists which share a key space into a result.
        take_parts: Corrects a merge of objects of which the reference takes parts whole.
    """

    one: Callable[[FieldView], Callable[[list[str], list[Any], list[Any]], list[Any]]]
    several: Callable[[tuple[FieldView, ...]], Callable[[Tree, Tree, Tree], None]]
    take_parts: Callable[[Tree, Tree, ModelView, Tree], Tree]


@cache
def joiner(view: ModelView, lists: Lists, *, optional: bool = True) -> Join:
    """
    The function that merges two objects of a class.

    Args:
        view: The description of the class.
        lists: How lists merge.
        optional: Whether the reference tells an absent object from an empty one, or an entry is meant.
            Otherwise one side is taken whole where the other holds nothing.

    Examples:
        The function for objects that have two scalars and may be absent is this:

        >>> import inspect, linecache
        >>> from ignition_compose.models.view import view_of
        >>> from ignition_compose.models.spec3 import NodeUser
        >>> from ignition_compose.versions import SpecVersion
        >>> made = joiner(view_of(NodeUser, SpecVersion("3.4.0")), None, optional=True)
        >>> print("".join(linecache.getlines(made.__code__.co_filename)), end="")
        def merge_objects(parent, child):
            result = child if parent.keys() <= child.keys() else {**parent, **child}
            return result
    """
    names: dict[str, Any] = {"view": view, "is_zero": view.is_zero, "drop_empty_lists": _drop_empty_lists}
    rigid = [field for field in view.fields if field.zero is not None and not field.nullable]
    lines = [] if optional else [*_TAKE_WHOLE]
    lines.append("result = child if parent.keys() <= child.keys() else {**parent, **child}")
    lines += [
        f"if {field.json!r} in result and {field.json!r} not in child: del result[{field.json!r}]" for field in rigid
    ]
    for number, field in enumerate(view.fields):
        if field in view.shared:
            continue
        if field.kind == "object" and field.model is not None:
            names[f"join{number}"] = joiner(field.model, lists, optional=field.nullable)
            lines += _both(field.json, f"join{number}(parent[{field.json!r}], child[{field.json!r}])")
        elif field.is_list:
            names[f"join{number}"] = lists.one(field)
            lines += _both(field.json, f"join{number}([{field.json!r}], parent[{field.json!r}], child[{field.json!r}])")
    lines += _shared_lists(view, lists, names)
    if view.lists:
        lines += _without_empty_lists(view)
    if view.has_embedded:
        names["take_parts"] = lists.take_parts
        if not all(field.embedded for field in rigid):
            lines.append("result = take_parts(parent, child, view, result)")
    title = f"merges {view.name} {view.version}{'' if optional else ', or takes one whole'}"
    made: Join = compiled("merge_objects", "parent, child", [*lines, "return result"], title, names)
    return made


_COPY_ON_WRITE = "if result is child: result = child.copy()"
_TAKE_WHOLE = ("if is_zero(child): return parent", "if is_zero(parent): return child")


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


def _shared_lists(view: ModelView, lists: Lists, names: dict[str, Any]) -> list[str]:
    """
    The lines that merge lists which share a key space, where each side has one of them.
    """
    lines: list[str] = []
    for number, space in enumerate(dict.fromkeys([field.key_space for field in view.shared])):
        fields = tuple([field for field in view.shared if field.key_space == space])
        names[f"merge{number}"] = lists.several(fields)
        above, below = (" or ".join([f"{field.json!r} in {it}" for field in fields]) for it in ("child", "parent"))
        lines.append(f"if ({above}) and ({below}):")
        lines += [f"    {_COPY_ON_WRITE}", f"    merge{number}(parent, child, result)"]
    return lines


def _without_empty_lists(view: ModelView) -> list[str]:
    """
    What is left to do where a list of the result is empty, which is seldom.
    """
    lines = [f"if {' or '.join([f'{field.json!r} in result and not result[{field.json!r}]' for field in view.lists])}:"]
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
