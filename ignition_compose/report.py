"""What was found in a document: entries with a severity, a code and a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ignition_compose.pointer import Pointer
from ignition_compose.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def _pointer(text: str) -> Pointer:
    return text if isinstance(text, Pointer) else Pointer(text)


@attrs.frozen
class Entry:
    """One thing that was found, and where.

    Args:
        severity: Error, warning or info.
        code: A stable kebab-case name of the kind of finding.
        message: What is wrong and what to do, for people.
        pointer: The place in the document.
        source: The name of the document, usually its file name.
        line: The line, from 1, or None when it is not known.
        column: The column in bytes, from 1, or None when it is not known.

    Examples:
        >>> entry = Entry("error", "no-path", "give a path", Pointer("/storage/files/0/path"), "user.ign", 4, 9)
        >>> str(entry)
        'user.ign:4:9: error: give a path [no-path] at /storage/files/0/path'
    """

    severity: Severity = attrs.field(converter=Severity)
    code: str
    message: str
    pointer: Pointer = attrs.field(default=Pointer(), converter=_pointer)
    source: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = [part for part in (self.source, self.line, self.column) if part is not None]
        where = ":".join(str(part) for part in place)
        at = f" at {self.pointer}" if self.pointer else ""
        return f"{where + ': ' if where else ''}{self.severity}: {self.message} [{self.code}]{at}"


def _entries(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entries)


@attrs.frozen
class Report:
    """All entries that were found in one document or one composition.

    Examples:
        >>> report = Report([Entry("warning", "unused-key", "unknown key", "/x")])
        >>> report.is_fatal, len(report)
        (False, 1)
    """

    entries: tuple[Entry, ...] = attrs.field(default=(), converter=_entries)

    @property
    def is_fatal(self) -> bool:
        """Whether any entry is an error."""
        return bool(self.entries) and any(entry.severity is Severity.ERROR for entry in self.entries)

    @property
    def errors(self) -> tuple[Entry, ...]:
        """The entries that are errors."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Entry, ...]:
        """The entries that are warnings."""
        return self._of(Severity.WARNING)

    @property
    def infos(self) -> tuple[Entry, ...]:
        """The entries that are advice of this library, which the reference does not give."""
        return self._of(Severity.INFO)

    def _of(self, severity: Severity) -> tuple[Entry, ...]:
        return tuple([entry for entry in self.entries if entry.severity is severity])

    def __add__(self, other: Report) -> Report:
        return Report(self.entries + other.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __bool__(self) -> bool:
        # An empty report is still a report.
        return True

    def __str__(self) -> str:
        return "\n".join([str(entry) for entry in self.entries])


CLEAN = Report()
"""The report in which nothing was found."""


def join(reports: Iterable[Report]) -> Report:
    """One report with the entries of all *reports*, in their order."""
    return Report([entry for report in reports for entry in report.entries])
