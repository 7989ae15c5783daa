"""Everything there is to say about one document: decoding, rules, duplicates, unused members, schema.

The reference's errors and warnings are errors and warnings here, no more and no fewer.
What this library adds is info, or an error that only ``strict`` asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ignition_compose.checks import checking, duplicates, replaced, unused
from ignition_compose.documents.decoding import values_of
from ignition_compose.report import ERROR, INFO, Finding

if TYPE_CHECKING:
    from ignition_compose.documents.document import Document
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report
    from ignition_compose.versions import SpecVersion


def judge(document: Document, *, strict: bool = False, thorough: bool = False) -> Report:
    """
    The report on a document that was read.

    Args:
        document: The document.
        strict: Whether to hold it to the strict schema too.
        thorough: Whether every rule looks at every object, even where none can object; the report is the same.
    """
    return document.report(examine(document, strict=strict, thorough=thorough))


def examine(document: Document, *, strict: bool = False, thorough: bool = False) -> list[Finding]:
    """
    What there is to say of a document beyond what reading it found; the arguments are those of `judge`.
    """
    if document.kind != "ignition":
        what = f"it is {document.kind} user data, which Ignition leaves to others"
        message = f"this is not an Ignition config: {'it is empty' if document.kind == 'empty' else what}"
        return [Finding(ERROR, "no-config", message)]
    if document.tree is None or document.version is None:
        return []
    findings = semantics(document.tree, document.version, plain=document.is_plain, thorough=thorough)
    if not document.is_ordinary and document.root is not None:
        findings += unused.check(document.root, document.tree, document.version)
        findings += replaced.check(document.root, document.raw) if document.raw is not None else []
    if strict or (findings and any(finding.severity is ERROR for finding in findings)):
        # A document without an error conforms to the default schema: that accepts whatever Ignition accepts.
        findings += _schema_findings(document, document.version, findings, strict=strict)
    return findings


def semantics(tree: Tree, version: SpecVersion, *, plain: bool = False, thorough: bool = False) -> list[Finding]:
    """
    Every rule that *tree* breaks, and every duplicate in it.

    Args:
        tree: A config's tree.
        version: Its spec version.
        plain: Whether `ignition_compose.fast.plain.is_plain` is known to hold.
        thorough: Whether every rule looks at every object all the same.
    """
    if thorough:
        return checking.check(tree, version, thorough=True) + duplicates.check(tree, version)
    if plain:
        return checking.check(tree, version, plain=True) + duplicates.check(tree, version, plain=True)
    vouched: set[int] = set()
    findings = checking.check(tree, version, vouched=vouched)
    return findings + duplicates.check(tree, version, vouched=vouched)


def _schema_findings(
    document: Document, version: SpecVersion, findings: list[Finding], *, strict: bool
) -> list[Finding]:
    from ignition_compose.checks import conforming

    values = document.tree if document.is_ordinary or document.root is None else values_of(document.root)
    if conforming.is_valid(values, version, strict=strict):
        return []
    violations = conforming.violations(values, version, strict=strict)
    if strict:
        return violations
    # What Ignition refuses is an error already; the schema's own words are advice.
    known = {finding.tokens for finding in findings if finding.severity is ERROR}
    return [found._replace(severity=INFO) for found in violations if found.tokens not in known]
