"""
The registry of semantic rules: what Ignition's validators demand beyond types.

A rule is a pure function of one object's tree that yields the places, relative to the object, where it is
broken. It is registered with the described class it looks at, a stable code, a span of versions,
a severity and a message. Rules never see the rest of the document or each other, and of the version and of who
reads the document only the argument that they are registered with. A rule that not every release of Ignition has names
the habit that it is, and the table of habits says which releases those are.
"""

from __future__ import annotations

from functools import partial, wraps

from ignition_compose.models import forms
from ignition_compose.models.fields import Tree, line_of
from ignition_compose.report import ERROR, Tokens
from ignition_compose.tables.table import free_of, has_habit, is_broken_with
from ignition_compose.values import NamedTuple
from ignition_compose.versions import ALWAYS, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeAlias, TypeVar, overload

    from ignition_compose.dialects import Dialect
    from ignition_compose.models.fields import FieldSpec
    from ignition_compose.report import Severity
    from ignition_compose.versions import SpecVersion

    A = TypeVar("A")


Judge: TypeAlias = "Callable[[Tree], Iterable[Tokens]]"
CaseJudge: TypeAlias = "Callable[[Tree, A], Iterable[Tokens]]"
"""The function of a rule with cases: it is given the argument of its case too."""

Listing: TypeAlias = "Callable[[Tree], Iterable[tuple[Tokens, str]]]"
"""A function that lists some texts of an object, each with its place."""


class Rule(NamedTuple):
    """
    One semantic rule.

    Attributes:
        code: The stable name, after the reference's identifier.
        on: The described class it looks at; subclasses are looked at too.
        span: The versions it holds in.
        severity: Error or warning.
        message: What is wrong and what to do; never the value itself, which may be a secret.
        mirrors: The reference's source: files below its ``config``, or in a version's ``types``, and functions.
        judge: The function, as the reference itself has it.
        needs: Members of which the object must have one for the rule to be broken, so that it need not be asked
            otherwise; empty if that cannot be said.
        adapted: The function as a dialect has it, where dialects differ.
        habit: The habit of Ignition that the rule is, None if every release that accepts the version has it.
    """

    code: str
    on: type
    span: Span
    severity: Severity
    message: str
    mirrors: str
    judge: Judge
    needs: frozenset[str] = frozenset()
    adapted: Callable[[Dialect], Judge] | None = None
    habit: str | None = None

    def is_of(self, dialect: Dialect, version: SpecVersion) -> bool:
        """
        Whether the release of *dialect* has the rule, with configs of *version*.
        """
        return self.habit is None or has_habit(dialect.release, self.habit, version)

    @property
    def is_past(self) -> bool:
        """
        Whether the newest release has the rule no more; no description speaks of it then.
        """
        return self.habit is not None and is_broken_with(self.habit)

    @property
    def told(self) -> str:
        """
        The message, with the release since which nobody says so.
        """
        if self.habit is None or not self.is_past:
            return self.message
        return f"{self.message}; Ignition says so until {free_of(self.habit)}"

    def under(self, dialect: Dialect) -> Judge:
        """
        The function to ask where *dialect* reads the config.
        """
        return self.judge if self.adapted is None else self.adapted(dialect)


class Demand(NamedTuple):
    """
    What every text of one kind must be, wherever in the spec such a text stands.

    Attributes:
        code: The code of the rules that come of it.
        message: What is wrong and what to do.
        mirrors: The reference's source.
        breaks: Whether a text breaks it; with cases, a function that makes this of the argument of a case.
        cases: As for `rule`.
        adapt: As for `rule`.
    """

    code: str
    message: str
    mirrors: str
    breaks: Callable[[Any], Any]
    cases: Mapping[Span, Any] | None = None
    adapt: Callable[[Any, Dialect], Any] | None = None


RULES: dict[type, dict[tuple[str, Span, str], Rule]] = {}
"""
The rules whose modules were imported, by the class that they are registered with, and by what tells them apart there.

An import that was interrupted begins anew, and its rules take the places that they had.
"""


if TYPE_CHECKING:

    @overload
    def rule(
        code: str,
        *on: type,
        message: str,
        mirrors: str,
        span: Span = ...,
        severity: Severity = ...,
        needs: Iterable[str] = ...,
        habit: str | None = ...,
    ) -> Callable[[Judge], Judge]: ...
    @overload
    def rule(
        code: str,
        *on: type,
        message: str | Callable[[A], str],
        mirrors: str,
        cases: Mapping[Span, A],
        adapt: Callable[[A, Dialect], A] | None = ...,
        span: Span = ...,
        severity: Severity = ...,
        needs: Iterable[str] = ...,
        habit: str | None = ...,
    ) -> Callable[[CaseJudge[A]], CaseJudge[A]]: ...
    def rule(code: str, *on: type, **says: Any) -> Any:  # noqa: D103 - it has its docstring below
        ...

else:

    def rule(code: str, *on: type, **says: Any) -> Any:
        """
        Register the decorated function as a rule on each of some classes.

        Args:
            code: The code.
            on: The classes.
            **says: The attributes of `Rule`, by keyword: ``message`` and ``mirrors``, and, unless they are those of
                most rules, ``span`` (always), ``severity`` (an error), ``needs``, and ``habit`` where not every release
                has the rule.

                Where versions differ, ``cases`` gives each span of them an argument; the function is called with the
                tree and this argument, and ``message`` may be a function of it. Where dialects differ, ``adapt`` is
                called with the argument and the dialect and gives the argument that holds there.

        Returns:
            The decorator. It gives the function back, so that one function can be several rules.
        """

        def register(function: Callable[..., Iterable[Tokens]]) -> Callable[..., Iterable[Tokens]]:
            make = partial(_bind, function) if "cases" in says else lambda _: function
            _register(code, on, make, **says)
            return function

        return register


def _register(
    code: str,
    on: Iterable[type],
    make: Callable[[Any], Judge],
    *,
    message: str | Callable[[Any], str],
    mirrors: str,
    span: Span = ALWAYS,
    severity: Severity = ERROR,
    needs: Iterable[str] = (),
    cases: Mapping[Span, Any] | None = None,
    adapt: Callable[[Any, Dialect], Any] | None = None,
    habit: str | None = None,
) -> None:
    needed = frozenset(needs)
    for when, argument in ({ALWAYS: None} if cases is None else cases).items():
        common = meet(span, when)
        if common is None:
            continue
        says = message if isinstance(message, str) else message(argument)
        judge, adapted = make(argument), None if adapt is None else _adapted(make, argument, adapt)
        for model in on:
            one = Rule(code, model, common, severity, says, mirrors, judge, needed, adapted, habit)
            RULES.setdefault(model, {})[code, common, judge.__qualname__] = one


def _bind(function: CaseJudge[A], argument: A) -> Judge:
    @wraps(function)
    def judge(tree: Tree) -> Iterable[Tokens]:
        return function(tree, argument)

    return judge


def _adapted(make: Callable[[A], Judge], argument: A, adapt: Callable[[A, Dialect], A]) -> Callable[[Dialect], Judge]:
    return lambda dialect: make(adapt(argument, dialect))


def each(versions: Iterable[SpecVersion]) -> dict[Span, SpecVersion]:
    """
    A case for each of *versions*, whose argument is the version itself.

    Examples:
        >>> from ignition_compose.versions import SpecVersion
        >>> [argument.value for argument in each([SpecVersion("3.0.0"), SpecVersion("3.1.0")]).values()]
        ['3.0.0', '3.1.0']
    """
    return {Span(version, version): version for version in versions}


def every(
    demands: Iterable[Demand],
    *on: type,
    mirrors: str,
    span: Span = ALWAYS,
    habit: str | None = None,
) -> Callable[[Listing], Listing]:
    """
    Register a rule for each of *demands*: every text that the decorated function lists must meet it.
    """

    def register(listing: Listing) -> Listing:
        for demand in demands:
            _register(
                demand.code,
                on,
                partial(_judge_texts, listing, demand),
                message=demand.message,
                mirrors=f"{mirrors}, {demand.mirrors}",
                span=span,
                cases=demand.cases,
                adapt=demand.adapt,
                habit=habit,
            )
        return listing

    return register


def text_of(member: str) -> Listing:
    """
    The function that lists the text of one member, an empty one where it is absent.

    Examples:
        >>> list(text_of("path")({"path": "/a"}))
        [(('path',), '/a')]
    """
    place = (member,)

    def listing(tree: Tree) -> Iterable[tuple[Tokens, str]]:
        return ((place, tree.get(member, "")),)

    return listing


def _judge_texts(listing: Listing, demand: Demand, argument: Any) -> Judge:
    breaks = demand.breaks if demand.cases is None else demand.breaks(argument)

    @wraps(listing)
    def judge(tree: Tree) -> Iterable[Tokens]:
        return [place for place, text in listing(tree) if breaks(text)]

    return judge


def as_described(
    code: str,
    *on: type,
    members: Iterable[str],
    message: str,
    mirrors: str,
    span: Span = ALWAYS,
    mistaken: tuple[str, str] | None = None,
) -> None:
    """
    Register the rule that members are what their lines in the description demand, the same in all versions.

    Args:
        code: The code.
        on: The classes.
        members: The members.
        message: What is wrong and what to do.
        mirrors: The reference's source.
        span: The versions that the rule holds in.
        mistaken: A form of text that tells what was meant where it is not accepted, and the message that is given then.
    """
    for model in on:
        lines = [(member, line_of(model, member)) for member in members]
        register = rule(code, model, message=message, mirrors=mirrors, span=span)
        if mistaken is None:
            register(_judge_lines(lines))
            continue
        form, says = mistaken
        register(_judge_other_lines(lines, form))
        rule(code, model, message=says, mirrors=mirrors, span=span)(_judge_mistaken_lines(lines, form))


def _judge_lines(lines: list[tuple[str, FieldSpec]]) -> Judge:
    def judge(tree: Tree) -> Iterable[Tokens]:
        return [(member,) for member, line in lines if not line.accepts(tree.get(member))]

    return judge


# Two rules of one object are told apart by the names of their functions.
def _judge_mistaken_lines(lines: list[tuple[str, FieldSpec]], form: str) -> Judge:
    judge = _judge_lines(lines)

    def judge_mistaken(tree: Tree) -> Iterable[Tokens]:
        return [place for place in judge(tree) if _is_of(form, tree, place)]

    return judge_mistaken


def _judge_other_lines(lines: list[tuple[str, FieldSpec]], form: str) -> Judge:
    judge = _judge_lines(lines)

    def judge_other(tree: Tree) -> Iterable[Tokens]:
        return [place for place in judge(tree) if not _is_of(form, tree, place)]

    return judge_other


def _is_of(form: str, tree: Tree, place: Tokens) -> bool:
    value = tree.get(str(place[0]))
    return isinstance(value, str) and forms.compiled(form).search(value) is not None


def meet(one: Span, other: Span) -> Span | None:
    """
    The span that both have in common, None if there is none.

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
