"""
A document as it was read: what it is, which spec version it declares, its tree, and what reading it found.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.display import LONGEST, quoted
from ignition_compose.documents.decoding import node_of
from ignition_compose.documents.dispatch import decode, version_of
from ignition_compose.documents.hints import hint_of
from ignition_compose.documents.syntax import (
    MAX_BYTES,
    MAX_VALUES,
    JsonSyntaxError,
    JsonValue,
    TooLargeError,
    flattened,
    scan,
    unflattened,
)
from ignition_compose.documents.userdata import UserDataKind, classify
from ignition_compose.errors import InvalidInput, NoConfig
from ignition_compose.fast.trust import DOUBT, EXACT, UNKNOWN, WITHOUT_TEXT, Trust, grant
from ignition_compose.given import is_a
from ignition_compose.pointer import Pointer
from ignition_compose.report import CLEAN, ERROR, LIMIT, Finding, Place, Report, in_text_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, Final

    from ignition_compose.dialects import Dialect
    from ignition_compose.documents.config import Config
    from ignition_compose.documents.positions import Lines, Written
    from ignition_compose.fast.outline import Outline
    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion


class Document:
    """
    A document as one Ignition reads it, and the verdict on it. It never changes.

    `read` makes one. Read it once, look at it, and compose it as often as you like.

    Examples:
        >>> from ignition_compose import read
        >>> document = read('{"ignition": {"version": "3.4.0"}}', source="user.ign")
        >>> document
        <Document 'user.ign': ignition of spec 3.4.0>
        >>> document.config.version, document.report.is_fatal
        (<SpecVersion.V3_4_0: '3.4.0'>, False)
    """

    # _raw: its bytes, None when it was given as Python values.
    # _root: its nodes, None when it is not JSON, or so exact that nobody needs them.
    # _tree: the decoded tree, None when it could not be decoded.
    # _findings: what reading it found, before anything else was asked of it.
    # _omitted: how many more findings there were.
    # _is_exact: whether its nodes hold nothing but what is in its tree, under exact names.
    # _trust: how far its tree can be trusted.
    # _given: the config that it was given as, if it was.
    # _modernised: what a config of an older spec becomes, where that was found out while it was judged.
    # _memo: what composing makes of it, once for all compositions that it is part of.
    __slots__ = (
        "_dialect",
        "_findings",
        "_given",
        "_is_exact",
        "_kind",
        "_lines",
        "_memo",
        "_modernised",
        "_omitted",
        "_outline",
        "_raw",
        "_report",
        "_root",
        "_source",
        "_tree",
        "_trust",
        "_version",
        "_written",
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
        self._kind = kind
        self._source = source
        self._dialect = dialect
        self._raw = raw
        self._root = root
        self._version = version
        self._tree = tree
        self._findings = findings
        self._omitted = 0
        self._is_exact = False
        self._trust = trust
        # Whoever reads a document judges it before anybody else sees it.
        self._report = CLEAN
        self._memo: Any = None
        self._modernised: Any = None
        self._given: Config | None = None
        self._outline: Outline | None = None
        self._lines: Lines | None = None
        self._written: Written | None = None

    def __copy__(self) -> Document:
        return self

    def __deepcopy__(self, _: object) -> Document:
        # It never changes.
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # What is looked up again names nodes by where they are in memory, and nodes may be nested deep.
        values = {name: getattr(self, name) for name in self.__slots__ if name not in _LOOKED_UP}
        return _revived, (values, None if self._root is None else flattened(self._root))

    def __repr__(self) -> str:
        name = f" {quoted(self._source, LONGEST)}" if self._source else ""
        version = f" of spec {self._version}" if self._version else ""
        return f"<Document{name}: {self._kind}{version}>"

    @property
    def kind(self) -> UserDataKind:
        """
        What it is: ``"ignition"``, ``"cloud-config"``, ``"script"``, ``"mime"`` or ``"empty"``.
        """
        return self._kind

    @property
    def source(self) -> str | None:
        """
        Its name, None where it has none.
        """
        return self._source

    @property
    def dialect(self) -> Dialect:
        """
        Which Ignition reads it.
        """
        return self._dialect

    @property
    def version(self) -> SpecVersion | None:
        """
        The spec version that it declares, None where that is not one that is read.
        """
        return self._version

    @property
    def report(self) -> Report:
        """
        What was found in it.
        """
        return self._report

    @property
    def is_config(self) -> bool:
        """
        Whether the dialect takes it for a config, be it a broken one, and not for something that others read.
        """
        return self._kind == "ignition" or (self._kind != "empty" and self._kind not in self._dialect.passes)

    @property
    def config(self) -> Config | None:
        """
        The config as it was written, None where there is none or it cannot be decoded.
        """
        if self._tree is None or self._version is None:
            return None
        from ignition_compose.documents.config import holding

        return holding(self._tree, self._version)

    def to_dict(self) -> dict[str, Any]:
        """
        The document as plain values, which the schema ``"document"`` describes.

        Returns:
            ``kind``, ``source``, ``dialect``, ``version``, ``config`` and ``report``. The config holds its secrets, as
            `Config.to_dict` does.

        Examples:
            >>> from ignition_compose import read
            >>> read("#!/bin/sh").to_dict()["kind"]
            'script'
        """
        config = self.config
        return {
            "kind": self._kind,
            "source": self._source,
            "dialect": self._dialect.name,
            "version": None if self._version is None else str(self._version),
            "config": None if config is None else config.to_dict(),
            "report": self._report.to_dict(),
        }

    def _locate(self, tokens: Sequence[str | int], *, name: bool = False) -> int | None:
        """
        The offset of a place, None where the document has no text; the arguments are those of `positions.locate`.
        """
        if self._root is not None:
            from ignition_compose.documents.positions import locate

            return locate(self._root, tokens, name=name)
        if self._trust < EXACT or self._raw is None:
            return None
        if self._outline is None:
            from ignition_compose.fast.outline import Outline

            self._outline = Outline(self._raw)
        return self._outline.locate(tokens, name=name)

    def where(self, pointer: str) -> tuple[int, int] | None:
        """
        The line and column of a value.

        Args:
            pointer: A JSON Pointer to it, in the config as it was read.

        Returns:
            The line and the column in bytes, each from 1; None where the document has no text, or no such value.

        Raises:
            InvalidPointer: When *pointer* is not a JSON Pointer.

        Examples:
            >>> from ignition_compose import read
            >>> read('{"ignition": {"version": "3.4.0"}}').where("/ignition/version")
            (1, 26)
        """
        steps = pointer.steps if is_a(pointer, Pointer) else Pointer(pointer).steps
        offset = self._offset(steps) if self._raw is not None else None
        if offset is None or self._raw is None:
            return None
        from ignition_compose.documents.positions import Lines

        if self._lines is None:
            self._lines = Lines(self._raw)
        return self._lines.at(offset)

    def _offset(self, tokens: Sequence[str | int]) -> int | None:
        """
        Where the value at a place of the tree was written, also in a section that is there twice.
        """
        if self._root is None:
            return self._locate(tokens)
        from ignition_compose.documents.positions import Written

        self._written = self._written or Written(self._root)
        return self._written.locate(tokens)

    def _locate_entries(self, report: Report) -> Report:
        """
        A report on the config of this document, each entry at its line and column here.
        """
        entries = []
        for entry in report:
            line, column = self.where(entry.pointer) or (None, None)
            related = entry.related
            if related is not None:
                there = self.where(related.pointer) or (None, None)
                related = Place(self._source or "", related.pointer, *there)
            entries.append(entry._replace(source=self._source, line=line, column=column, related=related))
        return in_text_order(Report(entries, report.omitted), [self._source])

    def _place(self, findings: Sequence[Finding], source: str | None = None) -> Report:
        """
        Findings about this document as a report, each at its line and column, under its name or another.
        """
        if not findings:
            return CLEAN
        from ignition_compose.documents.positions import report_of

        return report_of(
            findings, source=source or self._source, raw=self._raw, locate=self._locate, written=self._offset
        )


_LOOKED_UP: Final = ("_lines", "_memo", "_modernised", "_outline", "_root", "_written")
"""What a document has beside what it is."""


def _revived(values: Mapping[str, Any], root: Sequence[tuple[Any, ...]] | None) -> Document:
    """
    The document that was written so.
    """
    document: Document = object.__new__(Document)
    for name, value in values.items():
        setattr(document, name, value)
    for name in _LOOKED_UP:
        setattr(document, name, None)
    document._root = None if root is None else unflattened(root)
    return document


class Holder:
    """
    A value that holds a document, and counts as that wherever a document is taken.
    """

    __slots__ = ()

    document: Document | None


def read_document(
    content: bytes | str, source: str | None, dialect: Dialect, trust: Trust | None = None, limit: int | None = LIMIT
) -> Document:
    """
    Read a document; whatever its content, nothing is raised.

    Args:
        content: The content.
        source: Its name, for reports.
        dialect: Which Ignition reads it.
        trust: `Trust.DOUBT` to take no quick way; as much as is worth it if None. The answer is the same.
        limit: How many findings are kept, None for all.

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
    if kind == "empty" or kind in dialect.passes:
        return Document(kind, source, dialect, raw, trust=trust)
    exact = _quick_reader()(raw) if trust > DOUBT and _is_within_bounds(raw) else None
    if exact is not None and exact[1] in dialect.accepts:
        tree, version, known = exact
        return Document(kind, source, dialect, raw, version=version, tree=tree, trust=known)
    document = Document(kind, source, dialect, raw, trust=trust)
    try:
        document._root = scan(raw)
    except TooLargeError as error:
        return _refused(document, "too-large", error.problem, error.offset)
    except JsonSyntaxError as error:
        hint = hint_of(raw, kind, content if isinstance(content, str) else "")
        return _refused(document, "invalid-json", f"this is not JSON: {error.problem}{hint}", error.offset)
    return _decoded(document, limit)


@cache
def _quick_reader() -> Callable[[bytes], tuple[Tree, SpecVersion, Trust] | None]:
    from ignition_compose.fast.plain import read_exact

    return read_exact


def _refused(document: Document, code: str, message: str, offset: int | None = None) -> Document:
    document._findings = (Finding(ERROR, code, message, (), offset),)
    return document


def _is_within_bounds(raw: bytes) -> bool:
    """
    Whether *raw* is certain to stay within the bounds of the scan, so that no document is refused one way only.
    """
    if len(raw) <= 2 * MAX_VALUES:
        return True
    # Each value but the first is behind a comma, or the first within a bracket.
    values = 1 + raw.count(b",") + raw.count(b"[") + raw.count(b"{")
    return len(raw) <= MAX_BYTES and values <= MAX_VALUES


def read_values(values: Any, source: str | None, dialect: Dialect, limit: int | None = LIMIT) -> Document:
    """
    Read a document that is given as Python values.

    Raises:
        TypeError: For values that JSON cannot hold.
    """
    document = Document("ignition", source, dialect, trust=grant(WITHOUT_TEXT))
    try:
        document._root = node_of(values)
    except RecursionError:
        return _refused(document, "invalid-json", "the values are nested too deep, or hold themselves")
    except TooLargeError as error:
        return _refused(document, "too-large", error.problem)
    return _decoded(document, limit)


def read_again(document: Document, source: str | None, dialect: Dialect, limit: int | None = LIMIT) -> Document:
    """
    The document as another Ignition reads it, or under another name.
    """
    if document._raw is not None:
        return read_document(document._raw, source, dialect, limit=limit)
    if document._root is not None:
        return _decoded(Document("ignition", source, dialect, root=document._root, trust=grant(WITHOUT_TEXT)), limit)
    if document._given is not None:
        return read_config(document._given, source, dialect)
    again = Document(document._kind, source, dialect)
    again._findings = document._findings
    return again


def read_config(config: Config, source: str | None, dialect: Dialect) -> Document:
    """
    A config that was read before, as a document.
    """
    from ignition_compose.documents.config import held

    document = Document("ignition", source, dialect, trust=grant(WITHOUT_TEXT))
    document._version, problem = version_of(config.version, dialect)
    document._tree = held(config) if document._version is not None else None
    document._given = config
    document._findings = (problem,) if problem else ()
    return document


def _decoded(document: Document, limit: int | None) -> Document:
    """
    A new document, filled in with what its nodes say.
    """
    assert document._root is not None
    decoded = decode(document._root, document._dialect, limit, document._raw)
    document._version, document._tree, findings = decoded.version, decoded.tree, decoded.findings
    document._omitted, document._is_exact = decoded.omitted, decoded.is_exact
    hint = hint_of(document._raw, document._kind, "") if document._version is None and document._raw is not None else ""
    if hint:
        findings = tuple([finding._replace(message=f"{finding.message}{hint}") for finding in findings])
    document._findings = findings
    return document


def config_of(value: Config | Document) -> Config:
    """
    The config that a function is to work on.

    Raises:
        InvalidConfig: When *value* is a document that Ignition refuses.
        UnsupportedConfig: When it is one that Ignition reads and this library does not yet.
        NoConfig: When *value* is a document that is no config.
        InvalidInput: When *value* is something else.
    """
    from ignition_compose.documents.config import Config

    given: object = value
    if is_a(given, Config):
        return given
    if not is_a(given, Document):
        msg = f"a Config or a Document is wanted here, not {type(value).__name__}; make one with parse() or read()"
        raise InvalidInput(msg)
    if not given.is_config:
        raise NoConfig(given.kind, given.source)
    config = given.config
    if given.report.is_fatal or config is None:
        from ignition_compose.refusals import refusal

        raise refusal(given.report)
    return config
