"""The summary: one paragraph, and headed sections whose bullets are sentences of the talk itself.

Nothing is worded anew but the first sentence of the paragraph: a bullet is a whole sentence as said, freed of
what speech puts around it ("So, you know, "), and rests on the segments that it was said in.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from service.ingest.document import BulletInfo
from service.ingest.extract.language import DATA, embed
from service.ingest.extract.speech import Sentence
from service.ingest.extract.wording import FIRST_PERSON, stands_alone, strip_opening, trim, worth

if TYPE_CHECKING:
    from service.ingest.extract.language import Vectors

_MOST_SECTIONS = 6
_CANDIDATES = 10
_ALIKE = 0.72
"""Cosine from which two sentences say the same."""
_LEAST = 0.3
"""What a sentence must be worth to stand in a summary."""


@dataclass(frozen=True)
class Statement:
    """A sentence fit for a bullet; `score` says how well it stands for the talk."""

    sentence: Sentence
    text: str
    row: int
    base: float
    voice: str | None = None
    """Who says "I" or "we" in it: named before it."""


def find_statements(
    sentences: Sequence[Sentence], weights: Sequence[float], voices: Mapping[str, str]
) -> tuple[list[Statement], "Vectors"]:
    """Sentences that can stand alone, with a vector each. `weights[i]`: what sentence `i` names is worth;
    `voices`: label → name of those who may be quoted in the first person."""
    found: list[Statement] = []
    stopped = sum(sentence.text.endswith(".") for sentence in sentences)
    bare = stopped * 10 < len(sentences)
    for sentence in sentences:
        text = trim(sentence.text)
        if bare and text[-1:].isalnum():
            text += "."  # captions without punctuation: the parser's sentences must do
        opened = strip_opening(sentence.text)
        words = sentence.span.char_span(len(sentence.span.text) - len(opened), len(sentence.span.text))
        if words is None:
            continue
        voice = voices.get(sentence.passage.speaker or "")
        personal = any(token.lower_ in FIRST_PERSON for token in words)
        if personal and not weights[sentence.index]:
            continue  # about oneself, and about nothing that is on the map
        if stands_alone(text, words, voice is not None):
            base = 0.3 * min(1.2, weights[sentence.index]) + worth(words)
            base -= 0.2 * (not weights[sentence.index])  # it names nothing that is on the map
            found.append(Statement(sentence, text, len(found), base, voice if personal else None))
    found = _best_of_each_part(found, len(sentences))
    return found, embed([statement.text for statement in found])


def _best_of_each_part(found: Sequence[Statement], sentences: int) -> list[Statement]:
    """At most so many from each tenth of the talk: a vector costs time, and four of a section are used."""
    kept: list[Statement] = []
    for tenth in range(10):
        own = [s for s in found if s.sentence.index * 10 // sentences == tenth]
        kept += sorted(own, key=lambda s: (-s.base, s.row))[:_CANDIDATES]
    kept.sort(key=lambda s: s.row)
    return [replace(statement, row=row) for row, statement in enumerate(kept)]


def choose_bullets(
    statements: Sequence[Statement], vectors: "Vectors", center: "Vectors", count: int
) -> list[BulletInfo]:
    """The best statements about one stretch, none that repeats another, in the order said."""
    scored = sorted(
        ((s.base + float(vectors[s.row] @ center), s) for s in statements),
        key=lambda pair: (-pair[0], pair[1].row),
    )
    chosen: list[Statement] = []
    for score, statement in scored:
        if len(chosen) == count or score < _LEAST:
            break
        if all(float(vectors[statement.row] @ vectors[other.row]) < _ALIKE for other in chosen):
            chosen.append(statement)
    chosen.sort(key=lambda s: s.row)
    return [
        BulletInfo(
            text=f"{s.voice}: {s.text}" if s.voice else s.text,
            segments=tuple(s.sentence.segments),
            symbol=symbol_for(s.text),
        )
        for s in chosen
    ]


@cache
def _symbols() -> list[tuple[re.Pattern[str], str]]:
    table = tomllib.loads((DATA / "symbols.toml").read_text(encoding="utf-8"))
    return [(re.compile(kind["words"], re.IGNORECASE), kind["symbol"]) for kind in table["kind"]]


def symbol_for(text: str) -> str:
    """The emoji for the kind of statement that a sentence is."""
    return next(symbol for pattern, symbol in _symbols() if pattern.search(text))


def group_sections(lengths: Sequence[int]) -> list[range]:
    """Chapters put together to at most six sections of about even length, each of neighbouring chapters."""
    groups = [range(i, i + 1) for i in range(len(lengths))]
    while len(groups) > _MOST_SECTIONS:
        sizes = [sum(lengths[i] for i in group) for group in groups]
        at = min(range(len(groups) - 1), key=lambda i: (sizes[i] + sizes[i + 1], i))
        groups[at : at + 2] = [range(groups[at].start, groups[at + 1].stop)]
    return groups


def write_paragraph(voices: Sequence[str], subjects: Sequence[str], bullets: Sequence[str]) -> str | None:
    """Who talks about what, and the most telling statements. None when nothing is known to say."""
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
