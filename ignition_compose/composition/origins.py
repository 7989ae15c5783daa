"""Where a value of a composed config came from, and what it displaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ignition_compose.pointer import Pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ignition_compose.documents.document import Document
    from ignition_compose.documents.positions import Lines
    from ignition_compose.merging.transcript import Transcript


@attrs.frozen
class Place:
    """A value in one of the layers.

    Attributes:
        source: The layer's name.
        pointer: The place in that layer.
        line: Its line there, None where the layer has no text.
        column: Its column there.
    """

    source: str
    pointer: Pointer
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        where = [self.source, self.line, self.column]
        return ":".join([str(part) for part in where if part is not None])


@attrs.frozen
class Origin:
    """Where one value of the result came from.

    Attributes:
        pointer: The value in the result.
        places: Where it came from: one place for a value, every contributor for an object or a list, lowest first.
        displaced: Values of lower layers at the same place that this one took the place of.
    """

    pointer: Pointer
    places: tuple[Place, ...]
    displaced: tuple[Place, ...] = ()

    @property
    def source(self) -> str:
        """The name of the layer that decided the value: the topmost one."""
        return self.places[-1].source

    @property
    def line(self) -> int | None:
        """The line in that layer."""
        return self.places[-1].line

    @property
    def column(self) -> int | None:
        """The column in that layer."""
        return self.places[-1].column

    def __str__(self) -> str:
        text = ", ".join([str(place) for place in self.places])
        return f"{text} (instead of {', '.join([str(place) for place in self.displaced])})" if self.displaced else text


Sources = dict[Pointer, tuple[tuple[int, Pointer], ...]]
"""For each value of a config: the layers it came from, by number, and its place there."""


Losers = dict[tuple[int, Pointer], tuple[tuple[int, Pointer], ...]]
"""For a value of a layer: the values of lower layers whose place it took."""


def leaves_of(number: int, transcript: Transcript) -> Sources:
    """The sources of a config that is one layer: *transcript* is of its merge into nothing."""
    return {mapping.target: ((number, mapping.source),) for mapping in transcript if mapping.tag == "child"}


def chain(parent: Sources, child: Sources, transcript: Transcript) -> Sources:
    """The sources of a merge, from those of its inputs."""
    merged: dict[Pointer, list[tuple[int, Pointer]]] = {}
    for mapping in transcript:
        below = (parent if mapping.tag == "parent" else child).get(mapping.source, ())
        places = merged.setdefault(mapping.target, [])
        places += [place for place in below if place not in places]
    return {target: tuple(sorted(places)) for target, places in merged.items()}


def displaced_by(transcripts: Iterable[tuple[Transcript, Sources, Sources]]) -> Losers:
    """For each value of a layer, the lower layers' values whose place it took.

    Args:
        transcripts: Each merge with the sources of its parent and of its child, lowest first.

    Returns:
        What the winner's place displaced; only values that were set below are listed.
    """
    losers: Losers = {}
    for transcript, parent, child in transcripts:
        pairs: dict[Pointer, Pointer] = {}
        for mapping in transcript:
            if mapping.tag == "parent":
                pairs[mapping.target] = mapping.source
        for mapping in transcript:
            if mapping.tag != "child" or mapping.target in pairs:
                continue
            holder = pairs.get(mapping.target.parent)
            if holder is None:
                continue
            token = mapping.target.tokens[-1]
            if token.isdigit():
                # No member is named by digits: this is an entry of a list, and entries have no fixed place to take.
                continue
            lost = parent.get(holder / token, ())
            for winner in child.get(mapping.source, ()):
                losers[winner] = losers.get(winner, ()) + lost
    return losers


def place_of(name: str, pointer: Pointer, document: Document | None, lines: Lines | None) -> Place:
    """The place of *pointer* in a layer, with its line and column where the layer has text and so *lines*."""
    if document is None or lines is None:
        return Place(name, pointer)
    tokens: Sequence[str | int] = [int(token) if token.isdigit() else token for token in pointer.tokens]
    offset = document.locate(tokens)
    if offset is None:
        return Place(name, pointer)
    line, column = lines.at(offset)
    return Place(name, pointer, line, column)
