"""VideoDocument: the format of every talk before it is written. It is public, also as JSON Schema.

A document comes from our own extraction or, complete, from another source (another extractor, a person). Keys are
camelCase in JSON. Within one document, segments are identified by index, entities by a `key` of the document,
speakers by label, topics by name. This module checks the structure; `check.py` checks what the transcript must
support (quotes, mentions, kinds at the ends of a relationship).
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from service.domain.decision_records import Decisions
from service.domain.document_types import (
    Authority,
    Confidence,
    Description,
    DocumentPart,
    EvidenceId,
    ExportInfo,
    Index,
    Key,
    Kind,
    Label,
    MediaType,
    Name,
    QuoteText,
    Seconds,
    SegmentText,
    Title,
    Url,
    WikidataId,
    Words,
)

BY_HAND = "person"
"""`extractor` of what a person wrote."""


class ChannelInfo(DocumentPart):
    """Who published the video. By default `id` is made from the name."""

    name: Name
    id: Name | None = None
    url: Url | None = None


class MediaInfo(DocumentPart):
    """The talk's audio or video file. `mediaType` is its MIME type, such as audio/mpeg."""

    url: Url
    media_type: MediaType | None = None


class VideoInfo(DocumentPart):
    """The video. `momentUrlTemplate` has the placeholder `{seconds}`; `media` is a file that a browser can play. `recognizer` is the model
    that recognized the words in a recording, if no person wrote them down; `diarizer` what told its voices apart: who speaks is then an
    estimate."""

    title: Title
    id: Name | None = None
    description: Words | None = None
    url: Url | None = None
    moment_url_template: Url | None = None
    thumbnail_url: Url | None = None
    media: MediaInfo | None = None
    published_on: date | None = None
    duration_seconds: Seconds | None = None
    language: Key | None = None
    recognizer: Name | None = None
    diarizer: Name | None = None
    channel: ChannelInfo | None = None

    @model_validator(mode="after")
    def _template(self) -> Self:
        if self.moment_url_template is not None and "{seconds}" not in self.moment_url_template:
            raise ValueError("momentUrlTemplate must contain {seconds}")
        return self


class SpeakerInfo(DocumentPart):
    """A speaker. `person` is the key of an entity of kind PERSON, if it is known who speaks."""

    label: Name
    person: Key | None = None


class SegmentInfo(DocumentPart):
    """One cue or turn, in playing order. `speaker` is one of the labels in `speakers`."""

    text: SegmentText
    start_seconds: Seconds
    end_seconds: Seconds
    speaker: Name | None = None

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.end_seconds < self.start_seconds:
            raise ValueError(f"endSeconds {self.end_seconds} lies before startSeconds {self.start_seconds}")
        return self


class ChapterInfo(DocumentPart):
    title: Title
    start_seconds: Seconds
    end_seconds: Seconds


class BulletInfo(DocumentPart):
    """One statement of the summary. `symbol` is an emoji, `segments` are the segments that support it. `verbatim`: it is
    a quote, and its words stand in these segments."""

    text: Words
    segments: tuple[Index, ...] = Field(min_length=1)
    symbol: Name | None = None
    verbatim: bool = False


class SectionInfo(DocumentPart):
    heading: Title
    bullets: tuple[BulletInfo, ...]
    start_seconds: Seconds | None = None


class TopicInfo(DocumentPart):
    """A theme in title case. `segments` are the indexes of the segments about it."""

    name: Name
    segments: tuple[Index, ...] = Field(min_length=1)


class MentionInfo(DocumentPart):
    """An entity named in a segment, by code points of its text: `text[startOffset:endOffset]`."""

    segment: Index
    start_offset: Index
    end_offset: Index
    confidence: Confidence | None = None


class EntityInfo(DocumentPart):
    """Somebody or something that the video is about. `local` marks an entity whose names are valid only in this
    video.

    `kindConfidence` is the confidence of the kind, 1 if missing. A guess is replaced by the kind that other videos
    have for the name.

    `wikidata` is its item in Wikidata. Entities with different items are never one because of their names.
    """

    key: Key
    name: Name
    kind: Kind
    kind_confidence: Confidence | None = None
    aliases: tuple[Name, ...] = ()
    description: Description | None = None
    url: Url | None = None
    wikidata: WikidataId | None = None
    local: bool = False
    salience: Confidence | None = None
    mentions: tuple[MentionInfo, ...] = ()


class EvidenceInfo(DocumentPart):
    """One quote at one moment. It begins at `startOffset` of segment `segment`, and is a substring of that segment's
    text, or of the texts of consecutive segments joined by one space. `label` is the source's own words for the
    connection. `past` says that the words are about the past ("worked at"); events with a lasting result ("founded")
    are not past. `subjectName` and `objectName` are the names used, if they are aliases. `decisionId` is the decision by
    which a person added it to the graph. `id` is its id in the graph, which an export has only if the names of the
    document give another one; it holds for this talk alone."""

    quote: QuoteText
    segment: Index
    label: Label
    past: bool = False
    start_offset: Index | None = None
    confidence: Confidence | None = None
    subject_name: Name | None = None
    object_name: Name | None = None
    decision_id: Key | None = None
    id: EvidenceId | None = None


class RelationshipInfo(DocumentPart):
    """Read: `source` `type` `target`. Both ends are keys of entities; at least one piece of evidence."""

    source: Key
    type: Key
    target: Key
    evidence: tuple[EvidenceInfo, ...] = Field(min_length=1)


class Transcript(DocumentPart):
    """The result of a format reader: the text with its times, and the file's metadata of the video.

    `chapters` are those of the source. Segments are in playing order.
    """

    video: VideoInfo
    speakers: tuple[SpeakerInfo, ...] = ()
    segments: tuple[SegmentInfo, ...] = Field(min_length=1)
    chapters: tuple[ChapterInfo, ...] = ()
    _changes: frozenset[int] = PrivateAttr(default=frozenset())

    @property
    def changes(self) -> frozenset[int]:
        """Indexes of the segments at which the source marks a change of speaker without a name (captions: `>>`)."""
        return self._changes

    def changing_at(self, segments: Iterable[int]) -> Self:
        """The same with those marks. They are for the extraction, and in no document."""
        marked = self.model_copy()
        marked._changes = frozenset(segments)
        return marked

    @model_validator(mode="after")
    def _speakers_and_times(self) -> Self:
        labels = {speaker.label for speaker in self.speakers}
        if len(labels) != len(self.speakers):
            raise ValueError("two speakers have the same label")
        before = 0.0
        for index, segment in enumerate(self.segments):
            if segment.speaker is not None and segment.speaker not in labels:
                raise ValueError(f"segment {index}: speaker {segment.speaker!r} is not in speakers")
            if segment.start_seconds < before:
                raise ValueError(f"segment {index} starts before the one in front of it")
            before = segment.start_seconds
        return self


class VideoDocument(Transcript):
    """A whole talk: transcript, summary, topics, entities, and relationships with their evidence.

    `extractor` names the source of the entities and relationships: name and version, or `person`. `authority` says whose word they are, if that
    differs from what the extractor stands for: PERSON if a person has checked them. `inferred` says what of the transcript the extractor
    has added, because its source has none: another extractor does not see it. `decisions` are the
    exporting graph's decisions on the names of these entities; the entities are as in the talk.
    """

    format: Literal["videograph/1"] = "videograph/1"
    extractor: Name = BY_HAND
    authority: Authority | None = None
    inferred: tuple[Literal["speakers", "chapters"], ...] = ()
    summary: Words | None = None
    sections: tuple[SectionInfo, ...] = ()
    topics: tuple[TopicInfo, ...] = ()
    entities: tuple[EntityInfo, ...] = ()
    relationships: tuple[RelationshipInfo, ...] = ()
    decisions: Decisions | None = None
    export: ExportInfo | None = None

    def transcript(self) -> Transcript:
        """Returns the transcript as its source has it, for another extraction. Marks of a change of speaker without a name are lost."""
        labels = (
            () if "speakers" in self.inferred else tuple(SpeakerInfo(label=s.label) for s in self.speakers)
        )
        segments = self.segments
        if not labels:
            segments = tuple(segment.model_copy(update={"speaker": None}) for segment in segments)
        chapters = () if "chapters" in self.inferred else self.chapters
        return Transcript(video=self.video, speakers=labels, segments=segments, chapters=chapters)

    @model_validator(mode="after")
    def _references(self) -> Self:
        count = len(self.segments)
        kinds = {entity.key: entity.kind for entity in self.entities}
        if len(kinds) != len(self.entities):
            raise ValueError("two entities have the same key")
        for speaker in self.speakers:
            if speaker.person is not None and kinds.get(speaker.person) != "PERSON":
                raise ValueError(f"speaker {speaker.label!r}: {speaker.person!r} is no entity of kind PERSON")
        used = [i for topic in self.topics for i in topic.segments]
        used += [i for section in self.sections for bullet in section.bullets for i in bullet.segments]
        used += [mention.segment for entity in self.entities for mention in entity.mentions]
        for relationship in self.relationships:
            used += [evidence.segment for evidence in relationship.evidence]
            for key in (relationship.source, relationship.target):
                if key not in kinds:
                    raise ValueError(f"relationship {relationship.type}: there is no entity {key!r}")
            if relationship.source == relationship.target:
                raise ValueError(
                    f"relationship {relationship.type} connects {relationship.source!r} to itself"
                )
        ids = Counter(
            evidence.id
            for known in self.relationships
            for evidence in known.evidence
            if evidence.id is not None
        )
        if twice := [id_ for id_, count in ids.items() if count > 1]:
            raise ValueError(f"two quotes have the id {twice[0]!r}")
        if beyond := [index for index in used if index >= count]:
            raise ValueError(f"there is no segment {beyond[0]}: the last is {count - 1}")
        return self


def document_schema() -> str:
    """The JSON Schema of a VideoDocument, as published in docs/video-document.schema.json."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | VideoDocument.model_json_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def document_text(document: VideoDocument) -> str:
    """Returns the document as JSON: its format first, without default values."""
    parts = document.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    marks = {"format": document.format, "extractor": document.extractor}
    return json.dumps(marks | parts, ensure_ascii=False, indent=1) + "\n"
