"""Nothing that the library hands out can be changed from outside, and no inner value is handed out."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.models import File

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = '{"ignition": {"version": "3.0.0"}, "storage": {"files": [{"path": "/a", "mode": 1000}]}}'
CONFIG = ic.parse(TEXT)
COMPOSITION = ic.compose(user=ic.read(TEXT), base={"ignition": {"version": "3.4.0"}}, default=TEXT)
VALUES: dict[str, Any] = {
    "account": COMPOSITION.account,
    "act": COMPOSITION.account.acts[0],
    "composition": COMPOSITION,
    "config": CONFIG,
    "dialect": ic.read(TEXT).dialect,
    "document": ic.read(TEXT),
    "entry": ic.validate(TEXT + "x").entries[0],
    "layer": COMPOSITION.layers[0],
    "model": CONFIG.storage.files[0],
    "origin": COMPOSITION.origin("/storage/files/0"),
    "pointer": ic.Pointer("/a"),
    "report": COMPOSITION.report,
    "transcript": ic.merge_with_transcript(CONFIG, CONFIG)[1],
    "translation": ic.translate(CONFIG, "3.4.0"),
}


def names_of(value: Any) -> list[str]:
    """The public names of a value that are no methods."""
    names = [name for name in dir(value) if not name.startswith("_")]
    return [name for name in names if not callable(getattr(value, name))]


def reached(value: Any, depth: int = 4) -> Iterator[Any]:
    """All that public names and loops lead to."""
    yield value
    if depth and not isinstance(value, str | bytes | int | type):
        for name in names_of(value):
            yield from reached(getattr(value, name), depth - 1)
        if hasattr(value, "__iter__"):
            for item in value:
                yield from reached(item, depth - 1)


@pytest.mark.parametrize("name", VALUES)
def test_no_attribute_can_be_set_or_deleted(name: str) -> None:
    value = VALUES[name]
    for attribute in names_of(value):
        with pytest.raises(AttributeError):
            setattr(value, attribute, None)
        with pytest.raises(AttributeError):
            delattr(value, attribute)


@pytest.mark.parametrize("name", VALUES)
def test_nothing_that_can_be_changed_is_reached_by_public_names(name: str) -> None:
    assert [one for one in reached(VALUES[name]) if isinstance(one, dict | list | set | bytearray)] == []


@pytest.mark.parametrize("name", [name for name, value in VALUES.items() if hasattr(value, "to_dict")])
def test_plain_values_are_ones_own(name: str) -> None:
    value = VALUES[name]
    before = copy.deepcopy(value.to_dict())
    for part in empty(value.to_dict()):
        part.clear()
    assert value.to_dict() == before


def empty(value: Any) -> list[Any]:
    """Every dict and list within a value, the innermost first."""
    if not isinstance(value, dict | list):
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [*[part for item in inner for part in empty(item)], value]


@pytest.mark.parametrize("given", [{"ignition": {"version": "3.4.0"}, "passwd": {"users": [{"name": "core"}]}}])
def test_what_was_given_may_be_changed_afterwards(given: Any) -> None:
    config, document = ic.Config.from_dict(given), ic.read(given)
    files = [File(path="/a")]
    model = CONFIG.storage.replace(files=files)
    before = config.to_dict(), document.to_dict(), model
    given["passwd"]["users"].append({"name": "root"})
    files.append(File(path="/b"))
    assert (config.to_dict(), document.to_dict(), model) == before
    assert len(model.files) == 1
