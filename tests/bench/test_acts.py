"""
What users do, one benchmark for each act: ``make bench-acts`` times them.

Nothing here asserts a time. Each asserts that the act did what it is timed for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

import ignition_compose as ic
from ignition_compose.documents.config import held
from tests.bench.documents import VERSION, make_files, make_many, make_pair, make_units

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (10, 1_000)


@pytest.fixture(params=SIZES, ids="{} files".format)
def files(request: pytest.FixtureRequest) -> int:
    """How many files a document has."""
    number: int = request.param
    return number


@pytest.fixture
def pair(files: int) -> tuple[bytes, bytes]:
    """A base and a user config."""
    return make_pair(files, "path first")


def test_parse(benchmark: Callable[..., Any], files: int, pair: tuple[bytes, bytes]) -> None:
    """Read one config from bytes, every default check included."""
    config = benchmark(ic.parse, pair[0])
    assert len(held(config)["storage"]["files"]) == files


def test_validate_a_clean_config(benchmark: Callable[..., Any], pair: tuple[bytes, bytes]) -> None:
    """Check a config in which nothing is wrong."""
    assert benchmark(ic.validate, pair[0]).entries == ()


def test_validate_a_config_with_one_error(benchmark: Callable[..., Any], pair: tuple[bytes, bytes]) -> None:
    """Check a config with one relative path, and find its line and column."""
    report = benchmark(ic.validate, pair[0].replace(b'"/etc', b'"etc', 1))
    assert [entry.code for entry in report.entries] == ["path-relative"]


def test_validate_a_config_with_an_error_in_every_file(benchmark: Callable[..., Any], files: int) -> None:
    """Check a config whose every file has a relative path."""
    report = benchmark(ic.validate, make_many("files", files).replace(b'"/etc', b'"etc'))
    assert len(report.entries) == files


def test_merge_small_over_large(benchmark: Callable[..., Any], files: int, pair: tuple[bytes, bytes]) -> None:
    """Merge five files, two of them known, onto a config that was read."""
    tree = {"ignition": {"version": VERSION}, "storage": {"files": make_files(range(files - 2, files + 3))}}
    parent, child = ic.parse(pair[0]), ic.parse(orjson.dumps(tree))
    merged = benchmark(ic.merge, parent, child)
    assert len(held(merged)["storage"]["files"]) == files + 3


def test_merge_with_transcript(benchmark: Callable[..., Any], pair: tuple[bytes, bytes]) -> None:
    """Merge two configs and note which value came from which."""
    parent, child = map(ic.parse, pair)
    merged, transcript = benchmark(ic.merge_with_transcript, parent, child)
    assert merged.to_dict() == ic.merge(parent, child).to_dict()
    assert len(transcript) > 0


def test_compose(benchmark: Callable[..., Any], files: int, pair: tuple[bytes, bytes]) -> None:
    """Compose a base and a user config from bytes, and write the result."""
    base, user = pair
    text = benchmark(lambda: ic.compose(base=base, user=user).to_json())
    assert len(orjson.loads(text)["storage"]["files"]) == files + files // 2


def test_compose_with_a_base_that_was_read(benchmark: Callable[..., Any]) -> None:
    """Compose a user config of five files with a base of 300, which is read once for many users."""
    base, _ = make_pair(300, "path first")
    tree = {"ignition": {"version": VERSION}, "storage": {"files": make_files(range(298, 303), 1)}}
    user, document = orjson.dumps(tree), ic.read(base)
    text = benchmark(lambda: ic.compose(base=document, user=user).to_json())
    assert text == ic.compose(base=base, user=user).to_json()


def test_ask_for_an_origin(benchmark: Callable[..., Any], pair: tuple[bytes, bytes]) -> None:
    """Compose, and ask where one value came from."""
    base, user = pair
    origin = benchmark(lambda: ic.compose(base=base, user=user).origin("/storage/files/0/path"))
    assert origin.source == "base"


def test_translate(benchmark: Callable[..., Any], pair: tuple[bytes, bytes]) -> None:
    """Bring a config to the newest stable version."""
    translation = benchmark(ic.translate, ic.parse(pair[0]), "3.6.0")
    assert translation.config.version == "3.6.0"


def test_write(benchmark: Callable[..., Any], pair: tuple[bytes, bytes]) -> None:
    """Write a config as JSON."""
    config = ic.parse(pair[0])
    assert orjson.loads(benchmark(config.to_json)) == orjson.loads(pair[0])


def test_build_typed_models(benchmark: Callable[..., Any], files: int, pair: tuple[bytes, bytes]) -> None:
    """Read a config and look at its files as typed values."""
    found = benchmark(lambda: ic.parse(pair[0]).storage.files)
    assert len(found) == files


def test_validate_units(benchmark: Callable[..., Any]) -> None:
    """Check 1,000 units with contents."""
    tree = {"ignition": {"version": VERSION}, "systemd": {"units": make_units(range(1_000))}}
    assert benchmark(ic.validate, orjson.dumps(tree)).entries == ()
