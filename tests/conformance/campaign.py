"""
Compare with the reference as often as wanted: ``python -m tests.conformance.campaign 100000``.

Prints a progress bar and the counts per version and operation. A difference is shrunk to a small example,
saved as a vector under ``tests/vectors/found/``, and makes the exit code 1.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import click

from ignition_compose.versions import SpecVersion
from tests.conformance.comparison import OPERATIONS, Comparison, draw_several, shrink
from tests.conformance.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND: Final = Path(__file__).parents[1] / "vectors" / "found"
SHOWN: Final = 10


def fails(comparison: Comparison, oracle: Oracle) -> bool:
    """
    Whether both sides differ, or ours fails altogether.
    """
    return bool(problems(comparison, oracle))


def problems(comparison: Comparison, oracle: Oracle) -> list[str]:
    """
    The differences; an exception of ours is one.
    """
    answer = comparison.ask(oracle)
    try:
        return comparison.differences(answer)
    except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
        return [f"{type(error).__name__}: {error}"]


def endless(random: Random) -> Iterator[Comparison]:
    """
    Comparisons over all versions in turn.
    """
    while True:
        for version in SpecVersion:
            yield from draw_several(random, version)


def save(comparison: Comparison, oracle: Oracle, number: int) -> Path:
    """
    Write a shrunk comparison down, with the reference's answer, as a vector.
    """
    FOUND.mkdir(parents=True, exist_ok=True)
    small = shrink(comparison, lambda candidate: fails(candidate, oracle))
    path = FOUND / f"{small.operation}-{small.version}-{number}.json"
    path.write_text(json.dumps(small.to_record(small.ask(oracle)), indent=1) + "\n")
    return path


@click.command()
@click.argument("count", type=int, default=10_000)
@click.option("--seed", type=int, default=None, help="Repeat a run; a new one each time if left out.")
@click.option("--seconds", type=float, default=None, help="Stop after this time at the latest.")
def main(count: int, seed: int | None, seconds: float | None) -> None:
    """
    Make COUNT comparisons with the reference.
    """
    seed = seed if seed is not None else time.time_ns() % 2**32
    click.echo(f"seed {seed}")
    counts: Counter[tuple[str, str]] = Counter()
    found = 0
    end = time.monotonic() + seconds if seconds is not None else None
    with Oracle() as oracle, click.progressbar(length=count, label="comparing", update_min_steps=500) as bar:
        for comparison in endless(Random(seed)):  # noqa: S311 - not a secret
            counts[str(comparison.version), comparison.operation] += 1
            different = problems(comparison, oracle)
            if different:
                found += 1
                if found <= SHOWN:
                    path = save(comparison, oracle, counts.total())
                    click.echo(
                        f"\n{comparison.operation} at {comparison.version}: {different[0][:400]}\nsaved as {path}"
                    )
            bar.update(1)
            if counts.total() >= count or (end is not None and time.monotonic() > end):
                break
        module = oracle.version()
    table(counts)
    click.echo(f"{counts.total()} comparisons with {module}, {found} differences")
    sys.exit(1 if found else 0)


def table(counts: Counter[tuple[str, str]]) -> None:
    """
    Print the counts per version and operation.
    """
    click.echo("| version | " + " | ".join(OPERATIONS) + " |")
    click.echo("|---|" + "---|" * len(OPERATIONS))
    for version in SpecVersion:
        cells = [str(counts[str(version), operation]) for operation in OPERATIONS]
        click.echo(f"| {version} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
