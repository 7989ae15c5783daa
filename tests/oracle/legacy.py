"""
Ask what Flatcar's code says about configs of specs 1 and 2, while the tests run.

The program in `legacy/` answers with the parsers of Flatcar's Ignition 0.x and with its translation to spec 3, see
`legacy_patching`. It is asked as the one for spec 3 is::

    with LegacyOracle() as oracle:
        oracle.parse(raw).config  # as 2.4.0
        oracle.parse(raw, "2.1.0").entries
        oracle.translate(raw, {"data": "/data"}).reason
        oracle.batch([ask_flatcar_parse(raw) for raw in raws])

A panic is an answer too: on some configs a machine would end so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, Self, TypeAlias, TypeVar

import attrs

from tests.oracle import legacy_patching
from tests.oracle.building import Patches, build_package
from tests.oracle.oracle import Entry, Oracle, Question, Tree, ask_version, encode, read_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType


LegacyVersion: TypeAlias = Literal["1", "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0"]
Reason: TypeAlias = Literal[
    "", "parse", "input", "create-without-force", "duplicate-inode", "own-link", "duplicate-dropin", "result"
]
T = TypeVar("T")

LEGACY_VERSIONS: Final[tuple[LegacyVersion, ...]] = ("1", "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0")


@attrs.frozen
class Answer:
    """
    What a parser answered, or the appending of two configs.

    Attributes:
        error: The text of the error, empty if there is none.
        name: The error's identifier, empty if it has none.
        entries: The report. Entries about specs 1 and 2 have a position and no path.
        config: The config as Go writes it; none where there is an error.
        unwritable: Why Go cannot write the config, which may happen with one of 2.0.0; else empty.
        panic: What the code panicked with; else empty.
    """

    error: str = ""
    name: str = ""
    entries: tuple[Entry, ...] = ()
    config: Tree | None = None
    unwritable: str = ""
    panic: str = ""


@attrs.frozen
class Translated(Answer):
    """
    What the translation to spec 3.1 answered; the entries are those of what refused it.

    Attributes:
        reason: What refused it: the legacy parser, the checks of the input or of the result, or another check.
    """

    reason: Reason = ""


@attrs.frozen
class FlatcarParsed(Translated):
    """
    What Flatcar's Ignition answered to a config of any spec; the config is one of the newest.

    Attributes:
        cause: Entries that the text of the error is made of, or that were thrown away; not part of the report.
    """

    cause: tuple[Entry, ...] = ()


def ask_parse(raw: bytes, version: LegacyVersion = "2.4.0") -> Question[Answer]:
    """Parse a config with the parser of one version, which reads those before it too."""
    return _question({"op": "parse", "version": version, "raw": encode(raw)}, Answer)


def ask_append(parent: bytes, child: bytes) -> Question[Answer]:
    """Parse two configs as 2.4.0, and append one to the other."""
    return _question({"op": "append", "parent": encode(parent), "child": encode(child)}, Answer)


def ask_translate(raw: bytes, filesystems: Mapping[str, str] | None = None) -> Question[Translated]:
    """Parse a config as 2.4.0 and translate it; file systems have places by their names, or there is no table."""
    places = None if filesystems is None else dict(filesystems)
    return _question({"op": "translate", "raw": encode(raw), "filesystems": places}, Translated)


def ask_flatcar_parse(raw: bytes) -> Question[FlatcarParsed]:
    """Parse a config of any version of any spec, and translate it to the newest."""
    return _question({"op": "flatcar_parse", "raw": encode(raw)}, FlatcarParsed)


class LegacyOracle:
    """
    The program as a running process; use it as a context manager.

    Args:
        binary: The built program; by default it is built first.
    """

    def __init__(self, binary: Path | None = None) -> None:
        self._oracle = Oracle(binary or build())

    def __enter__(self) -> Self:
        self._oracle.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._oracle.close()

    def ask(self, question: Question[T]) -> T:
        """Put one question and wait for its answer."""
        return self._oracle.ask(question)

    def batch(self, questions: Iterable[Question[T]]) -> list[T]:
        """Put many questions with few exchanges; the answers come in the same order."""
        return self._oracle.batch(questions)

    def parse(self, raw: bytes, version: LegacyVersion = "2.4.0") -> Answer:
        """See `ask_parse`."""
        return self.ask(ask_parse(raw, version))

    def append(self, parent: bytes, child: bytes) -> Answer:
        """See `ask_append`."""
        return self.ask(ask_append(parent, child))

    def translate(self, raw: bytes, filesystems: Mapping[str, str] | None = None) -> Translated:
        """See `ask_translate`."""
        return self.ask(ask_translate(raw, filesystems))

    def flatcar_parse(self, raw: bytes) -> FlatcarParsed:
        """See `ask_flatcar_parse`."""
        return self.ask(ask_flatcar_parse(raw))

    def version(self) -> Tree:
        """Ask which modules and which Go release answer, and which versions can be asked."""
        return self.ask(ask_version())


def build(cache_dir: Path | None = None) -> Path:
    """
    Compile the program, once per state of its sources and Go release, as `building.build` does.
    """
    patches = Patches(legacy_patching.lay_out, legacy_patching.describe())
    return build_package(legacy_patching.PROGRAM, ".", name="legacy", cache_dir=cache_dir, patches=patches)


A = TypeVar("A", bound=Answer)


def _question(request: Tree, kind: type[A]) -> Question[A]:
    def read(answer: Tree) -> A:
        members: dict[str, Any] = {
            name: read_entries(value) if name in ("entries", "cause") else value for name, value in answer.items()
        }
        return kind(**members)

    return Question(request, read, reads_panics=True)
