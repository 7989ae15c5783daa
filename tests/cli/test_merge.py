"""``merge``: two configs of one version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ignition_compose as ic
from tests.cli.command import call, config, files, names_in, paths_of, run, write


@pytest.fixture(autouse=True)
def inputs() -> None:
    write("parent.ign", config("3.4.0", storage=files("/a", "/b", mode=256)))
    write("child.ign", config("3.4.0", storage=files("/b", "/c", mode=292)))


def test_the_result_is_that_of_the_library_with_its_transcript() -> None:
    done = run("merge", "parent.ign", "child.ign", "-o", "merged.ign", "--transcript", "transcript.json")
    assert done == (0, "", "")
    merged, transcript = ic.merge_with_transcript(ic.parse(Path("parent.ign")), ic.parse(Path("child.ign")))
    assert json.loads(Path("merged.ign").read_bytes()) == merged.to_dict()
    assert paths_of(merged.to_dict()) == ["/a", "/b", "/c"]
    written = json.loads(Path("transcript.json").read_bytes())
    assert [(row["tag"], row["source"], row["target"]) for row in written] == list(transcript)


def test_the_transcript_has_no_value_in_it() -> None:
    write("child.ign", config("3.4.0", passwd={"users": [{"name": "core", "passwordHash": "SECRET"}]}))
    done = call("merge", "parent.ign", "child.ign", "--transcript", "-", "-o", "merged.ign")
    assert "/passwd/users/0/passwordHash" in done.out
    assert "SECRET" not in done.out


def test_the_result_and_the_transcript_cannot_share_the_standard_output() -> None:
    assert call("merge", "parent.ign", "child.ign", "--transcript", "-").code == 2


def test_different_versions_are_refused_with_the_way_out(folder: Path) -> None:
    write("parent.ign", config("3.1.0"))
    before = names_in(folder)
    done = run("merge", "parent.ign", "child.ign", "-o", "merged.ign", "--transcript", "transcript.json")
    assert (done.code, done.out) == (1, "")
    assert "translate parent.ign --to 3.4.0" in done.err
    assert names_in(folder) == before


def test_the_way_out_names_the_older_one_whichever_it_is() -> None:
    write("child.ign", config("3.0.0"))
    assert "translate child.ign --to 3.4.0" in call("merge", "parent.ign", "child.ign").err


def test_every_input_that_is_refused_is_reported() -> None:
    write("parent.ign", b"{")
    write("child.ign", b"")
    done = call("merge", "parent.ign", "child.ign")
    assert (done.code, done.out) == (1, "")
    assert "parent.ign:1:" in done.err
    assert "child.ign: error: this is not an Ignition config" in done.err


def test_one_input_can_come_from_the_standard_input_but_not_both() -> None:
    piped = json.dumps(config("3.4.0", storage=files("/piped"))).encode()
    assert paths_of(call("merge", "parent.ign", "-", stdin=piped).result) == ["/a", "/b", "/piped"]
    assert paths_of(call("merge", "-", "child.ign", stdin=piped).result) == ["/piped", "/b", "/c"]
    assert call("merge", "-", "-", stdin=piped).code == 2


def test_warnings_about_the_inputs_are_shown() -> None:
    write("child.ign", {**config("3.4.0"), "colour": "blue"})
    done = call("merge", "parent.ign", "child.ign")
    assert done.code == 0
    assert "child.ign:1:" in done.err
    assert "[unused-key] at /colour" in done.err


def test_the_dialect_says_which_ignition_reads_the_files() -> None:
    write("oem.ign", config("3.4.0", storage={"files": [{"path": "/a", "contents": {"source": "oem:///a"}}]}))
    assert call("merge", "oem.ign", "oem.ign").code == 0
    assert "[invalid-scheme]" in call("merge", "--dialect", "upstream", "oem.ign", "oem.ign").err
