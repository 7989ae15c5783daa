"""
Carrying a config to an older version of its spec: what that has no place for is lost, and told.

The description says what there is no place for: members, and values of those that choose from a few. A few steps say
what means something else in the older version. What else that refuses its own rules say, which are asked of the result.
"""

from __future__ import annotations

from functools import cache

from ignition_compose.checks.checking import asking_of
from ignition_compose.checks.validation import findings_in
from ignition_compose.display import quoted
from ignition_compose.fast.trust import DOUBT
from ignition_compose.models import forms
from ignition_compose.models.spec2 import File as OldFile
from ignition_compose.models.spec3 import Directory, File
from ignition_compose.models.specs import spec_of
from ignition_compose.models.view import SpecView, view_of
from ignition_compose.report import ERROR
from ignition_compose.translation.engine import edit_tree, places_of, relabel
from ignition_compose.translation.step import Edit, Step
from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any, Final

    from ignition_compose.dialects import Dialect
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView
    from ignition_compose.report import Finding, Tokens
    from ignition_compose.translation.step import Change


class Lowered(NamedTuple):
    """
    A tree in an older version.

    Attributes:
        tree: The tree, without what there is no place for.
        edits: What was done; an edit with a code is a loss.
    """

    tree: Tree
    edits: tuple[Edit, ...]


def lower(tree: Tree, version: SpecVersion, target: SpecVersion, dialect: Dialect, *, lossy: bool) -> Lowered:
    """
    A config in an older version of its spec, held to the rules of that.

    Args:
        tree: The tree of a config that breaks no rule of its own version; it stays as it is.
        version: Its version.
        target: The version to reach.
        dialect: Which Ignition has the rules.
        lossy: Whether what the older version's rules refuse is left out, too.

    Returns:
        The tree, which names *target*, and what was lost.
    """
    made, edits = lower_tree(tree, version, target)
    # What is wrong already is no loss.
    before = {one.tokens for one in _errors(tree, version, dialect)}
    return hold_to_rules(Lowered(relabel(made, target), edits), target, dialect, before, lossy=lossy)


def hold_to_rules(
    lowered: Lowered, version: SpecVersion, dialect: Dialect, before: Collection[Tokens] = (), *, lossy: bool
) -> Lowered:
    """
    A tree with what the rules of its version refuse among the losses.

    Args:
        lowered: The tree, and what was lost before.
        version: Its version.
        dialect: Which Ignition has the rules.
        before: What is wrong for another reason.
        lossy: Whether what is refused is left out.
    """
    made, done = lowered.tree, list(lowered.edits)
    for _ in range(_ROUNDS if lossy else 1):
        known = {edit.tokens for edit in done if edit.code}.union(before)
        new = [one for one in _errors(made, version, dialect) if not _is_near(one.tokens, known)]
        if not new:
            break
        for one in new:
            message = f"{one.message}, by the rules of spec {version}"
            done.append(Edit("dropped", one.tokens, "needs-newer-spec", message))
            made = _without(made, one.tokens) if lossy else made
    return Lowered(made, tuple(done))


_ROUNDS: Final = 8


def _errors(tree: Tree, version: SpecVersion, dialect: Dialect) -> list[Finding]:
    found = findings_in(tree, version, asking_of(dialect, DOUBT), None)
    return [one for one in found if one.severity is ERROR]


def _is_near(tokens: Tokens, known: set[Tokens]) -> bool:
    """
    Whether a place, what holds it, or something that it holds is among those that are known.
    """
    return any(one[: len(tokens)] == tokens[: len(one)] for one in known)


def _without(tree: Any, tokens: Tokens) -> Any:
    """
    A tree less one value; what is not there is left out already.
    """
    if not tokens:
        return tree
    first, rest = tokens[0], tokens[1:]
    if isinstance(tree, list) and isinstance(first, int) and first < len(tree):
        inner = [_without(tree[first], rest)] if rest else []
        return [*tree[:first], *inner, *tree[first + 1 :]]
    if isinstance(tree, dict) and first in tree:
        inner_ = {first: _without(tree[first], rest)} if rest else {}
        return {name: inner_.get(name, value) for name, value in tree.items() if name != first or inner_}
    return tree


def lower_tree(tree: Tree, version: SpecVersion, target: SpecVersion) -> Lowered:
    """
    A config in an older version of its spec, which still names its own.

    Args:
        tree: The config's tree, which stays as it is.
        version: Its version.
        target: The version to reach.

    Returns:
        A new tree, and what was lost. Mirrors the packages ``translate`` of ign-converter, as far as there are any,
        with all that they refuse, and what they drop without a word.

    Examples:
        >>> from ignition_compose.versions import SpecVersion
        >>> tree = {"ignition": {"version": "3.3.0"}, "kernelArguments": {"shouldExist": ["quiet"]}}
        >>> lowered = lower_tree(tree, SpecVersion("3.3.0"), SpecVersion("3.2.0"))
        >>> lowered.tree, [edit.tokens for edit in lowered.edits]
        ({'ignition': {'version': '3.3.0'}}, [('kernelArguments',)])
    """
    edits: list[Edit] = []
    for path, change in _changes(version, target):
        tree, done = edit_tree(tree, path, change, ())
        edits += done
    made = _object(tree, SpecView.of(version).root, SpecView.of(target).root, (), edits)
    return Lowered(made, tuple(edits))


@cache
def _changes(version: SpecVersion, target: SpecVersion) -> tuple[tuple[Tokens, Change], ...]:
    passed = [one for one in spec_of(version).versions if target < one <= version]
    steps = [step for one in passed for step in LEAVING.get(one, ())]
    places = list(places_of(SpecView.of(version).root, ()))
    return tuple(
        [(path, step.change) for step in steps for path, view in places if issubclass(view.model, step.models)]
    )


def lose_special_bits(node: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Clear setuid, setgid and sticky, which no older version applies.
    """
    mode = node.get("mode")
    if mode is None or not mode & forms.SPECIAL_BITS:
        return None
    message = "setuid, setgid and sticky bits have no effect before spec 3.6.0, so they are lost"
    return {**node, "mode": mode & ~forms.SPECIAL_BITS}, (Edit("changed", ("mode",), "needs-newer-spec", message),)


def lose_restraint(file: Tree) -> tuple[Tree, tuple[Edit, ...]] | None:
    """
    Leave out that a file does not take the place of what is there.
    """
    if file.get("overwrite") is not False:
        return None
    message = "before spec 2.2.0, a file always takes the place of what is there"
    kept = {name: value for name, value in file.items() if name != "overwrite"}
    return kept, (Edit("dropped", ("overwrite",), "needs-newer-spec", message),)


LEAVING: Final[Mapping[SpecVersion, tuple[Step, ...]]] = {
    SpecVersion("3.6.0"): (Step((File, Directory), lose_special_bits),),
    # Some releases of Ignition applied them since this version.
    SpecVersion("3.4.0"): (Step((File, Directory), lose_special_bits),),
    SpecVersion("2.2.0"): (Step((OldFile,), lose_restraint),),
}
"""The steps on the way from a version to the one before it."""


def _object(tree: Tree, old: ModelView, new: ModelView, tokens: Tokens, edits: list[Edit]) -> Tree:
    made: Tree = {}
    for name, value in tree.items():
        here = (*tokens, name)
        field, target = old.by_json[name], new.by_json.get(name)
        if target is None:
            edits.append(_dropped(value, field, here, new))
            continue
        kept = _value(value, field, target, here, edits)
        # What says nothing where it cannot be absent says that it is there where it can.
        if kept == {} and target.nullable and not field.nullable:
            edits.append(Edit("dropped", here))
        elif kept is not None:
            made[name] = kept
    return made


def _value(value: Any, old: FieldView, new: FieldView, tokens: Tokens, edits: list[Edit]) -> Any:
    if old.model is None or new.model is None:
        return _scalar(value, old, new, tokens, edits)
    if not old.is_list:
        return _object(value, old.model, new.model, tokens, edits)
    return [_object(item, old.model, new.model, (*tokens, index), edits) for index, item in enumerate(value)]


def _scalar(value: Any, old: FieldView, new: FieldView, tokens: Tokens, edits: list[Edit]) -> Any:
    if not new.choices or value in new.choices or value not in old.choices:
        return value
    message = f"there is no {quoted(value)} in this older spec; it knows {', '.join(map(quoted, new.choices))}"
    edits.append(Edit("dropped", tokens, "needs-newer-spec", message))
    return None


def _dropped(value: Any, field: FieldView, tokens: Tokens, new: ModelView) -> Edit:
    """
    What is done to a member that the older version lacks; of one that says nothing nobody needs to hear.
    """
    if _says_nothing(value, field):
        return Edit("dropped", tokens)
    message = f"there is no such member before spec {first_with(tokens, field, new)}, so it is lost"
    return Edit("dropped", tokens, "needs-newer-spec", message)


def _says_nothing(value: Any, field: FieldView) -> bool:
    """
    Whether a value says what leaving it out says, too.
    """
    if field.is_list and field.model is not None:
        return not value
    if field.model is not None:
        model = field.model
        return all(_says_nothing(inner, model.by_json[name]) for name, inner in value.items())
    return bool(value == field.implied) if field.implied is not None else not value


def first_with(tokens: Tokens, field: FieldView, new: ModelView) -> str:
    """
    The first version that has a member of a class.
    """
    return _first(new.model, field.json, new.version) or str(tokens[-1])


@cache
def _first(model: type, member: str, after: SpecVersion) -> str | None:
    versions = [version for version in spec_of(after).versions if version > after]
    return next((version for version in versions if member in view_of(model, version).by_json), None)
