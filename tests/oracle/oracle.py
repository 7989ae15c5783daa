"""
Ask the reference implementation, while the tests run.

The program in `reference/` answers questions with Ignition's own code; `building.build` compiles it once
and `Oracle` keeps it running::

    with Oracle() as oracle:
        oracle.parse("3.5.0", raw).error
        oracle.batch([ask_parse("3.5.0", raw) for raw in raws])  # many at once, much faster

A question goes to Ignition as it is, or as Flatcar patches it: that is the question's dialect.
"""

from __future__ import annotations

import base64
import json
import subprocess
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Self, TypeAlias, TypeVar

import attrs
import orjson

from tests.oracle.building import DIALECTS, DialectName, build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

Version: TypeAlias = Literal["3.0.0", "3.1.0", "3.2.0", "3.3.0", "3.4.0", "3.5.0", "3.6.0", "3.7.0-experimental"]
Tree: TypeAlias = dict[str, Any]
PathElements: TypeAlias = tuple[str | int, ...]
T = TypeVar("T")

VERSIONS: Final[tuple[Version, ...]] = (
    "3.0.0",
    "3.1.0",
    "3.2.0",
    "3.3.0",
    "3.4.0",
    "3.5.0",
    "3.6.0",
    "3.7.0-experimental",
)
BATCH_SIZE: Final = 100


class OracleError(RuntimeError):
    """The reference was asked something it cannot answer, or its process died."""


class OraclePanicError(OracleError):
    """The reference's own code panicked on the question."""


# What the answers look like.


@attrs.frozen
class Entry:
    """One entry of a report of the reference."""

    kind: Literal["error", "warning", "info", "deprecated"]  # the last only of specs 1 and 2
    message: str
    name: str  # the identifier of the error, empty if it has none
    path: PathElements
    line: int
    column: int
    marker: bool  # whether the reference knows a position at all


@attrs.frozen
class Parsed:
    """What a parser of the reference answered; `error` and its identifier are empty exactly when `config` is there."""

    error: str
    name: str
    entries: tuple[Entry, ...]
    config: Tree | None


@attrs.frozen
class Decoded:
    """What Go's `encoding/json` answered; `kind` and `offset` describe its error."""

    error: str
    kind: Literal["", "syntax", "type", "other"]
    offset: int
    config: Tree | None


@attrs.frozen
class Validated:
    """The report on a config, and whether Ignition would stop for it."""

    entries: tuple[Entry, ...]
    fatal: bool


@attrs.frozen
class Contribution:
    """One line of a merge's transcript."""

    tag: Literal["parent", "child"]
    source: PathElements
    target: PathElements


@attrs.frozen
class Merged:
    """The merge of two configs, and which path of it came from where."""

    config: Tree
    transcript: tuple[Contribution, ...]


@attrs.frozen
class Question(Generic[T]):
    """
    One request to the reference, how to read its answer, and whose rules are asked about.

    A panic of the reference is an error, unless it is an answer that can be read too.
    """

    request: Tree
    read: Callable[[Tree], T]
    dialect: DialectName = "upstream"
    reads_panics: bool = False

    def under(self, dialect: DialectName) -> Question[T]:
        """The same question about the rules of another dialect."""
        return attrs.evolve(self, dialect=dialect)

    def take(self, answer: Tree) -> T:
        """Read what came, or raise that it is no answer."""
        return self.read(answer if self.reads_panics and "panic" in answer else _check(self.request, answer))


# The questions: one function per operation of the program.


def ask_parse(version: Version, raw: bytes) -> Question[Parsed]:
    """Parse with the parser of this one version."""
    return Question({"op": "parse", "version": version, "raw": encode(raw)}, _read_parsed)


def ask_parse_upto(version: Version, raw: bytes) -> Question[Parsed]:
    """Parse any version up to this one, and translate to it."""
    return Question({"op": "parse_upto", "version": version, "raw": encode(raw)}, _read_parsed)


def ask_parse_any(raw: bytes) -> Question[Parsed]:
    """Parse any version, and translate to the newest."""
    return Question({"op": "parse_any", "raw": encode(raw)}, _read_parsed)


def ask_decode(version: Version, raw: bytes) -> Question[Decoded]:
    """Decode into the version's config type and do nothing else."""
    return Question({"op": "decode", "version": version, "raw": encode(raw)}, _read_decoded)


def ask_validate(version: Version, raw: bytes, *, positions: bool = True) -> Question[Validated]:
    """Validate what decodes, whatever version it names; without positions no key is unused."""
    request = {"op": "validate", "version": version, "raw": encode(raw), "positions": positions}
    return Question(request, _read_validated)


def ask_merge(version: Version, parent: bytes, child: bytes, *, transcript: bool = True) -> Question[Merged]:
    """Merge two documents at this version, whatever they name; the transcript takes most time."""
    request = {"op": "merge", "version": version, "quiet": not transcript}
    documents = {"parent": encode(parent), "child": encode(child)}
    return Question(request | documents, _read_merged)


def ask_translate(version: Version, to: Version, raw: bytes) -> Question[Tree]:
    """Translate without validating; the answer is the config."""
    request = {"op": "translate", "version": version, "to": to, "raw": encode(raw)}
    return Question(request, _read_config)


def ask_library(name: Literal["url", "dataurl", "unit", "path", "semver", "json"], text: str | bytes) -> Question[Tree]:
    """Ask a Go library that the reference's rules rest on; the answer stays as it came."""
    raw = text.encode() if isinstance(text, str) else text
    return Question({"op": name, "text": encode(raw)}, dict)


def ask_version() -> Question[Tree]:
    """Ask which module version of Ignition and which Go release answer, and which modules were replaced."""
    return Question({"op": "version"}, dict)


def ask_names() -> Question[dict[str, str]]:
    """Ask for the identifiers of the reference's errors, by message."""
    return Question({"op": "names"}, _read_names)


class Oracle:
    """
    The reference as a running process for each dialect that is asked; use it as a context manager.

    Args:
        binary: The built program that answers as upstream; by default it is built first, as the others are.
        release: The release of the module that answers, such as 2.14.0, under ``upstream`` alone; by default the one
            that ``go.mod`` names.
    """

    def __init__(self, binary: Path | None = None, *, release: str | None = None) -> None:
        self._binary = binary
        self._release = release
        self._processes: dict[DialectName, _Process] | None = None

    def __enter__(self) -> Self:
        self._processes = {"upstream": _Process(self._binary or build(release=self._release))}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; closing twice is fine."""
        processes, self._processes = self._processes or {}, None
        for process in processes.values():
            process.close()

    def ask(self, question: Question[T]) -> T:
        """Put one question and wait for its answer."""
        return question.take(self._exchange(question.request, question.dialect))

    def batch(self, questions: Iterable[Question[T]]) -> list[T]:
        """Put many questions with few exchanges; the answers come in the same order."""
        answers: dict[int, T] = {}
        numbered = list(enumerate(questions))
        for dialect in DIALECTS:
            for chunk in _split([one for one in numbered if one[1].dialect == dialect]):
                request = {"op": "batch", "requests": [question.request for _, question in chunk]}
                raw = _check(request, self._exchange(request, dialect))["answers"]
                for (number, question), answer in zip(chunk, raw, strict=True):
                    answers[number] = question.take(answer)
        return [answers[number] for number in range(len(numbered))]

    def parse(self, version: Version, raw: bytes) -> Parsed:
        """See `ask_parse`."""
        return self.ask(ask_parse(version, raw))

    def parse_upto(self, version: Version, raw: bytes) -> Parsed:
        """See `ask_parse_upto`."""
        return self.ask(ask_parse_upto(version, raw))

    def parse_any(self, raw: bytes) -> Parsed:
        """See `ask_parse_any`."""
        return self.ask(ask_parse_any(raw))

    def decode(self, version: Version, raw: bytes) -> Decoded:
        """See `ask_decode`."""
        return self.ask(ask_decode(version, raw))

    def validate(self, version: Version, raw: bytes, *, positions: bool = True) -> Validated:
        """See `ask_validate`."""
        return self.ask(ask_validate(version, raw, positions=positions))

    def merge(self, version: Version, parent: bytes, child: bytes) -> Merged:
        """See `ask_merge`."""
        return self.ask(ask_merge(version, parent, child))

    def translate(self, version: Version, to: Version, raw: bytes) -> Tree:
        """See `ask_translate`."""
        return self.ask(ask_translate(version, to, raw))

    def url(self, text: str | bytes) -> Tree:
        """Ask `net/url`: error, or scheme, opaque, rawquery, versionId (a list or None), ..."""
        return self.ask(ask_library("url", text))

    def dataurl(self, text: str | bytes) -> Tree:
        """Ask the data URL library: error, or data as bytes, and mediatype."""
        answer = self.ask(ask_library("dataurl", text))
        return answer | {"data": base64.b64decode(answer["data"])} if "data" in answer else answer

    def unit(self, text: str | bytes) -> Tree:
        """Parse a systemd unit: error, or options as [section, name, value]."""
        return self.ask(ask_library("unit", text))

    def path(self, text: str | bytes) -> Tree:
        """Ask Go's `path`: clean, isabs, ext, base, dir."""
        return self.ask(ask_library("path", text))

    def semver(self, text: str | bytes) -> Tree:
        """Ask go-semver: error, or major, minor, patch, pre, meta."""
        return self.ask(ask_library("semver", text))

    def json(self, text: str | bytes) -> Tree:
        """Ask `encoding/json`: error, kind, offset."""
        return self.ask(ask_library("json", text))

    def version(self, dialect: DialectName = "upstream") -> Tree:
        """See `ask_version`."""
        return self.ask(ask_version().under(dialect))

    def names(self) -> dict[str, str]:
        """See `ask_names`."""
        return self.ask(ask_names())

    def _exchange(self, request: Tree, dialect: DialectName) -> Tree:
        if self._processes is None:
            msg = "the oracle is closed: use it inside its with block"
            raise OracleError(msg)
        if dialect not in self._processes:
            self._processes[dialect] = _Process(build(dialect=dialect, release=self._release))
        return self._processes[dialect].exchange(request)


class _Process:
    """
    The program, running: a line goes in, a line comes out.
    """

    def __init__(self, binary: Path) -> None:
        # A file, not a pipe: nobody has to drain it while answers are awaited.
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115
        self._running = subprocess.Popen([binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr)

    def close(self) -> None:
        """End it."""
        self._running.kill()
        self._running.wait()
        for stream in (self._running.stdin, self._running.stdout):
            if stream is not None:
                _close_quietly(stream)
        self._stderr.close()

    def exchange(self, request: Tree) -> Tree:
        """Send a request and wait for its answer."""
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        try:
            self._running.stdin.write(orjson.dumps(request) + b"\n")
            self._running.stdin.flush()
            line = self._running.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line.endswith(b"\n"):
            raise OracleError(self._describe_death())
        answer: Tree = orjson.loads(line)
        return answer

    def _describe_death(self) -> str:
        self._running.kill()
        status = self._running.wait()
        self._stderr.seek(0)
        said = self._stderr.read().decode(errors="replace").strip() or "nothing"
        return f"the reference's process ended with status {status}; it wrote to stderr: {said}"


def measure(base: Path, user: Path, *, repeat: int = 30, binary: Path | None = None) -> Tree:
    """
    Time the reference on a base config and a user config, inside its own process.

    Returns:
        phases_ns, the median of parse, merge, validate and marshal; total_ns, the totals' median;
        totals_ns, every total; peak_rss_kib; and the sizes of what went in and came out.
    """
    command = [str(binary or build()), "bench", str(base), str(user), "--repeat", str(repeat)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        msg = f"the reference's bench failed: {done.stderr.strip()}"
        raise OracleError(msg)
    answer: Tree = orjson.loads(done.stdout)
    return answer


# Requests out, answers in.


def encode(raw: bytes) -> str:
    """Bytes as they travel."""
    return base64.b64encode(raw).decode("ascii")


def _split(every: list[T]) -> Iterator[list[T]]:
    return (every[start : start + BATCH_SIZE] for start in range(0, len(every), BATCH_SIZE))


def _check(request: Tree, answer: Tree) -> Tree:
    if "panic" in answer:
        msg = f"the reference panicked: {answer['panic']} (asked {_shorten(request)})"
        raise OraclePanicError(msg)
    if "failure" in answer:
        msg = f"{answer['failure']} (asked {_shorten(request)})"
        raise OracleError(msg)
    return answer


def _shorten(request: Tree, limit: int = 2000) -> str:
    text = json.dumps(request)
    return text if len(text) <= limit else f"{text[:limit]}…"


def read_entries(entries: list[Tree]) -> tuple[Entry, ...]:
    """Entries as they came."""
    return tuple(Entry(**{**entry, "path": tuple(entry["path"])}) for entry in entries)


def _read_parsed(answer: Tree) -> Parsed:
    return Parsed(answer["error"], answer["name"], read_entries(answer["entries"]), answer["config"])


def _read_decoded(answer: Tree) -> Decoded:
    return Decoded(**answer)


def _read_validated(answer: Tree) -> Validated:
    return Validated(read_entries(answer["entries"]), answer["fatal"])


def _read_merged(answer: Tree) -> Merged:
    return Merged(
        answer["config"],
        tuple(Contribution(line["tag"], tuple(line["source"]), tuple(line["target"])) for line in answer["transcript"]),
    )


def _read_names(answer: Tree) -> dict[str, str]:
    names: dict[str, str] = answer["names"]
    return names


def _read_config(answer: Tree) -> Tree:
    config: Tree = answer["config"]
    return config


def _close_quietly(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return
