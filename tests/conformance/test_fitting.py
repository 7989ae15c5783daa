"""The program is fitted to a release by what its sources have, and lacks what the release lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oracle.building import SOURCES
from tests.oracle.releases import lay_out, list_versions

if TYPE_CHECKING:
    from pathlib import Path

NAME = "example.org/module"
COMPATIBLE = "func ParseCompatibleVersion("


def make(folder: Path, *, older: bool) -> Path:
    """Sources of a release, as far as the program asks for them; an older one has no more than the first had."""
    config = "package c\n" if older else f"package c\n{COMPATIBLE}\n"
    texts = {
        "config/v3_0/config.go": config,
        "config/v3_10/config.go": config,
        "config/v3_9/config.go": config,
        "config/v3_11_experimental/config.go": config,
        "config/validate/validate.go": "",
        "config/shared/errors/errors.go": 'var (\n\tErrA = errors.New("a")\n\tErrB  = errors.New("b")\n)\n',
        "config/merge/merge.go": "" if older else "func MergeStructTranscribe(\n",
        **({} if older else {"config/shared/parse/unit.go": "func ParseUnitContents(\n"}),
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("older", [True, False])
def test_versions_are_listed_by_number(tmp_path: Path, older: bool) -> None:  # noqa: FBT001 - a parameter of the test
    names = [version.name for version in list_versions(make(tmp_path, older=older))]
    assert names == ["3.0.0", "3.9.0", "3.10.0", "3.11.0-experimental"]


def test_the_program_has_all_files_that_a_release_allows(tmp_path: Path) -> None:
    lay_out(SOURCES, make(tmp_path / "module", older=False), NAME, "v9.9.9", tmp_path / "place")
    kept = {path.name for path in SOURCES.glob("*.go")}
    # The bench names its version of the spec.
    assert {path.name for path in (tmp_path / "place").iterdir()} == kept - {"bench.go"} | {"go.mod"}
    assert f"require {NAME} v9.9.9\n" in (tmp_path / "place" / "go.mod").read_text()
    versions = (tmp_path / "place" / "versions.go").read_text()
    assert '"3.9.0", v3_9.Parse, v3_9.ParseCompatibleVersion, v3_9.Merge, newStep(translate_v3_9.Translate)' in versions
    assert '"3.0.0", v3_0.Parse, v3_0.ParseCompatibleVersion, v3_0.Merge, noStep' in versions
    identifiers = (tmp_path / "place" / "identifiers.go").read_text()
    assert 'shared.ErrA.Error(): "ErrA"' in identifiers
    assert 'shared.ErrB.Error(): "ErrB"' in identifiers


def test_what_a_release_lacks_the_program_is_built_without(tmp_path: Path) -> None:
    lay_out(SOURCES, make(tmp_path / "module", older=True), NAME, "v9.0.0", tmp_path / "place")
    names = {path.name for path in (tmp_path / "place").iterdir()}
    assert {"main.go", "protocol.go", "library.go"} <= names
    assert names.isdisjoint({"bench.go", "transcripts.go", "units.go"})
    versions = (tmp_path / "place" / "versions.go").read_text()
    assert '"3.10.0", v3_10.Parse, nil, v3_10.Merge' in versions
    assert '"3.11.0-experimental", v3_11.Parse, config.Parse, v3_11.Merge' in versions
