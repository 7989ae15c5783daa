"""
Many trees of one version, each merged onto all those beneath it, at the cost of what it holds itself.

The rules of merging are those of `ignition_compose.merging.recording`, which is asked for each tree; but it is shown
only a slice of what lies beneath.
"""

from __future__ import annotations

from collections import deque

from ignition_compose.account import Account
from ignition_compose.merging.provenance import Told, follow, told_on, told_within
from ignition_compose.merging.recording import IN_PARENT, IN_RESULT, PARENT, merge_recorded
from ignition_compose.merging.slices import Piled, Slice, SliceOfList, settle, slice_of
from ignition_compose.pointer import Pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, Final, TypeAlias

    from ignition_compose.account import Act
    from ignition_compose.merging.recording import Met
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Place

    _News: TypeAlias = "tuple[Met, list[Told], Sequence[tuple[str, Told]]]"
    """An act of a merge, the acts on its target from then on, and those on what the target holds."""

_LISTED: Final = ("merged", "appended", "dropped")


class Pile:
    """
    Trees laid onto one another.

    Args:
        view: The description of all of them.

    Examples:
        >>> from ignition_compose.models.view import SpecView
        >>> pile = Pile(SpecView.of("3.4.0").root)
        >>> for path in ("/a", "/b"):
        ...     pile.lay({"storage": {"files": [{"path": path}]}})
        >>> pile.tree
        {'storage': {'files': [{'path': '/a'}, {'path': '/b'}]}}
    """

    def __init__(self, view: ModelView) -> None:
        self._view = view
        self._root: Piled | None = None
        self._lost: deque[Act] = deque()

    @property
    def tree(self) -> Tree:
        """
        The merge of all that was laid, which shares with it what it did not have to change.
        """
        made: Tree = self._root.plain if self._root is not None else {}
        return made

    @property
    def account(self) -> Account:
        """
        What became of every value of all that was laid with an account.

        It says of each value what the accounts of the merges that follow one another say, in another order.
        """
        acts = () if self._root is None else _acts_within(self._root, "")
        return Account([*acts, *self._lost])

    def slice(self, tree: Tree) -> Slice:
        """
        What laying *tree* would look at.
        """
        return slice_of(Piled({}) if self._root is None else self._root, tree, self._view)

    def lay(self, tree: Tree, own: Account | None = None, onto: Slice | None = None) -> None:
        """
        Lay one more tree onto the others.

        Args:
            tree: The tree.
            own: The account of how it was made of an input, if accounts are wanted; then all trees have one.
            onto: The slice that it lies on, where somebody asked for it before.
        """
        lost = [act for act in own if act.target is None] if own is not None else []
        if self._root is None:
            self._root = Piled(tree, *(told_within(own, Pointer()) if own is not None else ()))
        else:
            onto = self.slice(tree) if onto is None else onto
            merged, met = merge_recorded(onto.tree, tree, self._view)
            news = list(_told_by(met, onto, own)) if own is not None else []
            settle(onto, merged)
            self._lost.extendleft(reversed(_enter(news, onto)))
        self._lost.extend(lost)


def origin_in(onto: Slice, pointer: Pointer) -> list[Place]:
    """
    The places that a value came from which a slice shows.

    Args:
        onto: The slice.
        pointer: The value in what is shown.
    """
    chain, names = _way(onto, pointer.steps)
    sources = [place for told in told_on(chain, names) if told.verb != "displaced" for place in told.sources]
    return list(dict.fromkeys(sources))


def _way(onto: Slice, steps: Iterable[str | int | None]) -> tuple[list[Piled], list[Any]]:
    """
    The values from the root down to one that a slice shows, and what each is called in the one before.
    """
    at: Slice | SliceOfList | None = onto
    chain, names = [onto.piled], []
    for step in steps:
        name: Any = at.serials[step] if isinstance(at, SliceOfList) and isinstance(step, int) else step
        chain.append(chain[-1].open()[name])
        names.append(name)
        at = at.inner.get(name) if at is not None else None
    return chain, names


def _told_by(met: Iterable[Met], onto: Slice, own: Account) -> Iterator[_News]:
    """
    What a merge with a slice says, in the terms of the inputs.
    """
    for one in met:
        is_beneath = PARENT in one.sources or one.lost == PARENT
        chain, names = _way(onto, one.trail.steps(IN_PARENT)) if is_beneath else ([], [])
        if one.verb == "kept" and not is_beneath:
            yield one, *told_within(own, one.act.sources[0].pointer)
            continue
        beneath = told_on(chain, names) if is_beneath else []
        if one.verb == "kept":
            yield one, beneath, chain[-1].inner
            continue
        if is_beneath and one.verb in _LISTED:
            _tell_entries(chain, names)
        yield one, [follow(one, beneath, own)], ()
        if is_beneath and one.verb == "dropped":
            # A list that was emptied stays, and nothing is said of it.
            chain[-1].told = None


def _tell_entries(chain: list[Piled], names: list[Any]) -> None:
    """
    Give each entry of a list that is merged acts of its own, also those that nobody looks at.
    """
    piled = chain[-1]
    if piled.keys is None or piled.parts is None or piled.is_told:
        return
    piled.is_told = True
    for serial, part in piled.parts.items():
        if part.told is None:
            part.told = told_on([*chain, part], [*names, serial])


def _enter(news: Iterable[_News], onto: Slice) -> list[Act]:
    """
    Keep each act at its target; those without one are given back.
    """
    entered: set[int] = set()
    lost: list[Act] = []
    for met, told, inner in news:
        if not met.is_placed:
            lost += [one.act(None) for one in told]
            continue
        piled = _target(onto, met.trail.steps(IN_RESULT))
        if id(piled) in entered:
            piled.told = [*(piled.told or ()), *told]
        else:
            entered.add(id(piled))
            piled.told = told
            if piled.parts is None:
                piled.inner = inner
    return lost


def _target(onto: Slice, steps: Iterable[Any]) -> Piled:
    at: Slice | SliceOfList | None = onto
    piled = onto.piled
    for step in steps:
        name = at.placed[step] if isinstance(at, SliceOfList) else step
        piled = piled.open()[name]
        at = at.inner.get(name) if at is not None else None
    return piled


def _acts_within(piled: Piled, pointer: str) -> Iterator[Act]:
    yield from [told.act(_pointer(pointer)) for told in piled.told or ()]
    yield from [told.act(_pointer(f"{pointer}{below}")) for below, told in piled.inner]
    if piled.parts is not None:
        is_list = piled.keys is not None
        for index, (name, part) in enumerate(piled.parts.items()):
            yield from _acts_within(part, f"{pointer}/{index if is_list else name}")


def _pointer(text: str) -> Pointer:
    return str.__new__(Pointer, text)
