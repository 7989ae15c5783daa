"""
Classes that become attrs classes when they are first used.

Making an attrs class takes half a millisecond, and a spec has thirty of them; most runs of the command never
make a model. Until then such a class stands with the few methods through which a first use can come.

Threads may come to a first use together, and an exception may come into it anywhere. So nothing is taken away
before all is made: attrs works on a copy of the class, the first copy that is done counts, and a stand-in asks the
copy's method until that stands in its place. Each of these steps is one assignment, and between any two of them the
class works; no lock is held, which a thread or a forked child could wait for.
"""

from __future__ import annotations

from ignition_compose.properties import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Final

_METHODS: Final = ("__init__", "__eq__", "__hash__", "__setattr__", "__delattr__")
_ATTRIBUTES: Final = "__attrs_attrs__"

_NOT_COPIED: Final = frozenset({"__dict__", "__weakref__"})


class _Unbuilt:
    """
    Stands where attrs keeps a class's attributes, and builds the class when they are asked for.
    """

    def __init__(self, cls: type, build: Callable[[type], Any]) -> None:
        self._cls = cls
        self._build = build
        self._own = vars(cls).copy()

    def __get__(self, instance: object, owner: type) -> Any:
        """
        Build the class, and give what attrs put here.
        """
        return self.built()[_ATTRIBUTES]

    def built(self) -> Mapping[str, Any]:
        """
        What attrs makes for the class, by its names, which stands in the class from here on.
        """
        # Who was interrupted here left stand-ins, which the next one who meets them takes away.
        for name, value in self._made.items():
            setattr(self._cls, name, value)
        return self._made

    @kept
    def _made(self) -> Mapping[str, Any]:
        own = {name: value for name, value in self._own.items() if name not in _NOT_COPIED}
        copy = type(self._cls)(self._cls.__name__, self._cls.__bases__, own)
        before = dict(vars(copy))
        self._build(copy)
        return {name: value for name, value in vars(copy).items() if before.get(name, before) is not value}


def defer(cls: type, build: Callable[[type], Any]) -> None:
    """
    Have *build* make an attrs class of *cls*, in place, when it is first used.

    Args:
        cls: The class; it must not define methods that attrs makes.
        build: What makes an attrs class of a copy of it, several times if threads come together; it must not use
            slots, for these need a new class, and what it makes must not name the class that it was made for.
    """
    unbuilt = _Unbuilt(cls, build)
    setattr(cls, _ATTRIBUTES, unbuilt)
    for name in _METHODS:
        setattr(cls, name, _stand_in(unbuilt, name))


def _stand_in(unbuilt: _Unbuilt, name: str) -> Callable[..., Any]:
    def first_use(self: Any, *args: Any, **kwargs: Any) -> Any:
        return unbuilt.built()[name](self, *args, **kwargs)

    return first_use
