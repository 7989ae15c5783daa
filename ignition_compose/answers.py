"""
The answers of the library as plain values: what ``to_dict`` gives, as JSON Schemas.

Every member is always there, and a value that is not known is null. Members may be added later; none is taken away or
changes its meaning.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, Final, TypeAlias

Schema: TypeAlias = "dict[str, Any]"


def _text(description: str, *, choices: tuple[str, ...] = (), nullable: bool = False) -> Schema:
    kind = {"type": ["string", "null"]} if nullable else {"type": "string"}
    return {**kind, **({"enum": list(choices)} if choices else {}), "description": description}


def _pointer(description: str, *, nullable: bool = False) -> Schema:
    return {**_text(description, nullable=nullable), "format": "json-pointer"}


def _number(description: str) -> Schema:
    return {"type": ["integer", "null"], "minimum": 1, "description": description}


def _count(description: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description}


def _flag(description: str, *, nullable: bool = False) -> Schema:
    return {"type": ["boolean", "null"] if nullable else "boolean", "description": description}


def _list(of: str, description: str) -> Schema:
    return {"type": "array", "items": _ref(of), "description": description}


def _ref(name: str, *, nullable: bool = False) -> Schema:
    reference = {"$ref": f"#/$defs/{name}"}
    return {"anyOf": [reference, {"type": "null"}]} if nullable else reference


def _object(description: str, *, optional: Sequence[str] = (), **members: Schema) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": members,
        "required": [name for name in members if name not in optional],
        "additionalProperties": False,
    }


_PLACES: Final[dict[str, Schema]] = {
    "source": _text("The name of the document, empty where it has none."),
    "pointer": _pointer("The place in it."),
    "line": _number("The line, from 1, null where it is not known."),
    "column": _number("The column in bytes, from 1, null where it is not known."),
}

_CAME_FROM: Final = _list("place", "The places that it came from, lowest first.")

_COMPOSED: Final[dict[str, Schema]] = {
    "version": _text("The spec version of the composed config."),
    "complete": _flag("Whether everything that the user config names is in the result."),
    "used_default": _flag("Whether the default config stood in for the user config."),
    "reason": _text("Why it did, or did not, in a few words."),
    "layers": _list("layer", "The base layers, lowest first, then the user's and the default."),
}

OBJECTS: Final[dict[str, Schema]] = {
    "place": _object("One value of a document.", optional=(), **_PLACES),
    "entry": _object(
        "One thing that was found, and where.",
        severity=_text(
            "An error stops the boot, a warning does not, info is advice.", choices=("error", "warning", "info")
        ),
        code=_text("The stable name of the kind of finding."),
        message=_text("What is wrong and what to do, for people."),
        pointer=_pointer("The place in the document."),
        source=_text("The name of the document, null where it has none.", nullable=True),
        line=_PLACES["line"],
        column=_PLACES["column"],
        related=_ref("place", nullable=True),
    ),
    "report": _object(
        "All that was found in a document or a composition.",
        valid=_flag("Whether no entry is an error."),
        limited=_flag("Whether nothing is wrong but that this library cannot do yet what Ignition does."),
        entries=_list("entry", "The entries, in the order of the text."),
        omitted=_count("How many more entries were found, which are left out."),
    ),
    "config": {
        "type": "object",
        "description": "An Ignition config; the schema of its version describes it. It may hold secrets.",
    },
    "layer": _object(
        "A document in its role within a composition.",
        role=_text("Its role.", choices=("base", "user", "default")),
        source=_text("Its name."),
        state=_text(
            "What became of it.",
            choices=("used", "unused", "not-found", "empty", "cloud-config", "script", "mime", "invalid"),
        ),
        version=_text("The spec version that it declares, null where it declares none.", nullable=True),
        valid=_flag("Whether Ignition accepts it, null where it is no config.", nullable=True),
    ),
    "act": _object(
        "What was done to a value.",
        verb=_text(
            "What was done.",
            choices=(
                *("kept", "replaced", "merged", "appended", "displaced"),
                *("deleted", "dropped", "changed", "filled"),
            ),
        ),
        sources=_list("place", "The values that the target is made of, the lowest first."),
        target=_pointer("The value in the result, null if it is not there.", nullable=True),
        lost=_list("place", "The values that are not in the result because of it, the lowest first."),
    ),
    "account": _object(
        "What became of every value where a config was made of others.",
        acts=_list("act", "The acts; one on a value speaks for all that it holds, unless there is one on that too."),
    ),
    "origin": _object(
        "Where one value of a composed config came from.",
        pointer=_pointer("The value in the result."),
        places=_CAME_FROM,
        displaced=_list("place", "Values of lower layers whose place it took, lowest first."),
    ),
    "document": _object(
        "A document as one Ignition reads it, and the verdict on it.",
        kind=_text("What it is.", choices=("ignition", "empty", "cloud-config", "script", "mime")),
        source=_text("Its name, null where it has none.", nullable=True),
        dialect=_text("Which Ignition reads it."),
        version=_text("The spec version that it declares, null where that is not one that is read.", nullable=True),
        config=_ref("config", nullable=True),
        report=_ref("report"),
    ),
    "composition": _object(
        "The config that a machine boots with, and how it came to be.",
        optional=(),
        **_COMPOSED,
        config=_ref("config"),
        report=_ref("report"),
    ),
    "translation": _object(
        "A translated config, and what became of every value on the way.",
        config=_ref("config"),
        report=_ref("report"),
        account=_ref("account"),
    ),
    "replacement": _object(
        "A value of an entry that took the place of another layer's.",
        pointer=_pointer("The value in the composed config."),
        places=_CAME_FROM,
        displaced=_list("place", "The values whose place it took, lowest first."),
    ),
    "explained-entry": _object(
        "Where an entry of a composed config came from, without its values.",
        section=_text("The section that it stands in."),
        name=_text("What it is called: its key, unless that may be a secret, or its number."),
        pointer=_pointer("The entry in the composed config."),
        places=_CAME_FROM,
        displaced=_list("place", "Entries of lower layers whose place it took, lowest first."),
        replaced=_list("replacement", "The values of it that took the place of another layer's."),
    ),
    "summary": _object(
        "What came from where in a composition, without the values.",
        optional=(),
        **_COMPOSED,
        origins=_list("explained-entry", "The entries of the composed config, in its order."),
    ),
    "verdict": _object(
        "The verdict on one file.",
        source=_text("Its name.", nullable=True),
        version=_text("The spec version that it declares, null where that is not one that is read.", nullable=True),
        valid=_flag("Whether Ignition accepts it."),
    ),
    "command-report": _object(
        "What the command writes with --format json.",
        optional=("acts", "documents", "summary"),
        valid=_flag("Whether no entry is an error."),
        limited=_flag("Whether nothing is wrong but that this tool cannot do yet what Ignition does."),
        entries=_list("entry", "The entries, in the order of the files and of their text."),
        omitted=_count("How many more entries were found, which are left out."),
        documents=_list("verdict", "Of validate: the verdict on each file."),
        summary=_ref("summary"),
        acts=_list("act", "Of translate: what became of the values that are not where and what they were."),
    ),
}
"""Every object that occurs in an answer, by its name."""

ANSWERS: Final = ("command-report", "composition", "document", "entry", "origin", "report", "translation")
"""The objects that have a schema of their own."""


def parts_of(name: str) -> dict[str, Schema]:
    """
    The objects that occur in an answer, below it.
    """
    found: dict[str, Schema] = {}
    todo = [*_named_in(OBJECTS[name])]
    while todo:
        part = todo.pop(0)
        if part not in found:
            found[part] = OBJECTS[part]
            todo += _named_in(OBJECTS[part])
    return found


def _named_in(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for keyword, value in schema.items():
            if keyword == "$ref":
                yield value.rpartition("/")[2]
            else:
                yield from _named_in(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _named_in(value)
