"""
What a typed model takes for a member: a list where it keeps a tuple, a dict where an object is meant.

What cannot be meant is refused where it is given, with the member's name in JSON. Whether it is valid is for the
rules to say.
"""

from __future__ import annotations

from collections.abc import Mapping

from ignition_compose.display import quoted
from ignition_compose.errors import InvalidInput
from ignition_compose.given import listed, members_of, text_of
from ignition_compose.models.fields import TYPE_NAMES, description_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Final

    from ignition_compose.models.fields import Declaration, FieldSpec

_INTEGER_BITS: Final = 64
_NO_LISTS: Final = (str, bytes, bytearray, Mapping)
_TYPES: Final[Mapping[str, type]] = {"string": str, "integer": int, "boolean": bool}


def converter_of(owner: type, attribute: str, declared: Declaration) -> Callable[[Any], Any]:
    """
    What makes the value that a model keeps of one that it is given.

    Args:
        owner: The class of the model.
        attribute: The name of the attribute.
        declared: Its line.
    """
    spec = declared.spec
    where = f"{owner.__name__}.{spec.member(attribute)}"
    if spec.kind == "array":
        return lambda given: _list(given, spec, where)
    if spec.kind == "object":
        return lambda given: _object(given, spec, where)
    # What cannot be absent has a zero value, which is its default.
    is_absent = declared.default is None
    return lambda given: None if given is None and is_absent else _scalar(given, spec.kind, where)


def _scalar(given: Any, kind: str, where: str) -> Any:
    wanted: Any = _TYPES[kind]
    if not issubclass(type(given), wanted) or (kind == "integer" and type(given) is bool):
        raise _refusal(where, TYPE_NAMES[kind], given)
    if kind == "integer" and int.bit_length(given) > _INTEGER_BITS:
        raise _refusal(where, "an integer of 64 bits", given)
    # What is kept is of the type itself: a version, a pointer or a number of an enumeration is plain from here on.
    if type(given) is wanted:
        return given
    return str.__str__(given) if kind == "string" else int.__int__(given)


def _object(given: Any, spec: FieldSpec, where: str) -> Any:
    model: Any = spec.model
    assert model is not None
    if issubclass(type(given), model):
        return given
    if given is None:
        return model()
    members = members_of(given)
    if members is not None:
        return model_of_members(members, model, where)
    raise _refusal(where, f"of class {model.__name__}, or a dict", given)


def _list(given: Any, spec: FieldSpec, where: str) -> tuple[Any, ...]:
    if given is None:
        return ()
    items = None if issubclass(type(given), _NO_LISTS) else listed(given)
    if items is None:
        raise _refusal(where, "a list or a tuple", given)
    take = _scalar if spec.model is None else _object
    what: Any = "string" if spec.model is None else spec
    return tuple([take(item, what, f"{where}[{index}]") for index, item in enumerate(items)])


def model_of_members(members: Mapping[Any, Any], model: type, where: str = "") -> Any:
    """
    The typed model of a dict that is written as JSON is.

    Args:
        members: The dict.
        model: The class.
        where: The place that it is given for.

    Raises:
        InvalidInput: When the class has no such member, or a value cannot be meant.
    """
    names = {line.spec.member(name): name for name, line in description_of(model).fields.items()}
    refuse_unknown(members, names, model, where)
    return model(**{names[str.__str__(name)]: value for name, value in members.items() if value is not None})


def refuse_unknown(given: Iterable[Any], known: Iterable[str], model: type, where: str = "") -> None:
    """
    Refuse names of which a class has no member.

    Args:
        given: The names.
        known: Those that it has.
        model: The class.
        where: The place that they are given for.

    Raises:
        InvalidInput: When there is one.
    """
    names = tuple(known)
    unknown = [name for name in given if text_of(name) not in names]
    if unknown:
        place = f"{where}: " if where else ""
        msg = f"{place}{model.__name__} has no member {quoted(unknown[0])}; it has {', '.join(names)}"
        raise InvalidInput(msg)


def _refusal(where: str, wanted: str, given: Any) -> InvalidInput:
    return InvalidInput(f"{where} must be {wanted}, not {'None' if given is None else type(given).__name__}")
