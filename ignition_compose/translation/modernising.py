"""
A config of spec 1 or 2 on its way to spec 3, as Flatcar's Ignition takes it while a machine boots.

The way has up to four legs: from spec 1 to 2, to the newest version of that, to spec 3, and units of one name to one.
"""

from __future__ import annotations

from functools import partial

from ignition_compose.checks import checking
from ignition_compose.checks.rules.spec2 import FATAL_WHERE_TRANSLATED
from ignition_compose.checks.validation import findings_in
from ignition_compose.fast.trust import DOUBT, UNKNOWN, is_trusting
from ignition_compose.models.envelope import VERSION_TOKENS
from ignition_compose.models.specs import SPEC1, SPEC2
from ignition_compose.pointer import Pointer
from ignition_compose.report import ERROR, INFO, WARNING, Finding
from ignition_compose.translation.accounting import account_of_edits
from ignition_compose.translation.engine import translate_tree
from ignition_compose.translation.flatcar import moves_to_spec_3, to_spec_3
from ignition_compose.translation.legacy import from_spec_1, moves_from_spec_1
from ignition_compose.translation.lineage import account_of_moves
from ignition_compose.translation.mount_points import find_mount_points
from ignition_compose.translation.refused import losses, refusals, together
from ignition_compose.translation.units import account_of_units, merge_units
from ignition_compose.values import NamedTuple
from ignition_compose.versions import SpecVersion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Final, TypeAlias

    from ignition_compose.account import Account
    from ignition_compose.dialects import Dialect
    from ignition_compose.fast.trust import Trust
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens
    from ignition_compose.translation.lineage import Moves
    from ignition_compose.translation.mount_points import Counted, MountPoints

Leg: TypeAlias = "Callable[[str], Account]"
"""
What one leg of a way made of every value of the tree before it, by the name that this tree is given.
"""

REACHED: Final = SpecVersion("3.1.0")
"""The version of spec 3 that configs of specs 1 and 2 are translated to."""

_FIRST: Final = SPEC2.versions[0]
_LAST: Final = SPEC2.versions[-1]
_MIDDLE: Final = "middle"


class Modernised(NamedTuple):
    """
    A config of spec 1 or 2, and what it becomes.

    Attributes:
        tree: Its tree in the version reached.
        between: Its tree in the newest version of spec 2.
        mount_points: Where its filesystems are mounted.
        legs: The legs of the way.
        trust: How far that tree of spec 2 can be trusted.
        trust_in_tree: How far the tree in the version reached can be.
    """

    tree: Tree
    between: Tree
    mount_points: MountPoints
    legs: tuple[Leg, ...]
    trust: Trust
    trust_in_tree: Trust

    def account(self, source: str) -> Account:
        """
        What became of every value.

        Args:
            source: The name of the config.
        """
        return account_of_legs(self.legs, source)


def account_of_legs(legs: Sequence[Leg], source: str) -> Account:
    """
    What became of every value on some legs of a way.

    Args:
        legs: The legs, the first of them first.
        source: The name of the tree that they begin with.
    """
    first, *others = legs
    account = first(source)
    for leg in others:
        account = leg(_MIDDLE).following({_MIDDLE: account})
    return account


def bring_to_newest(tree: Tree, version: SpecVersion) -> tuple[Tree, tuple[Leg, ...]]:
    """
    A config of spec 1 or 2 in the newest version of spec 2, and the legs of the way there; see `bring_to`.
    """
    return bring_to(tree, version, _LAST)


def bring_to(tree: Tree, version: SpecVersion, target: SpecVersion) -> tuple[Tree, tuple[Leg, ...]]:
    """
    A config of spec 1 or 2 in a later version of that, and the legs of the way there.

    Args:
        tree: The tree of a config that Ignition accepts.
        version: Its version.
        target: The version to reach.

    Returns:
        The tree. Mirrors ``Parse`` of the reference's ``config/v2_4``, of a config that it accepts.
    """
    legs: list[Leg] = []
    if version in SPEC1.versions and target not in SPEC1.versions:
        made = from_spec_1(tree)
        legs.append(partial(_moved, tree, made, moves_from_spec_1))
        tree, version = made, _FIRST
    newest, edits = translate_tree(tree, version, target)
    if not legs or edits:
        legs.append(partial(account_of_edits, edits, is_renamed=version is not target))
    return newest, tuple(legs)


def modernise(
    tree: Tree,
    version: SpecVersion,
    given: Mapping[str, str] | None = None,
    counted: Counted | None = None,
    trust: Trust = UNKNOWN,
    dialect: Dialect | None = None,
) -> Modernised:
    """
    A config of spec 1 or 2 in spec 3.

    Args:
        tree: The tree of a config that Ignition accepts; it stays as it is.
        version: Its version.
        given: The mount points that are known, by name.
        counted: How many mount points the same run of Ignition has found before.
        trust: How far the tree can be trusted.
        dialect: Which Ignition translates; Flatcar's newest if None.

    Returns:
        The config, also where the way is refused. Mirrors Flatcar's ``config/v24tov31``.

    Examples:
        >>> from ignition_compose.versions import SpecVersion
        >>> file = {"filesystem": "root", "path": "/etc/motd"}
        >>> tree = {"ignition": {"version": "2.2.0"}, "storage": {"files": [file]}}
        >>> modernise(tree, SpecVersion("2.2.0")).tree["storage"]["files"]
        [{'path': '/etc/motd', 'contents': {'source': ''}, 'overwrite': True}]
    """
    between, legs = bring_to_newest(tree, version)
    storage = between.get("storage") or {}
    oem = "/oem" if dialect is None else dialect.oem_mount_point
    mount_points = find_mount_points(storage.get("filesystems") or (), given or {}, counted, oem)
    made = to_spec_3(between, mount_points.paths)
    merged = merge_units(made, REACHED)
    legs = (*legs, partial(_moved, between, made, moves_to_spec_3))
    if merged is not made:
        legs = (*legs, partial(account_of_units, made, REACHED))
    # What was plain before steps that changed nothing but the version is plain still.
    is_same = all(between.get(name) is section for name, section in tree.items() if name != VERSION_TOKENS[0])
    own = trust if is_same else min(trust, UNKNOWN)
    return Modernised(merged, between, mount_points, legs, own, _trust_in(merged, REACHED))


def _moved(before: Tree, after: Tree, moves: Callable[[Tree], Moves], source: str) -> Account:
    return account_of_moves(before, after, moves(before), source)


def findings_of_modernising(
    made: Modernised,
    version: SpecVersion,
    dialect: Dialect,
    *,
    is_asked_for: bool,
    known: Sequence[Tokens] = (),
) -> list[Finding]:
    """
    What stops a translation, what Ignition says of its result, and what is lost, each at its place in the config.

    Args:
        made: The translation.
        version: The version of the config.
        dialect: Which Ignition translates.
        is_asked_for: Whether somebody wants a config to keep, and not to know what a machine does.
        known: MountPoints of the config that are known to be wrong, of which nothing more needs to be said.
    """
    found = [_graver(one) for one in checking.check(made.between, _LAST, checking.asking_of(dialect, made.trust))]
    found = [one for one in found if one.severity is ERROR]
    found += refusals(made.between, made.tree)
    found += losses(made.between, made.mount_points, is_asked_for=is_asked_for)
    if version in SPEC1.versions:
        found = list(brought_back(found, made.legs[:-1]))
    wrong = set(known)
    found = [one for one in found if one.severity is not ERROR or not _is_told(one, wrong)]
    wrong.update([one.tokens for one in found if one.severity is ERROR])
    asking = checking.asking_of(dialect, made.trust_in_tree)
    for one in brought_back(findings_in(made.tree, REACHED, asking), made.legs):
        if one.severity is not INFO and not _is_told(one, wrong):
            found.append(one._replace(message=f"{one.message} (after Flatcar's translation to spec {REACHED})"))
    return together(found)


def _trust_in(tree: Tree, version: SpecVersion) -> Trust:
    """
    How far a tree can be trusted that was just made.
    """
    if not is_trusting():
        return DOUBT
    from ignition_compose.fast.plain import trust_in as known_of

    return known_of(tree, version)


def _graver(found: Finding) -> Finding:
    if found.severity is not WARNING or found.code not in FATAL_WHERE_TRANSLATED:
        return found
    message = (
        f"{found.message}; Flatcar's Ignition does not translate what is deprecated, so the machine would not boot"
    )
    return found._replace(severity=ERROR, message=message)


def _is_told(found: Finding, wrong: set[Tokens]) -> bool:
    # What is said of a path as a path is said of its entry by later rules.
    is_of_path = (*found.tokens, "path") in wrong
    return is_of_path or any(found.tokens[:length] in wrong for length in range(1, len(found.tokens) + 1))


def brought_back(findings: Sequence[Finding], legs: Sequence[Leg]) -> Iterator[Finding]:
    """
    Findings at the places in the config that theirs came from.
    """
    if not findings:
        return
    whole = account_of_legs(legs, _MIDDLE)
    for one in findings:
        related = None if one.related is None else _origin(one.related, whole)
        yield one._replace(tokens=_origin(one.tokens, whole), related=related, offset=None, related_offset=None)


def _origin(tokens: Tokens, account: Account) -> Tokens:
    pointer = Pointer.of(*tokens)
    while True:
        places = [place for act in account.origin(pointer) for place in act.sources]
        if places:
            return places[-1].pointer.steps
        if not pointer:
            return ()
        pointer = pointer.parent
