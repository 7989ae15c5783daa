"""
Putting bytes where a name leads: into a pipe or a device as they come, into a regular file as a whole or not at all.

What is there is opened once, and what is open is looked at: a name can mean something else from one look to the next.
"""

from __future__ import annotations

import errno
import os
import signal
import stat

from ignition_compose.cli.attributes import take_over
from ignition_compose.cli.files import write_whole
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import FileIO
    from typing import Final

_PRIVATE: Final = 0o600
_USUAL: Final = 0o666
_ATTEMPTS: Final = 16
_LINKS: Final = 40
"""How many links in a row Linux follows."""
_BINARY: Final = getattr(os, "O_BINARY", 0)
_WRITE: Final = os.O_WRONLY | _BINARY | getattr(os, "O_NOCTTY", 0)
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
_BY_DESCRIPTOR: Final = os.open in os.supports_dir_fd


class Spot(NamedTuple):
    """
    A name in a directory.

    Attributes:
        folder: The directory, open; None where the system knows directories by name only.
        name: The name in the directory; the whole path where there is no *folder*.
    """

    folder: int | None
    name: str


def put(name: str, data: bytes) -> None:
    """
    Write *data* to where *name* leads.

    Args:
        name: The name of a file that is there or not, or of a link, a pipe or a device.
        data: The bytes.

    Raises:
        OSError: When that fails; a regular file that was there is as it was.
    """
    for _ in range(_ATTEMPTS):
        try:
            file = open(name, "wb", buffering=0, opener=_open)  # noqa: SIM115 - closed below
        except FileNotFoundError:
            if _fill(name, data, None):
                return
            continue
        with file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                write_whole(file, data)
                return
            if _fill(name, data, file):
                return
    msg = "it becomes another file again and again"
    raise OSError(msg)


def _open(name: str, _: int) -> int:
    # Nothing is created and nothing is emptied, whatever it is.
    return os.open(name, _WRITE)


def _fill(name: str, data: bytes, old: FileIO | None) -> bool:
    """
    Put *data* in the place of the regular file *old*, or into a new one; False where *name* means another by now.
    """
    path, owners = _follow(name)
    folder, last = os.path.split(path)
    spot = Spot(_open_folder(folder), last) if _BY_DESCRIPTOR else Spot(None, path)
    try:
        if not _is_at(spot, old):
            return False
        _check_owners(owners, spot, old)
        return _replace_undisturbed(spot, data, old)
    finally:
        if spot.folder is not None:
            os.close(spot.folder)


def _follow(name: str) -> tuple[str, set[int]]:
    """
    Where *name* leads, and who made the links on the way.
    """
    owners: set[int] = set()
    for _ in range(_LINKS):
        link = _read_link(name)
        if link is None:
            return name, owners
        target, owner = link
        owners.add(owner)
        name = os.path.join(os.path.dirname(name), target)  # noqa: PTH118, PTH120
    msg = "there are too many links on the way"
    raise OSError(msg)


def _read_link(name: str) -> tuple[str, int] | None:
    """
    The target and the owner of a link; None if it is none.
    """
    try:
        if not hasattr(os, "O_PATH"):
            status = os.lstat(name)
            return (os.readlink(name), status.st_uid) if stat.S_ISLNK(status.st_mode) else None  # noqa: PTH115
        link = os.open(name, os.O_PATH | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(link)
        return (os.readlink("", dir_fd=link), status.st_uid) if stat.S_ISLNK(status.st_mode) else None
    finally:
        os.close(link)


def _open_folder(name: str) -> int:
    # Writing into a directory does not take the right to list it.
    return os.open(name or os.curdir, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)


def _is_at(spot: Spot, old: FileIO | None) -> bool:
    """
    Whether *old* is what stands there, or nothing does if it is None.
    """
    try:
        there = os.stat(spot.name, dir_fd=spot.folder, follow_symlinks=False)
    except FileNotFoundError:
        return old is None
    return old is not None and os.path.samestat(there, os.fstat(old.fileno()))


def _check_owners(owners: Iterable[int], spot: Spot, old: FileIO | None) -> None:
    """
    Refuse to follow a link that a stranger made to somebody else's file.
    """
    # The owner of the directory could put another file there anyway; and so may the superuser.
    descriptors = (spot.folder, None if old is None else old.fileno())
    known = {os.fstat(one).st_uid for one in descriptors if one is not None}
    if hasattr(os, "geteuid") and not known.union({0, os.geteuid()}).issuperset(owners):
        msg = "the link that leads there is another user's, and what it leads to is not"
        raise PermissionError(errno.EACCES, msg)


def _replace_undisturbed(spot: Spot, data: bytes, old: FileIO | None) -> bool:
    """
    Replace while signals wait that would end the process and leave a draft behind.
    """
    if not hasattr(signal, "pthread_sigmask"):
        return _replace(spot, data, old)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGHUP, signal.SIGINT, signal.SIGTERM))
        return _replace(spot, data, old)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _replace(spot: Spot, data: bytes, old: FileIO | None) -> bool:
    """
    Write *data* beside, and put it there in one step; False where a new file is not the first of its name.
    """
    draft = spot._replace(name=os.path.join(os.path.dirname(spot.name), f".ignition-compose-{os.urandom(8).hex()}.tmp"))  # noqa: PTH118, PTH120
    # Configs hold secrets: the draft of a private file must never be readable, not even for a moment. That of a new
    # one is as readable as the file will be, which the umask says, or the directory's access control list.
    mode = _USUAL if old is None else _PRIVATE
    descriptor = os.open(draft.name, _CREATE, mode, dir_fd=draft.folder)
    try:
        with open(descriptor, "wb", buffering=0) as file:  # noqa: PTH123
            write_whole(file, data)
            if old is not None:
                take_over(descriptor, old.fileno())
                old.close()  # Windows renames nothing onto what is open
            os.fsync(descriptor)
        _move(draft, spot, is_new=old is None)
    except BaseException as error:
        os.unlink(draft.name, dir_fd=draft.folder)
        if old is None and isinstance(error, FileExistsError):
            return False
        raise
    _sync(spot)
    return True


def _move(draft: Spot, spot: Spot, *, is_new: bool) -> None:
    """
    Give the draft its name.

    Raises:
        FileExistsError: When it is to be a new file, and there is one by now.
    """
    if is_new and os.name == "nt":
        os.rename(draft.name, spot.name)  # noqa: PTH104 - there it replaces nothing
        return
    if is_new:
        try:
            os.link(draft.name, spot.name, src_dir_fd=draft.folder, dst_dir_fd=spot.folder)
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: who creates the name owns it, and replaces it then.
            os.close(os.open(spot.name, _CREATE, _PRIVATE, dir_fd=spot.folder))
        else:
            os.unlink(draft.name, dir_fd=draft.folder)
            return
    os.replace(draft.name, spot.name, src_dir_fd=draft.folder, dst_dir_fd=spot.folder)


def _sync(spot: Spot) -> None:
    """
    Make the name last; not every system can, and then the file is still whole.
    """
    if spot.folder is None:
        return
    try:
        descriptor = os.open(os.curdir, os.O_RDONLY, dir_fd=spot.folder)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
