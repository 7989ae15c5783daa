"""
Trees of layers laid onto one another, the lowest first.
"""

from __future__ import annotations

from ignition_compose.composition.origins import FEW_LAYERS
from ignition_compose.merging.trees import merge_trees
from ignition_compose.merging.yielding import yielding
from ignition_compose.models.specs import spec_of
from ignition_compose.translation.engine import relabel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from ignition_compose.composition.layers import Made
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView

_WORTH_A_PILE: Final = 4_000_000
"""From how many layers times entries on it takes longer to copy what is merged than to pile it up."""


def fold(made: Sequence[Made], view: ModelView, release: str, *, ends_in_base: bool) -> tuple[list[Tree], Tree]:
    """
    For each layer the merge of those beneath it, less what that gives up, unless there are many; and the result.

    Mirrors ``latest.Merge(baseConfig, latest.Merge(systemBaseConfig, cfg))``: the bases are folded first. The
    reference then merges this onto an empty config that names the version, which changes nothing: so does this.
    """
    beneath: list[Tree] = []
    tree: Tree = {}
    give_up = yielding(release, view.version)
    if len(made) > FEW_LAYERS and spec_of(view.version).joins == "by-key" and give_up is None:
        tree = _fold_many(made, view)
    else:
        for one in made:
            tree = tree if give_up is None else give_up(tree, one.tree)
            beneath.append(tree)
            # A merge onto nothing changes nothing.
            tree = merge_trees(tree, one.tree, view) if tree else one.tree
    if ends_in_base:
        tree = merge_trees(tree, relabel({}, view.version), view)
    return beneath, tree


def _fold_many(made: Sequence[Made], view: ModelView) -> Tree:
    """
    The merge of many trees; what takes long is to copy what grows.
    """
    if len(made) * sum([_entries_in(one.tree) for one in made]) < _WORTH_A_PILE:
        tree = made[0].tree
        for one in made[1:]:
            tree = merge_trees(tree, one.tree, view)
        return tree
    from ignition_compose.merging.pile import Pile

    pile = Pile(view)
    for one in made:
        pile.lay(one.tree)
    return pile.tree


def _entries_in(tree: Tree) -> int:
    lists = [value for part in tree.values() if isinstance(part, dict) for value in part.values()]
    return 1 + sum([len(value) for value in lists if isinstance(value, (list, dict))])
