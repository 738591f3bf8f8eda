"""The offline extractor: runs the stages in order. It needs no network and no key.

text/      segments → passages, parsed; tables and vectors
entity/    names, terms and persons → entities with mentions and kinds → the sure and salient ones
statement/ what sentences state, of whom, and how sure that is
rules/     one module for each way of saying that two are connected; connections.py asks them in turn
           … all of these in reading.py
co_mentions.py  what is said together, the most likely connected first
outline/   chapters with titles and key quotes, topics → VideoDocument, checked

A talk that is not in English goes past all of them: other_languages.py.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from service.domain.document import (
    EntityInfo,
    EvidenceInfo,
    MentionInfo,
    RelationshipInfo,
    SegmentInfo,
    SpeakerInfo,
    Transcript,
    VideoDocument,
)
from service.domain.faults import check_document
from service.domain.model import CO_MENTION
from service.domain.text import normalise_name
from service.extractors.common.chapter_times import partition
from service.extractors.common.entity_keys import key_of, who_speaks
from service.extractors.interface import Extraction
from service.extractors.progress import tell
from videograph_extractor.co_mentions import find_co_mentions
from videograph_extractor.entity.people.only_voice import wants_speaker
from videograph_extractor.entity.salience import is_sure
from videograph_extractor.entity.things import Thing, said_forms
from videograph_extractor.other_languages import is_read, keep_words
from videograph_extractor.outline.key_quotes import find_key_quotes, title_chapters
from videograph_extractor.outline.topics import find_topics
from videograph_extractor.reading import read_talk
from videograph_extractor.statement.places import Said
from videograph_extractor.statement.quoting import as_said, quote_words
from videograph_extractor.statement.statements import Statement
from videograph_extractor.statement.sureness import keep_sure
from videograph_extractor.version import EXTRACTOR

_ADDED = 4
"""One thing for so many on the map may come in through a statement alone."""

_FEW, _SOME = 2, 0.15
"""Stated connections an hour of which a talk has too few, where it is of so many hours at least."""


def extract(transcript: Transcript) -> Extraction:
    """Read a talk.

    Raises:
        SetupError: the language models are not installed.
    """
    if not is_read(transcript.video.language):
        return keep_words(transcript)
    reading = read_talk(transcript)
    transcript, quiet = reading.transcript, reading.quiet
    passages, sentences = reading.passages, reading.sentences
    found, statements = reading.found, keep_sure(reading.stated)
    things = reading.things + add_stated(reading.things, statements)
    dropped: Counter[str] = Counter()
    if len(reading.stated) > len(statements):
        dropped["connection with low confidence"] = len(reading.stated) - len(statements)
    on_map = {id(thing) for thing in things}
    for thing in found:
        if id(thing) not in on_map:
            dropped[f"entity with low {'relevance' if is_sure(thing) else 'confidence'}"] += 1

    said = Said(passages, sentences, things)
    keys = {id(thing): key_of(thing.kind or "CONCEPT", thing.name) for thing in things}
    relationships = _relationships(transcript.segments, said, things, keys, statements)
    tell("finding topics", 0.75)
    topics = find_topics(quiet.segments, things, reading.terms)
    chapters = title_chapters(transcript.segments, sentences, reading.stretches)
    sections = find_key_quotes(transcript.segments, said, chapters)

    tell("checking the result", 0.98)
    persons = {label: keys[id(thing)] for thing in things for label in thing.labels}
    document = VideoDocument(
        video=transcript.video,
        speakers=tuple(SpeakerInfo(label=s.label, person=persons.get(s.label)) for s in transcript.speakers),
        segments=transcript.segments,
        chapters=partition(
            transcript, [c.first for c in chapters if c.title], [c.title for c in chapters if c.title]
        ),
        extractor=EXTRACTOR,
        sections=sections,
        topics=tuple(topics),
        entities=tuple(_entity(thing, keys[id(thing)]) for thing in things),
        relationships=relationships,
    )
    checked, faults = check_document(document)
    notes = (*who_speaks(checked), *_ask_who_speaks(transcript), *_say_few(checked))
    return Extraction(checked, dropped + faults, notes)


def _ask_who_speaks(transcript: Transcript) -> Iterator[str]:
    if wants_speaker(transcript):
        yield 'nothing tells who says "I" here: if it is one person, --speaker NAME does'


def _say_few(document: VideoDocument) -> Iterator[str]:
    """Whether a talk of some length gives hardly any connections, and what does better."""
    segments = document.segments
    hours = (max(segment.end_seconds for segment in segments) - segments[0].start_seconds) / 3600
    stated = sum(relationship.type != CO_MENTION for relationship in document.relationships)
    if hours >= _SOME and stated < _FEW * hours:
        yield f"few stated connections, {stated} in {hours * 60:.0f} minutes: --extractor llm finds more"


def _entity(thing: Thing, key: str) -> EntityInfo:
    own = normalise_name(thing.name)
    aliases: dict[str, str] = {}
    for form in said_forms(thing):
        if (normal := normalise_name(form)) and normal != own:
            aliases.setdefault(normal, form)
    return EntityInfo(
        key=key,
        name=thing.name,
        kind=thing.kind or "CONCEPT",
        kind_confidence=None if thing.certainty == 1 else thing.certainty,
        aliases=tuple(aliases.values()),
        local=thing.local,
        salience=thing.salience,
        mentions=tuple(
            MentionInfo(segment=m.segment, start_offset=m.start, end_offset=m.end) for m in thing.mentions
        ),
    )


def add_stated(things: Sequence[Thing], statements: Sequence[Statement]) -> list[Thing]:
    """Names that a statement ties to what is on the map already: said by the way, and yet worth a place."""
    kept = {id(thing) for thing in things}
    lowest = min((thing.salience for thing in things), default=0.0)
    added: list[Thing] = []
    for statement in statements:
        for thing, other in ((statement.source, statement.target), (statement.target, statement.source)):
            few = len(added) * _ADDED < len(things)
            named = thing.is_name or thing.known
            if few and id(thing) not in kept and id(other) in kept and named:
                thing.salience = round(lowest * 0.9, 4)
                added.append(thing)
                kept.add(id(thing))
    return added


def _relationships(
    segments: Sequence[SegmentInfo],
    said: Said,
    things: list[Thing],
    keys: dict[int, str],
    statements: Sequence[Statement],
) -> tuple[RelationshipInfo, ...]:
    evidence: dict[tuple[str, str, str], list[EvidenceInfo]] = {}
    connected: set[frozenset[int]] = set()
    place = {id(thing): i for i, thing in enumerate(things)}
    for statement in statements:
        if id(statement.source) not in keys or id(statement.target) not in keys:
            continue
        ends = keys[id(statement.source)], statement.type, keys[id(statement.target)]
        connected.add(frozenset((place[id(statement.source)], place[id(statement.target)])))
        tokens = statement.start, statement.end
        found = quote_words(
            statement.sentence,
            statement.label,
            statement.confidence,
            tokens,
            statement.opening,
            statement.past,
        )
        found = as_said(found, segments)
        known = evidence.setdefault(ends, [])
        if all((e.segment, e.start_offset) != (found.segment, found.start_offset) for e in known):
            known.append(found)
    for pair in find_co_mentions(said, things, connected):
        ends = keys[id(things[pair.first])], CO_MENTION, keys[id(things[pair.second])]
        quotes = (quote_words(said.sentences[i], "said together", None) for i in pair.breaths)
        evidence[ends] = [as_said(quote, segments) for quote in quotes]
    return tuple(
        RelationshipInfo(source=source, type=type_, target=target, evidence=tuple(found))
        for (source, type_, target), found in evidence.items()
    )
