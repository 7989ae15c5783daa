"""
Other configs that a config names, and whether anybody has to be asked for them.
"""

from __future__ import annotations

from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ignition_compose.composition.layers import Layer, Made
    from ignition_compose.composition.rendered import NamedConfig
    from ignition_compose.dialects import Dialect
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report, Tokens


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


class Resolved(NamedTuple):
    """
    A user config once all that it names is there.

    Attributes:
        layer: The layer, with what came of it; its state says if nothing did.
        reports: What is wrong.
        missing: What is not known.
        named: The configs.
    """

    layer: Layer
    reports: Sequence[Report] = ()
    missing: Sequence[Report] = ()
    named: NamedConfig | None = None


def resolved(layer: Layer, made: Made, dialect: Dialect, retrieve: Any, taken: Sequence[str]) -> Resolved:
    """
    A user config with all that it names.

    Args:
        layer: The layer.
        made: What it was translated to.
        dialect: Which Ignition reads it.
        retrieve: Who fetches, as the caller gave it.
        taken: Names that other layers have.
    """
    ignition = made.tree.get("ignition") or {}
    if "config" not in ignition and "security" not in ignition:
        # Nothing is named, as in most.
        return Resolved(layer)
    from ignition_compose.composition.layers import Translated
    from ignition_compose.composition.rendered import Rendered
    from ignition_compose.composition.rendering import render
    from ignition_compose.retrieval.retriever import retriever_of

    assert isinstance(made, Translated)
    done = render(layer, made, dialect, retriever_of(retrieve), taken)
    if done.made is None:
        layer = layer._replace(state="dropped")
    elif done.replaced_by_unknown:
        layer = layer._replace(state="unresolved")
    elif isinstance(done.made, Rendered):
        layer = layer._replace(rendered=done.made)
    return Resolved(layer, done.reports, done.missing, done.root)
