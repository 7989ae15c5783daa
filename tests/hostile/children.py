"""Programs in processes of their own, which start from nothing and must end in time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]

FORKS: Final = '''
import os, signal, sys, threading, time, traceback

def in_fork(work, *arguments, seconds=20):
    """Run work in a fork of this process, which is killed if it hangs, and give its wait status."""
    pid = os.fork()
    if pid == 0:
        signal.alarm(seconds)
        try:
            work(*arguments)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1]

def in_threads(work, count=16):
    """What work gives in each of some threads that begin at once."""
    sys.setswitchinterval(1e-6)
    given, start = [], threading.Barrier(count)
    def run():
        start.wait()
        try:
            given.append(work())
        except BaseException as error:
            given.append(error)
    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return given
'''
"""What programs here share; they are given as text, for nothing of the package may be imported before."""


def run(program: str, seconds: float = 60) -> str:
    """What a program writes; it must end well and in time."""
    command = [sys.executable, "-c", f"{FORKS}\n{program}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=seconds, check=False)
    assert done.returncode == 0, f"{done.returncode}: {done.stderr[-2000:]}"
    return done.stdout
