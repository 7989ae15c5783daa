"""The semantic rules find what the reference's validators find: severity, place and kind, as often."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from ignition_compose.checks import checking, duplicates
from ignition_compose.checks.checking import Asking
from ignition_compose.fast.trust import Trust
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.report import INFO
from tests.documents import READER
from tests.oracle.building import find_module
from tests.oracle.oracle import Oracle, ask_validate
from tests.unit.checks.rules.case import Tree, embed, find_way
from tests.unit.checks.rules.catalogue import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ignition_compose.checks.registry import Rule
    from ignition_compose.models.view import FieldView, ModelView
    from ignition_compose.versions import SpecVersion
    from tests.oracle.oracle import Entry

pytestmark = pytest.mark.reference

RANDOM_TREES = 400
"""For each version, by each seed."""

Found = Counter[tuple[str, tuple[str | int, ...], str]]

_TEMPLATES = {
    r"invalid unit content: .*": "invalid-unit-content",
    r'unit ".*" is enabled, .*': "no-install-section",
    r'template unit ".*" for ".*" doesn.t have .*': "no-install-section-for-instantiable-unit",
}


def _code_of(entry: Entry) -> str:
    """The code that an entry of the reference must have: its identifier's words, or what made its message."""
    if entry.name:
        words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", entry.name.removeprefix("Err"))
        return words.lower()
    for template, code in _TEMPLATES.items():
        if re.fullmatch(template, entry.message, re.DOTALL):
            return code
    # The data URL library's messages are the only ones left.
    return "invalid-data-url"


def _ours(tree: Tree, version: SpecVersion) -> Found:
    found = checking.check(tree, version, Asking(READER, Trust.DOUBT))
    assert Counter(checking.check(tree, version, Asking(READER))) == Counter(found)
    findings = found + duplicates.check(tree, version, Trust.DOUBT)
    verdicts = [finding for finding in findings if finding.severity is not INFO]
    return Counter([(finding.severity.value, finding.tokens, finding.code) for finding in verdicts])


def _theirs(entries: tuple[Entry, ...], tree: Tree) -> Found:
    return Counter([(entry.kind, _settle(entry, tree), _code_of(entry)) for entry in entries])


def _settle(entry: Entry, tree: Tree) -> tuple[str | int, ...]:
    """The place of an entry; of several colliding partition numbers the reference reports any, here the first is."""
    if entry.name != "ErrPartitionNumbersCollide":
        return entry.path
    numbers = [partition.get("number") for partition in tree["storage"]["disks"][entry.path[2]]["partitions"]]
    second = [at for at, number in enumerate(numbers) if number and numbers[:at].count(number) == 1]
    assert entry.path[4] in second
    return (*entry.path[:4], second[0])


def _assert_same(oracle: Oracle, version: SpecVersion, trees: list[Tree]) -> None:
    raws = [json.dumps(tree, ensure_ascii=False).encode() for tree in trees]
    answers = oracle.batch([ask_validate(version.value, raw, positions=False) for raw in raws])  # type: ignore[arg-type]
    for tree, answer in zip(trees, answers, strict=True):
        ours, theirs = _ours(tree, version), _theirs(answer.entries, tree)
        assert {"only here": ours - theirs, "only there": theirs - ours} == {"only here": {}, "only there": {}}


@pytest.mark.parametrize("version", SPEC3.versions)
def test_every_case_of_every_rule_is_judged_as_by_the_reference(oracle: Oracle, version: SpecVersion) -> None:
    ways = {on: find_way(on, version) for on in {case.on for case in CASES}}
    trees = [embed(case.tree, way, version) for case in CASES if (way := ways[case.on]) is not None]
    assert len(trees) > len(CASES) // 2
    _assert_same(oracle, version, [_prune(tree, SpecView.of(version).root) for tree in trees])


@pytest.mark.parametrize("version", SPEC3.versions)
@pytest.mark.parametrize("seed", range(4))
def test_random_configs_of_telling_values_are_judged_as_by_the_reference(
    oracle: Oracle, version: SpecVersion, seed: int
) -> None:
    random = Random(f"{version} {seed}")  # noqa: S311 - a test needs no secrets
    view = SpecView.of(version).root
    trees = []
    for _ in range(RANDOM_TREES):
        tree = _draw(view, random, random.choice((0.1, 0.3, 0.6)))
        tree.setdefault("ignition", {}).setdefault("version", version.value)
        trees.append(tree)
    _assert_same(oracle, version, trees)


PRESENT = [rule for rule in checking.registered(SPEC3) if not rule.is_past]


@pytest.mark.parametrize("rule", PRESENT, ids=lambda rule: f"{rule.code}-{rule.on.__name__}")
def test_the_source_that_a_rule_mirrors_exists_in_each_of_its_versions(rule: Rule) -> None:
    for version in SPEC3.versions:
        if version in rule.span and any(issubclass(view.model, rule.on) for view in SpecView.of(version).models):
            for part in rule.mirrors.split(", "):
                assert _mirrors(part, version), (part, version)


def _mirrors(part: str, version: SpecVersion) -> bool:
    """Whether the reference has the file and function that *part* names, for one of the versions that share it."""
    name, _, function = part.partition(" ")
    major, minor, pre = re.fullmatch(r"(\d+)\.(\d+)\.\d+-?(.*)", version).groups()  # type: ignore[union-attr]
    folder = "" if name.startswith("shared/") else f"v{major}_{minor}{'_' if pre else ''}{pre}/types/"
    source = _sources() / f"{folder}{name}"
    receiver, _, method = function.rpartition(".")
    pattern = rf"^func (\(\w+ {receiver}\) )?{method}\(" if receiver else rf"^func {method}\("
    return source.exists() and re.search(pattern, source.read_text(), re.MULTILINE) is not None


@cache
def _sources() -> Path:
    return find_module()[0] / "config"


# Random trees: the description gives their shape, the cases their values, which sit at the edges of the rules.


@cache
def _pool(name: str) -> tuple[Any, ...]:
    """Every scalar that some case gives a member of this name."""
    values = [value for case in CASES for value in _scalars(case.tree, name)]
    # By their text, since True equals 1.
    return tuple({repr(value): value for value in values}.values())


def _scalars(tree: Any, name: str, under: str = "") -> Iterator[Any]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _scalars(value, name, key)
    elif isinstance(tree, list):
        for item in tree:
            yield from _scalars(item, name, under)
    elif under == name:
        yield tree


def _draw(view: ModelView, random: Random, density: float) -> Tree:
    # What is required is left out now and then.
    wanted = [field for field in view.fields if random.random() < (0.9 if field.required else density)]
    tree = {field.json: _draw_value(field, random, density) for field in wanted}
    paths = [item for name in ("files", "directories", "links") for item in tree.get(name, ()) if "path" in item]
    if paths and random.random() < 0.5:
        # Few paths in common make nodes meet each other.
        common = random.choices(("/a", "/a/b", "/a/b/c", "/b", *[item["path"] for item in paths]), k=3)
        for item in paths:
            item["path"] = random.choice(common)
    return tree


def _draw_value(field: FieldView, random: Random, density: float) -> Any:
    if field.is_list:
        count = random.choice((0, 1, 1, 2, 3, 12))
        return [_draw_one(field, random, density) for _ in range(count)]
    return _draw_one(field, random, density)


def _draw_one(field: FieldView, random: Random, density: float) -> Any:
    if field.model is not None:
        return _draw(field.model, random, density)
    kinds = {"integer": int, "boolean": bool}
    values = [value for value in _pool(field.json) if type(value) is kinds.get(field.kind, str)]
    if field.kind == "boolean":
        return random.random() < 0.7
    if field.kind == "integer" and random.random() < 0.5:
        return random.randrange(-3, 40)
    return random.choice(values or ["", "a"] if field.kind != "integer" else values or [0, 1])


def _prune(tree: Tree, view: ModelView) -> Tree:
    """A case's tree less the members that the version does not have, as trees never hold them."""
    pruned: Tree = {}
    for name, value in tree.items():
        field = view.by_json.get(name)
        if field is None:
            continue
        if field.model is None:
            pruned[name] = value
        elif field.is_list:
            pruned[name] = [_prune(item, field.model) for item in value]
        else:
            pruned[name] = _prune(value, field.model)
    return pruned
