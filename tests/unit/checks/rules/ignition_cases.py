"""Cases of the rules on the section `ignition`."""

from __future__ import annotations

from ignition_compose.models.spec3.ignition import Ignition, IgnitionConfig, Proxy, Tls
from ignition_compose.models.specs import SPEC3
from ignition_compose.versions import Span, SpecVersion, since, until
from tests.unit.checks.rules.case import breaks, passes
from tests.unit.checks.rules.resource_cases import BAD_URLS

_VERSION = [("version",)]
_LISTED = since("3.1.0")
_ODD = ("3.0.0-", "03.4.0", "3.1.00")


def _others(version: SpecVersion) -> list[dict[str, str]]:
    texts = [*SPEC3.versions, "2.3.0", "3.8.0", "3.7.0", "3.4.0-experimental", f"{version}+a"]
    return [{"version": str(text)} for text in texts if text != version]


CASES = (
    *breaks(
        "invalid-version",
        Ignition,
        {},
        *[{"version": text} for text in ("", "3", "3.4", "v3.4.0", "3.4.0 ", "3.4.0-_", "3.4.0.0", "3.-4.0")],
        at=_VERSION,
    ),
    *passes("invalid-version", Ignition, *[{"version": text} for text in (*SPEC3.versions, *_ODD, "1.2.3+a.b")]),
    *[
        case
        for version in SPEC3.versions
        for case in (
            *breaks("unknown-version", Ignition, *_others(version), at=_VERSION, span=Span(version, version)),
            *passes("unknown-version", Ignition, {"version": version}, {"version": "x"}, span=Span(version, version)),
        )
    ],
    *passes("unknown-version", Ignition, {"version": "03.00.000-"}, span=until("3.0.0")),
    *breaks("source-required", IgnitionConfig, {"merge": [{}]}, at=[("merge", 0)], span=_LISTED),
    *breaks(
        "source-required",
        IgnitionConfig,
        {"merge": [{"source": ""}, {"source": "a"}, {"verification": {"hash": ""}}]},
        at=[("merge", 0), ("merge", 2)],
        span=_LISTED,
    ),
    *passes("source-required", IgnitionConfig, {"merge": [{}], "replace": {}}, span=until("3.0.0")),
    *passes("source-required", IgnitionConfig, {"merge": [{"source": "a"}], "replace": {"source": ""}}, {}),
    *breaks(
        "source-required",
        Tls,
        {"certificateAuthorities": [{"source": "a"}, {}, {"source": ""}]},
        at=[("certificateAuthorities", 1), ("certificateAuthorities", 2)],
        span=_LISTED,
    ),
    *passes("source-required", Tls, {"certificateAuthorities": [{}]}, span=until("3.0.0")),
    *passes("source-required", Tls, {}, {"certificateAuthorities": [{"source": ":"}]}),
    *breaks("invalid-url", Proxy, *[{"httpProxy": url} for url in BAD_URLS], at=[("httpProxy",)]),
    *breaks("invalid-url", Proxy, {"httpsProxy": "%zz"}, at=[("httpsProxy",)]),
    *passes("invalid-url", Proxy, {}, {"httpProxy": "a", "httpsProxy": ""}),
    *breaks("invalid-proxy", Proxy, {"httpProxy": ""}, {"httpProxy": "ftp://a"}, at=[("httpProxy",)]),
    *breaks("invalid-proxy", Proxy, {"httpProxy": "http:", "httpsProxy": "a:80"}, at=[("httpsProxy",)]),
    *passes("invalid-proxy", Proxy, {}, {"httpProxy": "HTTPS:", "httpsProxy": "http://a"}, {"httpProxy": ":"}),
    *breaks("insecure-proxy", Proxy, {"httpsProxy": "http://a"}, {"httpsProxy": "HTTP:"}, at=[("httpsProxy",)]),
    *passes("insecure-proxy", Proxy, {}, {"httpProxy": "http://a", "httpsProxy": "https://a"}, {"httpsProxy": ":"}),
)
