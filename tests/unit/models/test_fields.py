"""The description yields the spec's table of fields, and every entry of it is documented.

The table, ``tests/vectors/spec3-fields.tsv``, has one row for each shape of a field: its path (lists are written
``[]``), its type and that of a list's items, whether absence can be told from zero, whether the reference writes
it even when it is zero, how a list merges, the key space it shares, and the first and last version. The rows stand
in the order in which the reference writes the members.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import attrs
import pytest

from ignition_compose.documents.config import Config
from ignition_compose.models import spec3
from ignition_compose.models.classes import SPEC
from ignition_compose.models.specs import SPEC3
from ignition_compose.models.view import ModelView, Row, SpecView
from ignition_compose.versions import Span, SpecVersion
from tests.documents import NEWEST
from tests.needs import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import FieldSpec
    from tests.oracle.oracle import Oracle

TABLE = Path(__file__).parents[2] / "vectors" / "spec3-fields.tsv"
FACTS = SHARED / "facts" / "spec3-fields.json"
MODELS = [getattr(spec3, name) for name in spec3.__all__]
EVERY_VERSION = pytest.mark.parametrize("version", SPEC3.versions)


class Shape(NamedTuple):
    """One row of the table."""

    row: Row
    span: Span


def read_table() -> list[Shape]:
    with TABLE.open(newline="") as file:
        return [
            Shape(
                Row(
                    path=line["path"],
                    kind=cast("Any", line["type"]),
                    items=line["items"] or None,
                    nullable=line["nullable"] == "yes",
                    always=line["always"] == "yes",
                    merge=cast("Any", line["merge"] or None),
                    key_space=line["key_space"] or None,
                ),
                Span(SpecVersion(line["first"]), SpecVersion(line["last"])),
            )
            for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


SHAPES = read_table()


def rows_of(version: SpecVersion) -> list[Row]:
    return [shape.row for shape in SHAPES if version in shape.span]


def full_document(rows: list[Row], version: str, *, zero: bool) -> dict[str, Any]:
    """A document in which every member stands, with one entry in each list; scalars hold zero values, or others."""
    scalars: dict[str, Any] = (
        {"string": "", "integer": 0, "boolean": False} if zero else {"string": "x", "integer": 7, "boolean": True}
    )

    def members(path: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for row in rows:
            parent, _, name = row.path.rpartition(".")
            if parent == path:
                found[name] = value(row)
        return found

    def value(row: Row) -> Any:
        if row.kind == "array":
            return [members(row.path + "[]")] if row.items == "object" else ["x"]
        return members(row.path) if row.kind == "object" else scalars[row.kind]

    document = members("$")
    document["ignition"]["version"] = version
    return document


def paths_of(tree: dict[str, Any], path: str = "$") -> Iterator[str]:
    """The path of every member of *tree*, in its order."""
    for name, value in tree.items():
        here = f"{path}.{name}"
        yield here
        if isinstance(value, dict):
            yield from paths_of(value, here)
        elif isinstance(value, list) and isinstance(value[0], dict):
            yield from paths_of(value[0], here + "[]")


def test_the_table_has_176_paths_of_which_11_change_shape() -> None:
    paths = [shape.row.path for shape in SHAPES]
    assert len(set(paths)) == 176
    assert len(paths) - len(set(paths)) == 11


@EVERY_VERSION
def test_the_description_yields_every_row_of_the_table_in_its_order_and_no_other(version: SpecVersion) -> None:
    assert list(SpecView.of(version).rows()) == rows_of(version)


@pytest.mark.corpus
def test_the_table_says_what_the_facts_say() -> None:
    known = {(*_row_of_fact(fact), version) for fact in json.loads(FACTS.read_text()) for version in fact["versions"]}
    assert {
        (*shape.row, version.value) for shape in SHAPES for version in SPEC3.versions if version in shape.span
    } == known


def _row_of_fact(fact: dict[str, Any]) -> Row:
    merge, _, space = fact.get("list", "").partition(", key space shared: ")
    return Row(
        path=fact["path"],
        kind=fact["type"],
        items=fact.get("items"),
        nullable=fact["nullable"],
        always=fact["always_in_output"],
        merge=merge or None,
        key_space=space or None,
    )


@pytest.mark.reference
@EVERY_VERSION
def test_the_reference_writes_the_members_of_the_table_in_its_order(oracle: Oracle, version: SpecVersion) -> None:
    rows = rows_of(version)
    document = full_document(rows, version, zero=False)
    decoded = oracle.decode(version.value, json.dumps(document).encode())  # type: ignore[arg-type]
    assert decoded.config == document
    assert list(paths_of(decoded.config)) == [row.path for row in rows]


@pytest.mark.reference
@EVERY_VERSION
def test_the_reference_writes_zero_values_where_the_table_says_so(oracle: Oracle, version: SpecVersion) -> None:
    rows = rows_of(version)
    document = full_document(rows, version, zero=True)
    decoded = oracle.decode(version.value, json.dumps(document).encode())  # type: ignore[arg-type]
    assert decoded.config is not None
    scalars = {row.path: row for row in rows if row.kind not in ("object", "array")}
    written = [path for path in paths_of(decoded.config) if path in scalars]
    kept = {path for path, row in scalars.items() if row.nullable or row.always}
    assert set(written) == kept | {"$.ignition.version"}


@EVERY_VERSION
def test_a_full_document_comes_back_in_the_order_of_the_table(version: SpecVersion) -> None:
    rows = rows_of(version)
    document = full_document(rows, version, zero=False)
    written = Config.from_dict(json.loads(json.dumps(document, sort_keys=True))).to_dict()
    assert written == document
    assert list(paths_of(written)) == [row.path for row in rows]


def every_field() -> list[tuple[str, FieldSpec, Any]]:
    return [
        (f"{model.__name__}.{attribute.name}", attribute.metadata[SPEC], attribute)
        for model in MODELS
        for attribute in attrs.fields(model)
    ]


def test_every_class_of_the_description_is_listed_and_used() -> None:
    used = {view.model for version in SPEC3.versions for view in SpecView.of(version).models}
    assert used | {spec3.Node} == set(MODELS)
    assert sorted(spec3.__all__) == spec3.__all__


def test_every_field_has_a_sentence() -> None:
    assert [name for name, spec, _ in every_field() if not re.fullmatch(r"[A-Z](?:(?!  ).)*\.", spec.doc)] == []


def test_every_attribute_has_a_snake_case_name() -> None:
    names = [attribute.name for _, _, attribute in every_field()]
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name)] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_class_has_a_sentence(model: type) -> None:
    doc = SpecView.of("3.6.0").root.doc if model is spec3.Sections else ModelView(model, NEWEST).doc
    assert re.fullmatch(r"[A-Z].*\.", doc)


def test_the_json_name_is_written_only_where_it_does_not_follow() -> None:
    def derived(name: str) -> str:
        return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), name)

    written = {name: spec.json for name, spec, _ in every_field() if spec.json is not None}
    assert all(json_name != derived(name.partition(".")[2]) for name, json_name in written.items())


def test_no_two_fields_of_a_class_differ_only_in_case() -> None:
    for version in SPEC3.versions:
        for view in SpecView.of(version).models:
            assert len(view.folded) == len(view.fields)


def test_members_are_named_by_letters_and_digits_which_neither_json_nor_pointers_escape() -> None:
    for version in SPEC3.versions:
        for view in SpecView.of(version).models:
            assert [field.json for field in view.fields if not re.fullmatch(r"[a-z][A-Za-z0-9]*", field.json)] == []


def test_the_type_of_an_attribute_is_that_of_its_member() -> None:
    assert [name for name, spec, attribute in every_field() if attribute.type != _expected_type(spec, attribute)] == []


def _expected_type(spec: FieldSpec, attribute: Any) -> str:
    absent = " | None" if attribute.default is None else ""
    model = spec.model.__name__ if spec.model else "str"
    return {
        "string": f"str{absent}",
        "integer": f"int{absent}",
        "boolean": f"bool{absent}",
        "object": model,
        "array": f"tuple[{model}, ...]",
    }[spec.kind]


def test_entries_of_every_keyed_list_have_a_key() -> None:
    for version in SPEC3.versions:
        for view in SpecView.of(version).models:
            for field in view.keyed:
                assert field.model is None or isinstance(field.model.key({}), str)
