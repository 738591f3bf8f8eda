"""The queries of the benchmark: each kind of read as GraphQL, the same as plain Cypher, and the aim for both.

The GraphQL stands in `operations/`, the Cypher in `plain/`; both are called like the read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.scale.sample import Sample
from service.api.execution.engine import OPERATIONS
from service.domain.model import CO_MENTION, read_model

HERE = Path(__file__).parent
NEWEST = {"date": "9999-12-31", "video": ""}
"""Where the first page begins, for the plain Cypher of a list of videos."""
PAGE = 50
type Values = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One case: the variables of the operation and the parameters of the Cypher."""

    variables: Values
    parameters: Values


@dataclass(frozen=True)
class Question:
    """`aim`: median in milliseconds (over the driver's floor where `over_floor`; the 99th percentile where `high`); None
    if there is none. `over_http`: asked of the served API and not of the engine; `fresh`: nothing is laid out yet."""

    title: str
    read: str
    aim: float | None
    cases: list[Case] = field(repr=False)
    over_floor: bool = False
    high: bool = False
    over_http: bool = False
    fresh: bool = False
    page: int = 1

    @property
    def operation(self) -> str:
        folder = OPERATIONS if self.read == "video_page" else HERE / "operations"
        return _text(folder / f"{self.read}.graphql")

    @property
    def plain(self) -> str | None:
        """None for the page of a video, which is compared with the composed statement itself."""
        file = HERE / "plain" / f"{self.read}.cypher"
        return _text(file).replace("TYPES", _typed()) if file.exists() else None


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _typed() -> str:
    return "|".join(type_ for type_ in read_model().connections if type_ != CO_MENTION)


def make_questions(sample: Sample, pairs: int) -> list[Question]:
    """`pairs`: number of random pairs of entities between which paths are searched."""
    entities = {"typical": sample.typical, "99th percentile": sample.high, "hub": [sample.hub]}

    def of_entities(title: str, read: str, aims: dict[str, float | None], **more: Any) -> list[Question]:
        return [
            Question(f"{title}, {which}", read, aim, [_id_case(read, id_) for id_ in entities[which]], **more)
            for which, aim in aims.items()
        ]

    videos = [Case({"by": {"id": id_}}, {"id": id_}) for id_ in sample.videos]
    return [
        Question("video page", "video_page", None, videos),
        Question("video page, over HTTP", "video_page", 2, videos, over_http=True),
        *of_entities("neighbors, 2 hops", "neighbors_2", dict(_WALKS), over_floor=True),
        *of_entities("neighbors, 3 hops", "neighbors_3", dict(_WALKS), over_floor=True),
        Question("paths, typical", "paths", 10, [_pair(a, b) for a, b in sample.typical_pairs]),
        Question("paths, from the hub", "paths", 60, [_pair(sample.hub, id_) for id_ in sample.typical]),
        Question("paths, none", "paths", 60, [_pair(id_, sample.alone) for id_ in sample.typical]),
        Question(
            "paths, random pairs",
            "paths",
            60,
            [_pair(a, b) for a, b in sample.random_pairs[:pairs]],
            high=True,
        ),
        *of_entities("entity page", "entity_page", {"typical": 5, "99th percentile": None, "hub": 60}),
        Question("suggest", "suggest", 5, [_same({"prefix": prefix}) for prefix in sample.prefixes]),
        Question("search", "search", 15, [_same({"query": words}) for words in sample.words]),
        Question(
            "search, with facets", "search_facets", None, [_same({"query": words}) for words in sample.words]
        ),
        *(
            Question(
                f"search, {which}",
                "search_within",
                None,
                [_within(words, key, ids) for words in sample.words],
            )
            for which, key, ids in (
                ("in one video", "videos", sample.videos[:1]),
                ("of a speaker", "speakers", sample.speakers[:1]),
                ("of the busiest speaker", "speakers", sample.speakers[-1:]),
            )
        ),
        Question(
            "suggestions", "suggestions", None, [_same({"prefix": prefix}) for prefix in sample.prefixes]
        ),
        Question("topic + entity + date, typical", "videos_filtered", 15, _filtered(sample.met, sample)),
        Question("topic + entity + date, both large", "videos_filtered", 50, _filtered(sample.large, sample)),
        Question(
            f"topic + entity + date, both large, page {PAGE}",
            "videos_filtered",
            50,
            _filtered(sample.large, sample),
            page=PAGE,
        ),
        Question("newest videos", "videos", None, [Case({}, NEWEST)]),
        Question(f"newest videos, page {PAGE}", "videos", None, [Case({}, NEWEST)], page=PAGE),
        Question("totalCount of the largest topic", "topic_count", 15, [_same({"id": sample.topics[0]})]),
        Question("related", "related", 15, videos),
        *of_entities("timeline", "timeline", {"typical": 10, "99th percentile": 10, "hub": 60}),
        *of_entities("graph of 100, layout cached", "graph", dict.fromkeys(entities, 40)),
        *of_entities("graph of 100, layout anew", "graph", dict.fromkeys(entities, 150), fresh=True),
        Question("segments by entity and topic, typical", "segments", 15, _moments(sample.met)),
        Question("segments by entity and topic, both large", "segments", 15, _moments(sample.large)),
        Question("Topic.entities of the largest", "topic_entities", None, [_same({"id": sample.topics[0]})]),
        *of_entities("Entity.videos", "entity_videos", {"typical": None, "hub": None}),
    ]


_WALKS: dict[str, float | None] = {"typical": 5, "99th percentile": 15, "hub": 15}


def _id_case(read: str, id_: str) -> Case:
    return Case({"by": {"id": id_}} if read == "entity_page" else {"id": id_}, {"id": id_})


def _same(values: Values) -> Case:
    return Case(values, values)


def _pair(source: str, target: str) -> Case:
    return _same({"source": source, "target": target})


def _within(words: str, key: str, ids: list[str]) -> Case:
    plain = {"videos": "video", "speakers": "speaker"}
    return Case(
        {"query": words, "where": {key: {"any": ids}}},
        {"query": words, "video": "", "speaker": "", plain[key]: ids[0]},
    )


def _filtered(pairs: list[tuple[str, str]], sample: Sample) -> list[Case]:
    days = {"from": sample.first_day, "before": sample.last_day}
    return [
        Case({"topic": topic, "entity": entity, **days}, {"topic": topic, "entity": entity, **days, **NEWEST})
        for topic, entity in pairs
    ]


def _moments(pairs: list[tuple[str, str]]) -> list[Case]:
    return [_same({"topic": topic, "entity": entity}) for topic, entity in pairs]
