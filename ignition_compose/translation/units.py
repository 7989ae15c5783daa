"""
Units of one name to one unit, the later merged onto the earlier.

Flatcar's Ignition does so with units of spec 2, which come out there in random order; here they stay in the order in
which their names appear first.
"""

from __future__ import annotations

from ignition_compose.account import Account, Act
from ignition_compose.merging.pile import Pile
from ignition_compose.models.view import SpecView
from ignition_compose.pointer import Pointer
from ignition_compose.report import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Final

    from ignition_compose.account import Verb
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.versions import SpecVersion

_SECTION: Final = "systemd"
_LIST: Final = "units"
_FIRST: Final = Pointer.of(_LIST, 0)


def by_name(units: Sequence[Tree]) -> Mapping[str, list[int]]:
    """
    The indexes of the units of each name, names in the order of their first appearance.
    """
    found: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        found.setdefault(unit.get("name", ""), []).append(index)
    return found


def merge_units(tree: Tree, version: SpecVersion) -> Tree:
    """
    A tree in which no two units have one name.

    Args:
        tree: The tree, which stays as it is.
        version: Its version.

    Returns:
        The tree. Mirrors what Flatcar's ``config/v24tov31`` does with the units that it has translated.
    """
    units = (tree.get(_SECTION) or {}).get(_LIST) or ()
    groups = by_name(units)
    if len(groups) == len(units):
        return tree
    merged = [_merged([units[index] for index in indexes], version) for indexes in groups.values()]
    return {**tree, _SECTION: {**tree[_SECTION], _LIST: merged}}


def _merged(units: Sequence[Tree], version: SpecVersion) -> Tree:
    if len(units) == 1:
        return units[0]
    pile = Pile(_view(version))
    for unit in units:
        pile.lay({_LIST: [unit]})
    made: Tree = pile.tree[_LIST][0]
    return made


def _view(version: SpecVersion) -> ModelView:
    view = SpecView.of(version).root.by_json[_SECTION].model
    assert view is not None
    return view


def account_of_units(tree: Tree, version: SpecVersion, source: str) -> Account:
    """
    What `merge_units` made of every value.

    Args:
        tree: The tree that was given.
        version: Its version.
        source: The name of the tree.
    """
    units = (tree.get(_SECTION) or {}).get(_LIST) or ()
    groups = by_name(units)
    acts: list[Act] = []
    for number, indexes in enumerate(groups.values()):
        target = Pointer.of(_SECTION, _LIST, number)
        account = _kept(source, indexes[0])
        if len(indexes) > 1:
            # Of many units each costs what it holds itself.
            pile = Pile(_view(version))
            for index in indexes:
                pile.lay({_LIST: [units[index]]}, _kept(source, index))
            account = pile.account
        acts += [_moved(act, target) for act in account if act.target is None or act.target.startswith(_FIRST)]
    acts += [_same("kept", source, name) for name in tree if name != _SECTION]
    acts += [_same("kept", source, _SECTION, name) for name in tree.get(_SECTION) or {} if name != _LIST]
    acts += [_same("changed", source, *tokens) for tokens in ((_SECTION, _LIST), (_SECTION,), ())]
    return Account(acts)


def _same(verb: Verb, source: str, *tokens: str) -> Act:
    pointer = Pointer.of(*tokens)
    return Act(verb, (Place(source, pointer),), pointer)


def _kept(source: str, index: int) -> Account:
    return Account([Act("kept", (Place(source, Pointer.of(_SECTION, _LIST, index)),), _FIRST)])


def _moved(act: Act, target: Pointer) -> Act:
    if act.target is None:
        return act
    return act._replace(target=Pointer(f"{target}{act.target.removeprefix(_FIRST)}"))
