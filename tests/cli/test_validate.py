"""``validate``: a verdict on each file, whatever it holds."""

from __future__ import annotations

import json

import pytest

from tests.cli.command import call, config, files, run, write


def test_valid_files_are_named_with_their_version_and_broken_ones_with_every_problem() -> None:
    write("good.ign", config("3.4.0"))
    write("bad.ign", json.dumps(config("3.5.0", storage=files("a", "b")), indent=2))
    done = run("validate", "good.ign", "bad.ign")
    assert done.code == 1
    assert done.out == "good.ign: valid (spec 3.4.0)\n"
    lines = done.err.splitlines()
    assert [line.split()[0] for line in lines] == ["bad.ign:8:17:", "bad.ign:11:17:"]
    assert all(" error: " in line and "[path-relative] at /storage/files/" in line for line in lines)


def test_a_valid_file_exits_with_0() -> None:
    write("good.ign", config("3.5.0"))
    assert run("validate", "good.ign") == (0, "good.ign: valid (spec 3.5.0)\n", "")


def test_a_dash_is_the_standard_input() -> None:
    assert run("validate", "-", stdin=b'{"ignition": {"version": "3.0.0"}}') == (0, "<stdin>: valid (spec 3.0.0)\n", "")


def test_a_file_named_like_the_standard_input_has_a_path() -> None:
    write("-", config())
    assert call("validate", "./-").out == "./-: valid (spec 3.4.0)\n"


def test_a_warning_leaves_a_config_valid_and_strict_makes_it_an_error() -> None:
    write("typo.ign", config(systemd={"units": [{"name": "a.service", "enable": True}]}))
    lax, strict = call("validate", "typo.ign"), call("validate", "--strict", "typo.ign")
    assert (lax.code, strict.code) == (0, 1)
    assert ": warning: " in lax.err
    assert lax.out
    assert ": error: " in strict.err
    assert not strict.out


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"#cloud-config\n", "cloud-config"),
        (b"#!/bin/sh\n", "script"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n", "MIME"),
    ],
)
def test_what_is_no_ignition_config_is_said_to_be_none(content: bytes, what: str) -> None:
    write("data", content)
    done = call("validate", "data")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("data: error: this is not an Ignition config")
    assert what in done.err


def test_json_is_one_document_on_the_standard_output_for_all_files() -> None:
    write("good.ign", config("3.4.0"))
    write("bad.ign", b"[]")
    done = run("validate", "--format", "json", "good.ign", "bad.ign")
    assert (done.code, done.err) == (1, "")
    assert done.result["valid"] is False
    assert done.result["documents"] == [
        {"source": "good.ign", "version": "3.4.0", "valid": True},
        {"source": "bad.ign", "version": None, "valid": False},
    ]
    assert [entry["source"] for entry in done.result["entries"]] == ["bad.ign"]


def test_a_file_that_cannot_be_read_does_not_hide_what_is_wrong_with_the_others() -> None:
    write("bad.ign", b"{")
    done = call("validate", "missing.ign", "bad.ign")
    assert done.code == 2
    assert "ignition-compose: missing.ign: cannot be read: No such file or directory" in done.err
    assert "bad.ign:1:" in done.err


def test_a_directory_is_no_file() -> None:
    done = call("validate", ".")
    assert done.code == 2
    assert "Is a directory" in done.err


def test_quiet_says_nothing_of_valid_files_and_hides_information_but_no_warning() -> None:
    write("odd.ign", '{"Ignition": {"version": "3.4.0"}, "x": 1}')
    loud, quiet = call("validate", "odd.ign"), call("validate", "--quiet", "odd.ign")
    assert ": info: " in loud.err
    assert loud.out
    assert ": info: " not in quiet.err
    assert ": warning: " in quiet.err
    assert not quiet.out


def test_no_file_at_all_is_a_mistake() -> None:
    assert call("validate").code == 2


def test_the_standard_input_is_read_once() -> None:
    assert call("validate", "-", "-").code == 2


OEM = config("3.4.0", storage={"files": [{"path": "/a", "contents": {"source": "oem:///a"}}]})


def test_the_dialect_says_which_ignition_reads_the_files() -> None:
    write("oem.ign", OEM)
    write("data", b"#cloud-config")
    assert call("validate", "oem.ign") == call("validate", "--dialect", "flatcar", "oem.ign")
    assert call("validate", "oem.ign").code == 0
    upstream = call("validate", "--dialect", "upstream", "oem.ign", "data")
    assert upstream.code == 1
    assert "[invalid-scheme] at /storage/files/0/contents/source" in upstream.err
    assert "data:1:2: error: this is not JSON" in upstream.err
    assert "it is cloud-config, which only Flatcar's Ignition leaves to others" in upstream.err


def test_a_dialect_that_is_none_is_a_wrong_use_that_names_those_that_are() -> None:
    write("oem.ign", OEM)
    done = call("validate", "--dialect", "coreos", "oem.ign")
    assert done.code == 2
    assert "flatcar" in done.err
    assert "upstream" in done.err


TOO_LARGE = "[" + "0," * 2_000_000 + "0]"


def test_a_limit_of_the_tool_ends_with_3_and_whatever_is_worse_wins() -> None:
    write("large.ign", TOO_LARGE)
    write("good.ign", config("3.4.0"))
    write("bad.ign", config("3.4.0", storage=files("a")))
    done = call("validate", "large.ign", "good.ign")
    assert (done.code, done.out) == (3, "good.ign: valid (spec 3.4.0)\n")
    assert "[too-large]" in done.err
    assert [call("validate", *names).code for names in (("large.ign", "bad.ign"), ("bad.ign", "large.ign"))] == [1, 1]
    assert call("validate", "large.ign", "bad.ign", "missing.ign").code == 2


@pytest.mark.parametrize(
    "line",
    [
        ("compose", "--user", "large.ign"),
        ("merge", "large.ign", "large.ign"),
        ("translate", "large.ign", "--to", "3.4.0"),
    ],
    ids=lambda line: line[0],
)
def test_every_command_ends_with_3_where_only_a_limit_of_its_own_stops_it(line: tuple[str, ...]) -> None:
    write("large.ign", TOO_LARGE)
    done = call(*line, "--format", "json")
    assert (done.code, done.out) == (3, "")
    assert [entry["code"] for entry in done.report["entries"]][:1] == ["too-large"]


def test_a_spec_before_3_is_read_by_flatcar_alone() -> None:
    write("old.ign", config("2.3.0"))
    assert call("validate", "old.ign") == (0, "old.ign: valid (spec 2.3.0)\n", "")
    assert call("validate", "old.ign", "--dialect", "flatcar-3033.3.18").code == 0
    assert call("validate", "old.ign", "--dialect", "upstream").code == 1
