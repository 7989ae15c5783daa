"""Translating in one go and step by step is the same."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.documents.config import held
from ignition_compose.models.specs import SPEC3
from ignition_compose.testing import configs, nearly_valid
from tests.properties.trees import leaves

VERSIONS = tuple(SPEC3.versions)


Step: TypeAlias = tuple[ic.Config, ic.SpecVersion, ic.SpecVersion]
"""A config and two versions to translate it to, one after the other."""


@st.composite
def three_versions(draw: Any) -> tuple[ic.SpecVersion, ...]:
    """Three versions, the oldest first."""
    return tuple(sorted(draw(st.lists(st.sampled_from(VERSIONS), min_size=3, max_size=3))))


@st.composite
def steps(draw: Any) -> Step:
    first, second, third = draw(three_versions())
    tree = draw(st.one_of(configs(first), nearly_valid(first)))
    return ic.Config.from_dict(tree), second, third


@given(steps())
def test_translation_composes(step: Step) -> None:
    config, second, third = step
    direct, half = ic.translate(config, third), ic.translate(config, second)
    rest = ic.translate(half.config, third)
    assert held(rest.config) == held(direct.config)
    assert rest.config.version == direct.config.version == third
    assert [*half.report, *rest.report] == list(direct.report)


@given(steps())
def test_translating_to_the_same_version_changes_nothing(
    step: Step,
) -> None:
    config, _, _ = step
    same = ic.translate(config, config.version)
    assert same.config == config
    assert same.report.entries == ()


@given(steps())
def test_up_and_down_again_is_the_same_where_nothing_is_told(step: Step) -> None:
    config, _, version = step
    up = ic.translate(config, version)
    # Some releases of Ignition clear the special bits of a mode on the way to 3.4.0 already.
    if not up.report.entries and not ic.translate(config, "3.6.0").report.entries:
        down = ic.translate(up.config, config.version)
        assert down.report.entries == ()
        assert ic.translate(down.config, version).config == up.config


@given(steps())
def test_what_a_lossy_translation_down_tells_is_what_stops_one_that_is_not(step: Step) -> None:
    config, _, _ = step
    for version in VERSIONS:
        if version < config.version:
            lossy, strict = ic.translate(config, version, lossy=True), ic.translate(config, version)
            assert bool(lossy.report.entries) == strict.report.is_fatal
            assert not lossy.report.is_fatal
            assert lossy.config.version == version
            if not lossy.report.entries:
                assert lossy.config == strict.config


@given(steps())
def test_every_value_that_translation_does_not_name_stays_as_it_is(
    step: Step,
) -> None:
    config, _, version = step
    translation = ic.translate(config, version)
    named = {entry.pointer for entry in translation.report} | {ic.Pointer("/ignition/version")}
    before, after = dict(leaves(config.to_dict())), dict(leaves(translation.config.to_dict()))
    changed = {place for place, value in before.items() if after.get(place, value) != value}
    lost = {place for place, value in before.items() if place not in after and value != ""}
    assert (changed | lost) <= named
    assert all(value == "" for place, value in after.items() if place not in before)


@given(steps())
def test_what_translation_names_is_in_the_config_that_it_came_from(
    step: Step,
) -> None:
    config, _, version = step
    for entry in ic.translate(config, version).report:
        assert entry.code in ("dropped-in-translation", "masked-in-translation")
        entry.pointer.resolve(config.to_dict())


def test_an_unknown_version_is_named_as_such() -> None:
    config = ic.Config.from_dict({"ignition": {"version": "3.0.0"}})
    with pytest.raises(ic.UnknownVersion, match=r"3\.9\.0"):
        ic.translate(config, "3.9.0")


def said(value: Any) -> Any:
    """A value less what says as much as leaving it out."""
    if isinstance(value, dict):
        return {name: one for name, inner in value.items() if (one := said(inner)) not in (None, False, "", 0, {}, [])}
    return [said(inner) for inner in value] if isinstance(value, list) else value


@given(st.sampled_from([version for version in VERSIONS if version <= "3.2.0"]).flatmap(configs))
def test_down_to_spec_2_and_up_again_says_the_same_where_nothing_is_dropped(tree: Any) -> None:
    config = ic.Config.from_dict(tree)
    down = ic.translate(config, "2.4.0")
    if not down.report.entries and not any(act.verb == "dropped" for act in down.account):
        mounted = [one.get("path") for one in tree.get("storage", {}).get("filesystems", ())]
        up = ic.translate(down.config, "3.1.0", filesystems={path: path for path in mounted if path})
        # A file with several contents becomes several of one path, of which there is no way back.
        assert {entry.code for entry in up.report.errors} <= {"duplicate-path"}
        if not up.report.is_fatal:
            assert said(up.config.to_dict()) == said(ic.translate(config, "3.1.0").config.to_dict())
