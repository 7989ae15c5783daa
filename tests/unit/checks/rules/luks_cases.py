"""Cases of the rules on encrypted volumes; those on their devices are with the paths."""

from __future__ import annotations

from ignition_compose.models.spec3.luks import ClevisCustom, Luks, Tang
from ignition_compose.versions import Span, SpecVersion, since, until
from tests.unit.checks.rules.case import Tree, breaks, passes
from tests.unit.checks.rules.resource_cases import (
    BAD_ARNS,
    BAD_DATA,
    BAD_SCHEMES,
    BAD_URLS,
    BAD_VERSIONS,
    GOOD_ARNS,
    GOOD_URLS,
)

_CLEVIS = [("clevis",)]
_PIN = [("pin",)]
_CONFIG = [("config",)]
_KEYS = [("keys",)]
_CEX = [("cex",)]
_URL = [("url",)]
_OLD = until("3.2.0")
_NEW = since("3.3.0")
_PINS = ("tpm2", "tang", "sss")
_PIECES: tuple[Tree, ...] = ({"tang": [{}]}, {"tpm2": True}, {"threshold": 1}, {"threshold": -1})
_NO_PIECES: tuple[Tree, ...] = ({}, {"tang": []}, {"tpm2": False}, {"threshold": 0})
_CARD = {"enabled": True}


def _keys(*urls: str) -> list[dict[str, dict[str, str]]]:
    return [{"keyFile": {"source": url}} for url in urls]


CASES = (
    *breaks("luks-name-contains-slash", Luks, {"name": "/"}, {"name": "a/b"}, at=[("name",)]),
    *passes("luks-name-contains-slash", Luks, {}, {"name": ""}, {"name": "a.b\\"}),
    *breaks("luks-label-too-long", Luks, {"label": "a" * 48}, {"label": "é" * 24}, at=[("label",)]),
    *passes("luks-label-too-long", Luks, {}, {"label": ""}, {"label": "a" * 47}, {"label": "é" * 23}),
    *breaks("disk-device-required", Luks, {}, {"device": ""}, at=[("device",)]),
    *passes("disk-device-required", Luks, {"device": "a"}),
    *breaks(
        "clevis-custom-with-others",
        Luks,
        *[{"clevis": {"custom": {"pin": "a"}, **more}} for more in _PIECES],
        at=_CLEVIS,
    ),
    *breaks(
        "clevis-custom-with-others",
        Luks,
        *[{"clevis": {"custom": {}, **more}} for more in _PIECES],
        at=_CLEVIS,
        span=_OLD,
    ),
    *passes(
        "clevis-custom-with-others",
        Luks,
        *[{"clevis": {"custom": {"pin": "", "config": "a", "needsNetwork": True}, **more}} for more in _PIECES],
        span=_NEW,
    ),
    *passes("clevis-custom-with-others", Luks, {}, *[{"clevis": more} for more in _PIECES]),
    *passes("clevis-custom-with-others", Luks, *[{"clevis": {"custom": {"pin": "a"}, **more}} for more in _NO_PIECES]),
    *breaks(
        "invalid-luks-key-file",
        Luks,
        *_keys(*BAD_URLS, *BAD_SCHEMES, *BAD_DATA, *BAD_VERSIONS, *BAD_ARNS),
        at=_KEYS,
    ),
    *breaks("invalid-luks-key-file", Luks, *_keys(*GOOD_ARNS), at=_KEYS, span=until("3.3.0")),
    *passes("invalid-luks-key-file", Luks, *_keys(*GOOD_ARNS), span=since("3.4.0")),
    *passes("invalid-luks-key-file", Luks, {}, {"keyFile": {}}, *_keys("", *GOOD_URLS, "gs:")),
    *breaks(
        "cex-with-clevis",
        Luks,
        {"cex": _CARD, "clevis": {"custom": {"pin": "a"}}},
        *[{"cex": _CARD, "clevis": more} for more in _PIECES],
        at=_CEX,
        span=since("3.5.0"),
    ),
    *passes(
        "cex-with-clevis",
        Luks,
        {"cex": _CARD},
        {"cex": _CARD, "clevis": {"custom": {"pin": "", "config": "a"}}},
        *[{"cex": _CARD, "clevis": more} for more in _NO_PIECES],
        *[{"cex": {"enabled": False}, "clevis": more} for more in _PIECES],
        *[{"cex": {}, "clevis": more} for more in _PIECES],
        {"clevis": {"tpm2": True}},
        span=since("3.5.0"),
    ),
    *breaks("cex-with-key-file", Luks, {"cex": _CARD, "keyFile": {"source": "a"}}, at=_CEX, span=since("3.5.0")),
    *passes(
        "cex-with-key-file",
        Luks,
        {"cex": _CARD},
        {"cex": _CARD, "keyFile": {"source": ""}},
        {"cex": {"enabled": False}, "keyFile": {"source": "a"}},
        {"keyFile": {"source": "a"}},
        span=since("3.5.0"),
    ),
    *breaks("unknown-clevis-pin", ClevisCustom, {"pin": "a"}, {"pin": "TPM2"}, at=_PIN, span=until("3.5.0")),
    *passes("unknown-clevis-pin", ClevisCustom, {"pin": "a", "config": "b"}, span=since("3.6.0")),
    *breaks("unknown-clevis-pin", ClevisCustom, {"config": "a"}, at=_PIN, span=_OLD),
    *passes("unknown-clevis-pin", ClevisCustom, {"config": "a"}, span=_NEW),
    *passes("unknown-clevis-pin", ClevisCustom, {}, {"needsNetwork": True}, *[{"pin": pin} for pin in _PINS]),
    *breaks(
        "clevis-pin-required",
        ClevisCustom,
        {"config": "a"},
        {"pin": "", "needsNetwork": True},
        at=_PIN,
        span=_NEW,
    ),
    *passes("clevis-pin-required", ClevisCustom, {"config": "a"}, {"needsNetwork": True}, span=_OLD),
    *passes("clevis-pin-required", ClevisCustom, {}, {"needsNetwork": False, "pin": ""}),
    *passes("clevis-pin-required", ClevisCustom, {"pin": "a"}, {"pin": "a", "config": "b", "needsNetwork": True}),
    *breaks("clevis-config-required", ClevisCustom, {"pin": "a"}, {"pin": "tang", "config": ""}, at=_CONFIG),
    *breaks("clevis-config-required", ClevisCustom, {"needsNetwork": True}, at=_CONFIG, span=_NEW),
    *passes("clevis-config-required", ClevisCustom, {"needsNetwork": True}, span=_OLD),
    *passes("clevis-config-required", ClevisCustom, {}, {"pin": "", "config": ""}, {"pin": "a", "config": "x"}),
    *breaks("invalid-url", Tang, *[{"url": url} for url in BAD_URLS], at=_URL),
    *passes("invalid-url", Tang, {}, *[{"url": url} for url in (*BAD_SCHEMES, *GOOD_URLS)]),
    *breaks("invalid-scheme", Tang, {}, *[{"url": url} for url in (*BAD_SCHEMES[:4], "tftp:", "data:,")], at=_URL),
    *passes("invalid-scheme", Tang, *[{"url": url} for url in ("http://a", "HTTPS:", *BAD_URLS)]),
    *breaks("tang-thumbprint-required", Tang, {}, {"thumbprint": ""}, at=[("thumbprint",)]),
    *passes("tang-thumbprint-required", Tang, {"thumbprint": " "}),
    *breaks(
        "invalid-tang-advertisement",
        Tang,
        *[{"advertisement": text} for text in (" ", "a", "{", "NaN", "01", "1e309", '{"a": [-1e999]}', '"\n"', "[1,]")],
        {"advertisement": "[" * 10_001 + "]" * 10_001},
        {"advertisement": "1" + "0" * 309},
        {"advertisement": "\ufeff{}"},
        at=[("advertisement",)],
        span=since("3.4.0"),
    ),
    *passes(
        "invalid-tang-advertisement",
        Tang,
        *[{"advertisement": text} for text in ("", "{}", " null ", "1e308", '{"a":{},"a":1e-999}', '"\\ud800é"')],
        {"advertisement": "[" * 10_000 + "]" * 10_000},
        {},
        span=Span(SpecVersion("3.4.0"), None),
    ),
)
