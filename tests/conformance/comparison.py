"""
A comparison as a value: an operation, a version, inputs. It can be drawn, asked, judged, shrunk and written down.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from ignition_compose.versions import SpecVersion
from tests.conformance import differential
from tests.conformance.generator import Generator, Writer, related
from tests.conformance.oracle import (
    Contribution,
    Entry,
    Merged,
    Parsed,
    Validated,
    ask_merge,
    ask_parse_any,
    ask_translate,
    ask_validate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.conformance.oracle import Oracle

Operation = Literal["parse", "validate", "merge", "translate"]
OPERATIONS: Final[tuple[Operation, ...]] = ("parse", "validate", "merge", "translate")
DECODING: Final = "decoding"


@attrs.frozen
class Comparison:
    """
    One question to both sides.

    Attributes:
        operation: What is asked.
        version: The version of the inputs.
        raw: The document's text, for parsing.
        trees: The document, or parent and child, for the other operations.
        target: The version to reach, for translating.
    """

    operation: Operation
    version: SpecVersion
    raw: bytes = b""
    trees: tuple[Any, ...] = ()
    target: SpecVersion | None = None

    def ask(self, oracle: Oracle) -> Any:
        """
        The reference's answer.
        """
        texts = [json.dumps(tree).encode() for tree in self.trees]
        version: Any = str(self.version)
        if self.operation == "parse":
            return oracle.ask(ask_parse_any(self.raw))
        if self.operation == "validate":
            return oracle.ask(ask_validate(version, texts[0], positions=False))
        if self.operation == "merge":
            return oracle.ask(ask_merge(version, *texts))
        target: Any = str(self.target)
        return oracle.ask(ask_translate(version, target, texts[0]))

    def differences(self, answer: Any) -> list[str]:
        """
        How our answer differs from the reference's.
        """
        if self.operation == "parse":
            return differential.compare_parse(self.raw, answer)
        if self.operation == "validate":
            return differential.compare_validate(self.trees[0], self.version, answer)
        if self.operation == "merge":
            return differential.compare_merge(self.trees[0], self.trees[1], self.version, answer)
        assert self.target is not None
        return differential.compare_translate(self.trees[0], self.version, self.target, answer)

    def to_record(self, answer: Any) -> dict[str, Any]:
        """
        The comparison and the reference's answer as a JSON object; messages stay out of it.
        """
        record: dict[str, Any] = {"operation": self.operation, "version": str(self.version)}
        if self.operation == "parse":
            record["raw"] = base64.b64encode(self.raw).decode()
        else:
            record["trees"] = list(self.trees)
        if self.target is not None:
            record["target"] = str(self.target)
        return {**record, "answer": _ANSWERS[self.operation][0](answer)}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> tuple[Comparison, Any]:
        """
        What `to_record` wrote.
        """
        comparison = cls(
            record["operation"],
            SpecVersion(record["version"]),
            base64.b64decode(record.get("raw", "")),
            tuple(record.get("trees", ())),
            SpecVersion(record["target"]) if "target" in record else None,
        )
        return comparison, _ANSWERS[comparison.operation][1](record["answer"])


def draw(random: Random, version: SpecVersion, operation: Operation) -> Comparison:
    """
    A random comparison.
    """
    density, badness = random.choice((0.1, 0.2, 0.4, 0.7)), random.choice((0.0, 0.0, 0.02, 0.1, 0.4))
    generator = Generator(random, version, density=density, badness=badness)
    if operation == "parse":
        raw = generator.text() if random.random() < 0.6 else generator.plain_text()
        return Comparison(operation, version, raw)
    if operation == "validate":
        return Comparison(operation, version, trees=(generator.tree(),))
    if operation == "merge":
        return Comparison(operation, version, trees=related(random, version))
    target = random.choice([one for one in SpecVersion if one >= version])
    return Comparison(operation, version, trees=(generator.tree(),), target=target)


def draw_several(random: Random, version: SpecVersion) -> Iterator[Comparison]:
    """
    One comparison of each operation on the same documents, which costs one drawing.
    """
    density, badness = random.choice((0.1, 0.2, 0.4, 0.7)), random.choice((0.0, 0.0, 0.02, 0.1, 0.4))
    parent, child = related(random, version)
    tree = Generator(random, version, density=density, badness=badness).tree()
    yield Comparison("merge", version, trees=(parent, child))
    yield Comparison("merge", version, trees=(tree, child))
    for one in (parent, tree):
        yield Comparison("validate", version, trees=(one,))
        yield Comparison("parse", version, Writer(random, random.choice((0.0, 0.01, 0.05))).write(one))
        yield Comparison(
            "translate", version, trees=(one,), target=random.choice([v for v in SpecVersion if v >= version])
        )
    yield draw(random, version, "parse")


def _entries_out(entries: tuple[Entry, ...]) -> list[Any]:
    written = []
    for entry in entries:
        name = differential.code_of(entry) if entry.path or len(entries) > 1 or entry.name else DECODING
        written.append([entry.kind, name, list(entry.path), entry.line, entry.column, entry.marker])
    return written


def _entries_in(written: list[Any]) -> tuple[Entry, ...]:
    return tuple(
        [Entry(kind, "", name, tuple(path), line, column, marker) for kind, name, path, line, column, marker in written]
    )


_ANSWERS: Final[dict[Operation, tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = {
    "parse": (
        lambda answer: {
            "error": answer.error,
            "entries": _entries_out(answer.entries),
            "config": answer.config and differential.compact(answer.config),
        },
        lambda record: Parsed(record["error"], _entries_in(record["entries"]), record["config"]),
    ),
    "validate": (
        lambda answer: {"entries": _entries_out(answer.entries), "fatal": answer.fatal},
        lambda record: Validated(_entries_in(record["entries"]), record["fatal"]),
    ),
    "merge": (
        lambda answer: {
            "config": differential.compact(answer.config),
            "transcript": [[one.tag, list(one.source), list(one.target)] for one in answer.transcript],
        },
        lambda record: Merged(
            record["config"],
            tuple([Contribution(tag, tuple(source), tuple(target)) for tag, source, target in record["transcript"]]),
        ),
    ),
    "translate": (differential.compact, lambda record: record),
}


def shrink(comparison: Comparison, fails: Callable[[Comparison], bool]) -> Comparison:
    """
    The smallest comparison found that still fails, by leaving out one part after the other.
    """
    smaller = True
    while smaller:
        smaller = False
        for candidate in _smaller(comparison):
            if fails(candidate):
                comparison, smaller = candidate, True
                break
    return comparison


def _smaller(comparison: Comparison) -> Iterator[Comparison]:
    if comparison.operation != "parse":
        for index, tree in enumerate(comparison.trees):
            for less in _less(tree):
                trees = list(comparison.trees)
                trees[index] = less
                if isinstance(less, dict) and less.get("ignition", {}).get("version") == str(comparison.version):
                    yield attrs.evolve(comparison, trees=tuple(trees))
        return
    raw = comparison.raw
    try:
        tree = json.loads(raw)
    except ValueError:
        tree = None
    if tree is not None:
        for less in _less(tree):
            text = json.dumps(less, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
            if len(text) < len(raw):
                yield attrs.evolve(comparison, raw=text)
    size = len(raw) // 2
    while size:
        for at in range(0, len(raw), size):
            yield attrs.evolve(comparison, raw=raw[:at] + raw[at + size :])
        size //= 2


def _less(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for name in value:
            yield {other: item for other, item in value.items() if other != name}
        for name, item in value.items():
            for less in _less(item):
                yield {**value, name: less}
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value[:index] + value[index + 1 :]
        for index, item in enumerate(value):
            for less in _less(item):
                yield [*value[:index], less, *value[index + 1 :]]
