"""What a machine lacks leaves tests out, and is said once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.needs import NEEDS, REQUIRE_VARIABLE, missing

ROOT: Final = Path(__file__).parents[2]
HOOKS: Final = """
from tests.conftest import pytest_runtest_setup
from tests.needs import NEEDS
from tests.oracle.building import ReferenceUnavailableError

def build():
    raise ReferenceUnavailableError("a compiler is missing\\nwhat the compiler said")

NEEDS["reference"] = build
"""
TESTS: Final = """
import pytest

pytestmark = pytest.mark.reference

@pytest.fixture
def asked():
    raise AssertionError

def test_one(asked): pass
def test_two(asked): pass
@pytest.mark.parametrize("path", [])
def test_none(path): pass
"""


def run(folder: Path, required: str) -> list[str]:
    (folder / "conftest.py").write_text(HOOKS, encoding="utf-8")
    (folder / "test_few.py").write_text(TESTS, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(ROOT / "pyproject.toml"),
        "-p",
        "no:cacheprovider",
        str(folder),
    ]
    environment = os.environ | {REQUIRE_VARIABLE: required, "PYTEST_ADDOPTS": ""}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


@pytest.mark.parametrize("required", ["", "program"])
def test_what_is_missing_is_one_line_of_the_summary_however_many_tests_need_it(tmp_path: Path, required: str) -> None:
    lines = run(tmp_path, required)
    (line,) = [line for line in lines if line.startswith("SKIPPED")]
    assert line.startswith("SKIPPED [3]")
    assert line.endswith(": a compiler is missing")
    assert "what the compiler said" not in lines


@pytest.mark.parametrize("required", ["1", "program reference"])
def test_what_is_required_may_not_be_missing(tmp_path: Path, required: str) -> None:
    lines = run(tmp_path, required)
    assert not [line for line in lines if line.startswith("SKIPPED")]
    assert len([line for line in lines if line.startswith("ERROR ")]) == 3
    assert "what the compiler said" in lines


def test_what_is_there_is_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NEEDS, "corpus", lambda: None)
    missing.cache_clear()
    assert missing("corpus") == ""
    missing.cache_clear()
