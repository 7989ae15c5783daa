"""One document read: what it is, its version, its tree, and what reading it found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ignition_compose.documents.decoding import Decoder, node_of
from ignition_compose.documents.positions import locate, report_of
from ignition_compose.documents.syntax import MAX_BYTES, MAX_VALUES, JsonSyntaxError, Node, TooLargeError, scan
from ignition_compose.documents.userdata import GZIP_MAGIC, UserDataKind, classify, looks_like_butane, looks_like_path
from ignition_compose.fast.plain import read_ordinary
from ignition_compose.golang import semver
from ignition_compose.models.envelope import VERSION_TOKENS, Envelope
from ignition_compose.models.view import SpecView, view_of
from ignition_compose.pointer import Pointer
from ignition_compose.report import CLEAN, ERROR, INFO, Finding
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ignition_compose.fast.outline import Outline
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report


class Document:
    """
    A document as it was read; it never changes.

    Attributes:
        kind: What it is; all but ``"ignition"`` have nothing further.
        source: Its name.
        raw: Its bytes, None when it was given as Python values.
        root: Its nodes, None when it is not JSON, or so ordinary that nobody needs them.
        version: The spec version it declares, None when that is not one we know.
        tree: The decoded tree, None when it could not be decoded.
        findings: What reading it found.
        is_ordinary: Whether its text held nothing odd: exact names only, all of them known, no nulls.
        is_plain: Whether it is known that no rule on an object of a plain class can object to it.
    """

    __slots__ = (
        "_outline",
        "findings",
        "is_ordinary",
        "is_plain",
        "kind",
        "raw",
        "root",
        "source",
        "tree",
        "version",
    )

    def __init__(
        self,
        kind: UserDataKind,
        source: str | None = None,
        raw: bytes | None = None,
        *,
        root: Node | None = None,
        version: SpecVersion | None = None,
        tree: Tree | None = None,
        findings: tuple[Finding, ...] = (),
        is_ordinary: bool = False,
        is_plain: bool = False,
    ) -> None:
        self.kind = kind
        self.source = source
        self.raw = raw
        self.version = version
        self.tree = tree
        self.findings = findings
        self.is_ordinary = is_ordinary
        self.is_plain = is_plain
        self.root = root
        self._outline: Outline | None = None

    def locate(self, tokens: Sequence[str | int], *, name: bool = False) -> int | None:
        """
        The offset of a place, None where the document has no text; the arguments are those of `positions.locate`.
        """
        if self.root is not None:
            return locate(self.root, tokens, name=name)
        if not self.is_ordinary or self.raw is None:
            return None
        if self._outline is None:
            from ignition_compose.fast.outline import Outline

            self._outline = Outline(self.raw)
        return self._outline.locate(tokens, name=name)

    def report(self, findings: Sequence[Finding] = ()) -> Report:
        """
        What reading found and further *findings*, each at its line and column.
        """
        if not findings and not self.findings:
            return CLEAN
        found = [*self.findings, *findings]
        if self.raw is None:
            return report_of(found, source=self.source)
        return report_of(found, source=self.source, raw=self.raw, locate=self.locate)


def read(raw: bytes | str, source: str | None = None, *, thorough: bool = False) -> Document:
    """
    Read a document; whatever its content, nothing is raised.

    Args:
        raw: The content.
        source: Its name, for reports.
        thorough: Whether to go the thorough way even if the text is ordinary; the answer is the same.

    Returns:
        The document. Mirrors ``GetConfigVersion`` and ``ParseCompatibleVersion`` of the reference, except
        that every decoding error is found and not just the first.

    Examples:
        >>> read('{"ignition": {"version": "3.4.0"}}').version
        <SpecVersion.V3_4_0: '3.4.0'>
    """
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    kind = classify(content)
    if kind != "ignition":
        return Document(kind, source, content)
    ordinary = None if thorough or not _is_within_bounds(content) else read_ordinary(content)
    if ordinary is not None:
        tree, version, plain = ordinary
        return Document(kind, source, content, version=version, tree=tree, is_ordinary=True, is_plain=plain)
    try:
        root = scan(content)
    except TooLargeError as error:
        finding = Finding(ERROR, "too-large", error.problem, (), error.offset)
        return Document(kind, source, content, findings=(finding,))
    except JsonSyntaxError as error:
        hint = _hint(content)
        if isinstance(raw, str) and looks_like_path(raw):
            hint = "; it looks like the name of a file, which load() reads"
        finding = Finding(ERROR, "invalid-json", f"this is not JSON: {error.problem}{hint}", (), error.offset)
        return Document(kind, source, content, findings=(finding,))
    return _decode(root, source, content)


def _hint(content: bytes) -> str:
    """
    What may be wrong with a document that is no Ignition config.
    """
    if content.startswith(GZIP_MAGIC):
        return "; the file is gzipped: unpack it first"
    if looks_like_butane(content):
        return "; it looks like Butane: make Ignition of it with the command butane, as Ignition does itself since 2.27"
    return ""


def _is_within_bounds(content: bytes) -> bool:
    """
    Whether *content* is certain to stay within the bounds of the scan, so that no document is refused one way only.
    """
    if len(content) <= 2 * MAX_VALUES:
        return True
    # Each value but the first is behind a comma, or the first within a bracket.
    values = 1 + content.count(b",") + content.count(b"[") + content.count(b"{")
    return len(content) <= MAX_BYTES and values <= MAX_VALUES


def read_values(values: Any, source: str | None = None) -> Document:
    """Read a document that is given as Python values.

    Raises:
        TypeError: For values that JSON cannot hold.
    """
    try:
        root = node_of(values)
    except RecursionError:
        finding = Finding(ERROR, "invalid-json", "the values are nested too deep, or hold themselves")
        return Document("ignition", source, findings=(finding,))
    return _decode(root, source, None)


def _decode(root: Node, source: str | None, raw: bytes | None) -> Document:
    """
    The document of nodes that were read already.
    """
    envelope = Decoder(view_of(Envelope, SpecVersion.LATEST))
    outline = envelope.decode(root)
    problems = tuple([finding for finding in envelope.findings if finding.severity is ERROR])
    if problems:
        return Document("ignition", source, raw, root=root, findings=problems)
    text = Pointer.of(*VERSION_TOKENS[:1]).resolve(outline).get(VERSION_TOKENS[1], "") if outline else ""
    version, problem = version_of(text)
    if version is None:
        if problem is not None and raw is not None:
            problem = problem._replace(message=f"{problem.message}{_hint(raw)}")
        return Document("ignition", source, raw, root=root, findings=(problem,) if problem else ())
    decoder = Decoder(SpecView.of(version).root)
    tree = decoder.decode(root)
    findings = tuple(decoder.findings) + ((problem,) if problem else ())
    failed = any(finding.severity is ERROR for finding in findings)
    return Document(
        "ignition", source, raw, root=root, version=version, tree=None if failed else tree, findings=findings
    )


def version_of(text: str) -> tuple[SpecVersion | None, Finding | None]:
    """The spec version that *text* names, and what there is to say about it."""
    try:
        parsed = semver.parse(text)
    except ValueError:
        message = (
            "name the version of the spec here, such as 3.4.0"
            if not text
            else f"{text[:40]!r} is not a version; write it like 3.4.0"
        )
        return None, Finding(ERROR, "invalid-version", message, VERSION_TOKENS)
    major, minor, patch, pre, meta = parsed
    canonical = f"{major}.{minor}.{patch}" + (f"-{pre}" if pre else "")
    if meta or canonical not in SpecVersion.__members__.values():
        known = ", ".join(SpecVersion)
        older = "; Ignition configs of spec 2 and 1 are not read here yet" if major in (1, 2) else ""
        message = f"spec version {text[:40]!r} is not supported; known are {known}{older}"
        return None, Finding(ERROR, "unknown-version", message, VERSION_TOKENS)
    if canonical != text:
        message = f"{text[:40]!r} is read as {canonical!r}; write it like that"
        return SpecVersion(canonical), Finding(INFO, "odd-version", message, VERSION_TOKENS)
    return SpecVersion(canonical), None
