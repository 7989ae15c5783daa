"""Programs are for type checkers; they hold no tests."""

from __future__ import annotations

collect_ignore = ["programs"]
