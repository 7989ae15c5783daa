"""Imports point one way, and ``import ignition_compose`` brings nothing heavy along."""

from __future__ import annotations

import ast
import graphlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from ignition_compose.fast.trust import WORTH_IT
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[2] / "ignition_compose"
MODULES = sorted(PACKAGE.rglob("*.py"))

# A module may import what stands on a lower floor, and its own room; rooms of one floor do not know each other.
FLOORS: Final[tuple[frozenset[str], ...]] = (
    frozenset({"display", "given", "patterns", "properties", "values"}),
    frozenset({"errors"}),
    frozenset({"golang", "pointer", "versions"}),
    frozenset({"models", "report", "tables"}),
    frozenset({"account", "answers", "dialects", "fast", "findings", "refusals", "retrieval"}),
    frozenset({"documents"}),
    frozenset({"checks", "merging"}),
    frozenset({"translation"}),
    frozenset({"reading"}),
    frozenset({"composition"}),
    frozenset({"views"}),
    frozenset({"cli", "testing"}),
)
"""The house from its foundation up; a package stands for all its modules."""

FACADE: Final = frozenset({"", "__main__"})
"""The public names and the command's other door may import from every floor."""

HEAVY: Final = frozenset(
    {"attrs", "click", "deepmerge", "httpx", "hypothesis", "jiter", "jsonschema", "jsonschema_rs", "orjson"}
)
SMALL: Final = {
    "__main__": "the command's other door",
}
"""Modules with fewer than 20 lines, and why."""

ENGINES: Final = (
    "documents.decoding",
    "fast.compiling",
    "fast.joining",
    "fast.writers",
    "merging.alignment",
    "models.schemas",
    "documents.dispatch",
    "checks.schemas",
    "checks.conforming",
    "composition.pairs",
    "merging.engine",
    "merging.pile",
    "merging.provenance",
    "merging.slices",
    "merging.recording",
    "merging.trees",
    "merging.transcript",
    "fast.outline",
    "models.fields",
    "models.view",
    "fast.plain",
    "documents.positions",
    "checks.replaced",
    "checks.strays",
    "documents.syntax",
    "translation.engine",
    "checks.unused",
    "documents.writing",
)
"""Modules that walk the description and never name a field."""

WORDS: Final = frozenset({"append", "config", "merge", "number", "value"})
"""Names of fields that are also words of JSON or of the vocabulary."""


def name_of(path: Path) -> str:
    """The name of a module within the package, empty for the package itself."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in MODULES}


def imports_of(path: Path, *, at_run_time: bool = False) -> Iterator[str]:
    """The modules of the package that a module imports; at run time, those that it needs to be imported itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = _executed(tree.body) if at_run_time else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.level:
            pytest.fail(f"{path}: imports are written in full")
        origins = []
        if isinstance(node, ast.Import):
            origins = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            origins = [f"{node.module}.{alias.name}" for alias in node.names]
        for origin in origins:
            package, _, rest = origin.partition(".")
            if package == PACKAGE.name:
                yield rest if rest in NAMES else rest.rpartition(".")[0]


def _executed(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, less those for type checkers."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.Try):
            yield from _executed(statement.body)


def room_of(name: str) -> str:
    return name.partition(".")[0]


def floor_of(name: str) -> int:
    return next(number for number, floor in enumerate(FLOORS) if room_of(name) in floor)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_imports_from_a_floor_above_its_own(path: Path) -> None:
    name = name_of(path)
    if name in FACADE:
        return
    others = [other for other in imports_of(path) if room_of(other) != room_of(name)]
    assert [other for other in others if other in FACADE or floor_of(other) >= floor_of(name)] == []


def test_every_module_has_a_floor_and_every_floor_a_module() -> None:
    tops = {name.partition(".")[0] for name in NAMES} - FACADE
    assert tops == frozenset().union(*FLOORS)
    assert sum(map(len, FLOORS)) == len(tops)


def test_the_architecture_page_says_of_each_room_what_happens_there() -> None:
    page = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| \S.*\S \|$", page, re.MULTILINE)
    floors = reversed(list(enumerate(FLOORS)))
    assert rows == [(str(number), room) for number, floor in floors for room in sorted(floor)]


def test_an_upward_edge_would_be_seen(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "def f():\n    from ignition_compose.cli import main\n    import ignition_compose.composition.layers\n"
    )
    assert list(imports_of(module)) == ["cli", "composition.layers"]
    assert floor_of("cli.main") > floor_of("documents.decoding")


def test_imports_at_run_time_have_no_cycle() -> None:
    graph = {name_of(path): set(imports_of(path, at_run_time=True)) - {name_of(path)} for path in MODULES}
    assert set(graphlib.TopologicalSorter(graph).static_order()) >= graph.keys()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_has_between_20_and_500_lines(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 500
    if path.name != "__init__.py":
        assert (lines < 20) == (name_of(path) in SMALL)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert doc
    assert doc.splitlines()[0].endswith((".", ":", "::", ","))


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_names_no_field(name: str) -> None:
    fields = {field.json for version in SPEC3.versions for view in SpecView.of(version).models for field in view.fields}
    tree = ast.parse((PACKAGE / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    assert [text for text in texts if text in fields - WORDS] == []


def modules_after(code: str) -> set[str]:
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PACKAGE.parent)
    loaded: list[str] = json.loads(done.stdout.splitlines()[-1])
    return {name.partition(".")[0] for name in loaded}


def loaded_by(code: str) -> set[str]:
    """The packages that *code* loads into a fresh interpreter, beside those that are there without it."""
    return modules_after(code) - modules_after("")


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = loaded_by("import ignition_compose")
    assert loaded & HEAVY == set()
    assert loaded & {"asyncio", "email", "http", "inspect", "ssl", "urllib"} == set()


def test_composing_loads_no_explaining_validator_no_strategies_and_no_command_line() -> None:
    program = (
        "import ignition_compose as ic\n"
        'ic.compose(user=b\'{"ignition": {"version": "3.4.0"}}\' + b" " * %d,'
        ' base={"ignition": {"version": "3.0.0"}}).to_json()'
    )
    loaded = loaded_by(program % WORTH_IT)
    assert "deepmerge" in loaded
    assert loaded & {"jsonschema", "hypothesis", "click"} == set()
    # What takes long to load waits until there is enough to do.
    assert loaded_by(program % 0) & {*HEAVY, "typing"} == set()


def test_modules_can_be_imported_in_the_opposite_order_too() -> None:
    """No module counts on another one having been imported before."""
    names = [f"{PACKAGE.name}.{name}".rstrip(".") for name in sorted(NAMES - FACADE, reverse=True)]
    program = f"import importlib\nfor name in {names!r}:\n    importlib.import_module(name)"
    assert PACKAGE.name in loaded_by(program)
