"""
Which version's rules decode a config before spec 3: each version's decoder is tried in turn, the newest first.
"""

from __future__ import annotations

from ignition_compose.display import quoted
from ignition_compose.documents.decoding import Decoder
from ignition_compose.golang import GoError, semver
from ignition_compose.golang.text import fold
from ignition_compose.models.envelope import LEGACY_MEMBER, VERSION_TOKENS
from ignition_compose.models.specs import SPEC1, SPEC2
from ignition_compose.models.view import SpecView
from ignition_compose.report import ERROR, LIMIT, Finding
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Final

    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.versions import SpecVersion

_SPEC_1: Final = SPEC1.versions[-1]


class LegacyDecoded(NamedTuple):
    """
    What a document decodes to.

    Attributes:
        version: The version by whose rules it is read, None where there is none.
        tree: Its tree, None where it cannot be decoded.
        findings: What was found on the way.
        omitted: How many more there were, which are left out.
    """

    version: SpecVersion | None
    tree: Tree | None
    findings: tuple[Finding, ...]
    omitted: int = 0


def decode_legacy(
    root: JsonValue,
    raw: bytes | None,
    limit: int | None = LIMIT,
    taken: Sequence[SpecVersion] = SPEC2.versions,
) -> LegacyDecoded:
    """
    Decode a document as Ignition 0.x does.

    Args:
        root: The document.
        raw: Its text, None where it has none.
        limit: How many findings are kept, None for all.
        taken: The versions that it may name.

    Returns:
        What it decodes to. Mirrors ``Parse`` of each version of the reference's ``config``, where a version that
        cannot decode the document, or finds an older one named, leaves it to the one before.
    """
    newest = None
    for version in reversed(SPEC2.versions):
        decoder = Decoder(SpecView.of(version).root, limit)
        tree = decoder.decode(root)
        newest = newest or decoder.findings
        named = _named(tree, root, raw if version is SPEC2.versions[0] else None)
        own = _order(semver.parse(version))
        if decoder.findings.is_fatal or named is None or _order(named) < own:
            continue
        if _order(named) != own or named.meta or version not in taken:
            return LegacyDecoded(None, None, (_unknown(tree, taken),))
        return LegacyDecoded(version, tree, tuple(decoder.findings.kept), decoder.findings.omitted)
    assert newest is not None
    decoder = Decoder(SpecView.of(_SPEC_1).root, limit)
    tree = decoder.decode(root)
    # The reference says where the newest version's decoder stumbles.
    wrong = newest if newest.is_fatal else decoder.findings
    if decoder.findings.is_fatal:
        return LegacyDecoded(None, None, tuple(wrong.kept), wrong.omitted)
    if tree.get(LEGACY_MEMBER, 0) != _SPEC_1.major:
        if LEGACY_MEMBER in tree:
            message = f"spec 1 is the only one that is named here, by 1; {_known(taken)}"
            return LegacyDecoded(None, None, (Finding(ERROR, "unknown-version", message, (LEGACY_MEMBER,)),))
        errors = tuple([found for found in wrong.kept if found.severity is ERROR])
        return LegacyDecoded(
            None, None, errors or (_unknown(Decoder(SpecView.of(max(SPEC2.versions)).root).decode(root), taken),)
        )
    return LegacyDecoded(_SPEC_1, tree, tuple(decoder.findings.kept), decoder.findings.omitted)


def _order(version: semver.Semver) -> tuple[int, int, int, bool]:
    # A pre-release comes before what it leads to; the reference compares pre-releases further, which decides nothing.
    return (version.major, version.minor, version.patch, not version.pre)


def _named(tree: Tree, root: JsonValue, raw: bytes | None) -> semver.Semver | None:
    """
    The version that a config names, None where it names none.

    Args:
        tree: What it decodes to.
        root: The document.
        raw: Its text, where the version is read as it was written, escapes and all.
    """
    section, member = VERSION_TOKENS
    texts = [tree.get(section, {}).get(member, "")]
    if raw is not None:
        # Each is read as it comes, and one that cannot be read is one too many.
        written = [raw[node.start : node.end].decode("utf-8", "replace") for node in _members(root, VERSION_TOKENS)]
        texts = [text[1:-1] if text.startswith('"') else text for text in written if text != '""']
    try:
        return [semver.parse(text) for text in texts][-1] if texts else None
    except GoError:
        return None


def _members(node: JsonValue, tokens: Tokens) -> Iterator[JsonValue]:
    """
    Every value that is read for a member, in the order of the text.
    """
    if not tokens:
        yield node
        return
    for member in node.value if node.kind == "object" else ():
        if fold(member.name) == fold(str(tokens[0])):
            yield from _members(member.node, tokens[1:])


def _known(taken: Sequence[SpecVersion]) -> str:
    versions = [str(version) for version in taken if version in SPEC2.versions]
    return f"known are {', '.join(versions)}, and spec 1 by 'ignitionVersion'"


def _unknown(tree: Tree, taken: Sequence[SpecVersion]) -> Finding:
    section, member = VERSION_TOKENS
    text = tree.get(section, {}).get(member, "")
    what = f"spec version {quoted(text)} is not supported" if text else "no version is named"
    message = f"{what}; {_known(taken)}"
    final = text.removesuffix("-experimental")
    if final != text and final in taken:
        message = f"{message}; this one became {final}, write that"
    return Finding(ERROR, "unknown-version", message, VERSION_TOKENS)
