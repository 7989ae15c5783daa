"""
The pages name what is there: every public name on that of the API, every file that a page tells to open.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ignition_compose as ic

ROOT = Path(__file__).parents[2]
API = ROOT / "docs" / "reference" / "api.md"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs").glob("[a-z]*/*.md"))]


def test_every_public_name_is_on_the_page_of_the_api_and_no_other() -> None:
    listed = re.findall(
        r"^\.\. (?:auto(?:function|class|exception)|py:type):: (\w+)$", API.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(set(listed) - {"Role", "Side", "Tree"}) == ic.__all__


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(
        r"`(tests/[\w./-]+|(?:ignition_compose|docs|examples)/[\w./-]+\.\w+)`", page.read_text(encoding="utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []
