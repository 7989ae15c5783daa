"""The walk over a tree that asks every rule which looks at an object, and no other."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import ignition_compose.checks.lints.documents
import ignition_compose.checks.rules.spec3  # noqa: F401 - importing the rules registers them
from ignition_compose.checks.registry import RULES, Rule
from ignition_compose.fast.plain import all_plain as plain_lists
from ignition_compose.fast.plain import plain as plain_objects
from ignition_compose.models.view import SpecView
from ignition_compose.report import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Tokens
    from ignition_compose.versions import SpecVersion


def registered() -> tuple[Rule, ...]:
    """Every rule, in the order of registration."""
    return tuple(RULES)


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
        plain: Whether `ignition_compose.fast.plain.is_plain` is known to hold.
        vouched: Takes the ids of the lists whose entries are plain: nothing within one of them is amiss.
        thorough: Whether every rule looks at every object, even where `ignition_compose.fast.plain` can tell that
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
