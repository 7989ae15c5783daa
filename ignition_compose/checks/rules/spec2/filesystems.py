"""
What spec 2 demands of filesystems.
"""

from __future__ import annotations

from ignition_compose.checks.registry import rule
from ignition_compose.checks.rules.spec2 import is_relative
from ignition_compose.golang.text import byte_length
from ignition_compose.models.spec2.filesystems import Filesystem, Mount
from ignition_compose.report import WARNING
from ignition_compose.versions import Span, SpecVersion, since

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_LABELS: Final = {"ext4": 16, "btrfs": 256, "xfs": 12, "swap": 15, "vfat": 11}
"""How many bytes the label of a filesystem may have."""


@rule(
    "filesystem-no-mount-path",
    Filesystem,
    message="the filesystem has neither a mount nor a path; give one of them",
    mirrors="filesystem.go Filesystem.Validate",
)
def filesystem_is_somewhere(filesystem: Tree) -> Iterator[Tokens]:
    """
    A filesystem is a device to mount or a path.
    """
    if "mount" not in filesystem and "path" not in filesystem:
        yield ()


@rule(
    "filesystem-mount-and-path",
    Filesystem,
    message="the filesystem has both a mount and a path; leave out one of them",
    mirrors="filesystem.go Filesystem.Validate",
    needs=["mount"],
)
def filesystem_is_one_of_both(filesystem: Tree) -> Iterator[Tokens]:
    """
    A filesystem is a device to mount or a path, not both.
    """
    if "mount" in filesystem and "path" in filesystem:
        yield ()


def _creates(filesystem: Tree) -> bool:
    return "create" in filesystem.get("mount", {})


@rule(
    "used-create-and-wipe-filesystem",
    Filesystem,
    span=since("2.1.0"),
    message="'create' stands beside 'wipeFilesystem'; leave out 'create'",
    mirrors="filesystem.go Filesystem.Validate",
    needs=["mount"],
)
def created_is_not_wiped(filesystem: Tree) -> Iterator[Tokens]:
    """
    ``create`` says itself whether it wipes.
    """
    if _creates(filesystem) and filesystem["mount"].get("wipeFilesystem"):
        yield ()


@rule(
    "used-create-and-mount-opts",
    Filesystem,
    span=since("2.1.0"),
    message="'create' stands beside 'options'; leave out 'create'",
    mirrors="filesystem.go Filesystem.Validate",
    needs=["mount"],
)
def created_has_own_options(filesystem: Tree) -> Iterator[Tokens]:
    """
    ``create`` has options of its own.
    """
    if _creates(filesystem) and filesystem["mount"].get("options"):
        yield ()


@rule(
    "create-deprecated",
    Filesystem,
    span=since("2.1.0"),
    severity=WARNING,
    message="'create' is deprecated; write what it holds into the mount itself",
    mirrors="filesystem.go Filesystem.Validate",
    needs=["mount"],
)
def filesystem_has_no_create(filesystem: Tree) -> Iterator[Tokens]:
    """
    What was in ``create`` is in the mount itself since spec 2.1.0.
    """
    if _creates(filesystem):
        yield ()


@rule(
    "path-relative",
    Filesystem,
    message="the filesystem's path is not absolute; begin it with a slash",
    mirrors="filesystem.go Filesystem.ValidatePath, v2_0/types/path.go Path.Validate",
    needs=["path"],
)
def path_is_absolute(filesystem: Tree) -> Iterator[Tokens]:
    """
    The path of a filesystem begins with a slash.
    """
    if is_relative(filesystem.get("path", "/")):
        yield ("path",)


@rule(
    "filesystem-invalid-format",
    Mount,
    cases={
        Span(SpecVersion("2.0.0"), SpecVersion("2.0.0")): (("format",), ("ext4", "btrfs", "xfs")),
        since("2.1.0"): ((), ("ext4", "btrfs", "xfs", "swap", "vfat")),
    },
    message=lambda case: f"Ignition makes no such filesystem; write one of {', '.join(case[1])}",
    mirrors="filesystem.go Mount.Validate, v2_0/types/filesystem.go FilesystemFormat.Validate",
)
def format_is_known(mount: Tree, case: tuple[Tokens, tuple[str, ...]]) -> Iterator[Tokens]:
    """
    The format is one that Ignition makes.
    """
    place, known = case
    if mount.get("format", "") not in known:
        yield place


@rule(
    "path-relative",
    Mount,
    message="the device's path is missing or relative; begin it with a slash",
    mirrors="filesystem.go Mount.ValidateDevice, v2_0/types/path.go Path.Validate",
)
def mounted_device_is_absolute(mount: Tree) -> Iterator[Tokens]:
    """
    The path of a device begins with a slash.
    """
    if is_relative(mount.get("device", "")):
        yield ("device",)


@rule(
    "filesystem-label-too-long",
    Mount,
    span=since("2.1.0"),
    message="the label is longer than its format allows; shorten it",
    mirrors="filesystem.go Mount.ValidateLabel",
    needs=["label"],
)
def label_is_short(mount: Tree) -> Iterator[Tokens]:
    """
    How long a label may be depends on the format.
    """
    limit = _LABELS.get(mount.get("format", ""))
    if limit is not None and byte_length(mount.get("label", "")) > limit:
        yield ("label",)
