"""What counts as an Ignition config and what is left to others, by vectors.

The answers are those of Flatcar's Ignition, put to Go's own ``compress/gzip`` and ``net/textproto``.
"""

from __future__ import annotations

import base64
import gzip
import tracemalloc
from typing import Any

import pytest

import ignition_compose as ic
from ignition_compose.documents import userdata
from tests.unit.cases import name_of, read_vectors

VECTORS = read_vectors("userdata.json")
EVERY = pytest.mark.parametrize("vector", VECTORS, ids=name_of)
DEFAULT = {"ignition": {"version": "3.4.0"}}


def raw_of(vector: Any) -> bytes:
    return base64.b64decode(vector["base64"]) if "base64" in vector else vector["text"].encode()


@EVERY
def test_user_data_is_of_the_kind_that_the_vector_says(vector: Any) -> None:
    assert userdata.classify(raw_of(vector)) == vector["kind"]


@EVERY
def test_the_default_runs_exactly_where_the_vector_says_there_is_no_config(vector: Any) -> None:
    if vector["kind"] == "ignition":
        try:
            assert not ic.compose(user=raw_of(vector), default=DEFAULT).used_default
        except ic.InvalidConfig:
            return
    else:
        composition = ic.compose(user=raw_of(vector), default=DEFAULT)
        assert composition.used_default
        assert composition.layers[0].state == vector["kind"]


@EVERY
def test_what_is_no_config_does_not_parse_and_says_what_it_is(vector: Any) -> None:
    if vector["kind"] != "ignition":
        with pytest.raises(ic.NoConfig) as caught:
            ic.parse(raw_of(vector), source="user.ign")
        assert caught.value.kind == vector["kind"]
        assert caught.value.source == "user.ign"


def test_gzip_that_unpacks_beyond_the_limit_counts_as_it_stands_and_memory_stays_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(userdata, "UNPACKED_LIMIT", 1 << 25)
    bomb = gzip.compress(b"#cloud-config\n" + bytes(1 << 25), 9, mtime=0)
    tracemalloc.start()
    assert userdata.classify(bomb) == "ignition"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * userdata.HEAD_BYTES


def test_gzip_below_the_limit_is_unpacked_and_memory_stays_bounded() -> None:
    packed = gzip.compress(b"#cloud-config\n" + bytes(1 << 25), 9, mtime=0)
    tracemalloc.start()
    assert userdata.classify(packed) == "cloud-config"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * userdata.HEAD_BYTES


def test_many_small_gzip_members_are_read_one_after_the_other() -> None:
    assert userdata.classify(gzip.compress(b"", mtime=0) * 20_000 + gzip.compress(b"#!", mtime=0)) == "script"
