"""
What a user would want to know of the layers together: the fallback, what was displaced, what is easily missed.
"""

from __future__ import annotations

from ignition_compose.composition.origins import trace
from ignition_compose.composition.references import references
from ignition_compose.display import discreet
from ignition_compose.documents.positions import report_of
from ignition_compose.report import INFO, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Final

    from ignition_compose.composition.layers import Layer
    from ignition_compose.composition.origins import Merge
    from ignition_compose.report import Report

_NEVER_FETCHED: Final = (
    "ignored-reference",
    "a base config's references are never followed by Ignition; lay what is named here into a base config itself",
)
_NOT_FETCHED_HERE: Final = (
    "unresolved-reference",
    "this names another config, which is not fetched here; what it says is missing from the result",
)


def advise(layers: Sequence[Layer], parts: Sequence[Layer], merges: Sequence[Merge], reason: str) -> list[Report]:
    """
    The advice on a composition.

    Args:
        layers: All layers; the last two are the user's and the default.
        parts: Those that the result is made of, lowest first.
        merges: How they were merged.
        reason: Why the default was used, or not.
    """
    user, fallback = layers[-2:]
    reports = [*_on_fallback(user, fallback, reason)]
    for number, part in enumerate(parts):
        if number:
            reports.append(part._place(list(_on_merge(merges[: number + 1]))))
        code, message = _NEVER_FETCHED if part.role == "base" else _NOT_FETCHED_HERE
        places = references(merges[number].above)
        reports.append(part._place([Finding(INFO, code, message, place) for place in places]))
    return reports


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


def _on_merge(merges: Sequence[Merge]) -> Iterator[Finding]:
    """
    What merging a layer onto all those beneath does that is easily missed.
    """
    from ignition_compose.checks.lints.merges import lint, may_surprise
    from ignition_compose.merging.recording import meetings

    top = merges[-1]
    for found in lint(meetings(top.below, top.above, top.view, may_surprise)):
        places, _ = trace(found.below, merges[:-1])
        named = " and ".join([f"{place.pointer} of {discreet(place.source)}" for place in places])
        yield Finding(INFO, found.code, found.message.format(below=named), found.above.steps)
