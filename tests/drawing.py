"""Configs drawn outside of a property: many of a strategy, or the least with a text at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from ignition_compose.testing.breaking import reach, spots
from ignition_compose.testing.texts import bad_texts, texts_of, within
from ignition_compose.testing.trees import Drawer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView
    from ignition_compose.testing.breaking import Spot
    from ignition_compose.testing.trees import Draw
    from ignition_compose.versions import SpecVersion


def draw_many(strategy: st.SearchStrategy[Any], number: int) -> list[Any]:
    """*number* examples, the same ones in every run."""
    drawn: list[Any] = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def gather(example: Any) -> None:
        drawn.append(example)

    gather()
    return drawn


class First:
    """Draws the simplest of everything, so that a tree can be made without chance."""

    known: ClassVar[dict[st.SearchStrategy[Any], Any]] = {}

    def __call__(self, strategy: st.SearchStrategy[Any]) -> Any:
        if strategy not in self.known:
            self.known[strategy] = find(strategy, lambda _: True, settings=settings(database=None))
        return self.known[strategy]


def least_tree(version: SpecVersion, way: tuple[FieldView, ...], draw: Draw | None = None) -> tuple[Tree, Tree]:
    """The least config with an object at the end of *way*, and that object."""
    draw = draw or First()
    tree: Tree = {"ignition": {"version": version.value}}
    place, _ = reach(draw, Drawer(draw, version), tree, way)
    return tree, place


def text_cases(version: SpecVersion) -> Iterator[tuple[Spot, str, bool]]:
    """Every text of the tables at every place, with whether Ignition takes it there."""
    for spot in spots(version):
        if spot.field.kind not in ("string", "array") or spot.field.model is not None or _is_version(spot):
            continue
        bad = bad_texts(spot.view, spot.field)
        choices = spot.field.choices or within(texts_of(spot.view, spot.field).good, version)
        yield from [(spot, text, True) for text in choices if text not in bad and not _is_empty_merge(spot, text)]
        yield from [(spot, text, False) for text in bad]


def _is_version(spot: Spot) -> bool:
    return spot.view.name == "Ignition" and spot.field.json == "version"


def _is_empty_merge(spot: Spot, text: str) -> bool:
    """A reference may be empty where it replaces, but not where it merges."""
    return spot.field.json == "source" and not text and spot.way[-1].json == "merge"


def write_text(version: SpecVersion, spot: Spot, text: str, draw: Draw | None = None) -> Tree:
    """The least config with *text* at the place."""
    tree, place = least_tree(version, spot.way, draw)
    place[spot.field.json] = [text] if spot.field.is_list else text
    # What a text needs beside it, lest something else be wrong.
    if spot.view.name == "ClevisCustom":
        place |= {"pin": "tang", "config": "{}"} | place
    if spot.view.name == "Filesystem" and spot.field.json not in ("device", "format"):
        place.setdefault("format", "btrfs")
    if spot.view.name in ("Verification", "HttpHeader"):
        _holder(tree, spot)["source"] = "http://a/b"
    if "source" in spot.view.by_json:
        place.setdefault("source", "http://a/b")
    if spot.view.name == "Partition":
        place.setdefault("number", 1)
    return tree


def _holder(tree: Tree, spot: Spot) -> Tree:
    place = tree
    for field in spot.way[:-1]:
        place = place[field.json][0] if field.is_list else place[field.json]
    return place
