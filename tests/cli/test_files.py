"""A file that the command writes changes as a whole or not at all, and stays the file it was."""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.cli import files, replacement
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


LIST = "system.posix_acl_access"
"""The attribute that Linux shows a file's access control list as."""
INHERITED = "system.posix_acl_default"
ROOT_ONLY = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")


def access_list(user: int, *, group: int = 4, mask: int = 6) -> bytes:
    """A list that lets *user* read and write, as Linux keeps it."""
    nobody = 0xFFFFFFFF
    rows = [(1, 6, nobody), (2, 6, user), (4, group, nobody), (16, mask, nobody), (32, 0, nobody)]
    return struct.pack("<I", 2) + b"".join([struct.pack("<HHI", *row) for row in rows])


def give(path: str | Path, name: str, value: bytes) -> None:
    """Give a file an attribute, or leave the test out where there are none."""
    if not hasattr(os, "setxattr"):
        pytest.skip("this system shows no extended attributes")
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        pytest.skip(f"this file system or user has no {name}: {error.strerror}")


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_extended_attributes_stay(mode: int) -> None:
    Path("old").write_bytes(OLD)
    Path("old").chmod(mode)
    give("old", "user.note", b"kept")
    files.write_file("old", b"data")
    assert Path("old").read_bytes() == b"data"
    assert os.getxattr("old", "user.note") == b"kept"
    assert mode_of("old") == mode


@pytest.mark.parametrize("mask", [0, 4, 6])
def test_an_access_control_list_stays_and_nobody_gains(mask: int) -> None:
    Path("old").write_bytes(OLD)
    give("old", LIST, access_list(NOBODY, group=0, mask=mask))
    before = mode_of("old")
    files.write_file("old", b"data")
    assert Path("old").read_bytes() == b"data"
    assert os.getxattr("old", LIST) == access_list(NOBODY, group=0, mask=mask)
    assert mode_of("old") == before == 0o600 | mask << 3


def test_a_list_that_the_directory_gives_to_new_files_is_not_given_to_an_old_one(folder: Path) -> None:
    Path("old").write_bytes(OLD)
    Path("old").chmod(0o640)
    give(folder, INHERITED, access_list(NOBODY))
    files.write_file("old", b"data")
    assert LIST not in os.listxattr("old")
    assert mode_of("old") == 0o640
    files.write_file("new", b"data")
    Path("usual").write_bytes(b"data")
    assert os.getxattr("new", LIST) == os.getxattr("usual", LIST)
    assert mode_of("new") == mode_of("usual")


@ROOT_ONLY
def test_an_attribute_that_cannot_be_kept_is_a_reason_to_refuse(open_folder: Path) -> None:
    file = open_folder / "out"
    file.write_bytes(OLD)
    os.chown(file, NOBODY, NOBODY)
    give(file, "security.note", b"only root may give it")
    done = run_unprivileged("translate", "good.ign", "--to", "3.6.0", "-o", "out", cwd=open_folder)
    assert done.code == 2
    assert done.err.startswith("ignition-compose: out: cannot be written: its extended attribute security.note cannot")
    assert file.read_bytes() == OLD
    assert names_in(open_folder) == ["good.ign", "out"]


@ROOT_ONLY
def test_a_list_on_a_file_whose_group_cannot_be_kept_is_a_reason_to_refuse(open_folder: Path) -> None:
    file = open_folder / "out"
    file.write_bytes(OLD)
    give(file, LIST, access_list(NOBODY))
    done = run_unprivileged("translate", "good.ign", "--to", "3.6.0", "-o", "out", cwd=open_folder)
    assert done.code == 2
    assert "out: cannot be written: its access control list cannot be kept (" in done.err
    assert file.read_bytes() == OLD


@ROOT_ONLY
@pytest.mark.parametrize(
    ("group", "before", "after"),
    [(NOBODY, 0o664, 0o664), (NOBODY, 0o4660, 0o660), (0, 0o666, 0o606), (0, 0o602, 0o600), (0, 0o646, 0o604)],
)
def test_where_the_owner_cannot_be_kept_nobody_gains(group: int, before: int, after: int, open_folder: Path) -> None:
    file = open_folder / "out"
    file.write_bytes(OLD)
    os.chown(file, 0, group)
    file.chmod(before)
    done = run_unprivileged("translate", "good.ign", "--to", "3.6.0", "-o", "out", cwd=open_folder)
    assert (done.code, done.err) == (0, "")
    assert mode_of(file) == after


@ROOT_ONLY
def test_a_link_that_a_stranger_planted_is_not_followed_to_a_file_of_ours(folder: Path) -> None:
    (folder / "ours").mkdir()
    Path("ours/private").write_bytes(OLD)
    for target in ("ours/private", "ours/new"):
        Path("out").symlink_to(target)
        os.chown("out", NOBODY, NOBODY, follow_symlinks=False)
        done = call("schema", "3.4.0", "-o", "out")
        assert done.code == 2
        assert done.err.startswith("ignition-compose: out: cannot be written: the link that leads there is another ")
        Path("out").unlink()
    assert Path("ours/private").read_bytes() == OLD
    assert names_in(folder / "ours") == ["private"]


@ROOT_ONLY
def test_a_link_that_a_stranger_made_to_a_file_of_his_own_is_followed(folder: Path) -> None:
    (folder / "his").mkdir()
    os.chown("his", NOBODY, NOBODY)
    Path("out").symlink_to("his/file")
    os.chown("out", NOBODY, NOBODY, follow_symlinks=False)
    for data in (b"first", b"second"):
        files.write_file("out", data)
        assert Path("his/file").read_bytes() == data


@pytest.mark.parametrize("name", ["_follow", "_is_at", "_check_owners", "_replace"])
def test_a_link_planted_between_two_looks_makes_no_private_file_readable(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plant(*arguments: Any) -> Any:
        if not os.path.lexists("out"):
            Path("out").symlink_to("private")
        return look(*arguments)

    look = getattr(replacement, name)
    monkeypatch.setattr(replacement, name, plant)
    Path("private").write_bytes(OLD)
    Path("private").chmod(0o600)
    files.write_file("out", b"data")
    assert mode_of("private") == 0o600
    assert Path("out").is_symlink()
    assert Path("private").read_bytes() == b"data"


def test_a_new_file_takes_the_place_of_none_that_came_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    def come(*arguments: Any, **more: Any) -> Any:
        if not os.path.lexists("out"):
            Path("out").write_bytes(OLD)
            Path("out").chmod(0o600)
        return link(*arguments, **more)

    link = os.link
    monkeypatch.setattr(os, "link", come)
    files.write_file("out", b"data")
    assert Path("out").read_bytes() == b"data"
    assert mode_of("out") == 0o600
    assert names_in(Path.cwd()) == ["out"]


def test_without_hard_links_a_new_file_is_as_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: Any, **__: Any) -> None:
        raise PermissionError(1, os.strerror(1))

    monkeypatch.setattr(os, "link", link)
    files.write_file("out", b"data")
    Path("usual").write_bytes(b"data")
    assert Path("out").read_bytes() == b"data"
    assert mode_of("out") == mode_of("usual")
    assert names_in(Path.cwd()) == ["out", "usual"]


def test_what_becomes_another_file_again_and_again_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("out").write_bytes(OLD)
    monkeypatch.setattr(replacement, "_is_at", lambda *_: False)
    done = call("schema", "3.4.0", "-o", "out")
    assert done.code == 2
    assert done.err == "ignition-compose: out: cannot be written: it becomes another file again and again\n"
    assert Path("out").read_bytes() == OLD


def test_a_draft_of_a_file_that_was_there_can_be_opened_by_its_writer_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def look(file: Any, data: bytes) -> None:
        seen.append(stat.S_IMODE(os.fstat(file.fileno()).st_mode))
        write_whole(file, data)

    write_whole = files.write_whole
    monkeypatch.setattr(replacement, "write_whole", look)
    Path("old").write_bytes(OLD)
    Path("old").chmod(0o666)
    files.write_file("old", b"data")
    assert seen == [0o600]
    assert mode_of("old") == 0o666
