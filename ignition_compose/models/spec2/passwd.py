"""
The `passwd` section of spec 2: users and groups.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, integer, part, parts, text, texts
from ignition_compose.versions import since, until


@described()
class PasswdGroup:
    """
    A group to create.

    Examples:
        >>> PasswdGroup(name="ops", gid=1000).gid
        1000
    """

    gid: int | None = integer("Numeric id of the group.", unsigned=until("2.0.0"))
    name: str = text("Name of the group.", nullable=False, always=since("2.3.0"))
    password_hash: str = text("Hashed password of the group.", nullable=False, secret=True)
    system: bool = flag("Whether the group is a system group.", nullable=False)


@described()
class Usercreate:
    """
    How a user is created; the members of the user took its place in spec 2.1.0.

    Examples:
        >>> Usercreate(shell="/bin/bash").shell
        '/bin/bash'
    """

    gecos: str = text("GECOS field of the account, such as the full name.", nullable=False)
    groups: tuple[str, ...] = texts("Further groups of the user.", merge="append")
    home_dir: str = text("Home directory.", nullable=False)
    no_create_home: bool = flag("Whether the home directory is left uncreated.", nullable=False)
    no_log_init: bool = flag("Whether the user is left out of the lastlog and faillog databases.", nullable=False)
    no_user_group: bool = flag("Whether no group of the user's own name is created.", nullable=False)
    primary_group: str = text("Name of the user's primary group.", nullable=False)
    shell: str = text("Login shell.", nullable=False)
    system: bool = flag("Whether the account is a system account.", nullable=False)
    uid: int | None = integer("Numeric id of the user.", unsigned=until("2.0.0"))


@described()
class PasswdUser:
    """
    A user of the machine.

    Examples:
        >>> PasswdUser(name="core", groups=["sudo"]).groups
        ('sudo',)
    """

    create: Usercreate = part(Usercreate, "How the user is created.", nullable=True)
    gecos: str = text("GECOS field of the account, such as the full name.", span=since("2.1.0"), nullable=False)
    groups: tuple[str, ...] = texts("Further groups of the user.", span=since("2.1.0"), merge="append")
    home_dir: str = text("Home directory.", span=since("2.1.0"), nullable=False)
    name: str = text("Login name.", nullable=False, always=since("2.3.0"))
    no_create_home: bool = flag("Whether the home directory is left uncreated.", span=since("2.1.0"), nullable=False)
    no_log_init: bool = flag("Whether the user is left out of the lastlog and faillog databases.", span=since("2.1.0"), nullable=False)
    no_user_group: bool = flag("Whether no group of the user's own name is created.", span=since("2.1.0"), nullable=False)
    password_hash: str | None = text("Hashed password of the user.", nullable=since("2.1.0"), secret=True)
    primary_group: str = text("Name of the user's primary group.", span=since("2.1.0"), nullable=False)
    ssh_authorized_keys: tuple[str, ...] = texts("SSH public keys that may log in as the user.", merge="append")
    shell: str = text("Login shell.", span=since("2.1.0"), nullable=False)
    system: bool = flag("Whether the account is a system account.", span=since("2.1.0"), nullable=False)
    uid: int | None = integer("Numeric id of the user.", span=since("2.1.0"))


@described()
class Passwd:
    """
    Users and groups.

    Examples:
        >>> Passwd(users=[PasswdUser(name="core")]).users[0].name
        'core'
    """

    groups: tuple[PasswdGroup, ...] = parts(PasswdGroup, "Groups to create.", merge="append")
    users: tuple[PasswdUser, ...] = parts(PasswdUser, "Users to create or change.", merge="append")
