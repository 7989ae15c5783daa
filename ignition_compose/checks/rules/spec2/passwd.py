"""
What spec 2 demands of users.
"""

from __future__ import annotations

from ignition_compose.checks.registry import rule
from ignition_compose.models.spec2.passwd import PasswdUser
from ignition_compose.report import WARNING
from ignition_compose.versions import since

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_OF_THE_USER: Final = (
    "gecos",
    "groups",
    "homeDir",
    "noCreateHome",
    "noLogInit",
    "noUserGroup",
    "primaryGroup",
    "shell",
    "system",
)


@rule(
    "passwd-create-deprecated",
    PasswdUser,
    span=since("2.1.0"),
    severity=WARNING,
    message="'create' is deprecated; write what it holds into the user itself",
    mirrors="passwd.go PasswdUser.Validate",
    needs=["create"],
)
def user_has_no_create(user: Tree) -> Iterator[Tokens]:
    """
    What was in ``create`` is in the user itself since spec 2.1.0.
    """
    if "create" in user:
        yield ()


@rule(
    "passwd-create-and-user-options",
    PasswdUser,
    span=since("2.1.0"),
    message="members stand both in the user and beside its 'create'; leave out 'create'",
    mirrors="passwd.go PasswdUser.Validate",
    needs=["create"],
)
def user_has_create_alone(user: Tree) -> Iterator[Tokens]:
    """
    Beside ``create`` no member stands that it can hold; each is reported.
    """
    if "create" in user:
        yield from [() for name in _OF_THE_USER if user.get(name)]
        if "uid" in user:
            yield ()
