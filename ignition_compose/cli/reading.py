"""From documents to the configs in them, or to the report that says why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ignition_compose.checks.validation import judge
from ignition_compose.documents.config import from_document
from ignition_compose.report import InvalidConfig, join

if TYPE_CHECKING:
    from ignition_compose.documents.config import Config
    from ignition_compose.documents.document import Document
    from ignition_compose.report import Report


class Reading(NamedTuple):
    """Configs that Ignition accepts.

    Attributes:
        configs: The configs.
        report: What was found in them; no entry is an error.
    """

    configs: tuple[Config, ...]
    report: Report


def accept(*documents: Document) -> Reading:
    """Return the configs in *documents*.

    Raises:
        InvalidConfig: When Ignition refuses one of them, or one is no Ignition config; the report is about all.
    """
    report = join([judge(document) for document in documents])
    if report.is_fatal:
        raise InvalidConfig(report)
    return Reading(tuple([from_document(document) for document in documents]), report)
