"""Each rule can be found, and asks what its description, its case and the dialect say."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose.checks
from ignition_compose import dialects
from ignition_compose.checks import registry
from ignition_compose.checks.checking import registered, rules_of
from ignition_compose.checks.registry import Demand, Rule, as_described, each, every, rule, text_of
from ignition_compose.dialects import dialect_of
from ignition_compose.models.classes import described
from ignition_compose.models.fields import integer, text
from ignition_compose.models.spec3.ignition import Ignition, IgnitionConfig, Tls
from ignition_compose.models.spec3.luks import Luks
from ignition_compose.models.spec3.resource import CaReference, ConfigReference, Resource
from ignition_compose.models.specs import SPEC3
from ignition_compose.versions import ALWAYS, Span, SpecVersion, since, until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ignition_compose.dialects import Dialect
    from tests.unit.checks.rules.case import Tree

FOLDER = Path(ignition_compose.checks.__file__).parent
SOURCES = [*sorted(FOLDER.glob("rules/**/*.py")), FOLDER / "lints/documents.py"]


FLATCAR = dialect_of(dialects.FLATCAR)
UPSTREAM = dialect_of(dialects.UPSTREAM)


@described()
class Thing:
    """An object to judge."""

    name: str = text("", nullable=False, required=True, pattern="^[a-z]+$")
    colour_of_hair: str | None = text("", choices=("", "red", "grey"))
    size: int | None = integer("", minimum=1, maximum=3)


class _Registered:
    """The rules on the thing, as they come."""

    def __init__(self, found: dict[Any, Rule]) -> None:
        self._found = found

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._found.values())

    def __getitem__(self, number: int) -> Rule:
        return list(self)[number]


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> _Registered:
    found: dict[Any, Rule] = {}
    monkeypatch.setattr(registry, "RULES", {Thing: found})
    return _Registered(found)


def test_every_rule_is_found_by_searching_for_its_code() -> None:
    sources = "".join([path.read_text(encoding="utf-8") for path in SOURCES])
    assert [one.code for one in registered() if f'"{one.code}"' not in sources] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_loop_registers_rules(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [statement for statement in tree.body if isinstance(statement, ast.For | ast.While)]


def test_each_case_is_a_rule_that_is_given_its_argument(rules: _Registered) -> None:
    @rule("too-many", Thing, cases={until("3.1.0"): 1, since("3.2.0"): 2}, message=lambda most: f"{most}", mirrors="a")
    def is_small(tree: dict[str, Any], most: int) -> Iterator[tuple[str]]:
        if tree["size"] > most:
            yield ("size",)

    assert [(one.span, one.message) for one in rules] == [(until("3.1.0"), "1"), (since("3.2.0"), "2")]
    assert [list(one.judge({"size": 2})) for one in rules] == [[("size",)], []]
    assert list(is_small({"size": 3}, 4)) == []


def test_a_case_holds_within_the_span_of_its_rule_alone(rules: _Registered) -> None:
    rule("a-b", Thing, span=since("3.2.0"), cases={until("3.1.0"): 1, until("3.3.0"): 2}, message="a", mirrors="b")(
        lambda _, number: [(number,)]
    )
    assert [one.span for one in rules] == [Span(SpecVersion("3.2.0"), SpecVersion("3.3.0"))]
    assert list(rules[0].judge({})) == [(2,)]


def test_a_rule_for_each_version_is_given_the_version(rules: _Registered) -> None:
    rule("a-b", Thing, cases=each(SPEC3.versions), message=lambda version: version.value, mirrors="b")(
        lambda _, version: [(version.value,)]
    )
    assert [one.message for one in rules] == [version.value for version in SPEC3.versions]
    for version in SPEC3.versions:
        (only,) = [one for one in rules if version in one.span]
        assert list(only.judge({})) == [(version.value,)]


def test_a_text_that_is_absent_is_listed_as_an_empty_one(rules: _Registered) -> None:
    every([Demand("a-b", "message", "c", lambda value: not value)], Thing, mirrors="d")(text_of("name"))
    assert [(one.code, one.message, one.mirrors) for one in rules] == [("a-b", "message", "d, c")]
    assert [list(rules[0].judge(tree)) for tree in ({}, {"name": "a"})] == [[("name",)], []]


def test_a_demand_with_cases_is_made_of_the_argument_of_each(rules: _Registered) -> None:
    shortest = Demand(
        "a-b", "message", "c", lambda least: lambda value: len(value) < least, {until("3.2.0"): 1, since("3.3.0"): 3}
    )
    every([shortest], Thing, span=since("3.1.0"), mirrors="d")(text_of("name"))
    assert [one.span for one in rules] == [Span(SpecVersion("3.1.0"), SpecVersion("3.2.0")), since("3.3.0")]
    assert [list(one.judge({"name": "a"})) for one in rules] == [[], [("name",)]]


@pytest.mark.parametrize(
    ("tree", "places"),
    [
        ({}, [("name",)]),
        ({"name": "a", "colourOfHair": "", "size": 1}, []),
        ({"name": "a\n", "colourOfHair": "red", "size": 3}, [("name",)]),
        ({"name": "a", "colourOfHair": "green", "size": 0}, [("colourOfHair",), ("size",)]),
        ({"name": "a", "size": 4}, [("size",)]),
    ],
    ids=json.dumps,
)
def test_members_are_what_their_lines_demand(rules: _Registered, tree: Any, places: list[tuple[str]]) -> None:
    as_described("a-b", Thing, members=["name", "colourOfHair", "size"], message="c", mirrors="d")
    assert [list(one.judge(tree)) for one in rules] == [places]


def test_a_rule_that_no_dialect_changes_is_the_same_for_all() -> None:
    (rule_on_version,) = [one for one in rules_of(Ignition, SpecVersion("3.4.0")) if one.code == "unknown-version"]
    assert rule_on_version.under(FLATCAR) is rule_on_version.judge


def _source(url: str) -> Tree:
    return {"source": url}


FETCHED: dict[type, tuple[Span, Callable[[str], Tree]]] = {
    Resource: (ALWAYS, _source),
    ConfigReference: (ALWAYS, _source),
    CaReference: (ALWAYS, _source),
    IgnitionConfig: (since("3.1.0"), lambda url: {"merge": [_source(url)]}),
    Tls: (since("3.1.0"), lambda url: {"certificateAuthorities": [_source(url)]}),
    Luks: (since("3.2.0"), lambda url: {"keyFile": _source(url)}),
}
"""What names a URL to fetch from, and since when rules look at it."""


def _codes(on: type, version: SpecVersion, tree: Tree, dialect: Dialect) -> set[str]:
    return {one.code for one in rules_of(on, version) if list(one.under(dialect)(tree))}


@pytest.mark.parametrize("on", FETCHED, ids=lambda on: on.__name__)
@pytest.mark.parametrize("url", ["oem:///a", "OEM:///a", "oem:a", "oem://b/c?d=e#f", "oem:"])
def test_flatcar_fetches_from_its_own_scheme_wherever_something_is_fetched(on: type, url: str) -> None:
    span, build = FETCHED[on]
    tree = build(url)
    refused = {"invalid-luks-key-file", "misplaced-error"} if on is Luks else {"invalid-scheme"}
    for version in SPEC3.versions:
        if version in span:
            assert _codes(on, version, tree, UPSTREAM) - _codes(on, version, tree, FLATCAR) == refused


@pytest.mark.parametrize("url", ["oems:///a", "oem", "oem:///a\n", "oem://[", "ftp://a", "oem:///%zz"])
def test_flatcar_refuses_what_is_no_url_of_its_own_scheme(url: str) -> None:
    for version in SPEC3.versions:
        tree = _source(url)
        assert _codes(Resource, version, tree, FLATCAR) == _codes(Resource, version, tree, UPSTREAM)
        assert len(_codes(Resource, version, tree, FLATCAR)) == 1


def test_headers_do_not_go_to_the_scheme_of_flatcar() -> None:
    tree = {"source": "oem:///a", "httpHeaders": [{"name": "a"}]}
    assert _codes(Resource, SpecVersion("3.4.0"), tree, FLATCAR) == {"unsupported-scheme-for-http-headers"}


def test_rules_stand_in_the_module_that_is_named_as_their_class_is_and_are_all_found_there() -> None:
    """Rules elsewhere would never be asked."""
    found = {one.code for one in registered()}
    for path in sorted((FOLDER / "rules").glob("spec*/[a-z]*.py")):
        spec, module = path.parent.name, path.stem
        before = {model: dict(rules) for model, rules in registry.RULES.items()}
        __import__(f"ignition_compose.checks.rules.{spec}.{module}")
        assert before == registry.RULES, "a module of rules that nothing imported"
    for model, rules in registry.RULES.items():
        homes = {one.judge.__module__ for one in rules.values()} - {
            "ignition_compose.checks.lints.documents",
            registry.__name__,
        }
        assert homes <= {model.__module__.replace("ignition_compose.models", "ignition_compose.checks.rules")}
        assert {one.code for one in rules.values()} <= found
