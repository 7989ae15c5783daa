"""
Members that no field of the spec reads: the reference warns of them and goes on.
"""

from __future__ import annotations

from ignition_compose.display import quoted
from ignition_compose.documents.positions import tokens_of, walk
from ignition_compose.documents.wording import guess
from ignition_compose.golang.text import fold
from ignition_compose.models.view import ModelView, SpecView, interval
from ignition_compose.report import INFO, WARNING, Finding, Tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.models.fields import Tree
    from ignition_compose.versions import SpecVersion


_INFINITE: Final = float("inf")


def check(root: JsonValue, tree: Tree, version: SpecVersion) -> list[Finding]:
    """
    Every member that no field reads under its exact name, and values that stand where objects belong.

    Args:
        root: The document.
        tree: What was decoded from it.
        version: Its spec version.

    Returns:
        The findings. Mirrors ``ValidateUnusedKeys`` of the reference's ``config/validate``.
    """
    huge = _find_huge_number(root)
    if huge is not None:
        # The reference's second reader gives up on such a document, and with it on these warnings.
        message = "Ignition cannot read so large a number, so it warns of no unknown member and names no line"
        return [Finding(INFO, "context-lost", message, huge)]
    return list(_walk(root, tree, SpecView.of(version).root, ()))


def _walk(node: JsonValue, tree: Tree, view: ModelView, tokens: Tokens) -> Iterator[Finding]:
    if node.kind != "object":
        message = "an object is expected here; what is below it cannot be checked for unknown members"
        yield Finding(WARNING, "context-mismatch", message, tokens)
        return
    for name in node.members:
        if name not in view.by_json:
            yield Finding(WARNING, "unused-key", _advice(name, view), (*tokens, name), None, at_name=True)
    for field in view.fields:
        member = node.members.get(field.json)
        value = tree.get(field.json)
        if field.model is None or member is None:
            continue
        here = (*tokens, field.json)
        if not field.is_list:
            if value is not None or not field.nullable:
                yield from _walk(member.node, value or {}, field.model, here)
        elif member.node.kind == "array":
            for index, (item, child) in enumerate(zip(value or (), member.node.value, strict=False)):
                yield from _walk(child, item, field.model, (*here, index))


def _advice(name: str, view: ModelView) -> str:
    versions = interval(name, view)
    if versions:
        needs = f"it needs spec {versions[0]}" if view.version < versions[0] else f"it ended with spec {versions[-1]}"
        return f"{quoted(name)} does not exist here in spec {view.version} and is ignored: {needs}"
    read_as = view.folded.get(fold(name))
    if read_as is not None:
        return f"{quoted(name)} should be written {read_as.json!r}; Ignition reads it all the same, and warns"
    meant = guess(name, view.by_json)
    hint = f"; did you mean {meant!r}?" if meant else f"; known here: {', '.join(view.by_json)}"
    return f"{quoted(name)} is not a member of spec {view.version} here and is ignored{hint}"


def _find_huge_number(root: JsonValue) -> Tokens | None:
    numbers = ((node, way) for node, way in walk(root) if node.kind == "number")
    return next((tokens_of(way) for node, way in numbers if abs(float(node.value)) == _INFINITE), None)
