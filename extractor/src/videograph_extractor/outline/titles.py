"""Selects headings: the phrase that best distinguishes a passage from the rest of the talk."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

from service.domain.document import TopicInfo
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import fold, upper_first
from videograph_extractor.outline.headings import PLAIN, Phrase, is_names_only
from videograph_extractor.outline.subjects import Subject
from videograph_extractor.text.language import rarity
from videograph_extractor.text.nouns import Nouns
from videograph_extractor.text.similarity import Meanings, Samples, nearness

_MOSTLY = 0.4
"""Share of the mentions of the most said noun that a noun of a title must have."""
_LONGEST = 8
"""Words in a title."""
_NEAR = 8.0
"""How much it counts to be near in meaning to what is said: tuned, as what stands below, on headings that people wrote."""
_SINGLES = 8
"""Single words of a stretch that may be its title, if the talk has a topic of that name."""
_ENOUGH = 0.4
"""What a phrase must be worth to be the title beside a single word that says more of the stretch and is no topic."""
_COVERED = 0.5
"""Share of its segments that must be about a topic whose name is the title."""


@dataclass(frozen=True)
class Material:
    """What titles are made of."""

    subjects: Sequence[Subject]
    phrases: Sequence[Phrase]
    nouns: Nouns
    samples: Samples | None = None
    topics: Sequence[TopicInfo] = ()
    meanings: Meanings = field(default_factory=Meanings)


@dataclass(frozen=True)
class Part:
    """What may be a title. `known`: on the map by this name."""

    words: str
    lemmas: frozenset[str]
    worth: float
    known: bool


@dataclass(frozen=True)
class Said:
    """How often a stretch says its nouns, and in how many stretches each is said; what subjects weigh, by word."""

    count: Counter[str]
    spread: Counter[str]
    stretches: int
    named: Mapping[str, float]

    @property
    def least(self) -> float:
        """How often a noun is said that the stretch comes back to."""
        dull = read_words().empty_nouns
        most = max((n for lemma, n in self.count.items() if lemma not in dull), default=0)
        return max(2, _MOSTLY * most)


def title_stretches(stretches: Sequence[tuple[int, int]], material: Material) -> list[str | None]:
    """One title for each stretch of segments (first, behind the last), none twice; None where nothing says what it is about.

    The phrase whose nouns are said most here and least elsewhere, and that comes nearest to what is said. Where a single word does so
    more, the topic of this name. Where there is neither, the topic that most of the stretch is about, and the others are not.
    """
    by_segment = material.nouns.by_segment
    counts = [Counter(lemma for part in by_segment[first:end] for lemma in part) for first, end in stretches]
    spread = Counter(lemma for count in counts for lemma in count)
    named = {
        word: subject.weight
        for subject in reversed(material.subjects)
        for word in (*subject.words.lower().split(), subject.words.lower())
    }
    topics = {fold(topic.name): topic.name for topic in material.topics}
    said = [Said(count, spread, len(stretches), named) for count in counts]
    parts = [_parts(stretch, material, there) for stretch, there in zip(stretches, said, strict=True)]
    if material.samples is not None:
        material.meanings.add(part.words for some in parts for part in some)
    titles: list[str | None] = []
    used: list[frozenset[str]] = []
    for stretch, some, there in zip(stretches, parts, said, strict=True):
        title, lemmas = _choose(_rank(stretch, some, material, there), titles, used, topics)
        titles.append(title)
        used.append(lemmas)
    for place, stretch in enumerate(stretches):
        if titles[place] is None:
            titles[place] = _topic_of(stretch, material.topics, titles)
    return titles


def _choose(
    ranked: Sequence[tuple[float, Part]],
    titles: Sequence[str | None],
    used: Sequence[frozenset[str]],
    topics: Mapping[str, str],
) -> tuple[str | None, frozenset[str]]:
    """The best phrase that no other chapter has, or the topic of the name of the word that says more."""
    free = [
        (value, part)
        for value, part in ranked
        if not any(len(part.lemmas & known) * 2 > min(len(part.lemmas), len(known)) for known in used)
    ]
    taken = {fold(title) for title in titles if title is not None}
    phrase = next(((v, p) for v, p in free if " " in p.words and fold(p.words) not in taken), None)
    single = next(((v, p) for v, p in free if " " not in p.words), None)
    if single is not None and (phrase is None or single[0] > phrase[0]):
        topic = topics.get(fold(single[1].words))
        if topic is not None and fold(topic) not in taken:
            return topic, single[1].lemmas
        if phrase is not None and phrase[0] < _ENOUGH * single[0]:
            phrase = None
    if phrase is None:
        return None, frozenset()
    return upper_first(phrase[1].words), phrase[1].lemmas


def _topic_of(stretch: tuple[int, int], topics: Sequence[TopicInfo], titles: list[str | None]) -> str | None:
    """The topic that most of a stretch is about and the least of the rest, if no other has it as its title yet; it is then taken."""
    first, end = stretch
    taken = {fold(title) for title in titles if title is not None}
    found: list[tuple[float, str]] = []
    for topic in topics:
        here = sum(first <= segment < end for segment in topic.segments)
        if fold(topic.name) not in taken and here >= _COVERED * (end - first):
            found.append((here / len(topic.segments), topic.name))
    return max(found)[1] if found else None


def _parts(stretch: tuple[int, int], material: Material, said: Said) -> list[Part]:
    """What the title of a stretch may be made of."""
    first, end = stretch
    # Who speaks is named all the time, and seldom what is mentioned.
    persons = frozenset(word for s in material.subjects if s.person for word in s.words.lower().split())
    within = [
        s for s in material.subjects if not s.person and any(first <= segment < end for segment in s.segments)
    ]
    parts = _phrases([p for p in material.phrases if first <= p.segment < end], within, said)
    return parts + [part for part in _singles(material.nouns, within, said) if not part.lemmas & persons]


def _rank(
    stretch: tuple[int, int], parts: Sequence[Part], material: Material, said: Said
) -> list[tuple[float, Part]]:
    """Parts of titles, the best first."""
    near = [0.0] * len(parts)
    if material.samples is not None and parts:
        near = nearness(material.samples, stretch, material.meanings.of([part.words for part in parts]))
    best: dict[str, tuple[float, Part]] = {}
    for part, close in zip(parts, near, strict=True):
        value = _worth(part, said) * exp(_NEAR * close)
        if value > best.get(part.words, (0.0, part))[0]:
            best[part.words] = value, part
    return sorted(best.values(), key=lambda found: (-found[0], found[1].words))


def _phrases(phrases: Sequence[Phrase], subjects: Sequence[Subject], said: Said) -> list[Part]:
    """Phrases and names of several words whose nouns the stretch comes back to, and are not said by the way."""
    parts = [
        Part(p.words, frozenset(p.lemmas), p.worth, p.words.lower() in said.named)
        for p in phrases
        if p.words.lower() in said.named or not is_names_only(p.inside)
    ]
    parts += [
        Part(s.words, frozenset(s.words.lower().split()), PLAIN, True) for s in subjects if " " in s.words
    ]
    return [p for p in dict.fromkeys(parts) if max(said.count[lemma] for lemma in p.lemmas) >= said.least]


def _singles(nouns: Nouns, subjects: Sequence[Subject], said: Said) -> list[Part]:
    """The single words that say most of the stretch."""
    dull = read_words().empty_nouns | read_words().not_names
    lemmas = [lemma for lemma, n in said.count.items() if n >= said.least and lemma not in dull]
    parts = [Part(nouns.spelt[lemma], frozenset([lemma]), PLAIN, False) for lemma in lemmas]
    known = {s.words.lower(): s.words for s in subjects if " " not in s.words}
    parts = [
        Part(known[p.words.lower()], p.lemmas, p.worth, True) if p.words.lower() in known else p
        for p in parts
        if " " not in p.words
    ]
    return sorted(parts, key=lambda part: (-_worth(part, said), part.words))[:_SINGLES]


def _worth(part: Part, said: Said) -> float:
    """What a part tells of a stretch: its words are said often here, in few others, and are no everyday words."""
    total = 0.0
    for lemma in part.lemmas:
        often = 0.2 if said.count[lemma] < 2 else said.count[lemma] ** 0.6
        here = 0.15 + log((1 + said.stretches) / max(1, said.spread[lemma]))
        total += often * here * (0.25 + rarity(lemma) + said.named.get(lemma, 0.0))
    once = sum(said.count[lemma] < 2 for lemma in part.lemmas)
    several = " " in part.words
    known = 1.3 if part.known and several else 1.0
    lone = 0.6 if len(part.lemmas) == 1 and several and not part.known else 1.0
    return known * lone * 0.6**once * part.worth * total / (1 + len(part.lemmas)) ** 0.6
