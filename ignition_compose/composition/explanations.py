"""
What came from where in a composition, without the values: entries are named by their keys, secrets not at all.

The walk follows the description, so a new field of the spec needs nothing here.
"""

from __future__ import annotations

from ignition_compose.display import shortened
from ignition_compose.documents.config import held
from ignition_compose.errors import PointerNotFound
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, Final

    from ignition_compose.composition.composing import Composition
    from ignition_compose.documents.config import Config
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Place

_LONGEST: Final = 79


class _Explained(NamedTuple):
    """
    What is explained.

    Attributes:
        composition: The composition.
        configs: The config of each layer, by its name.
    """

    composition: Composition
    configs: Mapping[str, Config | None]


def explanation_of(composition: Composition) -> dict[str, Any]:
    """
    Return the summary of a composition as plain values.

    Returns:
        What the schema ``"command-report"`` calls a summary: ``layers`` (lowest first), ``complete``,
        ``used_default``, ``reason``, ``version``, and ``origins``: for each entry of the result its section, its name,
        the places it came from, what it displaced, and the members of it that took another layer's place.
    """
    version = composition.config.version
    # With the account of everything at hand, no value has to be followed down on its own.
    _ = composition.account
    layers = [*composition.layers, *composition._outcome.origins.layers]
    configs = {layer.source: layer.config for layer in layers}
    rows = _walk(_Explained(composition, configs), SpecView.of(version).root, composition.config.to_dict(), ())
    return {
        "layers": [layer.to_dict() for layer in composition.layers],
        "complete": composition.is_complete,
        "used_default": composition.used_default,
        "reason": composition.reason,
        "version": str(version),
        "origins": list(rows),
    }


def _walk(explained: _Explained, view: ModelView, tree: Tree, tokens: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for field in view.fields:
        value = tree.get(field.json)
        path = (*tokens, field.json)
        if value is None or path == VERSION_TOKENS:
            # The version is the highest of all layers, or what was asked for: no layer's alone.
            continue
        if field.is_list:
            for index, item in enumerate(value):
                name = shortened(field.label(item), _LONGEST) or f"[{index}]"
                yield _row(explained, ".".join(path), name, Pointer.of(*path, index), item)
        elif field.model is not None:
            yield from _walk(explained, field.model, value, path)
        else:
            yield _row(explained, ".".join(tokens), field.json, Pointer.of(*path), value)


def _row(explained: _Explained, section: str, name: str, pointer: Pointer, value: Any) -> dict[str, Any]:
    places, displaced = _origin(explained.composition, pointer)
    replaced = []
    for leaf, member in _leaves(value, pointer):
        found, lost = _origin(explained.composition, leaf)
        if leaf != pointer and any(_value_at(explained.configs, place) != member for place in lost):
            replaced.append(
                {
                    "pointer": str(leaf),
                    "places": _dicts(found),
                    "displaced": _dicts(lost),
                }
            )
    return {
        "section": section,
        "name": name,
        "pointer": str(pointer),
        "places": _dicts(places),
        "displaced": _dicts(displaced),
        "replaced": replaced,
    }


def _origin(composition: Composition, pointer: Pointer) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    try:
        origin = composition.origin(pointer)
    except PointerNotFound:
        # A zero value, which no layer has to have set.
        return (), ()
    return origin.places, origin.displaced


def _value_at(configs: Mapping[str, Config | None], place: Place) -> Any:
    """
    A layer's value, to tell what was replaced from what was only said again.
    """
    config = configs[place.source]
    try:
        return place.pointer.resolve(held(config)) if config is not None else None
    except PointerNotFound:
        return None


def _leaves(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _leaves(member, pointer / name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, pointer / index)
    else:
        yield pointer, value


def _dicts(places: tuple[Place, ...]) -> list[dict[str, Any]]:
    return [place.to_dict() for place in places]
