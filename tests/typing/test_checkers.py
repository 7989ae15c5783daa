"""A misspelt name and a wrong argument are errors to type checkers, and what is right is none."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.checkers, pytest.mark.slow]

PROGRAMS = Path(__file__).parent / "programs"
ROOT = Path(__file__).parents[2]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # In a folder of its own, as a user's project has it: this project's settings do not reach there.
    command = [sys.executable, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MYPYPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)


def mypy(program: str, folder: Path) -> set[int]:
    """The lines of a program in which mypy finds an error."""
    done = run(folder, "-m", "mypy", "--strict", "--no-error-summary", program)
    assert not done.stderr
    return {int(line) for line in re.findall(rf"^{re.escape(program)}:(\d+): error:", done.stdout, re.MULTILINE)}


def pyright(program: str, folder: Path) -> set[int]:
    """The lines of a program in which pyright finds an error."""
    settings = {
        "typeCheckingMode": "strict",
        "include": [program],
        "extraPaths": [str(ROOT)],
        # The wrong programs look at values and do nothing with them.
        "reportUnusedExpression": False,
    }
    (folder / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = run(folder, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable)
    answer = json.loads(done.stdout)
    assert answer["summary"]["filesAnalyzed"] == 1
    found = answer["generalDiagnostics"]
    return {one["range"]["start"]["line"] + 1 for one in found if one["severity"] == "error"}


@pytest.mark.parametrize("check", [mypy, pyright])
def test_a_checker_finds_every_wrong_program(check: Callable[[str, Path], set[int]], tmp_path: Path) -> None:
    lines = Path(shutil.copy(PROGRAMS / "bad.py", tmp_path)).read_text(encoding="utf-8").splitlines()
    wrong = {number for number, line in enumerate(lines, 1) if line.endswith("# wrong")}
    assert len(wrong) > 35
    assert check("bad.py", tmp_path) == wrong


@pytest.mark.parametrize("check", [mypy, pyright])
def test_a_checker_finds_nothing_in_a_good_program(check: Callable[[str, Path], set[int]], tmp_path: Path) -> None:
    shutil.copy(PROGRAMS / "good.py", tmp_path)
    assert check("good.py", tmp_path) == set()


def test_the_good_program_runs(tmp_path: Path) -> None:
    done = run(tmp_path, "-W", "error", str(PROGRAMS / "good.py"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "3.5.0" in done.stdout
