"""
What spec 2 puts into filesystems: files, directories and links, and who owns them.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import flag, integer, part, text
from ignition_compose.models.spec2.resource import FileContents
from ignition_compose.versions import since, until


@described(plain=forms.NOT_BOTH_ID_AND_NAME)
class NodeUser:
    """
    The user who owns a file, directory or link, by id or by name.

    Examples:
        >>> NodeUser(name="core")
        NodeUser(name='core')
    """

    id: int | None = integer("Numeric id of the owner.", nullable=since("2.1.0"))
    name: str = text("Name of the owner.", span=since("2.1.0"), nullable=False)


@described(plain=forms.NOT_BOTH_ID_AND_NAME)
class NodeGroup:
    """
    The group that owns a file, directory or link, by id or by name.

    Examples:
        >>> NodeGroup(id=500)
        NodeGroup(id=500)
    """

    id: int | None = integer("Numeric id of the group.", nullable=since("2.1.0"))
    name: str = text("Name of the group.", span=since("2.1.0"), nullable=False)


@described()
class Node:
    """
    What files, directories and links have in common.

    Examples:
        >>> Node(filesystem="root", path="/etc/motd")
        Node(filesystem='root', path='/etc/motd')
    """

    filesystem: str = text("Name of the filesystem that it lies in; `root` is always there.", nullable=False, always=since("2.3.0"))
    group: NodeGroup = part(NodeGroup, "Owning group, root if left out.", nullable=since("2.2.0"))
    overwrite: bool | None = flag("Whether something else at the path is removed first; files are, if left out.", span=since("2.2.0"))
    path: str = text("Absolute path within the filesystem.", nullable=False, always=since("2.3.0"), plain=forms.PATH)
    user: NodeUser = part(NodeUser, "Owning user, root if left out.", nullable=since("2.2.0"))


@described(embeds=Node, plain=forms.WITH_MODE)
class Directory(Node):
    """
    A directory to create.

    Examples:
        >>> Directory(filesystem="root", path="/etc/motd.d", mode=0o755).mode
        493
    """

    mode: int | None = integer("Permission bits as a decimal number.", nullable=since("2.2.0"), minimum=0, maximum=forms.MODE_BITS)


@described(embeds=Node, plain=forms.NOT_APPENDED)
class File(Node):
    """
    A regular file to write.

    Examples:
        >>> File(filesystem="root", path="/etc/motd", mode=0o644, contents={"source": "data:,hello"}).contents.source
        'data:,hello'
    """

    append: bool = flag("Whether the contents are put behind what the file holds.", span=since("2.2.0"), nullable=False)
    contents: FileContents = part(FileContents, "Contents of the file.")
    mode: int | None = integer("Permission bits as a decimal number.", nullable=since("2.2.0"), unsigned=until("2.0.0"), unsigned_bits=32, minimum=0, maximum=forms.MODE_BITS)


@described(embeds=Node, plain=forms.ON_FILESYSTEM)
class Link(Node):
    """
    A symbolic or hard link to create.

    Examples:
        >>> Link(filesystem="root", path="/etc/localtime", target="/usr/share/zoneinfo/UTC").target
        '/usr/share/zoneinfo/UTC'
    """

    hard: bool = flag("Whether the link is a hard link.", nullable=False)
    target: str = text("Where the link leads.", nullable=False, always=since("2.3.0"))
