"""
What a config names, as a table for people.
"""

from __future__ import annotations

from ignition_compose.display import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ignition_compose.composition.rendered import NamedConfig
    from ignition_compose.composition.resolving import Resolution

_DIGITS = 20


def tabulate(resolution: Resolution) -> str:
    """
    The configs as a tree, and then every other reference of the result, line by line.

    Args:
        resolution: What came of them.
    """
    lines = list(_tree(resolution.documents[0], 0))
    rows = [("reference", "scheme", "bytes", "digest", "url")]
    for one in resolution.references:
        size = "" if one.size is None else str(one.size)
        rows.append((str(one.pointer), one.scheme, size, (one.hash or "none")[:_DIGITS], one.url))
    if len(rows) > 1:
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines.append("")
        lines += ["  ".join([f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)]) for row in rows]
    return "".join([f"{line.rstrip()}\n" for line in lines])


def _tree(named: NamedConfig, depth: int) -> Iterator[str]:
    version = "" if named.layer.version is None else f" (spec {named.layer.version})"
    how = "" if named.how is None else f"{named.how} "
    state = "" if named.layer.state in ("used", "unused") else f": {named.layer.state}"
    yield f"{'  ' * depth}{how}{shown(named.layer.source)}{version}{state}"
    for child in named.children:
        yield from _tree(child, depth + 1)
