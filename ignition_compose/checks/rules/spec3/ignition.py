"""
The `ignition` section: version, references to other configs, certificate authorities, proxies.
"""

from __future__ import annotations

from ignition_compose.checks.registry import each, every, rule
from ignition_compose.checks.rules import urls
from ignition_compose.golang import GoError, semver
from ignition_compose.models.spec3.ignition import Ignition, IgnitionConfig, Proxy, Tls
from ignition_compose.models.specs import SPEC3
from ignition_compose.report import WARNING, Tokens
from ignition_compose.versions import since

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion

_KNOWN: Final = frozenset(SPEC3.versions)
_NO_SOURCE: Final = "the source is missing; give the URL of what this entry brings in, or leave out the entry"


def _parse_version(ignition: Tree) -> semver.Semver | None:
    try:
        return semver.parse(ignition.get("version", ""))
    except GoError:
        return None


@rule(
    "invalid-version",
    Ignition,
    message="this is not a version; write it like 3.4.0",
    mirrors="ignition.go Ignition.Validate",
)
def version_is_version(ignition: Tree) -> Sequence[Tokens]:
    """
    The version is three numbers, and perhaps a pre-release.
    """
    return () if ignition.get("version") in _KNOWN or _parse_version(ignition) is not None else (("version",),)


def _name_version(version: SpecVersion) -> str:
    return f"the config names another version than {version}, by whose rules it is checked; write {version}"


@rule(
    "unknown-version",
    Ignition,
    cases=each(SPEC3.versions),
    message=_name_version,
    mirrors="ignition.go Ignition.Validate",
)
def version_is_own(ignition: Tree, version: SpecVersion) -> Sequence[Tokens]:
    """
    The version is the one by whose rules the config is checked, however it is written: 03.4.0 is 3.4.0.
    """
    is_own = ignition.get("version") == version or _parse_version(ignition) in (None, semver.parse(version))
    return () if is_own else (("version",),)


@rule(
    "source-required",
    IgnitionConfig,
    span=since("3.1.0"),
    message=_NO_SOURCE,
    mirrors="ignition.go IgnitionConfig.Validate, resource.go Resource.validateRequiredSource",
)
def merged_config_has_source(config: Tree) -> Iterator[Tokens]:
    """
    A config that is merged in comes from somewhere; one that replaces may be left empty.
    """
    return _without_source(config, "merge")


@rule(
    "source-required",
    Tls,
    span=since("3.1.0"),
    message=_NO_SOURCE,
    mirrors="tls.go TLS.Validate, resource.go Resource.validateRequiredSource",
)
def certificates_have_source(tls: Tree) -> Iterator[Tokens]:
    """
    A certificate authority comes from somewhere.
    """
    return _without_source(tls, "certificateAuthorities")


def _without_source(tree: Tree, name: str) -> Iterator[Tokens]:
    for index, reference in enumerate(tree.get(name, ())):
        if not reference.get("source"):
            yield name, index


# The reference looks at these sources twice, and reports what is wrong at the entry and at its source.
@every(urls.URL, IgnitionConfig, span=since("3.1.0"), mirrors="ignition.go IgnitionConfig.Validate")
def merged_configs(config: Tree) -> Iterator[tuple[Tokens, str]]:
    """
    The sources of the configs that are merged in.
    """
    return _sources(config, "merge")


@every(urls.URL, Tls, span=since("3.1.0"), mirrors="tls.go TLS.Validate")
def certificates(tls: Tree) -> Iterator[tuple[Tokens, str]]:
    """
    The sources of the certificate authorities.
    """
    return _sources(tls, "certificateAuthorities")


def _sources(tree: Tree, name: str) -> Iterator[tuple[Tokens, str]]:
    for index, reference in enumerate(tree.get(name, ())):
        source = reference.get("source")
        if source:
            yield (name, index), source


@rule("invalid-url", Proxy, message=urls.INVALID_URL, mirrors="proxy.go validateProxyURL")
def proxy_is_url(proxy: Tree) -> Iterator[Tokens]:
    """
    A proxy is a URL.
    """
    for name in ("httpProxy", "httpsProxy"):
        if urls.parse(proxy.get(name, "")) is None:
            yield (name,)


@rule(
    "invalid-proxy",
    Proxy,
    message="a proxy must be an http or https URL; write its scheme, as in http://proxy.example.com:3128",
    mirrors="proxy.go validateProxyURL",
)
def proxy_is_http(proxy: Tree) -> Iterator[Tokens]:
    """
    A proxy speaks HTTP.
    """
    for name in ("httpProxy", "httpsProxy"):
        if name in proxy and urls.is_other_than_http(proxy[name]):
            yield (name,)


@rule(
    "insecure-proxy",
    Proxy,
    severity=WARNING,
    message="requests for https URLs go to this proxy in the clear; use an https proxy",
    mirrors="proxy.go validateProxyURL",
)
def https_proxy_is_secure(proxy: Tree) -> Iterator[Tokens]:
    """
    The way to the proxy for ``https`` URLs should be safe too.
    """
    url = urls.parse(proxy.get("httpsProxy", ""))
    if url is not None and url.scheme == "http":
        yield ("httpsProxy",)
