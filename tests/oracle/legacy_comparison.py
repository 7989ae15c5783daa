"""
What we say of a config before spec 3, held against what Flatcar's Ignition 0.x says.

The reference tells the end of a value, and counts the columns of the first line from 0 and those of others from 1.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ignition_compose.checks import legacy
from ignition_compose.checks.checking import asking_of
from ignition_compose.dialects import dialect_of
from ignition_compose.documents.legacy import decode_legacy
from ignition_compose.documents.positions import Lines
from ignition_compose.documents.syntax import JsonSyntaxError, scan
from ignition_compose.documents.userdata import classify
from ignition_compose.documents.writing import encode
from ignition_compose.golang import GoError, urls
from ignition_compose.golang.text import fold
from ignition_compose.models.view import SpecView
from ignition_compose.report import ERROR, INFO, WARNING

if TYPE_CHECKING:
    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.report import Finding
    from ignition_compose.versions import SpecVersion
    from tests.oracle.legacy import Answer

Tree = dict[str, Any]
Told = Counter[tuple[str, int, int]]
"""Entries: what they are, and at which line and column."""

READER: Final = dialect_of("flatcar")
_KINDS: Final = {ERROR: "error", WARNING: "warning", INFO: "info"}
_DEPRECATED: Final = frozenset({"size-deprecated", "start-deprecated", "format-deprecated"})
_NOWHERE: Final = "context-lost"


class Verdict(NamedTuple):
    """
    What is said of a document.

    Attributes:
        outcome: ``"config"``, ``"refused"``, or ``"other"`` for what is no config at all.
        told: The entries, None where decoding failed, of which the reference tells at most one.
        version: The version by whose rules it was read.
        tree: Its tree.
        codes: The codes of the rules that it breaks.
    """

    outcome: str
    told: Told | None = None
    version: SpecVersion | None = None
    tree: Tree | None = None
    codes: tuple[str, ...] = ()


def ours(raw: bytes) -> Verdict:
    """What we say of a document."""
    if classify(raw) != "ignition":
        return Verdict("other")
    try:
        root = scan(raw)
    except JsonSyntaxError:
        return Verdict("refused")
    version, tree, *_ = decode_legacy(root, raw, None)
    if version is None or tree is None:
        return Verdict("refused")
    found = legacy.check(tree, version, asking_of(READER), root, raw, None)
    lines, is_lost = Lines(raw), any(one.code == _NOWHERE for one in found)
    told = Counter([(_kind(one), *((0, 0) if is_lost else _position(one, lines))) for one in found])
    codes = tuple([one.code for one in found])
    is_undecoded = version == "2.0.0" and stumbles(root)
    return Verdict("refused" if found.is_fatal else "config", None if is_undecoded else told, version, tree, codes)


def stumbles(node: JsonValue) -> bool:
    """
    Whether a document has a URL or a hash that the decoder of 2.0.0 stumbles over, without a word on where.

    It stumbles over one that is overwritten by a later one, too, and over one in an object that is refused.
    """
    if node.kind == "array":
        return any(map(stumbles, node.value))
    if node.kind != "object":
        return False
    return any(_is_undecodable(fold(member.name), member.node) or stumbles(member.node) for member in node.value)


def _is_undecodable(name: str, node: JsonValue) -> bool:
    if node.kind != "string":
        return False
    if name == fold("hash"):
        return "-" not in node.value
    try:
        urls.parse(node.value if name == fold("source") else "")
    except GoError:
        return True
    return False


def _kind(found: Finding) -> str:
    return "deprecated" if found.code in _DEPRECATED else _KINDS[found.severity]


def _position(found: Finding, lines: Lines) -> tuple[int, int]:
    if found.offset is None:
        return 0, 0
    line, column = lines.at(found.offset)
    return line, column - (line == 1)


def theirs(answer: Answer) -> Verdict:
    """What the reference says; a crash is a refusal."""
    told: Told = Counter([(str(entry.kind), entry.line, entry.column) for entry in answer.entries])
    accepted = answer.config is not None or bool(answer.unwritable)
    return Verdict("config" if accepted else "refused", None if answer.panic else told)


def differ(raw: bytes, answer: Answer) -> str:
    """How we differ from the reference, nothing where we do not."""
    mine, its = ours(raw), theirs(answer)
    if mine.outcome == "other":
        return ""
    if mine.outcome != its.outcome:
        return f"we say {mine.outcome} {mine.codes}, the reference says {its.outcome}: {answer.error}{answer.panic}"
    if mine.told is None or its.told is None or mine.told == its.told:
        return ""
    return f"we alone: {mine.told - its.told}, the reference alone: {its.told - mine.told}, {mine.codes}"


def written(tree: Tree, version: SpecVersion) -> Tree:
    """A tree as the reference writes it, less what is empty."""
    return encode(tree, SpecView.of(version).root)
