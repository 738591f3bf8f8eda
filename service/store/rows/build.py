"""Builds the rows of a video from its VideoDocument and resolution. Pure functions.

This module builds the video, its words, summary and topics; `build_entities.py` builds entities and statements.
`stored_fields.py` handles fields with the same name in document and graph.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from service.domain.document import TopicInfo, VideoDocument
from service.domain.identity import channel_id, child_id, topic_id, video_slug
from service.domain.text import search_form
from service.errors import InvalidInput
from service.graph.preferred_values import best_name
from service.graph.video_rows import NO_DATE, Row, VideoRows
from service.resolution.namings import Naming
from service.resolution.resolve import Resolution
from service.store.rows.build_entities import add_entities, add_evidence, authority_of_name
from service.store.rows.stored_fields import field_values, first_given


def video_row(
    document: VideoDocument, video: str, authority: str, hash_: str, source: str | None = None
) -> Row:
    """The properties of the Video node but `addedAt`, `updatedAt`, `revision` and those of `video_forms`."""
    known = document.video
    return field_values("video", known) | {
        "id": video,
        "slug": video_slug(video, known.title),
        "mediaUrl": None if known.media is None else known.media.url,
        "mediaType": None if known.media is None else known.media.media_type,
        "summary": document.summary,
        "extractor": document.extractor,
        "authority": authority,
        "contentHash": hash_,
        "sourceHash": source,
    }


def video_forms(row: Row) -> Row:
    """Returns the search forms and the sort keys of a video, which are never missing."""
    forms = {
        f"search{name.capitalize()}": None if row[name] is None else search_form(row[name])
        for name in ("title", "description", "summary")
    }
    return forms | {
        "sortDate": row["publishedOn"] or NO_DATE,
        "sortDuration": row["durationSeconds"] or 0.0,
    }


def build_part(
    document: VideoDocument,
    video: str,
    namings: Sequence[Naming],
    resolution: Resolution,
    authority: str | None,
) -> VideoRows:
    """Returns all rows of the document.

    Args:
        authority: that of the document (`domain/document_types.py`).

    Raises:
        InvalidInput: a quote that is not in its segments, a type of connection that does not exist, a topic
            without a word in its name. `path` leads to it.
    """
    channel = document.video.channel
    day = document.video.published_on
    part = VideoRows(video, None if day is None else day.isoformat(), authority)
    if channel is not None:
        part.add(
            "published",
            field_values("published", channel) | {"channel": channel_id(channel), "authority": authority},
        )
    # Speakers belong to persons: an entity that was dropped, or decided to have another kind, has none.
    persons = {naming.key: resolution.entities[naming.key] for naming in namings if naming.kind == "PERSON"}
    _add_transcript(part, document, video, persons)
    _add_summary(part, document, video)
    _add_topics(part, document, video)
    add_entities(part, document, namings, resolution)
    add_evidence(part, document, namings, resolution)
    return part


def _add_transcript(part: VideoRows, document: VideoDocument, video: str, persons: Mapping[str, str]) -> None:
    seconds: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for index, segment in enumerate(document.segments):
        id_ = child_id("segment", video, index)
        part.add(
            "segment",
            field_values("segment", segment)
            | {"id": id_, "index": index, "searchText": search_form(segment.text)},
        )
        if segment.speaker is not None:
            seconds[segment.speaker] += round((segment.end_seconds - segment.start_seconds) * 1000)
            spoken[segment.speaker] += 1
            part.add("spoken_by", {"segment": id_, "speaker": child_id("speaker", video, segment.speaker)})
    for speaker in document.speakers:
        part.add(
            "speaker",
            field_values("speaker", speaker)
            | {
                "id": child_id("speaker", video, speaker.label),
                "speakingSeconds": seconds[speaker.label] / 1000,
                "segmentCount": spoken[speaker.label],
                "person": None if speaker.person is None else persons.get(speaker.person),
            },
        )


def _add_summary(part: VideoRows, document: VideoDocument, video: str) -> None:
    for index, chapter in enumerate(document.chapters):
        part.add(
            "chapter",
            field_values("chapter", chapter)
            | {
                "id": child_id("chapter", video, index),
                "index": index,
                "searchTitle": search_form(chapter.title),
            },
        )
    for place, section in enumerate(document.sections):
        id_ = child_id("section", video, place)
        part.add(
            "section",
            field_values("section", section)
            | {"id": id_, "index": place, "searchHeading": search_form(section.heading)},
        )
        for index, bullet in enumerate(section.bullets):
            part.add(
                "bullet",
                field_values("bullet", bullet)
                | {
                    "id": child_id("bullet", video, place, index),
                    "section": id_,
                    "index": index,
                    "searchText": search_form(bullet.text),
                    "segments": [child_id("segment", video, i) for i in sorted(set(bullet.segments))],
                },
            )


def _add_topics(part: VideoRows, document: VideoDocument, video: str) -> None:
    found: defaultdict[str, set[int]] = defaultdict(set)
    given: defaultdict[str, list[TopicInfo]] = defaultdict(list)
    for place, topic in enumerate(document.topics):
        id_ = topic_id(topic.name)
        if id_ == "topic:":
            raise InvalidInput(f"{topic.name!r} is no topic: give a word", ("topics", place, "name"))
        found[id_].update(topic.segments)
        given[id_].append(topic)
    for id_, segments in found.items():
        first = document.segments[min(segments)].start_seconds
        name = best_name([topic.name for topic in given[id_]])
        part.add(
            "discusses",
            first_given("discusses", [field_values("discusses", topic) for topic in given[id_]])
            | {
                "topic": id_,
                "segmentCount": len(segments),
                "firstSeconds": first,
                "name": name,
                "authority": authority_of_name(document, name or "", part.authority),
            },
        )
        for index in sorted(segments):
            part.add("about", {"segment": child_id("segment", video, index), "topic": id_})
