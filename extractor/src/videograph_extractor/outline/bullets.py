"""Selects candidate bullets from the sentences of a talk, each with the confidence that a reader finds it right.

Whatever is a whole sentence may be one; what a strict reader accepts was learned from rated bullets
(`python -m extractor.benchmarks.fitting.fit_bullets`, weights in data/bullet_sureness.toml): the traits of a sentence
(`bullet_traits.py`) and what it means.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from videograph_extractor.outline.bullet_traits import Context, is_personal, read_traits
from videograph_extractor.outline.context_dependence import is_whole, points_back
from videograph_extractor.outline.unpunctuated import Reading, read_unstopped
from videograph_extractor.outline.wording import is_fluent, is_formed, strip_opening, trim
from videograph_extractor.text.clauses import ends_open, find_clauses, is_cut
from videograph_extractor.text.language import embed
from videograph_extractor.text.speech import Sentence
from videograph_extractor.text.weights import read_weights

if TYPE_CHECKING:
    from spacy.tokens import Span

    from videograph_extractor.text.language import Vectors

_CANDIDATES = 8
"""Of each tenth of a talk, by their traits alone: a vector costs time."""


@dataclass(frozen=True)
class Candidate:
    """A sentence in the form of a bullet. `voice`: who says "I" or "we" in it, named before it."""

    sentence: Sentence
    text: str
    traits: frozenset[str]
    voice: str | None

    @property
    def shown(self) -> str:
        return f"{self.voice}: {self.text}" if self.voice else self.text


@dataclass(frozen=True)
class Statement(Candidate):
    """One of the likeliest; `row`: of its vector, `sureness`: the share of such sentences that readers found right."""

    row: int
    sureness: float


@dataclass(frozen=True)
class Facts:
    """What of the map a sentence names: its worth, and the tokens of the parsed passage that are its names."""

    weight: float = 0.0
    tokens: Set[int] = frozenset()


@dataclass(frozen=True)
class Voices:
    """`named`: label → name of those who may be quoted in the first person; `called`: by what names those who speak call
    one another; `asking`: the label of who asks most."""

    named: Mapping[str, str] = field(default_factory=dict[str, str])
    called: Collection[str] = ()
    asking: str | None = None


def find_statements(
    sentences: Sequence[Sentence],
    facts: Sequence[Facts],
    voices: Voices,
    spellings: Mapping[str, str] | None = None,
) -> tuple[list[Statement], "Vectors"]:
    """The likeliest sentences of each part of a talk, with a vector each. `facts[i]`: what sentence `i` names;
    `spellings`: how names are written, for a talk that has no capitals."""
    weights = read_weights("bullet_sureness")
    by_traits = replace(weights, vector=())
    rated = [(by_traits.sureness(c.traits), c) for c in read_candidates(sentences, facts, voices, spellings)]
    kept = _best_of_each_part(rated, len(sentences))
    vectors = embed([candidate.text for candidate in kept])
    found = [
        Statement(c.sentence, c.text, c.traits, c.voice, row, weights.sureness(c.traits, vectors[row]))
        for row, c in enumerate(kept)
    ]
    return found, vectors


def read_candidates(
    sentences: Sequence[Sentence],
    facts: Sequence[Facts],
    voices: Voices,
    spellings: Mapping[str, str] | None = None,
) -> Iterator[Candidate]:
    """All that have the form of a bullet: sentences as said, and the sentences that are joined in them."""
    stopped = sum(sentence.text.endswith(".") for sentence in sentences)
    captions = stopped * 10 < len(sentences)
    if captions:
        readings = read_unstopped(sentences, [fact.tokens for fact in facts], spellings)
    else:
        readings = _read(sentences, facts)
    for reading in readings:
        if not (is_formed(reading.text) and is_fluent(reading.text) and is_whole(reading.words)):
            continue
        if is_cut(reading.words) or points_back(reading.words):
            continue
        words, place = reading.words, reading.place
        voice = voices.named.get(place.passage.speaker or "")
        context = Context(
            weight=facts[place.index].weight if reading.named else 0.0,
            into=place.index / len(sentences),
            voiced=voice is not None,
            asking=place.passage.speaker is not None and place.passage.speaker == voices.asking,
            captions=captions,
            part=reading.part,
            called=any(token.pos_ == "PROPN" and token.lower_ in voices.called for token in words),
        )
        traits = frozenset(read_traits(reading.text, words, reading.named, context))
        yield Candidate(place, reading.text, traits, voice if is_personal(words) else None)


def _read(sentences: Sequence[Sentence], facts: Sequence[Facts]) -> Iterator[Reading]:
    """Each sentence without what opens it, and after it the sentences that are joined in it, as they would be written."""
    for sentence in sentences:
        named = facts[sentence.index].tokens
        if (whole := _opened(sentence.span)) is None:
            continue
        text = trim(whole.text.strip())
        if text.endswith(("...", "…")) and not ends_open(whole):
            text = text.rstrip(".… ") + "."  # the voice trails off, the sentence does not
        yield _reading(sentence, whole, text, named, False)
        for clause in find_clauses(whole):
            opened = _opened(clause)
            asked = text.endswith("?") and clause.end >= whole.end - 1  # "Ann, how did it begin?"
            if opened is not None and not asked and not ends_open(opened):
                yield _reading(sentence, opened, f"{trim(opened.text)}.", named, True)


def _overlap(one: Sentence, other: Sentence) -> bool:
    """Of a whole sentence and its parts only one is a bullet."""
    return (
        one.passage is other.passage and one.span.start < other.span.end and other.span.start < one.span.end
    )


def _reading(sentence: Sentence, words: "Span", text: str, named: Set[int], part: bool) -> Reading:
    return Reading(
        replace(sentence, span=words), text, words, frozenset(named & {token.i for token in words}), part
    )


def _opened(span: "Span") -> "Span | None":
    text = span.text.strip()
    start = span.text.index(text) + len(text) - len(strip_opening(text))
    return span.char_span(start, len(span.text.rstrip()))


def _best_of_each_part(rated: Sequence[tuple[float, Candidate]], sentences: int) -> list[Candidate]:
    """The surest of each tenth of the talk, none of them part of another, in the order said."""
    kept: list[tuple[int, Candidate]] = []
    for tenth in range(10):
        own = [(s, i, c) for i, (s, c) in enumerate(rated) if c.sentence.index * 10 // sentences == tenth]
        best: list[tuple[int, Candidate]] = []
        for _, i, candidate in sorted(own, key=lambda one: (-one[0], one[1])):
            if len(best) < _CANDIDATES and not any(_overlap(candidate.sentence, c.sentence) for _, c in best):
                best.append((i, candidate))
        kept += best
    return [candidate for _, candidate in sorted(kept, key=lambda one: one[0])]
