"""
What is asked of whoever fetches what a config names, and what becomes of the answer.

Nothing here reaches out: a retriever is a function that the caller passes.
"""

from __future__ import annotations

from typing import Protocol

from ignition_compose.display import masked, quoted
from ignition_compose.errors import IgnitionComposeError, InvalidInput
from ignition_compose.given import bytes_of, members_of, text_of
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, Final


MEBIBYTE: Final = 1 << 20
RESPONSE_SECONDS: Final = 10
"""How long Ignition waits for the headers of an answer where no config says otherwise."""


class Proxy(NamedTuple):
    """
    Through whom to fetch; empty texts where nobody stands between.

    Attributes:
        http: The proxy for ``http`` URLs.
        https: The one for ``https`` URLs.
        no_proxy: Hosts that are asked without either.
    """

    http: str = ""
    https: str = ""
    no_proxy: tuple[str, ...] = ()


class Request(NamedTuple):
    """
    One resource to fetch, and how the machine would fetch it at that moment.

    Attributes:
        url: Its URL.
        headers: Headers to send, by name and value, beside those that Ignition sends.
        limit: How many bytes are taken at the most.
        timeout: How many seconds all of it may take, None for no limit of the config's.
        response_timeout: How many seconds may pass until the headers of the answer are there, 0 for no limit.
        proxy: Through whom to fetch.
        authorities: Certificate authorities that the config adds, each a bundle in PEM.
    """

    url: str
    headers: tuple[tuple[str, str], ...] = ()
    limit: int = 64 * MEBIBYTE
    timeout: float | None = None
    response_timeout: float = RESPONSE_SECONDS
    proxy: Proxy = Proxy()
    authorities: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        # Headers and certificates are nobody's business, and a URL may hold a password.
        return f"<Request for {masked(self.url)}>"


class Unretrievable(IgnitionComposeError, OSError):
    """
    What a URL names cannot be had.

    Args:
        reason: Why.
        stops_boot: Whether a machine would not get it either, and not boot; else nothing is known of that.

    Examples:
        >>> from ignition_compose import resolve
        >>> def nobody(request):
        ...     raise Unretrievable("the server says 404 Not Found", stops_boot=True)
        >>> stub = '{"ignition": {"version": "3.4.0", "config": {"replace": {"source": "https://example.com/a"}}}}'
        >>> str(resolve(stub, retrieve=nobody).report.errors[0].code)
        'unretrievable'
    """

    def __init__(self, reason: str, *, stops_boot: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.stops_boot = stops_boot

    def __reduce__(self) -> tuple[Any, ...]:
        return _unretrievable, (self.reason, self.stops_boot)


def _unretrievable(reason: str, stops_boot: bool) -> Unretrievable:  # noqa: FBT001 - of a pickle
    return Unretrievable(reason, stops_boot=stops_boot)


class Retriever(Protocol):
    """
    Whoever fetches: any function of a request.
    """

    def __call__(self, request: Request, /) -> bytes:
        """
        Fetch what a URL names.

        Args:
            request: The URL, and how to ask for it.

        Returns:
            The bytes as they came, still packed where they are.

        Raises:
            Unretrievable: When they cannot be had.
        """
        ...


class Limits(NamedTuple):
    """
    How much is done for configs that name others, which strangers may have written.

    Attributes:
        documents: How many configs are fetched for one.
        depth: How deep they may name one another.
        size: How many bytes each may have, packed and unpacked.
        total: How many bytes all of them may have together.
        seconds: How long fetching may take.

    Examples:
        >>> Limits(depth=4).documents
        1000
    """

    documents: int = 1_000
    depth: int = 32
    size: int = 64 * MEBIBYTE
    total: int = 256 * MEBIBYTE
    seconds: float = 600


def refuse(request: Request) -> bytes:
    """
    Fetch nothing, as long as nobody says who may.

    Raises:
        Unretrievable: Always.
    """
    msg = f"nothing is fetched unless a retriever is given, so {masked(request.url)} is not known"
    raise Unretrievable(msg)


class _Known:
    """
    What is known beforehand, by URL.
    """

    __slots__ = ("_contents",)

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents

    def __call__(self, request: Request) -> bytes:
        found = self._contents.get(request.url)
        if found is None:
            msg = f"{masked(request.url)} is not among the URLs that are known"
            raise Unretrievable(msg)
        return found


def retriever_of(given: Any) -> Retriever:
    """
    The retriever that a caller means: a function, a dict of bytes by URL, or None for nobody.

    Raises:
        InvalidInput: When it is none of these.
    """
    if given is None:
        return refuse
    members = members_of(given)
    if members is not None:
        contents = {}
        for url, held in members.items():
            text = text_of(held)
            data = bytes_of(held) if text is None else text.encode("utf-8", "surrogatepass")
            if text_of(url) is None or data is None:
                msg = f"a dict of what is known has bytes by URL, not {type(held).__name__} by {quoted(url)}"
                raise InvalidInput(msg)
            contents[str(text_of(url))] = data
        return _Known(contents)
    if callable(given):
        made: Retriever = given
        return made
    msg = f"a retriever is a function of a Request, or a dict of bytes by URL, not {type(given).__name__}"
    raise InvalidInput(msg)


def limits_of(retriever: Retriever) -> Limits:
    """
    The limits that a retriever brings along, or those that hold otherwise.
    """
    limits = offered(retriever, "limits")
    return limits if type(limits) is Limits else Limits()


def offered(retriever: Retriever, name: str) -> Any:
    """
    What a retriever has beside itself, None if it has it not.
    """
    try:
        return getattr(retriever, name, None)
    except Exception:  # noqa: BLE001 - it is the caller's code that runs
        return None
