"""Every rule has cases that break it and cases that pass, at both ends of its span, and judges them as stated."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from copy import deepcopy
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from ignition_compose.checks.checking import Asking, check, registered, rules_of
from ignition_compose.fast.trust import Trust
from ignition_compose.models.specs import SPEC3
from ignition_compose.versions import SpecVersion
from tests.unit.checks.rules import catalogue, past_cases
from tests.unit.checks.rules.case import Case, embed, find_way

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ignition_compose.checks.registry import Rule

CASES = (*catalogue.CASES, *past_cases.CASES)
RULES = registered(SPEC3)
EVERY = registered()
_LONGEST_FUNCTION = 25


def _name(rule: Rule) -> str:
    return f"{rule.code}-{rule.on.__name__}"


def _places(rules: Iterable[Rule], case: Case) -> Counter[tuple[str | int, ...]]:
    places = [place for rule in rules for place in rule.judge(case.tree)]
    return Counter([one for place in places for one in [place] * getattr(place, "times", 1)])


def _edges(rule: Rule) -> set[SpecVersion]:
    """The first and the last version in which the rule holds and something can break it."""
    classes = {case.on for case in CASES if issubclass(case.on, rule.on)}
    held = [
        version
        for version in SPEC3.versions
        if version in rule.span and any(find_way(on, version) is not None for on in classes)
    ]
    return {held[0], held[-1]} if held else set()


def _cases_of(rule: Rule, version: SpecVersion) -> list[Case]:
    return [
        case for case in CASES if case.code == rule.code and issubclass(case.on, rule.on) and version in case.versions
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_breaks_the_rules_of_its_code_at_its_places_and_nowhere_else(case: Case) -> None:
    assert case.versions
    for version in case.versions:
        rules = [
            rule for rule in rules_of(case.on, version) if rule.code == case.code and rule.is_of(case.reader, version)
        ]
        assert _places(rules, case) == Counter(case.places), version


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_found_in_a_whole_config_and_leaves_it_as_it_is(case: Case) -> None:
    for version in case.versions:
        way = find_way(case.on, version)
        assert way is not None
        config = embed(case.tree, way, version)
        before = deepcopy(config)
        found = Counter(check(config, version, Asking(case.reader, Trust.DOUBT)))
        expected = Counter([(case.code, (*way, *place)) for place in case.places])
        assert expected <= Counter([(finding.code, finding.tokens) for finding in found.elements()])
        assert Counter(check(config, version, Asking(case.reader))) == found
        assert config == before


@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_a_rule_is_broken_and_passed_by_some_case_at_both_ends_of_its_span(rule: Rule) -> None:
    edges = _edges(rule)
    assert edges
    for version in edges:
        verdicts = {bool(list(rule.judge(case.tree))) for case in _cases_of(rule, version)}
        assert verdicts == {True, False}, version


@pytest.mark.parametrize("rule", EVERY, ids=_name)
def test_a_rule_has_a_kebab_case_code_a_message_that_advises_and_the_source_it_mirrors(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.code)
    assert "; " in rule.message
    assert not rule.message.endswith(".")
    assert rule.message[0].islower() or rule.message.startswith(("Ignition", "'"))
    for part in rule.mirrors.split(", "):
        assert re.fullmatch(r"((shared/[a-z]+|v1/types|v2_0/types)/)?[a-z]+\.go \w+(\.\w+)?", part)


@pytest.mark.parametrize("rule", EVERY, ids=_name)
def test_a_rule_is_a_short_function(rule: Rule) -> None:
    function = ast.parse(dedent(inspect.getsource(rule.judge))).body[0]
    assert function.end_lineno is not None
    assert function.end_lineno - function.lineno < _LONGEST_FUNCTION


def test_a_code_has_one_severity_in_a_spec() -> None:
    severities: dict[tuple[str, bool], set[str]] = {}
    for rule in EVERY:
        severities.setdefault((rule.code, rule in RULES), set()).add(rule.severity)
    assert all(len(each) == 1 for each in severities.values())


def test_no_two_rules_on_one_class_share_code_function_and_version() -> None:
    for version in SpecVersion:
        for on in {rule.on for rule in EVERY}:
            rules = [(rule.code, rule.judge) for rule in rules_of(on, version)]
            assert len(rules) == len(set(rules))
