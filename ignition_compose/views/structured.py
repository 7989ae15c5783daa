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
    Return entries as one JSON document: ``{"valid": …, "entries": […], …}`` with whatever else there is to say.
    """
    return json_text({**more, "entries": [entry.to_dict() for entry in entries]})


def json_text(value: Any) -> str:
    r"""
    Return *value* as JSON in which everything shows and nothing is a command: what does not print is escaped.

    Bytes of a file's name that are no text are written as lone surrogates.

    Examples:
        >>> print(json_text("ä\x9b\u202e"), end="")
        "ä\u009b\u202e"
    """
    import json

    lines = json.dumps(value, ensure_ascii=False, indent=2).replace("##", "#\\u0023").split("\n")
    return "".join([f"{_escaped(line)}\n" for line in lines])


def _escaped(line: str) -> str:
    return line if line.isprintable() else "".join([one if one.isprintable() else _escape(one) for one in line])


def _escape(letter: str) -> str:
    """
    A character as JSON escapes it, which is that of JavaScript: two of them beyond 16 bits.
    """
    halves = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join([f"\\u{halves[at : at + 4]}" for at in range(0, len(halves), 4)])
