"""
An inquiry: what is asked of any release of Ignition alike, so that releases can be compared, with each other and
with us.

A document is parsed as the release does it, whatever version it names, and its config taken as its own version has it;
two configs of one version are merged; or a base and a user's config are folded: each is parsed and translated to the
version at which the release merges, an experimental one, and then they are merged.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import attrs

from ignition_compose.checks.validation import judge
from ignition_compose.documents.document import read_document
from ignition_compose.documents.writing import encode
from ignition_compose.fast.trust import Trust, trusting
from ignition_compose.merging.trees import merge_trees
from ignition_compose.merging.yielding import yielding
from ignition_compose.models.forms import SPECIAL_BITS
from ignition_compose.models.view import SpecView
from ignition_compose.report import Severity
from ignition_compose.tables.table import folds_at, has_habit
from ignition_compose.translation.engine import translate_tree
from ignition_compose.versions import SpecVersion
from tests.documents import reader_of
from tests.oracle import differential
from tests.oracle.comparison import entries_in, entries_out
from tests.oracle.oracle import Parsed, Question, Tree, ask_merge, ask_parse, ask_parse_any, read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ignition_compose.dialects import Dialect
    from ignition_compose.documents.document import Document
    from tests.oracle.oracle import Oracle, Version

Operation = Literal["parse", "merge", "fold"]
Answer = dict[str, Any]

CRASHED: Final[Answer] = {"crashed": True}
_CAUSE: Final = "need-label-or-number"
"""What a config is refused for at which a release crashes."""


@attrs.frozen
class Inquiry:
    """
    One question to a release.

    Attributes:
        operation: What is asked.
        version: The version of the spec.
        texts: The document, or the parent and the child.
        habit: The habit that it was written to show, if one.
    """

    operation: Operation
    version: SpecVersion
    texts: tuple[bytes, ...]
    habit: str = ""

    def to_record(self, answer: Answer) -> Answer:
        """
        The inquiry and its answer as a JSON object.
        """
        record: Answer = {"operation": self.operation, "version": str(self.version)}
        if self.habit:
            record["habit"] = self.habit
        try:
            record["texts"] = [text.decode() for text in self.texts]
        except UnicodeDecodeError:
            record["raws"] = [base64.b64encode(text).decode() for text in self.texts]
        return {**record, "answer": answer}

    @classmethod
    def from_record(cls, record: Answer) -> tuple[Inquiry, Answer]:
        """
        What `to_record` wrote.
        """
        texts = [text.encode() for text in record.get("texts", ())]
        texts += [base64.b64decode(text) for text in record.get("raws", ())]
        version = SpecVersion(record["version"])
        return cls(record["operation"], version, tuple(texts), record.get("habit", "")), record["answer"]


def ask(oracle: Oracle, inquiries: list[Inquiry]) -> list[Answer]:
    """
    What a release answers.

    Args:
        oracle: The release.
        inquiries: Of versions that it has.

    Returns:
        For a document the identifier of the error if it is refused, the entries, and the config unless it is refused;
        for a merge the config; for folding the config less its version, or nothing where one of the two is refused;
        or that it crashed.
    """
    newest = oracle.version()["versions"][-1]
    answers: list[Answer] = [{} for _ in inquiries]
    groups: dict[Operation, list[int]] = {"parse": [], "merge": [], "fold": []}
    for number, inquiry in enumerate(inquiries):
        groups[inquiry.operation].append(number)
    for operation, numbers in groups.items():
        asked = [inquiries[number] for number in numbers]
        found = (
            _parse(oracle, asked)
            if operation == "parse"
            else _merge(oracle, asked)
            if operation == "merge"
            else _fold(oracle, asked, newest)
        )
        for number, answer in zip(numbers, found, strict=True):
            answers[number] = answer
    return answers


def _parse(oracle: Oracle, asked: list[Inquiry]) -> list[Answer]:
    parsed = _batch(oracle, [ask_parse_any(inquiry.texts[0]) for inquiry in asked])
    taken = [number for number, answer in enumerate(parsed) if answer.get("config") is not None]
    # By the parser of its own version, which does not translate.
    questions = [ask_parse(_name(asked[number].version), asked[number].texts[0]) for number in taken]
    own = dict(zip(taken, _batch(oracle, questions), strict=True))
    return [_describe(answer, own.get(number, {})) for number, answer in enumerate(parsed)]


def _describe(parsed: Tree, own: Tree) -> Answer:
    if "panic" in parsed:
        return CRASHED
    entries = entries_out(read_entries(parsed["entries"]))
    config = own.get("config")
    return {"error": parsed["name"], "entries": entries, "config": config and differential.compact(config)}


def _merge(oracle: Oracle, asked: list[Inquiry]) -> list[Answer]:
    questions = [ask_merge(_name(one.version), *one.texts, transcript=False) for one in asked]
    return [
        CRASHED if "panic" in answer else {"config": differential.compact(answer["config"])}
        for answer in _batch(oracle, questions)
    ]


def _fold(oracle: Oracle, asked: list[Inquiry], newest: Version) -> list[Answer]:
    texts = [text for one in asked for text in one.texts]
    parsed = [answer.get("config") for answer in _batch(oracle, [ask_parse_any(text) for text in texts])]
    pairs = list(zip(parsed[::2], parsed[1::2], strict=True))
    taken = [number for number, pair in enumerate(pairs) if None not in pair]
    raws = [[json.dumps(config).encode() for config in pairs[number]] for number in taken]
    merged = _batch(oracle, [ask_merge(newest, *raw, transcript=False) for raw in raws])
    answers: list[Answer] = [{"config": None} for _ in asked]
    for number, answer in zip(taken, merged, strict=True):
        answers[number] = CRASHED if "panic" in answer else {"config": _less_version(answer["config"])}
    return answers


def _less_version(config: Tree) -> Tree:
    less = {name: value for name, value in config["ignition"].items() if name != "version"}
    compact: Tree = differential.compact({**config, "ignition": less})
    return compact


def _batch(oracle: Oracle, questions: Iterable[Question[Any]]) -> list[Tree]:
    # Answers stay as they came, so that a panic is one.
    return oracle.batch([Question(question.request, dict, reads_panics=True) for question in questions])


def _name(version: SpecVersion) -> Version:
    return cast("Version", str(version))


# What we answer, held to what a release answered.


def problems(inquiry: Inquiry, answer: Answer, release: str) -> list[str]:
    """
    How our answer differs from that of a release, except where it is not yet known to differ by release.
    """
    found: list[str] = []
    for trust in (Trust.PLAIN, Trust.DOUBT):
        with trusting(trust):
            try:
                found += _COMPARE[inquiry.operation](inquiry, answer, reader_of(release))
            except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
                found.append(f"{type(error).__name__}: {error}")
    return list(dict.fromkeys(found))


def _compare_parse(inquiry: Inquiry, answer: Answer, reader: Dialect) -> list[str]:
    document = _read(inquiry.texts[0], reader)
    report = judge(document, limit=None)
    if answer == CRASHED:
        codes = [entry.code for entry in report.errors]
        return [] if _CAUSE in codes else [f"it crashes, and we say {codes}"]
    theirs = entries_in(answer["entries"])
    if has_habit(reader.release, "tells-true-places", inquiry.version) or not theirs or _is_decoding(theirs):
        parsed = Parsed(answer["error"], answer["error"], theirs, None)
        found = differential.compare_parsed(inquiry.texts[0], parsed, reader)
    else:
        told = Counter([(str(entry.kind), differential.code_of(entry)) for entry in theirs])
        ours = Counter([(str(one.severity), one.code) for one in report if one.severity is not Severity.INFO])
        found = [f"missing {key}" for key in (told - ours)] + [f"too much {key}" for key in (ours - told)]
        if bool(answer["error"]) != report.is_fatal:
            found.append(f"verdict: {answer['error']!r}")
    if answer["config"] is not None and document._tree is not None and document.version is not None:
        found += differential.compare_trees(answer["config"], document._tree, document.version)
    return found


def _is_decoding(entries: tuple[Any, ...]) -> bool:
    return len(entries) == 1 and not entries[0].path and entries[0].kind == "error"


def _compare_merge(inquiry: Inquiry, answer: Answer, reader: Dialect) -> list[str]:
    if answer == CRASHED:
        return []
    below, above = [_read(text, reader)._tree for text in inquiry.texts]
    if below is None or above is None:
        return ["could not be decoded"]
    ours = _merged(below, above, inquiry.version, reader.release)
    excuses = _merging_excuses(reader.release, [inquiry.version])
    if not excuses:
        return differential.compare_trees(answer["config"], ours, inquiry.version)
    expected, written = [_less(config, excuses) for config in (answer["config"], ours)]
    return differential.compare_trees(expected, written, inquiry.version)


def _compare_fold(inquiry: Inquiry, answer: Answer, reader: Dialect) -> list[str]:
    documents = [_read(text, reader) for text in inquiry.texts]
    refused = any(judge(document).is_fatal for document in documents)
    if answer == CRASHED or answer["config"] is None:
        return [] if refused else ["a layer is refused, and we take both"]
    if refused:
        return ["a layer is refused that the release takes"]
    fold = SpecVersion(folds_at(reader.release) or "")
    below, above = [_translate(document, fold, reader.release) for document in documents]
    ours = encode(_merged(below, above, fold, reader.release), SpecView.of(fold).root)
    excuses = _merging_excuses(reader.release, [fold])
    expected, written = [_less(config, excuses) for config in (answer["config"], _less_version(ours))]
    same = json.dumps(expected) == json.dumps(written)
    return [] if same else [f"config {json.dumps(expected)} expected, not {json.dumps(written)}"]


def _merged(below: Tree, above: Tree, version: SpecVersion, release: str) -> Tree:
    give_up = yielding(release, version)
    return merge_trees(give_up(below, above) if give_up else below, above, SpecView.of(version).root)


def _translate(document: Document, target: SpecVersion, release: str) -> Tree:
    assert document._tree is not None
    assert document.version is not None
    translated, _ = translate_tree(document._tree, document.version, target, document._trust, release)
    return translated


def _read(raw: bytes, reader: Dialect) -> Document:
    return read_document(raw, None, reader, limit=None)


# What is not yet known to be merged otherwise is left out of the comparison.


def _merging_excuses(release: str, versions: Iterable[SpecVersion]) -> set[str]:
    found = set()
    for version in versions:
        if version == SpecVersion("3.2.0") and release.startswith("2.10."):
            # Its experimental version is between two: custom Clevis configs are as in 3.3.0, all else is as in 3.2.0.
            found.add("luks")
    return found


def _less(value: Any, names: set[str]) -> Any:
    """
    A value less the members of these names; of a mode only the special bits are left out.
    """
    if isinstance(value, dict):
        kept = {name: _less(item, names) for name, item in value.items() if name == "mode" or name not in names}
        return kept | {"mode": kept["mode"] & ~SPECIAL_BITS} if "mode" in kept and "mode" in names else kept
    return [_less(item, names) for item in value] if isinstance(value, list) else value


_COMPARE: Final = {"parse": _compare_parse, "merge": _compare_merge, "fold": _compare_fold}
