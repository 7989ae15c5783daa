"""Filesystems, and what each format allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ignition_compose.checks.registry import Judge, Place, every, rule
from ignition_compose.checks.rules.paths import PATH, PATH_GIVEN
from ignition_compose.golang.text import byte_length
from ignition_compose.models.spec3.storage import Filesystem
from ignition_compose.models.view import view_of
from ignition_compose.versions import Span, SpecVersion, since, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree

_LABELS: Final = {"ext4": 16, "btrfs": 256, "xfs": 12, "swap": 15, "vfat": 11}
_LONGEST_TAG: Final = 36
_WITH_FORMAT: Final = ("path", "label", "uuid", "wipeFilesystem", "mountOptions", "options")
_TAGGED: Final = "virtiofs"


@every(PATH_GIVEN, Filesystem, mirrors="filesystem.go Filesystem.validatePath")
def path_of_filesystem(filesystem: Tree) -> Iterator[tuple[Place, str]]:
    """The path where it is mounted, if any."""
    if filesystem.get("path"):
        yield ("path",), filesystem["path"]


@every(PATH, Filesystem, span=until("3.6.0"), mirrors="filesystem.go Filesystem.Validate")
def device_of_filesystem(filesystem: Tree) -> Iterator[tuple[Place, str]]:
    """The device."""
    yield ("device",), filesystem.get("device", "")


@every(PATH, Filesystem, span=since("3.7.0-experimental"), mirrors="filesystem.go Filesystem.validateDevice")
def device_of_block_filesystem(filesystem: Tree) -> Iterator[tuple[Place, str]]:
    """The device, unless it is the tag of a virtiofs share."""
    if filesystem.get("format") != _TAGGED:
        yield ("device",), filesystem.get("device", "")


@rule(
    "no-device",
    Filesystem,
    span=since("3.7.0-experimental"),
    message="the filesystem has no device; give the tag of the share",
    mirrors="filesystem.go Filesystem.validateDevice",
)
def share_has_tag(filesystem: Tree) -> Iterator[Place]:
    """A virtiofs share has a tag."""
    if filesystem.get("format") == _TAGGED and not filesystem.get("device"):
        yield ("device",)


@rule(
    "virtiofs-device-tag-too-long",
    Filesystem,
    span=since("3.7.0-experimental"),
    message=f"the tag is longer than {_LONGEST_TAG} bytes in UTF-8; shorten it here and on the host",
    mirrors="filesystem.go Filesystem.validateDevice",
)
def tag_is_short(filesystem: Tree) -> Iterator[Place]:
    """The tag of a virtiofs share is short."""
    if filesystem.get("format") == _TAGGED and byte_length(filesystem.get("device", "")) > _LONGEST_TAG:
        yield ("device",)


@rule(
    "format-nil-with-others",
    Filesystem,
    message="without a format, nothing but the device means anything; give a format, or leave the rest out",
    mirrors="filesystem.go Filesystem.validateFormat",
)
def format_is_given(filesystem: Tree) -> Iterator[Place]:
    """Without a format nothing else is said but the device."""
    if not filesystem.get("format") and any(filesystem.get(name) for name in _WITH_FORMAT):
        yield ("format",)


def _judge_format(formats: frozenset[str]) -> Judge:
    def format_is_known(filesystem: Tree) -> Iterator[Place]:
        if filesystem.get("format", "") not in formats:
            yield ("format",)

    return format_is_known


for _version in SpecVersion:
    _formats = view_of(Filesystem, _version).by_json["format"].choices
    rule(
        "filesystem-invalid-format",
        Filesystem,
        span=Span(_version, _version),
        message=f"spec {_version} has no such format; write one of {', '.join([name for name in _formats if name])}",
        mirrors="filesystem.go Filesystem.validateFormat",
    )(_judge_format(frozenset(_formats)))


@rule(
    "label-needs-format",
    Filesystem,
    message="a label needs a filesystem that bears it; give a format",
    mirrors="filesystem.go Filesystem.validateLabel",
)
def label_has_format(filesystem: Tree) -> Iterator[Place]:
    """How long a label may be depends on the format."""
    if filesystem.get("label") and not filesystem.get("format"):
        yield ("label",)


def _judge_label(name: str, longest: int) -> Judge:
    def label_is_short(filesystem: Tree) -> Iterator[Place]:
        if filesystem.get("format") == name and byte_length(filesystem.get("label", "")) > longest:
            yield ("label",)

    return label_is_short


for _format, _longest in _LABELS.items():
    rule(
        f"{_format}-label-too-long",
        Filesystem,
        message=f"the label is longer than the {_longest} bytes in UTF-8 that {_format} allows; shorten it",
        mirrors="filesystem.go Filesystem.validateLabel",
    )(_judge_label(_format, _longest))


@rule(
    "virtiofs-cannot-have-label",
    Filesystem,
    span=since("3.7.0-experimental"),
    message="a virtiofs share has no label; leave it out",
    mirrors="filesystem.go Filesystem.validateLabel",
)
def share_has_no_label(filesystem: Tree) -> Iterator[Place]:
    """A share is known by its tag."""
    if filesystem.get("format") == _TAGGED and filesystem.get("label"):
        yield ("label",)


def _judge_member(member: str) -> Judge:
    def share_is_not_made(filesystem: Tree) -> Iterator[Place]:
        if filesystem.get("format") == _TAGGED and filesystem.get(member):
            yield (member,)

    return share_is_not_made


for _code, _member in (
    ("uuid-not-supported-for-format", "uuid"),
    ("wipe-not-supported-for-format", "wipeFilesystem"),
    ("mkfs-options-not-supported-for-format", "options"),
):
    rule(
        _code,
        Filesystem,
        span=since("3.7.0-experimental"),
        message=f"a virtiofs share is mounted, never made anew; leave out {_member!r}",
        mirrors="filesystem.go Filesystem.validateBlockDeviceOnlyFields",
    )(_judge_member(_member))
