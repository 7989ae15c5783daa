"""From the bytes of a file to a `Config`, or to the reason why not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.checks.validation import judge
from ignition_compose.documents.config import Config, from_document
from ignition_compose.documents.document import Document, read, read_values
from ignition_compose.documents.syntax import MAX_BYTES
from ignition_compose.errors import FileError, InputError, NoConfig
from ignition_compose.report import InvalidConfig

if TYPE_CHECKING:
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report


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


def validate(content: bytes | str | Tree | Config, *, source: str | None = None, strict: bool = False) -> Report:
    """Check a config as Ignition does when it reads it, and say where each problem is.

    Args:
        content: The config: its bytes or text, plain values, or a `Config`.
        source: Its name, for the entries.
        strict: Whether to hold it to the strict schema too: no unknown members, no nulls, nothing missing.

    Returns:
        The report; bad content is an entry, never an exception.
        Mirrors ``ValidateWithContext`` of the reference's ``config/validate``.

    Raises:
        InputError: When *content* is of another type.

    Examples:
        >>> report = validate('{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "etc/motd"}]}}')
        >>> [(entry.code, entry.pointer, entry.line) for entry in report]
        [('path-relative', Pointer('/storage/files/0/path'), 1)]
    """
    return judge(document_of(content, source), strict=strict)


_BINARY: Final = (bytes, bytearray, memoryview)


def document_of(content: Any, source: str | None = None) -> Document:
    """The document of whatever a caller may hand over as content.

    Raises:
        InputError: When *content* is of a type that cannot hold a config.
    """
    if isinstance(content, _BINARY):
        return read(bytes(content), source)
    if isinstance(content, str):
        return read(content, source)
    if isinstance(content, Config):
        return Document("ignition", source, version=content.version, tree=content.tree)
    if isinstance(content, dict):
        try:
            return read_values(content, source)
        except TypeError as error:
            raise InputError(str(error)) from None
    msg = f"a config is given as bytes, text, a dict or a Config, not as {type(content).__name__}"
    if hasattr(content, "__fspath__"):
        msg += "; give a file's bytes and its name: path.read_bytes(), source=str(path)"
    raise InputError(msg)
