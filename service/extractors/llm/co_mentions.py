"""Co-mentions by the sentences of the lines, computed from the text without the model.

Entities that no sentence joins are joined by a passage of one speaker, so that the talk's map is connected if the
text allows it.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from service.domain.document import EvidenceInfo, RelationshipInfo, Transcript
from service.domain.model import CO_MENTION
from service.domain.quotes import sentence_spans
from service.extractors.common.co_mentions import PASSAGE, Breath, by_association, find_joins, find_pairs
from service.extractors.llm.entities import EntityDraft
from service.extractors.llm.windows import number_lines

_LABEL = "said together"
_PAUSES = ("", ",", "-", "–", "—", ".", "!", "?")
"""Signs on both sides of a name that only addresses somebody: "So, Ann, what is it?" """


@dataclass(frozen=True)
class Sentence:
    """A sentence, and where in the talk it begins: a character of all segments joined by one space. `voice`: counts the turns."""

    start: int
    text: str
    voice: int
    speaker: str | None


def find_together(
    transcript: Transcript,
    entities: Sequence[EntityDraft],
    saliences: Mapping[str, float],
    connected: Collection[frozenset[str]],
) -> tuple[RelationshipInfo, ...]:
    """Co-mentions, the most telling first, then those that join parts of the map. `saliences`: by key; `connected`: pairs of keys of
    which something is stated."""
    starts = starts_of(transcript)
    sentences = list(sentences_of(transcript, starts))
    breaths = list(_breaths(sentences, starts, entities))
    names = [entity.name for entity in entities]
    ranks = [saliences[entity.key] for entity in entities]
    number = {entity.key: i for i, entity in enumerate(entities)}
    known = {frozenset(number[key] for key in pair) for pair in connected}
    pairs = find_pairs(breaths, names, by_association(breaths, ranks), known)
    places, passages = _passages(transcript, sentences, breaths)
    joined = known | {frozenset((pair.first, pair.second)) for pair in pairs}
    joins = find_joins(passages, names, by_association(passages, ranks), joined)
    quoted = [(pair, [(sentences[i].start, sentences[i].text) for i in pair.breaths]) for pair in pairs]
    quoted += [(pair, [(places[i], passages[i].text) for i in pair.breaths]) for pair in joins]
    return tuple(
        RelationshipInfo(
            source=entities[pair.first].key,
            type=CO_MENTION,
            target=entities[pair.second].key,
            evidence=tuple(evidence_at(start, text, starts) for start, text in quotes),
        )
        for pair, quotes in quoted
    )


def starts_of(transcript: Transcript) -> list[int]:
    """Returns where each segment begins in all of them joined by one space, and where the last one ends."""
    return [0, *accumulate(len(segment.text) + 1 for segment in transcript.segments)]


def sentences_of(transcript: Transcript, starts: Sequence[int]) -> Iterator[Sentence]:
    """Returns the sentences of each line; in captions without full stops a line counts as one."""
    voice, before = 0, None
    for line in number_lines(transcript.segments, transcript.changes):
        voice += line.is_change or line.speaker != before
        before = line.speaker
        for start, end in sentence_spans(line.text):
            yield Sentence(starts[line.first] + start, line.text[start:end], voice, line.speaker)


def _passages(
    transcript: Transcript, sentences: Sequence[Sentence], breaths: Sequence[Breath]
) -> tuple[list[int], list[Breath]]:
    """Each sentence, and the sentences in a row of one voice up to the length of a passage: where they begin, and what is named in them."""
    whole = " ".join(segment.text for segment in transcript.segments)
    starts: list[int] = []
    passages: list[Breath] = []
    for i, first in enumerate(sentences):
        named: set[int] = set()
        mentions = 0
        for sentence, breath in zip(sentences[i:], breaths[i:], strict=True):
            text = whole[first.start : sentence.start + len(sentence.text)]
            if sentence.voice != first.voice or (sentence is not first and len(text.split()) > PASSAGE):
                break
            named.update(breath.named)
            mentions += breath.mentions
            starts.append(first.start)
            passages.append(Breath(text, tuple(sorted(named)), mentions))
    return starts, passages


def _breaths(
    sentences: Sequence[Sentence], starts: Sequence[int], entities: Sequence[EntityDraft]
) -> Iterator[Breath]:
    """Returns the sentences with the entities named in them. A speaker who is only addressed does not count."""
    begins = [sentence.start for sentence in sentences]
    named: list[list[int]] = [[] for _ in sentences]
    for number, entity in enumerate(entities):
        for mention in entity.mentions:
            start = starts[mention.segment] + mention.start_offset
            at = bisect_right(begins, start) - 1
            length = mention.end_offset - mention.start_offset
            if not (entity.labels and _is_called(sentences[at].text, start - begins[at], length)):
                named[at].append(number)
    for sentence, numbers in zip(sentences, named, strict=True):
        yield Breath(sentence.text, tuple(sorted(set(numbers))), len(numbers))


def _is_called(text: str, start: int, length: int) -> bool:
    before, behind = text[:start].rstrip(), text[start + length :].lstrip()
    return before[-1:] in _PAUSES and behind[:1] in _PAUSES


def evidence_at(start: int, text: str, starts: Sequence[int], label: str = _LABEL) -> EvidenceInfo:
    segment = bisect_right(starts, start) - 1
    return EvidenceInfo(quote=text, segment=segment, start_offset=start - starts[segment], label=label)
