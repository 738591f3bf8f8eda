"""The summary: one paragraph, and headed sections whose bullets are sentences of the talk itself.

Nothing is worded anew but the first sentence of the paragraph: a bullet is a whole sentence as said, freed of
what speech puts around it ("So, you know, "), and rests on the segments that it was said in.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from service.ingest.document import BulletInfo
from service.ingest.extract.language import DATA, embed
from service.ingest.extract.speech import Sentence
from service.ingest.extract.things import upper_first

if TYPE_CHECKING:
    from spacy.tokens import Span

    from service.ingest.extract.language import Vectors

_SHORTEST, _LONGEST = 9, 34
_MOST_SECTIONS = 6
_CANDIDATES = 20
_ALIKE = 0.72
"""Cosine from which two sentences say the same."""
_OPENING = re.compile(
    r"^(?:(?:so(?! (?:far|that|much|many|long|called)\b)|and|but|yeah|yes|yep|no|well|right|okay|ok|now|like|also|because|then|i mean|you know|basically|actually|essentially|obviously|of course|"
    r"(?:i think|i guess|i believe|i would say|i'd say)(?: that)?|exactly|sure|again|anyways?|plus|or|oh|um|uh|sort of|kind of|honestly|certainly|absolutely|definitely|whereas|however|ironically|meanwhile|frankly|fundamentally|interestingly|alternatively|additionally|fortunately|unfortunately|ultimately|"
    r"for example|in fact|that said|mm-hmm)\b[,.…]*\s+|[-–—…,.\s]+)",
    re.IGNORECASE,
)
_INNER = re.compile(
    r",? (?:you know|i mean|um|uh|like|sort of|kind of|i guess|right|basically),(?= )", re.IGNORECASE
)
_ENDING = re.compile(
    r",? (?:right|you know|okay|yeah|and so on|or something(?: like that)?|or whatever|and stuff)[.?!]*$",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"^(?:it|its|it's|it’s|this|that|that's|that’s|these|those|he|she|they|they're|they’re|he's|she's|his|her|their|them|there|there's|there’s|here|which|who|"
    r"otherwise|instead of (?:that|this)|in (?:the last|a previous|that)|through (?:that|this)|of (?:the|that|this)|\d+\)|what|why|how|where|when|if|let|let's|let’s|thanks|thank|hey|hi|hello|welcome|please|one|another|same|both|not|you|your|you're|you’re|my|me)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:I|we)(?:['’](?:m|ve|d|ll|re))?\b", re.IGNORECASE)
_WEAK = re.compile(
    r"\b(?:this|that|it|stuff|things?|something|thing|my|your|you know|i mean|kind of|sort of|whatever|gonna|i don't know|i’m|i'm|i was|i've|episode|podcast|sponsor\w*|listeners?|subscribe|today|\[|like)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """A sentence fit for a bullet; `score` says how well it stands for the talk."""

    sentence: Sentence
    text: str
    row: int
    base: float


def find_statements(
    sentences: Sequence[Sentence], weights: Sequence[float]
) -> tuple[list[Statement], "Vectors"]:
    """Sentences that can stand alone, with a vector each. `weights[i]`: what sentence `i` names is worth."""
    found: list[Statement] = []
    stopped = sum(sentence.text.endswith(".") for sentence in sentences)
    bare = stopped * 10 < len(sentences)
    for sentence in sentences:
        opened = strip_opening(sentence.text)
        text = trim(sentence.text)
        words = text.split()
        if bare and text[-1:].isalnum():
            text += "."  # captions without punctuation: the parser's sentences must do
        if (
            not _SHORTEST <= len(words) <= _LONGEST
            or not text.endswith((".", "!"))
            or "?" in text
            or text.count('"') % 2
        ):
            continue
        first = sentence.span.char_span(len(sentence.span.text) - len(opened), len(sentence.span.text))
        if _HANGING.match(text) or text.endswith(("...", "…")) or first is None or not _is_whole(first):
            continue
        base = 0.3 * min(1.2, weights[sentence.index]) - 0.07 * len(_WEAK.findall(text))
        base -= 0.22 * (_FIRST_PERSON.match(text) is not None)
        base += 0.05 * (12 <= len(words) <= 26)
        found.append(Statement(sentence, text, len(found), base))
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


def _is_whole(words: "Span") -> bool:
    """Whether words are a sentence without what was cut off: they begin with no verb and have a subject."""
    return words[0].pos_ not in ("AUX", "VERB") and any(t.dep_ in ("nsubj", "nsubjpass") for t in words)


def strip_opening(text: str) -> str:
    """A sentence without the fillers in front."""
    while (shorter := _OPENING.sub("", text, count=1)) != text:
        text = shorter
    return text


def trim(text: str) -> str:
    """A sentence without the fillers around it, with a capital in front."""
    text = _INNER.sub("", strip_opening(" ".join(text.split())))
    if _ENDING.search(text) and not text.endswith("?"):
        text = _ENDING.sub(".", text)
    return upper_first(text)


def choose_bullets(
    statements: Sequence[Statement], vectors: "Vectors", center: "Vectors", count: int
) -> list[BulletInfo]:
    """The best statements about one stretch, none that repeats another, in the order said."""
    scored = sorted(
        ((s.base + float(vectors[s.row] @ center), s) for s in statements),
        key=lambda pair: (-pair[0], pair[1].row),
    )
    chosen: list[Statement] = []
    for _, statement in scored:
        if len(chosen) == count:
            break
        if all(float(vectors[statement.row] @ vectors[other.row]) < _ALIKE for other in chosen):
            chosen.append(statement)
    chosen.sort(key=lambda s: s.row)
    return [
        BulletInfo(text=s.text, segments=tuple(s.sentence.segments), symbol=symbol_for(s.text))
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
