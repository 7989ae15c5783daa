"""
Targets as text: a table of all, or what there is to know of one.
"""

from __future__ import annotations

from ignition_compose.display import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ignition_compose.translation.targets import Target

_HEAD = ("target", "image", "Ignition", "made on", "newest spec", "takes")


def tabulate_targets(targets: Iterable[Target]) -> str:
    """
    Targets as a table, a line for each.
    """
    lines = [_HEAD, *[_cells(one) for one in targets]]
    widths = [max([len(line[column]) for line in lines]) for column in range(len(_HEAD))]
    rows = ["  ".join([f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)]) for line in lines]
    return "".join([f"{row.rstrip()}\n" for row in rows])


def _cells(target: Target) -> tuple[str, ...]:
    image, date = target.image or "-", target.date or "-"
    return (harmless(target.name), harmless(image), target.ignition, date, str(target.spec), _taken(target))


def _taken(target: Target) -> str:
    """
    The runs of versions that a target takes, spec by spec.
    """
    majors = dict.fromkeys([spec.major for spec in target.specs])
    runs = [[str(spec) for spec in target.specs if spec.major == major] for major in majors]
    return ", ".join([run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs])


def describe_target(target: Target) -> str:
    """
    What there is to know of one target.
    """
    return "".join([f"{line}\n" for line in _lines(target)])


def _lines(target: Target) -> Iterator[str]:
    image = "" if target.image is None else f"Flatcar {harmless(target.image)}, "
    yield f"{harmless(target.name)}: {image}Ignition {target.ignition}" + (f" of {target.date}" if target.date else "")
    yield f"  takes spec {_taken(target)}; the newest to write is {target.spec}"
    yield f"  layers come together at spec {target.folds_at}"
    if target.neighbour is not None:
        yield f"  other than Ignition {target.neighbour}, the one before, it" + (
            "" if target.differences else " is alike"
        )
    for when, row in target.differences:
        yield f"    {'no longer ' if when == 'until' else ''}{row.says} ({row.source})"
    yield f"  said by {target.source}, {target.as_of}"
