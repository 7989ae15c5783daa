from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
WRITTEN_BY_THE_BUILD = {ROOT / f"docs/reference/{name}.md" for name in ("cli", "codes", "fields", "releases")}
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def fenced(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}$\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    named = re.findall(r"(?:^|`)make ([a-z-]+)", "\n".join([*fenced(page, "sh"), page.read_text()]), re.MULTILINE)
    assert set(named) <= TARGETS


def test_the_readme_has_two_make_commands() -> None:
    commands = [line for block in fenced(ROOT / "README.md", "sh") for line in block.splitlines()]
    made = [command.split()[:2] for command in commands if command.startswith("make ")]
    assert made == [["make", "demo"], ["make", "test"]]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)", page.read_text())
    targets = [(page.parent / link).resolve() for link in links]
    missing = [target for target in targets if not target.exists() and target not in WRITTEN_BY_THE_BUILD]
    assert not missing


def test_no_page_shows_a_session_that_is_not_run() -> None:
    shown = [page.name for page in PAGES for block in fenced(page, "sh") if re.search(r"^\$ ", block, re.MULTILINE)]
    assert not shown


@pytest.mark.parametrize("name", ["oem/base.ign", "oem/platform.ign", "user.ign", "oem/default.ign", "broken.ign"])
def test_each_example_is_json_with_a_spec_3_version(name: str) -> None:
    tree = json.loads((ROOT / "examples" / name).read_text())
    assert tree["ignition"]["version"].startswith("3.")


def test_the_example_layers_are_of_different_versions() -> None:
    names = ("oem/base.ign", "oem/platform.ign", "user.ign")
    trees = [json.loads((ROOT / "examples" / name).read_text()) for name in names]
    assert len({tree["ignition"]["version"] for tree in trees}) == len(names)


def test_every_lower_bound_can_be_pinned() -> None:
    script = [sys.executable, str(ROOT / ".ci/lowest.py"), "test"]
    lines = subprocess.run(script, check=True, capture_output=True, text=True).stdout.splitlines()
    names = {line.partition("==")[0] for line in lines}
    wanted = {re.split(r"[\[>]", requirement)[0] for requirement in PROJECT["project"]["dependencies"]}
    assert wanted < names
    assert {"hypothesis", "pytest", "sybil"} < names


def test_every_ignored_lint_rule_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    section = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8-type-checking]")]
    lines = [line for line in section.splitlines() if re.match(r'\s*"[A-Z]+\d*",|"[^"]+" = \[".*"\]', line)]
    assert lines
    assert [line for line in lines if "#" not in line] == []


def test_the_license_is_the_whole_apache_license() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_the_changelog_speaks_of_the_version_in_pyproject() -> None:
    assert PROJECT["project"]["version"] in (ROOT / "CHANGELOG.md").read_text()


def test_the_scripts_of_ci_can_be_run_and_are_sound_bash() -> None:
    scripts = [path for path in (ROOT / ".ci").iterdir() if not path.suffix]
    assert {path.name for path in scripts} >= {"run", "find-python", "install-tools", "check-wheel"}
    assert all(os.access(path, os.X_OK) for path in scripts)
    assert [subprocess.run(["bash", "-n", str(path)], check=False).returncode for path in scripts] == [0] * len(scripts)


def test_find_python_skips_a_name_that_does_not_run(tmp_path: Path) -> None:
    for name in ("python3.11", "python3.12"):
        shim = tmp_path / name
        shim.write_text("#!/bin/sh\nexit 127\n")
        shim.chmod(0o755)
    (tmp_path / "python3.13").symlink_to(sys.executable)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path), "PYENV_ROOT": str(tmp_path)}
    script = str(ROOT / ".ci/find-python")
    found = subprocess.run([script], env=environment, check=True, capture_output=True, text=True).stdout.strip()
    is_new_enough = [found, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    assert subprocess.run(is_new_enough, check=False).returncode == 0


def imported_packages() -> set[str]:
    trees = [ast.parse(path.read_text()) for path in (ROOT / "ignition_compose").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {name.partition(".")[0] for name in names} - set(sys.stdlib_module_names) - {"ignition_compose"}


def test_every_package_that_is_imported_is_declared_and_the_other_way_round() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    declared = [*PROJECT["project"]["dependencies"], *(requirement for extra in extras for requirement in extra)]
    names = {re.split(r"[\[>]", requirement)[0].replace("-", "_") for requirement in declared}
    # Drivers are imported by what they drive.
    assert imported_packages() == names - {"gcsfs", "s3fs"}
