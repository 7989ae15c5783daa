"""Whatever is handed to the public API, nothing but an exception of this library comes out of it.

Python itself raises `TypeError` where arguments are too many, too few or of unknown names, and where an operator does
not take what stands beside it; `AttributeError` where there is no such attribute. The rest is ours to refuse.
"""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import types
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import Mock

import attrs
import pytest

import ignition_compose as ic
from ignition_compose import models

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TEXT = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": 420}]}}'
CONFIG, DOCUMENT = ic.parse(TEXT), ic.read(TEXT)
COMPOSITION = ic.compose(user=DOCUMENT, base={"ignition": {"version": "3.0.0"}})
ENTRY = ic.Entry("error", "code", "message", "/a", "file", 1, 2)
PLACE = ic.Place("base", ic.Pointer("/a"))
ACT = ic.Act("kept", (PLACE,), ic.Pointer("/a"))
MAPPING = ic.Mapping("child", ic.Pointer("/a"), ic.Pointer("/a"))
SECTIONS = models.Sections(ignition=models.Ignition(version="3.4.0"))

INSTANCES: Final[dict[str, Any]] = {
    "Account": ic.Account([ACT]),
    "Act": ACT,
    "Composition": COMPOSITION,
    "Config": CONFIG,
    "Document": DOCUMENT,
    "Entry": ENTRY,
    "Layer": COMPOSITION.layers[0],
    "MachineFile": COMPOSITION.files()["/etc/.ignition-result.json"],
    "Mapping": MAPPING,
    "NamedConfig": ic.resolve(CONFIG).documents[0],
    "NamedResource": ic.NamedResource(ic.Pointer("/a"), "data:,", "data", "", None, 0),
    "Origin": COMPOSITION.origin("/storage"),
    "Place": PLACE,
    "Pointer": ic.Pointer("/a"),
    "Report": ic.Report([ENTRY]),
    "Resolution": ic.resolve(CONFIG),
    "Severity": ic.Severity.INFO,
    "SpecVersion": ic.SpecVersion("3.4.0"),
    "Transcript": ic.Transcript([MAPPING]),
    "Translation": ic.translate(CONFIG, "3.5.0"),
}
"""A value of each public class that is no exception."""


class Ambush(Exception):
    """What comes out of hostile objects."""


def ambush(*_: object, **__: object) -> Any:
    raise Ambush


_SPARED: Final = {"__new__", "__init__", "__init_subclass__", "__del__", "__getattribute__", "__subclasshook__"}
_MORE: Final = {
    *(
        "__iter__",
        "__len__",
        "__getitem__",
        "__contains__",
        "__fspath__",
        "__bool__",
        "__int__",
        "__index__",
        "__float__",
    ),
    *("__getattr__", "__call__", "__enter__", "__next__", "__buffer__", "__bytes__", "__reversed__", "__missing__"),
    *("keys", "values", "items", "get", "encode", "decode", "read", "startswith", "document", "config", "source"),
}


def hostile(base: type, *arguments: object) -> Any:
    """An object of a subclass of which every method raises, and so does asking for its class."""
    own = {name for name in dir(base) if callable(getattr(base, name)) and name not in _SPARED}
    members: dict[str, Any] = dict.fromkeys(own | _MORE, ambush)
    members["__class__"] = property(ambush)
    made: type = types.new_class(f"Hostile{base.__name__.title()}", (base,), {}, lambda space: space.update(members))
    return base.__new__(made, *arguments)


class Failing:
    """An iterable that begins and then fails."""

    def __iter__(self) -> Iterator[Any]:
        yield "a"
        raise Ambush


class OddPath:
    """A path that is none."""

    def __fspath__(self) -> Any:
        return 5


class Colour(Enum):
    """Something that is no text."""

    RED = "red"


def nested(depth: int, *, as_list: bool = False) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value] if as_list else {"x": value}
    return value


def circle(value: Any) -> Any:
    value["x" if isinstance(value, dict) else slice(0)] = value if isinstance(value, dict) else [value]
    return value


def in_config(value: Any) -> Any:
    return {"ignition": {"version": "3.4.0"}, "x": value, "storage": {"files": [{"path": value, "mode": value}]}}


def released() -> memoryview:
    view = memoryview(b"x")
    view.release()
    return view


SCALARS: Final[dict[str, Callable[[], Any]]] = {
    "nothing": lambda: None,
    "true": lambda: True,
    "zero": lambda: 0,
    "minus one": lambda: -1,
    "a number": lambda: 7,
    "a huge number": lambda: 10**5_000,
    "a fraction": lambda: 1.5,
    "nan": lambda: float("nan"),
    "infinity": lambda: float("inf"),
    "a decimal": lambda: Decimal("1.5"),
    "a ratio": lambda: Fraction(1, 3),
    "a complex number": lambda: 1j,
    "bytes": lambda: b"x",
    "no bytes": lambda: b"",
    "bytes that are no text": lambda: b"\xff\xfe",
    "a bytearray": lambda: bytearray(b"x"),
    "a memoryview": lambda: memoryview(b"x"),
    "numbers as a memoryview": lambda: memoryview(b"12345678").cast("I"),
    "every other byte": lambda: memoryview(b"1234")[::2],
    "a released memoryview": released,
    "text": lambda: "x",
    "no text": lambda: "",
    "a pointer": lambda: "/storage/files/0",
    "a pointer to nothing": lambda: "/storage/files/99999999999999999999/x",
    "a pointer with digits of another script": lambda: "/storage/files/\u00b2",
    "a tilde": lambda: "/~",
    "half a character": lambda: "/\ud800",
    "the null character": lambda: "\0",
    "long text": lambda: "/x" * 5_000,
    "braces": lambda: "{0} {x} {",
    "another version": lambda: "3.0.0",
}
OBJECTS: Final[dict[str, Callable[[], Any]]] = {
    "a list": list,
    "a list of nothing": lambda: [None],
    "a list of numbers": lambda: [1, 2],
    "a list of texts": lambda: ["a", "\ud800"],
    "a tuple": tuple,
    "a set": lambda: {1, "a"},
    "a frozen set": lambda: frozenset({b"a"}),
    "a dict": dict,
    "a dict of numbers": lambda: {1: 2},
    "a dict with bytes": lambda: {b"k": 1},
    "a dict with a name": lambda: {"path": "/a", "x": object()},
    "a proxy of a dict": lambda: types.MappingProxyType({"ignition": {"version": "3.4.0"}}),
    "a range": lambda: range(3),
    "a generator": lambda: (number for number in range(3)),
    "a generator that fails": lambda: (ambush() for _ in range(3)),
    "an iterable that fails": Failing,
    "a view": {"a": 1}.values,
    "an object": object,
    "a class": lambda: dict,
    "a class of ours": lambda: models.File,
    "a function": lambda: ambush,
    "a method": lambda: CONFIG.to_json,
    "a module": lambda: types,
    "an exception": lambda: ValueError("x"),
    "Ellipsis": lambda: Ellipsis,
    "NotImplemented": lambda: NotImplemented,
    "a member of an enum": lambda: Colour.RED,
    "a path to nothing": lambda: Path("/nothing/at/all"),
    "a path with a null": lambda: Path("\0"),
    "a path to a folder": lambda: Path("/"),
    "a path that is too long": lambda: Path("x" * 10_000),
    "a path that is none": OddPath,
    "a mock": Mock,
    "a mock of a text": lambda: Mock(spec=str),
    "a mock of a dict": lambda: Mock(spec=dict),
    "a mock of a config": lambda: Mock(spec=ic.Config),
    "a mock of a document": lambda: Mock(spec=ic.Document),
    "a mock of a model": lambda: Mock(spec=models.Sections),
    "a dict in itself": lambda: circle({}),
    "a list in itself": lambda: circle([1]),
    "deep dicts": lambda: nested(5_000),
    "deep lists": lambda: nested(5_000, as_list=True),
    "a hostile object": lambda: hostile(object),
    "a hostile text": lambda: hostile(str, "/storage"),
    "a hostile version": lambda: hostile(str, "3.4.0"),
    "hostile bytes": lambda: hostile(bytes, TEXT.encode()),
    "a hostile dict": lambda: hostile(dict),
    "a hostile list": lambda: hostile(list),
    "a hostile tuple": lambda: hostile(tuple, (1, 2)),
    "a hostile number": lambda: hostile(int, 7),
    "a hostile fraction": lambda: hostile(float, 1.5),
}
"""What is hardly ever meant, made anew for each call."""

VALUES: Final = SCALARS | OBJECTS | {f"a value of {name}": partial(INSTANCES.get, name) for name in INSTANCES}
WITHIN: Final = {f"{name}, in a config": lambda make=make: in_config(make()) for name, make in VALUES.items()}

VALID: Final[dict[str, Any]] = {
    "account": ic.Account(),
    "acts": [ACT],
    "base": CONFIG,
    "child": CONFIG,
    "code": "code",
    "column": 1,
    "compress": "auto",
    "config": CONFIG,
    "content": TEXT,
    "data": b"data",
    "default": CONFIG,
    "dialect": "flatcar",
    "displaced": (PLACE,),
    "document": {"a": [1]},
    "earlier": {},
    "entries": [ENTRY],
    "filesystems": {"data": "/data"},
    "indent": 1,
    "limit": 100,
    "lossy": False,
    "line": 1,
    "lost": (PLACE,),
    "mappings": [MAPPING],
    "message": "message",
    "omitted": 0,
    "parent": CONFIG,
    "places": (PLACE,),
    "pointer": "/ignition",
    "related": PLACE,
    "report": ic.Report(),
    "role": "user",
    "sections": SECTIONS,
    "severity": "error",
    "source": "base",
    "rendered": None,
    "platform_base": (),
    "kind": "file",
    "path": "/a",
    "mode": 420,
    "group": 0,
    "contents": b"",
    "size": 0,
    "hash": None,
    "compression": "",
    "children": (),
    "place": PLACE,
    "how": "merge",
    "layer": COMPOSITION.layers[0],
    "retrieve": None,
    "scheme": "data",
    "sources": (PLACE,),
    "state": "used",
    "strict": False,
    "tag": "child",
    "target": "3.6.0",
    "text": "/a",
    "to": "3.6.0",
    "tokens": "a",
    "tree": {"ignition": {"version": "3.4.0"}},
    "unresolved": "refuse",
    "url": "data:,",
    "user": CONFIG,
    "value": "info",
    "verb": "kept",
    "version": "3.4.0",
}
"""An argument that is right, for each parameter by its name."""

TARGETS: Final = {
    "Account.origin": "/a",
    "Transcript.sources_of": "/a",
    "Act": ic.Pointer("/a"),
    "Mapping": ic.Pointer("/a"),
}
MADE_ELSEWHERE: Final = {"Composition", "Config", "Document", "Resolution"}
REFUSED: Final = (ic.IgnitionComposeError,)


def own_methods(owner: type) -> Iterator[tuple[str, Any]]:
    """The public methods that a class of ours has, not those of the builtin that it is made of."""
    for name in dir(owner):
        member = inspect.getattr_static(owner, name)
        home = next((one for one in owner.__mro__ if name in vars(one)), object)
        ours = home.__module__.startswith("ignition_compose")
        if ours and not name.startswith("_") and not isinstance(member, property) and callable(getattr(owner, name)):
            yield name, getattr(owner, name)


def calls() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function, class and method, bound to a value that is right."""
    for name in sorted({*ic.__all__} - {"Content"}):
        value = getattr(ic, name)
        if not isinstance(value, type):
            yield name, value
        elif not issubclass(value, Exception):
            if name not in MADE_ELSEWHERE:
                yield name, value
            for method, _ in own_methods(value):
                yield f"{name}.{method}", getattr(INSTANCES[name], method)
    yield "Resource.of", models.Resource.of
    yield "Resource.data", models.Resource(source="data:,x").data
    yield "File.replace", models.File(path="/a").replace


CALLS: Final = dict(calls())


def parameters(name: str) -> dict[str, inspect.Parameter]:
    if name in ("Severity", "SpecVersion"):
        return {"value": inspect.Parameter("value", inspect.Parameter.POSITIONAL_OR_KEYWORD)}
    return dict(inspect.signature(CALLS[name]).parameters)


def valid(name: str, parameter: str) -> Any:
    if parameter == "target" and name in TARGETS:
        return TARGETS[name]
    if name == "SpecVersion":
        return "3.4.0"
    return VALID[parameter]


def call(name: str, wrong: str, value: Any) -> Any:
    """Call with one argument that is wrong."""
    arguments: list[Any] = []
    named: dict[str, Any] = {}
    for parameter, declared in parameters(name).items():
        given = value if parameter == wrong else valid(name, parameter) if parameter in VALID else None
        if declared.kind is declared.VAR_POSITIONAL:
            arguments += [given, given]
        elif declared.kind is declared.VAR_KEYWORD:
            named |= {"storage" if "Config" in name else "mode": value}
        elif declared.kind is declared.KEYWORD_ONLY:
            named[parameter] = given
        else:
            arguments.append(given)
    return CALLS[name](*arguments, **named)


ARGUMENTS: Final = [(name, parameter) for name in CALLS for parameter in parameters(name)]


def foreign(act: Callable[[], object]) -> str:
    """The exception that is none of ours, as text; nothing if there is none."""
    try:
        act()
    except REFUSED as error:
        return unusable(error)
    except Exception as error:  # noqa: BLE001 - that is the question
        return f"{type(error).__name__}: {str(error)[:80]}"
    return ""


def unusable(error: ic.IgnitionComposeError) -> str:
    """Why an exception of ours cannot be logged, or sent to another process; nothing if it can."""
    try:
        text = f"{error}{error!r}"
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    except Exception as failure:  # noqa: BLE001
        return f"{type(error).__name__} fails itself: {type(failure).__name__}: {str(failure)[:80]}"
    return "" if text and str(again) == str(error) else "it changes on its way"


def escaped(act: Callable[[Any], object], values: Mapping[str, Callable[[], Any]]) -> dict[str, str]:
    """The foreign exceptions that an act lets out, by what it was handed."""
    found = {kind: foreign(lambda make=make: act(make())) for kind, make in values.items()}  # type: ignore[misc]
    return {kind: text for kind, text in found.items() if text}


def test_every_parameter_and_every_class_has_an_example_that_is_right() -> None:
    for name, parameter in ARGUMENTS:
        if parameter not in ("members", "sections") or name == "Config.of":
            call(name, parameter, valid(name, parameter))
    classes = {name for name in ic.__all__ if isinstance(getattr(ic, name), type)}
    assert INSTANCES.keys() == {name for name in classes if not issubclass(getattr(ic, name), Exception)}


@pytest.mark.parametrize(("name", "parameter"), ARGUMENTS)
def test_no_argument_of_any_kind_gets_a_foreign_exception_out(name: str, parameter: str) -> None:
    assert escaped(partial(call, name, parameter), VALUES) == {}


@pytest.mark.parametrize("name", ["read", "parse", "validate", "Config.from_dict"])
def test_nothing_within_a_config_gets_a_foreign_exception_out(name: str) -> None:
    assert escaped(partial(call, name, next(iter(parameters(name)))), WITHIN) == {}
    assert escaped(partial(ic.validate, strict=True), WITHIN | VALUES) == {}


@pytest.mark.parametrize("role", ["user", "base", "default"])
def test_nothing_within_a_layer_gets_a_foreign_exception_out(role: str) -> None:
    def compose(value: Any) -> object:
        return ic.compose(**{role: value}).report

    assert escaped(compose, WITHIN) == {}


def test_no_layer_among_others_gets_a_foreign_exception_out() -> None:
    assert escaped(lambda value: ic.compose(base=[CONFIG, value]), VALUES) == {}
    assert escaped(lambda value: ic.compose(base=hostile(list, [value])), VALUES) == {}


@pytest.mark.parametrize("name", models.__all__)
def test_no_member_of_a_model_gets_a_foreign_exception_out(name: str) -> None:
    model: Any = getattr(models, name)
    for attribute in attrs.fields(model):

        def make(value: Any, member: str = attribute.name) -> None:
            repr(model(**{member: value}))

        def evolve(value: Any, member: str = attribute.name) -> None:
            attrs.evolve(model(), **{member: value})

        def replace(value: Any, member: str = attribute.name) -> None:
            assert hash(model.__replace__(model(), **{member: [value]})) is not None

        for act in (make, evolve, replace):
            assert escaped(act, VALUES) == {}, attribute.name
        assert escaped(make, {kind: partial(dict, x=value) for kind, value in VALUES.items()}) == {}


def test_sections_of_a_wrong_type_are_refused_where_they_are_given() -> None:
    wrong: Any = 5
    link: Any = models.Link(path="/a")
    storage: Any = models.Storage()
    sections: Any = SECTIONS
    for make in (
        lambda: models.Sections(ignition=wrong),
        lambda: models.Sections(storage={"files": [wrong]}),
        lambda: models.Storage(files=[link]),
        lambda: attrs.evolve(sections, ignition=wrong),
        lambda: CONFIG.replace(storage=wrong),
        lambda: SECTIONS.replace(passwd=storage),
    ):
        with pytest.raises(ic.InvalidInput, match="must be of class"):
            make()


@pytest.mark.parametrize("name", CALLS)
def test_arguments_too_many_and_of_unknown_names_are_refused_as_python_refuses_them(name: str) -> None:
    kinds = {declared.kind for declared in parameters(name).values()}
    if inspect.Parameter.VAR_KEYWORD not in kinds:
        with pytest.raises(TypeError):
            CALLS[name](no_such_argument=1)
    if inspect.Parameter.VAR_POSITIONAL not in kinds and name not in ("Severity", "SpecVersion"):
        with pytest.raises(TypeError):
            CALLS[name](*range(20))


OPERATORS: Final[dict[str, Callable[[Any, Any], object]]] = {
    "equal": lambda value, other: value == other,
    "unlike": lambda value, other: other != value,
    "less": lambda value, other: value < other,
    "within": lambda value, other: other in value,
    "plus": lambda value, other: value + other,
    "over": lambda value, other: value / other,
    "item": lambda value, other: value[other],
}
NOT_HOSTILE: Final = {kind: make for kind, make in VALUES.items() if "hostile" not in kind}
"""Python asks the other side of an operator too: what that raises is not ours."""


@pytest.mark.parametrize("name", INSTANCES)
@pytest.mark.parametrize("operator", OPERATORS)
def test_operators_raise_what_python_raises_where_they_take_nothing(name: str, operator: str) -> None:
    usual = (TypeError, IndexError, MemoryError, OverflowError, RecursionError)
    for kind, make in NOT_HOSTILE.items():
        if operator == "plus" and isinstance(INSTANCES[name], tuple | str):
            # These are what Python makes of tuples and texts.
            continue
        try:
            OPERATORS[operator](INSTANCES[name], make())
        except (*REFUSED, *usual):
            # Whether two values are equal can always be told.
            assert operator not in ("equal", "unlike"), kind


def deep_text(depth: int) -> str:
    """A config with an unknown member that is nested so deep."""
    inner = '{"x": [' * depth + "]}" * depth if depth else "1"
    return f'{{"ignition": {{"version": "3.4.0"}}, "storage": {{"files": [{{"path": "/a"}}]}}, "x": {inner}}}'


def copies(value: Any) -> list[Any]:
    return [pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)]  # noqa: S301 - our own


@pytest.mark.parametrize("depth", [0, 100, 2_000])
def test_whatever_is_handed_out_travels_however_deep_an_unknown_member_is(depth: int) -> None:
    document = ic.read(deep_text(depth))
    assert document.where("/storage/files/0/path") is not None
    done = ic.compose(base=[document, deep_text(depth)], user=document)
    for value in (
        document,
        document.config,
        document.report,
        done,
        done.config,
        done.report,
        done.account,
        *done.layers,
    ):
        assert [repr(again) for again in copies(value)] == [repr(value)] * 3
    for again in copies(document):
        assert again.to_dict() == document.to_dict()
        assert again.where("/storage/files/0/path") == document.where("/storage/files/0/path")
        assert ic.compose(user=again).to_json() == ic.compose(user=document).to_json()
        assert ic.validate(again, strict=True) == ic.validate(document, strict=True)


@pytest.mark.parametrize("depth", [0, 100])
def test_what_was_given_as_a_dict_travels_however_deep_it_is(depth: int) -> None:
    document = ic.read(json.loads(deep_text(depth)), source="given")
    for again in copies(document):
        assert again.to_dict() == document.to_dict()
        assert ic.read(again, source="again").report == ic.read(document, source="again").report


@pytest.mark.parametrize("name", INSTANCES)
def test_every_public_value_travels(name: str) -> None:
    value = INSTANCES[name]
    assert [repr(again) for again in copies(value)] == [repr(value)] * 3
