"""
Which version's rules decode a config: the one that it names, if who reads it takes that version.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.display import quoted
from ignition_compose.documents.decoding import Decoder
from ignition_compose.golang import semver
from ignition_compose.models.envelope import LEGACY_MEMBER, VERSION_TOKENS, Envelope, LegacyEnvelope
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView, view_of
from ignition_compose.report import ERROR, INFO, LIMIT, Finding
from ignition_compose.tables.table import first_release, legacy_specs
from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
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


def decode(root: JsonValue, dialect: Dialect | None, limit: int | None = LIMIT) -> Decoded:
    """
    Decode a document by the version that it names.

    Args:
        root: The document.
        dialect: Which Ignition reads it; None to take every version that is known here.
        limit: How many findings are kept, None for all.

    Returns:
        What it decodes to. Mirrors ``GetConfigVersion`` and ``ParseCompatibleVersion`` of the reference.
    """
    envelope = Decoder(_envelope(LegacyEnvelope if dialect is not None and dialect.takes_legacy else Envelope))
    stub = envelope.decode(root)
    problems = tuple([finding for finding in envelope.findings if finding.severity is ERROR])
    if problems:
        return Decoded(None, None, problems)
    section, member = VERSION_TOKENS
    text = stub.get(section, {}).get(member, "")
    if not text and stub.get(LEGACY_MEMBER) == 1 and dialect is not None:
        # Spec 1 has its version elsewhere.
        return Decoded(None, None, (_unsupported("1.0.0", dialect)._replace(tokens=(LEGACY_MEMBER,)),))
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


def _unsupported(version: str, dialect: Dialect) -> Finding:
    message = f"{dialect.name} reads spec {version}, which this library cannot do yet; write the config in spec 3"
    return Finding(ERROR, "unsupported-spec", message, VERSION_TOKENS)


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
    taken = SPEC3.versions if dialect is None else dialect.specs
    if not meta and dialect is not None and dialect.takes_legacy and canonical in legacy_specs():
        return None, _unsupported(canonical, dialect)
    if meta or canonical not in taken:
        message = f"spec version {quoted(text)} is not supported; {_advise(canonical, taken, dialect)}"
        return None, Finding(ERROR, "unknown-version", message, VERSION_TOKENS)
    if canonical != text:
        message = f"{quoted(text)} is read as {canonical!r}; write it like that"
        return SpecVersion(canonical), Finding(INFO, "odd-version", message, VERSION_TOKENS)
    return SpecVersion(canonical), None


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
    return f"{known}; this is Ignition {dialect.release}, and the first release that takes it is {first}"
