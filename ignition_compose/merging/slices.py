"""
Slices of a pile: of all that was merged so far, what a merge with one more tree looks at.

A merge looks only at what meets. So it is shown the members of the objects that the upper tree has too, and of their
lists the entries whose keys it names, with one more where there is one, for it matters whether there are others. What
it makes of the slice is then settled in the pile, in place, so that laying a tree costs as much as the tree holds.
"""

from __future__ import annotations

import json
from itertools import islice

from ignition_compose.merging.alignment import align, keys_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, TypeAlias

    from ignition_compose.merging.alignment import Keys
    from ignition_compose.merging.provenance import Told
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

_Slices: TypeAlias = "Slice | SliceOfList"


class Piled:
    """
    One value of a pile, which is opened when a merge first looks into it.

    Attributes:
        value: The value, as long as it is closed.
        parts: What it holds once it is open: by the names of members, or by the serial numbers of entries.
        told: The acts on it; None where those on what holds it say all.
        inner: The acts on what it holds, by the pointers from here, as long as it is closed.
        keys: Of an open list: the serial numbers of the entries with each key.
        texts: Of an open list: the first entry with each text, of those that were read.
        read: Of an open list: how many entries were read.
        next: Of an open list: the serial number of the next new entry.
        is_told: Of an open list: whether there are acts on each entry.
    """

    __slots__ = ("inner", "is_told", "keys", "next", "parts", "read", "texts", "told", "value")

    def __init__(self, value: Any, told: list[Told] | None = None, inner: Sequence[tuple[str, Told]] = ()) -> None:
        self.value = value
        self.told = told
        self.inner = inner
        self.parts: dict[Any, Piled] | None = None
        self.keys: dict[str, list[int]] | None = None

    def open(self) -> dict[Any, Piled]:
        """
        What it holds, each with its own acts.
        """
        if self.parts is not None:
            return self.parts
        members = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        parts = self.parts = {name: Piled(value) for name, value in members}
        for below, told in self.inner:
            first, slash, rest = below[1:].partition("/")
            part = parts.get(first if isinstance(self.value, dict) else int(first))
            if part is not None and slash:
                part.inner = [*part.inner, (f"/{rest}", told)]
            elif part is not None:
                part.told = [*(part.told or ()), told]
        self.inner = ()
        self.value = None
        return parts

    def open_list(self, field: FieldView) -> dict[int, Piled]:
        """
        The entries of a list.
        """
        if self.parts is not None:
            return self.parts
        keys = self.keys = {}
        self.texts: dict[str, int] = {}
        self.read = 0
        self.is_told = False
        self.next = len(self.value)
        if field.merge != "append":
            for serial, key in enumerate(field.key.of_all(self.value)):
                keys.setdefault(key, []).append(serial)
        return self.open()

    @property
    def plain(self) -> Any:
        """
        The value with all that it holds.
        """
        if self.parts is None:
            return self.value
        if self.keys is not None:
            return [part.plain for part in self.parts.values()]
        return {name: part.plain for name, part in self.parts.items()}


class Slice:
    """
    What a merge looks at of an object.

    Attributes:
        piled: The object.
        child: What it is merged with.
        tree: What is shown of it.
        inner: The slices of what it holds, by the names of members.
    """

    __slots__ = ("child", "inner", "piled", "tree")

    def __init__(self, piled: Piled, child: Tree) -> None:
        self.piled = piled
        self.child = child
        self.tree: Tree = {}
        self.inner: dict[Any, _Slices] = {}


class SliceOfList:
    """
    What a merge looks at of a list.

    Attributes:
        field: The list's description.
        piled: The list.
        serials: The entries that are shown, by their serial numbers.
        items: The same as they are shown.
        placed: The serial numbers of the entries of the merge of what is shown, the new ones too.
        inner: The slices of entries, by serial number.
    """

    __slots__ = ("field", "inner", "items", "piled", "placed", "serials")

    def __init__(self, field: FieldView, piled: Piled, serials: list[int]) -> None:
        self.field = field
        self.piled = piled
        self.serials = serials
        self.items: list[Any] = []
        self.placed: list[int] = []
        self.inner: dict[int, Slice] = {}


def slice_of(piled: Piled, child: Tree, view: ModelView) -> Slice:
    """
    What a merge of an object with *child* looks at.
    """
    parts, made, keys = piled.open(), Slice(piled, child), keys_of(child, view)
    for name, part in parts.items():
        field, above = view.by_json[name], child.get(name)
        if field.is_list:
            inner = made.inner[name] = _slice_of_list(part, above or [], field, keys)
            made.tree[name] = inner.items
        elif field.model is not None and (above is not None or part.parts is not None):
            lower = made.inner[name] = slice_of(part, above or {}, field.model)
            made.tree[name] = lower.tree
        else:
            made.tree[name] = part.value
    for name, above in child.items():
        if name not in parts and view.by_json[name].is_list:
            made.inner[name] = _slice_of_list(Piled([]), above, view.by_json[name], keys)
    return made


def _slice_of_list(piled: Piled, above: list[Any], field: FieldView, keys: Keys) -> SliceOfList:
    parts, holders = piled.open_list(field), keys.get(field.key_space, {})
    made = SliceOfList(field, piled, _joined(piled, above, field) if field.merge == "append" else _met(piled, holders))
    for serial in made.serials:
        part, item = parts[serial], parts[serial].value
        if field.model is not None:
            name, at = holders.get(field.key(_shown(part)), ("", 0)) if field.merge != "append" else ("", 0)
            if name == field.json or part.parts is not None:
                inner = made.inner[serial] = slice_of(part, above[at] if name == field.json else {}, field.model)
                item = inner.tree
        made.items.append(item)
    made.placed = _placed(made, above, keys)
    return made


def _shown(part: Piled) -> Any:
    """
    Enough of an entry to tell its key.
    """
    if part.parts is None:
        return part.value
    return {name: inner.value for name, inner in part.parts.items() if inner.parts is None}


def _met(piled: Piled, holders: Mapping[str, Any]) -> list[int]:
    """
    The entries of a keyed list that meet something, and one more.
    """
    assert piled.parts is not None
    assert piled.keys is not None
    found = {serial for key in holders for serial in piled.keys.get(key, ())}
    other = next((serial for serial in piled.parts if serial not in found), None)
    return sorted(found if other is None else {*found, other})


def _joined(piled: Piled, above: list[Any], field: FieldView) -> list[int]:
    """
    The entries of a list to which others are joined: enough to tell whether these are there already.
    """
    assert piled.parts is not None
    if field.model is None:
        # Where there are more beneath the two lists differ, and so does what is shown.
        return list(islice(piled.parts, len(above) + 1))
    if above:
        # Entries that were joined stay where they are.
        for serial in range(piled.read, piled.next):
            piled.texts.setdefault(_text(piled.parts[serial].value), serial)
        piled.read = piled.next
    twins = [piled.texts[text] for text in map(_text, above) if text in piled.texts]
    return sorted({*islice(piled.parts, 1), *twins})


def _text(item: Any) -> str:
    return json.dumps(item, sort_keys=True)


def _placed(made: SliceOfList, above: list[Any], keys: Keys) -> list[int]:
    new = made.piled.next
    if made.field.merge == "append":
        return [*made.serials, *range(new, new + len(above))]
    placed = []
    for parent, _, outcome in align(made.items, above, made.field, keys):
        if outcome == "placed" and parent is not None:
            placed.append(made.serials[parent])
        elif outcome == "placed":
            placed.append(new)
            new += 1
    return placed


def settle(made: Slice, merged: Tree) -> None:
    """
    Make an object what the merge of its slice is.
    """
    parts = made.piled.open()
    for name in [name for name in parts if name not in merged]:
        del parts[name]
    for name, value in merged.items():
        inner = made.inner.get(name)
        if value is made.tree.get(name):
            continue
        if inner is None or value is made.child.get(name):
            parts[name] = Piled(value)
        elif isinstance(inner, Slice):
            settle(inner, value)
        else:
            parts[name] = inner.piled
            _settle_list(inner, value)


def _settle_list(made: SliceOfList, merged: list[Any]) -> None:
    piled, field = made.piled, made.field
    parts, keys = piled.open_list(field), piled.keys
    assert keys is not None
    is_keyed, placed = field.merge != "append", dict(zip(made.placed, merged, strict=True))
    for serial, item in zip(made.serials, made.items, strict=True):
        if serial not in placed:
            del parts[serial]
            keys[field.key(item)].remove(serial)
    for serial, item in placed.items():
        inner = made.inner.get(serial)
        if inner is not None and item is not inner.tree:
            settle(inner, item)
        elif serial not in parts:
            parts[serial] = Piled(item)
            piled.next = serial + 1
            if is_keyed:
                keys.setdefault(field.key(item), []).append(serial)
