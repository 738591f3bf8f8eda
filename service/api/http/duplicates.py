"""Proposed duplicates over HTTP: entities that may be the same. The page for duplicates shows them; `videograph duplicates`
prints the same pairs."""

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from service.actions.entities import FindDuplicates, find_duplicates
from service.api.http.exports import send_export
from service.api.http.response_models import BodyPart
from service.graph.driver.database import Database

_MOST = 50
"""Pairs in an answer: as many as somebody looks through at a time."""


class MentionedAt(BodyPart):
    video_title: str = Field(description="Title of a video that mentions the entity.")
    quote: str | None = Field(description="The words there. Null if the person only speaks.")
    start_seconds: float | None = Field(description="When they are said.")
    url: str | None = Field(description="Address of the moment at the source.")


class PossiblySame(BodyPart):
    id: str = Field(description="Id of the entity.")
    slug: str = Field(description="Slug of the entity.")
    name: str = Field(description="Name of the entity.")
    kind: str = Field(description="Kind of the entity.")
    video_count: int = Field(description="Number of videos that mention it.")
    mention_count: int = Field(description="Number of mentions.")
    said: MentionedAt = Field(description="A place that mentions it.")


class ProposedPair(BodyPart):
    score: float = Field(description="How likely they are the same, from 0 to 1.")
    reasons: list[str] = Field(description="Why they may be.")
    entities: list[PossiblySame] = Field(description="The two entities.")


class Duplicates(BodyPart):
    total_count: int = Field(description="Number of pairs whose names give a reason.")
    pairs: list[ProposedPair] = Field(description="The most likely ones, best first.")


async def send_duplicates(request: Request) -> Response:
    """Raises: HTTPException: 429; 503."""

    async def read(database: Database) -> Duplicates:
        report = await find_duplicates(database, FindDuplicates(_MOST, talks=False))
        return Duplicates(
            total_count=report.pairs_with_a_reason,
            pairs=[ProposedPair.model_validate(pair) for pair in report.entities],
        )

    return await send_export(request, read, exclude_defaults=False)
