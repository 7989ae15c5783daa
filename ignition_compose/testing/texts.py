"""
Texts that Ignition takes and texts that it refuses, by their form, or by class and attribute.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hypothesis import strategies as st

from ignition_compose.models import forms
from ignition_compose.versions import ALWAYS, Span, SpecVersion, since, until

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ignition_compose.models.fields import Choice
    from ignition_compose.models.view import FieldView, ModelView


class Texts(NamedTuple):
    """
    What to write into a field.

    Attributes:
        good: Texts that no rule objects to, whatever stands around them.
        bad: Texts that are refused, whatever stands around them.
        odd: Texts about which nothing is said.
    """

    good: tuple[Choice, ...]
    bad: tuple[Choice, ...] = ()
    odd: tuple[Choice, ...] = ()


ANY: Final = Texts(("", "a", "b", "core", "é", "a b", "%x\\", "\n", '"', "\U0001f600", "null", "x" * 40))
"""For fields of any text."""

_PATHS: Final = ("/a", "/a/b", "/b", "/a/b/c", "/etc/x", "/etc/x.d/y", "/a b", "/é", "/.a", "/...", "/a\n", "/")
_NO_PATHS: Final = ("a", "/a/", "//a", "/a//b", "/.", "/a/.", "/a/..", "/../a", "./a", " /a", "/a/./b")
_DIGEST: Final = "0123456789abcdefABCDEF" * 3


def _as_long_as(limit: int) -> tuple[str, str]:
    """
    Texts of at most *limit* bytes, of characters of one byte and of two.
    """
    return "x" * limit, "é" * (limit // 2)


def _longer_than(limit: int) -> tuple[str, str]:
    """
    The shortest such texts of more than *limit* bytes.
    """
    return "x" * (limit + 1), "é" * (limit // 2 + 1)


FORMS: Final[Mapping[str, Texts]] = {
    forms.NOT_EMPTY: Texts(("a", "b", "X-Y", " ", "\n", "é"), ("",)),
    forms.NO_SLASH: Texts(("a", "b", "", "é", "a b"), ("/", "a/b", "a/")),
    forms.NO_COLON: Texts(("a", "b", ""), (":", "a:b")),
    forms.PATH: Texts(_PATHS, ("", *_NO_PATHS)),
    forms.PATH_OR_EMPTY: Texts(("", *_PATHS), _NO_PATHS),
    forms.GUID: Texts(
        ("", "01234567-89ab-cdef-0123-456789ABCDEF", "0FC63DAF-8483-4772-8E79-3D69D8477DE4"),
        ("a", "01234567-89ab-cdef-0123-456789ABCDE", "{01234567-89ab-cdef-0123-456789ABCDEF}", "\n"),
    ),
    forms.PLAIN_HASH: Texts(
        ("sha512-" + (_DIGEST + _DIGEST)[:128], ("sha256-" + _DIGEST[:64], since("3.1.0")), "sha512-" + "-" * 128),
        ("", "sha512", "md5-0", "sha512-0", "SHA512-" + "0" * 128, "sha256-0", ("sha256-" + "0" * 64, until("3.0.0"))),
    ),
    forms.UNIT_NAME: Texts(
        ("a.service", "b@.service", "b@1.service", "c.mount", "d.timer", ".target", "é.socket"),
        ("", "a", "service", "a.Service", "a.service\n", "a.conf", "a.service/b", "a.service."),
    ),
    forms.DROPIN_NAME: Texts(("a.conf", "10-b.conf", ".conf"), ("", "conf", "a.Conf", "a.conf\n", "a.service")),
    forms.PLAIN_HTTP: Texts(
        ("http://a", "https://b/c", "https://user:pass@[::1]:80/?q#f", "http://", "https:a"),
        ("", "a", "ftp://a", "http://a b", "http://[::1", "http://a:b", "http://a/%zz", ":", "data:,"),
        ("HTTP://a", "http://%41", "//a"),
    ),
    forms.PLAIN_URL: Texts(
        (
            "",
            "http://a/b",
            "https://b/c?d=e#f",
            "tftp://a/b",
            "s3://a/b",
            ("s3://a/b?versionId=c", ALWAYS),
            ("gs://a/b", since("3.2.0")),
            ("arn:aws:s3:::a/b", since("3.4.0")),
            ("arn:aws:s3:us-west-1:123456789012:accesspoint/a/object/b?versionId=c", since("3.4.0")),
            "data:,",
            "data:,a%20b",
            "data:;base64,YQ==",
            "data:text/plain;charset=utf-8;base64,4pyT",
        ),
        (
            "a",
            "/a",
            "ftp://a",
            "http://a b/",
            "http://[::1",
            "http://a/%zz",
            "data:",
            "data:;base64,!",
            "data:,%z",
            ("gs://a/b", until("3.1.0")),
            ("arn:aws:s3:::a/b", until("3.3.0")),
            "arn:aws:ec2:::a/b",
            "arn:aws:s3:::a",
            ("s3://a/b?versionId=", since("3.4.0")),
        ),
        ("HTTP://a", "data:;base64,YQ", "data:;base64,YQ=\n=", "data:text/plain,é", "oem:///a", "s3://", "http:/a"),
    ),
    forms.PLAIN_PARTITION_LABEL: Texts(
        ("a", "b", "", "ROOT", *_as_long_as(forms.PARTITION_LABEL_BYTES)),
        (":", *_longer_than(forms.PARTITION_LABEL_BYTES), "a:b"),
    ),
    forms.plain_label(forms.LUKS_LABEL_BYTES): Texts(
        ("", "a", *_as_long_as(forms.LUKS_LABEL_BYTES)), _longer_than(forms.LUKS_LABEL_BYTES)
    ),
    forms.PLAIN_UNIT: Texts(
        (
            "",
            "[Unit]\nDescription=a\n",
            "[Service]\nExecStart=/bin/a \\\n  -b\n\n[Install]\nWantedBy=multi-user.target\n",
            "# a\n; b\n[Service]\nA=\nB = c = d",
            "[Install]\n",
            "\n\n",
        ),
        ("[Unit", "[Unit]\na", "[Unit]\na=b\n[]c\n"),
        ("a\n", "[Unit]\n=\n[", "[]", "a=b", "[Unit]\r\na=b\r\n", "[A]\n" + "x" * 2050 + "=y", "[A]\nb=\\"),
    ),
}
"""By the form of the texts: what is plain if the description says so, else what Ignition demands."""

FIELDS: Final[Mapping[tuple[str, str], Texts]] = {
    ("CaReference", "source"): FORMS[forms.PLAIN_URL]._replace(
        good=FORMS[forms.PLAIN_URL].good[1:], bad=("", *FORMS[forms.PLAIN_URL].bad)
    ),
    ("Proxy", "https_proxy"): FORMS[forms.PLAIN_HTTP],
    ("Tang", "advertisement"): Texts(
        ("", "{}", '{"payload": "a"}', " 1 ", "null"), ("{", "a", "{} {}", "[1,]"), ("\ufeff{}", '"\\ud800"', "1e999")
    ),
    ("ClevisCustom", "pin"): Texts(
        ("tang", "tpm2", "sss", ("a", since("3.6.0"))), (("a", until("3.5.0")), ("TPM2", until("3.5.0")))
    ),
    ("ClevisCustom", "config"): Texts(("a", "{}")),
    ("Link", "target"): Texts((*_PATHS, "a", "../b", "/a/", ""), (("", since("3.3.0")),)),
    ("Filesystem", "device"): Texts(("/dev/a", "/dev/b", "/dev/disk/by-label/c"), ("", *_NO_PATHS[1:])),
    ("Disk", "device"): Texts(("/dev/a", "/dev/b", "/dev/disk/by-id/c"), ("", *_NO_PATHS)),
    ("Luks", "device"): Texts(("/dev/a", "/dev/b"), ("", *_NO_PATHS)),
    ("Raid", "devices"): Texts(("/dev/a", "/dev/b", "/dev/c"), ("", *_NO_PATHS)),
    ("PasswdUser", "name"): Texts(("core", "root", "a", "é", "")),
    ("PasswdGroup", "name"): Texts(("core", "sudo", "a", "")),
}
"""By class and attribute, where that says more than the form."""


def texts_of(view: ModelView, field: FieldView) -> Texts:
    """
    What to write into one field of one class.
    """
    for model in view.model.__mro__:
        found = FIELDS.get((model.__name__, field.name))
        if found is not None:
            return found
    return FORMS.get(field.plain or field.pattern or "", ANY)


def within(choices: tuple[Choice, ...], version: SpecVersion) -> tuple[str, ...]:
    """
    Those of *choices* that hold in *version*.
    """
    return tuple([text for text, span in map(_spanned, choices) if version in span])


def _spanned(choice: Choice) -> tuple[str, Span]:
    return (choice, ALWAYS) if isinstance(choice, str) else choice


class Source(NamedTuple):
    """
    Where texts are drawn from: a few, and now and then many.

    One draw is enough for nearly every text, which a union of strategies would need two for.
    """

    few: st.SearchStrategy[str | None]
    many: st.SearchStrategy[str]

    def draw(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> str:
        """
        Draw one text.
        """
        text: str | None = draw(self.few)
        drawn: str = draw(self.many) if text is None else text
        return drawn


@cache
def good_texts(view: ModelView, field: FieldView) -> Source:
    """
    Texts that no rule objects to: mostly from a few, so that keys meet.
    """
    if field.choices:
        return Source(st.sampled_from(field.choices), st.nothing())
    good, many = _good(view, field), _many(field)
    if many is None:
        return Source(st.sampled_from(good), st.nothing())
    return Source(st.sampled_from([*good * _times(good, 7), None]), many)


@cache
def any_texts(view: ModelView, field: FieldView) -> Source:
    """
    Texts of every sort, as many good as not.
    """
    texts = texts_of(view, field)
    good = field.choices or _good(view, field)
    others = within((*texts.bad, *texts.odd, *ANY.good), view.version)
    many = _many(field)
    few = [*good * _times(good, len(others)), *others, None]
    return Source(st.sampled_from(few), st.text() if many is None else many)


def _good(view: ModelView, field: FieldView) -> tuple[str, ...]:
    texts = texts_of(view, field)
    bad = within(texts.bad, view.version)
    return tuple([text for text in within(texts.good, view.version) if text not in bad])


def _times(texts: tuple[str, ...], number: int) -> int:
    """
    How often to repeat *texts* to have about *number* of them.
    """
    return max(1, number // len(texts))


@cache
def bad_texts(view: ModelView, field: FieldView) -> tuple[str, ...]:
    """
    Texts that are refused, whatever stands around them; none where any text is taken.
    """
    if field.choices:
        return tuple([text for text in ("?", "EXT4", " gzip", "raid2", "7") if text not in field.choices])
    return within(texts_of(view, field).bad, view.version)


def _many(field: FieldView) -> st.SearchStrategy[str] | None:
    """
    Many texts of the field's form, if it has one.
    """
    form = field.plain or field.pattern
    if form is None:
        return None
    if form in (forms.PATH, forms.PATH_OR_EMPTY):
        # Ten times as fast as drawing from the expression.
        parts = st.lists(st.sampled_from(["a", "b", "etc", ".x", "..y", "é", " "]), min_size=1, max_size=4)
        return parts.map(lambda names: "/" + "/".join(names))
    return st.from_regex(forms.compiled(form))
