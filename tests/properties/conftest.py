"""Every test of this folder runs twice: trusting what is quick, and trusting nothing."""

from __future__ import annotations

from tests.trust import trust

__all__ = ["trust"]
