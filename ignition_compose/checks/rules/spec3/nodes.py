"""
Files, directories and links, each by itself: path, mode, owner, overwriting.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, every, rule, text_of
from ignition_compose.checks.rules.paths import PATH
from ignition_compose.checks.rules.spec3.resource import HASH_WITHOUT_SOURCE, hash_needs_source
from ignition_compose.models import forms
from ignition_compose.models.spec3.nodes import Directory, File, Link, NodeGroup, NodeUser
from ignition_compose.report import WARNING, Tokens
from ignition_compose.versions import until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree

_NO_MODE = "the file has no mode and will have 0644; give it one"

every(PATH, Link, mirrors="node.go Node.Validate")(text_of("path"))
every(PATH, File, Directory, mirrors="node.go Node.Validate", habit="checks-node-paths")(text_of("path"))

as_described(
    "file-illegal-mode",
    File,
    Directory,
    members=["mode"],
    message="the mode is not one of a file; write it as a decimal number from 0 to 4095, such as 420 for 0644",
    mirrors="mode.go validateMode",
)


@rule(
    "mode-special-bits",
    File,
    Directory,
    span=until("3.5.0"),
    severity=WARNING,
    habit="mode-special-bits",
    message="setuid, setgid and sticky bits have no effect before spec 3.6.0; raise the version, or leave them out",
    mirrors="mode.go validateModeSpecialBits",
)
def mode_is_plain(node: Tree) -> Iterator[Tokens]:
    """
    The special bits are ignored in old versions; those of a negative mode count too.
    """
    if node.get("mode", 0) & forms.SPECIAL_BITS:
        yield ("mode",)


@rule(
    "directory-permissions-unset",
    Directory,
    span=until("3.1.0"),
    severity=WARNING,
    habit="directory-permissions-unset",
    message="the directory has no mode and will have 0755; give it one",
    mirrors="directory.go Directory.Validate",
)
def directory_has_mode(directory: Tree) -> Iterator[Tokens]:
    """
    A directory has a mode.
    """
    if "mode" not in directory:
        yield ("mode",)


@rule(
    "file-permissions-unset",
    File,
    span=until("3.1.0"),
    severity=WARNING,
    habit="file-permissions-unset",
    message=_NO_MODE,
    mirrors="file.go File.Validate",
)
def file_with_contents_has_mode(file: Tree) -> Iterator[Tokens]:
    """
    A file that is written has a mode.
    """
    if "mode" not in file and "source" in file.get("contents", {}):
        yield ("mode",)


@rule(
    "file-permissions-unset",
    File,
    span=until("3.1.0"),
    severity=WARNING,
    habit="file-permissions-unset-without-contents",
    message=_NO_MODE,
    mirrors="file.go File.Validate",
)
def file_without_contents_has_mode(file: Tree) -> Iterator[Tokens]:
    """
    The same for files that may be there already.
    """
    if "mode" not in file and "source" not in file.get("contents", {}):
        yield ("mode",)


@rule(
    "both-id-and-name-set",
    NodeUser,
    NodeGroup,
    message="the owner is given by id and by name; leave out one of them",
    mirrors="node.go validateIDorName",
)
def owner_is_id_or_name(owner: Tree) -> Iterator[Tokens]:
    """
    An owner is given by id or by name; an empty name is none.
    """
    if "id" in owner and owner.get("name"):
        yield ()


@rule(
    "overwrite-and-nil-source",
    File,
    message="a file can only be overwritten with contents; give 'contents' a source, or set 'overwrite' to false",
    mirrors="file.go File.validateOverwrite",
)
def overwriting_needs_source(file: Tree) -> Iterator[Tokens]:
    """
    Overwriting needs something to write; an empty source counts.
    """
    if file.get("overwrite") and "source" not in file.get("contents", {}):
        yield ("overwrite",)


@rule(
    "verification-and-nil-source",
    File,
    span=until("3.0.0"),
    message=HASH_WITHOUT_SOURCE,
    mirrors="file.go FileContents.validateVerification",
)
def hash_in_file_needs_source(file: Tree) -> Iterator[Tokens]:
    """
    The same for spec 3.0.0, which demands it of files alone, not of references to configs.
    """
    for place in hash_needs_source(file.get("contents", {})):
        yield "contents", *place
    for index, resource in enumerate(file.get("append", ())):
        for place in hash_needs_source(resource):
            yield "append", index, *place
