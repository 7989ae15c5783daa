"""Documents as the engines have them, for tests that look behind the door."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from ignition_compose.dialects import UPSTREAM, Dialect, dialect_of
from ignition_compose.documents.document import read_document

if TYPE_CHECKING:
    from ignition_compose.documents.document import Document
    from ignition_compose.fast.trust import Trust

READER: Final = dialect_of(UPSTREAM)
MAIN: Final = "flatcar-main"
"""The dialect that takes every version that is drawn."""

NEWEST: Final = READER.newest
"""Where the newest release of Ignition folds layers."""


@cache
def reader_of(release: str) -> Dialect:
    """Who reads as a release of Ignition does."""
    return Dialect(f"ignition-{release}", release)


def read(content: bytes | str, source: str | None = None, *, trust: Trust | None = None) -> Document:
    """A document that nobody has judged yet."""
    return read_document(content, source, READER, trust)
