"""
The `ignition` section: the spec version, and how other configs and resources are fetched.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import integer, part, parts, text, texts
from ignition_compose.models.spec3.resource import CaReference, ConfigReference
from ignition_compose.versions import since


@described()
class IgnitionConfig:
    """
    Other configs that this one brings in.

    Examples:
        >>> IgnitionConfig(merge=[{"source": "https://example.com/base.ign"}]).merge[0].source
        'https://example.com/base.ign'
    """

    merge: tuple[ConfigReference, ...] = parts(ConfigReference, "Configs merged into this one, in this order; what they say overrides this config.")
    replace: ConfigReference = part(ConfigReference, "A config that takes the place of this one.")


@described(plain={})
class Proxy:
    """
    The proxies that fetching goes through.

    Examples:
        >>> Proxy(https_proxy="https://proxy.example.com", no_proxy=["localhost"]).no_proxy
        ('localhost',)
    """

    http_proxy: str | None = text("Proxy for `http` URLs, itself an `http` or `https` URL.", plain=forms.PLAIN_PROXY, address=True)
    https_proxy: str | None = text("Proxy for `https` URLs; an `http` proxy is accepted with a warning.", plain=forms.PLAIN_SECURE_PROXY, address=True)
    no_proxy: tuple[str, ...] = texts("Hosts, domains or networks that are reached without a proxy.")


@described()
class Tls:
    """
    What is trusted while fetching over HTTPS.

    Examples:
        >>> Tls(certificate_authorities=[{"source": "https://example.com/ca.pem"}]).certificate_authorities[0].source
        'https://example.com/ca.pem'
    """

    certificate_authorities: tuple[CaReference, ...] = parts(CaReference, "Certificate authorities trusted in addition to the system's.")


@described()
class Security:
    """
    Trust while fetching.

    Examples:
        >>> Security(tls=Tls(certificate_authorities=[{"source": "https://example.com/ca.pem"}])).tls.certificate_authorities[0].source
        'https://example.com/ca.pem'
    """

    tls: Tls = part(Tls, "Trust in HTTPS servers.")


@described()
class Timeouts:
    """
    How long fetching may take.

    Examples:
        >>> Timeouts(http_total=60)
        Timeouts(http_total=60)
    """

    http_response_headers: int | None = integer("Seconds to wait for a server's response headers, 10 if left out, 0 for no limit.")
    http_total: int | None = integer("Seconds for a whole HTTP operation, 0 or left out for no limit.")


@described(plain=forms.own_version)
class Ignition:
    """
    The version of the spec, and how Ignition itself behaves.

    Examples:
        >>> Ignition(version="3.4.0")
        Ignition(version='3.4.0')
    """

    config: IgnitionConfig = part(IgnitionConfig, "Other configs that this one brings in.")
    proxy: Proxy = part(Proxy, "Proxies for fetching.", span=since("3.1.0"))
    security: Security = part(Security, "Trust while fetching.")
    timeouts: Timeouts = part(Timeouts, "Limits of time while fetching.")
    version: str = text("Version of the spec that this config follows.", nullable=False, always=since("3.4.0"), required=True)
