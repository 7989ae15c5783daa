"""
What was found in a document: findings, which know a place in its tree, and entries, which know it in its text.

Nothing here costs much to import: whoever reads a config in which nothing is wrong needs no more than this.
"""

from __future__ import annotations

from enum import StrEnum

from ignition_compose.display import discreet, harmless, quoted, shown
from ignition_compose.errors import InvalidInput
from ignition_compose.given import Words, integer_of, is_a, listed
from ignition_compose.pointer import Pointer
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Final, Self


class Severity(StrEnum, metaclass=Words):
    """
    How grave an entry is: an *error* stops the boot, a *warning* does not, *info* is our own advice.

    It is a string, so it compares equal to its text.

    Examples:
        >>> Severity("error") is Severity.ERROR, Severity.INFO == "info"
        (True, True)
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @classmethod
    def _missing_(cls, value: object) -> Severity:
        msg = f"there is no severity {quoted(value)}; there are {', '.join(cls)}"
        raise InvalidInput(msg)


ERROR: Final = Severity.ERROR
WARNING: Final = Severity.WARNING
INFO: Final = Severity.INFO

LIMITS: Final = frozenset({"too-large", "unresolved-reference", "unsupported-downgrade", "unsupported-version"})
"""The codes of errors that are a limit of this library: Ignition itself goes on."""

LIMIT: Final = 10_000
"""How many entries a report keeps, unless the caller says otherwise."""

Tokens = tuple[str | int, ...]
"""A place in a tree: the names of members and the indexes of entries, from the root down."""


class Place(NamedTuple):
    """
    One value of a document, such as an input of a merge.

    Attributes:
        source: The name of the document, such as a layer's; empty where it has none.
        pointer: The place in it.
        line: Its line there, None where that is not known.
        column: Its column in bytes there.

    Examples:
        >>> str(Place("base.ign", Pointer("/a"), 4, 9))
        'base.ign:4:9'
    """

    source: str
    pointer: Pointer
    line: int | None = None
    column: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """
        The place as plain values.

        Returns:
            ``source``, ``pointer``, ``line`` and ``column``.

        Examples:
            >>> Place("base", Pointer("/a")).to_dict()
            {'source': 'base', 'pointer': '/a', 'line': None, 'column': None}
        """
        return {"source": self.source, "pointer": str(self.pointer), "line": self.line, "column": self.column}

    def __str__(self) -> str:
        where = [shown(self.source), self.line, self.column]
        return ":".join([str(part) for part in where if part])

    def __repr__(self) -> str:
        return super(Place, self._replace(source=discreet(self.source))).__repr__()


class Beside(tuple[str | int, ...]):  # noqa: SLOT001 - a tuple of any length has no slots
    """
    A place at which something is wrong together with another one, `other`, and as often as `times` says.
    """

    other: Tokens | None
    times: int


def beside(tokens: Tokens, other: Tokens | None, times: int = 1) -> Beside:
    """
    The place *tokens*, which is wrong together with *other*, if there is one.

    Args:
        tokens: The place.
        other: The place of the other party.
        times: How many findings this is: the reference repeats some, and nobody needs to list them one by one.
    """
    place = Beside(tokens)
    place.other = other
    place.times = times
    return place


class Finding(NamedTuple):
    """
    One thing that a check found, before it is known where in the text that is.

    Attributes:
        severity: Error, warning or info.
        code: The stable name of the kind of finding.
        message: What is wrong and what to do.
        tokens: The place, from the root down.
        offset: The byte it is at, where that is known already.
        at_name: Whether the place is the member's name, not its value.
        related: The place of the other party, where two values are wrong together.
        related_offset: The byte that the other party is at, where that is known already.
    """

    severity: Severity
    code: str
    message: str
    tokens: Tokens = ()
    offset: int | None = None
    at_name: bool = False
    related: Tokens | None = None
    related_offset: int | None = None


class _Entry(NamedTuple):
    severity: Severity
    code: str
    message: str
    pointer: Pointer = Pointer()
    source: str | None = None
    line: int | None = None
    column: int | None = None
    related: Place | None = None


class Entry(_Entry):
    """
    One thing that was found, and where.

    Args:
        severity: Error, warning or info.
        code: A stable kebab-case name of the kind of finding.
        message: What is wrong and what to do, for people.
        pointer: The place in the document.
        source: The name of the document, usually its file name.
        line: The line, from 1, or None when it is not known.
        column: The column in bytes, from 1, or None when it is not known.
        related: The other party, where two values are wrong together: its document, pointer, line and column.

    Raises:
        InvalidInput: When there is no such severity.
        InvalidPointer: When *pointer* is not a JSON Pointer.

    Examples:
        >>> entry = Entry("error", "no-path", "give a path", Pointer("/storage/files/0/path"), "user.ign", 4, 9)
        >>> str(entry)
        'user.ign:4:9: error: give a path [no-path] at /storage/files/0/path'
    """

    __slots__ = ()

    def __new__(  # a row of a report, as its columns are
        cls,
        severity: str,
        code: str,
        message: str,
        pointer: str = "",
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
        related: Place | None = None,
    ) -> Self:
        """
        Check the severity and the pointer.
        """
        place = pointer if type(pointer) is Pointer else Pointer(pointer)
        return super().__new__(cls, Severity(severity), code, message, place, source, line, column, related)

    def __str__(self) -> str:
        return line_of(self, str(self.severity))

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Self:  # type: ignore[override]
        # A changed copy is checked as a new one is.
        return cls(*values)

    def __repr__(self) -> str:
        return super(Entry, self._replace(source=self.source and discreet(self.source))).__repr__()

    def to_dict(self) -> dict[str, Any]:
        """
        The entry as plain values, which the schema ``"entry"`` describes.

        Returns:
            The attributes by their names; that of ``related`` is a dict, or None.

        Examples:
            >>> Entry("warning", "unused-key", "unknown key", "/x").to_dict()["severity"]
            'warning'
        """
        return {
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "pointer": str(self.pointer),
            "source": self.source,
            "line": self.line,
            "column": self.column,
            "related": None if self.related is None else self.related.to_dict(),
        }

    @property
    def see_also(self) -> str:
        """
        The other party in a few words: its pointer, and where that is; empty if there is none.
        """
        other = self.related
        if other is None:
            return ""
        is_near = other.source == (self.source or "")
        where = str(other) if not is_near else "" if other.line is None else f"line {other.line}"
        pointer = harmless(other.pointer)
        return f"{pointer} in {where}" if where else pointer


def line_of(entry: Entry, severity: str) -> str:
    """
    An entry as people may see it: one line, in which its severity is written as *severity*.
    """
    source = None if entry.source is None else shown(entry.source)
    where = ":".join([str(part) for part in (source, entry.line, entry.column) if part is not None])
    at = f" at {harmless(entry.pointer)}" if entry.pointer else ""
    other = f" (see {entry.see_also})" if entry.related is not None else ""
    return f"{where + ': ' if where else ''}{severity}: {harmless(entry.message)} [{entry.code}]{at}{other}"


class Report:
    """
    The entries that were found in one document or one composition, up to a limit.

    Args:
        entries: The entries.
        omitted: How many more were found, which are left out.

    Raises:
        InvalidInput: When one of them is something else.

    Examples:
        >>> report = Report([Entry("warning", "unused-key", "unknown key", "/x")])
        >>> report.is_fatal, len(report)
        (False, 1)
    """

    __slots__ = ("_entries", "_omitted")

    def __init__(self, entries: Iterable[Entry] = (), omitted: int = 0) -> None:
        given, more = listed(entries), integer_of(omitted)
        if given is None or not all(issubclass(type(entry), Entry) for entry in given):
            msg = "a report is made of entries"
            raise InvalidInput(msg)
        if more is None or more < 0:
            msg = f"omitted is a number of entries, not {quoted(omitted)}"
            raise InvalidInput(msg)
        self._entries: tuple[Entry, ...] = given
        self._omitted = more

    @property
    def entries(self) -> tuple[Entry, ...]:
        """
        The entries, in the order of the text; of several documents one behind the other.
        """
        return self._entries

    @property
    def omitted(self) -> int:
        """
        How many more entries were found, and left out because of the limit: errors are left out last, and once they
        alone reach the limit, advice is no longer looked for.
        """
        return self._omitted

    @property
    def is_fatal(self) -> bool:
        """
        Whether any entry is an error.
        """
        return bool(self._entries) and any(entry.severity is ERROR for entry in self._entries)

    @property
    def is_limited(self) -> bool:
        """
        Whether nothing is wrong but that this library cannot do yet what Ignition does: each error says so.
        """
        errors = self.errors
        return bool(errors) and all(entry.code in LIMITS for entry in errors)

    @property
    def errors(self) -> tuple[Entry, ...]:
        """
        The entries that are errors.
        """
        return self._of(ERROR)

    @property
    def warnings(self) -> tuple[Entry, ...]:
        """
        The entries that are warnings.
        """
        return self._of(WARNING)

    @property
    def infos(self) -> tuple[Entry, ...]:
        """
        The entries that are advice of this library, which the reference does not give.
        """
        return self._of(INFO)

    def to_dict(self) -> dict[str, Any]:
        """
        The report as plain values, which the schema ``"report"`` describes.

        Returns:
            ``valid``, ``limited``, ``entries`` as dicts, and ``omitted``.

        Examples:
            >>> Report().to_dict()
            {'valid': True, 'limited': False, 'entries': [], 'omitted': 0}
        """
        return {
            "valid": not self.is_fatal,
            "limited": self.is_limited,
            "entries": [entry.to_dict() for entry in self.entries],
            "omitted": self._omitted,
        }

    def _of(self, severity: Severity) -> tuple[Entry, ...]:
        return tuple([entry for entry in self.entries if entry.severity is severity])

    def __add__(self, other: Report) -> Report:
        given: object = other
        if not is_a(given, Report):
            return NotImplemented
        return Report(self.entries + other.entries, self._omitted + other._omitted)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __bool__(self) -> bool:
        # An empty report is still a report.
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self._entries == other._entries and self._omitted == other._omitted

    def __hash__(self) -> int:
        return hash(self.entries)

    def __reduce__(self) -> tuple[Any, ...]:
        return Report, (self.entries, self._omitted)

    def __repr__(self) -> str:
        return f"Report({list(self.entries)!r}{f', omitted={self._omitted}' if self._omitted else ''})"

    def __str__(self) -> str:
        return "\n".join([*[str(entry) for entry in self.entries], *more_than_shown(self._omitted)])


CLEAN: Final = Report()
"""The report in which nothing was found."""


def more_than_shown(omitted: int) -> list[str]:
    """
    The line that says how many entries are left out, if any are.

    Examples:
        >>> more_than_shown(0), more_than_shown(5)
        ([], ['and 5 more, which are left out'])
    """
    return [f"and {omitted} more, which are left out"] if omitted else []


def join(reports: Iterable[Report]) -> Report:
    """
    One report with the entries of all *reports*, in their order.
    """
    found = [report for report in reports if report is not CLEAN]
    if not found:
        return CLEAN
    return Report([entry for report in found for entry in report.entries], sum([report.omitted for report in found]))


def in_text_order(report: Report, sources: Sequence[str | None] = ()) -> Report:
    """
    A report in the order of the text; what is said of no place in a text is said first.

    Args:
        report: The report.
        sources: The names of its documents, in the order in which they are to come; others come behind them.
    """
    if len(report) < 2:  # noqa: PLR2004 - nothing to order
        return report
    order = {source: number for number, source in reversed([*enumerate(sources)])}
    last = len(order)
    entries = sorted(report, key=lambda one: (order.get(one.source, last), one.line or 0, one.column or 0))
    return Report(entries, report.omitted)
