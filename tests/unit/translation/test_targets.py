"""Each target says which spec may be written for it, and every dialect of the tables judges as its release does."""

from __future__ import annotations

import json

import pytest

import ignition_compose as ic
from ignition_compose.dialects import dialect_of, target_of
from ignition_compose.models.specs import SPEC3
from ignition_compose.tables.table import rows
from ignition_compose.translation.targets import target, targets
from ignition_compose.views.targets import describe_target, tabulate_targets
from tests.oracle.shown import inquiries

RELEASES = [f"ignition-{row.release}" for row in rows("ignition") if row.number >= (2, 0, 0)]
OLD_RELEASES = [f"ignition-{row.release}" for row in rows("ignition") if (0, 30, 0) <= row.number < (2, 0, 0)]
IMAGES = [f"flatcar-{row.first}" for row in rows("flatcar")] + [f"flatcar-{row.channel}" for row in rows("channels")]


@pytest.mark.parametrize("name", [*OLD_RELEASES, *RELEASES, *IMAGES])
def test_a_dialect_takes_the_specs_of_its_row_and_refuses_the_next_one(name: str) -> None:
    dialect = dialect_of(name)
    said = target(name)
    assert said.ignition == dialect.release
    assert said.spec == dialect.newest_stable == target_of(name)
    for version in SPEC3.versions:
        report = ic.validate({"ignition": {"version": version}}, dialect=name)
        assert report.is_fatal == (version not in dialect.specs)
    for older_version in ("2.0.0", "2.4.0"):
        older = {"ignition": {"version": older_version}}
        assert ic.validate(older, dialect=name).is_fatal == (older_version not in dialect.accepts)
        if dialect.older == "translated":
            assert ic.compose(user=older, dialect=name).config.version == "3.1.0" or dialect.newest < "3.1.0"


@pytest.mark.parametrize("name", RELEASES)
def test_a_refusal_names_the_release_that_takes_the_version(name: str) -> None:
    dialect = dialect_of(name)
    newer = [version for version in SPEC3.versions if version not in dialect.specs and not version.is_experimental]
    for version in newer:
        [error] = ic.validate({"ignition": {"version": version}}, dialect=name).errors
        first = next(row.release for row in rows("ignition") if row.newest == version)
        assert f"this is Ignition {dialect.release}, and the first release that takes it is {first}" in error.message


RAID = {"ignition": {"version": "3.0.0"}, "storage": {"raid": [{"name": "a", "level": "raid1", "devices": []}]}}


def test_neighbours_judge_one_config_otherwise_where_the_table_says_so() -> None:
    before, since = "ignition-2.10.1", "ignition-2.11.0"
    assert not ic.validate(RAID, dialect=before).is_fatal
    assert [entry.code for entry in ic.validate(RAID, dialect=since).errors] == ["raid-devices-required"]
    assert [row.habit for when, row in target(since).differences if when == "since"][:1] == ["raid-devices-required"]


def test_what_a_later_release_takes_is_told_with_that_release() -> None:
    partitions = [{"number": 1, "shouldExist": False}, {"label": "data"}]
    disk = {"ignition": {"version": "3.4.0"}, "storage": {"disks": [{"device": "/dev/a", "partitions": partitions}]}}
    [error] = ic.validate(disk, dialect="flatcar").errors
    assert error.code == "zeroes-with-should-not-exist"
    assert error.message.endswith("; Ignition says so until 2.27.0")
    assert not ic.validate(disk, dialect="ignition-2.27.0").is_fatal


SHOWN = sorted({inquiry.habit for inquiry in inquiries() if inquiry.operation == "parse"})


@pytest.mark.parametrize("habit", SHOWN)
def test_neighbours_answer_otherwise_to_what_shows_a_habit(habit: str) -> None:
    row = next(row for row in rows("habits") if row.habit == habit)
    numbers = [one.release for one in rows("ignition") if one.number >= (2, 0, 0)]
    at = numbers.index(row.last) if row.last is not None else numbers.index(row.first) - 1
    one, other = (f"ignition-{release}" for release in numbers[at : at + 2])
    texts = [inquiry.texts[0] for inquiry in inquiries() if inquiry.habit == habit and inquiry.operation == "parse"]
    assert any(ic.validate(text, dialect=one) != ic.validate(text, dialect=other) for text in texts)


def test_mime_is_user_data_of_others_since_flatcar_3637_only() -> None:
    mime = "Content-Type: multipart/mixed\n\n"
    assert ic.read(mime, dialect="flatcar-3636").is_config
    assert ic.read(mime, dialect="flatcar-3637").kind == "mime"
    assert not ic.read(mime, dialect="flatcar-3637").is_config


def test_the_oem_partition_of_an_older_flatcar_is_elsewhere() -> None:
    mount = {"device": "/dev/disk/by-label/OEM", "format": "btrfs"}
    storage = {"filesystems": [{"name": "oem", "mount": mount}], "files": [{"filesystem": "oem", "path": "/a"}]}
    config = {"ignition": {"version": "2.2.0"}, "storage": storage}
    paths = {
        name: ic.compose(base=config, dialect=name).config.storage.files[0].path
        for name in ("flatcar-3602.2.0", "flatcar-3637", "flatcar")
    }
    assert paths == {"flatcar-3602.2.0": "/usr/share/oem/a", "flatcar-3637": "/oem/a", "flatcar": "/oem/a"}


def test_a_target_may_be_named_by_its_image() -> None:
    user = {"ignition": {"version": "3.5.0"}}
    assert ic.compose(user=user, target="flatcar-lts").config.version == "3.4.0"
    assert ic.translate(ic.Config.from_dict(user), "flatcar-3374.2.0").config.version == "3.3.0"
    for odd in ("flatcar-lst", "9.9.9", 3):
        with pytest.raises(ic.UnknownVersion):
            ic.compose(user=user, target=odd)  # type: ignore[arg-type]


def test_targets_are_shown_as_a_table_and_one_by_one() -> None:
    lines = tabulate_targets(targets()).splitlines()
    assert lines[0].split()[:3] == ["target", "image", "Ignition"]
    assert len(lines) == len(list(targets())) + 1
    text = describe_target(target("ignition-2.11.0"))
    assert "refuses an array without devices (coreos/ignition d2183b79)" in text
    assert "is alike" in describe_target(target("ignition-2.25.0"))
    for one in targets():
        assert json.loads(json.dumps(one.to_dict()))["name"] == one.name
