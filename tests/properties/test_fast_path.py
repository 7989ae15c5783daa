"""What is trusted gives what is doubted, entry for entry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.checks.checking import Asking
from ignition_compose.checks.validation import findings_in, judge
from ignition_compose.documents.config import held
from ignition_compose.fast.plain import is_plain, plain_objects, trust_in_merge
from ignition_compose.fast.trust import Trust, trusting
from ignition_compose.merging.trees import merge_trees
from ignition_compose.models.schemas import PLAIN_OBJECTS, schemas_of
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.report import Severity
from ignition_compose.testing import base_layers, config_bytes, configs, nearly_valid
from ignition_compose.translation.engine import relabel, translate_tree
from ignition_compose.versions import SpecVersion
from tests.documents import NEWEST, READER, read
from tests.oracle.comparison import draw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from ignition_compose.models.view import ModelView

LARGE = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
)

# What is laid into texts, at the edges of what a plain text is.
PIECES: Final = (
    *(
        "",
        "/",
        ".",
        "//",
        "..",
        "/.",
        "a",
        "A",
        ":",
        ";",
        ",",
        "=",
        "-",
        "_",
        "~",
        "%",
        "%41",
        "%zz",
        "@",
        "!",
        "?",
        "#",
    ),
    *(
        "http://",
        "https://",
        "data:",
        ";base64",
        "text/plain",
        "charset=utf-8",
        "s3://",
        "arn:aws:s3:::a/b",
        "é",
        "\U0001f600",
    ),
    *(
        "\n",
        "\r",
        "\t",
        "\0",
        " ",
        "\\",
        "\u2028",
        "\x85",
        "\x7f",
        "[",
        "]",
        "[Install]\n",
        "[Unit]\n",
        "A=b\n",
        "#c\n",
    ),
    *(".service", ".conf", ".x", "@.service", "sha512-", "sha256-", "0" * 36, "a" * 128, "F" * 128, "99999"),
)


_HEAD: Final = {"ignition": {"version": "3.4.0"}}
_OWNERS: Final = (
    [_HEAD | {"storage": {"files": [{"path": "/a", "user": {"id": 1}}]}}],
    _HEAD | {"storage": {"files": [{"path": "/a", "user": {"name": "core"}}]}},
)
_UNITS: Final = (
    [_HEAD | {"systemd": {"units": [{"name": "a.service", "contents": "[Unit]\n"}]}}],
    _HEAD | {"systemd": {"units": [{"name": "a.service", "enabled": True}]}},
)
_DROPINS: Final = (
    [_HEAD | {"systemd": {"units": [{"name": "a.service", "dropins": [{"name": "a.conf"}]}]}}],
    _HEAD | {"systemd": {"units": [{"name": "a.service", "dropins": [{"name": "b.conf"}]}]}},
)
_HEADERS: Final = (
    [
        _HEAD
        | {
            "storage": {
                "files": [
                    {"path": "/a", "contents": {"source": "https://a", "httpHeaders": [{"name": "b", "value": "c"}]}}
                ]
            }
        }
    ],
    _HEAD | {"storage": {"files": [{"path": "/a", "contents": {"source": "data:,"}}]}},
)


def assert_same_both_ways(raw: bytes) -> None:
    with trusting(Trust.PLAIN):
        quick = read(raw)
        of_quick = judge(quick)
    with trusting(Trust.DOUBT):
        doubted = read(raw)
        assert doubted._trust is Trust.DOUBT
        assert (quick.kind, quick.version) == (doubted.kind, doubted.version)
        assert json.dumps(quick._tree) == json.dumps(doubted._tree)
        assert list(of_quick) == list(judge(doubted))


@LARGE
@given(config_bytes(configs() | nearly_valid(), oddities=0))
def test_ordinary_documents_are_read_and_judged_alike(raw: bytes) -> None:
    assert_same_both_ways(raw)


@LARGE
@given(config_bytes(mutations=2))
def test_odd_documents_are_read_and_judged_alike(raw: bytes) -> None:
    assert_same_both_ways(raw)


@LARGE
@given(st.sampled_from(SPEC3.versions), st.randoms(use_true_random=False))
def test_documents_of_telling_values_are_read_and_judged_alike(version: SpecVersion, random: Random) -> None:
    assert_same_both_ways(draw(random, version, "parse").raw)


def _texts(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object or list that holds a text, with the member or the index."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        if isinstance(member, str) and key != "version":
            yield value, key
        yield from _texts(member)


@st.composite
def _with_changed_text(draw: Any) -> Any:
    tree = json.loads(json.dumps(draw(configs())))
    places = list(_texts(tree))
    for index in draw(st.lists(st.integers(0, len(places) - 1), max_size=2)) if places else ():
        holder, key = places[index]
        text, piece = holder[key], "".join(draw(st.lists(st.sampled_from(PIECES), max_size=3)))
        at = draw(st.integers(0, len(text)))
        holder[key] = text[:at] + piece + text[at + draw(st.integers(0, 2)) :]
    return tree


@LARGE
@given(_with_changed_text())
def test_texts_at_the_edge_of_what_is_plain_are_judged_alike(tree: Any) -> None:
    assert_same_both_ways(json.dumps(tree).encode())


def unit(contents: str, **members: Any) -> bytes:
    units = [{"name": "a.service", "enabled": True, "contents": contents, **members}]
    return json.dumps({"ignition": {"version": "3.5.0"}, "systemd": {"units": units}}).encode()


@given(st.lists(st.sampled_from(PIECES), max_size=6))
@example(["[Install]\n"])
@example(["[Install]\n", "#c\n", "[Unit]\n", "A=b\n"])
def test_units_of_odd_lines_are_judged_alike(pieces: list[str]) -> None:
    text = "".join(pieces)
    for enabled in (True, False):
        assert_same_both_ways(unit(text, enabled=enabled, dropins=[{"name": "a.conf", "contents": text}]))


@pytest.mark.parametrize("wide", ["a", "é", "\u20ac", "\U0001f600"])
@pytest.mark.parametrize("length", [409, 494, 495, 496, 500, 511, 512, 682, 1023, 1024, 2040, 2046, 2047, 2048])
def test_lines_of_a_unit_are_as_long_either_way(wide: str, length: int) -> None:
    for name in ("A", "A" * 60):
        assert_same_both_ways(unit(f"[Install]\n{name}={wide * length}"))
        assert_same_both_ways(unit(f"[Install]\nA=b\n#{wide * length}\n"))


@LARGE
@given(base_layers())
def test_trees_without_a_text_are_judged_alike(layers: list[Any]) -> None:
    for tree in layers:
        version = SpecVersion(tree["ignition"]["version"])
        assert findings_in(tree, version, Asking(READER)) == findings_in(tree, version, Asking(READER, Trust.DOUBT))


def _kept_plain(tree: Any, view: ModelView) -> Any:
    """The tree without the objects of plain classes that are not plain."""
    kept = {}
    for name, value in tree.items():
        field = view.by_json[name]
        model = field.model
        if model is None:
            kept[name] = value
            continue
        items = [_kept_plain(item, model) for item in (value if field.is_list else [value])]
        if model.plain is not None:
            items = [item for item in items if plain_objects(model.model, model.version)(item)]
        if field.is_list:
            kept[name] = items
        elif items:
            kept[name] = items[0]
    return kept


@LARGE
@given(base_layers(), configs())
@example(*_OWNERS)
@example(*_UNITS)
@example(*_DROPINS)
def test_a_merge_of_plain_trees_is_plain_by_the_short_question_and_by_the_long_one(bases: list[Any], user: Any) -> None:
    merged: Any = {}
    for tree in (*bases, user):
        version = SpecVersion(tree["ignition"]["version"])
        layer = _kept_plain(tree, SpecView.of(version).root)
        assume(is_plain(layer, version))
        newest, _ = translate_tree(layer, version, NEWEST)
        assert translate_tree(layer, version, NEWEST, Trust.PLAIN)[0] == newest
        merged = merge_trees(merged, newest, SpecView.of(NEWEST).root)
        is_known = trust_in_merge(merged, NEWEST, Trust.PLAIN) is Trust.PLAIN
        assert is_known == is_plain(merged, NEWEST)


@LARGE
@given(base_layers(), configs(references=False))
@example(*_OWNERS)
@example(*_UNITS)
@example(*_DROPINS)
@example(*_HEADERS)
def test_the_verdict_on_a_composed_result_is_that_of_the_thorough_way(bases: list[Any], user: Any) -> None:
    try:
        with trusting(Trust.PLAIN):
            done = ic.compose(base=[json.dumps(tree) for tree in bases], user=json.dumps(user), dialect=READER.name)
            found = [entry.code for entry in done.report if entry.message.startswith("in the composed result")]
    except ic.InvalidConfig:
        return
    of_layers = {(entry.code, entry.message) for layer in done.layers for entry in layer.report}
    expected = [
        finding.code
        for finding in findings_in(relabel(held(done.config), NEWEST), NEWEST, Asking(READER, Trust.DOUBT))
        if finding.severity is Severity.ERROR or (finding.code, finding.message) not in of_layers
    ]
    # Entries stand in the order of the layers' texts, findings in that of the tree.
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("version", SPEC3.versions)
def test_what_is_plain_in_one_version_is_plain_in_every_later_one(version: SpecVersion) -> None:
    newest = schemas_of(SpecView.of(NEWEST).root, PLAIN_OBJECTS)
    for name, older in schemas_of(SpecView.of(version).root, PLAIN_OBJECTS).items():
        newer = newest[name]
        assert older.keys() >= newer.keys()
        assert {key: older[key] for key in newer if key != "properties"} == _without_properties(newer)
        for member, values in older["properties"].items():
            if (name, member) != ("Ignition", "version"):  # names another version in each
                assert values == newer["properties"][member]


def _without_properties(schema: Any) -> Any:
    return {keyword: value for keyword, value in schema.items() if keyword != "properties"}
