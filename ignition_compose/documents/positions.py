"""
Pointer to line and column, as the reference reports them; computed only when there is an entry.
"""

from __future__ import annotations

from operator import itemgetter

from ignition_compose.documents.syntax import Member
from ignition_compose.findings import Findings
from ignition_compose.golang.text import fold
from ignition_compose.pointer import Pointer
from ignition_compose.report import LIMIT, Entry, Place, Report, in_text_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Final, Protocol

    from ignition_compose.documents.syntax import JsonValue
    from ignition_compose.report import Finding, Tokens

    class Locate(Protocol):
        """
        A function that tells the offset of the value at a place, or of its name, None where there is no text.
        """

        def __call__(self, tokens: Sequence[str | int], *, name: bool = False) -> int | None:
            """
            The arguments are those of `locate`.
            """


Way = tuple["Way", str | int] | None
"""How to come to a value: the way to what holds it, and the last token. Values share it, however deep they lie."""

_BLOCK: Final = 1 << 12


class Lines:
    r"""
    Where the lines of a document begin.

    Args:
        raw: The document.

    Examples:
        >>> Lines(b"ab\ncd").at(4)
        (2, 2)
    """

    def __init__(self, raw: bytes) -> None:
        # For each block, the newlines before it and where its first line began: a list of every line
        # would be many times as large as a document of nothing but newlines.
        blocks = []
        count = start = 0
        for at in range(0, len(raw) + 1, _BLOCK):
            blocks.append((count, start))
            count += raw.count(b"\n", at, at + _BLOCK)
            start = raw.rfind(b"\n", at, at + _BLOCK) + 1 or start
        self._raw = raw
        self._blocks = blocks

    def at(self, offset: int) -> tuple[int, int]:
        """
        The line and the column in bytes of *offset*, both from 1.
        """
        block = min(offset // _BLOCK, len(self._blocks) - 1)
        count, start = self._blocks[block]
        count += self._raw.count(b"\n", block * _BLOCK, offset)
        start = self._raw.rfind(b"\n", block * _BLOCK, offset) + 1 or start
        return count + 1, offset - start + 1


def locate(root: JsonValue, tokens: Sequence[str | int], *, name: bool = False) -> int:
    """
    The offset of the value that *tokens* lead to, or of the deepest value on the way that exists.

    Args:
        root: The document.
        tokens: Member names and list indexes, from the root down.
        name: Whether the place of the last member's name is meant, not of its value.

    Returns:
        An offset in bytes. Mirrors ``report.Correlate`` and ``getDeepestNode`` of coreos/vcontext.
    """
    node = root
    for depth, token in enumerate(tokens):
        if node.kind == "object" and isinstance(token, str):
            member = node.members.get(token)
            if member is None:
                break
            if name and depth == len(tokens) - 1:
                return member.start
            node = member.node
        elif node.kind == "array" and isinstance(token, int) and token < len(node.value):
            node = node.value[token]
        else:
            break
    return node.start


class Written:
    """
    Where in a document the values of its tree were written, also where a member is there twice or in another case.

    The decoder fills one object from all members of a name, so a value came from the last of them that has it.

    Args:
        root: The document.

    Examples:
        >>> from ignition_compose.documents.syntax import scan
        >>> Written(scan(b'{"a": {"b": 1}, "A": {"c": 2}}')).locate(["a", "b"])
        12
    """

    def __init__(self, root: JsonValue) -> None:
        self._root = root
        self._alike: dict[int, dict[str, list[JsonValue]]] = {}

    def locate(self, tokens: Sequence[str | int]) -> int:
        """
        The offset of the value that *tokens* lead to, or of the deepest value on the way that exists.
        """
        return self.node(tokens).start

    def node(self, tokens: Sequence[str | int]) -> JsonValue:
        """
        The value that *tokens* lead to, or the deepest value on the way that exists.
        """
        return self._search(self._root, tokens, 0)[1]

    def _search(self, node: JsonValue, tokens: Sequence[str | int], depth: int) -> tuple[int, JsonValue]:
        best = depth, node
        if depth == len(tokens):
            return best
        for inner in self._within(node, tokens[depth]):
            found = self._search(inner, tokens, depth + 1)
            if found[0] == len(tokens):
                return found
            best = max(best, found, key=_DEPTH)
        return best

    def _within(self, node: JsonValue, token: str | int) -> Iterable[JsonValue]:
        """
        The values that may have filled in a member or an entry, the last first.
        """
        if node.kind == "array" and isinstance(token, int) and token < len(node.value):
            return (node.value[token],)
        if node.kind != "object" or not isinstance(token, str):
            return ()
        alike = self._alike.get(id(node))
        if alike is None:
            alike = {}
            for member in reversed(node.value):
                # Null takes away what was there, or leaves it.
                if member.node.kind != "null":
                    alike.setdefault(fold(member.name), []).append(member.node)
            self._alike[id(node)] = alike
        return alike.get(fold(token), ())


_DEPTH: Final = itemgetter(0)


def walk(root: JsonValue) -> Iterator[tuple[JsonValue, Way]]:
    """
    Every value of a document in its order, without recursion, and the way there, as far as any spec reaches.

    Args:
        root: The document.

    Examples:
        >>> from ignition_compose.documents.syntax import scan
        >>> [tokens_of(way) for _, way in walk(scan(b'{"a": [1]}'))]
        [(), ('a',), ('a', 0)]
    """
    yield root, None
    todo = [_children(root, None)]
    while todo:
        for node, way in todo[-1]:
            yield node, way
            if node.kind not in ("object", "array"):
                continue
            if len(todo) < DEEPEST:
                todo.append(_children(node, way))
                break
            for inner in _below(node):
                yield inner, way
        else:
            todo.pop()


def _below(node: JsonValue) -> Iterator[JsonValue]:
    """
    Every value in another one, however deep: an iterator on a list is all that a level takes.
    """
    todo = [iter(node.value)]
    while todo:
        for one in todo[-1]:
            inner: JsonValue = one.node if type(one) is Member else one
            yield inner
            if inner.kind in ("object", "array"):
                todo.append(iter(inner.value))
                break
        else:
            todo.pop()


def _children(node: JsonValue, way: Way) -> Iterator[tuple[JsonValue, Way]]:
    if node.kind == "object":
        return ((member.node, (way, member.name)) for member in node.value)
    return ((item, (way, index)) for index, item in enumerate(node.value if node.kind == "array" else ()))


def tokens_of(way: Way) -> tuple[str | int, ...]:
    """
    The tokens along a way, from the root down.
    """
    tokens: list[str | int] = []
    while way is not None:
        way, token = way
        tokens.append(token)
    return tuple(reversed(tokens))


DEEPEST: Final = 32
LONGEST: Final = 256


def bounded(tokens: Tokens) -> Tokens:
    """
    The beginning of a place that leads deeper than any spec does, or through names that are longer.

    Within unknown members a place may be as long as the document. If a finding on each of its values had such a place,
    they would take the square of the document's memory. So the pointer ends at a value around the one that is meant,
    whose line and column are exact all the same.

    Examples:
        >>> bounded(("a",) * 40) == ("a",) * 32, bounded(("a", "b" * 500, "c"))
        (True, ('a',))
    """
    length = 0
    for depth, token in enumerate(tokens[:DEEPEST]):
        length += len(token) if isinstance(token, str) else 1
        if length > LONGEST:
            return tokens[:depth]
    return tokens[:DEEPEST]


def report_of(
    findings: Iterable[Finding],
    *,
    source: str | None = None,
    raw: bytes | None = None,
    locate: Locate | None = None,
    written: Callable[[Tokens], int | None] | None = None,
    limit: int | None = LIMIT,
) -> Report:
    """
    Findings as a report, each at its line and column where the text is at hand.

    Args:
        findings: What was found.
        source: The name of the document.
        raw: The document.
        locate: Tells the offset of a place in it; without it only findings with an offset get a line.
        written: Tells where the value at a place of the tree was written: of the other party, whose place the reference
            does not name.
        limit: How many entries the report keeps, None for all. What is added up to a limit keeps its own.

    Returns:
        The report, in the order of the text; what has no place there in the findings' order.
    """
    if isinstance(findings, Findings):
        found = findings
    else:
        found = Findings.up_to(limit)
        found += findings
    lines: Lines | None = None
    entries = []
    for finding in found.kept:
        offset = finding.offset
        if offset is None and locate is not None:
            offset = locate(finding.tokens, name=finding.at_name)
        line, column = None, None
        if offset is not None and raw is not None:
            lines = lines or Lines(raw)
            line, column = lines.at(offset)
        related = None
        if finding.related is not None:
            there = finding.related_offset
            if there is None and written is not None:
                there = written(finding.related)
            lines = lines if there is None or raw is None else lines or Lines(raw)
            at = (None, None) if there is None or lines is None else lines.at(there)
            related = Place(source or "", Pointer.of(*finding.related), *at)
        pointer = Pointer.of(*finding.tokens)
        entries.append(Entry(finding.severity, finding.code, finding.message, pointer, source, line, column, related))
    return in_text_order(Report(entries, found.omitted))
