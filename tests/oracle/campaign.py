"""
Compare with the reference as often as wanted: ``python -m tests.oracle.campaign 100000``.

The comparisons are with Ignition as it is and with Flatcar's rules, half of them each. Prints a progress bar, then
the counts per dialect, version and operation. A difference is shrunk to a small example,
saved as a vector under ``tests/vectors/found/``, and makes the exit code 1.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from itertools import islice, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

import click

from ignition_compose.models.specs import SPEC3
from ignition_compose.versions import SpecVersion
from tests.oracle.building import DIALECTS, DialectName, ReferenceUnavailableError
from tests.oracle.comparison import OPERATIONS, Comparison, draw_several
from tests.oracle.oracle import Oracle, OracleError
from tests.oracle.shrinking import shrink

if TYPE_CHECKING:
    from collections.abc import Iterator

FOUND: Final = Path(__file__).parents[1] / "vectors" / "found"
SHOWN: Final = 10
CHUNK: Final = 100

Counts = Counter[tuple[DialectName, SpecVersion, str]]


def problems(comparison: Comparison, oracle: Oracle) -> list[str]:
    """
    The differences; an exception of ours is one, and so is a question that the reference cannot answer.
    """
    try:
        answer = oracle.ask(comparison.question())
    except OracleError as error:
        return [str(error)]
    return comparison.problems(answer)


def compare(comparisons: list[Comparison], oracle: Oracle) -> Iterator[tuple[Comparison, list[str]]]:
    """
    Every comparison with its differences; the questions travel together.
    """
    try:
        answers: list[Any] = oracle.batch([comparison.question() for comparison in comparisons])
    except OracleError:
        yield from [(comparison, problems(comparison, oracle)) for comparison in comparisons]
        return
    for comparison, answer in zip(comparisons, answers, strict=True):
        yield comparison, comparison.problems(answer)


def endless(random: Random) -> Iterator[Comparison]:
    """
    Comparisons over all versions and dialects in turn.
    """
    while True:
        for version, dialect in product(SPEC3.versions, DIALECTS):
            yield from draw_several(random, version, dialect)


def save(comparison: Comparison, oracle: Oracle, name: str) -> Path:
    """
    Shrink a comparison that differs, and write it down, with the reference's answer, as a vector.
    """
    small = shrink(comparison, lambda candidate: bool(problems(candidate, oracle)))
    FOUND.mkdir(parents=True, exist_ok=True)
    path = FOUND / f"{small.operation}-{small.dialect}-{small.version}-{name}.json"
    try:
        record = small.to_record(oracle.ask(small.question()))
    except OracleError as error:
        asked = {"operation": small.operation, "version": str(small.version), "dialect": small.dialect}
        record = {**asked, "failure": str(error)}
    path.write_text(json.dumps(record, indent=1) + "\n")
    return path


@click.command()
@click.argument("count", type=click.IntRange(1), default=10_000)
@click.option("--seed", type=int, default=None, help="Repeat a run; a new one each time if left out.")
@click.option("--seconds", type=float, default=None, help="Stop after this time at the latest.")
def main(count: int, seed: int | None, seconds: float | None) -> None:
    """
    Make COUNT comparisons with the reference.
    """
    seed = seed if seed is not None else time.time_ns() % 2**32
    try:
        oracle = Oracle().__enter__()
    except ReferenceUnavailableError as error:
        raise click.ClickException(str(error)) from None
    with oracle:
        click.echo(f"{describe(oracle)}, seed {seed}")
        counts, found = run(oracle, count, seed, seconds)
    click.echo(table(counts))
    click.echo(f"{counts.total():,} comparisons, {found} differences")
    sys.exit(1 if found else 0)


def run(oracle: Oracle, count: int, seed: int, seconds: float | None) -> tuple[Counts, int]:
    """
    Compare until *count* or the time is reached; the counts, and how many differed.
    """
    counts: Counts = Counter()
    found = 0
    end = time.monotonic() + seconds if seconds is not None else None
    source = islice(endless(Random(seed)), count)  # noqa: S311 - nothing to keep secret
    with click.progressbar(length=count, label="comparing", file=sys.stderr) as bar:
        while chunk := list(islice(source, CHUNK)):
            for comparison, different in compare(chunk, oracle):
                counts[comparison.dialect, comparison.version, comparison.operation] += 1
                found += bool(different)
                if different and found <= SHOWN:
                    path = save(comparison, oracle, f"{seed}-{counts.total()}")
                    where = f"{comparison.operation} at {comparison.version}, {comparison.dialect}"
                    click.echo(f"\n{where}: {different[0][:400]}")
                    click.echo(f"saved as {path}")
            bar.update(len(chunk))
            if end is not None and time.monotonic() > end:
                break
    return counts, found


def describe(oracle: Oracle) -> str:
    """
    Who answers: the module's version and the Go release.
    """
    module = oracle.version()
    return f"Ignition {module['ignition']}, {module['go']}"


def table(counts: Counts) -> str:
    """
    The counts per dialect, version and operation, in Markdown.
    """
    rows = [["dialect", "version", *OPERATIONS, "all"], ["---", "---", *["---:"] * (len(OPERATIONS) + 1)]]
    for dialect, version in product(DIALECTS, SpecVersion):
        rows.append([dialect, str(version), *_cells([counts[dialect, version, each] for each in OPERATIONS])])
    columns: Counter[str] = Counter()
    for (_, _, operation), count in counts.items():
        columns[operation] += count
    rows.append(["all", "all", *_cells([columns[operation] for operation in OPERATIONS])])
    return "\n".join(["| " + " | ".join(row) + " |" for row in rows])


def _cells(numbers: list[int]) -> list[str]:
    return [f"{number:,}" for number in [*numbers, sum(numbers)]]


if __name__ == "__main__":
    main()
