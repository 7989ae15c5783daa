"""From the bytes of a file to a `Config`, or to the reason why not."""

from __future__ import annotations

import os

from ignition_compose.config import Config, from_document
from ignition_compose.document import read
from ignition_compose.errors import FileError, InvalidConfig, NoConfig
from ignition_compose.syntax import MAX_BYTES
from ignition_compose.validation import judge


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

    Examples:
        >>> parse('{"ignition": {"version": "3.4.0"}}').version
        <SpecVersion.V3_4_0: '3.4.0'>
    """
    document = read(raw, source)
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
    """
    return parse(read_file(path), source=os.fspath(path))


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, at most a little more than a document may have.

    Raises:
        FileError: When it cannot be read.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs start-up time
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        msg = f"{os.fspath(path)}: cannot be read: {reason}"
        raise FileError(msg) from None
