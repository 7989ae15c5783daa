"""Everything there is to say about one document: decoding, rules, duplicates, unused members, schema.

The reference's errors and warnings are errors and warnings here, no more and no fewer.
What this library adds is info, or an error that only ``strict`` asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ignition_compose import replacements, unused
from ignition_compose.codec import values_of
from ignition_compose.config import Config
from ignition_compose.document import Document, read, read_values
from ignition_compose.errors import InputError
from ignition_compose.findings import ERROR, INFO, Finding
from ignition_compose.rules import duplicates, registry

if TYPE_CHECKING:
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Report
    from ignition_compose.versions import SpecVersion


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
        findings += replacements.check(document.root, document.raw) if document.raw is not None else []
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
        plain: Whether `ignition_compose.plain.is_plain` is known to hold.
        thorough: Whether every rule looks at every object all the same.
    """
    if thorough:
        return registry.check(tree, version, thorough=True) + duplicates.check(tree, version)
    if plain:
        return registry.check(tree, version, plain=True) + duplicates.check(tree, version, plain=True)
    vouched: set[int] = set()
    findings = registry.check(tree, version, vouched=vouched)
    return findings + duplicates.check(tree, version, vouched=vouched)


def _schema_findings(
    document: Document, version: SpecVersion, findings: list[Finding], *, strict: bool
) -> list[Finding]:
    from ignition_compose import jsonschemas

    values = document.tree if document.is_ordinary or document.root is None else values_of(document.root)
    if jsonschemas.is_valid(values, version, strict=strict):
        return []
    violations = jsonschemas.violations(values, version, strict=strict)
    if strict:
        return violations
    # What Ignition refuses is an error already; the schema's own words are advice.
    known = {finding.tokens for finding in findings if finding.severity is ERROR}
    return [found._replace(severity=INFO) for found in violations if found.tokens not in known]
