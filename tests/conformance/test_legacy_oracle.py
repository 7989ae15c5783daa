"""
The program for specs 1 and 2 answers as the programs did that were recorded elsewhere, and as was recorded here.

What was recorded elsewhere comes from Flatcar's Ignition itself, which cannot be had as a module: v2.26.0, where the
program here is made of v2.27.0 and edits. No answer about specs 1 and 2 differs for it, nor one about user data.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.needs import SHARED
from tests.oracle import legacy_sources, record_legacy
from tests.oracle.building import MODULE
from tests.oracle.legacy import (
    LEGACY_VERSIONS,
    LegacyOracle,
    ask_append,
    ask_flatcar_parse,
    ask_parse,
    ask_translate,
)
from tests.oracle.legacy_patching import PROGRAM
from tests.oracle.oracle import OracleError
from tests.oracle.record_legacy import answer_out, answers_out, read_lines, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.oracle.legacy import Answer, FlatcarParsed, LegacyVersion
    from tests.oracle.oracle import Entry

Tree = dict[str, Any]


@pytest.fixture(scope="module")
def legacy_oracle() -> Iterator[LegacyOracle]:
    with LegacyOracle() as running:
        yield running


def vectors(name: str) -> list[Tree]:
    with gzip.open(SHARED / "vectors" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def raw_of(vector: Tree) -> bytes:
    raw = vector["raw"]
    if isinstance(raw, str):
        return raw.encode()
    return base64.b64decode(raw["base64"]) if "base64" in raw else raw["text"].encode()


def dump(**members: Any) -> bytes:
    return json.dumps(members).encode()


def write(version: LegacyVersion, **sections: Any) -> bytes:
    if version == "1":
        return dump(ignitionVersion=1, **sections)
    return dump(ignition={"version": version}, **sections)


# What was recorded elsewhere.


def told(entries: list[Tree], *, positions: bool) -> Counter[Any]:
    """Recorded entries; those of specs 1 and 2 have no path, and others a text for one."""
    places = [(one.get("line", 0), one.get("col", one.get("column", 0))) if positions else () for one in entries]
    return Counter(
        [(one["kind"], one["message"], one["path"], *place) for one, place in zip(entries, places, strict=True)]
    )


def said(entries: tuple[Entry, ...], names: list[str], *, positions: bool) -> Counter[Any]:
    """The same of entries of an answer; units that have *names* are numbered in the order of these."""
    found: Counter[Any] = Counter()
    for one in entries:
        path = list(one.path)
        if names and path[:2] == ["systemd", "units"]:
            path[2] = sorted(names).index(names[int(path[2])])
        text = "".join(["$", *[f".{part}" for part in path]])
        place = (one.line, one.column) if positions else ()
        found[one.kind, one.message, text, *place] += 1
    return found


@pytest.mark.reference
@pytest.mark.corpus
def test_parsing_is_that_of_the_old_module(legacy_oracle: LegacyOracle) -> None:
    recorded = vectors("legacy-parse")
    answers = legacy_oracle.batch([ask_parse(raw_of(vector)) for vector in recorded])
    assert len(recorded) > 1_500
    for vector, answer in zip(recorded, answers, strict=True):
        want = vector["want"]
        assert (answer.panic or answer.error) == want.get("err", ""), vector
        assert bool(answer.panic) == bool(want.get("crash")), vector
        assert answer.config == want.get("config"), vector
        mine = Counter([(one.kind, one.message, "", one.line, one.column) for one in answer.entries])
        assert mine == told(want.get("entries", []), positions=True), vector


@pytest.mark.reference
@pytest.mark.corpus
def test_appending_is_that_of_the_old_module(legacy_oracle: LegacyOracle) -> None:
    recorded = vectors("legacy-append")
    pairs = [(vector["parent"].encode(), vector["child"].encode()) for vector in recorded]
    answers = legacy_oracle.batch([ask_append(*pair) for pair in pairs])
    assert len(recorded) == 500
    for vector, answer in zip(recorded, answers, strict=True):
        assert answer.config == vector["want"]["config"], vector
        mine = Counter([(one.kind, one.message, "") for one in answer.entries])
        assert mine == told(vector["want"].get("entries", []), positions=False), vector


@pytest.mark.reference
@pytest.mark.corpus
@pytest.mark.parametrize("name", ["flatcar-translate", "flatcar-parse"])
def test_any_config_is_read_as_by_flatcars_ignition(legacy_oracle: LegacyOracle, name: str) -> None:
    recorded = vectors(name)
    answers = legacy_oracle.batch([ask_flatcar_parse(raw_of(vector)) for vector in recorded])
    assert len(recorded) > 2_000
    different = [
        (vector, answer)
        for vector, answer in zip(recorded, answers, strict=True)
        if not any(is_answer(answer, want, vector) for want in (vector["want"], *vector.get("others", ())))
    ]
    assert different == []


def is_answer(answer: FlatcarParsed, want: Tree, vector: Tree) -> bool:
    """Whether a recorded answer is this one; where units are random, it is one of several."""
    outcome: str = want.get("outcome", "")
    error: str = want.get("err", "")
    if outcome == "crash" or want.get("crash"):
        return answer.panic == error
    if outcome == "empty":
        return answer.name == "ErrEmpty"
    entries = want.get("entries", [])
    # Those of configs of specs 1 and 2 were recorded without positions: they are places of a text nobody sees.
    positions = any("line" in one for one in entries)
    names: list[str] = []
    config = answer.config
    if vector.get("unordered") and config is not None:
        units = config["systemd"]["units"]
        names = [unit["name"] for unit in units]
        config = {**config, "systemd": {"units": sorted(units, key=lambda unit: str(unit["name"]))}}
    mine = said(answer.entries, names, positions=positions)
    is_same = (answer.error, config) == (error, want.get("config"))
    return is_same and mine == told(entries, positions=positions)


# What is recorded here.


@pytest.mark.reference
def test_the_program_answers_what_is_recorded(legacy_oracle: LegacyOracle) -> None:
    head, *records = read_lines()
    documents = [record for record in records if "pair" not in record]
    pairs = [record for record in records if "pair" in record]
    assert (head["documents"], head["pairs"]) == (len(documents), len(pairs))
    raws = [text_in(record) for record in documents]
    parsed = legacy_oracle.batch([ask_parse(raw) for raw in raws])
    translated = legacy_oracle.batch([ask_translate(raw, {}) for raw in raws])
    flatcar = legacy_oracle.batch([ask_flatcar_parse(raw) for raw in raws])
    answers = [answers_out(one, other, third) for one, other, third in zip(parsed, translated, flatcar, strict=True)]
    different = [
        (record, answer)
        for record, answer in zip(documents, answers, strict=True)
        if {name: record[name] for name in answer} != answer
    ]
    assert different == []
    appended = legacy_oracle.batch([ask_append(*[text_in(one) for one in record["pair"]]) for record in pairs])
    assert [answer_out(answer) for answer in appended] == [record["append"] for record in pairs]


def test_the_file_says_who_answered_and_is_small() -> None:
    head = read_lines()[0]
    assert head.pop("go").startswith("go1.")
    modules = head.pop("modules")
    assert modules["github.com/flatcar/ignition"] == "v0.36.2"
    assert modules["github.com/ajeddeloh/go-json"] == "v0.0.0-20160803184958-73d058cf8437"
    assert head == {"documents": 4_095, "pairs": 300, "written by": record_legacy.COMMAND}
    assert record_legacy.PATH.stat().st_size < 600_000
    assert list(record_legacy.PATH.parent.iterdir()) == [record_legacy.PATH]


def test_the_same_documents_are_drawn_again() -> None:
    assert legacy_sources.documents() == legacy_sources.documents()
    assert legacy_sources.pairs() == legacy_sources.pairs()


def entries_of(part: str) -> set[str]:
    return {entry[1] for record in read_lines()[1:] for entry in record.get(part, {}).get("entries", ())}


NEVER_SAID: Final = {
    "ErrOldVersion": "the parser of another version reads such a config",
    "ErrNewVersion": "the parser refuses such a config before it validates it",
    "ErrInvalidVersion": "the parser refuses such a config before it validates it",
    "ErrDuplicateHTTPHeaders": "a message of its own names the header",
    "ErrEngineConfiguration": "said by the engine",
}


def test_every_error_of_the_old_module_is_recorded_or_cannot_be() -> None:
    listed = (PROGRAM / "report_legacy.go").read_text(encoding="utf-8")
    names = {line.split('"')[1] for line in listed.splitlines() if line.strip().startswith("shared.Err")}
    beside = {record["parse"].get("error") for record in read_lines()[1:] if "parse" in record}
    assert names - entries_of("parse") - beside == NEVER_SAID.keys()


def test_every_reason_for_not_translating_is_recorded() -> None:
    documents = [record for record in read_lines()[1:] if "translate" in record]
    reasons = {(record["translate"]["reason"], bool(record["translate"].get("panic"))) for record in documents}
    refusals = {"parse", "input", "create-without-force", "duplicate-inode", "own-link", "duplicate-dropin", "result"}
    assert reasons == {("", False), ("", True), *[(reason, False) for reason in refusals]}
    assert {"ErrDirtyPath", "ErrDuplicate", "ErrNeedLabelOrNumber", "ErrRaidDevicesRequired"} < entries_of("translate")
    assert {"ErrModeSpecialBits", "no-install-section", "ErrHardLinkSpecifiesOwner"} < entries_of("flatcar")


# What the program is, and how it is asked.


@pytest.mark.reference
def test_the_program_is_made_of_the_modules_that_go_mod_names(legacy_oracle: LegacyOracle) -> None:
    version = legacy_oracle.version()
    assert version["modules"]["github.com/flatcar/ignition"] == "v0.36.2"
    assert version["ignition"] == "v2.27.0"
    assert version["replaced"] == [MODULE]
    assert tuple(version["versions"]) == LEGACY_VERSIONS


@pytest.mark.reference
@pytest.mark.parametrize("version", LEGACY_VERSIONS)
def test_each_version_reads_itself_and_those_before_it(legacy_oracle: LegacyOracle, version: LegacyVersion) -> None:
    for number, other in enumerate(LEGACY_VERSIONS):
        answer = legacy_oracle.parse(write(other), version)
        assert (answer.error == "") == (number <= LEGACY_VERSIONS.index(version))
        if answer.config is not None:
            named = answer.config.get("ignitionVersion") or answer.config["ignition"]["version"]
            assert str(named) == version


@pytest.mark.reference
def test_a_panic_is_an_answer_and_the_next_question_has_one_too(legacy_oracle: LegacyOracle) -> None:
    filesystem = write("2.4.0", storage={"filesystems": [{"name": "a", "path": "/b"}]})
    answers: list[Answer] = [*legacy_oracle.batch([ask_translate(filesystem, {}), ask_translate(write("2.4.0"), {})])]
    assert "nil pointer" in answers[0].panic
    assert answers[0].config is None
    assert answers[1].panic == ""
    assert answers[1].config is not None
    with pytest.raises(OracleError, match="no such version"):
        legacy_oracle.parse(b"{}", "2.5.0")  # type: ignore[arg-type]  # the point of the test


@pytest.mark.reference
def test_a_config_of_2_0_0_may_be_impossible_to_write(legacy_oracle: LegacyOracle) -> None:
    raw = write("2.0.0", storage={"disks": [{"device": '/dev/"a'}]})
    answer = legacy_oracle.parse(raw, "2.0.0")
    assert "MarshalJSON" in answer.unwritable
    assert (answer.error, answer.config) == ("", None)
    assert legacy_oracle.parse(raw).config is not None


@pytest.mark.reference
def test_names_of_file_systems_count_from_1_in_each_answer(legacy_oracle: LegacyOracle) -> None:
    mounts = [{"name": name, "mount": {"device": f"/dev/{name}", "format": "ext4"}} for name in ("a", "oem", "b")]
    raw = write("2.4.0", storage={"filesystems": mounts})
    for answer in legacy_oracle.batch([ask_flatcar_parse(raw)] * 3):
        assert answer.config is not None
        paths = [one["path"] for one in answer.config["storage"]["filesystems"]]
        assert paths == ["/tmp/a-ign1", "/oem", "/tmp/b-ign3"]  # noqa: S108 - the reference's choice
    config = legacy_oracle.translate(raw, {"a": "/x", "b": "/y", "oem": "/z"}).config
    assert config is not None
    assert [one["path"] for one in config["storage"]["filesystems"]] == ["/x", "/z", "/y"]


@pytest.mark.reference
def test_units_of_one_name_are_one_where_the_first_was(legacy_oracle: LegacyOracle) -> None:
    names = ["b.service", "a.service", "b.service", "c.service"]
    for answer in legacy_oracle.batch(
        [ask_translate(write("2.4.0", systemd={"units": [{"name": n} for n in names]}))] * 20
    ):
        assert answer.config is not None
        assert [unit["name"] for unit in answer.config["systemd"]["units"]] == ["b.service", "a.service", "c.service"]


@pytest.mark.reference
def test_a_refusal_says_why(legacy_oracle: LegacyOracle) -> None:
    file = {"filesystem": "root", "path": "/a"}
    answer = legacy_oracle.flatcar_parse(write("2.1.0", storage={"files": [file, file]}))
    assert answer.reason == "duplicate-inode"
    assert answer.entries == answer.cause == ()
    answer = legacy_oracle.flatcar_parse(write("2.2.0", storage={"disks": [{"device": "/a", "partitions": [{}]}]}))
    assert answer.reason == "input"
    assert [entry.name for entry in answer.cause] == ["ErrSizeDeprecated", "ErrStartDeprecated"]
    answer = legacy_oracle.flatcar_parse(write("2.4.0", passwd={"groups": [{"name": "a"}, {"name": "a"}]}))
    assert answer.reason == "result"
    assert [(entry.name, entry.path) for entry in answer.cause] == [("ErrDuplicate", ("passwd", "groups", 1))]
    answer = legacy_oracle.flatcar_parse(write("2.4.0", storage={"files": [{"path": "a"}]}))
    assert (answer.reason, answer.name) == ("parse", "ErrInvalid")
    assert {entry.name for entry in answer.cause} == {"ErrPermissionsUnset", "ErrNoFilesystem", "ErrPathRelative"}
