"""
Trees written by functions made from the description, one for each class and sequence of members.

Most objects of a document have one of a few sequences of members; the others are written in the general way.
"""

from __future__ import annotations

from functools import cache
from operator import is_

from ignition_compose.fast.compiling import compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView

    Writer = Callable[[Tree], Tree]
    General = Callable[[Tree, ModelView], Tree]

_LIMIT: Final = 32
"""How many sequences of members a class keeps a function for; a hostile document can have any number."""

_PIECE: Final = 256
"""How many entries of a long list are written at once."""


def encode_quickly(tree: Tree, view: ModelView, general: General) -> Tree:
    """
    *tree* as *general* writes it.

    Args:
        tree: The tree, which stays as it is.
        view: Its description.
        general: What writes any object.

    Returns:
        The same as ``general(tree, view)``; what needs no change is shared with *tree*.
    """
    return _writers(view, general)[tuple(tree)](tree)


def to_text(tree: Tree, view: ModelView, general: General) -> str:
    """
    *tree* as JSON text on one line, as *general* writes it.
    """
    if _is_long(tree):
        return b"".join(_texts(tree, view, general)).decode()
    return _dumps()(encode_quickly(tree, view, general)).decode()


@cache
def _dumps() -> Callable[[Any], bytes]:
    from ignition_compose.fast.packages import load

    load("orjson")
    import orjson

    return orjson.dumps


def _is_long(value: Any) -> bool:
    """
    Whether *value* is a long list, or an object that has one, other than within entries of a list.
    """
    if type(value) is not dict:
        return type(value) is list and len(value) > _PIECE
    for inner in value.values():
        kind = type(inner)
        if (kind is list and len(inner) > _PIECE) or (kind is dict and _is_long(inner)):
            return True
    return False


def _texts(tree: Tree, view: ModelView, general: General) -> Iterator[bytes]:
    """
    The text of an object with long lists, which are written piece by piece: rewritten entries live no longer than that.
    """
    short = encode_quickly({name: value for name, value in tree.items() if not _is_long(value)}, view, general)
    before = b"{"
    value: Any
    for field in view.fields:
        if field.json in short:
            text = iter([_dumps()(short[field.json])])
        elif _is_long(value := tree.get(field.json)):
            is_object = field.model is not None and not field.is_list
            text = (_texts if is_object else _pieces)(value, field.model, general)  # type: ignore[arg-type]
        else:
            continue
        yield b'%b"%b":' % (before, field.json.encode())
        yield from text
        before = b","
    yield b"}"


def _pieces(items: list[Any], view: ModelView | None, general: General) -> Iterator[bytes]:
    """
    The text of a long list.
    """
    writers = _writers(view, general) if view is not None else None
    before = b"["
    for start in range(0, len(items), _PIECE):
        piece = items[start : start + _PIECE]
        yield before
        yield _dumps()([writers[tuple(item)](item) for item in piece] if writers is not None else piece)[1:-1]
        before = b","
    yield b"]"


class _Writers(dict[tuple[str, ...], "Writer"]):
    """
    The functions that write objects of one class, by their sequence of members.

    Attributes:
        settled: The sequences of members of which every object stays as it is.
    """

    def __init__(self, view: ModelView, general: General) -> None:
        super().__init__()
        self.settled: set[tuple[str, ...]] = set()
        self._view = view
        self._general = general

    def __missing__(self, members: tuple[str, ...]) -> Writer:
        if len(self) >= _LIMIT:
            return lambda tree: self._general(tree, self._view)
        writer = _compile(self._view, members, self._general)
        # Before the function itself, which is not asked for twice.
        if _is_settled(self._view, members):
            self.settled.add(members)
        self[members] = writer
        return writer


@cache
def _writers(view: ModelView, general: General) -> _Writers:
    return _Writers(view, general)


def _is_in_order(view: ModelView, members: tuple[str, ...]) -> bool:
    """
    Whether nothing is to move, and nothing to add.
    """
    shown = [field.json for field in view.fields if field.json in members or field.is_added]
    return shown == list(members)


def _is_settled(view: ModelView, members: tuple[str, ...]) -> bool:
    present = [view.by_json[name] for name in members if name in view.by_json]
    is_scalar = all(field.zero is not None and not field.is_dropped for field in present)
    return is_scalar and _is_in_order(view, members)


def _compile(view: ModelView, members: tuple[str, ...], general: General) -> Writer:
    """
    The function that writes objects of a class that have these members in this sequence.

    Examples:
        >>> import linecache
        >>> from ignition_compose.models.spec3 import PasswdUser
        >>> from ignition_compose.models.view import view_of
        >>> from ignition_compose.versions import SpecVersion
        >>> made = _compile(view_of(PasswdUser, SpecVersion("3.4.0")), ("name", "uid", "groups"), None)
        >>> print("".join(linecache.getlines(made.__code__.co_filename)), end="")
        def write_object(tree):
            v1 = tree['groups']
            n1 = v1
            if not (n1): return write(tree, view)
            return {'groups': n1, 'name': tree['name'], 'uid': tree['uid']}
    """
    names: dict[str, Any] = {"view": view, "write": general, "is_": is_}
    lines, same, needed = [], [], []
    shown = {field.json: repr(field.zero) for field in view.fields if field.is_added}
    for number, field in enumerate(view.fields):
        if field.json not in members:
            continue
        shown[field.json] = f"tree[{field.json!r}]"
        if field.is_dropped:
            needed.append(shown[field.json])
        if field.kind not in ("object", "array"):
            continue
        old, new = f"v{number}", f"n{number}"
        lines.append(f"{old} = tree[{field.json!r}]")
        shown[field.json] = new
        needed.append(new)
        same.append(f"{new} is {old}")
        if field.model is None:
            lines.append(f"{new} = {old}")
            continue
        writers = names[f"w{number}"] = _writers(field.model, general)
        names[f"s{number}"] = writers.settled
        if field.is_list:
            lines.append(f"{new} = [w{number}[tuple(item)](item) for item in {old}]")
            lines.append(f"if all(map(is_, {old}, {new})): {new} = {old}")
        else:
            lines.append(f"m{number} = tuple({old})")
            lines.append(f"{new} = {old} if m{number} in s{number} else w{number}[m{number}]({old})")
    if needed:
        lines.append(f"if not ({' and '.join(needed)}): return write(tree, view)")
    pairs = [f"{field.json!r}: {shown[field.json]}" for field in view.fields if field.json in shown]
    whole = f"{{{', '.join(pairs)}}}"
    if _is_in_order(view, members):
        whole = f"tree if {' and '.join(same)} else {whole}" if same else "tree"
    lines.append(f"return {whole}")
    title = f"writes {view.name} {view.version} {members}"
    writer: Writer = compiled("write_object", "tree", lines, title, names)
    return writer
