"""How grave a finding is."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How grave an entry is: an *error* stops the boot, a *warning* does not, *info* is our own advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
