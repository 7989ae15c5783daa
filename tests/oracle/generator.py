"""
Random documents for the comparison with the reference: valid, nearly valid, and mutated text.

Everything is drawn from one `random.Random`, so a seed names a document, and Hypothesis can drive the
same code through `st.randoms()` and shrink what it finds. The shape comes from the description; the
values come from pools of texts that sit on the edges of the rules.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ignition_compose.models.view import SpecView
from tests.oracle.pools import BY_MODEL, GOOD_BY_DIALECT, GOOD_BY_MODEL, NAMES, POOLS

if TYPE_CHECKING:
    from random import Random

    from ignition_compose.models.view import FieldView, ModelView
    from ignition_compose.versions import SpecVersion
    from tests.oracle.building import DialectName

Tree = dict[str, Any]


class Generator:
    """
    Draws documents of one spec version.

    Args:
        random: Where every choice comes from.
        version: The spec version.
        density: How likely a member is to be there.
        badness: How likely a value is to be drawn from the edges instead of from the plain ones.
        dialect: For whom the plain values are plain.
    """

    def __init__(
        self,
        random: Random,
        version: SpecVersion,
        *,
        density: float = 0.3,
        badness: float = 0.1,
        dialect: DialectName = "upstream",
    ) -> None:
        self.random = random
        self.version = version
        self.density = density
        self.badness = badness
        self._good = GOOD_BY_DIALECT[dialect]
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
        likely = 0.93 if field.required or (not field.nullable and field.kind == "string") else self.density
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
        by_model, pools = (BY_MODEL, POOLS) if bad else (GOOD_BY_MODEL, self._good)
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
        tree = self.tree()
        if self.random.random() < 0.02:
            tree["ignitionVersion"] = self.random.choice((1, 3, "1", None, 1.5, [], True))
        raw = Writer(self.random, self.random.choice((0.0, 0.01, 0.05))).write(tree)
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
            return self.random.choice(
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
                    name.replace("s", "\u017f"),
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


def related(random: Random, version: SpecVersion, dialect: DialectName = "upstream") -> tuple[Tree, Tree]:
    """
    A parent and a child that are likely to share keys.
    """
    density = random.choice((0.2, 0.4, 0.7))
    badness = random.choice((0.0, 0.1, 0.5))
    generator = Generator(random, version, density=density, badness=badness, dialect=dialect)
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
