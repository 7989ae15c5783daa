"""
The values of a JSON text, read by compiled code, if no member is repeated.

Go fills repeated members in, one after the other, while every quick reader keeps the last without a word. So a
text is read quickly only where it is known that nothing is repeated.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from jiter import from_json

_INDENTED: Final = b'{\n  "'
_COMPACT: Final = b'{"'
_SPACED: Final = b'": '
_BEGINNING: Final = 64
_ESCAPED: Final = b"\\u"
_SAMPLE: Final = 8192
_LARGE: Final = 1 << 16
_LINE: Final = orjson.OPT_APPEND_NEWLINE
_LINES: Final = orjson.OPT_APPEND_NEWLINE | orjson.OPT_INDENT_2


def values_of(raw: bytes) -> Any:
    """
    The values of a text in which no member is repeated, None if one is or the text is not JSON.

    Args:
        raw: The text.

    Examples:
        >>> values_of(b'{"a": 1, "b": 2}'), values_of(b'{"a": 1, "a": 2}')
        ({'a': 1, 'b': 2}, None)
    """
    try:
        # What is written again as the same bytes has lost nothing. Where the beginning tells that it may be so,
        # to read and write takes less time than to read and look for repetitions.
        if raw.startswith(_COMPACT) and raw.find(_SPACED, 0, _BEGINNING) < 0:
            if not _is_escaped(raw):
                values = orjson.loads(raw)
                if (orjson.dumps(values, option=_LINE) if raw.endswith(b"\n") else orjson.dumps(values)) == raw:
                    return values
        elif raw.startswith(_INDENTED) and not _is_escaped(raw):
            values = orjson.loads(raw)
            if orjson.dumps(values, option=_LINES if raw.endswith(b"\n") else orjson.OPT_INDENT_2) == raw:
                return values
        return from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True)
    except (ValueError, orjson.JSONEncodeError):
        return None


def _is_escaped(raw: bytes) -> bool:
    """
    Whether a large text has escapes that orjson does not write, as texts of Go and of Python have by default.
    """
    return len(raw) > _LARGE and raw.find(_ESCAPED, 0, _SAMPLE) >= 0
