"""
The account of a translation that moves values about: found by comparing both trees where values belong together.
"""

from __future__ import annotations

from collections import defaultdict

from ignition_compose.account import Account, Act
from ignition_compose.pointer import Pointer
from ignition_compose.report import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any, TypeAlias

    from ignition_compose.account import Verb
    from ignition_compose.models.fields import Tree
    from ignition_compose.report import Tokens

Moves: TypeAlias = "dict[Tokens, tuple[Tokens, ...]]"
"""
Where values of one tree stand in another, by where they stand in the first; what a value holds moves with it.

What is not named stands where it stood. What has no target is not in the other tree.
"""


def account_of_moves(before: Tree, after: Tree, moves: Mapping[Tokens, tuple[Tokens, ...]], source: str) -> Account:
    """
    What became of every value of a tree.

    Args:
        before: The tree.
        after: What it was made to.
        moves: What stands elsewhere.
        source: The name of the tree.

    Examples:
        >>> moves = {("old",): (("new",),), ("gone",): ()}
        >>> account = account_of_moves({"old": 1, "gone": 2}, {"new": 1, "made": 3}, moves, "x")
        >>> [(act.verb, act.target) for act in account][:3]
        [('dropped', None), ('kept', Pointer('/new')), ('filled', Pointer('/made'))]
    """
    return Account(_Comparison(before, after, moves, source).acts())


class _Comparison:
    """
    Two trees, and which places of the first belong to which of the second.
    """

    def __init__(self, before: Tree, after: Tree, moves: Mapping[Tokens, tuple[Tokens, ...]], source: str) -> None:
        self._before = before
        self._after = after
        self._moves = moves
        self._source = source
        # Places with something below them that stands elsewhere.
        self._parted = {place[:length] for place in moves for length in range(len(place))}
        self._joined: defaultdict[Tokens, list[Tokens]] = defaultdict(list)
        self._values: dict[Tokens, Any] = {}
        self._whole: dict[Tokens, Tokens] = {}
        self._gone: list[Tokens] = []

    def acts(self) -> Iterator[Act]:
        """
        The acts, those on values before those on what holds them.
        """
        self._join(self._before, (), ((),))
        for place in self._gone:
            yield Act("dropped", (), None, (self._place(place),))
        yield from self._made(self._after, ())

    def _join(self, value: Any, place: Tokens, targets: tuple[Tokens, ...]) -> None:
        """
        Note to which places of the result a value belongs, and all that it holds.
        """
        found = [(target, _at(self._after, target)) for target in targets]
        found = [(target, other) for target, other in found if other is not _NOTHING]
        for target, _ in found:
            self._joined[target].append(place)
            self._values[place] = value
        is_whole = place not in self._parted
        if is_whole and len(found) == len(targets) and all(_same(value, other) for _, other in found) and found:
            self._whole.update(dict.fromkeys([target for target, _ in found], place))
            return
        inner = list(_members(value))
        if not found:
            self._gone.append(place)
            if is_whole:
                return
        for name, member in inner:
            here = (*place, name)
            moved = self._moves.get(here)
            self._join(member, here, tuple([(*one, name) for one in targets]) if moved is None else moved)

    def _made(self, value: Any, target: Tokens) -> Iterator[Act]:
        places = self._joined.get(target, ())
        if len(places) == 1 and target in self._whole:
            yield self._act("kept", target)
            return
        whole = self._whole.get(target)
        for name, member in _members(value):
            if whole is None:
                yield from self._made(member, (*target, name))
            else:
                # One of several that it is made of, and nothing is from another.
                yield Act("kept", (self._place((*whole, name)),), Pointer.of(*target, name))
        if len(places) == 1 and not _is_holder(value) and _same(self._values[places[0]], value):
            yield self._act("kept", target)
        else:
            yield self._act("changed" if places else "filled", target)

    def _act(self, verb: Verb, target: Tokens) -> Act:
        return Act(verb, tuple([self._place(place) for place in self._joined.get(target, ())]), Pointer.of(*target))

    def _place(self, tokens: Tokens) -> Place:
        return Place(self._source, Pointer.of(*tokens))


_NOTHING = object()


def _at(tree: Any, tokens: Tokens) -> Any:
    for token in tokens:
        if isinstance(tree, dict):
            tree = tree.get(token, _NOTHING)
        elif isinstance(tree, list) and isinstance(token, int) and token < len(tree):
            tree = tree[token]
        else:
            return _NOTHING
    return tree


def _is_holder(value: Any) -> bool:
    return isinstance(value, (dict, list))


def _members(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _same(one: Any, other: Any) -> bool:
    # True is 1 to Python alone.
    return type(one) is type(other) and bool(one == other)
