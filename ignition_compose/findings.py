"""What a check found, before it is known where in the text that is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ignition_compose.severity import Severity

if TYPE_CHECKING:
    from ignition_compose.report import Report

ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
INFO: Final = Severity.INFO

Tokens = tuple[str | int, ...]


class Finding(NamedTuple):
    """One finding: what `ignition_compose.report.Entry` needs, without source, line and column.

    Attributes:
        severity: Error, warning or info.
        code: The stable name of the kind of finding.
        message: What is wrong and what to do.
        tokens: The place, from the root down.
        offset: The byte it is at, where that is known already.
        at_name: Whether the place is the member's name, not its value.
    """

    severity: Severity
    code: str
    message: str
    tokens: Tokens = ()
    offset: int | None = None
    at_name: bool = False


@cache
def clean() -> Report:
    """
    The report in which nothing was found, loaded when there is such a report to give.
    """
    from ignition_compose.report import CLEAN

    return CLEAN
