"""How the time grows with what a document holds: in a straight line, for every kind of thing."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import orjson

import ignition_compose as ic
from tests.bench.documents import KINDS, make_many
from tests.bench.oddities import ODDITIES
from tests.bench.timing import Run, Timing, repeat, take_turns
from tests.oracle.building import build
from tests.oracle.oracle import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.timing import Act, Contender

SIZES: Final = (100, 1_000, 10_000, 100_000)
REFUSED: Final = "links with files beneath"
CONTRASTED: Final = "links with files beside"
"""The kind that the reference is asked for too: it compares every file with every link."""

MOST_FOR_REFERENCE: Final = 10_000
"""Beyond this the reference takes minutes."""

MOST_WARMED: Final = 50_000
"""From here on a run takes seconds, and caches are of no account."""


@attrs.frozen
class Growth:
    """The times for one kind, by how many things there were."""

    kind: str
    ours: dict[int, Timing]
    floor: dict[int, Timing]
    reference: dict[int, Timing]  # only for the kind that shows why


def trace(folder: Path, rounds: int, sizes: tuple[int, ...] = SIZES) -> Iterator[Growth]:
    """Time every kind at every size: what is valid is composed and written, what is refused is validated."""
    for kind in KINDS:
        ours, floor, reference = {}, {}, {}
        for number in sizes:
            raw = make_many(kind, number)
            few = number < MOST_WARMED
            contenders = {
                "ours": repeat(_act(kind, raw), least=1, is_warmed=few),
                "floor": repeat(_floor(raw), least=1, is_warmed=few),
            }
            if kind == CONTRASTED and number <= MOST_FOR_REFERENCE:
                contenders["reference"] = _enter_reference(folder, raw)
            times = take_turns(contenders, rounds)
            ours[number], floor[number] = times["ours"], times["floor"]
            if "reference" in times:
                reference[number] = times["reference"]
        yield Growth(kind, ours, floor, reference)


def _act(kind: str, raw: bytes) -> Act:
    if kind == REFUSED:
        return lambda: ic.validate(raw)
    return lambda: ic.compose(user=raw).to_json()


def _floor(raw: bytes) -> Act:
    return lambda: orjson.dumps(orjson.loads(raw))


def _enter_reference(folder: Path, raw: bytes) -> Contender:
    binary = build()
    nothing, user = folder / "nothing.ign", folder / "many.ign"
    nothing.write_bytes(b'{"ignition":{"version":"3.4.0"}}')
    user.write_bytes(raw)

    def run() -> list[Run]:
        return [Run(nanoseconds / 1e9) for nanoseconds in measure(nothing, user, repeat=1, binary=binary)["totals_ns"]]

    return run


_STEP: Final = 0.01
ODD_SIZES: Final = (10_000, 100_000, 1_000_000)
_ROOT: Final = Path(__file__).parents[2]
# A small document of the kind is judged first, so that whatever is loaded late is loaded.
_CHILD: Final = """
import json, resource, sys, time, tracemalloc
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (240, 240))
import ignition_compose as ic
from tests.bench.oddities import ODDITIES
make = ODDITIES[sys.argv[1]]
ic.validate(make(2_000))
found = []
for size in map(int, sys.argv[2:]):
    raw = make(size)
    seconds = []
    for _ in range(2):
        started = time.process_time()
        report = ic.validate(raw)
        seconds.append(time.process_time() - started)
    tracemalloc.start()
    document = ic.read(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    found.append([len(raw), min(seconds), peak, len(report)])
print(json.dumps(found))
"""


@attrs.frozen
class Cost:
    """What judging one document takes."""

    bytes: int
    seconds: float
    peak: int
    entries: int


@attrs.frozen
class OddGrowth:
    """The costs for one kind of oddity, the smallest document first."""

    kind: str
    costs: list[Cost]

    def exponent(self, of: str) -> float:
        """The power of the document's size that a cost grew with, up to the largest; depth ends before the sizes do."""
        other = self.costs[-1]
        one = [cost for cost in self.costs if cost.bytes < other.bytes][-1]
        # Processors count time in steps, and what takes none of them says nothing.
        ratio = max(getattr(other, of), _STEP) / max(getattr(one, of), _STEP)
        return math.log(ratio) / math.log(other.bytes / one.bytes)


def judge_growing(kind: str, *sizes: int) -> list[Cost]:
    """What judging documents of one kind takes, in a process of its own with limits."""
    command = [sys.executable, "-c", _CHILD, kind, *map(str, sizes)]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True, timeout=600)
    return [Cost(*row) for row in json.loads(done.stdout)]


def trace_oddities() -> Iterator[OddGrowth]:
    """Measure every kind of oddity and every finding at every size."""
    for kind in ODDITIES:
        yield OddGrowth(kind, judge_growing(kind, *ODD_SIZES))
