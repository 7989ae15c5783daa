"""What was once taken badly is taken well, and so is whatever Hypothesis draws."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ignition_compose.testing import config_bytes, other_user_data
from tests.hostile.fuzz import FOUND, LEAVES, TEXTS, ask, work
from tests.hostile.target import attempt, attempt_leaves

INPUTS = st.one_of(config_bytes(mutations=8), other_user_data().map(lambda data: data.raw), st.binary(max_size=200))


@given(INPUTS)
def test_every_document_has_an_answer_or_an_exception_of_ours(raw: bytes) -> None:
    attempt(raw)


@given(st.one_of(st.sampled_from(TEXTS).map(str.encode), st.binary(max_size=100)))
def test_every_text_has_an_answer_or_an_exception_of_its_parser(raw: bytes) -> None:
    attempt_leaves(raw)


def test_what_was_taken_badly_is_taken_well() -> None:
    for path in sorted(FOUND.glob("*.bin")):
        raw = path.read_bytes()
        assert ask(attempt, raw) == ask(attempt_leaves, raw) == "", path.name


def test_a_foreign_exception_is_told_with_its_input() -> None:
    def fail(raw: bytes) -> None:
        raise KeyError(raw)

    assert "KeyError: b'x'" in ask(fail, b"x")


def test_a_seed_gives_the_same_inputs_again() -> None:
    tried = work(1, 0.5).tried
    assert tried >= 1 + LEAVES
    assert tried % (1 + LEAVES) == 0
