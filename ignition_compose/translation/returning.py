"""
A config of spec 3 on its way to spec 2: through spec 3.1.0, which has the same words, and the newest of spec 2.
"""

from __future__ import annotations

from functools import partial

from ignition_compose.models.specs import SPEC2
from ignition_compose.translation.accounting import account_of_edits
from ignition_compose.translation.converter import fit, reshape
from ignition_compose.translation.downward import Lowered, hold_to_rules, lower_tree
from ignition_compose.translation.engine import relabel, translate_tree
from ignition_compose.translation.lineage import account_of_moves
from ignition_compose.translation.modernising import REACHED
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ignition_compose.account import Account
    from ignition_compose.dialects import Dialect
    from ignition_compose.models.fields import Tree
    from ignition_compose.translation.converter import Reshaped
    from ignition_compose.translation.modernising import Leg
    from ignition_compose.translation.step import Edit
    from ignition_compose.versions import SpecVersion


class Returned(NamedTuple):
    """
    A config of spec 3 in spec 2.

    Attributes:
        tree: Its tree in the version reached.
        lost: What was lost on each leg, at its place in the tree that the leg begins with, behind the legs before it.
        legs: The legs of the way.
    """

    tree: Tree
    lost: tuple[tuple[tuple[Leg, ...], Sequence[Edit]], ...]
    legs: tuple[Leg, ...]


def bring_back(tree: Tree, version: SpecVersion, target: SpecVersion, dialect: Dialect, *, lossy: bool) -> Returned:
    """
    A config of spec 3 in spec 2.

    Args:
        tree: The tree of a config that Ignition accepts; it stays as it is.
        version: Its version.
        target: The version to reach.
        dialect: Which Ignition has the rules of that.
        lossy: Whether what these refuse is left out.

    Returns:
        The config. Mirrors the packages ``v30tov22`` to ``v32tov24`` of ign-converter.
    """
    edits: Sequence[Edit]
    way = lower_tree if version > REACHED else translate_tree
    middle, edits = way(tree, version, REACHED)
    first = partial(account_of_edits, edits, is_renamed=version is not REACHED)
    reshaped = reshape(middle)
    second = partial(_reshaped, middle, reshaped)
    fitted, dropped = fit(reshaped.tree)
    newest = SPEC2.versions[-1]
    made, lowered = lower_tree(fitted, newest, target)
    held = hold_to_rules(Lowered(relabel(made, target), (*dropped, *lowered)), target, dialect, lossy=lossy)
    third = partial(account_of_edits, held.edits, is_renamed=True)
    lost = (((), edits), ((first,), reshaped.edits), ((first, second), held.edits))
    return Returned(held.tree, lost, (first, second, third))


def _reshaped(before: Tree, reshaped: Reshaped, source: str) -> Account:
    return account_of_moves(before, reshaped.tree, reshaped.moves, source)
