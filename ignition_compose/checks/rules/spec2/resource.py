"""
What spec 2 demands of what is fetched: sources, headers, hashes and compression.
"""

from __future__ import annotations

from ignition_compose.checks.registry import as_described, every, rule
from ignition_compose.checks.rules import urls
from ignition_compose.golang.text import byte_length
from ignition_compose.models import forms
from ignition_compose.models.spec2.resource import CaReference, ConfigReference, FileContents, Verification
from ignition_compose.patterns import pattern
from ignition_compose.versions import since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

_FUNCTION: Final = "sha512"
_AUTHORITY: Final = pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]*+:)?//([^/?#]*)")
_FETCHED: Final = (FileContents, ConfigReference, CaReference)


@every(
    urls.LEGACY_URL,
    *_FETCHED,
    mirrors="file.go FileContents.ValidateSource, ignition.go ConfigReference.ValidateSource, v2_0/types/url.go Url",
)
def source(resource: Tree) -> Iterator[tuple[Tokens, str]]:
    """
    The source, where it is not empty.
    """
    text = resource.get("source")
    if text:
        yield ("source",), text


@rule(
    "url-with-user",
    *_FETCHED,
    span=until("2.0.0"),
    message="Ignition crashes at a URL with a user or password in a config of spec 2.0.0; name a newer version",
    mirrors="v2_0/types/url.go Url",
)
def source_has_no_user(resource: Tree) -> Iterator[Tokens]:
    """
    The reference's walk meets a type of Go's own that it may not look at.
    """
    text = resource.get("source", "")
    found = _AUTHORITY.match(text)
    if found and "@" in found[1] and urls.find_problem(text, urls.LEGACY_SCHEMES[until("2.0.0")]) is None:
        yield ("source",)


as_described(
    "compression-invalid",
    FileContents,
    members=["compression"],
    message="this compression is not known; write 'gzip', or leave it out",
    mirrors="v2_0/types/compression.go Compression.Validate, file.go FileContents.ValidateCompression",
)


@rule(
    "invalid-url",
    *_FETCHED,
    message="headers need a source that can be read as a URL; give one, or leave out the headers",
    mirrors="file.go FileContents.ValidateHTTPHeaders",
    span=since("2.4.0"),
)
def headers_need_url(resource: Tree) -> Iterator[Tokens]:
    """
    Headers go to a server.
    """
    if resource.get("httpHeaders") and urls.parse(resource.get("source", "")) is None:
        yield ("httpHeaders",)


@rule(
    "unsupported-scheme-for-http-headers",
    *_FETCHED,
    message="headers are sent to http and https sources only; change the source, or leave out the headers",
    mirrors="file.go FileContents.ValidateHTTPHeaders",
    span=since("2.4.0"),
)
def headers_need_http(resource: Tree) -> Iterator[Tokens]:
    """
    Headers belong to HTTP; an empty source is a URL without a scheme.
    """
    if resource.get("httpHeaders") and urls.is_other_than_http(resource.get("source", "")):
        yield ("httpHeaders",)


@rule(
    "empty-http-header-name",
    *_FETCHED,
    message="a header has no name; name it, or leave it out",
    mirrors="headers.go HTTPHeaders.Validate",
    span=since("2.4.0"),
)
def headers_have_names(resource: Tree) -> Iterator[Tokens]:
    """
    Each header has a name.
    """
    for header in resource.get("httpHeaders", ()):
        if not header.get("name"):
            yield ("httpHeaders",)


@rule(
    "duplicate-http-headers",
    *_FETCHED,
    message="two headers have the same name; write one of them",
    mirrors="headers.go HTTPHeaders.Validate",
    span=since("2.4.0"),
)
def headers_differ(resource: Tree) -> Iterator[Tokens]:
    """
    The names of headers differ; each repetition is reported.
    """
    names = [header["name"] for header in resource.get("httpHeaders", ()) if header.get("name")]
    for _ in range(len(names) - len(set(names))):
        yield ("httpHeaders",)


_PLACES: Final = {until("2.0.0"): ("hash",), since("2.1.0"): ()}
"""What the reference checks: the hash, a type of its own in spec 2.0.0, and later what holds it."""


@rule(
    "hash-malformed",
    Verification,
    cases=_PLACES,
    message="the hash does not say which function made it; write sha512, a hyphen and the hexadecimal digits",
    mirrors="verification.go Verification.HashParts, v2_0/types/hash.go Hash.UnmarshalJSON",
)
def hash_names_function(verification: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    A hash begins with the name of its function.
    """
    if "-" not in verification.get("hash", "-"):
        yield place


@rule(
    "hash-unrecognized",
    Verification,
    cases=_PLACES,
    message="the hash's function is not known in spec 2; begin the hash with sha512-",
    mirrors="verification.go Verification.Validate, v2_0/types/hash.go Hash.Validate",
)
def function_is_known(verification: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    What stands before the first hyphen is the name of a function.
    """
    function, hyphen, _ = verification.get("hash", "").partition("-")
    if hyphen and function != _FUNCTION:
        yield place


@rule(
    "hash-wrong-size",
    Verification,
    cases=_PLACES,
    message=f"the hash has the wrong number of digits; sha512 has {forms.HASH_DIGITS[_FUNCTION]}",
    mirrors="verification.go Verification.Validate, v2_0/types/hash.go Hash.Validate",
)
def hash_has_length(verification: Tree, place: Tokens) -> Iterator[Tokens]:
    """
    The reference counts the bytes of what follows, digits or not.
    """
    function, _, digits = verification.get("hash", "").partition("-")
    if function == _FUNCTION and "-" in verification["hash"] and byte_length(digits) != forms.HASH_DIGITS[_FUNCTION]:
        yield place
