"""The rule that keys of a list, or of lists that share a key space, are unique.

It follows from the description alone, so it names no field.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ignition_compose.findings import ERROR, Finding, Tokens
from ignition_compose.models.view import FieldView, Key, ModelView, SpecView

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion


def check(tree: Tree, version: SpecVersion, *, plain: bool = False, vouched: Container[int] = ()) -> list[Finding]:
    """
    Every entry whose key an earlier entry has.

    Args:
        tree: A config's tree.
        version: Its spec version.
        plain: Whether `ignition_compose.plain.is_plain` holds, so that no key is repeated within plain objects.
        vouched: The ids of lists within whose entries no key is repeated, as `registry.check` notes them.

    Returns:
        The findings. Mirrors ``ValidateDups`` of the reference's ``config/validate``.
    """
    view = SpecView.of(version).root
    # Counting keys answers for nearly every config; only then is it asked where.
    return list(_walk(tree, view, ())) if _repeats(tree, _plan(view, plain), vouched) else []


def key_of(item: Any, field: FieldView) -> str:
    """The key of one entry of the list *field*: a string is its own key."""
    return field.key(item)


def _walk(tree: Tree, view: ModelView, tokens: Tokens) -> Iterator[Finding]:
    spaces: dict[str, set[str]] = {}
    for field in view.keyed:
        seen = spaces.setdefault(field.key_space, set())
        for index, item in enumerate(tree.get(field.json) or ()):
            key = key_of(item, field)
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


class _Plan(NamedTuple):
    """
    Where keys of one class may repeat in one version: its key spaces, and the members that have such below.
    """

    spaces: tuple[tuple[tuple[str, Key], ...], ...]
    inner: tuple[tuple[str, _Plan, bool], ...]


@cache
def _plan(view: ModelView, plain: bool) -> _Plan:  # noqa: FBT001 - part of the cache's key
    if plain and view.plain is not None:
        return _Plan((), ())
    spaces: dict[str, list[tuple[str, Key]]] = {}
    for field in view.keyed:
        spaces.setdefault(field.key_space, []).append((field.json, field.key))
    inner = [(field.json, _plan(field.model, plain), field.is_list) for field in view.fields if field.model is not None]
    nothing = _Plan((), ())
    return _Plan(
        tuple([tuple(lists) for lists in spaces.values()]),
        tuple([entry for entry in inner if entry[1] != nothing]),
    )


def _repeats(tree: Tree, plan: _Plan, vouched: Container[int]) -> bool:
    for lists in plan.spaces:
        total = 0
        keys: set[str] = set()
        for name, key in lists:
            items = tree.get(name)
            if items:
                total += len(items)
                keys.update(key.of_all(items))
        if len(keys) != total:
            return True
    for name, inner, is_list in plan.inner:
        value = tree.get(name)
        if not value:
            continue
        if not is_list:
            if _repeats(value, inner, vouched):
                return True
        elif id(value) not in vouched and any(_repeats(item, inner, vouched) for item in value):
            return True
    return False
