"""Entries of the parent that a merge drops, because the child has their key in another list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ignition_compose.rules.duplicates import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.findings import Tokens
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView


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
    """Every entry of *parent* that merging *child* onto it drops for the sake of another list."""
    spaces: dict[str, dict[str, tuple[str, int]]] = {}
    shared = [field for field in view.keyed if field.key_space != field.json]
    for field in shared:
        keys = spaces.setdefault(field.key_space, {})
        for index, item in enumerate(child.get(field.json) or ()):
            keys[key_of(item, field)] = (field.json, index)
    for field in shared:
        others = [other for other in shared if other.key_space == field.key_space and other is not field]
        if not any(child.get(other.json) for other in others):
            continue
        for index, item in enumerate(parent.get(field.json) or ()):
            key = key_of(item, field)
            name, at = spaces[field.key_space].get(key, (field.json, 0))
            if name != field.json:
                yield Displacement((*tokens, field.json, index), (*tokens, name, at), key)
    for field in view.fields:
        if field.kind == "object" and field.model is not None:
            below, above = parent.get(field.json), child.get(field.json)
            if below and above:
                yield from displacements(below, above, field.model, (*tokens, field.json))
