"""VideoDocument + resolution → the rows of its video. Pure.

Here the video itself, its words, summary and topics; `build_entities.py` has who and what it speaks of.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from service.domain.document import VideoDocument
from service.domain.text import search_form
from service.errors import InvalidInput
from service.graph.preferred_values import best_name
from service.ingest.identity import channel_id, child_id, topic_id, video_slug
from service.ingest.resolution.resolve import Naming, Resolution
from service.ingest.storage.build_entities import add_entities, add_evidence
from service.ingest.video_rows import Part, Row


def video_row(document: VideoDocument, video: str, hash_: str, source: str | None = None) -> Row:
    """The properties of the Video node but `addedAt`, `updatedAt`, `revision` and those of `video_forms`."""
    known = document.video
    return {
        "id": video,
        "slug": video_slug(video, known.title),
        "title": known.title,
        "description": known.description,
        "url": known.url,
        "momentUrlTemplate": known.moment_url_template,
        "thumbnailUrl": known.thumbnail_url,
        "mediaUrl": None if known.media is None else known.media.url,
        "mediaType": None if known.media is None else known.media.media_type,
        "publishedOn": known.published_on.isoformat() if known.published_on else None,
        "durationSeconds": known.duration_seconds,
        "language": known.language,
        "summary": document.summary,
        "contentHash": hash_,
        "sourceHash": source,
    }


def video_forms(row: Row) -> Row:
    """What of a video is searched, in its search form."""
    return {
        f"search{name.capitalize()}": None if row[name] is None else search_form(row[name])
        for name in ("title", "description", "summary")
    }


def build_part(
    document: VideoDocument, video: str, namings: Sequence[Naming], resolution: Resolution
) -> Part:
    """All rows of the document.

    Raises:
        InvalidInput: a quote that is not in its segments, a type of connection that does not exist, a topic
            without a word in its name. `path` leads to it.
    """
    channel = document.video.channel
    day = document.video.published_on
    part = Part(video, None if day is None else day.isoformat())
    if channel is not None:
        part.add("published", {"channel": channel_id(channel), "name": channel.name, "url": channel.url})
    # A voice is a person's: what was dropped, or decided to be of another kind, has none.
    persons = {naming.key: resolution.entities[naming.key] for naming in namings if naming.kind == "PERSON"}
    _add_transcript(part, document, video, persons)
    _add_summary(part, document, video)
    _add_topics(part, document, video)
    add_entities(part, document, namings, resolution)
    add_evidence(part, document, namings, resolution)
    return part


def _add_transcript(part: Part, document: VideoDocument, video: str, persons: Mapping[str, str]) -> None:
    seconds: Counter[str] = Counter()
    spoken: Counter[str] = Counter()
    for index, segment in enumerate(document.segments):
        id_ = child_id("segment", video, index)
        part.add(
            "segment",
            {
                "id": id_,
                "index": index,
                "text": segment.text,
                "searchText": search_form(segment.text),
                "startSeconds": segment.start_seconds,
                "endSeconds": segment.end_seconds,
            },
        )
        if segment.speaker is not None:
            seconds[segment.speaker] += round((segment.end_seconds - segment.start_seconds) * 1000)
            spoken[segment.speaker] += 1
            part.add("spoken_by", {"segment": id_, "speaker": child_id("speaker", video, segment.speaker)})
    for speaker in document.speakers:
        part.add(
            "speaker",
            {
                "id": child_id("speaker", video, speaker.label),
                "label": speaker.label,
                "speakingSeconds": seconds[speaker.label] / 1000,
                "segmentCount": spoken[speaker.label],
                "person": None if speaker.person is None else persons.get(speaker.person),
            },
        )


def _add_summary(part: Part, document: VideoDocument, video: str) -> None:
    for index, chapter in enumerate(document.chapters):
        part.add(
            "chapter",
            {
                "id": child_id("chapter", video, index),
                "index": index,
                "title": chapter.title,
                "searchTitle": search_form(chapter.title),
                "startSeconds": chapter.start_seconds,
                "endSeconds": chapter.end_seconds,
            },
        )
    for place, section in enumerate(document.sections):
        id_ = child_id("section", video, place)
        part.add(
            "section",
            {
                "id": id_,
                "index": place,
                "heading": section.heading,
                "searchHeading": search_form(section.heading),
                "startSeconds": section.start_seconds,
            },
        )
        for index, bullet in enumerate(section.bullets):
            part.add(
                "bullet",
                {
                    "id": child_id("bullet", video, place, index),
                    "section": id_,
                    "index": index,
                    "symbol": bullet.symbol,
                    "text": bullet.text,
                    "searchText": search_form(bullet.text),
                    "segments": [child_id("segment", video, i) for i in sorted(set(bullet.segments))],
                },
            )


def _add_topics(part: Part, document: VideoDocument, video: str) -> None:
    found: defaultdict[str, set[int]] = defaultdict(set)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for place, topic in enumerate(document.topics):
        id_ = topic_id(topic.name)
        if id_ == "topic:":
            raise InvalidInput(f"{topic.name!r} is no topic: give a word", ("topics", place, "name"))
        found[id_].update(topic.segments)
        names[id_].append(topic.name)
    for id_, segments in found.items():
        first = document.segments[min(segments)].start_seconds
        part.add(
            "discusses",
            {
                "topic": id_,
                "segmentCount": len(segments),
                "firstSeconds": first,
                "name": best_name(names[id_]),
            },
        )
        for index in sorted(segments):
            part.add("about", {"segment": child_id("segment", video, index), "topic": id_})
