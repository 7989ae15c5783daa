"""
What is fetched: resources, how they are checked, and the headers they are asked for with.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import Tree, part, parts, text
from ignition_compose.versions import since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal, Self


def source_key(resource: Tree) -> str:
    """
    The key of a resource among its siblings: its source, or nothing.
    """
    source = resource.get("source")
    return source if isinstance(source, str) else ""


@described(plain={})
class Verification:
    """
    How a fetched resource is checked before it is used.

    Examples:
        >>> Verification(hash="sha256-" + "0" * 64).hash[:10]
        'sha256-000'
    """

    hash: str | None = text("Digest of the content after decompression, as `sha512-` or `sha256-` and hexadecimal digits.", pattern=forms.HASH, plain=forms.PLAIN_HASH)


@described(key="name", plain=forms.WITH_VALUE)
class HttpHeader:
    """
    One header sent along when a resource is fetched over HTTP.

    Examples:
        >>> HttpHeader(name="Accept", value="text/plain")
        HttpHeader(name='Accept', value=<masked>)
    """

    name: str = text("Name of the header; it must not be empty.", nullable=False, always=True, required=True, pattern=forms.NOT_EMPTY)
    value: str | None = text("Value of the header; a child config that leaves it out deletes the header it inherits.", pattern=forms.NOT_EMPTY, secret=True)


@described(key=source_key, plain=forms.ONLY_SOURCE)
class Resource:
    """
    Content from a URL: of a file, of a key file, or of another config.

    Examples:
        >>> Resource(source="https://example.com/motd", http_headers=[HttpHeader(name="Accept", value="text/plain")]).http_headers[0].name
        'Accept'
    """

    compression: str | None = text("How the content is packed: `gzip`, or nothing.", choices=("", "gzip"))
    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("3.1.0"), removed_without="value")
    source: str | None = text("URL of the content: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`.", plain=forms.PLAIN_URL, secret=True)
    verification: Verification = part(Verification, "How the content is checked.")

    @classmethod
    def of(cls, data: bytes | bytearray | memoryview | str, *, compress: Literal["auto"] | bool = "auto") -> Self:
        """
        A resource that holds its contents itself, in a data URL.

        Args:
            data: The contents; text is written as UTF-8.
            compress: Whether to pack them: always, never, or where that is shorter.

        Returns:
            The resource. Its ``compression`` is set in any case, so that a merge inherits none from beneath.

        Raises:
            InvalidInput: When *data* or *compress* is something else.

        Examples:
            >>> Resource.of("Hello, world!").source
            'data:,Hello%2C%20world!'
            >>> Resource.of(b"=" * 100).compression
            'gzip'
        """
        from ignition_compose.models.contents import encoded, source_of

        source, compression = source_of(encoded(data), compress)
        return cls(source=source, compression=compression)

    def data(self, *, limit: int = 1 << 28) -> bytes:
        """
        The contents, where the resource holds them itself: unpacked, and held against the digest.

        Args:
            limit: The most bytes that they may have.

        Returns:
            The contents.

        Raises:
            InvalidInput: When there is no source, or one that has to be fetched; when it cannot be read or unpacked;
                when the contents are longer than *limit*, or do not have the digest.

        Examples:
            >>> Resource(source="data:,hello%20world").data()
            b'hello world'
        """
        from ignition_compose.models.contents import data_of

        return data_of(self, limit)


@described(key=source_key, plain=forms.ONLY_SOURCE)
class ConfigReference(Resource):
    """
    Another Ignition config, merged into this one or put in its place.

    Examples:
        >>> ConfigReference(source="https://example.com/fragment.ign").source
        'https://example.com/fragment.ign'
    """

    compression: str | None = text("How the config is packed: `gzip`, or nothing.", span=since("3.1.0"), choices=("", "gzip"))
    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("3.1.0"), removed_without="value")
    source: str | None = text("URL of the config: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`.", always=until("3.0.0"), plain=forms.PLAIN_URL, secret=True)
    verification: Verification = part(Verification, "How the config is checked.")


@described(key=source_key, plain=forms.ONLY_SOURCE)
class CaReference(Resource):
    """
    A certificate authority to trust while fetching over HTTPS.

    Examples:
        >>> CaReference(source="https://example.com/ca.pem").source
        'https://example.com/ca.pem'
    """

    compression: str | None = text("How the certificates are packed: `gzip`, or nothing.", span=since("3.1.0"), choices=("", "gzip"))
    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("3.1.0"), removed_without="value")
    source: str | None = text("URL of the certificates in PEM form.", nullable=since("3.1.0"), always=until("3.0.0"), required=True, pattern=forms.NOT_EMPTY, plain=forms.PLAIN_URL, address=True)
    verification: Verification = part(Verification, "How the certificates are checked.")
