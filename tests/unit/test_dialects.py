"""Two Ignitions read one document each in its way; a dialect is one release and a few rules."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest

import ignition_compose as ic
from ignition_compose.dialects import (
    BEFORE_SPEC_3,
    FLATCAR,
    FLATCAR_3033,
    FLATCAR_MAIN,
    NAMES,
    UPSTREAM,
    Dialect,
    dialect_of,
)
from ignition_compose.documents.dispatch import version_of
from ignition_compose.reading import read_as
from ignition_compose.tables.table import rows

VERSION = {"ignition": {"version": "3.4.0"}}
OEM_FILE = {**VERSION, "storage": {"files": [{"path": "/a", "contents": {"source": "oem:///a"}}]}}
CLOUD_CONFIG = b"#cloud-config\nusers: []\n"


def codes(content: Any, dialect: str) -> list[tuple[str, str]]:
    return [(entry.code, entry.pointer) for entry in ic.validate(content, dialect=dialect)]


def test_flatcar_is_one_release_with_patches_and_upstream_the_newest_release() -> None:
    assert NAMES[0] == FLATCAR
    assert dialect_of(FLATCAR).release == "2.24.0"
    assert dialect_of(FLATCAR_MAIN).release == "2.26.0"
    assert dialect_of(UPSTREAM).release == rows("ignition")[-1].release


def test_there_is_one_value_for_each_dialect_however_it_travelled() -> None:
    for name in NAMES:
        dialect = dialect_of(name)
        assert dialect_of(name) is dialect
        assert pickle.loads(pickle.dumps(dialect)) is dialect  # noqa: S301
        assert copy.deepcopy(dialect) is dialect
        assert dialect.release in repr(dialect)


@pytest.mark.parametrize("name", ["coreos", "", "Flatcar", None, 3, ["flatcar"], {}])
def test_a_dialect_that_is_none_is_an_error_that_names_those_that_are(name: Any) -> None:
    with pytest.raises(ic.InvalidInput, match="known are flatcar, flatcar-stable"):
        dialect_of(name)
    with pytest.raises(ic.InvalidInput, match="known are flatcar, flatcar-stable"):
        ic.read(b"{}", dialect=name)
    with pytest.raises(ic.InvalidInput, match="known are flatcar, flatcar-stable"):
        ic.compose(dialect=name)


def test_flatcar_is_the_dialect_where_none_is_named() -> None:
    assert ic.read(OEM_FILE).dialect.name == ic.compose(user=OEM_FILE).layers[0].document.dialect.name == FLATCAR  # type: ignore[union-attr]


def test_a_url_of_oem_is_valid_under_flatcar_alone() -> None:
    assert codes(OEM_FILE, FLATCAR) == []
    assert codes(OEM_FILE, UPSTREAM) == [("invalid-scheme", "/storage/files/0/contents/source")]


def test_user_data_of_another_kind_is_no_config_under_flatcar_and_a_broken_one_upstream() -> None:
    with pytest.raises(ic.NoConfig, match="cloud-config"):
        ic.parse(CLOUD_CONFIG)
    with pytest.raises(ic.InvalidConfig, match="this is not JSON"):
        ic.parse(CLOUD_CONFIG, dialect=UPSTREAM)
    default = {**VERSION, "passwd": {"users": [{"name": "core"}]}}
    assert ic.compose(user=CLOUD_CONFIG, default=default).used_default
    with pytest.raises(ic.InvalidConfig, match=r"it is cloud-config, which only Flatcar's Ignition leaves to others"):
        ic.compose(user=CLOUD_CONFIG, default=default, dialect=UPSTREAM)


def test_no_bytes_at_all_are_no_config_under_both() -> None:
    for dialect in NAMES:
        with pytest.raises(ic.NoConfig):
            ic.parse(b"", dialect=dialect)
        default = VERSION if dialect_of(dialect).older != "read" else {"ignition": {"version": "2.3.0"}}
        assert ic.compose(user=b"", default=default, dialect=dialect).used_default


@pytest.mark.parametrize("value", ["1", 1.5, True, [], {}])
def test_flatcar_wants_an_integer_as_the_version_of_spec_1_and_upstream_does_not_look(value: Any) -> None:
    text = json.dumps({**VERSION, "ignitionVersion": value})
    assert codes(text, FLATCAR) == [("wrong-type", "/ignitionVersion")]
    assert codes(text, UPSTREAM) == [("unused-key", "/ignitionVersion")]


@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize("value", [0, 1, 2, 3, None])
def test_a_version_of_spec_1_alone_is_a_version_to_flatcar_if_it_is_1(dialect: str, value: Any) -> None:
    wanted = ("unknown-version", "/ignitionVersion")
    if dialect_of(dialect).older == "refused" or (value is None and dialect_of(dialect).older != "read"):
        wanted = ("invalid-version", "/ignition/version")
    elif value is None:
        wanted = ("unknown-version", "/ignition/version")
    elif value == 1:
        wanted = ("format-deprecated", "")
    assert codes({"ignitionVersion": value}, dialect) == [wanted]


NEWEST_OF = {FLATCAR: "3.1.0", FLATCAR_3033: "2.3.0", BEFORE_SPEC_3: "2.4.0"}


def test_the_last_flatcar_with_ignition_0_x_takes_no_2_4_0() -> None:
    # Its experimental version was between 2.3.0 and 2.4.0, which came with the release that no image had.
    newest = {"ignition": {"version": "2.4.0"}}
    [error] = ic.validate(newest, dialect=FLATCAR_3033).errors
    assert (error.code, error.pointer) == ("unknown-version", "/ignition/version")
    assert "known are 2.0.0, 2.1.0, 2.2.0, 2.3.0, and" in error.message
    assert "this is Ignition 0.36.1, and spec 2.4.0 is read by Flatcar from 3185 on" in error.message
    assert not ic.validate(newest, dialect=BEFORE_SPEC_3).is_fatal


@pytest.mark.parametrize("version", ["1.0.0", "2.0.0", "2.1.0", "2.2.0", "2.3.0", "2.4.0"])
def test_an_older_spec_is_read_by_flatcar_old_and_new_and_refused_upstream(version: str) -> None:
    older = {"ignition": {"version": version}} if version != "1.0.0" else {"ignitionVersion": 1}
    for dialect, newest in NEWEST_OF.items():
        if (dialect, version) == (FLATCAR_3033, "2.4.0"):
            continue
        assert not ic.validate(older, dialect=dialect).is_fatal
        assert ic.parse(older, dialect=dialect).version == version
        assert ic.compose(user=older, dialect=dialect).config.version == newest
    report = ic.validate({"ignition": {"version": version}}, dialect=UPSTREAM)
    assert not report.is_limited
    assert "only Flatcar's Ignition reads specs 1 and 2" in report.errors[0].message
    with pytest.raises(ic.InvalidConfig):
        ic.compose(user=older, dialect=UPSTREAM)


def test_a_flatcar_with_ignition_0_x_refuses_spec_3_and_says_which_one_takes_it() -> None:
    with pytest.raises(ic.InvalidConfig, match="spec 3 is read by Flatcar from 3185 on"):
        ic.parse(VERSION, dialect=FLATCAR_3033)


@pytest.mark.parametrize("name", ["flatcar-2605.27.0", "flatcar-3033", "flatcar-3033.3.18", "flatcar-3139.2.3"])
def test_every_release_of_flatcar_with_ignition_0_x_is_a_dialect(name: str) -> None:
    assert dialect_of(name).older == "read"
    assert dialect_of(name) is dialect_of(name)
    assert pickle.loads(pickle.dumps(dialect_of(name))) is dialect_of(name)  # noqa: S301


@pytest.mark.parametrize(
    "name", ["flatcar-", "flatcar-1575", "flatcar-a", "flatcar-3033.3.18.1", "flatcar-²", "flatcar-3033."]
)
def test_a_release_that_there_is_not_is_no_dialect(name: str) -> None:
    with pytest.raises(ic.InvalidInput, match="any other release of Flatcar"):
        dialect_of(name)


@pytest.mark.parametrize("version", ["2.5.0", "2.4.1", "2.0.0+a", "2.1.0-experimental", "4.0.0", "0.1.0"])
def test_what_no_ignition_reads_is_no_limit(version: str) -> None:
    assert not ic.validate({"ignition": {"version": version}}).is_limited


def test_a_config_that_is_refused_for_another_reason_too_is_refused() -> None:
    older = {"ignition": {"version": "2.9.0"}}
    broken = {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "a"}]}}
    with pytest.raises(ic.InvalidConfig):
        ic.compose(base=[older, broken])


def test_a_document_is_read_again_under_another_dialect_and_only_then() -> None:
    for content in (json.dumps(OEM_FILE), OEM_FILE, ic.Config.from_dict(OEM_FILE)):
        flatcar = ic.read(content, source="user.ign")
        assert ic.read(flatcar) is flatcar
        upstream = ic.read(flatcar, dialect=UPSTREAM)
        assert (upstream.source, upstream.dialect.name) == ("user.ign", UPSTREAM)
        assert [entry.code for entry in upstream.report] == ["invalid-scheme"]
        assert ic.read(upstream).report == flatcar.report == ic.Report()
        assert ic.read(flatcar, source="other").source == "other"


def test_what_is_no_config_can_be_read_again_too() -> None:
    flatcar = ic.read(CLOUD_CONFIG)
    assert not flatcar.is_config
    assert ic.read(flatcar, dialect=UPSTREAM).is_config
    looped: dict[str, Any] = {}
    looped["ignition"] = looped
    refused = ic.read(looped)
    assert [entry.code for entry in refused.report] == ["invalid-json"]
    assert ic.read(refused, dialect=UPSTREAM).report == refused.report


def test_documents_of_another_dialect_are_composed_as_the_asked_one_reads_them() -> None:
    document = ic.read(OEM_FILE)
    assert ic.compose(user=document).config.version == "3.4.0"
    with pytest.raises(ic.InvalidConfig, match="invalid-scheme"):
        ic.compose(user=document, dialect=UPSTREAM)


def test_a_spec_that_the_release_does_not_take_yet_is_refused_and_the_first_that_does_is_named() -> None:
    config = {"ignition": {"version": "3.6.0"}}
    old = read_as(config, None, Dialect("flatcar", "2.24.0"))
    [entry] = old.report
    assert (entry.severity, entry.code) == ("error", "unknown-version")
    assert "this is Ignition 2.24.0, and the first release that takes it is 2.26.0" in entry.message
    assert read_as(config, None, Dialect("flatcar", "2.26.0")).report == ic.Report()


@pytest.mark.parametrize(
    ("release", "specs", "newest", "newest_stable"),
    [
        ("2.6.0", 2, "3.1.0", "3.1.0"),
        ("2.14.0", 4, "3.4.0", "3.3.0"),
        ("2.24.0", 7, "3.6.0", "3.5.0"),
        ("2.26.0", 8, "3.7.0-experimental", "3.6.0"),
    ],
)
def test_a_release_folds_at_what_its_experimental_version_amounts_to(
    release: str, specs: int, newest: str, newest_stable: str
) -> None:
    dialect = Dialect("x", release)
    assert (dialect.newest, dialect.newest_stable) == (newest, newest_stable)
    assert len(dialect.specs) == specs or dialect.specs[-1] == newest_stable


@pytest.mark.parametrize(
    ("dialect", "version"),
    [
        ("flatcar", "3.6.0-experimental"),
        ("ignition-2.10", "3.3.0-experimental"),
        ("flatcar-3033.3.18", "2.4.0-experimental"),
    ],
)
def test_what_was_an_experiment_of_the_release_is_a_limit_of_ours(dialect: str, version: str) -> None:
    report = ic.validate({"ignition": {"version": version}}, dialect=dialect)
    assert report.is_limited
    [error] = report.errors
    assert (error.code, error.pointer) == ("unsupported-version", "/ignition/version")
    with pytest.raises(ic.UnsupportedConfig):
        ic.parse({"ignition": {"version": version}}, dialect=dialect)


def test_an_experimental_version_that_became_a_stable_one_is_answered_with_that() -> None:
    version, finding = version_of("3.6.0-experimental", dialect_of(UPSTREAM))
    assert version is None
    assert finding is not None
    assert "this one became 3.6.0, write that" in finding.message
