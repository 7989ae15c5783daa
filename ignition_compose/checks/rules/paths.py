"""
What Ignition demands of a path, wherever one stands.
"""

from __future__ import annotations

from ignition_compose.checks.registry import Demand
from ignition_compose.golang import paths

_MIRRORS = "path.go validatePath"


def is_missing(path: str) -> bool:
    """
    Whether there is no path.
    """
    return not path


def is_relative(path: str) -> bool:
    """
    Whether the path is there and does not begin with a slash.
    """
    return path != "" and not paths.is_abs(path)


def is_dirty(path: str) -> bool:
    """
    Whether the path is absolute and could be written shorter.
    """
    return paths.is_abs(path) and paths.clean(path) != path


PATH = (
    Demand("no-path", "the path is missing; give an absolute path", _MIRRORS, is_missing),
    Demand("path-relative", "the path is relative; begin it with a slash", _MIRRORS, is_relative),
    Demand(
        "dirty-path",
        "the path can be written shorter; leave out double and trailing slashes and the elements '.' and '..'",
        _MIRRORS,
        is_dirty,
    ),
)

PATH_GIVEN = PATH[1:]
"""The same, for places where a path that is missing is another rule's matter."""
