"""
What the command says of configs, in the form that was asked for.
"""

from __future__ import annotations

from ignition_compose.cli.files import write_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ignition_compose.errors import IgnitionComposeError
    from ignition_compose.report import Report


def show(
    report: Report,
    *,
    form: str,
    quiet: bool,
    write: Callable[[str], None] = write_error,
    **more: Any,
) -> None:
    """
    Write a report.

    Args:
        report: What was found.
        form: One of `FORMATS`.
        quiet: Whether entries that are only information are left out.
        write: Where to; the standard error by default.
        more: What else there is to say, for forms that can say it.
    """
    if form == "text" and not report.entries:
        return
    # Of most configs there is nothing to say.
    from ignition_compose.views.formats import FORMATS

    entries = [entry for entry in report if not (quiet and entry.severity == "info")]
    verdict = {"valid": not report.is_fatal, "limited": report.is_limited, "omitted": report.omitted}
    write(FORMATS[form](entries, {**verdict, **more}))


def reason_of(problem: IgnitionComposeError) -> Report | None:
    """
    The report that says why a config is refused, None where the problem is another one.
    """
    from ignition_compose.errors import UnsupportedDowngrade, VersionMismatch
    from ignition_compose.refusals import InvalidConfig, UnresolvedReference, UnsupportedConfig
    from ignition_compose.report import ERROR, Entry, Report

    if isinstance(problem, InvalidConfig | UnresolvedReference | UnsupportedConfig):
        return problem.report
    if isinstance(problem, UnsupportedDowngrade | VersionMismatch):
        return Report([Entry(ERROR, _in_kebab_case(type(problem).__name__), str(problem))])
    return None


def _in_kebab_case(name: str) -> str:
    words = "".join([f"-{letter.lower()}" if letter.isupper() else letter for letter in name])
    return words.removeprefix("-")
