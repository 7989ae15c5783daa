"""Entries of the parent that a merge drops, because the child has their key in another list."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView
    from ignition_compose.report import Tokens


class Displacement(NamedTuple):
    """One dropped entry.

    Attributes:
        parent: The place of the dropped entry in the parent.
        child: The place in the child of the entry that has its key.
        key: The key.
    """

    parent: Tokens
    child: Tokens
    key: str


def displacements(parent: Tree, child: Tree, view: ModelView, tokens: Tokens = ()) -> Iterator[Displacement]:
    """
    Every entry of *parent* that merging *child* onto it drops for the sake of another list.
    """
    groups, holders = _plan(view)
    for group in groups:
        yield from _of_group(parent, child, group, tokens)
    for name, inner in holders:
        if name in parent and name in child:
            yield from displacements(parent[name], child[name], inner, (*tokens, name))


def _of_group(parent: Tree, child: Tree, group: tuple[FieldView, ...], tokens: Tokens) -> Iterator[Displacement]:
    keys: dict[str, tuple[str, int]] | None = None
    for field in group:
        items = parent.get(field.json)
        if not items or not any(child.get(other.json) for other in group if other is not field):
            continue
        if keys is None:
            keys = {
                other.key(item): (other.json, index)
                for other in group
                for index, item in enumerate(child.get(other.json) or ())
            }
        for index, item in enumerate(items):
            key = field.key(item)
            name, at = keys.get(key, (field.json, 0))
            if name != field.json:
                yield Displacement((*tokens, field.json, index), (*tokens, name, at), key)


@cache
def _plan(view: ModelView) -> tuple[tuple[tuple[FieldView, ...], ...], tuple[tuple[str, ModelView], ...]]:
    """
    The groups of lists of one class that share a key space, and the members below which there are such.
    """
    spaces: dict[str, list[FieldView]] = {}
    for field in view.keyed:
        spaces.setdefault(field.key_space, []).append(field)
    inner = [(field.json, field.model) for field in view.fields if field.kind == "object" and field.model is not None]
    holders = [(name, model) for name, model in inner if _plan(model) != ((), ())]
    return tuple([tuple(group) for group in spaces.values() if len(group) > 1]), tuple(holders)
