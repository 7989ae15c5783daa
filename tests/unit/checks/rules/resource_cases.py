"""Cases of the rules on what is fetched."""

from __future__ import annotations

from ignition_compose.models.spec3.ignition import IgnitionConfig, Tls
from ignition_compose.models.spec3.nodes import File
from ignition_compose.models.spec3.resource import CaReference, ConfigReference, HttpHeader, Resource, Verification
from ignition_compose.versions import Span, SpecVersion, since, until
from tests.unit.checks.rules.case import Case, breaks, passes

_SOURCE = [("source",)]
_HEADERS = [("httpHeaders",)]
_HASH = [("hash",)]
_GS = since("3.2.0")
_ARN = since("3.4.0")
_BEFORE_ARN = until("3.3.0")
_GS_ALONE = Span(SpecVersion("3.2.0"), SpecVersion("3.3.0"))

BAD_URLS = ("http://[::1", "http://a:x/", "http://a b/", "%zz", ":a", "a\x7f", "1:2", "http://a/%", "http://[1.2.3.4]/")
BAD_SCHEMES = ("file:///a", "a", "/a", "ftp://a/", "oem:///a", "://a"[1:], "?", "*", "http", "//a/b")
GOOD_URLS = ("http://a/", "HTTPS://a", "http:", "https:a", "tftp://a/b", "s3://a/b", "s3:", "data:,", "http://a:b:80/")
BAD_DATA = ("data:", "data:a", "data:,a b", "data:,%zz", "data:;base64,a", "data:foo/bar,", "data:,é", "DATA:,a")
GOOD_DATA = ("data:,a%20b", "data:;base64,aGk=", "data:text/plain;charset=utf-8;base64,aGk=", "data:,a?b")
BAD_VERSIONS = ("s3://a/b?versionId=", "s3://a/b?versionId", "s3://a?versionId=&versionId=1", "s3:?version%49d=")
GOOD_VERSIONS = ("s3://a/b?versionId=1", "s3://a?versionId=1&versionId=", "s3://a?versionId=;b", "s3://a/b?versionid=")
BAD_ARN_VERSIONS = ("arn:aws:s3:::a/b?versionId=", "ARN:aws:s3:::a/b?versionId")
BAD_ARNS = (
    *("arn:", "arn:aws:s3::/a", "arn:aws:ec2:::a/b", "arn:aws:s3:::a", "arn:aws:s3:::a?b/c", "arn:/aws:s3:::a/b"),
    *("arn:aws:s3:us:1:accesspoint/a", "arn:aws:s3:::a?versionId="),
)
GOOD_ARNS = (
    *("arn:aws:s3:::a/b", "ARN:aws:s3:::a/b", "arn::s3:::/", "arn:aws:s3:us:1:accesspoint/a/object/b"),
    *(
        "arn:aws:s3:us:1:accesspoint/a/b",
        "arn:aws:s3:::a/b?versionId=1",
        "arn:a/b:s3:::c",
        "arn:aws:s3:::accesspoint-/a",
    ),
)


def _sources(*urls: str) -> list[dict[str, str]]:
    return [{"source": url} for url in urls]


def _twice(code: str, bad: tuple[str, ...], good: tuple[str, ...], span: Span) -> list[Case]:
    """Cases for every kind of source; lists of references are looked at as a whole as well, since spec 3.1.0."""
    cases = [
        *breaks(code, Resource, *_sources(*bad), at=_SOURCE, span=span),
        *breaks(code, ConfigReference, *_sources(bad[0]), at=_SOURCE, span=span),
        *breaks(code, CaReference, *_sources(bad[0]), at=_SOURCE, span=span),
        *passes(code, Resource, *_sources(*good), span=span),
        *passes(code, ConfigReference, *_sources(good[0]), span=span),
        *passes(code, CaReference, *_sources(good[0]), span=span),
    ]
    listed = Span(max(span.first or SpecVersion("3.1.0"), SpecVersion("3.1.0")), span.last)
    for on, name in ((IgnitionConfig, "merge"), (Tls, "certificateAuthorities")):
        trees = [{name: _sources(good[0], url)} for url in bad]
        cases += breaks(code, on, *trees, at=[(name, 1)], span=listed)
        cases += passes(code, on, {name: _sources(*good)}, {name: [{}]}, {}, span=listed)
    return cases


_ANY = Span(SpecVersion("3.0.0"), None)

URL_CASES = (
    *_twice("invalid-url", BAD_URLS, (*GOOD_URLS, *BAD_SCHEMES), _ANY),
    *_twice("invalid-scheme", BAD_SCHEMES, (*GOOD_URLS, *BAD_URLS, *BAD_DATA), _ANY),
    *_twice("invalid-scheme", ("gs://a/b", "GS:"), GOOD_URLS, until("3.1.0")),
    *_twice("invalid-scheme", GOOD_ARNS, ("gs://a/b", "GS:"), _GS_ALONE),
    *_twice("invalid-scheme", ("ars:a", "g:s"), ("gs://a/b", *GOOD_ARNS, *BAD_ARNS), _ARN),
    *_twice("invalid-data-url", BAD_DATA, (*GOOD_DATA, "dat:a"), _ANY),
    *_twice("invalid-s3-object-version-id", BAD_VERSIONS, (*GOOD_VERSIONS, "http:?versionId="), _ANY),
    *_twice("invalid-s3-object-version-id", BAD_VERSIONS, BAD_ARN_VERSIONS, _BEFORE_ARN),
    *_twice("invalid-s3-object-version-id", BAD_ARN_VERSIONS, (*GOOD_ARNS, *BAD_ARNS), _ARN),
    *_twice("invalid-s3-arn", BAD_ARNS, (*GOOD_ARNS, *BAD_ARN_VERSIONS), _ARN),
)

CASES = (
    *URL_CASES,
    # Up to spec 3.0.0 the source of a certificate authority cannot be told from an empty one.
    *breaks("invalid-scheme", CaReference, {}, {"source": ""}, at=_SOURCE, span=until("3.0.0")),
    *passes("invalid-scheme", CaReference, {"source": "http:"}),
    *passes("invalid-scheme", CaReference, {}, {"source": ""}, span=since("3.1.0")),
    *passes("invalid-scheme", Resource, {}, {"source": ""}),
    *passes("invalid-scheme", ConfigReference, {}, {"source": ""}),
    *breaks("compression-invalid", Resource, {"compression": "xz"}, {"compression": "GZIP"}, at=[("compression",)]),
    *passes("compression-invalid", Resource, {}, {"compression": ""}, {"compression": "gzip"}),
    *breaks(
        "compression-invalid",
        ConfigReference,
        {"compression": "xz"},
        at=[("compression",)],
        span=since("3.1.0"),
    ),
    *breaks(
        "verification-and-nil-source",
        Resource,
        {"verification": {"hash": "sha512-"}},
        {"verification": {"hash": ""}},
        at=[("verification", "hash")],
        span=since("3.1.0"),
    ),
    *passes(
        "verification-and-nil-source",
        Resource,
        {"source": "", "verification": {"hash": ""}},
        {"verification": {}},
        {},
    ),
    # Spec 3.0.0 demands it of files only.
    *passes("verification-and-nil-source", ConfigReference, {"verification": {"hash": ""}}, span=until("3.0.0")),
    *passes("verification-and-nil-source", CaReference, {"verification": {"hash": ""}}, span=until("3.0.0")),
    *breaks(
        "verification-and-nil-source",
        File,
        {
            "contents": {"verification": {"hash": ""}},
            "append": [{"source": "", "verification": {"hash": ""}}, {"verification": {"hash": "a"}}],
        },
        at=[("contents", "verification", "hash"), ("append", 1, "verification", "hash")],
        span=until("3.0.0"),
    ),
    *passes("verification-and-nil-source", File, {}, {"contents": {"source": "", "verification": {"hash": ""}}}),
    *breaks(
        "invalid-url",
        Resource,
        *[{"source": url, "httpHeaders": [{}]} for url in BAD_URLS],
        at=[*_SOURCE, *_HEADERS],
        span=since("3.1.0"),
    ),
    *breaks(
        "invalid-url",
        Resource,
        {"httpHeaders": [{}]},
        {"httpHeaders": [{"name": "a", "value": "b"}], "source": ""},
        at=_HEADERS,
        span=since("3.1.0"),
    ),
    *passes(
        "invalid-url",
        Resource,
        {"httpHeaders": []},
        {"httpHeaders": [], "source": ""},
        {"httpHeaders": [{}], "source": "a"},
        span=since("3.1.0"),
    ),
    *breaks(
        "unsupported-scheme-for-http-headers",
        Resource,
        *[{"source": url, "httpHeaders": [{"name": "a"}]} for url in ("tftp:", "data:,", "s3:", "a", "gs:", "*")],
        at=_HEADERS,
        span=since("3.1.0"),
    ),
    *passes(
        "unsupported-scheme-for-http-headers",
        Resource,
        *[{"source": url, "httpHeaders": [{"name": "a"}]} for url in ("http://a", "HTTPS:", *BAD_URLS, "")],
        {"source": "tftp:", "httpHeaders": []},
        {"source": "tftp:"},
        span=since("3.1.0"),
    ),
    *breaks("empty-http-header-name", HttpHeader, {}, {"name": "", "value": "a"}, at=[("name",)]),
    *passes("empty-http-header-name", HttpHeader, {"name": "a"}, {"name": " "}),
    *breaks("invalid-http-header", HttpHeader, {"value": ""}, at=[("value",)]),
    *passes("invalid-http-header", HttpHeader, {}, {"value": "a"}, {"value": "\n"}),
    *breaks("hash-malformed", Verification, {"hash": ""}, {"hash": "sha512"}, at=_HASH),
    *passes("hash-malformed", Verification, {}, {"hash": "-"}, {"hash": "a-b-c"}),
    *breaks("hash-unrecognized", Verification, {"hash": "-"}, {"hash": "sha1-"}, {"hash": "SHA512-"}, at=_HASH),
    *breaks("hash-unrecognized", Verification, {"hash": "sha256-" + "0" * 64}, at=_HASH, span=until("3.0.0")),
    *passes("hash-unrecognized", Verification, {"hash": "sha256-"}, span=since("3.1.0")),
    *passes("hash-unrecognized", Verification, {}, {"hash": ""}, {"hash": "sha512"}, {"hash": "sha512-"}),
    *breaks(
        "hash-wrong-size",
        Verification,
        *[{"hash": f"sha512-{digits}"} for digits in ("", "0" * 127, "0" * 129, "0" * 64, "é" * 128)],
        at=_HASH,
    ),
    *breaks(
        "hash-wrong-size",
        Verification,
        *[{"hash": f"sha256-{digits}"} for digits in ("", "0" * 63, "0" * 65, "0" * 128)],
        at=_HASH,
        span=since("3.1.0"),
    ),
    # What the digits are is left to fetching.
    *passes(
        "hash-wrong-size",
        Verification,
        *[{"hash": f"sha512-{digits}"} for digits in ("0" * 128, "z" * 128, "é" * 64, "-" * 128, "\n" * 128)],
        {"hash": "sha1-"},
        {"hash": ""},
        {},
    ),
    *passes("hash-wrong-size", Verification, {"hash": "sha256-"}, span=until("3.0.0")),
    *passes("hash-wrong-size", Verification, {"hash": "sha256-" + "0" * 64}),
)
