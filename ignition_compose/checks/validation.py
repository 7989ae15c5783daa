"""
Everything there is to say about one document: decoding, rules, duplicates, unused members, schema.

The reference's errors and warnings are errors and warnings here, no more and no fewer.
What this library adds is info, or an error that only ``strict`` asks for.
"""

from __future__ import annotations

from ignition_compose.checks import checking, duplicates
from ignition_compose.checks.checking import asking_of
from ignition_compose.documents.decoding import values_of
from ignition_compose.documents.syntax import scan
from ignition_compose.documents.userdata import KIND_NAMES
from ignition_compose.fast.trust import EXACT
from ignition_compose.findings import Findings
from ignition_compose.models.specs import SPEC3, spec_of
from ignition_compose.report import CLEAN, ERROR, INFO, LIMIT, WARNING, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ignition_compose.checks.checking import Asking
    from ignition_compose.documents.document import Document
    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report
    from ignition_compose.versions import SpecVersion


def judge(
    document: Document,
    *,
    strict: bool = False,
    limit: int | None = LIMIT,
    further: Callable[[Sequence[Finding]], Sequence[Finding]] | None = None,
) -> Report:
    """
    The report on a document: what reading it found, and all else there is to say.

    Args:
        document: The document.
        strict: Whether to hold it to the strict schema too.
        limit: How many entries the report keeps, None for all.
        further: Tells what else there is to say of it, given what was found in its tree.

    Returns:
        The report. Mirrors ``ValidateWithContext`` of the reference's ``config/validate``.
    """
    own = _findings_on(document, strict=strict, limit=limit)
    more = further(own) if further is not None else ()
    if more:
        said = {(one.tokens, one.code) for one in more}
        own = [*[one for one in own if (one.tokens, one.code) not in said], *more]
    if not own and not document._findings:
        return CLEAN
    findings = Findings.up_to(limit)
    findings.skip(document._omitted)
    read = _found_on_reading(document)
    findings += _graver(read, own) if strict else read
    findings += own
    return document._place(findings)


def _found_on_reading(document: Document) -> Sequence[Finding]:
    """
    What reading found; a value that another spec's member may have had is told what became of that.
    """
    found = document._findings
    is_mistyped = document._tree is None and any(one.code == "wrong-type" for one in found)
    if not is_mistyped or document._version is None or document._root is None:
        return found
    from ignition_compose.checks.strays import with_successors

    return with_successors(found, document._version, document._root)


def _graver(read: Sequence[Finding], own: Iterable[Finding]) -> Iterator[Finding]:
    """
    What reading found, as who is strict wants to hear it: a section that is filled into another is a warning, and what
    is an error by now is no advice besides.
    """
    wrong = {found.tokens for found in own if found.severity is ERROR}
    for one in read:
        if one.code == "repeated-key":
            yield one._replace(severity=WARNING)
        elif one.severity is not INFO or one.tokens not in wrong:
            yield one


def _findings_on(document: Document, *, strict: bool, limit: int | None) -> list[Finding]:
    """
    What there is to say of a document beyond what reading it found.
    """
    if document._tree is None or document._version is None:
        return [] if document.is_config else [_no_config(document)]
    asking = asking_of(document._dialect, document._trust)
    if spec_of(document._version) is not SPEC3:
        return _older_findings(document, document._tree, document._version, strict=strict, limit=limit)
    findings = findings_in(document._tree, document._version, asking, limit)
    if document._trust < EXACT and document._root is not None:
        if not document._is_exact:
            findings += _unused(document._root, document._tree, document._version, limit)
        findings += _replaced(document._root, document._raw, limit) if document._raw is not None else []
    if (strict or (findings and findings.is_fatal)) and not findings.is_full:
        # A document without an error conforms to the default schema: that accepts whatever Ignition accepts.
        return _with_schema(document, document._version, findings, strict=strict)
    return findings


def _older_findings(
    document: Document, tree: Tree, version: SpecVersion, *, strict: bool, limit: int | None
) -> list[Finding]:
    """
    What there is to say of a config before spec 3.
    """
    from ignition_compose.checks import legacy
    from ignition_compose.checks.rules.spec2 import TOLD_BY_TRANSLATION

    dialect = document._dialect
    root, raw = document._root, document._raw
    asking = asking_of(dialect, document._trust)
    if root is None and raw is not None and checking.check(tree, version, asking, limit):
        # Places are told by where values end, of which only the nodes know.
        root = scan(raw)
    findings = legacy.check(tree, version, asking, root, raw, limit)
    if dialect.older == "translated":
        # Whoever translates throws away what is no error, and says no places; these are where values begin.
        kept = Findings.up_to(limit)
        kept += (
            one._replace(severity=one.severity if one.severity is ERROR else INFO, offset=None)
            for one in findings.kept
            if one.code not in TOLD_BY_TRANSLATION
        )
        kept.skip(findings.omitted)
        findings = kept
    if (strict or findings.is_fatal) and not findings.is_full:
        return _with_schema(document, version, findings, strict=strict)
    return findings


def _unused(root: JsonValue, tree: Tree, version: SpecVersion, limit: int | None) -> list[Finding]:
    from ignition_compose.checks import unused

    return unused.check(root, tree, version, limit)


def _replaced(root: JsonValue, raw: bytes, limit: int | None) -> list[Finding]:
    if raw.isascii() and b"\\u" not in raw:
        # All characters are what they are.
        return []
    from ignition_compose.checks import replaced

    return replaced.check(root, raw, limit)


def _no_config(document: Document) -> Finding:
    what = f"it is {KIND_NAMES[document._kind]}, which Ignition leaves to others"
    message = f"this is not an Ignition config: {'it is empty' if document._kind == 'empty' else what}"
    return Finding(ERROR, "no-config", message)


def findings_in(tree: Tree, version: SpecVersion, asking: Asking, limit: int | None = LIMIT) -> Findings:
    """
    Every rule that *tree* breaks, and every duplicate in it, as findings.
    """
    found = checking.check(tree, version, asking, limit)
    repeated = duplicates.check(tree, version, asking.trust, limit)
    if repeated:
        found += repeated
    return found


def _with_schema(document: Document, version: SpecVersion, findings: Findings, *, strict: bool) -> Findings:
    """
    Findings together with what the schema says of a document.
    """
    from ignition_compose.checks import conforming

    values = document._tree if document._root is None else values_of(document._root)
    if conforming.is_valid(values, version, strict=strict):
        return findings
    violations = conforming.violations(values, version, strict=strict, limit=findings.limit)
    if strict:
        said = Findings.up_to(findings.limit)
        said.skip(findings.omitted)
        said += _once(findings.kept, violations)
        return said
    # What Ignition refuses is an error already; the schema's own words are advice.
    known = {finding.tokens for finding in findings if finding.severity is ERROR}
    findings += (found._replace(severity=INFO) for found in violations if found.tokens not in known)
    return findings


def _once(findings: list[Finding], violations: list[Finding]) -> list[Finding]:
    """
    Findings and the violations of places of which they are silent; what they warn of in others is an error.
    """
    broken = {found.tokens for found in violations}
    # Of a value of a wrong type the schema says more.
    findings = [found for found in findings if found.code != "context-mismatch" or found.tokens not in broken]
    wrong = {found.tokens for found in findings if found.severity is ERROR}
    broken -= wrong
    warned = {found.tokens for found in findings if found.severity is WARNING and found.tokens in broken}
    graver = [found._replace(severity=ERROR) if found.tokens in warned else found for found in findings]
    return graver + [found for found in violations if found.tokens not in wrong and found.tokens not in warned]
