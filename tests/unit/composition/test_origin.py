"""Where each value of a composition came from, and what it displaced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import ignition_compose as ic
from ignition_compose.testing import base_layers, configs
from tests.properties.trees import leaves

if TYPE_CHECKING:
    from tests.properties.trees import Tree

BASE = """{
  "ignition": {"version": "3.0.0"},
  "storage": {
    "files": [
      {"path": "/etc/os", "mode": 420, "contents": {"source": "data:,base"}},
      {"path": "/etc/issue"}
    ]
  },
  "systemd": {"units": [{"name": "agent.service", "enabled": true}]}
}"""
USER = """{
  "ignition": {"version": "3.4.0"},
  "storage": {
    "links": [{"path": "/etc/issue", "target": "/run/issue"}],
    "files": [{"path": "/etc/os", "mode": 384, "user": {"id": 1}}]
  }
}"""


@pytest.fixture(scope="module")
def composition() -> ic.Composition:
    return ic.compose(base=BASE, user=USER)


def test_a_value_came_from_the_layer_that_set_it_at_its_line(composition: ic.Composition) -> None:
    origin = composition.origin("/systemd/units/0/enabled")
    column = BASE.splitlines()[8].index("true") + 1
    assert (origin.source, origin.line, origin.column) == ("base", 9, column)
    assert origin.places == (ic.Place("base", ic.Pointer("/systemd/units/0/enabled"), 9, column),)
    assert origin.displaced == ()
    assert str(origin) == f"base:9:{column}"


def test_a_value_that_replaced_another_names_what_it_displaced(composition: ic.Composition) -> None:
    origin = composition.origin("/storage/files/0/mode")
    assert (origin.source, origin.line) == ("user", 5)
    assert [(place.source, place.pointer, place.line) for place in origin.displaced] == [
        ("base", "/storage/files/0/mode", 5)
    ]
    above, below = USER.splitlines()[4].index("384") + 1, BASE.splitlines()[4].index("420") + 1
    assert str(origin) == f"user:5:{above} (instead of base:5:{below})"


def test_an_object_came_from_all_that_contributed(composition: ic.Composition) -> None:
    origin = composition.origin("/storage/files/0")
    assert [place.source for place in origin.places] == ["base", "user"]
    assert origin.source == "user"
    assert [place.source for place in composition.origin("/storage/files").places] == ["base", "user"]
    assert [place.source for place in composition.origin("/systemd").places] == ["base"]


def test_an_entry_that_took_the_place_of_one_in_another_list_names_it(composition: ic.Composition) -> None:
    origin = composition.origin("/storage/links/0")
    assert [(place.source, place.pointer) for place in origin.displaced] == [("base", "/storage/files/1")]


def test_the_whole_came_from_every_layer(composition: ic.Composition) -> None:
    assert [(place.source, place.pointer) for place in composition.origin("").places] == [("base", ""), ("user", "")]


def test_a_member_that_no_layer_gave_a_value_came_from_none() -> None:
    base = {"ignition": {"version": "3.0.0"}, "storage": {"links": [{"path": "/a"}]}}
    composition = ic.compose(base=base)
    assert composition.config.to_dict()["storage"]["links"] == [{"path": "/a", "target": ""}]
    assert composition.origin("/storage/links/0").source == "base"
    with pytest.raises(ic.PointerNotFound, match="came from a layer"):
        ic.compose().origin("")


def test_the_version_came_from_the_topmost_layer(composition: ic.Composition) -> None:
    assert composition.origin("/ignition/version").source == "user"


def test_values_without_text_have_no_line() -> None:
    composition = ic.compose(base=json.loads(BASE), user=ic.Config.from_dict(json.loads(USER)))
    origin = composition.origin("/storage/files/0/mode")
    assert (origin.source, origin.line, origin.column) == ("user", None, None)
    assert str(origin) == "user (instead of base)"


def test_a_default_is_named_as_such() -> None:
    assert ic.compose(default=BASE).origin("/storage/files/0/path").source == "default"


@pytest.mark.parametrize(
    "pointer", ["/nothing", "/storage/files/9", "/storage/files/0/path/x", "/systemd/units/0/mask"]
)
def test_a_pointer_to_nothing_is_refused(composition: ic.Composition, pointer: str) -> None:
    with pytest.raises(ic.PointerNotFound):
        composition.origin(pointer)


@pytest.mark.parametrize("pointer", ["storage", "/a~b"])
def test_what_is_no_pointer_is_refused(composition: ic.Composition, pointer: str) -> None:
    with pytest.raises(ic.InvalidPointer):
        composition.origin(pointer)


def test_three_layers_name_the_one_that_decided_and_all_it_displaced() -> None:
    def layer(mode: int) -> dict[str, Any]:
        return {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": mode}]}}

    origin = ic.compose(base=[layer(1), layer(2)], user=layer(3)).origin("/storage/files/0/mode")
    assert origin.source == "user"
    assert {place.source for place in origin.displaced} >= {"base 2"}


@settings(max_examples=50)
@given(base_layers(), configs(references=False))
def test_every_leaf_that_holds_more_than_nothing_came_from_a_layer_that_has_it(base: list[Tree], user: Tree) -> None:
    try:
        composition = ic.compose(base=base, user=user)
    except ic.InvalidConfig:
        return
    trees = {f"base {number}" if len(base) > 1 else "base": layer for number, layer in enumerate(base, 1)}
    trees["user"] = user
    lost = {(entry.source, entry.pointer) for entry in composition.report if entry.code == "masked-in-translation"}
    for pointer, value in leaves(composition.config.to_dict()):
        if not value or pointer == "/ignition/version":
            continue
        origin = composition.origin(pointer)
        # A text that is its own key comes from all that have it, every other value from one layer.
        place = origin.places[-1]
        assert pointer.tokens[-1].isdigit() or len(origin.places) == 1
        source = ic.Config.from_dict(trees[place.source]).to_dict()
        assert place.pointer.resolve(source) == value or (place.source, place.pointer) in lost
        for displaced in origin.displaced:
            displaced.pointer.resolve(ic.Config.from_dict(trees[displaced.source]).to_dict())
