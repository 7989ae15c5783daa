"""
Which addresses may be asked: none that is private, loopback or link-local, unless its host is allowed by name.
"""

from __future__ import annotations

import ipaddress
import socket

from ignition_compose.display import quoted
from ignition_compose.retrieval.retriever import Unretrievable
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final, TypeAlias
    from urllib.parse import SplitResult

    from ignition_compose.retrieval.retriever import Proxy

    Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_PORTS: Final = {"http": 80, "https": 443, "tftp": 69}


class Door(NamedTuple):
    """
    Who looks at each address before it is asked.

    Attributes:
        allowed: Hosts that may have any address, by name or address, each with a port if one is meant.
    """

    allowed: frozenset[str]

    def address_of(self, parts: SplitResult) -> str:
        """
        The address that is asked for a URL, so that nobody asks another one in its place.

        Args:
            parts: The URL.

        Raises:
            Unretrievable: When its host has no address, or one that may not be asked.
        """
        host = parts.hostname or ""
        try:
            port = parts.port or _PORTS.get(parts.scheme.lower(), 0)
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, ValueError, UnicodeError):
            msg = f"the host {quoted(host)} is not known here"
            raise Unretrievable(msg) from None
        addresses = list(dict.fromkeys([str(one[4][0]) for one in found]))
        if host not in self.allowed and f"{host}:{port}" not in self.allowed:
            for address in addresses:
                if not is_public(address):
                    msg = f"the host {quoted(host)} has the address {address}, which is not asked unless it is allowed"
                    raise Unretrievable(msg)
        return addresses[0]


def proxy_for(parts: SplitResult, proxy: Proxy) -> str | None:
    """
    The proxy that a URL is fetched through, None if there is none.

    Mirrors ``golang.org/x/net/http/httpproxy``, by which this machine itself is never asked through a proxy.

    Examples:
        >>> from urllib.parse import urlsplit
        >>> from ignition_compose.retrieval.retriever import Proxy
        >>> given = Proxy(http="http://proxy.example:3128", no_proxy=("a.example", "10.0.0.0/8"))
        >>> [proxy_for(urlsplit(f"http://{host}/"), given) for host in ("b.example", "x.a.example", "10.1.2.3")]
        ['http://proxy.example:3128', None, None]
    """
    chosen = proxy.https if parts.scheme.lower() == "https" else proxy.http
    host = (parts.hostname or "").rstrip(".")
    address = _address(host)
    if not chosen or host == "localhost" or (address is not None and address.is_loopback):
        return None
    port = parts.port or _PORTS.get(parts.scheme.lower())
    return None if any(_is_meant(host, address, port, one.strip().lower()) for one in proxy.no_proxy) else chosen


def _is_meant(host: str, address: Address | None, port: int | None, one: str) -> bool:
    """
    Whether an entry of ``noProxy`` is about a host.
    """
    if one == "*":
        return True
    name, mark, wanted = one.rpartition(":")
    if mark and wanted.isdigit() and ":" not in name:
        if int(wanted) != port:
            return False
        one = name
    if address is not None:
        try:
            return address in ipaddress.ip_network(one, strict=False)
        except ValueError:
            return False
    return host.endswith(one if one.startswith(".") else f".{one}") or host == one.removeprefix("*.")


def _address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """
    Whether an address is one of the whole world's.

    Examples:
        >>> is_public("192.0.2.1"), is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("9.9.9.9")
        (False, False, False, True)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = found if mapped is None else mapped
    return found.is_global and not found.is_multicast
