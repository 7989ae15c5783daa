"""
One comparison with the reference: the same question to both, and every way in which the answers differ.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.document import read
from ignition_compose.merging.engine import merge_trees
from ignition_compose.merging.recording import merge_recorded
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import Severity
from ignition_compose.translation.engine import translate_tree
from ignition_compose.validation import judge, semantics
from ignition_compose.versions import SpecVersion
from ignition_compose.writing import encode

if TYPE_CHECKING:
    from ignition_compose.document import Document
    from ignition_compose.report import Entry
    from tests.conformance.oracle import Entry as ReferenceEntry
    from tests.conformance.oracle import Merged, Parsed, Tree, Validated

ERRORS: Final[dict[str, str]] = {
    "invalid config version (couldn't parse)": "invalid-version",
    "unsupported config version": "unknown-version",
}
"""What the reference returns beside its report."""

_WORDS: Final = re.compile(r"S3|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+")

PATTERNS: Final = (
    (re.compile(r"^unused key "), "unused-key"),
    (re.compile(r"^context tree does not match content tree"), "context-mismatch"),
    (re.compile(r"^unit \".*\" is enabled, but has no install section", re.DOTALL), "no-install-section"),
    (
        re.compile(r"^template unit .* doesn't have Install section", re.DOTALL),
        "no-install-section-for-instantiable-unit",
    ),
    (re.compile(r"^invalid unit content: ", re.DOTALL), "invalid-unit-content"),
)

Difference = str


def code_of(entry: ReferenceEntry) -> str:
    """
    The code that stands for an entry of the reference: its identifier in kebab-case.

    What has no identifier is told by how its message begins; the rest comes from the data URL library.
    """
    if entry.name:
        return "-".join([word.lower() for word in _WORDS.findall(entry.name.removeprefix("Err"))])
    for pattern, code in PATTERNS:
        if pattern.search(entry.message):
            return code
    return "invalid-data-url"


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


def compare_parse(raw: bytes, answer: Parsed) -> list[Difference]:
    """
    The differences in parsing *raw* at whatever version it declares, up to the newest.
    """
    document = read(raw)
    if document.kind not in ("ignition", "empty"):
        # Flatcar's patch takes it for no config; the reference proper says that it is not JSON.
        return [] if answer.error else [f"taken for {document.kind}, but the reference reads it"]
    report = judge(document)
    ours = [entry for entry in report if entry.severity is not Severity.INFO]
    if answer.error == "not a config (empty)":
        return [] if document.kind == "empty" else ["not seen as empty"]
    if not answer.entries and answer.error:
        code = ERRORS.get(answer.error, answer.error)
        return (
            []
            if [entry.code for entry in ours] == [code]
            else [f"{code} expected, not {[entry.code for entry in ours]}"]
        )
    if answer.error and _is_decoding(answer.entries):
        return _compare_decoding(answer.entries[0], ours, raw)
    differences = _compare_entries(ours, answer.entries)
    if bool(answer.error) != report.is_fatal:
        differences.append(f"verdict: {answer.error!r}, ours {'refused' if report.is_fatal else 'accepted'}")
    if answer.config is not None and document.tree is not None and document.version is not None:
        newest, _ = translate_tree(document.tree, document.version, SpecVersion.LATEST)
        differences += _compare_trees(answer.config, newest, SpecVersion.LATEST)
    return differences


def _is_decoding(entries: tuple[ReferenceEntry, ...]) -> bool:
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


def _compare_entries(
    ours: list[Entry], theirs: tuple[ReferenceEntry, ...], *, positions: bool = True
) -> list[Difference]:
    mine = Counter(
        (
            str(entry.severity),
            str(entry.pointer),
            entry.code,
            entry.line if positions else 0,
            entry.column if positions else 0,
        )
        for entry in ours
    )
    known = all(entry.marker for entry in theirs)
    if not known:
        # Where the reference lost its place it gives no position; ours stands.
        mine = Counter((*key[:3], 0, 0) for key in mine.elements())
    reference = Counter(
        (
            entry.kind,
            str(Pointer.of(*entry.path)),
            code_of(entry),
            entry.line if known and positions else 0,
            entry.column if known and positions else 0,
        )
        for entry in theirs
    )
    missing, extra = reference - mine, mine - reference
    if _only_collisions(missing, extra):
        return []
    return [f"missing {key}" for key in missing.elements()] + [f"too much {key}" for key in extra.elements()]


def _only_collisions(missing: Counter[Any], extra: Counter[Any]) -> bool:
    """
    Whether only the index of colliding partition numbers differs: the reference draws it from a map's random order.
    """
    keys = [*missing.elements(), *extra.elements()]
    return (
        bool(keys) and all(key[2] == "partition-numbers-collide" for key in keys) and missing.total() == extra.total()
    )


def _compare_trees(theirs: Tree, ours: Tree, version: SpecVersion) -> list[Difference]:
    expected, written = compact(theirs), encode(ours, SpecView.of(version).root)
    # The text is compared, so that the order of members counts too.
    if json.dumps(expected) != json.dumps(written):
        return [f"config {json.dumps(expected)} expected, not {json.dumps(written)}"]
    return []


def compare_validate(tree: Tree, version: SpecVersion, answer: Validated) -> list[Difference]:
    """
    The differences in validating a config that has no text.
    """
    document = _document(tree)
    if document.tree is None:
        return ["could not be decoded"]
    report = document.report(tuple(semantics(document.tree, version)))
    ours = [entry for entry in report if entry.severity is not Severity.INFO]
    return _compare_entries(ours, answer.entries, positions=False)


def compare_merge(parent: Tree, child: Tree, version: SpecVersion, answer: Merged) -> list[Difference]:
    """
    The differences in merging, in the result and in the transcript, with and without recording.
    """
    below, above, view = _document(parent).tree, _document(child).tree, SpecView.of(version).root
    if below is None or above is None:
        return ["could not be decoded"]
    before = json.dumps([below, above])
    recorded, transcript = merge_recorded(below, above, view)
    differences = _compare_trees(answer.config, recorded, version)
    differences += _compare_trees(answer.config, merge_trees(below, above, view), version)
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
    if document.tree is None:
        return ["could not be decoded"]
    translated, _ = translate_tree(document.tree, version, target)
    return _compare_trees(answer, translated, target)


def _document(tree: Tree) -> Document:
    return read(json.dumps(tree).encode())
