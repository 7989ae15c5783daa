"""The reference answers, and its answers are read as it gave them."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from tests.oracle.building import (
    CACHE_VARIABLE,
    DIALECTS,
    ReferenceUnavailableError,
    build,
    find_go,
)
from tests.oracle.oracle import (
    VERSIONS,
    Contribution,
    Entry,
    Oracle,
    OracleError,
    ask_library,
    ask_parse,
    measure,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.oracle.oracle import Version

pytestmark = pytest.mark.reference


def write(version: str, **sections: object) -> bytes:
    return json.dumps({"ignition": {"version": version}, **sections}).encode()


def test_the_reference_is_the_release_that_go_mod_names(oracle: Oracle) -> None:
    answer = oracle.version()
    assert answer["ignition"] == "v2.27.0"
    assert tuple(answer["versions"]) == VERSIONS
    assert answer["go"].startswith("go1.")


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_parses_itself_and_refuses_the_others(oracle: Oracle, version: Version) -> None:
    parsed = oracle.parse(version, write(version))
    assert parsed.error == ""
    assert parsed.config is not None
    assert parsed.config["ignition"]["version"] == version
    for other in VERSIONS:
        if other != version:
            assert oracle.parse(other, write(version)).error == "unsupported config version"


def test_an_error_carries_its_path_line_and_column(oracle: Oracle) -> None:
    raw = b'{"ignition": {"version": "3.5.0"},\n "storage": {"files": [{"path": "a"}]}}'
    parsed = oracle.parse("3.5.0", raw)
    assert parsed.config is None
    assert parsed.error == "config is not valid"
    place = ("storage", "files", 0, "path")
    assert parsed.entries == (Entry("error", "path not absolute", "ErrPathRelative", place, 2, 33, marker=True),)


def test_an_unused_key_is_a_warning_and_the_config_stands(oracle: Oracle) -> None:
    parsed = oracle.parse("3.5.0", write("3.5.0", sotrage={}))
    assert parsed.config is not None
    assert [(entry.kind, entry.path) for entry in parsed.entries] == [("warning", ("sotrage",))]


def test_validation_without_positions_sees_no_unused_key(oracle: Oracle) -> None:
    raw = write("3.5.0", sotrage={})
    assert len(oracle.validate("3.5.0", raw).entries) == 1
    assert oracle.validate("3.5.0", raw, positions=False).entries == ()


def test_any_version_is_parsed_to_the_newest(oracle: Oracle) -> None:
    for version in VERSIONS:
        config = oracle.parse_any(write(version)).config
        assert config is not None
        assert config["ignition"]["version"] == VERSIONS[-1]


def test_a_version_knows_those_before_it_and_none_after(oracle: Oracle) -> None:
    assert oracle.parse_upto("3.3.0", write("3.1.0")).error == ""
    assert oracle.parse_upto("3.3.0", write("3.4.0")).error == "unsupported config version"


def test_decoding_tells_syntax_from_type(oracle: Oracle) -> None:
    assert oracle.decode("3.0.0", b"{").kind == "syntax"
    assert oracle.decode("3.0.0", b'{"storage": []}').kind == "type"
    assert oracle.decode("3.0.0", b"null").error == ""


def test_a_merge_says_where_each_value_came_from(oracle: Oracle) -> None:
    parent = write("3.5.0", storage={"files": [{"path": "/a", "mode": 420}]})
    child = write("3.5.0", storage={"files": [{"path": "/a", "mode": 384}]})
    merged = oracle.merge("3.5.0", parent, child)
    assert [file["mode"] for file in merged.config["storage"]["files"]] == [384]
    mode = ("storage", "files", 0, "mode")
    assert Contribution("child", mode, mode) in merged.transcript


def test_translation_masks_special_bits_on_the_way_into_3_6(oracle: Oracle) -> None:
    raw = write("3.5.0", storage={"files": [{"path": "/a", "mode": 0o4755}]})
    assert oracle.translate("3.5.0", "3.5.0", raw)["storage"]["files"][0]["mode"] == 0o4755
    assert oracle.translate("3.5.0", "3.6.0", raw)["storage"]["files"][0]["mode"] == 0o755


def test_translation_never_goes_down(oracle: Oracle) -> None:
    with pytest.raises(OracleError, match=r"nothing translates down, from 3\.5\.0 to 3\.4\.0"):
        oracle.translate("3.5.0", "3.4.0", write("3.5.0"))


def test_the_libraries_beneath_the_rules_answer(oracle: Oracle) -> None:
    assert oracle.url("s3://b/k?versionId=a&versionId=b")["versionId"] == ["a", "b"]
    assert oracle.url("http://a/b")["versionId"] is None
    assert oracle.url("%zz")["error"] != ""
    assert oracle.dataurl("data:,a%00b")["data"] == b"a\0b"
    assert oracle.dataurl("data:;base64,!")["error"] != ""
    assert oracle.unit("[Unit]\nDescription=x\n")["options"] == [["Unit", "Description", "x"]]
    assert oracle.path("/a/../b.c")["clean"] == "/b.c"
    assert oracle.path("a")["isabs"] is False
    assert oracle.semver("3.7.0-experimental")["pre"] == "experimental"
    assert oracle.json("[1,]")["kind"] == "syntax"


def test_a_batch_answers_what_single_questions_answer(oracle: Oracle) -> None:
    questions = [ask_parse(version, write(version, a=n)) for version in VERSIONS for n in range(99)]
    answers = oracle.batch(questions)
    assert len(answers) == len(questions)
    assert answers[::97] == [oracle.ask(question) for question in questions[::97]]


def test_a_batch_may_ask_under_each_dialect_in_turn(oracle: Oracle) -> None:
    questions = [ask_parse("3.5.0", write("3.5.0", a=n)).under(DIALECTS[n % 2]) for n in range(300)]
    assert oracle.batch(questions) == [oracle.ask(question) for question in questions]
    script = ask_parse("3.5.0", b"#!")
    names = [answer.name for answer in oracle.batch([script, script.under("flatcar"), script])]
    assert names == ["ErrInvalid", "ErrEmpty", "ErrInvalid"]


def test_any_bytes_get_an_answer_and_the_next_question_too(oracle: Oracle) -> None:
    assert oracle.parse("3.0.0", b"").error == "not a config (empty)"
    for raw in (b"\0", b"\xff\xfe", b"{", b"[" * 100_000, b'"\xed\xa0\x80"'):
        assert oracle.parse_any(raw).error == "config is not valid"
    assert oracle.parse("3.0.0", write("3.0.0")).error == ""


def test_a_question_that_fails_is_named_in_the_error(oracle: Oracle) -> None:
    with pytest.raises(OracleError, match=r"no such version: \"2\.0\.0\" \(asked .*parse"):
        oracle.parse("2.0.0", b"{}")  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(OracleError, match="cannot decode"):
        oracle.validate("3.0.0", b"{")


def test_a_closed_oracle_says_so() -> None:
    with Oracle() as running:
        running.close()
        with pytest.raises(OracleError, match="closed"):
            running.version()


def test_a_process_that_dies_is_reported_with_its_last_words(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nread line\necho 'no such luck' >&2\nexit 7\n")
    broken.chmod(stat.S_IRWXU)
    with Oracle(broken) as running, pytest.raises(OracleError, match=r"status 7.*no such luck"):
        running.ask(ask_library("json", "1"))


def test_the_bench_times_every_phase(tmp_path: Path) -> None:
    base, user = tmp_path / "base.ign", tmp_path / "user.ign"
    base.write_bytes(write("3.4.0", storage={"files": [{"path": "/a"}]}))
    user.write_bytes(write("3.5.0", storage={"files": [{"path": "/b"}]}))
    answer = measure(base, user, repeat=3)
    assert sorted(answer["phases_ns"]) == ["marshal", "merge", "parse", "validate"]
    assert len(answer["totals_ns"]) == 3
    assert 0 < answer["total_ns"] <= max(answer["totals_ns"])
    assert answer["peak_rss_kib"] > 1000


def test_without_go_the_message_names_what_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "go"
    old.write_text("#!/bin/sh\necho go1.19.8\n")
    old.chmod(stat.S_IRWXU)
    monkeypatch.setattr("tests.oracle.building._list_go", lambda: iter([str(old)]))
    assert find_go() is None
    with pytest.raises(ReferenceUnavailableError, match=r"needs Go 1\.26 .*is go1\.19\.8"):
        build(tmp_path)


def test_a_build_is_kept_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    first = build()
    assert first.is_relative_to(tmp_path)
    made = first.stat().st_mtime_ns
    assert build() == first
    assert first.stat().st_mtime_ns == made
