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
        if raw.find(_ESCAPED, 0, _SAMPLE) >= 0:
            # Others escape more than orjson does, Go and Python by default; what they write is never the same.
            pass
        elif raw.startswith(_COMPACT):
            if raw.find(_SPACED, 0, _BEGINNING) < 0:
                values = orjson.loads(raw)
                if orjson.dumps(values, option=_end(raw)) == raw:
                    return values
        elif raw.startswith(_INDENTED):
            values = orjson.loads(raw)
            if orjson.dumps(values, option=_end(raw) | orjson.OPT_INDENT_2) == raw:
                return values
        return from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True)
    except (ValueError, orjson.JSONEncodeError):
        return None


def _end(raw: bytes) -> int:
    return orjson.OPT_APPEND_NEWLINE if raw.endswith(b"\n") else 0
