"""
Reading what the command is given, and writing what it makes, so that no file is ever half written or lost.
"""

from __future__ import annotations

import io
import os
import sys

from ignition_compose.dialects import FLATCAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from io import BufferedIOBase, RawIOBase
    from typing import Final, TextIO

    from ignition_compose.composition.layers import Role
    from ignition_compose.documents.config import Config
    from ignition_compose.documents.document import Document

STDIN: Final = "-"
STDOUT: Final = "-"
STDIN_NAME: Final = "<stdin>"
STDOUT_NAME: Final = "<stdout>"
_ALIASES: Final = frozenset({STDIN, "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"})
"""The names of the standard input; what was read through one of them is not there for another."""


def read_bytes(name: str) -> bytes:
    """
    Read a file or the standard input.

    Args:
        name: The file's name, ``-`` for the standard input.

    Returns:
        The bytes, at most a little more than a document may have.

    Raises:
        UnusableFile: When it cannot be read.
    """
    from ignition_compose.reading import read_file

    return _read_stdin() if name == STDIN else read_file(name)


def read_document(name: str, dialect: str = FLATCAR) -> Document:
    """
    Read a document from a file or the standard input.

    Args:
        name: The file's name, ``-`` for the standard input.
        dialect: Which Ignition reads it.

    Raises:
        UnusableFile: When it cannot be read.
    """
    from ignition_compose.reading import read

    return read(read_bytes(name), source=STDIN_NAME if name == STDIN else name, dialect=dialect)


def read_layer(name: str | None, role: Role, dialect: str) -> Document | None:
    """
    Read the layer that an option names.

    Args:
        name: The file's name, ``-`` for the standard input, None where the option was left out.
        role: The layer's role, which is the option's name.
        dialect: Which Ignition reads it.

    Raises:
        UnusableFile: When there is no such file, or it cannot be read.
    """
    if name is None:
        return None
    if name != STDIN and not os.path.lexists(name):
        from ignition_compose.display import LONGEST, quoted
        from ignition_compose.errors import UnusableFile

        hint = "" if role == "base" else f"; leave --{role} out for a machine that finds none"
        msg = f"--{role} {quoted(name, LONGEST)}: there is no such file{hint}"
        raise UnusableFile(msg)
    return read_document(name, dialect)


def accept(*documents: Document) -> list[Config]:
    """
    Return the configs in *documents*.

    Raises:
        InvalidConfig: When Ignition refuses one of them, or one is no Ignition config; the report is about all.
    """
    from ignition_compose.refusals import refusal
    from ignition_compose.report import join

    report = join([document.report for document in documents])
    if report.is_fatal:
        raise refusal(report)
    return [config for document in documents if (config := document.config) is not None]


def check_stdin(*names: str | None) -> None:
    """
    Refuse to read the standard input twice.

    Raises:
        InvalidInput: When more than one of *names* is ``-`` or another name of it.
    """
    if len([name for name in names if name in _ALIASES]) > 1:
        from ignition_compose.errors import InvalidInput

        msg = "the standard input (-) can be read once only"
        raise InvalidInput(msg)


def _read_stdin() -> bytes:
    from ignition_compose.documents.syntax import MAX_BYTES
    from ignition_compose.errors import UnusableFile

    if sys.stdin is None:
        msg = f"{STDIN_NAME}: cannot be read: it is closed"
        raise UnusableFile(msg)
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        msg = f"{STDIN_NAME}: cannot be read: {error.strerror}"
        raise UnusableFile(msg) from None


def write_result(text: str, name: str | None) -> None:
    """
    Write a result to the standard output or to a file.

    Args:
        text: The result.
        name: The file's name; None or ``-`` for the standard output.

    Raises:
        UnusableFile: When it cannot be written; a file that was there is as it was.
    """
    data = text.encode()
    if name is None or name == STDOUT:
        write_output(data)
        return
    from ignition_compose.display import discreet
    from ignition_compose.errors import UnusableFile

    try:
        write_file(name, data)
    except (BrokenPipeError, UnusableFile):
        raise
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        msg = f"{discreet(name) or repr(name)}: cannot be written: {reason}"
        raise UnusableFile(msg) from None


def write_file(name: str, data: bytes) -> None:
    """
    Put *data* into a file as a whole or not at all.

    A new file gets the permissions that the umask leaves; one that is there keeps its own, its access control list,
    its extended attributes and its owner. A link stays and its target changes. What is no regular file, such as a
    device or a pipe, is written to.

    Raises:
        OSError: When that fails; a file that was there is as it was.
    """
    if _is_stdout(name):
        write_output(data)
        return
    from ignition_compose.cli.replacement import put

    put(name, data)


def _is_stdout(name: str) -> bool:
    """
    Whether that is where the standard output goes already, as for /dev/stdout.
    """
    try:
        return os.path.samestat(os.stat(name), os.fstat(sys.stdout.fileno()))  # noqa: PTH116 - pathlib takes long
    except (OSError, ValueError, AttributeError):
        return False


def write_output(data: bytes) -> None:
    """
    Write to the standard output, all of it.

    Raises:
        UnusableFile: When it cannot be written.
        BrokenPipeError: When nobody reads it.
    """
    from ignition_compose.errors import UnusableFile

    if sys.stdout is None:
        msg = f"{STDOUT_NAME}: cannot be written: it is closed"
        raise UnusableFile(msg)
    try:
        _write_stream(sys.stdout, data)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or error
        msg = f"{STDOUT_NAME}: cannot be written: {reason}"
        raise UnusableFile(msg) from None


def write_error(text: str) -> None:
    """
    Write to the standard error, if there is one; that nobody can be told changes no verdict and no exit code.
    """
    if sys.stderr is None:
        return
    try:
        _write_stream(sys.stderr, text.encode(sys.stderr.encoding or "utf-8", "backslashreplace"))
    except (OSError, ValueError):
        return


def _write_stream(stream: TextIO, data: bytes) -> None:
    """
    Write to a stream, and leave nothing in it that would have to be written when the process ends.
    """
    stream.flush()
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        # A program that calls the command may have put a stream of mere text there.
        stream.write(data.decode(stream.encoding or "utf-8"))
        stream.flush()
    elif isinstance(buffer, io.BufferedWriter | io.FileIO):
        raw = buffer.raw if isinstance(buffer, io.BufferedWriter) else buffer
        write_whole(raw, data)
        # On file systems in a network, and where quotas are, only closing tells whether all of it arrived.
        os.close(os.dup(raw.fileno()))
    else:
        write_whole(buffer, data)
        buffer.flush()


def write_whole(file: RawIOBase | BufferedIOBase, data: bytes) -> None:
    """
    Write all of *data*: one call may write less, as on a disk that is nearly full, or nothing, where it may not wait.

    Raises:
        OSError: When not all of it can be written.
    """
    rest = memoryview(data)
    while rest:
        count = file.write(rest)
        if count is None:
            import select

            select.select([], [file], [])
        elif not count:
            msg = "it takes no more"
            raise OSError(msg)
        else:
            rest = rest[count:]
