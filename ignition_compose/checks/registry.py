"""The registry of semantic rules: what Ignition's validators demand beyond types.

A rule is a pure function of one object's tree that yields the places, relative to the object, where it is
broken. It is registered with the described class it looks at, a stable code, a span of versions,
a severity and a message. Rules never see the rest of the document, the version or each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from ignition_compose.models.fields import Tree
from ignition_compose.report import ERROR, Tokens
from ignition_compose.versions import ALWAYS, Span

if TYPE_CHECKING:
    from ignition_compose.report import Severity

Place = Tokens
"""Where a rule is broken: member names and indexes from the object down; () for the object itself."""

Judge = Callable[[Tree], Iterable[Place]]

Listing = Callable[[Tree], Iterable[tuple[Place, str]]]
"""A function that lists some texts of an object, each with its place."""


class Rule(NamedTuple):
    """One semantic rule.

    Attributes:
        code: The stable name, after the reference's identifier.
        on: The described class it looks at; subclasses are looked at too.
        span: The versions it holds in.
        severity: Error or warning.
        message: What is wrong and what to do; never the value itself, which may be a secret.
        mirrors: The reference's source: files below its ``config``, or in a version's ``types``, and functions.
        judge: The function.
        needs: Members of which the object must have one for the rule to be broken, so that it need not be asked
            otherwise; empty if that cannot be said.
    """

    code: str
    on: type
    span: Span
    severity: Severity
    message: str
    mirrors: str
    judge: Judge
    needs: frozenset[str] = frozenset()


class Demand(NamedTuple):
    """What every text of one kind must be, wherever in the spec such a text stands.

    Attributes:
        code: The code of the rules that come of it.
        message: What is wrong and what to do.
        mirrors: The reference's source.
        breaks: Whether a text breaks it.
        span: The versions it holds in.
    """

    code: str
    message: str
    mirrors: str
    breaks: Callable[[str], bool]
    span: Span = ALWAYS


RULES: list[Rule] = []


def rule(
    code: str,
    *on: type,
    message: str,
    mirrors: str,
    span: Span = ALWAYS,
    severity: Severity = ERROR,
    needs: Iterable[str] = (),
) -> Callable[[Judge], Judge]:
    """Register the decorated function as a rule on each of the classes *on*."""

    def register(judge: Judge) -> Judge:
        required = frozenset(needs)
        RULES.extend([Rule(code, model, span, severity, message, mirrors, judge, required) for model in on])
        return judge

    return register


def every(
    demands: Iterable[Demand],
    *on: type,
    mirrors: str,
    span: Span = ALWAYS,
) -> Callable[[Listing], Listing]:
    """Register a rule for each of *demands*: every text that the decorated function lists must meet it."""

    def register(listing: Listing) -> Listing:
        for demand in demands:
            common = meet(span, demand.span)
            if common is not None:
                source = f"{mirrors}, {demand.mirrors}"
                rule(demand.code, *on, message=demand.message, mirrors=source, span=common)(_judge(listing, demand))
        return listing

    return register


def _judge(listing: Listing, demand: Demand) -> Judge:
    breaks = demand.breaks

    def judge(tree: Tree) -> Iterable[Place]:
        return [place for place, text in listing(tree) if breaks(text)]

    return judge


def meet(one: Span, other: Span) -> Span | None:
    """The span that both have in common, None if there is none.

    Examples:
        >>> from ignition_compose.versions import since, until
        >>> meet(since("3.1.0"), until("3.3.0")) == Span(since("3.1.0").first, until("3.3.0").last)
        True
        >>> meet(since("3.3.0"), until("3.1.0")) is None
        True
    """
    first = max([span.first for span in (one, other) if span.first is not None], default=None)
    last = min([span.last for span in (one, other) if span.last is not None], default=None)
    if first is not None and last is not None and first > last:
        return None
    return Span(first, last)
