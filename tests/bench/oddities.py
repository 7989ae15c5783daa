"""
Documents of about a given size, each full of one oddity, of one finding, or of one long text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD: Final = b'{"ignition":{"version":"3.4.0"},'
_DEEPEST: Final = 9_000


def _fill(before: bytes, item: bytes, after: bytes, size: int) -> bytes:
    """Repeat an item, with a number in the place of each #."""
    number = max(1, size // (len(item) + 4 * item.count(b"#") + 1))
    items = [item.replace(b"#", str(index).encode()) for index in range(number)] if b"#" in item else [item] * number
    return _HEAD + before + b",".join(items) + after + b"}"


def _stretch(before: bytes, text: bytes, after: bytes, size: int) -> bytes:
    return _HEAD + before + text * (size // len(text) + 1) + after + b"}"


def _nest(opening: bytes, inner: bytes, closing: bytes, size: int) -> bytes:
    depth = min(size // (len(opening) + len(closing)), _DEEPEST)
    return _HEAD + b'"x":' + opening * depth + inner + closing * depth + b"}"


def _repeat(name: bytes, long: bytes, short: bytes, size: int) -> bytes:
    """Repeat a list, the first of which is long."""
    first = b",".join([long] * (size // 2 // (len(long) + 1)))
    again = b'"%s":[%s]' % (name, short)
    return b'"%s":[%s],' % (name, first) + b",".join([again] * (size // 2 // len(again)))


def _repeat_files(long: bytes, short: bytes, size: int) -> bytes:
    return _HEAD + b'"storage":{' + _repeat(b"files", long, short, size) + b"}}"


def _repeat_arguments(size: int) -> bytes:
    return _HEAD + b'"kernelArguments":{' + _repeat(b"shouldExist", b'""', b'""', size) + b"}}"


def _below_long_name(size: int) -> bytes:
    return _fill(b'"' + b"n" * (size // 2) + b'":[', b'"\xff"', b"]", size // 2)


_FILES: Final = b'"storage":{"files":['
_PARTITIONS: Final = b'"storage":{"disks":[{"device":"/a","partitions":['
_LINKS: Final = b",".join([b'{"path":"/a","target":"/b"}'] * 100)
_DIRECTORIES: Final = b",".join([b'{"path":"/b"}'] * 100)

_FILLED: Final = {
    "unknown members": (b'"storage":{', b'"x#":1', b"}"),
    "unknown members that look known": (b'"storage":{', b'"filesystem#":1', b"}"),
    "the same unknown member": (_FILES, b'{"path":"/#","x":1}', b"]}"),
    "the same unknown member at the root": (b"", b'"x":1', b""),
    "nulls for objects": (_FILES, b"null", b"]}"),
    "nulls for texts": (b'"kernelArguments":{"shouldExist":[', b"null", b"]}"),
    "wrong types": (_FILES, b"1", b"]}"),
    "wrong types of members": (_FILES, b'{"path":#}', b"]}"),
    "duplicate paths": (_FILES, b'{"path":"/a"}', b"]}"),
    "empty files": (_FILES, b"{}", b"]}"),
    "empty users": (b'"passwd":{"users":[', b"{}", b"]}"),
    "empty units": (b'"systemd":{"units":[', b"{}", b"]}"),
    "empty references": (b'"ignition":{"version":"3.4.0","config":{"merge":[', b"{}", b"]}}"),
    "links above files": (b'"storage":{"links":[' + _LINKS + b'],"files":[', b'{"path":"/a/#"}', b"]}"),
    "hard links to directories": (
        b'"storage":{"directories":[' + _DIRECTORIES + b'],"links":[',
        b'{"path":"/#","hard":true,"target":"/b"}',
        b"]}",
    ),
    "owners of hard links": (
        b'"storage":{"links":[',
        b'{"path":"/#","target":"/b","hard":true,"user":{"id":1}}',
        b"]}",
    ),
    "relative devices": (b'"storage":{"disks":[', b'{"device":"a#"}', b"]}"),
    "partitions that overlap": (_PARTITIONS, b'{"number":#,"startMiB":1,"sizeMiB":9}', b"]}]}"),
    "partitions with bad GUIDs": (_PARTITIONS, b'{"guid":"#"}', b"]}]}"),
    "the same partitions": (_PARTITIONS, b'{"number":1,"label":"a"}', b"]}]}"),
    "bad arrays": (b'"storage":{"raid":[', b'{"name":"#","level":"x"}', b"]}"),
    "bad pins": (b'"storage":{"luks":[', b'{"name":"#","clevis":{"custom":{"pin":"x"}}}', b"]}"),
    "bad filesystems": (b'"storage":{"filesystems":[', b'{"device":"#","format":"x"}', b"]}"),
    "filesystems on disks": (
        b'"storage":{"disks":[{"device":"/a","wipeTable":true}],"filesystems":[',
        b'{"device":"/a","format":"ext4"}',
        b"]}",
    ),
    "bad UTF-8": (b'"kernelArguments":{"shouldExist":[', b'"\xff#"', b"]}"),
    "bad UTF-8 in an unknown member": (b'"x":[', b'"\xff"', b"]"),
    "bad URLs": (_FILES, b'{"path":"/#","contents":{"source":"foo://%zz"}}', b"]}"),
    "bad data URLs": (_FILES, b'{"path":"/#","contents":{"source":"data:;;,"}}', b"]}"),
    "bad hashes": (_FILES, b'{"path":"/#","contents":{"verification":{"hash":"x-1"}}}', b"]}"),
    "bad modes": (_FILES, b'{"path":"/#","mode":644}', b"]}"),
    "bad units": (b'"systemd":{"units":[', b'{"name":"#","contents":"[x"}', b"]}"),
    "repeated members": (b'"storage":{', b'"files":[{}]', b"}"),
    "names in another case": (_FILES, b'{"Path":"/#"}', b"]}"),
    "repeated members in another case": (b'"storage":{', b'"Files":[]', b"}"),
    "huge numbers": (_FILES, b'{"mode":1e999}', b"]}"),
    "huge numbers in an unknown member": (b'"x":[', b"1e999", b"]"),
    "small numbers in an unknown member": (b'"x":[', b"1", b"]"),
    "empty lists in an unknown member": (b'"x":[', b"[]", b"]"),
    "arguments that both exist and do not": (
        b'"kernelArguments":{"shouldExist":["a"],"shouldNotExist":[',
        b'"a"',
        b"]}",
    ),
    "nothing wrong": (_FILES, b'{"path":"/#"}', b"]}"),
}
_NESTED: Final = {
    "depth": (b"[", b"", b"]"),
    "depth in objects": (b'{"a":', b"1", b"}"),
    "bad bytes at every depth": (b'{"\xff":"\xff","a":', b"1", b"}"),
    "bad names at every depth": (b'{"\xff":', b'"\xff"', b"}"),
}
_SOURCE: Final = b'"storage":{"files":[{"path":"/a","contents":{"source":"'
_UNIT: Final = b'"systemd":{"units":[{"name":"a.service","contents":"'
_PATH: Final = b'"storage":{"files":[{"path":"'
_CUT_OFF: Final = b'"a":"'
_LONG: Final = {
    "a text that is cut off": (_CUT_OFF, b"a", b""),
    "escapes that are cut off": (_CUT_OFF, b"\\n", b""),
    "a text with a control character": (_CUT_OFF, b"a", b'\x01"'),
    "escapes": (_CUT_OFF, b"\\n", b'"'),
    "lone surrogates": (_CUT_OFF, b"\\ud800", b'"'),
    "bad bytes": (_CUT_OFF, b"\xff", b'"'),
    "a long number": (b'"x":', b"1", b""),
    "a long number for a mode": (b'"storage":{"files":[{"mode":', b"1", b"}]}"),
    "a long name": (b'"', b"n", b'":1'),
    "a long name with escapes of pointers": (b'"', b"/~", b'":1'),
    "a long path": (_PATH, b"/a", b'"}]}'),
    "a long path of dots": (_PATH, b"/..", b'"}]}'),
    "a long path of slashes": (_PATH, b"/", b'"}]}'),
    "a long relative path": (_PATH, b"ab/", b'"}]}'),
    "a percent-encoded data URL": (_SOURCE + b"data:,", b"%41", b'"}}]}'),
    "a base64 data URL": (_SOURCE + b"data:;base64,", b"QUJD", b'"}}]}'),
    "parameters of a data URL": (_SOURCE + b"data:x-a/plain", b";a=b", b',"}}]}'),
    "a percent-encoded URL": (_SOURCE + b"http://a/", b"%41", b'"}}]}'),
    "a URL's query": (_SOURCE + b"s3://a/b?", b"a=b&", b'"}}]}'),
    "an address": (_SOURCE + b"http://[", b"1:", b'"}}]}'),
    "continuation lines": (_UNIT + b"[a]\\nb=", b"\\\\\\n", b'"}]}'),
    "lines of a unit": (_UNIT + b"[a]\\n", b"a=b\\n", b'"}]}'),
    "sections of a unit": (_UNIT, b"[a]\\n", b'"}]}'),
    "a long line of a unit": (_UNIT + b"[a]\\nb=", b"a", b'"}]}'),
    "a long GUID": (_PARTITIONS + b'{"number":1,"guid":"', b"l", b'"}]}]}'),
    "a long label": (_PARTITIONS + b'{"number":1,"label":"', b"l", b'"}]}]}'),
    "newlines": (b'"x":', b"\n", b"1"),
    "commas": (b'"x":[', b",", b""),
}

LONG_TEXTS: Final[dict[str, Callable[[int], bytes]]] = {
    kind: partial(_stretch, *parts) for kind, parts in _LONG.items()
}
"""Those that are one long text."""

ODDITIES: Final[dict[str, Callable[[int], bytes]]] = {
    **{kind: partial(_fill, *parts) for kind, parts in _FILLED.items()},
    **{kind: partial(_nest, *parts) for kind, parts in _NESTED.items()},
    "a repeated list of files": partial(_repeat_files, b"{}", b"{}"),
    "a repeated list of files with paths": partial(_repeat_files, b'{"path":"/a"}', b'{"path":"/b"}'),
    "a repeated list of texts": _repeat_arguments,
    "bad UTF-8 below a long name": _below_long_name,
    **LONG_TEXTS,
}
"""Functions that make a document of about a size, by what it is full of."""
