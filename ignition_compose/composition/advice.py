"""
What a user would want to know of the layers together: the fallback, what was displaced, what is easily missed.
"""

from __future__ import annotations

from ignition_compose.composition.references import references
from ignition_compose.display import discreet
from ignition_compose.documents.positions import report_of
from ignition_compose.report import INFO, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Final

    from ignition_compose.checks.lints.merges import Surprise
    from ignition_compose.composition.layers import Layer
    from ignition_compose.composition.origins import Origins
    from ignition_compose.composition.tracing import Merge
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Place, Report

_NAMED: Final = 8
"""How many places of one value are named in a message."""

_NEVER_FETCHED: Final = (
    "ignored-reference",
    "a {role} config's references are never followed by Ignition; lay what is named here into a {role} config itself",
)


def advise(layers: Sequence[Layer], origins: Origins, reason: str) -> list[Report]:
    """
    The advice on a composition.

    Args:
        layers: All layers; the last two are the user's and the default.
        origins: The layers that the result is made of, and how they were merged.
        reason: Why the default was used, or not.
    """
    user, fallback = layers[-2:]
    reports = [*_on_fallback(user, fallback, reason)]
    for part, made, findings in zip(origins.parts, origins.made, _on_layers(origins), strict=True):
        reports.append(part._report_on(made, findings))
        if part.role != "user":
            code, message = _NEVER_FETCHED
            named = [Finding(INFO, code, message.format(role=part.role), place) for place in references(made.tree)]
            reports.append(part._report_on(made, named))
    return reports


def _on_layers(origins: Origins) -> Iterable[list[Finding]]:
    """
    What each layer does to those beneath it that is easily missed.
    """
    if len(origins.parts) == 1 or origins.appends:
        # What is appended meets nothing.
        return [[]] * len(origins.parts)
    return _on_many_merges(origins.merges) if origins.are_many else _on_merges(origins.merges)


def _on_fallback(user: Layer, fallback: Layer, reason: str) -> Iterator[Report]:
    if fallback.state == "used":
        message = f"{reason}, so the default config runs in its place"
        yield report_of([Finding(INFO, "default-used", message)], source=fallback.source)
    elif user.state != "used":
        none = "there is no default config" if fallback.state == "not-found" else f"the default is {fallback.state} too"
        message = f"{reason}, and {none}: only base configs apply"
        yield report_of([Finding(INFO, "no-user-config", message)], source=user.source)
    if fallback.state == "unused" and fallback.report.is_fatal:
        first = fallback.report.errors[0]
        message = f"not needed here, but invalid: a machine without a user config would not boot ({first.message})"
        yield report_of([Finding(INFO, "unused-default-invalid", message)], source=fallback.source)


def _on_merges(merges: Sequence[Merge]) -> Iterator[list[Finding]]:
    """
    What merging each layer onto all those beneath does that is easily missed.
    """
    from ignition_compose.composition.tracing import trace

    for number, merge in enumerate(merges):
        found = _surprises(merge.below, merge) if number else ()
        yield [_finding(one, trace(one.below, merges[:number])[0]) for one in found]


def _on_many_merges(merges: Sequence[Merge]) -> Iterator[list[Finding]]:
    """
    The same, found out in a time in proportion to what the layers hold.
    """
    from ignition_compose.merging.pile import Pile, origin_in

    pile: Pile | None = None
    for merge in merges:
        if pile is None:
            pile = Pile(merge.view)
            pile.lay(merge.above, merge.own)
            yield []
            continue
        onto = pile.slice(merge.above)
        yield [_finding(one, origin_in(onto, one.below)) for one in _surprises(onto.tree, merge)]
        pile.lay(merge.above, merge.own, onto)


def _surprises(below: Tree, merge: Merge) -> Iterator[Surprise]:
    from ignition_compose.checks.lints.merges import lint, may_surprise
    from ignition_compose.merging.recording import meetings

    return lint(meetings(below, merge.above, merge.view, may_surprise))


def _finding(found: Surprise, places: Sequence[Place]) -> Finding:
    # Of what a thousand layers have, the topmost tell enough.
    more = len(places) - _NAMED
    named = " and ".join([f"{place.pointer} of {discreet(place.source)}" for place in places[-_NAMED:]])
    below = f"{named} and {more} more beneath" if more > 0 else named
    return Finding(INFO, found.code, found.message.format(below=below), found.above.steps)
