"""
The published JSON Schemas: two for each version of the spec, one for each answer, and the files that hold them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ignition_compose.answers import ANSWERS, OBJECTS, parts_of
from ignition_compose.display import quoted
from ignition_compose.errors import InvalidInput, UnknownVersion
from ignition_compose.given import text_of
from ignition_compose.models.schemas import DEFAULT, STRICT, Profile, Schema, schemas_of
from ignition_compose.models.view import SpecView
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Final


DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(version: str, *, strict: bool = False) -> dict[str, Any]:
    """
    The JSON Schema (draft 2020-12) of one spec version, or of an answer of this library.

    Args:
        version: The version; or the name of an answer, whose ``to_dict`` the schema describes: ``"report"``,
            ``"entry"``, ``"document"``, ``"composition"``, ``"origin"``, ``"translation"``, or ``"command-report"``
            for what the command writes with ``--format json``.
        strict: Whether objects are closed, members are demanded and null is refused. Otherwise the schema
            accepts whatever Ignition accepts, and cannot demand a member, because its name may differ in case.

    Returns:
        A new dictionary.

    Raises:
        UnknownVersion: When there is no such version, and no answer of this name.
        InvalidInput: When *strict* is neither True nor False.

    Examples:
        >>> schema("report")["required"]
        ['valid', 'limited', 'entries', 'omitted']
        >>> schema("3.4.0", strict=True)["properties"]["ignition"]["$ref"]
        '#/$defs/Ignition'
        >>> schema("3.4.0")["$id"]
        'urn:ignition-compose:schema:3.4.0'
    """
    given: object = strict
    if type(given) is not bool:
        msg = f"strict is True or False, not {quoted(strict)}"
        raise InvalidInput(msg)
    name = text_of(version)
    if name in ANSWERS:
        return _of_answer(name)
    try:
        return published(SpecVersion(version), STRICT if strict else DEFAULT)
    except UnknownVersion as error:
        msg = f"{error}; answers are {', '.join(ANSWERS)}"
        raise UnknownVersion(msg) from None


def _of_answer(name: str) -> Schema:
    from copy import deepcopy

    return deepcopy(
        {
            "$schema": DRAFT,
            "$id": f"urn:ignition-compose:schema:{name}",
            **OBJECTS[name],
            "$defs": parts_of(name),
        }
    )


def published(version: SpecVersion, profile: Profile) -> Schema:
    """
    The whole schema of one version in one profile.
    """
    root = SpecView.of(version).root
    objects = schemas_of(root, profile)
    experimental = " This version of the spec is experimental and may change." if version.is_experimental else ""
    return {
        "$schema": DRAFT,
        "$id": f"urn:ignition-compose:schema:{version}" + (":strict" if profile is STRICT else ""),
        **objects.pop(root.name),
        "title": f"Ignition config, spec {version}",
        "description": root.doc + experimental,
        "type": "object",
        "$defs": objects,
    }


def file_name(version: str, *, strict: bool = False) -> str:
    """
    The name of the file that holds the schema of *version*, or of an answer.

    Examples:
        >>> file_name("3.4.0", strict=True)
        'ignition-3.4.0.strict.json'
    """
    if version in ANSWERS:
        return f"{version}.json"
    return f"ignition-{SpecVersion(version)}{'.strict' if strict else ''}.json"


def schema_text(version: str, *, strict: bool = False) -> str:
    """
    The schema of *version*, or of an answer, as its file holds it: the shipped one, or one made anew.

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


def _render(version: str, *, strict: bool) -> str:
    return json.dumps(schema(version, strict=strict), indent=2, ensure_ascii=False) + "\n"


def files() -> dict[str, str]:
    """
    Every schema's file, by name, as it should be.

    Examples:
        >>> len(files())
        35
    """
    answers = {file_name(name): _render(name, strict=False) for name in ANSWERS}
    return answers | {
        file_name(version, strict=strict): _render(version, strict=strict)
        for version in SpecVersion
        for strict in (False, True)
    }


def stale_files(folder: Path) -> list[str]:
    """
    The names of the files in *folder* that are missing, outdated, or not a schema of ours.

    Args:
        folder: A directory of schemas.

    Returns:
        The names, sorted.
    """
    wanted = files()
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def main(arguments: list[str] | None = None) -> int:
    """
    ``python -m ignition_compose.checks.schemas``: write the schemas to a directory, or check those in it.

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
