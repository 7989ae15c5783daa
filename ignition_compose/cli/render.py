"""Reports as text and as JSON.

A form is one function in `FORMATS`; another, such as SARIF, is one more line there.
What comes from a config or a file's name is shown with its control characters escaped,
so that a report is what it looks like: one line for each entry.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.cli.files import write_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ignition_compose.errors import IgnitionComposeError
    from ignition_compose.report import Entry, Report

RESET: Final = "\x1b[0m"
COLOURS: Final[Mapping[str, str]] = {"error": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_LOWEST_ESCAPED: Final = 0xDC80
_HIGHEST_ESCAPED: Final = 0xDCFF


def printable(text: str) -> str:
    r"""Return *text* with every character that does not print escaped; bytes of a name that are no text too.

    Examples:
        >>> printable("a\x1b[31m\udcff")
        'a\\x1b[31m\\xff'
    """
    if text.isprintable():
        return text
    return "".join([letter if letter.isprintable() else _escape(letter) for letter in text])


def _escape(letter: str) -> str:
    code = ord(letter)
    if _LOWEST_ESCAPED <= code <= _HIGHEST_ESCAPED:
        return f"\\x{code & 0xFF:02x}"
    return letter.encode("unicode_escape").decode("ascii")


def show(
    report: Report,
    *,
    form: str,
    quiet: bool,
    write: Callable[[str], None] = write_error,
    **more: Any,
) -> None:
    """Write a report.

    Args:
        report: What was found.
        form: One of `FORMATS`.
        quiet: Whether entries that are only information are left out.
        write: Where to; the standard error by default.
        more: What else there is to say, for forms that can say it.
    """
    entries = [entry for entry in report if not (quiet and entry.severity == "info")]
    write(FORMATS[form](entries, {"valid": not report.is_fatal, **more}))


def refuse(problem: IgnitionComposeError, *, form: str, quiet: bool) -> None:
    """Write why a config is refused."""
    from ignition_compose.errors import InvalidConfig
    from ignition_compose.report import Entry, Report
    from ignition_compose.severity import Severity

    if isinstance(problem, InvalidConfig):
        report = problem.report
    else:
        report = Report([Entry(Severity.ERROR, _code_of(type(problem).__name__), str(problem))])
    show(report, form=form, quiet=quiet)


def _code_of(name: str) -> str:
    words = "".join([f"-{letter.lower()}" if letter.isupper() else letter for letter in name])
    return words.removeprefix("-").removesuffix("-error")


def has_colours() -> bool:
    """Whether the standard error shows colours and nobody asked for none (see no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stderr is not None and sys.stderr.isatty()


def as_text(entries: Iterable[Entry], _: Mapping[str, Any]) -> str:
    """Return entries as lines: ``file:line:column: severity: message [code] at /pointer``."""
    colours = COLOURS if has_colours() else {}
    return "".join([f"{_line(entry, colours)}\n" for entry in entries])


def _line(entry: Entry, colours: Mapping[str, str]) -> str:
    place = ":".join([str(part) for part in (entry.source, entry.line, entry.column) if part is not None])
    severity = str(entry.severity)
    if severity in colours:
        severity = f"{colours[severity]}{severity}{RESET}"
    where = f"{printable(place)}: " if place else ""
    at = f" at {printable(entry.pointer)}" if entry.pointer else ""
    return f"{where}{severity}: {printable(entry.message)} [{entry.code}]{at}"


def as_json(entries: Iterable[Entry], more: Mapping[str, Any]) -> str:
    """Return entries as one JSON document: ``{"valid": …, "entries": […]}`` and whatever else there is to say."""
    return json_text({**more, "entries": [_members(entry) for entry in entries]})


def json_text(value: Any) -> str:
    """Return *value* as JSON; bytes of a file's name that are no text are written as lone surrogates."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _members(entry: Entry) -> dict[str, Any]:
    return {
        "severity": str(entry.severity),
        "code": entry.code,
        "message": entry.message,
        "pointer": str(entry.pointer),
        "source": entry.source,
        "line": entry.line,
        "column": entry.column,
    }


FORMATS: Final[Mapping[str, Callable[[Iterable[Entry], Mapping[str, Any]], str]]] = {
    "text": as_text,
    "json": as_json,
}
"""Every form of a report: a function of the entries and of what else there is to say."""
