"""
What was fetched, unpacked and held against its digest, as Ignition does both.
"""

from __future__ import annotations

from ignition_compose.errors import InvalidInput
from ignition_compose.models.contents import GZIP, unpacked
from ignition_compose.retrieval.retriever import Unretrievable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.models.fields import Tree

_DIGESTS: Final = ("sha256", "sha512")


def take(data: bytes, resource: Tree, limit: int, *, as_text: bool) -> bytes:
    """
    The bytes of a resource.

    Args:
        data: The bytes as they came.
        resource: The resource, with how they are packed and which digest they have.
        limit: How many bytes there may be, unpacked.
        as_text: Whether the digits of the digest are compared as they are written, in small letters, as those of
            configs are.

    Raises:
        Unretrievable: When they are broken, too many, or others than the digest says.
    """
    compression = resource.get("compression") or ""
    if compression == GZIP:
        try:
            data = unpacked(data, limit)
        except InvalidInput as error:
            raise Unretrievable(str(error), stops_boot=True) from None
    elif compression:
        msg = "'compression' is neither 'gzip' nor empty; Ignition knows no other"
        raise Unretrievable(msg, stops_boot=True)
    if len(data) > limit:
        msg = f"it has more than {limit} bytes, which is more than is taken here"
        raise Unretrievable(msg)
    hold_against(data, (resource.get("verification") or {}).get("hash"), as_text=as_text)
    return data


def hold_against(data: bytes, digest: str | None, *, as_text: bool) -> None:
    """
    Hold bytes against a digest, where there is one; see `take`.
    """
    if digest is None:
        return
    import hashlib

    name, mark, wanted = digest.partition("-")
    if not mark or name not in _DIGESTS:
        msg = "'verification.hash' names no digest that Ignition knows; it begins with sha256- or sha512-"
        raise Unretrievable(msg, stops_boot=True)
    found = hashlib.new(name, data).hexdigest()
    if found == (wanted if as_text else wanted.lower()):
        return
    hint = "; Ignition compares the digits of a config's digest as text, so write them in small letters"
    msg = f"its {name} digest is {found}, and not {wanted} as 'verification.hash' says"
    msg = f"{msg}{hint if found == wanted.lower() else ''}"
    raise Unretrievable(msg, stops_boot=True)
