"""
Give the module the rules by which Flatcar's Ignition reads configs of spec 3 otherwise than the module itself.

There are three, each put into a copy of the module's own sources, next to which the program is then built:

- URLs of the scheme ``oem`` are valid in every version;
- cloud-config, scripts and MIME multipart are no config (``reference/flatcar/userdata.go`` tells them);
- a member ``ignitionVersion``, by which configs of spec 1 name their version, must be an integer.

Every insertion says how many files it must meet, and must meet each once: sources that have changed make the
build fail, never the module pass for Flatcar's. Go's own ``-overlay`` would be less to do, but leaves the
folder alone in which Go keeps modules.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

ADDED: Final = Path(__file__).with_name("reference") / "flatcar" / "userdata.go"
COPY: Final = "ignition"
_PARSED: Final = "config"
"""The part of the module that reads configs, which needs no other part of it."""


class PatchError(RuntimeError):
    """
    The module's sources are not what an insertion expects.
    """


class Insertion(NamedTuple):
    """
    A text to insert behind another.

    Attributes:
        files: Which files, as a pattern of paths below the module.
        number: How many there must be.
        behind: What stands before it, once in each file.
        text: What is inserted.
    """

    files: str
    number: int
    behind: str
    text: str

    def apply(self, module: Path) -> None:
        """
        Insert the text in the sources of *module*.

        Raises:
            PatchError: There are more or fewer files, or more or fewer places in one of them.
        """
        Replacement(self.files, self.number, self.behind, self.behind + self.text).apply(module)


class Replacement(NamedTuple):
    """
    A text to put in the place of another.

    Attributes:
        files: Which files, as a pattern of paths below the module.
        number: How many there must be.
        old: What goes, once in each file.
        new: What comes.
    """

    files: str
    number: int
    old: str
    new: str

    def apply(self, module: Path) -> None:
        """
        Replace the text in the sources of *module*.

        Raises:
            PatchError: There are more or fewer files, or more or fewer places in one of them.
        """
        paths = sorted(module.glob(self.files))
        if len(paths) != self.number:
            msg = f"{self.files} must be {self.number} files of the module, not {len(paths)}"
            raise PatchError(msg)
        for path in paths:
            before, *after = path.read_text(encoding="utf-8").split(self.old)
            if len(after) != 1:
                msg = f"{self.old!r} must be once in {path.relative_to(module)}, not {len(after)} times"
                raise PatchError(msg)
            path.write_text(before + self.new + after[0], encoding="utf-8")


INSERTIONS: Final = (
    # The rule for proxies, Tang and headers has the same line, and stays as it is: it lies in other files.
    Insertion(f"{_PARSED}/v3_*/types/url.go", 8, 'case "http", "https"', ', "oem"'),
    Insertion(
        f"{_PARSED}/util/parsingErrors.go",
        1,
        "return report.Report{}, nil\n\t}\n",
        "\tif isUserData(rawConfig) {\n\t\treturn report.Report{}, errors.ErrEmpty\n\t}\n",
    ),
    Insertion(f"{_PARSED}/util/config.go", 1, "type versionStub struct {\n", "\tIgnitionVersion int\n"),
)


def lay_out(program: Path, module: Path, name: str, place: Path) -> None:
    """
    Copy a program and the module that it is built from, patched.

    Args:
        program: The folder with the program's sources, its ``go.mod`` and its ``go.sum``.
        module: The folder with the module's sources, which stay as they are.
        name: The module's name.
        place: The folder to copy to.

    Raises:
        PatchError: The module's sources are not what an insertion expects.
    """
    for path in sorted(program.iterdir()):
        if path.suffix in {".go", ".mod", ".sum"}:
            copy_file(path, place / path.name)
    copy = place / COPY
    copy_file(module / "go.mod", copy / "go.mod")
    for path in sorted((module / _PARSED).rglob("*.go")):
        if not path.name.endswith("_test.go"):
            copy_file(path, copy / path.relative_to(module))
    for insertion in INSERTIONS:
        insertion.apply(copy)
    copy_file(ADDED, copy / _PARSED / "util" / ADDED.name)
    with (place / "go.mod").open("a", encoding="utf-8") as file:
        file.write(f"\nreplace {name} => ./{COPY}\n")


def describe() -> str:
    """
    Say what is patched, as a text that differs where the patches differ.
    """
    return f"{INSERTIONS}{ADDED.read_text(encoding='utf-8')}"


def copy_file(source: Path, target: Path) -> None:
    """
    Copy a file to where it may be changed.
    """
    # Written anew, not copied with its mode: Go keeps modules so that nobody can write to them.
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
