"""
What Ignition demands of the URL that something is fetched from.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial

from ignition_compose.checks.registry import Demand
from ignition_compose.golang import GoError, dataurl, urls
from ignition_compose.versions import Span, SpecVersion, since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Final

    from ignition_compose.dialects import Dialect

_MIRRORS: Final = "url.go validateURL"
_VERSION_ID: Final = "versionId"
_HTTP: Final = frozenset({"http", "https"})
_OLDEST: Final = _HTTP | {"tftp", "s3", "data"}
_WITH_ARN: Final = since("3.4.0")

SCHEMES: Final = {
    until("3.1.0"): _OLDEST,
    Span(SpecVersion("3.2.0"), SpecVersion("3.3.0")): _OLDEST | {"gs"},
    _WITH_ARN: _OLDEST | {"gs", "arn"},
}
"""The URL schemes that Ignition fetches from, and in which versions."""

INVALID_URL: Final = "this is not a URL that Ignition can read; check its characters, escapes, host and port"


def accepted(schemes: frozenset[str], dialect: Dialect) -> frozenset[str]:
    """
    The schemes that *dialect* fetches from, where the spec has *schemes*.
    """
    return _join(schemes, dialect.schemes)


# Kept, so that the rules that ask about one text ask with one and the same set.
@cache
def _join(schemes: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    return schemes | more


def parse(text: str) -> urls.Url | None:
    """
    The URL that *text* is, None if it is none.
    """
    try:
        return urls.parse(text)
    except GoError:
        return None


def is_other_than_http(text: str) -> bool:
    """
    Whether *text* is a URL, of a scheme other than ``http`` and ``https``.
    """
    url = parse(text)
    return url is not None and url.scheme not in _HTTP


# Several rules ask about one text, one after another; one answer is all that must be kept.
@lru_cache(maxsize=1)
def find_problem(text: str, schemes: frozenset[str]) -> str | None:
    """
    What is wrong with a URL, where *schemes* are known.

    Args:
        text: The URL as written, not empty.
        schemes: The schemes that Ignition fetches from.

    Returns:
        The code of the problem, None if the URL is fine. Mirrors ``validateURL`` of the reference's ``types/url.go``.

    Examples:
        >>> find_problem("arn:aws:s3:::bucket", frozenset({"arn"}))
        'invalid-s3-arn'
    """
    url = parse(text)
    if url is None:
        return "invalid-url"
    if url.scheme not in schemes:
        return "invalid-scheme"
    if url.scheme == "data":
        return None if _is_data(text) else "invalid-data-url"
    # Go's parser takes the query off an ARN and writes the scheme in small letters.
    if url.scheme == "arn" and not _is_object_arn(f"arn:{url.opaque}"):
        return "invalid-s3-arn"
    # Only the first of several counts.
    if url.scheme in ("s3", "arn") and urls.query(url.raw_query).get(_VERSION_ID, ["any"])[0] == "":
        return "invalid-s3-object-version-id"
    return None


def _is_data(text: str) -> bool:
    try:
        dataurl.decode(text)
    except GoError:
        return False
    return True


def _is_object_arn(text: str) -> bool:
    from ignition_compose.golang import arn

    if not arn.is_arn(text):
        return False
    parsed = arn.parse(text)
    # The reference counts slashes in all of the ARN: one in the partition is as good as one behind the bucket.
    needed = 2 if parsed.resource.startswith("accesspoint/") else 1
    return parsed.service == "s3" and text.count("/") >= needed


def _breaks(code: str, schemes: frozenset[str]) -> Callable[[str], bool]:
    return lambda text: find_problem(text, schemes) == code


def _demand(code: str, message: str, cases: Mapping[Span, frozenset[str]] = SCHEMES) -> Demand:
    return Demand(code, message, _MIRRORS, partial(_breaks, code), cases, accepted)


URL: Final = (
    _demand("invalid-url", INVALID_URL),
    _demand(
        "invalid-scheme", "Ignition cannot fetch from URLs of this scheme; use a scheme that this spec version has"
    ),
    _demand(
        "invalid-data-url",
        "the data URL is malformed; write 'data:,' and escaped text, or 'data:;base64,' and base64",
    ),
    _demand(
        "invalid-s3-arn",
        "the ARN does not name an S3 object; write it like 'arn:aws:s3:::BUCKET/KEY'",
        {_WITH_ARN: SCHEMES[_WITH_ARN]},
    ),
    _demand("invalid-s3-object-version-id", "'versionId' is empty; give the object's version, or leave it out"),
)

LEGACY_SCHEMES: Final = {
    until("2.0.0"): _HTTP | {"oem", "data"},
    Span(SpecVersion("2.1.0"), SpecVersion("2.4.0")): _OLDEST | {"oem"},
}

_SINCE_S3: Final = {when: schemes for when, schemes in LEGACY_SCHEMES.items() if "s3" in schemes}

LEGACY_URL: Final = tuple(
    [
        one._replace(
            breaks=partial(_breaks, one.code),
            cases=_SINCE_S3 if one.code == "invalid-s3-object-version-id" else LEGACY_SCHEMES,
            adapt=None,
        )
        for one in URL
        if one.code != "invalid-s3-arn"
    ]
)
"""The same as spec 2 has it, whose schemes are the same whoever reads it."""
