"""
Properties that are worked out when they are first asked for, and kept.

Those of `functools` hold one lock for all objects of a class while they work, up to Python 3.11: who asks a small
value waits for a large one, and a child that is forked meanwhile waits for ever. These hold none.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as everywhere here: importing typing would take longer than most modules take
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property as kept
    from typing import Any
else:

    class kept:  # noqa: N801 - it reads as a property where it is used
        """
        A property that is worked out once, and after that costs what an attribute costs.

        Threads that ask at once may each work it out; all of them, and all who ask later, are given the value that
        was there first.

        Args:
            work: What works it out.

        Examples:
            >>> class Circle:
            ...     radius = 2
            ...
            ...     @kept
            ...     def area(self):
            ...         return 3 * self.radius**2
            >>> circle = Circle()
            >>> circle.area, vars(circle)
            (12, {'area': 12})
        """

        def __init__(self, work: Callable[[Any], Any]) -> None:
            self._work = work
            self._name = work.__name__
            self.__doc__ = work.__doc__

        def __get__(self, owner: Any, _: type | None = None) -> Any:
            """
            Work it out; Python asks only while the object has no attribute of the name.
            """
            return self if owner is None else owner.__dict__.setdefault(self._name, self._work(owner))


__all__ = ["kept"]
