"""
What some tests need that not every machine has; such a test says so by its mark.

Where it is missing they are left out, and the summary says once, in one line, what is missing. With
``IGNITION_COMPOSE_REQUIRE_REFERENCE=1`` they fail instead, with all that there is to say about it; with marks in
place of the 1, the tests of those marks do. ``python -m tests.needs reference program`` builds ahead of the tests.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.oracle import building, program, releases
from tests.oracle.building import ReferenceUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

REQUIRE_VARIABLE: Final = "IGNITION_COMPOSE_REQUIRE_REFERENCE"
SHARED: Final = Path(__file__).parents[2] / "shared"
"""Configs and facts that others wrote; they lie beside a checkout of those who have them, and in none."""


def find_corpus() -> None:
    """
    Look for the files beside this checkout.
    """
    if not (SHARED / "corpus").is_dir():
        msg = "the corpus of real configs is not beside this checkout (../shared)"
        raise FileNotFoundError(msg)


def find_checkers() -> None:
    """
    Look for the type checkers, which come with the group of packages ``types``.
    """
    if not (importlib.util.find_spec("mypy") and importlib.util.find_spec("pyright")):
        msg = "mypy or pyright is not installed (make environment)"
        raise FileNotFoundError(msg)


def build_releases() -> None:
    """
    Build the releases of the reference that tests ask.
    """
    for release in releases.asked():
        building.build(release=release)


NEEDS: Final[dict[str, Callable[[], object]]] = {
    "reference": building.build,
    "program": program.build,
    "releases": build_releases,
    "corpus": find_corpus,
    "checkers": find_checkers,
}
"""What finds or builds a thing, by the mark of the tests that need it."""


@functools.cache
def missing(mark: str) -> str:
    """
    Why a thing cannot be had here, the gist in the first line; nothing where it can.
    """
    try:
        NEEDS[mark]()
    except (ReferenceUnavailableError, FileNotFoundError) as error:
        return str(error)
    return ""


def leave_out(item: pytest.Item) -> None:
    """
    Skip a test, or fail it, if anything is missing that its marks name.
    """
    required = os.environ.get(REQUIRE_VARIABLE, "")
    lacking = next((mark for mark in NEEDS if item.get_closest_marker(mark) and missing(mark)), None)
    if lacking is not None and (required == "1" or lacking in required.split()):
        pytest.fail(f"{REQUIRE_VARIABLE}={required}, but {missing(lacking)}", pytrace=False)
    if lacking is not None:
        # Skipped from this one place, and not from a fixture, so that the summary has one line for all of them.
        pytest.skip(missing(lacking).partition("\n")[0])


if __name__ == "__main__":
    sys.exit("\n".join(filter(None, map(missing, sys.argv[1:]))) or 0)
