"""The types of the Strawberry peer, as its documentation recommends: plain classes, and a loader in each field that leads on."""

from collections import Counter
from typing import Any

import strawberry

from benchmarks.peers.loaders import Loaders


def loaders_of(info: strawberry.Info) -> Loaders:
    return info.context["loaders"]


async def link(info: strawberry.Info, video: str, seconds: float) -> str | None:
    template = (await loaders_of(info)["video"].load(video))["momentUrlTemplate"]
    return template and template.replace("{seconds}", str(int(seconds)))


@strawberry.type
class PageInfo:
    has_next_page: bool


@strawberry.type
class Media:
    url: str
    media_type: str | None


@strawberry.type
class Channel:
    name: str
    url: str | None


@strawberry.type
class Topic:
    id: strawberry.ID
    slug: str
    name: str


@strawberry.type
class Entity:
    id: strawberry.ID
    slug: str
    name: str
    kind: str
    description: str | None


@strawberry.type
class Speaker:
    id: strawberry.ID
    label: str
    speaking_seconds: float

    @strawberry.field
    async def person(self, info: strawberry.Info) -> Entity | None:
        found = await loaders_of(info)["person"].load(self.id)
        return found and Entity(**found)


def speaker_of(found: dict[str, Any] | None) -> Speaker | None:
    if found is None:
        return None
    return Speaker(id=found["id"], label=found["label"], speaking_seconds=found["speakingSeconds"])


@strawberry.type
class Mention:
    start_offset: int
    end_offset: int
    entity_id: strawberry.Private[str]

    @strawberry.field
    async def entity(self, info: strawberry.Info) -> Entity:
        return Entity(**await loaders_of(info)["entity"].load(self.entity_id))


@strawberry.type
class Segment:
    id: strawberry.ID
    index: int
    start_seconds: float
    end_seconds: float
    text: str
    video_id: strawberry.Private[str]

    @strawberry.field
    async def url(self, info: strawberry.Info) -> str | None:
        return await link(info, self.video_id, self.start_seconds)

    @strawberry.field
    async def speaker(self, info: strawberry.Info) -> Speaker | None:
        return speaker_of(await loaders_of(info)["speaker_of_segment"].load(self.id))

    @strawberry.field
    async def mentions(self, info: strawberry.Info) -> list[Mention]:
        found = await loaders_of(info)["mentions"].load(self.id)
        return [
            Mention(start_offset=one["startOffset"], end_offset=one["endOffset"], entity_id=one["entity"])
            for one in found
        ]


def segment_of(found: dict[str, Any], video: str) -> Segment:
    return Segment(
        id=found["id"],
        index=found["index"],
        start_seconds=found["startSeconds"],
        end_seconds=found["endSeconds"],
        text=found["text"],
        video_id=video,
    )


@strawberry.type
class SegmentConnection:
    total_count: int
    page_info: PageInfo
    nodes: list[Segment]


@strawberry.type
class Bullet:
    id: strawberry.ID
    symbol: str | None
    text: str
    video_id: strawberry.Private[str]

    @strawberry.field
    async def segments(self, info: strawberry.Info) -> list[Segment]:
        found = await loaders_of(info)["segments_of_bullet"].load(self.id)
        return [segment_of(one, self.video_id) for one in found]


@strawberry.type
class Section:
    id: strawberry.ID
    heading: str
    start_seconds: float | None
    video_id: strawberry.Private[str]

    @strawberry.field
    async def bullets(self, info: strawberry.Info) -> list[Bullet]:
        found = await loaders_of(info)["bullets"].load(self.id)
        return [Bullet(**one, video_id=self.video_id) for one in found]


@strawberry.type
class Chapter:
    title: str
    start_seconds: float
    end_seconds: float


@strawberry.type
class TopicEdge:
    segment_count: int
    first_seconds: float | None
    node: Topic


@strawberry.type
class TopicConnection:
    total_count: int
    edges: list[TopicEdge]


@strawberry.type
class EntityEdge:
    salience: float | None
    mention_count: int
    first_seconds: float | None
    node: Entity


@strawberry.type
class KindCount:
    kind: str
    count: int


@strawberry.type
class EntityConnection:
    total_count: int
    page_info: PageInfo
    edges: list[EntityEdge]
    kinds: strawberry.Private[list[str]]

    @strawberry.field
    def counts_by_kind(self) -> list[KindCount]:
        counted = sorted(Counter(self.kinds).items(), key=lambda one: (-one[1], one[0]))
        return [KindCount(kind=kind, count=count) for kind, count in counted]
