"""Generates one talk: its words, names and statements, as a VideoDocument."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from benchmarks.scale.generator.cast import Cast, Person, draw_statements
from benchmarks.scale.generator.segments import (
    SEGMENTS,
    Segment,
    fill_segments,
    mention_the_rest,
    say_statements,
    topics_of_segments,
)
from benchmarks.scale.generator.words import Words
from service.domain.document import VideoDocument

_SYMBOLS = ("💡", "🔬", "🧭", "⚙️", None)


def make_talk(
    random: Random,
    words: Words,
    index: int,
    cast: Cast,
    topics: Sequence[str],
    channel: int,
    day: date | None,
) -> VideoDocument:
    """Returns talk number `index`. Everything else is drawn from `random`."""
    segments = [Segment() for _ in range(SEGMENTS)]
    about = topics_of_segments(random, len(topics))
    used: defaultdict[str, set[str]] = defaultdict(set)
    relationships = say_statements(random, words, segments, draw_statements(random, cast), used)
    mention_the_rest(random, words, segments, cast, used)
    fill_segments(random, words, segments, about, topics)
    starts = [0.0]
    for segment in segments:
        starts.append(round(starts[-1] + len(segment.text) * random.uniform(0.055, 0.075), 3))
    speakers, voices = _speakers(random, cast)
    id_ = f"talk-{index:05}"
    title = f"{random.choice(topics)}: {' '.join(words.some(random, 4))}".strip()
    document: dict[str, Any] = {
        "video": {
            "id": id_,
            "title": title,
            "description": " ".join(words.some(random, 25)).capitalize() + ".",
            "url": f"https://example.org/watch/{id_}",
            "moment_url_template": f"https://example.org/watch/{id_}?t={{seconds}}",
            "thumbnail_url": f"https://example.org/still/{id_}.jpg",
            "published_on": day,
            "duration_seconds": starts[-1],
            "language": random.choices(("en", "de", "fr"), (90, 6, 4))[0],
            "channel": {
                "name": f"Channel {channel + 1}",
                "url": f"https://example.org/channel/{channel + 1}",
            },
        },
        "speakers": speakers,
        "segments": [
            {
                "text": segment.text,
                "start_seconds": starts[i],
                "end_seconds": starts[i + 1],
                "speaker": voices[i * len(voices) // SEGMENTS],
            }
            for i, segment in enumerate(segments)
        ],
        "chapters": _chapters(words, random, starts, topics),
        "extractor": "scale/1",
        "summary": _sentence(random, words, cast.everybody[0].names[0], 30),
        "sections": _sections(random, words, cast, topics, starts),
        "topics": [
            {"name": name, "segments": [i for i in range(SEGMENTS) if place in about[i]]}
            for place, name in enumerate(topics)
        ],
        "entities": [_entity(entity, cast, segments, used) for entity in cast.everybody],
        "relationships": relationships,
    }
    return VideoDocument.model_validate(document)


def _speakers(random: Random, cast: Cast) -> tuple[list[dict[str, Any]], list[str]]:
    """Returns two or three speakers and their parts. About half of them are persons of the cast."""
    persons = [entity for entity in cast.everybody if entity.kind == "PERSON"]
    known = random.sample(persons, min(len(persons), random.choice((0, 1, 1, 2))))
    speakers: list[dict[str, Any]] = [{"label": entity.names[0], "person": entity.key} for entity in known]
    speakers += [{"label": f"Speaker {i + 1}", "person": None} for i in range(2 if not known else 1)]
    labels = [str(speaker["label"]) for speaker in speakers]
    return speakers, [labels[i % len(labels)] for i in range(8)]


def _chapters(
    words: Words, random: Random, starts: list[float], topics: Sequence[str]
) -> list[dict[str, Any]]:
    bounds = [0, 7, 14, 21, 28, SEGMENTS]
    return [
        {
            "title": f"{topics[i % len(topics)]} {' '.join(words.some(random, 3))}",
            "start_seconds": starts[bounds[i]],
            "end_seconds": starts[bounds[i + 1]],
        }
        for i in range(5)
    ]


def _sections(
    random: Random, words: Words, cast: Cast, topics: Sequence[str], starts: list[float]
) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    for place in range(3):
        first = place * 11
        bullets = [
            {
                "text": _sentence(random, words, random.choice(cast.everybody).names[0], 10),
                "symbol": random.choice(_SYMBOLS),
                "segments": sorted(random.sample(range(first, first + 11), random.choice((1, 1, 2)))),
            }
            for _ in range(3)
        ]
        heading = f"{topics[place % len(topics)]} {' '.join(words.some(random, 2))}"
        sections.append({"heading": heading, "start_seconds": starts[first], "bullets": bullets})
    return sections


def _sentence(random: Random, words: Words, name: str, count: int) -> str:
    said = words.some(random, count)
    return f"{' '.join(said[: count // 2]).capitalize()} {name} {' '.join(said[count // 2 :])}."


def _entity(entity: Person, cast: Cast, segments: list[Segment], used: dict[str, set[str]]) -> dict[str, Any]:
    """The first talk gives all names and what is known, as each talk does of the hub; others the names that they use."""
    first = entity in cast.debuts or entity is cast.hub
    names = entity.names if first else [name for name in entity.names if name in used[entity.key]]
    return {
        "key": entity.key,
        "name": entity.names[0],
        "kind": entity.kind,
        "aliases": [name for name in names if name != entity.names[0]],
        "description": entity.description if first else None,
        "url": entity.url if first else None,
        "mentions": [
            {"segment": place, "start_offset": start, "end_offset": start + len(name)}
            for place, segment in enumerate(segments)
            for who, name, start in segment.mentions
            if who is entity
        ],
    }
