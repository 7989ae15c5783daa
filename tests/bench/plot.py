"""
A chart of time against size, as SVG.

Every colour is of middle brightness and the ground is transparent, so that it reads on light pages and dark ones.
Lines differ in their marks too, and each is named at its end.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH: Final = 760
HEIGHT: Final = 440
LEFT, RIGHT, TOP, BOTTOM = 78, 144, 44, 56
INK: Final = "#7d7d7d"
"""On white and on black alike it has a contrast of 4 to 5."""
UNITS: Final = ((1e-6, "µs"), (1e-3, "ms"), (1.0, "s"))


@attrs.frozen
class Line:
    """One line of a chart."""

    name: str
    colour: str
    mark: str  # an SVG path around 0,0
    points: tuple[tuple[float, float], ...]


CIRCLE: Final = "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z"
SQUARE: Final = "M-4,-4h8v8h-8z"
TRIANGLE: Final = "M0,-5l5,9h-10z"


def draw(title: str, across: str, lines: Sequence[Line]) -> str:
    """
    Draw lines over two logarithmic axes.

    Args:
        title: What the chart shows.
        across: What the axis across counts; the other one shows seconds.
        lines: The lines, in points of (count, seconds).

    Returns:
        The SVG.
    """
    every = [point for line in lines for point in line.points]
    chart = _Chart(_span([x for x, _ in every]), _decades([y for _, y in every]))
    parts = [*_open(title), *_draw_grid(chart, across)]
    for line in lines:
        parts += _draw_line(chart, line)
    return "\n".join([*parts, "</svg>", ""])


@attrs.frozen
class _Chart:
    """The powers of ten between which the axes run."""

    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, value: float) -> float:
        low, high = self.across
        return round(LEFT + (math.log10(value) - low) / (high - low) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        low, high = self.up
        return round(HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)


def _span(values: Sequence[float]) -> tuple[float, float]:
    return math.log10(min(values)), math.log10(max(values))


def _decades(values: Sequence[float]) -> tuple[float, float]:
    low, high = _span(values)
    return math.floor(low), math.ceil(high)


def _powers(span: tuple[float, float]) -> range:
    return range(math.ceil(span[0]), math.floor(span[1]) + 1)


def _open(title: str) -> list[str]:
    font = 'font-family="system-ui, sans-serif" font-size="13"'
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" {font}>',
        f"<title>{escape(title)}</title>",
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="600" fill="{INK}">{escape(title)}</text>',
    ]


def _draw_grid(chart: _Chart, across: str) -> Iterator[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    yield f'<path d="M{LEFT},{TOP}V{bottom}H{right}" fill="none" stroke="{INK}" stroke-opacity=".6"/>'
    for power in _powers(chart.across):
        x = chart.x(10.0**power)
        yield f'<path d="M{x},{TOP}V{bottom}" stroke="{INK}" stroke-opacity=".3"/>'
        yield f'<text x="{x}" y="{bottom + 20}" text-anchor="middle" fill="{INK}">{10.0**power:,.0f}</text>'
    for power in _powers(chart.up):
        y = chart.y(10.0**power)
        yield f'<path d="M{LEFT},{y}H{right}" stroke="{INK}" stroke-opacity=".3"/>'
        yield f'<text x="{LEFT - 10}" y="{y + 4}" text-anchor="end" fill="{INK}">{_name_time(power)}</text>'
    middle = (LEFT + right) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle" fill="{INK}">{escape(across)}</text>'


def _name_time(power: int) -> str:
    seconds = 10.0**power
    scale, unit = next((pair for pair in reversed(UNITS) if seconds >= pair[0] * 0.999), UNITS[0])
    return f"{seconds / scale:,.6g} {unit}"


def _draw_line(chart: _Chart, line: Line) -> Iterator[str]:
    places = [(chart.x(x), chart.y(y)) for x, y in sorted(line.points)]
    path = "L".join([f"{x},{y}" for x, y in places])
    yield f'<path d="M{path}" fill="none" stroke="{line.colour}" stroke-width="2"/>'
    for x, y in places:
        yield f'<path d="{line.mark}" transform="translate({x},{y})" fill="{line.colour}"/>'
    x, y = places[-1]
    yield f'<text x="{x + 10}" y="{y + 4}" font-weight="600" fill="{line.colour}">{escape(line.name)}</text>'
