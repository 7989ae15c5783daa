"""
The forms of a report: another, such as SARIF, is one more line here.
"""

from __future__ import annotations

from ignition_compose.views.structured import as_json
from ignition_compose.views.text import as_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Final

    from ignition_compose.report import Entry

FORMATS: Final[Mapping[str, Callable[[Iterable[Entry], Mapping[str, Any]], str]]] = {
    "text": as_text,
    "json": as_json,
}
"""Every form of a report: a function of the entries and of what else there is to say."""
