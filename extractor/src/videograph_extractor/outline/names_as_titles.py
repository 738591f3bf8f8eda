"""Makes titles from names alone, for passages without a good phrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from videograph_extractor.entity.things import Thing, upper_first

_LONGEST = 8
"""Words in a title."""


@dataclass(frozen=True)
class Subject:
    """Something that a title may name, as it would be written there, and the segments that speak of it."""

    words: str
    segments: tuple[int, ...]
    weight: float
    person: bool = False


def read_subjects(things: Sequence[Thing]) -> list[Subject]:
    """Subjects out of ranked things; persons only where nothing else is mentioned."""
    subjects: list[Subject] = []
    for thing in things:
        if not thing.mentions:
            continue
        spelt = {t: n for t, n in thing.said.items() if t.lower() == thing.name.lower()}
        words = (
            max(sorted(spelt), key=lambda t: spelt[t]) if spelt and thing.name in thing.exact else thing.name
        )
        weight = thing.salience * (0.15 if thing.kind == "PERSON" else 1.0) * (1.0 if " " in words else 0.75)
        subjects.append(
            Subject(words, tuple(m.segment for m in thing.mentions), weight, thing.kind == "PERSON")
        )
    return subjects


def name_stretches(stretches: Sequence[tuple[int, int]], subjects: Sequence[Subject]) -> list[str]:
    """Titles out of the names of subjects alone."""
    used: dict[str, int] = {}
    titles: list[str] = []
    counts = [
        [sum(first <= s < end for s in subject.segments) for subject in subjects] for first, end in stretches
    ]
    spread = [sum(row[i] > 0 for row in counts) for i in range(len(subjects))]
    for place, row in enumerate(counts):
        scored = [
            (
                n**0.7
                * (0.2 + subject.weight)
                * (0.12 + log((1 + len(stretches)) / (1 + spread[i])))
                / (1 + 0.7 * used.get(subject.words, 0)),
                i,
            )
            for i, (n, subject) in enumerate(zip(row, subjects, strict=True))
            if n
        ]
        ranked = [subjects[i].words for _, i in sorted(scored, key=lambda s: (-s[0], s[1]))]
        title = _compose(ranked, place, len(stretches), set(titles))
        for words in ranked[:2]:
            if words in title or upper_first(words) in title:
                used[words] = used.get(words, 0) + 1
        titles.append(title)
    return titles


def _compose(ranked: Sequence[str], place: int, count: int, taken: set[str]) -> str:
    for i, first in enumerate(ranked):
        for second in ranked[i + 1 :]:
            title = f"{upper_first(first)} and {second}"
            if not overlap(first, second) and len(title.split()) <= _LONGEST and title not in taken:
                return title
        title = upper_first(first)
        if 2 <= len(title.split()) <= _LONGEST and title not in taken:
            return title
    if ranked:
        title = f"More about {ranked[0]}" if place else f"About {ranked[0]}"
        if title not in taken:
            return title
    if place == 0:
        return "Opening words"
    return "Closing words" if place == count - 1 else f"In between, part {place}"


def overlap(first: str, second: str) -> bool:
    """Whether two phrases share a word, in the singular or plural."""
    a, b = ({w.lower().rstrip("s") for w in words.replace("-", " ").split()} for words in (first, second))
    return bool(a & b)
