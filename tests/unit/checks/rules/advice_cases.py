"""Cases of the advice."""

from __future__ import annotations

from ignition_compose.models.spec3.luks import Luks
from ignition_compose.models.spec3.nodes import Directory, File
from ignition_compose.models.spec3.resource import ConfigReference, HttpHeader, Verification
from ignition_compose.versions import since, until
from tests.unit.checks.rules.case import Case, breaks, passes
from tests.unit.checks.rules.resource_cases import GOOD_ARNS, GOOD_URLS

_MODE = [("mode",)]
_HASH = [("hash",)]
_HASH_OF_CONFIG = [("verification", "hash")]
_SOURCE = [("keyFile", "source")]

LOOK_OCTAL = (600, 640, 644, 711, 755, 777, 1777, 2755, 4755)
LOOK_DECIMAL = (0, 256, 384, 420, 448, 493, 511, 512, 1005, 1023, 1517, 2541, 4095, -644, 3755, 6448, 75555)


def _modes(*modes: int) -> list[dict[str, int]]:
    return [{"mode": mode} for mode in modes]


def _hashes(*hashes: str) -> list[dict[str, str]]:
    return [{"hash": text} for text in hashes]


def _references(*hashes: str) -> list[dict[str, dict[str, str]]]:
    return [{"verification": {"hash": text}} for text in hashes]


def _key_files(*sources: str) -> list[dict[str, dict[str, str]]]:
    return [{"keyFile": {"source": source}} for source in sources]


CASES: tuple[Case, ...] = (
    *breaks("octal-looking-mode", File, *_modes(*LOOK_OCTAL), at=_MODE),
    *breaks("octal-looking-mode", Directory, *_modes(755), at=_MODE),
    *passes("octal-looking-mode", File, {}, *_modes(*LOOK_DECIMAL)),
    *passes("octal-looking-mode", Directory, {}, *_modes(*LOOK_DECIMAL)),
    *breaks("hash-never-matches", Verification, *_hashes("sha512-" + "z" * 128, "sha256-é", "a-b-c"), at=_HASH),
    *passes("hash-never-matches", Verification, {}, *_hashes("", "sha512-", "sha512-0aA", "x")),
    *breaks("hash-never-matches", ConfigReference, *_references("sha512-0A"), at=_HASH_OF_CONFIG),
    *passes("hash-never-matches", ConfigReference, {}, {"verification": {}}, *_references("sha512-0a", "SHA512-0a")),
    *breaks("header-without-value", HttpHeader, {"name": "a"}, {}, span=since("3.1.0")),
    *passes("header-without-value", HttpHeader, {"name": "a", "value": "b"}, {"value": ""}, span=since("3.1.0")),
    *breaks("misplaced-error", Luks, *_key_files("a", "http://[::1", "data:"), at=_SOURCE),
    *breaks("misplaced-error", Luks, *_key_files(*GOOD_ARNS), at=_SOURCE, span=until("3.3.0")),
    *passes("misplaced-error", Luks, *_key_files(*GOOD_ARNS), span=since("3.4.0")),
    *passes("misplaced-error", Luks, {}, {"keyFile": {}}, *_key_files("", *GOOD_URLS)),
)
