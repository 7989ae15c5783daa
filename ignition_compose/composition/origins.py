"""
Where the values of a composed config came from, and what they displaced.
"""

from __future__ import annotations

from ignition_compose.models.specs import spec_of
from ignition_compose.properties import kept
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Final

    from ignition_compose.account import Account, Act
    from ignition_compose.composition.layers import Layer, Made
    from ignition_compose.composition.tracing import Merge
    from ignition_compose.models.fields import Tree
    from ignition_compose.pointer import Pointer
    from ignition_compose.report import Place
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
            >>> from ignition_compose.pointer import Pointer
            >>> from ignition_compose.report import Place
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


class Origins:
    """
    Where the values of a composed config came from.

    Args:
        parts: The layers that it is made of, lowest first.
        made: What each of them was translated to.
        beneath: For each of them the merge of those beneath, if there are few.
        version: The version that all of these are of, once translated.
    """

    def __init__(
        self, parts: Sequence[Layer], made: Sequence[Made], beneath: Sequence[Tree], version: SpecVersion
    ) -> None:
        self.parts = parts
        # Where the numbers of mount points begin, by which what was made can be made again.
        self._counted = [one.counted[0] if one.counted else None for one in made]
        self._beneath = beneath
        self._version = version
        self._asked = 0

    @property
    def appends(self) -> bool:
        """
        Whether layers are appended, and not merged.
        """
        return spec_of(self._version).joins == "append"

    @property
    def made(self) -> list[Made]:
        """
        What each layer was translated to.
        """
        return [part._translated(counted) for part, counted in zip(self.parts, self._counted, strict=True)]

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
        from ignition_compose.composition.tracing import Merge

        merges = zip(self.parts, self.made, self._beneath or [{}] * len(self.parts), strict=True)
        return tuple([Merge(part.source, tree, one, self._version) for part, one, tree in merges])

    @kept
    def account(self) -> Account:
        """
        What became of every value of every layer.
        """
        from ignition_compose.composition.tracing import account_of

        return account_of(self.merges, are_many=self.are_many)

    @kept
    def layers(self) -> tuple[Layer, ...]:
        """
        The layers, each behind the configs that it names, lowest first.
        """
        found: list[Layer] = []
        for part in self.parts:
            found += part.rendered.layers if part.rendered is not None else (part,)
        return tuple(found)

    @kept
    def _order(self) -> dict[str, int]:
        return {layer.source: number for number, layer in enumerate(self.layers)}

    def located(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """
        Places with their lines and columns, where the layers have text, in the order of the layers.
        """
        order = self._order
        found = []
        for place in sorted(places, key=lambda place: order[place.source]):
            document = self.layers[order[place.source]].document
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
        from ignition_compose.composition.tracing import trace

        return trace(pointer, self.merges)


def _origin_of(acts: Iterable[Act]) -> tuple[list[Place], list[Place]]:
    found = [place for act in acts for place in act.sources if act.verb != "displaced"]
    lost = [place for act in acts for place in act.lost]
    return list(dict.fromkeys(found)), list(dict.fromkeys(lost))
