"""
The walk over a tree that asks every rule which looks at an object, and no other.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from operator import attrgetter

import ignition_compose.checks.lints.documents  # noqa: F401 - importing it registers what it advises
from ignition_compose.checks.registry import RULES, Rule
from ignition_compose.fast.trust import DOUBT, EXACT, PLAIN, UNKNOWN, Trust
from ignition_compose.findings import Findings
from ignition_compose.models.specs import SPECS
from ignition_compose.models.view import SpecView
from ignition_compose.report import LIMIT, Beside, Finding
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Final

    from ignition_compose.checks.registry import Judge
    from ignition_compose.dialects import Dialect
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.specs import Spec
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Severity, Tokens
    from ignition_compose.versions import SpecVersion


_DESCRIBED: Final = "ignition_compose.models."
_RULES: Final = "ignition_compose.checks.rules."


def registered(*specs: Spec) -> tuple[Rule, ...]:
    """
    Every rule, class by class.

    Args:
        specs: The specs whose classes are meant; all if none is given.
    """
    versions = [version for spec in specs or SPECS.values() for version in spec.versions]
    models = [
        model for version in versions for view in SpecView.of(version).models for model in _with_bases(view.model)
    ]
    return tuple([rule for model in dict.fromkeys(models) for rule in _rules_on(model)])


@cache
def rules_of(model: type, version: SpecVersion) -> tuple[Rule, ...]:
    """
    The rules on the class *model* in *version*, those on its bases first.
    """
    return tuple([rule for one in _with_bases(model) for rule in _rules_on(one) if version in rule.span])


def _with_bases(model: type) -> tuple[type, ...]:
    return model.__mro__[-2::-1]


def _rules_on(model: type) -> Iterable[Rule]:
    """
    The rules that are registered with a class and no other, whose module is imported for it.
    """
    home = model.__module__
    if home.startswith(_DESCRIBED):
        module = f"{_RULES}{home.removeprefix(_DESCRIBED)}"
        try:
            __import__(module)
        except ModuleNotFoundError as error:
            # There are classes of which nothing is demanded.
            if error.name != module:
                raise
    return tuple(RULES.get(model, {}).values())


class Asking(NamedTuple):
    """
    What is asked of a tree, which is the key under which a plan is kept.

    Attributes:
        dialect: Which Ignition asks.
        trust: How far the tree can be trusted.
        beyond: A version whose rules the tree was held to already; only the rules that it lacks are asked.
    """

    dialect: Dialect
    trust: Trust = UNKNOWN
    beyond: SpecVersion | None = None


@cache
def asking_of(dialect: Dialect, trust: Trust = UNKNOWN, beyond: SpecVersion | None = None) -> Asking:
    """
    What is asked, made once for each way to ask.
    """
    return Asking(dialect, trust, beyond)


def check(tree: Tree, version: SpecVersion, asking: Asking, limit: int | None = LIMIT) -> Findings:
    """
    Every rule that *tree* breaks, objects before what they hold.

    Args:
        tree: A config's tree.
        version: Its spec version.
        asking: Who asks, and what need not be asked.
        limit: How many findings are kept, None for all.

    Returns:
        The findings. Mirrors ``validate.Validate`` of coreos/vcontext.

    Examples:
        >>> from ignition_compose.dialects import dialect_of
        >>> from ignition_compose.versions import SpecVersion
        >>> tree = {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/etc/./motd"}]}}
        >>> asking = Asking(dialect_of("upstream"))
        >>> [(found.code, found.tokens) for found in check(tree, SpecVersion("3.4.0"), asking)]
        [('dirty-path', ('storage', 'files', 0, 'path'))]
    """
    found = Findings() if limit == LIMIT else Findings.up_to(limit)
    _walk(tree, _root_plan(version, *asking), (), found)
    return found


class _Question(NamedTuple):
    """
    One rule as a plan asks it.
    """

    judge: Judge
    severity: Severity
    code: str
    message: str


class _Plan(NamedTuple):
    """
    How objects of one class are checked in one version; members below which no rule looks are left out.

    Attributes:
        questions: What is asked, behind the members of which an object must have one for it to be asked, if any.
        lists: The members that are lists, whose entries are planned for when there are some.
        parts: The members that are objects, with what is found where they are absent.
        looks_at: Members of which an object must have one for anything to be asked; None if something always is.
        is_plain: Tells of an object that no rule can object to it.
        are_plain: Tells the same of a list of them.
    """

    questions: tuple[tuple[frozenset[str], tuple[_Question, ...]], ...]
    lists: tuple[tuple[str, _Entries], ...]
    parts: tuple[tuple[str, _Plan, tuple[Finding, ...]], ...]
    looks_at: frozenset[str] | None
    is_plain: Callable[[Any], bool] | None = None
    are_plain: Callable[[Any], bool] | None = None

    @property
    def is_empty(self) -> bool:
        """
        Whether nothing is asked, of the objects or of what they hold.
        """
        return not (self.questions or self.lists or self.parts)


class _Entries:
    """
    How the entries of one list are checked, which is planned when there are some: most rules are never needed.
    """

    __slots__ = ("_asking", "_view", "empty", "plan")

    # What is found in an entry that holds nothing, with places from there: rules see nothing else of a document.
    empty: tuple[Finding, ...]
    plan: _Plan | None

    def __init__(self, view: ModelView, asking: Asking) -> None:
        self._view = view
        self._asking = asking

    def __getattr__(self, name: str) -> tuple[Finding, ...] | _Plan | None:
        # Python asks only for what is not there yet.
        if name == "empty":
            found = Findings()
            if self.plan is not None:
                _walk({}, self.plan, (), found)
            self.empty = tuple(found)
            return self.empty
        if name != "plan":
            raise AttributeError(name)
        plan = _plan(self._view, self._asking)
        self.plan = None if plan.is_empty else plan
        return self.plan


@cache
def _root_plan(version: SpecVersion, dialect: Dialect, trust: Trust, beyond: SpecVersion | None) -> _Plan:
    return _plan(SpecView.of(version).root, Asking(dialect, trust, beyond))


@cache
def _plan(view: ModelView, asking: Asking) -> _Plan:
    lists, parts = [], []
    for field in view.fields:
        if field.model is None:
            continue
        if field.is_list:
            entries = _Entries(field.model, asking)
            # Who trusts has much to read, and gains by knowing below which lists no rule looks.
            if asking.trust < EXACT or entries.plan is not None:
                lists.append((field.json, entries))
            continue
        inner = _plan(field.model, asking)
        if inner.is_empty:
            continue
        # The reference validates an absent object like an empty one, unless it is a pointer.
        missed = Findings()
        if not field.nullable:
            _walk({}, inner, (field.json,), missed)
        parts.append((field.json, inner, tuple(missed)))
    questions = _questions(view, asking)
    always = any(not needs for needs, _ in questions) or any(missed for _, _, missed in parts)
    members = frozenset([*[name for name, _ in lists], *[name for name, _, _ in parts]])
    names = [members, *[needs for needs, _ in questions]]
    plan = _Plan(questions, tuple(lists), tuple(parts), None if always else frozenset().union(*names))
    if asking.trust not in (UNKNOWN, EXACT) or asking.beyond is not None or not _can_be_plain(view, asking.dialect):
        return plan
    from ignition_compose.fast.plain import plain_lists, plain_objects

    model, version = view.model, view.version
    return plan._replace(is_plain=plain_objects(model, version), are_plain=plain_lists(model, version))


def _questions(view: ModelView, asking: Asking) -> tuple[tuple[frozenset[str], tuple[_Question, ...]], ...]:
    """
    What is asked of objects of one class, rules that need the same members together.
    """
    asked = rules_of(view.model, asking.beyond) if asking.beyond is not None else ()
    rules = [rule for rule in _rules_for(view, asking.dialect) if rule not in asked]
    if asking.trust is PLAIN and view.plain is not None:
        # What is plain is told by the description, which is that of the newest release.
        rules = [rule for rule in rules if rule.is_past]
    if asking.trust is DOUBT:
        rules = [rule._replace(needs=frozenset()) for rule in rules]
    return tuple(
        [
            (
                needs,
                tuple([_Question(rule.under(asking.dialect), rule.severity, rule.code, rule.told) for rule in group]),
            )
            for needs, group in groupby(rules, attrgetter("needs"))
        ]
    )


def _rules_for(view: ModelView, dialect: Dialect) -> list[Rule]:
    return [rule for rule in rules_of(view.model, view.version) if rule.is_of(dialect, view.version)]


def _can_be_plain(view: ModelView, dialect: Dialect) -> bool:
    """
    Whether the description tells of every object below a plain class that has rules when none can object to it.
    """
    return view.plain is not None and _is_told(view, dialect)


def _is_told(view: ModelView, dialect: Dialect) -> bool:
    inner = [field.model for field in view.fields if field.model is not None]
    rules = _rules_for(view, dialect)
    is_told = not any(rule.is_past for rule in rules) if view.plain is not None else not rules
    return is_told and all(_is_told(one, dialect) for one in inner)


def _walk(tree: Tree, plan: _Plan, tokens: Tokens, found: Findings) -> None:  # noqa: C901 - calls cost more
    for needs, questions in plan.questions:
        if not needs or not needs.isdisjoint(tree):
            for question in questions:
                for place in question.judge(tree):
                    _note(question, tokens, place, found)
    for name, inner, missed in plan.parts:
        value: Any = tree.get(name)
        if value is None:
            found += [finding._replace(tokens=(*tokens, *finding.tokens)) for finding in missed] if missed else ()
        elif (inner.looks_at is None or not inner.looks_at.isdisjoint(value)) and (
            inner.is_plain is None or not inner.is_plain(value)
        ):
            _walk(value, inner, (*tokens, name), found)
    for name, entries in plan.lists:
        items = tree.get(name)
        below = entries.plan if items else None
        if items and below is not None and (below.are_plain is None or not below.are_plain(items)):
            for index, item in enumerate(items):
                if not item:
                    _repeat(entries.empty, (*tokens, name, index), found)
                elif below.is_plain is None or not below.is_plain(item):
                    _walk(item, below, (*tokens, name, index), found)


def _note(question: _Question, tokens: Tokens, place: Tokens, found: Findings) -> None:
    """
    Add what a rule objects to, or count it.
    """
    _, severity, code, message = question
    other, times = (place.other, place.times) if isinstance(place, Beside) else (None, 1)
    if found.has_room(severity):
        related = None if other is None else (*tokens, *other)
        found.append(Finding(severity, code, message, (*tokens, *place), related=related), times)
    else:
        found.skip(times)


def _repeat(findings: tuple[Finding, ...], tokens: Tokens, found: Findings) -> None:
    """
    Add what was found in another object that is the same, or count it.
    """
    for finding in findings:
        if found.has_room(finding.severity):
            found.append(finding._replace(tokens=(*tokens, *finding.tokens)))
        else:
            found.skip()
