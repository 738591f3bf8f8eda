"""Headings: the phrase of a stretch of the talk that says best what this speaks of more than the rest does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from service.ingest.extract.headings import PLAIN, Phrase
from service.ingest.extract.language import rarity
from service.ingest.extract.things import Thing, upper_first

_MOSTLY = 0.4
"""Share of the mentions of the most named word that a word of a title must have."""
_LONGEST = 8
"""Words in a title."""


@dataclass(frozen=True)
class Subject:
    """Something that a title may name, as it would be written there, and the segments that speak of it."""

    words: str
    segments: tuple[int, ...]
    weight: float


def read_subjects(things: Sequence[Thing]) -> list[Subject]:
    """Subjects out of ranked things; persons only where nothing else is spoken of."""
    subjects: list[Subject] = []
    for thing in things:
        if not thing.mentions:
            continue
        spelt = {t: n for t, n in thing.said.items() if t.lower() == thing.name.lower()}
        words = (
            max(sorted(spelt), key=lambda t: spelt[t]) if spelt and thing.name in thing.exact else thing.name
        )
        weight = thing.salience * (0.15 if thing.kind == "PERSON" else 1.0) * (1.0 if " " in words else 0.75)
        subjects.append(Subject(words, tuple(m.segment for m in thing.mentions), weight))
    return subjects


def title_stretches(
    stretches: Sequence[tuple[int, int]], subjects: Sequence[Subject], phrases: Sequence[Phrase]
) -> list[str]:
    """One title for each stretch of segments (first, behind the last), none twice.

    The phrase whose words are said most here and least elsewhere; where none says enough, the two subjects that
    are.
    """
    own = [[p for p in phrases if first <= p.segment < end] for first, end in stretches]
    counts = [_count(part) for part in own]
    spread = Counter(lemma for count in counts for lemma in count)
    named = {
        word: subject.weight
        for subject in reversed(subjects)
        for word in (*subject.words.lower().split(), subject.words.lower())
    }
    titles: list[str] = []
    used: list[frozenset[str]] = []
    fallback = _name_stretches(stretches, subjects)
    for part, count, other in zip(own, counts, fallback, strict=True):
        scores: dict[str, tuple[float, frozenset[str]]] = {}
        said = Counter(phrase.words.lower() for phrase in part)
        for phrase in part:
            lemmas = frozenset(phrase.lemmas)
            if not _is_about(lemmas, count) or any(
                len(lemmas & known) * 2 > min(len(lemmas), len(known)) for known in used
            ):
                continue  # another chapter has it
            value = _worth(phrase, count, spread, len(stretches), named) * (
                1 + 0.25 * log(said[phrase.words.lower()])
            )
            if value > scores.get(phrase.words, (0.0, lemmas))[0]:
                scores[phrase.words] = value, lemmas
        best = max(sorted(scores), key=lambda words: scores[words][0], default=None)
        if best is None or best in titles:
            titles.append(other if other not in titles else f"{other} again")
            used.append(frozenset())
        else:
            titles.append(best)
            used.append(scores[best][1])
    return titles


def _count(phrases: Sequence[Phrase]) -> Counter[str]:
    """How often words are said: in plain noun phrases, as the longer ones are made of them, or else in those."""
    plain = Counter(lemma for phrase in phrases if phrase.worth == PLAIN for lemma in phrase.lemmas)
    longer = Counter(lemma for phrase in phrases if phrase.worth != PLAIN for lemma in phrase.lemmas)
    return plain + Counter({lemma: n for lemma, n in longer.items() if lemma not in plain})


def _is_about(lemmas: frozenset[str], count: Counter[str]) -> bool:
    """Whether the words are among those that the stretch comes back to, and not said by the way."""
    most = max(count.values(), default=0)
    said = sorted((count[lemma] for lemma in lemmas), reverse=True)
    return said[0] >= max(2, _MOSTLY * most) and (len(said) == 1 or said[1] > 1 or said[0] >= 0.7 * most)


def _worth(
    phrase: Phrase, count: Counter[str], spread: Counter[str], stretches: int, named: Mapping[str, float]
) -> float:
    """What a phrase tells of a stretch: its words are said often here, in few others, and are no everyday words."""
    total = 0.0
    for lemma in phrase.lemmas:
        often = 0.2 if count[lemma] < 2 else count[lemma] ** 0.6
        here = 0.15 + log((1 + stretches) / max(1, spread[lemma]))
        total += often * here * (0.25 + rarity(lemma) + named.get(lemma, 0.0))
    once = sum(count[lemma] < 2 for lemma in phrase.lemmas)
    known = 1.3 if phrase.words.lower() in named else 1.0
    single = 0.6 if len(phrase.lemmas) == 1 and known == 1.0 else 1.0
    return known * single * 0.6**once * phrase.worth * total / (1 + len(phrase.lemmas)) ** 0.6


def _name_stretches(stretches: Sequence[tuple[int, int]], subjects: Sequence[Subject]) -> list[str]:
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
            if not _overlap(first, second) and len(title.split()) <= _LONGEST and title not in taken:
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


def _overlap(first: str, second: str) -> bool:
    """Whether two phrases share a word, in the singular or plural."""
    a, b = ({w.lower().rstrip("s") for w in words.replace("-", " ").split()} for words in (first, second))
    return bool(a & b)
