"""The fixture by which a suite runs twice: once trusting what is quick, once trusting nothing; and its opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ignition_compose.fast.trust import Trust, trusting

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=[Trust.PLAIN, Trust.DOUBT], ids=["trusting", "doubting"], autouse=True)
def trust(request: pytest.FixtureRequest) -> Iterator[Trust]:
    """How much is trusted while the test runs; its answers must be the same."""
    chosen: Trust = request.param
    with trusting(chosen):
        yield chosen


@pytest.fixture(autouse=True)
def once() -> None:
    """Take the place of `trust` in a module in which nothing depends on how much is trusted."""
