"""The schemas say what the description says, and the two ways to run them are one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import ignition_compose
from ignition_compose.answers import ANSWERS
from ignition_compose.checks.conforming import is_valid, violations
from ignition_compose.checks.schemas import file_name, files, main, schema, schema_text, stale_files
from ignition_compose.errors import UnknownVersion
from ignition_compose.fast.plain import is_plain
from ignition_compose.models import forms
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.report import Severity
from ignition_compose.versions import SpecVersion
from tests.needs import SHARED
from tests.oracle.oracle import Oracle

ROOT = Path(__file__).parents[3]
CORPUS = SHARED / "corpus" / "ignition-docs"
BOTH = pytest.mark.parametrize("strict", [False, True], ids=["default", "strict"])
EVERY = pytest.mark.parametrize("version", SPEC3.versions)


def config(version: str = "3.4.0", **sections: Any) -> dict[str, Any]:
    return {"ignition": {"version": version}, **sections}


def only(values: Any, version: str = "3.4.0", *, strict: bool = False) -> tuple[str, tuple[str | int, ...], str]:
    """The one finding on *values*."""
    [finding] = violations(values, version, strict=strict)
    assert finding.severity is Severity.ERROR
    assert not is_valid(values, version, strict=strict)
    return finding.code, finding.tokens, finding.message


@EVERY
@BOTH
def test_a_schema_conforms_to_its_metaschema(version: str, strict: bool) -> None:  # noqa: FBT001
    jsonschema.Draft202012Validator.check_schema(schema(version, strict=strict))


@EVERY
@BOTH
def test_the_schema_of_a_version_judges_the_least_config(version: str, strict: bool) -> None:  # noqa: FBT001
    assert is_valid(config(version), version, strict=strict)
    assert violations(config(version), version, strict=strict) == []
    other = "3.0.0" if version != "3.0.0" else "3.1.0"
    assert not is_valid(config(other), version, strict=strict)


def test_the_checked_in_schemas_are_fresh() -> None:
    assert stale_files(ROOT / "schemas") == []


def test_there_are_two_schemas_for_each_version_and_one_for_each_answer() -> None:
    configs = [file_name(version, strict=strict) for version in SpecVersion for strict in (False, True)]
    assert sorted(files()) == sorted([*configs, *[f"{name}.json" for name in ANSWERS]])


def test_every_object_of_the_description_is_a_definition_with_every_member_in_order() -> None:
    for version in SpecVersion:
        found = schema(version)
        for view in SpecView.of(version).models:
            node = found if view is SpecView.of(version).root else found["$defs"][view.name]
            assert list(node["properties"]) == [field.json for field in view.fields]
            assert all(member["description"] for member in node["properties"].values())
            assert node["title"]
            assert node["description"]


def test_every_pattern_of_the_description_has_words() -> None:
    patterns = {f.pattern for v in SpecVersion for m in SpecView.of(v).models for f in m.fields if f.pattern}
    assert patterns == set(forms.WORDS)


def test_no_dollar_stands_for_an_end_but_the_last() -> None:
    # `schema._compile` replaces the last one, because Python's would let a newline through.
    for pattern in forms.WORDS:
        assert "$" not in pattern[:-1]


def test_a_description_says_since_when_a_member_and_a_choice_exist() -> None:
    definitions = schema("3.7.0-experimental")["$defs"]
    assert definitions["Luks"]["properties"]["cex"]["description"].endswith(" Since spec 3.5.0.")
    assert "`none` since spec 3.3.0." in definitions["Filesystem"]["properties"]["format"]["description"]
    assert "spec" not in definitions["File"]["properties"]["path"]["description"]


def test_an_unknown_version_has_no_schema() -> None:
    for ask in (schema, schema_text, file_name):
        with pytest.raises(UnknownVersion):
            ask("3.99.0")
    with pytest.raises(UnknownVersion):
        is_valid({}, "3.99.0")
    with pytest.raises(UnknownVersion):
        violations({}, "3.99.0")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"ignition": None, "storage": None},
        config(storage={"files": None, "unknown": [1.5]}),
        config(storage={"files": [None, {"PATH": "relative"}]}),
        config(storage={"raid": [{"devices": [None], "level": None}]}),
        config() | {"": 1, "SYSTEMD": {"units": 5}},
        {"ignition": {"version": "03.4.00-+"}},
    ],
)
def test_the_default_schema_takes_nulls_unknown_members_and_other_cases(values: Any) -> None:
    assert violations(values, "3.4.0") == []
    assert is_valid(values, "3.4.0")
    assert violations(values, "3.4.0", strict=True)
    assert not is_valid(values, "3.4.0", strict=True)


def test_a_missing_member_is_found_where_it_should_be() -> None:
    values = config(storage={"raid": [{}]})
    found = violations(values, "3.4.0", strict=True)
    assert [(f.code, f.tokens) for f in found] == [
        ("schema-required", ("storage", "raid", 0, name)) for name in ("devices", "level", "name")
    ]
    assert [f.message.partition(":")[0] for f in found] == [
        "'devices' is missing",
        "'level' is missing",
        "'name' is missing",
    ]


def test_an_unknown_member_is_found_at_its_own_place_with_advice() -> None:
    where = ("storage", "files", 0)
    file = {"path": "/a", "Mode": 1, "cuntents": {}, "zzz": 1}
    found = violations(config(storage={"files": [file]}), "3.4.0", strict=True)
    assert [(f.code, f.tokens, f.at_name) for f in found] == [
        ("schema-additional-properties", (*where, "Mode"), True),
        ("schema-additional-properties", (*where, "cuntents"), True),
        ("schema-additional-properties", (*where, "zzz"), True),
    ]
    assert [f.message.partition("; ")[2] for f in found] == [
        "did you mean 'mode'?",
        "did you mean 'contents'?",
        "known here: group, overwrite, path, user, append, contents, mode",
    ]


def test_a_member_of_a_later_version_is_told_with_that_version() -> None:
    _, tokens, message = only(config("3.1.0", storage={"luks": []}), "3.1.0", strict=True)
    assert tokens == ("storage", "luks")
    assert message == "there is no 'luks' here; it needs spec 3.2.0"
    assert only(config(another=1), strict=True)[2] == (
        "there is no 'another' here; known here: ignition, kernelArguments, passwd, storage, systemd"
    )


@pytest.mark.parametrize(
    ("sections", "code", "tokens", "message"),
    [
        ({"storage": []}, "schema-type", ("storage",), "must be an object, not a list"),
        (
            {"storage": {"files": [{"path": "/a", "mode": "x"}]}},
            "schema-type",
            ("storage", "files", 0, "mode"),
            "must be an integer, not text",
        ),
        (
            {"storage": {"files": [{"path": "/a", "mode": 1.5}]}},
            "schema-type",
            ("storage", "files", 0, "mode"),
            "must be an integer, not a number",
        ),
        (
            {"storage": {"files": [{"path": "/a", "mode": 4096}]}},
            "schema-maximum",
            ("storage", "files", 0, "mode"),
            "must be at most 4095",
        ),
        (
            {"passwd": {"users": [{"name": "a", "uid": -(2**63) - 1}]}},
            "schema-minimum",
            ("passwd", "users", 0, "uid"),
            "must be at least -9223372036854775808",
        ),
        (
            {"storage": {"filesystems": [{"device": "/a", "format": "virtiofs"}]}},
            "schema-enum",
            ("storage", "filesystems", 0, "format"),
            'must be one of "", "ext4", "btrfs", "xfs", "swap", "vfat", "none"',
        ),
        (
            {"storage": {"raid": [{"name": "a", "level": "1", "devices": ["/dev/a", "b"]}]}},
            "schema-pattern",
            ("storage", "raid", 0, "devices", 1),
            f"must be {forms.WORDS[forms.PATH]}",
        ),
        (
            {"ignition": {"version": "3.5.0"}},
            "schema-pattern",
            ("ignition", "version"),
            'must be "3.4.0", the version of this schema',
        ),
    ],
)
def test_each_keyword_has_its_code_place_and_message(
    sections: dict[str, Any], code: str, tokens: tuple[str | int, ...], message: str
) -> None:
    assert only(config() | sections) == (code, tokens, message)
    assert violations(config() | sections, "3.4.0", strict=True)[0].tokens == tokens


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", " "])
def test_nothing_may_follow_what_a_pattern_ends_with(end: str) -> None:
    values = config(systemd={"units": [{"name": f"a.service{end}"}]})
    assert only(values) == (
        "schema-pattern",
        ("systemd", "units", 0, "name"),
        f"must be {forms.WORDS[forms.UNIT_NAME]}",
    )


def test_messages_hold_no_values() -> None:
    secret = "hunter2" * 3
    contents = {"source": [secret], "httpHeaders": [{"name": "a", "value": [secret]}]}
    broken = config(
        passwd={"users": [{"name": "a", "passwordHash": {secret: secret}, "uid": secret}]},
        storage={"files": [{"path": secret, "mode": secret, "contents": contents}]},
        systemd={"units": [{"name": secret}]},
    )
    for strict in (False, True):
        found = violations(broken, "3.4.0", strict=strict)
        assert len(found) > 5
        assert not [finding for finding in found if secret in finding.message]


def test_a_long_unknown_name_is_cut() -> None:
    assert len(only(config() | {"x" * 10_000: 1}, strict=True)[2]) < 200


def deep(levels: int = 100_000) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


class Text(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("sections", "valid"),
    [
        ({"storage": {"files": [{"path": "/\ud800"}]}}, True),
        ({"storage": {"files": [{"path": "\ud800"}]}}, False),
        ({"\ud800": 1}, True),
        ({"unknown": deep()}, True),
        ({"storage": deep()}, False),
        ({"storage": {"files": ({"path": Text("/a")},)}}, True),
        ({"storage": {"files": ({"path": Text("a")},)}}, False),
        ({"storage": {"files": [{"path": "/a", "mode": 7.0}]}}, True),
        ({"storage": {"files": [{"path": "/a", "mode": float("nan")}]}}, False),
        ({"storage": {"files": [{"path": "/a", "mode": True}]}}, False),
        ({"passwd": {"users": [{"uid": 2**63 - 1}, {"uid": -(2**63)}]}}, True),
        ({"passwd": {"users": [{"uid": 2**63}]}}, False),
        ({"passwd": {"users": [{"uid": 10**300}]}}, False),
        ({"passwd": {"users": [{"uid": b"1"}]}}, False),
        ({"storage": {"filesystems": [{"format": deep()}]}}, False),
        ({"ignition": {"version": deep()}}, False),
    ],
    ids=range(16),
)
def test_both_ways_agree_on_odd_values(sections: dict[str, Any], valid: bool) -> None:  # noqa: FBT001
    assert is_valid(config() | sections, "3.4.0") is valid
    assert (violations(config() | sections, "3.4.0") == []) is valid


@pytest.mark.parametrize("values", [None, [], "", 5, True])
@BOTH
def test_a_document_is_an_object(values: Any, strict: bool) -> None:  # noqa: FBT001
    code, tokens, _ = only(values, strict=strict)
    assert (code, tokens) == ("schema-type", ())


def test_plain_values_are_canonical_and_have_plain_forms() -> None:
    def replace(source: str) -> dict[str, Any]:
        return {"ignition": {"version": "3.4.0", "config": {"replace": {"source": source}}}}

    assert is_plain(replace("https://example.com/a"), SpecVersion("3.4.0"))
    assert is_plain(replace("data:,a%20b"), SpecVersion("3.4.0"))
    for odd in ("s3://a/b", "data:,%zz", "https://[::1", ""):
        assert is_valid(replace(odd), "3.4.0", strict=True)
        assert not is_plain(replace(odd), SpecVersion("3.4.0"))
    hashes = {
        "sha512-" + "a" * 128: True,
        "sha512-" + "a" * 127: False,
    }
    for digest, plain in hashes.items():
        values = replace("https://example.com/a")
        values["ignition"]["config"]["replace"]["verification"] = {"hash": digest}
        assert is_plain(values, SpecVersion("3.4.0")) is plain
    assert not is_plain(config(unknown=1), SpecVersion("3.4.0"))
    assert not is_plain(config(storage=None), SpecVersion("3.4.0"))


def test_write_and_check_agree_and_check_sees_what_is_stale(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "schemas"
    assert main(["--write", str(folder)]) == 0
    assert main(["--check", str(folder)]) == 0
    assert all(path.read_bytes().endswith(b"}\n") for path in folder.iterdir())
    (folder / file_name("3.4.0")).write_text("{}\n")
    (folder / file_name("3.5.0")).unlink()
    (folder / "ignition-9.json").write_text("{}\n")
    assert main(["--check", str(folder)]) == 1
    assert stale_files(folder) == ["ignition-3.4.0.json", "ignition-3.5.0.json", "ignition-9.json"]
    assert capsys.readouterr().err.count("stale") == 3


def test_the_module_runs_as_a_command() -> None:
    command = [sys.executable, "-m", "ignition_compose.checks.schemas", "--check", str(ROOT / "schemas")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_shipped_schemas_are_read_and_are_those_of_the_description(tmp_path: Path) -> None:
    package = tmp_path / "ignition_compose"
    shutil.copytree(Path(ignition_compose.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(package / "schemas", ignore_errors=True)
    shutil.copytree(ROOT / "schemas", package / "schemas")
    (package / "schemas" / file_name("3.0.0")).write_text("shipped")
    program = (
        "import ignition_compose.checks.schemas as s; print(s.__file__); print(s.schema_text('3.0.0'));"
        "print(s.schema_text('3.4.0', strict=True), end='')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
    )
    where, first, rest = done.stdout.split("\n", 2)
    assert Path(where).is_relative_to(tmp_path)
    assert first == "shipped"
    assert json.loads(rest) == schema("3.4.0", strict=True)
    assert rest == schema_text("3.4.0", strict=True)


def test_importing_the_module_imports_no_validator() -> None:
    names = "'jsonschema' in sys.modules, 'jsonschema_rs' in sys.modules"
    program = f"import ignition_compose.checks.schemas, sys; print({names})"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.split() == ["False", "False"]


def corpus() -> list[Path]:
    return [
        path
        for path in sorted(CORPUS.glob("*.ign"))
        if json.loads(path.read_bytes())["ignition"]["version"] in SPEC3.versions
    ]


@pytest.mark.reference
@pytest.mark.corpus
def test_the_default_schema_accepts_the_real_configs_that_the_reference_accepts() -> None:
    paths = corpus()
    assert paths
    with Oracle() as oracle:
        for path in paths:
            raw = path.read_bytes()
            values = json.loads(raw)
            version = values["ignition"]["version"]
            if oracle.parse(version, raw).config is not None:
                assert violations(values, version) == [], path.name
                assert is_valid(values, version), path.name
