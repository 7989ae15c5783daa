"""
The `passwd` section: users and groups.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, integer, parts, text, texts
from ignition_compose.versions import since


@described(key="name", plain={})
class PasswdGroup:
    """
    A group of the machine.

    Examples:
        >>> PasswdGroup(name="ops", gid=1000)
        PasswdGroup(gid=1000, name='ops')
    """

    gid: int | None = integer("Numeric id of the group.")
    name: str = text("Name of the group.", nullable=False, always=True, required=True)
    password_hash: str | None = text("Hashed password of the group.", secret=True)
    should_exist: bool | None = flag("Whether the group exists; `false` deletes it.", span=since("3.2.0"), implied=True)
    system: bool | None = flag("Whether the group is a system group.")


@described(key="name", plain={})
class PasswdUser:
    """
    A user of the machine.

    Examples:
        >>> PasswdUser(name="core", groups=["sudo"])
        PasswdUser(groups=('sudo',), name='core')
    """

    gecos: str | None = text("GECOS field of the account, such as the full name.")
    groups: tuple[str, ...] = texts("Further groups of the user.")
    home_dir: str | None = text("Home directory.")
    name: str = text("Login name.", nullable=False, always=True, required=True)
    no_create_home: bool | None = flag("Whether the home directory is left uncreated.")
    no_log_init: bool | None = flag("Whether the user is left out of the lastlog and faillog databases.")
    no_user_group: bool | None = flag("Whether no group of the user's own name is created.")
    password_hash: str | None = text("Hashed password of the user.", secret=True)
    primary_group: str | None = text("Name of the user's primary group.")
    ssh_authorized_keys: tuple[str, ...] = texts("SSH public keys that may log in as the user.")
    shell: str | None = text("Login shell.")
    should_exist: bool | None = flag("Whether the user exists; `false` deletes it.", span=since("3.2.0"), implied=True)
    system: bool | None = flag("Whether the account is a system account; it has no effect on a user that exists.")
    uid: int | None = integer("Numeric id of the user.")


@described()
class Passwd:
    """
    Users and groups.

    Examples:
        >>> Passwd(users=[PasswdUser(name="core")])
        Passwd(users=(PasswdUser(name='core'),))
    """

    groups: tuple[PasswdGroup, ...] = parts(PasswdGroup, "Groups to create, change or delete.")
    users: tuple[PasswdUser, ...] = parts(PasswdUser, "Users to create, change or delete.")
