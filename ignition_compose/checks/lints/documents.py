"""
What Ignition accepts and a machine's owner would not have meant: advice, never a verdict.

Rules with the severity info. The reference says nothing of what they find; the source that they name is the
one that lets it pass. Each says what Ignition makes of it.
"""

from __future__ import annotations

from ignition_compose.checks.registry import rule
from ignition_compose.models.spec3.nodes import Directory, File
from ignition_compose.models.spec3.resource import ConfigReference, HttpHeader, Verification
from ignition_compose.patterns import pattern
from ignition_compose.report import INFO, Tokens
from ignition_compose.versions import since

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.models.fields import Tree

# Digits that are a usual mode in octal, such as 644, 755 or 4755; a mode that is meant in decimal hardly has them.
_OCTAL: Final = pattern(r"[0124]?[67][014567][014567]")
_NO_HEXADECIMAL: Final = pattern(r"[^0-9A-Fa-f]")
_CAPITAL: Final = pattern(r"[A-F]")


@rule(
    "octal-looking-mode",
    File,
    Directory,
    severity=INFO,
    message="the mode looks octal but is read as decimal; write 420 for 0644, 493 for 0755, 384 for 0600",
    mirrors="mode.go validateMode",
)
def mode_is_meant_in_decimal(node: Tree) -> Iterator[Tokens]:
    """
    JSON has no octal numbers.
    """
    if _OCTAL.fullmatch(str(node.get("mode", ""))):
        yield ("mode",)


@rule(
    "hash-never-matches",
    Verification,
    severity=INFO,
    message="Ignition accepts any characters here and fails when it comes to compare; write hexadecimal digits",
    mirrors="verification.go Verification.Validate",
)
def hash_is_hexadecimal(verification: Tree) -> Iterator[Tokens]:
    """
    The reference looks at how many digits a hash has, not at which.
    """
    if _NO_HEXADECIMAL.search(_digits_of(verification)):
        yield ("hash",)


@rule(
    "hash-never-matches",
    ConfigReference,
    severity=INFO,
    message="for configs Ignition compares digits as they are written, and its own are small; write small letters",
    mirrors="verification.go Verification.Validate",
)
def hash_of_config_is_in_small_letters(reference: Tree) -> Iterator[Tokens]:
    """
    The hash of a referenced config is compared as text (``AssertValid`` of the reference's ``internal/util``).
    """
    if _CAPITAL.search(_digits_of(reference.get("verification", {}))):
        yield "verification", "hash"


def _digits_of(verification: Tree) -> str:
    digits: str = verification.get("hash", "").partition("-")[2]
    return digits


@rule(
    "header-without-value",
    HttpHeader,
    span=since("3.1.0"),
    severity=INFO,
    message="this deletes the header of a config beneath; where there is none to delete, the request fails",
    mirrors="headers.go HTTPHeaders.Parse",
)
def header_has_value(header: Tree) -> Iterator[Tokens]:
    """
    Without a value a header is valid, but cannot be sent.
    """
    if "value" not in header:
        yield ()
