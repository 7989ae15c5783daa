"""Configs of specs 1 and 2 become configs of spec 3 as in Flatcar's Ignition, which stops where ours says so."""

from __future__ import annotations

import base64
import gzip
import json
from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest

import ignition_compose as ic
from ignition_compose.documents.config import held
from tests.needs import SHARED
from tests.oracle.legacy import LEGACY_VERSIONS, LegacyOracle, ask_append, ask_flatcar_parse, ask_parse, ask_translate
from tests.oracle.legacy_generator import draw_legacy, draw_pair
from tests.oracle.legacy_outcomes import (
    MAPS,
    NEWEST,
    OLD_READER,
    READER,
    REASONS,
    by_name,
    differ_appended,
    differ_booted,
    differ_newest,
    differ_translated,
    flatcar_config,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


Tree = dict[str, Any]

MANY: Final = 3_000


@pytest.fixture(scope="module")
def legacy_oracle() -> Iterator[LegacyOracle]:
    with LegacyOracle() as running:
        yield running


def vectors(name: str) -> list[dict[str, Any]]:
    with gzip.open(SHARED / "vectors" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


# --- The translation by itself, with places that the caller knows ---


def draw_documents(number: int, seed: int) -> list[bytes]:
    random = Random(seed)  # noqa: S311 - no secret depends on it
    return [draw_legacy(random, random.choice(LEGACY_VERSIONS)) for _ in range(number)]


@pytest.mark.reference
def test_random_configs_are_translated_as_by_flatcar(legacy_oracle: LegacyOracle) -> None:
    drawn = draw_documents(MANY, 21)
    random = Random(22)  # noqa: S311 - no secret depends on it
    places = [random.choice(MAPS) for _ in drawn]
    answers = legacy_oracle.batch([ask_translate(raw, known) for raw, known in zip(drawn, places, strict=True)])
    found = [
        (raw, known, differ_translated(raw, known, answer))
        for raw, known, answer in zip(drawn, places, answers, strict=True)
    ]
    assert [one for one in found if one[2]] == []
    assert sum(answer.config is not None for answer in answers) > MANY / 5
    assert {answer.reason for answer in answers} >= REASONS.keys() | {"input", "result"}


@pytest.mark.reference
def test_random_configs_come_to_the_newest_older_version_as_by_the_reference(legacy_oracle: LegacyOracle) -> None:
    drawn = draw_documents(MANY, 23)
    answers = legacy_oracle.batch([ask_parse(raw) for raw in drawn])
    found = [(raw, differ_newest(raw, answer)) for raw, answer in zip(drawn, answers, strict=True)]
    assert [one for one in found if one[1]] == []
    assert sum(answer.config is not None for answer in answers) > MANY / 5


@pytest.mark.reference
def test_random_pairs_are_appended_as_by_the_reference(legacy_oracle: LegacyOracle) -> None:
    random = Random(24)  # noqa: S311 - no secret depends on it
    pairs = [draw_pair(random) for _ in range(MANY)]
    answers = legacy_oracle.batch([ask_append(*pair) for pair in pairs])
    found = [(pair, differ_appended(pair, answer)) for pair, answer in zip(pairs, answers, strict=True)]
    assert [one for one in found if one[1]] == []
    joined = [pair for pair, answer in zip(pairs, answers, strict=True) if answer.config is not None]
    assert len(joined) > MANY / 10
    for below, above in joined[:300]:
        try:
            composed = ic.compose(base=below, user=above, dialect=OLD_READER)
        except (ic.InvalidConfig, ic.UnresolvedReference):
            # What it names is broken, or not known.
            continue
        # Nothing in the result is there without a line that it came from.
        assert all(composed.origin(f"/storage/files/{n}").line for n in range(len(composed.config.storage.files)))


# --- What Flatcar's Ignition makes of a document while a machine boots ---


@pytest.mark.reference
def test_random_configs_are_booted_as_by_flatcar(legacy_oracle: LegacyOracle) -> None:
    drawn = draw_documents(MANY, 25)
    answers = legacy_oracle.batch([ask_flatcar_parse(raw) for raw in drawn])
    found = [(raw, differ_booted(raw, answer)) for raw, answer in zip(drawn, answers, strict=True)]
    assert [one for one in found if one[1]] == []


@pytest.mark.corpus
def test_recorded_translations_are_flatcars_own() -> None:
    recorded = vectors("flatcar-translate")
    assert len(recorded) > 2_900
    for vector in recorded:
        raw, want = vector["raw"].encode(), vector["want"]
        ours = flatcar_config(raw)
        assert (ours is None) == ("config" not in want), (vector["note"], raw, want.get("err"))
        if ours is not None:
            seen = [want, *vector.get("others", [])]
            assert by_name(ours) in [by_name(written(one["config"], NEWEST)) for one in seen], (vector["note"], raw)


@pytest.mark.corpus
def test_recorded_warnings_about_a_translation_are_ours() -> None:
    checked = 0
    for vector in vectors("flatcar-translate"):
        want = vector["want"]
        if "config" not in want:
            continue
        report = ic.read(vector["raw"], dialect=READER).report
        if vector["raw"].find('"3.') < 0:
            theirs = sorted(entry["kind"] for entry in want.get("entries", []))
            assert sorted(entry.severity.value for entry in report.warnings) == theirs, (vector["raw"], want["entries"])
            checked += 1
    assert checked > 1_000


@pytest.mark.corpus
def test_recorded_documents_are_parsed_as_by_flatcar() -> None:
    recorded = vectors("flatcar-parse")
    assert len(recorded) > 2_000
    for vector in recorded:
        text, want = vector["raw"].get("text"), vector["want"]
        raw = base64.b64decode(vector["raw"]["base64"]) if text is None else text.encode()
        document = ic.read(raw, dialect=READER)
        assert (want["outcome"] == "empty") == (not document.is_config), raw
        if want["outcome"] == "empty":
            continue
        assert document.report.is_fatal == (want["outcome"] != "config"), (raw, want.get("err"), document.report)
        if want["outcome"] == "config":
            ours = flatcar_config(raw)
            assert ours is not None
            assert by_name(ours) == by_name(written(want["config"], NEWEST)), raw


# --- The account of a translation ---


@pytest.mark.parametrize("seed", range(40))
def test_every_value_of_a_translation_has_an_origin_and_every_value_of_the_config_a_fate(seed: int) -> None:
    for raw in draw_documents(60, seed):
        document = ic.read(raw, dialect=OLD_READER)
        if document.kind != "ignition" or document.report.is_fatal or document.config is None:
            continue
        done = ic.translate(document, "3.6.0")
        if done.report.is_fatal:
            continue
        made = held(done.config)
        for pointer, value in leaves(made, ""):
            acts = done.account.origin(pointer)
            assert acts, (raw, pointer)
            kept = [act for act in acts if act.verb == "kept"]
            for act in kept:
                assert act.sources[0].pointer.resolve(held(document.config)) == value, (raw, pointer)
        for pointer, _ in leaves(held(document.config), ""):
            assert done.account.fate("original", pointer), (raw, pointer)


def leaves(value: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for name, member in value.items():
            yield from leaves(member, f"{pointer}/{name}")
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from leaves(item, f"{pointer}/{index}")
    else:
        yield pointer, value
