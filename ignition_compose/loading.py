"""From the bytes of a file to a `Config`, or to the reason why not."""

from __future__ import annotations

import os
from typing import Any

from ignition_compose.config import Config, from_document
from ignition_compose.errors import FileError, InputError, InvalidConfig, NoConfig
from ignition_compose.syntax import MAX_BYTES
from ignition_compose.validation import document_of, judge


def parse(raw: bytes | str, *, source: str | None = None) -> Config:
    """Read a config that Ignition accepts.

    Args:
        raw: Its bytes or text.
        source: Its name, for the report.

    Returns:
        The config at the version it declares.
        Mirrors ``ParseCompatibleVersion`` of the reference, less the translation.

    Raises:
        InvalidConfig: When Ignition refuses it; ``.report`` says why.
        NoConfig: When it is empty, cloud-config, a script or MIME.
        InputError: When *raw* is neither bytes nor text.

    Examples:
        >>> parse('{"ignition": {"version": "3.4.0"}}').version
        <SpecVersion.V3_4_0: '3.4.0'>
    """
    content: Any = raw
    if not isinstance(content, bytes | bytearray | memoryview | str):
        msg = f"parse() takes bytes or text, not {type(content).__name__}; use load() or Config.from_dict()"
        raise InputError(msg)
    document = document_of(content, source)
    if document.kind != "ignition":
        raise NoConfig(document.kind, source)
    report = judge(document)
    if report.is_fatal:
        raise InvalidConfig(report)
    return from_document(document)


def load(path: str | os.PathLike[str]) -> Config:
    """Read the config in a file.

    Args:
        path: The file.

    Returns:
        The config, as from `parse`.

    Raises:
        FileError: When the file cannot be read.
        InvalidConfig: When Ignition refuses the config.
        NoConfig: When the file is empty, or something other than a config.
        InputError: When *path* is not a path.
    """
    return parse(read_file(path), source=os.fsdecode(path))


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, at most a little more than a document may have.

    Raises:
        FileError: When it cannot be read.
        InputError: When *path* is not a path.
    """
    try:
        name = os.fsdecode(path)
    except TypeError:
        msg = f"a file is named by a path, not by {type(path).__name__}"
        raise InputError(msg) from None
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - pathlib costs start-up time
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        msg = f"{name}: cannot be read: {reason}"
        raise FileError(msg) from None
