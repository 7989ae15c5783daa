"""The vectors beside the tests, and answers of the reference brought into the form in which they are recorded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ignition_compose.pointer import Pointer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.oracle.oracle import Contribution

VECTORS = Path(__file__).parents[1] / "vectors"


def read_vectors(name: str) -> Any:
    """The content of one file of vectors."""
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def name_of(vector: Any) -> str | None:
    """The name of a vector, for pytest's ``ids``."""
    return vector["name"] if isinstance(vector, dict) else None


def bare(value: Any) -> Any:
    """What the reference wrote, less members that are null, empty objects or empty lists."""
    if isinstance(value, dict):
        members = {name: bare(member) for name, member in value.items()}
        return {name: member for name, member in members.items() if member is not None and member not in ([], {})}
    return [bare(item) for item in value] if isinstance(value, list) else value


def mappings_of(transcript: Iterable[Contribution]) -> list[list[str]]:
    """A transcript of the reference as tags and pointers, sorted."""
    return sorted([line.tag, Pointer.of(*line.source), Pointer.of(*line.target)] for line in transcript)
