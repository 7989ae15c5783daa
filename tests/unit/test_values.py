"""Named tuples of this package are those of typing in all that can be told from outside."""

from __future__ import annotations

import copy
import inspect
import pickle
import sys
import typing

import pytest

from ignition_compose.values import NamedTuple

if typing.TYPE_CHECKING:
    from typing import Self


class Ours(NamedTuple):
    """A point."""

    x: int
    y: int = 2

    @property
    def total(self) -> int:
        return self.x + self.y


class Theirs(typing.NamedTuple):
    """A point."""

    x: int
    y: int = 2


class Below(Ours):
    """A point of a class below, with a constructor of its own."""

    def __new__(cls, x: int) -> Self:
        return super().__new__(cls, x, 3)


@pytest.mark.parametrize(
    ("given", "named"), [((1,), {}), ((1, 5), {}), ((), {"x": 1}), ((1,), {"y": 5}), ((), {"y": 5, "x": 1})]
)
def test_values_are_given_by_place_and_by_name(given: tuple[int, ...], named: dict[str, int]) -> None:
    ours, theirs = Ours(*given, **named), Theirs(*given, **named)
    assert tuple(ours) == tuple(theirs)
    assert (ours.x, ours.y) == (theirs.x, theirs.y)
    assert repr(ours).replace("Ours", "Theirs") == repr(theirs)
    assert ours._asdict() == theirs._asdict()
    assert (ours == tuple(theirs), hash(ours)) == (True, hash(theirs))
    assert tuple(ours._replace(y=9)) == tuple(theirs._replace(y=9))


@pytest.mark.parametrize(("given", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"z": 1}), ((1,), {"x": 1})])
def test_what_a_class_has_no_field_for_is_refused(given: tuple[int, ...], named: dict[str, int]) -> None:
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_fields_are_listed_as_typing_lists_them() -> None:
    assert Ours._fields == Theirs._fields
    assert Ours._field_defaults == Theirs._field_defaults
    assert Ours.__match_args__ == ("x", "y")


def test_a_value_has_no_attributes_but_its_fields() -> None:
    point = Ours(1)
    assert point.total == 3
    assert not hasattr(point, "__dict__")
    for name in ("x", "z"):
        with pytest.raises(AttributeError):
            setattr(point, name, 1)


def test_wrong_numbers_and_names_are_refused_later_too() -> None:
    with pytest.raises(TypeError, match="Ours has 2 fields, not 1"):
        Ours._make([1])
    with pytest.raises(TypeError, match="Ours has no field 'z'"):
        Ours(1)._replace(z=1)  # type: ignore[call-arg]


def test_values_can_be_copied_and_sent() -> None:
    value = Ours(1)
    copies = [copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))]  # noqa: S301
    if sys.version_info >= (3, 13):
        copies.append(copy.replace(value))
    assert all(type(one) is Ours and one == value for one in copies)


def test_a_class_below_keeps_its_constructor() -> None:
    assert Below(1) == (1, 3)
    assert type(Below(1)._replace(x=2)) is Below
    assert isinstance(Below(1), Ours)


def test_help_shows_the_fields() -> None:
    assert list(inspect.signature(Ours).parameters) == ["x", "y"]
    assert str(inspect.signature(Below)) == "(x: 'int') -> 'Self'"


def test_defining_a_class_compiles_nothing() -> None:
    class Fresh(NamedTuple):
        """Nobody made one of it yet."""

        x: int

    assert "__new__" not in vars(Fresh)
    assert Fresh(1) == (1,)
    assert "__new__" in vars(Fresh)
