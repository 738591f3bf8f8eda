"""Generates an archive of talks: any number of videos, the same for the same seed.

What a real archive has and a small one does not: entities, topics and words of which few are everywhere and most are
almost nowhere, and a hub, a company to which half of all entities are connected. Each talk is a VideoDocument like any
other; `python -m benchmarks.scale check` holds some of them against the rules for documents from outside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random

from benchmarks.scale.generator.cast import Cast, Person
from benchmarks.scale.generator.talk import make_talk
from benchmarks.scale.generator.words import Names, Words, zipf
from service.domain.document import Kind, VideoDocument

DEBUTS = 5
"""Entities that each talk is the first to name: there are five times as many entities as talks."""
_DRAWN = 10
_KINDS: tuple[Kind, ...] = ("PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT")
_KIND_WEIGHTS = (30, 20, 25, 20, 5)
_FIRST_DAY = date(2016, 11, 1)
_DAYS = 3650
HUB = 0
"""Index of the hub among the entities: in every second talk, connected to all that is first named there."""


@dataclass(frozen=True)
class Archive:
    """An archive of `videos` talks, with entities, topics and channels in proportion."""

    videos: int
    seed: int = 1

    @cached_property
    def words(self) -> Words:
        return Words()

    @cached_property
    def topics(self) -> list[str]:
        names = Names(Random(f"{self.seed} topics"), self.words)
        return [names.topic() for _ in range(max(4, self.videos // 10))]

    @cached_property
    def entities(self) -> list[Person]:
        """Sorted by index: the most popular come first."""
        random = Random(f"{self.seed} entities")
        names = Names(random, self.words)
        found: list[Person] = []
        for index in range(self.videos * DEBUTS):
            kind = "COMPANY" if index == HUB else random.choices(_KINDS, _KIND_WEIGHTS)[0]
            described = random.random() < 0.4
            words = " ".join(self.words.some(random, 8)) if described else None
            url = f"https://example.org/about/{index}" if random.random() < 0.2 else None
            found.append(Person(index, kind, names.entity(kind), words and words.capitalize() + ".", url))
        return found

    @cached_property
    def _debuts(self) -> list[int]:
        """Returns the entities in the order in which talks name them first: talk i those from place 5 i on."""
        order = list(range(1, self.videos * DEBUTS))
        Random(f"{self.seed} debuts").shuffle(order)
        # The hub's own debut must be in a talk that it is in.
        return [HUB, *order]

    @cached_property
    def _talk_topics(self) -> list[tuple[int, ...]]:
        random = Random(f"{self.seed} topics of talks")
        weights = zipf(len(self.topics), 1.0)
        found: list[tuple[int, ...]] = []
        for index in range(self.videos):
            drawn = random.choices(range(len(self.topics)), cum_weights=weights, k=3)
            found.append(tuple(dict.fromkeys([*drawn, index % len(self.topics)])))
        return found

    @cached_property
    def _at_home(self) -> list[list[int]]:
        """Maps each topic to the entities of its field, the most popular first."""
        random = Random(f"{self.seed} homes")
        homes: list[list[int]] = [[] for _ in self.topics]
        for place, entity in enumerate(self._debuts):
            homes[random.choice(self._talk_topics[place // DEBUTS])].append(entity)
        return [sorted(home) for home in homes]

    @cached_property
    def _popularity(self) -> list[float]:
        return zipf(self.videos * DEBUTS, 0.85)

    def documents(self) -> Iterator[VideoDocument]:
        for index in range(self.videos):
            yield self.document(index)

    def document(self, index: int) -> VideoDocument:
        random = Random(f"{self.seed} talk {index}")
        topics = self._talk_topics[index]
        debuts = [self.entities[i] for i in self._debuts[index * DEBUTS : (index + 1) * DEBUTS]]
        cast = Cast(
            debuts=[entity for entity in debuts if entity.index != HUB],
            hub=self.entities[HUB] if index % 2 == 0 else None,
            others=self._drawn(random, topics, {entity.index for entity in debuts}),
        )
        day = _FIRST_DAY + timedelta(days=random.randrange(_DAYS)) if random.random() < 0.97 else None
        channel = min(int(random.paretovariate(0.6)) - 1, max(2, self.videos * 3 // 200) - 1)
        return make_talk(random, self.words, index, cast, [self.topics[i] for i in topics], channel, day)

    def _drawn(self, random: Random, topics: tuple[int, ...], taken: set[int]) -> list[Person]:
        """Returns the guests of the talk. Most are from the fields of its topics; popular ones are drawn more often."""
        everybody = range(len(self.entities))
        drawn: dict[int, None] = {}
        for _ in range(_DRAWN):
            home = self._at_home[random.choice(topics)] if random.random() < 0.5 else []
            if home:
                index = home[min(int(random.paretovariate(0.7)) - 1, len(home) - 1)]
            else:
                index = random.choices(everybody, cum_weights=self._popularity)[0]
            if index != HUB and index not in taken:
                drawn[index] = None
        return [self.entities[index] for index in drawn]
