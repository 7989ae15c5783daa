"""The two ways to judge by a schema are one; strict refuses what default refuses, and so does Ignition."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ignition_compose.checks.conforming import is_valid, violations
from ignition_compose.models import forms
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.reading import validate
from ignition_compose.testing import broken_configs, config_bytes, configs, nearly_valid, versions
from ignition_compose.testing.breaking import spots
from ignition_compose.testing.texts import FORMS, within
from tests.documents import MAIN, NEWEST
from tests.drawing import draw_many, write_text
from tests.oracle.oracle import Oracle, ask_parse

if TYPE_CHECKING:
    from ignition_compose.testing.breaking import Spot
    from ignition_compose.versions import SpecVersion

PATTERNS = sorted(
    {
        form
        for version in SPEC3.versions
        for view in SpecView.of(version).models
        for field in view.fields
        for form in (field.pattern, field.plain)
        if form is not None
    }
)
TEXTS = [text for texts in FORMS.values() for text in within(texts.good + texts.bad + texts.odd, NEWEST)]


def read(raw: bytes) -> Any:
    """The values of JSON text, with what Python's reader makes of bytes that are not UTF-8."""
    try:
        return json.loads(raw.decode("utf-8", "replace"))
    except ValueError:
        assume(False)  # noqa: FBT003


TREES = st.one_of(configs(), nearly_valid(), broken_configs().map(lambda broken: broken.tree))
VALUES = st.one_of(TREES, config_bytes(TREES).map(read))


@given(VALUES, versions(), st.booleans())
def test_both_ways_give_one_verdict(values: Any, version: SpecVersion, strict: bool) -> None:  # noqa: FBT001
    assert is_valid(values, version, strict=strict) is (violations(values, version, strict=strict) == [])


@pytest.mark.parametrize("pattern", PATTERNS)
@given(st.data())
def test_every_pattern_means_one_thing_in_python_and_in_rust(pattern: str, data: st.DataObject) -> None:
    validator = jsonschema_rs.Draft202012Validator({"pattern": pattern})
    near = st.from_regex(forms.compiled(pattern)) | st.from_regex(pattern) | st.sampled_from(TEXTS) | st.text()
    ends = st.sampled_from(["", "\n", "\r", "\u2028", " ", "\0", "/", "\uffff", "\U0010ffff"])
    text = data.draw(st.builds(str.__add__, near, ends))
    assert validator.is_valid(text) is (forms.compiled(pattern).search(text) is not None)


@given(VALUES, versions())
def test_what_strict_takes_default_takes(values: Any, version: SpecVersion) -> None:
    if is_valid(values, version, strict=True):
        assert is_valid(values, version)


@given(configs())
def test_valid_configs_conform(tree: Any) -> None:
    version = tree["ignition"]["version"]
    assert violations(tree, version) == []
    assert violations(tree, version, strict=True) == []


@given(nearly_valid())
def test_what_the_default_schema_refuses_a_rule_refuses_there_or_at_the_object_around(tree: Any) -> None:
    report = validate(tree, dialect=MAIN)
    errors = {entry.pointer for entry in report.entries if entry.severity == "error"}
    for finding in violations(tree, tree["ignition"]["version"]):
        place = Pointer.of(*finding.tokens)
        assert errors & {place, place.parent}, f"{finding} but {report}"


PLAIN = [
    (version, spot)
    for version in SPEC3.versions
    for spot in spots(version)
    if spot.field.plain is not None and spot.view.name != "Filesystem"
]


@given(st.sampled_from(PLAIN), st.data())
def test_a_text_of_plain_form_breaks_no_rule_wherever_it_stands(case: tuple[SpecVersion, Spot], data: Any) -> None:
    version, spot = case
    assert spot.field.plain is not None
    text = data.draw(st.from_regex(forms.compiled(spot.field.plain)))
    report = validate(write_text(version, spot, text, data.draw), dialect=MAIN)
    assert not report.is_fatal, str(report)


@pytest.mark.reference
@pytest.mark.parametrize("version", SPEC3.versions)
def test_what_the_reference_takes_the_default_schema_takes(oracle: Oracle, version: SpecVersion) -> None:
    drawn = draw_many(nearly_valid(version), 200)
    questions = [ask_parse(version.value, json.dumps(tree).encode()) for tree in drawn]  # type: ignore[arg-type]
    taken = [tree for tree, answer in zip(drawn, oracle.batch(questions), strict=True) if answer.config is not None]
    assert taken
    assert [(tree, violations(tree, version)) for tree in taken if not is_valid(tree, version)] == []
