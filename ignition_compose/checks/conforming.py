"""
Documents judged by a JSON Schema: `jsonschema_rs` gives the verdict, `jsonschema` explains it.

Both are imported when they are first needed.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import islice

from ignition_compose.checks.schemas import DRAFT, published
from ignition_compose.display import quoted
from ignition_compose.fast.packages import load
from ignition_compose.models import forms
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.fields import TYPE_NAMES
from ignition_compose.models.schemas import DEFAULT, STRICT, Schema
from ignition_compose.models.view import SpecView
from ignition_compose.report import ERROR, LIMIT, Finding, Tokens
from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any, Final, TypeAlias

    import jsonschema
    import jsonschema_rs

    from ignition_compose.models.schemas import Profile


def is_valid(values: Any, version: str, *, strict: bool = False) -> bool:
    """
    Whether *values* conform to the schema of *version*.

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
    return _judge(values, SpecVersion(version), STRICT if strict else DEFAULT)


def violations(values: Any, version: str, *, strict: bool = False, limit: int | None = LIMIT) -> list[Finding]:
    """
    Everything in *values* that the schema of *version* does not allow.

    Args:
        values: A document as Python values, or a decoded tree.
        version: The spec version to judge by.
        strict: Which of the two schemas.
        limit: How many are looked for, None for all.

    Returns:
        The findings, with codes such as ``schema-enum``; values never appear in their messages.
        A missing member is found where it should be, an unknown one at its own place.

    Raises:
        UnknownVersion: When there is no such version.

    Examples:
        >>> tree = {"ignition": {"version": "3.4.0"}, "storage": {"luks": [{"name": "a", "devise": "/b"}]}}
        >>> for finding in violations(tree, "3.4.0", strict=True):
        ...     print(finding.code, finding.tokens[2:], finding.message)
        schema-required (0, 'device') 'device' is missing: Absolute path of the device that is encrypted.
        schema-additional-properties (0, 'devise') there is no 'devise' here; did you mean 'device'?
    """
    return list(islice(_explain(values, SpecVersion(version), STRICT if strict else DEFAULT), limit))


@cache
def _judge_of(version: SpecVersion, profile: Profile, part: str) -> jsonschema_rs.Draft202012Validator:
    if not load("jsonschema_rs"):
        msg = "the compiled judge cannot be used here"
        raise ValueError(msg)
    import jsonschema_rs

    schema = published(version, profile)
    if part:
        schema = {"$schema": DRAFT, "$ref": part, "$defs": schema["$defs"]}
    return jsonschema_rs.Draft202012Validator(schema)


def _verdict(values: Any, version: SpecVersion, profile: Profile, part: str = "") -> bool | None:
    """
    The compiled judge's verdict, None where there is none, and for what it does not take: lone surrogates, subclasses
    of str, great depth.
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
    return extend(base, keywords, type_checker=checker)(published(version, profile))


def _explain_items(version: SpecVersion, profile: Profile) -> Callable[..., Iterator[jsonschema.ValidationError]]:
    """
    The keyword `items`, by which only items are explained that the compiled judge refuses: most lists are long.
    """

    def check(judge: Any, wanted: Schema, value: Any, _: Schema) -> Iterator[jsonschema.ValidationError]:
        for index, item in enumerate(value if judge.is_type(value, "array") else ()):
            if "$ref" not in wanted or not _verdict(item, version, profile, wanted["$ref"]):
                yield from judge.descend(item, wanted, path=index)

    return check


def _keyword(breaks: _Breaks) -> Callable[..., Iterator[jsonschema.ValidationError]]:
    """
    A keyword of `jsonschema` whose errors have no message: making one takes long, or fails for a deep value.
    """
    import jsonschema

    def check(judge: Any, wanted: Any, value: Any, schema: Schema) -> Iterator[jsonschema.ValidationError]:
        if breaks(judge.is_type, wanted, value, schema):
            yield jsonschema.ValidationError("")

    return check


_Breaks: TypeAlias = "Callable[[Callable[[Any, str], bool], Any, Any, Schema], bool]"
_BREAKS: Final[Mapping[str, _Breaks]] = {
    "type": lambda is_a, kinds, value, _: not any(is_a(value, kind) for kind in _listed(kinds)),
    "enum": lambda _, choices, value, __: value not in choices,
    "const": lambda _, only, value, __: value != only,
    "pattern": lambda is_a, pattern, value, _: is_a(value, "string") and not forms.compiled(pattern).search(value),
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
    """
    One error of `jsonschema`: which keyword of which schema is broken by which value, and where.
    """

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
            yield Finding(ERROR, "schema-required", message, (*breach.tokens, name))


def _unknown(breach: _Breach, version: SpecVersion) -> Iterator[Finding]:
    from ignition_compose.checks.strays import meaning_of

    spec = SpecView.of(version)
    view = next((model for model in spec.models if model.name == breach.schema["title"]), spec.root)
    for name in breach.value:
        if name not in view.by_json:
            message = f"there is no {quoted(name)} here; {meaning_of(str(name), view, breach.tokens)}"
            yield Finding(ERROR, "schema-additional-properties", message, (*breach.tokens, name), at_name=True)


def _message(breach: _Breach, version: SpecVersion) -> str:
    wanted = breach.wanted
    if breach.tokens == VERSION_TOKENS and breach.keyword != "type":
        return f'must be "{version}", the version of this schema'
    match breach.keyword:
        case "type":
            kinds = [TYPE_NAMES[kind] for kind in _listed(wanted) if kind != "null"]
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
        return TYPE_NAMES[found]
    return "null" if value is None else type(value).__name__
