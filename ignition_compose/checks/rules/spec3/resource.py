"""
What is fetched: sources, headers, hashes and compression.
"""

from __future__ import annotations

import re

from ignition_compose.checks.registry import as_described, every, rule
from ignition_compose.checks.rules import urls
from ignition_compose.golang.text import byte_length
from ignition_compose.models import forms
from ignition_compose.models.spec3.resource import CaReference, HttpHeader, Resource, Verification
from ignition_compose.patterns import pattern
from ignition_compose.versions import since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_HASH: Final = pattern(r"([^-]*)-(.*)", re.DOTALL)
_DIGITS: Final = {
    until("3.0.0"): {"sha512": forms.HASH_DIGITS["sha512"]},
    since("3.1.0"): forms.HASH_DIGITS,
}
"""How many digits the hashes have that Ignition knows, by function."""

_UNKNOWN_COMPRESSION: Final = "this compression is not known; write 'gzip', or leave it out"
HASH_WITHOUT_SOURCE: Final = (
    "there is a hash but nothing that it could be the hash of; give a source, or leave out the hash"
)


@every(urls.URL, Resource, span=since("3.1.0"), mirrors="resource.go Resource.Validate")
@every(
    urls.URL,
    Resource,
    span=until("3.0.0"),
    mirrors="file.go FileContents.Validate, ignition.go ConfigReference.Validate, ca.go CaReference.Validate",
)
def source_of_resource(resource: Tree) -> Iterator[tuple[Tokens, str]]:
    """
    The source, where one is given; an empty one fetches nothing.
    """
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
def ca_has_source(reference: Tree) -> Iterator[Tokens]:
    """
    In spec 3.0.0 a certificate authority's source must be a URL, and an empty text is a URL without a scheme.
    """
    if not reference.get("source"):
        yield ("source",)


as_described(
    "compression-invalid",
    Resource,
    members=["compression"],
    span=until("3.0.0"),
    message=_UNKNOWN_COMPRESSION,
    mirrors="file.go FileContents.validateCompression",
)

as_described(
    "compression-invalid",
    Resource,
    members=["compression"],
    span=since("3.1.0"),
    message=_UNKNOWN_COMPRESSION,
    mirrors="resource.go Resource.validateCompression",
)


@rule(
    "verification-and-nil-source",
    Resource,
    span=since("3.1.0"),
    message=HASH_WITHOUT_SOURCE,
    mirrors="resource.go Resource.validateVerification",
)
def hash_needs_source(resource: Tree) -> Iterator[Tokens]:
    """
    A hash is checked only if something is fetched; an empty source counts as one.
    """
    if "source" not in resource and "hash" in resource.get("verification", {}):
        yield "verification", "hash"


@rule(
    "invalid-url",
    Resource,
    message="headers need a source that can be read as a URL; give one, or leave out the headers",
    mirrors="resource.go Resource.validateSchemeForHTTPHeaders",
    span=since("3.1.0"),
)
def headers_need_url(resource: Tree) -> Iterator[Tokens]:
    """
    Headers go to a server.
    """
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
def headers_need_http(resource: Tree) -> Iterator[Tokens]:
    """
    Headers belong to HTTP.
    """
    source = resource.get("source")
    if source and resource.get("httpHeaders") and urls.is_other_than_http(source):
        yield ("httpHeaders",)


as_described(
    "empty-http-header-name",
    HttpHeader,
    members=["name"],
    message="the header has no name; name it, or leave it out",
    mirrors="headers.go HTTPHeader.validateName",
)

as_described(
    "invalid-http-header",
    HttpHeader,
    members=["value"],
    message="the header's value is empty; give one, or leave out 'value' to delete the header of a parent config",
    mirrors="headers.go HTTPHeader.validateValue",
)


@rule(
    "hash-malformed",
    Verification,
    message="the hash does not say which function made it; write the function, a hyphen and the hexadecimal digits",
    mirrors="verification.go Verification.HashParts",
)
def hash_names_function(verification: Tree) -> Iterator[Tokens]:
    """
    A hash begins with the name of its function.
    """
    if "-" not in verification.get("hash", "-"):
        yield ("hash",)


def _name_functions(digits: Mapping[str, int]) -> str:
    return f"the hash's function is not known; begin the hash with {' or '.join([f'{name}-' for name in digits])}"


@rule(
    "hash-unrecognized",
    Verification,
    cases=_DIGITS,
    message=_name_functions,
    mirrors="verification.go Verification.Validate",
)
def function_is_known(verification: Tree, digits: Mapping[str, int]) -> Iterator[Tokens]:
    """
    What stands before the first hyphen is the name of a function.
    """
    found = _HASH.fullmatch(verification.get("hash", ""))
    if found and found[1] not in digits:
        yield ("hash",)


def _count_digits(digits: Mapping[str, int]) -> str:
    counts = " and ".join([f"{name} has {count}" for name, count in digits.items()])
    return f"the hash has the wrong number of digits; {counts}"


@rule(
    "hash-wrong-size",
    Verification,
    cases=_DIGITS,
    message=_count_digits,
    mirrors="verification.go Verification.Validate",
)
def hash_has_length(verification: Tree, digits: Mapping[str, int]) -> Iterator[Tokens]:
    """
    The reference counts the bytes of what follows, digits or not.
    """
    found = _HASH.fullmatch(verification.get("hash", ""))
    if found and found[1] in digits and byte_length(found[2]) != digits[found[1]]:
        yield ("hash",)
