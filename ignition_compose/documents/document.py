"""
A document as it was read: what it is, which spec version it declares, its tree, and what reading it found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ignition_compose.documents.config import Config
from ignition_compose.documents.decoding import node_of
from ignition_compose.documents.dispatch import decode, version_of
from ignition_compose.documents.positions import Lines, Written, locate, report_of
from ignition_compose.documents.syntax import MAX_BYTES, MAX_VALUES, JsonSyntaxError, JsonValue, TooLargeError, scan
from ignition_compose.documents.userdata import (
    GZIP_MAGIC,
    KIND_NAMES,
    UserDataKind,
    classify,
    looks_like_butane,
    looks_like_path,
    looks_like_url,
)
from ignition_compose.errors import InputError, NoConfig
from ignition_compose.fast.plain import read_exact
from ignition_compose.fast.trust import DOUBT, EXACT, UNKNOWN, WITHOUT_TEXT, Trust, grant
from ignition_compose.report import CLEAN, ERROR, Finding, InvalidConfig, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ignition_compose.dialects import Dialect
    from ignition_compose.fast.outline import Outline
    from ignition_compose.models.fields import Tree
    from ignition_compose.pointer import Pointer
    from ignition_compose.versions import SpecVersion


class Document:
    """
    A document as one Ignition reads it, and the verdict on it. Nobody changes it once it was handed out.

    Attributes:
        kind: What it is: ``"ignition"``, ``"cloud-config"``, ``"script"``, ``"mime"`` or ``"empty"``.
        source: Its name.
        dialect: Which Ignition reads it.
        version: The spec version that it declares, None where that is not one that is taken.
        report: What was found in it.
        raw: Its bytes, None when it was given as Python values.
        root: Its nodes, None when it is not JSON, or so exact that nobody needs them.
        tree: The decoded tree, None when it could not be decoded.
        findings: What reading it found, before anything else was asked of it.
        trust: How far its tree can be trusted.
        given: The config that it was given as, if it was.
    """

    __slots__ = (
        "_lines",
        "_outline",
        "_written",
        "dialect",
        "findings",
        "given",
        "kind",
        "memo",
        "raw",
        "report",
        "root",
        "source",
        "tree",
        "trust",
        "version",
    )

    def __init__(
        self,
        kind: UserDataKind,
        source: str | None,
        dialect: Dialect,
        raw: bytes | None = None,
        *,
        root: JsonValue | None = None,
        version: SpecVersion | None = None,
        tree: Tree | None = None,
        findings: tuple[Finding, ...] = (),
        trust: Trust = UNKNOWN,
    ) -> None:
        self.kind = kind
        self.source = source
        self.dialect = dialect
        self.raw = raw
        self.root = root
        self.version = version
        self.tree = tree
        self.findings = findings
        self.trust = trust
        # Whoever reads a document judges it before anybody else sees it.
        self.report = CLEAN
        # What composing makes of it, once for all compositions that it is part of.
        self.memo: Any = None
        self.given: Config | None = None
        self._outline: Outline | None = None
        self._lines: Lines | None = None
        self._written: Written | None = None

    def __repr__(self) -> str:
        name = f" {self.source!r}" if self.source else ""
        version = f" of spec {self.version}" if self.version else ""
        return f"<Document{name}: {self.kind}{version}>"

    @property
    def is_config(self) -> bool:
        """
        Whether the dialect takes it for a config, be it a broken one, and not for something that others read.
        """
        return self.kind == "ignition" or (self.kind != "empty" and not self.dialect.passes_user_data)

    @property
    def config(self) -> Config | None:
        """
        The config as it was written, None where there is none or it cannot be decoded.
        """
        if self.tree is None or self.version is None:
            return None

        return Config.of_tree(self.tree, self.version)

    def locate(self, tokens: Sequence[str | int], *, name: bool = False) -> int | None:
        """
        The offset of a place, None where the document has no text; the arguments are those of `positions.locate`.
        """
        if self.root is not None:
            return locate(self.root, tokens, name=name)
        if self.trust < EXACT or self.raw is None:
            return None
        if self._outline is None:
            from ignition_compose.fast.outline import Outline

            self._outline = Outline(self.raw)
        return self._outline.locate(tokens, name=name)

    def where(self, pointer: Pointer) -> tuple[int, int] | None:
        """
        The line and column of a value, None where the document has no text.
        """
        if self.raw is None:
            return None
        if self.root is None:
            offset = self.locate(pointer.steps)
        else:
            self._written = self._written or Written(self.root)
            offset = self._written.locate(pointer.steps)
        if offset is None:
            return None
        if self._lines is None:
            self._lines = Lines(self.raw)
        return self._lines.at(offset)

    def locate_entries(self, report: Report) -> Report:
        """
        A report on the config of this document, each entry at its line and column here.
        """
        entries = []
        for entry in report:
            line, column = self.where(entry.pointer) or (None, None)
            entries.append(entry._replace(source=self.source, line=line, column=column))
        return Report(entries)

    def place(self, findings: Sequence[Finding], source: str | None = None) -> Report:
        """
        Findings about this document as a report, each at its line and column, under its name or another.
        """
        if not findings:
            return CLEAN
        return report_of(findings, source=source or self.source, raw=self.raw, locate=self.locate)


def read_document(content: bytes | str, source: str | None, dialect: Dialect, trust: Trust | None = None) -> Document:
    """
    Read a document; whatever its content, nothing is raised.

    Args:
        content: The content.
        source: Its name, for reports.
        dialect: Which Ignition reads it.
        trust: `Trust.DOUBT` to take no quick way; as much as is worth it if None. The answer is the same.

    Returns:
        The document, not yet judged. Mirrors ``GetConfigVersion`` and ``ParseCompatibleVersion`` of the reference,
        except that every decoding error is found and not just the first.

    Examples:
        >>> from ignition_compose.dialects import dialect_of
        >>> read_document('{"ignition": {"version": "3.4.0"}}', None, dialect_of("upstream")).version
        <SpecVersion.V3_4_0: '3.4.0'>
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    trust = grant(len(raw)) if trust is None else trust
    kind = classify(raw)
    if kind == "empty" or (kind != "ignition" and dialect.passes_user_data):
        return Document(kind, source, dialect, raw, trust=trust)
    exact = read_exact(raw) if trust > DOUBT and _is_within_bounds(raw) else None
    if exact is not None and exact[1] in dialect.accepts:
        tree, version, known = exact
        return Document(kind, source, dialect, raw, version=version, tree=tree, trust=known)
    document = Document(kind, source, dialect, raw, trust=trust)
    try:
        document.root = scan(raw)
    except TooLargeError as error:
        return _refused(document, "too-large", error.problem, error.offset)
    except JsonSyntaxError as error:
        hint = _hint(raw, kind, content if isinstance(content, str) else "")
        return _refused(document, "invalid-json", f"this is not JSON: {error.problem}{hint}", error.offset)
    return _decoded(document)


def _refused(document: Document, code: str, message: str, offset: int | None = None) -> Document:
    document.findings = (Finding(ERROR, code, message, (), offset),)
    return document


def _hint(raw: bytes, kind: UserDataKind, text: str) -> str:
    """
    What may be wrong with a document that is no Ignition config.
    """
    if kind != "ignition":
        return f"; it is {KIND_NAMES[kind]}, which only Flatcar's Ignition leaves to others"
    if text and looks_like_path(text):
        if looks_like_url(text):
            return "; it looks like a URL: fetch it and give its bytes"
        return f"; it looks like the name of a file: give pathlib.Path({text!r}) to read it"
    if raw.startswith(GZIP_MAGIC):
        return "; the file is gzipped: unpack it first"
    if looks_like_butane(raw):
        return "; it looks like Butane: make Ignition of it with the command butane, as Ignition does itself since 2.27"
    return ""


def _is_within_bounds(raw: bytes) -> bool:
    """
    Whether *raw* is certain to stay within the bounds of the scan, so that no document is refused one way only.
    """
    if len(raw) <= 2 * MAX_VALUES:
        return True
    # Each value but the first is behind a comma, or the first within a bracket.
    values = 1 + raw.count(b",") + raw.count(b"[") + raw.count(b"{")
    return len(raw) <= MAX_BYTES and values <= MAX_VALUES


def read_values(values: Any, source: str | None, dialect: Dialect) -> Document:
    """
    Read a document that is given as Python values.

    Raises:
        TypeError: For values that JSON cannot hold.
    """
    document = Document("ignition", source, dialect, trust=grant(WITHOUT_TEXT))
    try:
        document.root = node_of(values)
    except RecursionError:
        return _refused(document, "invalid-json", "the values are nested too deep, or hold themselves")
    return _decoded(document)


def read_again(document: Document, source: str | None, dialect: Dialect) -> Document:
    """
    The document as another Ignition reads it, or under another name.
    """
    if document.raw is not None:
        return read_document(document.raw, source, dialect)
    if document.root is not None:
        return _decoded(Document("ignition", source, dialect, root=document.root, trust=grant(WITHOUT_TEXT)))
    if document.given is not None:
        return read_config(document.given, source, dialect)
    again = Document(document.kind, source, dialect)
    again.findings = document.findings
    return again


def read_config(config: Config, source: str | None, dialect: Dialect) -> Document:
    """
    A config that was read before, as a document.
    """
    document = Document("ignition", source, dialect, trust=grant(WITHOUT_TEXT))
    document.version, problem = version_of(config.version, dialect)
    document.tree = config.tree if document.version is not None else None
    document.given = config
    document.findings = (problem,) if problem else ()
    return document


def _decoded(document: Document) -> Document:
    """
    A new document, filled in with what its nodes say.
    """
    assert document.root is not None
    document.version, document.tree, findings = decode(document.root, document.dialect)
    hint = _hint(document.raw, document.kind, "") if document.version is None and document.raw is not None else ""
    document.findings = tuple([finding._replace(message=f"{finding.message}{hint}") for finding in findings])
    return document


def config_of(value: Config | Document) -> Config:
    """
    The config that a function is to work on.

    Raises:
        InvalidConfig: When *value* is a document that Ignition refuses.
        NoConfig: When *value* is a document that is no config.
        InputError: When *value* is something else.
    """
    given: object = value
    if isinstance(given, Config):
        return given
    if not isinstance(given, Document):
        msg = f"a Config or a Document is wanted here, not {type(value).__name__}; make one with parse() or read()"
        raise InputError(msg)
    if not given.is_config:
        raise NoConfig(given.kind, given.source)
    config = given.config
    if given.report.is_fatal or config is None:
        raise InvalidConfig(given.report)
    return config
