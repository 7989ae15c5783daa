"""The description as JSON Schema.

There are two profiles. The *default* one accepts whatever Ignition accepts: null at any place, members
that nobody knows, names in another case. The *strict* one closes every object, demands the members without
which an object means nothing, and knows no null.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final, Literal

from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.view import FieldView, ModelView, SpecView, interval, view_of
from ignition_compose.versions import SpecVersion

Profile = Literal["default", "strict"]
Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_INT_MIN: Final = -(2**63)
_INT_MAX: Final = 2**63 - 1


def schema(version: str, *, strict: bool = False) -> Schema:
    """The JSON Schema (draft 2020-12) of one spec version.

    Args:
        version: The version.
        strict: Whether objects are closed, members are demanded and null is refused. Otherwise the schema
            accepts whatever Ignition accepts, and cannot demand a member, because its name may differ in case.

    Returns:
        A new dictionary.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> schema("3.4.0", strict=True)["properties"]["ignition"]["$ref"]
        '#/$defs/Ignition'
        >>> schema("3.4.0")["$id"]
        'urn:ignition-compose:schema:3.4.0'
    """
    return schema_of(SpecVersion(version), "strict" if strict else "default")


def file_name(version: str, *, strict: bool = False) -> str:
    """The name of the file that holds the schema of *version*.

    Examples:
        >>> file_name("3.4.0", strict=True)
        'ignition-3.4.0.strict.json'
    """
    return f"ignition-{SpecVersion(version)}{'.strict' if strict else ''}.json"


def schema_text(version: str, *, strict: bool = False) -> str:
    """The schema of *version* as the file holds it: the shipped one, or one made anew where none is shipped.

    Args:
        version: The version.
        strict: Which of the two schemas.

    Returns:
        JSON text that ends in a newline.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> json.loads(schema_text("3.4.0")) == schema("3.4.0")
        True
    """
    from importlib import resources

    shipped = resources.files("ignition_compose") / "schemas" / file_name(version, strict=strict)
    if shipped.is_file():
        return shipped.read_text(encoding="utf-8")
    return _render(version, strict=strict)


# From the description to a schema.


def schema_of(version: SpecVersion, profile: Profile) -> Schema:
    view = SpecView.of(version)
    experimental = " This version of the spec is experimental and may change." if version.is_experimental else ""
    return {
        "$schema": DIALECT,
        "$id": f"urn:ignition-compose:schema:{version}" + (":strict" if profile == "strict" else ""),
        **_object(view.root, profile),
        "title": f"Ignition config, spec {version}",
        "description": view.root.doc + experimental,
        "type": "object",
        "$defs": {model.name: _object(model, profile) for model in view.models if model is not view.root},
    }


def _object(view: ModelView, profile: Profile) -> Schema:
    node: Schema = {
        "title": view.name,
        "description": view.doc,
        "type": _type("object", profile),
        "properties": {field.json: _member(view, field, profile) for field in view.fields},
    }
    if profile != "default":
        required = [field.json for field in view.fields if field.required]
        if required:
            node["required"] = required
        node["additionalProperties"] = False
    return node


def _member(view: ModelView, field: FieldView, profile: Profile) -> Schema:
    node: Schema = {"description": _describe(view, field)}
    if field.is_list:
        return node | {"type": _type("array", profile), "items": _value(field, profile, "string")}
    if _is_version(view, field):
        wanted = {"pattern": _version_pattern(view.version)} if profile == "default" else {"const": view.version.value}
        return node | {"type": _type("string", profile)} | wanted
    return node | _value(field, profile, field.kind)


def _value(field: FieldView, profile: Profile, kind: str) -> Schema:
    """What holds for the value of a member, or for each item of a list."""
    if field.model is not None:
        return {"$ref": f"#/$defs/{field.model.name}"}
    node: Schema = {"type": _type(kind, profile)}
    if field.choices:
        node["enum"] = [*field.choices, None] if profile == "default" else list(field.choices)
    if field.pattern is not None:
        node["pattern"] = field.pattern
    if kind == "integer":
        node["minimum"] = _INT_MIN if field.minimum is None else field.minimum
        node["maximum"] = _INT_MAX if field.maximum is None else field.maximum
    return node


def _type(kind: str, profile: Profile) -> str | list[str]:
    return [kind, "null"] if profile == "default" else kind


def _is_version(view: ModelView, field: FieldView) -> bool:
    section, member = VERSION_TOKENS
    return field.json == member and view is SpecView.of(view.version).root.by_json[section].model


def _version_pattern(version: SpecVersion) -> str:
    """Every spelling that the reference reads as *version*: with zeros in front, and signs with nothing behind them."""
    numbers, _, pre = version.partition("-")
    return "^" + r"\.".join([f"0*{number}" for number in numbers.split(".")]) + (f"-{pre}" if pre else "-?") + r"\+?$"


def _describe(view: ModelView, field: FieldView) -> str:
    gates = _gate(interval(field.json, view.model))
    for choice in field.choices:
        holders = [version for version in SpecVersion if choice in _choices(view, field, version)]
        if len(holders) < len(interval(field.json, view.model)):
            gates += _gate(tuple(holders), f"`{choice}` ")
    return field.doc + gates


def _choices(view: ModelView, field: FieldView, version: SpecVersion) -> tuple[str, ...]:
    twin = view_of(view.model, version).by_json.get(field.json)
    return twin.choices if twin is not None else ()


def _gate(holders: tuple[SpecVersion, ...], what: str = "") -> str:
    """Since and until when something exists, nothing when it always did and does."""
    known = tuple(SpecVersion)
    text = f" {what}since spec {holders[0]}." if holders[0] != known[0] else ""
    if holders[-1] != known[-1]:
        text += f" {what}until spec {holders[-1]}."
    return text if what else text.replace(" since", " Since").replace(" until", " Until")


# The files.


def _render(version: str, *, strict: bool) -> str:
    return json.dumps(schema(version, strict=strict), indent=2, ensure_ascii=False) + "\n"


def files() -> dict[str, str]:
    """Every schema's file, by name, as it should be.

    Examples:
        >>> len(files())
        16
    """
    return {
        file_name(version, strict=strict): _render(version, strict=strict)
        for version in SpecVersion
        for strict in (False, True)
    }


def stale_files(folder: Path) -> list[str]:
    """The names of the files in *folder* that are missing, outdated, or not a schema of ours.

    Args:
        folder: A directory of schemas.

    Returns:
        The names, sorted.
    """
    wanted = files()
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def main(arguments: list[str] | None = None) -> int:
    """``python -m ignition_compose.checks.schemas``: write the schemas to a directory, or check those in it.

    Args:
        arguments: The command line, that of the process by default.

    Returns:
        The exit code: 1 when a file is stale.
    """
    import argparse

    parser = argparse.ArgumentParser(
        prog="python -m ignition_compose.checks.schemas", description="Write or check the JSON Schemas."
    )
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", type=Path, metavar="DIR", help="write every schema into DIR")
    action.add_argument("--check", type=Path, metavar="DIR", help="exit with 1 if a schema in DIR is stale")
    chosen = parser.parse_args(arguments)
    if chosen.write is not None:
        chosen.write.mkdir(parents=True, exist_ok=True)
        for name, text in files().items():
            (chosen.write / name).write_text(text, encoding="utf-8")
        return 0
    stale = stale_files(chosen.check)
    for name in stale:
        print(f"{chosen.check / name} is stale: run make schemas", file=sys.stderr)  # noqa: T201 - a command of its own
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
