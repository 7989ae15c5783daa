"""
Record what releases of Ignition answer: ``python -m tests.oracle.record_releases``, or some of them by name.

The answers are written to ``tests/vectors/releases/``, a file for each release: a line that says who answered, then a
line for each inquiry, packed with gzip. Asked is what shows habits, a case that breaks each rule, and a few random
documents and pairs. From the same sources and the same release comes the same file, byte for byte.
"""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final

import click

from tests.oracle import shown
from tests.oracle.between import endless, versions_of
from tests.oracle.building import MODULE
from tests.oracle.inquiries import Inquiry, ask
from tests.oracle.oracle import Oracle
from tests.oracle.record import AGAIN, COLLISION, pack
from tests.oracle.releases import RECORDED
from tests.unit.checks.rules.case import embed, find_way
from tests.unit.checks.rules.catalogue import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.versions import SpecVersion
    from tests.oracle.inquiries import Answer

FOLDER: Final = Path(__file__).parents[1] / "vectors" / "releases"
COMMAND: Final = "python -m tests.oracle.record_releases"
DRAWN: Final = 15
"""How many random inquiries there are about each version."""


def path_of(release: str) -> Path:
    """
    Where the answers of a release are kept.
    """
    return FOLDER / f"ignition-v{release}.jsonl.gz"


def collect(versions: list[SpecVersion]) -> list[Inquiry]:
    """
    Every inquiry to record of a release that accepts these versions, once, in an order that stays.
    """
    random = Random(str(versions))  # noqa: S311 - nothing to keep secret
    every = [one for one in shown.inquiries() if one.version in versions]
    every += [*of_rules(versions), *islice(endless(random, versions), DRAWN * len(versions))]
    return list({(one.operation, one.version, one.texts): one for one in reversed(every)}.values())[::-1]


def of_rules(versions: list[SpecVersion]) -> Iterator[Inquiry]:
    """
    One case that breaks each rule, each in another version.
    """
    seen: set[str] = set()
    for case in CASES:
        known = [version for version in case.versions if version in versions]
        if case.places and known and case.code not in seen:
            version = known[len(seen) % len(known)]
            seen.add(case.code)
            way = find_way(case.on, version)
            assert way is not None
            yield Inquiry("parse", version, (json.dumps(embed(case.tree, way, version)).encode(),))


def record(oracle: Oracle) -> bytes:
    """
    The content of the file of a release: everything asked anew.
    """
    inquiries = collect(versions_of(oracle))
    answers = ask(oracle, inquiries)
    records = [
        inquiry.to_record(answer)
        for inquiry, answer in zip(inquiries, answers, strict=True)
        if is_steady(oracle, inquiry, answer)
    ]
    described = oracle.version()
    head = {
        "module": MODULE,
        "version": described["ignition"],
        "go": described["go"],
        "inquiries": len(records),
        "written by": COMMAND,
    }
    return pack([head, *records])


def is_steady(oracle: Oracle, inquiry: Inquiry, answer: Answer) -> bool:
    """
    Whether a release always answers alike: of several colliding partition numbers it names a random one.
    """
    if not any(COLLISION in entry for entry in answer.get("entries", ())):
        return True
    return all(again == answer for again in ask(oracle, [inquiry] * AGAIN))


def read(release: str) -> tuple[dict[str, Any], list[tuple[Inquiry, Answer]]]:
    """
    Who answered, and every recorded inquiry with its answer.
    """
    with gzip.open(path_of(release), "rt", encoding="utf-8") as file:
        head: dict[str, Any] = json.loads(file.readline())
        return head, [Inquiry.from_record(json.loads(line)) for line in file]


@click.command()
@click.argument("releases", nargs=-1)
def main(releases: tuple[str, ...]) -> None:
    """
    Write the answers of RELEASES anew, or of all that are recorded.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    for release in releases or RECORDED:
        with Oracle(release=release) as oracle:
            content = record(oracle)
        path_of(release).write_bytes(content)
        count = read(release)[0]["inquiries"]
        click.echo(f"{path_of(release)}: {count:,} inquiries, {len(content):,} bytes")


if __name__ == "__main__":
    main()
