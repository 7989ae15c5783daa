"""
Owner, permissions, access control list and extended attributes: from a file to the one that takes its place.

Nobody may do more with the new file than with the old one, and what cannot be kept and was meant is a reason to refuse.
"""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, NoReturn

_OF_THE_CONTENT: Final = frozenset({"security.capability", "security.evm", "security.ima"})
"""What Linux itself takes away or makes anew when a file is written to."""
_LIST: Final = "system."
"""How the names of access control lists begin, which Linux shows as attributes too."""
_UNHEARD_OF: Final = frozenset({errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


def take_over(draft: int, old: int) -> None:
    """
    Give a new file all that an old one has beside its content.

    The owner is kept where that is allowed; where the group is not, what the group may is given to nobody.

    Args:
        draft: The descriptor of the new file, which nobody else may open yet.
        old: The descriptor of the old one.

    Raises:
        OSError: When the permissions, an access control list or an extended attribute cannot be kept.
    """
    if not hasattr(os, "fchown"):
        return  # Windows: a new file has what its directory gives to files
    before = os.fstat(old)
    # First the owner, while the draft is private: what follows is said of the owner and the group that it has then.
    mode = _permissions(before, _keep_owner(draft, before))
    _keep_attributes(draft, old, is_same_group=os.fstat(draft).st_gid == before.st_gid)
    if stat.S_IMODE(os.fstat(draft).st_mode) != mode:
        os.fchmod(draft, mode)


def _keep_owner(draft: int, before: os.stat_result) -> os.stat_result:
    """
    Give *draft* the owner and the group of the old file, or one of them, as far as that is allowed.

    Returns:
        What became of it.
    """
    for owner in (before.st_uid, -1):
        now = os.fstat(draft)
        if (now.st_uid, now.st_gid) == (before.st_uid, before.st_gid):
            return now
        try:
            os.fchown(draft, owner, before.st_gid)
        except OSError:
            continue
    return os.fstat(draft)


def _permissions(before: os.stat_result, now: os.stat_result) -> int:
    """
    The permissions of the old file, less those that would now be somebody else's.

    Examples:
        >>> of = lambda mode, owner, group: os.stat_result((mode, 0, 0, 1, owner, group, 0, 0, 0, 0))
        >>> oct(_permissions(of(0o4664, 1, 1), of(0o600, 1, 1)))
        '0o4664'
        >>> oct(_permissions(of(0o4664, 1, 1), of(0o600, 2, 1)))
        '0o664'
        >>> oct(_permissions(of(0o4624, 1, 1), of(0o600, 2, 2)))
        '0o600'
    """
    mode = stat.S_IMODE(before.st_mode)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        # Set-user-id would now mean another user.
        mode &= ~(stat.S_ISUID | stat.S_ISGID)
    if now.st_gid != before.st_gid:
        # What was for the old group is not for ours, and who was in it may from now on do what others may.
        group = mode & stat.S_IRWXG
        mode &= ~stat.S_IRWXG & ~stat.S_IRWXO | group >> 3
    return mode


def _keep_attributes(draft: int, old: int, *, is_same_group: bool) -> None:
    """
    Give *draft* the extended attributes of *old*, its access control list among them, and no other list.
    """
    there, wanted = _attributes(draft), _attributes(old)
    for name in there:
        # The directory gave it this list, which may let in others.
        if name.startswith(_LIST) and name not in wanted:
            os.removexattr(draft, name)
    for name, value in wanted.items():
        if there.get(name) == value:
            continue
        if name.startswith(_LIST) and not is_same_group:
            _refuse(name, OSError(errno.EPERM, "its group would be another one"))
        try:
            os.setxattr(draft, name, value)
        except OSError as error:
            _refuse(name, error)


def _attributes(descriptor: int) -> dict[str, bytes]:
    """
    The extended attributes of an open file; nothing where the system cannot tell.
    """
    if not hasattr(os, "listxattr"):
        return {}
    try:
        names = os.listxattr(descriptor)
    except OSError as error:
        if error.errno in _UNHEARD_OF:
            return {}
        raise
    found = {}
    for name in names:
        if name not in _OF_THE_CONTENT:
            try:
                found[name] = os.getxattr(descriptor, name)
            except OSError as error:
                _refuse(name, error)
    return found


def _refuse(name: str, error: OSError) -> NoReturn:
    what = "access control list" if name.startswith(_LIST) else f"extended attribute {name}"
    msg = f"its {what} cannot be kept ({error.strerror})"
    raise OSError(error.errno, msg) from None
