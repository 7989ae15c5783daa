"""Run every example of README.md and docs/ as a test.

Python blocks are doctests; one without prompts is an excerpt, whose lines must
be in the package (``...`` stands for what was left out). ``console`` blocks are sessions: each line after
``$ `` runs as a real process, and what it prints must be what the page shows
(``...`` stands for anything). A command that fails must be followed by
``$ echo $?``, which shows its exit code. A ``code-block`` with a caption is a
file of that name, there for the examples after it.

Each page runs in a directory of its own with a copy of ``examples/`` in it.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sybil import Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.markdown.lexers import FencedCodeBlockLexer
from sybil.parsers.myst.lexers import DirectiveLexer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sybil import Document, Example, Region

ROOT = Path(__file__).parent
PROMPT = "$ "
EXIT_CODE = "echo $?"
OPTIONS = doctest.ELLIPSIS
SECONDS = 120

# The site's configuration and extension are programs, with nothing to collect.
collect_ignore_glob = ["docs/*.py", "docs/_ext/*"]


def parse_session(text: str) -> list[tuple[str, str]]:
    """Split a session into its commands, each with the output that follows it."""
    steps: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        if line.startswith(PROMPT):
            steps.append((line.removeprefix(PROMPT).strip(), ""))
        elif steps and steps[-1][0].endswith("\\"):
            command, output = steps[-1]
            steps[-1] = (f"{command[:-1].rstrip()} {line.strip()}", output)
        elif steps:
            command, output = steps[-1]
            steps[-1] = (command, output + line)
        else:
            msg = f"a session starts with {PROMPT!r}, not with {line!r}"
            raise ValueError(msg)
    return steps


def run_command(command: str) -> subprocess.CompletedProcess[str]:
    """Run one command line in the page's directory, as in a plain terminal."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONUNBUFFERED": "1",  # so that the two streams mix as they do in a terminal
        "NO_COLOR": "1",
        "PYTEST_ADDOPTS": "",
        # Hypothesis's tables of characters take seconds to make; the test run has them already.
        "HYPOTHESIS_STORAGE_DIRECTORY": str(ROOT / ".hypothesis"),
        "COLUMNS": "100",
    }
    return subprocess.run(  # noqa: S603  the page's own command
        ["bash", "-c", command],  # noqa: S607  whichever bash the reader has
        check=False,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )


def check_session(example: Example) -> str | None:
    """Run a session; return what differs from the page, or None."""
    code = 0
    steps = parse_session(example.parsed)
    for number, (command, expected) in enumerate(steps):
        if command == EXIT_CODE:
            actual = f"{code}\n"
        else:
            done = run_command(command)
            actual, code = done.stdout, done.returncode
            shown = number + 1 < len(steps) and steps[number + 1][0] == EXIT_CODE
            if code and not shown:
                return f"$ {command}\nfailed with exit code {code}:\n{actual}"
        checker = doctest.OutputChecker()
        if not checker.check_output(expected, actual, OPTIONS):
            wanted = doctest.Example(command, expected)
            return f"$ {command}\n{checker.output_difference(wanted, actual, OPTIONS)}"
    return None


def check_excerpt(example: Example) -> str | None:
    """Look for the lines of an excerpt in the package; return those that are not there, or None."""
    sources = "\n".join([path.read_text(encoding="utf-8") for path in (ROOT / "ignition_compose").rglob("*.py")])
    lines = [line.strip() for line in example.parsed.splitlines() if line.strip()]
    missing = [line for line in lines if not re.search(re.escape(line).replace(r"\.\.\.", ".*"), sources)]
    return "not in the package:\n" + "\n".join(missing) if missing else None


def write_file(example: Example) -> None:
    """Write a captioned block to the file that its caption names."""
    name, text = example.parsed
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def parse_python(document: Document) -> Iterator[Region]:
    """Find the Python blocks of a page: doctests and excerpts."""
    for region in PythonCodeBlockParser(doctest_optionflags=OPTIONS)(document):
        if isinstance(region.evaluator, PythonEvaluator):
            region.evaluator = check_excerpt
        yield region


def parse_sessions(document: Document) -> Iterator[Region]:
    """Find the ``console`` blocks of a page."""
    for region in FencedCodeBlockLexer(language="console")(document):
        region.parsed = region.lexemes["source"]
        region.evaluator = check_session
        yield region


def parse_files(document: Document) -> Iterator[Region]:
    """Find the blocks of a page whose caption makes them a file."""
    for region in DirectiveLexer(directive="code-block")(document):
        caption = region.lexemes["options"].get("caption")
        if caption is not None:
            region.parsed = (caption, str(region.lexemes["source"]))
            region.evaluator = write_file
            yield region


def enter_directory(namespace: dict[str, Any]) -> None:
    """Make the page's directory, with the example files in it, the current one."""
    directory = tempfile.mkdtemp(prefix="page-")
    shutil.copytree(ROOT / "examples", Path(directory) / "examples")
    namespace["_directories"] = (Path.cwd(), directory)
    os.chdir(directory)


def leave_directory(namespace: dict[str, Any]) -> None:
    """Go back and remove the page's directory."""
    before, directory = namespace.pop("_directories")
    os.chdir(before)
    shutil.rmtree(directory)


pytest_collect_file = Sybil(
    parsers=[
        parse_files,
        parse_python,
        parse_sessions,
    ],
    patterns=["docs/**/*.md", "docs/*.md", "README.md"],
    excludes=["docs/_build/**"],
    setup=enter_directory,
    teardown=leave_directory,
).pytest()
