"""Flatcar's translation of specs 1 and 2 is made of sources that are what is expected, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oracle import patching
from tests.oracle.building import MODULE
from tests.oracle.legacy_patching import ADDED, EDITS, PROGRAM, SHARED, describe, lay_out_from
from tests.oracle.patching import COPY, Insertion, PatchError, Replacement

if TYPE_CHECKING:
    from pathlib import Path

Edit = Insertion | Replacement
TRANSLATION = "translate/v24tov31/v24tov31.go"
UTILITIES = "util/util.go"
SOURCES = {"config/v24tov31/v24tov31.go": TRANSLATION, "config/v24tov31/util/util.go": UTILITIES}
"""Where the converter has what the module's copy gets."""


def sought(edit: Edit) -> str:
    return edit.behind if isinstance(edit, Insertion) else edit.old


@pytest.fixture
def modules(tmp_path: Path) -> tuple[Path, Path]:
    """The sources of the module and of the converter, which have what is looked for, and nothing else."""
    module, converter = tmp_path / "module", tmp_path / "converter"
    texts: dict[Path, str] = {module / "go.mod": f"module {MODULE}\n"}
    for insertion in patching.INSERTIONS:
        for number in range(insertion.number):
            path = module / insertion.files.replace("*", str(number))
            texts[path] = texts.get(path, "") + insertion.behind + "\n"
    for edit in EDITS:
        path = converter / SOURCES[edit.files] if edit.files in SOURCES else module / edit.files
        texts[path] = texts.get(path, "") + sought(edit) + "\n"
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return module, converter


def test_everything_is_put_in_its_place(modules: tuple[Path, Path], tmp_path: Path) -> None:
    place = tmp_path / "place"
    lay_out_from(PROGRAM, *modules, place)
    assert {path.name for path in place.glob("*.go")} == {path.name for path in PROGRAM.glob("*.go")} | {*SHARED}
    assert f"replace {MODULE} => ./{COPY}" in (place / "go.mod").read_text(encoding="utf-8")
    copied = {path.name for path in (place / COPY).rglob("*.go")}
    assert {path.name for path in ADDED.glob("*.go")} <= copied
    translation = (place / COPY / "config/v24tov31/v24tov31.go").read_text(encoding="utf-8")
    assert "declare(fs, fsMap)" in translation
    assert "ign-converter" not in translation
    assert "UsesNetworkdError" not in translation
    assert TRANSLATION not in {path.as_posix() for path in (place / COPY).rglob("*.go")}


@pytest.mark.parametrize("change", ["gone", "twice"])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.files.rpartition("/")[2])
def test_sources_that_have_changed_are_not_built(
    modules: tuple[Path, Path], tmp_path: Path, edit: Edit, change: str
) -> None:
    module, converter = modules
    path = converter / SOURCES[edit.files] if edit.files in SOURCES else module / edit.files
    text, wanted = path.read_text(encoding="utf-8"), sought(edit)
    path.write_text(text.replace(wanted, "" if change == "gone" else wanted * 2), encoding="utf-8")
    with pytest.raises(PatchError, match="must be once in"):
        lay_out_from(PROGRAM, module, converter, tmp_path / "place")


def test_what_a_build_is_made_of_is_all_in_its_description() -> None:
    description = describe()
    for path in (*ADDED.glob("*.go"), PROGRAM / "converter" / "go.mod"):
        assert path.read_text(encoding="utf-8") in description
    assert all(repr(sought(edit))[1:-1] in description for edit in EDITS)
