"""
Encrypted volumes, and what unlocks them.
"""

from __future__ import annotations

import json
import math

from ignition_compose.checks.registry import as_described, every, rule, text_of
from ignition_compose.checks.rules import urls
from ignition_compose.checks.rules.paths import PATH_GIVEN
from ignition_compose.documents.syntax import MAX_VALUES, JsonSyntaxError, JsonValue, scan
from ignition_compose.golang.text import byte_length, encode_utf8
from ignition_compose.models import forms
from ignition_compose.models.spec3.luks import ClevisCustom, Luks, Tang
from ignition_compose.report import INFO, Tokens
from ignition_compose.versions import Span, SpecVersion, since, until

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree

_PINS: Final = ("tpm2", "tang", "sss")
_UNKNOWN_PIN = "this Clevis pin is not known; write tpm2, tang or sss"
_NO_CONFIG = "the pin has no configuration; give it as JSON text"


as_described(
    "luks-name-contains-slash",
    Luks,
    members=["name"],
    message="the name becomes a file name below /dev/mapper; leave out slashes",
    mirrors="luks.go Luks.Validate",
)


@rule(
    "luks-label-too-long",
    Luks,
    message=f"the label is longer than {forms.LUKS_LABEL_BYTES} bytes in UTF-8; shorten it",
    mirrors="luks.go Luks.validateLabel",
)
def label_is_short(luks: Tree) -> Iterator[Tokens]:
    """
    LUKS2 has 48 bytes for a label, and one of them ends it.
    """
    if byte_length(luks.get("label", "")) > forms.LUKS_LABEL_BYTES:
        yield ("label",)


@rule(
    "disk-device-required",
    Luks,
    message="the volume has no device; give the absolute path of the device to encrypt",
    mirrors="luks.go Luks.Validate",
)
def volume_has_device(luks: Tree) -> Iterator[Tokens]:
    """
    A volume lies on a device.
    """
    if not luks.get("device"):
        yield ("device",)


every(PATH_GIVEN, Luks, mirrors="luks.go Luks.Validate")(text_of("device"))


def _has_pieces(clevis: Tree) -> bool:
    return bool(clevis.get("tang") or clevis.get("tpm2") or clevis.get("threshold"))


# While 'custom' could be told from an absent member, it excluded the others even when it was empty.
@rule(
    "clevis-custom-with-others",
    Luks,
    cases={until("3.2.0"): (), since("3.3.0"): ("pin",)},
    message="'custom' stands for all of Clevis; leave it out, or leave out 'tang', 'tpm2' and 'threshold'",
    mirrors="luks.go Luks.Validate",
)
def custom_is_alone(luks: Tree, telling: tuple[str, ...]) -> Iterator[Tokens]:
    """
    What Clevis does is written out, or put together from pieces.
    """
    clevis = luks.get("clevis", {})
    custom = clevis.get("custom")
    if custom is not None and all(custom.get(name) for name in telling) and _has_pieces(clevis):
        yield ("clevis",)


def _key_file_is_amiss(luks: Tree, schemes: frozenset[str]) -> bool:
    source = luks.get("keyFile", {}).get("source")
    return bool(source) and urls.find_problem(source, schemes) is not None


@rule(
    "invalid-luks-key-file",
    Luks,
    span=since("3.2.0"),
    cases=urls.SCHEMES,
    adapt=urls.accepted,
    message="the key file's source is not a URL that Ignition can fetch; correct it",
    mirrors="luks.go Luks.Validate",
)
def key_file_is_url(luks: Tree, schemes: frozenset[str]) -> Iterator[Tokens]:
    """
    The reference reports this at a member that does not exist, and once more at the key file's source.
    """
    if _key_file_is_amiss(luks, schemes):
        yield ("keys",)


@rule(
    "misplaced-error",
    Luks,
    span=since("3.2.0"),
    cases=urls.SCHEMES,
    adapt=urls.accepted,
    severity=INFO,
    message="Ignition reports this source at 'keys' too; there is no such member, the error is here",
    mirrors="luks.go Luks.Validate",
)
def key_file_is_meant(luks: Tree, schemes: frozenset[str]) -> Iterator[Tokens]:
    """
    Advice on the error above, for those who look for 'keys'.
    """
    if _key_file_is_amiss(luks, schemes):
        yield "keyFile", "source"


@rule(
    "cex-with-clevis",
    Luks,
    span=since("3.5.0"),
    message="a crypto card and Clevis cannot unlock one volume together; leave out one of them",
    mirrors="luks.go Luks.Validate",
)
def card_is_without_clevis(luks: Tree) -> Iterator[Tokens]:
    """
    A volume is unlocked by the card or by Clevis.
    """
    clevis = luks.get("clevis", {})
    if luks.get("cex", {}).get("enabled") and (clevis.get("custom", {}).get("pin") or _has_pieces(clevis)):
        yield ("cex",)


@rule(
    "cex-with-key-file",
    Luks,
    span=since("3.5.0"),
    message="a crypto card makes its own key; leave out the key file, or the card",
    mirrors="luks.go Luks.Validate",
)
def card_is_without_key_file(luks: Tree) -> Iterator[Tokens]:
    """
    A volume is unlocked by the card or by a key file.
    """
    if luks.get("cex", {}).get("enabled") and luks.get("keyFile", {}).get("source"):
        yield ("cex",)


@rule(
    "unknown-clevis-pin",
    ClevisCustom,
    span=until("3.2.0"),
    message=_UNKNOWN_PIN,
    mirrors="custom.go Custom.Validate",
)
def pin_is_given_and_known(custom: Tree) -> Iterator[Tokens]:
    """
    In spec 3.2.0 a pin that is missing is one that is not known.
    """
    if custom.get("pin", "") not in _PINS and (custom.get("pin") or custom.get("config")):
        yield ("pin",)


@rule(
    "unknown-clevis-pin",
    ClevisCustom,
    span=Span(SpecVersion("3.3.0"), SpecVersion("3.5.0")),
    message=_UNKNOWN_PIN,
    mirrors="clevis.go ClevisCustom.Validate",
)
def pin_is_known(custom: Tree) -> Iterator[Tokens]:
    """
    Up to spec 3.5.0 only the pins of Clevis itself are known.
    """
    if custom.get("pin") and custom["pin"] not in _PINS:
        yield ("pin",)


@rule(
    "clevis-pin-required",
    ClevisCustom,
    span=since("3.3.0"),
    message="the custom Clevis configuration names no pin; name one",
    mirrors="clevis.go ClevisCustom.Validate",
)
def pin_is_given(custom: Tree) -> Iterator[Tokens]:
    """
    A custom configuration is one of a pin.
    """
    if not custom.get("pin") and (custom.get("config") or custom.get("needsNetwork")):
        yield ("pin",)


@rule(
    "clevis-config-required",
    ClevisCustom,
    span=until("3.2.0"),
    message=_NO_CONFIG,
    mirrors="custom.go Custom.Validate",
)
def pin_has_config(custom: Tree) -> Iterator[Tokens]:
    """
    In spec 3.2.0 the need of a network does not yet call for a configuration.
    """
    if custom.get("pin") and not custom.get("config"):
        yield ("config",)


@rule(
    "clevis-config-required",
    ClevisCustom,
    span=since("3.3.0"),
    message=_NO_CONFIG,
    mirrors="clevis.go ClevisCustom.Validate",
)
def custom_has_config(custom: Tree) -> Iterator[Tokens]:
    """
    A pin needs a configuration.
    """
    if not custom.get("config") and (custom.get("pin") or custom.get("needsNetwork")):
        yield ("config",)


@rule("invalid-url", Tang, message=urls.INVALID_URL, mirrors="tang.go validateTangURL")
def server_is_url(tang: Tree) -> Iterator[Tokens]:
    """
    A server is given by its URL.
    """
    if urls.parse(tang.get("url", "")) is None:
        yield ("url",)


@rule(
    "invalid-scheme",
    Tang,
    message="a Tang server must have an http or https URL; write its scheme, as in http://tang.example.com",
    mirrors="tang.go validateTangURL",
)
def server_is_http(tang: Tree) -> Iterator[Tokens]:
    """
    Tang speaks HTTP.
    """
    if urls.is_other_than_http(tang.get("url", "")):
        yield ("url",)


as_described(
    "tang-thumbprint-required",
    Tang,
    members=["thumbprint"],
    message="the server's thumbprint is missing; give that of one of its signing keys",
    mirrors="tang.go Tang.Validate",
)


@rule(
    "invalid-tang-advertisement",
    Tang,
    span=since("3.4.0"),
    message="the advertisement is not JSON; give the text that the server answers at /adv",
    mirrors="tang.go validateTangAdvertisement",
)
def advertisement_is_json(tang: Tree) -> Iterator[Tokens]:
    """
    An advertisement is JSON, and its numbers fit into floating-point numbers.
    """
    text = tang.get("advertisement")
    if text and not is_json_of_go(text):
        yield ("advertisement",)


def is_json_of_go(text: str) -> bool:
    """
    Tell whether Go reads a text as JSON into a variable of any type.

    Args:
        text: Any text.

    Returns:
        Whether it is JSON without a number beyond the floating-point numbers.
        Mirrors ``Unmarshal`` of Go's ``encoding/json``.

    Examples:
        >>> is_json_of_go('{"keys": [1e308]}'), is_json_of_go("1e309"), is_json_of_go("NaN")
        (True, False, False)
    """
    if text.count(",") + text.count("[") + text.count("{") >= MAX_VALUES:
        return _is_large_json(text)
    try:
        todo = [scan(encode_utf8(text))]
    except JsonSyntaxError:
        return False
    while todo:
        node = todo.pop()
        if node.kind == "number" and math.isinf(float(node.value)):
            return False
        todo += _inner(node)
    return True


def _is_large_json(text: str) -> bool:
    """
    The same of a text with more values than nodes are made of.
    """

    def number(digits: str) -> None:
        if math.isinf(float(digits)):
            raise ValueError(digits)

    try:
        json.loads(text, parse_constant=lambda _: number("inf"), parse_int=number, parse_float=number)
    except (ValueError, RecursionError):
        return False
    return True


def _inner(node: JsonValue) -> list[JsonValue]:
    if node.kind == "object":
        return [member.node for member in node.value]
    return node.value if node.kind == "array" else []
