"""The figures as text: tables that read in a terminal and on the docs' page."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench import contest, costs, growth, memory, startup
from tests.bench.plot import CIRCLE, SQUARE, TRIANGLE, Line, draw
from tests.bench.timing import BUSY
from tests.oracle.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.bench.contest import Result
    from tests.bench.costs import Times
    from tests.bench.growth import Growth, OddGrowth
    from tests.bench.memory import Memory
    from tests.bench.startup import Startup
    from tests.bench.timing import Timing

BEGIN: Final = "<!-- What follows is written by `make bench ARGS=--write`. -->"
END: Final = "<!-- What `make bench` writes ends here. -->"
SMALLEST: Final = 0.0005
"""What takes fewer seconds to import is shown together."""

SMALLEST_SHARE: Final = 0.02
"""Modules that nowhere have a larger share of the time are left out."""

_PACKAGES: Final = ("attrs", "deepmerge", "jiter", "jsonschema-rs", "orjson")


def describe_machine(loads: tuple[float, float]) -> str:
    """Say what ran where, and whether the machine had other work to do."""
    with Oracle() as oracle:
        reference = oracle.version()
    libraries = ", ".join([f"{name} {version(name)}" for name in _PACKAGES])
    busy = max(loads) > BUSY
    warning = "; other work was running, so the times are longer than they need be" if busy else ""
    return "\n".join(
        [
            f"- {_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}",
            f"- Python {platform.python_version()}, {libraries}",
            f"- Ignition {reference['ignition']}, {reference['go']}",
            f"- load for each core: {loads[0]:.1f} before, {loads[1]:.1f} after{warning}",
        ]
    )


def _processor() -> str:
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or "an unknown processor"


def describe_contest(results: Sequence[Result]) -> str:
    """Show the table of targets, by the medians and by the shortest runs."""
    rows, shortest = [], []
    for result in results:
        target = contest.TARGETS[result.files]
        head = [f"{result.files:,}", result.order]
        rows.append(
            [
                *head,
                show_time(result.ours.median),
                show_time(result.reference.median),
                show_time(result.floor.median),
                f"{result.faster:.1f}x",
                f"{target.faster:g}x",
                f"{result.over_floor:.1f}x",
                f"{target.over_floor:g}x",
                "yes" if result.is_reached else "no",
            ]
        )
        shortest.append(
            [
                *head,
                *map(show_time, (result.ours.least, result.reference.least, result.floor.least)),
                f"{result.reference.least / result.ours.least:.1f}x",
                f"{result.ours.least / result.floor.least:.1f}x",
                f"{result.ours.processor / result.floor.processor:.1f}x",
            ]
        )
    times = ["files", "members in", "ours", "reference", "floor"]
    heads = [*times, "faster than the reference", "target", "over the floor", "target", "reached"]
    return "\n\n".join(
        [
            "Medians:",
            table(heads, rows),
            "The shortest runs, and processor time, which other work disturbs least:",
            table([*times, "faster than the reference", "over the floor", "in processor time"], shortest),
        ]
    )


def describe_growth(growths: Sequence[Growth]) -> str:
    """Show the time for each thing of a document, by how many there are."""
    sizes = sorted({number for growth in growths for number in growth.ours})
    rows = []
    for found in growths:
        act = "validate" if found.kind == growth.REFUSED else "compose"
        rows.append([f"{found.kind} ({act})", *_per_item(found.ours, sizes)])
        if found.kind == "files":
            rows.append(["files (floor)", *_per_item(found.floor, sizes)])
        if found.reference:
            rows.append([f"{found.kind} (reference)", *_per_item(found.reference, sizes)])
    return table(["time for each", *[f"{number:,}" for number in sizes]], rows)


def describe_odd_growth(growths: Sequence[OddGrowth]) -> str:
    """Show what judging hostile documents takes, and with which power of their size it grows."""
    rows = [
        [
            found.kind,
            *[f"{show_time(cost.seconds)}, {cost.peak / 2**20:.1f} MiB" for cost in found.costs],
            f"{found.exponent('seconds'):.2f}",
            f"{found.exponent('peak'):.2f}",
        ]
        for found in growths
    ]
    sizes = [f"{size:,} bytes" for size in growth.ODD_SIZES]
    return table(["full of", *sizes, "exponent of time", "of memory"], rows)


def _per_item(times: Mapping[int, Timing], sizes: Iterable[int]) -> list[str]:
    return [show_time(times[number].median / number) if number in times else "not measured" for number in sizes]


def describe_memory(found: Memory) -> str:
    """Show the peaks, and what composing takes beyond its baseline."""
    peaks = found.peaks
    rows = [
        ["compose and write", f"{peaks['ours']:.1f}", f"{peaks['ours, loaded']:.1f}", f"{found.ours:.1f}"],
        ["orjson.loads of both", f"{peaks['loads']:.1f}", f"{peaks['loads, loaded']:.1f}", f"{found.loads:.1f}"],
    ]
    return "\n\n".join(
        [
            table(["MiB", "peak", "baseline", "beyond it"], rows),
            "\n".join(
                [
                    f"{found.ratio:.1f} times what `orjson.loads` takes; the target is {memory.TARGET:g} times.",
                    f"Of the whole processes it is {found.whole_ratio:.1f} times.",
                    f"Python alone peaks at {peaks['Python alone']:.1f} MiB; the inputs have {found.size:.1f} MiB.",
                ]
            ),
        ]
    )


def _show_addition(seconds: float) -> str:
    return show_time(seconds) if seconds > 0.001 else "nothing that can be measured"


def describe_startup(found: Startup) -> str:
    """Show the times of whole processes, and what the command imports."""
    rows = [
        [
            f"`{name}`",
            *map(show_time, (timing.median, timing.least, timing.processor)),
            f"{timing.median / found.times[startup.PASS].median:.1f}x",
            f"{timing.processor / found.times[startup.PASS].processor:.1f}x",
        ]
        for name, timing in found.times.items()
    ]
    added = _show_addition(found.import_seconds)
    large = [[name, show_time(seconds)] for name, seconds in found.imports.items() if seconds >= SMALLEST]
    small = sum([seconds for seconds in found.imports.values() if seconds < SMALLEST])
    return "\n\n".join(
        [
            table(["process", "median", "shortest", "processor", "over Python alone", "in processor time"], rows),
            " ".join(
                [f"The target for `{name}` is {most:g} times Python alone." for name, most in startup.TARGETS.items()]
            ),
            f"Importing the package adds {added}; {show_time(startup.IMPORT_TARGET)} may be.",
            f"What `{startup.COMPOSE}` imports, beyond what Python alone does:",
            table(["part", "time"], [*large, ["the rest", show_time(small)]]),
        ]
    )


def describe_reuse(found: Times) -> str:
    """Show what a base that is read once saves."""
    whole = found["base as bytes"].median
    rows = [[name, show_time(timing.median), f"{timing.median / whole:.2f}"] for name, timing in found.items()]
    return table(["a user config of 5 files over a base of 300", "median", "of the first"], rows)


def describe_origins(found: tuple[Times, float]) -> str:
    """Show what origins and transcripts cost where they are asked for, and where not."""
    times, share = found
    rows = [[f"`{name}`", show_time(timing.median)] for name, timing in times.items()]
    return "\n\n".join(
        [
            table(["1,000 files onto 1,000", "median"], rows),
            f"Of the time of `compose`, {share:.2%} is spent in the modules of origins and transcripts.",
        ]
    )


def describe_ways(found: Times) -> str:
    """Show what the quick ways save."""
    return table(["a config of 1,000 files", "median"], [[name, show_time(one.median)] for name, one in found.items()])


def describe_shares(found: Mapping[int, Mapping[str, float]]) -> str:
    """Show which modules have most of the time, by the number of files."""
    modules = sorted({name for shares in found.values() for name in shares}, key=lambda name: -_most(found, name))
    rows = [
        [f"`{name}`", *[f"{shares.get(name, 0):.0%}" for shares in found.values()]]
        for name in modules
        if _most(found, name) >= SMALLEST_SHARE
    ]
    return table(["module", *[f"{files:,} files" for files in found]], rows)


def _most(found: Mapping[int, Mapping[str, float]], name: str) -> float:
    return max([shares.get(name, 0) for shares in found.values()])


def describe_collector(found: Mapping[int, Times]) -> str:
    """Show what composing would take if the garbage collector were paused."""
    rows = []
    for files, times in found.items():
        ours, paused, floor, bare = [timing.median for timing in times.values()]
        rows.append(
            [
                f"{files:,}",
                *map(show_time, (ours, paused, floor, bare)),
                f"{ours / floor:.1f}x",
                f"{paused / bare:.1f}x",
            ]
        )
    heads = ["files", "ours", "paused", "floor", "paused", "over the floor", "both paused"]
    return table(heads, rows)


def describe_older(found: Times) -> str:
    """Show what configs before spec 3 cost, beside those of spec 3."""
    pairs = ((costs.COMPOSED, costs.TRANSLATED), (costs.OVER_NEWER, costs.OVER_OLDER))
    rows = []
    for newer, older in pairs:
        one, other = found[newer].median, found[older].median
        rows += [[newer, show_time(one), "1.0x", ""], [older, show_time(other), f"{other / one:.1f}x", "2.0x"]]
    return table(["a config of 1,000 files", "median", "of the same in spec 3", "target"], rows)


def describe_oddities(found: Times) -> str:
    """Show what it costs that a document is not ordinary."""
    whole = found["nothing odd"].median
    rows = [[name, show_time(timing.median), f"{timing.median / whole:.1f}x"] for name, timing in found.items()]
    return table(["a user config of 1,000 files with", "median", "of the first"], rows)


def draw_contest(results: Iterable[Result]) -> str:
    """Draw time against size for ours, the reference and the floor."""
    found = [result for result in results if result.order == "path first"]
    lines = [
        Line("reference", "#d97706", TRIANGLE, tuple([(one.files, one.reference.median) for one in found])),
        Line("ignition-compose", "#3b82f6", CIRCLE, tuple([(one.files, one.ours.median) for one in found])),
        Line("floor (orjson)", "#7d7d7d", SQUARE, tuple([(one.files, one.floor.median) for one in found])),
    ]
    return draw("Time to compose a base and a user config", "files in each of the two", lines)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """
    Lay out a table in Markdown, its columns aligned.

    Examples:
        >>> print(table(["files", "time"], [["10", "1 ms"], ["1,000", "9 ms"]]))
        | files | time |
        |:------|-----:|
        | 10    | 1 ms |
        | 1,000 | 9 ms |
    """
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [_row(heads, widths), "|".join(["", *_rules(widths), ""]), *[_row(row, widths) for row in rows]]
    return "\n".join(lines)


def _rules(widths: Sequence[int]) -> list[str]:
    return [f":{'-' * (widths[0] + 1)}", *[f"{'-' * (width + 1)}:" for width in widths[1:]]]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = cells
    aligned = [first.ljust(widths[0]), *[cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]]
    return f"| {' | '.join(aligned)} |"


def show_time(seconds: float) -> str:
    """Write a time with three digits.

    Examples:
        >>> [show_time(seconds) for seconds in (0.0000021, 0.0123, 1.5)]
        ['2.10 µs', '12.3 ms', '1.50 s']
    """
    scale, unit = (1, "s") if seconds >= 1 else (1e3, "ms") if seconds >= 1e-3 else (1e6, "µs")
    value = seconds * scale
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f} {unit}"


def replace_block(page: str, text: str) -> str:
    """Put *text* between the marks of a page.

    Raises:
        ValueError: When the page has no such marks.
    """
    before, mark, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (mark and end):
        msg = f"the page has no lines {BEGIN!r} and {END!r}"
        raise ValueError(msg)
    return f"{before}{BEGIN}\n\n{text.strip()}\n\n{END}{after}"
