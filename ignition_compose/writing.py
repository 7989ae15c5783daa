"""
Trees as the reference writes them: members in the spec's order, without what is empty.

Most objects of a document have one of a few sequences of members. For each sequence a function is generated
from the description, compiled once, and registered with `linecache`, so that a debugger steps through it.
"""

from __future__ import annotations

import json
from functools import cache
from operator import is_
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

    Writer = Callable[[Tree], Tree]

_LIMIT: Final = 4096
"""How many sequences of members a class keeps a function for; a hostile document can have any number."""


def encode(tree: Tree, view: ModelView) -> Tree:
    """
    *tree* as the reference writes it, less the members that are null, empty objects or empty lists.

    Args:
        tree: The tree, which stays as it is.
        view: Its description.

    Returns:
        A tree whose members stand in the spec's order; what needs no change is shared with *tree*.
    """
    return _writers(view)[tuple(tree)](tree)


class _Writers(dict[tuple[str, ...], "Writer"]):
    """
    The functions that write objects of one class, by their sequence of members.
    """

    def __init__(self, view: ModelView) -> None:
        super().__init__()
        self._view = view

    def __missing__(self, members: tuple[str, ...]) -> Writer:
        if len(self) >= _LIMIT:
            return lambda tree: _write(tree, self._view)
        writer = self[members] = _compile(self._view, members)
        return writer


@cache
def _writers(view: ModelView) -> _Writers:
    return _Writers(view)


def _write(tree: Tree, view: ModelView) -> Tree:
    """
    What every generated function does, in general: for the objects that none is made for.
    """
    written: Tree = {}
    for field in view.fields:
        value = tree.get(field.json)
        if value is not None and field.model is not None:
            value = [encode(item, field.model) for item in value] if field.is_list else encode(value, field.model)
        if value is None or (not value and field.kind in ("object", "array")):
            if _is_added(field):
                written[field.json] = field.zero
        elif value or field.nullable or field.always or field.kind in ("object", "array"):
            written[field.json] = value
    return written


def _is_added(field: FieldView) -> bool:
    return field.always and field.zero is not None and not field.nullable


def _compile(view: ModelView, members: tuple[str, ...]) -> Writer:
    names: dict[str, Any] = {"view": view, "write": _write, "is_": is_}
    lines = ["def write_object(tree):"]
    shown, conditions = [], []
    present = [field for field in view.fields if field.json in members]
    for number, field in enumerate(present):
        if field.kind not in ("object", "array"):
            continue
        lines.append(f"    v{number} = tree[{field.json!r}]")
        if field.model is not None:
            names[f"w{number}"] = _writers(field.model)
            one = f"w{number}[tuple(item)](item)"
            lines += (
                [
                    f"    n{number} = [{one} for item in v{number}]",
                    f"    if all(map(is_, v{number}, n{number})): n{number} = v{number}",
                ]
                if field.is_list
                else [f"    n{number} = w{number}[tuple(v{number})](v{number})"]
            )
        else:
            lines.append(f"    n{number} = v{number}")
        conditions.append((f"n{number}", f"n{number} is v{number}"))
    checked = [field for field in present if field.zero is not None and not field.nullable and not field.always]
    needed = [name for name, _ in conditions] + [f"tree[{field.json!r}]" for field in checked]
    if needed:
        lines.append(f"    if not ({' and '.join(needed)}): return write(tree, view)")
    added = [field for field in view.fields if field.json not in members and _is_added(field)]
    if [field.json for field in present] == list(members) and not added:
        lines.append(f"    if {' and '.join([same for _, same in conditions]) or True}: return tree")
    for field in view.fields:
        if field in added:
            shown.append(f"{field.json!r}: {field.zero!r}")
        elif field in present:
            number = present.index(field)
            is_nested = field.kind in ("object", "array")
            shown.append(f"{field.json!r}: n{number}" if is_nested else f"{field.json!r}: tree[{field.json!r}]")
    lines.append(f"    return {{{', '.join(shown)}}}")
    return _built("\n".join(lines) + "\n", f"<ignition_compose writes {view.name} {view.version} {members}>", names)


def _built(source: str, filename: str, names: dict[str, Any]) -> Writer:
    import linecache

    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    exec(compile(source, filename, "exec"), names)  # noqa: S102 - made from the description and nothing else
    writer: Writer = names["write_object"]
    return writer


def to_json(tree: Tree, *, indent: int | None = None) -> str:
    """
    *tree* as JSON text, in its own order, on one line unless *indent* says otherwise.
    """
    if indent is not None:
        return json.dumps(tree, ensure_ascii=False, indent=indent)
    import orjson

    return orjson.dumps(tree).decode()
