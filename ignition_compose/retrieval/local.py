"""
What lies on this machine: an OEM folder, and nothing outside of it.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from ignition_compose.display import masked, shown
from ignition_compose.retrieval.retriever import Unretrievable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Final

    from ignition_compose.retrieval.retriever import Request

SCHEMES: Final = ("oem", "file")


class Oem:
    """
    Takes ``oem`` URLs, and ``file`` URLs below ``/oem`` and ``/usr/share/oem``, from a folder.

    Args:
        folder: The folder; no link that leads out of it is followed.

    Examples:
        >>> Oem("oem").folder.name
        'oem'
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def __call__(self, request: Request) -> bytes:
        """
        Read one file; see `Retriever`.
        """
        parts = urlsplit(request.url)
        path = unquote(parts.path)
        if parts.scheme.lower() == "file":
            found = next((path.removeprefix(top) for top in ("/usr/share/oem/", "/oem/") if path.startswith(top)), None)
            if found is None:
                msg = f"{masked(request.url)} lies outside of the OEM folder"
                raise Unretrievable(msg)
            path = found
        return self._read(path.lstrip("/"), request)

    def _read(self, path: str, request: Request) -> bytes:
        try:
            top = self.folder.resolve(strict=True)
            place = (top / path).resolve(strict=True)
            if not place.is_relative_to(top) or not place.is_file():
                msg = f"{shown(path)} is no file in the OEM folder"
                raise Unretrievable(msg, stops_boot=True)
            with place.open("rb") as file:
                data = file.read(request.limit + 1)
        except (OSError, ValueError, RuntimeError) as error:
            if isinstance(error, Unretrievable):
                raise
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            msg = f"{shown(path)} cannot be read from the OEM folder: {reason}"
            raise Unretrievable(msg, stops_boot=True) from None
        if len(data) > request.limit:
            msg = f"{shown(path)} has more than {request.limit} bytes, which is more than is taken here"
            raise Unretrievable(msg)
        return data
