"""
Certificate authorities that a config adds: bundles that Ignition has to be able to read.
"""

from __future__ import annotations

from ignition_compose.golang import pem
from ignition_compose.retrieval.retriever import Unretrievable


def check_bundle(data: bytes) -> None:
    """
    See whether some bytes are a bundle of certificates, and nothing behind it.

    Raises:
        Unretrievable: When they are not; Ignition stops at them. Mirrors ``parseCABundle`` of the reference's
            ``internal/resource``; what a certificate is, OpenSSL says, which takes a few that Go refuses.

    Examples:
        >>> check_bundle(b"x")
        Traceback (most recent call last):
            ...
        ignition_compose.retrieval.retriever.Unretrievable: it is no bundle of certificates in PEM: ...
    """
    for number, one in enumerate(certificates_in(data), 1):
        if not _is_certificate(one):
            msg = f"it is no bundle of certificates in PEM: block number {number} holds none"
            raise Unretrievable(msg, stops_boot=True)


def certificates_in(bundle: bytes) -> list[bytes]:
    """
    What the blocks of a bundle hold; see `check_bundle`.
    """
    found: list[bytes] = []
    while bundle:
        block, bundle = pem.split(bundle)
        if block is None:
            msg = "it is no bundle of certificates in PEM: there is none in it"
            if found:
                where = f"behind its certificate number {len(found)} is something else"
                msg = f"it is no bundle of certificates in PEM: {where}; Ignition stops at it, even at an empty line"
            raise Unretrievable(msg, stops_boot=True)
        found.append(block.data)
    return found


def _is_certificate(data: bytes) -> bool:
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=data)
    except (ssl.SSLError, ValueError):
        return False
    return True
