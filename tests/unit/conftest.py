from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oracle.building import build_or_skip
from tests.oracle.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    """The reference, running; where it cannot be built the test is skipped, or fails if it must run."""
    with Oracle(build_or_skip()) as running:
        yield running
