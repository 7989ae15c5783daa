"""A composition is the fold that Ignition makes: ``merge(empty, merge(bases, user))`` at the newest spec.

The fold is written here anew, from ``translate`` and ``merge``.
"""

from __future__ import annotations

import json
from functools import reduce
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.models.specs import SPEC3
from ignition_compose.testing import base_layers, broken_configs, configs
from tests.documents import MAIN, NEWEST
from tests.properties.trees import in_version

if TYPE_CHECKING:
    from ignition_compose.testing import Broken
    from tests.properties.trees import Tree


def newest(tree: Tree) -> ic.Config:
    return ic.translate(ic.Config.from_dict(tree), NEWEST).config


def fold(base: list[Tree], top: Tree) -> Tree:
    """What Ignition boots with, at the newest spec."""
    empty = ic.Config.from_dict({"ignition": {"version": NEWEST}})
    bases = reduce(ic.merge, [newest(layer) for layer in base], empty)
    return ic.merge(empty, ic.merge(bases, newest(top))).to_dict()


def named(tree: Tree, version: str) -> Tree:
    """*tree* as a config of *version* is written."""
    return ic.Config.from_dict(in_version(tree, version)).to_dict()


def highest(*trees: Tree) -> ic.SpecVersion:
    return max(ic.SpecVersion(tree["ignition"]["version"]) for tree in trees)


@given(base_layers(), configs(references=False))
def test_a_composition_is_the_fold_of_its_layers_at_the_highest_of_their_versions(base: list[Tree], user: Tree) -> None:
    is_refused = ic.validate(newest(user), dialect=MAIN).is_fatal
    try:
        composition = ic.compose(base=base, user=user, dialect=MAIN)
    except ic.InvalidConfig:
        assert is_refused
        return
    assert not is_refused
    assert composition.config.to_dict() == named(fold(base, user), highest(user, *base))


@given(base_layers(), configs(references=False), st.sampled_from(ic.SpecVersion))
def test_a_target_names_the_version_of_the_result_and_nothing_else(
    base: list[Tree], user: Tree, target: ic.SpecVersion
) -> None:
    try:
        plain = ic.compose(base=base, user=user, dialect=MAIN)
    except ic.InvalidConfig:
        return
    if target not in SPEC3.versions:
        with pytest.raises(ic.UnsupportedDowngrade):
            ic.compose(base=base, user=user, target=target, dialect=MAIN)
    elif target < highest(user, *base):
        lowered = ic.compose(base=base, user=user, target=target, dialect=MAIN)
        lost = [entry for entry in lowered.report if entry.code == "needs-newer-spec"]
        assert lost or lowered.config.to_dict() == ic.translate(plain.config, target).config.to_dict()
    else:
        aimed = ic.compose(base=base, user=user, target=target, dialect=MAIN).config
        assert aimed.version == target
        assert aimed.to_dict() == named(plain.config.to_dict(), target)


@given(base_layers(), configs(references=False))
def test_the_default_stands_in_for_the_user_config_and_the_bases_stay_beneath(base: list[Tree], config: Tree) -> None:
    try:
        as_user = ic.compose(base=base, user=config, dialect=MAIN)
    except ic.InvalidConfig:
        with pytest.raises(ic.InvalidConfig):
            ic.compose(base=base, default=config, dialect=MAIN)
        return
    as_default = ic.compose(base=base, default=config, dialect=MAIN)
    assert as_default.used_default
    assert as_default.config == as_user.config


@given(configs(references=False))
def test_a_user_config_on_nothing_is_itself(user: Tree) -> None:
    """Translating to the newest spec can drop members and mask bits; apart from that it stays as it is."""
    try:
        composition = ic.compose(user=user, dialect=MAIN)
    except ic.InvalidConfig:
        return
    assert composition.config.to_dict() == named(newest(user).to_dict(), user["ignition"]["version"])


@given(base_layers(), configs(references=False))
def test_layers_compose_alike_however_they_are_handed_over(base: list[Tree], user: Tree) -> None:
    def answer(*, base: list[ic.Config] | list[bytes] | list[Tree], user: ic.Config | str | Tree) -> str:
        try:
            return ic.compose(base=list(base), user=user, dialect=MAIN).to_json()
        except ic.InvalidConfig as error:
            return str(sorted((entry.code, entry.pointer) for entry in error.report.errors))

    read, on_top = [ic.Config.from_dict(layer) for layer in base], ic.Config.from_dict(user)
    expected = answer(base=base, user=user)
    assert answer(base=read, user=on_top) == expected
    assert answer(base=[config.to_json().encode() for config in read], user=on_top.to_json()) == expected


@given(base_layers(max_layers=2), broken_configs(), st.booleans())
def test_a_broken_layer_is_never_composed(base: list[Tree], broken: Broken, beneath: bool) -> None:  # noqa: FBT001
    sound, raw = {"ignition": {"version": "3.4.0"}}, json.dumps(broken.tree)
    layers: dict[str, Any] = {"base": [*base, raw], "user": sound} if beneath else {"user": raw, "default": sound}
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.compose(**layers, dialect=MAIN)
    assert caught.value.report.is_fatal
