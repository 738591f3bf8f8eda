"""Selects the quote of a statement: its sentence, and earlier ones back to the name that a pronoun stands for; in
long text only the part around the statement."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.domain.document import EvidenceInfo, SegmentInfo
from videograph_extractor.statement.ends import End
from videograph_extractor.text.speech import Passage, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LONG = 320
"""Characters from which on only the part of a sentence around a statement is quoted."""
_AROUND = 90
_REACH = 500
"""Characters from a name in the passage before up to the statement; a longer quote nobody reads."""


def with_names(
    sentence: Sentence, source: End, target: End, first: int, last: int
) -> "tuple[Sentence, int, Token | None] | None":
    """The words to quote, the first token of them that must be among them, and the token of the passage before that they
    begin with, if a name stands there: a name further away than in the sentence next to the statement's must be quoted
    as well. None if it is too far away for that."""
    doc, before = sentence.passage.doc, sentence.span.start - 1
    named = [end.named for end in (source, target) if end.named is not None]
    outside = [name for name in named if name.doc is not doc]
    if outside:
        name = min(outside, key=lambda token: token.i)
        if before < 0 and name.sent.end == len(name.doc):
            return sentence, first, None
        reach = _reach(sentence.passage, name.sent, doc[last])
        opened = Sentence(sentence.index, sentence.passage, doc[: sentence.span.end])
        return (opened, 0, name.sent[0]) if reach is not None and reach <= _REACH else None
    places = [name.i for name in named]
    if not places or before < 0 or min(places) >= doc[before].sent.start:
        return sentence, first, None
    start = doc[min(places)].sent.start
    return Sentence(sentence.index, sentence.passage, doc[start : sentence.span.end]), min(places), None


def _reach(passage: Passage, opening: "Span", last: "Token") -> int | None:
    """Characters from a sentence in the passage before up to a token; None if it stands in no passage next to it."""
    before = passage.before
    if before is None or before.doc is not opening.doc:
        return None
    return len(before.doc.text) - opening.start_char + last.idx + len(last)


def quote_words(
    sentence: Sentence,
    label: str,
    confidence: float | None,
    tokens: tuple[int, int] | None = None,
    opening: "Token | None" = None,
    past: bool = False,
) -> EvidenceInfo:
    """The sentence as quote; of a very long one the part around the statement, at word boundaries."""
    doc, span = sentence.passage.doc, sentence.span
    start, end = span.start, span.end
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    before = sentence.passage.before if opening is not None else None
    lead = len(before.doc.text) - opening.idx if opening is not None and before is not None else 0
    if tokens is not None and lead + doc[start:end].end_char - doc[start].idx > _LONG:
        first, last = doc[tokens[0]], doc[tokens[1]]
        while start < first.i and first.idx - doc[start].idx > _AROUND:
            start += 1
        while end - 1 > last.i and doc[end - 1].idx - last.idx > _AROUND:
            end -= 1
        # a mention may reach beyond its head: whole names come in with the words around
    quote = doc[start:end]
    text, (segment, offset) = quote.text, sentence.passage.place(quote.start_char)
    if opening is not None and before is not None:
        # passages are put together from whole segments, as a quote over several segments is
        text = f"{before.doc.text[opening.idx :]} {doc.text[: quote.end_char]}"
        segment, offset = before.place(opening.idx)
    return EvidenceInfo(
        quote=text, segment=segment, label=label, start_offset=offset, confidence=confidence, past=past
    )


def as_said(evidence: EvidenceInfo, segments: Sequence[SegmentInfo]) -> EvidenceInfo:
    """Evidence whose quote is written as the segments have it, and not as it was read."""
    text, last, start = "", evidence.segment, evidence.start_offset or 0
    while len(text) - start < len(evidence.quote) and last < len(segments):
        text = f"{text} {segments[last].text}" if last > evidence.segment else segments[last].text
        last += 1
    quote = text[start : start + len(evidence.quote)]
    same = quote.casefold() == evidence.quote.casefold()
    return evidence.model_copy(update={"quote": quote}) if same else evidence
