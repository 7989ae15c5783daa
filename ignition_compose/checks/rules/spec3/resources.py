"""What is fetched: sources, headers, hashes and compression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ignition_compose.checks.registry import Judge, Place, every, rule
from ignition_compose.checks.rules import urls
from ignition_compose.golang.text import byte_length
from ignition_compose.models.spec3.nodes import File
from ignition_compose.models.spec3.resource import CaReference, HttpHeader, Resource, Verification
from ignition_compose.versions import since, until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree

_COMPRESSIONS: Final = ("", "gzip")
_OLDEST_DIGITS: Final = {"sha512": 128}
_DIGITS: Final = {"sha512": 128, "sha256": 64}
_HASH: Final = re.compile(r"([^-]*)-(.*)", re.DOTALL)

_HASH_WITHOUT_SOURCE = "there is a hash but nothing that it could be the hash of; give a source, or leave out the hash"


@every(urls.URL, Resource, mirrors="resource.go Resource.Validate", span=since("3.1.0"))
@every(
    urls.URL,
    Resource,
    span=until("3.0.0"),
    mirrors="file.go FileContents.Validate, ignition.go ConfigReference.Validate, ca.go CaReference.Validate",
)
def source_of_resource(resource: Tree) -> Iterator[tuple[Place, str]]:
    """The source, where one is given."""
    source = resource.get("source")
    if source:
        yield ("source",), source


@rule(
    "invalid-scheme",
    CaReference,
    span=until("3.0.0"),
    message="the source is missing; give the URL of the certificates",
    mirrors="ca.go CaReference.Validate",
)
def ca_has_source(reference: Tree) -> Iterator[Place]:
    """In spec 3.0.0 a certificate authority's source must be a URL, and an empty text is a URL without a scheme."""
    if not reference.get("source"):
        yield ("source",)


@rule(
    "compression-invalid",
    Resource,
    span=until("3.0.0"),
    message="this compression is not known; write 'gzip', or leave it out",
    mirrors="file.go FileContents.validateCompression",
)
@rule(
    "compression-invalid",
    Resource,
    span=since("3.1.0"),
    message="this compression is not known; write 'gzip', or leave it out",
    mirrors="resource.go Resource.validateCompression",
)
def compression_is_known(resource: Tree) -> Iterator[Place]:
    """There is one compression."""
    if resource.get("compression", "") not in _COMPRESSIONS:
        yield ("compression",)


@rule(
    "verification-and-nil-source",
    Resource,
    span=since("3.1.0"),
    message=_HASH_WITHOUT_SOURCE,
    mirrors="resource.go Resource.validateVerification",
)
def hash_needs_source(resource: Tree) -> Iterator[Place]:
    """A hash is checked only if something is fetched; an empty source counts as one."""
    if "source" not in resource and "hash" in resource.get("verification", {}):
        yield "verification", "hash"


@rule(
    "verification-and-nil-source",
    File,
    span=until("3.0.0"),
    message=_HASH_WITHOUT_SOURCE,
    mirrors="file.go FileContents.validateVerification",
)
def hash_in_file_needs_source(file: Tree) -> Iterator[Place]:
    """The same for spec 3.0.0, which demands it of files alone, not of references to configs."""
    for place in hash_needs_source(file.get("contents", {})):
        yield "contents", *place
    for index, resource in enumerate(file.get("append", ())):
        for place in hash_needs_source(resource):
            yield "append", index, *place


@rule(
    "invalid-url",
    Resource,
    message="headers need a source that can be read as a URL; give one, or leave out the headers",
    mirrors="resource.go Resource.validateSchemeForHTTPHeaders",
    span=since("3.1.0"),
)
def headers_need_url(resource: Tree) -> Iterator[Place]:
    """Headers go to a server."""
    if resource.get("httpHeaders"):
        source = resource.get("source")
        if not source or urls.parse(source) is None:
            yield ("httpHeaders",)


@rule(
    "unsupported-scheme-for-http-headers",
    Resource,
    message="headers are sent to http and https sources only; change the source, or leave out the headers",
    mirrors="resource.go Resource.validateSchemeForHTTPHeaders",
    span=since("3.1.0"),
)
def headers_need_http(resource: Tree) -> Iterator[Place]:
    """Headers belong to HTTP."""
    source = resource.get("source")
    if source and resource.get("httpHeaders"):
        url = urls.parse(source)
        if url is not None and not urls.is_http(url):
            yield ("httpHeaders",)


@rule(
    "empty-http-header-name",
    HttpHeader,
    message="the header has no name; name it, or leave it out",
    mirrors="headers.go HTTPHeader.validateName",
)
def header_has_name(header: Tree) -> Iterator[Place]:
    """A header has a name."""
    if not header.get("name"):
        yield ("name",)


@rule(
    "invalid-http-header",
    HttpHeader,
    message="the header's value is empty; give one, or leave out 'value' to delete the header of a parent config",
    mirrors="headers.go HTTPHeader.validateValue",
)
def header_has_value(header: Tree) -> Iterator[Place]:
    """A header's value may be absent, but not empty."""
    if header.get("value") == "":
        yield ("value",)


@rule(
    "hash-malformed",
    Verification,
    message="the hash does not say which function made it; write the function, a hyphen and the hexadecimal digits",
    mirrors="verification.go Verification.HashParts",
)
def hash_names_function(verification: Tree) -> Iterator[Place]:
    """A hash begins with the name of its function."""
    if "-" not in verification.get("hash", "-"):
        yield ("hash",)


def _judge_function(digits: dict[str, int]) -> Judge:
    def function_is_known(verification: Tree) -> Iterator[Place]:
        found = _HASH.fullmatch(verification.get("hash", ""))
        if found and found[1] not in digits:
            yield ("hash",)

    return function_is_known


def _judge_length(digits: dict[str, int]) -> Judge:
    def hash_has_length(verification: Tree) -> Iterator[Place]:
        found = _HASH.fullmatch(verification.get("hash", ""))
        if found and found[1] in digits and byte_length(found[2]) != digits[found[1]]:
            yield ("hash",)

    return hash_has_length


for _span, _known in ((until("3.0.0"), _OLDEST_DIGITS), (since("3.1.0"), _DIGITS)):
    rule(
        "hash-unrecognized",
        Verification,
        span=_span,
        message=f"the hash's function is not known; begin the hash with {' or '.join([f'{name}-' for name in _known])}",
        mirrors="verification.go Verification.Validate",
    )(_judge_function(_known))
    rule(
        "hash-wrong-size",
        Verification,
        span=_span,
        message="the hash has the wrong number of digits; "
        + " and ".join([f"{name} has {count}" for name, count in _known.items()]),
        mirrors="verification.go Verification.Validate",
    )(_judge_length(_known))
