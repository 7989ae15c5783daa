"""What stands below every config is not told how much is trusted: its tests run once."""

from __future__ import annotations

from tests.trust import once as trust

__all__ = ["trust"]
