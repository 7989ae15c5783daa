"""All cases of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.unit.checks.rules import (
    advice_cases,
    disk_cases,
    filesystem_cases,
    ignition_cases,
    luks_cases,
    node_cases,
    path_cases,
    raid_cases,
    resource_cases,
    storage_cases,
    unit_cases,
)

if TYPE_CHECKING:
    from tests.unit.checks.rules.case import Case

CASES: Final[tuple[Case, ...]] = (
    *advice_cases.CASES,
    *disk_cases.CASES,
    *filesystem_cases.CASES,
    *ignition_cases.CASES,
    *luks_cases.CASES,
    *node_cases.CASES,
    *path_cases.CASES,
    *raid_cases.CASES,
    *resource_cases.CASES,
    *storage_cases.CASES,
    *unit_cases.CASES,
)
