"""An advertisement is judged by size in two ways, which agree."""

from __future__ import annotations

import pytest

from ignition_compose.checks.rules.spec3 import luks

TEXTS = (
    "[]",
    "[1, -0.5e3, [true, null]]",
    '{"a": {"b": ["\\u00e9", "\\ud800"]}}',
    "[1e308, 1e309]",
    "[NaN]",
    "[-Infinity]",
    "[1,]",
    '["\t"]',
    "[01]",
    "[1] x",
    "\ufeff[]",
    "[" + "9" * 400 + "]",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_large_texts_are_judged_as_small_ones_are(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    small = luks.is_json_of_go(text)
    monkeypatch.setattr(luks, "MAX_VALUES", 0)
    assert luks.is_json_of_go(text) == small
