"""``compose``: who is the user config, what is written when, and what is said about it."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import ROOT, call, config, files, names_in, paths_of, run, write

CLOUD_CONFIG = b"#cloud-config\nhostname: web\n"
SCRIPT = b"#!/bin/bash\necho hello\n"
MIME = b'Content-Type: multipart/mixed; boundary="x"\nMIME-Version: 1.0\n\n--x\n\nhello\n--x--\n'
NO_CONFIG = {"cloud-config": CLOUD_CONFIG, "a script": SCRIPT, "MIME multipart": MIME}
OLD = b'{"what": "was here before"}'


@pytest.fixture(autouse=True)
def layers(folder: Path) -> Path:
    write("base.ign", config("3.0.0", storage=files("/base")))
    write("user.ign", config("3.5.0", storage=files("/user")))
    write("default.ign", config("3.1.0", storage=files("/default")))
    write("broken.ign", config("3.4.0", storage=files("no/slash")))
    return folder


# --- The three cases of the fallback ---


def test_a_user_config_lies_over_the_base_and_the_default_is_not_needed() -> None:
    done = run("compose", "--base", "base.ign", "--user", "user.ign", "--default", "default.ign")
    assert (done.code, done.err) == (0, "")
    assert paths_of(done.result) == ["/base", "/user"]


def test_without_a_user_config_the_default_lies_over_the_base() -> None:
    done = run("compose", "--base", "base.ign", "--default", "default.ign")
    assert done.code == 0
    assert paths_of(done.result) == ["/base", "/default"]
    assert "default.ign: info: no user config was found, so the default config runs in its place" in done.err


@pytest.mark.parametrize("kind", [*NO_CONFIG, "empty"])
def test_user_data_that_is_no_ignition_config_leads_to_the_default(kind: str) -> None:
    write("data", NO_CONFIG.get(kind, b""))
    done = run("compose", "--base", "base.ign", "--user", "data", "--default", "default.ign", "--summary")
    assert done.code == 0
    assert paths_of(done.result) == ["/base", "/default"]
    assert f"  user data: {kind}" in done.err
    assert "the default config stands in for the user config: the user " in done.err


@pytest.mark.parametrize("kind", NO_CONFIG)
def test_gzipped_user_data_that_is_no_ignition_config_leads_to_the_default(kind: str) -> None:
    write("data.gz", gzip.compress(NO_CONFIG[kind], mtime=0))
    done = call("compose", "--base", "base.ign", "--user", "data.gz", "--default", "default.ign")
    assert done.code == 0
    assert paths_of(done.result) == ["/base", "/default"]


def test_where_there_is_neither_user_nor_default_only_the_base_applies() -> None:
    done = call("compose", "--base", "base.ign")
    assert done.code == 0
    assert paths_of(done.result) == ["/base"]
    assert "[no-user-config]" in done.err


# --- A config that Ignition refuses ---


def test_a_broken_user_config_is_an_error_and_nothing_is_written(folder: Path) -> None:
    write("machine.ign", OLD)
    before = names_in(folder)
    done = run("compose", "--base", "base.ign", "--user", "broken.ign", "--default", "default.ign", "-o", "machine.ign")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("broken.ign:1:")
    assert " error: " in done.err
    assert "[path-relative] at /storage/files/0/path" in done.err
    assert Path("machine.ign").read_bytes() == OLD
    assert names_in(folder) == before


def test_a_broken_user_config_makes_no_file_either() -> None:
    assert call("compose", "--user", "broken.ign", "--default", "default.ign", "-o", "machine.ign").code == 1
    assert not Path("machine.ign").exists()


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"ignition": {"version": "9.9.9"}}', gzip.compress(b"{}", mtime=0)])
def test_broken_user_data_never_leads_to_the_default(content: bytes) -> None:
    write("data", content)
    done = call("compose", "--user", "data", "--default", "default.ign")
    assert (done.code, done.out) == (1, "")


def test_every_broken_layer_is_reported_at_once() -> None:
    write("worse.ign", b"{")
    done = call("compose", "--base", "worse.ign", "--base", "broken.ign", "--user", "broken.ign")
    assert done.code == 1
    assert "worse.ign:1:" in done.err
    assert done.err.count("broken.ign:1:") == 2


def test_a_base_must_be_a_config() -> None:
    write("data", CLOUD_CONFIG)
    done = call("compose", "--base", "data", "--user", "user.ign")
    assert done.code == 1
    assert "[no-config]" in done.err


def test_a_broken_default_hurts_only_where_it_is_needed() -> None:
    assert call("compose", "--user", "user.ign", "--default", "broken.ign").code == 0
    assert call("compose", "--default", "broken.ign").code == 1


def test_a_result_that_only_the_composition_breaks_is_written_on_demand_alone() -> None:
    write("base.ign", config(storage=files("/etc/app/conf")))
    write("user.ign", config(storage={"links": [{"path": "/etc/app", "target": "/opt/app"}]}))
    refused = call("compose", "--base", "base.ign", "--user", "user.ign", "-o", "machine.ign")
    assert refused.code == 1
    assert refused.err.startswith("base.ign:1:")
    assert "error: in the composed result, which Ignition does not check: " in refused.err
    assert "(see /storage/links/0 in user.ign:1:" in refused.err
    assert not Path("machine.ign").exists()
    allowed = call("compose", "--base", "base.ign", "--user", "user.ign", "-o", "machine.ign", "--allow-invalid-result")
    assert allowed.code == 0
    assert paths_of(json.loads(Path("machine.ign").read_bytes())) == ["/etc/app/conf"]


def test_a_layer_that_is_invalid_is_never_allowed() -> None:
    assert call("compose", "--user", "broken.ign", "--allow-invalid-result").code == 1


# --- Versions ---


def test_layers_of_different_versions_compose_at_the_highest() -> None:
    done = run("compose", "--base", "base.ign", "--user", "user.ign")
    assert done.code == 0
    assert done.result["ignition"]["version"] == "3.5.0"
    assert paths_of(done.result) == ["/base", "/user"]


def test_a_newer_version_can_be_asked_for_and_one_of_an_older_spec_is_refused() -> None:
    newer = call("compose", "--base", "base.ign", "--target", "3.5.0")
    assert newer.result["ignition"]["version"] == "3.5.0"
    assert call("compose", "--user", "user.ign", "--target", "3.4.0").result["ignition"]["version"] == "3.4.0"
    older = call("compose", "--user", "user.ign", "--target", "2.4.0")
    assert (older.code, older.out) == (3, "")
    assert "[unsupported-downgrade]" in older.err


def test_special_mode_bits_are_masked_on_the_way_to_the_newest_version_and_that_is_said() -> None:
    write("base.ign", config("3.5.0", storage={"directories": [{"path": "/spool", "mode": 0o1777}]}))
    done = call("compose", "--base", "base.ign", "--user", "user.ign")
    assert done.result["storage"]["directories"][0]["mode"] == 0o777
    assert "[masked-in-translation] at /storage/directories/0/mode" in done.err


# --- What is displaced, and the summary ---


def test_a_link_of_the_user_displaces_the_file_of_the_base_at_its_path() -> None:
    write("base.ign", config(storage=files("/a", "/b", "/c")))
    write("user.ign", config(storage={**files("/d"), "links": [{"path": "/a", "target": "/z"}]}))
    done = run("compose", "--base", "base.ign", "--user", "user.ign", "--summary")
    assert done.code == 0
    assert paths_of(done.result) == ["/b", "/c", "/d"]
    assert paths_of(done.result, "links") == ["/a"]
    assert "[displaced] at /storage/links/0" in done.err
    rows = {line.split()[0]: line.split(maxsplit=1)[1] for line in done.err.splitlines() if line.startswith("  /")}
    assert rows == {
        "/b": "base.ign:1",
        "/c": "base.ign:1",
        "/d": "user.ign:1",
        "/a": "user.ign:1 instead of base.ign:1",
    }


def test_the_summary_names_the_layers_their_versions_and_verdicts() -> None:
    done = call("compose", "--base", "base.ign", "--user", "user.ign", "--default", "broken.ign", "--summary")
    assert done.err.splitlines()[0].endswith("[unused-default-invalid]")
    assert done.err.splitlines()[1:7] == [
        "layers, lowest first:",
        "  base base.ign (spec 3.0.0): part of the result, valid",
        "  user user.ign (spec 3.5.0): part of the result, valid",
        "  default broken.ign (spec 3.4.0): not needed, invalid",
        "the default config is not part of the result: a user config was found",
        "the result is of spec 3.5.0",
    ]


def test_the_summary_says_of_the_example_layers_what_came_from_where(folder: Path) -> None:
    shutil.copytree(ROOT / "examples", folder / "examples")
    base, user, default = "examples/oem/base.ign", "examples/user.ign", "examples/oem/default.ign"
    done = call("compose", "--base", base, "--user", user, "--default", default, "--summary", "--format", "json")
    summary = done.report["summary"]
    rows = {(row["section"], row["name"]): row for row in summary["origins"]}
    both = rows["storage.files", "/etc/flatcar/update.conf"]
    assert [place["source"] for place in both["places"]] == [base, user]
    assert [member["pointer"] for member in both["replaced"]] == [f"{both['pointer']}/contents/source"]
    assert rows["storage.links", "/etc/systemd/timesyncd.conf"]["displaced"][0]["source"] == base
    assert rows["systemd.units", "web.service"]["places"][0]["source"] == user
    assert rows["passwd.users", "core"]["places"][0]["line"] == 7
    assert rows["kernelArguments.shouldExist", "console=ttyS0,115200n8"]["places"][0]["source"] == base
    everything = [
        f"/{section}/{name}" for section, part in done.result.items() if section != "ignition" for name in part
    ]
    assert {f"/{row['section'].replace('.', '/')}" for row in summary["origins"]} == set(everything)
    assert (summary["used_default"], summary["reason"], summary["version"]) == (
        False,
        "a user config was found",
        "3.4.0",
    )


def test_composing_nothing_is_wrong_usage() -> None:
    done = call("compose", "--summary")
    assert (done.code, done.out) == (2, "")
    assert "--base" in done.err


SECRET = "zbKx9SECRETq"  # noqa: S105 - it is to be looked for, not to be kept


def secretive(salt: str) -> dict[str, Any]:
    """A config with a secret at each place that may hold one."""
    secret = f"{SECRET}{salt}"
    resource = {"source": f"data:,{secret}"}
    return config(
        ignition={
            "version": "3.4.0",
            "config": {"merge": [{"source": f"https://me:{secret}@example.com/{salt}?token={secret}"}, resource]},
            "security": {
                "tls": {
                    "certificateAuthorities": [
                        resource,
                        {"source": f"https://me:{secret}@example.com/ca?{secret}={salt}"},
                    ]
                }
            },
        },
        passwd={
            "users": [{"name": "core", "passwordHash": secret, "sshAuthorizedKeys": [f"ssh-ed25519 {secret}"]}],
            "groups": [{"name": "wheel", "passwordHash": secret}],
        },
        storage={
            **files("/f", contents=resource, append=[resource]),
            "luks": [
                {
                    "name": "data",
                    "device": "/dev/x",
                    "keyFile": resource,
                    "clevis": {"custom": {"pin": "tpm2", "config": json.dumps({"key": secret})}},
                }
            ],
        },
        systemd={"units": [{"name": "a.service", "contents": f"[Service]\nEnvironment=A={secret}\n"}]},
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_is_in_a_report_or_a_summary(form: str) -> None:
    lower, upper = secretive("one"), secretive("two")
    del lower["storage"]["luks"][0]["clevis"]
    del upper["storage"]["luks"][0]["keyFile"]
    # What the user config names is fetched, and has to be what it should.
    del upper["ignition"]["security"], upper["ignition"]["config"]["merge"][1]
    write("base.ign", lower)
    write("user.ign", upper)
    done = call(
        "compose", "--base", "base.ign", "--user", "user.ign", "--summary", "--format", form, "--allow-invalid-result"
    )
    assert done.code == 3
    assert SECRET in done.out
    assert SECRET not in done.err
    assert "/f" in done.err


# --- Options ---


def test_bases_are_given_lowest_first() -> None:
    write("low.ign", config(storage=files("/f", mode=1)))
    write("high.ign", config(storage=files("/f", mode=2)))
    done = call("compose", "--base", "low.ign", "--base", "high.ign")
    assert done.result["storage"]["files"] == [{"path": "/f", "mode": 2}]


@pytest.mark.parametrize("role", ["base", "user", "default"])
def test_any_layer_can_come_from_the_standard_input(role: str) -> None:
    done = call("compose", f"--{role}", "-", stdin=json.dumps(config(storage=files("/piped"))).encode())
    assert done.code == 0
    assert paths_of(done.result) == ["/piped"]


def test_reports_and_the_summary_call_the_standard_input_by_its_name() -> None:
    done = run("compose", "--user", "-", stdin=b"{")
    assert done.code == 1
    assert done.err.startswith("<stdin>:1:")
    done = call("compose", "--base", "-", "--summary", stdin=json.dumps(config(storage=files("/piped"))).encode())
    assert "  base <stdin> (spec 3.4.0): part of the result, valid" in done.err
    assert "<stdin>:1" in done.err


def test_the_standard_input_is_read_for_one_layer_only() -> None:
    done = call("compose", "--base", "-", "--user", "-")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("option", ["--user", "--default", "--target", "-o"])
def test_an_option_for_one_value_does_not_forget_the_first_of_two(option: str) -> None:
    value = "3.5.0" if option == "--target" else "user.ign"
    done = call("compose", option, value, option, value)
    assert (done.code, done.out) == (2, "")
    assert "it can be given once" in done.err


@pytest.mark.parametrize("option", ["--user", "--default"])
@pytest.mark.parametrize("name", ["missing.ign", ""])
def test_a_named_file_that_is_missing_is_a_mistake_and_not_a_machine_without_config(option: str, name: str) -> None:
    done = call("compose", "--base", "base.ign", option, name)
    assert (done.code, done.out) == (2, "")
    assert f"leave {option} out" in done.err


@pytest.mark.parametrize("option", ["--base", "--user", "--default"])
def test_a_directory_is_no_layer(option: str, folder: Path) -> None:
    done = call("compose", option, str(folder))
    assert (done.code, done.out) == (2, "")
    assert "Is a directory" in done.err


def test_a_missing_base_gets_no_advice_to_leave_it_out() -> None:
    done = call("compose", "--base", "missing.ign")
    assert done.code == 2
    assert "leave" not in done.err


def test_quiet_hides_what_is_only_information() -> None:
    loud, quiet = call("compose", "--base", "base.ign"), call("compose", "--base", "base.ign", "--quiet")
    assert "info" in loud.err
    assert quiet.err == ""
    assert quiet.out == loud.out


def test_the_result_is_one_line_or_indented() -> None:
    short, long = call("compose", "--user", "user.ign"), call("compose", "--user", "user.ign", "--pretty")
    assert short.out.count("\n") == 1
    assert long.out.startswith('{\n  "ignition": {')
    assert short.result == long.result


@pytest.mark.parametrize("user", ["user.ign", "broken.ign"])
def test_the_report_can_be_json_in_good_and_in_bad_times(user: str) -> None:
    done = call("compose", "--user", user, "--format", "json")
    report = done.report
    assert report["valid"] is (done.code == 0) is (user == "user.ign")
    if user == "broken.ign":
        entry = report["entries"][0]
        assert (entry["code"], entry["source"], entry["line"]) == ("path-relative", user, 1)
        assert set(entry) == {"severity", "code", "message", "pointer", "source", "line", "column", "related"}


def test_reports_about_versions_are_json_too() -> None:
    done = call("compose", "--user", "user.ign", "--target", "2.4.0", "--format", "json")
    assert done.code == 3
    assert done.report["entries"][0]["code"] == "unsupported-downgrade"


def test_the_dialect_says_which_ignition_boots_the_machine() -> None:
    write("data", b"#cloud-config")
    write("default.ign", config("3.4.0"))
    asked = ("compose", "--user", "data", "--default", "default.ign")
    assert call(*asked).out == call(*asked, "--dialect", "flatcar").out == '{"ignition":{"version":"3.4.0"}}\n'
    upstream = call(*asked, "--dialect", "upstream")
    assert (upstream.code, upstream.out) == (1, "")
    assert "it is cloud-config" in upstream.err


# --- The three cases of Flatcar's notes for distributors, on its last release with Ignition 0.x ---

ON_3033 = ("--dialect", "flatcar-3033.3.18")


def older(**sections: object) -> dict[str, object]:
    return {"ignition": {"version": "2.3.0"}, **sections}


def write_oem() -> None:
    write("oem-base.ign", older(systemd={"units": [{"name": "agent.service", "enabled": True}]}))
    write("oem-default.ign", older(systemd={"units": [{"name": "oem-cloudinit.service", "enabled": True}]}))


def units_of(result: dict[str, Any]) -> list[str]:
    return [unit["name"] for unit in result["systemd"]["units"]]


def test_ignition_0_x_appends_the_user_config_to_the_base() -> None:
    write_oem()
    write("mine.ign", older(systemd={"units": [{"name": "agent.service", "mask": True}]}))
    done = run("compose", "--base", "oem-base.ign", "--default", "oem-default.ign", "--user", "mine.ign", *ON_3033)
    assert done.code == 0
    assert done.result["ignition"]["version"] == "2.3.0"
    assert units_of(done.result) == ["agent.service", "agent.service"]


def test_the_default_of_ignition_0_x_stands_in_where_there_is_no_user_config() -> None:
    write_oem()
    done = run("compose", "--base", "oem-base.ign", "--default", "oem-default.ign", *ON_3033)
    assert units_of(done.result) == ["agent.service", "oem-cloudinit.service"]
    assert "[default-used]" in done.err


@pytest.mark.parametrize("data", [b"#cloud-config\n", b"#!/bin/sh\n"])
def test_the_default_of_ignition_0_x_stands_in_for_cloud_config_and_scripts(data: bytes) -> None:
    write_oem()
    write("user-data", data)
    done = run("compose", "--base", "oem-base.ign", "--default", "oem-default.ign", "--user", "user-data", *ON_3033)
    assert units_of(done.result) == ["agent.service", "oem-cloudinit.service"]


def test_ignition_0_x_refuses_mime_and_spec_3() -> None:
    write_oem()
    write("mime", b"Content-Type: multipart/mixed\n\n")
    write("new.ign", config("3.4.0"))
    for name in ("mime", "new.ign"):
        done = call("compose", "--base", "oem-base.ign", "--default", "oem-default.ign", "--user", name, *ON_3033)
        assert (done.code, done.out) == (1, "")
    assert "spec 3 is read by Flatcar from 3185 on" in done.err


def test_flatcar_of_today_translates_what_it_once_appended() -> None:
    write_oem()
    write("mine.ign", config("3.4.0", systemd={"units": [{"name": "agent.service", "mask": True}]}))
    done = run("compose", "--base", "oem-base.ign", "--user", "mine.ign", "--summary")
    assert done.result["systemd"]["units"] == [{"name": "agent.service", "enabled": True, "mask": True}]
    assert "oem-base.ign:1 + mine.ign:1" in done.err
