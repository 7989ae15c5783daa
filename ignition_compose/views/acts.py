"""
What became of the values of a config, as a table: without the values, which may be secrets.
"""

from __future__ import annotations

from ignition_compose.display import harmless, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Final

    from ignition_compose.account import Account, Act
    from ignition_compose.report import Place

    Where = Callable[[str], tuple[int, int] | None]
    """Tells the line and column of a value."""

_NOWHERE: Final = "-"


def rows_of(account: Account, is_holder: Callable[[str], bool], where: Where) -> list[dict[str, Any]]:
    """
    The acts that say more than that a value stayed where it was.

    Args:
        account: What became of every value of one input.
        is_holder: Tells whether a place of the result is an object or a list, of which its members say enough.
        where: Tells the line and column of a value of the input.

    Returns:
        The acts as plain values, in the order of the input, with lines; what no value of the input made comes last.
    """
    told = [act for act in account if not _is_idle(act, is_holder)]
    rows = [_located(act, where) for act in dict.fromkeys(told)]
    return sorted(rows, key=_order)


def _is_idle(act: Act, is_holder: Callable[[str], bool]) -> bool:
    if act.target is None:
        return False
    if act.verb in ("changed", "merged", "filled"):
        return is_holder(act.target)
    return act.verb == "kept" and [place.pointer for place in act.sources] == [act.target]


def _located(act: Act, where: Where) -> dict[str, Any]:
    sources = tuple([_at(place, where) for place in act.sources])
    return act._replace(sources=sources, lost=tuple([_at(place, where) for place in act.lost])).to_dict()


def _at(place: Place, where: Where) -> Place:
    line, column = where(place.pointer) or (None, None)
    return place._replace(line=line, column=column)


def _order(row: dict[str, Any]) -> tuple[bool, int, int]:
    places = [place for place in (*row["sources"], *row["lost"]) if place["line"] is not None]
    first = min([(place["line"], place["column"]) for place in places], default=None)
    return (first is None, *(first or (0, 0)))


def tabulate(rows: Iterable[dict[str, Any]], source: str) -> str:
    """
    Rows as text: what was done, the lines of the input, the places there, and the place in the result.

    Args:
        rows: What `rows_of` returned.
        source: The name of the input.
    """
    cells = [_cells(row, source) for row in rows]
    if not cells:
        return ""
    widths = [max([len(row[column]) for row in cells]) for column in range(3)]
    lines = ["  ".join([f"{cell:{width}}" for cell, width in zip(row, (*widths, 0), strict=True)]) for row in cells]
    return "".join([f"{line.rstrip()}\n" for line in lines])


def _cells(row: dict[str, Any], source: str) -> tuple[str, str, str, str]:
    places = [*row["sources"], *row["lost"]]
    lines = [str(place["line"]) for place in places if place["line"] is not None]
    written = ",".join(dict.fromkeys(lines))
    target = harmless(row["target"]) if row["target"] is not None else _NOWHERE
    return (
        row["verb"],
        f"{shown(source)}:{written}" if written else _NOWHERE,
        harmless(" + ".join([place["pointer"] or "/" for place in places]) or _NOWHERE),
        f"-> {target}",
    )
