"""Configs of spec 3 come to older versions as by ign-converter, which drops some things without a word."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from typing import Any, Final

import pytest

import ignition_compose as ic
from tests.needs import SHARED
from tests.oracle.legacy_outcomes import written

pytestmark = pytest.mark.corpus

WITHIN_SPEC_3: Final = {
    "v35tov34": ("3.5.0", "3.4.0"),
    "v34tov33": ("3.4.0", "3.3.0"),
    "v33tov32": ("3.3.0", "3.2.0"),
    "v32tov31": ("3.2.0", "3.1.0"),
}


def recorded() -> list[dict[str, Any]]:
    with gzip.open(SHARED / "vectors" / "downgrade.jsonl.gz", "rt", encoding="utf-8") as file:
        return [vector for line in file if (vector := json.loads(line))["package"] in WITHIN_SPEC_3]


def drops_in_silence(vector: dict[str, Any]) -> bool:
    """Whether the converter drops what has no place in 3.4.0, or what has one, on the way there from 3.5.0."""
    return vector["package"] == "v35tov34" and ('"cex"' in vector["raw"] or '"advertisement"' in vector["raw"])


def test_recorded_answers_of_the_converter_hold_but_where_it_drops_in_silence() -> None:
    seen: Counter[str] = Counter()
    for vector in recorded():
        version, target = WITHIN_SPEC_3[vector["package"]]
        want = vector["want"]
        if "parse_err" in want:
            continue
        config = ic.translate(ic.parse(vector["raw"], dialect="upstream"), version).config
        done = ic.translate(config, target, dialect="upstream")
        if drops_in_silence(vector) and "config" in want:
            theirs = written(want["config"], ic.SpecVersion(target))
            seen["dropped in silence"] += done.report.is_fatal or done.config.to_dict() != theirs
            continue
        assert done.report.is_fatal == ("config" not in want), (vector["raw"], want.get("err"), done.report)
        if "config" in want:
            assert done.config.to_dict() == written(want["config"], ic.SpecVersion(target)), vector["raw"]
        seen["config" if "config" in want else "refused"] += 1
    assert seen["config"] > 300
    assert seen["refused"] > 40
    assert 0 < seen["dropped in silence"] < 60
