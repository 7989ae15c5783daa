"""
Other configs that a config names.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens


def references(tree: Tree) -> Iterator[Tokens]:
    """
    List the places of a whole config that name another config.

    Args:
        tree: The config's tree.

    Returns:
        The places, in the order in which the reference fetches: what replaces, else what is merged in.
    """
    config = tree.get("ignition", {}).get("config", {})
    if "source" in (config.get("replace") or {}):
        yield "ignition", "config", "replace"
        return
    for name in ("merge", "append"):
        for index, reference in enumerate(config.get(name) or ()):
            if "source" in reference:
                yield "ignition", "config", name, index
