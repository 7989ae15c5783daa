"""
Trees to models and back, and nodes to trees with the decoding rules of Go.

A *tree* is a config as plain dicts, lists, strings, integers and booleans, with the members of one
spec version under their exact names and no nulls. Engines work on trees; models are for people.
A member that is absent and one that holds the zero value of a type that cannot be absent are the same.
"""

from __future__ import annotations

from ignition_compose.display import shortened
from ignition_compose.documents.syntax import MAX_VALUES, JsonValue, Member, TooLargeError
from ignition_compose.findings import Findings
from ignition_compose.given import text_of
from ignition_compose.golang.text import fold, replace_surrogates
from ignition_compose.models.classes import assembled
from ignition_compose.models.fields import TYPE_NAMES
from ignition_compose.report import ERROR, INFO, LIMIT, Finding, Tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Final

    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import FieldView, ModelView

_INT_MIN, _INT_MAX = -(2**63), 2**63 - 1
_INTEGER_DIGITS: Final = 20
_PRINTED_BITS: Final = 4_000
_DEPTH: Final = 32
_INTEGER_SHOWN: Final = 24


class Decoder:
    """
    Fills a tree from nodes as Go's ``json.Unmarshal`` fills a struct.

    Exact names win, then names that differ only in case; unknown names are skipped; null resets what can
    be absent and leaves the rest; a repeated member fills in what the earlier one began.

    Args:
        view: The description of the whole document.
        limit: How many findings are kept, None for all.

    Attributes:
        findings: Every value of a wrong type, in the document's order, and advice on oddities.
        is_exact: Whether there was no name that is unknown, and no null.
    """

    def __init__(self, view: ModelView, limit: int | None = LIMIT) -> None:
        self._view = view
        self.is_exact = True
        self.findings = Findings.up_to(limit)
        # Go keeps what a list held beyond its present end, and a repeated list fills it in again.
        # By the list's id: the list, and what it held beyond its end, the nearest last. An item is moved there once
        # for each time that it was written, so that repeating a list takes no more than its text.
        self._beyond: dict[int, tuple[list[Any], list[Any]]] = {}

    def decode(self, root: JsonValue) -> Tree:
        """
        The tree of the document *root*.
        """
        if root.kind == "object":
            return self._object(root, self._view, None, ())
        if root.kind != "null":
            self._mismatch(root, "object", ())
        return {}

    def _object(self, node: JsonValue, view: ModelView, into: Tree | None, tokens: Tokens) -> Tree:
        tree: Tree = {} if into is None else into
        seen: dict[str, Member] = {}
        for member in node.value:
            field = self._field(member, view, tokens)
            if field is None:
                continue
            if field.json in seen:
                self._repeated(member, seen[field.json], tokens)
            seen[field.json] = member
            value = self._value(member.node, field, tree.get(field.json), (*tokens, field.json))
            if value is None:
                tree.pop(field.json, None)
            else:
                tree[field.json] = value
        return tree

    def _field(self, member: Member, view: ModelView, tokens: Tokens) -> FieldView | None:
        field = view.by_json.get(member.name)
        if field is None:
            field = view.folded.get(fold(member.name))
            if field is not None:
                beyond = ", else Ignition warns of no unknown member in it" if field.model is not None else ""
                message = (
                    f"{member.name!r} is read as {field.json!r}, because names may differ in case; "
                    f"write {field.json!r}{beyond}"
                )
                self.findings.append(Finding(INFO, "case-folded-key", message, (*tokens, member.name), member.start))
            else:
                self.is_exact = False
        return field

    def _repeated(self, member: Member, first: Member, tokens: Tokens) -> None:
        message = f"{member.name!r} repeats {first.name!r}; the later one is filled into the earlier, write it once"
        here, there = (*tokens, member.name), (*tokens, first.name)
        found = Finding(INFO, "repeated-key", message, here, member.start, related=there, related_offset=first.start)
        self.findings.append(found)

    def _value(self, node: JsonValue, field: FieldView, old: Any, tokens: Tokens) -> Any:
        """
        The new value of a member, None for no value.
        """
        if node.kind == "null":
            self.is_exact = False
            keeps = not field.nullable and not field.is_list
            return old if keeps else None
        if field.kind == "object":
            if node.kind != "object" or field.model is None:
                return self._mismatch(node, "object", tokens)
            return self._object(node, field.model, old, tokens)
        if field.is_list:
            if node.kind != "array":
                return self._mismatch(node, "array", tokens)
            return self._list(node, field, old, tokens)
        return self._scalar(node, field.kind, tokens, field.unsigned)

    def _list(self, node: JsonValue, field: FieldView, old: list[Any] | None, tokens: Tokens) -> list[Any]:
        if not node.value:
            return []
        items = [] if old is None else old
        beyond = self._beyond[id(items)][1] if id(items) in self._beyond else []
        held, index = len(items), -1
        for index, item in enumerate(node.value):
            if index < held:
                items[index] = self._item(item, field, items[index], (*tokens, index))
            else:
                items.append(self._item(item, field, beyond.pop() if beyond else None, (*tokens, index)))
        if index + 1 < held:
            beyond += items[:index:-1]
            del items[index + 1 :]
            self._beyond[id(items)] = items, beyond
        return items

    def _item(self, node: JsonValue, field: FieldView, old: Any, tokens: Tokens) -> Any:
        if node.kind == "null":
            message = "null counts as an entry with nothing in it; leave it out"
            self.findings.append(Finding(INFO, "null-entry", message, tokens, node.start))
        if field.model is None:
            if node.kind == "null":
                return old or ""
            return self._scalar(node, "string", tokens) or ""
        if node.kind == "null":
            return {} if old is None else old
        if node.kind != "object":
            self._mismatch(node, "object", tokens)
            return {}
        return self._object(node, field.model, old, tokens)

    def _scalar(self, node: JsonValue, kind: str, tokens: Tokens, unsigned: int = 0) -> Any:
        if kind == "integer":
            if node.kind != "number":
                return self._mismatch(node, kind, tokens)
            return self._integer(node, tokens, unsigned)
        if node.kind != kind:
            return self._mismatch(node, kind, tokens)
        return node.value

    def _integer(self, node: JsonValue, tokens: Tokens, unsigned: int) -> int | None:
        text: str = node.value
        if not text.lstrip("-").isdigit():
            message = f"{shortened(text, _INTEGER_SHOWN)} must be an integer written without a fraction or an exponent"
        elif unsigned and (text.startswith("-") or len(text) > _INTEGER_DIGITS or int(text) >> unsigned):
            message = f"{shortened(text, _INTEGER_SHOWN)} does not fit into {unsigned} bits without a sign"
        elif not unsigned and (len(text) > _INTEGER_DIGITS or not _INT_MIN <= int(text) <= _INT_MAX):
            message = f"{shortened(text, _INTEGER_SHOWN)} does not fit into a 64-bit integer"
        else:
            return int(text)
        self.findings.append(Finding(ERROR, "wrong-type", message, tokens, _type_offset(node)))
        return None

    def _mismatch(self, node: JsonValue, wanted: str, tokens: Tokens) -> None:
        if not self.findings.has_room(ERROR):
            self.findings.skip()
            return
        message = f"must be {TYPE_NAMES[wanted]}, not {TYPE_NAMES[node.kind]}"
        self.findings.append(Finding(ERROR, "wrong-type", message, tokens, _type_offset(node)))


def _type_offset(node: JsonValue) -> int:
    # Go notes objects and lists behind their bracket, and scalars behind their last byte.
    return node.start if node.kind in ("object", "array") else node.end


def node_of(value: Any) -> JsonValue:
    """
    The nodes of a document that is given as Python values, without places in a text.

    Raises:
        TypeError: For a value that JSON cannot hold.
        RecursionError: For a value that is nested too deep.
        TooLargeError: For more values or text than a document may hold; what is shared counts each time.
    """
    return _node_of(value, iter(range(MAX_VALUES)))


def _node_of(value: Any, left: Iterator[int]) -> JsonValue:
    if next(left, None) is None:
        msg = f"the values are more than {MAX_VALUES}, which are not read here; Ignition has no limit"
        raise TooLargeError(msg, 0)
    kind = type(value)
    if issubclass(kind, dict):
        members = []
        for name, item in dict.items(value):
            text = name if type(name) is str else text_of(name)
            if text is None:
                msg = f"names of members must be strings, not {type(name).__name__}"
                raise TypeError(msg)
            members.append(Member(text, 0, _node_of(item, left)))
        return JsonValue("object", members, 0)
    if issubclass(kind, list):
        return JsonValue("array", [_node_of(item, left) for item in list.__iter__(value)], 0)
    if issubclass(kind, tuple):
        return JsonValue("array", [_node_of(item, left) for item in tuple.__iter__(value)], 0)
    return _scalar_of(value, kind)


def _scalar_of(value: Any, kind: type) -> JsonValue:
    if issubclass(kind, str):
        return JsonValue("string", replace_surrogates(value if kind is str else str.__str__(value)), 0)
    if value is None or kind is bool:
        return JsonValue("null" if value is None else "boolean", value, 0)
    if issubclass(kind, int):
        # Python does not print numbers of thousands of digits; all that matters of them is that they do not fit.
        too_long = int.bit_length(value) > _PRINTED_BITS
        text = ("-" if int.__lt__(value, 0) else "") + "9" * _PRINTED_BITS if too_long else int.__repr__(value)
        return JsonValue("number", text, 0)
    if issubclass(kind, float):
        return JsonValue("number", float.__repr__(value), 0)
    msg = f"a config cannot hold a value of type {type(value).__name__}"
    raise TypeError(msg)


def values_of(node: JsonValue, depth: int = _DEPTH) -> Any:
    """
    The plain values of *node*; of members with one name, the last.

    What is nested deeper than *depth* becomes null: no spec reaches that far, and the stack stays bounded.
    """
    if node.kind == "object":
        return {member.name: values_of(member.node, depth - 1) for member in node.value} if depth else None
    if node.kind == "array":
        return [values_of(item, depth - 1) for item in node.value] if depth else None
    if node.kind == "number":
        is_integer = node.value.lstrip("-").isdigit() and len(node.value) <= _INTEGER_DIGITS
        return int(node.value) if is_integer else float(node.value)
    return node.value


def copied(value: Any) -> Any:
    """
    A copy of a tree that shares nothing with it that could be changed.
    """
    if isinstance(value, dict):
        return {name: copied(item) for name, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def model_of(tree: Tree, view: ModelView) -> Any:
    """
    The typed model of *tree*.
    """
    return assembled(view.model, sections_of(tree, view))


def sections_of(tree: Tree, view: ModelView) -> Iterator[tuple[str, Any]]:
    """
    The attributes of the model of *tree*: names and typed values, of the members that are there.
    """
    for field in view.fields:
        value: Any = tree.get(field.json)
        if not value and not field.has_value(value):
            # Where absence is no news, zero is none either: equal configs have equal models.
            continue
        if field.model is not None:
            model = field.model
            value = tuple([model_of(item, model) for item in value]) if field.is_list else model_of(value, model)
        elif field.is_list:
            value = tuple(value)
        yield field.name, value


def tree_of(model: Any, view: ModelView) -> Tree:
    """
    The tree of a typed model; members at their defaults are left out.
    """
    tree: Tree = {}
    for field in view.fields:
        value = getattr(model, field.name)
        if field.model is not None:
            inner = field.model
            value = [tree_of(item, inner) for item in value] if field.is_list else tree_of(value, inner)
        elif field.is_list:
            value = list(value)
        if value is None or (not value and field.kind in ("object", "array")):
            continue
        if field.nullable or field.is_list or value != field.zero:
            tree[field.json] = value
    return tree


def beyond(model: Any, view: ModelView, tokens: Tokens = ()) -> Iterator[Finding]:
    """
    What *model* holds that the view's version has no member for.
    """
    known = {field.name for field in view.fields}
    for name, declared in view.declared.items():
        if name not in known and getattr(model, name) != declared.factory():
            message = f"{view.name}.{declared.spec.member(name)} does not exist in spec {view.version}"
            yield Finding(ERROR, "needs-other-version", message, (*tokens, declared.spec.member(name)))
    for field in view.fields:
        value, at = getattr(model, field.name), (*tokens, field.json)
        if field.model is not None and field.is_list:
            for index, item in enumerate(value):
                yield from beyond(item, field.model, (*at, index))
        elif field.model is not None:
            yield from beyond(value, field.model, at)
