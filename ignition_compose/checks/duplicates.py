"""
The rule that keys of a list, or of lists that share a key space, are unique.

It follows from the description alone, so it names no field.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ignition_compose.fast.trust import Trust
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.report import ERROR, Finding, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.keys import Key
    from ignition_compose.versions import SpecVersion


def check(tree: Tree, version: SpecVersion, trust: Trust) -> list[Finding]:
    """
    Every entry whose key an earlier entry has.

    Args:
        tree: A config's tree.
        version: Its spec version.
        trust: How far it can be trusted: within plain objects no key is repeated.

    Returns:
        The findings. Mirrors ``ValidateDups`` of the reference's ``config/validate``.
    """
    # Counting keys answers for nearly every config; only then is it asked where.
    if trust > Trust.DOUBT and not _repeats(tree, _root_plan(version, trust is Trust.PLAIN)):
        return []
    return list(_walk(tree, SpecView.of(version).root, ()))


def _walk(tree: Tree, view: ModelView, tokens: Tokens) -> Iterator[Finding]:
    spaces: dict[str, set[str]] = {}
    for field in view.keyed:
        seen = spaces.setdefault(field.key_space, set())
        for index, item in enumerate(tree.get(field.json) or ()):
            key = field.key(item)
            if key in seen:
                message = "an earlier entry has the same key; remove one of them, or join them into one"
                yield Finding(ERROR, "duplicate", message, (*tokens, field.json, index))
            seen.add(key)
    for field in view.fields:
        value = tree.get(field.json)
        if field.model is None or value is None:
            continue
        if field.is_list:
            for index, item in enumerate(value):
                yield from _walk(item, field.model, (*tokens, field.json, index))
        else:
            yield from _walk(value, field.model, (*tokens, field.json))


class _Keys(NamedTuple):
    """
    Where keys of one class may repeat in one version.

    Attributes:
        lists: Its keyed lists, each with the function that gives keys and with the key space if others share it.
        inner: The members below which keys may repeat, and whether they are lists.
        looks_at: The members of which an object must have one for a key to repeat.
    """

    lists: tuple[tuple[str, Key, str | None], ...] = ()
    inner: tuple[tuple[str, _Keys, bool], ...] = ()
    looks_at: frozenset[str] = frozenset()


@cache
def _root_plan(version: SpecVersion, plain: bool) -> _Keys:  # noqa: FBT001 - part of the cache's key
    return _plan(SpecView.of(version).root, plain)


@cache
def _plan(view: ModelView, plain: bool) -> _Keys:  # noqa: FBT001 - part of the cache's key
    keyed = () if plain and view.plain is not None else view.keyed
    spaces = Counter([field.key_space for field in keyed])
    lists = [(field.json, field.key, field.key_space if spaces[field.key_space] > 1 else None) for field in keyed]
    inner = [(field.json, _plan(field.model, plain), field.is_list) for field in view.fields if field.model is not None]
    inner = [entry for entry in inner if entry[1].looks_at]
    return _Keys(tuple(lists), tuple(inner), frozenset([entry[0] for entry in (*lists, *inner)]))


def _repeats(tree: Tree, plan: _Keys) -> bool:  # noqa: C901 - calls cost more
    shared: list[tuple[str, set[str]]] = []
    for name, key, space in plan.lists:
        if name in tree:
            items = tree[name]
            keys = key.distinct(items)
            if len(keys) != len(items):
                return True
            if space is not None:
                shared.append((space, keys))
    if len(shared) > 1 and _meet(shared):
        return True
    for name, inner, is_list in plan.inner:
        if name not in tree:
            continue
        value = tree[name]
        if is_list:
            if any(_repeats(item, inner) for item in value):
                return True
        elif not inner.looks_at.isdisjoint(value) and _repeats(value, inner):
            return True
    return False


def _meet(lists: list[tuple[str, set[str]]]) -> bool:
    """
    Whether two lists of one key space have a key in common.
    """
    return any(a == b and not some.isdisjoint(others) for (a, some), (b, others) in combinations(lists, 2))
