"""Writes the two drawings of docs/architecture.md.

architecture.svg has the two walks of that document: one box a step, with the part of the program. A step is a paragraph that begins with
`**1. Title.**`; its part is the folder of the first path in it. parts.svg has the rows of the first import contract in pyproject.toml.
"""

import re
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
DRAWING = ROOT / "docs/guides/images/architecture.svg"
PARTS = ROOT / "docs/guides/images/parts.svg"
ALONE = {"api": "alone imports Strawberry", "graph": "alone imports Neo4j's driver"}
"""What a row has to itself, written beside it."""
WALKS = (("One import", "One import, walked", "Load"), ("One request", "One request, walked", "Run"))
"""Heading, section, and the step that talks to Neo4j."""
WIDTH, BOX, HEIGHT, GAP, TOP = 900, 300, 48, 22, 64
LEFT = (20, WIDTH - BOX - 20)
COLORS = {
    "api": "#e8eef8",
    "actions": "#fbf3da",
    "store": "#e9f3ea",
    "curation": "#e9f3ea",
    "transcripts": "#eef4df",
    "extractors": "#eef4df",
    "commands": "#f6efe2",
    "graph": "#f3e8f0",
}


def steps_of(text: str, section: str) -> list[tuple[str, str]]:
    """Title and part of each step of a walk, in order."""
    walk = text.partition(f"## {section}\n")[2].partition("\n## ")[0]
    paragraphs = re.split(r"^\*\*\d+\. ", walk, flags=re.MULTILINE)[1:]
    found = [
        (paragraph.partition(".**")[0], re.search(r"`service/(\w+)", paragraph)) for paragraph in paragraphs
    ]
    return [(title, part[1] if part else "") for title, part in found]


def draw(text: str) -> str:
    """The drawing of the walks in a text."""
    walks = [steps_of(text, section) for _, section, _ in WALKS]
    height = TOP + max(len(walk) for walk in walks) * (HEIGHT + GAP)
    middle = height // 2
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="15">',
        "<title>How an import and a request go through Videograph</title>",
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
        '<path d="M0 0L10 5L0 10z" fill="#555"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<rect x="{WIDTH // 2 - 55}" y="{middle - 40}" width="110" height="80" rx="20" fill="#dfe9f7" stroke="#555"/>',
        f'<text x="{WIDTH // 2}" y="{middle + 5}" text-anchor="middle" font-weight="bold">Neo4j</text>',
    ]
    for (heading, _, asks), steps, left in zip(WALKS, walks, LEFT, strict=True):
        lines.append(
            f'<text x="{left + BOX // 2}" y="36" text-anchor="middle" font-size="19">{heading}</text>'
        )
        for number, (title, part) in enumerate(steps):
            y = TOP + number * (HEIGHT + GAP)
            lines += _box(left, y, f"{number + 1}. {title}", part)
            if number:
                lines.append(_arrow(left + BOX // 2, y - GAP, left + BOX // 2, y, "end"))
            if title == asks:
                inner = left + BOX if left < WIDTH // 2 else left
                side = WIDTH // 2 + (-55 if left < WIDTH // 2 else 55)
                lines.append(_arrow(inner, y + HEIGHT // 2, side, middle, "both"))
    return "\n".join([*lines, "</svg>\n"])


def layers_of(project: str) -> list[list[str]]:
    """The rows of parts, the upper ones first, of the first import contract in a pyproject.toml. A part uses only rows below its own."""
    contract = tomllib.loads(project)["tool"]["importlinter"]["contracts"][0]
    return [[part.strip() for part in layer.split("|")] for layer in contract["layers"]]


def draw_parts(project: str) -> str:
    """The drawing of the parts and their order."""
    layers = layers_of(project)
    wide, high, gap = 116, 30, 16
    height = 20 + len(layers) * (high + gap)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" font-size="13">',
        "<title>The parts of service/: each uses only those below it</title>",
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L10 5L0 10z" fill="#555"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for row, parts in enumerate(layers):
        y = 14 + row * (high + gap)
        left = (WIDTH - len(parts) * (wide + 8)) // 2
        for place, part in enumerate(parts):
            x = left + place * (wide + 8)
            lines.append(
                f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" rx="6" fill="{COLORS.get(part, "#eee")}" stroke="#555"/>'
            )
            lines.append(f'<text x="{x + wide // 2}" y="{y + 20}" text-anchor="middle">{escape(part)}</text>')
            if part in ALONE:
                lines.append(
                    f'<text x="{x + wide + 14}" y="{y + 20}" font-family="sans-serif" fill="#555">{escape(ALONE[part])}</text>'
                )
        if row:
            lines.append(_arrow(WIDTH // 2, y - gap, WIDTH // 2, y, "end"))
    return "\n".join([*lines, "</svg>\n"])


def _box(x: int, y: int, title: str, part: str) -> list[str]:
    return [
        f'<rect x="{x}" y="{y}" width="{BOX}" height="{HEIGHT}" rx="6" fill="{COLORS.get(part, "#eee")}" stroke="#555"/>',
        f'<text x="{x + 14}" y="{y + 21}" font-weight="bold">{escape(title)}</text>',
        f'<text x="{x + 14}" y="{y + 39}" font-family="monospace" font-size="12">service/{escape(part)}</text>',
    ]


def _arrow(x1: int, y1: int, x2: int, y2: int, ends: str) -> str:
    start = ' marker-start="url(#tip)"' if ends == "both" else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#555"{start} marker-end="url(#tip)"/>'


if __name__ == "__main__":
    DRAWING.write_text(draw((ROOT / "docs/architecture.md").read_text("utf-8")), "utf-8")
    PARTS.write_text(draw_parts((ROOT / "pyproject.toml").read_text("utf-8")), "utf-8")
