"""
What spec 2 demands of files, directories and links.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, rule
from ignition_compose.checks.rules.spec2 import MODE, RELATIVE, is_relative
from ignition_compose.models.spec2.nodes import Directory, File, Node, NodeGroup, NodeUser
from ignition_compose.report import WARNING
from ignition_compose.versions import Span, SpecVersion, since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens


@rule(
    "no-filesystem",
    Node,
    cases={until("2.0.0"): (), since("2.1.0"): ("filesystem",)},
    message="the filesystem is not named; name one, such as root",
    mirrors="node.go Node.ValidateFilesystem, v2_0/types/file.go File.Validate",
)
def filesystem_is_named(node: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    A file, directory or link names the filesystem that it lies in.
    """
    if not node.get("filesystem"):
        yield place


@rule(
    "path-relative",
    Node,
    message=RELATIVE,
    mirrors="node.go Node.ValidatePath, v2_0/types/path.go Path.Validate",
)
def path_is_absolute(node: Tree) -> Iterator[Tokens]:
    """
    A path begins with a slash.
    """
    if is_relative(node.get("path", "")):
        yield ("path",)


@rule(
    "both-id-and-name-set",
    NodeUser,
    NodeGroup,
    span=since("2.1.0"),
    message="there are both an id and a name; leave out one of them",
    mirrors="node.go NodeUser.Validate, node.go NodeGroup.Validate",
)
def owner_is_named_once(owner: Tree) -> Iterator[Tokens]:
    """
    An owner is named by id or by name.
    """
    if "id" in owner and owner.get("name"):
        yield ()


as_described(
    "file-illegal-mode",
    File,
    Directory,
    members=["mode"],
    message=MODE,
    mirrors="mode.go validateMode, v2_0/types/file.go FileMode.Validate",
)


@rule(
    "permissions-unset",
    File,
    Directory,
    span=since("2.2.0"),
    severity=WARNING,
    message="the mode is missing, so nobody but root may read it; give the permission bits as a decimal number",
    mirrors="file.go File.ValidateMode, directory.go Directory.ValidateMode",
)
def mode_is_given(node: Tree) -> Iterator[Tokens]:
    """
    Without a mode there are no permissions.
    """
    if "mode" not in node:
        yield ("mode",)


@rule(
    "append-and-overwrite",
    File,
    span=Span(SpecVersion("2.2.0"), SpecVersion("2.4.0")),
    message="the file is both appended to and overwritten; leave out one of them",
    mirrors="file.go File.Validate",
)
def appended_is_kept(file: Tree) -> Iterator[Tokens]:
    """
    What is appended to is there before.
    """
    if file.get("append") and file.get("overwrite"):
        yield ()
