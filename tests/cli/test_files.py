"""A file that the command writes changes as a whole or not at all, and stays the file it was."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ignition_compose as ic
from ignition_compose.cli import files
from tests.cli.command import SECONDS, Done, call, environment, names_in, run, shell

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534
OLD = b"what was here before\n"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions and links are those of POSIX")


def mode_of(path: str | Path) -> int:
    return stat.S_IMODE(Path(path).stat().st_mode)


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_a_new_file_has_the_permissions_that_the_umask_leaves() -> None:
    files.write_file("new", b"data")
    assert Path("new").read_bytes() == b"data"
    assert mode_of("new") == 0o640


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o666, 0o755])
def test_a_file_that_was_there_keeps_its_permissions(mode: int) -> None:
    Path("old").write_bytes(OLD)
    Path("old").chmod(mode)
    files.write_file("old", b"data")
    assert Path("old").read_bytes() == b"data"
    assert mode_of("old") == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_that_was_there_keeps_its_owner() -> None:
    Path("old").write_bytes(OLD)
    os.chown("old", NOBODY, NOBODY)
    files.write_file("old", b"data")
    status = Path("old").stat()
    assert (status.st_uid, status.st_gid) == (NOBODY, NOBODY)


def test_a_link_stays_a_link_and_its_target_changes(folder: Path) -> None:
    (folder / "far").mkdir()
    (folder / "far" / "target").write_bytes(OLD)
    Path("middle").symlink_to("far/target")
    Path("link").symlink_to("middle")
    assert call("schema", "3.4.0", "-o", "link").code == 0
    assert Path("link").is_symlink()
    assert Path("middle").is_symlink()
    assert Path("far/target").read_text() == call("schema", "3.4.0").out
    assert names_in(folder / "far") == ["target"]


def test_a_link_to_nothing_yet_gets_a_target() -> None:
    Path("link").symlink_to("target")
    files.write_file("link", b"data")
    assert Path("link").is_symlink()
    assert Path("target").read_bytes() == b"data"


def test_a_link_to_itself_is_an_error_and_stays() -> None:
    Path("link").symlink_to("link")
    assert call("schema", "3.4.0", "-o", "link").code == 2
    assert Path("link").is_symlink()


def test_a_pipe_is_written_to_and_stays_a_pipe() -> None:
    os.mkfifo("pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_bytes()), daemon=True)
    reader.start()
    done = call("schema", "3.4.0", "-o", "pipe")
    reader.join(SECONDS)
    assert done.code == 0
    assert read == [call("schema", "3.4.0").out.encode()]
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_the_name_of_the_standard_output_is_the_standard_output() -> None:
    done = shell("echo before > log; ignition-compose schema 3.4.0 -o /dev/stdout >> log; cat log")
    first, _, rest = done.out.partition("\n")
    assert first == "before"
    assert rest == call("schema", "3.4.0").out


def test_a_dash_is_the_standard_output(folder: Path) -> None:
    assert call("schema", "3.4.0", "-o", "-") == call("schema", "3.4.0")
    assert names_in(folder) == []


def test_a_reader_sees_the_old_file_or_the_new_one_and_nothing_between() -> None:
    texts = {letter * (1 << 18) for letter in (b"a", b"b")}
    files.write_file("file", b"a" * (1 << 18))
    seen = set()
    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            seen.add(Path("file").read_bytes())

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    for _ in range(20):
        for text in texts:
            files.write_file("file", text)
    ended.set()
    watcher.join(SECONDS)
    assert seen
    assert seen <= texts


def test_a_write_that_fails_leaves_the_old_file_and_no_other(folder: Path) -> None:
    Path("out").write_bytes(OLD)
    # No file may grow: the disk is as good as full.
    done = shell("ulimit -f 0; ignition-compose schema 3.4.0 -o out", PYTHONDONTWRITEBYTECODE="1")
    assert done.code == 2
    assert done.err == "ignition-compose: out: cannot be written: File too large\n"
    assert Path("out").read_bytes() == OLD
    assert names_in(folder) == ["out"]


@pytest.mark.parametrize("name", ["missing/out", ".", "", "out/in"])
def test_a_place_that_cannot_be_written_to_is_named(name: str, folder: Path) -> None:
    Path("out").write_bytes(OLD)
    done = call("schema", "3.4.0", "-o", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"ignition-compose: {name or repr(name)}: cannot be written: ")
    assert names_in(folder) == ["out"]
    assert Path("out").read_bytes() == OLD


UNPRIVILEGED = """
import os, sys
from ignition_compose.cli import main
# Import what is needed while that can still be read.
for arguments in (["validate", "good.ign"], ["translate", "good.ign", "--to", "3.6.0", "-o", os.devnull]):
    main(arguments)
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid({nobody})
    os.setuid({nobody})
sys.exit(main(sys.argv[1:]))
"""


def run_unprivileged(*arguments: str, cwd: Path) -> Done:
    """Run the command as a user whom permissions bind."""
    script = UNPRIVILEGED.format(nobody=NOBODY)
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=environment(),
        timeout=SECONDS,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A directory that another user can reach, with a config in it; pytest's own are private."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "good.ign").write_bytes(b'{"ignition": {"version": "3.4.0"}}')
        yield folder
        folder.chmod(0o777)


def test_a_file_that_is_write_protected_is_not_replaced(open_folder: Path) -> None:
    protected = open_folder / "out"
    protected.write_bytes(OLD)
    protected.chmod(0o444)
    done = run_unprivileged("translate", "good.ign", "--to", "3.6.0", "-o", "out", cwd=open_folder)
    assert (done.code, done.err) == (2, "ignition-compose: out: cannot be written: Permission denied\n")
    assert protected.read_bytes() == OLD


def test_a_directory_that_is_write_protected_keeps_its_files(open_folder: Path) -> None:
    file = open_folder / "out"
    file.write_bytes(OLD)
    file.chmod(0o666)
    open_folder.chmod(0o555)
    done = run_unprivileged("translate", "good.ign", "--to", "3.6.0", "-o", "out", cwd=open_folder)
    assert (done.code, done.err) == (2, "ignition-compose: out: cannot be written: Permission denied\n")
    assert file.read_bytes() == OLD
    assert names_in(open_folder) == ["good.ign", "out"]


def test_a_file_that_may_not_be_read_is_named(open_folder: Path) -> None:
    private = open_folder / "private.ign"
    private.write_bytes(OLD)
    private.chmod(0)
    done = run_unprivileged("validate", "private.ign", cwd=open_folder)
    assert (done.code, done.err) == (2, "ignition-compose: private.ign: cannot be read: Permission denied\n")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name must be text")
def test_names_that_are_no_text_work_and_are_shown_escaped() -> None:
    raw = os.fsencode("user-") + b"\xff\x1b[31m.ign"
    Path(os.fsdecode(raw)).write_bytes(b'{"ignition": {"version": "3.4.0"}}')
    assert run("validate", raw) == (0, "user-\\xff\\x1b[31m.ign: valid (spec 3.4.0)\n", "")
    done = run("validate", "--format", "json", raw)
    assert os.fsencode(done.result["documents"][0]["source"]) == raw
    assert run("compose", "--user", raw, "-o", b"out-\xff").code == 0
    assert ic.parse(Path(os.fsdecode(b"out-\xff"))).version == "3.4.0"
