"""
Regular expressions that are compiled when they are first asked: most runs of a program ask few of them.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr


class _Later:
    """
    A pattern that is not compiled yet.
    """

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            # Whether it can be copied or pickled is not for the pattern to say.
            raise AttributeError(name)
        # Python asks only for what is not there yet, so a method that was asked for once costs nothing again.
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """
    The pattern of a regular expression, which is compiled when one of its methods is first asked for.

    Args:
        text: The expression.
        flags: As for `re.compile`.

    Examples:
        >>> pattern("[a-z]+").fullmatch("abc").group()
        'abc'
    """
    return _Later(text, flags)  # type: ignore[return-value]
