"""The description of specs 1 and 2: every class is used and says what it is, and its types are those of its members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import pytest

from ignition_compose.models import spec1, spec2
from ignition_compose.models.classes import SPEC
from ignition_compose.models.specs import SPEC1, SPEC2
from ignition_compose.models.view import SpecView

if TYPE_CHECKING:
    from ignition_compose.versions import SpecVersion

OF_SPEC_1 = [spec1.File, spec1.Filesystem, spec1.Sections, spec1.Storage]
MODELS = [*OF_SPEC_1, *[getattr(spec2, name) for name in spec2.__all__]]
VERSIONS = (*SPEC1.versions, *SPEC2.versions)


def test_every_class_of_spec_2_is_listed_and_used() -> None:
    used = {view.model for version in SPEC2.versions for view in SpecView.of(version).models}
    assert used | {spec2.Node} == {getattr(spec2, name) for name in spec2.__all__}
    assert sorted(spec2.__all__) == spec2.__all__


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__qualname__)
def test_every_class_and_every_field_has_a_sentence(model: type) -> None:
    lines = [attribute.metadata[SPEC].doc for attribute in attrs.fields(model)]
    assert [line for line in lines if not re.fullmatch(r"[A-Z](?:(?!  ).)*\.", line)] == []
    assert model.__doc__


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__qualname__)
def test_an_attribute_may_be_absent_only_where_its_type_says_so(model: type) -> None:
    for attribute in attrs.fields(model):
        if attribute.metadata[SPEC].kind in ("string", "integer", "boolean"):
            assert str(attribute.type).endswith(" | None") is (attribute.default is None), attribute.name


def test_all_lists_are_appended() -> None:
    for version in VERSIONS:
        for view in SpecView.of(version).models:
            assert [field.json for field in view.lists if field.merge != "append"] == []


def test_members_of_a_class_differ_in_more_than_case() -> None:
    for version in VERSIONS:
        for view in SpecView.of(version).models:
            assert len(view.folded) == len(view.fields)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_is_of_the_spec_that_its_number_begins_with(version: SpecVersion) -> None:
    assert version.major == (1 if version == "1.0.0" else 2)
