"""
What single things cost or save.

A base that is read once, origins, the quick ways, the garbage collector, older specs, documents out of the ordinary.
"""

from __future__ import annotations

import cProfile
import gc
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import orjson

import ignition_compose as ic
from ignition_compose.checks.validation import judge
from ignition_compose.fast.trust import Trust, trusting
from tests.bench.documents import VERSION, Tree, make_files, make_pair, make_units
from tests.bench.timing import Timing, compare
from tests.documents import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.timing import Act

BASE_FILES: Final = 300
USER_FILES: Final = 5
NOT_ASKED: Final = ("origins.py", "recording.py", "transcript.py")
"""The modules that have nothing to do before somebody asks for origins or a transcript."""

_PACKAGE: Final = Path(__file__).parents[2] / "ignition_compose"
_GENERATED: Final = {"merges": "fast.joining", "writes": "fast.writers"}
"""The modules of functions that were generated, by how their titles begin."""

OLDER_FILES: Final = 1_000
BEFORE_SPEC_3: Final = "ignition-0.36.2"
COMPOSED: Final = "3.x: composed and written"
TRANSLATED: Final = "2.2.0: parsed, translated and written"
OVER_NEWER: Final = "3.x, beneath a user config of 5 files: composed"
OVER_OLDER: Final = "2.2.0, beneath the same: composed"

GC_SIZES: Final = (10, 1_000, 10_000)


Times: TypeAlias = dict[str, Timing]
"""Times by what was done."""


def time_reuse(rounds: int) -> Times:
    """Time a small user config over a base that is read anew and over one that was read before."""
    return compare(_reuse_acts(), rounds)


def time_origins(rounds: int) -> tuple[Times, float]:
    """Time what tells origins and what does not, and what share of composing the former's modules have."""
    return compare(_origin_acts(), rounds), _share_not_asked()


def time_ways(rounds: int) -> Times:
    """Time what trusts and what trusts nothing, which give the same answers."""
    return compare(_ways(), rounds)


def _ways() -> dict[str, Act]:
    raw, _ = make_pair(1_000, "path first")
    document = read(raw)
    with trusting(Trust.DOUBT):
        doubted = read(raw)
    return {
        "read": lambda: read(raw),
        "read, trusting nothing": lambda: read(raw, trust=Trust.DOUBT),
        "judge": lambda: judge(document),
        "judge, trusting nothing": lambda: judge(doubted),
    }


def share_by_module(files: int) -> dict[str, float]:
    """
    Find the share of each module in the time of composing and writing, by the profiler.

    What a function calls of compiled code counts as its own. The profiler makes every call of Python code longer,
    so modules that make many small calls have less of the time than it says.
    """
    base, user = make_pair(files, "path first")
    ic.compose(base=base, user=user).to_json()
    with cProfile.Profile() as profile:
        for _ in range(max(3, 3_000 // files)):
            ic.compose(base=base, user=user).to_json()
    shares: Counter[str] = Counter()
    for entry in profile.getstats():
        if not isinstance(entry.code, str):
            compiled = sum([call.inlinetime for call in entry.calls or () if isinstance(call.code, str)])
            shares[_module(entry.code.co_filename)] += entry.inlinetime + compiled  # type: ignore[assignment]
    whole = sum(shares.values())
    return {module: seconds / whole for module, seconds in shares.most_common()}


def _module(file: str) -> str:
    for title, module in _GENERATED.items():
        if file.startswith(f"<ignition_compose {title} "):
            return module
    path = Path(file)
    if not path.is_relative_to(_PACKAGE):
        return "others"
    return ".".join(path.relative_to(_PACKAGE).with_suffix("").parts)


def time_collector(rounds: int) -> dict[int, Times]:
    """Time composing and the floor with the garbage collector and without, by the number of files."""
    return {files: compare(_collector_acts(files), rounds, seconds=0.3) for files in GC_SIZES}


def time_older(rounds: int) -> Times:
    """Time a config of spec 2.2.0 that is parsed and translated, and one that lies beneath a user config."""
    return compare(_older_acts(), rounds)


def time_oddities(rounds: int) -> Times:
    """Time composing where the user's document holds one thing out of the ordinary."""
    return compare(_odd_acts(), rounds)


def _reuse_acts() -> dict[str, Act]:
    base = _document(files=make_files(range(BASE_FILES)), units=make_units(range(BASE_FILES // 20)))
    # Of the user's files two are the base's too.
    user = _document(files=make_files(range(BASE_FILES - 2, BASE_FILES - 2 + USER_FILES), 1))
    layer = ic.read(base)
    return {
        "base as bytes": lambda: ic.compose(base=base, user=user),
        "base as ic.Document": lambda: ic.compose(base=layer, user=user),
        "base as bytes, written": lambda: ic.compose(base=base, user=user).to_json(),
        "base as ic.Document, written": lambda: ic.compose(base=layer, user=user).to_json(),
        "user alone": lambda: ic.compose(user=user),
    }


def _document(*, files: list[Tree], units: list[Tree] | None = None) -> bytes:
    tree: Tree = {"ignition": {"version": VERSION}, "storage": {"files": files}}
    if units:
        tree["systemd"] = {"units": units}
    return orjson.dumps(tree)


def _origin_acts() -> dict[str, Act]:
    base, user = make_pair(1_000, "path first")
    parent, child = ic.parse(base), ic.parse(user)
    return {
        "compose": lambda: ic.compose(base=base, user=user),
        "compose, then one origin": lambda: ic.compose(base=base, user=user).origin("/storage/files/0/path"),
        "merge": lambda: ic.merge(parent, child),
        "merge_with_transcript": lambda: ic.merge_with_transcript(parent, child),
    }


def _share_not_asked() -> float:
    """The share of composing that is spent in the modules of `NOT_ASKED`, by the profiler."""
    base, user = make_pair(1_000, "path first")
    ic.compose(base=base, user=user)
    with cProfile.Profile() as profile:
        for _ in range(10):
            ic.compose(base=base, user=user).to_json()
    entries = profile.getstats()
    idle = [
        entry for entry in entries if not isinstance(entry.code, str) and entry.code.co_filename.endswith(NOT_ASKED)
    ]
    return sum([entry.inlinetime for entry in idle]) / sum([entry.inlinetime for entry in entries])


def _collector_acts(files: int) -> dict[str, Act]:
    base, user = make_pair(files, "path first")

    def compose() -> str:
        return ic.compose(base=base, user=user).to_json()

    def floor() -> tuple[bytes, bytes]:
        return orjson.dumps(orjson.loads(base)), orjson.dumps(orjson.loads(user))

    return {
        "ours": compose,
        "ours, collector paused": _without_collector(compose),
        "floor": floor,
        "floor, collector paused": _without_collector(floor),
    }


def _without_collector(act: Callable[[], object]) -> Act:
    def run() -> object:
        gc.disable()
        try:
            return act()
        finally:
            gc.enable()

    return run


def _older_acts() -> dict[str, Act]:
    files = make_files(range(OLDER_FILES))
    newer = _document(files=files)
    placed = [{"filesystem": "root", **{name: file[name] for name in ("path", "mode", "contents")}} for file in files]
    older = orjson.dumps({"ignition": {"version": "2.2.0"}, "storage": {"files": placed}})
    user = _document(files=make_files(range(USER_FILES), seed=1))

    def translate() -> str:
        return ic.translate(ic.read(older, dialect=BEFORE_SPEC_3), "3.1.0").config.to_json()

    return {
        COMPOSED: lambda: ic.compose(user=newer).to_json(),
        TRANSLATED: translate,
        OVER_NEWER: lambda: ic.compose(base=newer, user=user),
        OVER_OLDER: lambda: ic.compose(base=older, user=user),
    }


def _odd_acts() -> dict[str, Act]:
    """Composing 1,000 files onto 1,000 where the user's document holds one thing out of the ordinary."""
    base, user = make_pair(1_000, "path first")
    acts: dict[str, Act] = {"nothing odd": lambda: ic.compose(base=base, user=user).to_json()}
    for name, change in ODDITIES.items():
        acts[name] = _compose_changed(base, change(user))
    return acts


def _compose_changed(base: bytes, user: bytes) -> Act:
    return lambda: ic.compose(base=base, user=user).to_json()


def _first_file(more: bytes) -> Callable[[bytes], bytes]:
    return lambda user: user.replace(b'"mode":420', b'"mode":420,' + more, 1)


ODDITIES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "indented by two blanks": lambda user: orjson.dumps(orjson.loads(user), option=orjson.OPT_INDENT_2),
    "one source on the web": lambda user: user.replace(b"data:,", b"https://example.com/", 1),
    "one data URL with a quoted parameter": lambda user: user.replace(b"data:,", b'data:text/plain;a=\\"b\\",', 1),
    "one file that names its owner": _first_file(b'"user":{"id":500}'),
    "one unit without [Install]": lambda user: user.replace(b"[Install]", b"[X-Install]", 1),
    "one mode with special bits": lambda user: user.replace(b'"mode":420', b'"mode":2541', 1),
    "one name in other case": lambda user: user.replace(b'"mode":', b'"Mode":', 1),
    "one unknown member": _first_file(b'"owner":"root"'),
    "one member written twice": _first_file(b'"mode":420'),
    "one null": _first_file(b'"user":null'),
}
"""What makes a document less than ordinary."""
