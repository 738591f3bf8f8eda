"""Bodies of the routes beside GraphQL, and how OpenAPI describes responses."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from service.errors import Reason


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
