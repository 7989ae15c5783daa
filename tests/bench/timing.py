"""
Time acts in turn, so that whatever else the machine does falls on all of them.

Each contender is a function that runs its act as often as it likes and answers the seconds of each run.
`take_turns` lets all of them have a turn, round after round, and pools what each one answered.
"""

from __future__ import annotations

import gc
import os
import statistics
from functools import cached_property
from time import perf_counter
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Act = Callable[[], object]
    Contender = Callable[[], list[float]]

Name = TypeVar("Name", bound="str | int")
BUSY: Final = 0.5
"""The load for each core from which on figures are not to be relied on."""


@attrs.frozen
class Timing:
    """The seconds of every run of one act."""

    seconds: tuple[float, ...]

    @cached_property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.seconds)

    @cached_property
    def least(self) -> float:
        """The shortest run: what disturbed it least."""
        return min(self.seconds)


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

    def run() -> list[float]:
        gc.collect()
        if is_warmed:
            act()
        found: list[float] = []
        end = perf_counter() + seconds
        while len(found) < least or perf_counter() < end:
            start = perf_counter()
            act()
            found.append(perf_counter() - start)
        return found

    return run


def take_turns(contenders: Mapping[Name, Contender], rounds: int) -> dict[Name, Timing]:
    """Give every contender one turn after the other, *rounds* times, and pool what each one answered."""
    found: dict[Name, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            found[name] += contender()
    return {name: Timing(tuple(seconds)) for name, seconds in found.items()}


def compare(acts: Mapping[Name, Act], rounds: int, *, seconds: float = 0.1) -> dict[Name, Timing]:
    """Time acts of this process in turn."""
    return take_turns({name: repeat(act, seconds=seconds) for name, act in acts.items()}, rounds)


def load() -> float:
    """Say how many processes wanted a core during the last minute, on average, for each core there is."""
    return os.getloadavg()[0] / (os.cpu_count() or 1)
