"""
Who fetches what configs name, by the options of the command: nobody, unless the caller says so.
"""

from __future__ import annotations

from ignition_compose.cli import options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Final, Self

    from ignition_compose.retrieval.http import Fetcher
    from ignition_compose.retrieval.retriever import Limits, Request, Retriever

FETCHING: Final = (
    options.flag(["--fetch"], "Fetch what configs name, over HTTP and HTTPS."),
    options.Parameter(
        "allow_host",
        ("--allow-host",),
        "A host that may have a private, loopback or link-local address; repeat it for several.",
        "HOST",
        is_several=True,
    ),
    options.Parameter("keep", ("--keep",), "Keep what is fetched in a folder, and take it from there later.", "DIR"),
    options.flag(["--offline"], "Fetch nothing: take it from the folder of --keep."),
    options.Parameter("oem", ("--oem",), "The folder that oem: URLs lead into.", "DIR"),
    options.Parameter(
        "known",
        ("--map",),
        "A file for what a URL names; repeat it for several.",
        "URL=FILE",
        is_several=True,
    ),
)


class _Nobody:
    """
    Nobody is asked.
    """

    def __enter__(self) -> None:
        """
        There is no retriever.
        """

    def __exit__(self, *_: object) -> None:
        """
        Nothing is open.
        """


class _Chosen:
    """
    Asks for each URL whoever the options name; as a context, so that no connection stays open.
    """

    def __init__(
        self, known: Mapping[str, bytes], oem: Retriever | None, otherwise: Retriever, fetcher: Fetcher | None
    ) -> None:
        self._known = known
        self._oem = oem
        self._otherwise = otherwise
        self._fetcher = fetcher

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._fetcher is not None:
            self._fetcher.close()

    @property
    def limits(self) -> Limits:
        from ignition_compose.retrieval.retriever import limits_of

        return limits_of(self._otherwise)

    def begin(self, requests: Iterable[Request]) -> Mapping[Request, Callable[[], bytes]]:
        begin = getattr(self._otherwise, "begin", None)
        if begin is None:
            return {}
        begun: Mapping[Request, Callable[[], bytes]] = begin(
            [one for one in requests if one.url not in self._known and not self._is_local(one)]
        )
        return begun

    def __call__(self, request: Request) -> bytes:
        found = self._known.get(request.url)
        if found is not None:
            return found
        if self._oem is not None and self._is_local(request):
            return self._oem(request)
        return self._otherwise(request)

    @staticmethod
    def _is_local(request: Request) -> bool:
        return request.url.partition(":")[0].lower() in ("oem", "file")


def retriever_by(
    *,
    fetch: bool,
    offline: bool,
    allow_host: tuple[str, ...],
    keep: str | None,
    oem: str | None,
    known: tuple[str, ...],
) -> _Chosen | _Nobody:
    """
    The retriever that the options ask for, as a context; None if they ask for none.

    Raises:
        InvalidInput: When they contradict one another, or what they need is not installed.
        UnusableFile: When a file that stands for a URL cannot be read.
    """
    from ignition_compose.cli.files import read_bytes
    from ignition_compose.errors import InvalidInput

    if offline and (fetch or keep is None):
        msg = "--offline fetches nothing, so it goes with --keep DIR and without --fetch"
        raise InvalidInput(msg)
    if not (fetch or keep or oem or known):
        return _Nobody()
    from ignition_compose.retrieval.retriever import refuse

    contents = {}
    for one in known:
        url, mark, name = one.rpartition("=")
        if not mark:
            msg = "--map takes URL=FILE, such as https://example.com/a.ign=a.ign"
            raise InvalidInput(msg)
        contents[url] = read_bytes(name)
    retriever: Retriever = refuse
    fetcher: Fetcher | None = None
    if fetch:
        from ignition_compose.retrieval.http import Fetcher

        retriever = fetcher = Fetcher(allowed_hosts=allow_host)
    if keep is not None:
        from ignition_compose.retrieval.keeping import Recorded

        retriever = Recorded(keep, fetcher)
    local: Retriever | None = None
    if oem is not None:
        from ignition_compose.retrieval.local import Oem

        local = Oem(oem)
    return _Chosen(contents, local, retriever, fetcher)
