"""
Which version's rules decode a config: the one that it names, if who reads it takes that version.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.display import quoted
from ignition_compose.documents.decoding import Decoder
from ignition_compose.golang import semver
from ignition_compose.models.envelope import LEGACY_MEMBER, VERSION_TOKENS, Envelope, LegacyEnvelope
from ignition_compose.models.specs import SPEC2, SPEC3
from ignition_compose.models.view import SpecView, view_of
from ignition_compose.report import ERROR, INFO, LIMIT, Finding
from ignition_compose.tables.table import experiment_of, first_release
from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.dialects import Dialect
    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView


class Decoded(NamedTuple):
    """
    What a document decodes to.

    Attributes:
        version: The version that it names, None where that is not one that is taken.
        tree: Its tree, None where it cannot be decoded.
        findings: What was found on the way.
        omitted: How many more there were, which are left out.
        is_exact: Whether there are none, and every member that is there has been read.
    """

    version: SpecVersion | None
    tree: Tree | None
    findings: tuple[Finding, ...]
    omitted: int = 0
    is_exact: bool = False


def decode(root: JsonValue, dialect: Dialect | None, limit: int | None = LIMIT, raw: bytes | None = None) -> Decoded:
    """
    Decode a document by the version that it names.

    Args:
        root: The document.
        dialect: Which Ignition reads it; None to take every version that is known here.
        limit: How many findings are kept, None for all.
        raw: Its text, None where it has none.

    Returns:
        What it decodes to. Mirrors ``GetConfigVersion`` and ``ParseCompatibleVersion`` of the reference.
    """
    older = "translated" if dialect is None else dialect.older
    if older == "read":
        return _decode_legacy(root, raw, dialect, limit)
    envelope = Decoder(_envelope(Envelope if older == "refused" else LegacyEnvelope))
    stub = envelope.decode(root)
    problems = tuple([finding for finding in envelope.findings if finding.severity is ERROR])
    if problems:
        return Decoded(None, None, problems)
    section, member = VERSION_TOKENS
    text = stub.get(section, {}).get(member, "")
    if older == "translated" and _is_older(text, stub):
        return _decode_legacy(root, raw, dialect, limit)
    version, problem = version_of(text, dialect)
    found = (problem,) if problem else ()
    if version is None:
        return Decoded(None, None, found)
    decoder = Decoder(SpecView.of(version).root, limit)
    tree = decoder.decode(root)
    findings = decoder.findings
    findings += found
    return Decoded(
        version,
        None if findings.is_fatal else tree,
        tuple(findings.kept),
        findings.omitted,
        decoder.is_exact and not findings,
    )


def _is_older(text: str, stub: Tree) -> bool:
    """
    Whether a config is of spec 1 or 2, or would have to be to be of any.

    Mirrors ``GetConfigVersion`` of Flatcar's Ignition, which takes the version of spec 1 where there is no other.
    """
    if not text:
        return stub.get(LEGACY_MEMBER) is not None
    try:
        return semver.parse(text).major < SPEC3.major
    except ValueError:
        return False


def _decode_legacy(root: JsonValue, raw: bytes | None, dialect: Dialect | None, limit: int | None) -> Decoded:
    from ignition_compose.documents.legacy import decode_legacy

    taken = dialect.specs if dialect is not None and dialect.older == "read" else SPEC2.versions
    decoded = decode_legacy(root, raw, limit, taken)
    findings = decoded.findings
    if dialect is not None and decoded.version is None:
        findings = tuple([_with_advice(finding, root, dialect) for finding in findings])
    return Decoded(decoded.version, decoded.tree, findings, decoded.omitted)


def _with_advice(finding: Finding, root: JsonValue, dialect: Dialect) -> Finding:
    """
    What is said of a version that is not known, with who knows it.
    """
    if finding.code != "unknown-version" or dialect.older != "read":
        return finding
    section, member = VERSION_TOKENS
    text = Decoder(_envelope(Envelope)).decode(root).get(section, {}).get(member, "")
    if text == experiment_of(dialect.release):
        return _experiment(text, dialect)
    if version_of(text, None)[0] is None:
        return finding
    later = f"spec {text} is" if text in _BEFORE_SPEC_3 else "spec 3 is"
    message = f"{finding.message}; this is Ignition {dialect.release}, and {later} read by Flatcar from 3185 on"
    return finding._replace(message=message)


@cache
def _envelope(envelope: type) -> ModelView:
    # What all specs have in common is the same in each of their versions.
    return view_of(envelope, min(SpecVersion))


def version_of(text: str, dialect: Dialect | None) -> tuple[SpecVersion | None, Finding | None]:
    """
    The spec version that *text* names, and what there is to say about it.

    Args:
        text: The text.
        dialect: Which Ignition reads it; None to take every version that is known here.

    Returns:
        The version, None where it is none that is taken; and a finding, None where all is as it should be.
    """
    try:
        parsed = semver.parse(text)
    except ValueError:
        shown = "name the version of the spec here, such as 3.4.0"
        message = f"{quoted(text)} is not a version; write it like 3.4.0" if text else shown
        return None, Finding(ERROR, "invalid-version", message, VERSION_TOKENS)
    major, minor, patch, pre, meta = parsed
    canonical = f"{major}.{minor}.{patch}" + (f"-{pre}" if pre else "")
    taken = _ALL if dialect is None else dialect.accepts
    if dialect is not None and not meta and canonical not in taken and canonical == experiment_of(dialect.release):
        return None, _experiment(text, dialect)
    if meta or canonical not in taken:
        known = SPEC3.versions if dialect is None else dialect.specs
        message = f"spec version {quoted(text)} is not supported; {_advise(canonical, known, dialect)}"
        return None, Finding(ERROR, "unknown-version", message, VERSION_TOKENS)
    if canonical != text:
        message = f"{quoted(text)} is read as {canonical!r}; write it like that"
        return SpecVersion(canonical), Finding(INFO, "odd-version", message, VERSION_TOKENS)
    return SpecVersion(canonical), None


def _experiment(text: str, dialect: Dialect) -> Finding:
    """
    What is said of a version that was never more than an experiment of one release, and that only this read.
    """
    newest = dialect.specs[-1]
    message = f"{quoted(text)} was an experiment of Ignition {dialect.release}, which takes it; this tool does not"
    return Finding(ERROR, "unsupported-version", f"{message}; write {newest} or an older one", VERSION_TOKENS)


_ALL: Final = frozenset(SpecVersion)
_BEFORE_SPEC_3: Final = frozenset([version for version in SpecVersion if version.major < SPEC3.major])


def _advise(canonical: str, taken: tuple[SpecVersion, ...], dialect: Dialect | None) -> str:
    """
    Which versions are taken, and who takes one that is not.
    """
    known = f"known are {', '.join(taken)}"
    final = canonical.removesuffix("-experimental")
    if final != canonical and final in taken:
        return f"{known}; this one became {final}, write that"
    first = first_release(canonical)
    if first is None or dialect is None:
        return known
    if final in _ALL and final not in SPEC3.versions:
        became = f"this one became {final}, and " if final != canonical else ""
        return f"{known}; {became}only Flatcar's Ignition reads specs 1 and 2, and translates them"
    return f"{known}; this is Ignition {dialect.release}, and the first release that takes it is {first}"
