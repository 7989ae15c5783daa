"""Configs that others wrote: the examples of Ignition's documentation over a base that Flatcar ships."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ignition_compose as ic
from tests.documents import NEWEST
from tests.needs import SHARED
from tests.unit.cases import bare

if TYPE_CHECKING:
    from tests.oracle.oracle import Oracle

CORPUS = SHARED / "corpus"
BASE = CORPUS / "flatcar-oem" / "oem-ec2-compat__openstack.ign"

pytestmark = pytest.mark.corpus


def version_of(path: Path) -> str:
    try:
        version = json.loads(path.read_text())["ignition"]["version"]
    except (ValueError, KeyError):
        return ""
    return version if isinstance(version, str) else ""


LEGACY = sorted(path for path in CORPUS.glob("*/*.ign") if version_of(path).startswith("2."))
USERS = sorted(path for path in CORPUS.glob("ignition-docs/*.ign") if version_of(path).startswith("3."))
OEM = sorted(path for path in CORPUS.glob("flatcar-oem/*.ign") if version_of(path).startswith("3."))
CLOUD_CONFIGS = sorted(CORPUS.glob("flatcar-oem/*.yml"))


def test_the_corpus_holds_configs_of_spec_3() -> None:
    assert len(USERS) >= 20
    assert version_of(BASE) == "3.3.0"
    assert CLOUD_CONFIGS
    assert {*USERS, *OEM, *LEGACY} == {*CORPUS.glob("*/*.ign")}


def name_of(path: object) -> str | None:
    """The name of a case; the first pytest that we allow asks for that of no case too."""
    return path.stem if isinstance(path, Path) else None


@pytest.mark.parametrize("path", USERS, ids=name_of)
def test_a_documented_config_composes_over_the_base(path: Path) -> None:
    composition = ic.compose(base=BASE, user=path, dialect="flatcar-main", unresolved="allow")
    if composition.layers[1].state == "unresolved":
        # It names one that takes its place.
        assert [entry.code for entry in composition.report.warnings] == ["unresolved-reference"]
        return
    assert composition.config.version == max(ic.SpecVersion("3.3.0"), ic.SpecVersion(version_of(path)))
    assert [layer.state for layer in composition.layers] == ["used", "used", "not-found"]
    assert not composition.report.is_fatal
    own = {str(entry.source) for entry in composition.report}
    assert own <= {str(BASE), str(path), "composed result"}

    base, user = ic.parse(BASE), ic.parse(path, dialect="flatcar-main")
    merged = ic.merge(ic.translate(base, NEWEST).config, ic.translate(user, NEWEST).config).to_dict()
    merged["ignition"]["version"] = composition.config.version
    assert composition.config.to_dict() == merged

    units = {unit.name for unit in composition.config.systemd.units}
    assert {unit.name for unit in (*base.systemd.units, *user.systemd.units)} == units


@pytest.mark.parametrize("path", [*USERS, *OEM], ids=name_of)
@pytest.mark.reference
def test_the_reference_says_the_same_of_a_real_config(oracle: Oracle, path: Path) -> None:
    raw = path.read_bytes()
    parsed = oracle.parse_any(raw)
    report = ic.validate(raw, dialect="flatcar-main")
    assert report.is_fatal == bool(parsed.error)
    graver = [entry for entry in report if entry.severity is not ic.Severity.INFO]
    assert sorted((entry.severity.value, entry.pointer, entry.line, entry.column) for entry in graver) == sorted(
        (entry.kind, ic.Pointer.of(*entry.path), entry.line, entry.column) for entry in parsed.entries
    )
    if not parsed.error:
        assert bare(parsed.config) == ic.translate(ic.parse(raw, dialect="flatcar-main"), NEWEST).config.to_dict()


@pytest.mark.parametrize("path", sorted(CORPUS.glob("flatcar-oem/*.ign")), ids=name_of)
def test_each_base_of_flatcar_composes_under_each_documented_config_that_its_newest_release_takes(path: Path) -> None:
    for user in USERS:
        if version_of(user) == "3.6.0":
            with pytest.raises(ic.InvalidConfig, match=r"the first release that takes it is 2\.26\.0"):
                ic.compose(base=path, user=user)
            continue
        done = ic.compose(base=path, user=user, unresolved="allow")
        if done.layers[1].state == "unresolved":
            continue
        assert done.config.version == max(ic.SpecVersion(version_of(path)), ic.SpecVersion(version_of(user)), "3.1.0")
        assert not done.report.is_fatal
        # Whatever is in the result came from a line of a file.
        for number in range(len(done.config.systemd.units)):
            assert done.origin(f"/systemd/units/{number}/name").line


@pytest.mark.parametrize("base", LEGACY, ids=name_of)
def test_each_pair_of_older_configs_composes_on_flatcar_3033(base: Path) -> None:
    for user in LEGACY:
        done = ic.compose(base=base, user=user, dialect="flatcar-3033.3.18")
        assert done.config.version == "2.3.0"
        below, above = (ic.parse(path, dialect="flatcar-3033.3.18") for path in (base, user))
        assert ic.translate(done.config, "2.4.0").config == ic.merge(below, above)


@pytest.mark.parametrize("path", CLOUD_CONFIGS, ids=name_of)
def test_cloud_config_is_recognised_and_leads_to_the_default(path: Path) -> None:
    composition = ic.compose(user=path, default=BASE)
    assert composition.used_default
    assert composition.layers[0].state == "cloud-config"
    assert composition.config == ic.compose(default=BASE).config
