"""The command brings together what configs name, and says what is missing by its exit code."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import call, config, files, shell, write
from tests.server import Answer, Server

CHILD = config("3.4.0", storage=files("/child"))
URL = "https://example.com/child.ign"


def stub(how: str, *sources: str, **sections: Any) -> dict[str, Any]:
    named: Any = [{"source": source} for source in sources]
    return config(ignition={"version": "3.4.0", "config": {how: named if how == "merge" else named[0]}}, **sections)


def inside(tree: Any) -> str:
    return f"data:;base64,{base64.b64encode(json.dumps(tree).encode()).decode()}"


def test_a_config_in_a_data_url_needs_no_option() -> None:
    write("stub.ign", stub("replace", inside(CHILD)))
    done = call("resolve", "stub.ign")
    assert (done.code, done.result) == (0, CHILD)
    composed = call("compose", "--user", "stub.ign")
    assert (composed.code, composed.result) == (0, CHILD)


@pytest.mark.parametrize("command", [("resolve", "stub.ign"), ("compose", "--user", "stub.ign")])
def test_what_takes_the_place_of_all_and_is_not_known_exits_with_3_and_writes_nothing(command: tuple[str, ...]) -> None:
    write("stub.ign", stub("replace", URL, storage=files("/a")))
    done = call(*command, "-o", "out.ign")
    assert (done.code, done.out, Path("out.ign").exists()) == (3, "", False)
    assert "[unresolved-reference] at /ignition/config/replace" in done.err
    as_json = call(*command, "--format", "json").report
    assert (as_json["limited"], as_json["entries"][0]["code"]) == (True, "unresolved-reference")


@pytest.mark.parametrize("command", [("resolve", "stub.ign"), ("compose", "--user", "stub.ign")])
def test_what_is_merged_in_and_not_known_is_told_first_and_exits_with_3(command: tuple[str, ...]) -> None:
    write("stub.ign", stub("merge", URL, storage=files("/a")))
    done = call(*command)
    assert done.code == 3
    assert done.err.splitlines()[0].startswith("incomplete: not everything that ")
    assert done.result["storage"] == files("/a")


def test_a_summary_says_that_it_is_incomplete_in_its_first_line() -> None:
    write("stub.ign", stub("merge", URL, storage=files("/a")))
    done = call("compose", "--user", "stub.ign", "--summary", "--format", "json")
    assert (done.code, done.report["summary"]["complete"]) == (3, False)
    write("stub.ign", stub("replace", URL))
    done = call("compose", "--user", "stub.ign", "--allow-unresolved", "--summary")
    assert done.code == 3
    assert done.err.splitlines()[0].startswith("incomplete: ")
    assert "replaced by a config that is not known" in done.err


def test_files_stand_for_urls_and_an_oem_folder_for_its_scheme() -> None:
    write("child.ign", CHILD)
    write("stub.ign", stub("replace", URL))
    for command in (("resolve", "stub.ign"), ("compose", "--user", "stub.ign")):
        assert call(*command, "--map", f"{URL}=child.ign").result == CHILD
        assert call(*command, "--map", "child.ign").code == 2
    write("stub.ign", stub("replace", "oem:///child.ign"))
    assert call("resolve", "stub.ign", "--oem", ".").result == CHILD
    assert call("resolve", "stub.ign", "--oem", "nowhere").code == 1


def test_fetching_keeping_and_doing_without_the_network() -> None:
    with Server({"/child": json.dumps(CHILD).encode(), "/motd": b"hello"}) as server:
        contents = {"source": server.url("/motd")}
        write("stub.ign", stub("merge", server.url("/child"), storage=files("/motd", contents=contents)))
        assert call("resolve", "stub.ign").code == 3
        assert server.asked == []
        refused = call("resolve", "stub.ign", "--fetch")
        assert refused.code == 3
        assert "not asked unless it is allowed" in refused.err
        options = ("--fetch", "--allow-host", "localhost", "--keep", "kept")
        fetched = call("resolve", "stub.ign", *options)
        assert fetched.code == 0
        assert call("resolve", "stub.ign", *options, "--check").err.endswith("what they should be: 1\n")
        server.answers["/child"] = Answer(b"", 500)
        offline = ("--offline", "--keep", "kept")
        assert call("resolve", "stub.ign", *offline).result == fetched.result
        whole = call("resolve", "stub.ign", *offline, "--vendor", "--pin").result
        [motd, _] = whole["storage"]["files"]
        assert motd["contents"]["source"] == "data:,hello"
        assert motd["contents"]["verification"]["hash"].startswith("sha512-9b71d224")
    assert call("resolve", "stub.ign", "--offline").code == 2
    assert call("resolve", "stub.ign", *offline, "--fetch").code == 2


def test_what_a_config_names_is_listed_without_its_secrets() -> None:
    contents = {"source": "https://me:hunter2@example.com/a?b=hunter2"}
    write("stub.ign", stub("merge", inside(CHILD), f"{URL}?t=hunter2", storage=files("/a", contents=contents)))
    done = call("resolve", "stub.ign", "--list")
    assert done.code == 3
    assert "hunter2" not in done.out + done.err
    assert "merge stub.ign#/ignition/config/merge/0 (spec 3.4.0)" in done.out
    assert f"merge {URL}?…: unresolved" in done.out
    assert "/storage/files/0/contents  https" in done.out
    listed = json.loads(call("resolve", "stub.ign", "--list", "--format", "json").out)
    assert [child["state"] for child in listed["documents"][0]["children"]] == ["used", "unresolved"]
    assert call("resolve", "stub.ign", "--list", "--check").code == 2


def test_a_broken_child_is_told_at_its_line_and_nothing_is_written() -> None:
    write("child.ign", b'{\n "ignition": {"version": "3.4.0"},\n "storage": {"files": [{"path": "a"}]}\n}')
    write("stub.ign", stub("replace", URL))
    done = shell(f"ignition-compose resolve stub.ign --map {URL}=child.ign -o out.ign")
    assert (done.code, Path("out.ign").exists()) == (1, False)
    assert f"{URL}:3:33: error: " in done.err
