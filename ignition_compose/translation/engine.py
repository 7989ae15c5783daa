"""
Carrying a config to a newer version of its spec, step by step.

A step has two parts: what the description says (a text that could not be absent and now can is now there,
if empty) and the changes that the spec names. Nothing is changed in place; what a step
does not touch is shared.
"""

from __future__ import annotations

import itertools
from functools import cache
from sys import modules

from ignition_compose.fast.trust import UNKNOWN, Trust
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.specs import spec_of
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.report import WARNING, Finding
from ignition_compose.translation.step import Edit
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ignition_compose.models.fields import FieldSpec, Tree
    from ignition_compose.report import Tokens
    from ignition_compose.translation.step import Change, Step
    from ignition_compose.versions import SpecVersion


def findings_of(edits: Sequence[Edit]) -> list[Finding]:
    """
    What there is to report of some edits.
    """
    return [Finding(WARNING, edit.code, edit.message, edit.tokens) for edit in edits if edit.code]


def translate_tree(
    tree: Tree, version: SpecVersion, target: SpecVersion, trust: Trust = UNKNOWN, release: str | None = None
) -> tuple[Tree, list[Edit]]:
    """
    *tree* of *version* as a tree of *target*, and what was done.

    Args:
        tree: The tree, which stays as it is.
        version: Its version.
        target: The version to reach.
        trust: How far the tree can be trusted: some changes leave plain objects as they are.
        release: The release of Ignition that does it, the newest if None.
    """
    edits: list[Edit] = []
    if version is target:
        return tree, edits
    for path, change in _changes_between(version, target, trust, release):
        tree, done = edit_tree(tree, path, change, ())
        edits += done
    return relabel(tree, target), edits


def relabel(tree: Tree, version: SpecVersion) -> Tree:
    """
    *tree* with *version* as the version it names.
    """
    section, member = VERSION_TOKENS
    return {**tree, section: {**tree.get(section, {}), member: str(version)}}


@cache
def _changes_between(
    version: SpecVersion,
    target: SpecVersion,
    trust: Trust,
    release: str | None,
) -> tuple[tuple[Tokens, Change], ...]:
    """
    Every change on the way from *version* to *target*, in order, less those that find nothing in what is trusted.
    """
    versions = [one for one in spec_of(target).versions if version <= one <= target]
    pairs = itertools.pairwise(versions)
    done = _Doing(version, trust, release)
    return tuple([change for before, after in pairs for change in _changes(before, after, done)])


class _Doing(NamedTuple):
    """
    What is translated, and who does it.
    """

    version: SpecVersion
    trust: Trust
    release: str | None


@cache
def _changes(
    before: SpecVersion,
    after: SpecVersion,
    doing: _Doing,
) -> tuple[tuple[Tokens, Change], ...]:
    """
    Every change on the way from one version to the next, and where: ``*`` stands for each entry.
    """
    old, new = SpecView.of(before).root, SpecView.of(after).root
    changes: list[tuple[Tokens, Change]] = []
    known = [step for step in _steps_to(after) if step.is_of(doing.release, doing.version)]
    for path, model in places_of(new, ()):
        steps = [step for step in known if issubclass(model.model, step.models)]
        changes += [(path, step.change) for step in steps if not _is_idle(step, model, doing.trust)]
    spoken_for = {(one, name) for step in known for one in step.models for name in step.speaks_for}
    for path, owner, names in _now_absent(old, new, ()):
        silent = tuple([name for name in names if (owner, name) not in spoken_for])
        changes += [(path, _fill(silent))] if silent else []
    return tuple(changes)


def _steps_to(version: SpecVersion) -> tuple[Step, ...]:
    home = spec_of(version).steps
    # Of the specs that nobody has, nothing needs to be imported.
    __import__(home)
    steps: tuple[Step, ...] = modules[home].STEPS.get(version, ())
    return steps


def _is_idle(step: Step, model: ModelView, trust: Trust) -> bool:
    return model.plain is not None and step.idle_at is not None and trust >= step.idle_at


def places_of(view: ModelView, path: Tokens) -> Iterator[tuple[Tokens, ModelView]]:
    """
    Where objects of every class stand below one of a class: ``*`` stands for each entry.
    """
    yield path, view
    for name, model, is_list in view.parts:
        yield from places_of(model, (*path, name, "*") if is_list else (*path, name))


def _now_absent(old: ModelView, new: ModelView, path: Tokens) -> Iterator[tuple[Tokens, type, tuple[str, ...]]]:
    """
    The texts that could not be absent in *old* and can be in *new*.
    """
    if any(_becomes_nullable(line.spec, old.version, new.version) for line in old.declared.values()):
        texts = [field.json for field in old.fields if field.kind == "string" and not field.nullable]
        names = tuple([name for name in texts if new.by_json[name].nullable])
        if names:
            yield path, new.model, names
    targets = {name: model for name, model, _ in new.parts}
    for name, model, is_list in old.parts:
        yield from _now_absent(model, targets[name], (*path, name, "*") if is_list else (*path, name))


def _becomes_nullable(spec: FieldSpec, old: SpecVersion, new: SpecVersion) -> bool:
    return spec.kind == "string" and new in spec.nullable and old not in spec.nullable


def _fill(names: tuple[str, ...]) -> Change:
    def fill(tree: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
        missing = [name for name in names if name not in tree]
        if not missing:
            return None
        return {**dict.fromkeys(names, ""), **tree}, tuple([Edit("filled", (name,)) for name in missing])

    return fill


def edit_tree(value: Any, path: Tokens, change: Change, tokens: Tokens) -> tuple[Any, list[Edit]]:
    """
    *value* with *change* made to what *path* leads to; copied only where something changed.
    """
    if not path:
        changed = change(value)
        if changed is None:
            return value, []
        return changed[0], [edit._replace(tokens=(*tokens, *edit.tokens)) for edit in changed[1]]
    first, rest = path[0], path[1:]
    if first == "*":
        return _edit_entries(value, rest, change, tokens)
    if first not in value or (rest and rest[0] != "*" and rest[0] not in value[first]):
        return value, []
    edited, edits = edit_tree(value[first], rest, change, (*tokens, first))
    return (value if edited is value[first] else {**value, first: edited}), edits


def _edit_entries(items: list[Any], path: Tokens, change: Change, tokens: Tokens) -> tuple[list[Any], list[Edit]]:
    if not path and not any(map(change, items)):
        # By far the most frequent case, and long lists: nothing to change in any entry.
        return items, []
    edits: list[Edit] = []
    edited = []
    for index, item in enumerate(items):
        entry, within = edit_tree(item, path, change, (*tokens, index))
        edited.append(entry)
        edits += within
    same = all(before is after for before, after in zip(items, edited, strict=True))
    return (items if same else edited), edits
