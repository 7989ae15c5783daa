"""
Record what the reference answers: ``python -m tests.oracle.record``, or ``make vectors``.

The answers to every comparison of `sources` are written to ``tests/vectors/reference/``, one file for each
version of the module and dialect: a line that says who answered, then a line for each comparison, packed with gzip.
From the same sources and the same reference comes the same file, byte for byte.
"""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tests.oracle.building import DIALECTS, MODULE
from tests.oracle.campaign import describe
from tests.oracle.comparison import Comparison
from tests.oracle.oracle import Oracle
from tests.oracle.sources import collect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.oracle.building import DialectName

FOLDER: Final = Path(__file__).parents[1] / "vectors" / "reference"
COLLISION: Final = "ErrPartitionNumbersCollide"
AGAIN: Final = 30
COMMAND: Final = "python -m tests.oracle.record"


def path_of(version: str, dialect: DialectName = "upstream") -> Path:
    """
    Where the answers of one version of the module are kept.
    """
    name = version if dialect == "upstream" else f"{version}-{dialect}"
    return FOLDER / f"ignition-{name}.jsonl.gz"


def record(oracle: Oracle, dialect: DialectName) -> bytes:
    """
    The content of the file: everything asked anew.
    """
    comparisons = collect(dialect)
    answers: list[Any] = oracle.batch([comparison.question() for comparison in comparisons])
    asked = zip(comparisons, answers, strict=True)
    records = [comparison.to_record(answer) for comparison, answer in asked if is_steady(comparison, answer, oracle)]
    version = oracle.version(dialect)
    head = {
        "module": MODULE,
        "version": version["ignition"],
        "dialect": dialect,
        "go": version["go"],
        "comparisons": len(records),
        "written by": COMMAND,
    }
    return pack([head, *records])


def is_steady(comparison: Comparison, answer: Any, oracle: Oracle) -> bool:
    """
    Whether the reference always answers alike: of several colliding partition numbers it names a random one.
    """
    if not any(entry.name == COLLISION for entry in getattr(answer, "entries", ())):
        return True
    again: list[Any] = oracle.batch([comparison.question()] * AGAIN)
    records = [comparison.to_record(each) for each in (answer, *again)]
    return all(each == records[0] for each in records)


def pack(lines: list[dict[str, Any]]) -> bytes:
    """
    Values as lines of JSON in gzip, without a date, so that the same values give the same bytes.
    """
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as file:
        for line in lines:
            file.write(json.dumps(line, separators=(",", ":"), ensure_ascii=True).encode() + b"\n")
    return packed.getvalue()


def read_head(path: Path) -> dict[str, Any]:
    """
    The line that says who answered.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        head: dict[str, Any] = json.loads(file.readline())
    return head


def read_records(path: Path) -> Iterator[tuple[Comparison, Any]]:
    """
    Every recorded comparison with the reference's answer.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        next(file)
        for line in file:
            yield Comparison.from_record(json.loads(line))


@click.command()
def main() -> None:
    """
    Write tests/vectors/reference/ anew from the live reference.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    with Oracle() as oracle:
        for dialect in DIALECTS:
            content = record(oracle, dialect)
            path = path_of(oracle.version(dialect)["ignition"], dialect)
            path.write_bytes(content)
            count = read_head(path)["comparisons"]
            click.echo(f"{path}: {count:,} comparisons with {describe(oracle)}, {len(content):,} bytes")


if __name__ == "__main__":
    main()
