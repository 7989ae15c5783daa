"""What Ignition demands of the URL that something is fetched from."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from ignition_compose.checks.registry import Demand
from ignition_compose.golang import GoError, arn, dataurl, urls
from ignition_compose.versions import Span, SpecVersion, since, until

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIRRORS = "url.go validateURL"
_VERSION_ID = "versionId"
_HTTP: Final = frozenset({"http", "https"})
_OLDEST: Final = _HTTP | {"tftp", "s3", "data"}

SCHEMES: Final = (
    (until("3.1.0"), _OLDEST),
    (Span(SpecVersion("3.2.0"), SpecVersion("3.3.0")), _OLDEST | {"gs"}),
    (since("3.4.0"), _OLDEST | {"gs", "arn"}),
)
"""The URL schemes that Ignition fetches from, and in which versions."""

INVALID_URL: Final = "this is not a URL that Ignition can read; check its characters, escapes, host and port"

_MESSAGES: Final = {
    "invalid-url": INVALID_URL,
    "invalid-scheme": "Ignition cannot fetch from URLs of this scheme; use a scheme that this spec version has",
    "invalid-data-url": "the data URL is malformed; write 'data:,' and escaped text, or 'data:;base64,' and base64",
    "invalid-s3-arn": "the ARN does not name an S3 object; write it like 'arn:aws:s3:::BUCKET/KEY'",
    "invalid-s3-object-version-id": "'versionId' is empty; give the object's version, or leave it out",
}
_NEEDS_SCHEME: Final = {"invalid-s3-arn": "arn"}


def parse(text: str) -> urls.Url | None:
    """The URL that *text* is, None if it is none."""
    try:
        return urls.parse(text)
    except GoError:
        return None


def is_http(url: urls.Url) -> bool:
    """Whether the URL is of the scheme ``http`` or ``https``."""
    return url.scheme in _HTTP


# Several rules ask about one text, one after another; one answer is all that must be kept.
@lru_cache(maxsize=1)
def find_problem(text: str, schemes: frozenset[str]) -> str | None:
    """What is wrong with a URL, where *schemes* are known.

    Args:
        text: The URL as written, not empty.
        schemes: The schemes that Ignition fetches from.

    Returns:
        The code of the problem, None if the URL is fine. Mirrors ``validateURL`` of the reference's ``types/url.go``.

    Examples:
        >>> find_problem("arn:aws:s3:::bucket", SCHEMES[-1][1])
        'invalid-s3-arn'
    """
    url = parse(text)
    if url is None:
        return "invalid-url"
    if url.scheme not in schemes:
        return "invalid-scheme"
    if url.scheme == "data":
        return None if _is_data(text) else "invalid-data-url"
    if url.scheme == "arn" and not _is_object_arn(f"arn:{url.opaque}"):
        return "invalid-s3-arn"
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
    if not arn.is_arn(text):
        return False
    parsed = arn.parse(text)
    needed = 2 if parsed.resource.startswith("accesspoint/") else 1
    return parsed.service == "s3" and text.count("/") >= needed


def _has_problem(code: str, schemes: frozenset[str], text: str) -> bool:
    return find_problem(text, schemes) == code


def _demands() -> Iterator[Demand]:
    for span, schemes in SCHEMES:
        for code, message in _MESSAGES.items():
            if _NEEDS_SCHEME.get(code) in {None, *schemes}:
                yield Demand(code, message, _MIRRORS, partial(_has_problem, code, schemes), span)


URL: Final = tuple(_demands())
