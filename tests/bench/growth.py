"""How the time grows with what a document holds: in a straight line, for every kind of thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs
import orjson

import ignition_compose as ic
from tests.bench.documents import KINDS, make_many
from tests.bench.timing import Run, Timing, repeat, take_turns
from tests.oracle.building import build
from tests.oracle.oracle import measure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
