"""
One value of a composed config followed down through the merges that made it, and the account of all of them.
"""

from __future__ import annotations

from ignition_compose.account import Account
from ignition_compose.merging.recording import CHILD, PARENT, acts_on, merge_recorded
from ignition_compose.models.view import SpecView
from ignition_compose.properties import kept
from ignition_compose.report import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ignition_compose.composition.layers import Made
    from ignition_compose.merging.recording import Recording
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.pointer import Pointer
    from ignition_compose.versions import SpecVersion


class Merge:
    """
    One merge of a composition: a layer onto all those beneath it.

    Attributes:
        source: The layer's name.
        below: The merge of those beneath, nothing for the lowest; not known where there are many layers.
        above: The layer's tree, translated.
        view: The description of both.
    """

    def __init__(self, source: str, below: Tree, translated: Made, version: SpecVersion) -> None:
        self.source = source
        self.below = below
        self.above = translated.tree
        self._translated = translated
        self._version = version

    def __getstate__(self) -> dict[str, Any]:
        # What met in a merge can be found again, and names descriptions.
        return {name: value for name, value in self.__dict__.items() if name != "recording"}

    @property
    def view(self) -> ModelView:
        """
        The description of both, which is not kept: it cannot travel to other processes.
        """
        return SpecView.of(self._version).root

    @kept
    def own(self) -> Account:
        """
        What became of the values of the layer when it was translated.
        """
        return self._translated.account(self.source)

    @kept
    def recording(self) -> Recording:
        """
        The merge with all that met in it.
        """
        return merge_recorded(self.below, self.above, self.view)

    def written(self, pointers: Iterable[Pointer]) -> list[Place]:
        """
        Where values of the translated layer stand in the layer as it was written; what was filled in stands nowhere.
        """
        if self._translated.is_as_written:
            return [Place(self.source, pointer) for pointer in pointers]
        return [place for pointer in pointers for act in self.own.origin(pointer) for place in act.sources]


def trace(pointer: Pointer, merges: Sequence[Merge]) -> tuple[list[Place], list[Place]]:
    """
    Follow one value down to the layers that it came from.

    Args:
        pointer: The value in the result.
        merges: The merges, lowest first.

    Returns:
        The places that the value came from, and those whose place it took, each lowest first. Only what lies on the
        way is looked at.
    """
    wanted: set[Pointer] = {pointer}
    beaten: set[Pointer] = set()
    found: list[Place] = []
    lost: list[Place] = []
    for merge in reversed(merges[1:]):
        here, below, gone, gone_below = _step(wanted, beaten, merge)
        found += here
        lost += gone
        wanted, beaten = below, gone_below
    if merges:
        found += merges[0].written(wanted)
        lost += merges[0].written(beaten)
    return found[::-1], lost[::-1]


def _step(
    wanted: Iterable[Pointer], beaten: Iterable[Pointer], merge: Merge
) -> tuple[list[Place], set[Pointer], list[Place], set[Pointer]]:
    """
    What one merge says of values of its result: the places in its layer, and those in the trees beneath.
    """
    acts = [act for pointer in wanted for act in acts_on(pointer, merge.below, merge.above, merge.view)]
    gone = [act for pointer in beaten for act in acts_on(pointer, merge.below, merge.above, merge.view)]
    sources = [place for act in acts for place in act.sources if act.verb != "displaced"]
    losers = [place for act in gone for place in act.sources] + [place for act in (*acts, *gone) for place in act.lost]
    return (*_split(sources, merge), *_split(losers, merge))


def _split(places: Iterable[Place], merge: Merge) -> tuple[list[Place], set[Pointer]]:
    above = dict.fromkeys([place.pointer for place in places if place.source == CHILD])
    below = {place.pointer for place in places if place.source != CHILD}
    return merge.written(above), below


def account_of(merges: Sequence[Merge], *, are_many: bool) -> Account:
    """
    What became of every value of every layer.

    Args:
        merges: The merges, lowest first.
        are_many: Whether the trees beneath each of them were not kept.
    """
    if are_many:
        return _account_of_many(merges)
    account = Account()
    for number, merge in enumerate(merges):
        met = merge.recording.account if number else None
        account = merge.own if met is None else met.following({PARENT: account, CHILD: merge.own})
    return account


def _account_of_many(merges: Sequence[Merge]) -> Account:
    """
    What became of every value, found out in a time in proportion to what the layers hold.
    """
    from ignition_compose.merging.pile import Pile

    if not merges:
        return Account()
    *lower, top = merges
    pile = Pile(top.view)
    for merge in lower:
        pile.lay(merge.above, merge.own)
    if not lower:
        return top.own
    # Accounts that follow one another have the order of the last of them.
    recorded = merge_recorded(pile.tree, top.above, top.view)
    return recorded.account.following({PARENT: pile.account, CHILD: top.own})
