"""What each step to a newer spec changes, and that the reference's steps change the same."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import ignition_compose as ic
from ignition_compose.documents.config import held
from tests.properties.trees import in_version
from tests.unit.cases import bare

if TYPE_CHECKING:
    from tests.oracle.oracle import Oracle, Version


class Step(NamedTuple):
    """A translation: from which version to which, what goes in, what comes out, and what is reported."""

    name: str
    version: Version
    to: Version
    before: dict[str, Any]
    after: dict[str, Any]
    reported: tuple[tuple[str, str], ...] = ()


def storage(name: str, *entries: dict[str, Any]) -> dict[str, Any]:
    return {"storage": {name: list(entries)}}


def tang(**members: str) -> dict[str, Any]:
    server = {"url": "http://a", "thumbprint": "x", **members}
    return storage("luks", {"clevis": {"tang": [server]}, "name": "a"})


AUTHORITY = {"security": {"tls": {"certificateAuthorities": [{"source": "http://ca"}]}}}
ADVERTISEMENT = "/storage/luks/0/clevis/tang/0/advertisement"
MASKED = (("masked-in-translation", "/storage/files/0/mode"),)

STEPS = [
    Step("nothing but the version", "3.0.0", "3.7.0-experimental", {}, {}),
    Step("a certificate keeps its source", "3.0.0", "3.1.0", {"ignition": AUTHORITY}, {"ignition": AUTHORITY}),
    Step(
        "a certificate without a source gets an empty one",
        "3.0.0",
        "3.1.0",
        {"ignition": {"security": {"tls": {"certificateAuthorities": [{}]}}}},
        {"ignition": {"security": {"tls": {"certificateAuthorities": [{"source": ""}]}}}},
    ),
    Step(
        "a reference without a source stays without",
        "3.0.0",
        "3.1.0",
        {"ignition": {"config": {"merge": [{"verification": {"hash": "x"}}]}}},
        {"ignition": {"config": {"merge": [{"verification": {"hash": "x"}}]}}},
    ),
    Step(
        "a link without a target gets an empty one",
        "3.2.0",
        "3.3.0",
        storage("links", {"path": "/a"}),
        storage("links", {"path": "/a", "target": ""}),
    ),
    Step(
        "an array without a level gets an empty one",
        "3.0.0",
        "3.3.0",
        storage("raid", {"name": "r"}),
        storage("raid", {"level": "", "name": "r"}),
    ),
    Step(
        "a custom pin of Clevis without pin and config gets empty ones",
        "3.2.0",
        "3.3.0",
        storage("luks", {"clevis": {"custom": {"needsNetwork": True}}, "name": "a"}),
        storage("luks", {"clevis": {"custom": {"config": "", "needsNetwork": True, "pin": ""}}, "name": "a"}),
    ),
    Step(
        "Clevis without a custom pin gets none",
        "3.2.0",
        "3.3.0",
        storage("luks", {"clevis": {"tpm2": True}, "name": "a"}),
        storage("luks", {"clevis": {"tpm2": True}, "name": "a"}),
    ),
    Step(
        "an empty custom pin of Clevis is there",
        "3.2.0",
        "3.3.0",
        storage("luks", {"clevis": {"custom": {}}, "name": "a"}),
        storage("luks", {"clevis": {"custom": {"config": "", "pin": ""}}, "name": "a"}),
    ),
    Step("an advertisement stays", "3.4.0", "3.4.0", tang(advertisement="{}"), tang(advertisement="{}")),
    Step(
        "an advertisement is dropped",
        "3.4.0",
        "3.5.0",
        tang(advertisement="{}"),
        tang(),
        (("dropped-in-translation", ADVERTISEMENT),),
    ),
    Step(
        "an empty advertisement is dropped too",
        "3.4.0",
        "3.5.0",
        tang(advertisement=""),
        tang(),
        (("dropped-in-translation", ADVERTISEMENT),),
    ),
    Step(
        "an advertisement of 3.5.0 stays",
        "3.5.0",
        "3.7.0-experimental",
        tang(advertisement="{}"),
        tang(advertisement="{}"),
    ),
    Step(
        "special bits are cleared",
        "3.5.0",
        "3.6.0",
        storage("files", {"path": "/a", "mode": 0o7755}),
        storage("files", {"path": "/a", "mode": 0o755}),
        MASKED,
    ),
    Step(
        "special bits alone leave zero",
        "3.0.0",
        "3.6.0",
        storage("files", {"path": "/a", "mode": 0o1000}),
        storage("files", {"path": "/a", "mode": 0}),
        MASKED,
    ),
    Step(
        "special bits of directories are cleared",
        "3.5.0",
        "3.6.0",
        storage("directories", {"path": "/a", "mode": 0o1777}),
        storage("directories", {"path": "/a", "mode": 0o777}),
        (("masked-in-translation", "/storage/directories/0/mode"),),
    ),
    Step(
        "special bits of a negative mode are cleared",
        "3.5.0",
        "3.6.0",
        storage("files", {"path": "/a", "mode": -1}),
        storage("files", {"path": "/a", "mode": -1 & ~0o7000}),
        MASKED,
    ),
    Step(
        "other bits stay, even those that make no sense",
        "3.5.0",
        "3.6.0",
        storage("files", {"path": "/a", "mode": 0o770644}),
        storage("files", {"path": "/a", "mode": 0o770644}),
    ),
    Step(
        "special bits of 3.6.0 stay",
        "3.6.0",
        "3.7.0-experimental",
        storage("files", {"path": "/a", "mode": 0o4755}),
        storage("files", {"path": "/a", "mode": 0o4755}),
    ),
]
EVERY = pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)


@EVERY
def test_a_step_changes_what_it_says_and_reports_it(step: Step) -> None:
    translation = ic.translate(ic.Config.from_dict(in_version(step.before, step.version)), step.to)
    assert translation.config.to_dict() == in_version(step.after, step.to)
    assert translation.config.version == step.to
    assert [(entry.code, entry.pointer) for entry in translation.report] == list(step.reported)
    assert {entry.severity for entry in translation.report} <= {ic.Severity.WARNING}


@EVERY
@pytest.mark.reference
def test_the_reference_changes_the_same(oracle: Oracle, step: Step) -> None:
    raw = json.dumps(in_version(step.before, step.version)).encode()
    assert bare(oracle.translate(step.version, step.to, raw)) == in_version(step.after, step.to)


def test_a_config_is_shared_where_nothing_changed() -> None:
    config = ic.Config.from_dict(in_version(storage("files", {"path": "/a", "mode": 0o644}), "3.3.0"))
    translated = ic.translate(config, "3.7.0-experimental").config
    assert held(translated)["storage"] is held(config)["storage"]


@pytest.mark.parametrize("version", ["3.4.0", "2.4.0"])
def test_nothing_is_translated_down_to_spec_1(version: str) -> None:
    config = ic.Config.from_dict({"ignition": {"version": version}})
    with pytest.raises(ic.UnsupportedDowngrade, match=rf"{re.escape(version)}.*1\.0\.0"):
        ic.translate(config, "1.0.0")
