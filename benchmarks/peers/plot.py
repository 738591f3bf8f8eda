"""Draws the peers' figures as SVG: processor time of a page on a logarithmic scale, and pages a second.

The colors follow the reader's light or dark theme, and are readable without it.
"""

from dataclasses import dataclass
from html import escape
from math import floor, log10

from benchmarks.peers.measure import CONNECTIONS

_LABELS, _PANEL, _GAP, _ROW, _TOP, _BOTTOM = 280, 220, 40, 24, 44, 28
_LEAST = 10.0
"""Microseconds. Whoever keeps answers asks Neo4j for less: that is not drawn."""
_STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #59636e }
  .title { font-weight: 600 }
  .axis { stroke: #59636e; stroke-opacity: .25 }
  .own { fill: #0969da; stroke: #0969da } .other { fill: #818b98; stroke: #818b98 } .database { fill: none }
  .line { stroke-width: 1; fill: none }
  text.own { stroke: none; font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1 } .axis { stroke: #9198a1 } .own { fill: #4493f8; stroke: #4493f8 } .database { fill: none }
  }
"""


@dataclass(frozen=True)
class Bar:
    """One way: microseconds of its process and of Neo4j for a page, and pages a second."""

    title: str
    processor: float
    neo4j: float
    a_second: float
    own: bool = False


def plot(bars: list[Bar]) -> str:
    """Returns the drawing, one row for each bar."""
    width = _LABELS + 2 * _PANEL + 2 * _GAP
    height = _TOP + _ROW * len(bars) + _BOTTOM
    steps = _steps([value for bar in bars for value in (bar.processor, bar.neo4j) if value >= _LEAST])
    most = max(bar.a_second for bar in bars)
    right = _LABELS + _PANEL + _GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>The video page: processor time, and pages a second at {CONNECTIONS} connections</title>",
        f"<style>{_STYLE}</style>",
        _text(_LABELS, 16, "CPU ms a page: ● API  ○ Neo4j", "title"),
        _text(right, 16, f"pages a second, {CONNECTIONS} connections", "title"),
    ]
    for step in steps:
        x = _LABELS + _along(step, steps)
        parts.append(_line(x, _TOP - 8, x, height - _BOTTOM, "axis"))
        parts.append(_text(x, height - 10, f"{step / 1000:g}", anchor="middle"))
    for number, bar in enumerate(bars):
        y = _TOP + _ROW * number + _ROW // 2
        kind = "own" if bar.own else "other"
        parts.append(_text(_LABELS - 12, y + 4, bar.title, "own" if bar.own else "", anchor="end"))
        processor = _LABELS + _along(bar.processor, steps)
        parts.append(_line(_LABELS, y, processor, y, f"{kind} line"))
        parts.append(f'<circle cx="{processor:.1f}" cy="{y}" r="5" class="{kind}"/>')
        if bar.neo4j >= _LEAST:
            neo4j = _LABELS + _along(bar.neo4j, steps)
            parts.append(f'<circle cx="{neo4j:.1f}" cy="{y}" r="4" class="{kind} database"/>')
        length = max(1.0, (_PANEL - 50) * bar.a_second / most)
        parts.append(f'<rect x="{right}" y="{y - 7}" width="{length:.1f}" height="14" class="{kind}"/>')
        parts.append(_text(right + length + 6, y + 4, f"{bar.a_second:,.0f}"))
    return "\n".join([*parts, "</svg>", ""])


def _steps(values: list[float]) -> list[float]:
    """Returns the marks 1, 2 and 5 of each power of ten, from below the smallest value to above the largest."""
    powers = range(floor(log10(min(values))), floor(log10(max(values))) + 2)
    marks = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
    below = [mark for mark in marks if mark <= min(values)][-1]
    above = next(mark for mark in marks if mark >= max(values))
    return [mark for mark in marks if below <= mark <= above]


def _along(value: float, steps: list[float]) -> float:
    span = log10(steps[-1] / steps[0]) or 1.0
    return _PANEL * log10(value / steps[0]) / span


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(words)}</text>'


def _line(x: float, y: float, to_x: float, to_y: float, kind: str) -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" class="{kind}"/>'
