"""The segments of a talk: statements, mentions and other words, in this order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from benchmarks.scale.generator.cast import Cast, Person, Statement
from benchmarks.scale.generator.words import Words

SEGMENTS = 34
_SPAN = 0.1
"""Share of the statements that run over the end of their segment."""


@dataclass
class Segment:
    """An unfinished segment. `mentions`: entity, name and offset. `closed`: its last statement continues in the next
    segment, so no words may follow."""

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


def topics_of_segments(random: Random, count: int) -> list[set[int]]:
    """Gives each topic a part of the talk. Some segments have a second topic, or none."""
    about: list[set[int]] = []
    for index in range(SEGMENTS):
        main = index * count // SEGMENTS
        chance = random.random()
        about.append(set() if chance < 0.15 else {main} if chance < 0.9 else {main, random.randrange(count)})
    for topic in range(count):
        about[-(-topic * SEGMENTS // count)].add(topic)
    return about


def _name(random: Random, entity: Person, used: dict[str, set[str]]) -> str:
    """Returns mostly the main name, sometimes an alias."""
    name = entity.names[0] if random.random() < 0.8 else random.choice(entity.names)
    used[entity.key].add(name)
    return name


def say_statements(
    random: Random,
    words: Words,
    segments: list[Segment],
    statements: list[Statement],
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


def mention_the_rest(
    random: Random, words: Words, segments: list[Segment], cast: Cast, used: dict[str, set[str]]
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


def fill_segments(
    random: Random, words: Words, segments: list[Segment], about: list[set[int]], topics: Sequence[str]
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
