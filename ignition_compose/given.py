"""
What callers hand over, taken for what it is, whatever its class makes of being asked.

An object says what it is by its type, which it cannot deny; what it says when it is asked can be anything, and so can
what its class does where a builtin has a method. What is kept of it is plain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import EnumMeta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeGuard, TypeVar

    _T = TypeVar("_T")


def is_a(value: object, kind: type[_T]) -> TypeGuard[_T]:
    """
    Whether a value is of a class, by its type alone: a mock that pretends to be of it is not.
    """
    return issubclass(type(value), kind)


def text_of(value: object) -> str | None:
    """
    A text without whatever its class adds; None if it is none.

    Examples:
        >>> from ignition_compose.versions import SpecVersion
        >>> type(text_of(SpecVersion("3.4.0"))), text_of(5)
        (<class 'str'>, None)
    """
    return value if type(value) is str else str.__str__(value) if is_a(value, str) else None


def bytes_of(value: object) -> bytes | None:
    """
    Bytes in whatever they come; None if they are none, or there no more.

    Examples:
        >>> bytes_of(bytearray(b"a")), bytes_of("a")
        (b'a', None)
    """
    if type(value) is bytes:
        return value
    if is_a(value, bytes):
        return bytes.__getitem__(value, slice(None))
    if is_a(value, bytearray):
        return bytes(bytearray.__getitem__(value, slice(None)))
    if is_a(value, memoryview):
        try:
            return value.tobytes()
        except ValueError:
            return None
    return None


def integer_of(value: object) -> int | None:
    """
    An integer; None if it is none, as truth values are none here.

    Examples:
        >>> integer_of(5), integer_of(True), integer_of(1.0)
        (5, None, None)
    """
    return int.__int__(value) if is_a(value, int) and type(value) is not bool else None


def listed(values: Any) -> tuple[Any, ...] | None:
    """
    All that an iterable gives; None if it is none, or fails.

    Examples:
        >>> listed(range(3)), listed(5)
        ((0, 1, 2), None)
    """
    kind = type(values)
    if kind is tuple or kind is list:
        return tuple(values)
    if issubclass(kind, Iterable):
        try:
            return tuple(values)
        except Exception:  # noqa: BLE001 - it is the caller's code that runs
            return None
    return None


def members_of(values: Any) -> dict[Any, Any] | None:
    """
    What a mapping holds, as a dict; None if it is none, or fails.

    Examples:
        >>> from types import MappingProxyType
        >>> members_of(MappingProxyType({"a": 1})), members_of([])
        ({'a': 1}, None)
    """
    if type(values) is dict:
        return values
    if is_a(values, dict):
        return dict(dict.items(values))
    if issubclass(type(values), Mapping):
        try:
            return {name: values[name] for name in values}
        except Exception:  # noqa: BLE001 - it is the caller's code that runs
            return None
    return None


class Words(EnumMeta):
    """
    The class of enumerations of texts, which look nothing up that is no text.
    """

    def __call__(cls, value: Any, *more: Any, **named: Any) -> Any:  # noqa: D102 - it finds the member
        if more or named or type(value) is cls:
            return super().__call__(value, *more, **named)
        text = text_of(value)
        return super().__call__(text) if text is not None else cls._missing_(value)  # type: ignore[attr-defined]
