"""
What is fetched: resources, how they are checked, and the headers they are asked for with.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import Tree, part, parts, text
from ignition_compose.versions import since, until


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
    """

    hash: str | None = text("Digest of the content after decompression, as `sha512-` or `sha256-` and hexadecimal digits.", pattern=forms.HASH, plain=forms.PLAIN_HASH)


@described(key="name", plain=forms.WITH_VALUE)
class HttpHeader:
    """
    One header sent along when a resource is fetched over HTTP.
    """

    name: str = text("Name of the header; it must not be empty.", nullable=False, always=True, required=True, pattern=forms.NOT_EMPTY)
    value: str | None = text("Value of the header; a child config that leaves it out deletes the header it inherits.", pattern=forms.NOT_EMPTY, secret=True)


@described(key=source_key, plain=forms.ONLY_SOURCE)
class Resource:
    """
    Content from a URL: of a file, of a key file, or of another config.
    """

    compression: str | None = text("How the content is packed: `gzip`, or nothing.", choices=("", "gzip"))
    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("3.1.0"), removed_without="value")
    source: str | None = text("URL of the content: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`.", plain=forms.PLAIN_URL, secret=True)
    verification: Verification = part(Verification, "How the content is checked.")


@described(key=source_key, plain=forms.ONLY_SOURCE)
class ConfigReference(Resource):
    """
    Another Ignition config, merged into this one or put in its place.
    """

    compression: str | None = text("How the config is packed: `gzip`, or nothing.", span=since("3.1.0"), choices=("", "gzip"))
    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("3.1.0"), removed_without="value")
    source: str | None = text("URL of the config: `http`, `https`, `tftp`, `s3`, `arn`, `gs` or `data`.", always=until("3.0.0"), plain=forms.PLAIN_URL, secret=True)
    verification: Verification = part(Verification, "How the config is checked.")


@described(key=source_key, plain=forms.ONLY_SOURCE)
class CaReference(Resource):
    """
    A certificate authority to trust while fetching over HTTPS.
    """

    compression: str | None = text("How the certificates are packed: `gzip`, or nothing.", span=since("3.1.0"), choices=("", "gzip"))
    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("3.1.0"), removed_without="value")
    source: str | None = text("URL of the certificates in PEM form.", nullable=since("3.1.0"), always=until("3.0.0"), required=True, pattern=forms.NOT_EMPTY, plain=forms.PLAIN_URL)
    verification: Verification = part(Verification, "How the certificates are checked.")
