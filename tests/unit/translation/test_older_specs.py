"""What a config of spec 1 or 2 becomes in spec 3, what stops that, and what the report and the account say of it."""

from __future__ import annotations

import copy
import json
import pickle
from random import Random
from typing import Any

import pytest

import ignition_compose as ic
from ignition_compose.documents.config import held
from ignition_compose.fast.trust import Trust, trusting
from tests.oracle.legacy import LEGACY_VERSIONS
from tests.oracle.legacy_generator import draw_legacy, draw_pair

OLD = "ignition-0.36.2"
DISK = "/dev/disk/by-label/a"


def older(version: str = "2.3.0", **sections: Any) -> dict[str, Any]:
    return {"ignition": {"version": version}, **sections}


def mounted(name: str, **members: Any) -> dict[str, Any]:
    return {"name": name, "mount": {"device": f"{DISK}{name}", "format": "ext4", **members}}


def file(path: str, filesystem: str = "root", **members: Any) -> dict[str, Any]:
    return {"filesystem": filesystem, "path": path, "mode": 420, **members}


def codes(report: ic.Report) -> set[str]:
    return {entry.code for entry in report}


def translated(tree: dict[str, Any], **places: str) -> ic.Config:
    return ic.translate(ic.Config.from_dict(tree), "3.1.0", filesystems=places).config


# --- Where files come to lie ---


def test_a_filesystem_is_mounted_where_the_caller_says_or_where_flatcar_makes_up() -> None:
    storage = {
        "filesystems": [mounted("a"), mounted("oem", format="btrfs"), mounted("b"), mounted("data")],
        "files": [file("/x", name) for name in ("a", "oem", "b", "data", "root")],
    }
    done = translated(older(storage=storage), data="/data")
    assert [one.path for one in done.storage.files] == ["/tmp/a-ign1/x", "/oem/x", "/tmp/b-ign3/x", "/data/x", "/x"]  # noqa: S108
    assert [one.path for one in done.storage.filesystems] == ["/tmp/a-ign1", "/oem", "/tmp/b-ign3", "/data"]  # noqa: S108


def test_a_file_on_a_filesystem_that_is_not_declared_lies_on_root_and_that_is_told() -> None:
    config = older(storage={"files": [file("/x", "oem")]})
    done = ic.translate(ic.Config.from_dict(config), "3.1.0")
    assert done.config.storage.files[0].path == "/x"
    [entry] = done.report.warnings
    assert (entry.code, entry.pointer) == ("filesystem-undeclared", "/storage/files/0/filesystem")
    # A machine is silent, so to whoever asks what it does this is no warning.
    assert codes(ic.read(config).report) == {"filesystem-undeclared"}
    assert ic.read(config).report.warnings == ()


def test_the_oem_partition_by_another_name_is_told() -> None:
    done = ic.translate(ic.Config.from_dict(older(storage={"filesystems": [mounted("OEM")]})), "3.1.0")
    assert done.config.storage.filesystems[0].format == "btrfs"
    assert {"oem-format", "oem-misspelt", "filesystem-placed"} == codes(done.report)


def test_the_numbers_of_places_go_on_from_layer_to_layer() -> None:
    layer = json.dumps(older(storage={"filesystems": [mounted("a")], "files": [file("/x", "a")]}))
    other = json.dumps(older(storage={"filesystems": [mounted("b")], "files": [file("/x", "b")]}))
    first, second = ic.read(layer), ic.read(other)
    for base, user in ((first, second), (second, first), (layer, other)):
        done = ic.compose(base=base, user=user)
        names = ["b", "a"] if base is second else ["a", "b"]
        wanted = [f"/tmp/{name}-ign{number}/x" for number, name in enumerate(names, 1)]  # noqa: S108
        assert [one.path for one in done.config.storage.files] == wanted
        assert [done.origin(f"/storage/files/{n}/path").source for n in range(2)] == ["base", "user"]


# --- What becomes of the rest ---


def test_units_of_networkd_become_files_and_units_of_one_name_one() -> None:
    networkd = {"units": [{"name": "a.network", "contents": "[Match]\n", "dropins": [{"name": "b.conf"}]}]}
    units = [{"name": "a.service", "enable": True}, {"name": "b.service"}, {"name": "a.service", "mask": True}]
    done = translated(older(networkd=networkd, systemd={"units": units}))
    folder = "/etc/systemd/network"
    assert [one.path for one in done.storage.files] == [f"{folder}/a.network", f"{folder}/a.network.d/b.conf"]
    assert [(one.name, one.enabled, one.mask) for one in done.systemd.units] == [
        ("a.service", True, True),
        ("b.service", None, None),
    ]


def test_a_config_of_spec_1_is_translated_with_its_files_out_of_their_filesystems() -> None:
    filesystem = {"device": DISK, "format": "ext4", "files": [{"path": "/a", "contents": "b c", "mode": 420, "uid": 5}]}
    config = ic.parse({"ignitionVersion": 1, "storage": {"filesystems": [filesystem]}}, dialect=OLD)
    done = ic.translate(config, "3.5.0")
    [made] = done.config.storage.files
    assert (made.path, made.contents.source, made.user.id) == (
        "/tmp/_translate-filesystem-0-ign1/a",  # noqa: S108
        "data:,b%20c",
        5,
    )
    [act] = done.account.origin("/storage/files/0/contents/source")
    assert (act.verb, [place.pointer for place in act.sources]) == (
        "changed",
        ["/storage/filesystems/0/files/0/contents"],
    )
    [gone] = done.account.fate("original", "/ignitionVersion")
    assert gone.target == "/ignition/version"


# --- What stops a translation ---


FIVE = older(
    storage={
        "disks": [{"device": DISK, "partitions": [{"label": "a", "size": 2048}]}],
        "filesystems": [{"name": "a", "path": "/a"}, mounted("b", create={"force": False})],
        "files": [file("/x"), file("/x")],
    },
    systemd={"units": [{"name": "a.service", "dropins": [{"name": "b.conf"}, {"name": "b.conf"}]}]},
)
PROBLEMS = {
    "/storage/disks/0/partitions/0/size": "size-deprecated",
    "/storage/filesystems/0": "filesystem-without-mount",
    "/storage/filesystems/1/mount/create": "create-without-force",
    "/storage/files/1/path": "duplicate-path",
    "/systemd/units/0/dropins/1": "duplicate-dropin",
}


def test_five_problems_of_a_translation_are_five_errors_at_their_lines() -> None:
    raw = json.dumps(FIVE, indent=1)
    for report in (ic.read(raw).report, ic.translate(ic.read(raw, dialect=OLD), "3.5.0").report):
        assert {str(entry.pointer): entry.code for entry in report.errors} == PROBLEMS
        assert all(entry.line is not None for entry in report.errors)
    lines = [entry.line for entry in ic.read(raw).report.errors]
    assert len(set(lines)) == 5
    with pytest.raises(ic.InvalidConfig) as caught:
        ic.compose(base=raw)
    assert {entry.code for entry in caught.value.report.errors} == {*PROBLEMS.values()}


def test_what_cannot_be_translated_has_no_config_and_is_impossible_in_the_account() -> None:
    done = ic.translate(ic.read(FIVE, dialect=OLD), "3.5.0")
    with pytest.raises(ic.InvalidConfig, match="duplicate-path"):
        _ = done.config
    with pytest.raises(ic.InvalidConfig):
        _ = [*done]
    assert done.to_dict()["config"] is None
    assert "refused" in repr(done)
    for pointer in PROBLEMS:
        assert [act.verb for act in done.account.fate("original", pointer)] == ["impossible"]


def test_a_path_through_a_link_and_an_array_without_devices_are_refused() -> None:
    links = [{"filesystem": "root", "path": "/l", "target": "/t"}]
    report = ic.read(older(storage={"links": links, "files": [file("/l/x"), file("/lx")]})).report
    assert [(entry.code, entry.pointer) for entry in report.errors] == [
        ("path-through-link", "/storage/files/0/path"),
    ]
    raid = [{"name": "a", "level": "raid1", "devices": []}]
    [error] = ic.read(older(storage={"raid": raid})).report.errors
    assert error.message.endswith("(after Flatcar's translation to spec 3.1.0)")


@pytest.mark.parametrize("places", [{"a": "relative"}, {"a": 3}, {3: "/a"}, [("a", "/a")], "a=/a"])
def test_places_that_are_none_are_refused(places: Any) -> None:
    with pytest.raises(ic.InvalidInput):
        ic.translate(ic.Config.from_dict(older()), "3.1.0", filesystems=places)


# --- A translation as a value ---


def test_a_translation_travels_and_compares_by_what_it_holds() -> None:
    config = ic.Config.from_dict(older(storage={"files": [file("/x")]}))
    for content in (config, ic.read(FIVE, dialect=OLD)):
        done = ic.translate(content, "3.5.0")
        assert done == ic.translate(content, "3.5.0")
        assert hash(done) == hash(ic.translate(content, "3.5.0"))
        assert done != ic.translate(config, "3.4.0")
        for copied in (pickle.loads(pickle.dumps(done)), copy.copy(done), copy.deepcopy(done)):  # noqa: S301
            assert copied == done
            assert copied.account == done.account


def test_both_ways_to_read_give_one_answer() -> None:
    random = Random(5)  # noqa: S311 - no secret depends on it
    seen = set()
    for _ in range(800):
        raw = draw_legacy(random, random.choice(LEGACY_VERSIONS))
        for dialect in ("flatcar", OLD):
            with trusting(Trust.PLAIN):
                quick = ic.read(raw, dialect=dialect)
                seen.add(quick._trust)
                report, config = quick.report, quick.config
            with trusting(Trust.DOUBT):
                slow = ic.read(raw, dialect=dialect)
                assert (slow.report, slow.config) == (report, config), raw
    assert seen == {Trust.UNKNOWN, Trust.EXACT, Trust.PLAIN}


# --- Two configs to one ---


def test_appending_with_acts_makes_the_same_tree_and_tells_of_every_value() -> None:
    random = Random(6)  # noqa: S311 - no secret depends on it
    count = 0
    for _ in range(400):
        below, above = draw_pair(random)
        try:
            done = ic.compose(base=below, user=above, dialect=OLD)
        except (ic.InvalidConfig, ic.UnresolvedReference):
            continue
        if done.documents:
            # What it names is in the result too.
            continue
        merged, transcript = ic.merge_with_transcript(
            *(ic.parse(raw, dialect=OLD) for raw in (below, above)),
        )
        assert merged == done.config
        for pointer in leaves(held(done.config), ""):
            acts = done.account.origin(pointer)
            assert acts, (below, above, pointer)
            if [act.verb for act in acts] != ["filled"]:
                assert done.origin(pointer).places == located(done, pointer)
        assert {mapping.tag for mapping in transcript} <= {"parent", "child"}
        count += 1
    assert count > 40


def located(done: ic.Composition, pointer: str) -> tuple[ic.Place, ...]:
    """The places that the account of everything names, for one value that was followed down alone."""
    acts = done.account.origin(pointer)
    places = dict.fromkeys([place for act in acts for place in act.sources])
    names = [layer.source for layer in done.layers]
    return done._outcome.origins.located(sorted(places, key=lambda place: names.index(place.source)))


def leaves(value: Any, pointer: str) -> list[str]:
    if isinstance(value, dict):
        return [leaf for name, member in value.items() for leaf in leaves(member, f"{pointer}/{name}")]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, f"{pointer}/{index}")]
    return [pointer]


def test_older_and_newer_configs_do_not_merge() -> None:
    with pytest.raises(ic.VersionMismatch):
        ic.merge(ic.Config.from_dict(older()), ic.Config.from_dict({"ignition": {"version": "3.4.0"}}))
    merged = ic.merge(ic.Config.from_dict(older("2.1.0")), ic.Config.from_dict(older("2.3.0")))
    assert merged.version == "2.4.0"
