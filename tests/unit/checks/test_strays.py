"""Members that nothing reads where they stand are told what they were meant to be, and no verdict depends on it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.checks.strays import meaning_of
from ignition_compose.golang.text import fold
from ignition_compose.models.specs import SPECS
from ignition_compose.models.view import SpecView
from ignition_compose.tables.table import Leftover, rows
from tests.unit.checks.rules.case import embed, find_way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.view import ModelView
    from ignition_compose.versions import SpecVersion

    Place = tuple[str | int, ...]

LEFTOVERS = rows("leftovers")
UPSTREAM, FLATCAR, OLD_FLATCAR = "upstream", "flatcar", "ignition-0.36.2"
DIALECTS = {3: UPSTREAM, 2: OLD_FLATCAR}
VALUES: dict[str | None, Any] = {None: "x", "boolean": True}


def name_of(row: Leftover) -> str:
    return f"{row.on}.{row.member}-in-{row.spec}"


def classes(name: str, spec: int) -> Iterator[ModelView]:
    """The classes of all versions of a spec that have this name or are derived from one that has it."""
    for version in SPECS[spec].versions:
        for view in SpecView.of(version).models:
            if name in [model.__name__ for model in view.model.__mro__]:
                yield view


def ways(row: Leftover) -> dict[type, Place]:
    """The way to an object of each class that the row is about, in the newest version that is stable."""
    version = newest(row)
    models = dict.fromkeys(view.model for view in classes(row.on, row.spec))
    found = {model: find_way(model, version) for model in models}
    return {model: way for model, way in found.items() if way is not None}


def newest(row: Leftover) -> SpecVersion:
    return [version for version in SPECS[row.spec].versions if not version.is_experimental][-1]


def written(row: Leftover, way: Place, name: str, value: Any) -> str:
    """A document that holds a member at the end of a way, each member in a line of its own."""
    return json.dumps(embed({name: value}, way, newest(row)), indent=0)


def verdict(text: str, dialect: str, *, strict: bool = False) -> list[tuple[str, str]]:
    entries = ic.validate(text, dialect=dialect, strict=strict)
    return sorted((entry.severity, entry.code) for entry in entries if entry.severity is not ic.Severity.INFO)


@pytest.mark.parametrize("row", LEFTOVERS, ids=name_of)
def test_a_leftover_is_told_its_world_and_what_to_write_instead(row: Leftover) -> None:
    assert ways(row)
    for way in ways(row).values():
        text = written(row, way, row.member, VALUES[row.kind])
        pointer = "".join(f"/{token}" for token in (*way, row.member))
        [entry] = [one for one in ic.validate(text, dialect=DIALECTS[row.spec]) if one.pointer == pointer]
        assert entry.message.endswith(f"; it is of {row.world}: {row.successor}")
        lines = text.splitlines()
        [line] = [number for number, line in enumerate(lines, 1) if line.startswith(f'"{row.member}":')]
        assert entry.line == line
        assert (entry.code, entry.severity) == (
            ("wrong-type", "error") if row.kind is not None else ("unused-key", "warning")
        )


@pytest.mark.parametrize("row", LEFTOVERS, ids=name_of)
@pytest.mark.parametrize("strict", [False, True], ids=["plain", "strict"])
def test_the_verdict_on_a_leftover_is_that_on_any_other_unknown_member(row: Leftover, *, strict: bool) -> None:
    dialect = DIALECTS[row.spec]
    for way in ways(row).values():
        left_over = written(row, way, row.member, VALUES[row.kind])
        # A member of a wrong type is wrong whatever it is; another name stands for one that was never known.
        other = written(row, way, row.member, "x") if row.kind is not None else written(row, way, "qqq", "x")
        assert verdict(left_over, dialect, strict=strict) == verdict(other, dialect, strict=strict) != []


@pytest.mark.parametrize("row", LEFTOVERS, ids=name_of)
def test_no_row_names_a_member_that_the_description_knows_at_its_place(row: Leftover) -> None:
    views = list(classes(row.on, row.spec))
    assert views
    known = [view.by_json[row.member].kind for view in views if row.member in view.by_json]
    assert row.kind not in known
    assert bool(known) is (row.kind is not None)
    assert [view for view in views if row.kind is None and fold(row.member) in view.folded] == []


@pytest.mark.parametrize("row", LEFTOVERS, ids=name_of)
def test_the_world_of_a_row_has_the_member(row: Leftover) -> None:
    if row.world == "Butane":
        return
    kinds = {
        view.by_json[row.member].kind
        for view in classes(row.on, int(row.world.removeprefix("spec ")))
        if row.member in view.by_json
    }
    assert kinds
    assert row.kind is None or row.kind in kinds


@pytest.mark.parametrize("row", LEFTOVERS, ids=name_of)
def test_a_row_sends_to_members_that_are_there(row: Leftover) -> None:
    known = {field.json for view in SpecView.of(newest(row)).models for field in view.fields}
    # What an object is filled with is named by the members of the world it comes from.
    known |= {"force"} if row.member == "create" else set()
    named = re.findall(r"'([\w.]+)'", row.successor)
    assert [name for name in named if not set(name.split(".")) <= known] == []


def test_no_two_rows_are_about_one_member() -> None:
    assert len({(row.spec, row.on, row.member) for row in LEFTOVERS}) == len(LEFTOVERS)


@pytest.mark.parametrize("spec", [1, 2])
def test_every_member_of_an_older_spec_that_spec_3_lacks_has_its_row(spec: int) -> None:
    rowed = {(row.on, row.member) for row in LEFTOVERS if row.spec == 3}
    newer = {name: list(classes(name, 3)) for name in {view.name for view in SpecView.of("3.6.0").models}}
    missing = [
        (view.name, field.json)
        for version in SPECS[spec].versions
        for view in SpecView.of(version).models
        for field in view.fields
        if view.name in newer
        and not any(field.json in other.by_json for other in newer[view.name])
        and not any((model.__name__, field.json) in rowed for model in view.model.__mro__)
    ]
    assert missing == []


def told(sections: dict[str, Any], version: str = "3.4.0", dialect: str = UPSTREAM) -> dict[str, str]:
    """What is told of unknown members, by their pointers."""
    report = ic.validate({"ignition": {"version": version}, **sections}, dialect=dialect)
    return {entry.pointer: entry.message.partition("; ")[2] for entry in report if entry.code == "unused-key"}


@pytest.mark.parametrize(
    ("sections", "pointer", "meaning"),
    [
        ({"filesystems": []}, "/filesystems", "it belongs in 'storage'"),
        ({"raid": []}, "/raid", "it belongs in 'storage'"),
        ({"units": []}, "/units", "it belongs in 'systemd'"),
        ({"users": []}, "/users", "it belongs in 'passwd'"),
        ({"groups": []}, "/groups", "it belongs in 'passwd'"),
        ({"merge": []}, "/merge", "it belongs in 'ignition.config'"),
        ({"partitions": []}, "/partitions", "it belongs in an entry of 'storage.disks'"),
        ({"shouldExist": []}, "/shouldExist", "it belongs in 'kernelArguments'"),
        ({"storage": {"wipeTable": True}}, "/storage/wipeTable", "it belongs in an entry of 'disks'"),
        ({"storage": {"units": []}}, "/storage/units", "it belongs in 'systemd'"),
        ({"storage": {"systemd": {}}}, "/storage/systemd", "it belongs beside 'storage'"),
        ({"systemd": {"kernelArguments": {}}}, "/systemd/kernelArguments", "it belongs beside 'systemd'"),
        (
            {"ignition": {"version": "3.4.0", "replace": {}}},
            "/ignition/replace",
            "it belongs in 'config'",
        ),
        (
            {"ignition": {"version": "3.4.0", "certificateAuthorities": []}},
            "/ignition/certificateAuthorities",
            "it belongs in 'security.tls'",
        ),
        (
            {"storage": {"files": [{"path": "/a", "source": "data:,"}]}},
            "/storage/files/0/source",
            "it belongs in 'contents'",
        ),
        (
            {"storage": {"files": [{"path": "/a", "hash": "x"}]}},
            "/storage/files/0/hash",
            "it belongs in 'contents.verification'",
        ),
        (
            {"storage": {"files": [{"path": "/a", "contents": {"mode": 420}}]}},
            "/storage/files/0/contents/mode",
            "it belongs beside 'contents'",
        ),
        (
            {"storage": {"files": [{"path": "/a", "append": [{"mode": 420}]}]}},
            "/storage/files/0/append/0/mode",
            "it belongs beside 'append'",
        ),
    ],
)
def test_a_member_in_the_wrong_place_is_told_where_it_belongs(
    sections: dict[str, Any], pointer: str, meaning: str
) -> None:
    assert told(sections)[pointer] == meaning


@pytest.mark.parametrize(
    ("sections", "pointer"),
    [
        ({"path": "/a"}, "/path"),
        ({"name": "a"}, "/name"),
        ({"storage": {"mode": 420}}, "/storage/mode"),
        ({"storage": {"files": [{"path": "/a", "id": 0}]}}, "/storage/files/0/id"),
        ({"storage": {"files": [{"path": "/a", "level": "raid1"}]}}, "/storage/files/0/level"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_member_that_belongs_in_several_places_or_far_away_is_sent_to_none(
    sections: dict[str, Any], pointer: str
) -> None:
    assert not told(sections)[pointer].startswith("it belongs")


@pytest.mark.parametrize(
    ("sections", "version", "pointer", "meaning"),
    [
        (
            {"kernel_arguments": {}},
            "3.4.0",
            "/kernel_arguments",
            "Butane writes it so, and Ignition 'kernelArguments'",
        ),
        (
            {"kernel_arguments": {}},
            "3.2.0",
            "/kernel_arguments",
            "Butane writes it so, and Ignition 'kernelArguments'; it needs spec 3.3.0",
        ),
        (
            {"storage": {"disks": [{"device": "/dev/a", "partitions": [{"size_mib": 1, "label": "a"}]}]}},
            "3.4.0",
            "/storage/disks/0/partitions/0/size_mib",
            "Butane writes it so, and Ignition 'sizeMiB'",
        ),
    ],
)
def test_a_name_as_butane_writes_it_leads_to_ignition_s(
    sections: dict[str, Any], version: str, pointer: str, meaning: str
) -> None:
    assert told(sections, version) == {pointer: meaning}


@pytest.mark.parametrize(
    ("sections", "version", "pointer", "meaning"),
    [
        ({"kernelArguments": {}}, "2.3.0", "/kernelArguments", "it needs spec 3.3.0"),
        ({"storage": {"luks": []}}, "2.4.0", "/storage/luks", "it needs spec 3.2.0"),
        (
            {"passwd": {"users": [{"name": "a", "shouldExist": False}]}},
            "2.4.0",
            "/passwd/users/0/shouldExist",
            "it needs spec 3.2.0",
        ),
        (
            {"storage": {"disks": [{"device": "/dev/a", "partitions": [{"number": 1, "sizeMiB": 0}]}]}},
            "2.2.0",
            "/storage/disks/0/partitions/0/sizeMiB",
            "it needs spec 2.3.0",
        ),
        (
            {"storage": {"filesystems": [{"name": "a", "path": "/a", "wipeFilesystem": True}]}},
            "2.3.0",
            "/storage/filesystems/0/wipeFilesystem",
            "it belongs in 'mount'",
        ),
        ({"files": []}, "2.1.0", "/files", "it belongs in 'storage'"),
    ],
)
def test_in_a_config_of_spec_2_a_member_of_a_later_spec_is_told_which_it_needs(
    sections: dict[str, Any], version: str, pointer: str, meaning: str
) -> None:
    text = json.dumps({"ignition": {"version": version}, **sections})
    [entry] = [one for one in ic.validate(text, dialect=OLD_FLATCAR) if one.code == "unused-key"]
    assert (entry.pointer, entry.severity) == (pointer, "warning")
    assert entry.message.endswith(f"Ignition warns of it; {meaning}")


def test_in_a_config_of_spec_1_a_section_of_spec_2_is_told_which_it_needs() -> None:
    text = '{"ignitionVersion": 1, "ignition": {}}'
    [entry] = [one for one in ic.validate(text, dialect=OLD_FLATCAR) if one.code == "unused-key"]
    assert entry.message.endswith("; it needs spec 2.0.0")


def test_a_member_that_ignition_only_overlooks_is_not_told_to_be_another() -> None:
    text = '{"ignition": {"version": "2.3.0", "security": {"tls": {}}}}'
    [entry] = [one for one in ic.validate(text, dialect=OLD_FLATCAR) if one.code == "unused-key"]
    assert entry.message.endswith("and Ignition warns of it")


def test_a_wrong_type_that_no_other_world_has_is_told_nothing() -> None:
    file = {"path": "/a", "append": "yes", "mode": True}
    report = ic.validate({"ignition": {"version": "3.4.0"}, "storage": {"files": [file]}}, dialect=UPSTREAM)
    assert [entry.message for entry in report] == ["must be a list, not text", "must be an integer, not true or false"]


ADVICE = {
    (UPSTREAM, "3.4.0"): "write it below /etc/systemd/network in 'storage.files'",
    (FLATCAR, "2.3.0"): "write it into 'networkd.units'",
    (OLD_FLATCAR, "2.0.0"): "write it into 'networkd.units'",
}


@pytest.mark.parametrize(("dialect", "version"), ADVICE)
@pytest.mark.parametrize("ending", ["network", "netdev", "link"])
def test_a_unit_that_is_a_file_of_networkd_is_told_where_such_files_go(ending: str, dialect: str, version: str) -> None:
    def judged(name: str) -> ic.Report:
        tree = {"ignition": {"version": version}, "systemd": {"units": [{"name": name}]}}
        return ic.validate(json.dumps(tree), dialect=dialect)

    [entry], [other] = judged(f"00-eth.{ending}"), judged("00-eth.netting")
    assert entry.message == f"this is no unit but a file for systemd-networkd; {ADVICE[dialect, version]}"
    assert entry._replace(message="", column=0) == other._replace(message="", column=0)
    assert (entry.severity, entry.code, entry.pointer) == ("error", "invalid-systemd-ext", "/systemd/units/0/name")


@pytest.mark.parametrize(
    ("version", "dialect", "advice"),
    [
        ("3.4.0-experimental", UPSTREAM, "this one became 3.4.0, write that"),
        ("3.4.0-experimental", FLATCAR, "this one became 3.4.0, write that"),
        ("2.4.0-experimental", FLATCAR, "this one became 2.4.0, write that"),
        ("2.4.0-experimental", OLD_FLATCAR, "this one became 2.4.0, write that"),
        (
            "2.4.0-experimental",
            UPSTREAM,
            "this one became 2.4.0, and only Flatcar's Ignition reads specs 1 and 2, and translates them",
        ),
    ],
)
def test_a_version_that_was_an_experiment_is_told_what_it_became(version: str, dialect: str, advice: str) -> None:
    [entry] = ic.validate(f'{{"ignition": {{"version": "{version}"}}}}', dialect=dialect)
    assert entry.message.endswith(f"; {advice}")
    assert (entry.severity, entry.code) == ("error", "unknown-version")


def test_the_meaning_of_a_member_does_not_depend_on_where_lists_are_entered() -> None:
    view = next(view for view in SpecView.of("3.4.0").models if view.name == "Resource")
    first = meaning_of("mode", view, ("storage", "files", 0, "contents"))
    assert first == meaning_of("mode", view, ("storage", "files", 7, "contents"))


def test_a_document_without_an_unknown_member_reads_no_table_of_leftovers() -> None:
    document = '{"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "/a", "mode": null}]}%s}'
    program = (
        "import sys, ignition_compose as ic; ic.validate(sys.argv[1]); "
        "print('ignition_compose.checks.strays' in sys.modules)"
    )
    for rest, is_read in (("", "False"), (', "networkd": {}', "True")):
        command = [sys.executable, "-c", program, document % rest]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[3])
        assert done.stdout.strip() == is_read
