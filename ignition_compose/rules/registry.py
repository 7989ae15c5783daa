"""The registry of semantic rules: what Ignition's validators demand beyond types.

A rule is a pure function of one object's tree that yields the places, relative to the object, where it is
broken. It is registered with the described class it looks at, a stable code, a span of versions,
a severity and a message. Rules never see the rest of the document, the version or each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ignition_compose.findings import ERROR, Finding, Tokens
from ignition_compose.models.fields import Tree
from ignition_compose.models.view import SpecView
from ignition_compose.plain import all_plain as plain_lists
from ignition_compose.plain import plain as plain_objects
from ignition_compose.versions import ALWAYS, Span

if TYPE_CHECKING:
    from ignition_compose.models.view import ModelView
    from ignition_compose.severity import Severity
    from ignition_compose.versions import SpecVersion

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


_RULES: list[Rule] = []


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
        _RULES.extend([Rule(code, model, span, severity, message, mirrors, judge, required) for model in on])
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


def registered() -> tuple[Rule, ...]:
    """Every rule, in the order of registration."""
    import ignition_compose.rules.sections  # noqa: F401 - registers them

    return tuple(_RULES)


@cache
def rules_of(model: type, version: SpecVersion) -> tuple[Rule, ...]:
    """The rules on the class *model* in *version*."""
    return tuple([rule for rule in registered() if issubclass(model, rule.on) and version in rule.span])


def check(
    tree: Tree,
    version: SpecVersion,
    *,
    beyond: SpecVersion | None = None,
    plain: bool = False,
    vouched: set[int] | None = None,
    thorough: bool = False,
) -> list[Finding]:
    """Every rule that *tree* breaks, objects before what they hold.

    Args:
        tree: A config's tree.
        version: Its spec version.
        beyond: A version whose rules the tree was held to already; only the rules that it lacks are asked.
        plain: Whether `ignition_compose.plain.is_plain` is known to hold.
        vouched: Takes the ids of the lists whose entries are plain: nothing within one of them is amiss.
        thorough: Whether every rule looks at every object, even where `ignition_compose.plain` can tell that
            none will object; the findings are the same.

    Returns:
        The findings. Mirrors ``validate.Validate`` of coreos/vcontext.

    Examples:
        >>> from ignition_compose.versions import SpecVersion
        >>> tree = {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/./motd"}]}}
        >>> [(found.code, found.tokens) for found in check(tree, SpecVersion("3.4.0"))]
        [('dirty-path', ('storage', 'files', 0, 'path'))]
    """
    found: list[Finding] = []
    plan = _root_plan(version, beyond, plain, thorough)
    _walk(tree, plan, (), found, set() if vouched is None else vouched)
    return found


class _Plan(NamedTuple):
    """
    How objects of one class are checked in one version; members below which no rule looks are left out.

    Attributes:
        rules: The rules, behind the members of which an object must have one for them to be asked, if any.
        lists: The members that are lists.
        parts: The members that are objects, with what is found where they are absent.
        looks_at: Members of which an object must have one for anything to be asked; None if something always is.
        is_plain: Tells of an object that no rule can object to it.
        are_plain: Tells the same of a list of them.
    """

    rules: tuple[tuple[frozenset[str], tuple[Rule, ...]], ...]
    lists: tuple[tuple[str, _Plan], ...]
    parts: tuple[tuple[str, _Plan, tuple[Finding, ...]], ...]
    looks_at: frozenset[str] | None
    is_plain: Callable[[Any], bool] | None = None
    are_plain: Callable[[Any], bool] | None = None


@cache
def _root_plan(
    version: SpecVersion,
    beyond: SpecVersion | None,
    plain: bool,  # noqa: FBT001 - part of the cache's key
    thorough: bool,  # noqa: FBT001 - see above
) -> _Plan:
    return _plan(SpecView.of(version).root, beyond, plain, thorough)


@cache
def _plan(view: ModelView, beyond: SpecVersion | None, plain: bool, thorough: bool) -> _Plan:  # noqa: FBT001 - a cache's keys
    model, version = view.model, view.version
    lists, parts = [], []
    for field in view.fields:
        if field.model is None:
            continue
        inner = _plan(field.model, beyond, plain, thorough)
        if not (inner.rules or inner.lists or inner.parts):
            continue
        if field.is_list:
            lists.append((field.json, inner))
            continue
        # The reference validates an absent object like an empty one, unless it is a pointer.
        missed: list[Finding] = []
        if not field.nullable:
            _walk({}, inner, (field.json,), missed, set())
        parts.append((field.json, inner, tuple(missed)))
    known = rules_of(model, beyond) if beyond is not None else ()
    rules = tuple([rule for rule in rules_of(model, version) if rule not in known])
    if plain and view.plain is not None:
        rules = ()
    if thorough:
        rules = tuple([rule._replace(needs=frozenset()) for rule in rules])
    groups = tuple([(needs, tuple(group)) for needs, group in groupby(rules, attrgetter("needs"))])
    always = any(not needs for needs, _ in groups) or any(missed for _, _, missed in parts)
    names = [frozenset([entry[0] for entry in (*lists, *parts)]), *[needs for needs, _ in groups]]
    plan = _Plan(groups, tuple(lists), tuple(parts), None if always else frozenset().union(*names))
    if plain or thorough or beyond is not None or view.plain is None or not _is_plainable(view):
        return plan
    return plan._replace(is_plain=plain_objects(model, version), are_plain=plain_lists(model, version))


def _is_plainable(view: ModelView) -> bool:
    """Whether the description tells of every object below *view* that has rules when none can object to it."""
    inner = [field.model for field in view.fields if field.model is not None]
    has_rules = bool(rules_of(view.model, view.version))
    return (view.plain is not None or not has_rules) and all(_is_plainable(one) for one in inner)


def _walk(tree: Tree, plan: _Plan, tokens: Tokens, found: list[Finding], vouched: set[int]) -> None:
    for needs, rules in plan.rules:
        if not needs or not needs.isdisjoint(tree):
            for rule in rules:
                for place in rule.judge(tree):
                    found.append(Finding(rule.severity, rule.code, rule.message, (*tokens, *place)))  # noqa: PERF401
    for name, inner, missed in plan.parts:
        value: Any = tree.get(name)
        if value is None:
            found += [finding._replace(tokens=(*tokens, *finding.tokens)) for finding in missed] if missed else ()
        elif (inner.looks_at is None or not inner.looks_at.isdisjoint(value)) and (
            inner.is_plain is None or not inner.is_plain(value)
        ):
            _walk(value, inner, (*tokens, name), found, vouched)
    for name, inner in plan.lists:
        items = tree.get(name)
        if items:
            _walk_list(items, inner, (*tokens, name), found, vouched)


def _walk_list(items: list[Tree], plan: _Plan, tokens: Tokens, found: list[Finding], vouched: set[int]) -> None:
    if plan.are_plain is not None and plan.are_plain(items):
        vouched.add(id(items))
        return
    for index, item in enumerate(items):
        if plan.is_plain is None or not plan.is_plain(item):
            _walk(item, plan, (*tokens, index), found, vouched)
