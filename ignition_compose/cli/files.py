"""
Reading what the command is given, and writing what it makes, so that no file is ever half written or lost.
"""

from __future__ import annotations

import os
import stat
import sys

from ignition_compose.dialects import FLATCAR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.composition.layers import Role
    from ignition_compose.documents.config import Config
    from ignition_compose.documents.document import Document

STDIN: Final = "-"
STDOUT: Final = "-"
STDIN_NAME: Final = "<stdin>"
STDOUT_NAME: Final = "<stdout>"
_PRIVATE: Final = 0o600
_USUAL: Final = 0o666
_PERMISSIONS: Final = 0o7777


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
        from ignition_compose.errors import UnusableFile

        hint = "" if role == "base" else f"; leave --{role} out for a machine that finds none"
        msg = f"--{role} {name!r}: there is no such file{hint}"
        raise UnusableFile(msg)
    return read_document(name, dialect)


def accept(*documents: Document) -> list[Config]:
    """
    Return the configs in *documents*.

    Raises:
        InvalidConfig: When Ignition refuses one of them, or one is no Ignition config; the report is about all.
    """
    from ignition_compose.report import join, refusal

    report = join([document.report for document in documents])
    if report.is_fatal:
        raise refusal(report)
    return [config for document in documents if (config := document.config) is not None]


def check_stdin(*names: str | None) -> None:
    """
    Refuse to read the standard input twice.

    Raises:
        InvalidInput: When more than one of *names* is ``-``.
    """
    if names.count(STDIN) > 1:
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
    from ignition_compose.errors import UnusableFile

    try:
        write_file(name, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        msg = f"{name or repr(name)}: cannot be written: {error.strerror or error}"
        raise UnusableFile(msg) from None


def write_file(name: str, data: bytes) -> None:
    """
    Put *data* into a file as a whole or not at all.

    A new file gets the permissions that the umask leaves; one that is there keeps its own and its owner.
    A link stays and its target changes. What is no regular file, such as a device or a pipe, is written to.

    Raises:
        OSError: When that fails; a file that was there is as it was.
    """
    try:
        old = os.stat(name)  # noqa: PTH116 - pathlib takes long to import
    except FileNotFoundError:
        old = None
    if old is not None and _is_stdout(old):
        write_output(data)
    elif old is not None and not stat.S_ISREG(old.st_mode):
        _write_through(name, data)
    else:
        if old is not None and not os.access(name, os.W_OK):
            # A rename would not ask; whoever protected the file meant it.
            raise PermissionError(13, os.strerror(13), name)
        _replace(os.path.realpath(name), data, old)


def _replace(target: str, data: bytes, old: os.stat_result | None) -> None:
    folder = os.path.dirname(target)  # noqa: PTH120
    draft = os.path.join(folder, f".ignition-compose-{os.urandom(8).hex()}.tmp")  # noqa: PTH118
    # Configs hold secrets: the draft of a private file must never be readable, not even for a moment.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(draft, flags, _USUAL if old is None else _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _take_over(draft, old)
            os.fsync(descriptor)
        os.replace(draft, target)  # noqa: PTH105
    except BaseException:
        os.unlink(draft)  # noqa: PTH108
        raise
    _sync_folder(folder)


def _take_over(draft: str, old: os.stat_result) -> None:
    """
    Give *draft* the owner, where that is allowed, and the permissions of the file it will replace.
    """
    mode = stat.S_IMODE(old.st_mode) & _PERMISSIONS
    new = os.stat(draft)  # noqa: PTH116
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(draft, old.st_uid, old.st_gid)
        except OSError:
            # What was for the old owner and group is not for ours; set-user-id would now mean another user.
            mode &= ~(stat.S_ISUID | stat.S_ISGID | stat.S_IRWXG)
    os.chmod(draft, mode)  # noqa: PTH101


def _sync_folder(folder: str) -> None:
    """
    Make the rename last; not every system can, and then the file is still whole.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _write_through(name: str, data: bytes) -> None:
    with open(name, "wb", buffering=0) as file:  # noqa: PTH123
        _write_all(file.fileno(), data)


def _is_stdout(old: os.stat_result) -> bool:
    """
    Whether that is where the standard output goes already, as for /dev/stdout.
    """
    try:
        return sys.stdout is not None and os.path.samestat(old, os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


def write_output(data: bytes) -> None:
    """
    Write to the standard output.

    Raises:
        UnusableFile: When it cannot be written.
        BrokenPipeError: When nobody reads it.
    """
    from ignition_compose.errors import UnusableFile

    if sys.stdout is None:
        msg = f"{STDOUT_NAME}: cannot be written: it is closed"
        raise UnusableFile(msg)
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        msg = f"{STDOUT_NAME}: cannot be written: {error.strerror}"
        raise UnusableFile(msg) from None


def write_error(text: str) -> None:
    """
    Write to the standard error, if there is one.
    """
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
