"""
Time acts in turn, so that whatever else the machine does falls on all of them.

Each contender is a function that runs its act as often as it likes and answers how long each run took.
`take_turns` lets all of them have a turn, round after round, and pools what each one answered.
"""

from __future__ import annotations

import gc
import os
import statistics
from functools import cached_property
from math import nan
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Act = Callable[[], object]
    Contender = Callable[[], list["Run"]]

Name = TypeVar("Name", bound="str | int")
BUSY: Final = 0.5
"""The load for each core from which on figures are not to be relied on."""

SAMPLE: Final = 0.001
"""What takes fewer seconds is run several times in a row, so that reading clocks is of no account."""


class Run(NamedTuple):
    """The seconds that one run took."""

    wall: float
    processor: float = nan  # what this process had of a core; other work on the machine is not in it


@attrs.frozen
class Timing:
    """Every run of one act."""

    runs: tuple[Run, ...]

    @cached_property
    def median(self) -> float:
        """The seconds of the run in the middle."""
        return statistics.median([run.wall for run in self.runs])

    @cached_property
    def least(self) -> float:
        """The seconds of the shortest run: what disturbed it least."""
        return min([run.wall for run in self.runs])

    @cached_property
    def processor(self) -> float:
        """The seconds of processor time of the run in the middle."""
        return statistics.median([run.processor for run in self.runs])


def repeat(act: Act, *, seconds: float = 0.1, least: int = 2, is_warmed: bool = True) -> Contender:
    """
    Make a contender of *act*.

    Args:
        act: What is timed; what it returns is freed within the time.
        seconds: How long a turn goes on.
        least: How many runs a turn has, however long they take.
        is_warmed: Whether a turn begins with a run that is not timed, for caches that others filled.

    Returns:
        The contender. The garbage collector stays as it is by default, on, and begins each turn with nothing
        to collect.
    """

    def run() -> list[Run]:
        gc.collect()
        times = 1
        if is_warmed:
            times = max(1, round(SAMPLE / _time(act, 1).wall))
        found: list[Run] = []
        end = perf_counter() + seconds
        while len(found) < least or perf_counter() < end:
            found.append(_time(act, times))
        return found

    return run


def _time(act: Act, times: int) -> Run:
    in_a_row = range(times)
    processor, wall = process_time(), perf_counter()
    for _ in in_a_row:
        act()
    wall, processor = perf_counter() - wall, process_time() - processor
    return Run(wall / times, processor / times)


def take_turns(contenders: Mapping[Name, Contender], rounds: int) -> dict[Name, Timing]:
    """Give every contender one turn after the other, *rounds* times, and pool what each one answered."""
    found: dict[Name, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            found[name] += contender()
    return {name: Timing(tuple(runs)) for name, runs in found.items()}


def compare(acts: Mapping[Name, Act], rounds: int, *, seconds: float = 0.1) -> dict[Name, Timing]:
    """Time acts of this process in turn."""
    return take_turns({name: repeat(act, seconds=seconds) for name, act in acts.items()}, rounds)


def load() -> float:
    """Say how many processes wanted a core during the last minute, on average, for each core there is."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)
