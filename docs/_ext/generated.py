"""Write the reference pages that follow from the code, when the site is built.

``reference/fields.md`` comes from the description of the spec, ``reference/codes.md``
from the rules, ``reference/releases.md`` from the tables, and ``reference/cli.md`` from the command's own help. None is
checked in.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ignition_compose.checks.checking import registered
from ignition_compose.cli import NAME
from ignition_compose.cli.program import PROGRAM
from ignition_compose.models.specs import SPEC1, SPEC2, SPEC3
from ignition_compose.models.view import FieldView, ModelView, SpecView
from ignition_compose.tables.table import folds_at, rows
from ignition_compose.versions import Span, SpecVersion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from ignition_compose.checks.registry import Rule
    from ignition_compose.tables.table import Habit, IgnitionRelease

FIELDS_HEAD = """\
# Fields

Every field of the spec in every version.
This page is written from the description when the site is built.
Lists say how they merge: a *keyed* list merges entry by entry with the entry of the same key,
an *appended* list is joined.
A heading is the name of a class in `ignition_compose.models`, see [the typed models](models.md).
"""


def write_fields() -> str:
    """Return the page of all fields."""
    return "\n".join([FIELDS_HEAD, *[_write_model(name, views) for name, views in collect_models().items()]])


def collect_models() -> dict[str, list[ModelView]]:
    """Return every class of the description, with its view of each version that has it, newest first."""
    found: dict[str, list[ModelView]] = {}
    for version in reversed(SPEC3.versions):
        for view in SpecView.of(version).models:
            found.setdefault(view.name, []).append(view)
    return found


def _write_model(name: str, views: list[ModelView]) -> str:
    fields: dict[str, FieldView] = {}
    for view in views:
        for field in view.fields:
            fields.setdefault(field.json, field)
    lines = [f"({_anchor(name)})=", f"## {name}", "", _sentence(views[0].doc), ""]
    key = _describe_key(views[0])
    if key:
        lines += [key, ""]
    lines += ["| Field | In Python | Kind | Versions | Meaning |", "| --- | --- | --- | --- | --- |"]
    lines += [_write_field(field, views) for field in fields.values()]
    return "\n".join([*lines, ""])


def _write_field(field: FieldView, views: list[ModelView]) -> str:
    return _write_row(
        f"`{field.json}`",
        f"`{field.name}`",
        _describe_kind(field),
        _describe_span(field, views),
        " ".join(_describe_meaning(field, views)),
    )


def _write_row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _describe_kind(field: FieldView) -> str:
    what = f"[{field.model.name}](#{_anchor(field.model.name)})" if field.model else "string"
    if not field.is_list:
        return what if field.model else field.kind
    return f"list of {what}, {'appended' if field.merge == 'append' else 'keyed'}"


def _describe_span(field: FieldView, views: list[ModelView]) -> str:
    versions = [view.version for view in views if field.json in view.by_json]
    return _name_span(Span(versions[-1], versions[0]))


def _describe_choices(name: str, views: list[ModelView]) -> str:
    spans: dict[str, list[SpecVersion]] = {}
    for view in views:
        if name in view.by_json:
            for choice in view.by_json[name].choices:
                spans.setdefault(choice, []).append(view.version)
    longest = max(len(versions) for versions in spans.values())
    parts = []
    for choice, versions in spans.items():
        text = f"`{choice}`" if choice else "nothing"
        parts.append(text if len(versions) == longest else f"{text} ({versions[-1]} on)")
    return f"One of {', '.join(parts)}."


def _describe_meaning(field: FieldView, views: list[ModelView]) -> Iterable[str]:
    yield _sentence(field.doc)
    if field.required:
        yield "Required."
    if field.choices:
        yield _describe_choices(field.json, views)
    if field.minimum is not None and field.maximum is not None:
        yield f"From {field.minimum} to {field.maximum}."
    elif field.minimum is not None:
        yield f"At least {field.minimum}."
    elif field.maximum is not None:
        yield f"At most {field.maximum}."
    if field.key_space != field.json:
        yield f"Shares the key space *{field.key_space}*: an entry displaces one of the same key in another list of it."
    if field.removed_without:
        yield f"An entry without `{field.removed_without}` deletes the one beneath it."
    if field.secret:
        yield "Masked in what is printed for people."


def _describe_key(view: ModelView) -> str:
    key = view.model.__described__.key  # type: ignore[attr-defined]
    if key is None:
        return ""
    if callable(key):
        doc = inspect.getdoc(key)
        return _sentence(doc.split("\n\n")[0].replace("\n", " ")) if doc else ""
    return f"Its key is `{key}`."


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _anchor(name: str) -> str:
    return f"fields-{name.lower()}"


CODES_HEAD = """\
# Codes

Every semantic rule, by the code of the entries that it makes.
This page is written from the rules when the site is built.
Codes are stable; messages may change.
Most are named after the reference's own identifier of the error.
"""


def write_codes() -> str:
    """Return the page of all rules and their codes."""
    models = collect_models()
    found: dict[tuple[str, str, str, str, str], list[str]] = {}
    for rule in registered(SPEC3):
        names = [name for name, views in models.items() if issubclass(views[0].model, rule.on)]
        key = (rule.code, rule.severity, _name_span(rule.span), _name_releases(rule), rule.message)
        found.setdefault(key, []).extend(f"[{name}](fields.md#{_anchor(name)})" for name in names)
    lines = [CODES_HEAD, "| Code | Severity | Versions | Ignition | Looks at | Message |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    lines += [
        _write_row(f"`{code}`", severity, span, releases, ", ".join(dict.fromkeys(links)), _sentence(message))
        for (code, severity, span, releases, message), links in sorted(found.items())
    ]
    return "\n".join([*lines, "", *_write_older_codes(), ""])


OLDER_CODES = """\
## Specs 1 and 2

What Flatcar's Ignition 0.x says of these, and in its newer releases whoever translates them.
"""


def _write_older_codes() -> Iterable[str]:
    """Yield the table of the rules of specs 1 and 2."""
    versions = [*SPEC1.versions, *SPEC2.versions]
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for rule in registered(SPEC1, SPEC2):
        own = SPEC1.versions if rule.on.__module__.endswith("spec1") else versions
        held = [str(version) for version in own if version in rule.span]
        span = held[0] if len(held) == 1 else f"{held[0]} to {held[-1]}" if held else ""
        found.setdefault((rule.code, rule.severity, span, rule.message), []).append(f"`{rule.on.__name__}`")
    yield OLDER_CODES
    yield "| Code | Severity | Versions | Looks at | Message |"
    yield "| --- | --- | --- | --- | --- |"
    for (code, severity, span, message), names in sorted(found.items()):
        yield _write_row(f"`{code}`", severity, span, ", ".join(dict.fromkeys(names)), _sentence(message))


def _name_releases(rule: Rule) -> str:
    """Say which releases have a rule, ``all`` if every one has it that accepts the version."""
    found = [row for row in rows("habits") if row.habit == rule.habit]
    runs = [_name_run(row) + (f" (spec {_name_specs(row)})" if len(found) > 1 else "") for row in found]
    return ", ".join(runs) or "all"


def _name_span(span: Span) -> str:
    newest = tuple(SPEC3.versions)[-1]
    versions = [version for version in SPEC3.versions if version in span]
    if len(versions) == len(SPEC3.versions):
        return "all"
    if versions[-1] is newest:
        return f"{versions[0]} on"
    return f"{versions[0]} to {versions[-1]}"


RELEASES_HEAD = """\
# Releases of Ignition

What Ignition says to a config depends on its release too: the rules of one spec version have changed since it was
finished, and what a machine boots with depends on how its release translates and merges.
This page is written from the tables of the library when the site is built; each row of them names its source.
Each release since 2.0.0 was compared with its neighbours, and twelve of them are asked by tests.
"""

FOLDING = """\
## Release by release

A release takes all versions of spec 3 up to the newest that it knows.
It translates each config to that version, or to the experimental one after it, before it merges: the column *merges at*
says which version that amounts to.
A release that is not here does what the one before it does.
"""

HABITS = """\
## What changed

By kind; *versions* are those of the spec with which it makes a difference.
"""

KINDS = {
    "rule": "Rules",
    "crash": "Crashes",
    "translation": "Translation",
    "merging": "Merging",
    "reading": "What is read",
    "place": "Places",
    "message": "Messages",
}


def write_releases() -> str:
    """Return the page of what releases do differently."""
    lines = [RELEASES_HEAD, FOLDING, "| Ignition | Made on | Newest version | Merges at | What is new |"]
    lines += ["| --- | --- | --- | --- | --- |", *_write_releases(), "", HABITS]
    for kind, title in KINDS.items():
        lines += [f"### {title}", "", "| Ignition | Versions | It | Source |", "| --- | --- | --- | --- |"]
        lines += [
            _write_row(_name_run(row), _name_specs(row), _sentence(row.says), _link_sources(row.source))
            for row in rows("habits")
            if row.kind == kind
        ]
        lines.append("")
    return "\n".join(lines)


def _write_releases() -> Iterable[str]:
    before: IgnitionRelease | None = None
    for row in rows("ignition"):
        if row.number < (2,):
            continue
        new = [*_specs_of(row, before), *_habits_of(row, before)]
        if new:
            yield _write_row(row.release, row.date, row.newest, folds_at(row.release) or "", "; ".join(new) + ".")
        before = row


def _specs_of(row: IgnitionRelease, before: IgnitionRelease | None) -> Iterable[str]:
    if before is None or row.newest != before.newest:
        yield f"takes spec {row.newest}"


def _habits_of(row: IgnitionRelease, before: IgnitionRelease | None) -> Iterable[str]:
    if before is None:
        return
    for habit in rows("habits"):
        about = "" if _name_specs(habit) == "all" else f" (spec {_name_specs(habit)})"
        if habit.first == row.release:
            yield f"{habit.says}{about}"
        elif habit.last == before.release:
            yield f"no longer {habit.says}{about}"


def _name_run(row: Habit) -> str:
    if row.last is None:
        return f"{row.first} on"
    return row.first if row.last == row.first else f"{row.first} to {row.last}"


def _name_specs(row: Habit) -> str:
    first, last = row.oldest, row.newest
    if first == last:
        return first or "all"
    return f"{first} on" if last is None else f"up to {last}" if first is None else f"{first} to {last}"


def _link_sources(source: str) -> str:
    repository, _, marks = source.partition(" ")
    found = [f"[{mark}](https://github.com/{repository}/commit/{mark})" for mark in marks.split(", ") if mark[0] != "v"]
    return ", ".join(found) or f"[{marks}](https://github.com/{repository}/releases/tag/{marks})"


CLI_HEAD = """\
# The command

`ignition-compose` reads files, or `-` for the standard input, and writes JSON.
The [tutorial](../tutorial.md) shows it at work; this is its own help.
"""

CLI_WIDTH = 96


def write_cli() -> str:
    """Return the page of the command's own help."""
    top = click.Context(PROGRAM, info_name=NAME, terminal_width=CLI_WIDTH)
    parts = [CLI_HEAD, _write_help(NAME, top)]
    for name in PROGRAM.list_commands(top):
        command = PROGRAM.get_command(top, name)
        if command is not None:
            parts.append(_write_help(name, click.Context(command, top, info_name=name, terminal_width=CLI_WIDTH)))
    return "\n".join(parts)


def _write_help(title: str, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{context.command.get_help(context)}\n```\n"


PAGES = {
    "reference/cli.md": write_cli,
    "reference/codes.md": write_codes,
    "reference/fields.md": write_fields,
    "reference/releases.md": write_releases,
}


def write_pages(app: Sphinx) -> None:
    """Write each page whose text has changed."""
    for name, write in PAGES.items():
        page = Path(app.srcdir) / name
        text = write()
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
