"""
Documents around the rules by which Flatcar's Ignition differs, written by hand: URLs of ``oem`` wherever URLs stand,
and user data that is no config, or nearly so.
"""

from __future__ import annotations

import gzip
import json
from itertools import product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ignition_compose.models.specs import SPEC3
from ignition_compose.versions import SpecVersion
from tests.oracle.pools import BROKEN_OEM_URLS, OEM_URLS

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree = dict[str, Any]


class Place(NamedTuple):
    """
    A place where a URL stands.

    Attributes:
        name: What it is.
        section: The section of the document that holds it.
        tree: That section, with the URL written as `HERE`.
        since: The first version that has it.
        takes_oem: Whether Flatcar's Ignition takes one of the scheme ``oem`` there.
    """

    name: str
    section: str
    tree: Any
    since: SpecVersion = SpecVersion.V3_0_0
    takes_oem: bool = True


HERE: Final = "\x00"
_SOURCE: Final = {"source": HERE}
_LUKS: Final = {"name": "a", "device": "/dev/a"}
_HEADERS: Final = [{"name": "a", "value": "b"}]


def _file(resource: Any) -> Any:
    return {"files": [{"path": "/a", **resource}]}


PLACES: Final = (
    Place("contents", "storage", _file({"contents": _SOURCE})),
    Place("append", "storage", _file({"append": [{"source": "data:,"}, _SOURCE]})),
    Place("compressed contents", "storage", _file({"contents": {**_SOURCE, "compression": "gzip"}})),
    Place("merged config", "ignition", {"config": {"merge": [_SOURCE]}}),
    Place("replacing config", "ignition", {"config": {"replace": _SOURCE}}),
    Place("certificate authority", "ignition", {"security": {"tls": {"certificateAuthorities": [_SOURCE]}}}),
    Place("key file", "storage", {"luks": [{**_LUKS, "keyFile": _SOURCE}]}, SpecVersion.V3_2_0),
    # What else is said of URLs is of http alone.
    Place(
        "contents with headers",
        "storage",
        _file({"contents": {**_SOURCE, "httpHeaders": _HEADERS}}),
        SpecVersion.V3_1_0,
        takes_oem=False,
    ),
    Place("proxy", "ignition", {"proxy": {"httpProxy": HERE}}, SpecVersion.V3_1_0, takes_oem=False),
    Place(
        "Tang",
        "storage",
        {"luks": [{**_LUKS, "clevis": {"tang": [{"url": HERE, "thumbprint": "a"}]}}]},
        SpecVersion.V3_2_0,
        takes_oem=False,
    ),
)


def write(place: Place, url: str, version: SpecVersion) -> bytes:
    """
    A document that has *url* at *place*, and nothing else that could be objected to.
    """
    text = json.dumps({place.section: place.tree}).replace(json.dumps(HERE), json.dumps(url))
    tree: Tree = json.loads(text)
    named = {"ignition": {"version": str(version), **tree.pop("ignition", {})}}
    return json.dumps({**named, **tree}, ensure_ascii=False).encode()


def oem_documents() -> Iterator[tuple[SpecVersion, bytes]]:
    """
    Every odd URL of the scheme in every version, and a plain one at each place.
    """
    for version, url in product(SPEC3.versions, OEM_URLS + BROKEN_OEM_URLS):
        yield version, write(PLACES[0], url, version)
    for version, place in product(SPEC3.versions, PLACES):
        if version >= place.since:
            yield version, write(place, "oem:///x", version)


class UserData(NamedTuple):
    """
    A document that is no config of Ignition.

    Attributes:
        why: What it shows.
        raw: The document.
        passes: Whether Flatcar's Ignition takes it for no config; else it is broken JSON, or a config.
    """

    why: str
    raw: bytes
    passes: bool


_CLOUD: Final = b"#cloud-config\nhostname: a\n"
_SCRIPT: Final = b"#!/bin/sh\nexit 0\n"
_CONFIG: Final = b'{"ignition": {"version": "3.4.0"}}'
_MIME: Final = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n#!/bin/sh\n--b--\n'
_PACKED: Final = gzip.compress(_CLOUD, mtime=0)

USER_DATA: Final = (
    UserData("cloud-config", _CLOUD, passes=True),
    UserData("cloud-config is told by its first line alone", b"#cloud-config", passes=True),
    UserData("a config may follow it, and does not count", b"#cloud-config\n" + _CONFIG, passes=True),
    UserData("a line may end as on other systems", b"#cloud-config\r\nhostname: a\r\n", passes=True),
    *[
        UserData(f"{ord(blank):#06x} is white space", f"#cloud-config{blank}\n".encode(), passes=True)
        for blank in "\t\v\f\r \x85\xa0\u1680\u2000\u2001\u2005\u200a\u2028\u2029\u202f\u205f\u3000"
    ],
    *[
        UserData(f"{ord(other):#06x} is no white space", f"#cloud-config{other}\n".encode(), passes=False)
        for other in "\0\b\x1c\x1d\x1e\x1f\u180e\u200b\u2060\ufeff"
    ],
    UserData("white space is told of characters, not of bytes", b"#cloud-config\x85\n", passes=False),
    UserData("nothing but white space may follow", b"#cloud-config x\n", passes=False),
    UserData("nothing may be before it, a blank", b" " + _CLOUD, passes=False),
    UserData("nothing may be before it, an empty line", b"\n" + _CLOUD, passes=False),
    UserData("nothing may be before it, a byte order mark", b"\xef\xbb\xbf" + _CLOUD, passes=False),
    UserData("capitals are other letters", b"#Cloud-Config\n", passes=False),
    UserData("a template is none yet", b"## template: jinja\n#cloud-config\n", passes=False),
    UserData("what else cloud-init reads is none", b"#include\nhttp://a/\n", passes=False),
    UserData("a script", _SCRIPT, passes=True),
    UserData("a script need not name who runs it", b"#!", passes=True),
    UserData("a script begins at once", b"\n" + _SCRIPT, passes=False),
    UserData("a script has no byte order mark", b"\xef\xbb\xbf" + _SCRIPT, passes=False),
    UserData("a message of several parts", _MIME, passes=True),
    UserData("names of headers may be in any case", _MIME.replace(b"Content-Type", b"cONTENT-tYPE"), passes=True),
    UserData("lines may end as in messages", _MIME.replace(b"\n", b"\r\n"), passes=True),
    UserData("the type may be folded", b"Content-Type:\n multipart/mixed\n\n", passes=True),
    UserData("a type within another counts", b"Content-Type: text/plain; x=multipart/mixed\n\n", passes=True),
    UserData("the type must be in small letters", b"Content-Type: MULTIPART/MIXED\n\n", passes=False),
    UserData("the first type counts", b"Content-Type: multipart/mixed\nContent-Type: text/plain\n\n", passes=True),
    UserData("the second does not", b"Content-Type: text/plain\nContent-Type: multipart/mixed\n\n", passes=False),
    UserData("other headers may be there", b"MIME-Version: 1.0\n" + _MIME, passes=True),
    UserData("an empty line must end the headers", b"Content-Type: multipart/mixed\n", passes=False),
    UserData("an empty line may be of blanks", b"Content-Type: multipart/mixed\n \t\n\n", passes=True),
    UserData("a mailbox's first line is no header", b"From a@b\n" + _MIME, passes=False),
    UserData("a header may not begin folded", b" " + _MIME, passes=False),
    UserData("a header needs a name", b": a\n" + _MIME, passes=False),
    UserData("a name may have blanks", b"A b: c\n" + _MIME, passes=True),
    UserData("a name has letters of ASCII", b"\xc3\xa9: a\n" + _MIME, passes=False),
    UserData("a value has no control characters", b"A: \x01\n" + _MIME, passes=False),
    UserData("headers without a type", b"MIME-Version: 1.0\n\n", passes=False),
    UserData("cloud-config in gzip", _PACKED, passes=True),
    UserData("a script in gzip", gzip.compress(_SCRIPT, mtime=0), passes=True),
    UserData("a message in gzip", gzip.compress(_MIME, mtime=0), passes=True),
    UserData("a config in gzip is not unpacked", gzip.compress(_CONFIG, mtime=0), passes=False),
    UserData("gzip is unpacked once", gzip.compress(_PACKED, mtime=0), passes=False),
    UserData(
        "gzip may have several members",
        gzip.compress(_CLOUD[:5], mtime=0) + gzip.compress(b"", mtime=0) + gzip.compress(_CLOUD[5:], mtime=0),
        passes=True,
    ),
    UserData("nothing may follow gzip, not even zeros", _PACKED + bytes(8), passes=False),
    UserData("gzip must be whole", _PACKED[:-1], passes=False),
    UserData("gzip must have the right sum", _PACKED[:-8] + b"\0\0\0\0" + _PACKED[-4:], passes=False),
    UserData("gzip must begin at once", b"\n" + _PACKED, passes=False),
    UserData("nothing at all is no config to anybody", b"", passes=True),
    UserData("nothing in gzip is broken", gzip.compress(b"", mtime=0), passes=False),
    UserData("white space alone is broken", b" \n", passes=False),
    UserData("null is a config without a version", b"null", passes=False),
    UserData("YAML is broken JSON", b"variant: flatcar\nversion: 1.0.0\n", passes=False),
    UserData("a config", _CONFIG, passes=False),
)
