"""
What a walk over a document finds, up to as much as a report keeps.
"""

from __future__ import annotations

import sys

from ignition_compose.report import ERROR, LIMIT, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from ignition_compose.report import Severity


class Findings(list[Finding]):
    """
    Findings, not many more than a report keeps; the rest is counted.

    Errors are kept before others, and of each the first that are added.

    Examples:
        >>> from ignition_compose.report import INFO
        >>> found = Findings.up_to(2)
        >>> found += [Finding(severity, str(severity), "") for severity in (INFO, INFO, INFO, ERROR)]
        >>> [finding.code for finding in found.kept], found.omitted
        (['info', 'error'], 2)
    """

    # Most walks find nothing, so what is not there yet costs them nothing.
    _limit: int = LIMIT
    _errors = 0
    _left_out = 0

    @classmethod
    def up_to(cls, limit: int | None) -> Self:
        """
        None yet, and as many as *limit* to keep; all if it is None.
        """
        found = cls()
        found._limit = sys.maxsize if limit is None else limit
        return found

    @property
    def limit(self) -> int | None:
        """
        How many are kept, None for all.
        """
        return None if self._limit == sys.maxsize else self._limit

    @property
    def is_fatal(self) -> bool:
        """
        Whether one of them is an error.
        """
        return self._errors > 0

    @property
    def is_full(self) -> bool:
        """
        Whether errors take all the room, so that nobody will see what else is found.
        """
        return self._errors >= self._limit

    @property
    def kept(self) -> list[Finding]:
        """
        Those that a report keeps, in the order in which they were added.
        """
        if len(self) <= self._limit:
            return self
        room = self._limit - self._errors
        kept = []
        for finding in self:
            room -= finding.severity is not ERROR
            if room >= 0 or finding.severity is ERROR:
                kept.append(finding)
        return kept

    @property
    def omitted(self) -> int:
        """
        How many a report leaves out.
        """
        return self._left_out + max(0, len(self) - self._limit)

    def has_room(self, severity: Severity) -> bool:
        """
        Whether another finding may be kept, or is only counted.
        """
        errors, limit = self._errors, self._limit
        return errors < limit and (severity is ERROR or len(self) - errors < limit)

    def skip(self, times: int = 1) -> None:
        """
        Count findings for which there is no room.
        """
        self._left_out += times

    def append(self, finding: Finding, times: int = 1) -> None:
        """
        Add a finding, or several that are all the same, or count them.
        """
        while times and self.has_room(finding.severity):
            times -= 1
            self._errors += finding.severity is ERROR
            super().append(finding)
        self._left_out += times

    def __iadd__(self, findings: Iterable[Finding]) -> Self:  # type: ignore[override,misc]
        if isinstance(findings, Findings):
            self._left_out += findings._left_out
        for finding in findings:
            self.append(finding)
        return self
