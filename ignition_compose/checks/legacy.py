"""
What Ignition 0.x says of a config before spec 3: it looks no further into what it refuses, and tells other places.
"""

from __future__ import annotations

import sys
from functools import cache

from ignition_compose.checks import checking
from ignition_compose.checks.unused import find_huge_number
from ignition_compose.display import quoted
from ignition_compose.findings import Findings
from ignition_compose.golang.text import fold
from ignition_compose.models.specs import SPEC1
from ignition_compose.models.view import SpecView
from ignition_compose.report import ERROR, INFO, LIMIT, WARNING, Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, Final

    from ignition_compose.checks.checking import Asking
    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.models.fields import Tree
    from ignition_compose.models.view import ModelView
    from ignition_compose.report import Tokens
    from ignition_compose.versions import SpecVersion


_OF_LISTS: Final = frozenset({"empty-http-header-name", "duplicate-http-headers"})


def check(
    tree: Tree,
    version: SpecVersion,
    asking: Asking,
    root: JsonValue | None,
    raw: bytes | None,
    limit: int | None = LIMIT,
) -> Findings:
    """
    Every rule that a config breaks, and every member that is not known.

    Args:
        tree: The config's tree.
        version: Its version.
        asking: Who asks.
        root: The document, None where the config has no text.
        raw: The document's text.
        limit: How many findings are kept, None for all.

    Returns:
        The findings, each at the end of its value. Mirrors ``ValidateConfig`` of the reference's ``config/validate``.
    """
    broken = checking.check(tree, version, asking, None)
    refused = {one.tokens for one in broken if one.severity is ERROR and _is_whole(tree, one)}
    found = Findings.up_to(limit)
    view = SpecView.of(version).root
    found += (_at_end(one, root, view) for one in broken if not _is_within(one.tokens, refused))
    huge = find_huge_number(root) if root is not None else None
    if huge is not None:
        message = "Ignition cannot read so large a number again, so it warns of no unknown member and names no line"
        found.append(Finding(WARNING, "context-lost", message, *huge))
    elif root is not None and raw is not None:
        found += _unknown(root, raw, view, tree, (), refused)
    if version in SPEC1.versions and not found.is_fatal:
        message = "spec 1 is deprecated; write the config in a newer one"
        found.append(Finding(WARNING, "format-deprecated", message))
    return found


def _is_whole(tree: Any, found: Finding) -> bool:
    """
    Whether what is wrong is wrong with an object as a whole, or with a list that is checked as one.
    """
    for token in found.tokens:
        if isinstance(tree, dict):
            tree = tree.get(token)
        elif isinstance(tree, list) and isinstance(token, int) and token < len(tree):
            tree = tree[token]
        else:
            return False
    return isinstance(tree, dict) or found.code in _OF_LISTS


def _is_within(tokens: Tokens, refused: set[Tokens]) -> bool:
    return bool(refused) and any(tokens[:length] in refused for length in range(len(tokens)))


def _at_end(found: Finding, root: JsonValue | None, view: ModelView | None) -> Finding:
    """
    A finding at the end of its value, or of what should hold it.
    """
    if root is None:
        return found
    node = root
    for token in found.tokens:
        if node.kind == "object" and token in node.members and isinstance(token, str):
            field = view.by_json.get(token) if view is not None else None
            if field is not None and field.overlooked:
                break
            node, view = node.members[token].node, field.model if field is not None else None
        elif node.kind == "array" and isinstance(token, int) and token < len(node.value):
            node = node.value[token]
        else:
            break
    return found._replace(offset=node.end)


def _unknown(
    node: JsonValue, raw: bytes, view: ModelView, tree: Tree, tokens: Tokens, refused: set[Tokens]
) -> Iterator[Finding]:
    if tokens in refused or node.kind != "object":
        return
    known = _known(view)
    for name in node.members:
        if name not in known:
            yield from _unknown_member(name, _behind(raw, node.members[name].start), known, view, (*tokens, name))
    for field in view.fields:
        member, value = node.members.get(field.json), tree.get(field.json)
        if field.is_list and member is not None and value and len(value) > _length(member.node):
            yield Finding(ERROR, "repeated-list", _CRASH, (*tokens, field.json), member.node.end)
        if field.model is None or member is None or field.overlooked or (value is None and field.nullable):
            continue
        here = (*tokens, field.json)
        if not field.is_list:
            yield from _unknown(member.node, raw, field.model, value or {}, here, refused)
        elif member.node.kind == "array" and here not in refused:
            for index, (item, inner) in enumerate(zip(value or (), member.node.value, strict=False)):
                yield from _unknown(inner, raw, field.model, item, (*here, index), refused)


def _length(node: JsonValue) -> int:
    return len(node.value) if node.kind == "array" else sys.maxsize


_CRASH: Final = (
    "the list is there again under its name in another case, and longer; Ignition crashes on that, so write one list"
)


@cache
def _known(view: ModelView) -> tuple[str, ...]:
    """
    The members of which the reference does not warn; where it overlooks one, those that this holds.
    """
    names: list[str] = []
    for field in view.fields:
        names += _known(field.model) if field.overlooked and field.model is not None else (field.json,)
    return tuple(names)


def _unknown_member(name: str, at: int, known: Iterable[str], view: ModelView, tokens: Tokens) -> Iterator[Finding]:
    message = f"{quoted(name)} is not a member of spec {view.version} here, and Ignition warns of it"
    meant = next((one for one in known if fold(one) == fold(name)), None)
    # A member that is only overlooked is one.
    if meant is None and name not in view.by_json:
        from ignition_compose.checks.strays import meaning_of

        message = f"{message}; {meaning_of(name, view, tokens[:-1])}"
    yield Finding(WARNING, "unused-key", message, tokens, at)
    if meant is not None:
        yield Finding(INFO, "case-folded-key", f"did you mean {meant!r}? Ignition reads it as that", tokens, at)


def _behind(raw: bytes, start: int) -> int:
    """
    Where a name ends that starts with its quotation mark.
    """
    at = start + 1
    while raw[at] != ord('"'):
        at += 2 if raw[at] == ord("\\") else 1
    return at + 1
