"""The real program runs in its jail, and says what a machine would apply."""

from __future__ import annotations

import http.server
import json
import subprocess
import threading
from typing import TYPE_CHECKING, Any

import pytest

from tests.oracle import program
from tests.oracle.oracle import VERSIONS, Oracle
from tests.oracle.program import ProgramError, Written, effective_config, written_tree

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.reference, pytest.mark.program, pytest.mark.slow]

NEWEST = VERSIONS[-1]


def write(version: str, **sections: object) -> bytes:
    return json.dumps({"ignition": {"version": version}, **sections}).encode()


def file(path: str, text: str, **members: object) -> dict[str, Any]:
    return {"path": path, "contents": {"source": f"data:,{text}"}, **members}


def test_the_effective_config_is_the_reference_merge_of_base_and_user() -> None:
    first = write("3.1.0", storage={"files": [file("/a", "one"), file("/b", "one")]})
    second = write("3.4.0", storage={"files": [file("/b", "two", mode=420)]})
    user = write("3.5.0", storage={"files": [file("/a", "user")], "links": []})
    config = effective_config({"20.ign": second, "10.ign": first}, user)
    with Oracle() as oracle:
        merged: dict[str, Any] = {}
        for raw in (first, second):
            child = json.dumps(oracle.parse_any(raw).config).encode()
            merged = oracle.merge(NEWEST, json.dumps(merged).encode(), child).config
        child = json.dumps(oracle.parse_any(user).config).encode()
        merged = oracle.merge(NEWEST, json.dumps(merged).encode(), child).config
    assert config == merged
    assert [entry["contents"]["source"] for entry in config["storage"]["files"]] == [
        "data:,user",
        "data:,two",
    ]


def test_without_a_user_config_the_base_stands_alone() -> None:
    base = write("3.3.0", storage={"files": [file("/a", "base")]})
    for user in (None, b""):
        config = effective_config({"10.ign": base}, user)
        assert [entry["path"] for entry in config["storage"]["files"]] == ["/a"]
        assert config["ignition"]["version"] == NEWEST


def test_a_machine_with_nothing_has_an_empty_config() -> None:
    config = effective_config({}, None)
    assert config["ignition"]["version"] == NEWEST
    assert config["storage"] == {}


def test_a_referenced_config_overrides_the_one_that_names_it() -> None:
    child = write("3.5.0", storage={"files": [file("/a", "child")]}).decode()
    user = {
        "ignition": {"version": "3.5.0", "config": {"merge": [{"source": f"data:,{quote(child)}"}]}},
        "storage": {"files": [file("/a", "parent")]},
    }
    config = effective_config({}, json.dumps(user).encode())
    assert config["storage"]["files"][0]["contents"]["source"] == "data:,child"


def quote(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


def test_an_etc_fragment_hides_the_usr_fragment_of_its_name() -> None:
    files = {"etc/ignition/base.d/10.ign": write("3.5.0", storage={"files": [file("/etc", "e")]})}
    usr = {"10.ign": write("3.5.0", storage={"files": [file("/usr", "u")]})}
    config = effective_config(usr, None, files=files)
    assert [entry["path"] for entry in config["storage"]["files"]] == ["/etc"]


def test_an_invalid_config_is_refused_with_its_report() -> None:
    with pytest.raises(ProgramError, match="path not absolute") as caught:
        effective_config({}, write("3.5.0", storage={"files": [{"path": "a"}]}))
    assert caught.value.stage == "fetch"
    assert caught.value.status == 1


def test_files_directories_links_and_units_are_written() -> None:
    base = write("3.5.0", storage={"files": [file("/etc/motd", "base", mode=0o644)]})
    user = write(
        "3.5.0",
        storage={
            "directories": [{"path": "/srv/shut", "mode": 0}],
            "files": [file("/etc/motd", "user", mode=0o600), file("/srv/shut/in", "x", mode=0)],
            "links": [{"path": "/srv/link", "target": "/etc/motd"}],
        },
        systemd={"units": [{"name": "a.service", "contents": "[Unit]\n"}]},
    )
    tree = written_tree({"10.ign": base}, user)
    assert tree.pop("/srv/link").value == "/etc/motd"
    assert tree == {
        "/etc": Written("directory", 0o755, None),
        "/etc/motd": Written("file", 0o600, b"user"),
        "/etc/systemd": Written("directory", 0o755, None),
        "/etc/systemd/system": Written("directory", 0o755, None),
        "/etc/systemd/system/a.service": Written("file", 0o644, b"[Unit]\n"),
        "/srv": Written("directory", 0o755, None),
        "/srv/shut": Written("directory", 0, None),
        "/srv/shut/in": Written("file", 0, b"x"),
    }


def test_what_lay_in_the_root_before_is_appended_to() -> None:
    user = write("3.5.0", storage={"files": [{"path": "/a", "append": [{"source": "data:,%2B"}]}]})
    tree = written_tree({}, user, files={"sysroot/a": b"was"})
    assert tree["/a"].value == b"was+"


def test_a_link_out_of_the_root_leads_nowhere(tmp_path: Path) -> None:
    # Each config is valid by itself, and nothing validates the two together: the program makes the
    # link first and then writes through it. Outside a jail the file would land in tmp_path.
    base = write("3.5.0", storage={"links": [{"path": "/out", "target": str(tmp_path)}]})
    user = write("3.5.0", storage={"files": [file("/out/escaped", "x")]})
    assert written_tree({"10.ign": base}, None)["/out"].value == str(tmp_path)
    with pytest.raises(ProgramError, match='writing file "/sysroot/out/escaped"'):
        written_tree({"10.ign": base}, user)
    assert list(tmp_path.iterdir()) == []


def test_the_program_keeps_few_capabilities_and_sees_its_jail_alone(tmp_path: Path) -> None:
    command = [*program.find_isolation(), *program._drop_capabilities(), "cat", "/proc/self/status"]
    status = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    effective = next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff"))
    kept = {bit for bit in range(64) if int(effective, 16) >> bit & 1}
    assert kept <= {0, 1, 3, 4, 18}  # chown, dac_override, fowner, fsetid, sys_chroot
    with pytest.raises(ValueError, match="is no jail"):
        program._run(tmp_path, "fetch")


def test_no_network_is_reached() -> None:
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    source = f"http://127.0.0.1:{server.server_address[1]}/"
    user = {
        "ignition": {
            "version": "3.5.0",
            "timeouts": {"httpTotal": 1},
            "config": {"merge": [{"source": source}]},
        }
    }
    try:
        with pytest.raises(ProgramError, match="unreachable"):
            effective_config({}, json.dumps(user).encode())
    finally:
        server.shutdown()
        server.server_close()
    assert hits == []


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x"])
def test_a_file_of_the_machine_cannot_be_named_outside_it(name: str) -> None:
    with pytest.raises(ValueError, match="below the root"):
        effective_config({}, None, files={name: b""})
    with pytest.raises(ValueError, match="below the root"):
        effective_config({f"../../../../{name}": b""}, None)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shut = {"path": "/shut", "mode": 0}
    written_tree({}, write("3.5.0", storage={"directories": [shut]}))
    assert list(tmp_path.iterdir()) == []
