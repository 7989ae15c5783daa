"""
Classes that become attrs classes when they are first used.

Making an attrs class takes half a millisecond, and a spec has thirty of them; most runs of the command never
make a model. Until then such a class stands with the few methods through which a first use can come, and each
of them builds the class and goes on.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

_METHODS: Final = ("__init__", "__eq__", "__hash__", "__setattr__", "__delattr__")
_ATTRIBUTES: Final = "__attrs_attrs__"


class _Unbuilt:
    """
    Stands where attrs keeps a class's attributes, and builds the class when they are asked for.
    """

    def __init__(self, cls: type, build: Callable[[type], Any]) -> None:
        self._cls = cls
        self._build = build

    def __get__(self, instance: object, owner: type) -> Any:
        """
        Build the class, and give what attrs put here.
        """
        self.build()
        return getattr(owner, _ATTRIBUTES)

    def build(self) -> None:
        """
        Take the stand-ins away and let attrs do its work.
        """
        for name in (*_METHODS, _ATTRIBUTES):
            delattr(self._cls, name)
        self._build(self._cls)


def defer(cls: type, build: Callable[[type], Any]) -> None:
    """
    Have *build* make an attrs class of *cls*, in place, when it is first used.

    Args:
        cls: The class; it must not define methods that attrs makes.
        build: What makes the attrs class; it must not use slots, for these need a new class.
    """
    unbuilt = _Unbuilt(cls, build)
    setattr(cls, _ATTRIBUTES, unbuilt)
    for name in _METHODS:
        setattr(cls, name, _stand_in(unbuilt, name))


def _stand_in(unbuilt: _Unbuilt, name: str) -> Callable[..., Any]:
    def first_use(self: Any, *args: Any, **kwargs: Any) -> Any:
        unbuilt.build()
        return getattr(type(self), name)(self, *args, **kwargs)

    return first_use
