"""
Random documents for the comparison with the reference: valid, nearly valid, and mutated text.

Everything is drawn from one `random.Random`, so a seed names a document, and Hypothesis can drive the
same code through `st.randoms()` and shrink what it finds. The shape comes from the description; the
values come from pools of texts that sit on the edges of the rules.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ignition_compose.models.view import SpecView

if TYPE_CHECKING:
    from random import Random

    from ignition_compose.models.view import FieldView, ModelView
    from ignition_compose.versions import SpecVersion

Tree = dict[str, Any]

PATHS: Final = (
    *("/a", "/a/b", "/a/b/c", "/b", "/c/d", "/etc/systemd/system/a.service", "/etc/systemd/system/a.service.d/x.conf"),
    *(
        "/etc/systemd/system/b@.service",
        "/",
        "",
        "a",
        "a/b",
        "/a/",
        "/a//b",
        "/a/../b",
        "/./a",
        "/.",
        "/..a",
        "/...",
        "//",
    ),
    *("/é", "/a b", "/a\n", "/a\x00b", "/" + "x" * 300, ".", "..", "/a/.b", "/dev/sda", "/dev/sdb", "/dev/md/x"),
)
URLS: Final = (
    *(
        "data:,",
        "data:,hello%20x",
        "data:;base64,aGk=",
        "data:;base64,aGk",
        "data:text/plain;charset=utf-8;base64,aGVsbG8=",
    ),
    *(
        "data:text/plain,x#y",
        'data:text/plain;a="b\\"c",x',
        "data:foo/bar,x",
        "data:image/x-y;base64",
        "data:",
        "data:x",
        "data:,%zz",
    ),
    *(
        "data:;base64,aGl\n",
        "data:;base64,YR==",
        "data:;base64,YQ==",
        "data:,é",
        "data:;charset=,x",
        "data:text,x",
        "data:x-a/b,y",
    ),
    *(
        "http://example.com/a",
        "https://example.com/a?b=c#d",
        "HTTP://EXAMPLE.com",
        "http://[::1]:80/",
        "http://[::1",
        "http://a b/",
    ),
    *(
        "http://user:pa ss@h/",
        "http://h:port/",
        "http://h/%zz",
        "http://h/%41",
        "http:",
        "http:opaque",
        "://x",
        "1http://x",
        "h%ttp://",
    ),
    *(
        "tftp://h/x",
        "gs://bucket/obj",
        "s3://b/k",
        "s3://b/k?versionId=",
        "s3://b/k?versionId=abc",
        "s3://b/k?versionId",
        "s3://b/k?a;b=c",
    ),
    *(
        "arn:aws:s3:::bucket/key",
        "arn:aws:s3:::bucket/key?versionId=",
        "arn:aws:s3:::bucket",
        "arn:aws:ec2:::bucket/key",
        "arn:aws:s3:x",
    ),
    *(
        "arn:aws:s3:us-west-1:123456789012:accesspoint/test/object/some/path",
        "arn:aws:s3:us-west-1:123456789012:accesspoint/test",
    ),
    *(
        "ftp://h/x",
        "oem:///x",
        "file:///x",
        "/relative",
        "relative",
        "",
        " ",
        "http://h/\x7f",
        "http://h/é",
        "a:b:c",
        "?q",
        "#f",
        "ARN:aws:s3:::b/k",
    ),
)
UNITS: Final = (
    *(
        "",
        "[Unit]\nDescription=x\n",
        "[Unit]\nA=b\n\n[Install]\nWantedBy=multi-user.target\n",
        "[Install]",
        "[Service]\nExecStart=/bin/x",
    ),
    *(
        "garbage",
        "[Unit\nA=b",
        "[Unit]x\nA=b",
        "[Unit]\nA",
        "[Unit]\nA\n",
        "[Unit]\n=b",
        "#c\n[Unit]\n;d\nA=b\\\n c\n",
        "[Unit]\nA=b\\",
        "\r\n[U]\r\nA=b\r\n",
    ),
    *(
        "[Unit]\nA=" + "x" * 2047,
        "[Unit]\nA=" + "x" * 2048 + "\n",
        "[Unit]\nA=" + "x" * 5000,
        "[Unit]\n" + "A=b\n" * 600 + "B=" + "y" * 2100,
        "[]\n",
        "[a]]\n",
    ),
    *(
        "[Unit]\nA=é\n\u00a0\nB=c",
        "[Unit]\n #c\\\nA\n",
        "A=b\n[Unit]",
        "[Install]\n#x",
        "é[Unit]\nA=b",
        "[X]\n[Install]\nA=b\n",
    ),
)
UNIT_NAMES: Final = (
    *(
        "a.service",
        "b.socket",
        "b@.service",
        "b@1.service",
        "b@2.service",
        "c@x.service",
        "a.timer",
        "a.mount",
        "a.automount",
        "a.swap",
        "a.target",
    ),
    *(
        "a.path",
        "a.device",
        "a.snapshot",
        "a.slice",
        "a.scope",
        "a.foo",
        "a",
        "",
        "a.service ",
        ".service",
        "a/b.service",
        "a.service/x",
        "@.service",
        "@a.service",
    ),
)
DROPIN_NAMES: Final = ("x.conf", "y.conf", "x", "", "x.conf.bak", ".conf", "a/x.conf", "x.CONF")
LABELS: Final = (
    *(
        "",
        "root",
        "a" * 11,
        "a" * 12,
        "a" * 13,
        "a" * 15,
        "a" * 16,
        "a" * 17,
        "a" * 36,
        "a" * 37,
        "a" * 47,
        "a" * 48,
        "a" * 256,
        "a" * 257,
    ),
    *("é" * 6, "é" * 8, "é" * 9, "é" * 18, "é" * 19, "é" * 24, "a:b", ":", "ROOT"),
)
GUIDS: Final = (
    "",
    "01234567-89AB-CDEF-EDCB-A98765432101",
    "01234567-89ab-cdef-edcb-a98765432101",
    "01234567-89AB-CDEF-EDCB-A9876543210",
    "0" * 36,
    "01234567-89AB-CDEF-EDCB-A98765432101\n",
    "x",
)
HASHES: Final = (
    *(
        "sha512-" + "a" * 128,
        "sha256-" + "a" * 64,
        "sha256-" + "z" * 64,
        "sha512-" + "a" * 127,
        "sha256-",
        "md5-" + "a" * 32,
        "sha512",
        "",
        "-",
        "sha512-é" + "a" * 126,
        "SHA512-" + "a" * 128,
    ),
)
POOLS: Final[dict[str, tuple[Any, ...]]] = {
    "path": PATHS,
    "device": (*PATHS, "tag", "t" * 36, "t" * 37),
    "devices": PATHS,
    "target": PATHS,
    "source": URLS,
    "url": URLS,
    "httpProxy": URLS,
    "httpsProxy": URLS,
    "hash": HASHES,
    "label": LABELS,
    "guid": GUIDS,
    "typeGuid": GUIDS,
    "format": ("", "ext4", "btrfs", "xfs", "swap", "vfat", "none", "virtiofs", "ext3", "EXT4"),
    "level": (
        "",
        "linear",
        "raid0",
        "0",
        "stripe",
        "raid1",
        "1",
        "mirror",
        "raid4",
        "4",
        "raid5",
        "5",
        "raid6",
        "6",
        "raid10",
        "10",
        "raid7",
        "RAID1",
    ),
    "compression": ("", "gzip", "xz", "GZIP"),
    "advertisement": ("", "{}", "[1]", "x", "{", "1e999", '"a"', "null", " ", "\ufeff{}", "[" * 50 + "]" * 50),
    "pin": ("", "tpm2", "tang", "sss", "pkcs11"),
    "mode": (0, 420, 493, 0o777, 0o1777, 0o4755, 0o7777, 0o10000, -1, 2**31, 2**63 - 1, -(2**63)),
    "number": (0, 0, 1, 1, 2, 3, 128, -1),
    "startMiB": (0, 0, 1, 2, 5, 10, 100, -5, 2**63 - 1),
    "sizeMiB": (0, 0, 1, 2, 5, 10, 100, -5, 2**63 - 1),
    "spares": (0, 1, -1),
    "threshold": (0, 1, 2),
}
NAMES: Final = ("", "a", "b", "core", "a/b", "é")
BY_MODEL: Final[dict[tuple[str, str], tuple[Any, ...]]] = {
    ("Unit", "name"): UNIT_NAMES,
    ("Dropin", "name"): DROPIN_NAMES,
    ("Unit", "contents"): UNITS,
    ("Dropin", "contents"): UNITS,
}
GOOD: Final[dict[str, tuple[Any, ...]]] = {
    "path": ("/a", "/b", "/c/d", "/a/b", "/etc/motd"),
    "device": ("/dev/sda", "/dev/sdb"),
    "devices": ("/dev/sda", "/dev/sdb"),
    "target": ("/x", "y", "../z"),
    "source": ("data:,", "data:;base64,aGk=", "https://example.com/a"),
    "url": ("https://example.com/t",),
    "httpProxy": ("http://p:1", "https://p"),
    "httpsProxy": ("https://p",),
    "hash": ("sha512-" + "a" * 128,),
    "label": ("", "root", "data"),
    "guid": ("", "01234567-89AB-CDEF-EDCB-A98765432101"),
    "typeGuid": ("", "01234567-89AB-CDEF-EDCB-A98765432101"),
    "format": ("ext4", "btrfs", "xfs"),
    "level": ("raid1", "raid0"),
    "compression": ("", "gzip"),
    "advertisement": ("{}",),
    "pin": ("tpm2",),
    "mode": (0, 420, 0o1777),
}
GOOD_BY_MODEL: Final[dict[tuple[str, str], tuple[Any, ...]]] = {
    ("Unit", "name"): ("a.service", "b@.service", "b@1.service", "c.timer"),
    ("Dropin", "name"): ("x.conf", "y.conf"),
    ("Unit", "contents"): ("", "[Unit]\nA=b\n[Install]\nWantedBy=x\n", "[Unit]\nA=b\n"),
    ("Dropin", "contents"): ("", "[Unit]\nA=b\n"),
}


class Generator:
    """
    Draws documents of one spec version.

    Args:
        random: Where every choice comes from.
        version: The spec version.
        density: How likely a member is to be there.
        badness: How likely a value is to be drawn from the edges instead of from the plain ones.
    """

    def __init__(self, random: Random, version: SpecVersion, *, density: float = 0.3, badness: float = 0.1) -> None:
        self.random = random
        self.version = version
        self.density = density
        self.badness = badness
        self._view = SpecView.of(version).root

    def tree(self) -> Tree:
        """
        A config's tree.
        """
        tree = self._object(self._view)
        tree["ignition"] = {**tree.get("ignition", {}), "version": str(self.version)}
        return tree

    def _object(self, view: ModelView) -> Tree:
        names = [field for field in view.fields if self._wanted(field)]
        if self.random.random() < 0.3:
            self.random.shuffle(names)
        return {field.json: self._value(view, field) for field in names}

    def _wanted(self, field: FieldView) -> bool:
        likely = 0.93 if field.required or not field.nullable and field.kind == "string" else self.density
        if field.kind in ("object", "array") and field.json in ("storage", "systemd", "files", "units"):
            likely = max(likely, 0.6)
        return self.random.random() < likely

    def _value(self, view: ModelView, field: FieldView) -> Any:
        if field.is_list:
            count = self.random.choice((0, 1, 1, 2, 2, 3, 4))
            if field.model is None:
                return [self._scalar(view, field) for _ in range(count)]
            return [self._object(field.model) for _ in range(count)]
        if field.model is not None:
            return self._object(field.model)
        return self._scalar(view, field)

    def _scalar(self, view: ModelView, field: FieldView) -> Any:
        bad = self.random.random() < self.badness
        by_model, pools = (BY_MODEL, POOLS) if bad else (GOOD_BY_MODEL, GOOD)
        pool = by_model.get((view.name, field.json)) or pools.get(field.json) or POOLS.get(field.json)
        if pool is not None:
            return self.random.choice(pool)
        if field.kind == "integer":
            return self.random.choice((0, 1, 1000, -1))
        if field.kind == "boolean":
            return self.random.random() < 0.5
        return self.random.choice(NAMES if bad else NAMES[1:4])

    def text(self) -> bytes:
        """
        A document as text, with the oddities that Go's decoder knows, and now and then damaged.
        """
        raw = Writer(self.random, self.random.choice((0.0, 0.01, 0.05))).write(self.tree())
        for _ in range(self.random.choice((0, 0, 0, 0, 1, 2))):
            raw = damage(self.random, raw)
        return raw

    def plain_text(self) -> bytes:
        """
        A document as ordinary text.
        """
        return json.dumps(self.tree(), indent=self.random.choice((None, None, 2)), ensure_ascii=False).encode()


class Writer:
    """
    Writes values as JSON text with oddities.

    Args:
        random: Where every choice comes from.
        oddness: How likely each value or name is to be odd.
    """

    def __init__(self, random: Random, oddness: float) -> None:
        self.random = random
        self.oddness = oddness

    def write(self, value: Any) -> bytes:
        """
        The text of *value*.
        """
        return self._value(value)

    def _odd(self) -> bool:
        return self.random.random() < self.oddness

    def _space(self) -> bytes:
        return self.random.choice((b"", b"", b"", b" ", b"\n", b"\t\r\n  ")) if self.oddness else b""

    def _value(self, value: Any) -> bytes:
        if self._odd():
            odd = self.random.choice(
                (
                    b"null",
                    b"null",
                    b"1.0",
                    b"1e3",
                    b'"x"',
                    b"[]",
                    b"{}",
                    b"true",
                    b"-0",
                    b"9223372036854775808",
                    b"[null]",
                    b"1e999",
                )
            )
            return odd
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list):
            items = [self._value(item) for item in value]
            return b"[" + (self._space() + b"," + self._space()).join(items) + b"]"
        if isinstance(value, str):
            return self._string(value)
        return json.dumps(value).encode()

    def _object(self, value: Tree) -> bytes:
        members = [
            self._name(name) + self._space() + b":" + self._space() + self._value(item) for name, item in value.items()
        ]
        if self._odd() and value:
            again = self.random.choice(list(value))
            members.insert(
                self.random.randrange(len(members) + 1), self._name(again) + b":" + self._value(value[again])
            )
        if self._odd():
            unknown = self.random.choice(
                (
                    b'"unknown":1',
                    b'"x":{"y":[null,{"z":1.5}]}',
                    b'"":null',
                    b'"cex":{}',
                    b'"\\ud800":1',
                    b'"u\xff":2',
                    b'"n":1e400',
                )
            )
            members.insert(self.random.randrange(len(members) + 1), unknown)
        return b"{" + self._space() + b",".join(members) + self._space() + b"}"

    def _name(self, name: str) -> bytes:
        if self._odd():
            changed = self.random.choice(
                (
                    name.upper(),
                    name.capitalize(),
                    name.lower(),
                    name.replace("s", "ſ"),
                    name.replace("k", "\u212a"),
                    name + "s",
                )
            )
            return self._string(changed)
        return b'"' + name.encode() + b'"'

    def _string(self, value: str) -> bytes:
        raw = json.dumps(value, ensure_ascii=self.random.random() < 0.5).encode()
        if self._odd():
            extra = self.random.choice(
                (b"\xff", b"\\ud800", b"\\ud83d\\ude00", b"\xed\xa0\x80", b"\\u0000", b"\\/", b"\xe2\x82", b"\xc2\xa0")
            )
            return raw[:-1] + extra + b'"'
        return raw


def damage(random: Random, raw: bytes) -> bytes:
    """
    *raw* with one small change to its bytes.
    """
    if not raw:
        return raw
    at = random.randrange(len(raw))
    way = random.randrange(6)
    if way == 0:
        return raw[:at] + raw[at + 1 :]
    if way == 1:
        return raw[:at] + bytes([random.choice(b'{}[],:"\\ \n\t0-9.eEtfn\x00\x1f\xff/')]) + raw[at:]
    if way == 2:
        return raw[:at] + bytes([random.randrange(256)]) + raw[at + 1 :]
    if way == 3:
        return raw[:at]
    if way == 4:
        end = min(len(raw), at + random.randrange(1, 20))
        return raw[:end] + raw[at:]
    return raw + random.choice((b"\n", b" ", b"{}", b"x", b"]", b"\x00", b"\xef\xbb\xbf"))


def related(random: Random, version: SpecVersion) -> tuple[Tree, Tree]:
    """
    A parent and a child that are likely to share keys.
    """
    density = random.choice((0.2, 0.4, 0.7))
    badness = random.choice((0.0, 0.1, 0.5))
    generator = Generator(random, version, density=density, badness=badness)
    parent, child = generator.tree(), generator.tree()
    if random.random() < 0.3:
        child = _blend(random, parent, child)
    return parent, child


def _blend(random: Random, one: Any, other: Any) -> Any:
    if isinstance(one, dict) and isinstance(other, dict):
        return {
            name: _blend(random, one.get(name, other.get(name)), other.get(name, one.get(name)))
            for name in {**one, **other}
            if random.random() < 0.8 or name in ("ignition", "version", "path", "name")
        }
    return one if random.random() < 0.5 else other
