"""
Named tuples that cost next to nothing to define.

They are what `typing.NamedTuple` makes, and type checkers see no other. That compiles a function for each class and
looks at each annotation, which takes a program on one small file longer than all it asks; here a class that makes no
value compiles nothing.
"""

from __future__ import annotations

from _collections import _tuplegetter  # type: ignore[import-not-found]

TYPE_CHECKING = False  # as everywhere here: importing typing would take longer than most modules take
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from inspect import Signature
    from typing import Any, NamedTuple, Self
else:

    class _Maker(type):
        """
        The class of named tuples: annotations become fields.
        """

        def __new__(cls, name: str, bases: tuple[type, ...], members: dict[str, Any]) -> type:
            fields = tuple(members.get("__annotations__", ()))
            if fields:
                members["_fields"] = members["__match_args__"] = fields
                members["_field_defaults"] = {field: members[field] for field in fields if field in members}
                members |= {field: _tuplegetter(number, None) for number, field in enumerate(fields)}
            members.setdefault("__slots__", ())
            return super().__new__(cls, name, bases, members)

        @property
        def __signature__(cls) -> Signature:
            """
            What ``help`` shows.
            """
            from inspect import signature

            made = signature(cls.__new__ if cls.__new__ is not NamedTuple.__new__ else _constructor_of(cls))
            return made.replace(parameters=list(made.parameters.values())[1:])

    class NamedTuple(tuple, metaclass=_Maker):  # noqa: SLOT001 - the metaclass gives them
        """
        The base of a named tuple, whose fields are the annotations of its class.
        """

        def __new__(cls, /, *values: object, **named: object) -> Self:  # noqa: D102 - the class says it
            # The first value of a class: from the next one on it has a constructor of its own.
            owner = next(one for one in cls.__mro__ if "_fields" in vars(one))
            make = _constructor_of(owner)
            owner.__new__ = staticmethod(make)
            return make(cls, *values, **named)

        @classmethod
        def _make(cls, values: Iterable[object]) -> Self:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                msg = f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}"
                raise TypeError(msg)
            return made

        def _replace(self, /, **named: object) -> Self:
            made = self._make(map(named.pop, self._fields, self))
            if named:
                msg = f"{type(self).__name__} has no field {next(iter(named))!r}"
                raise TypeError(msg)
            return made

        __replace__ = _replace

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

        def __repr__(self) -> str:
            fields = [f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)]
            return f"{type(self).__name__}({', '.join(fields)})"


def _constructor_of(owner: type) -> Callable[..., Any]:
    """
    The constructor of a class, made as `collections.namedtuple` makes it: ``lambda _cls, a, b: new(_cls, (a, b,))``.
    """
    fields: tuple[str, ...] = owner._fields  # type: ignore[attr-defined]
    names = ", ".join(fields)
    # Names of fields are those of a class of this package.
    make: Any = eval(f"lambda _cls, {names}: _new(_cls, ({names},))", {"_new": tuple.__new__})  # noqa: S307
    make.__defaults__ = tuple(owner._field_defaults.values())  # type: ignore[attr-defined]
    make.__annotations__ = dict(owner.__annotations__)
    make.__qualname__ = f"{owner.__name__}.__new__"
    return make  # type: ignore[no-any-return]


__all__ = ["NamedTuple"]
