"""Flatcar's rules are put into the module's sources at every place, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oracle.patching import ADDED, COPY, INSERTIONS, Insertion, PatchError, lay_out

if TYPE_CHECKING:
    from pathlib import Path

NAME = "example.org/module"
VERSIONS = ("v3_0", "v3_1", "v3_2", "v3_3", "v3_4", "v3_5", "v3_6", "v3_7_experimental")


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """Sources that have what is looked for, and nothing else."""
    folder = tmp_path / "module"
    texts = {
        **{f"config/{version}/types/url.go": '\tcase "http", "https", "tftp":\n' for version in VERSIONS},
        **{f"config/{version}/types/tang.go": '\tcase "http", "https":\n' for version in VERSIONS},
        "config/util/parsingErrors.go": "\tif err == nil {\n\t\treturn report.Report{}, nil\n\t}\n\tvar node\n",
        "config/util/config.go": "type versionStub struct {\n\tIgnition struct{}\n}\n",
        "config/util/config_test.go": "package util\n",
        "go.mod": f"module {NAME}\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    for name, text in (("main.go", "package main\n"), ("go.mod", "module program\n"), ("notes.txt", "")):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read_tree(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_each_rule_is_put_in_its_place_and_nothing_else_changes(module: Path, program: Path, tmp_path: Path) -> None:
    before = read_tree(module)
    lay_out(program, module, NAME, tmp_path / "place")
    after = read_tree(tmp_path / "place")
    assert after.pop("main.go") == "package main\n"
    assert after.pop("go.mod") == f"module program\n\nreplace {NAME} => ./{COPY}\n"
    assert after.pop(f"{COPY}/config/util/userdata.go") == ADDED.read_text(encoding="utf-8")
    copied = {name: after.pop(f"{COPY}/{name}") for name in before if not name.endswith("_test.go")}
    assert after == {}
    changed = {name: text for name, text in copied.items() if text != before[name]}
    assert changed == {
        **{f"config/{version}/types/url.go": '\tcase "http", "https", "oem", "tftp":\n' for version in VERSIONS},
        "config/util/parsingErrors.go": (
            "\tif err == nil {\n\t\treturn report.Report{}, nil\n\t}\n"
            "\tif isUserData(rawConfig) {\n\t\treturn report.Report{}, errors.ErrEmpty\n\t}\n\tvar node\n"
        ),
        "config/util/config.go": "type versionStub struct {\n\tIgnitionVersion int\n\tIgnition struct{}\n}\n",
    }
    assert read_tree(module) == before


@pytest.mark.parametrize("insertion", INSERTIONS, ids=lambda insertion: insertion.files)
@pytest.mark.parametrize("change", ["gone", "twice", "other"])
def test_sources_that_have_changed_are_not_built(
    module: Path, program: Path, tmp_path: Path, insertion: Insertion, change: str
) -> None:
    path = next(module.glob(insertion.files))
    text = path.read_text(encoding="utf-8")
    if change == "gone":
        path.unlink()
    else:
        path.write_text(text * 2 if change == "twice" else "package other\n", encoding="utf-8")
    with pytest.raises(PatchError, match="must be"):
        lay_out(program, module, NAME, tmp_path / "place")


def test_a_version_more_is_not_left_out(module: Path, program: Path, tmp_path: Path) -> None:
    path = module / "config/v3_8_experimental/types/url.go"
    path.parent.mkdir(parents=True)
    path.write_text('\tcase "http", "https":\n', encoding="utf-8")
    with pytest.raises(PatchError, match="must be 8 files of the module, not 9"):
        lay_out(program, module, NAME, tmp_path / "place")


def test_the_copy_can_be_written_to_where_the_module_cannot(module: Path, program: Path, tmp_path: Path) -> None:
    for path in module.rglob("*.go"):
        path.chmod(0o444)
    lay_out(program, module, NAME, tmp_path / "place")
    copied = list((tmp_path / "place" / COPY).rglob("*.go"))
    assert copied
    assert all(path.stat().st_mode & 0o200 for path in copied)
