"""
Filesystems, and what each format allows.
"""

from __future__ import annotations

from ignition_compose.checks.registry import each, every, rule, text_of
from ignition_compose.checks.rules.paths import PATH, PATH_GIVEN
from ignition_compose.golang.text import byte_length
from ignition_compose.models.spec3.filesystems import Filesystem
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import view_of
from ignition_compose.values import NamedTuple
from ignition_compose.versions import ALWAYS, since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.versions import SpecVersion

_LONGEST_TAG: Final = 36
_WITH_FORMAT: Final = ("path", "label", "uuid", "options")
_WITH_FORMAT_TOO: Final = ("wipeFilesystem", "mountOptions")
_NO_FORMAT: Final = "without a format, nothing but the device means anything; give a format, or leave the rest out"
_BLOCK_DEVICES: Final = "filesystem.go Filesystem.validateBlockDeviceOnlyFields"
_LABEL: Final = "filesystem.go Filesystem.validateLabel"
_SHARES: Final = since("3.7.0-experimental")


def _is_share(filesystem: Tree) -> bool:
    """
    Whether it is a share of the host, known by a tag, and not on a device of the machine.
    """
    return filesystem.get("format") == "virtiofs"


every(PATH_GIVEN, Filesystem, mirrors="filesystem.go Filesystem.validatePath")(text_of("path"))
every(PATH, Filesystem, span=until("3.6.0"), mirrors="filesystem.go Filesystem.Validate")(text_of("device"))


@every(PATH, Filesystem, span=_SHARES, mirrors="filesystem.go Filesystem.validateDevice")
def device_of_block_filesystem(filesystem: Tree) -> Iterator[tuple[Tokens, str]]:
    """
    The device, unless it is the tag of a virtiofs share.
    """
    if not _is_share(filesystem):
        yield ("device",), filesystem.get("device", "")


@rule(
    "no-device",
    Filesystem,
    span=_SHARES,
    message="the filesystem has no device; give the tag of the share",
    mirrors="filesystem.go Filesystem.validateDevice",
)
def share_has_tag(filesystem: Tree) -> Iterator[Tokens]:
    """
    A virtiofs share has a tag.
    """
    if _is_share(filesystem) and not filesystem.get("device"):
        yield ("device",)


@rule(
    "virtiofs-device-tag-too-long",
    Filesystem,
    span=_SHARES,
    message=f"the tag is longer than {_LONGEST_TAG} bytes in UTF-8; shorten it here and on the host",
    mirrors="filesystem.go Filesystem.validateDevice",
)
def tag_is_short(filesystem: Tree) -> Iterator[Tokens]:
    """
    The tag of a virtiofs share is short.
    """
    if _is_share(filesystem) and byte_length(filesystem.get("device", "")) > _LONGEST_TAG:
        yield ("device",)


@rule("format-nil-with-others", Filesystem, message=_NO_FORMAT, mirrors="filesystem.go Filesystem.validateFormat")
def format_is_given(filesystem: Tree) -> Iterator[Tokens]:
    """
    Without a format nothing else is said but the device.
    """
    if not filesystem.get("format") and _says(filesystem, _WITH_FORMAT):
        yield ("format",)


@rule(
    "format-nil-with-others",
    Filesystem,
    habit="needs-format-to-wipe-or-mount",
    message=_NO_FORMAT,
    mirrors="filesystem.go Filesystem.validateFormat",
)
def format_is_given_to_wipe_or_mount(filesystem: Tree) -> Iterator[Tokens]:
    """
    The same for what came into the demand later; it is said once.
    """
    is_said = _says(filesystem, _WITH_FORMAT)
    if not filesystem.get("format") and not is_said and _says(filesystem, _WITH_FORMAT_TOO):
        yield ("format",)


def _says(filesystem: Tree, names: Iterable[str]) -> bool:
    return any(filesystem.get(name) for name in names)


def _formats(version: SpecVersion) -> tuple[str, ...]:
    return view_of(Filesystem, version).by_json["format"].choices


def _name_formats(version: SpecVersion) -> str:
    return f"spec {version} has no such format; write one of {', '.join(filter(None, _formats(version)))}"


@rule(
    "filesystem-invalid-format",
    Filesystem,
    cases=each(SPEC3.versions),
    message=_name_formats,
    mirrors="filesystem.go Filesystem.validateFormat",
)
def format_is_known(filesystem: Tree, version: SpecVersion) -> Iterator[Tokens]:
    """
    The formats are those that the description has; an empty one is none.
    """
    if filesystem.get("format", "") not in _formats(version):
        yield ("format",)


@rule(
    "label-needs-format",
    Filesystem,
    message="a label needs a filesystem that bears it; give a format",
    mirrors=_LABEL,
)
def label_has_format(filesystem: Tree) -> Iterator[Tokens]:
    """
    A label is part of a format.
    """
    if filesystem.get("label") and not filesystem.get("format"):
        yield ("label",)


class _Limit(NamedTuple):
    format: str
    longest: int


def _name_limit(limit: _Limit) -> str:
    return f"the label is longer than the {limit.longest} bytes in UTF-8 that {limit.format} allows; shorten it"


# Each format has a code of its own.
@rule("vfat-label-too-long", Filesystem, cases={ALWAYS: _Limit("vfat", 11)}, message=_name_limit, mirrors=_LABEL)
@rule("swap-label-too-long", Filesystem, cases={ALWAYS: _Limit("swap", 15)}, message=_name_limit, mirrors=_LABEL)
@rule("xfs-label-too-long", Filesystem, cases={ALWAYS: _Limit("xfs", 12)}, message=_name_limit, mirrors=_LABEL)
@rule("btrfs-label-too-long", Filesystem, cases={ALWAYS: _Limit("btrfs", 256)}, message=_name_limit, mirrors=_LABEL)
@rule("ext4-label-too-long", Filesystem, cases={ALWAYS: _Limit("ext4", 16)}, message=_name_limit, mirrors=_LABEL)
def label_is_short(filesystem: Tree, limit: _Limit) -> Iterator[Tokens]:
    """
    How long a label may be depends on the format.
    """
    if filesystem.get("format") == limit.format and byte_length(filesystem.get("label", "")) > limit.longest:
        yield ("label",)


@rule(
    "virtiofs-cannot-have-label",
    Filesystem,
    span=_SHARES,
    message="a virtiofs share has no label; leave it out",
    mirrors=_LABEL,
)
def share_has_no_label(filesystem: Tree) -> Iterator[Tokens]:
    """
    A share is known by its tag.
    """
    if _is_share(filesystem) and filesystem.get("label"):
        yield ("label",)


def _leave_out(member: str) -> str:
    return f"a virtiofs share is mounted, never made anew; leave out {member!r}"


@rule(
    "mkfs-options-not-supported-for-format",
    Filesystem,
    cases={_SHARES: "options"},
    message=_leave_out,
    mirrors=_BLOCK_DEVICES,
)
@rule(
    "wipe-not-supported-for-format",
    Filesystem,
    cases={_SHARES: "wipeFilesystem"},
    message=_leave_out,
    mirrors=_BLOCK_DEVICES,
)
@rule(
    "uuid-not-supported-for-format",
    Filesystem,
    cases={_SHARES: "uuid"},
    message=_leave_out,
    mirrors=_BLOCK_DEVICES,
)
def share_is_not_made(filesystem: Tree, member: str) -> Iterator[Tokens]:
    """
    What only making a filesystem needs has no place with a share.
    """
    if _is_share(filesystem) and filesystem.get(member):
        yield (member,)
