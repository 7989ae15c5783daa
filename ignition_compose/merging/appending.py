"""
Two trees of spec 2 to one: lists are put one behind the other, and what the child says of anything else holds.

Entries of lists are not compared. What cannot be absent is taken from the child even where it is zero there, and an
object that can be absent is the child's or the parent's as a whole.
"""

from __future__ import annotations

from ignition_compose.merging.recording import CHILD, PARENT, Recorder, sides_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ignition_compose.merging.recording import Lists, Trail, Way
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
        A new tree. Mirrors ``Append`` of the reference's ``config/v2_4/append.go``.

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
        return [*(below or ()), *(above or ())] if below or above else None
    if field.model is not None and not field.nullable:
        return append_trees(below or {}, above or {}, field.model) or None
    # What can be absent is absent from the child, or the child's; all else the child always has.
    return below if above is None and field.nullable else above


class Appender(Recorder):
    """
    Appends, and notes what meets.
    """

    def merge_field(self, below: Any, above: Any, field: FieldView, trail: Trail, way: Way, lists: Lists) -> Any:
        """
        What one field of two objects becomes; of some, one side's is taken in any case.
        """
        if field.wins is not None:
            return self.take(PARENT if field.wins == "parent" else CHILD, below, above, field, trail)
        return super().merge_field(below, above, field, trail, way, lists)

    def merge_member(self, below: Any, above: Any, field: FieldView, trail: Trail, way: Way) -> Any:
        """
        What a scalar or an object of two objects becomes.
        """
        if field.model is None:
            return self.merge_scalar(below, above, field, trail)
        if field.nullable:
            return self.take(PARENT if above is None else CHILD, below, above, field, trail)
        merged = self.merge_object(below or {}, above or {}, field.model, trail, way)
        if merged or way is not None:
            sides = sides_of(below=below is not None, above=above is not None)
            self.note("merged", sides, trail, field.model, below, above)
        return merged or None
