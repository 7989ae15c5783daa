"""A case of a rule, as data: an object, the rule's code, and where the object breaks the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.versions import ALWAYS, Span, SpecVersion
from tests.documents import READER, reader_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ignition_compose.dialects import Dialect
    from ignition_compose.models.view import ModelView

Tree = dict[str, Any]
Place = tuple[str | int, ...]


class Case(NamedTuple):
    """
    An object of class *on* that breaks the rules with *code*, in the versions of *span*, at *places* alone.

    It is the newest release of Ignition that judges so, or the one that is given.
    """

    code: str
    on: type
    tree: Tree
    places: tuple[Place, ...]
    span: Span
    release: str | None = None

    def __str__(self) -> str:
        release = f"-{self.release}" if self.release else ""
        return f"{self.code}-{'breaks' if self.places else 'passes'}-{self.on.__name__}{release}"

    @property
    def reader(self) -> Dialect:
        """Who judges so."""
        return READER if self.release is None else reader_of(self.release)

    @property
    def versions(self) -> list[SpecVersion]:
        """The versions in which the case holds: those of its span that have the class."""
        return [
            version
            for version in SPEC3.versions
            if version in self.span and version in self.reader.accepts and find_way(self.on, version) is not None
        ]


def breaks(code: str, on: type, *trees: Tree, at: Iterable[Place] = ((),), span: Span = ALWAYS) -> list[Case]:
    """Cases of objects that break a rule, each at the places *at*."""
    return [Case(code, on, tree, tuple(at), span) for tree in trees]


def passes(code: str, on: type, *trees: Tree, span: Span = ALWAYS) -> list[Case]:
    """Cases of objects that a rule has nothing against."""
    return [Case(code, on, tree, (), span) for tree in trees]


def under(release: str, *cases: Iterable[Case]) -> list[Case]:
    """The same cases as a release of Ignition judges them."""
    return [case._replace(release=release) for each in cases for case in each]


def find_way(on: type, version: SpecVersion) -> Place | None:
    """The way from the root of a config to its first object of class *on*, None if the version has no such class."""
    return next((way for way, view in _walk(SpecView.of(version).root, ()) if view.model is on), None)


def _walk(view: ModelView, way: Place) -> Iterator[tuple[Place, ModelView]]:
    yield way, view
    for field in view.fields:
        if field.model is not None:
            yield from _walk(field.model, (*way, field.json, 0) if field.is_list else (*way, field.json))


def embed(tree: Any, way: Place, version: SpecVersion) -> Tree:
    """A config that holds *tree* at the end of *way*, and nothing else but its version, if that is not the case."""
    for step in reversed(way):
        tree = [tree] if step == 0 else {step: tree}
    named = {} if way == ("ignition",) else {"version": str(version)}
    return {**tree, "ignition": {**named, **tree.get("ignition", {})}}
