"""
Objects in the stores of clouds, by the package ``fsspec`` and its drivers: ``s3fs`` for S3, ``gcsfs`` for Google's.

They come with the extras ``s3`` and ``gs``. Credentials are those of the driver, and nobody's unless it finds some.
"""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from ignition_compose.display import masked
from ignition_compose.errors import InvalidInput
from ignition_compose.retrieval.retriever import Request, Unretrievable

try:
    import fsspec
except ImportError as error:  # pragma: no cover - the tests have it
    _why = "fetching objects needs the package fsspec: install ignition-compose[s3] or ignition-compose[gs]"
    raise InvalidInput(_why) from error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final

_ARN: Final = 6
"""How many parts an ARN has: of an object its last one is the bucket and the key."""


class Objects:
    """
    Fetches ``s3``, ``arn`` and ``gs`` URLs.

    Args:
        options: What the driver of ``fsspec`` takes, such as ``anon=True`` or ``endpoint_url``.

    Examples:
        >>> Objects(anon=True).options
        {'anon': True}
    """

    def __init__(self, **options: Any) -> None:
        self.options = options

    def __call__(self, request: Request, /) -> bytes:
        """
        Fetch one object; see `Retriever`.
        """
        scheme, path, version = object_of(request.url)
        more = {"version_aware": True} if version else {}
        # Never a name on this machine: only stores are asked.
        if scheme not in ("s3", "gs"):
            msg = f"{scheme or 'a relative'} URLs are no objects in a store"
            raise Unretrievable(msg)
        try:
            store = fsspec.filesystem(scheme, **{**more, **self.options})
            options = {"version_id": version} if version else {}
            with store.open(path, "rb", **options) as file:
                data: bytes = file.read(request.limit + 1)
        except ImportError as error:
            msg = f"{scheme} URLs need a driver: {error}"
            raise Unretrievable(msg) from None
        except FileNotFoundError:
            msg = f"there is no object {masked(request.url)}"
            raise Unretrievable(msg, stops_boot=True) from None
        except Exception as error:
            # Each driver has exceptions of its own; which of them stop Ignition nobody can tell.
            msg = f"{masked(request.url)} cannot be fetched ({type(error).__name__})"
            raise Unretrievable(msg) from error
        if len(data) > request.limit:
            msg = f"{masked(request.url)} has more than {request.limit} bytes, which is more than is taken here"
            raise Unretrievable(msg)
        return data


def object_of(url: str) -> tuple[str, str, str]:
    """
    The scheme of a URL's store, the object's bucket and key, and its version where one is named.

    Examples:
        >>> object_of("s3://bucket/a/b.ign?versionId=1"), object_of("arn:aws:s3:::bucket/a")
        (('s3', 'bucket/a/b.ign', '1'), ('s3', 'bucket/a', ''))
    """
    if url[:4].lower() == "arn:":
        parts = url.partition("?")[0].split(":", _ARN - 1)
        return "s3" if parts[2:3] == ["s3"] else "", parts[-1], _version(url.partition("?")[2])
    found = urlsplit(url)
    return found.scheme.lower(), f"{found.netloc}{unquote(found.path)}", _version(found.query)


def _version(query: str) -> str:
    return parse_qs(query).get("versionId", [""])[0]
