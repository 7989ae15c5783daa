"""``schema``: the schema of a version, as the library has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ignition_compose as ic
from ignition_compose.models.specs import SPEC3
from tests.cli.command import call, run


@pytest.mark.parametrize("version", SPEC3.versions)
@pytest.mark.parametrize("profile", [(), ("--strict",)])
def test_it_is_the_schema_of_the_library(version: ic.SpecVersion, profile: tuple[str, ...]) -> None:
    done = call("schema", version, *profile)
    assert (done.code, done.err) == (0, "")
    assert done.result == ic.schema(version, strict=bool(profile))


def test_it_can_be_written_to_a_file() -> None:
    assert run("schema", "3.4.0", "-o", "schema.json") == (0, "", "")
    assert json.loads(Path("schema.json").read_bytes()) == ic.schema("3.4.0")


def test_a_version_that_does_not_exist_is_a_mistake_and_the_known_ones_are_listed() -> None:
    done = call("schema", "3.9.0")
    assert (done.code, done.out) == (2, "")
    assert all(version in done.err for version in SPEC3.versions)
