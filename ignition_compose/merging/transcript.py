"""The transcript of a merge: for every value of the result, which value of which input it came from.

The set of mappings is the reference's (``transcribe`` in ``config/merge/merge.go``): leaves that hold more
than a zero value, and every object and list above them, once for each input that contributed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import attrs

from ignition_compose.documents.decoding import has_value
from ignition_compose.pointer import Pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.view import FieldView, ModelView

Side = Literal["parent", "child"]


class Mapping(NamedTuple):
    """One value of the result and the value it came from.

    Attributes:
        tag: ``"parent"`` or ``"child"``.
        source: The place in that input.
        target: The place in the result.
    """

    tag: Side
    source: Pointer
    target: Pointer


@attrs.frozen
class Transcript:
    """Every mapping of one merge, values before the objects and lists that hold them.

    Examples:
        >>> Transcript((Mapping("child", Pointer("/a"), Pointer("/a")),)).sources_of(Pointer("/a"))
        (Mapping(tag='child', source=Pointer('/a'), target=Pointer('/a')),)
    """

    mappings: tuple[Mapping, ...] = ()

    def __iter__(self) -> Iterator[Mapping]:
        return iter(self.mappings)

    def __len__(self) -> int:
        return len(self.mappings)

    def sources_of(self, target: Pointer) -> tuple[Mapping, ...]:
        """The mappings to one value of the result."""
        return tuple([mapping for mapping in self.mappings if mapping.target == target])


class Trail(NamedTuple):
    """
    The place of one value in the parent, in the child and in the result, each as the text of a JSON Pointer.

    Names of members stand in it as they are: none has a character that pointers escape.
    """

    parent: str = ""
    child: str = ""
    result: str = ""

    def down(self, token: str | int) -> Trail:
        """The place of a member, or of an entry with the same index everywhere."""
        return Trail(f"{self.parent}/{token}", f"{self.child}/{token}", f"{self.result}/{token}")

    def item(self, parent: int, child: int, result: int) -> Trail:
        """The place of an entry with an index of its own in each."""
        return Trail(f"{self.parent}/{parent}", f"{self.child}/{child}", f"{self.result}/{result}")

    def source(self, side: Side) -> str:
        """The place in the parent or in the child."""
        return self.parent if side == "parent" else self.child


class Recorder:
    """Notes the origins while the engine merges."""

    def __init__(self) -> None:
        self._mappings: list[Mapping] = []

    @property
    def transcript(self) -> Transcript:
        """What was noted."""
        return Transcript(tuple(self._mappings))

    def whole(self, side: Side, value: Any, field: FieldView, trail: Trail) -> None:
        """A member was taken from one side with all it holds."""
        self._descend(side, value, field, trail.source(side), trail.result)

    def item(self, side: Side, value: Any, field: FieldView, trail: Trail) -> None:
        """An entry of the list *field* was taken from one side with all it holds."""
        self._entry(side, value, field.model, trail.source(side), trail.result)

    def both(self, trail: Trail) -> None:
        """Both sides contributed to one object."""
        self._note("parent", trail.parent, trail.result)
        self._note("child", trail.child, trail.result)

    def joined(self, trail: Trail, sides: set[str]) -> None:
        """The *sides* contributed to one list."""
        sides_in_order: tuple[Side, ...] = ("parent", "child")
        for side in sides_in_order:
            if side in sides:
                self._note(side, trail.source(side), trail.result)

    def appended(self, parent: list[Any], child: list[Any], field: FieldView, trail: Trail) -> None:
        """A list was put behind another."""
        for index, item in enumerate(parent):
            self.item("parent", item, field, trail.item(index, 0, index))
        for index, item in enumerate(child):
            self.item("child", item, field, trail.item(0, index, len(parent) + index))
        self.joined(trail, {side for side, items in (("parent", parent), ("child", child)) if items})

    def _note(self, side: Side, source: str, target: str) -> None:
        self._mappings.append(Mapping(side, str.__new__(Pointer, source), str.__new__(Pointer, target)))

    def _descend(self, side: Side, value: Any, field: FieldView, source: str, target: str) -> bool:
        if value is None:
            return False
        if field.is_list:
            found = [
                self._entry(side, item, field.model, f"{source}/{index}", f"{target}/{index}")
                for index, item in enumerate(value)
            ]
            noted = any(found)
        elif field.model is not None:
            noted = self._members(side, value, field.model, source, target)
        else:
            noted = has_value(value, field)
        if noted:
            self._note(side, source, target)
        return noted

    def _entry(self, side: Side, value: Any, model: ModelView | None, source: str, target: str) -> bool:
        noted = bool(value) if model is None else self._members(side, value, model, source, target)
        if noted:
            self._note(side, source, target)
        return noted

    def _members(self, side: Side, value: Any, model: ModelView, source: str, target: str) -> bool:
        found = [
            self._descend(side, value[field.json], field, f"{source}/{field.json}", f"{target}/{field.json}")
            for field in model.fields
            if field.json in value
        ]
        return any(found)
