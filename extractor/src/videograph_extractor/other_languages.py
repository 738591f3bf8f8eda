"""Talks in other languages than English, which the offline extraction does not read.

Rules of English grammar, its words and the vectors of its sentences make nonsense of them. So what is kept needs none of these: the words,
whose voices are named, the source's chapters, and names that are written as no word of any language is (GitHub, PostgreSQL).
Names such as Kubernetes are not: no table tells them from the nouns that German writes with a capital.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from service.domain.document import (
    ChapterInfo,
    EntityInfo,
    Kind,
    MentionInfo,
    SegmentInfo,
    SpeakerInfo,
    Transcript,
    VideoDocument,
)
from service.domain.faults import check_document
from service.extractors.common.chapter_times import partition
from service.extractors.common.entity_keys import key_of
from service.extractors.common.word_tables import read_known_names
from service.extractors.interface import Extraction
from videograph_extractor.entity.people.people import Person, find_people
from videograph_extractor.entity.things import is_handle
from videograph_extractor.outline.chapters import find_stretches
from videograph_extractor.version import EXTRACTOR

_OTHER = re.compile(r"(?!(?:en|eng|und|mul|mis|zxx)(?![a-z]))[a-z]{2,3}(?![a-z])", re.IGNORECASE)
"""Tags of other languages than English, and than what may be English."""
_CODED = re.compile(r"(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*(?![A-Za-z0-9_])")
_SHORTEST = 4
"""Letters of such a name: "DoS" may be anything."""


def is_read(language: str | None) -> bool:
    """Whether the offline extraction reads a talk in that language; where nobody says and the words do not tell, it tries."""
    return language is None or _OTHER.match(language) is None


def keep_words(transcript: Transcript) -> Extraction:
    """A talk as its source has it, with the entities that need no language to be found."""
    people = find_people(transcript.speakers, (), ())
    owners = {label: key_of("PERSON", person.name) for person in people for label in person.labels}
    document = VideoDocument(
        video=transcript.video,
        speakers=tuple(SpeakerInfo(label=s.label, person=owners.get(s.label)) for s in transcript.speakers),
        segments=transcript.segments,
        chapters=_chapters(transcript),
        extractor=EXTRACTOR,
        entities=(
            *(_person(person, transcript.segments) for person in people),
            *_things(transcript.segments),
        ),
    )
    checked, faults = check_document(document)
    note = (
        f"its language is {transcript.video.language}, and the offline extraction reads English (--language en, if it is that): kept are words, voices, the file's own chapters "
        "and a few names; --extractor llm reads any language"
    )
    return Extraction(checked, faults, (note,))


def _chapters(transcript: Transcript) -> tuple[ChapterInfo, ...]:
    """Those of the source, made a partition; none where it has none."""
    if not transcript.chapters:
        return ()
    stretches = find_stretches(transcript, ())
    return partition(transcript, [s.first for s in stretches], [s.title or "" for s in stretches])


def _person(person: Person, segments: Sequence[SegmentInfo]) -> EntityInfo:
    """A voice, with the places at which its full name is said."""
    mentions: list[MentionInfo] = []
    if person.is_full:
        said = re.compile(rf"(?<!\w){re.escape(person.name)}(?!\w)")
        mentions = [
            MentionInfo(segment=index, start_offset=match.start(), end_offset=match.end())
            for index, segment in enumerate(segments)
            for match in said.finditer(segment.text)
        ]
    return EntityInfo(
        key=key_of("PERSON", person.name),
        name=person.name,
        kind="PERSON",
        aliases=tuple(sorted(person.short)),
        local=not person.is_full and not is_handle(person.name),
        mentions=tuple(mentions),
    )


def _things(segments: Sequence[SegmentInfo]) -> Iterator[EntityInfo]:
    """Known names with a capital behind a small letter, in order of appearance."""
    mentions: defaultdict[str, list[MentionInfo]] = defaultdict(list)
    for index, segment in enumerate(segments):
        for match in _CODED.finditer(segment.text):
            if match[0] in _coded_names():
                mentions[match[0]].append(
                    MentionInfo(segment=index, start_offset=match.start(), end_offset=match.end())
                )
    for name, found in mentions.items():
        kind = _coded_names()[name]
        yield EntityInfo(key=key_of(kind, name), name=name, kind=kind, mentions=tuple(found))


@cache
def _coded_names() -> dict[str, Kind]:
    return {
        name: kind
        for name, kind in read_known_names().kinds.items()
        if len(name) >= _SHORTEST and kind != "PERSON" and _CODED.fullmatch(name)
    }
