"""
Amazon resource names, as `aws-sdk-go-v2/aws/arn` reads them.
"""

from __future__ import annotations

from ignition_compose.golang import GoError
from ignition_compose.values import NamedTuple

_PREFIX = "arn:"
_SECTIONS = 6


class ArnError(GoError):
    """
    A string is not an Amazon resource name.
    """


class Arn(NamedTuple):
    """
    An Amazon resource name in its sections, none of which is looked into.
    """

    partition: str
    service: str
    region: str
    account_id: str
    resource: str


def is_arn(text: str) -> bool:
    """
    Tell whether a string looks like an Amazon resource name.

    Args:
        text: Any string.

    Returns:
        Whether it has the prefix and enough sections, be they empty.

    Mirrors `IsARN` in `aws-sdk-go-v2/aws/arn/arn.go`.

    >>> is_arn("arn:aws:s3:::bucket/key"), is_arn("arn:aws:s3")
    (True, False)
    """
    return text.startswith(_PREFIX) and text.count(":") >= _SECTIONS - 1


def parse(text: str) -> Arn:
    """
    Split an Amazon resource name into its sections.

    Args:
        text: Any string.

    Returns:
        The sections; the last takes all further colons.

    Raises:
        ArnError: The prefix or a section is missing.

    Mirrors `Parse` in `aws-sdk-go-v2/aws/arn/arn.go`.

    >>> parse("arn:aws:s3:::bucket/key").resource
    'bucket/key'
    """
    if not text.startswith(_PREFIX):
        msg = "arn: invalid prefix"
        raise ArnError(msg)
    _, *sections = text.split(":", _SECTIONS - 1)
    if len(sections) != _SECTIONS - 1:
        msg = "arn: not enough sections"
        raise ArnError(msg)
    return Arn(*sections)
