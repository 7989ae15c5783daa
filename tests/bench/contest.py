"""
Ours, the reference and the floor on the same two documents, in turn.

Ours
: bytes in, `ignition_compose.compose` with every default check, `to_json` text out.

The reference
: its bench mode, in a process of its own: parse, merge, validate and marshal of the same two files, bytes in
  and bytes out; starting it and reading the files is not timed, nor is its first repetition of each turn.

The floor
: `orjson.loads` and `orjson.dumps` of the same bytes: no JSON can be read and written for less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import orjson

import ignition_compose as ic
from tests.bench.documents import ORDERS, Order, make_pair
from tests.bench.timing import Run, Timing, repeat, take_turns
from tests.oracle.building import build
from tests.oracle.oracle import measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bench.timing import Contender

OURS, REFERENCE, FLOOR = "ours", "reference", "floor"
TURN: Final = 0.2
"""The seconds that a turn of ours and of the floor goes on, at least."""


@attrs.frozen
class Target:
    """What is to be reached at one size: how much faster than the reference, how much slower than the floor."""

    faster: float
    over_floor: float


TARGETS: Final[dict[int, Target]] = {
    10: Target(10, 11),
    1_000: Target(10, 7.5),
    10_000: Target(10, 4.3),
}
BETWEEN: Final = (30, 100, 300, 3_000, 30_000)
"""Further sizes, for the plot alone."""


@attrs.frozen
class Result:
    """The times at one size in one order of members."""

    files: int
    order: Order
    size: int  # bytes of both documents
    ours: Timing
    reference: Timing
    floor: Timing

    @property
    def faster(self) -> float:
        """How many times faster ours is than the reference, by the medians."""
        return self.reference.median / self.ours.median

    @property
    def over_floor(self) -> float:
        """How many times longer ours takes than the floor, by the medians."""
        return self.ours.median / self.floor.median

    @property
    def is_reached(self) -> bool:
        """Whether both targets are reached."""
        target = TARGETS[self.files]
        return self.faster >= target.faster and self.over_floor <= target.over_floor


def hold(folder: Path, rounds: int) -> Iterator[Result]:
    """Time every size of the table, in both orders of members."""
    for files in TARGETS:
        for order in ORDERS:
            yield time_size(folder, files, order, rounds)


def hold_between(folder: Path, rounds: int) -> Iterator[Result]:
    """Time the sizes that only the plot shows, in the order that people write."""
    for files in BETWEEN:
        yield time_size(folder, files, "path first", rounds)


def time_size(folder: Path, files: int, order: Order, rounds: int) -> Result:
    """
    Time one size in one order of members.

    Args:
        folder: Where the documents are written for the reference.
        files: How many files each document has.
        order: The order of members.
        rounds: How many turns each contender has.
    """
    base, user = make_pair(files, order)
    paths = folder / "base.ign", folder / "user.ign"
    for path, raw in zip(paths, (base, user), strict=True):
        path.write_bytes(raw)
    contenders: dict[str, Contender] = {
        OURS: repeat(lambda: ic.compose(base=base, user=user).to_json(), seconds=TURN),
        REFERENCE: _enter_reference(*paths, repetitions=max(2, min(50, 2_000 // files))),
        FLOOR: repeat(lambda: (orjson.dumps(orjson.loads(base)), orjson.dumps(orjson.loads(user))), seconds=TURN),
    }
    times = take_turns(contenders, rounds)
    return Result(files, order, len(base) + len(user), times[OURS], times[REFERENCE], times[FLOOR])


def _enter_reference(base: Path, user: Path, *, repetitions: int) -> Contender:
    binary = build()

    def run() -> list[Run]:
        # The first repetition warms it up, as ours is warm; it does not count.
        answer = measure(base, user, repeat=repetitions + 1, binary=binary)
        return [Run(nanoseconds / 1e9) for nanoseconds in answer["totals_ns"][1:]]

    return run
