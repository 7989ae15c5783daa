"""Whatever is public says what it takes, gives and raises, and shows it by an example that runs."""

from __future__ import annotations

import doctest
import inspect
import re
from enum import StrEnum
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose import models, testing

if TYPE_CHECKING:
    from collections.abc import Iterator

API = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Examples):$", re.MULTILINE)

RAISES_NOTHING = {
    "Transcript.sources_of",
    "config_bytes",
}
"""Functions with arguments that raise no exception of ours, whatever they are given of the right type."""


def unwrapped(value: Any) -> Any:
    return value.__func__ if isinstance(value, classmethod | staticmethod) else value


def public() -> Iterator[tuple[str, Any]]:
    """Every public function, class, exception, and what the classes define, by its name."""
    for room in (ic, models, testing):
        for name in room.__all__:
            value = getattr(room, name)
            yield name, value
            for attribute, member in vars(value).items() if isinstance(value, type) else ():
                if not attribute.startswith("_"):
                    yield f"{name}.{attribute}", unwrapped(member)


ALL = {name: value for name, value in public() if isinstance(value, type | FunctionType)}
FUNCTIONS = {name: value for name, value in ALL.items() if isinstance(value, FunctionType)}
PROPERTIES = {name: value for name, value in public() if isinstance(value, property)}
CLASSES = {name: value for name, value in ALL.items() if isinstance(value, type)}


def sections_of(value: Any) -> set[str]:
    return set(SECTION.findall(inspect.getdoc(value) or ""))


def parameters_of(function: FunctionType) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]


def test_there_is_something_of_each_kind() -> None:
    assert {"compose", "Config.replace", "Resource.of", "configs"} <= FUNCTIONS.keys()
    assert {"Config", "NoConfig", "File"} <= CLASSES.keys()
    assert "Report.is_fatal" in PROPERTIES


@pytest.mark.parametrize("name", ALL)
def test_each_begins_with_a_sentence_and_has_an_example(name: str) -> None:
    doc = inspect.getdoc(ALL[name]) or ""
    sentence = doc.split("\n\n")[0]
    assert sentence[0].isupper() or sentence.startswith("`")
    assert sentence.endswith((".", ":"))
    assert doctest.DocTestParser().get_examples(doc), f"{name} has no example"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_says_what_it_takes_gives_and_raises(name: str) -> None:
    function = FUNCTIONS[name]
    wanted = {"Returns"} if function.__annotations__["return"] != "None" else set()
    if parameters_of(function):
        wanted |= {"Args", "Raises"} - ({"Raises"} if name in RAISES_NOTHING else set())
    assert wanted <= sections_of(function)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_argument_is_explained_and_nothing_else(name: str) -> None:
    doc = inspect.getdoc(FUNCTIONS[name]) or ""
    told = re.search(r"^Args:\n((?:    .*\n|\n(?=    ))+)", f"{doc}\n", re.MULTILINE)
    names = re.findall(r"^    \*{0,2}(\w+): ", told[1], re.MULTILINE) if told else []
    assert names == parameters_of(FUNCTIONS[name])


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name in RAISES_NOTHING])
def test_what_raises_nothing_says_nothing_of_it(name: str) -> None:
    assert "Raises" not in sections_of(FUNCTIONS[name])


@pytest.mark.parametrize("name", PROPERTIES)
def test_each_property_says_what_it_is(name: str) -> None:
    doc = inspect.getdoc(PROPERTIES[name]) or ""
    assert doc.split("\n\n")[0].endswith(".")


MADE_ELSEWHERE = {"Composition": "compose", "Config": "parse", "Document": "read", "Resolution": "resolve"}
"""Classes that users do not call, and the functions that make them."""


@pytest.mark.parametrize("name", CLASSES)
def test_each_class_says_what_it_is_made_of(name: str) -> None:
    doc = inspect.getdoc(CLASSES[name]) or ""
    if name in MADE_ELSEWHERE:
        assert f"`{MADE_ELSEWHERE[name]}`" in doc
        return
    is_given_something = bool(getattr(CLASSES[name], "_fields", ())) or name in vars(models) or name in models.__all__
    own = vars(CLASSES[name]).get("__init__") or vars(CLASSES[name]).get("__new__")
    if is_given_something or (isinstance(unwrapped(own), FunctionType) and not issubclass(CLASSES[name], StrEnum)):
        assert sections_of(CLASSES[name]) & {"Args", "Attributes"}


@pytest.mark.parametrize("name", [name for name in CLASSES if name in models.__all__])
def test_each_model_explains_each_member(name: str) -> None:
    doc = inspect.getdoc(CLASSES[name]) or ""
    told = doc.partition("Attributes:\n")[2].partition("\n\n")[0]
    members: Any = CLASSES[name].__attrs_attrs__  # type: ignore[attr-defined]
    assert re.findall(r"^    (\w+): ", told, re.MULTILINE) == [member.name for member in members]


def test_every_public_member_is_on_the_page() -> None:
    """A class that lists its members lists all of them; one that does not shows all that have a docstring."""
    page = API.read_text(encoding="utf-8")
    for name, listed in re.findall(r"^\.\. auto(?:class|exception):: (\w+)\n((?:   :.*\n)*)", page, re.MULTILINE):
        value = getattr(ic, name)
        members = {one for one in vars(value) if not one.startswith("_")}
        documented = {one for one in members if isinstance(unwrapped(vars(value)[one]), property | FunctionType)}
        if documented:
            assert "   :members:\n" in listed, name
