"""Builds the connections of the windows' answers whose quotes and ends are in the transcript."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.domain.document import EvidenceInfo, RelationshipInfo, SegmentInfo
from service.domain.model import CO_MENTION, read_model
from service.domain.quotes import Quote, name_is_said, quote_and_neighbours, quoted_words
from service.domain.text import normalise_name
from service.extractors.llm.answers import StatedRelationship, WindowAnswer
from service.extractors.llm.entities import Gathered
from service.extractors.llm.spoken_words import WordIndex, split_words
from service.extractors.llm.windows import Window

_BACK = 80
"""Greatest number of words to which a quote is extended back to a name."""
_LABEL = 60
"""A longer label, in characters, is replaced by the type in words."""


def connect(
    words: WordIndex,
    answers: Sequence[tuple[Window, WindowAnswer]],
    names: Mapping[str, Gathered],
) -> tuple[tuple[RelationshipInfo, ...], Counter[str]]:
    """Returns connections with their evidence, in the order of the talk, and what was left out, counted by reason.

    `names`: kept entities by the normal form of their names. `check_document` later checks whether a quote names both ends.
    """
    dropped: Counter[str] = Counter()
    evidence: dict[tuple[str, str, str], list[EvidenceInfo]] = {}
    for window, answer in answers:
        for stated in answer.connections:
            source = names.get(normalise_name(stated.source))
            target = names.get(normalise_name(stated.target))
            place = _locate(words, window, stated)
            if stated.type == CO_MENTION:
                dropped["connection that states nothing"] += 1
            elif place is None:
                dropped["quote not in the words"] += 1
            elif words.is_asked(place):
                dropped["connection that is asked for"] += 1
            elif source is None or target is None:
                dropped["connection of something that is no entity here"] += 1
            elif source is target:
                dropped["connection of something with itself"] += 1
            else:
                for entity in (source, target):
                    place = _reaching_back(words.segments, place, entity)
                known = evidence.setdefault((source.key, stated.type, target.key), [])
                if all((e.segment, e.start_offset) != (place.first, place.start) for e in known):
                    known.append(_evidence(quoted_words(words.segments, place), place, stated))
    relationships = tuple(
        RelationshipInfo(source=source, type=type_, target=target, evidence=tuple(found))
        for (source, type_, target), found in evidence.items()
    )
    return relationships, dropped


def _locate(words: WordIndex, window: Window, stated: StatedRelationship) -> Quote | None:
    """Returns the place of the quote in or near the line that the answer names, otherwise in the window; None if it is nowhere."""
    line = next((line for line in window.lines if line.number == stated.line), None)
    first, last = (line.first, line.last) if line else (window.first, window.last)
    return words.find(stated.quote, first, last)


def _reaching_back(segments: Sequence[SegmentInfo], quote: Quote, entity: Gathered) -> Quote:
    """Returns the quote, extended back to the last mention of the entity if it neither names it, nor stands next to its name, nor is spoken by it.

    So "he founded it" begins where it was said who he is. The quote stays as it is if that is more than `_BACK` words ago.
    """
    speakers = {segments[i].speaker for i in range(quote.first, quote.last + 1)}
    near = quote_and_neighbours(segments, quote)
    if speakers & set(entity.labels) or name_is_said(near, entity.forms.keys()):
        return quote
    before = [m for m in entity.mentions if (m.segment, m.start_offset) < (quote.first, quote.start)]
    if not before:
        return quote
    longer = replace(quote, first=before[-1].segment, start=before[-1].start_offset)
    return longer if len(quoted_words(segments, longer).split()) <= _BACK else quote


def _evidence(words: str, quote: Quote, stated: StatedRelationship) -> EvidenceInfo:
    return EvidenceInfo(
        quote=words,
        segment=quote.first,
        start_offset=quote.start,
        label=_label(words, stated),
        past=stated.past and read_model().connections[stated.type].lasts,
    )


def _label(words: str, stated: StatedRelationship) -> str:
    """Returns the answer's label if it is in the quote, otherwise the type in plain words."""
    said, wanted = split_words(words), split_words(stated.label)
    stands = any(said[i : i + len(wanted)] == wanted for i in range(len(said) - len(wanted) + 1))
    label = " ".join(stated.label.split())
    return label if wanted and stands and len(label) <= _LABEL else stated.type.lower().replace("_", " ")
