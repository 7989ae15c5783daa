"""The quick ways of the rules give what the reference's slow ways give, in time that grows with the input alone."""

from __future__ import annotations

import re
from itertools import product
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ignition_compose.checks import checking
from ignition_compose.checks.registry import meet
from ignition_compose.checks.rules import extents as extent_rules
from ignition_compose.checks.rules.extents import Extent
from ignition_compose.checks.rules.spec3 import config as config_rules
from ignition_compose.checks.rules.spec3 import storage, systemd
from ignition_compose.golang import paths
from ignition_compose.models import forms
from ignition_compose.models.fields import line_of
from ignition_compose.models.spec3.filesystems import Filesystem
from ignition_compose.models.spec3.systemd import Dropin, Unit
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView, view_of
from ignition_compose.versions import NEVER, Span, SpecVersion
from tests.documents import NEWEST, READER

if TYPE_CHECKING:
    from tests.unit.checks.rules.case import Tree

LATEST = NEWEST
ASKING = checking.Asking(READER)
_WORD = 2**64

PATHS = st.text("/ab.", max_size=6)
EXTENTS = st.lists(st.tuples(st.integers(-20, 60), st.integers(-30, 60)), max_size=25)
NAMES = st.text("@a.\n", max_size=6).map(lambda name: name.replace(".", ".service"))
UNIT_NAMES = st.sampled_from(["", "a", "a.d", "a.d/b", "b", "b.d/", "a.d/b.d/c", ".d/"])
SPANS = st.builds(Span, st.none() | st.sampled_from(SPEC3.versions), st.none() | st.sampled_from(SPEC3.versions))


def _overlap_as_the_reference_does(extents: list[Extent]) -> tuple[int, int] | None:
    for one, other in product(extents, repeat=2):
        if one.place != other.place and extent_rules.overlaps(one, other):
            return one.place, other.place
    return None


@given(EXTENTS)
def test_counting_finds_the_overlap_that_comparing_all_pairs_finds(pairs: list[tuple[int, int]]) -> None:
    extents = [Extent(start, end, place) for place, (start, end) in enumerate(pairs)]
    assert extent_rules.find_overlap(extents) == _overlap_as_the_reference_does(extents)
    first = extent_rules._first_overlapping(extents)
    assert (first is None) == (extent_rules.find_overlap(extents) is None)


@given(st.integers(-(2**63), 2**63 - 1).filter(bool), st.integers(-(2**63), 2**63 - 1))
@example(2**63 - 1, 2)
@example(-(2**63), -1)
@example(5, 0)
def test_ends_wrap_at_64_bits(start: int, size: int) -> None:
    last = extent_rules.last_of(start, size)
    assert -(2**63) <= last < 2**63
    assert (last - start) % _WORD == (size - 1 if size else 0) % _WORD


@given(st.lists(PATHS, max_size=6), st.lists(PATHS, max_size=6))
def test_links_above_a_path_are_those_that_it_begins_with(names: list[str], links: list[str]) -> None:
    found = storage.links_above(names, links)
    for name in names:
        above = [link for link in links if name.startswith(f"{link}/")]
        assert found.get(name, (0, "")) == (len(above), max(above, key=len, default=""))


@given(NAMES)
def test_a_template_is_what_the_reference_takes_from_an_instance(name: str) -> None:
    found = re.search(r"^(.+?)@(.+?)\.service\Z", name)
    assert systemd.template_of(name) == (f"{found[1]}@.service" if found else None)


@given(st.lists(st.tuples(UNIT_NAMES, st.none() | UNIT_NAMES), max_size=4), st.lists(UNIT_NAMES, max_size=3))
def test_a_path_conflicts_if_it_is_one_that_a_unit_is_written_to(
    written: list[tuple[str, str | None]], names: list[str]
) -> None:
    below = [f"/etc/systemd/system/{name}" for name in names]
    taken = {f"/etc/systemd/system/{unit}" + ("" if dropin is None else f".d/{dropin}") for unit, dropin in written}
    systemd = [
        {"name": unit, "contents": "a"}
        if dropin is None
        else {"name": unit, "dropins": [{"name": dropin, "contents": "a"}]}
        for unit, dropin in written
    ]
    config = {"storage": {"links": [{"path": path} for path in below]}, "systemd": {"units": systemd}}
    places = list(config_rules.paths_are_free_of_units(config))
    assert places == [("storage", "links", index, "path") for index, path in enumerate(below) if path in taken]


@given(SPANS, SPANS)
def test_spans_meet_in_the_versions_that_both_have(one: Span, other: Span) -> None:
    common = meet(one, other) or NEVER
    for version in SPEC3.versions:
        assert (version in common) == (version in one and version in other)


def test_each_format_that_is_made_has_a_rule_on_its_label() -> None:
    codes = {rule.code for rule in checking.registered() if rule.on is Filesystem}
    limited = {code.removesuffix("-label-too-long") for code in codes if code.endswith("-label-too-long")}
    assert limited == set(view_of(Filesystem, LATEST).by_json["format"].choices) - {"", "none", "virtiofs"}


def test_the_pattern_of_hashes_and_the_table_of_their_digits_know_the_same_functions() -> None:
    functions = [f"sha{bits}" for bits in (1, 224, 256, 384, 512)]
    known = [name for name in functions if forms.compiled(forms.HASH).search(f"{name}-")]
    assert set(known) == set(forms.HASH_DIGITS)
    assert all(count == int(name.removeprefix("sha")) // 4 for name, count in forms.HASH_DIGITS.items())


@given(st.text("abc.service/\n", max_size=12))
@example(".service")
@example("a.service\n")
@example("a.service/b")
def test_a_name_has_the_ending_that_the_reference_finds(name: str) -> None:
    assert line_of(Dropin, "name").accepts(f"{name}.conf")
    endings = re.findall(r"[a-z]+(?=[|)])", forms.UNIT_NAME)
    assert line_of(Unit, "name").accepts(name) == (paths.ext(name) in {f".{ending}" for ending in endings})


def test_an_absent_object_breaks_what_an_empty_one_breaks() -> None:
    empty: Tree = {section.json: {} for section in SpecView.of(LATEST).root.fields}
    assert checking.check({}, LATEST, ASKING) == checking.check(empty, LATEST, ASKING)
    assert [finding.code for finding in checking.check({}, LATEST, ASKING)] == ["invalid-version"]


def test_an_absent_object_breaks_nothing_where_the_reference_has_a_pointer() -> None:
    volume = {"name": "a", "device": "/a"}
    config = {"ignition": {"version": "3.2.0"}, "storage": {"luks": [volume]}}
    assert checking.check(config, SpecVersion("3.2.0"), ASKING) == []


_MANY = 20_000
_LONG = 500_000
_NESTED = 600
_SECONDS = (
    5.0  # of the processor; each of these takes a fraction of one, and would take minutes if all pairs were compared
)

HOSTILE: dict[str, Tree] = {
    "files below links": {
        "storage": {
            "links": [{"path": f"/{number}"} for number in range(_MANY)],
            "files": [{"path": f"/{number}/a"} for number in range(_MANY)],
        }
    },
    "files beside links": {
        "storage": {
            "links": [{"path": f"/{number}"} for number in range(_MANY)],
            "files": [{"path": f"/{number}a"} for number in range(_MANY)],
        }
    },
    "links in links": {
        "storage": {
            "links": [{"path": "/" + "a/" * depth} for depth in range(_NESTED)],
            "files": [{"path": "/" + "a/" * depth} for depth in range(_NESTED)],
        }
    },
    "hard links": {
        "storage": {
            "links": [{"path": f"/{number}", "target": f"/d{number}", "hard": True} for number in range(_MANY)],
            "directories": [{"path": f"/e{number}"} for number in range(_MANY)],
        }
    },
    "long paths": {"storage": {"links": [{"path": "/" * _LONG}], "files": [{"path": "/" * _LONG + "a"}]}},
    "partitions": {
        "storage": {
            "disks": [
                {
                    "device": "/a",
                    "partitions": [{"number": at, "startMiB": at, "sizeMiB": 1} for at in range(1, _MANY)],
                }
            ]
        }
    },
    "filesystems": {
        "storage": {
            "disks": [{"device": f"/{number}"} for number in range(_MANY)],
            "filesystems": [{"device": f"/{number}"} for number in range(_MANY)],
        }
    },
    "instances of a large template": {
        "systemd": {
            "units": [
                {"name": "a@.service", "contents": "[A]\nb=c\n" * _MANY},
                *({"name": f"a@{number}.service", "enabled": True} for number in range(_MANY)),
            ]
        }
    },
    "at signs": {"systemd": {"units": [{"name": "a@" * _LONG, "enabled": True}]}},
    "drop-ins of a long name": {
        "storage": {"files": [{"path": "/etc/systemd/system/" + ".d/" * _LONG}]},
        "systemd": {
            "units": [
                {"name": "a" * _LONG, "dropins": [{"name": f"{n}.conf", "contents": "#"} for n in range(_MANY)]},
            ]
        },
    },
    "advertisement": {
        "storage": {"luks": [{"clevis": {"tang": [{"advertisement": "[" + "[1]," * _MANY + "1" * _LONG + "]"}]}}]}
    },
    "merged configs": {"ignition": {"config": {"merge": [{"source": f"http://{n}"} for n in range(_MANY)]}}},
    "query": {"storage": {"files": [{"contents": {"source": "s3:?" + "a&" * _LONG}}]}},
}


@pytest.mark.parametrize("config", HOSTILE.values(), ids=HOSTILE)
def test_no_input_takes_more_than_its_size(config: Tree) -> None:
    begun = process_time()
    checking.check(config, LATEST, ASKING)
    assert process_time() - begun < _SECONDS
