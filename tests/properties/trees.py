"""Walks over plain values, and documents drawn for more than one law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from ignition_compose.pointer import Pointer
from ignition_compose.testing import nearly_valid, versions

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree = dict[str, Any]

ROOT: Final = Pointer()


def places(value: Any, here: Pointer = ROOT) -> Iterator[tuple[Pointer, Any]]:
    """Every value below *value*, itself included, with its pointer."""
    yield here, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places(member, here / name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, here / index)


def leaves(value: Any) -> Iterator[tuple[Pointer, Any]]:
    """Every string, number and boolean below *value* with its pointer."""
    return ((place, leaf) for place, leaf in places(value) if not isinstance(leaf, dict | list))


def in_version(tree: Tree, version: str) -> Tree:
    """*tree* under the name of *version*."""
    return {**tree, "ignition": {**tree.get("ignition", {}), "version": str(version)}}


@st.composite
def loose_pairs(draw: Any) -> tuple[Tree, Tree]:
    """Two configs of one version whose values have the right types; what they say may make no sense."""
    version = draw(versions())
    return draw(nearly_valid(version)), draw(nearly_valid(version))
