"""The summary: one paragraph, and headed sections whose bullets are sentences of the talk itself.

Nothing is worded anew but the first sentence of the paragraph: a bullet is a whole sentence as said, freed of
what speech puts around it ("So, you know, "), and rests on the segments that it was said in.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from service.ingest.document import BulletInfo
from service.ingest.extract.clauses import ends_open, find_clauses
from service.ingest.extract.language import DATA, embed
from service.ingest.extract.leaning import FIRST_PERSON
from service.ingest.extract.speech import Sentence
from service.ingest.extract.unstopped import Reading, read_unstopped
from service.ingest.extract.wording import stands_alone, strip_opening, trim, worth

if TYPE_CHECKING:
    from spacy.tokens import Span

    from service.ingest.extract.language import Vectors

_SECTIONS, _MOST_SECTIONS = 6, 10
"""Sections of an hour, and of three; one more for each half hour between."""
_CANDIDATES = 10
_ALIKE = 0.72
"""Cosine from which two sentences say the same."""
_LEAST, _LEAST_ALONE = 0.7, -0.15
"""What a sentence must be worth to stand in a summary, with and without its nearness to the stretch."""


@dataclass(frozen=True)
class Statement:
    """A sentence fit for a bullet; `score` says how well it stands for the talk."""

    sentence: Sentence
    text: str
    row: int
    base: float
    voice: str | None = None
    """Who says "I" or "we" in it: named before it."""


@dataclass(frozen=True)
class Facts:
    """What of the map a sentence names: its worth, and the tokens of the parsed passage that are its names."""

    weight: float = 0.0
    tokens: Set[int] = frozenset()


def find_statements(
    sentences: Sequence[Sentence],
    facts: Sequence[Facts],
    voices: Mapping[str, str],
    called: Collection[str] = (),
    spellings: Mapping[str, str] | None = None,
) -> tuple[list[Statement], "Vectors"]:
    """Sentences that can stand alone, with a vector each. `facts[i]`: what sentence `i` names;
    `voices`: label → name of those who may be quoted in the first person; `called`: by what names those who speak call
    one another, which they do to talk to them or to introduce them; `spellings`: how names are written, for a talk that
    has no capitals."""
    found: list[Statement] = []
    stopped = sum(sentence.text.endswith(".") for sentence in sentences)
    if stopped * 10 < len(sentences):
        readings = read_unstopped(sentences, [fact.tokens for fact in facts], spellings)
    else:
        readings = _read(sentences, facts)
    for reading in readings:
        words, named = reading.words, reading.named
        voice = voices.get(reading.place.passage.speaker or "")
        personal = any(token.lower_ in FIRST_PERSON for token in words)
        if personal and not named:
            continue  # about oneself, and about nothing that is on the map
        if any(token.pos_ == "PROPN" and token.lower_ in called for token in words):
            continue
        if not (found and _overlap(found[-1].sentence, reading.place)) and stands_alone(
            reading.text, words, named, voice is not None
        ):
            base = 0.3 * min(1.2, facts[reading.place.index].weight if named else 0.0) + worth(words, named)
            base -= 0.2 * (not named)  # it names nothing that is on the map
            found.append(
                Statement(reading.place, reading.text, len(found), base, voice if personal else None)
            )
    found = _best_of_each_part(found, len(sentences))
    return found, embed([statement.text for statement in found])


def _read(sentences: Sequence[Sentence], facts: Sequence[Facts]) -> Iterator[Reading]:
    """Each sentence without what opens it, and after it the sentences that are joined in it, as they would be written."""
    for sentence in sentences:
        named = facts[sentence.index].tokens
        if (whole := _opened(sentence.span)) is None:
            continue
        text = trim(whole.text.strip())
        if text.endswith(("...", "…")) and not ends_open(whole):
            text = text.rstrip(".… ") + "."  # the voice trails off, the sentence does not
        yield _reading(sentence, whole, text, named)
        for clause in find_clauses(whole):
            opened = _opened(clause)
            if opened is not None and not ends_open(opened):
                yield _reading(sentence, opened, f"{trim(opened.text)}.", named)


def _overlap(one: Sentence, other: Sentence) -> bool:
    """Of a whole sentence and its parts the first that can stand is taken."""
    return (
        one.passage is other.passage and one.span.start < other.span.end and other.span.start < one.span.end
    )


def _reading(sentence: Sentence, words: "Span", text: str, named: Set[int]) -> Reading:
    return Reading(
        replace(sentence, span=words), text, words, frozenset(named & {token.i for token in words})
    )


def _opened(span: "Span") -> "Span | None":
    text = span.text.strip()
    start = span.text.index(text) + len(text) - len(strip_opening(text))
    return span.char_span(start, len(span.text.rstrip()))


def _best_of_each_part(found: Sequence[Statement], sentences: int) -> list[Statement]:
    """At most so many from each tenth of the talk: a vector costs time, and four of a section are used."""
    kept: list[Statement] = []
    for tenth in range(10):
        own = [s for s in found if s.sentence.index * 10 // sentences == tenth]
        kept += sorted(own, key=lambda s: (-s.base, s.row))[:_CANDIDATES]
    kept.sort(key=lambda s: s.row)
    return [replace(statement, row=row) for row, statement in enumerate(kept)]


def choose(
    statements: Sequence[Statement],
    vectors: "Vectors",
    center: "Vectors",
    count: int,
    taken: Sequence[Statement] = (),
) -> list[Statement]:
    """The best statements about one stretch, none that repeats another or one of those `taken` before, in the order said."""
    scored = sorted(
        ((s.base + float(vectors[s.row] @ center), s) for s in statements if s.base >= _LEAST_ALONE),
        key=lambda pair: (-pair[0], pair[1].row),
    )
    chosen: list[Statement] = []
    for score, statement in scored:
        if len(chosen) == count or score < _LEAST:
            break
        others = (*taken, *chosen)
        if all(float(vectors[statement.row] @ vectors[other.row]) < _ALIKE for other in others):
            chosen.append(statement)
    return sorted(chosen, key=lambda s: s.row)


def write_bullet(statement: Statement) -> BulletInfo:
    text = statement.text
    return BulletInfo(
        text=f"{statement.voice}: {text}" if statement.voice else text,
        segments=tuple(statement.sentence.segments),
        symbol=symbol_for(statement.text),
    )


@cache
def _symbols() -> list[tuple[re.Pattern[str], str]]:
    table = tomllib.loads((DATA / "symbols.toml").read_text(encoding="utf-8"))
    return [(re.compile(kind["words"], re.IGNORECASE), kind["symbol"]) for kind in table["kind"]]


def symbol_for(text: str) -> str:
    """The emoji for the kind of statement that a sentence is."""
    return next(symbol for pattern, symbol in _symbols() if pattern.search(text))


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
