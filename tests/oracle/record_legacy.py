"""
Record what Flatcar's code says of configs of specs 1 and 2: ``python -m tests.oracle.record_legacy``.

The answers about every document of `legacy_sources` are written to ``tests/vectors/legacy/``: a line that says who
answered, then a line for each document or pair, packed with gzip. Messages stay out of it: an entry has the identifier
of its error, or a code where it has none. From the same sources and the same modules comes the same file, byte for
byte.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tests.oracle import legacy_sources
from tests.oracle.differential import PATTERNS, compact
from tests.oracle.legacy import LegacyOracle, ask_append, ask_flatcar_parse, ask_parse, ask_translate
from tests.oracle.record import pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.oracle.legacy import Answer, FlatcarParsed, Translated
    from tests.oracle.oracle import Entry, Tree

PATH: Final = Path(__file__).parents[1] / "vectors" / "legacy" / "flatcar-ignition-v0.36.2.jsonl.gz"
COMMAND: Final = "python -m tests.oracle.record_legacy"

CODES: Final[dict[str, re.Pattern[str]]] = {
    "unrecognized-key": re.compile(r"^Config has unrecognized key: "),
    "did-you-mean": re.compile(r"^Did you mean "),
    "nonexistent-filesystem": re.compile(
        r"^(File|Link|Directory) \".*\" references nonexistent filesystem ", re.DOTALL
    ),
    "shadowed-filesystem": re.compile(r"^Filesystem \".*\" shadows exising filesystem definition$", re.DOTALL),
    "no-line-numbers": re.compile(r"^Ignition could not unmarshal your config for reporting line numbers"),
    "doesnt-match-guid-regex": re.compile(r"^partition type-guid must have the form "),
    "path-not-absolute": re.compile(r"^filesystem \".*\": path not absolute$", re.DOTALL),
    "duplicate-http-header": re.compile(r"^Found duplicate HTTP header: "),
    "invalid-file-url": re.compile(r"^invalid url \".*\": ", re.DOTALL),
    "called-with-valid-config": re.compile(r"^HandleParseErrors called with a valid config$"),
    "decoding": re.compile(r"^(invalid character |unexpected end of JSON input|json: )", re.DOTALL),
    **PATTERNS,
}
"""Messages without an identifier, by the code that stands for them here."""

OTHER: Final = "invalid-data-url"
"""What is left is said by the data URL library."""

_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_QUOTING: Final = ("duplicate-inode", "own-link", "duplicate-dropin")
"""Refusals of which it matters what they name."""


def record(oracle: LegacyOracle) -> bytes:
    """
    The content of the file: everything asked anew.
    """
    sources, pairs = legacy_sources.documents(), legacy_sources.pairs()
    parsed = oracle.batch([ask_parse(source.raw) for source in sources])
    translated = oracle.batch([ask_translate(source.raw, {}) for source in sources])
    flatcar = oracle.batch([ask_flatcar_parse(source.raw) for source in sources])
    records = [
        {"version": source.version, **text_out(source.raw), **answers_out(one, other, third)}
        for source, one, other, third in zip(sources, parsed, translated, flatcar, strict=True)
    ]
    appended = oracle.batch([ask_append(*pair) for pair in pairs])
    records += [
        {"pair": [text_out(raw) for raw in pair], "append": answer_out(answer)}
        for pair, answer in zip(pairs, appended, strict=True)
    ]
    version = oracle.version()
    head = {
        "modules": {name: version["modules"][name] for name in sorted(version["modules"])},
        "go": version["go"],
        "documents": len(sources),
        "pairs": len(pairs),
        "written by": COMMAND,
    }
    return pack([head, *records])


def answers_out(parsed: Answer, translated: Translated, flatcar: FlatcarParsed) -> Tree:
    """
    The three answers about a document.

    A config of 3.1.0 is left out where the newest one follows, which says the same: only the version and what the
    steps from 3.1.0 on change are different.
    """
    translation = {"reason": translated.reason, **answer_out(translated)}
    if flatcar.config is not None:
        translation.pop("config", None)
    reading = answer_out(flatcar)
    if flatcar.reason:
        reading["reason"] = flatcar.reason
    return {"parse": answer_out(parsed), "translate": translation, "flatcar": reading}


def answer_out(answer: Answer) -> Tree:
    """
    An answer as a JSON object, without what is empty.
    """
    entries = entries_out(answer.entries)
    members = {
        "error": name_of(answer),
        "panic": bool(answer.panic),
        "unwritable": bool(answer.unwritable),
        "names": _QUOTED.findall(answer.error) if getattr(answer, "reason", "") in _QUOTING else [],
        "entries": entries,
        "config": None if answer.config is None else compact(answer.config),
    }
    # An empty config is one.
    return {name: value for name, value in members.items() if value or (name == "config" and value is not None)}


def entries_out(entries: Sequence[Entry]) -> list[Any]:
    """
    Entries as short lists, in an order of their own, for that of unknown members is random.
    """
    written = [[one.kind, code_of(one), list(one.path), one.line, one.column] for one in entries]
    return sorted(written, key=json.dumps)


def name_of(answer: Answer) -> str:
    """
    The identifier of an answer's error, or a code where it has none.
    """
    if not answer.error:
        return ""
    return answer.name or next((code for code, pattern in CODES.items() if pattern.search(answer.error)), "refused")


def code_of(entry: Entry) -> str:
    """
    The identifier of an entry's error, or a code where it has none.
    """
    return entry.name or next((code for code, pattern in CODES.items() if pattern.search(entry.message)), OTHER)


def text_out(raw: bytes) -> dict[str, str]:
    """
    A document as a member: as text, or in base64 where it is none.
    """
    try:
        return {"text": raw.decode()}
    except UnicodeDecodeError:
        return {"raw": base64.b64encode(raw).decode()}


def text_in(members: Tree) -> bytes:
    """
    What `text_out` wrote.
    """
    return members["text"].encode() if "text" in members else base64.b64decode(members["raw"])


def read_lines() -> list[Tree]:
    """
    Every line of the file; the first says who answered.
    """
    with gzip.open(PATH, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@click.command()
def main() -> None:
    """
    Write tests/vectors/legacy/ anew from the live program.
    """
    PATH.parent.mkdir(parents=True, exist_ok=True)
    with LegacyOracle() as oracle:
        content = record(oracle)
    PATH.write_bytes(content)
    head = read_lines()[0]
    click.echo(f"{PATH}: {head['documents']:,} documents, {head['pairs']:,} pairs, {len(content):,} bytes")


if __name__ == "__main__":
    main()
