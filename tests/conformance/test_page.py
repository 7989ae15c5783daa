"""The page on conformance says what is so: the versions, the counts, every identifier and every code of advice."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ignition_compose.documents.syntax import MAX_BYTES, MAX_VALUES
from tests.oracle import identifiers
from tests.oracle.building import DIALECTS
from tests.oracle.comparison import OPERATIONS
from tests.oracle.oracle import VERSIONS
from tests.oracle.record import FOLDER, path_of, read_head


@cache
def page() -> str:
    return (Path(__file__).parents[2] / "docs" / "conformance.md").read_text(encoding="utf-8")


def codes_in_tables() -> set[str]:
    cells = re.findall(r"^\| (`[^|]+) \|", page(), re.MULTILINE)
    return {code for cell in cells for code in re.findall(r"`([^`]+)`", cell)}


def test_the_module_is_the_one_that_was_recorded() -> None:
    for path in FOLDER.iterdir():
        head = read_head(path)
        assert f"`github.com/coreos/ignition/v2`, version **{head['version']}**" in page()
        assert path == path_of(head["version"], head["dialect"])
        assert f"`{path.name}`" in page()


def test_the_counts_of_identifiers_are_right() -> None:
    names = identifiers.names()
    assert f"defines {len(names)} identifiers" in page()
    assert f"{len(names) - len(identifiers.NOT_PRODUCED)} of them, and every message without one" in page()


def test_every_code_of_advice_is_explained_and_no_other() -> None:
    listed = {code for code in codes_in_tables() if not code.startswith(("Err", "make "))}
    assert listed == identifiers.ADVICE | {"schema-…"}


def test_every_identifier_that_cannot_be_produced_is_named() -> None:
    assert {code for code in codes_in_tables() if code.startswith("Err")} == set(identifiers.NOT_PRODUCED)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_has_its_row_and_its_column(operation: str) -> None:
    assert f"\n| {operation} | " in page()
    assert re.search(rf"\n\| dialect \| version \|.* {operation} \|", page())


def test_the_bounds_are_those_of_the_reader() -> None:
    assert f"more than {MAX_BYTES >> 20} MiB or {MAX_VALUES:,} values" in page()


def test_the_rows_of_the_last_run_add_up() -> None:
    rows = [
        [int(cell.replace(",", "")) for cell in row.split("|")[3:-1]]
        for row in re.findall(r"^\| (?:\w+ \| 3\.\d\.0|all \| all)[^\n]*$", page(), re.MULTILINE)
    ]
    *versions, total = rows
    assert len(versions) == len(DIALECTS) * len(VERSIONS)
    assert [sum(column) for column in zip(*versions, strict=True)] == total
    assert all(sum(row[:-1]) == row[-1] for row in rows)
    assert f"| {total[-1]:,} | 0 |\n" in page()
