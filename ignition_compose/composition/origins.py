"""
Where a value of a composed config came from, and what it displaced: one way followed down through the merges.
"""

from __future__ import annotations

from ignition_compose.account import Account
from ignition_compose.merging.recording import CHILD, PARENT, acts_on, merge_recorded
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.properties import kept
from ignition_compose.report import Place
from ignition_compose.translation.engine import account_of
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Final

    from ignition_compose.account import Act
    from ignition_compose.composition.layers import Layer, Translated
    from ignition_compose.merging.recording import Recording
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.versions import SpecVersion


FEW_LAYERS: Final = 32
"""Up to how many layers each value is followed down through the merges, whose trees are kept for it."""

_FEW: Final = 20
"""How many origins are asked for, each followed down alone, before the account of everything is made."""


class Origin(NamedTuple):
    """
    Where one value of the result came from.

    Attributes:
        pointer: The value in the result.
        places: Where it came from: one place for a value, every layer that has it for an object, a list, or
            a text that is its own key, lowest first.
        displaced: Values of lower layers that this one took the place of, lowest first.

    Examples:
        >>> from ignition_compose import compose
        >>> origin = compose(user='{"ignition": {"version": "3.4.0"}}').origin("/ignition/version")
        >>> origin.source, origin.line, origin.column
        ('user', 1, 26)
    """

    pointer: Pointer
    places: tuple[Place, ...]
    displaced: tuple[Place, ...] = ()

    @property
    def source(self) -> str:
        """
        The name of the layer that decided the value: the topmost one.
        """
        return self.places[-1].source

    @property
    def line(self) -> int | None:
        """
        The line in that layer.
        """
        return self.places[-1].line

    @property
    def column(self) -> int | None:
        """
        The column in that layer.
        """
        return self.places[-1].column

    def to_dict(self) -> dict[str, Any]:
        """
        The origin as plain values, which the schema ``"origin"`` describes.

        Returns:
            ``pointer``, and ``places`` and ``displaced`` as dicts.

        Examples:
            >>> Origin(Pointer("/a"), (Place("base", Pointer("/a"), 1, 7),)).to_dict()["places"]
            [{'source': 'base', 'pointer': '/a', 'line': 1, 'column': 7}]
        """
        return {
            "pointer": str(self.pointer),
            "places": [place.to_dict() for place in self.places],
            "displaced": [place.to_dict() for place in self.displaced],
        }

    def __str__(self) -> str:
        text = ", ".join([str(place) for place in self.places])
        return f"{text} (instead of {', '.join([str(place) for place in self.displaced])})" if self.displaced else text


class Merge:
    """
    One merge of a composition: a layer onto all those beneath it.

    Attributes:
        source: The layer's name.
        below: The merge of those beneath, nothing for the lowest; not known where there are many layers.
        above: The layer's tree, translated.
        view: The description of both.
    """

    def __init__(self, source: str, below: Tree, translated: Translated, version: SpecVersion) -> None:
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
        return account_of(self._translated.edits, self.source, is_renamed=self._translated.is_renamed)

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
        if not self._translated.edits:
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
    wanted, beaten = {pointer}, set[Pointer]()
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


class Origins:
    """
    Where the values of a composed config came from.

    Args:
        parts: The layers that it is made of, lowest first.
        beneath: For each of them the merge of those beneath, if there are few.
        version: The version that all of these are of, once translated.
    """

    def __init__(self, parts: Sequence[Layer], beneath: Sequence[Tree], version: SpecVersion) -> None:
        self.parts = parts
        self._beneath = beneath
        self._version = version
        self._asked = 0

    @property
    def are_many(self) -> bool:
        """
        Whether there are so many layers that the trees beneath each of them are not kept.
        """
        return not self._beneath

    @kept
    def merges(self) -> tuple[Merge, ...]:
        """
        The merges that it was made by, lowest first.
        """
        merges = zip(self.parts, self._beneath or [{}] * len(self.parts), strict=True)
        return tuple([Merge(part.source, tree, part._translated, self._version) for part, tree in merges])

    @kept
    def account(self) -> Account:
        """
        What became of every value of every layer.
        """
        if self.are_many:
            return _account_of_many(self.merges)
        account = Account()
        for number, merge in enumerate(self.merges):
            met = merge.recording.account if number else None
            account = merge.own if met is None else met.following({PARENT: account, CHILD: merge.own})
        return account

    @kept
    def _order(self) -> dict[str, int]:
        return {part.source: number for number, part in enumerate(self.parts)}

    def located(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """
        Places with their lines and columns, where the layers have text, in the order of the layers.
        """
        order = self._order
        found = []
        for place in sorted(places, key=lambda place: order[place.source]):
            document = self.parts[order[place.source]].document
            where = document.where(place.pointer) if document is not None else None
            found.append(place if where is None else place._replace(line=where[0], column=where[1]))
        return tuple(found)

    def find(self, pointer: Pointer) -> tuple[list[Place], list[Place]]:
        """
        The places that a value came from, and those whose place it took.
        """
        self._asked += 1
        # One answer is found on its own way; of many the account is made once.
        if self.are_many or self._asked > _FEW or "account" in self.__dict__:
            return _origin_of(self.account.origin(pointer))
        return trace(pointer, self.merges)


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


def _origin_of(acts: Iterable[Act]) -> tuple[list[Place], list[Place]]:
    found = [place for act in acts for place in act.sources if act.verb != "displaced"]
    lost = [place for act in acts for place in act.lost]
    return list(dict.fromkeys(found)), list(dict.fromkeys(lost))
