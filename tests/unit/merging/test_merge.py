"""Each rule of merging, by vectors; and that the reference answers what they say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from tests.unit.cases import bare, mappings_of, name_of, read_vectors

if TYPE_CHECKING:
    from tests.oracle.oracle import Oracle

VECTORS = read_vectors("merge.json")
COUNTEREXAMPLES = read_vectors("merge-counterexamples.json")

EVERY = pytest.mark.parametrize("vector", VECTORS, ids=name_of)
REGROUPED = pytest.mark.parametrize("vector", COUNTEREXAMPLES["associativity"], ids=name_of)
REPEATED = pytest.mark.parametrize("vector", COUNTEREXAMPLES["idempotence"], ids=name_of)


def merged(parent: Any, child: Any) -> ic.Config:
    return ic.merge(ic.Config.from_dict(parent), ic.Config.from_dict(child))


@EVERY
def test_a_merge_gives_what_the_vector_says(vector: Any) -> None:
    result = merged(vector["parent"], vector["child"])
    assert result.to_dict() == vector["merged"]
    assert json.dumps(result.to_dict()) == json.dumps(vector["merged"]), "the order of members differs"


@EVERY
def test_a_transcript_has_the_mappings_of_the_vector_and_no_other(vector: Any) -> None:
    parent, child = (ic.Config.from_dict(vector[side]) for side in ("parent", "child"))
    result, transcript = ic.merge_with_transcript(parent, child)
    assert result.to_dict() == vector["merged"]
    assert sorted([list(mapping) for mapping in transcript]) == sorted(vector["transcript"])


@EVERY
@pytest.mark.reference
def test_the_reference_merges_as_the_vector_says(oracle: Oracle, vector: Any) -> None:
    answer = oracle.merge(vector["version"], _bytes(vector["parent"]), _bytes(vector["child"]))
    assert json.dumps(bare(answer.config)) == json.dumps(vector["merged"])
    assert mappings_of(answer.transcript) == sorted(vector["transcript"])


@REGROUPED
def test_merging_is_not_associative(vector: Any) -> None:
    first, second, third = vector["configs"]
    left = merged(merged(first, second).to_dict(), third).to_dict()
    right = merged(first, merged(second, third).to_dict()).to_dict()
    assert left == vector["left"]
    assert right == vector["right"]
    assert left != right


@REGROUPED
@pytest.mark.reference
def test_the_reference_is_not_associative_either(oracle: Oracle, vector: Any) -> None:
    def merge(parent: bytes, child: bytes) -> bytes:
        return _bytes(oracle.merge(vector["version"], parent, child).config)

    first, second, third = map(_bytes, vector["configs"])
    assert bare(json.loads(merge(merge(first, second), third))) == vector["left"]
    assert bare(json.loads(merge(first, merge(second, third)))) == vector["right"]


@REPEATED
def test_merging_is_not_idempotent(vector: Any) -> None:
    assert merged(vector["config"], vector["config"]).to_dict() == vector["merged"]
    assert vector["merged"] != vector["config"]


@REPEATED
@pytest.mark.reference
def test_the_reference_is_not_idempotent_either(oracle: Oracle, vector: Any) -> None:
    raw = _bytes(vector["config"])
    assert bare(oracle.merge(vector["version"], raw, raw).config) == vector["merged"]


def test_configs_of_two_versions_do_not_merge() -> None:
    older, newer = (ic.Config.from_dict({"ignition": {"version": version}}) for version in ("3.3.0", "3.4.0"))
    with pytest.raises(ic.VersionMismatch, match=r"3\.3\.0.*3\.4\.0"):
        ic.merge(older, newer)
    with pytest.raises(ic.VersionMismatch):
        ic.merge_with_transcript(newer, older)


def test_a_merge_of_valid_configs_can_be_invalid_and_is_not_judged() -> None:
    version = {"ignition": {"version": "3.4.0"}}
    parent = version | {"storage": {"links": [{"path": "/a", "target": "/b"}]}}
    child = version | {"storage": {"files": [{"path": "/a/c"}]}}
    assert not ic.validate(parent).is_fatal
    assert not ic.validate(child).is_fatal
    assert ic.validate(merged(parent, child)).is_fatal


def _bytes(tree: Any) -> bytes:
    return json.dumps(tree).encode()
