"""
The one way in: any content to a document that was read and judged.
"""

from __future__ import annotations

import os
from functools import partial

from ignition_compose.checks.validation import judge
from ignition_compose.dialects import FLATCAR, Dialect, dialect_of
from ignition_compose.display import discreet, quoted
from ignition_compose.documents.document import (
    Document,
    Holder,
    config_of,
    read_again,
    read_config,
    read_document,
    read_values,
)
from ignition_compose.documents.syntax import MAX_BYTES
from ignition_compose.errors import InvalidInput, UnusableFile
from ignition_compose.given import bytes_of, integer_of, text_of
from ignition_compose.models.specs import SPEC3, spec_of
from ignition_compose.report import ERROR, LIMIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any, Final

    from ignition_compose.documents.config import Config
    from ignition_compose.report import Finding, Report
    from ignition_compose.versions import SpecVersion

    Content = Path | bytes | bytearray | memoryview | str | dict[str, Any] | Config | Document | Holder
    """What a caller may hand over as a config; text is content, never a path."""
else:

    def __getattr__(name: str) -> Any:
        # For whoever asks for types while a program runs.
        if name != "Content":
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        from pathlib import Path

        from ignition_compose.documents.config import Config

        return Path | bytes | bytearray | memoryview | str | dict | Config | Document | Holder


_BINARY: Final = (bytes, bytearray, memoryview)


def read(content: Content, *, source: str | None = None, dialect: str = FLATCAR, limit: int | None = LIMIT) -> Document:
    """
    Read a document once, to look at it, or to compose it many times.

    Args:
        content: A path, which is read; bytes or text; a dict; a `Config`; a `Document`, which is taken as it is
            if it was read under the same dialect; or a `Layer`, which counts as its document.
        source: Its name, for the entries; the path if left out.
        dialect: Which Ignition reads it: ``"flatcar"``, ``"upstream"``, or ``"flatcar-3033.3.18"``.
        limit: How many entries the report keeps, errors before others; None for all.

    Returns:
        The document with its report; bad content is an entry there, never an exception.

    Raises:
        UnusableFile: When the file cannot be read.
        InvalidInput: When *content* is of a type that cannot hold a config, there is no such dialect, or *limit* is no
            such number.

    Examples:
        >>> document = read('{"ignition": {"version": "3.4.0"}}', source="user.ign")
        >>> document.kind, document.version, document.report.is_fatal
        ('ignition', <SpecVersion.V3_4_0: '3.4.0'>, False)
        >>> read("#cloud-config").kind
        'cloud-config'
    """
    return read_as(content, source, dialect_of(dialect), _checked(limit))


def _checked(limit: Any) -> int | None:
    most = integer_of(limit)
    if limit is not None and (most is None or most < 1):
        msg = f"limit is how many entries a report keeps, at least 1, or None for all, not {quoted(limit)}"
        raise InvalidInput(msg)
    return most


def read_as(content: Content, source: str | None, dialect: Dialect, limit: int | None = LIMIT) -> Document:
    """
    Read and judge a document; see `read`.
    """
    kind = type(content)
    if (kind is bytes or kind is str) and (source is None or type(source) is str):
        # By far the most frequent content, of which nothing else needs to be asked.
        document = read_document(content, source, dialect, None, limit)  # type: ignore[arg-type]
        document._report = _judged(document, limit)
        return document
    document = document_of(content, source, dialect, limit)
    if issubclass(kind, Holder):
        return document
    if document is content and not _keeps(document.report, limit):
        document = read_again(document, document.source, dialect, limit)
    if document is not content:
        document._report = _judged(document, limit)
    return document


def _judged(document: Document, limit: int | None, *, strict: bool = False) -> Report:
    """
    The report on a document, with what only shows where a config of an older spec is translated.
    """
    version = document._version
    is_translated = document._dialect.older == "translated" and document._tree is not None
    if version is None or not is_translated or spec_of(version) is SPEC3:
        return judge(document, strict=strict, limit=limit)
    return judge(document, strict=strict, limit=limit, further=partial(_found_in_translating, document, version))


def _found_in_translating(document: Document, version: SpecVersion, own: Sequence[Finding]) -> Sequence[Finding]:
    from ignition_compose.translation.modernising import findings_of_modernising, modernise

    assert document._tree is not None
    document._modernised = made = modernise(document._tree, version, trust=document._trust, dialect=document._dialect)
    known = [one.tokens for one in own if one.severity is ERROR]
    return findings_of_modernising(made, version, document._dialect, is_asked_for=False, known=known)


def _keeps(report: Report, limit: int | None) -> bool:
    """
    Whether a report is what it would be with a limit.
    """
    count = len(report)
    return limit == count if report.omitted else limit is None or count <= limit


def parse(content: Content, *, source: str | None = None, dialect: str = FLATCAR) -> Config:
    """
    Read a config that Ignition accepts.

    Args:
        content: As for `read`.
        source: Its name, for the report.
        dialect: Which Ignition reads it.

    Returns:
        The config at the version that it declares.
        Mirrors ``ParseCompatibleVersion`` of the reference, less the translation.

    Raises:
        InvalidConfig: When Ignition refuses it; ``.report`` says why.
        UnsupportedConfig: When it is of a spec that Ignition reads and this library does not yet.
        NoConfig: When it is empty, or something that this Ignition leaves to others, such as cloud-config.
        UnusableFile: When the file cannot be read.
        InvalidInput: When *content* is of a type that cannot hold a config, or there is no such dialect.

    Examples:
        >>> parse('{"ignition": {"version": "3.4.0"}}').version
        <SpecVersion.V3_4_0: '3.4.0'>
    """
    return config_of(read(content, source=source, dialect=dialect))


def validate(
    content: Content,
    *,
    source: str | None = None,
    strict: bool = False,
    dialect: str = FLATCAR,
    limit: int | None = LIMIT,
) -> Report:
    """
    Check a config as Ignition does when it reads it, and say where each problem is.

    Args:
        content: As for `read`.
        source: Its name, for the entries.
        strict: Whether to hold it to the strict schema too: no unknown members, no nulls, nothing missing.
        dialect: Which Ignition reads it.
        limit: How many entries the report keeps, errors before others; None for all. The verdict is always that on
            the whole content, and `Report.omitted` says how many were left out.

    Returns:
        The report; bad content is an entry, never an exception.
        Mirrors ``ValidateWithContext`` of the reference's ``config/validate``.

    Raises:
        UnusableFile: When the file cannot be read.
        InvalidInput: When *content* is of a type that cannot hold a config, there is no such dialect, or *limit* is no
            such number, or *strict* is neither True nor False.

    Examples:
        >>> report = validate('{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "etc/motd"}]}}')
        >>> [(entry.code, entry.pointer, entry.line) for entry in report]
        [('path-relative', Pointer('/storage/files/0/path'), 1)]
    """
    given: object = strict
    if type(given) is not bool:
        msg = f"strict is True or False, not {quoted(strict)}"
        raise InvalidInput(msg)
    if not strict:
        return read(content, source=source, dialect=dialect, limit=limit).report
    reader, most = dialect_of(dialect), _checked(limit)
    document = document_of(content, source, reader, most)
    if document is content and document._omitted:
        # It may have been read with another limit.
        document = read_again(document, document.source, reader, most)
    return _judged(document, most, strict=True)


def document_of(content: Any, source: str | None, dialect: Dialect, limit: int | None = LIMIT) -> Document:
    """
    The document of whatever a caller may hand over as content, not yet judged unless it was before.

    Raises:
        UnusableFile: When the file cannot be read.
        InvalidInput: When *content* is of a type that cannot hold a config.
    """
    if source is not None and type(source) is not str:
        source = _name(source)
    kind = type(content)
    if issubclass(kind, _BINARY):
        return read_document(_bytes_in(content), source, dialect, limit=limit)
    if issubclass(kind, Document):
        name = source or content.source
        is_same = content._dialect is dialect and content._source == name
        return content if is_same else read_again(content, name, dialect, limit)
    if issubclass(kind, Holder):
        return _document_within(content, source, dialect, limit)
    if issubclass(kind, str):
        text = content if kind is str else str.__str__(content)
        return read_document(text, source, dialect, limit=limit)
    if issubclass(kind, os.PathLike):
        path = _path_in(content)
        return read_document(read_file(path), source or path, dialect, limit=limit)
    from ignition_compose.documents.config import Config

    if issubclass(kind, Config):
        return read_config(content, source, dialect)
    if issubclass(kind, dict):
        try:
            return read_values(content, source, dialect, limit)
        except TypeError as error:
            raise InvalidInput(str(error)) from None
    has_config = any("config" in vars(one) for one in type(content).__mro__)
    hint = "; its .config is one" if has_config else ""
    wanted = "a path, bytes, text, a dict, a Config, a Document or a Layer"
    msg = f"a config is given as {wanted}, not as {type(content).__name__}{hint}"
    raise InvalidInput(msg)


def _name(source: Any) -> str:
    """
    The name of a document as plain text, also where a path was given.
    """
    text = text_of(source)
    if text is not None:
        return text
    if issubclass(type(source), os.PathLike):
        return _path_in(source)
    msg = f"the name of a document is text, not {type(source).__name__}"
    raise InvalidInput(msg)


def _bytes_in(content: Any) -> bytes:
    raw = bytes_of(content)
    if raw is None:
        msg = f"this {type(content).__name__} holds no bytes any more"
        raise InvalidInput(msg)
    return raw


def _path_in(path: os.PathLike[str]) -> str:
    """
    A path as text.
    """
    try:
        text = text_of(os.fsdecode(path))
    except Exception as error:  # noqa: BLE001 - it is the caller's code that runs
        msg = f"this {type(path).__name__} does not tell its path ({type(error).__name__})"
        raise InvalidInput(msg) from None
    assert text is not None
    return text


def _document_within(holder: Holder, source: str | None, dialect: Dialect, limit: int | None) -> Document:
    document = holder.document
    if document is None:
        msg = f"this {type(holder).__name__} has no document: none was found for it"
        raise InvalidInput(msg)
    return read_as(document, source, dialect, limit)


def read_file(path: str | os.PathLike[str]) -> bytes:
    """
    The bytes of a file, at most a little more than a document may have.

    Raises:
        UnusableFile: When it cannot be read.
    """
    name = os.fsdecode(path)
    try:
        with open(name, "rb") as file:  # noqa: PTH123 - pathlib costs start-up time
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        msg = f"{discreet(name)}: cannot be read: {reason}"
        raise UnusableFile(msg) from None
