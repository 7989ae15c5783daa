"""``translate``: a config to a newer version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import call, config, files, run, write

SPOOL = config("3.5.0", storage={"directories": [{"path": "/spool", "mode": 0o1777}]})


def test_what_is_changed_on_the_way_is_reported_at_its_line() -> None:
    write("old.ign", json.dumps(SPOOL, indent=2))
    done = run("translate", "old.ign", "--to", "3.6.0")
    assert done.code == 0
    assert done.result == config("3.6.0", storage={"directories": [{"path": "/spool", "mode": 0o777}]})
    assert "old.ign:9:17: warning: " in done.err
    assert "[masked-in-translation] at /storage/directories/0/mode" in done.err


def test_a_translation_to_the_same_version_changes_nothing() -> None:
    write("old.ign", SPOOL)
    assert call("translate", "old.ign", "--to", "3.5.0").result == SPOOL


def test_spec_2_is_reached_and_spec_1_is_not() -> None:
    write("new.ign", config("3.5.0", kernelArguments={"shouldExist": ["quiet"]}))
    done = call("translate", "new.ign", "--to", "2.2.0", "-o", "old.ign")
    assert (done.code, Path("old.ign").exists()) == (1, False)
    assert "new.ign:1:" in done.err
    assert "[needs-newer-spec] at /kernelArguments" in done.err
    assert call("translate", "new.ign", "--to", "2.2.0", "--lossy").result == config("2.2.0")
    done = call("translate", "new.ign", "--to", "1.0.0")
    assert (done.code, done.out) == (3, "")
    assert "[unsupported-downgrade]" in done.err


def test_an_older_version_is_reached_where_it_has_a_place_for_everything_or_on_request() -> None:
    write("new.ign", config("3.5.0", kernelArguments={"shouldExist": ["quiet"]}))
    assert call("translate", "new.ign", "--to", "3.3.0").result["ignition"]["version"] == "3.3.0"
    done = call("translate", "new.ign", "--to", "3.2.0", "-o", "old.ign")
    assert (done.code, Path("old.ign").exists()) == (1, False)
    assert "error: there is no such member before spec 3.3.0, so it is lost" in done.err
    done = call("translate", "new.ign", "--to", "3.2.0", "--lossy")
    assert done.result == config("3.2.0")
    assert "warning: there is no such member" in done.err


def test_a_broken_config_is_refused() -> None:
    write("broken.ign", config("3.0.0", storage=files("a")))
    done = call("translate", "broken.ign", "--to", "3.6.0")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("broken.ign:1:")


@pytest.mark.parametrize("arguments", [(), ("--to",), ("--to", "3"), ("--to", "2.5.0")])
def test_a_version_that_does_not_exist_is_a_mistake(arguments: tuple[str, ...]) -> None:
    write("old.ign", SPOOL)
    assert call("translate", "old.ign", *arguments).code == 2


def test_a_dash_is_the_standard_input() -> None:
    done = call("translate", "-", "--to", "3.6.0", "--pretty", stdin=json.dumps(SPOOL).encode())
    assert done.code == 0
    assert done.err.startswith("<stdin>:1:")
    assert done.out.startswith('{\n  "ignition"')


def test_a_file_can_be_translated_in_place() -> None:
    write("config.ign", config("3.0.0"))
    assert call("translate", "config.ign", "--to", "3.5.0", "-o", "config.ign").code == 0
    assert call("validate", "config.ign").out == "config.ign: valid (spec 3.5.0)\n"


def test_the_dialect_says_which_ignition_reads_the_file() -> None:
    write("oem.ign", config("3.4.0", storage={"files": [{"path": "/a", "contents": {"source": "oem:///a"}}]}))
    assert call("translate", "--to", "3.5.0", "oem.ign").code == 0
    assert "[invalid-scheme]" in call("translate", "--to", "3.5.0", "--dialect", "upstream", "oem.ign").err


# --- From specs 1 and 2 ---

OEM = {
    "ignition": {"version": "2.2.0"},
    "networkd": {"units": [{"name": "a.network", "contents": "[Match]"}]},
    "storage": {
        "filesystems": [{"name": "data", "mount": {"device": "/dev/sdb", "format": "ext4"}}],
        "files": [{"filesystem": "data", "path": "/motd", "mode": 420}],
    },
}


def test_filesystems_get_the_places_that_are_given() -> None:
    write("oem.ign", OEM)
    done = run("translate", "oem.ign", "--to", "3.5.0", "--filesystem", "data=/data")
    paths = [file["path"] for file in done.result["storage"]["files"]]
    assert paths == ["/data/motd", "/etc/systemd/network/a.network"]
    for wrong in ("data", "data=", "data=relative"):
        done = call("translate", "oem.ign", "--to", "3.5.0", "--filesystem", wrong)
        assert (done.code, done.out) == (2, "")


def test_the_summary_says_line_by_line_what_became_of_values() -> None:
    write("oem.ign", json.dumps(OEM, indent=1))
    done = run("translate", "oem.ign", "--to", "3.5.0", "--summary")
    rows = [line.split() for line in done.err.splitlines() if "->" in line]
    assert ["changed", "oem.ign:9", "/networkd/units/0/contents", "->", "/storage/files/1/contents/source"] in rows
    assert ["kept", "oem.ign:18", "/storage/filesystems/0/mount/device", "->", "/storage/filesystems/0/device"] in rows
    assert ["filled", "-", "-", "->", "/storage/files/0/overwrite"] in rows
    done = call("translate", "oem.ign", "--to", "3.5.0", "--summary", "--format", "json")
    acts = done.report["acts"]
    assert {act["verb"] for act in acts} == {"changed", "kept", "filled"}
    assert [act["sources"][0]["line"] for act in acts if act["target"] == "/storage/files/1/path"] == [8]


def test_all_that_stops_a_translation_is_told_and_nothing_is_written() -> None:
    two = [{"name": name, "path": "/a"} for name in "ab"]
    write("bad.ign", {**OEM, "storage": {"filesystems": two}})
    write("out.ign", "before")
    done = call("translate", "bad.ign", "--to", "3.5.0", "-o", "out.ign", "--summary")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("[filesystem-without-mount]") == 2
    assert done.err.count("impossible") == 2
    assert call("translate", "bad.ign", "--to", "3.5.0", "-o", "out.ign", "--format", "json").code == 1
    assert Path("out.ign").read_text() == "before"
