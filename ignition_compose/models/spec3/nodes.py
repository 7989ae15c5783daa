"""
What is put into the filesystem: files, directories and links, and who owns them.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, integer, part, parts, text
from ignition_compose.models.spec3.resource import Resource
from ignition_compose.versions import since, until


@described(plain=forms.NOT_BOTH_ID_AND_NAME)
class NodeUser:
    """
    The user who owns a file, directory or link, by id or by name.

    Examples:
        >>> NodeUser(name="core")
        NodeUser(name='core')
    """

    id: int | None = integer("Numeric id of the owner.")
    name: str | None = text("Name of the owner.")


@described(plain=forms.NOT_BOTH_ID_AND_NAME)
class NodeGroup:
    """
    The group that owns a file, directory or link, by id or by name.

    Examples:
        >>> NodeGroup(id=500)
        NodeGroup(id=500)
    """

    id: int | None = integer("Numeric id of the group.")
    name: str | None = text("Name of the group.")


@described(key="path")
class Node:
    """
    What files, directories and links have in common.

    Examples:
        >>> Node(path="/etc/motd", user=NodeUser(name="core"))
        Node(path='/etc/motd', user=NodeUser(name='core'))
    """

    group: NodeGroup = part(NodeGroup, "Owning group, root if left out.")
    overwrite: bool | None = flag("Whether something else at the path is removed first.")
    path: str = text("Absolute path in its simplest form.", nullable=False, always=True, required=True, pattern=forms.PATH)
    user: NodeUser = part(NodeUser, "Owning user, root if left out.")


@described(key="path", embeds=Node, plain={})
class Directory(Node):
    """
    A directory to create.

    Examples:
        >>> Directory(path="/etc/motd.d", mode=0o755)
        Directory(path='/etc/motd.d', mode=493)
    """

    mode: int | None = integer("Permission bits as a decimal number, 493 (0755) if left out; the special bits take effect since spec 3.6.0.", minimum=0, maximum=forms.MODE_BITS, plain_maximum=forms.PERMISSION_BITS)


@described(key="path", embeds=Node, plain=forms.OVERWRITE_WITH_CONTENTS)
class File(Node):
    """
    A regular file to write.

    Examples:
        >>> File(path="/etc/motd", mode=0o644, contents=Resource.of("hello")).contents.data()
        b'hello'
    """

    append: tuple[Resource, ...] = parts(Resource, "Content put behind what the file holds.", merge="append")
    contents: Resource = part(Resource, "Content of the file.")
    mode: int | None = integer("Permission bits as a decimal number, 420 (0644) if left out; the special bits take effect since spec 3.6.0.", minimum=0, maximum=forms.MODE_BITS, plain_maximum=forms.PERMISSION_BITS)


@described(key="path", embeds=Node, plain=forms.WITH_TARGET)
class Link(Node):
    """
    A symbolic or hard link to create.

    Examples:
        >>> Link(path="/etc/localtime", target="/usr/share/zoneinfo/UTC").target
        '/usr/share/zoneinfo/UTC'
    """

    hard: bool | None = flag("Whether the link is a hard link, symbolic if left out.")
    target: str | None = text("Where the link leads.", nullable=since("3.3.0"), always=until("3.2.0"), required=since("3.3.0"))
