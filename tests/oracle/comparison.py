"""
A comparison as a value: an operation, a version, inputs, a dialect. It can be drawn, asked, judged, shrunk and
written down.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, Final, Literal, cast

import attrs

from ignition_compose.models.specs import SPEC3
from ignition_compose.versions import SpecVersion
from tests.oracle import differential
from tests.oracle.building import DialectName
from tests.oracle.generator import Generator, Writer, related
from tests.oracle.oracle import (
    Contribution,
    Decoded,
    Entry,
    Merged,
    Parsed,
    Question,
    Validated,
    ask_decode,
    ask_merge,
    ask_parse_any,
    ask_translate,
    ask_validate,
)
from tests.oracle.userdata import draw_user_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from tests.oracle.oracle import Version

Operation = Literal["parse", "decode", "validate", "merge", "translate"]
OPERATIONS: Final[tuple[Operation, ...]] = ("parse", "decode", "validate", "merge", "translate")
DECODING: Final = "decoding"


@attrs.frozen
class Comparison:
    """
    One question to both sides.

    Attributes:
        operation: What is asked.
        version: The version of the inputs.
        raw: The document's text, for parsing and decoding.
        trees: The document, or parent and child, for the other operations.
        target: The version to reach, for translating.
        dialect: Whose rules are asked about.
    """

    operation: Operation
    version: SpecVersion
    raw: bytes = b""
    trees: tuple[Any, ...] = ()
    target: SpecVersion | None = None
    dialect: DialectName = "upstream"

    def question(self) -> Question[Any]:
        """
        What the reference is asked.
        """
        return self._question().under(self.dialect)

    def _question(self) -> Question[Any]:
        texts = [json.dumps(tree).encode() for tree in self.trees]
        version = _name(self.version)
        match self.operation:
            case "parse":
                return ask_parse_any(self.raw)
            case "decode":
                return ask_decode(version, self.raw)
            case "validate":
                return ask_validate(version, texts[0], positions=False)
            case "merge":
                return ask_merge(version, *texts)
            case "translate":
                assert self.target is not None
                return ask_translate(version, _name(self.target), texts[0])

    def differences(self, answer: Any) -> list[str]:
        """
        How our answer differs from the reference's.
        """
        match self.operation:
            case "parse":
                return differential.compare_parse(self.raw, answer, self.dialect)
            case "decode":
                return differential.compare_decode(self.raw, self.version, answer)
            case "validate":
                return differential.compare_validate(self.trees[0], self.version, answer, self.dialect)
            case "merge":
                return differential.compare_merge(self.trees[0], self.trees[1], self.version, answer)
            case "translate":
                assert self.target is not None
                return differential.compare_translate(self.trees[0], self.version, self.target, answer)

    def problems(self, answer: Any) -> list[str]:
        """
        The differences; an exception of ours is one.
        """
        try:
            return self.differences(answer)
        except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
            return [f"{type(error).__name__}: {error}"]

    def to_record(self, answer: Any) -> dict[str, Any]:
        """
        The comparison and the reference's answer as a JSON object; messages stay out of it.
        """
        record: dict[str, Any] = {"operation": self.operation, "version": str(self.version)}
        if self.trees:
            record["trees"] = list(self.trees)
        else:
            record |= _text_out(self.raw)
        if self.target is not None:
            record["target"] = str(self.target)
        if self.dialect != "upstream":
            record["dialect"] = self.dialect
        return {**record, "answer": _ANSWERS[self.operation][0](answer)}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> tuple[Comparison, Any]:
        """
        What `to_record` wrote.
        """
        comparison = cls(
            record["operation"],
            SpecVersion(record["version"]),
            _text_in(record),
            tuple(record.get("trees", ())),
            SpecVersion(record["target"]) if "target" in record else None,
            record.get("dialect", "upstream"),
        )
        return comparison, _ANSWERS[comparison.operation][1](record["answer"])


def draw(random: Random, version: SpecVersion, operation: Operation, dialect: DialectName = "upstream") -> Comparison:
    """
    A random comparison.
    """
    if operation == "merge":
        return Comparison(operation, version, trees=related(random, version, dialect), dialect=dialect)
    generator = _generator(random, version, dialect)
    if operation in ("parse", "decode"):
        raw = generator.text() if random.random() < 0.6 else generator.plain_text()
        return Comparison(operation, version, raw, dialect=dialect)
    target = _target(random, version) if operation == "translate" else None
    return Comparison(operation, version, trees=(generator.tree(),), target=target, dialect=dialect)


def draw_several(random: Random, version: SpecVersion, dialect: DialectName = "upstream") -> Iterator[Comparison]:
    """
    Comparisons of each operation on the same documents, which costs one drawing.
    """
    for comparison in _draw_several(random, version, dialect):
        yield attrs.evolve(comparison, dialect=dialect)


def _draw_several(random: Random, version: SpecVersion, dialect: DialectName) -> Iterator[Comparison]:
    parent, child = related(random, version, dialect)
    tree = _generator(random, version, dialect).tree()
    yield Comparison("merge", version, trees=(parent, child))
    yield Comparison("merge", version, trees=(tree, child))
    for one in (parent, tree):
        yield Comparison("validate", version, trees=(one,))
        yield Comparison("parse", version, Writer(random, random.choice((0.0, 0.01, 0.05))).write(one))
        yield Comparison("translate", version, trees=(one,), target=_target(random, version))
    damaged = draw(random, version, "parse", dialect)
    yield damaged
    yield attrs.evolve(damaged, operation="decode")
    yield Comparison("parse", version, draw_user_data(random))


def _generator(random: Random, version: SpecVersion, dialect: DialectName) -> Generator:
    density, badness = random.choice((0.1, 0.2, 0.4, 0.7)), random.choice((0.0, 0.0, 0.02, 0.1, 0.4))
    return Generator(random, version, density=density, badness=badness, dialect=dialect)


def _target(random: Random, version: SpecVersion) -> SpecVersion:
    return random.choice([one for one in SPEC3.versions if one >= version])


def _name(version: SpecVersion) -> Version:
    return cast("Version", str(version))


# Records: what is text stays readable, and every entry is a short list.


def _text_out(raw: bytes) -> dict[str, str]:
    try:
        return {"text": raw.decode()}
    except UnicodeDecodeError:
        return {"raw": base64.b64encode(raw).decode()}


def _text_in(record: dict[str, Any]) -> bytes:
    return record["text"].encode() if "text" in record else base64.b64decode(record.get("raw", ""))


def entries_out(entries: Sequence[Entry]) -> list[Any]:
    """
    Entries as short lists, in an order that stays.
    """
    written = []
    for entry in entries:
        is_decoding = len(entries) == 1 and not entry.path and not entry.name and entry.kind == "error"
        name = entry.name or (DECODING if is_decoding else differential.code_of(entry))
        written.append([entry.kind, name, list(entry.path), entry.line, entry.column, entry.marker])
    # The reference finds unknown members in a map's random order.
    return sorted(written, key=json.dumps)


def entries_in(written: list[Any]) -> tuple[Entry, ...]:
    """
    What `entries_out` wrote.
    """
    return tuple(
        [Entry(kind, "", name, tuple(path), line, column, marker) for kind, name, path, line, column, marker in written]
    )


def _parsed_out(answer: Parsed) -> Any:
    config = answer.config and differential.compact(answer.config)
    return {"error": answer.name, "entries": entries_out(answer.entries), "config": config}


def _parsed_in(record: Any) -> Parsed:
    return Parsed(record["error"], record["error"], entries_in(record["entries"]), record["config"])


def _decoded_out(answer: Decoded) -> Any:
    if answer.error:
        return {"kind": answer.kind, "offset": answer.offset}
    return {"config": differential.compact(answer.config)}


def _decoded_in(record: Any) -> Decoded:
    kind = record.get("kind", "")
    return Decoded(kind, kind, record.get("offset", -1), record.get("config"))


def _validated_out(answer: Validated) -> Any:
    return {"entries": entries_out(answer.entries), "fatal": answer.fatal}


def _validated_in(record: Any) -> Validated:
    return Validated(entries_in(record["entries"]), record["fatal"])


def _merged_out(answer: Merged) -> Any:
    transcript = [[one.tag, list(one.source), list(one.target)] for one in answer.transcript]
    return {"config": differential.compact(answer.config), "transcript": transcript}


def _merged_in(record: Any) -> Merged:
    lines = [Contribution(tag, tuple(source), tuple(target)) for tag, source, target in record["transcript"]]
    return Merged(record["config"], tuple(lines))


def _same(value: Any) -> Any:
    return value


_ANSWERS: Final[dict[Operation, tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = {
    "parse": (_parsed_out, _parsed_in),
    "decode": (_decoded_out, _decoded_in),
    "validate": (_validated_out, _validated_in),
    "merge": (_merged_out, _merged_in),
    "translate": (differential.compact, _same),
}
