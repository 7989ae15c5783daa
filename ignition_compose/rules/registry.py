"""
The registry of semantic rules: what Ignition's validators demand beyond types.

A rule is a pure function of one object's tree that yields the places, relative to the object, where it is
broken. It is registered with the described class it looks at, a stable code, a span of versions,
a severity and a message. Rules never see the rest of the document, the version or each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from ignition_compose.findings import ERROR, Finding, Tokens
from ignition_compose.models.fields import Tree
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.report import Severity
from ignition_compose.versions import ALWAYS, Span, SpecVersion

Place = Tokens
"""Where a rule is broken: member names and indexes from the object down; () for the object itself."""

Judge = Callable[[Tree], Iterable[Place]]


class Case(NamedTuple):
    """
    An object of the rule's class that is fine, or that breaks the rule, as a tree.
    """

    tree: Tree
    version: str = "3.4.0"


class Rule(NamedTuple):
    """
    One semantic rule.

    Attributes:
        code: The stable name, after the reference's identifier.
        on: The described class it looks at; subclasses are looked at too.
        span: The versions it holds in.
        severity: Error or warning.
        message: What is wrong and what to do; never the value itself, which may be a secret.
        mirrors: The reference's source.
        judge: The function.
    """

    code: str
    on: type
    span: Span
    severity: Severity
    message: str
    mirrors: str
    judge: Judge


_RULES: list[Rule] = []


def rule(
    code: str,
    *on: type,
    message: str,
    mirrors: str,
    span: Span = ALWAYS,
    severity: Severity = ERROR,
) -> Callable[[Judge], Judge]:
    """
    Register the decorated function as a rule on each of the classes *on*.
    """

    def register(judge: Judge) -> Judge:
        _RULES.extend([Rule(code, model, span, severity, message, mirrors, judge) for model in on])
        return judge

    return register


def registered() -> tuple[Rule, ...]:
    """
    Every rule, in the order of registration.
    """
    import ignition_compose.rules.sections  # noqa: F401, PLC0415 - registers them

    return tuple(_RULES)


@cache
def rules_of(model: type, version: SpecVersion) -> tuple[Rule, ...]:
    """
    The rules on the class *model* in *version*.
    """
    return tuple([rule for rule in registered() if issubclass(model, rule.on) and version in rule.span])


def check(tree: Tree, version: SpecVersion) -> list[Finding]:
    """
    Every rule that *tree* breaks, objects before what they hold.

    Args:
        tree: A config's tree.
        version: Its spec version.

    Returns:
        The findings. Mirrors ``validate.Validate`` of coreos/vcontext.
    """
    return list(_walk(tree, SpecView.of(version).root, ()))


def _walk(tree: Tree, view: ModelView, tokens: Tokens) -> Iterator[Finding]:
    for found in rules_of(view.model, view.version):
        for place in found.judge(tree):
            yield Finding(found.severity, found.code, found.message, (*tokens, *place))
    for field in view.fields:
        if field.model is None:
            continue
        value: Any = tree.get(field.json)
        if field.is_list:
            for index, item in enumerate(value or ()):
                yield from _walk(item, field.model, (*tokens, field.json, index))
        elif value is not None or not field.nullable:
            # The reference validates an absent object like an empty one, unless it is a pointer.
            yield from _walk(value or {}, field.model, (*tokens, field.json))
