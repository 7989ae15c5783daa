"""The rule that keys of a list, or of lists that share a key space, are unique.

It follows from the description alone, so it names no field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ignition_compose.findings import ERROR, Finding, Tokens
from ignition_compose.models.view import FieldView, ModelView, SpecView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion


def check(tree: Tree, version: SpecVersion) -> list[Finding]:
    """Every entry whose key an earlier entry has.

    Args:
        tree: A config's tree.
        version: Its spec version.

    Returns:
        The findings. Mirrors ``ValidateDups`` of the reference's ``config/validate``.
    """
    return list(_walk(tree, SpecView.of(version).root, ()))


def key_of(item: Any, field: FieldView) -> str:
    """The key of one entry of the list *field*: a string is its own key."""
    return item if field.model is None else field.model.key(item)


def _walk(tree: Tree, view: ModelView, tokens: Tokens) -> Iterator[Finding]:
    spaces: dict[str, set[str]] = {}
    for field in view.keyed:
        seen = spaces.setdefault(field.key_space, set())
        for index, item in enumerate(tree.get(field.json) or ()):
            key = key_of(item, field)
            if key in seen:
                message = "an earlier entry has the same key; remove one of them, or join them into one"
                yield Finding(ERROR, "duplicate", message, (*tokens, field.json, index))
            seen.add(key)
    for field in view.fields:
        value = tree.get(field.json)
        if field.model is None or value is None:
            continue
        if field.is_list:
            for index, item in enumerate(value):
                yield from _walk(item, field.model, (*tokens, field.json, index))
        else:
            yield from _walk(value, field.model, (*tokens, field.json))
