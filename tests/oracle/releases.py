"""
Let any release of the module since 2.0.0 answer: the program in `reference/`, fitted to that release's sources.

The program is the same for all, but for two files that are written anew for each release: the list of the spec
versions that it has, found by listing its folders, and the identifiers of its errors. What a release lacks, the
program is built without: before 2.15.0 there is no function that reads units by itself, before 2.11.0 none that
parses all versions up to one but the newest, before 2.8.0 no transcript of a merge.

The libraries beneath are those that the release itself asks for, and every release is built with the same Go, so
what differs between two of them is theirs.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tests.oracle.patching import copy_file

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDED: Final = (
    "2.0.0",
    "2.3.0",
    "2.7.0",
    "2.11.0",
    "2.14.0",
    "2.15.0",
    "2.19.0",
    "2.20.0",
    "2.22.0",
    "2.24.0",
    "2.26.0",
    "2.27.0",
)
"""The releases whose answers are recorded: those that changed what a config means, and the newest."""

LIVE: Final = "2.14.0"
"""The one that tests ask while they run; the others where ``ASKED_VARIABLE`` is set."""

ASKED_VARIABLE: Final = "IGNITION_COMPOSE_RELEASES"


def asked() -> tuple[str, ...]:
    """
    The releases that tests ask while they run.
    """
    named = os.environ.get(ASKED_VARIABLE)
    return RECORDED if named == "all" else tuple(named.split()) if named else (LIVE,)


FLAGS: Final = ("-mod=mod",)
"""What each release needs is found while it is built: nothing of old releases is kept here but their names."""

_NEEDS: Final = {
    "bench.go": ("config/v3_7_experimental/config.go", "func Merge("),
    "transcripts.go": ("config/merge/merge.go", "func MergeStructTranscribe("),
    "units.go": ("config/shared/parse/unit.go", "func ParseUnitContents("),
}
"""Files of the program that not every release can be built with, and what they need: a file of it and a text there."""

_WRITTEN: Final = ("versions.go", "identifiers.go", "go.mod")
_FOLDER: Final = re.compile(r"v(\d+)_(\d+)(_experimental)?")
_ERROR: Final = re.compile(r"^\s*(Err\w+)\s*=\s*errors\.New\(", re.MULTILINE)


class Version(NamedTuple):
    """
    A version of the spec as a release has it.

    Attributes:
        major: The first part of its number.
        minor: The second part.
        folder: The folder of its package.
    """

    major: int
    minor: int
    folder: str

    @property
    def name(self) -> str:
        """
        How a config names it.
        """
        stage = "-experimental" if self.folder.endswith("_experimental") else ""
        return f"{self.major}.{self.minor}.0{stage}"

    @property
    def package(self) -> str:
        """
        How the program calls the package.
        """
        return f"v{self.major}_{self.minor}"


def list_versions(module: Path) -> list[Version]:
    """
    The versions of the spec that a release has, oldest first.

    Args:
        module: Where the sources of the release lie.
    """
    found = [_FOLDER.fullmatch(path.name) for path in (module / "config").iterdir()]
    return sorted(Version(int(match[1]), int(match[2]), match[0]) for match in found if match)


def lay_out(sources: Path, module: Path, path: str, version: str, place: Path) -> None:
    """
    Copy the program to a place, fitted to a release.

    Args:
        sources: The folder of the program.
        module: Where the sources of the release lie.
        path: The path that they are imported by.
        version: The release, with its v.
        place: Where the program goes.
    """
    place.mkdir(parents=True)
    for file in sorted(sources.glob("*.go")):
        needed = _NEEDS.get(file.name)
        if file.name not in _WRITTEN and (needed is None or _has(module, *needed)):
            copy_file(file, place / file.name)
    go = re.search(r"^go \S+$", (sources / "go.mod").read_text(), re.MULTILINE)
    assert go is not None
    texts = {
        "go.mod": f"module ignition-compose-reference\n\n{go[0]}\n\nrequire {path} {version}\n",
        "versions.go": "\n".join(_write_versions(module, path)),
        "identifiers.go": "\n".join(_write_identifiers(module, path)),
    }
    for name, text in texts.items():
        (place / name).write_text(text)


def describe(version: str) -> str:
    """
    Say what the program is fitted to, as a text that differs where the fitting does.
    """
    return f"{version}{Path(__file__).read_text(encoding='utf-8')}"


def _has(module: Path, file: str, text: str) -> bool:
    place = module / file
    return place.is_file() and text in place.read_text(encoding="utf-8")


def _write_versions(module: Path, path: str) -> Iterator[str]:
    versions = list_versions(module)
    # How each of them parses all versions up to itself.
    upto = {one: f"{one.package}.ParseCompatibleVersion" for one in versions if _parses_older(module, one)}
    imports = [f'{one.package} "{path}/config/{one.folder}"' for one in versions]
    imports += [f'translate_{one.package} "{path}/config/{one.folder}/translate"' for one in versions[1:]]
    if versions[-1] not in upto:
        imports.append(f'"{path}/config"')
        upto[versions[-1]] = "config.Parse"
    yield "package main\n\nimport ("
    yield from [f"\t{one}" for one in imports]
    yield ")\n\nvar versions = []specVersion{"
    for one in versions:
        name = one.package
        step = "noStep" if one is versions[0] else f"newStep(translate_{name}.Translate)"
        yield f'\tnewVersion("{one.name}", {name}.Parse, {upto.get(one, "nil")}, {name}.Merge, {step}),'
    yield "}\n"


def _parses_older(module: Path, version: Version) -> bool:
    return _has(module, f"config/{version.folder}/config.go", "func ParseCompatibleVersion(")


def _write_identifiers(module: Path, path: str) -> Iterator[str]:
    yield f'package main\n\nimport (\n\tshared "{path}/config/shared/errors"\n)\n'
    yield "var identifiers = map[string]string{"
    errors = (module / "config" / "shared" / "errors" / "errors.go").read_text(encoding="utf-8")
    yield from [f'\tshared.{name}.Error(): "{name}",' for name in _ERROR.findall(errors)]
    yield "}\n"
