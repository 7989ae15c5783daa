"""
Stray members, which nothing reads where they stand: what each was likely meant to be.

Most are typing errors. Others were left over when a config was brought to another spec or came from Butane, or stand
beside the object that they belong into. The description knows what its own members are called and where they belong;
only what to write for a member of another world has to be told, in the table of leftovers.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter

from ignition_compose.documents.positions import Written
from ignition_compose.documents.wording import guess
from ignition_compose.models.specs import SPECS, spec_of
from ignition_compose.models.view import ModelView, SpecView, interval, view_of
from ignition_compose.tables.table import rows
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeAlias

    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.report import Finding, Tokens
    from ignition_compose.tables.table import Leftover
    from ignition_compose.versions import SpecVersion

    Steps: TypeAlias = "tuple[tuple[str, bool], ...]"
    """The way to an object of the description: members, each with whether it is a list."""


class _Home(NamedTuple):
    """
    An object of the description that has a certain member.

    Attributes:
        steps: The way to it.
        is_section: Whether the member holds objects itself, and is in no entry of a list, so that it is there once.
    """

    steps: Steps
    is_section: bool


def meaning_of(name: str, view: ModelView, tokens: Tokens) -> str:
    """
    What a member that nothing reads was likely meant to be, and what to write instead.

    Args:
        name: The member's name.
        view: The class of the object that holds it.
        tokens: The place of this object.

    Returns:
        Text to go on behind a semicolon: what is known for certain if there is anything, or else what is near.

    Examples:
        >>> root = SpecView.of("3.4.0").root
        >>> meaning_of("networkd", root, ())
        "it is of spec 2: write its units as files below /etc/systemd/network in 'storage.files'"
        >>> meaning_of("kernel_arguments", root, ())
        "Butane writes it so, and Ignition 'kernelArguments'"
        >>> meaning_of("units", root, ())
        "it belongs in 'systemd'"
        >>> meaning_of("sotrage", root, ())
        "did you mean 'storage'?"
    """
    told = (
        other_version(name, view)
        or _successor(name, view)
        or _in_other_letters(name, view)
        or _elsewhere(name, tokens, view.version)
        or _later_spec(name, tokens, view.version)
    )
    if told:
        return told
    meant = guess(name, view.by_json)
    return f"did you mean {meant!r}?" if meant else f"known here: {', '.join(view.by_json)}"


def other_version(name: str, view: ModelView) -> str:
    """
    Which version of its spec an object would have to be of to have a member; nothing if none has it.

    Examples:
        >>> other_version("kernelArguments", SpecView.of("3.2.0").root)
        'it needs spec 3.3.0'
    """
    versions = interval(name, view)
    if not versions:
        return ""
    return f"it needs spec {versions[0]}" if view.version < versions[0] else f"it ended with spec {versions[-1]}"


def with_successors(findings: Iterable[Finding], version: SpecVersion, root: JsonValue) -> tuple[Finding, ...]:
    """
    What decoding found, and, of values whose type is that of another world's member, what to write instead.

    Args:
        findings: The findings.
        version: The version that the document was decoded as.
        root: The document.
    """
    written = Written(root)
    return tuple([_with_successor(finding, version, written) for finding in findings])


def _with_successor(finding: Finding, version: SpecVersion, written: Written) -> Finding:
    *tokens, name = finding.tokens or ("",)
    if finding.code != "wrong-type" or not isinstance(name, str):
        return finding
    view = _holder(SpecView.of(version).root, tokens)
    leftover = _leftover(name, view) if view is not None else None
    if leftover is None or leftover.kind != written.node(finding.tokens).kind:
        return finding
    return finding._replace(message=f"{finding.message}; {_told(leftover)}")


@cache
def _leftovers() -> Mapping[tuple[int, str, str], Leftover]:
    return {(row.spec, row.on, row.member): row for row in rows("leftovers")}


def _leftover(name: str, view: ModelView) -> Leftover | None:
    known = _leftovers()
    keys = ((view.version.major, model.__name__, name) for model in view.model.__mro__)
    return next((known[key] for key in keys if key in known), None)


def _successor(name: str, view: ModelView) -> str:
    leftover = _leftover(name, view)
    return _told(leftover) if leftover is not None and leftover.kind is None else ""


def _told(leftover: Leftover) -> str:
    return f"it is of {leftover.world}: {leftover.successor}"


def _in_other_letters(name: str, view: ModelView) -> str:
    """
    The member that Butane, whose names are those of the typed models, calls by the *name*.
    """
    declared = view.declared.get(name)
    if declared is None:
        return ""
    member = declared.spec.member(name)
    needed = other_version(member, view) if member not in view.by_json else ""
    return f"Butane writes it so, and Ignition {member!r}{needed and f'; {needed}'}"


def _elsewhere(name: str, tokens: Tokens, version: SpecVersion) -> str:
    """
    Where else the member belongs: the nearest place, if there is only one.

    Members such as a name are in so many objects that only those around an object and within it come into question.
    A section is found from everywhere.
    """
    here = tuple([token for token in tokens if isinstance(token, str)])
    near: list[tuple[tuple[int, bool], str]] = []
    for home in _homes(version).get(name, ()):
        there = tuple([member for member, _ in home.steps])
        shared = _shared(here, there)
        up, down = len(here) - shared, home.steps[shared:]
        if up and down:
            if home.is_section:
                near.append(((up + len(down), False), f"it belongs in {'.'.join(there)!r}"))
        elif down:
            # What every object has once comes before what stands in lists, of which there may be many.
            is_entry = any(is_list for _, is_list in down)
            within = "an entry of " if down[-1][1] else ""
            near.append(((len(down), is_entry), f"it belongs in {within}{'.'.join(there[shared:])!r}"))
        elif up:
            near.append(((up, False), f"it belongs beside {here[shared]!r}"))
    nearest = min([distance for distance, _ in near], default=None)
    told = {text for distance, text in near if distance == nearest}
    return told.pop() if len(told) == 1 else ""


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


@cache
def _homes(version: SpecVersion) -> Mapping[str, tuple[_Home, ...]]:
    """
    The objects of a version that have a member, by its name.
    """
    homes: dict[str, tuple[_Home, ...]] = {}
    for steps, view in _objects(SpecView.of(version).root, ()):
        in_list = any(is_list for _, is_list in steps)
        for name, declared in view.declared.items():
            spec = declared.spec
            if version in spec.span:
                home = _Home(steps, spec.model is not None and not in_list)
                homes[spec.member(name)] = (*homes.get(spec.member(name), ()), home)
    return homes


def _objects(view: ModelView, steps: Steps) -> Iterator[tuple[Steps, ModelView]]:
    yield steps, view
    for name, model, is_list in view.parts:
        yield from _objects(model, (*steps, (name, is_list)))


def _later_spec(name: str, tokens: Tokens, version: SpecVersion) -> str:
    """
    Which version of a later spec has the member at this place.
    """
    later = [spec for spec in sorted(SPECS.values(), key=attrgetter("major")) if spec.major > version.major]
    for other in [one for spec in later for one in spec.versions]:
        view = _holder(view_of(spec_of(other).root, other), tokens)
        if view is not None and name in view.by_json:
            return f"it needs spec {other}"
    return ""


def _holder(view: ModelView, tokens: Iterable[str | int]) -> ModelView | None:
    """
    The class of the object at a place, None where the description has none there.
    """
    found: ModelView | None = view
    for token in tokens:
        if found is not None and isinstance(token, str):
            found = next((model for name, model, _ in found.parts if name == token), None)
    return found
