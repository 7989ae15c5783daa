"""
What spec 1 demands beyond types.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, rule
from ignition_compose.checks.rules.spec2 import MODE, RELATIVE, is_relative
from ignition_compose.models.spec1 import File, Filesystem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens


@rule("path-relative", Filesystem, message=RELATIVE, mirrors="v1/types/path.go Path.Validate")
def device_is_absolute(filesystem: Tree) -> Iterator[Tokens]:
    """
    The path of a device begins with a slash.
    """
    if is_relative(filesystem.get("device", "")):
        yield ("device",)


as_described(
    "filesystem-invalid-format",
    Filesystem,
    members=["format"],
    message="Ignition makes no such filesystem in spec 1; write ext4, btrfs or xfs",
    mirrors="v1/types/filesystem.go FilesystemFormat.Validate",
)


@rule(
    "path-relative",
    File,
    message=RELATIVE,
    mirrors="v1/types/path.go Path.Validate",
)
def path_is_absolute(file: Tree) -> Iterator[Tokens]:
    """
    The path of a file begins with a slash.
    """
    if is_relative(file.get("path", "")):
        yield ("path",)


as_described(
    "file-illegal-mode",
    File,
    members=["mode"],
    message=MODE,
    mirrors="v1/types/file.go FileMode.Validate",
)
