"""
What was fetched once, kept, so that a second run needs nobody and is the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import partial
from pathlib import Path

from ignition_compose.display import masked
from ignition_compose.errors import UnusableFile
from ignition_compose.retrieval.retriever import Limits, Unretrievable, limits_of, refuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from ignition_compose.retrieval.retriever import Request, Retriever


class Recorded:
    """
    Keeps what another retriever fetches in a folder, and gives it from there the next time.

    The bytes lie under their SHA-256 digest, and a small file for each URL, with the headers that it was asked with,
    names it. What failed is kept too: a machine would fail again.

    Args:
        folder: The folder, which is made where it is missing.
        retrieve: Who fetches what is not there; nobody if None, as where there is no network.

    Examples:
        >>> import tempfile
        >>> from ignition_compose.retrieval import Request
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     first = Recorded(folder, lambda request: b"hello")(Request("https://example.com/a"))
        ...     again = Recorded(folder)(Request("https://example.com/a"))
        >>> first, again
        (b'hello', b'hello')
    """

    def __init__(self, folder: str | os.PathLike[str], retrieve: Retriever | None = None) -> None:
        self.folder = Path(folder)
        self._retrieve: Retriever = refuse if retrieve is None else retrieve
        self._is_offline = retrieve is None

    @property
    def limits(self) -> Limits:
        """
        The limits of who fetches.
        """
        return limits_of(self._retrieve)

    def begin(self, requests: Iterable[Request]) -> Mapping[Request, Callable[[], bytes]]:
        """
        Begin to fetch what is not there, if who fetches can fetch several at once.
        """
        begin = getattr(self._retrieve, "begin", None)
        if begin is None:
            return {}
        begun = begin([request for request in requests if not self._index(request).exists()])
        return {request: partial(self._kept, request, partial(_awaited, got)) for request, got in begun.items()}

    def __call__(self, request: Request) -> bytes:
        """
        Give what is kept, or fetch and keep it; see `Retriever`.
        """
        known = self._known(request)
        if known is None:
            if self._is_offline:
                msg = f"{masked(request.url)} was not kept before, and nothing is fetched"
                raise Unretrievable(msg)
            return self._kept(request, self._retrieve)
        if "reason" in known:
            raise Unretrievable(str(known["reason"]), stops_boot=True)
        data = self._read(str(known.get("sha256")))
        if data is None or hashlib.sha256(data).hexdigest() != known.get("sha256"):
            msg = f"what was kept of {masked(request.url)} is broken; remove {self._index(request).name}"
            raise Unretrievable(msg)
        if len(data) > request.limit:
            msg = f"{masked(request.url)} has more than {request.limit} bytes, which is more than is taken here"
            raise Unretrievable(msg)
        return data

    def _kept(self, request: Request, retrieve: Callable[[Request], bytes]) -> bytes:
        try:
            data = retrieve(request)
        except Unretrievable as error:
            if error.stops_boot:
                self._write(self._index(request), json.dumps({"reason": error.reason}).encode())
            raise
        digest = hashlib.sha256(data).hexdigest()
        self._write(self.folder / digest, data)
        named = {"sha256": digest, "url": masked(request.url)}
        self._write(self._index(request), json.dumps(named).encode())
        return data

    def _known(self, request: Request) -> dict[str, Any] | None:
        text = self._read(self._index(request).name)
        try:
            known = None if text is None else json.loads(text)
        except ValueError:
            return None
        return known if isinstance(known, dict) else None

    def _index(self, request: Request) -> Path:
        asked = json.dumps([request.url, sorted(request.headers)])
        return self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.folder / os.path.basename(name)).read_bytes()  # noqa: PTH119 - whatever the file says
        except OSError:
            return None

    def _write(self, path: Path, data: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(data)
            os.replace(file.name, path)  # noqa: PTH105 - the other way round
        except OSError as error:
            msg = f"{path.name} cannot be kept in {self.folder}: {error.strerror or error}"
            raise UnusableFile(msg) from None


def _awaited(got: Callable[[], bytes], _: Request) -> bytes:
    return got()
