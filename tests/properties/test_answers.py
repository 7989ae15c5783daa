"""Whatever is asked, the answer's plain values are JSON that its published schema describes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

import ignition_compose as ic
from ignition_compose.answers import ANSWERS, OBJECTS, parts_of
from ignition_compose.composition.explanations import explanation_of
from ignition_compose.documents.config import Config
from ignition_compose.testing import base_layers, broken_configs, config_bytes, configs, other_user_data
from tests.properties.trees import places

CONTENT: st.SearchStrategy[Any] = st.one_of(configs(), broken_configs().map(lambda broken: broken.tree), st.just({}))


@cache
def validator(name: str) -> Any:
    made = ic.schema(name)
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def check(name: str, answer: Any) -> None:
    """The answer is what its schema says, and JSON gives it back as it is."""
    validator(name).validate(answer)
    assert json.loads(json.dumps(answer)) == answer


@given(CONTENT, st.sampled_from(["flatcar", "upstream"]), st.booleans())
def test_documents_reports_and_entries(content: Any, dialect: str, strict: Any) -> None:
    document = ic.read(json.dumps(content), source="user.ign", dialect=dialect)
    check("document", document.to_dict())
    report = ic.validate(document, strict=strict, dialect=dialect)
    check("report", report.to_dict())
    for entry in report:
        check("entry", entry.to_dict())


@given(st.one_of(config_bytes(), other_user_data().map(lambda data: data.raw)))
def test_documents_of_all_kinds(raw: bytes) -> None:
    check("document", ic.read(raw).to_dict())


@given(base_layers(), st.none() | configs(references=False), st.none() | configs(references=False))
def test_compositions_origins_and_summaries(base: Any, user: Any, default: Any) -> None:
    try:
        composition = ic.compose(base=base, user=user, default=default)
    except ic.InvalidConfig:
        reject()
    check("composition", composition.to_dict())
    report = composition.report.to_dict()
    check("command-report", {**report, "summary": explanation_of(composition)})
    for pointer, _ in places(composition.config.to_dict()):
        try:
            check("origin", composition.origin(pointer).to_dict())
        except ic.PointerNotFound:
            continue


@given(configs(), st.sampled_from(ic.SpecVersion))
def test_translations(tree: Any, to: ic.SpecVersion) -> None:
    config = Config.from_dict(tree)
    if to >= config.version:
        check("translation", ic.translate(config, to).to_dict())


@pytest.mark.parametrize("name", OBJECTS)
def test_every_object_is_closed_demands_what_is_always_there_and_is_described(name: str) -> None:
    made = OBJECTS[name]
    assert made["description"].endswith(".")
    if name == "config":
        return
    assert made["additionalProperties"] is False
    optional = made["properties"].keys() - set(made["required"])
    assert optional == ({"acts", "documents", "summary"} if name == "command-report" else set())
    assert [member for member, is_a in made["properties"].items() if not is_a.get("description", "$ref")] == []


def test_every_object_occurs_in_an_answer() -> None:
    assert set(OBJECTS) == {part for name in ANSWERS for part in (name, *parts_of(name))}


def test_a_schema_that_was_handed_out_can_be_changed_without_harm() -> None:
    ic.schema("report")["$defs"].clear()
    assert ic.schema("report")["$defs"]
