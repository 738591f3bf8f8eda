"""The pictures of a map that the server draws, as SVG: that of a link preview, and a talk's poster. Pure functions.

The page draws its own maps (`service/web/page/map/`). The picture of a preview, for 1200 × 630 pixels, is shown at a
third of its size, so it has a headline, few names and no words on lines. A poster, shown as small as a thumbnail, has
no words at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import hypot, sqrt
from typing import Any, NamedTuple

from service.domain.model import CO_MENTION

FONT = "DejaVu Sans"
COLOURS = {
    "ink": "#1f2023",
    "soft": "#5c5e66",
    "paper": "#fcfbf8",
    "rule": "#dfdcd2",
    "together": "#86888f",
    "person": "#1d5fa8",
    "company": "#9a4a08",
    "concept": "#2b6b3e",
    "product": "#74399a",
    "event": "#a8244c",
}
"""The light colors of page.css, by their names there; a test compares the two."""
DARK_COLOURS = {
    "soft": "#a6a8b0",
    "paper": "#16171a",
    "together": "#73757d",
    "person": "#83b7f0",
    "company": "#f0ab6e",
    "concept": "#86cb98",
    "product": "#c9a0ea",
    "event": "#f193b0",
}
"""The same in the dark, for posters: they stand in the page."""
ENOUGH_STATED = 10
"""Stated connections from which on a map is drawn without co-mentions, as on the page (`map/backbone.js`)."""
_INK, _SOFT, _PAPER, _RULE = (COLOURS[name] for name in ("ink", "soft", "paper", "rule"))
_WIDTH, _HEIGHT = 1200, 630
_POSTER_WIDTH, _POSTER_HEIGHT = 320, 180
_TITLE_SIZE, _NAME_SIZE = 42, 21
_MOST_NAMES = 16
_ROUNDS = 60


class _Area(NamedTuple):
    """Where points may stand, their smallest radius with what the largest has more, and the gap between two."""

    left: float
    right: float
    top: float
    bottom: float
    least: float
    more: float
    gap: float


_CARD = _Area(130.0, 1070.0, 215.0, 555.0, 8, 16, 18.0)
"""Names are around it."""
_POSTER = _Area(20.0, 300.0, 20.0, 160.0, 4, 7, 6.0)


@dataclass
class _Point:
    id: str
    name: str
    kind: str
    degree: int
    x: float
    y: float
    r: float


type _Box = tuple[float, float, float, float]
type _Line = tuple[float, float, float, float]


def draw_card(title: str, line: str, graph: Mapping[str, Any] | None = None) -> str:
    """Returns the picture as SVG.

    Args:
        title, line: the headline, and what stands below it.
        graph: `nodes` and `links` of the API's `Graph`; without it the card has its words only.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="{FONT}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_PAPER}"/>',
    ]
    rows = _wrap(title, _TITLE_SIZE, _WIDTH - 120, 2)
    parts += [_text(60, 82 + 50 * row, words, _TITLE_SIZE, _INK) for row, words in enumerate(rows)]
    parts.append(_text(60, 124 + 50 * (len(rows) - 1), _wrap(line, 24, _WIDTH - 120, 1)[0], 24, _SOFT))
    nodes, links = _shown(graph or {"nodes": [], "links": []})
    parts += _map(nodes, links) if nodes else []
    parts.append(f'<line x1="0" x2="{_WIDTH}" y1="586" y2="586" stroke="{_RULE}"/>')
    parts.append(_text(_WIDTH - 60, 615, "Videograph", 20, _SOFT, "end"))
    return "".join([*parts, "</svg>"])


def draw_poster(graph: Mapping[str, Any]) -> str:
    """Returns the map as SVG without a word, 320 by 180, in the light or dark colors of whoever looks at it."""
    nodes, links = _shown(graph)
    points = {point.id: point for point in _place(nodes, _POSTER)} if nodes else {}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_POSTER_WIDTH} {_POSTER_HEIGHT}" '
        f'width="{_POSTER_WIDTH}" height="{_POSTER_HEIGHT}">',
        f"<style>{_colours(COLOURS)}@media(prefers-color-scheme:dark){{{_colours(DARK_COLOURS)}}}</style>",
        '<rect width="100%" height="100%" class="paper"/>',
    ]
    for link in sorted(links, key=lambda one: one["type"] != CO_MENTION):
        one, other = points.get(link["source"]), points.get(link["target"])
        if one and other:
            name, width = ("together", 0.8) if link["type"] == CO_MENTION else ("soft", 1.4)
            parts.append(
                f'<path class="{name}" stroke-width="{width}" d="M{one.x:.1f} {one.y:.1f}L{other.x:.1f} {other.y:.1f}"/>'
            )
    parts += [
        f'<circle class="{kind if (kind := point.kind.lower()) in COLOURS else "soft"}" '
        f'cx="{point.x:.1f}" cy="{point.y:.1f}" r="{point.r:.1f}"/>'
        for point in points.values()
    ]
    return "".join([*parts, "</svg>"])


def _colours(palette: Mapping[str, str]) -> str:
    """Returns the rules of a poster's lines and points."""
    lines = ("soft", "together")
    return "".join(
        f".{name}{{fill:{colour}}}" + (f"path.{name}{{stroke:{colour}}}" if name in lines else "")
        for name, colour in palette.items()
    )


def _shown(graph: Mapping[str, Any]) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    """Returns the nodes and links that are drawn: stated ones, and co-mentions if the stated ones are few."""
    stated = [link for link in graph["links"] if link["type"] != CO_MENTION]
    links = stated if len(stated) >= ENOUGH_STATED else graph["links"]
    ends = {link[end] for link in links for end in ("source", "target")}
    return [node for node in graph["nodes"] if node["id"] in ends] or graph["nodes"], links


def _map(nodes: Sequence[Mapping[str, Any]], links: Sequence[Mapping[str, Any]]) -> list[str]:
    points = _place(nodes, _CARD)
    by_id = {point.id: point for point in points}
    drawn: list[str] = []
    lines: list[_Line] = []
    # Stated connections are drawn over co-mentions.
    for link in sorted(links, key=lambda one: one["type"] != CO_MENTION):
        one, other = by_id.get(link["source"]), by_id.get(link["target"])
        if one and other:
            lines.append((one.x, one.y, other.x, other.y))
            stroke = (COLOURS["together"], 1.5) if link["type"] == CO_MENTION else (_SOFT, 2.5)
            drawn.append(
                f'<line x1="{one.x:.1f}" y1="{one.y:.1f}" x2="{other.x:.1f}" y2="{other.y:.1f}" '
                f'stroke="{stroke[0]}" stroke-width="{stroke[1]}"/>'
            )
    for point in points:
        drawn.append(
            f'<circle cx="{point.x:.1f}" cy="{point.y:.1f}" r="{point.r:.1f}" '
            f'fill="{COLOURS.get(point.kind.lower(), _SOFT)}" stroke="{_PAPER}" stroke-width="2"/>'
        )
    return drawn + _names(points, lines)


def _place(nodes: Sequence[Mapping[str, Any]], area: _Area) -> list[_Point]:
    """Returns points at the API's positions, fitted into the picture and moved apart if they touch."""
    most = max(node["weight"] for node in nodes) or 1
    across = _fit([node["x"] for node in nodes], area.left, area.right)
    down = _fit([node["y"] for node in nodes], area.top, area.bottom)
    points = [
        _Point(
            node["id"],
            node["name"],
            node["kind"],
            node["degree"],
            x,
            y,
            area.least + area.more * sqrt(node["weight"] / most),
        )
        for node, x, y in zip(nodes, across, down, strict=True)
    ]
    for _ in range(_ROUNDS):
        for index, one in enumerate(points):
            for other in points[index + 1 :]:
                dx, dy = other.x - one.x or 0.1, other.y - one.y or 0.1
                distance, wanted = hypot(dx / 2, dy), one.r + other.r + area.gap
                if distance < wanted:
                    push = (wanted - distance) / 2 / distance
                    one.x, one.y = one.x - dx * push, one.y - dy * push
                    other.x, other.y = other.x + dx * push, other.y + dy * push
        for point in points:
            point.x = min(max(point.x, area.left), area.right)
            point.y = min(max(point.y, area.top), area.bottom)
    return points


def _fit(values: Sequence[float], low: float, high: float) -> list[float]:
    least, most = min(values), max(values)
    if most - least < 1e-6:
        return [(low + high) / 2 for _ in values]
    return [low + (value - least) / (most - least) * (high - low) for value in values]


def _names(points: Sequence[_Point], lines: Sequence[_Line]) -> list[str]:
    """Returns names of the most mentioned entities, each beside its point without covering a point or another name,
    and crossing the fewest lines."""
    taken: list[_Box] = [(one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r) for one in points]
    drawn: list[str] = []
    for point in sorted(points, key=lambda one: (-one.r, -one.degree))[:_MOST_NAMES]:
        name = _wrap(point.name, _NAME_SIZE, 300, 1)[0]
        width, gap = _width(name, _NAME_SIZE), point.r + 5
        spots = [
            ("start", point.x + gap, point.y + 7, point.x + gap),
            ("end", point.x - gap, point.y + 7, point.x - gap - width),
            ("middle", point.x, point.y + gap + 16, point.x - width / 2),
            ("middle", point.x, point.y - gap - 4, point.x - width / 2),
        ]
        free: list[tuple[int, _Box, tuple[str, float, float, float]]] = []
        for spot in spots:
            box = (spot[3] - 3, spot[2] - 19, spot[3] + width + 3, spot[2] + 6)
            inside = box[0] > 8 and box[2] < _WIDTH - 8 and box[3] < 582
            if inside and not any(_overlap(box, other) for other in taken):
                free.append((sum(_crosses(line, box) for line in lines), box, spot))
        if free:
            _, box, (anchor, x, y, _) = min(free, key=lambda one: one[0])
            taken.append(box)
            halo = f'paint-order="stroke" stroke="{_PAPER}" stroke-width="6" stroke-linejoin="round"'
            drawn.append(_text(x, y, name, _NAME_SIZE, _INK, anchor, halo))
    return drawn


def _crosses(line: _Line, box: _Box) -> bool:
    """Returns whether the line crosses the box, checked at steps."""
    x, y, to_x, to_y = line
    steps = 40
    return any(
        box[0] < x + (to_x - x) * step / steps < box[2] and box[1] < y + (to_y - y) * step / steps < box[3]
        for step in range(steps + 1)
    )


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _text(x: float, y: float, words: str, size: int, fill: str, anchor: str = "start", more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" {more}>'
        f"{escape(words)}</text>"
    )


def _wrap(text: str, size: int, width: float, most: int) -> list[str]:
    """Breaks the text into at most `most` lines; a text that does not fit ends in an ellipsis."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if _width(longer, size) <= width or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    kept = rows[:most]
    if len(rows) > most:
        kept[-1] += "…"
    return [_shorten(row, size, width) for row in kept]


def _shorten(row: str, size: int, width: float) -> str:
    if _width(row, size) <= width:
        return row
    while row and _width(f"{row}…", size) > width:
        row = row[:-1].rstrip("… ")
    return f"{row}…"


def _width(text: str, size: int) -> float:
    """Estimates the width of a text in this font, rather too large than too small."""
    return size * sum(_advance(sign) for sign in text)


def _advance(sign: str) -> float:
    if sign in " .,:;'|!iljI()[]":
        return 0.4
    if sign in "mwMW@%" or ord(sign) > 0x2E80:
        return 1.0
    return 0.72 if sign.isupper() else 0.62
