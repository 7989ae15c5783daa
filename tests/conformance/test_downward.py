"""Configs of spec 3 come to older specs as by ign-converter, which drops, refuses and trips over more than it must."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from tests.needs import SHARED
from tests.oracle.downward import PACKAGES, Answer, ask_down, build, differ, run
from tests.oracle.oracle import Oracle

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = 4_000


@pytest.fixture(scope="module")
def converter() -> Iterator[Oracle]:
    with Oracle(build()) as running:
        yield running


def recorded() -> list[dict[str, Any]]:
    with gzip.open(SHARED / "vectors" / "downgrade.jsonl.gz", "rt", encoding="utf-8") as file:
        return [vector for line in file if (vector := json.loads(line))["package"] in PACKAGES]


def answer_of(want: dict[str, Any]) -> Answer:
    if want.get("crash"):
        return Answer(crash=want["err"])
    return Answer(unread=want.get("parse_err", ""), error=want.get("err", ""), config=want.get("config"))


@pytest.mark.corpus
def test_recorded_answers_of_the_converter_hold() -> None:
    kinds: Counter[str] = Counter()
    for vector in recorded():
        kind, different = differ(vector["package"], vector["raw"].encode(), answer_of(vector["want"]))
        assert not different, (vector, different)
        kinds[kind] += 1
    assert kinds["config"] > 750
    assert kinds["refused"] > 100
    assert {"lost", "beyond", "stopped"} <= set(kinds)


@pytest.mark.reference
def test_the_converter_gives_what_we_give(converter: Oracle) -> None:
    kinds, differences = run(converter, MANY, 20261127)
    assert not differences
    assert kinds["config"] > MANY / 2


# --- What the converter does not say, see docs/conformance.md ---


def config_of(version: str, **sections: Any) -> ic.Config:
    return ic.Config.from_dict({"ignition": {"version": version}, **sections})


DISK = {"device": "/dev/a", "partitions": [{"number": 1, "label": "data"}]}
HEADER = {"source": "http://a/b", "httpHeaders": [{"name": "X"}]}
SILENT: dict[str, tuple[str, dict[str, Any]]] = {
    "a file without contents is left out": ("v31tov24", {"storage": {"files": [{"path": "/a"}]}}),
    "options of a mount are left out": (
        "v31tov24",
        {"storage": {"filesystems": [{"device": "/dev/a", "format": "ext4", "path": "/a", "mountOptions": ["ro"]}]}},
    ),
    "a partition to delete is one to create": (
        "v31tov22",
        {"storage": {"disks": [{"device": "/dev/a", "partitions": [{"number": 1, "shouldExist": False}]}]}},
    ),
    "the card of a machine is left out": (
        "v35tov34",
        {"storage": {"luks": [{"name": "a", "device": "/dev/a", "cex": {"enabled": True}}]}},
    ),
}


@pytest.mark.reference
@pytest.mark.parametrize("case", SILENT)
def test_what_the_converter_drops_in_silence_is_an_error_here_or_a_warning(converter: Oracle, case: str) -> None:
    package, sections = SILENT[case]
    version, target = PACKAGES[package]
    config = config_of(version, **sections)
    assert converter.ask(ask_down(package, config.to_json().encode())).config is not None
    done = ic.translate(config, target)
    assert [entry.code for entry in done.report.errors] == ["needs-newer-spec"]
    with pytest.raises(ic.InvalidConfig):
        _ = done.config
    lossy = ic.translate(config, target, lossy=True)
    assert [entry.code for entry in lossy.report.warnings] == ["needs-newer-spec"]
    assert lossy.config.version == target


CRASHING: dict[str, dict[str, Any]] = {
    "a partition that does not say whether to wipe": {"storage": {"disks": [DISK]}},
    "a header that takes one away": {"storage": {"files": [{"path": "/a", "contents": HEADER}]}},
}


@pytest.mark.reference
@pytest.mark.parametrize("case", CRASHING)
def test_what_the_converter_panics_at_is_translated_or_explained(converter: Oracle, case: str) -> None:
    config = config_of("3.1.0", **CRASHING[case])
    assert "nil pointer" in converter.ask(ask_down("v31tov24", config.to_json().encode())).crash
    done = ic.translate(config, "2.4.0", lossy=True)
    assert done.config.version == "2.4.0"
    assert [entry.code for entry in done.report] in ([], ["needs-newer-spec"])


def test_a_filesystem_holds_what_lies_below_its_path_alone() -> None:
    filesystems = [{"device": "/dev/a", "format": "ext4", "path": "/var"}]
    files = [{"path": path, "contents": {"source": "data:,"}} for path in ("/var/a", "/variable", "/a")]
    directories = [{"path": "/var"}]
    config = config_of("3.1.0", storage={"filesystems": filesystems, "files": files, "directories": directories})
    storage = ic.translate(config, "2.4.0").config.to_dict()["storage"]
    assert [(file["filesystem"], file["path"]) for file in storage["files"]] == [
        ("/var", "/a"),
        ("root", "/variable"),
        ("root", "/a"),
    ]
    assert (storage["directories"][0]["filesystem"], storage["directories"][0]["path"]) == ("/var", "/")
