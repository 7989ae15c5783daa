"""A child that says nothing changes nothing, except for members that cannot be absent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.documents.config import held
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.testing import configs, nearly_valid
from tests.properties.trees import in_version

if TYPE_CHECKING:
    from tests.properties.trees import Tree

KEYS_OF: Final[dict[str, tuple[str, ...]]] = {
    "Partition": ("number", "label"),
    "Raid": ("name",),
    "PasswdUser": ("name",),
    "PasswdGroup": ("name",),
    "Luks": ("name",),
    "Unit": ("name",),
    "Dropin": ("name",),
    "Disk": ("device",),
    "Filesystem": ("device",),
    "File": ("path",),
    "Directory": ("path",),
    "Link": ("path",),
    "Tang": ("url",),
    "ConfigReference": ("source",),
    "CaReference": ("source",),
}
"""The members that make up the key of an entry, by class."""


def bare_version(tree: Tree) -> ic.Config:
    return ic.Config.from_dict({"ignition": {"version": tree["ignition"]["version"]}})


def only_keys(tree: Tree, view: ModelView) -> Tree:
    """*tree* with its objects and with its entries of keyed lists, each of which holds nothing but its key."""
    kept: Tree = {}
    for field in view.fields:
        value = tree.get(field.json)
        if field.model is None or value is None or field.merge == "append" or field.removed_without:
            continue
        model = field.model
        if field.is_list:
            kept[field.json] = [keys_of(entry, model) | only_keys(entry, model) for entry in value]
        else:
            kept[field.json] = only_keys(value, model)
    return kept


def keys_of(entry: Tree, view: ModelView) -> Tree:
    return {name: entry[name] for name in KEYS_OF[view.name] if name in entry}


def without_what_cannot_be_absent(tree: Tree) -> Tree:
    """What a child of nothing but keys takes away: until 3.2.0 the levels of arrays, and pins and configs of Clevis."""
    config = ic.Config.from_dict(tree)
    written = config.to_dict()
    if config.version > "3.2.0":
        return written
    storage = written.get("storage", {})
    for array in storage.get("raid", []):
        array["level"] = ""
    for volume in storage.get("luks", []):
        custom = volume.get("clevis", {}).get("custom")
        if custom is not None:
            custom |= {"config": "", "pin": ""}
    return written


@given(st.one_of(configs(), nearly_valid()))
def test_merging_a_child_of_nothing_but_a_version_gives_the_parent(tree: Tree) -> None:
    parent = ic.Config.from_dict(tree)
    assert ic.merge(parent, bare_version(tree)).to_json() == parent.to_json()


@given(st.one_of(configs(), nearly_valid()))
def test_merging_onto_a_parent_of_nothing_but_a_version_gives_the_child(tree: Tree) -> None:
    child = ic.Config.from_dict(tree)
    assert ic.merge(bare_version(tree), child).to_json() == child.to_json()


@given(configs())
def test_a_child_of_nothing_but_keys_takes_away_only_what_cannot_be_absent(tree: Tree) -> None:
    parent = ic.Config.from_dict(tree)
    skeleton = only_keys(held(parent), SpecView.of(parent.version).root)
    child = ic.Config.from_dict(in_version(skeleton, parent.version))
    merged = ic.merge(parent, child)
    assert merged.to_dict() == without_what_cannot_be_absent(tree)


def test_the_keys_above_are_those_of_the_description() -> None:
    described: dict[str, Any] = {}
    for version in ic.SpecVersion:
        for view in SpecView.of(version).models:
            for field in view.keyed:
                if field.model is not None and not field.removed_without:
                    described[field.model.name] = field.model.key
    assert described.keys() == KEYS_OF.keys()
    for name, key in described.items():
        empty = key({})
        for member in KEYS_OF[name]:
            assert key({member: 7 if member == "number" else "x"}) != empty
