"""Carrying a config to a newer version of the spec, step by step.

A step has two parts: what the description says (a text that could not be absent and now can is now there,
if empty) and the changes of `ignition_compose.translation.upward`. Nothing is changed in place; what a step
does not touch is shared.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from ignition_compose.documents.config import Config, demand_config
from ignition_compose.documents.positions import report_of
from ignition_compose.errors import DowngradeError
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.report import Finding, Report, Tokens
from ignition_compose.translation.upward import STEPS, Change
from ignition_compose.versions import SpecVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree


@attrs.frozen
class Translation:
    """A translated config, and what was lost on the way."""

    config: Config
    report: Report


def translate(config: Config, to: str) -> Translation:
    """Translate *config* to a newer spec version.

    Args:
        config: The config, which stays as it is.
        to: The version to reach.

    Returns:
        The translated config and a report with an entry for every value that was dropped or changed.
        Mirrors the ``translate`` packages of the reference, one step after the other.

    Raises:
        DowngradeError: When *to* is older than the config.
        UnknownVersion: When there is no such version.

    Examples:
        >>> old = Config.from_dict({"ignition": {"version": "3.0.0"}})
        >>> translate(old, "3.4.0").config.version
        <SpecVersion.V3_4_0: '3.4.0'>
    """
    demand_config(config)
    version, target = config.version, SpecVersion(to)
    if target < version:
        msg = f"the config is of spec {version}; translating it down to {target} is not possible yet"
        raise DowngradeError(msg)
    translated, findings = translate_tree(config.tree, version, target)
    return Translation(Config.of_tree(translated, target), report_of(findings))


def translate_tree(
    tree: Tree, version: SpecVersion, target: SpecVersion, *, plain: bool = False
) -> tuple[Tree, list[Finding]]:
    """
    *tree* of *version* as a tree of *target*, and what was lost.

    Args:
        tree: The tree, which stays as it is.
        version: Its version.
        target: The version to reach.
        plain: Whether `ignition_compose.fast.plain.is_plain` is known to hold.
    """
    findings: list[Finding] = []
    if version is target:
        return tree, findings
    for path, change in _changes_between(version, target, plain):
        tree, lost = _edit(tree, path, change, ())
        findings += lost
    return relabel(tree, target), findings


def relabel(tree: Tree, version: SpecVersion) -> Tree:
    """*tree* with *version* as the version it names."""
    section, member = VERSION_TOKENS
    return {**tree, section: {**tree.get(section, {}), member: str(version)}}


@cache
def _changes_between(
    version: SpecVersion,
    target: SpecVersion,
    plain: bool,  # noqa: FBT001 - part of the cache's key
) -> tuple[tuple[Tokens, Change], ...]:
    """
    Every change on the way from *version* to *target*, in its order; of a plain tree those that may matter to it.
    """
    steps = [following for following in SpecVersion if version < following <= target]
    return tuple([change for step in steps for change in _changes(step, plain)])


@cache
def _changes(target: SpecVersion, plain: bool) -> tuple[tuple[Tokens, Change], ...]:  # noqa: FBT001 - see above
    """Every change on the way to *target* from the version before, and where: ``*`` stands for each entry."""
    before = max(version for version in SpecVersion if version < target)
    old, new = SpecView.of(before).root, SpecView.of(target).root
    changes: list[tuple[Tokens, Change]] = []
    for path, model in _places(new, ()):
        is_plain = plain and model.plain is not None
        steps = [step for step in STEPS.get(target, ()) if issubclass(model.model, step.models)]
        steps = [step for step in steps if not (is_plain and step.spares_plain)]
        changes.extend([(path, step.change) for step in steps])
    changes.extend([(path, _fill(names)) for path, names in _now_absent(old, new, ())])
    return tuple(changes)


def _places(view: ModelView, path: Tokens) -> Iterator[tuple[Tokens, ModelView]]:
    yield path, view
    for field in view.fields:
        if field.model is not None:
            here = (*path, field.json, "*") if field.is_list else (*path, field.json)
            yield from _places(field.model, here)


def _now_absent(old: ModelView, new: ModelView, path: Tokens) -> Iterator[tuple[Tokens, tuple[str, ...]]]:
    """The texts that could not be absent in *old* and can be in *new*."""
    texts = [field.json for field in old.fields if field.kind == "string" and not field.nullable]
    names = tuple([name for name in texts if new.by_json[name].nullable])
    if names:
        yield path, names
    for field in old.fields:
        target = new.by_json[field.json].model
        if field.model is not None and target is not None:
            here = (*path, field.json, "*") if field.is_list else (*path, field.json)
            yield from _now_absent(field.model, target, here)


def _fill(names: tuple[str, ...]) -> Change:
    def fill(tree: Tree) -> tuple[Tree, tuple[Finding, ...]] | None:
        if all(name in tree for name in names):
            return None
        return {**dict.fromkeys(names, ""), **tree}, ()

    return fill


def _edit(value: Any, path: Tokens, change: Change, tokens: Tokens) -> tuple[Any, list[Finding]]:
    """
    *value* with *change* made to what *path* leads to; copied only where something changed.
    """
    if not path:
        changed = change(value)
        if changed is None:
            return value, []
        return changed[0], [found._replace(tokens=(*tokens, *found.tokens)) for found in changed[1]]
    first, rest = path[0], path[1:]
    if first == "*":
        return _edit_entries(value, rest, change, tokens)
    if first not in value or (rest and rest[0] != "*" and rest[0] not in value[first]):
        return value, []
    edited, findings = _edit(value[first], rest, change, (*tokens, first))
    return (value if edited is value[first] else {**value, first: edited}), findings


def _edit_entries(items: list[Any], path: Tokens, change: Change, tokens: Tokens) -> tuple[list[Any], list[Finding]]:
    if not path and not any(map(change, items)):
        # By far the most frequent case, and long lists: nothing to change in any entry.
        return items, []
    findings: list[Finding] = []
    edited = []
    for index, item in enumerate(items):
        entry, within = _edit(item, path, change, (*tokens, index))
        edited.append(entry)
        findings += within
    same = all(before is after for before, after in zip(items, edited, strict=True))
    return (items if same else edited), findings
