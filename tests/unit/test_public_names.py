"""The package's public names: a contract."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import UnionType

import pytest

import ignition_compose as ic

CONTRACT = {
    "Config",
    "Entry",
    "IgnitionComposeError",
    "InvalidConfig",
    "Mapping",
    "NoConfig",
    "Pointer",
    "Report",
    "VersionMismatch",
    "compose",
    "merge",
    "merge_with_transcript",
    "parse",
    "read",
    "schema",
    "translate",
    "validate",
}
FUNCTIONS = [name for name in ic.__all__ if name.islower()]


def test_the_list_of_names_is_sorted_and_holds_the_contract() -> None:
    assert ic.__all__ == sorted(ic.__all__)
    assert len(set(ic.__all__)) == len(ic.__all__)
    assert set(ic.__all__) >= CONTRACT


@pytest.mark.parametrize("name", ic.__all__)
def test_every_name_is_there_with_its_documentation(name: str) -> None:
    value = getattr(ic, name)
    if name == "Content":
        # What may be handed over is a union of types.
        assert isinstance(value, UnionType)
        return
    assert getattr(value, "__module__", ic.__name__).startswith("ignition_compose")
    assert inspect.getdoc(value)


def test_every_name_is_declared_for_type_checkers_where_it_comes_from() -> None:
    tree = ast.parse(Path(str(ic.__file__)).read_text(encoding="utf-8"))
    declared: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("ignition_compose"):
            declared |= {alias.name: str(node.module) for alias in node.names}
    assert declared.keys() == set(ic.__all__)
    for name, home in declared.items():
        assert getattr(importlib.import_module(home), name) == getattr(ic, name)


def test_dir_shows_the_public_names() -> None:
    assert dir(ic) == ic.__all__


def test_any_other_name_is_missing() -> None:
    with pytest.raises(AttributeError, match="no attribute 'composer'"):
        ic.composer  # type: ignore[attr-defined]  # noqa: B018
    assert not hasattr(ic, "__path_of_nothing__")


def test_functions_stay_callable_after_every_module_was_imported() -> None:
    """A module of the same name would take the place of the function in the package."""
    program = (
        "import importlib, pkgutil, ignition_compose as ic\n"
        "for module in pkgutil.walk_packages(ic.__path__, 'ignition_compose.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
        f"assert all(callable(getattr(ic, name)) for name in {FUNCTIONS!r})\n"
        'ic.validate(\'{"ignition": {"version": "3.4.0"}}\')\n'
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(str(ic.__file__)).parents[1])


def test_no_module_or_package_has_the_name_of_a_function() -> None:
    modules = {module.name for module in pkgutil.iter_modules(ic.__path__)}
    assert modules & set(FUNCTIONS) == set()


def test_a_star_import_brings_the_public_names() -> None:
    namespace: dict[str, object] = {}
    exec("from ignition_compose import *", namespace)  # noqa: S102 - the statement is what is tested
    assert set(ic.__all__) <= namespace.keys()


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(str(ic.__file__)).parent / "py.typed").is_file()
