"""
Documents by hand, on which the reference and common sense differ, or which lie at the edge of what it can read.

Where they differ and the document alone shows it, our report says so by an info entry: its code is given here.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ignition_compose.versions import SpecVersion


class Surprise(NamedTuple):
    """
    One document.

    Attributes:
        why: What is surprising, as a fact about the reference.
        raw: The document.
        code: The code of the info entry that explains it, none where the reference's own entry says it all.
        version: The version that it is decoded at.
    """

    why: str
    raw: bytes
    code: str | None = None
    version: SpecVersion = SpecVersion.V3_4_0


def _in(members: str, version: str = "3.4.0") -> bytes:
    return f'{{"ignition": {{"version": "{version}"}}, {members}}}'.encode()


def _file(members: str, version: str = "3.4.0") -> bytes:
    return _in(f'"storage": {{"files": [{{"path": "/a", {members}}}]}}', version)


_UNIT: Final = '"systemd": {"units": [{"name": "a.service", "enabled": true, "contents": "%s"}]}'
_LUKS: Final = '"storage": {"luks": [{"name": "a", "device": "/dev/a", "keyFile": {"source": "%s"}}]}'

SURPRISES: Final = (
    # How Go reads JSON.
    Surprise("names may differ in case", _in('"STORAGE": {"Files": []}'), "case-folded-key"),
    Surprise("a Kelvin sign is a k", _in('"\u212aernelArguments": {}'), "case-folded-key"),
    Surprise("no unknown member is seen below a name in another case", _in('"Storage": {"a": 1}'), "case-folded-key"),
    Surprise("a repeated object fills in the first", _in('"storage": {"files": []}, "storage": {}'), "repeated-key"),
    Surprise(
        "a repeated list fills in the entries of the first",
        _in('"passwd": {"users": [{"name": "a", "uid": 1}], "users": [{"name": "b"}]}'),
        "repeated-key",
    ),
    Surprise("a repeated member may take a value back", _in('"passwd": {"users": [], "users": null}'), "repeated-key"),
    Surprise("null is as good as nothing", _in('"storage": null')),
    Surprise("null in a list is an entry", _in('"storage": {"files": [null]}'), "null-entry"),
    Surprise("null in a list of texts is empty text", _in('"kernelArguments": {"shouldExist": [null]}'), "null-entry"),
    Surprise(
        "bad bytes become U+FFFD", _in('"passwd": {"users": [{"name": "a?"}]}').replace(b"?", b"\xff"), "replaced-text"
    ),
    Surprise("a lone surrogate becomes U+FFFD", _in('"passwd": {"users": [{"name": "\\ud800"}]}'), "replaced-text"),
    Surprise("a huge number silences all warnings of unknown members", _in('"a": 1e999, "b": 1'), "context-lost"),
    Surprise("an error beside a huge number has no place", _file('"mode": -1, "a": 1e999'), "context-lost"),
    Surprise("an integer with a fraction is none", _file('"mode": 420.0')),
    Surprise("an integer with an exponent is none", _file('"mode": 1e2')),
    Surprise("minus zero is zero", _file('"mode": -0')),
    Surprise("an integer has 64 bits", _file('"mode": 9223372036854775808')),
    Surprise("a byte order mark is an error", b"\xef\xbb\xbf" + _in('"storage": {}')),
    Surprise("what breaks off has no place", b'{"ignition": {"version": "3.4.0"'),
    Surprise("what breaks off in a later line has no place either", b'{"ignition":\n{"version": "3.4.0"\n'),
    Surprise("only the first of two documents counts, and the second is an error", _in('"a": 1') + b"{}"),
    Surprise("nothing at all is no config, and an error only for who asks for one", b""),
    Surprise("blanks alone are no config, and no empty one", b" \n"),
    Surprise("null is a config without a version", b"null"),
    Surprise("a list is no config", b"[]"),
    # Versions.
    Surprise("a version may end in a hyphen", _in('"a": 1', "3.4.0-"), "odd-version"),
    Surprise("metadata makes a version unknown", _in('"a": 1', "3.4.0+a")),
    Surprise("an experimental version needs its name", _in('"a": 1', "3.7.0")),
    Surprise("a version once experimental is unknown", _in('"a": 1', "3.6.0-experimental")),
    Surprise("a version in another case is unknown", _in('"a": 1', "3.7.0-EXPERIMENTAL")),
    # What validation says and leaves unsaid.
    Surprise("a bad key file is an error at a member that does not exist", _in(_LUKS % "a"), "misplaced-error"),
    Surprise("a mode is decimal", _file('"mode": 644'), "octal-looking-mode"),
    Surprise("special bits are only warned of, before 3.6.0", _file('"mode": 2541', "3.5.0")),
    Surprise(
        "the digits of a hash may be anything",
        _file(f'"contents": {{"source": "data:,", "verification": {{"hash": "sha256-{"x" * 64}"}}}}'),
        "hash-never-matches",
    ),
    Surprise(
        "a hash of a config in capitals is valid and never matches",
        f'{{"ignition": {{"version": "3.4.0", "config": {{"replace": {{"source": "data:,", "verification": '
        f'{{"hash": "sha256-{"A" * 64}"}}}}}}}}}}'.encode(),
        "hash-never-matches",
    ),
    Surprise(
        "a header without a value is valid and cannot be sent",
        _file('"contents": {"source": "http://a", "httpHeaders": [{"name": "a"}]}'),
        "header-without-value",
    ),
    Surprise("an empty source is no missing one", _file('"overwrite": true, "contents": {"source": ""}')),
    Surprise("an Install section without a line is none", _in(_UNIT % "[Install]\\n")),
    Surprise("an unknown section is none of its business", _in(_UNIT % "[A]\\nB=c\\n[Install]\\nA=b\\n")),
    Surprise("a line of a unit has 2048 bytes", _in(_UNIT % ("[Install]\\nA=" + "b" * 2046))),
    Surprise(
        "a line of a unit is counted in bytes", _in(_UNIT % ("[Install]\\n" + "A" * 60 + "=" + "\U0001f600" * 497))
    ),
    Surprise(
        "labels are counted in bytes",
        _in('"storage": {"luks": [{"name": "a", "device": "/a", "label": "%s"}]}' % ("é" * 24)),
    ),
    Surprise(
        "a file and a link of one path are duplicates",
        _file('"a": 1').replace(b"]}", b'], "links": [{"path": "/a", "target": "b"}]}'),
    ),
    Surprise("a link needs no target before 3.3.0", _in('"storage": {"links": [{"path": "/a"}]}', "3.2.0")),
    Surprise("a link may lead to itself", _in('"storage": {"links": [{"path": "/a", "target": "/a"}]}')),
    Surprise(
        "a hard link has no owner",
        _in('"storage": {"links": [{"path": "/a", "target": "/b", "hard": true, "user": {"id": 1}}]}'),
    ),
    Surprise(
        "of colliding partitions any may be named",
        _in('"storage": {"disks": [{"device": "/dev/a", "partitions": [{"number": 1}, {"number": 1, "label": "a"}]}]}'),
    ),
    Surprise("an escape in a data URL is decoded once", _file('"contents": {"source": "data:,%2525"}')),
    Surprise("base64 in a data URL needs its padding", _file('"contents": {"source": "data:;base64,YQ"}')),
    Surprise("a URL's scheme may be in capitals", _file('"contents": {"source": "HTTP://a"}')),
    Surprise("a data URL's scheme may not", _file('"contents": {"source": "DATA:,a"}')),
    Surprise("a URL without a host is valid", _file('"contents": {"source": "http:"}')),
)
