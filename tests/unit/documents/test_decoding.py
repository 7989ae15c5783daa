"""Documents are decoded as Go decodes them, by vectors; and that the reference answers what they say.

``error`` is empty, ``syntax`` or ``type``; ``at`` is the line and column that the reference gives the first error,
``[0, 0]`` where it gives none because the error is at the very end.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any, Final

import pytest

import ignition_compose as ic
from tests.documents import read
from tests.oracle.oracle import VERSIONS
from tests.unit.cases import bare, name_of, read_vectors

if TYPE_CHECKING:
    from ignition_compose.documents.document import Document
    from tests.oracle.oracle import Oracle

VECTORS = read_vectors("decoding.json")
CODES: Final = {"syntax": "invalid-json", "type": "wrong-type"}
UNPARSED: Final = "invalid config version (couldn't parse)"
UNSUPPORTED: Final = "unsupported config version"

EVERY = pytest.mark.parametrize("vector", VECTORS["documents"], ids=name_of)
READ = pytest.mark.parametrize("vector", [one for one in VECTORS["documents"] if not one["error"]], ids=name_of)
REFUSED = pytest.mark.parametrize("vector", [one for one in VECTORS["documents"] if one["error"]], ids=name_of)
VERSION_TEXTS = pytest.mark.parametrize("vector", VECTORS["versions"], ids=lambda vector: ascii(vector["text"]))


def raw_of(vector: Any) -> bytes:
    """The bytes of a document: its text, base64, or pieces of text and how often each is repeated."""
    if "base64" in vector:
        return base64.b64decode(vector["base64"])
    if "pieces" in vector:
        return "".join(text * times for text, times in vector["pieces"]).encode()
    raw: str = vector["raw"]
    return raw.encode()


def errors_of(document: Document) -> list[ic.Entry]:
    return list(document._place(document._findings).errors)


@READ
def test_a_document_decodes_to_what_the_vector_says(vector: Any) -> None:
    document = read(raw_of(vector))
    if not vector["config"].get("ignition", {}).get("version"):
        # The reference's decoder does not mind; without a version nobody knows what to decode into.
        assert [entry.code for entry in errors_of(document)] == ["invalid-version"]
        return
    assert errors_of(document) == []
    assert document.config is not None
    assert document.config.to_dict() == vector["config"]


@REFUSED
def test_a_document_is_refused_where_the_vector_says_so(vector: Any) -> None:
    entries = errors_of(read(raw_of(vector)))
    assert {entry.code for entry in entries} == {CODES[vector["error"]]}
    if vector["at"] != [0, 0]:
        assert [entries[0].line, entries[0].column] == vector["at"]


@REFUSED
def test_a_refused_document_is_an_error_and_never_leads_to_the_default(vector: Any) -> None:
    assert ic.validate(raw_of(vector)).is_fatal
    with pytest.raises(ic.InvalidConfig):
        ic.parse(raw_of(vector))
    with pytest.raises(ic.InvalidConfig):
        ic.compose(user=raw_of(vector), default={"ignition": {"version": "3.4.0"}})


@EVERY
@pytest.mark.reference
def test_the_reference_decodes_as_the_vector_says(oracle: Oracle, vector: Any) -> None:
    raw = raw_of(vector)
    decoded = oracle.decode(vector["version"], raw)
    assert decoded.kind == vector["error"]
    if vector["error"]:
        first = next(entry for entry in oracle.parse(vector["version"], raw).entries if entry.kind == "error")
        assert [first.line, first.column] == vector["at"]
    else:
        assert bare(decoded.config) == vector["config"]


def test_every_wrong_type_is_found_where_the_reference_stops_at_the_first() -> None:
    files = '[{"path": 2, "mode": "x"}, 3]'
    raw = f'{{"ignition": {{"version": "3.4.0"}}, "systemd": 1, "storage": {{"files": {files}, "links": {{}}}}}}'
    found = [(entry.code, entry.pointer) for entry in ic.validate(raw).errors]
    assert found == [
        ("wrong-type", "/systemd"),
        ("wrong-type", "/storage/files/0/path"),
        ("wrong-type", "/storage/files/0/mode"),
        ("wrong-type", "/storage/files/1"),
        ("wrong-type", "/storage/links"),
    ]


@pytest.mark.parametrize(
    ("document", "code", "pointer"),
    [
        ({"STORAGE": {}}, "case-folded-key", "/STORAGE"),
        ('{"ignition": {"version": "3.4.0"}, "storage": {}, "storage": {}}', "repeated-key", "/storage"),
        ({"ignition": {"version": "3.4.0-"}}, "odd-version", "/ignition/version"),
    ],
)
def test_oddities_that_go_reads_are_pointed_out_as_advice(document: Any, code: str, pointer: str) -> None:
    if isinstance(document, dict):
        document = json.dumps({"ignition": {"version": "3.4.0"}, **document})
    report = ic.validate(document)
    assert not report.is_fatal
    assert [(entry.code, entry.pointer) for entry in report.infos] == [(code, pointer)]


def document_of_version(text: str) -> bytes:
    return json.dumps({"ignition": {"version": text}}).encode()


@VERSION_TEXTS
def test_a_version_is_read_as_the_vector_says(vector: Any) -> None:
    document = read(document_of_version(vector["text"]))
    if vector["read_as"] is None:
        code = {UNPARSED: "invalid-version", UNSUPPORTED: "unknown-version"}[vector["error"]]
        assert [(entry.code, entry.pointer) for entry in errors_of(document)] == [(code, "/ignition/version")]
    else:
        assert errors_of(document) == []
        assert document.version == vector["read_as"]
        infos = [entry.code for entry in document._place(document._findings).infos]
        assert infos == ([] if vector["text"] == vector["read_as"] else ["odd-version"])


@VERSION_TEXTS
@pytest.mark.reference
def test_the_reference_reads_a_version_as_the_vector_says(oracle: Oracle, vector: Any) -> None:
    raw = document_of_version(vector["text"])
    taken = [version for version in VERSIONS if not oracle.parse(version, raw).error]
    assert taken == ([vector["read_as"]] if vector["read_as"] else [])
    assert oracle.parse_any(raw).error == vector["error"]
