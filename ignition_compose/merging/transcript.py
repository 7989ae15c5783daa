"""
The transcript of a merge: for every value of the result, which value of which input it came from.

The set of mappings is the reference's (``transcribe`` in ``config/merge/merge.go``): leaves that hold more
than a zero value, and every object and list above them, once for each input that contributed. It is read from
the account of the merge, which says more.
"""

from __future__ import annotations

from ignition_compose.errors import InvalidInput
from ignition_compose.given import listed, text_of
from ignition_compose.merging.recording import IN_CHILD, IN_PARENT, IN_RESULT, PARENT
from ignition_compose.models.view import FieldView
from ignition_compose.pointer import Pointer
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from ignition_compose.merging.alignment import Side
    from ignition_compose.merging.recording import Met
    from ignition_compose.models.view import ModelView


class Mapping(NamedTuple):
    """
    One value of the result and the value it came from.

    Attributes:
        tag: ``"parent"`` or ``"child"``.
        source: The place in that input.
        target: The place in the result.

    Examples:
        >>> Mapping("child", Pointer("/a"), Pointer("/b")).tag
        'child'
    """

    tag: Side
    source: Pointer
    target: Pointer

    def to_dict(self) -> dict[str, Any]:
        """
        The mapping as plain values.

        Returns:
            ``tag``, ``source`` and ``target``.

        Examples:
            >>> Mapping("child", Pointer("/a"), Pointer("/b")).to_dict()
            {'tag': 'child', 'source': '/a', 'target': '/b'}
        """
        return {name: str(value) for name, value in self._asdict().items()}


class Transcript:
    """
    Every mapping of one merge, values before the objects and lists that hold them.

    Args:
        mappings: The mappings.

    Examples:
        >>> Transcript((Mapping("child", Pointer("/a"), Pointer("/a")),)).sources_of(Pointer("/a"))
        (Mapping(tag='child', source=Pointer('/a'), target=Pointer('/a')),)
    """

    __slots__ = ("_mappings",)

    def __init__(self, mappings: Iterable[Mapping] = ()) -> None:
        given = listed(mappings)
        if given is None or not all(issubclass(type(mapping), Mapping) for mapping in given):
            msg = "a transcript is made of mappings"
            raise InvalidInput(msg)
        self._mappings: tuple[Mapping, ...] = given

    @property
    def mappings(self) -> tuple[Mapping, ...]:
        """
        The mappings.
        """
        return self._mappings

    def __iter__(self) -> Iterator[Mapping]:
        return iter(self._mappings)

    def __len__(self) -> int:
        return len(self._mappings)

    def __eq__(self, other: object) -> bool:
        return self._mappings == other._mappings if isinstance(other, Transcript) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._mappings)

    def __repr__(self) -> str:
        return f"Transcript({list(self._mappings)!r})"

    def to_dict(self) -> dict[str, Any]:
        """
        The transcript as plain values.

        Returns:
            Its ``mappings``, as dicts.

        Examples:
            >>> Transcript().to_dict()
            {'mappings': []}
        """
        return {"mappings": [mapping.to_dict() for mapping in self._mappings]}

    def sources_of(self, target: str) -> tuple[Mapping, ...]:
        """
        The mappings to one value of the result.

        Args:
            target: A JSON Pointer into the result.

        Returns:
            The mappings, none if it holds no more than a zero value.

        Examples:
            >>> Transcript().sources_of("/a")
            ()
        """
        text = text_of(target)
        return tuple([mapping for mapping in self._mappings if mapping.target == text])


def transcript_of(met: Iterable[Met]) -> Transcript:
    """
    The transcript of a merge, from what met in it.
    """
    mappings: list[Mapping] = []
    for one in met:
        # Transcripts name what the whole document holds, not the document.
        if one.is_placed and one.trail.up is not None and one.verb != "displaced":
            _transcribe(one, mappings)
    return Transcript(mappings)


def _transcribe(met: Met, into: list[Mapping]) -> None:
    shape, trail = met.shape, met.trail
    target = trail.text(IN_RESULT)
    if met.verb in ("kept", "replaced"):
        [side] = met.sources
        value, source = (met.below, trail.text(IN_PARENT)) if side == PARENT else (met.above, trail.text(IN_CHILD))
        _Descent(side, into).value(value, shape, source, target)
        return
    if shape is None and not met.above:
        return
    # Of two texts that are one key the reference takes the child's, and an empty one it does not name.
    sides = met.sources[-1:] if shape is None else met.sources
    into += [_mapping(side, trail.text(IN_PARENT if side == PARENT else IN_CHILD), target) for side in sides]


def _mapping(side: Side, source: str, target: str) -> Mapping:
    return Mapping(side, str.__new__(Pointer, source), str.__new__(Pointer, target))


class _Descent:
    """
    Notes a value of one side with all that it holds, less what is zero.
    """

    def __init__(self, side: Side, into: list[Mapping]) -> None:
        self._side = side
        self._into = into

    def value(self, value: Any, shape: FieldView | ModelView | None, source: str, target: str) -> bool:
        """
        Note a value of a field, or an entry of a list; tell whether there was anything to note.
        """
        if value is None:
            return False
        if shape is None:
            found = bool(value)
        elif not isinstance(shape, FieldView):
            found = self._members(value, shape, source, target)
        elif shape.is_list:
            inner = [self.value(item, shape.model, f"{source}/{at}", f"{target}/{at}") for at, item in enumerate(value)]
            found = any(inner)
        elif shape.model is not None:
            found = self._members(value, shape.model, source, target)
        else:
            found = shape.has_value(value)
        if found:
            self._into.append(_mapping(self._side, source, target))
        return found

    def _members(self, value: Any, model: ModelView, source: str, target: str) -> bool:
        any_found = False
        for field in model.fields:
            name = field.json
            if name not in value:
                continue
            if field.model is not None or field.is_list:
                found = self.value(value[name], field, f"{source}/{name}", f"{target}/{name}")
            else:
                # By far the most frequent case.
                found = field.has_value(value[name])
                if found:
                    self._into.append(_mapping(self._side, f"{source}/{name}", f"{target}/{name}"))
            any_found = any_found or found
        return any_found
