"""
The glossary has every public noun, once, in its order, and names only what is in the code.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import ignition_compose as ic

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "glossary.md"
PACKAGE = ROOT / "ignition_compose"
ROW = re.compile(r"\| (?P<noun>[^|]+) \|(?: (?P<names>`[^|]+`))? \| (?P<meaning>[^|]+) \|")


class Noun(NamedTuple):
    """One line of the glossary."""

    noun: str
    names: tuple[str, ...]
    meaning: str


def read_lines() -> list[str]:
    """The lines below the head of the table; nothing follows it."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return lines[lines.index("|---|---|---|") + 1 :]


def read_nouns() -> list[Noun]:
    rows = [row for row in map(ROW.fullmatch, read_lines()) if row is not None]
    return [Noun(row["noun"], tuple(re.findall(r"`(\w+)`", row["names"] or "")), row["meaning"]) for row in rows]


NOUNS = read_nouns()
CLASSES = [
    name
    for name in ic.__all__
    # What an exception means is said where it is raised.
    if isinstance(value := getattr(ic, name), type) and not issubclass(value, Exception)
]


def test_every_noun_has_one_line_with_its_meaning() -> None:
    assert len(NOUNS) == len(read_lines())
    assert [noun for noun in NOUNS if not re.fullmatch(r"[A-Z].+\.", noun.meaning)] == []


def test_nouns_stand_in_their_order_and_none_stands_twice() -> None:
    nouns = [noun.noun for noun in NOUNS]
    assert nouns == sorted(set(nouns))
    assert [noun for noun in nouns if noun != noun.lower()] == []


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_class_is_a_noun(name: str) -> None:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    assert [noun.names for noun in NOUNS if noun.noun == words] == [(name,)]


@cache
def defined_names() -> frozenset[str]:
    """What some module of the package defines: classes, functions, values and attributes."""
    nodes = [node for path in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    made = [node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)]
    stored = [node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    return frozenset([*made, *stored])


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.noun)
def test_what_carries_a_noun_in_the_code_is_there(noun: Noun) -> None:
    assert [name for name in noun.names if name not in defined_names()] == []
