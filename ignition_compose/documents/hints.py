"""
What may be wrong with a document that is no Ignition config.
"""

from __future__ import annotations

from ignition_compose.display import SHORT, quoted
from ignition_compose.documents.userdata import (
    GZIP_MAGIC,
    KIND_NAMES,
    looks_like_butane,
    looks_like_name,
    looks_like_path,
    looks_like_url,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ignition_compose.documents.userdata import UserDataKind


def hint_of(raw: bytes, kind: UserDataKind, text: str) -> str:
    """
    What may be wrong with a document, to go on behind what is said of it.

    Args:
        raw: The document.
        kind: What it is.
        text: The same as the caller gave it, where that was text.
    """
    if kind != "ignition":
        return f"; it is {KIND_NAMES[kind]}, which only Flatcar's Ignition leaves to others"
    if text and looks_like_path(text):
        if looks_like_url(text):
            return "; it looks like a URL: fetch it and give its bytes"
        return f"; it looks like the name of a file: give pathlib.Path({_name_in(text)}) to read it"
    if raw.startswith(GZIP_MAGIC):
        return "; the file is gzipped: unpack it first"
    if looks_like_butane(raw):
        return "; it looks like Butane: make Ignition of it with the command butane, as Ignition does itself since 2.27"
    return ""


def _name_in(text: str) -> str:
    """
    A short name of a file in quotation marks; of what may be content, such as packed in base64, nothing.
    """
    return quoted(text) if len(text) <= SHORT and looks_like_name(text) else "…"
