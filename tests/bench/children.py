"""
How long it takes to resolve a hundred remote children, against what ``curl --parallel`` takes.

``python -m tests.bench.children``.

The server is on loopback, and waits 50 ms before each answer of 100 KB. Printed is the ratio to curl's time and that of
composing the same children from memory; both run one after the other, several times.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import click

import ignition_compose as ic
from ignition_compose.retrieval import Fetcher
from tests.server import Answer, Server

COUNT, SIZE, DELAY, RUNS = 100, 100_000, 0.05, 5


def child(number: int) -> bytes:
    """A config of about SIZE bytes."""
    contents = {"source": f"data:,{'x' * 800}"}
    entries = [{"path": f"/{number}/{index}", "mode": 420, "contents": contents} for index in range(SIZE // 870)]
    return json.dumps({"ignition": {"version": "3.4.0"}, "storage": {"files": entries}}).encode()


def timed(action: Any) -> float:
    """The seconds that something takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


@click.command()
def main() -> None:
    """
    Measure, and print the medians.
    """
    curl = shutil.which("curl")
    if curl is None:
        msg = "curl is missing"
        raise click.ClickException(msg)
    bodies = {f"/{number}": child(number) for number in range(COUNT)}
    with Server({path: Answer(body, delay=DELAY) for path, body in bodies.items()}) as server:
        named = [{"source": server.url(path)} for path in bodies]
        user = json.dumps({"ignition": {"version": "3.4.0", "config": {"merge": named}}})
        known = {server.url(path): body for path, body in bodies.items()}

        def by_curl() -> None:
            with tempfile.TemporaryDirectory() as folder:
                lines = [f'url = "{server.url(path)}"\noutput = "{Path(folder, path[1:])}"' for path in bodies]
                asked = Path(folder, "asked")
                asked.write_text("\n".join(lines))
                subprocess.run(
                    [curl, "--silent", "--parallel", "--parallel-max", "100", "--config", str(asked)], check=True
                )

        def by_us() -> None:
            with Fetcher(allowed_hosts=["localhost"]) as fetch:
                assert ic.resolve(user, retrieve=fetch).is_complete

        rows = [(timed(by_curl), timed(lambda: ic.resolve(user, retrieve=known)), timed(by_us)) for _ in range(RUNS)]
    fetched, composed, ours = (statistics.median(column) for column in zip(*rows, strict=True))
    click.echo(f"curl {fetched:.3f} s, composing {composed:.3f} s, resolving {ours:.3f} s")
    click.echo(f"{ours / (fetched + composed):.2f} times curl and composing together")


if __name__ == "__main__":
    main()
