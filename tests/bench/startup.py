"""
How long it takes until the command has answered, and where that time goes.

The package's modules are compiled first, as pip compiles what it installs; a checkout's may not be.
"""

from __future__ import annotations

import compileall
import os
import re
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

import attrs

from tests.bench.timing import Run, Timing, take_turns

if TYPE_CHECKING:
    from tests.bench.timing import Contender

IMPORT_TARGET: Final = 0.060
_ROOT: Final = Path(__file__).parents[2]
_SMALL: Final = """\
{
  "ignition": {"version": "3.4.0"},
  "storage": {"files": [{"path": "/etc/hostname", "mode": 420, "contents": {"source": "data:,web-01%0A"}}]},
  "systemd": {"units": [{"name": "web.service", "enabled": true, "contents": "[Install]\\nWantedBy=multi-user.target"}]}
}
"""
_LINE: Final = re.compile(r"^import time: +([0-9]+) \| +[0-9]+ \| *(\S+)$", re.MULTILINE)

PASS, IMPORT = "python -c pass", "import ignition_compose"
VALIDATE, COMPOSE = "ignition-compose validate small.ign", "ignition-compose compose --user small.ign"
TARGETS: Final = {VALIDATE: 4.0, COMPOSE: 5.0}
"""How many times longer than Python alone each may take."""


@attrs.frozen
class Startup:
    """The times of whole processes, and where that of `COMPOSE` goes."""

    times: dict[str, Timing]
    imports: dict[str, float]  # seconds by what is imported, beyond what bare Python imports

    def ratio(self, command: str) -> float:
        """How many times longer a command takes than Python alone."""
        return self.times[command].median / self.times[PASS].median

    @property
    def import_seconds(self) -> float:
        """What importing the package adds to Python alone."""
        return self.times[IMPORT].median - self.times[PASS].median


def start(folder: Path, rounds: int) -> Startup:
    """Time the processes in turn, *rounds* times, and break one run down by packages."""
    small = folder / "small.ign"
    small.write_text(_SMALL)
    compileall.compile_dir(_ROOT / "ignition_compose", quiet=1)
    commands = {
        PASS: [sys.executable, "-c", "pass"],
        IMPORT: [sys.executable, "-c", "import ignition_compose"],
        VALIDATE: [*_command(), "validate", str(small)],
        COMPOSE: [*_command(), "compose", "--user", str(small)],
    }
    times = take_turns({name: _enter(command) for name, command in commands.items()}, rounds)
    return Startup(times, _break_down(commands[COMPOSE]))


def _command() -> list[str]:
    """The installed command, or the package run as a module where there is none."""
    script = Path(sys.executable).with_name("ignition-compose")
    return [str(script)] if script.exists() else [sys.executable, "-m", "ignition_compose"]


def _enter(command: list[str]) -> Contender:
    def run() -> list[Run]:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = perf_counter()
        subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wall, after = perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        return [Run(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)]

    return run


def _break_down(command: list[str]) -> dict[str, float]:
    """Sum up the seconds that modules themselves take to import, by what they belong to, less what Python imports."""
    bare = _imports([sys.executable, "-c", "pass"])
    runs = [_imports(command) for _ in range(5)]
    modules = [name for name in runs[0] if name not in bare]
    totals: Counter[str] = Counter()
    for name in modules:
        totals[_part(name)] += min([run[name] for run in runs if name in run])
    return {part: microseconds / 1e6 for part, microseconds in totals.most_common()}


def _imports(command: list[str]) -> dict[str, int]:
    environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    done = subprocess.run(command, cwd=_ROOT, env=environment, check=True, capture_output=True, text=True)
    return {name: int(microseconds) for microseconds, name in _LINE.findall(done.stderr)}


def _part(module: str) -> str:
    """Name what a module belongs to: a part of ours, another package, or the standard library."""
    top, *inner = module.split(".")
    if top in sys.stdlib_module_names:
        return "the standard library"
    return f"{top}.{inner[0]}" if inner and top == "ignition_compose" else top
