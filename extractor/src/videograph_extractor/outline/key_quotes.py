"""Chapter titles and key quotes: sentences of the talk, word for word.

A reader gets no prose that was made up of scraps: a chapter is called by its first sentence, and shows the one or two
sentences that name most of its entities, with speaker and second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.domain.document import BulletInfo, SectionInfo, SegmentInfo
from videograph_extractor.entity.things import Thing, upper_first
from videograph_extractor.outline.chapters import Stretch
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.quoting import as_said, quote_words
from videograph_extractor.text.speech import Sentence

_MAX_TITLE = 90
"""Characters of a title; a longer sentence is cut after a word."""
_TITLE_WORDS = 5
"""Words of a sentence that can be a title: "Right, thank you." says nothing of a chapter."""
_QUOTE_WORDS = (7, 45)
"""Words of a key quote, at least and at most."""
_QUOTES = 2
"""Key quotes of a chapter, at most."""
_SPEAKER, _QUESTION = 0.1, 0.4
"""What the name of a speaker counts, who is mostly greeted, and what a question does beside a statement."""


@dataclass(frozen=True)
class _Candidate:
    """A sentence that may be a key quote. `worth` is the salience of what it names."""

    sentence: Sentence
    things: frozenset[int]
    worth: float


def title_chapters(
    segments: Sequence[SegmentInfo], sentences: Sequence[Sentence], stretches: Sequence[Stretch]
) -> list[Stretch]:
    """The chapters with titles: the source's own, or else the first sentence that begins in the chapter and says
    something. A chapter without either, such as a sponsor read, is part of the one before it. A talk that is one chapter
    without a title of the source has none."""
    if len(stretches) == 1 and stretches[0].title is None:
        return list(stretches)
    titled: list[Stretch] = []
    for stretch in stretches:
        own = list(_within(sentences, stretch))
        first = next((s for s in own if len(s.text.split()) >= _TITLE_WORDS), own[0] if own else None)
        title = stretch.title
        if title is None and first is not None:
            title = _shorten(upper_first(_words_of(first, segments)))
        if title is not None:
            titled.append(Stretch(stretch.first if titled else 0, stretch.end, title))
        elif titled:
            titled[-1] = replace(titled[-1], end=stretch.end)
    return titled or [Stretch(0, stretches[-1].end)]


def find_key_quotes(
    segments: Sequence[SegmentInfo], said: Said, chapters: Sequence[Stretch]
) -> tuple[SectionInfo, ...]:
    """The key quotes of each chapter that names an entity, in the order said."""
    candidates = [_candidate(sentence, said) for sentence in said.sentences]
    sections: list[SectionInfo] = []
    for chapter in chapters:
        own = [candidates[s.index] for s in _within(said.sentences, chapter)]
        chosen = _choose([c for c in own if c.worth > 0 and chapter.title != upper_first(c.sentence.text)])
        if not chosen:
            continue
        quotes = tuple(
            BulletInfo(
                text=_words_of(c.sentence, segments), segments=tuple(c.sentence.segments), verbatim=True
            )
            for c in chosen
        )
        start = segments[chapter.first].start_seconds
        heading = chapter.title or quotes[0].text
        sections.append(SectionInfo(heading=heading, bullets=quotes, start_seconds=start))
    return tuple(sections)


def _within(sentences: Sequence[Sentence], stretch: Stretch) -> Iterator[Sentence]:
    """The sentences that begin in a stretch."""
    return (s for s in sentences if stretch.first <= s.segments.start < stretch.end)


def _candidate(sentence: Sentence, said: Said) -> _Candidate:
    named: dict[int, Thing] = {
        id(thing): thing for _, _, thing in said.in_sentence[sentence.index] if not thing.local
    }
    worth = sum(thing.salience * (_SPEAKER if thing.labels else 1.0) for thing in named.values())
    least, most = _QUOTE_WORDS
    if not least <= len(sentence.text.split()) <= most:
        worth = 0.0
    elif sentence.text.endswith("?"):
        worth *= _QUESTION
    return _Candidate(sentence, frozenset(named), worth)


def _choose(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The ones that name most, each something that those before it do not, in the order said."""
    chosen: list[_Candidate] = []
    named: frozenset[int] = frozenset()
    for candidate in sorted(candidates, key=lambda c: (-c.worth, c.sentence.index)):
        if len(chosen) < _QUOTES and candidate.things - named:
            chosen.append(candidate)
            named |= candidate.things
    return sorted(chosen, key=lambda c: c.sentence.index)


def _words_of(sentence: Sentence, segments: Sequence[SegmentInfo]) -> str:
    """The words of a sentence as the segments have them."""
    return as_said(quote_words(sentence, "quoted", None), segments).quote


def _shorten(words: str) -> str:
    if len(words) <= _MAX_TITLE:
        return words
    return f"{words[:_MAX_TITLE].rsplit(maxsplit=1)[0].rstrip(' ,;:–—-')}…"
