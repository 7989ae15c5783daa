"""
Members that no field of the spec reads: the reference warns of them and goes on.
"""

from __future__ import annotations

from ignition_compose.display import quoted
from ignition_compose.documents.positions import bounded, tokens_of, walk
from ignition_compose.findings import Findings
from ignition_compose.golang.text import fold
from ignition_compose.models.view import ModelView, SpecView
from ignition_compose.report import INFO, LIMIT, WARNING, Finding, Tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion


_INFINITE: Final = float("inf")


def check(root: JsonValue, tree: Tree, version: SpecVersion, limit: int | None = LIMIT) -> Findings:
    """
    Every member that no field reads under its exact name, and values that stand where objects belong.

    Args:
        root: The document.
        tree: What was decoded from it.
        version: Its spec version.
        limit: How many findings are kept, None for all.

    Returns:
        The findings. Mirrors ``ValidateUnusedKeys`` of the reference's ``config/validate``.
    """
    found = Findings.up_to(limit)
    huge = find_huge_number(root)
    if huge is not None:
        # The reference's second reader gives up on such a document, and with it on these warnings.
        message = "Ignition cannot read so large a number, so it warns of no unknown member and names no line"
        found.append(Finding(INFO, "context-lost", message, huge[0], huge[1]))
    else:
        _walk(root, tree, SpecView.of(version).root, (), found)
    return found


def _walk(node: JsonValue, tree: Tree, view: ModelView, tokens: Tokens, found: Findings) -> None:
    if node.kind != "object":
        message = "an object is expected here; what is below it cannot be checked for unknown members"
        found.append(Finding(WARNING, "context-mismatch", message, tokens))
    if node.kind != "object" or not node.value:
        return
    _note_unknown(node, view, tokens, found)
    for field in view.fields:
        member = node.members.get(field.json)
        value = tree.get(field.json)
        if field.model is None or member is None:
            continue
        here = (*tokens, field.json)
        if not field.is_list:
            if value is not None or not field.nullable:
                _walk(member.node, value or {}, field.model, here, found)
        elif member.node.kind == "array":
            for index, (item, child) in enumerate(zip(value or (), member.node.value, strict=False)):
                _walk(child, item, field.model, (*here, index), found)


def _note_unknown(node: JsonValue, view: ModelView, tokens: Tokens, found: Findings) -> None:
    for name in node.members:
        if name in view.by_json:
            continue
        if found.has_room(WARNING):
            message = _message(name, view, tokens)
            found.append(Finding(WARNING, "unused-key", message, (*tokens, name), None, at_name=True))
        else:
            found.skip()


def _message(name: str, view: ModelView, tokens: Tokens) -> str:
    read_as = view.folded.get(fold(name))
    if read_as is not None:
        return f"{quoted(name)} should be written {read_as.json!r}; Ignition reads it all the same, and warns"
    # What was meant is looked up in tables and lists that a document without such members has no use for.
    from ignition_compose.checks.strays import meaning_of, other_version

    other = other_version(name, view)
    if other:
        return f"{quoted(name)} does not exist here in spec {view.version} and is ignored: {other}"
    meaning = meaning_of(name, view, tokens)
    return f"{quoted(name)} is not a member of spec {view.version} here and is ignored; {meaning}"


def find_huge_number(root: JsonValue) -> tuple[Tokens, int] | None:
    """
    The place of the first number that no float can hold, and its offset.
    """
    numbers = ((node, way) for node, way in walk(root) if node.kind == "number")
    huge = ((node, way) for node, way in numbers if abs(float(node.value)) == _INFINITE)
    return next(((bounded(tokens_of(way)), node.start) for node, way in huge), None)
