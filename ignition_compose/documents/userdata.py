"""
What a document is, before it is read: an Ignition config, or user data that Ignition leaves to others.

Flatcar's Ignition takes user data for "no config" when it is cloud-config, a script or MIME multipart,
gzipped or not. Mirrors patch 0011 of Flatcar's ``sys-apps/ignition`` (``config/util/parsingErrors.go``).
"""

from __future__ import annotations

import re

from ignition_compose.golang.text import SPACE
from ignition_compose.patterns import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, Literal, TypeAlias


UserDataKind: TypeAlias = 'Literal["ignition", "empty", "cloud-config", "script", "mime"]'

KIND_NAMES: Final[dict[UserDataKind, str]] = {
    "ignition": "an Ignition config",
    "empty": "nothing",
    "cloud-config": "cloud-config",
    "script": "a script",
    "mime": "MIME multipart",
}
"""What each kind is called, to go on after "it is"."""

GZIP_MAGIC: Final = b"\x1f\x8b\x08"
HEAD_BYTES: Final = 1 << 20
"""How much of the unpacked text is looked at."""

UNPACKED_LIMIT: Final = 1 << 28
"""How much gzip may unpack to; beyond, the text counts as not gzipped."""

_CHECKED, _EXTRA, _NAME_FLAG, _COMMENT = 2, 4, 8, 16
_LONGEST_TEXT: Final = 512
"""How long Go lets a name or a comment in a head be, its end counted."""

_CHUNK: Final = 1 << 16
_PACKED_CHUNK: Final = 1 << 12
_CONTROL: Final = pattern(rb"[\x00-\x08\x0a-\x1f\x7f]")
_BUTANE: Final = pattern(rb"""^[ \t{,]*["']?variant["']?[ \t]*:""", re.MULTILINE)
# Blanks in names are let through too, as Go does for the sake of old servers.
_NAME: Final = frozenset(b" !#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def classify(raw: bytes) -> UserDataKind:
    r"""
    What kind of user data *raw* is.

    Examples:
        >>> classify(b"#cloud-config  \nusers: []")
        'cloud-config'
        >>> classify(b'{"ignition": {}}')
        'ignition'
    """
    if not raw:
        return "empty"
    if raw[:1] == b"{":
        # No header, script or cloud-config begins like this: the common case, at no cost.
        return "ignition"
    head = unpack_head(raw)[:HEAD_BYTES]
    line = head.partition(b"\n")[0]
    if line.decode("utf-8", "replace").rstrip(SPACE) == "#cloud-config":
        return "cloud-config"
    if line.startswith(b"#!"):
        return "script"
    return "mime" if _is_multipart(head) else "ignition"


def looks_like_butane(raw: bytes) -> bool:
    r"""
    Whether *raw*, which is no Ignition config, may be Butane, the YAML that Ignition configs are made from.

    Examples:
        >>> looks_like_butane(b"variant: flatcar\nversion: 1.0.0\n")
        True
        >>> looks_like_butane(b'{"ignition": {}}')
        False
    """
    return _BUTANE.search(raw, 0, HEAD_BYTES) is not None


def unpack_head(raw: bytes) -> bytes:
    """
    The beginning of *raw*, unpacked if all of it is sound gzip; memory stays bounded.
    """
    import zlib

    head = b""
    total = at = 0
    while at < len(raw):
        start = _skip_gzip_head(raw, at)
        if start is None:
            return raw
        at = start
        member, check, size = zlib.decompressobj(-zlib.MAX_WBITS), 0, 0
        try:
            while not member.eof:
                packed = member.unconsumed_tail
                if not packed:
                    packed = raw[at : at + _PACKED_CHUNK]
                    at += len(packed)
                data = member.decompress(packed, _CHUNK)
                total += len(data)
                if total > UNPACKED_LIMIT or not (packed or data):
                    return raw
                check, size = zlib.crc32(data, check), size + len(data)
                if len(head) < HEAD_BYTES:
                    head += data
        except zlib.error:
            return raw
        at -= len(member.unused_data)
        if raw[at : at + 8] != check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little"):
            return raw
        at += 8
    return head


def _skip_gzip_head(raw: bytes, at: int) -> int | None:
    """
    Where the content of a member of gzip begins, None if no member is there.

    Mirrors ``compress/gzip.Reader.readHeader``: flags that mean nothing are let through, names and comments that
    are too long are not.
    """
    if not raw.startswith(GZIP_MAGIC, at) or len(raw) < at + 10:
        return None
    flags, end = raw[at + 3], at + 10
    if flags & _EXTRA:
        end += 2 + int.from_bytes(raw[end : end + 2], "little")
    for flag in (_NAME_FLAG, _COMMENT):
        if flags & flag:
            end = raw.find(b"\0", end, end + _LONGEST_TEXT) + 1
            if not end:
                return None
    if flags & _CHECKED:
        import zlib

        if raw[end : end + 2] != (zlib.crc32(raw[at:end]) & 0xFFFF).to_bytes(2, "little"):
            return None
        end += 2
    return end if end <= len(raw) else None


def _is_multipart(head: bytes) -> bool:
    """
    Whether *head* begins with mail headers of which the first Content-Type is multipart/mixed.

    Mirrors ``net/textproto.Reader.ReadMIMEHeader``: any malformed line, or no blank line, means no.
    """
    if head[:1] in (b" ", b"\t"):
        return False
    content_type: bytes | None = None
    lines = head.split(b"\n")
    at = 0
    while at < len(lines) - 1:
        folded = [lines[at].removesuffix(b"\r").rstrip(b" \t")]
        at += 1
        if not folded[0]:
            return content_type is not None and b"multipart/mixed" in content_type
        while at < len(lines) and lines[at][:1] in (b" ", b"\t"):
            folded.append(lines[at].removesuffix(b"\r").strip(b" \t"))
            at += 1
        name, colon, value = b" ".join(folded).partition(b":")
        value = value.lstrip(b" \t")
        if not colon or not name or not _NAME.issuperset(name) or _CONTROL.search(value):
            return False
        if name.lower() == b"content-type" and content_type is None:
            content_type = value
    return False


_PATH_SUFFIXES: Final = (".ign", ".json", ".bu", ".yaml", ".yml", ".tmpl", ".gz")
_LONGEST_PATH: Final = 4096


def looks_like_path(text: str) -> bool:
    r"""
    Whether *text* is more likely a file's name than a document.

    Examples:
        >>> [looks_like_path(text) for text in ("oem/base", "user.ign", "C:\\base.ign", "{id}.ign")]
        [True, True, True, True]
        >>> [looks_like_path(text) for text in ("{}", "#!/bin/sh", "#cloud-config", "a: 1\nb: 2")]
        [False, False, False, False]
    """
    name = text.strip()
    if (
        not name
        or "\n" in name
        or len(name) > _LONGEST_PATH
        or name.startswith(("#!", "# "))
        or name == "#cloud-config"
    ):
        return False
    if name.endswith(_PATH_SUFFIXES):
        return True
    return not name.startswith(("{", "[", '"')) and ("/" in name or "\\" in name)


def looks_like_name(text: str) -> bool:
    """
    Whether *text*, which looks like a path, can be nothing else: it ends as names do, and content in base64 does not.

    Examples:
        >>> looks_like_name("oem/base.ign"), looks_like_name("aWduaXRpb24/")
        (True, False)
    """
    return text.endswith(_PATH_SUFFIXES) and not any(letter.isspace() for letter in text)


def looks_like_url(text: str) -> bool:
    """
    Whether *text*, which looks like a path, is a URL.
    """
    return "://" in text
