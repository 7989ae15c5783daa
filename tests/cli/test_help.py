"""The help helps: it is there for every command, its examples run, and shells complete what it names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from ignition_compose.cli import COMMANDS, COMPLETE, main
from ignition_compose.cli.completion import SHELLS
from tests.cli.command import ROOT, SECONDS, call, config, environment, files, run, shell, write
from tests.documents import NEWEST

if TYPE_CHECKING:
    from pathlib import Path

LAUNCHER = '#!/bin/sh\nexec "{}" -m ignition_compose "$@"\n'


def examples_in(help_text: str) -> list[str]:
    _, _, rest = help_text.partition("\n  Example")
    return [line.strip() for line in rest.splitlines() if line.startswith("    ")]


def test_every_command_has_help_with_an_example() -> None:
    assert "compose" in call("--help").out
    for name in COMMANDS:
        done = call(name, "--help")
        assert (done.code, done.err) == (0, "")
        assert examples_in(done.out), name
        assert all(line.startswith(f"ignition-compose {name}") for line in examples_in(done.out))
        assert call(name, "-h") == done


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_examples_of_the_help_run(name: str) -> None:
    for layer in ("base", "user", "default", "parent", "child"):
        write(f"{layer}.ign", config("3.4.0" if layer != "default" else "3.1.0", storage=files(f"/{layer}")))
    stub = {"version": "3.4.0", "config": {"replace": {"source": "https://example.com/child.ign"}}}
    write("stub.ign", config(ignition=stub))
    lines = examples_in(call(*[name] * bool(name), "--help").out)
    assert lines
    for line in lines:
        done = shell(f"set -o pipefail; {line}")
        assert done.code == 0, (line, done.err)


def test_no_command_and_an_unknown_one_are_mistakes_with_a_hint() -> None:
    for arguments in ([], ["compoze"], ["--nonsense"]):
        done = call(*arguments)
        assert (done.code, done.out) == (2, "")
        assert "ignition-compose --help" in done.err


def test_the_version_is_shown_with_those_of_the_spec() -> None:
    done = run("--version")
    assert done.code == 0
    assert done.out.startswith("ignition-compose ")
    assert NEWEST in done.out


def test_the_script_of_the_package_is_the_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["scripts"]["ignition-compose"].partition(":")
    assert getattr(import_module(module), name) is main


# --- Completion ---


@pytest.mark.parametrize("name", SHELLS)
def test_each_shell_takes_its_script(name: str) -> None:
    script = call("completion", name)
    assert (script.code, script.err) == (0, "")
    assert COMPLETE in script.out
    program = shutil.which(name)
    if program is not None:
        subprocess.run([program, "-n"], input=script.out.encode(), check=True, timeout=SECONDS)


def test_a_shell_without_a_script_is_a_mistake() -> None:
    assert call("completion", "tcsh").code == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("val", ["validate"]),
        ("schema 3.7", ["3.7.0-experimental"]),
        ("translate user.ign --to 3.5", ["3.5.0"]),
        ("compose --allow-i", ["--allow-invalid-result"]),
    ],
)
def test_bash_completes_commands_options_and_versions(words: str, expected: list[str], folder: Path) -> None:
    launcher = folder / "ignition-compose"
    launcher.write_text(LAUNCHER.format(sys.executable))
    launcher.chmod(0o755)
    words = f"ignition-compose {words}"
    script = (
        'eval "$(ignition-compose completion bash)"\n'
        f"COMP_WORDS=({words})\nCOMP_CWORD={len(words.split()) - 1}\n"
        '_ignition_compose_completion ignition-compose\nprintf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=True, env=environment(PATH=path), timeout=SECONDS
    )
    assert done.stdout.decode().split() == expected


def test_files_are_completed_by_the_shell() -> None:
    for line in ("validate ", "compose --user ", "translate "):
        words = f"ignition-compose {line}"
        done = run(COMP_WORDS=words, COMP_CWORD=str(len(words.split())), _IGNITION_COMPOSE_COMPLETE="bash_complete")
        assert done.out.startswith("file,"), line


# --- Start-up ---

LISTING = "import sys; before = set(sys.modules); {}; print(*sorted(set(sys.modules) - before))"


def imported_by(statement: str) -> set[str]:
    """What a statement imports in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", LISTING.format(statement)],
        capture_output=True,
        check=True,
        env=environment(),
        timeout=SECONDS,
    )
    return set(done.stdout.decode().splitlines()[-1].split())


def test_the_entry_point_brings_nothing_along() -> None:
    ours = {name for name in imported_by("import ignition_compose.cli") if name.startswith("ignition_compose")}
    assert ours == {"ignition_compose", "ignition_compose.cli"}
    assert "click" not in imported_by("import ignition_compose.cli")


def test_help_loads_click_and_neither_the_models_nor_what_only_validation_needs() -> None:
    loaded = imported_by("from ignition_compose.cli import main; main(['--help'])")
    assert "click" in loaded
    assert not loaded & {"attr", "deepmerge", "jsonschema", "jsonschema_rs", "orjson", "ignition_compose.models.view"}


def test_a_valid_config_needs_no_explaining_and_no_merging() -> None:
    write("good.ign", config())
    loaded = imported_by("from ignition_compose.cli import main; main(['validate', 'good.ign'])")
    assert "ignition_compose.checks.validation" in loaded
    assert not loaded & {
        "deepmerge",
        "jsonschema",
        "hypothesis",
        "ignition_compose.composition.composing",
        "ignition_compose.cli.compose",
    }
