"""
Trees as the reference writes them: members in the spec's order, without what is empty.
"""

from __future__ import annotations

import json
from functools import cache

from ignition_compose.fast.trust import is_trusting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ignition_compose.fast.writers import General
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView


def encode(tree: Tree, view: ModelView) -> Tree:
    """
    *tree* as the reference writes it, less the members that are null, empty objects or empty lists.

    Args:
        tree: The tree, which stays as it is.
        view: Its description.

    Returns:
        A tree whose members stand in the spec's order; what needs no change may be shared with *tree*.
    """
    return _quick()[0](tree, view, _encode) if is_trusting() else _encode(tree, view)


def to_json(tree: Tree, view: ModelView, *, indent: int | None = None) -> str:
    """
    *tree* as the reference writes it, as JSON text.

    Args:
        tree: The tree, which stays as it is.
        view: Its description.
        indent: The blanks of each level; None for one line.
    """
    if indent is None and is_trusting():
        return _quick()[1](tree, view, _encode)
    separators = (",", ":") if indent is None else None
    return json.dumps(encode(tree, view), ensure_ascii=False, indent=indent, separators=separators)


@cache
def _quick() -> tuple[Callable[[Tree, ModelView, General], Tree], Callable[[Tree, ModelView, General], str]]:
    # Most runs of the command write one small config, for which no function is made.
    from ignition_compose.fast.writers import encode_quickly, to_text

    return encode_quickly, to_text


def _encode(tree: Tree, view: ModelView) -> Tree:
    written: Tree = {}
    for field in view.fields:
        value: Any = tree.get(field.json)
        if value is not None and field.model is not None:
            model = field.model
            value = [encode(item, model) for item in value] if field.is_list else encode(value, model)
        if value is None or (not value and field.kind in ("object", "array")):
            if field.is_added:
                written[field.json] = field.zero
        elif value or not field.is_dropped:
            written[field.json] = value
    return written
