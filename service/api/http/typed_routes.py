"""The routes beside GraphQL as typed FastAPI routes, and the OpenAPI document that describes them: `/openapi.json`.

It does not include `/graphql`, which its schema describes, the pages for readers, and their files.
"""

import asyncio
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from service.access.scopes import Scope
from service.access.tickets import Tickets
from service.actions.entities import FindDuplicates, find_duplicates
from service.actions.extraction.language_model import estimate, find_servers, model_in_use, offer
from service.actions.videos import DecisionsFile
from service.api.execution.engine import Engine
from service.api.execution.warmth import Warmth
from service.api.http.access import requires, viewer_of
from service.api.http.exports import (
    VideoExport,
    send_decisions_export,
    send_export,
    send_graph_file,
    send_talk_file,
    send_video_export,
)
from service.api.http.request_parts import NO_SNIFFING, part_of
from service.api.http.shell.share_image import send_home_image, send_map_image, send_poster
from service.api.http.transport.etags import revalidated
from service.api.http.uploads import UploadedFile, delete_upload, put_upload
from service.api.http.watch import send_player, send_recording
from service.api.schema.build import sdl
from service.errors import Reason, VideographError
from service.exports.formats import FORMATS
from service.graph.driver.database import Database
from service.graph.health import find_fault
from service.settings import read_settings

_MOST = 50
"""Pairs in an answer: as many as somebody looks through at a time."""


class BodyPart(BaseModel):
    """A part of a body that is made of an object with the same fields. Clients see the names in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class KeptCount(BaseModel):
    given: int = Field(default=0, description="How often one was given again since the start.")
    held: int = Field(default=0, description="Number of answers that are held now.")
    bytes: int = Field(default=0, description="Memory that they take.")


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    service: Literal["videograph"] = "videograph"
    graph: str | None = Field(
        description="Equal for two servers on one machine that give the same answers; null while there is no graph."
    )
    kept_answers: KeptCount = Field(
        alias="keptAnswers", description="Answers that this process keeps, to give them again."
    )


class Ready(BaseModel):
    status: Literal["ready"] = "ready"


class NotReady(BaseModel):
    status: Literal["not ready"] = "not ready"
    reason: str = Field(description="What is wrong, and what to do.")


class Ticket(BaseModel):
    ticket: str = Field(description="The value of the parameter `ticket`.")


class ErrorExtensions(BaseModel):
    code: str = Field(examples=["NOT_FOUND"])
    retry_after: int | None = Field(
        None, alias="retryAfter", description="Seconds to wait, with `RATE_LIMITED`."
    )
    reason: Reason | None = Field(None, description="The limit that was reached, with `RATE_LIMITED`.")


class Error(BaseModel):
    message: str
    extensions: ErrorExtensions


class Errors(BaseModel):
    """Why a request was refused, in the form of GraphQL's errors."""

    errors: list[Error]


def error_response(description: str) -> dict[str, Any]:
    return {"model": Errors, "description": description}


def file_response(description: str, *media_types: str) -> dict[str, Any]:
    """A response that has no model."""
    schemas = {"application/json": {"type": "object"}, "image/png": {"type": "string", "format": "binary"}}
    content = {media: {"schema": schemas.get(media, {"type": "string"})} for media in media_types}
    return {"description": description, "content": content}


def with_headers(*names: str) -> dict[str, Any]:
    return {"headers": {name: {"schema": {"type": "string"}} for name in names}}


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


_NOT_STORED = {**NO_SNIFFING, "cache-control": "no-store"}


class ExtractionEstimate(BodyPart):
    requests: int = Field(description="Number of requests.")
    input_tokens: int = Field(description="Tokens that are sent, about.")
    output_tokens: int = Field(description="Tokens that are received; may be half or twice as many.")
    minutes: float | None = Field(description="Null if the speed of the model was not measured.")
    cost: float | None = Field(description="Money, by the prices of the settings. Null without them.")


class UsedModel(BodyPart):
    name: str = Field(description="Name of the model.")
    url: str = Field(description="Address to which the text of a talk is sent.")
    is_local: bool = Field(description="Whether that is the machine of the service.")
    estimate: ExtractionEstimate | None = Field(description="What `words` words take. Null without `words`.")


class LanguageModels(BodyPart):
    used: UsedModel | None = Field(description="The model that the extractor `llm` asks. Null without one.")
    fault: str | None = Field(description="Why it cannot be used.")
    offers: list[str] = Field(
        description="Without a model: what servers of the service's machine have, with the command that uses it."
    )


async def send_language_models(
    request: Request, words: Annotated[str, Query(description="Number of words of a talk.")] = ""
) -> Response:
    count = int(words) if words.isascii() and words.isdigit() and len(words) < 9 else None
    body = await asyncio.to_thread(_look, count)
    return Response(body.model_dump_json(by_alias=True), HTTPStatus.OK, _NOT_STORED, "application/json")


def _look(words: int | None) -> LanguageModels:
    try:
        found = model_in_use(read_settings())
    except VideographError as error:
        return LanguageModels(used=None, fault=error.message, offers=[])
    if found is None:
        return LanguageModels(
            used=None, fault=None, offers=[offer(one) for one in find_servers() if one.models]
        )
    taken = None if words is None else ExtractionEstimate.model_validate(estimate(words, found.model))
    used = UsedModel(
        name=found.model.short_name, url=found.model.url, is_local=found.is_local, estimate=taken
    )
    return LanguageModels(used=used, fault=None, offers=[])


class ReadRoute(APIRoute):
    """A route that answers HEAD like GET, as Starlette's routes do. The OpenAPI document lists only GET."""

    def matches(self, scope: AsgiScope) -> tuple[Match, AsgiScope]:
        match, child_scope = super().matches(scope)
        is_head = match is Match.PARTIAL and scope["method"] == "HEAD"
        return (Match.FULL if is_head else match), child_scope

    async def handle(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"allow": "GET, HEAD"})
        await self.app(scope, receive, send)


DESCRIPTION = (
    "The routes beside GraphQL. Queries go to `/graphql`, and `/schema.graphql` describes them. "
    "Every route that takes GET takes HEAD too."
)


@cache
def typed_routes() -> tuple[BaseRoute, ...]:
    """Built once: the handlers find `engine`, `database`, `graph`, `images`, `uploads` and `settings` in the state of the app."""
    # FastAPI adds 422 unless other faults are declared; parameters of type `str` have none.
    refusals: dict[int | str, dict[str, Any]] = {"default": error_response("Any other refusal.")}
    router = APIRouter(route_class=ReadRoute, default_response_class=Response, responses=refusals)
    router.get(
        "/healthz",
        operation_id="health",
        summary="Whether the process lives",
        description="Asks Neo4j nothing: `/readyz` does.",
        tags=["service"],
        responses={200: {"model": Health, "description": "The process lives."}},
    )(report_health)
    router.get(
        "/readyz",
        operation_id="readiness",
        summary="Whether queries can be answered",
        description="Neo4j answers, has planned the first page, and no migration is pending. Answers within a second, whatever Neo4j does.",
        tags=["service"],
        responses={
            200: {"model": Ready, "description": "Queries are answered."},
            503: {"model": NotReady, "description": "Queries fail for now."},
        },
    )(report_readiness)
    router.get(
        "/schema.graphql",
        operation_id="graphqlSchema",
        summary="The schema of `/graphql`",
        description="The file `docs/schema.graphql` of this version.",
        tags=["service"],
        responses={200: file_response("The schema in the GraphQL schema definition language.", "text/plain")},
    )(send_schema)

    def reading_with(scope: Scope) -> APIRouter:
        """Returns a router for reads by clients with this scope."""
        return APIRouter(
            route_class=ReadRoute,
            default_response_class=Response,
            responses=refusals,
            dependencies=[Depends(requires(scope))],
        )

    reading = reading_with(Scope.READ)
    reading.get(
        "/ticket",
        operation_id="ticket",
        summary="A ticket for an address, where no key can be sent",
        description="For a frame or a download in a browser: add `?ticket=…` to the address. It is good for one minute and for this address only.",
        tags=["service"],
        responses={
            200: {"model": Ticket, "description": "The ticket."},
            401: error_response("There is no valid key or token."),
            403: error_response("The key or token lacks the scope `read`."),
        },
    )(send_ticket)
    reading.get(
        "/videos/{slug}/player",
        operation_id="player",
        summary="The document in which a video plays, for a frame of its page",
        description="Its Content-Security-Policy lets it load from the origin of the video's media, and from no other.",
        tags=["videos"],
        responses={
            200: file_response("The player.", "text/html"),
            404: file_response("There is no such video, or it has nothing to play.", "text/html"),
            503: file_response("Neo4j does not answer.", "text/html"),
        },
    )(send_player)
    reading.get(
        "/videos/{slug}/recording",
        operation_id="recording",
        summary="The recording of a video, where the service has it",
        description="Answers `Range` and `If-Range`. `Video.media` has this address if there is a recording, and the source names no other file.",
        tags=["videos"],
        responses={
            200: file_response("The file.", "audio/*", "video/*") | with_headers("etag"),
            206: file_response("The part that was asked for.", "audio/*", "video/*"),
            404: error_response("There is no such video, or its recording is not here."),
            416: {"description": "The file has no such part."},
            503: {"description": "Neo4j or the storage of uploads does not answer."}
            | with_headers("retry-after"),
        },
    )(send_recording)
    file = file_response("The file, to be saved.", *{one.media_type: None for one in FORMATS.values()})
    archive = file_response("The file, or a ZIP with several.", *file["content"], "application/zip")
    for path, operation, summary, about, response in (
        (
            "/videos/{slug}/export/{format}",
            "exportTalk",
            "A talk as a file",
            "Its transcript, an entry for a bibliography, its VideoDocument, or its part of the graph.",
            file,
        ),
        (
            "/export/graph/{format}",
            "exportGraph",
            "All talks, or some of them, as a file",
            "Formats with a file for each talk, and those with several tables or notes, come as a ZIP. The file is sent while it is read; it is no snapshot: what "
            "is imported meanwhile may be in it or not. If it breaks off, the connection is closed before its end.",
            archive,
        ),
    ):
        reading.get(
            path,
            operation_id=operation,
            summary=summary,
            description=about,
            tags=["exports"],
            responses={
                200: response | with_headers("content-disposition"),
                400: error_response("A value cannot be used, or no talk meets the conditions."),
                404: error_response("There is no such format, talk, channel, topic or entity."),
                501: error_response("The service lacks what the format needs."),
                503: error_response("Neo4j does not answer.") | with_headers("retry-after"),
            },
        )(send_talk_file if operation == "exportTalk" else send_graph_file)
    reading.get(
        "/export/video",
        operation_id="exportVideo",
        summary="A video as a VideoDocument",
        description="Everything that the graph has about it: importing the document gives the same video.",
        tags=["exports"],
        responses={
            200: {"model": VideoExport, "description": "The document, and what it lacks."},
            400: error_response("Several videos have this address."),
            404: error_response("There is no such video."),
            503: error_response("Neo4j does not answer.") | with_headers("retry-after"),
        },
    )(send_video_export)
    reading.get(
        "/export/decisions",
        operation_id="exportDecisions",
        summary="All decisions of the graph",
        description="The file `decisions.json` of `videograph export --all`.",
        tags=["exports"],
        responses={
            200: {"model": DecisionsFile, "description": "The decisions."},
            503: error_response("Neo4j does not answer.") | with_headers("retry-after"),
        },
    )(send_decisions_export)
    curating = reading_with(Scope.CURATE)
    curating.get(
        "/export/duplicates",
        operation_id="exportDuplicates",
        summary="Entities that may be the same",
        description="Pairs that an import does not join, with the reasons. `mergeEntities` merges a pair, `separateEntities` keeps it apart; then it is no longer proposed.",
        tags=["exports"],
        responses={
            200: {"model": Duplicates, "description": "The pairs, the most likely first."},
            503: error_response("Neo4j does not answer.") | with_headers("retry-after"),
        },
    )(send_duplicates)
    not_modified = {"description": "The client has this image."} | with_headers("etag")
    image = file_response("The image, 1200 by 630 pixels.", "image/png") | with_headers("etag")
    router.get(
        "/images/home.png",
        operation_id="homeImage",
        summary="The image for previews of links to pages that have no map",
        description="The name of the site.",
        tags=["images"],
        responses={200: image, 304: not_modified},
    )(send_home_image)
    reading.get(
        "/images/{noun}/{slug}.png",
        operation_id="mapImage",
        summary="The map of a video or an entity, for previews of links to its page",
        description="If Neo4j is too slow, the image has the title only, and no ETag.",
        tags=["images"],
        responses={200: image, 304: not_modified, 404: {"description": "There is no such video or entity."}},
    )(send_map_image)
    reading.get(
        "/images/{noun}/{slug}.svg",
        operation_id="poster",
        summary="The map of a video or an entity without words, as small as a thumbnail",
        description="In the light or dark colors of whoever looks at it.",
        tags=["images"],
        responses={
            200: file_response("The map.", "image/svg+xml") | with_headers("etag"),
            304: not_modified,
            404: {"description": "There is no such video or entity."},
            503: {"description": "Neo4j is too slow."} | with_headers("retry-after"),
        },
    )(send_poster)
    ingesting = reading_with(Scope.INGEST)
    ingesting.get(
        "/language-models",
        operation_id="languageModels",
        summary="The language model of this service, or those that its machine has",
        description="Where the text of a talk goes when it is extracted by `llm`, and with `words` what that takes. No text is sent.",
        tags=["service"],
        responses={200: {"model": LanguageModels, "description": "The model in use, or what was found."}},
    )(send_language_models)
    writing = APIRouter(
        default_response_class=Response, responses=refusals, dependencies=[Depends(requires(Scope.INGEST))]
    )
    writing.put(
        "/uploads",
        operation_id="upload",
        status_code=HTTPStatus.CREATED,
        summary="Upload a file, such as a transcript to import",
        description="The body is the file. Its type is detected by its content. The file is deleted after a day, and only the client that sent it can use it.",
        tags=["uploads"],
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
            }
        },
        responses={
            201: {"model": UploadedFile, "description": "The file was received."},
            400: error_response("The name is missing, or is not the name of a file."),
            401: error_response("There is no valid key or token."),
            403: error_response("The key or token lacks the scope `ingest`."),
            413: error_response("The file, or all files of this client, have more bytes than allowed."),
            415: error_response("The file is neither audio or video nor a transcript."),
            429: error_response("A limit per minute is reached.") | with_headers("retry-after"),
            503: error_response("Neo4j or the storage of uploads does not answer.")
            | with_headers("retry-after"),
        },
    )(put_upload)
    writing.delete(
        "/uploads/{upload}",
        operation_id="deleteUpload",
        status_code=HTTPStatus.NO_CONTENT,
        summary="Delete an uploaded file before its time",
        description="Its bytes no longer count for the quota of this client.",
        tags=["uploads"],
        responses={
            204: {"description": "The file is deleted."},
            401: error_response("There is no valid key or token."),
            403: error_response("The key or token lacks the scope `ingest`."),
            404: error_response("This client has no such file."),
            409: error_response("A job that has not ended imports the file."),
            429: error_response("A limit per minute is reached.") | with_headers("retry-after"),
            503: error_response("Neo4j or the storage of uploads does not answer.")
            | with_headers("retry-after"),
        },
    )(delete_upload)
    router.get("/openapi.json", include_in_schema=False)(send_openapi)
    return (*router.routes, *reading.routes, *curating.routes, *ingesting.routes, *writing.routes)


async def report_health(request: Request) -> Response:
    """The process is running; returns what it keeps. Neo4j is not checked, see `/readyz`."""
    engine: Engine | None = getattr(request.app.state, "engine", None)  # None while the service starts
    kept = None if engine is None else engine.kept
    count = KeptCount() if kept is None else KeptCount(given=kept.given, held=kept.held, bytes=kept.size)
    return _json(Health(graph=request.app.state.graph, keptAnswers=count))


async def report_readiness(request: Request) -> Response:
    """Neo4j answers, has the schema of this program and has planned the first page. Answers within a second in any case."""
    reason = await find_fault(part_of(request, "database", Database))
    reason = reason or part_of(request, "warmth", Warmth).find_fault()
    if reason is not None:
        return _json(NotReady(reason=reason), HTTPStatus.SERVICE_UNAVAILABLE)
    return _json(Ready())


async def send_ticket(
    request: Request, path: Annotated[str, Query(description="Path of the address.")] = ""
) -> Response:
    viewer = await viewer_of(request)
    return _json(Ticket(ticket=part_of(request, "tickets", Tickets).issue(path, known=viewer.is_known)))


async def send_schema(request: Request) -> Response:
    return revalidated(request, sdl(), {**NO_SNIFFING, "cache-control": "no-cache"}, "text/plain")


async def send_openapi(request: Request) -> Response:
    return Response(orjson.dumps(request.app.openapi()), media_type="application/json", headers=NO_SNIFFING)


def _json(body: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(body.model_dump_json(by_alias=True), status, _NOT_STORED, "application/json")
