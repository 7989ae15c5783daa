"""The description as JSON Schema, and documents judged by it.

There are two profiles. The *default* one accepts whatever Ignition accepts: null at any place, members
that nobody knows, names in another case. The *strict* one closes every object, demands the members without
which an object means nothing, and knows no null.

`jsonschema_rs` judges, `jsonschema` explains; both are imported when they are first needed.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from ignition_compose.findings import ERROR, Finding, Tokens
from ignition_compose.models import forms
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.view import FieldView, ModelView, SpecView, interval, view_of
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import jsonschema
    import jsonschema_rs

Profile = Literal["default", "strict"]
Schema = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_INT_MIN: Final = -(2**63)
_INT_MAX: Final = 2**63 - 1
_SHOWN: Final = 40
_NAMES: Final[Mapping[str, str]] = {
    "object": "an object",
    "array": "a list",
    "string": "text",
    "integer": "an integer",
    "boolean": "true or false",
    "number": "a number with a fraction",
    "null": "null",
}


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
    return _build(SpecVersion(version), "strict" if strict else "default")


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


def is_valid(values: Any, version: str, *, strict: bool = False) -> bool:
    """Whether *values* conform to the schema of *version*.

    Args:
        values: A document as Python values, or a decoded tree.
        version: The spec version to judge by.
        strict: Which of the two schemas.

    Returns:
        The verdict, which is that of `violations`, many times faster.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> is_valid({"ignition": {"version": "3.4.0"}, "systemd": None}, "3.4.0")
        True
        >>> is_valid({"ignition": {"version": "3.4.0"}, "systemd": None}, "3.4.0", strict=True)
        False
    """
    return _judge(values, SpecVersion(version), "strict" if strict else "default")


def violations(values: Any, version: str, *, strict: bool = False) -> list[Finding]:
    """Everything in *values* that the schema of *version* does not allow.

    Args:
        values: A document as Python values, or a decoded tree.
        version: The spec version to judge by.
        strict: Which of the two schemas.

    Returns:
        The findings, with codes such as ``schema-enum``; values never appear in their messages.
        A missing member is found at the object, an unknown one at its own place.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> tree = {"ignition": {"version": "3.4.0"}, "storage": {"luks": [{"name": "a", "devise": "/dev/b"}]}}
        >>> for finding in violations(tree, "3.4.0", strict=True):
        ...     print(finding.code, finding.tokens, finding.message)
        schema-required ('storage', 'luks', 0) 'device' is missing: Absolute path of the device that is encrypted.
        schema-additional-properties ('storage', 'luks', 0, 'devise') there is no 'devise' here; did you mean 'device'?
    """
    return list(_explain(values, SpecVersion(version), "strict" if strict else "default"))


# From the description to a schema.


def _build(version: SpecVersion, profile: Profile) -> Schema:
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


# Documents judged by a schema.


@cache
def _judge_of(version: SpecVersion, profile: Profile, part: str) -> jsonschema_rs.Draft202012Validator:
    import jsonschema_rs

    schema = _build(version, profile)
    if part:
        schema = {"$schema": DIALECT, "$ref": part, "$defs": schema["$defs"]}
    return jsonschema_rs.Draft202012Validator(schema)


def _verdict(values: Any, version: SpecVersion, profile: Profile, part: str = "") -> bool | None:
    """
    The compiled judge's verdict, None for what it does not take: lone surrogates, subclasses of str, great depth.
    """
    try:
        return _judge_of(version, profile, part).is_valid(values)
    except (ValueError, RecursionError):
        return None


def _judge(values: Any, version: SpecVersion, profile: Profile) -> bool:
    verdict = _verdict(values, version, profile)
    return next(_explain(values, version, profile), None) is None if verdict is None else verdict


@cache
def _explainer_of(version: SpecVersion, profile: Profile) -> jsonschema.Draft202012Validator:
    import jsonschema

    base = jsonschema.Draft202012Validator
    checker = base.TYPE_CHECKER.redefine("array", lambda _, value: isinstance(value, list | tuple))
    extend: Callable[..., type[jsonschema.Draft202012Validator]] = jsonschema.validators.extend
    keywords = {keyword: _keyword(breaks) for keyword, breaks in _BREAKS.items()}
    keywords["items"] = _explain_items(version, profile)
    return extend(base, keywords, type_checker=checker)(_build(version, profile))


def _explain_items(version: SpecVersion, profile: Profile) -> Callable[..., Iterator[jsonschema.ValidationError]]:
    """The keyword `items`, by which only items are explained that the compiled judge refuses: most lists are long."""

    def check(judge: Any, wanted: Schema, value: Any, _: Schema) -> Iterator[jsonschema.ValidationError]:
        for index, item in enumerate(value if judge.is_type(value, "array") else ()):
            if "$ref" not in wanted or not _verdict(item, version, profile, wanted["$ref"]):
                yield from judge.descend(item, wanted, path=index)

    return check


def _keyword(breaks: _Breaks) -> Callable[..., Iterator[jsonschema.ValidationError]]:
    """A keyword of `jsonschema` whose errors have no message: making one takes long, or fails for a deep value."""
    import jsonschema

    def check(judge: Any, wanted: Any, value: Any, schema: Schema) -> Iterator[jsonschema.ValidationError]:
        if breaks(judge.is_type, wanted, value, schema):
            yield jsonschema.ValidationError("")

    return check


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    # Python's $ matches before a newline at the end too, that of ECMA 262 does not.
    return re.compile(pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern)


_Breaks = Callable[[Callable[[Any, str], bool], Any, Any, Schema], bool]
_BREAKS: Final[Mapping[str, _Breaks]] = {
    "type": lambda is_a, kinds, value, _: not any(is_a(value, kind) for kind in _listed(kinds)),
    "enum": lambda _, choices, value, __: value not in choices,
    "const": lambda _, only, value, __: value != only,
    "pattern": lambda is_a, pattern, value, _: is_a(value, "string") and not _compile(pattern).search(value),
    "minimum": lambda is_a, least, value, _: is_a(value, "number") and value < least,
    "maximum": lambda is_a, most, value, _: is_a(value, "number") and value > most,
    "required": lambda is_a, names, value, _: is_a(value, "object") and not value.keys() >= set(names),
    "additionalProperties": lambda is_a, _, value, schema: (
        is_a(value, "object") and not value.keys() <= schema["properties"].keys()
    ),
}


def _listed(kinds: str | list[str]) -> list[str]:
    return [kinds] if isinstance(kinds, str) else kinds


class _Breach(NamedTuple):
    """One error of `jsonschema`: which keyword of which schema is broken by which value, and where."""

    keyword: str
    wanted: Any
    schema: Schema
    value: Any
    tokens: Tokens


def _explain(values: Any, version: SpecVersion, profile: Profile) -> Iterator[Finding]:
    for error in _explainer_of(version, profile).iter_errors(values):
        place = tuple(error.absolute_path)
        breach = _Breach._make((error.validator, error.validator_value, error.schema, error.instance, place))
        if breach.keyword == "required":
            yield from _missing(breach)
        elif breach.keyword == "additionalProperties":
            yield from _unknown(breach, version)
        else:
            yield Finding(ERROR, f"schema-{breach.keyword}", _message(breach, version), place)


def _missing(breach: _Breach) -> Iterator[Finding]:
    for name in breach.wanted:
        if name not in breach.value:
            message = f"{name!r} is missing: {breach.schema['properties'][name]['description']}"
            yield Finding(ERROR, "schema-required", message, breach.tokens)


def _unknown(breach: _Breach, version: SpecVersion) -> Iterator[Finding]:
    spec = SpecView.of(version)
    view = next((model for model in spec.models if model.name == breach.schema["title"]), spec.root)
    for name in breach.value:
        if name not in view.by_json:
            message = f"there is no {_shorten(str(name))} here; {_advise(str(name), view)}"
            yield Finding(ERROR, "schema-additional-properties", message, (*breach.tokens, name), at_name=True)


def _advise(name: str, view: ModelView) -> str:
    import difflib

    holders = interval(name, view.model)
    if holders:
        first, last = holders[0], holders[-1]
        return f"it exists since spec {first}" if view.version < first else f"it exists until spec {last}"
    folded = {field.json.casefold(): field.json for field in view.fields}
    near = difflib.get_close_matches(name.casefold()[:_SHOWN], folded, n=1)
    if near:
        return f"did you mean {folded[near[0]]!r}?"
    return f"known are {', '.join(view.by_json)}"


def _message(breach: _Breach, version: SpecVersion) -> str:
    wanted = breach.wanted
    if breach.tokens == VERSION_TOKENS and breach.keyword != "type":
        return f'must be "{version}", the version of this schema'
    match breach.keyword:
        case "type":
            kinds = [_NAMES[kind] for kind in _listed(wanted) if kind != "null"]
            return f"must be {' or '.join(kinds)}, not {_name_of(breach.value)}"
        case "enum":
            return f"must be one of {', '.join([json.dumps(choice) for choice in wanted if choice is not None])}"
        case "pattern":
            return f"must be {forms.WORDS[wanted]}" if wanted in forms.WORDS else f"must match the pattern {wanted}"
        case "minimum":
            return f"must be at least {wanted}"
        case "maximum":
            return f"must be at most {wanted}"
    return f"breaks {breach.keyword!r} of the schema"


def _name_of(value: Any) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "boolean"),
        (str, "string"),
        (int, "integer"),
        (float, "number"),
        (dict, "object"),
        (list, "array"),
        (tuple, "array"),
    )
    found = next((kind for python, kind in kinds if isinstance(value, python)), None)
    if found is not None:
        return _NAMES[found]
    return "null" if value is None else type(value).__name__


def _shorten(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


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
    """``python -m ignition_compose.jsonschemas``: write the schemas to a directory, or check those in it.

    Args:
        arguments: The command line, that of the process by default.

    Returns:
        The exit code: 1 when a file is stale.
    """
    import argparse

    parser = argparse.ArgumentParser(
        prog="python -m ignition_compose.jsonschemas", description="Write or check the JSON Schemas."
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
