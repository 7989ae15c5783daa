"""
Version numbers, as `coreos/go-semver` reads them.
"""

from __future__ import annotations

from ignition_compose.golang import GoError
from ignition_compose.golang.text import quote, replace_surrogates
from ignition_compose.patterns import pattern
from ignition_compose.values import NamedTuple

_IDENTIFIER = pattern(r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*+")
_DIGITS = pattern(r"[0-9]+")
_NUMBERS = 3


class SemverError(GoError):
    """
    A string is not a version number.
    """


class Semver(NamedTuple):
    """
    A version number in its parts; an absent pre-release or metadata is empty.
    """

    major: int
    minor: int
    patch: int
    pre: str
    meta: str


def parse(text: str) -> Semver:
    """
    Read a version number, a little more freely than the semver specification does.

    Leading zeros are fine, and so is a hyphen or plus sign with nothing behind it.

    Args:
        text: Any string.

    Returns:
        The version's parts.

    Raises:
        SemverError: The string is not three decimal numbers of at most 63 bits, or what follows them is no identifier.

    Mirrors `NewVersion` in `coreos/go-semver/semver/semver.go`.

    >>> parse("3.7.0-experimental")
    Semver(major=3, minor=7, patch=0, pre='experimental', meta='')
    >>> parse("03.0.0-") == parse("3.0.0")
    True
    """
    rest, _, meta = replace_surrogates(text).partition("+")
    numbers, _, pre = rest.partition("-")
    parts = numbers.split(".", _NUMBERS - 1)
    if len(parts) != _NUMBERS:
        msg = f"{numbers} is not in dotted-tri format"
        raise SemverError(msg)
    _check_identifier(pre, "pre-release")
    _check_identifier(meta, "metadata")
    major, minor, patch = map(_parse_number, parts)
    return Semver(major, minor, patch, pre, meta)


def _check_identifier(identifier: str, what: str) -> None:
    if identifier and not _IDENTIFIER.fullmatch(identifier):
        msg = f"failed to validate {what}: {identifier} is not a valid semver identifier"
        raise SemverError(msg)


def _parse_number(text: str) -> int:
    match = _DIGITS.match(text)
    digits = match[0] if match else ""
    whole = digits == text
    # Go stops at what it meets first, and only there can a number that is not one be out of range too.
    if not digits or not (whole or _exceeds(digits, 2**64 - 1)):
        msg = f"strconv.ParseInt: parsing {quote(text)}: invalid syntax"
        raise SemverError(msg)
    if not whole or _exceeds(digits, 2**63 - 1):
        msg = f"strconv.ParseInt: parsing {quote(text)}: value out of range"
        raise SemverError(msg)
    return int(digits.lstrip("0") or "0")


def _exceeds(digits: str, limit: int) -> bool:
    # Compared as text: Python refuses to read numbers of some thousand digits.
    significant, largest = digits.lstrip("0"), str(limit)
    return (len(significant), significant) > (len(largest), largest)
