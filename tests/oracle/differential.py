"""
One comparison with the reference: the same question to both, and every way in which the answers differ.

Where there are two ways to an answer, the quick one for plain documents and the one that trusts nothing, both are
taken, and both must give what the reference gives.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.checks.checking import Asking
from ignition_compose.checks.validation import findings_in, judge
from ignition_compose.dialects import FLATCAR, FLATCAR_MAIN, UPSTREAM, Dialect, dialect_of
from ignition_compose.documents.decoding import Decoder
from ignition_compose.documents.document import read_document
from ignition_compose.documents.syntax import JsonSyntaxError, scan
from ignition_compose.documents.writing import encode
from ignition_compose.fast.trust import Trust, trusting
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.merging.transcript import transcript_of
from ignition_compose.merging.trees import merge_trees
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import Severity
from ignition_compose.translation.engine import translate_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ignition_compose.documents.document import Document
    from ignition_compose.report import Entry
    from ignition_compose.versions import SpecVersion
    from tests.oracle.oracle import Decoded, Merged, Parsed, Tree, Validated
    from tests.oracle.oracle import Entry as ReferenceEntry

Difference = str
_Kind = tuple[str, str, str]
"""Severity, pointer and code."""
_Key = tuple[_Kind, int, int]
"""The same with line and column, zero where they are not compared."""

_WORDS: Final = re.compile(r"S3|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+")

PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    "unused-key": re.compile(r"^[Uu]nused key "),
    "context-mismatch": re.compile(r"^context tree does not match content tree"),
    "no-install-section": re.compile(r"^unit \".*\" is enabled, but has no install section", re.DOTALL),
    "no-install-section-for-instantiable-unit": re.compile(
        r"^template unit .* doesn't have Install section", re.DOTALL
    ),
    "invalid-unit-content": re.compile(r"^invalid unit content: ", re.DOTALL),
}
"""Messages without an identifier, by the code that stands for them."""

OTHER: Final = "invalid-data-url"
"""What is left is said by the data URL library, or by Go's decoder, whose one entry is compared on its own."""


def code_of(entry: ReferenceEntry) -> str:
    """
    The code that stands for an entry of the reference: its identifier in kebab-case.

    What has no identifier is told by how its message begins; the rest comes from the data URL library.
    """
    if entry.name:
        return kebab(entry.name)
    return next((code for code, pattern in PATTERNS.items() if pattern.search(entry.message)), OTHER)


def kebab(identifier: str) -> str:
    """
    The code of an identifier, such as no-path of ErrNoPath; a code stays as it is.
    """
    return "-".join([word.lower() for word in _WORDS.findall(identifier.removeprefix("Err"))])


def compact(value: Any) -> Any:
    """
    What the reference wrote, less members that are null, empty objects or empty lists.
    """
    if isinstance(value, dict):
        members = {name: compact(item) for name, item in value.items()}
        return {name: item for name, item in members.items() if item is not None and item not in ({}, [])}
    if isinstance(value, list):
        return [compact(item) for item in value]
    return value


@cache
def reader_of(name: str) -> Dialect:
    """
    Our dialect for one of the reference's: its Flatcar is the main branch, with the release that it is built from.

    Flatcar may have an earlier one. What that judges otherwise is compared with the release itself.
    """
    dialect, release = dialect_of(FLATCAR_MAIN if name == FLATCAR else name), dialect_of(UPSTREAM).release
    if dialect.release == release:
        return dialect
    return Dialect(
        f"{name} with {release}", release, schemes=dialect.schemes, passes=dialect.passes, older=dialect.older
    )


def _both_ways(differences: Callable[[], Iterable[Difference]]) -> list[Difference]:
    """
    What differs where what is quick is trusted, and where nothing is.
    """
    with trusting(Trust.PLAIN):
        found = list(differences())
    with trusting(Trust.DOUBT):
        return found + [f"where nothing is trusted: {one}" for one in differences() if one not in found]


def compare_parse(raw: bytes, answer: Parsed, dialect: str = UPSTREAM) -> list[Difference]:
    """
    The differences in parsing *raw* at whatever version it declares, up to the newest.
    """
    return _both_ways(lambda: compare_parsed(raw, answer, reader_of(dialect)))


def _is_older(raw: bytes) -> bool:
    """
    Whether a document names a version before spec 3, or one of spec 1, in whatever case.
    """
    text = raw.decode("utf-8", "replace").lower()
    return "ignitionversion" in text or re.search(r'"0*[0-2]\.[^"]*"', text) is not None


def compare_parsed(raw: bytes, answer: Parsed, dialect: Dialect) -> list[Difference]:
    """
    The same under a dialect as a value, as far as is trusted now.
    """
    document = read_document(raw, None, dialect, limit=None)
    if answer.name == "ErrEmpty":
        return [] if not document.is_config else ["not seen as empty"]
    if not document.is_config:
        return [f"taken for {document.kind}, but the reference reads it"]
    report = judge(document, limit=None)
    ours = [entry for entry in report if entry.severity is not Severity.INFO]
    if answer.error and not answer.entries:
        # What the reference returns beside its report.
        codes, expected = [entry.code for entry in ours], [kebab(answer.name)]
        if dialect.older == "translated" and expected[0] in ("invalid-version", "unknown-version") and _is_older(raw):
            # Flatcar reads older specs with a parser that the reference here is built without.
            return []
        return [] if codes == expected else [f"{expected} expected, not {codes}"]
    if answer.error and _is_decoding(answer.entries):
        return _compare_decoding(answer.entries[0], ours, raw)
    differences = _compare_entries(ours, answer.entries)
    if bool(answer.error) != report.is_fatal:
        differences.append(f"verdict: {answer.error!r}, ours {'refused' if report.is_fatal else 'accepted'}")
    if answer.config is not None and document._tree is not None and document.version is not None:
        newest, _ = translate_tree(document._tree, document.version, dialect.newest, document._trust)
        differences += compare_trees(answer.config, newest, dialect.newest)
    return differences


def _is_decoding(entries: Sequence[ReferenceEntry]) -> bool:
    return len(entries) == 1 and not entries[0].path and entries[0].kind == "error"


def _compare_decoding(entry: ReferenceEntry, ours: list[Entry], raw: bytes) -> list[Difference]:
    errors = [one for one in ours if one.severity is Severity.ERROR]
    if not errors or errors[0].code not in ("invalid-json", "wrong-type"):
        return [f"decoding error expected ({entry.message}), not {[str(one) for one in ours]}"]
    first = errors[0]
    if entry.line == 0:
        # The reference has no line for what shows at the very end of the text; we give the last one.
        at_end = (first.line, first.column) == _end_of(raw)
        return [] if at_end else [f"the end {_end_of(raw)} expected, not {first}"]
    if (first.line, first.column) != (entry.line, entry.column):
        return [f"line {entry.line} column {entry.column} expected ({entry.message}), not {first}"]
    return []


def _end_of(raw: bytes) -> tuple[int, int]:
    return raw.count(b"\n") + 1, len(raw) - (raw.rfind(b"\n") + 1) + 1


def compare_decode(raw: bytes, version: SpecVersion, answer: Decoded) -> list[Difference]:
    """
    The differences in decoding *raw* as a config of *version*, whatever it declares, and nothing else.
    """
    try:
        root = scan(raw)
    except JsonSyntaxError as error:
        return _compare_errors(answer, ("syntax", error.offset))
    decoder = Decoder(SpecView.of(version).root, limit=None)
    tree = decoder.decode(root)
    errors = [finding for finding in decoder.findings if finding.severity is Severity.ERROR]
    if errors or answer.config is None:
        return _compare_errors(answer, ("type", errors[0].offset) if errors else ("", None))
    expected = compact(answer.config)
    if "ignition" not in tree:
        # Go writes the version that is not there; a tree has none, and no config comes this far without it.
        expected.pop("ignition", None)

    def differences() -> list[Difference]:
        document = read_document(raw, None, dialect_of(UPSTREAM))
        quick = document._tree if document.version == version else None
        return compare_trees(expected, tree if quick is None else quick, version)

    return _both_ways(differences)


def _compare_errors(answer: Decoded, ours: tuple[str, int | None]) -> list[Difference]:
    theirs = (answer.kind, answer.offset)
    return [] if ours == theirs else [f"error {theirs} expected, not {ours}"]


def _compare_entries(
    ours: Sequence[Entry], theirs: Sequence[ReferenceEntry], *, positions: bool = True
) -> list[Difference]:
    # Where the reference lost its place it gives no position; ours stands.
    lost = {_kind_of(entry) for entry in theirs if not (entry.marker and positions)}
    mine: Counter[_Key] = Counter()
    for entry in ours:
        kind = (str(entry.severity), str(entry.pointer), entry.code)
        mine[_key(kind, entry.line or 0, entry.column or 0, lost=lost, positions=positions)] += 1
    reference: Counter[_Key] = Counter()
    for one in theirs:
        reference[_key(_kind_of(one), one.line, one.column, lost=lost, positions=positions)] += 1
    missing, extra = reference - mine, mine - reference
    if _only_collisions(missing, extra):
        return []
    return [f"missing {key}" for key in missing.elements()] + [f"too much {key}" for key in extra.elements()]


def _kind_of(entry: ReferenceEntry) -> _Kind:
    return entry.kind, str(Pointer.of(*entry.path)), code_of(entry)


def _key(kind: _Kind, line: int, column: int, *, lost: set[_Kind], positions: bool) -> _Key:
    return (kind, line, column) if positions and kind not in lost else (kind, 0, 0)


def _only_collisions(missing: Counter[_Key], extra: Counter[_Key]) -> bool:
    """
    Whether only the index of colliding partition numbers differs: the reference draws it from a map's random order.
    """
    codes = {kind[2] for kind, _, _ in [*missing, *extra]}
    return codes == {"partition-numbers-collide"} and missing.total() == extra.total()


def compare_trees(theirs: Tree, ours: Tree, version: SpecVersion) -> list[Difference]:
    """
    The difference between a config of the reference and a tree of ours, in the order of members too.
    """
    expected, written = compact(theirs), encode(ours, SpecView.of(version).root)
    # The text is compared, so that the order of members counts too.
    if json.dumps(expected) != json.dumps(written):
        return [f"config {json.dumps(expected)} expected, not {json.dumps(written)}"]
    return []


def compare_validate(tree: Tree, version: SpecVersion, answer: Validated, dialect: str = UPSTREAM) -> list[Difference]:
    """
    The differences in validating a config that has no text.
    """
    return _both_ways(lambda: _compare_validate(tree, version, answer, reader_of(dialect)))


def _compare_validate(tree: Tree, version: SpecVersion, answer: Validated, dialect: Dialect) -> list[Difference]:
    document = _document(tree)
    if document._tree is None:
        return ["could not be decoded"]
    findings = findings_in(document._tree, version, Asking(dialect, document._trust), limit=None)
    findings += document._findings
    report = document._place(findings)
    differences = _compare_entries(
        [entry for entry in report if entry.severity is not Severity.INFO], answer.entries, positions=False
    )
    if answer.fatal != report.is_fatal:
        differences.append(f"verdict: the reference {'refuses' if answer.fatal else 'accepts'} it")
    return differences


def compare_merge(parent: Tree, child: Tree, version: SpecVersion, answer: Merged) -> list[Difference]:
    """
    The differences in merging, in the result and in the transcript, with and without recording.
    """
    below, above, view = _document(parent)._tree, _document(child)._tree, SpecView.of(version).root
    if below is None or above is None:
        return ["could not be decoded"]
    before = json.dumps([below, above])
    recorded, met = merge_recorded(below, above, view)
    transcript = transcript_of(met)
    differences = compare_trees(answer.config, recorded, version)
    differences += _both_ways(lambda: compare_trees(answer.config, merge_trees(below, above, view), version))
    if json.dumps([below, above]) != before:
        differences.append("an input was changed")
    theirs = {(one.tag, str(Pointer.of(*one.source)), str(Pointer.of(*one.target))) for one in answer.transcript}
    ours = {(one.tag, str(one.source), str(one.target)) for one in transcript}
    differences += [f"transcript lacks {one}" for one in sorted(theirs - ours)]
    differences += [f"transcript has {one}" for one in sorted(ours - theirs)]
    return differences


def compare_translate(tree: Tree, version: SpecVersion, target: SpecVersion, answer: Tree) -> list[Difference]:
    """
    The differences in translating upward.
    """
    document = _document(tree)
    if document._tree is None:
        return ["could not be decoded"]
    translated, _ = translate_tree(document._tree, version, target)
    return compare_trees(answer, translated, target)


def _document(tree: Tree) -> Document:
    return read_document(json.dumps(tree).encode(), None, dialect_of(UPSTREAM))
