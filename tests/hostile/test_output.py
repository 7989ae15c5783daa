"""Whatever becomes of its streams, the command has written all of its result or says that it has not."""

from __future__ import annotations

import errno
import fcntl
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ignition_compose.cli import files, main
from tests.cli.command import COMMAND, SECONDS, call, config, environment, run, run_on_terminal, shell, write
from tests.cli.command import files as sections

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, limits and terminals are those of POSIX")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
BUFFERING = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
RESULTS = ["schema 3.5.0", "--help", "completion bash", "validate good.ign --format json", "compose --user good.ign"]
MUCH = 5_000
"""Files in a config whose text no pipe holds at once."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("good.ign", config(unknown=1, storage=sections(*[f"/{number:04}" for number in range(100)])))
    write("much.ign", config(storage=sections(*[f"/{number:04}" for number in range(MUCH)])))
    return tmp_path


@BUFFERING
@pytest.mark.parametrize("line", RESULTS)
def test_a_result_that_does_not_fit_is_an_error_however_much_of_it_did(line: str, unbuffered: str) -> None:
    # A file may have one block: what is longer is cut off there, and the first write tells of no error.
    done = shell(
        f"ulimit -f 1; ignition-compose {line} > out", PYTHONUNBUFFERED=unbuffered, PYTHONDONTWRITEBYTECODE="1"
    )
    if Path("out").stat().st_size < 1024:
        assert done.code == 0
        return
    assert done.code == 2
    assert done.err.endswith("ignition-compose: <stdout>: cannot be written: File too large\n")


@FULL
@BUFFERING
@pytest.mark.parametrize("line", [*RESULTS, "--version", "schema 3.5.0 -o /dev/full"])
def test_a_full_disk_is_an_error_for_every_result(line: str, unbuffered: str) -> None:
    done = shell(f"ignition-compose {line} > /dev/full", PYTHONUNBUFFERED=unbuffered)
    assert done.code == 2
    assert done.err.endswith("cannot be written: No space left on device\n")
    assert "Traceback" not in done.err


@BUFFERING
def test_a_reader_that_goes_in_the_middle_ends_it_in_silence(unbuffered: str) -> None:
    line = "(ignition-compose compose --user much.ign; echo $? > code) | head -c 10; cat code"
    done = shell(line, PYTHONUNBUFFERED=unbuffered)
    assert (done.out, done.err) == ('{"ignition141\n', "")


@BUFFERING
def test_a_pipe_that_may_not_wait_gets_all_of_it(unbuffered: str) -> None:
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    with subprocess.Popen(
        [*COMMAND, "compose", "--user", "much.ign"],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUNBUFFERED=unbuffered),
    ) as process:
        os.close(theirs)
        time.sleep(0.5)  # the pipe fills meanwhile, most likely
        with os.fdopen(ours, "rb") as stream:
            read = stream.read()
        _, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (0, b"")
    assert read.decode() == call("compose", "--user", "much.ign").out


@BUFFERING
def test_a_terminal_gets_all_of_it(unbuffered: str) -> None:
    code, shown = run_on_terminal("stdout", "compose", "--pretty", "--user", "much.ign", PYTHONUNBUFFERED=unbuffered)
    assert code == 0
    assert shown.replace("\r\n", "\n") == call("compose", "--pretty", "--user", "much.ign").out


STREAMS = ["2>&-", "2>/dev/null", "2> >(exec true)", pytest.param("2>/dev/full", marks=FULL)]
VERDICTS = [
    ("validate odd.ign", 0),
    ("validate --format json odd.ign bad.ign", 1),
    ("validate bad.ign", 1),
    ("compose --summary --user odd.ign", 0),
    ("validate - -", 2),
    ("validate --misspelt odd.ign", 2),
    ("translate odd.ign --to 1.0.0", 3),
]


@BUFFERING
@pytest.mark.parametrize("stream", STREAMS)
def test_no_standard_error_changes_an_exit_code(stream: str, unbuffered: str) -> None:
    write("odd.ign", config(odd=1))
    write("bad.ign", b"{")
    lines = [f"ignition-compose {line} {stream} < /dev/null > /dev/null; echo $?" for line, _ in VERDICTS]
    done = shell("\n".join(lines), PYTHONUNBUFFERED=unbuffered)
    assert done.out.split() == [str(code) for _, code in VERDICTS]
    assert done.err == ""


def test_an_error_that_only_closing_tells_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def close(descriptor: int) -> None:
        really_close(descriptor)
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    really_close = os.close
    with Path("out").open("w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(os, "close", close)
        code = main(["compose", "--user", "good.ign"])
        monkeypatch.undo()
    assert code == 2
    assert "ignition-compose: <stdout>: cannot be written: " in capsys.readouterr().err


class Grudging(io.RawIOBase):
    """A file that takes little at a time, and at last nothing."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = bytearray()

    def write(self, data: Any) -> int:
        piece = bytes(data[: min(7, self.most - len(self.taken))])
        self.taken += piece
        return len(piece)


def test_a_file_that_takes_little_at_a_time_gets_all_of_it_or_it_is_an_error() -> None:
    data = bytes(range(256))
    file = Grudging(1 << 20)
    files.write_whole(file, data)
    assert file.taken == data
    with pytest.raises(OSError, match="it takes no more"):
        files.write_whole(Grudging(100), data)


def test_programs_that_call_the_command_may_have_put_any_text_stream_there(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert main(["compose", "--user", "good.ign"]) == 0
    assert main(["--help"]) == 0
    assert main(["validate", "missing.ign"]) == 2
    assert '"3.4.0"' in out.getvalue()
    assert "Usage: " in out.getvalue()
    assert "missing.ign: cannot be read" in err.getvalue()
    out.close()
    err.close()
    assert main(["compose", "--user", "good.ign"]) == 2


@pytest.mark.parametrize("other", ["-", "/dev/stdin", "/dev/fd/0"])
@pytest.mark.parametrize(
    "line",
    [
        ["validate", "-"],
        ["merge", "-"],
        ["compose", "--base", "-", "--base"],
        ["compose", "--base", "-", "--user"],
        ["compose", "--user", "-", "--default"],
    ],
    ids=" ".join,
)
def test_the_standard_input_named_twice_is_wrong_usage(line: list[str], other: str) -> None:
    done = run(*line, other, stdin=b'{"ignition": {"version": "3.4.0"}}')
    assert done == (2, "", "ignition-compose: the standard input (-) can be read once only\n")


SLOW = """
import os, sys
from ignition_compose.cli import main, replacement

def slow(descriptor):
    if not os.path.exists("written"):
        open("written", "w").close()
        import time
        end = time.monotonic() + 1
        while time.monotonic() < end:
            pass

os.fsync = slow
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("old", [b"what was here before", None], ids=["old", "new"])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_leaves_no_draft_and_no_half_file(name: str, old: bytes | None, folder: Path) -> None:
    if old is not None:
        Path("out").write_bytes(old)
    line = [sys.executable, "-c", SLOW, "compose", "--user", "much.ign", "-o", "out"]
    # Whoever starts the tests may let it be ignored, as nohup does and shells in the background; children inherit that.
    number = getattr(signal, name)
    before = signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)
    try:
        with subprocess.Popen(line, env=environment(), stderr=subprocess.PIPE) as process:
            end = time.monotonic() + SECONDS
            while not Path("written").exists() and time.monotonic() < end:
                time.sleep(0.01)
            process.send_signal(number)
            _, err = process.communicate(timeout=SECONDS)
    finally:
        signal.signal(number, before)
    assert process.returncode == (130 if name == "SIGINT" else -number)
    assert err == b""
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
    assert Path("out").read_text() == call("compose", "--user", "much.ign").out


def test_a_pipe_that_nobody_reads_can_be_given_up() -> None:
    os.mkfifo("pipe")
    with subprocess.Popen([*COMMAND, "compose", "--user", "good.ign", "-o", "pipe"], env=environment()) as process:
        time.sleep(1)
        assert process.poll() is None
        process.terminate()
        process.wait(timeout=SECONDS)
    assert process.returncode == -signal.SIGTERM


def test_a_small_pipe_given_as_a_file_gets_all_of_it() -> None:
    if not hasattr(fcntl, "F_SETPIPE_SZ"):
        pytest.skip("the size of a pipe can be set on Linux only")
    done = shell("ignition-compose compose --user much.ign -o >(sleep 0.5; cat > out; echo > end)")
    assert done.code == 0
    end = time.monotonic() + SECONDS
    while not Path("end").exists() and time.monotonic() < end:
        time.sleep(0.01)
    assert Path("out").read_text() == call("compose", "--user", "much.ign").out
