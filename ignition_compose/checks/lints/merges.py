"""What a merge does that is easily missed: what is kept, deleted, or there twice. Advice, never a verdict."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ignition_compose.checks.lints.overlays import Overlay, overlays_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView
    from ignition_compose.report import Tokens


class Surprise(NamedTuple):
    """One thing to know about a merge.

    Attributes:
        code: The stable name of its kind.
        message: What happens and what to do.
        parent: The place in the parent.
        child: The place in the child.
    """

    code: str
    message: str
    parent: Tokens
    child: Tokens


def surprises(parent: Tree, child: Tree, view: ModelView) -> Iterator[Surprise]:
    """
    Everything that is easily missed in merging *child* onto *parent*.

    Examples:
        >>> from ignition_compose.models.view import SpecView
        >>> from ignition_compose.versions import SpecVersion
        >>> def config(**contents):
        ...     return {"storage": {"files": [{"path": "/a", "contents": contents}]}}
        >>> below, above = config(source="https://a/b.gz", compression="gzip"), config(source="data:,b")
        >>> [found.code for found in surprises(below, above, SpecView.of(SpecVersion.LATEST).root)]
        ['inherited-compression']
    """
    yield from _in_object(parent, child, _plan(view), (), ())


class _Plan(NamedTuple):
    """
    How to look for surprises in objects of one class: what cannot hold any is left out.
    """

    overlays: tuple[Overlay, ...]
    appended: tuple[FieldView, ...]
    parts: tuple[tuple[str, _Plan], ...]
    keyed: tuple[tuple[FieldView, _Plan], ...]


@cache
def _plan(view: ModelView) -> _Plan:
    parts, keyed = [], []
    for field in view.fields:
        if field.model is None:
            continue
        inner = _plan(field.model)
        is_empty = not any(inner)
        if not field.is_list and not is_empty:
            parts.append((field.json, inner))
        elif field.merge == "keyed" and (field.removed_without or not is_empty):
            keyed.append((field, inner))
    appended = tuple([field for field in view.lists if field.merge == "append"])
    return _Plan(overlays_of(view.model), appended, tuple(parts), tuple(keyed))


def _in_object(parent: Tree, child: Tree, plan: _Plan, below: Tokens, above: Tokens) -> Iterator[Surprise]:
    for code, _, message, judge in plan.overlays:
        for place in judge(parent, child):
            yield Surprise(code, message, below, (*above, *place))
    for field in plan.appended:
        yield from _in_joined(parent, child, field, below, above)
    for name, inner in plan.parts:
        if parent.get(name) and child.get(name):
            yield from _in_object(parent[name], child[name], inner, (*below, name), (*above, name))
    for field, inner in plan.keyed:
        if parent.get(field.json) and child.get(field.json):
            yield from _in_keyed(parent, child, field, inner, below, above)


def _in_joined(parent: Tree, child: Tree, field: FieldView, below: Tokens, above: Tokens) -> Iterator[Surprise]:
    theirs, own = parent.get(field.json), child.get(field.json)
    if not theirs or not own:
        return
    message = "the same is there beneath; lists of this kind are joined, so the result has it twice"
    if field.model is None:
        # Single options may well repeat; all of them hardly.
        if theirs == own:
            yield Surprise("appended-twice", message, (*below, field.json), (*above, field.json))
        return
    places: dict[str, int] = {}
    for index, item in enumerate(theirs):
        places.setdefault(_text(item), index)
    for index, item in enumerate(own):
        twin = places.get(_text(item))
        if twin is not None:
            yield Surprise("appended-twice", message, (*below, field.json, twin), (*above, field.json, index))


def _text(item: Any) -> str:
    """Equal entries have equal text, which can be looked up where the entries themselves cannot."""
    import json

    return json.dumps(item, sort_keys=True)


def _in_keyed(
    parent: Tree, child: Tree, field: FieldView, plan: _Plan, below: Tokens, above: Tokens
) -> Iterator[Surprise]:
    key, deleting = field.key, field.removed_without
    entries: dict[str, tuple[int, Any]] = {key(item): (at, item) for at, item in enumerate(child[field.json])}
    for index, item in enumerate(parent[field.json]):
        at, entry = entries.get(key(item), (0, None))
        if entry is None:
            continue
        places = (*below, field.json, index), (*above, field.json, at)
        if deleting is not None and entry.get(deleting) is None:
            yield Surprise("deleted", f"this deletes the one beneath, because it has no {deleting!r}", *places)
        elif any(plan):
            yield from _in_object(item, entry, plan, *places)
