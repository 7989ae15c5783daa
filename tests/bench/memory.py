"""
The most memory that composing takes, against what `orjson.loads` of both inputs takes.

Each contender is a process of its own that reads the files, does its work once and says its VmHWM, the most
resident memory it ever had. A process that only loads the same modules and reads the same files tells the
baseline, which is taken off. (``getrusage`` would not do: its maximum survives exec, so the parent's counts.)
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from tests.bench.documents import make_pair

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES: Final = 10_000
TARGET: Final = 4.0
_ROOT: Final = Path(__file__).parents[2]

_OPENING: Final = """\
import sys
from pathlib import Path
base, user = (Path(name).read_bytes() for name in sys.argv[1:])
"""
_CLOSING: Final = """
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
# A small config is composed first, so that whatever is loaded late is loaded.
_OURS: Final = """
import ignition_compose as ic
small = b'{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/a","contents":{"source":"data:,a"}}]}}'
ic.compose(base=small, user=small).to_json()
"""
_LOADS: Final = "import orjson\n"

PROGRAMS: Final[dict[str, str]] = {
    "ours, loaded": _OPENING + _OURS + _CLOSING,
    "ours": _OPENING + _OURS + "text = ic.compose(base=base, user=user).to_json()" + _CLOSING,
    "loads, loaded": _OPENING + _LOADS + _CLOSING,
    "loads": _OPENING + _LOADS + "trees = orjson.loads(base), orjson.loads(user)" + _CLOSING,
    "Python alone": _CLOSING,
}


@attrs.frozen
class Memory:
    """The peaks in MiB, medians of several processes each."""

    peaks: dict[str, float]
    size: float  # MiB of both inputs

    @property
    def ours(self) -> float:
        """What composing takes beyond its baseline."""
        return self.peaks["ours"] - self.peaks["ours, loaded"]

    @property
    def loads(self) -> float:
        """What loading both inputs takes beyond its baseline."""
        return self.peaks["loads"] - self.peaks["loads, loaded"]

    @property
    def ratio(self) -> float:
        """How many times more composing takes."""
        return self.ours / self.loads

    @property
    def whole_ratio(self) -> float:
        """The same of the whole processes, interpreter and modules included."""
        return self.peaks["ours"] / self.peaks["loads"]


def weigh(folder: Path, rounds: int) -> Memory:
    """Measure every program *rounds* times, in turn."""
    documents = make_pair(FILES, "path first")
    paths = [folder / name for name in ("base.ign", "user.ign")]
    for path, raw in zip(paths, documents, strict=True):
        path.write_bytes(raw)
    found: dict[str, list[int]] = {name: [] for name in PROGRAMS}
    for _ in range(rounds):
        for name, program in PROGRAMS.items():
            found[name].append(_peak(program, paths))
    peaks = {name: statistics.median(kib) / 1024 for name, kib in found.items()}
    return Memory(peaks, sum(map(len, documents)) / 2**20)


def _peak(program: str, paths: Sequence[Path]) -> int:
    command = [sys.executable, "-c", program, *map(str, paths)]
    return int(subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True).stdout)
