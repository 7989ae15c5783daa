"""
Measure against the reference, side by side, and print every figure.

Run as ``python -m tests.bench``; ``--write`` puts the figures and the chart into the docs, too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeVar

import attrs

from tests.bench import contest, costs, growth, memory, page, startup
from tests.bench.timing import load
from tests.oracle.building import ReferenceUnavailableError, build

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "performance.md"
CHART: Final = ROOT / "docs" / "img" / "compose-time.svg"
Part = Callable[[Path, int], str]
T = TypeVar("T")


@attrs.define
class Findings:
    """What the parts found that others want to know."""

    verdicts: list[tuple[str, bool]] = attrs.field(factory=list)
    chart: str = ""


def main() -> int:
    """Run the parts that are asked for; the exit code tells whether they could run, not what they found."""
    options = _read_options()
    try:
        build()
    except ReferenceUnavailableError as error:
        print(error, file=sys.stderr)
        return 2
    found = Findings()
    parts = _list_parts(found)
    wanted = options.only or list(parts)
    sections = []
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        for title in wanted:
            _tell(f"measuring: {title}")
            section = f"### {HEADINGS[title]}\n\n{parts[title](Path(folder), options.rounds)}"
            print(f"{section}\n", flush=True)
            sections.append(section)
    machine = page.describe_machine((before, load()))
    print(machine)
    print(_sum_up(found))
    if options.write:
        day = datetime.now(UTC).date()
        opening = f"Measured on {day:%d %B %Y} with `make bench`:\n\n{machine}\n\n{_sum_up(found)}"
        text = page.replace_block(PAGE.read_text(encoding="utf-8"), "\n\n".join([opening, *sections]))
        PAGE.write_text(text, encoding="utf-8")
        CHART.parent.mkdir(exist_ok=True)
        CHART.write_text(found.chart, encoding="utf-8")
        _tell(f"wrote {PAGE.relative_to(ROOT)} and {CHART.relative_to(ROOT)}")
    return 0


HEADINGS: Final = {
    "contest": "Faster than the reference",
    "growth": "Growth",
    "memory": "Memory",
    "startup": "Start-up",
    "reuse": "A base that is read once",
    "origins": "Origins and transcripts",
    "ways": "Trusting what is quick, and trusting nothing",
    "shares": "Where the time goes",
    "collector": "The garbage collector",
    "older": "Configs before spec 3",
    "oddities": "Documents out of the ordinary",
    "hostile": "Growth of hostile documents",
}


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how many turns everything has (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=HEADINGS, help="measure only this")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write needs every figure, so it cannot go with --only")
    return options


def _list_parts(found: Findings) -> dict[str, Part]:
    def run_contest(folder: Path, rounds: int) -> str:
        results = list(_watch(contest.hold(folder, rounds), lambda one: f"{one.files:,} files, {one.order}"))
        found.verdicts += [(f"{one.files:,} files, {one.order}", one.is_reached) for one in results]
        between = _watch(contest.hold_between(folder, max(1, rounds // 3)), lambda one: f"{one.files:,} files")
        found.chart = page.draw_contest([*results, *between])
        return page.describe_contest(results)

    def run_growth(folder: Path, rounds: int) -> str:
        return page.describe_growth(list(_watch(growth.trace(folder, max(1, rounds // 3)), lambda one: one.kind)))

    def run_memory(folder: Path, rounds: int) -> str:
        result = memory.weigh(folder, rounds)
        found.verdicts.append(("memory", result.ratio <= memory.TARGET))
        return page.describe_memory(result)

    def run_startup(folder: Path, rounds: int) -> str:
        result = startup.start(folder, 3 * rounds)
        found.verdicts += [(name, result.ratio(name) <= most) for name, most in startup.TARGETS.items()]
        found.verdicts.append(("import", result.import_seconds <= startup.IMPORT_TARGET))
        return page.describe_startup(result)

    return {
        "contest": run_contest,
        "growth": run_growth,
        "memory": run_memory,
        "startup": run_startup,
        "reuse": lambda _, rounds: page.describe_reuse(costs.time_reuse(rounds)),
        "origins": lambda _, rounds: page.describe_origins(costs.time_origins(rounds)),
        "ways": lambda _, rounds: page.describe_ways(costs.time_ways(rounds)),
        "shares": lambda *_: page.describe_shares({files: costs.share_by_module(files) for files in contest.TARGETS}),
        "collector": lambda _, rounds: page.describe_collector(costs.time_collector(rounds)),
        "older": lambda _, rounds: page.describe_older(costs.time_older(rounds)),
        "oddities": lambda _, rounds: page.describe_oddities(costs.time_oddities(rounds)),
        "hostile": lambda *_: page.describe_odd_growth(list(_watch(growth.trace_oddities(), lambda one: one.kind))),
    }


def _watch(results: Iterable[T], name: Callable[[T], str]) -> Iterator[T]:
    for result in results:
        _tell(f"  {name(result)}")
        yield result


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _sum_up(found: Findings) -> str:
    missed = [name for name, is_reached in found.verdicts if not is_reached]
    if not found.verdicts:
        return "No figure that has a target was measured."
    return f"Not reached: {'; '.join(missed)}." if missed else "Every target is reached."


if __name__ == "__main__":
    sys.exit(main())
