"""
Try the public API with strangers' bytes for as long as wanted: ``python -m tests.hostile.fuzz --seconds 120``.

Documents are those of the comparison with the reference, with its oddities and far more damage; texts of single values
are drawn and damaged alike. What raises a foreign exception, takes too long, or makes the process grow is saved under
``tests/hostile/found/`` and makes the exit code 1; `test_found.py` asks it again for ever.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import resource
import sys
import time
import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from ignition_compose.models.specs import SPECS
from tests.hostile.target import attempt, attempt_leaves
from tests.oracle.generator import Generator, damage
from tests.oracle.pools import POOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOUND: Final = Path(__file__).parent / "found"
SLOW: Final = 5.0
"""Seconds of processor time that no single input may take; documents here have a few KiB."""

WARM: Final = 20_000
"""Inputs after which a process has loaded all that it ever loads, and its bounded caches are nearly full."""

GROWTH: Final = 64 << 10
"""KiB that a process may grow by after that, whatever the number of inputs."""

VERSIONS: Final = [version for spec in SPECS.values() for version in spec.versions]
TEXTS: Final = [str(value) for pool in POOLS.values() for value in pool]
LEAVES: Final = 8
"""Texts that are tried for each document: they are that much quicker."""


class Outcome(NamedTuple):
    """What one process found: how many inputs it tried, and what was wrong with one of them or with all together."""

    tried: int
    problem: str = ""
    raw: bytes | None = None


def documents(random: Random) -> Iterator[bytes]:
    """Documents of all versions, sound, odd and damaged, and now and then two in one."""
    before = b"{}"
    while True:
        raw = Generator(random, random.choice(VERSIONS)).text()
        if random.random() < 0.1:
            cut = random.randrange(len(raw) + 1)
            raw = raw[:cut] + before[random.randrange(len(before) + 1) :]
        for _ in range(random.choice((0, 0, 1, 2, 8))):
            raw = damage(random, raw)
        yield raw
        before = raw


def texts(random: Random) -> Iterator[bytes]:
    """Texts of single values, damaged."""
    while True:
        raw = random.choice(TEXTS).encode("utf-8", "surrogatepass")
        for _ in range(random.choice((1, 2, 4))):
            raw = damage(random, raw)
        yield raw


def ask(target: Callable[[bytes], None], raw: bytes) -> str:
    """What is wrong with how one input was taken, nothing if all is well."""
    begun = time.process_time()
    try:
        target(raw)
    except BaseException:  # noqa: BLE001 - this is what is looked for
        return traceback.format_exc()
    taken = time.process_time() - begun
    return f"it took {taken:.1f} s" if taken > SLOW else ""


def work(seed: int, seconds: float) -> Outcome:
    """Try inputs until the time is over, or until one is taken badly."""
    random, tried, begun = Random(seed), 0, time.monotonic()  # noqa: S311 - no secret depends on it
    ours, leaves = documents(random), texts(random)
    peak = 0
    while time.monotonic() - begun < seconds:
        for target, raw in [(attempt, next(ours)), *[(attempt_leaves, next(leaves)) for _ in range(LEAVES)]]:
            problem = ask(target, raw)
            tried += 1
            if problem:
                return Outcome(tried, problem, raw)
        now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if tried < WARM:
            peak = now
        elif now > peak + GROWTH:
            return Outcome(tried, f"the process grew from {peak >> 10} to {now >> 10} MiB in {tried} inputs")
    return Outcome(tried)


@click.command()
@click.option("--seconds", type=float, default=120, show_default=True, help="How long to try.")
@click.option("--seed", type=int, default=None, help="Where to begin; a new place each time if left out.")
@click.option("--jobs", type=int, default=0, help="How many processes; one for each core if 0.")
def main(seconds: float, seed: int | None, jobs: int) -> None:
    """Try the public API with strangers' bytes."""
    jobs = jobs or os.cpu_count() or 1
    first = int.from_bytes(os.urandom(4), "big") if seed is None else seed
    click.echo(f"seed {first}, {jobs} processes, {seconds:g} s")
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs) as pool:
        outcomes = pool.starmap(work, [(first + number, seconds) for number in range(jobs)])
    bad = [outcome for outcome in outcomes if outcome.problem]
    for outcome in bad:
        click.echo(outcome.problem, err=True)
        if outcome.raw is not None:
            FOUND.mkdir(exist_ok=True)
            path = FOUND / f"{hashlib.sha256(outcome.raw).hexdigest()[:16]}.bin"
            path.write_bytes(outcome.raw)
            click.echo(f"saved as {path}", err=True)
    tried = sum([outcome.tried for outcome in outcomes])
    click.echo(f"{tried:,} inputs, {tried / seconds:,.0f} a second, {len(bad)} taken badly")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
