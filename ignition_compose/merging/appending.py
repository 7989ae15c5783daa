"""
Two trees of spec 2 to one: lists are put one behind the other, and what the child says of anything else holds.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView


def append_trees(parent: Tree, child: Tree, view: ModelView) -> Tree:
    """
    The child appended to the parent.

    Args:
        parent: The tree beneath.
        child: The tree on top, of the same version.
        view: The description of both.

    Returns:
        A new tree. Mirrors ``Append`` of the reference's ``config/v2_4/append.go``: entries of lists are not
        compared, and what cannot be absent is taken from the child even where it is zero there.

    Examples:
        >>> from ignition_compose.models.view import SpecView
        >>> parent = {"ignition": {"version": "2.4.0"}, "systemd": {"units": [{"name": "a.service"}]}}
        >>> child = {"ignition": {"version": "2.4.0"}, "systemd": {"units": [{"name": "a.service", "mask": True}]}}
        >>> append_trees(parent, child, SpecView.of("2.4.0").root)["systemd"]["units"]
        [{'name': 'a.service'}, {'name': 'a.service', 'mask': True}]
    """
    result: Tree = {}
    for field in view.fields:
        value = _appended(parent.get(field.json), child.get(field.json), field)
        if value is not None:
            result[field.json] = value
    return result


def _appended(below: Any, above: Any, field: FieldView) -> Any:
    if field.wins is not None:
        return below if field.wins == "parent" else above
    if field.is_list:
        return [*(below or ()), *(above or ())] if below or above else above if above is not None else below
    if field.model is not None and not field.nullable:
        return append_trees(below or {}, above or {}, field.model) or None
    # What can be absent is absent from the child, or the child's; all else the child always has.
    return below if above is None and field.nullable else above
