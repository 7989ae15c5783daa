"""However its streams end, the command ends quietly, with a code that says how."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ignition_compose.views import text as render
from tests.cli.command import COMMAND, ROOT, SECONDS, config, environment, run_on_terminal, shell, write

if TYPE_CHECKING:
    from collections.abc import Iterator

LINUX = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")


@pytest.mark.parametrize("line", ["schema 3.4.0", "--help", "validate good.ign"])
def test_a_reader_that_has_gone_ends_it_as_it_ends_other_programs(line: str) -> None:
    write("good.ign", config())
    done = shell(f"(sleep 0.1; ignition-compose {line}; echo $? > code) | true; cat code")
    assert (done.out, done.err) == ("141\n", "")


@LINUX
@pytest.mark.parametrize("line", ["schema 3.4.0", "--help", "validate good.ign"])
def test_a_full_disk_is_an_error_and_no_traceback(line: str) -> None:
    write("good.ign", config())
    done = shell(f"ignition-compose {line} > /dev/full")
    assert done.code == 2
    assert re.fullmatch(r"ignition-compose: .*No space left on device\n", done.err)


def test_closed_streams_are_an_error_or_no_matter() -> None:
    write("bad.ign", b"{")
    out = shell("ignition-compose schema 3.4.0 >&-")
    assert (out.code, out.err) == (2, "ignition-compose: <stdout>: cannot be written: it is closed\n")
    given = shell("ignition-compose validate - <&-")
    assert (given.code, given.err) == (2, "ignition-compose: <stdin>: cannot be read: it is closed\n")
    assert shell("ignition-compose validate bad.ign 2>&-") == (1, "", "")


def open_when_it_reads(name: str) -> int:
    """Open a pipe as soon as somebody reads from it; opening it in the usual way could wait for ever."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            return os.open(name, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.01)


@pytest.fixture
def interrupts() -> Iterator[None]:
    """Processes that can be interrupted even if the tests run in the background, where shells see to it that not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt(process: subprocess.Popen[bytes]) -> None:
    """Interrupt it until it ends: what arrives just before it waits for the pipe is noticed only behind the wait."""
    for _ in range(SECONDS):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            continue
        return


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name is needed to know when it waits")
@pytest.mark.usefixtures("interrupts")
def test_an_interrupt_ends_it_quietly() -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(
        [*COMMAND, "validate", "pipe"], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            ours = open_when_it_reads("pipe")
            interrupt(process)
            out, err = process.communicate(timeout=SECONDS)
            os.close(ours)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (130, b"", b"")


@pytest.mark.skipif(os.name != "posix", reason="the terminal is one of POSIX")
def test_severities_have_colours_on_a_terminal_unless_nobody_wants_them() -> None:
    write("bad.ign", b"{")
    _, coloured = run_on_terminal("stderr", "validate", "bad.ign", TERM="xterm")
    assert f"{render.COLOURS['error']}error{render.RESET}: " in coloured
    for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        _, plain = run_on_terminal("stderr", "validate", "bad.ign", **{"TERM": "xterm", **more})
        assert "error: " in plain
        assert "\x1b" not in plain


def test_without_click_it_says_how_to_install_it() -> None:
    # -S leaves out every installed package.
    done = subprocess.run(
        [sys.executable, "-S", "-m", "ignition_compose", "--help"],
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(ROOT)},
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert (
        done.stderr.decode()
        == "ignition-compose: the package click is missing; install it with: python -m pip install click\n"
    )
