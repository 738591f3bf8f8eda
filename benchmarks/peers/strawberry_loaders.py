"""A peer: Strawberry over FastAPI, with a DataLoader in each field that leads to other nodes.

python -m benchmarks.peers.strawberry_loaders
"""

from typing import Any

import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter

from benchmarks.peers.loaders import Loaders, make_loaders
from benchmarks.peers.settings import open_driver, run
from benchmarks.peers.strawberry_types import (
    Channel,
    Chapter,
    Entity,
    EntityConnection,
    EntityEdge,
    Media,
    PageInfo,
    Section,
    SegmentConnection,
    Speaker,
    Topic,
    TopicConnection,
    TopicEdge,
    link,
    loaders_of,
    segment_of,
    speaker_of,
)


@strawberry.type
class Evidence:
    id: strawberry.ID
    quote: str
    label: str | None
    start_seconds: float
    video_id: strawberry.Private[str]

    @strawberry.field
    async def url(self, info: strawberry.Info) -> str | None:
        return await link(info, self.video_id, self.start_seconds)

    @strawberry.field
    async def speaker(self, info: strawberry.Info) -> Speaker | None:
        return speaker_of(await loaders_of(info)["speaker_of_evidence"].load(self.id))


@strawberry.type
class EvidenceConnection:
    total_count: int
    nodes: list[Evidence]


@strawberry.type
class Relationship:
    id: strawberry.ID
    type: str
    past: bool
    source_id: strawberry.Private[str]
    target_id: strawberry.Private[str]

    @strawberry.field
    async def source(self, info: strawberry.Info) -> Entity:
        return Entity(**await loaders_of(info)["entity"].load(self.source_id))

    @strawberry.field
    async def target(self, info: strawberry.Info) -> Entity:
        return Entity(**await loaders_of(info)["entity"].load(self.target_id))


@strawberry.type
class RelationshipEdge:
    node: Relationship
    evidence_ids: strawberry.Private[list[str]]
    video_id: strawberry.Private[str]

    @strawberry.field
    async def evidence(self, info: strawberry.Info, first: int) -> EvidenceConnection:
        found = await loaders_of(info)["evidence"].load_many(self.evidence_ids[:first])
        return EvidenceConnection(
            total_count=len(self.evidence_ids), nodes=[_evidence(one, self.video_id) for one in found]
        )


def _evidence(found: dict[str, Any], video: str) -> Evidence:
    return Evidence(
        id=found["id"],
        quote=found["quote"],
        label=found["label"],
        start_seconds=found["startSeconds"],
        video_id=video,
    )


@strawberry.type
class RelationshipConnection:
    total_count: int
    edges: list[RelationshipEdge]


@strawberry.type
class Video:
    id: strawberry.ID
    slug: str
    title: str
    description: str | None
    url: str | None
    thumbnail_url: str | None
    media: Media | None
    published_on: str | None
    duration_seconds: float | None
    language: str | None
    summary: str | None

    @strawberry.field
    async def channel(self, info: strawberry.Info) -> Channel | None:
        found = await loaders_of(info)["channel"].load(self.id)
        return found and Channel(**found)

    @strawberry.field
    async def speakers(self, info: strawberry.Info) -> list[Speaker]:
        found = await loaders_of(info)["speakers"].load(self.id)
        return [speaker for one in found if (speaker := speaker_of(one))]

    @strawberry.field
    async def sections(self, info: strawberry.Info) -> list[Section]:
        found = await loaders_of(info)["sections"].load(self.id)
        return [
            Section(id=one["id"], heading=one["heading"], start_seconds=one["startSeconds"], video_id=self.id)
            for one in found
        ]

    @strawberry.field
    async def chapters(self, info: strawberry.Info) -> list[Chapter]:
        found = await loaders_of(info)["chapters"].load(self.id)
        return [
            Chapter(title=one["title"], start_seconds=one["startSeconds"], end_seconds=one["endSeconds"])
            for one in found
        ]

    @strawberry.field
    async def topics(self, info: strawberry.Info, first: int) -> TopicConnection:
        found = await loaders_of(info)["topics"].load(self.id)
        edges = [
            TopicEdge(
                segment_count=one["segmentCount"],
                first_seconds=one["firstSeconds"],
                node=Topic(**one["node"]),
            )
            for one in found[:first]
        ]
        return TopicConnection(total_count=len(found), edges=edges)

    @strawberry.field
    async def transcript(self, info: strawberry.Info, first: int) -> SegmentConnection:
        found = await loaders_of(info)["segments"].load(self.id)
        return SegmentConnection(
            total_count=len(found),
            page_info=PageInfo(has_next_page=len(found) > first),
            nodes=[segment_of(one, self.id) for one in found[:first]],
        )

    @strawberry.field
    async def entities(self, info: strawberry.Info, first: int) -> EntityConnection:
        found = await loaders_of(info)["entities"].load(self.id)
        edges = [
            EntityEdge(
                salience=one["salience"],
                mention_count=one["mentionCount"],
                first_seconds=one["firstSeconds"],
                node=Entity(**one["node"]),
            )
            for one in found[:first]
        ]
        return EntityConnection(
            total_count=len(found),
            page_info=PageInfo(has_next_page=len(found) > first),
            edges=edges,
            kinds=[one["node"]["kind"] for one in found],
        )

    @strawberry.field
    async def relationships(self, info: strawberry.Info, first: int) -> RelationshipConnection:
        found = await loaders_of(info)["relationships"].load(self.id)
        edges = [
            RelationshipEdge(
                node=Relationship(
                    id=one["id"],
                    type=one["type"],
                    past=one["past"],
                    source_id=one["source"],
                    target_id=one["target"],
                ),
                evidence_ids=one["evidence"],
                video_id=self.id,
            )
            for one in found[:first]
        ]
        return RelationshipConnection(total_count=len(found), edges=edges)


@strawberry.input
class VideoLookup:
    id: strawberry.ID


@strawberry.type
class Query:
    @strawberry.field
    async def video(self, info: strawberry.Info, by: VideoLookup) -> Video | None:
        found = await loaders_of(info)["video"].load(by.id)
        if found is None:
            return None
        media = found["mediaUrl"] and Media(url=found["mediaUrl"], media_type=found["mediaType"])
        return Video(
            id=found["id"],
            slug=found["slug"],
            title=found["title"],
            description=found["description"],
            url=found["url"],
            thumbnail_url=found["thumbnailUrl"],
            media=media,
            published_on=found["publishedOn"],
            duration_seconds=found["durationSeconds"],
            language=found["language"],
            summary=found["summary"],
        )


def main() -> None:
    driver = open_driver()

    async def context() -> dict[str, Loaders]:
        return {"loaders": make_loaders(driver)}

    app = FastAPI(openapi_url=None)
    app.include_router(
        GraphQLRouter(strawberry.Schema(Query), context_getter=context, graphql_ide=None), prefix="/graphql"
    )
    run(app)


if __name__ == "__main__":
    main()
