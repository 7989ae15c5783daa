"""
Fetching over TFTP, by the package ``tftpy``, which comes with the extra ``tftp``.
"""

from __future__ import annotations

import io
import logging
from urllib.parse import unquote, urlsplit

from ignition_compose.display import masked
from ignition_compose.errors import InvalidInput
from ignition_compose.retrieval.addresses import Door
from ignition_compose.retrieval.retriever import Request, Unretrievable

try:
    import tftpy
except ImportError as error:  # pragma: no cover - the tests have it
    _why = "fetching over TFTP needs the package tftpy: install ignition-compose[tftp]"
    raise InvalidInput(_why) from error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

_PORT: Final = 69
_SECONDS: Final = 5

# It logs each packet, contents and all, to whoever configured logging.
logging.getLogger("tftpy").setLevel(logging.CRITICAL)


class Tftp:
    """
    Fetches ``tftp`` URLs.

    Args:
        allowed_hosts: Hosts that may have an address that is private, loopback or link-local; see `Fetcher`.

    Examples:
        >>> Tftp(allowed_hosts=["boot.example"]).allowed_hosts
        frozenset({'boot.example'})
    """

    def __init__(self, *, allowed_hosts: Iterable[str] = ()) -> None:
        self.allowed_hosts = frozenset(allowed_hosts)

    def __call__(self, request: Request, /) -> bytes:
        """
        Fetch one file; see `Retriever`.
        """
        parts = urlsplit(request.url)
        if parts.scheme.lower() != "tftp":
            msg = f"{parts.scheme or 'relative'} URLs are not fetched over TFTP"
            raise Unretrievable(msg)
        address = Door(self.allowed_hosts).address_of(parts)
        taken = _Taken(request.limit)
        try:
            client = tftpy.TftpClient(address, parts.port or _PORT)
            client.download(unquote(parts.path), taken, timeout=min(request.timeout or _SECONDS, _SECONDS))
        except tftpy.TftpFileNotFoundError:
            msg = f"{masked(request.url)} is not there"
            raise Unretrievable(msg, stops_boot=True) from None
        except (tftpy.TftpException, OSError, ValueError) as error:
            if isinstance(error, Unretrievable):
                raise
            msg = f"{masked(request.url)} cannot be fetched: {error}"
            raise Unretrievable(msg) from None
        return taken.getvalue()


class _Taken(io.BytesIO):
    """
    Takes so many bytes and no more.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: object, /) -> int:
        """
        Take some more.
        """
        count = super().write(data)  # type: ignore[arg-type]
        if self.tell() > self._limit:
            msg = f"it has more than {self._limit} bytes, which is more than is taken here"
            raise Unretrievable(msg)
        return count

    def close(self) -> None:
        """
        Stay open: the client closes what it was given.
        """
