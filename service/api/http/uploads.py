"""`PUT /uploads` takes a file in as it comes, `DELETE /uploads/{id}` deletes it. Its type is detected by its content, so the Content-Type header does not matter."""

import logging
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import Header, Path, Query, Request, Response
from pydantic import BaseModel, Field
from starlette.requests import ClientDisconnect

from service.api.execution.engine import Engine
from service.api.http.access import viewer_of
from service.api.http.request_parts import GIVE_TURN, NO_SNIFFING, part_of
from service.api.http.transport.protocol import SLOW_BODY
from service.api.http.transport.refusals import RefusedRequest, Statuses, status_of
from service.errors import (
    NotFound,
    RateLimited,
    UnsupportedUpload,
    VideographError,
)
from service.uploads.names import name_in_header
from service.uploads.receive import Uploads, receive, remove

COST = 2000
"""What an upload takes of a client's cost per minute."""
_log = logging.getLogger("videograph")


class UploadedFile(BaseModel):
    id: str = Field(description="Names the file where it is used.", examples=["upload:5f0c6a0e…"])
    name: str = Field(examples=["talk.vtt"])
    size: int = Field(description="Bytes.")
    type: str = Field(description="MIME type by the content.", examples=["text/vtt"])
    kind: Literal["transcript", "metadata", "media"] = Field(
        description="`metadata`: facts or chapters of a talk, for use beside its transcript."
    )
    sha256: str = Field(description="SHA-256 of the content, in hexadecimal.")
    expires_at: str = Field(
        alias="expiresAt", description="When it is deleted.", examples=["2026-11-30T12:00:00Z"]
    )


async def put_upload(
    request: Request,
    name: Annotated[
        str,
        Query(description="Name of the file, without folders. It wins over the header Content-Disposition."),
    ] = "",
    content_disposition: Annotated[
        str, Header(description='Name of the file: `attachment; filename="talk.vtt"`.')
    ] = "",
) -> Response:
    """Receives a file, and answers with its id."""
    try:
        viewer = await viewer_of(request)
        _require_plain_body(request)
        charge = part_of(request, "engine", Engine).charge(viewer)
        charge.take(COST)
        if (give_turn := request.scope.get(GIVE_TURN)) is not None:
            give_turn()
        if (slow_body := request.scope.get("extensions", {}).get(SLOW_BODY)) is not None:
            slow_body["allow"]()
        length = request.headers.get("content-length", "")
        upload = await receive(
            part_of(request, "uploads", Uploads),
            viewer.client,
            name or name_in_header(content_disposition),
            request.stream(),
            int(length) if length.isdecimal() else None,
        )
    except ClientDisconnect:
        return Response()  # the client is gone; the protocol counts it
    except VideographError as error:
        raise _refused(error, {NotFound: HTTPStatus.REQUEST_TIMEOUT}) from error
    body = UploadedFile.model_validate(upload, from_attributes=True, by_name=True)
    headers = {**NO_SNIFFING, "cache-control": "no-store", **charge.headers()}
    return Response(body.model_dump_json(by_alias=True), HTTPStatus.CREATED, headers, "application/json")


async def delete_upload(
    request: Request, upload: Annotated[str, Path(description="The `id` in the answer of the upload.")]
) -> Response:
    """Deletes a file of this client before its time."""
    try:
        viewer = await viewer_of(request)
        charge = part_of(request, "engine", Engine).charge(viewer)
        charge.take(COST)
        await remove(part_of(request, "uploads", Uploads), viewer.client, upload)
    except VideographError as error:
        raise _refused(error) from error
    return Response(
        status_code=HTTPStatus.NO_CONTENT, headers={"cache-control": "no-store", **charge.headers()}
    )


def _require_plain_body(request: Request) -> None:
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        raise UnsupportedUpload(
            "The body must be the file itself, not a form: send its bytes, as `curl --upload-file talk.vtt` does."
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedUpload(
            "The body must be the file itself, not compressed: leave out Content-Encoding."
        )


def _refused(error: VideographError, special: Statuses | None = None) -> RefusedRequest:
    status = status_of(error, special)
    if status is None:
        _log.error("an upload failed", exc_info=error)
        status = HTTPStatus.INTERNAL_SERVER_ERROR
    headers: dict[str, str] = {}
    if isinstance(error, RateLimited):
        headers["retry-after"] = str(error.retry_after)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = "5"
    return RefusedRequest.of(error, status, headers)
