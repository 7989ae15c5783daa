"""
Fetching over HTTP as Ignition does it: its headers, its redirects, when it tries again, its proxy and authorities.

This is the one room that opens connections, and only for who makes a `Fetcher`. The package ``httpx`` comes with the
extra ``fetch``.
"""

from __future__ import annotations

import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

from ignition_compose.display import masked
from ignition_compose.errors import InvalidInput
from ignition_compose.retrieval.addresses import Door, proxy_for
from ignition_compose.retrieval.authorities import certificates_in
from ignition_compose.retrieval.retriever import Limits, Request, Unretrievable

try:
    import httpx
except ImportError as error:  # pragma: no cover - the tests have it
    _why = "fetching over HTTP needs the package httpx: install ignition-compose[fetch]"
    raise InvalidInput(_why) from error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from concurrent.futures import Future
    from typing import Final, Self

    from ignition_compose.retrieval.retriever import Retriever

HEADERS: Final = {
    "Accept-Encoding": "identity",
    "Accept": "application/vnd.coreos.ignition+json;version=3.6.0, */*;q=0.1",
    "User-Agent": "Ignition/2.27.0",
}
"""What Ignition sends unless a config says otherwise; after a redirect nothing of it is left."""

_REDIRECTED: Final = {"User-Agent": "Go-http-client/1.1", "Accept-Encoding": "gzip", "Accept": None, "Connection": None}
_REDIRECTS: Final = 10
_FINE: Final = (200, 204)
_AGAIN: Final = 500
_FIRST_WAIT: Final = 0.2
_LONGEST_WAIT: Final = 5.0
_CONNECTING: Final = 30.0
_HANDS: Final = 32


class Fetcher:
    """
    Fetches what a config names, over HTTP and HTTPS; more schemes as they are given.

    Addresses that are private, loopback or link-local are refused, whatever name or redirect leads to them.

    Args:
        schemes: The schemes that are fetched at all.
        limits: How much is done.
        allowed_hosts: Hosts that may have such an address, by name or address, each with a port if one is meant.
        attempts: How often a server that fails is asked; Ignition asks for ever.
        others: Who fetches other schemes, by scheme, such as an `Oem` for ``oem``.

    Examples:
        >>> Fetcher(schemes=["https"]).schemes
        frozenset({'https'})
    """

    def __init__(
        self,
        *,
        schemes: Collection[str] = ("http", "https"),
        limits: Limits = Limits(),  # noqa: B008 - it never changes
        allowed_hosts: Iterable[str] = (),
        attempts: int = 3,
        others: Mapping[str, Retriever] | None = None,
    ) -> None:
        self.schemes = frozenset(schemes)
        self.limits = limits
        self.attempts = max(1, attempts)
        self._others = dict(others or {})
        self._door = Door(frozenset(allowed_hosts))
        self._clients: dict[tuple[object, ...], httpx.Client] = {}
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """
        Close all connections.
        """
        with self._lock:
            clients, self._clients = self._clients, {}
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)
        for client in clients.values():
            client.close()

    def begin(self, requests: Iterable[Request]) -> Mapping[Request, Callable[[], bytes]]:
        """
        Begin to fetch several at once.

        Args:
            requests: What to fetch.

        Returns:
            For each of them what waits for its bytes, and raises what `Fetcher` itself would.
        """
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(_HANDS, "fetching")
            pool = self._pool
        begun: dict[Request, Future[bytes]] = {one: pool.submit(self, one) for one in dict.fromkeys(requests)}
        return {one: future.result for one, future in begun.items()}

    def __call__(self, request: Request) -> bytes:
        """
        Fetch one resource; see `Retriever`.
        """
        scheme = urlsplit(request.url).scheme.lower()
        other = self._others.get(scheme)
        if other is not None:
            return other(request)
        if scheme not in self.schemes or scheme not in ("http", "https"):
            msg = f"{scheme or 'a relative'} URLs are not fetched here"
            raise Unretrievable(msg)
        if request.timeout is not None and request.timeout < 0:
            msg = f"the config allows {request.timeout:g} seconds for {masked(request.url)}, which are over at once"
            raise Unretrievable(msg, stops_boot=True)
        end = time.monotonic() + min(request.timeout or self.limits.seconds, self.limits.seconds)
        wait, reason = _FIRST_WAIT, ""
        for attempt in range(self.attempts):
            if attempt:
                if time.monotonic() + wait > end:
                    break
                time.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            try:
                return self._fetch(request, end)
            except _TryAgainError as error:
                reason = str(error)
        # Whether the machine would be luckier nobody knows: it goes on asking until the config's time is over.
        if self._is_over(request, end - wait):
            raise self._late(request)
        msg = f"{masked(request.url)} was asked for {attempt + 1} times: {reason}; Ignition goes on asking"
        raise Unretrievable(msg)

    def _is_over(self, request: Request, end: float) -> bool:
        """
        Whether the time is over that the config itself allows.
        """
        return bool(request.timeout) and (request.timeout or 0) <= self.limits.seconds and time.monotonic() >= end

    def _late(self, request: Request) -> Unretrievable:
        return Unretrievable(
            f"{masked(request.url)} took more than the {request.timeout:g} seconds that the config allows",
            stops_boot=True,
        )

    def _fetch(self, request: Request, end: float) -> bytes:
        url, headers = request.url, {**HEADERS}
        for name, value in request.headers:
            headers = {known: held for known, held in headers.items() if known.lower() != name.lower()}
            headers[name] = value
        sent: Mapping[str, str | None] = headers
        for _ in range(_REDIRECTS):
            with self._answer(url, sent, request, end) as answer:
                if not answer.is_redirect or "location" not in answer.headers:
                    return self._body(answer, request, end)
                url, sent = urljoin(url, answer.headers["location"]), _REDIRECTED
            if urlsplit(url).scheme.lower() not in self.schemes:
                msg = f"it is redirected to {masked(url)}, whose scheme is not fetched here"
                raise Unretrievable(msg)
        msg = f"{masked(request.url)} is redirected more than {_REDIRECTS} times"
        raise _TryAgainError(msg)

    def _answer(self, url: str, headers: Mapping[str, str | None], request: Request, end: float) -> _Answer:
        parts = urlsplit(url)
        proxied = proxy_for(parts, request.proxy)
        if proxied is not None:
            self._door.address_of(urlsplit(proxied))
        client = self._client(request, proxied)
        # Whoever connects for us is asked for the name; else the address that was looked at is the one that is asked.
        address = self._door.address_of(parts)
        left = max(0.001, end - time.monotonic())
        # Go takes what is not above 0 for no limit.
        response = min(request.response_timeout, left) if request.response_timeout > 0 else left
        timeout = httpx.Timeout(response, connect=min(_CONNECTING, left))
        extensions: dict[str, object] = {"timeout": timeout.as_dict()}
        target = httpx.URL(url)
        sent = {name: value for name, value in headers.items() if value is not None}
        if proxied is None:
            sent["Host"] = target.netloc.decode("ascii").rpartition("@")[2]
            if parts.scheme.lower() == "https" and parts.hostname:
                extensions["sni_hostname"] = parts.hostname
            target = target.copy_with(host=address)
        user = httpx.BasicAuth(parts.username or "", parts.password or "") if "@" in parts.netloc else None
        made = client.build_request("GET", target, headers=sent, extensions=extensions)
        for name in ("accept", "user-agent", "accept-encoding", "connection"):
            if name not in {one.lower() for one in sent}:
                made.headers.pop(name, None)
        if user is not None:
            made = next(user.auth_flow(made))
        return _Answer(client, made)

    def _body(self, answer: httpx.Response, request: Request, end: float) -> bytes:
        if answer.status_code >= _AGAIN:
            msg = f"the server says {answer.status_code} {answer.reason_phrase}"
            raise _TryAgainError(msg)
        if answer.status_code not in _FINE:
            msg = f"the server of {masked(request.url)} says {answer.status_code} {answer.reason_phrase}"
            raise Unretrievable(msg, stops_boot=True)
        found = bytearray()
        limit = min(request.limit, self.limits.size)
        chunks: Iterator[bytes] = answer.iter_bytes()
        while True:
            try:
                chunk = next(chunks, None)
            except httpx.HTTPError as error:
                if self._is_over(request, end):
                    raise self._late(request) from None
                # Once an answer has begun, Ignition does not ask again.
                msg = f"the answer of {masked(request.url)} breaks off ({_reason(error)})"
                raise Unretrievable(msg, stops_boot=not isinstance(error, httpx.TimeoutException)) from None
            if chunk is None:
                return bytes(found)
            found += chunk
            if len(found) > limit:
                msg = f"{masked(request.url)} has more than {limit} bytes, which is more than is taken here"
                raise Unretrievable(msg)
            if self._is_over(request, end):
                raise self._late(request)
            if time.monotonic() > end:
                msg = f"{masked(request.url)} takes more time than there is"
                raise Unretrievable(msg)

    def _client(self, request: Request, proxied: str | None) -> httpx.Client:
        """
        The client for a request's authorities and proxy, which are what connections have in common.
        """
        key = (request.authorities, proxied)
        with self._lock:
            client = self._clients.get(key)
            if client is None:
                client = self._clients[key] = self._made(request, proxied)
        return client

    def _made(self, request: Request, proxied: str | None) -> httpx.Client:
        context = ssl.create_default_context()
        for certificate in [one for bundle in request.authorities for one in certificates_in(bundle)]:
            context.load_verify_locations(cadata=certificate)
        limits = httpx.Limits(max_connections=_HANDS, max_keepalive_connections=_HANDS)
        return httpx.Client(verify=context, trust_env=False, proxy=proxied, limits=limits, follow_redirects=False)


class _TryAgainError(Exception):
    """
    The server failed, or did not answer; Ignition would ask again.
    """


class _Answer:
    """
    An answer whose headers are there; as a context, so that the connection goes back.
    """

    def __init__(self, client: httpx.Client, request: httpx.Request) -> None:
        self._client = client
        self._request = request
        self._response: httpx.Response | None = None

    def __enter__(self) -> httpx.Response:
        try:
            self._response = self._client.send(self._request, stream=True)
        except httpx.InvalidURL as error:
            raise Unretrievable(_reason(error), stops_boot=True) from None
        except (httpx.HTTPError, ssl.SSLError, ValueError) as error:
            raise _TryAgainError(_reason(error)) from None
        return self._response

    def __exit__(self, *_: object) -> None:
        if self._response is not None:
            self._response.close()


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
