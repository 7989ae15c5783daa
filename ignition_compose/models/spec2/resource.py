"""
What is fetched: contents of files, other configs and certificates, how they are checked, and the headers they are asked for with.
"""

from __future__ import annotations

from ignition_compose.models import forms
from ignition_compose.models.classes import described
from ignition_compose.models.fields import part, parts, text
from ignition_compose.versions import since


@described(plain={})
class Verification:
    """
    How a fetched resource is checked before it is used.

    Examples:
        >>> Verification(hash="sha512-" + "0" * 128).hash[:10]
        'sha512-000'
    """

    hash: str | None = text("Digest of the content after decompression, as `sha512-` and hexadecimal digits.", plain=forms.PLAIN_HASH)


@described()
class HttpHeader:
    """
    One header sent along when a resource is fetched over HTTP.

    Examples:
        >>> HttpHeader(name="Accept", value="text/plain")
        HttpHeader(name='Accept', value=<masked>)
    """

    name: str = text("Name of the header; it must not be empty.", nullable=False, always=True)
    value: str = text("Value of the header.", nullable=False, always=True, secret=True)


@described(plain=forms.ONLY_SOURCE)
class FileContents:
    """
    The contents of a file, from a URL.

    Examples:
        >>> FileContents(source="data:,hello").compression
        ''
    """

    compression: str = text("How the contents are packed: `gzip`, or nothing.", nullable=False, choices=("", "gzip"))
    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("2.4.0"), merge="append")
    source: str = text("URL of the contents: `http`, `https`, `oem`, `data`, and since spec 2.1.0 `tftp` and `s3`.", nullable=False, plain=forms.PLAIN_URL, secret=True)
    verification: Verification = part(Verification, "How the contents are checked.")


@described(plain=forms.ONLY_SOURCE)
class ConfigReference:
    """
    Another config, appended to this one or put in its place.

    Examples:
        >>> ConfigReference(source="https://example.com/fragment.ign").source
        'https://example.com/fragment.ign'
    """

    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("2.4.0"), merge="append")
    source: str = text("URL of the config: `http`, `https`, `oem`, `data`, and since spec 2.1.0 `tftp` and `s3`.", nullable=False, always=since("2.3.0"), plain=forms.PLAIN_URL, secret=True)
    verification: Verification = part(Verification, "How the config is checked.")


@described(plain=forms.ONLY_SOURCE)
class CaReference:
    """
    A certificate authority to trust while fetching over HTTPS.

    Examples:
        >>> CaReference(source="https://example.com/ca.pem").source
        'https://example.com/ca.pem'
    """

    http_headers: tuple[HttpHeader, ...] = parts(HttpHeader, "Headers to send; only with an `http` or `https` source.", span=since("2.4.0"), merge="append")
    source: str = text("URL of the certificates in PEM form.", nullable=False, always=since("2.3.0"), plain=forms.PLAIN_URL, address=True)
    verification: Verification = part(Verification, "How the certificates are checked.")
