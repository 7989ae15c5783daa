"""What a check found, before it is known where in the text that is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from ignition_compose.pointer import Pointer
from ignition_compose.positions import Lines
from ignition_compose.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ignition_compose.report import Report

ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
INFO: Final = Severity.INFO

Tokens = tuple[str | int, ...]


class Locate(Protocol):
    """
    A function that tells the offset of the value at a place, or of its name, None where there is no text.
    """

    def __call__(self, tokens: Sequence[str | int], *, name: bool = False) -> int | None:
        """
        The arguments are those of `ignition_compose.positions.locate`.
        """


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


def report_of(
    findings: Iterable[Finding],
    *,
    source: str | None = None,
    raw: bytes | None = None,
    locate: Locate | None = None,
) -> Report:
    """Findings as a report, each at its line and column where the text is at hand.

    Args:
        findings: What was found.
        source: The name of the document.
        raw: The document.
        locate: Tells the offset of a place in it; without it only findings with an offset get a line.

    Returns:
        The report, in the findings' order.
    """
    from ignition_compose.report import Entry, Report

    lines: Lines | None = None
    entries = []
    for finding in findings:
        offset = finding.offset
        if offset is None and locate is not None:
            offset = locate(finding.tokens, name=finding.at_name)
        line, column = None, None
        if offset is not None and raw is not None:
            lines = lines or Lines(raw)
            line, column = lines.at(offset)
        pointer = Pointer.of(*finding.tokens)
        entries.append(Entry(finding.severity, finding.code, finding.message, pointer, source, line, column))
    return Report(entries)
