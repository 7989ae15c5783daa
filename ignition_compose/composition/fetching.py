"""
How Ignition fetches while a config is in force: how long it waits, through whom, and whom it trusts; and what it gets.
"""

from __future__ import annotations

from ignition_compose.errors import IgnitionComposeError
from ignition_compose.given import bytes_of
from ignition_compose.golang import GoError, dataurl, urls
from ignition_compose.retrieval.retriever import RESPONSE_SECONDS, Proxy, Request, Unretrievable, offered
from ignition_compose.retrieval.unpacking import take
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.retrieval.retriever import Retriever


class Settings(NamedTuple):
    """
    What a config says of fetching, as `Request` has it.
    """

    timeout: float | None = None
    response_timeout: float = RESPONSE_SECONDS
    proxy: Proxy = Proxy()
    authorities: tuple[bytes, ...] = ()

    def request(self, url: str, resource: Tree, limit: int) -> Request:
        """
        The request for a resource.

        Args:
            url: Its URL.
            resource: The resource, with the headers to send.
            limit: How many bytes are taken.
        """
        headers = [
            (str(one.get("name")), one["value"]) for one in resource.get("httpHeaders") or () if one.get("value")
        ]
        return Request(url, tuple(headers), limit, self.timeout, self.response_timeout, self.proxy, self.authorities)


PLAIN_SETTINGS: Final = Settings()


def settings_of(tree: Tree, before: Settings) -> Settings:
    """
    How Ignition fetches by a config, but for its certificate authorities.

    Args:
        tree: The config's tree.
        before: How it fetched before, whose authorities are kept.

    Returns:
        The settings. Mirrors ``UpdateHttpTimeoutsAndCAs`` of the reference's ``internal/resource``.
    """
    ignition = tree.get("ignition") or {}
    timeouts, proxy = ignition.get("timeouts") or {}, ignition.get("proxy") or {}
    response = timeouts.get("httpResponseHeaders")
    return Settings(
        timeouts.get("httpTotal") or None,
        RESPONSE_SECONDS if response is None else response,
        Proxy(proxy.get("httpProxy") or "", proxy.get("httpsProxy") or "", tuple(proxy.get("noProxy") or ())),
        before.authorities,
    )


def authorities_of(tree: Tree) -> Sequence[Tree]:
    """
    The certificate authorities that a config names.
    """
    security = (tree.get("ignition") or {}).get("security") or {}
    listed: Sequence[Tree] = (security.get("tls") or {}).get("certificateAuthorities") or ()
    return listed


class Hand:
    """
    Who gets the bytes of resources, some of them ahead.

    Args:
        retrieve: Who fetches; it is never asked for data URLs.
    """

    def __init__(self, retrieve: Retriever) -> None:
        self._retrieve = retrieve
        self._ahead: dict[Request, Callable[[], bytes]] = {}

    def begin(self, resources: Iterable[Tree], settings: Settings, limit: int) -> None:
        """
        Let a retriever that can fetch several at once begin, as if each were fetched under these settings.
        """
        begin = offered(self._retrieve, "begin")
        if begin is None:
            return
        requests = []
        for resource in resources:
            source = resource.get("source") or ""
            if source and source[:5].lower() != "data:":
                try:
                    requests.append(settings.request(urls.rewritten(source), resource, limit))
                except GoError:
                    continue
        if len(requests) > 1:
            begun: Mapping[Request, Callable[[], bytes]] = begin(requests)
            self._ahead.update(begun)

    def get(self, resource: Tree, settings: Settings, limit: int, *, as_text: bool = False) -> bytes:
        """
        The bytes of a resource, unpacked and held against its digest.

        Args:
            resource: The resource.
            settings: The settings in force.
            limit: How many bytes there may be, packed and unpacked.
            as_text: As for `take`.

        Raises:
            Unretrievable: When they cannot be had.
        """
        source = resource.get("source")
        if source is None:
            msg = "it names no source, and Ignition stops at that"
            raise Unretrievable(msg, stops_boot=True)
        if not source:
            # Nothing is fetched, nor unpacked; but a digest is held against it.
            return take(b"", {**resource, "compression": ""}, limit, as_text=as_text)
        try:
            url = urls.rewritten(source)
        except GoError as error:
            raise Unretrievable(str(error), stops_boot=True) from None
        if url[:5].lower() == "data:":
            return take(_decoded(url), resource, limit, as_text=as_text)
        request = settings.request(url, resource, limit)
        return take(self._fetched(request), resource, limit, as_text=as_text)

    def _fetched(self, request: Request) -> bytes:
        fetched = self._ahead.get(request)
        try:
            data: object = self._retrieve(request) if fetched is None else fetched()
        except IgnitionComposeError:
            raise
        except Exception as error:
            # Whatever a stranger's function raises, it has not got the bytes.
            msg = f"the retriever failed with {type(error).__name__}"
            raise Unretrievable(msg) from error
        found = bytes_of(data)
        if found is None:
            msg = f"the retriever gave {type(data).__name__} for it, and not bytes"
            raise Unretrievable(msg)
        return found


def _decoded(url: str) -> bytes:
    try:
        return dataurl.decode(f"data:{url[5:]}")
    except dataurl.DataUrlError as error:
        # What it got instead may be part of the contents.
        msg = f"the data URL cannot be read: {str(error).partition(', got ')[0]}"
        raise Unretrievable(msg, stops_boot=True) from None
