"""
The merge that also tells where each value came from: slower than the engine, and equal to it as written.

The rules are those of `ignition_compose.merging.engine`; here each step notes in the transcript what
``mergeStruct`` of the reference notes. Tests hold the two to the same result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ignition_compose.documents.decoding import has_value, is_zero
from ignition_compose.merging.transcript import Recorder, Side, Trail, Transcript

if TYPE_CHECKING:
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

_Keys = dict[str, tuple[str, int, Any]]


def merge_recorded(parent: Tree, child: Tree, view: ModelView) -> tuple[Tree, Transcript]:
    """
    The merge of two trees of one version, and its transcript.

    Args:
        parent: The tree below.
        child: The tree on top.
        view: The description of both.

    Returns:
        A new tree, and the mappings that ``MergeStructTranscribe`` of the reference records.
    """
    recorder = Recorder()
    merged = _merge_object(parent, child, view, Trail(), recorder)
    return merged, recorder.transcript


def _merge_object(parent: Tree, child: Tree, view: ModelView, trail: Trail, recorder: Recorder) -> Tree:
    result: Tree = {}
    spaces = _child_keys(child, view)
    taken = parts_taken_whole(parent, child, view)
    for field in view.fields:
        below, above = parent.get(field.json), child.get(field.json)
        if below is None and above is None:
            continue
        inner = trail.down(field.json)
        side = taken.get(field.embedded)
        if side is not None:
            value = below if side == "parent" else above
            recorder.whole(side, value, field, inner)
        elif field.merge == "keyed":
            value = _merge_keyed(below or [], above or [], field, spaces.get(field.key_space, {}), inner, recorder)
        elif field.is_list:
            value = [*(below or ()), *(above or ())]
            recorder.appended(below or [], above or [], field, inner)
        else:
            value = _merge_member(below, above, field, inner, recorder)
        if value is not None and (value or side is not None or below or above or not field.is_list):
            result[field.json] = value
    return result


def parts_taken_whole(parent: Tree, child: Tree, view: ModelView) -> dict[bool, Side]:
    """Which of the parts that the reference embeds are taken from one side, because the other holds nothing there."""
    taken: dict[bool, Side] = {}
    if not view.has_embedded:
        return taken
    for part in (True, False):
        fields = [field for field in view.fields if field.embedded is part]
        if not any(has_value(child.get(field.json), field) for field in fields):
            taken[part] = "parent"
        elif not any(has_value(parent.get(field.json), field) for field in fields):
            taken[part] = "child"
    return taken


def _child_keys(child: Tree, view: ModelView) -> dict[str, _Keys]:
    spaces: dict[str, _Keys] = {}
    for field in view.keyed:
        items = child.get(field.json)
        if items:
            keys = spaces.setdefault(field.key_space, {})
            for index, item in enumerate(items):
                keys[field.key(item)] = (field.json, index, item)
    return spaces


def _merge_member(parent: Any, child: Any, field: FieldView, trail: Trail, recorder: Recorder) -> Any:
    """
    The merge of a scalar or of an object.
    """
    side: Side | None = None
    if field.model is None:
        side = "parent" if child is None and field.nullable else "child"
    elif parent is None or child is None:
        side = "child" if parent is None else "parent"
    elif not field.nullable:
        side = "parent" if is_zero(child, field.model) else "child" if is_zero(parent, field.model) else None
    if side is not None or field.model is None:
        value = parent if side == "parent" else child
        recorder.whole(side or "child", value, field, trail)
        return value
    merged = _merge_object(parent, child, field.model, trail, recorder)
    recorder.both(trail)
    return merged


def _merge_keyed(
    parent: list[Any], child: list[Any], field: FieldView, keys: _Keys, trail: Trail, recorder: Recorder
) -> list[Any]:
    result: list[Any] = []
    used: set[str] = set()
    for index, item in enumerate(parent):
        name, at, entry = keys.get(field.key(item), (None, 0, None))
        place = trail.item(index, at, len(result))
        if name is None:
            recorder.item("parent", item, field, place)
            used.add("parent")
            result.append(item)
        elif name == field.json:
            used |= {"parent", "child"}
            result += _merge_entry(item, entry, field, place, recorder)
    known = {field.key(item) for item in parent}
    for index, item in enumerate(child):
        if field.key(item) not in known:
            recorder.item("child", item, field, trail.item(0, index, len(result)))
            used.add("child")
            result.append(item)
    recorder.joined(trail, used)
    return result


def _merge_entry(parent: Any, child: Any, field: FieldView, trail: Trail, recorder: Recorder) -> list[Any]:
    """
    The merge of two entries with one key, none if the child's deletes the parent's.
    """
    if field.model is None:
        recorder.item("child", child, field, trail)
        return [child]
    if field.removed_without and child.get(field.removed_without) is None:
        return []
    merged = _merge_object(parent, child, field.model, trail, recorder)
    recorder.both(trail)
    return [merged]
