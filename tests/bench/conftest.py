"""
The acts are tests as well: without ``--benchmark-only`` each is done once, untimed.

So they run wherever the tests run, whether pytest-benchmark is there or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def benchmark(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Give pytest-benchmark's fixture, or a plain call where it is missing."""
    if not request.config.pluginmanager.hasplugin("benchmark"):
        return lambda act, *arguments, **options: act(*arguments, **options)
    timed: Any = request.getfixturevalue("benchmark")
    if not request.config.getoption("benchmark_only"):
        timed.disabled = True
    return timed  # type: ignore[no-any-return]
