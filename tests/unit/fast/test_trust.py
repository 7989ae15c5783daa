"""Nothing is trusted before enough was read; what was read before and after that gives the same answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import ignition_compose as ic
from ignition_compose.fast import trust
from ignition_compose.fast.trust import (
    DOUBT,
    PLAIN,
    UNKNOWN,
    WITHOUT_TEXT,
    WORTH_IT,
    Trust,
    grant,
    is_trusting,
    trusting,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Begin a process anew, in which some bytes were read."""

    def begin(read: int) -> None:
        class Ceiling(trust._Ceiling):
            most = met_with = DOUBT
            is_settled = False

        Ceiling.read = read
        monkeypatch.setattr(trust, "_Ceiling", Ceiling)

    return begin


def test_the_first_documents_are_met_with_doubt_and_the_others_are_not(start: Callable[[int], None]) -> None:
    start(0)
    assert grant(WORTH_IT - 1) is DOUBT
    assert not is_trusting()
    assert grant(1) is UNKNOWN
    assert is_trusting()
    assert grant(0) is UNKNOWN


def test_a_large_document_is_worth_it_at_once(start: Callable[[int], None]) -> None:
    start(0)
    assert grant(WORTH_IT) is UNKNOWN


def test_documents_without_text_count_too(start: Callable[[int], None]) -> None:
    start(0)
    for _ in range(WORTH_IT // WITHOUT_TEXT):
        assert not is_trusting()
        ic.read({"ignition": {"version": "3.4.0"}})
    assert is_trusting()


def test_composing_documents_that_were_read_counts_too(start: Callable[[int], None]) -> None:
    start(0)
    document = ic.read('{"ignition": {"version": "3.4.0"}}')
    for _ in range(WORTH_IT // WITHOUT_TEXT + 1):
        ic.compose(base=document, user=document)
    assert is_trusting()


def test_what_is_settled_for_a_while_is_as_before_after_it(start: Callable[[int], None]) -> None:
    start(7)
    with trusting(Trust.PLAIN):
        assert is_trusting()
        assert grant(1) is UNKNOWN
    assert not is_trusting()
    assert trust._Ceiling.read == 7
    with pytest.raises(ic.InvalidInput), trusting(PLAIN):
        ic.read(3)  # type: ignore[arg-type]
    assert not is_trusting()


FILES = [{"path": f"/{name}", "mode": 420, "contents": {"source": "data:,x"}} for name in "abc"]
BASES: list[dict[str, Any]] = [
    {"ignition": {"version": "3.0.0"}, "storage": {"files": FILES, "links": [{"path": "/l", "target": "/t"}]}},
    {"ignition": {"version": "3.2.0"}, "storage": {"files": [{"path": "/a", "mode": 4096}], "links": None}},
    {"ignition": {"version": "3.3.0"}, "Storage": {"directories": [{"path": "/b"}], "zz": 1}},
    {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "c"}]}},
]
USER = {"ignition": {"version": "3.5.0"}, "storage": {"files": [{"path": "/a", "mode": 1}], "links": [{"path": "/c"}]}}


def told(layers: list[Any]) -> Any:
    """All that a composition says."""
    try:
        done = ic.compose(base=layers[:-1], user=layers[-1])
    except ic.InvalidConfig as error:
        return list(error.report)
    return done.to_json(), list(done.report), done.account


@pytest.mark.parametrize("layers", [[*BASES[:2], USER], [*BASES[:3], USER], [BASES[0], USER], BASES])
def test_a_process_that_begins_to_trust_midway_says_the_same(layers: list[Any], start: Callable[[int], None]) -> None:
    texts = [json.dumps(layer, indent=1) for layer in layers]
    with trusting(DOUBT):
        expected = told(texts)
    sizes = [len(text) for text in texts]
    for number in range(len(texts) + 1):
        # So much was read that the layer of this number is the first to be trusted.
        start(WORTH_IT - sum(sizes[:number]))
        assert told(texts) == expected
        start(WORTH_IT - sum(sizes[:number]))
        documents = [ic.read(text) for text in texts]
        for _ in range(3):
            assert told(documents) == expected
            trust._Ceiling.settle(PLAIN)
