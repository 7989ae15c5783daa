"""
Two trees to their merge, by whichever of the two merges is worth its start.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.fast.trust import is_trusting
from ignition_compose.models.specs import spec_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.merging.recording import Recording
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView


def merge_trees(parent: Tree, child: Tree, view: ModelView) -> Tree:
    """
    The merge of two trees of one version.

    Args:
        parent: The tree below.
        child: The tree on top.
        view: The description of both.

    Returns:
        A new tree. Mirrors ``MergeStructTranscribe`` of the reference, and ``Append`` for specs before 3.
    """
    if spec_of(view.version).joins == "append":
        from ignition_compose.merging.appending import append_trees

        return append_trees(parent, child, view)
    return _engine()(parent, child, view) if is_trusting() else _recorder()(parent, child, view).tree


@cache
def _engine() -> Callable[[Tree, Tree, ModelView], Tree]:
    # With what it is made of, it takes longer to import than small configs take to merge.
    from ignition_compose.merging.engine import join

    return join


@cache
def _recorder() -> Callable[[Tree, Tree, ModelView], Recording]:
    # Nor does it take long to merge nothing, as where there is one layer.
    from ignition_compose.merging.recording import merge_recorded

    return merge_recorded
