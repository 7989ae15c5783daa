"""
What became of the values of many trees, while they are merged one after the other.

It says what the accounts of the merges say that follow one another. But an act on a value that many trees have grows
here by what the next one adds, where an account that follows another one is written anew.
"""

from __future__ import annotations

from ignition_compose.account import MADE, TAKEN, Act, moved
from ignition_compose.merging.recording import PARENT
from ignition_compose.pointer import Pointer
from ignition_compose.report import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ignition_compose.account import Account, Verb
    from ignition_compose.merging.recording import Met
    from ignition_compose.merging.slices import Piled

    Places = dict[Place, None]
    """Places in their order, each once."""


class Told:
    """
    One act that may grow; its target is the value at which it is kept.

    Attributes:
        verb: What was done.
        sources: The values that the target is made of, the lowest first.
        lost: The values that are not in the result because of it.
    """

    __slots__ = ("lost", "sources", "verb")

    def __init__(self, verb: Verb, sources: Places, lost: Places) -> None:
        self.verb = verb
        self.sources = sources
        self.lost = lost

    def act(self, target: Pointer | None) -> Act:
        """
        The act as it is now.
        """
        return Act(self.verb, tuple(self.sources), target, tuple(self.lost))


def told_of(act: Act) -> Told:
    """
    An act of an account as one that may grow.
    """
    return Told(act.verb, dict.fromkeys(act.sources), dict.fromkeys(act.lost))


def told_within(own: Account, source: Pointer) -> tuple[list[Told], list[tuple[str, Told]]]:
    """
    What an account says of a value, and of all that this holds, by the pointers from there.
    """
    acts = [(act.target, told_of(act)) for act in moved(own, source, Pointer()) if act.target is not None]
    return [told for target, told in acts if not target], [(target, told) for target, told in acts if target]


def told_on(chain: Sequence[Piled], names: Sequence[str | int]) -> list[Told]:
    """
    The acts on a value: its own, or what those on what holds it say of it.

    Args:
        chain: The values from the root down to it.
        names: What each of them is called in the one before.
    """
    depth = len(chain) - 1
    while depth and chain[depth].told is None:
        depth -= 1
    told = chain[depth].told or []
    if depth == len(chain) - 1:
        return told
    rest = "".join([f"/{name}" for name in names[depth:]])
    return [_deeper(one, rest) for one in told if one.verb in TAKEN and one.sources]


def _deeper(told: Told, rest: str) -> Told:
    source = next(iter(told.sources))
    return Told(told.verb, {Place(source.source, Pointer(f"{source.pointer}{rest}")): None}, {})


def follow(met: Met, beneath: list[Told], own: Account) -> Told:
    """
    An act of a merge, in the terms of what its sides were made of.

    Args:
        met: The act.
        beneath: The acts on the parent's value, if it has part in it; what they hold is used up.
        own: The account of the child.
    """
    act = met.act
    inner = [one for place in act.sources for one in _on(place, beneath, own)]
    gone = [one for place in act.lost for one in _on(place, beneath, own)]
    verb = next((one.verb for one in inner if one.verb in MADE), met.verb)
    beaten = [*[one.lost for one in inner], *[one.lost for one in gone], *_sources(gone)]
    return Told(verb, _union(_sources(inner)), _union(beaten))


def _on(place: Place, beneath: list[Told], own: Account) -> Iterable[Told]:
    return beneath if place.source == PARENT else map(told_of, own.origin(place.pointer))


def _sources(told: Iterable[Told]) -> Iterator[Places]:
    return (one.sources for one in told if one.verb != "displaced")


def _union(places: Iterable[Places]) -> Places:
    """
    All places in their order; the first of them grows.
    """
    filled = [one for one in places if one]
    union = filled[0] if filled else {}
    for one in filled[1:]:
        union.update(one)
    return union
