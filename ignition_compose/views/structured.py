"""
Reports as JSON.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ignition_compose.report import Entry


def as_json(entries: Iterable[Entry], more: Mapping[str, Any]) -> str:
    """
    Return entries as one JSON document: ``{"valid": …, "entries": […]}`` and whatever else there is to say.
    """
    return json_text({**more, "entries": [entry.to_dict() for entry in entries]})


def json_text(value: Any) -> str:
    """
    Return *value* as JSON; bytes of a file's name that are no text are written as lone surrogates.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"
