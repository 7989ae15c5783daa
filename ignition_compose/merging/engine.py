"""The merge engine: parent and child of one version to their merge, and the transcript on demand.

The rules, as the header of the reference's ``config/merge/merge.go`` states them:

- Objects merge member by member; where one side holds nothing, the other side's is taken whole.
- A scalar that can be absent is replaced where the child has it.
- A scalar that cannot be absent is always the child's.
- A list that is appended holds the parent's entries, then the child's.
- A keyed list holds the parent's entries in their order, each merged with the child's of the same key,
  then the child's others. An entry of the parent whose key the child has in another list of the same key
  space is dropped. A child's entry that lacks the member named by ``removed_without`` deletes the parent's.

The description chooses the rule of each field; a ``deepmerge.Merger`` with the matching strategy applies it.
Nothing here names a field, and nothing changes its inputs: results share what they did not have to change.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from deepmerge import STRATEGY_END, Merger

from ignition_compose.codec import has_value, is_zero
from ignition_compose.merging.transcript import Recorder, Side, Trail
from ignition_compose.rules.duplicates import key_of

if TYPE_CHECKING:
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

_Keys = dict[str, tuple[str, int, Any]]


class Step(NamedTuple):
    """What a strategy is told beside the two values; it travels as deepmerge's path.

    Attributes:
        trail: The three pointers to the values, None when nothing is recorded.
        recorder: What notes the origins, None when nothing is recorded.
        keys: The child's entries in the list's key space: key to list, index and entry.
    """

    trail: Trail | None = None
    recorder: Recorder | None = None
    keys: _Keys | None = None


def merge_trees(parent: Tree, child: Tree, view: ModelView, recorder: Recorder | None = None) -> Tree:
    """The merge of two trees of one version.

    Args:
        parent: The tree below.
        child: The tree on top.
        view: The description of both.
        recorder: Where to note which input each value came from.

    Returns:
        A new tree. Mirrors ``MergeStructTranscribe`` of the reference.
    """
    return _merge_object(parent, child, view, Step(Trail() if recorder else None, recorder))


def _merge_object(parent: Tree, child: Tree, view: ModelView, step: Step) -> Tree:  # noqa: C901, PLR0912 - one branch a rule
    result: Tree = {}
    spaces: dict[str, _Keys] | None = None
    taken = _parts_taken_whole(parent, child, view) if view.has_embedded else {}
    for field in view.fields:
        name = field.json
        base, nxt = parent.get(name), child.get(name)
        if base is None and nxt is None:
            continue
        inner = step
        if step.trail is not None:
            inner = step._replace(trail=step.trail.down(name))
        side = taken.get(field.embedded)
        if side is not None:
            value = base if side == "parent" else nxt
            if inner.recorder is not None and inner.trail is not None:
                inner.recorder.whole(side, value, field, inner.trail)
        elif field.merge == "keyed":
            if spaces is None:
                spaces = _child_keys(child, view)
            inner = inner._replace(keys=spaces.get(field.key_space))
            value = merger_of(field).value_strategy(inner, base or [], nxt or [])  # type: ignore[arg-type]
            if not base and not nxt:
                continue
        elif field.is_list:
            value = merger_of(field).value_strategy(inner, base or [], nxt or [])  # type: ignore[arg-type]
            if not value:
                continue
        elif field.kind == "object":
            value = merger_of(field).value_strategy(inner, base, nxt)  # type: ignore[arg-type]
        else:
            value = _merge_scalar(base, nxt, field, inner)
        if value is not None:
            result[name] = value
    return result


def _parts_taken_whole(parent: Tree, child: Tree, view: ModelView) -> dict[bool, Side]:
    """Which of the parts that the reference embeds are taken from one side, because the other holds nothing there."""
    taken: dict[bool, Side] = {}
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
                keys[key_of(item, field)] = (field.json, index, item)
    return spaces


def _merge_scalar(parent: Any, child: Any, field: FieldView, step: Step) -> Any:
    from_parent = child is None and field.nullable
    value = parent if from_parent else child
    if step.recorder is not None and step.trail is not None:
        step.recorder.whole("parent" if from_parent else "child", value, field, step.trail)
    return value


@cache
def merger_of(field: FieldView) -> Merger:
    """The deepmerge merger whose strategy is the one that the description of *field* asks for."""

    def merge_objects(_: Merger, step: Any, parent: Tree, child: Tree) -> Tree:
        return _merge_member(parent, child, field, step)

    def merge_keyed(_: Merger, step: Any, parent: list[Any], child: list[Any]) -> list[Any]:
        return _merge_keyed(parent, child, field, step)

    def note_appended(_: Merger, step: Any, parent: list[Any], child: list[Any]) -> Any:
        if step.recorder is not None:
            step.recorder.appended(parent, child, field, step.trail)
        return STRATEGY_END

    def take_present(_: Merger, step: Any, parent: Any, child: Any) -> Any:
        side, value = ("child", child) if child is not None else ("parent", parent)
        if step.recorder is not None:
            step.recorder.whole(side, value, field, step.trail)
        return value

    lists = [merge_keyed] if field.merge == "keyed" else [note_appended, "append"]
    return Merger([(dict, [merge_objects]), (list, lists)], [take_present], [take_present])  # type: ignore[list-item]


def _merge_member(parent: Tree, child: Tree, field: FieldView, step: Step) -> Tree:
    view = field.model
    assert view is not None
    if not field.nullable:
        side: Side | None = "parent" if is_zero(child, view) else "child" if is_zero(parent, view) else None
        if side is not None:
            value = parent if side == "parent" else child
            if step.recorder is not None and step.trail is not None:
                step.recorder.whole(side, value, field, step.trail)
            return value
    merged = _merge_object(parent, child, view, step)
    if step.recorder is not None and step.trail is not None:
        step.recorder.both(step.trail)
    return merged


def _merge_keyed(  # noqa: C901, PLR0912 - one branch a rule
    parent: list[Any], child: list[Any], field: FieldView, step: Step
) -> list[Any]:
    keys = step.keys or {}
    recorder, trail = step.recorder, step.trail
    result: list[Any] = []
    parent_keys = set()
    used: set[str] = set()
    for index, item in enumerate(parent):
        key = key_of(item, field)
        parent_keys.add(key)
        found = keys.get(key)
        if found is None:
            if recorder and trail:
                recorder.item("parent", item, field, trail.item(index, 0, len(result)))
                used.add("parent")
            result.append(item)
        elif found[0] == field.json:
            _, at, entry = found
            inner = trail.item(index, at, len(result)) if trail else None
            used |= {"parent", "child"}
            if field.model is None:
                if recorder and inner:
                    recorder.item("child", entry, field, inner)
                result.append(entry)
            elif field.removed_without and entry.get(field.removed_without) is None:
                continue
            else:
                result.append(_merge_object(item, entry, field.model, Step(inner, recorder)))
                if recorder and inner:
                    recorder.both(inner)
    for index, item in enumerate(child):
        if key_of(item, field) not in parent_keys:
            if recorder and trail:
                recorder.item("child", item, field, trail.item(0, index, len(result)))
                used.add("child")
            result.append(item)
    if recorder and trail:
        recorder.joined(trail, used)
    return result
