"""The language model of this service over HTTP: where the text of a talk would go, and what its extraction would take. The pages for imports
and for talks show it; `videograph model list` prints the same."""

import asyncio
from http import HTTPStatus
from typing import Annotated

from fastapi import Query, Request
from pydantic import Field
from starlette.responses import Response

from service.actions.extraction.language_model import estimate, find_servers, model_in_use, offer
from service.api.http.request_parts import NO_SNIFFING
from service.api.http.response_models import BodyPart
from service.errors import VideographError
from service.settings import read_settings

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
