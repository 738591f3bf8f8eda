"""The summary: one paragraph, and headed sections whose bullets are sentences of the talk itself.

Nothing is worded again but the first sentence of the paragraph: a bullet is a whole sentence as said, freed of
what speech puts around it ("So, you know, "), and rests on the segments that it was said in.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.domain.document import BulletInfo
from service.extractors.common.symbols import symbol_for
from videograph_extractor.outline.bullets import Statement

if TYPE_CHECKING:
    from videograph_extractor.text.language import Vectors

_SECTIONS, _MOST_SECTIONS = 6, 10
"""Sections of an hour, and of three; one more for each half hour between."""
_ALIKE = 0.72
"""Cosine from which two sentences say the same."""
_LEAST = 0.6
"""How sure a bullet must be: extractor/docs/decisions/0023."""
_NEAR = 0.1
"""What nearness to the stretch counts beside sureness."""


def choose(
    statements: Sequence[Statement],
    vectors: "Vectors",
    center: "Vectors",
    count: int,
    taken: Sequence[Statement] = (),
) -> list[Statement]:
    """The surest statements about one stretch, none that repeats another or one of those `taken` before, in the order said."""
    worth = {s.row: s.sureness + _NEAR * float(vectors[s.row] @ center) for s in statements}
    chosen: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (-worth[s.row], s.row)):
        others = (*taken, *chosen)
        if (
            len(chosen) < count
            and statement.sureness >= _LEAST
            and all(float(vectors[statement.row] @ vectors[other.row]) < _ALIKE for other in others)
        ):
            chosen.append(statement)
    return sorted(chosen, key=lambda s: s.row)


def write_bullet(statement: Statement) -> BulletInfo:
    return BulletInfo(
        text=statement.shown,
        segments=tuple(statement.sentence.segments),
        symbol=symbol_for(statement.text),
    )


def group_sections(lengths: Sequence[int], minutes: float = 60) -> list[range]:
    """Chapters put together to sections of about even length, each of neighbouring chapters: six for an hour."""
    most = max(_SECTIONS, min(_MOST_SECTIONS, round(_SECTIONS + (minutes - 60) / 30)))
    groups = [range(i, i + 1) for i in range(len(lengths))]
    while len(groups) > most:
        sizes = [sum(lengths[i] for i in group) for group in groups]
        at = min(range(len(groups) - 1), key=lambda i: (sizes[i] + sizes[i + 1], i))
        groups[at : at + 2] = [range(groups[at].start, groups[at + 1].stop)]
    return groups


def write_paragraph(voices: Sequence[str], subjects: Sequence[str], bullets: Sequence[str]) -> str | None:
    """Who talks about what, and the most telling statements. None if nothing is known to say."""
    parts: list[str] = []
    if subjects:
        about = _listed(subjects)
        if voices:
            parts.append(f"{_listed(voices)} {'talk' if len(voices) > 1 else 'talks'} about {about}.")
        else:
            parts.append(f"A talk about {about}.")
    parts += bullets
    return " ".join(parts) or None


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
