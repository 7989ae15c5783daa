"""What every test folder shares: the running reference, the tests left out, the Hypothesis profiles.

``default`` is for everyday work, ``ci`` draws the same examples on every run,
and ``patience`` looks for rare ones. ``HYPOTHESIS_PROFILE`` chooses.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.needs import leave_out
from tests.oracle.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

# No limit of time anywhere: how long one example takes depends on who else uses the machine,
# and the very first one waits for Hypothesis to make its tables of characters.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), max_examples=30, derandomize=True, print_blob=True)
settings.register_profile("patience", settings.get_profile("default"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave a test out before anything is done for it, if this machine lacks what it needs."""
    leave_out(item)


@pytest.fixture(scope="session")
def oracle() -> Iterator[Oracle]:
    """The reference, running; a test that asks it has the mark ``reference``."""
    with Oracle() as running:
        yield running
