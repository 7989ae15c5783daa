"""
The `ignition` section of spec 2: the version, and how other configs and resources are fetched.
"""

from __future__ import annotations

from ignition_compose.models.classes import described
from ignition_compose.models.fields import integer, part, parts, text, texts
from ignition_compose.models.spec2.resource import CaReference, ConfigReference
from ignition_compose.versions import Span, SpecVersion, since


@described()
class IgnitionConfig:
    """
    Other configs that this one brings in.

    Examples:
        >>> IgnitionConfig(append=[{"source": "https://example.com/more.ign"}]).append[0].source
        'https://example.com/more.ign'
    """

    append: tuple[ConfigReference, ...] = parts(ConfigReference, "Configs appended to this one, in this order.", merge="append")
    replace: ConfigReference = part(ConfigReference, "A config that takes the place of this one.", nullable=True)


@described()
class Proxy:
    """
    The proxies that fetching goes through.

    Examples:
        >>> Proxy(https_proxy="https://proxy.example.com", no_proxy=["localhost"]).no_proxy
        ('localhost',)
    """

    http_proxy: str = text("Proxy for `http` URLs.", nullable=False, address=True)
    https_proxy: str = text("Proxy for `https` URLs.", nullable=False, address=True)
    no_proxy: tuple[str, ...] = texts("Hosts, domains or networks that are reached without a proxy.", merge="append")


@described()
class Tls:
    """
    What is trusted while fetching over HTTPS.

    Examples:
        >>> Tls(certificate_authorities=[{"source": "https://example.com/ca.pem"}]).certificate_authorities[0].source
        'https://example.com/ca.pem'
    """

    certificate_authorities: tuple[CaReference, ...] = parts(CaReference, "Certificate authorities trusted in addition to the system's.", merge="append")


@described()
class Security:
    """
    Trust while fetching.

    Examples:
        >>> Security(tls=Tls(certificate_authorities=[{"source": "https://example.com/ca.pem"}])).tls.certificate_authorities[0].source
        'https://example.com/ca.pem'
    """

    tls: Tls = part(Tls, "Trust in HTTPS servers.", overlooked=Span(SpecVersion("2.3.0"), SpecVersion("2.3.0")))


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


@described()
class Ignition:
    """
    The version of the spec, and how Ignition itself behaves.

    Examples:
        >>> Ignition(version="2.4.0")
        Ignition(version='2.4.0')
    """

    config: IgnitionConfig = part(IgnitionConfig, "Other configs that this one brings in.", wins="child")
    proxy: Proxy = part(Proxy, "Proxies for fetching.", span=since("2.4.0"))
    security: Security = part(Security, "Trust while fetching.", span=since("2.2.0"))
    timeouts: Timeouts = part(Timeouts, "Limits of time while fetching.", span=since("2.1.0"))
    version: str = text("Version of the spec that this config follows.", nullable=False, required=True, wins="parent")
