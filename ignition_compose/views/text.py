"""
Reports and explanations as text.

What comes from a config or a file's name is made harmless, so that a report is what it looks like: one line for each
entry.
"""

from __future__ import annotations

import os
import sys

from ignition_compose.display import harmless, shown
from ignition_compose.report import line_of, more_than_shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Final

    from ignition_compose.report import Entry

RESET: Final = "\x1b[0m"
COLOURS: Final[Mapping[str, str]] = {"error": "\x1b[1;31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_WIDEST: Final = 48
_STATES: Final = {
    "used": "part of the result",
    "dropped": "dropped, because it names an empty config",
    "unresolved": "replaced by a config that is not known",
    "unused": "not needed",
    "not-found": "not found",
    "cloud-config": "cloud-config, so no Ignition config",
    "script": "a script, so no Ignition config",
    "mime": "MIME multipart, so no Ignition config",
}


def has_colours() -> bool:
    """
    Whether the standard error shows colours and nobody asked for none (see no-color.org).
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stderr is not None and sys.stderr.isatty()


def as_text(entries: Iterable[Entry], more: Mapping[str, Any]) -> str:
    """
    Return entries as lines: ``file:line:column: severity: message [code] at /pointer``; the last says what is left out.
    """
    colours = COLOURS if has_colours() else {}
    lines = [_line(entry, colours) for entry in entries]
    return "".join([f"{line}\n" for line in [*lines, *more_than_shown(more.get("omitted", 0))]])


def _line(entry: Entry, colours: Mapping[str, str]) -> str:
    severity = str(entry.severity)
    return line_of(entry, f"{colours[severity]}{severity}{RESET}" if severity in colours else severity)


def explain(outlined: dict[str, Any]) -> str:
    """
    Return what `explanation_of` returned as text.
    """
    lines = ["layers, lowest first:"]
    lines += [f"  {_layer_line(layer)}" for layer in outlined["layers"]]
    verb = "stands in for the user config" if outlined["used_default"] else "is not part of the result"
    lines += [f"the default config {verb}: {outlined['reason']}", f"the result is of spec {outlined['version']}"]
    section = None
    for row in outlined["origins"]:
        if row["section"] != section:
            section = row["section"]
            lines.append(f"{section}:")
        lines += _row_lines(row)
    return "".join([f"{line}\n" for line in lines])


def _layer_line(layer: dict[str, Any]) -> str:
    name = layer["role"] if layer["state"] == "not-found" else f"{layer['role']} {layer['source']}"
    state = _STATES.get(layer["state"], layer["state"])
    version = f" (spec {layer['version']})" if layer["version"] else ""
    verdict = "" if layer["valid"] is None else ", valid" if layer["valid"] else ", invalid"
    return f"{shown(name)}{version}: {state}{verdict}"


def _row_lines(row: dict[str, Any]) -> Iterator[str]:
    came = " + ".join([_place_text(place) for place in row["places"]]) or "no layer"
    yield f"  {harmless(row['name']):{_WIDEST}} {came}{_lost_text(row['displaced'])}".rstrip()
    for member in row["replaced"]:
        below = harmless(member["pointer"].removeprefix(row["pointer"]).lstrip("/"))
        came = " + ".join([_place_text(place) for place in member["places"]])
        yield f"    {below:{_WIDEST - 2}} {came}{_lost_text(member['displaced'])}"


def _lost_text(places: list[dict[str, Any]]) -> str:
    return f" instead of {', '.join([_place_text(place) for place in places])}" if places else ""


def _place_text(place: dict[str, Any]) -> str:
    source = shown(place["source"])
    return source if place["line"] is None else f"{source}:{place['line']}"
