"""What the strategies say of what they draw is so, by this library's verdict."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.dialects import BEFORE_SPEC_3
from ignition_compose.documents.userdata import classify
from ignition_compose.documents.writing import encode
from ignition_compose.errors import UnknownVersion
from ignition_compose.models import forms
from ignition_compose.models.specs import SPEC1, SPEC2, SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.reading import validate
from ignition_compose.testing import (
    base_layers,
    broken_configs,
    config_bytes,
    configs,
    nearly_valid,
    other_user_data,
    pairs,
    versions,
)
from ignition_compose.testing.breaking import contradictions, spots
from ignition_compose.testing.texts import FIELDS, FORMS, texts_of, within
from ignition_compose.versions import SpecVersion
from tests.documents import MAIN, NEWEST
from tests.drawing import draw_many
from tests.trust import once as trust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.testing import Broken

__all__ = ["trust"]

PATIENT = settings(max_examples=5_000, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
EVERY = pytest.mark.parametrize("version", SPEC3.versions)


def containers(value: Any) -> Iterator[int]:
    """The identity of every list and object in *value*."""
    if isinstance(value, dict | list):
        yield id(value)
        for item in value.values() if isinstance(value, dict) else value:
            yield from containers(item)


def rows_of(tree: Tree, view: ModelView) -> Iterator[tuple[str, str]]:
    for field in view.fields:
        if field.json in tree:
            yield view.name, field.json
            for item in tree[field.json] if field.is_list else [tree[field.json]]:
                if field.model is not None:
                    yield from rows_of(item, field.model)


# What this library says.


@given(configs())
def test_valid_configs_have_no_errors(tree: Tree) -> None:
    report = validate(tree, dialect=MAIN)
    assert not report.is_fatal, str(report)


@given(pairs())
def test_both_of_a_pair_are_valid_and_of_one_version(pair: tuple[Tree, Tree]) -> None:
    parent, child = pair
    assert not validate(parent, dialect=MAIN).is_fatal
    assert not validate(child, dialect=MAIN).is_fatal
    assert parent["ignition"]["version"] == child["ignition"]["version"]


@given(base_layers())
def test_layers_are_valid(layers: list[Tree]) -> None:
    assert not [layer for layer in layers if validate(layer, dialect=MAIN).is_fatal]


@given(broken_configs())
def test_broken_configs_have_an_error(broken: tuple[Tree, str]) -> None:
    tree, what = broken
    assert validate(tree, dialect=MAIN).is_fatal, what


@given(nearly_valid())
def test_nearly_valid_configs_decode(tree: Tree) -> None:
    codes = {entry.code for entry in validate(tree, dialect=MAIN).entries}
    assert not codes & {"wrong-type", "unknown-version", "invalid-version", "invalid-json", "unused-key"}


@given(configs())
def test_trees_have_no_nulls_and_only_members_of_their_version(tree: Tree) -> None:
    assert None not in [item for value in tree.values() for item in value.values()]
    version = tree["ignition"]["version"]
    encoded = encode(tree, SpecView.of(version).root)
    assert validate(encoded, dialect=MAIN).entries == validate(tree, dialect=MAIN).entries


@EVERY
def test_a_version_can_be_asked_for(version: SpecVersion) -> None:
    for strategy in (configs(version), nearly_valid(version)):
        assert {tree["ignition"]["version"] for tree in draw_many(strategy, 20)} == {version}
    layers = [layer for example in draw_many(base_layers(version), 20) for layer in example]
    assert {layer["ignition"]["version"] for layer in layers} == {version}


def test_an_unknown_version_is_refused_at_once() -> None:
    for ask in (configs, nearly_valid, broken_configs, pairs, base_layers):
        with pytest.raises(UnknownVersion):
            ask("3.99.0")


@pytest.mark.slow
def test_every_version_is_drawn() -> None:
    assert set(draw_many(versions(), 100)) == set(SPEC3.versions)
    assert {tree["ignition"]["version"] for tree in draw_many(configs(), 300)} == set(SPEC3.versions)


@pytest.mark.slow
@pytest.mark.parametrize("version", [SpecVersion.V3_0_0, NEWEST])
@pytest.mark.parametrize("ask", [configs, nearly_valid])
def test_every_member_is_drawn(version: SpecVersion, ask: Any) -> None:
    root = SpecView.of(version).root
    wanted = {(spot.view.name, spot.field.json) for spot in spots(version)}
    assert {row for tree in draw_many(ask(version), 800) for row in rows_of(tree, root)} == wanted


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_no_list_is_longer_than_asked(limit: int) -> None:
    def longest(value: Any) -> int:
        if isinstance(value, list):
            return max([len(value), *map(longest, value)])
        return max(map(longest, value.values()), default=0) if isinstance(value, dict) else 0

    assert max(longest(tree) for tree in draw_many(configs(max_entries=limit), 100)) == limit


@pytest.mark.slow
def test_what_is_drawn_shares_nothing() -> None:
    for strategy in (configs(), nearly_valid(), broken_configs(), pairs(), base_layers()):
        drawn = [list(example) if isinstance(example, tuple) else example for example in draw_many(strategy, 100)]
        assert max(Counter(containers(drawn)).values()) == 1


@pytest.mark.slow
def test_most_pairs_share_a_key_and_many_share_one_across_lists() -> None:
    def keys(tree: Tree) -> set[tuple[str, str, str]]:
        return {
            (section, name, str(entry.get("path") or entry.get("name") or entry.get("device")))
            for section in ("storage", "systemd", "passwd")
            for name, entries in tree.get(section, {}).items()
            for entry in entries
        }

    def paths(tree: Tree) -> set[tuple[str, str]]:
        lists = ("files", "directories", "links")
        return {(name, node["path"]) for name in lists for node in tree.get("storage", {}).get(name, [])}

    drawn = draw_many(pairs("3.5.0"), 200)
    full = [pair for pair in drawn if keys(pair.parent) and keys(pair.child)]
    shared = [pair for pair in full if keys(pair.parent) & keys(pair.child)]
    moved = [
        pair
        for pair in drawn
        if any(one[0] != two[0] and one[1] == two[1] for one in paths(pair.parent) for two in paths(pair.child))
    ]
    assert len(shared) > len(full) / 2
    assert len(moved) > 3


@pytest.mark.slow
def test_every_way_to_break_a_config_is_drawn() -> None:
    found = {what.partition(" at ")[0] for _, what in draw_many(broken_configs("3.4.0"), 600)}
    assert {"a wrong type", "a text that is refused", "a number out of range", "nothing", "an entry twice"} <= found
    assert [what for what in found if "version" in what]
    known = {wrong.what for wrong, _ in contradictions(SpecVersion("3.4.0"))}
    assert len(known & found) > len(known) / 2


@given(config_bytes(configs(), oddities=0), st.data())
def test_without_oddities_the_bytes_are_ordinary_json(raw: bytes, data: st.DataObject) -> None:
    assert not validate(raw, dialect=MAIN).is_fatal
    again = data.draw(config_bytes(st.just(json.loads(raw)), oddities=0))
    assert json.loads(again) == json.loads(raw)


@pytest.mark.slow
@pytest.mark.parametrize(
    "oddity",
    [
        rb'"\\u0070\\u0061',  # a name or text written in escapes
        rb"null",
        rb"\xff",
        rb"1e400|1e3",
        rb"\xc5\xbf|\xe2\x84\xaa",  # the letters beyond ASCII that fold into s and k
        rb"STORAGE|Storage|sTORAGE",
    ],
)
def test_each_oddity_is_drawn(oddity: bytes) -> None:
    sections = {"ignition": {"version": "3.4.0"}, "storage": {"links": [{"path": "pa", "target": "k"}]}}
    every = draw_many(config_bytes(st.just(sections), oddities=6), 500)
    assert [raw for raw in every if re.search(oddity, raw)]


@pytest.mark.slow
def test_mutations_reach_beyond_json() -> None:
    every = draw_many(config_bytes(mutations=3), 300)
    codes = {entry.code for raw in every for entry in validate(raw, dialect=MAIN).entries}
    assert "invalid-json" in codes
    bom = b"\xef\xbb\xbf"
    assert find(config_bytes(mutations=3), lambda raw: raw.startswith(bom), settings=PATIENT).startswith(bom)


@given(other_user_data())
def test_other_user_data_is_what_it_says(data: tuple[str, bytes]) -> None:
    kind, raw = data
    assert classify(raw) == kind


def test_without_hypothesis_the_extra_is_named() -> None:
    program = "import sys; sys.modules['hypothesis'] = None\nimport ignition_compose.testing"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert (
        "ImportError: ignition_compose.testing needs Hypothesis: pip install 'ignition-compose[testing]'" in done.stderr
    )


# The texts.


def test_every_form_of_the_description_has_good_and_bad_texts() -> None:
    places = [spot for version in SPEC3.versions for spot in spots(version) if spot.field.plain or spot.field.pattern]
    assert places
    for spot in places:
        found = texts_of(spot.view, spot.field)
        assert found.good, spot
        assert found.bad, spot


@pytest.mark.parametrize("pattern", sorted(forms.WORDS), ids=lambda pattern: forms.WORDS[pattern][:30])
def test_good_texts_match_their_pattern_and_bad_ones_do_not(pattern: str) -> None:
    found = FORMS.get(pattern)
    if found is None:
        # Hashes are drawn by their plain form, and names of networkd units are not in spec 3.
        assert pattern in (forms.HASH, forms.NETWORKD_NAME)
        return
    for version in SPEC3.versions:
        assert all(forms.compiled(pattern).search(text) for text in within(found.good, version))
        assert not any(forms.compiled(pattern).search(text) for text in within(found.bad, version))


def test_every_field_that_has_texts_of_its_own_exists() -> None:
    known = {
        (model.__name__, spot.field.name)
        for version in SPEC3.versions
        for spot in spots(version)
        for model in spot.view.model.__mro__
    }
    assert FIELDS.keys() <= known


OLDER = (*SPEC1.versions, *SPEC2.versions)


@pytest.mark.parametrize("version", OLDER)
def test_configs_of_older_specs_are_valid_and_their_models_are_the_same_config(version: ic.SpecVersion) -> None:
    @given(configs(version))
    def is_valid(tree: Tree) -> None:
        assert not validate(tree, dialect=BEFORE_SPEC_3).is_fatal
        config = ic.Config.from_dict(tree)
        assert config.version == version
        # An object that may be absent, and is empty, is not told from one that is.
        assert ic.Config.of(config.sections).sections == config.sections
        assert pickle.loads(pickle.dumps(config)) == config  # noqa: S301
        assert hash(config) == hash(ic.Config.from_dict(tree))
        assert ic.parse(config.to_json(), dialect=BEFORE_SPEC_3) == config
        assert config.replace().sections == config.sections

    is_valid()


@pytest.mark.parametrize("version", OLDER)
def test_broken_configs_of_older_specs_are_refused(version: ic.SpecVersion) -> None:
    @given(broken_configs(version))
    def is_refused(broken: Broken) -> None:
        assert validate(broken.tree, dialect=BEFORE_SPEC_3).is_fatal, broken.what

    is_refused()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_versions_are_those_of_one_spec(number: int) -> None:
    @given(versions(spec=number))
    def is_of_it(version: ic.SpecVersion) -> None:
        assert version.major == number

    is_of_it()
    with pytest.raises(ic.UnknownVersion):
        versions(spec=number + 3)
