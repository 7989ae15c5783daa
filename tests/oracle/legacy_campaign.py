"""
Compare specs 1 and 2 with Flatcar's code as often as wanted: ``python -m tests.oracle.legacy_campaign 100000``.

Prints the counts per operation. A difference is printed with the document, as it was drawn, and makes the exit code 1.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from tests.oracle.building import ReferenceUnavailableError
from tests.oracle.legacy import (
    LEGACY_VERSIONS,
    LegacyOracle,
    ask_append,
    ask_flatcar_parse,
    ask_parse,
    ask_translate,
)
from tests.oracle.legacy_comparison import differ
from tests.oracle.legacy_generator import draw_legacy, draw_pair
from tests.oracle.legacy_outcomes import MAPS, differ_appended, differ_booted, differ_newest, differ_translated

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.oracle.oracle import Question

OPERATIONS: Final = ("judge", "parse", "append", "translate", "boot")
CHUNK: Final = 200
SHOWN: Final = 10


class Asked(NamedTuple):
    """
    One comparison: what is asked about, how, and who compares.
    """

    operation: str
    about: Any
    question: Question[Any]
    compare: Callable[[Any], str]


def draw(random: Random, operation: str) -> Asked:
    """
    One comparison of an operation.
    """
    if operation == "append":
        pair = draw_pair(random)
        return Asked(operation, pair, ask_append(*pair), lambda answer: differ_appended(pair, answer))
    raw = draw_legacy(random, random.choice(LEGACY_VERSIONS))
    if operation == "judge":
        return Asked(operation, raw, ask_parse(raw), lambda answer: differ(raw, answer))
    if operation == "parse":
        return Asked(operation, raw, ask_parse(raw), lambda answer: differ_newest(raw, answer))
    if operation == "boot":
        return Asked(operation, raw, ask_flatcar_parse(raw), lambda answer: differ_booted(raw, answer))
    places = random.choice(MAPS)
    return Asked(
        operation, (raw, places), ask_translate(raw, places), lambda answer: differ_translated(raw, places, answer)
    )


@click.command()
@click.argument("count", type=click.IntRange(1), default=10_000)
@click.option("--seed", type=int, default=None, help="Repeat a run; a new one each time if left out.")
@click.option("--seconds", type=float, default=None, help="Stop after this time at the latest.")
def main(count: int, seed: int | None, seconds: float | None) -> None:
    """
    Make COUNT comparisons with Flatcar's code.
    """
    seed = seed if seed is not None else time.time_ns() % 2**32
    try:
        oracle = LegacyOracle().__enter__()
    except ReferenceUnavailableError as error:
        raise click.ClickException(str(error)) from None
    with oracle:
        click.echo(f"specs 1 and 2, seed {seed}")
        counts, found = run(oracle, count, seed, seconds)
    click.echo(", ".join([f"{operation} {counts[operation]:,}" for operation in OPERATIONS]))
    click.echo(f"{counts.total():,} comparisons, {found} differences")
    sys.exit(1 if found else 0)


def run(oracle: LegacyOracle, count: int, seed: int, seconds: float | None) -> tuple[Counter[str], int]:
    """
    Compare until *count* or the time is reached; the counts, and how many differed.
    """
    random = Random(seed)  # noqa: S311 - nothing to keep secret
    counts: Counter[str] = Counter()
    found = 0
    end = time.monotonic() + seconds if seconds is not None else None
    with click.progressbar(length=count, label="comparing", file=sys.stderr) as bar:
        while counts.total() < count and (end is None or time.monotonic() < end):
            number = min(CHUNK, count - counts.total())
            asked = [draw(random, OPERATIONS[index % len(OPERATIONS)]) for index in range(number)]
            answers: list[Any] = oracle.batch([one.question for one in asked])
            for one, answer in zip(asked, answers, strict=True):
                counts[one.operation] += 1
                different = one.compare(answer)
                found += bool(different)
                if different and found <= SHOWN:
                    click.echo(f"\n{one.operation} of {one.about!r}: {different[:400]}")
            bar.update(number)
    return counts, found


if __name__ == "__main__":
    main()
