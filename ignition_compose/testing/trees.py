"""
Trees drawn by walking the description, member by member.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import FieldView, ModelView, SpecView
from ignition_compose.testing.mending import mend
from ignition_compose.testing.older import named, settled
from ignition_compose.testing.texts import any_texts, good_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion

    Draw = Callable[[st.SearchStrategy[Any]], Any]

_EDGES: Final = (0, 1, 2, -1, 255, 65535, 2**31, -(2**31), 2**53 + 1, 2**63 - 1, -(2**63))
_INTEGERS: Final = st.sampled_from(_EDGES) | st.integers(0, 2000)
_ROOM: Final = 6


class Drawer:
    """
    Draws trees of one spec version.

    Args:
        draw: Draws from a strategy.
        version: The version.
        max_entries: How many entries a list has at most; all lists together have about six times as many.
        loose: Whether one object in four need only have values of the right types: its texts may be of a wrong
            form, members may be missing, its entries may repeat and contradict each other.
        like: A tree that the drawn one is to share members and keys with.
    """

    def __init__(
        self, draw: Draw, version: SpecVersion, *, max_entries: int = 3, loose: bool = False, like: Tree | None = None
    ) -> None:
        self._draw = draw
        self._version = version
        self._max_entries = max_entries
        self._room = _ROOM * max_entries
        self._loose = loose
        self._like = like or {}
        self._copies = self._like.get(VERSION_TOKENS[0], {}).get(VERSION_TOKENS[1]) == version
        self._is_older = version not in SPEC3.versions
        self._known: dict[tuple[str, str | None], list[str]] = {}

    def config(self) -> Tree:
        """
        Draw a whole config.
        """
        root = SpecView.of(self._version).root
        if self._like:
            _collect(self._like, root, self._known)
        tree = self.object(root, self._like)
        if self._is_older:
            named(tree, self._version)
            return tree if self._loose else settled(tree, self._version)
        section, member = VERSION_TOKENS
        tree.setdefault(section, {})[member] = self._version.value
        return tree

    def object(self, view: ModelView, like: Tree) -> Tree:
        """
        Draw an object of one class that shares what it can with *like*.
        """
        tree: Tree = {}
        careless = self._loose and self._draw(_below(4)) == 1
        chosen, copied = self._choose(view, like, careless=careless)
        for field in view.fields:
            if field.json in chosen:
                twin = like.get(field.json)
                tree[field.json] = copy(twin) if field.json in copied else self._value(view, field, twin, careless)
        return tree if careless or self._is_older else mend(tree, view)

    def least(self, view: ModelView) -> Tree:
        """
        Draw an object with no more than it must have.
        """
        tree = {field.json: self._value(view, field, None, careless=False) for field in view.fields if field.required}
        return mend(tree, view)

    def _choose(self, view: ModelView, like: Tree, *, careless: bool) -> tuple[set[str], set[str]]:
        """
        Which members to have, and which of them to take from *like* as they are.
        """
        must = {field.json for field in view.fields if field.required and not careless}
        optional = [field.json for field in view.fields if field.json not in must]
        chosen = self._some(optional)
        if all(field.model is not None for field in view.fields):
            # Nothing but sections: most of them, or there would be little to look at.
            chosen |= self._some(optional)
        if not like:
            return chosen | must, set()
        shared = [name for name in optional if name in like]
        chosen |= self._some(shared) | self._some(shared) | must
        # What is fine in one version may not be in another, except where every version demands the same.
        plain = [field for field in view.fields if field.model is None and (self._copies or field.plain is None)]
        keys = {field.json for field in plain if field in _key_fields(view)}
        copied = self._some([field.json for field in plain]) if self._copies else set()
        return chosen | (keys & like.keys()), (keys | copied) & like.keys()

    def _some(self, names: list[str]) -> set[str]:
        """
        Each of *names* with an even chance, in one draw.
        """
        mask = self._draw(_below(2 ** len(names))) if names else 0
        return {name for bit, name in enumerate(names) if mask >> bit & 1}

    def _value(self, view: ModelView, field: FieldView, like: Any, careless: bool) -> Any:  # noqa: FBT001
        if field.is_list:
            return self._list(view, field, like or [], careless)
        if field.model is not None:
            return self.object(field.model, like or {})
        if field.kind == "boolean":
            return self._draw(_BOOLEANS)
        if field.kind == "integer":
            bounds = (None, None) if careless else (field.minimum, field.maximum)
            if field.unsigned and None in bounds:
                return abs(self._draw(_INTEGERS)) % 2**field.unsigned
            return self._draw(_INTEGERS if None in bounds else st.integers(*bounds))
        return self._text(view, field, careless)

    def _list(self, view: ModelView, field: FieldView, like: list[Any], careless: bool) -> list[Any]:  # noqa: FBT001
        least = 1 if like or (field.required and not careless) else 0
        count = max(least, min(self._draw(_below(self._max_entries + 1)), self._room))
        self._room -= count
        items: list[Any] = []
        for _ in range(count):
            twin = self._draw(st.sampled_from(like)) if like and self._draw(_BOOLEANS) else None
            if field.model is not None:
                items.append(self.object(field.model, twin or {}))
            else:
                items.append(twin if twin is not None and self._copies else self._text(view, field, careless))
        return items

    def _text(self, view: ModelView, field: FieldView, careless: bool) -> str:  # noqa: FBT001
        known = self._known.get(_group(field)) if self._known and not field.choices else None
        if known and self._draw(_below(3)) == 1:
            text: str = self._draw(st.sampled_from(known))
            return text
        return (any_texts if careless else good_texts)(view, field).draw(self._draw)


_BOOLEANS: Final = st.booleans()


@cache
def _below(limit: int) -> st.SearchStrategy[int]:
    return st.integers(0, limit - 1)


@cache
def _key_fields(view: ModelView) -> tuple[FieldView, ...]:
    """
    The members on which an entry's key depends.
    """
    try:
        empty = view.key({})
    except TypeError:
        return ()
    samples = {"string": "a", "integer": 1}
    return tuple([field for field in view.fields if view.key({field.json: samples.get(field.kind)}) != empty])


def _group(field: FieldView) -> tuple[str, str | None]:
    """
    Fields of one group take each other's texts: a file may lie where a link lay.
    """
    return field.json, field.pattern


def _collect(tree: Tree, view: ModelView, known: dict[tuple[str, str | None], list[str]]) -> None:
    """
    Note the texts of *tree* by the fields' groups.
    """
    for field in view.fields:
        value = tree.get(field.json)
        if field.model is not None:
            for item in value or () if field.is_list else (value,):
                _collect(item or {}, field.model, known)
        elif value and field.pattern is not None and field.plain is None:
            known.setdefault(_group(field), []).extend(value if field.is_list else [value])
