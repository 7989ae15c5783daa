"""
Random user data as whole documents: what Flatcar's Ignition takes for no config, and what comes close to it.

White space behind a first line, mail headers, and gzip are each drawn at their edges: where Go's answer and
that of another language's library part, or where a byte more or less makes broken user data of good.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from tests.oracle.generator import damage

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

# What Unicode calls white space, one character each; then what others call so, or what looks so.
_SPACES: Final = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2003\u200a\u2028\u2029\u202f\u205f\u3000"
_NO_SPACES: Final = "\x00\b\x1c\x1d\x1e\x1f\u180e\u200b\u2060\ufeff"
_BLANKS: Final = (
    *[character.encode() for character in _SPACES + _NO_SPACES],
    *(b" \t\r", b"\xc2\xa0 \xe3\x80\x80", b"  \xe2\x80\x8b", b"\x85", b"\xa0", b"\xc2", b"\xe2\x80"),
)
_FIRST_LINES: Final = (b"#cloud-config", b"#cloud-config", b"#!/bin/sh", b"#! /bin/bash -e", b"#!")
_OTHER_LINES: Final = (
    *(b"#cloud-config x", b"#cloud-config#", b"#Cloud-Config", b"#cloud-confi", b"##cloud-config", b"# cloud-config"),
    *(b"#cloud-config-archive", b"#cloud-boothook", b"#", b"!#", b"# !", b"#include", b"## template: jinja"),
)
_CONFIG: Final = b'{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a"}]}}'
_BODIES: Final = (b"", b"\n", b"\r\n", b"\nhostname: a\n", b"\r\nusers: []\r\n", b"\n" + _CONFIG, b" \n#!/bin/sh\n")

# Headers as they are written, and in the second row as hardly anybody writes them.
_NAMES: Final = (
    (b"Content-Type", b"Content-Type", b"content-type", b"CONTENT-TYPE", b"MIME-Version", b"From", b"X_a"),
    (b"Content-Type ", b"Content Type", b"Type", b"", b"a\tb", b"\xc3\xa9", b'"a"', b"(a)", b"a/b", b"\x00", b" a"),
)
_SEPARATORS: Final = ((b": ", b":", b":\t"), (b" : ", b" ", b"", b"::", b":\n", b":\xa0"))
_VALUES: Final = (
    (b"multipart/mixed", b'multipart/mixed; boundary="b"', b"multipart/mixed;\n boundary=b", b"text/plain", b"1.0"),
    (
        *(b"MULTIPART/MIXED", b"Multipart/Mixed", b"multipart/ mixed", b"multipart/\n mixed", b"\n\tmultipart/mixed"),
        *(b"text/plain; x=multipart/mixed", b"xmultipart/mixedx", b"multipart/mixed\x01", b"multipart/mixed\r", b""),
        *(b"multipart/alternative", b"a: multipart/mixed", b"\t \tmultipart/mixed \t", b"\x7f", b"\xc3\xa9"),
    ),
)
_ENDS: Final = ((b"\n", b"\n", b"\r\n"), (b"\r", b"\r\r\n", b" \n", b""))
_MESSAGE_ENDS: Final = (b"\n", b"\r\n", b" \n", b"\t\r\n", b" \t", b"\r", b"\n ", b"--b\n", b"")


def draw_user_data(random: Random) -> bytes:
    """
    Draw user data, of which most is no config, some is a config, and some is neither.
    """
    raw = random.choice((_draw_first_line, _draw_first_line, _draw_message))(random)
    if random.random() < 0.35:
        raw = _pack(random, raw)
    return damage(random, raw) if random.random() < 0.1 else raw


def _draw_first_line(random: Random) -> bytes:
    before = random.choice(_BLANKS) if random.random() < 0.1 else b""
    after = random.choice(_BLANKS) if random.random() < 0.5 else b""
    line = random.choice(random.choice((_FIRST_LINES, _FIRST_LINES, _FIRST_LINES, _OTHER_LINES, (_CONFIG,))))
    return before + line + after + random.choice(_BODIES)


def _draw_message(random: Random) -> bytes:
    # Most messages are sound but for one thing, and have one kind of line ends.
    oddness = random.choice((0.0, 0.05, 0.05, 0.3))

    def draw(usual: tuple[bytes, ...], odd: tuple[bytes, ...]) -> bytes:
        return random.choice(odd if random.random() < oddness else usual)

    usual_end = draw(*_ENDS)
    raw = draw((b"",), (b"From a@b\n", b" ", b"\t", b"\n", b"\r\n", b"\xef\xbb\xbf"))
    for _ in range(random.choice((1, 1, 2, 2, 3))):
        raw += draw(*_NAMES) + draw(*_SEPARATORS) + draw(*_VALUES) + draw((usual_end,), _ENDS[1])
    return raw + draw((usual_end, usual_end + b"--b\n\n#!/bin/sh\n--b--\n"), _MESSAGE_ENDS)


# Gzip.


def _pack(random: Random, raw: bytes) -> bytes:
    way = random.choice(_PACKINGS)
    return way(random, raw)


def _member(raw: bytes, flags: int = 0, fields: bytes = b"", level: int = 6) -> bytes:
    """A member of a gzip file; *fields* are those that *flags* announce."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(raw) + packer.flush()
    head = b"\x1f\x8b\x08" + bytes([flags]) + bytes(4) + b"\x00\xff" + fields
    return head + packed + zlib.crc32(raw).to_bytes(4, "little") + len(raw).to_bytes(4, "little")


def _once(random: Random, raw: bytes) -> bytes:
    return _member(raw, level=random.choice((0, 1, 6, 9)))


def _twice(_: Random, raw: bytes) -> bytes:
    return _member(_member(raw))


def _in_members(random: Random, raw: bytes) -> bytes:
    cuts = sorted(random.randrange(len(raw) + 1) for _ in range(2))
    return _member(raw[: cuts[0]]) + _member(raw[cuts[0] : cuts[1]]) + _member(raw[cuts[1] :])


def _with_fields(random: Random, raw: bytes) -> bytes:
    flags, fields = random.choice(
        (
            (0x01, b""),  # text
            (0x04, b"\x03\x00abc"),  # extra
            (0x08, b"a.txt\x00"),  # name
            (0x18, b"\xe9\x00b\x00"),  # name and comment
            (0x10, b"no end"),
            (0x08, b"a" * 511 + b"\x00"),  # the longest name that Go reads
            (0x10, b"a" * 512 + b"\x00"),  # a comment that is too long
            (0x02, b"\x00\x00"),  # a sum of the head, which is wrong
            (0x20, b""),  # what means nothing
            (0xC0, b""),
        )
    )
    return _member(raw, flags, fields)


def _with_more(random: Random, raw: bytes) -> bytes:
    return _member(raw) + random.choice((b"\n", b"\x00", b"\x00" * 512, b"x", b"\x1f", b"\x1f\x8b\x08", raw))


def _cut(random: Random, raw: bytes) -> bytes:
    packed = _member(raw)
    return packed[: random.choice((2, 3, 9, 10, 11, len(packed) - 8, len(packed) - 1, random.randrange(len(packed))))]


def _damaged(random: Random, raw: bytes) -> bytes:
    packed = bytearray(_member(raw))
    # The method, the sum, the length, or anything behind the head.
    at = random.choice((2, len(packed) - 8, len(packed) - 1, random.randrange(10, len(packed))))
    packed[at] ^= 1 << random.randrange(8)
    return bytes(packed)


def _behind(_: Random, raw: bytes) -> bytes:
    return raw + _member(raw)


_PACKINGS: Final[tuple[Callable[[Random, bytes], bytes], ...]] = (
    *(_once, _once, _once, _once, _once, _in_members, _in_members, _with_fields, _with_fields),
    *(_twice, _with_more, _cut, _damaged, _behind),
)
