"""
What an object keeps of the one beneath it that its writer may not know of: advice on merging, never a verdict.

A rule here is a pure function of two objects' trees, of which the second is merged onto the first. It yields
places in the second.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.models.spec3.nodes import File
from ignition_compose.models.spec3.resource import Resource
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

Compare: TypeAlias = "Callable[[Tree, Tree], Iterable[Tokens]]"


class Overlay(NamedTuple):
    """
    One rule on two objects that merge.

    Attributes:
        code: The stable name of what it finds.
        on: The described class of both; subclasses are looked at too.
        message: What is kept and what to do.
        compare: The function.
    """

    code: str
    on: type
    message: str
    compare: Compare


# By code and class, so that an import that was interrupted and begins anew registers none twice.
_OVERLAYS: dict[tuple[str, type], Overlay] = {}


def overlay(code: str, on: type, *, message: str) -> Callable[[Compare], Compare]:
    """
    Register the decorated function as a rule on two objects of the class *on*.
    """

    def register(compare: Compare) -> Compare:
        _OVERLAYS[code, on] = Overlay(code, on, message, compare)
        return compare

    return register


def registered() -> tuple[Overlay, ...]:
    """
    Every rule, in the order of registration.
    """
    return tuple(_OVERLAYS.values())


@cache
def overlays_of(model: type) -> tuple[Overlay, ...]:
    """
    The rules on the class *model*.
    """
    return tuple([one for one in registered() if issubclass(model, one.on)])


def _has_new_source(parent: Tree, child: Tree) -> bool:
    source = child.get("source")
    return source is not None and source != parent.get("source")


@overlay(
    "inherited-compression",
    Resource,
    message="the source is new, but 'compression' is kept from beneath; set it here, to '' where nothing is packed",
)
def compression_is_of_source(parent: Tree, child: Tree) -> Iterator[Tokens]:
    """
    How content is packed belongs to the content.
    """
    if parent.get("compression") and "compression" not in child and _has_new_source(parent, child):
        yield ("source",)


@overlay(
    "inherited-verification",
    Resource,
    message="the source is new, but the hash is kept from beneath and will hardly match; give the hash of this source",
)
def hash_is_of_source(parent: Tree, child: Tree) -> Iterator[Tokens]:
    """
    A hash belongs to the content that it was made of.
    """
    has_own = "hash" in child.get("verification", {})
    if "hash" in parent.get("verification", {}) and not has_own and _has_new_source(parent, child):
        yield ("source",)


@overlay(
    "inherited-headers",
    Resource,
    message="the source is new, but headers are kept from beneath and sent along; to delete one, name it without value",
)
def headers_are_of_source(parent: Tree, child: Tree) -> Iterator[Tokens]:
    """
    Headers may hold secrets, such as tokens, that are meant for one server alone.
    """
    own = {header.get("name", "") for header in child.get("httpHeaders", ())}
    kept = [header for header in parent.get("httpHeaders", ()) if header.get("name", "") not in own]
    if kept and _has_new_source(parent, child):
        yield ("source",)


@overlay(
    "inherited-append",
    File,
    message="the contents are new, but what is appended beneath is kept and appended to them",
)
def appended_is_of_contents(parent: Tree, child: Tree) -> Iterator[Tokens]:
    """
    What a layer appends is for the contents that it knows.
    """
    if parent.get("append") and _has_new_source(parent.get("contents", {}), child.get("contents", {})):
        yield "contents", "source"
