"""Generates one talk: its words, names and statements, as a VideoDocument."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any
from zlib import crc32

from benchmarks.scale.words import Words
from service.domain.document import Kind, VideoDocument
from service.domain.model import CO_MENTION, KINDS, read_model

SEGMENTS = 34
_SPAN = 0.1
"""Share of the statements that run over the end of their segment."""
_TYPED, _TOGETHER = 9, 4
_SYMBOLS = ("💡", "🔬", "🧭", "⚙️", None)


@dataclass(frozen=True)
class Person:
    """An entity of the archive; the main name comes first."""

    index: int
    kind: Kind
    names: tuple[str, ...]
    description: str | None
    url: str | None

    @property
    def key(self) -> str:
        return f"e{self.index}"


@dataclass(frozen=True)
class Cast:
    """The cast of a talk: the entities that it names first, perhaps the hub, and others."""

    debuts: Sequence[Person]
    hub: Person | None
    others: Sequence[Person]

    @property
    def everybody(self) -> list[Person]:
        return [*([self.hub] if self.hub else []), *self.debuts, *self.others]


@dataclass(frozen=True)
class _Statement:
    """A statement about two entities, with the words between their names."""

    source: Person
    type: str
    target: Person


@dataclass
class _Segment:
    """A segment in the making. `mentions`: entity, name, where it begins. `closed`: its last words go on in the next
    segment, so nothing may be said behind them."""

    text: str = ""
    closed: bool = False
    mentions: list[tuple[Person, str, int]] = field(default_factory=list[tuple[Person, str, int]])

    def say(self, words: str) -> int:
        """Adds words, and returns their offset."""
        start = len(self.text) + 1 if self.text else 0
        self.text += f" {words}" if self.text else words
        return start

    def name(self, entity: Person, name: str) -> int:
        start = self.say(name)
        self.mentions.append((entity, name, start))
        return start


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
    segments = [_Segment() for _ in range(SEGMENTS)]
    about = _topics_of_segments(random, len(topics))
    used: defaultdict[str, set[str]] = defaultdict(set)
    relationships = _say_statements(random, words, segments, _statements(random, cast), used)
    _name_the_rest(random, words, segments, cast, used)
    _fill(random, words, segments, about, topics)
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


def _topics_of_segments(random: Random, count: int) -> list[set[int]]:
    """Gives each topic a part of the talk. Some segments have a second topic, or none."""
    about: list[set[int]] = []
    for index in range(SEGMENTS):
        main = index * count // SEGMENTS
        chance = random.random()
        about.append(set() if chance < 0.15 else {main} if chance < 0.9 else {main, random.randrange(count)})
    for topic in range(count):
        about[-(-topic * SEGMENTS // count)].add(topic)
    return about


def _statements(random: Random, cast: Cast) -> list[_Statement]:
    """Returns the statements of the talk: on the hub and each new entity, and on others. The same pair mostly has the same type."""
    found: dict[tuple[int, str, int], _Statement] = {}

    def add(source: Person, type_: str, target: Person) -> None:
        symmetric = read_model().connections[type_].symmetric
        ends = sorted((source.index, target.index)) if symmetric else (source.index, target.index)
        found.setdefault((ends[0], type_, ends[1]), _Statement(source, type_, target))

    if cast.hub:
        for entity in cast.debuts:
            pair = (cast.hub, entity) if random.random() < 0.3 else (entity, cast.hub)
            add(pair[0], _type(random, *pair), pair[1])
    # In a talk without the hub the last newcomer stays unconnected: no archive is all of one piece.
    people = [*(cast.debuts if cast.hub else cast.debuts[:-1]), *cast.others]
    for _ in range(_TYPED if len(people) > 1 else 0):
        source, target = random.sample(people, 2)
        add(source, _type(random, source, target), target)
    for _ in range(_TOGETHER if len(people) > 1 else 0):
        one, other = random.sample([cast.hub, *people] if cast.hub else people, 2)
        add(one, CO_MENTION, other)
    return list(found.values())


def _type(random: Random, source: Person, target: Person) -> str:
    """Returns a type that model.toml allows between the two kinds; for one pair it is nearly always the same."""
    allowed = _ALLOWED[source.kind, target.kind]
    if random.random() < 0.15:
        return random.choice(allowed)
    return allowed[crc32(f"{source.key} {target.key}".encode()) % len(allowed)]


_ALLOWED = {
    (source, target): [
        type_.name
        for type_ in read_model().connections.values()
        if type_.name != CO_MENTION and type_.allows(KINDS[source], KINDS[target])
    ]
    for source in KINDS
    for target in KINDS
}


def _name(random: Random, entity: Person, used: dict[str, set[str]]) -> str:
    """Returns mostly the main name, sometimes an alias."""
    name = entity.names[0] if random.random() < 0.8 else random.choice(entity.names)
    used[entity.key].add(name)
    return name


def _say_statements(
    random: Random,
    words: Words,
    segments: list[_Segment],
    statements: list[_Statement],
    used: dict[str, set[str]],
) -> list[dict[str, Any]]:
    """Puts each statement into its own segment, and returns the relationships with their quotes."""
    free = random.sample(range(0, SEGMENTS - 1), min(len(statements), SEGMENTS - 1))
    relationships: list[dict[str, Any]] = []
    for statement, place in zip(statements, sorted(free), strict=False):
        segment = segments[place]
        label = statement.type.lower().replace("_", " ")
        first, last = _name(random, statement.source, used), _name(random, statement.target, used)
        if not segment.text:
            segment.say(" ".join(words.some(random, random.randrange(3, 9))).capitalize() + ".")
        start = segment.name(statement.source, first)
        segment.say(label)
        quote = f"{segment.text[start:]} {last}"
        segment.closed = random.random() < _SPAN
        ending = segments[place + 1] if segment.closed else segment
        ending.name(statement.target, last)
        ending.text += "."
        relationships.append(
            {
                "source": statement.source.key,
                "type": statement.type,
                "target": statement.target.key,
                "evidence": [
                    {
                        "quote": quote,
                        "segment": place,
                        "start_offset": start,
                        "label": label,
                        "confidence": round(random.uniform(0.5, 1), 2) if random.random() < 0.8 else None,
                        "subject_name": first,
                        "object_name": last,
                    }
                ],
            }
        )
    return relationships


def _name_the_rest(
    random: Random, words: Words, segments: list[_Segment], cast: Cast, used: dict[str, set[str]]
) -> None:
    """Mentions each entity at least once, the first of the cast more often. Some segments mention none."""
    everybody = cast.everybody
    unheard = [entity for entity in everybody if entity.key not in used]
    often = random.choices(everybody, [1 / (i + 1) for i in range(len(everybody))], k=14)
    open_ = [segment for segment in segments if not segment.closed]
    for entity in [*unheard, *often]:
        segment = random.choice(open_)
        segment.say(" ".join(words.some(random, random.randrange(2, 6))).capitalize())
        segment.name(entity, _name(random, entity, used))
        segment.text += "."


def _fill(
    random: Random, words: Words, segments: list[_Segment], about: list[set[int]], topics: Sequence[str]
) -> None:
    """Fills a segment with words up to a usual length. A segment with a topic contains some words of it."""
    for place, segment in enumerate(segments):
        if segment.closed:
            continue
        count = max(4, 22 - segment.text.count(" ") + random.randrange(-6, 7))
        filler = words.some(random, count)
        for topic in about[place]:
            if random.random() < 0.4:
                filler[random.randrange(count)] = topics[topic].lower()
        segment.say(" ".join(filler).capitalize() + ".")


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


def _entity(
    entity: Person, cast: Cast, segments: list[_Segment], used: dict[str, set[str]]
) -> dict[str, Any]:
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
