"""
The forms of text in the spec, as regular expressions that ECMA 262, Python and Rust read alike, and limits.

A *pattern* is what Ignition demands of every text.
A *plain* form is narrower: text of this form can break no rule, so rules need not look at it.
A limit or a list of choices stands here if a rule needs it beside the line that has it.
"""

from __future__ import annotations

import re
from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_SEGMENT = r"/(?:[^/.][^/]*|\.[^/.][^/]*|\.\.[^/]+)"

NOT_EMPTY = r"^[\s\S]"
NO_SLASH = r"^[^/]*$"
NO_COLON = r"^[^:]*$"
PATH = rf"^(?:/|(?:{_SEGMENT})+)$"
PATH_OR_EMPTY = rf"^(?:/?|(?:{_SEGMENT})+)$"
GUID = r"^(?:|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})$"
HASH = r"^sha(?:256|512)-"
# How many hexadecimal digits there are, by function.
HASH_DIGITS = {"sha512": 128, "sha256": 64}
PLAIN_HASH = rf"^sha512-[0-9a-f]{{{HASH_DIGITS['sha512']}}}$"

UNIT_NAME = r"\.(?:service|socket|device|mount|automount|swap|target|path|timer|snapshot|slice|scope)$"
DROPIN_NAME = r"\.conf$"
NETWORKD_NAME = r"\.(?:link|netdev|network)$"

LEVELS_WITHOUT_SPARES = ("linear", "raid0", "0", "stripe")
RAID_LEVELS = (*LEVELS_WITHOUT_SPARES, "raid1", "1", "mirror", "raid4", "4", "raid5", "5", "raid6", "6", "raid10", "10")

# Of the twelve bits of a mode, three are setuid, setgid and sticky.
PERMISSION_BITS = 0o777
MODE_BITS = 0o7777
SPECIAL_BITS = MODE_BITS & ~PERMISSION_BITS

# In UTF-8.
LUKS_LABEL_BYTES = 47
PARTITION_LABEL_BYTES = 36

WORDS = {
    NOT_EMPTY: "text that is not empty",
    NO_SLASH: "text without a slash",
    NO_COLON: "text without a colon",
    PATH: "an absolute path in its simplest form, without `.`, `..`, doubled slashes or a slash at its end",
    GUID: "a GUID such as 01234567-89ab-cdef-0123-456789abcdef, or nothing",
    HASH: "`sha512-` or `sha256-` with the digest in hexadecimal digits behind it",
    UNIT_NAME: "a name that ends in a type of unit, such as `.service` or `.mount`",
    NETWORKD_NAME: "a name that ends in `.link`, `.netdev` or `.network`",
    DROPIN_NAME: "a name that ends in `.conf`",
}
"""What each pattern asks for, to go on after "must be"."""

_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?"
_URL_PATH = r"(?:/[A-Za-z0-9._~/-]*)?"
_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?"
_MEDIA = r"(?:(?:text|application|image|audio|video)/[A-Za-z0-9.+-]+)?(?:;[A-Za-z]+=[A-Za-z0-9.+-]+)*"
PLAIN_HTTP = rf"^https?://{_HOST}{_URL_PATH}$"
PLAIN_PROXY = PLAIN_HTTP
PLAIN_SECURE_PROXY = rf"^https://{_HOST}{_URL_PATH}$"
PLAIN_URL = rf"^(?:https?://{_HOST}{_URL_PATH}|data:{_MEDIA}(?:;base64,{_BASE64}|,(?:[A-Za-z0-9._~/:@!$&'()*+;=?,-]|%[0-9A-Fa-f]{{2}})*))$"


# A unit of short lines, without continuation: sections, members, comments, empty lines. A line ends at 2048 bytes;
# 495 characters take at most 1980.
_UNIT_LINE = (
    r"(?:\[[A-Za-z0-9-]{1,60}\]|[A-Za-z0-9-]{1,60}=(?:[^\n\\]{0,494}[^\n\\\r])?|[#;](?:[^\n\\]{0,499}[^\n\\ \r])?)?"
)
PLAIN_UNIT = rf"^(?:\[[A-Za-z0-9-]{{1,60}}\](?:\n{_UNIT_LINE})*)?$"
# A section that says nothing does not count as one: an assignment must follow, comments aside.
PLAIN_INSTALL = r"(?:^|\n)\[Install\]\n(?:(?:[#;][^\n]*)?\n)*[A-Za-z0-9-]+="

PLAIN_PARTITION_LABEL = rf"^[\x00-\x39\x3b-\x7f]{{0,{PARTITION_LABEL_BYTES}}}$"


def plain_label(limit: int) -> str:
    """
    A label of ASCII characters, so that its *limit* in bytes can be counted in characters.
    """
    return rf"^[\x00-\x7f]{{0,{limit}}}$"


@cache
def compiled(form: str) -> re.Pattern[str]:
    r"""
    A form as Python's expression, whose ``$`` matches before a line feed at the end too, where others' does not.

    Examples:
        >>> bool(compiled(DROPIN_NAME).search("a.conf")), bool(compiled(DROPIN_NAME).search("a.conf\n"))
        (True, False)
    """
    # What a path's segment took it never gives back, and Python need not keep a note on each.
    quick = form.replace(f"(?:{_SEGMENT})+", f"(?:{_SEGMENT})++")
    return re.compile(quick[:-1] + r"\Z" if quick.endswith("$") else quick)


# What makes an object plain beyond its members' own forms, as JSON Schema that is cheap to check.

WITH_VALUE: Mapping[str, Any] = {"required": ["value"]}
WITH_TARGET: Mapping[str, Any] = {"required": ["target"]}


WITH_NAME: Mapping[str, Any] = {"required": ["name"]}
ON_FILESYSTEM: Mapping[str, Any] = {
    "required": ["filesystem", "path"],
    "properties": {"filesystem": {"pattern": NOT_EMPTY}},
}
WITH_MODE: Mapping[str, Any] = {**ON_FILESYSTEM, "required": ["filesystem", "path", "mode"]}
NOT_APPENDED: Mapping[str, Any] = {
    **WITH_MODE,
    "properties": {"filesystem": {"pattern": NOT_EMPTY}, "append": {"enum": [False]}},
}


def own_version(version: str) -> Mapping[str, Any]:
    """
    A section that names the *version* by whose rules it is checked.
    """
    return {"properties": {"version": {"enum": [str(version)]}}}


NOT_BOTH_ID_AND_NAME: Mapping[str, Any] = {"maxProperties": 1}
ONLY_SOURCE: Mapping[str, Any] = {"required": ["source"], "properties": {"httpHeaders": {"maxItems": 0}}}
OVERWRITE_WITH_CONTENTS: Mapping[str, Any] = {"dependencies": {"overwrite": ["contents"]}}
ENABLED_EITHER_WAY_WITH_INSTALL: Mapping[str, Any] = {
    **WITH_NAME,
    "anyOf": [
        {"properties": {"enabled": {"enum": [False]}, "enable": {"enum": [False]}}},
        {"properties": {"contents": {"pattern": PLAIN_INSTALL}}},
    ],
}
ENABLED_WITH_INSTALL: Mapping[str, Any] = {
    "anyOf": [
        {"properties": {"enabled": {"enum": [False]}}},
        {"properties": {"contents": {"pattern": PLAIN_INSTALL}}},
    ]
}
