"""
The exceptions for content that is refused, each with the report that says why.
"""

from __future__ import annotations

from ignition_compose.errors import IgnitionComposeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.report import Report

_SHOWN: Final = 50
"""How many entries the text of an exception shows."""


class InvalidConfig(IgnitionComposeError, ValueError):
    """
    The content is a config that Ignition refuses.

    Args:
        report: Every entry that was found; at least one is an error.

    Examples:
        >>> from ignition_compose import parse
        >>> try:
        ...     parse('{"ignition": {"version": "3.4.0"}, "storage": {"files": [{}]}}')
        ... except InvalidConfig as error:
        ...     error.report.errors[0].code
        'no-path'
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return _abridged(self.report)


class UnsupportedConfig(IgnitionComposeError, NotImplementedError):
    """
    The content is a config that Ignition reads, and this library does not yet.

    Args:
        report: Every entry that was found; each error is a limit of this library.

    Examples:
        >>> from ignition_compose import parse
        >>> try:
        ...     parse("[" + "0," * 2_000_000 + "0]")
        ... except UnsupportedConfig as error:
        ...     error.report.errors[0].code
        'too-large'
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return _abridged(self.report)


class UnresolvedReference(IgnitionComposeError, LookupError):
    """
    The config names another one that takes its place, and that is not known.

    Args:
        report: Every entry that was found; each error is a config that is not known.

    Examples:
        >>> from ignition_compose import compose
        >>> stub = {"ignition": {"version": "3.4.0", "config": {"replace": {"source": "https://example.com/a.ign"}}}}
        >>> try:
        ...     compose(user=stub)
        ... except UnresolvedReference as error:
        ...     error.report.errors[0].pointer
        Pointer('/ignition/config/replace')
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        return _abridged(self.report)


def _abridged(report: Report) -> str:
    more = len(report) - _SHOWN
    if more <= 0:
        return str(report)
    shown = [*report.errors, *report.warnings, *report.infos][:_SHOWN]
    whole = f"; {report.omitted} are left out there too" if report.omitted else ""
    return "\n".join([*map(str, shown), f"and {more} more; report has {'them' if whole else 'all of them'}{whole}"])


def refusal(report: Report) -> InvalidConfig | UnresolvedReference | UnsupportedConfig:
    """
    The exception for content whose report is fatal.
    """
    if not report.is_limited:
        return InvalidConfig(report)
    is_unknown = all(entry.code == "unresolved-reference" for entry in report.errors)
    return UnresolvedReference(report) if is_unknown else UnsupportedConfig(report)
