"""
The rule that keys of a list, or of lists that share a key space, are unique.

It follows from the description alone, so it names no field.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

from ignition_compose.fast.trust import DOUBT, PLAIN, Trust
from ignition_compose.findings import Findings
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.report import ERROR, LIMIT, Finding, Tokens
from ignition_compose.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.keys import Key
    from ignition_compose.versions import SpecVersion


_MESSAGE: Final = "another entry has the same key; remove one of them, or join them into one"


def check(tree: Tree, version: SpecVersion, trust: Trust, limit: int | None = LIMIT) -> Findings:
    """
    Every entry whose key an earlier entry has.

    Args:
        tree: A config's tree.
        version: Its spec version.
        trust: How far it can be trusted: within plain objects no key is repeated.
        limit: How many findings are kept, None for all.

    Returns:
        The findings. Mirrors ``ValidateDups`` of the reference's ``config/validate``.
    """
    # Counting keys answers for nearly every config; only then is it asked where.
    if trust > DOUBT and not _repeats(tree, _root_plan(version, trust)):
        return Findings()
    found = Findings.up_to(limit)
    _walk(tree, SpecView.of(version).root, (), found)
    return found


def _walk(tree: Tree, view: ModelView, tokens: Tokens, found: Findings) -> None:
    spaces: dict[str, dict[str, tuple[str, int]]] = {}
    for field in view.keyed:
        seen = spaces.setdefault(field.key_space, {})
        items = tree.get(field.json) or []
        for index, key in enumerate(field.key.of_all(items)):
            if key not in seen:
                seen[key] = (field.json, index)
            elif found.has_room(ERROR):
                here, first = (*tokens, field.json, index), (*tokens, *seen[key])
                found.append(Finding(ERROR, "duplicate", _MESSAGE, here, related=first))
            else:
                found.skip()
    for field in view.fields:
        value = tree.get(field.json)
        if field.model is None or value is None:
            continue
        if field.is_list:
            for index, item in enumerate(value):
                if item:
                    _walk(item, field.model, (*tokens, field.json, index), found)
        else:
            _walk(value, field.model, (*tokens, field.json), found)


class _Keys(NamedTuple):
    """
    Where keys repeat in the value of one member.

    Attributes:
        key: The function that gives keys, None where the value is not a keyed list.
        space: The key space, where other lists share it.
        inner: The members of its objects below which keys may repeat, none where there are none.
        is_list: Whether the value is a list.
    """

    key: Key | None
    space: str | None
    inner: dict[str, _Keys]
    is_list: bool


@cache
def _root_plan(version: SpecVersion, trust: Trust) -> dict[str, _Keys]:
    return _plan(SpecView.of(version).root, trust)


@cache
def _plan(view: ModelView, trust: Trust) -> dict[str, _Keys]:
    keyed = () if trust is PLAIN and view.plain is not None else view.keyed
    plan = {}
    for field in view.fields:
        key = field.key if field in keyed else None
        space = field.key_space if field in keyed and field in view.shared else None
        inner = _plan(field.model, trust) if field.model is not None else {}
        if key is not None or inner:
            plan[field.json] = _Keys(key, space, inner, field.is_list)
    return plan


def _repeats(tree: Tree, plan: dict[str, _Keys]) -> bool:
    shared: list[tuple[str, set[str]]] = []
    for name, value in tree.items():
        if name not in plan:
            continue
        key, space, inner, is_list = plan[name]
        if key is not None and (len(value) > 1 or space is not None):
            keys = key.distinct(value)
            if len(keys) != len(value):
                return True
            if space is not None:
                shared.append((space, keys))
        if inner and (any(_repeats(item, inner) for item in value) if is_list else _repeats(value, inner)):
            return True
    return len(shared) > 1 and _meet(shared)


def _meet(lists: list[tuple[str, set[str]]]) -> bool:
    """
    Whether two lists of one key space have a key in common.
    """
    return any(a == b and not some.isdisjoint(others) for (a, some), (b, others) in combinations(lists, 2))
