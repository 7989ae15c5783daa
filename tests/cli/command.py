"""The command under test, as a process or within this one, and the files it is given."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from unittest import mock

from ignition_compose.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "ignition_compose")
SECONDS = 60


class Done(NamedTuple):
    """How the command ended: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> Any:
        """What it wrote to the standard output, which must be one JSON value."""
        return json.loads(self.out)

    @property
    def report(self) -> Any:
        """What it wrote to the standard error, which must be one JSON value."""
        return json.loads(self.err)


def environment(**more: str) -> dict[str, str]:
    """A plain terminal's environment in which the package under test is found."""
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    unwanted = {"NO_COLOR", "TERM", "COLUMNS", "_IGNITION_COMPOSE_COMPLETE"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONPATH": path, "LC_ALL": "C.UTF-8", "COLUMNS": "100", **more}


def run(*arguments: str | bytes, stdin: bytes = b"", **more: str) -> Done:
    """Run the command as a process in the current directory."""
    done = subprocess.run(
        [*COMMAND, *arguments], input=stdin, capture_output=True, check=False, env=environment(**more), timeout=SECONDS
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_on_terminal(stream: Literal["stdout", "stderr"], *arguments: str, **more: str) -> tuple[int, str]:
    """Run the command with one of its streams on a terminal: its exit code, and what it wrote there."""
    import pty  # only where there are terminals

    ours, theirs = pty.openpty()
    read = bytearray()

    def drain() -> None:
        while True:
            try:
                data = os.read(ours, 1 << 10)
            except OSError:  # Linux says so when the other end is closed
                return
            if not data:
                return
            read.extend(data)

    reader = threading.Thread(target=drain, daemon=True)
    reader.start()
    out, err = (theirs, None) if stream == "stdout" else (subprocess.DEVNULL, theirs)
    done = subprocess.run(
        [*COMMAND, *arguments], stdout=out, stderr=err, check=False, env=environment(**more), timeout=SECONDS
    )
    os.close(theirs)
    reader.join(SECONDS)
    os.close(ours)
    return done.returncode, read.decode()


def shell(line: str, **more: str) -> Done:
    """Run a line of bash in which ``ignition-compose`` is the command; for redirections and pipes."""
    words = " ".join([f"'{word}'" for word in COMMAND])
    script = f'ignition-compose() {{ {words} "$@"; }}\n{line}'
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=False, env=environment(**more), timeout=SECONDS
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def call(*arguments: str, stdin: bytes = b"") -> Done:
    """Run the command within this process, for what a process of its own would add nothing to."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), mock.patch.object(sys, "stdin", given):
        code = main(arguments)
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    return Done(code, *texts)


def config(version: str = "3.4.0", **sections: Any) -> dict[str, Any]:
    """A config of *version*."""
    return {"ignition": {"version": version}, **sections}


def files(*paths: str, **members: Any) -> dict[str, Any]:
    """A storage section with files at *paths*."""
    return {"files": [{"path": path, **members} for path in paths]}


def write(name: str, content: dict[str, Any] | bytes | str) -> str:
    """Write a file in the current directory, and return its name."""
    data = json.dumps(content).encode() if isinstance(content, dict) else content
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def paths_of(result: Any, kind: str = "files") -> list[str]:
    """The paths of a config's files, links or directories."""
    return [node["path"] for node in result.get("storage", {}).get(kind, ())]


def names_in(folder: Path) -> Iterable[str]:
    """The names in a directory, hidden ones included."""
    return sorted(path.name for path in folder.iterdir())
