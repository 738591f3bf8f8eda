"""Selects the entities, topics, videos and words of an archive for the queries: by rank, so the same in each run."""

from dataclasses import dataclass
from random import Random
from typing import Any

from service.graph.driver.database import Database

_EACH = 12
_PAIRS = 1000
_ENTITIES = (
    "MATCH (e:Entity) RETURN e.id, e.relationshipCount, e.searchName ORDER BY e.relationshipCount, e.id"
)
_TOPICS = "MATCH (t:Topic) RETURN t.id, t.name ORDER BY t.videoCount DESC, t.id"
_VIDEOS = "MATCH (v:Video) RETURN v.id ORDER BY v.id"
_SPEAKERS = (
    "MATCH (p:Person)<-[:IS]-(voice:Speaker) WITH p, sum(voice.segmentCount) AS segments WHERE segments > 0 "
    "RETURN p.id ORDER BY segments, p.id"
)
_COVERED = (
    "UNWIND $ids AS id MATCH (e:Entity {id: id})<-[covers:COVERS]-(t:Topic) "
    "WITH e, t ORDER BY covers.segmentCount DESC, t.id RETURN head(collect(t.id)), e.id"
)


@dataclass(frozen=True)
class Sample:
    """Ids. `typical` and `high`: entities about the median and the 99th percentile of relationships, among those that
    have any; `alone` has none. `random_pairs`: of those that have any, but every 50th is of the hub, and every 50th of one
    without. `met`: a topic and an entity that it covers; `large`: the same of the largest. `speakers`: a typical one, and who says most."""

    videos: list[str]
    typical: list[str]
    high: list[str]
    hub: str
    alone: str
    typical_pairs: list[tuple[str, str]]
    random_pairs: list[tuple[str, str]]
    topics: list[str]
    met: list[tuple[str, str]]
    large: list[tuple[str, str]]
    prefixes: list[str]
    words: list[str]
    speakers: list[str]
    first_day: str = "2018-01-01"
    last_day: str = "2026-01-01"


async def take_sample(database: Database) -> Sample:
    async def ask(text: str, **parameters: Any) -> list[list[Any]]:
        return await database.read(text, parameters, name="sample", timeout=60)

    random = Random("sample")
    entities = await ask(_ENTITIES)
    connected = [(id_, name) for id_, count, name in entities if count]
    alone = next(id_ for id_, count, _ in entities if not count)
    ids = [id_ for id_, _ in connected]
    typical, high = _around(ids, 0.5), _around(ids, 0.99)
    topics = await ask(_TOPICS)
    videos = [row[0] for row in await ask(_VIDEOS)]
    speakers = [row[0] for row in await ask(_SPEAKERS)]
    names = [name for _, name in random.sample(connected, _EACH)]
    covered = await ask(_COVERED, ids=high)
    return Sample(
        videos=videos[:: max(1, len(videos) // 40)],
        typical=typical,
        high=high,
        hub=ids[-1],
        alone=alone,
        typical_pairs=list(zip(typical, typical[5:] + typical[:5], strict=True)),
        random_pairs=_random_pairs(random, ids, alone),
        topics=[id_ for id_, _ in topics],
        met=[(topic, entity) for topic, entity in covered],
        large=[(topics[0][0], ids[-1])],
        prefixes=[name[: 2 + i % 4] for i, name in enumerate(names)],
        words=[
            *names[:4],
            *(name for _, name in topics[1 : _EACH // 3 + 1]),
            *("the energy market", "carbon", "who said that", "quantum signal of a virus"),
        ],
        speakers=[speakers[len(speakers) // 2], speakers[-1]],
    )


def _random_pairs(random: Random, ids: list[str], alone: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for number in range(_PAIRS):
        source, target = random.sample(ids, 2)
        if number % 50 == 1:
            source = ids[-1]
        elif number % 50 == 2:
            target = alone
        pairs.append((source, target))
    return pairs


def _around(ids: list[str], share: float) -> list[str]:
    """Returns some entries at about this rank."""
    middle = min(int(len(ids) * share), len(ids) - 1 - _EACH // 2)
    return ids[middle - _EACH // 2 : middle + _EACH // 2]
