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
    count = 0
    while data:
        block, data = pem.split(data)
        if block is None:
            where = f"behind its certificate number {count} is something else" if count else "there is none in it"
            msg = f"it is no bundle of certificates in PEM: {where}; Ignition stops at it, even at an empty line"
            raise Unretrievable(msg if count else msg.partition(";")[0], stops_boot=True)
        count += 1
        if not _is_certificate(block.data):
            msg = f"it is no bundle of certificates in PEM: block number {count} holds none"
            raise Unretrievable(msg, stops_boot=True)


def _is_certificate(data: bytes) -> bool:
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=data)
    except (ssl.SSLError, ValueError):
        return False
    return True
