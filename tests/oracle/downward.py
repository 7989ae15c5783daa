"""
Compare translations downward with ign-converter as often as wanted: ``python -m tests.oracle.downward 100000``.

The program in `downward/` answers with the packages of that library. What it drops in silence, refuses though it says
nothing, or is stopped by, is told by the document alone, see `odd_in`; all else has to be the same.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

import ignition_compose as ic
from ignition_compose.documents.config import held
from ignition_compose.golang.paths import clean
from tests.oracle.building import SOURCES, Patches, ReferenceUnavailableError, build_package
from tests.oracle.generator import Generator
from tests.oracle.legacy_outcomes import written
from tests.oracle.oracle import Oracle, Question, encode
from tests.oracle.patching import copy_file

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree = dict[str, Any]

PROGRAM: Final = Path(__file__).with_name("downward")
PACKAGES: Final[dict[str, tuple[str, str]]] = {
    "v30tov22": ("3.0.0", "2.2.0"),
    "v31tov22": ("3.1.0", "2.2.0"),
    "v31tov24": ("3.1.0", "2.4.0"),
    "v32tov22": ("3.2.0", "2.2.0"),
    "v32tov24": ("3.2.0", "2.4.0"),
    "v32tov31": ("3.2.0", "3.1.0"),
    "v33tov32": ("3.3.0", "3.2.0"),
    "v34tov33": ("3.4.0", "3.3.0"),
    "v35tov34": ("3.5.0", "3.4.0"),
}
"""The packages, with the version that each translates and the one that it makes."""

CHUNK: Final = 200
SHOWN: Final = 10


class Answer(NamedTuple):
    """
    What the converter answered: one of the four, or no config where that is none.
    """

    unread: str = ""
    error: str = ""
    crash: str = ""
    config: Tree | None = None


def ask_down(package: str, raw: bytes) -> Question[Answer]:
    """Parse a config and translate it to an older spec."""
    request = {"op": "downward", "package": package, "raw": encode(raw)}
    return Question(request, lambda answer: Answer(**answer))


def build(cache_dir: Path | None = None) -> Path:
    """Compile the program, as `building.build` does."""
    protocol = SOURCES / "protocol.go"
    patches = Patches(_lay_out, protocol.read_text(encoding="utf-8"))
    return build_package(PROGRAM, ".", name="downward", cache_dir=cache_dir, patches=patches)


def _lay_out(program: Path, place: Path) -> None:
    for source in (*program.iterdir(), SOURCES / "protocol.go"):
        copy_file(source, place / source.name)


def odd_in(package: str, raw: bytes, tree: Tree) -> set[str]:
    """
    What the converter treats otherwise than it says, or than it should, of what a config holds.

    Args:
        package: The package.
        raw: The document.
        tree: Its tree, in the version that the package translates.

    Returns:
        ``lost`` where it drops something without a word, ``left out`` where that is a file, ``nothing`` where it
        refuses what says nothing, ``stopped`` where it panics, ``elsewhere`` where it puts something into another
        filesystem.
    """
    found = {
        "lost": _loses(package, tree),
        "left out": package.endswith(("22", "24")) and _leaves_out(tree),
        "nothing": package.endswith(("22", "24")) and _refuses_nothing(package, raw, tree),
        "stopped": _is_stopped(package, tree),
        "elsewhere": package.endswith(("22", "24")) and _puts_elsewhere(tree),
    }
    return {name for name, is_so in found.items() if is_so}


def _loses(package: str, tree: Tree) -> bool:
    luks, filesystems = (tree.get("storage", {}).get(name, ()) for name in ("luks", "filesystems"))
    if package == "v35tov34":
        pins = [pin for one in luks for pin in one.get("clevis", {}).get("tang", ())]
        return any("cex" in one for one in luks) or any("advertisement" in pin for pin in pins)
    if package.endswith("24"):
        return any(one.get("mountOptions") for one in filesystems)
    deleting = [one for one in _partitions(tree) if one.get("wipePartitionEntry") or one.get("shouldExist") is False]
    return package.endswith("22") and bool(deleting)


def _leaves_out(tree: Tree) -> bool:
    files = tree.get("storage", {}).get("files", ())
    return any(file.get("contents", {}).get("source") is None and not file.get("append") for file in files)


def _refuses_nothing(package: str, raw: bytes, tree: Tree) -> bool:
    replacing = tree.get("ignition", {}).get("config", {}).get("replace", {})
    if any(one.get("compression") == "" for one in _resources(tree)) or (replacing and "source" not in replacing):
        return True
    zero = any(one.get(name) == 0 for one in _partitions(tree) for name in ("sizeMiB", "startMiB"))
    empty = any(value == "" for value in tree.get("ignition", {}).get("proxy", {}).values())
    lists = any(f'"{name}": []'.encode() in raw for name in ("httpHeaders", "noProxy", "mountOptions"))
    return package.endswith("22") and (zero or empty or lists)


def _is_stopped(package: str, tree: Tree) -> bool:
    if not package.endswith(("22", "24")):
        customs = [one.get("clevis", {}).get("custom", {}) for one in tree.get("storage", {}).get("luks", ())]
        return package == "v33tov32" and any(one and not {"config", "pin"} <= one.keys() for one in customs)
    return (
        any("value" not in header for one in _resources(tree) for header in one.get("httpHeaders", ()))
        or any("source" not in one for one in tree.get("ignition", {}).get("config", {}).get("merge", ()))
        or (package.endswith("24") and any("wipePartitionEntry" not in one for one in _partitions(tree)))
    )


def _puts_elsewhere(tree: Tree) -> bool:
    storage = tree.get("storage", {})
    paths = [node["path"] for name in ("files", "directories", "links") for node in storage.get(name, ())]
    for mounted in [one["path"] for one in storage.get("filesystems", ()) if one.get("path")]:
        begun = [path.removeprefix(mounted) for path in paths if path.startswith(mounted)]
        if any(rest[:1] != "/" for rest in begun) or clean(mounted) != mounted:
            return True
    return False


def _partitions(tree: Tree) -> list[Tree]:
    return [one for disk in tree.get("storage", {}).get("disks", ()) for one in disk.get("partitions", ())]


def _resources(tree: Tree) -> Iterator[Tree]:
    config = tree.get("ignition", {}).get("config", {})
    yield from config.get("merge", ())
    yield config.get("replace", {})
    yield from tree.get("ignition", {}).get("security", {}).get("tls", {}).get("certificateAuthorities", ())
    for file in tree.get("storage", {}).get("files", ()):
        yield file.get("contents", {})
        yield from file.get("append", ())


def differ(package: str, raw: bytes, answer: Answer) -> tuple[str, str]:
    """
    What kind of an answer it is, and how ours differs; nothing where it does not.
    """
    version, target = PACKAGES[package]
    try:
        config = ic.translate(ic.parse(raw, dialect="upstream"), version).config
    except ic.IgnitionComposeError:
        return "unread", ""
    if answer.unread:
        # By older releases of Ignition, which refuse more.
        return "unread", ""
    odd = odd_in(package, raw, held(config))
    dialect = "upstream" if target.startswith("3") else "flatcar"
    done = ic.translate(config, target, dialect=dialect)
    if answer.crash:
        return "stopped", "" if "stopped" in odd else f"it panics: {answer.crash}"
    if answer.config is None:
        if done.report.is_fatal:
            return "refused", ""
        return "beyond", "" if odd & {"nothing", "elsewhere"} else f"it refuses: {answer.error}"
    theirs = written(answer.config, ic.SpecVersion(target))
    if done.report.is_fatal:
        if not odd & {"lost", "left out"}:
            return "lost", f"we refuse: {done.report}"
        done = ic.translate(config, target, lossy=True, dialect=dialect)
    if done.report.is_fatal:
        return "lost", f"we refuse, with losses: {done.report}"
    ours = done.config.to_dict()
    same = ours == theirs or ("lost" in odd and _without_advertisements(ours) == theirs)
    kind = "lost" if len(done.report) else "config"
    return kind, "" if same or odd & {"left out", "elsewhere"} else f"{json.dumps(ours)} and not {json.dumps(theirs)}"


def _without_advertisements(config: Tree) -> Tree:
    """What the converter leaves of a config of 3.5.0, though 3.4.0 has a place for it."""
    copy: Tree = json.loads(json.dumps(config))
    for one in copy.get("storage", {}).get("luks", ()):
        for pin in one.get("clevis", {}).get("tang", ()):
            pin.pop("advertisement", None)
    return copy


def draw(random: Random, package: str) -> bytes:
    """A config of the version that a package translates, most of which break no rule."""
    version = ic.SpecVersion(PACKAGES[package][0])
    density, badness = random.choice((0.05, 0.1, 0.2, 0.4)), random.choice((0.0, 0.0, 0.0, 0.02))
    return Generator(random, version, density=density, badness=badness).plain_text()


@click.command()
@click.argument("count", type=click.IntRange(1), default=10_000)
@click.option("--seed", type=int, default=None, help="Repeat a run; a new one each time if left out.")
@click.option("--seconds", type=float, default=None, help="Stop after this time at the latest.")
def main(count: int, seed: int | None, seconds: float | None) -> None:
    """
    Make COUNT comparisons with ign-converter.
    """
    seed = seed if seed is not None else time.time_ns() % 2**32
    try:
        oracle = Oracle(build())
    except ReferenceUnavailableError as error:
        raise click.ClickException(str(error)) from None
    with oracle:
        click.echo(f"downward, seed {seed}")
        counts, found = run(oracle, count, seed, seconds)
    click.echo(", ".join([f"{kind} {number:,}" for kind, number in sorted(counts.items())]))
    click.echo(f"{counts.total():,} comparisons, {found} differences")
    sys.exit(1 if found else 0)


def run(oracle: Oracle, count: int, seed: int, seconds: float | None = None) -> tuple[Counter[str], int]:
    """
    Compare until *count* or the time is reached; the counts, and how many differed.
    """
    random = Random(seed)  # noqa: S311 - nothing to keep secret
    counts: Counter[str] = Counter()
    found = 0
    packages = list(PACKAGES)
    end = time.monotonic() + seconds if seconds is not None else None
    while counts.total() - counts["unread"] < count and (end is None or time.monotonic() < end):
        names = [packages[index % len(packages)] for index in range(CHUNK)]
        asked = [(name, draw(random, name)) for name in names]
        answers = oracle.batch([ask_down(name, raw) for name, raw in asked])
        for (name, raw), answer in zip(asked, answers, strict=True):
            kind, different = differ(name, raw, answer)
            counts[kind] += 1
            found += bool(different)
            if different and found <= SHOWN:
                click.echo(f"\n{name} of {raw!r}: {different[:600]}")
    return counts, found


if __name__ == "__main__":
    main()
