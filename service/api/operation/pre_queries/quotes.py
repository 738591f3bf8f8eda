"""Pre-queries about quotes: `verifyQuote`, and `quote` for a citation."""

from dataclasses import asdict
from typing import Any

from service.actions.quotes import (
    FindCitation,
    QuoteCheck,
    QuotePlace,
    VerifyQuote,
    find_citation,
    verify_quote,
)
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.pre_queries.interface import PreQueryContext, with_values
from service.graph.driver.database import Database

NO_QUOTE: dict[str, Any] = {"status": "ABSENT", "text": "", "places": [], "elsewhere": []}


async def look_for_quote(database: Database, read: FieldArguments, asked: PreQueryContext) -> FieldArguments:
    """`Query.verifyQuote`: `quote` is the result."""
    values = read.values
    request = VerifyQuote(
        values["text"], _lookup(values, "video"), _lookup(values, "speaker"), max(values["first"], 1)
    )
    return with_values(read, quote=_values(await verify_quote(database, request), values["first"]))


async def look_for_citation(
    database: Database, read: FieldArguments, asked: PreQueryContext
) -> FieldArguments:
    """`Query.quote`: `quote` is the result."""
    values = read.values
    request = FindCitation(values["by.permalink"], max(values["first"], 1))
    return with_values(read, quote=_values(await find_citation(database, request), values["first"]))


def _lookup(values: dict[str, Any], argument: str) -> str | None:
    """Returns the one key of a lookup that is given; each says what to look for."""
    given = (values.get(f"{argument}.{key}") for key in ("id", "slug", "url", "name"))
    return next((one for one in given if one is not None), None)


def _values(found: QuoteCheck, first: int) -> dict[str, Any]:
    return {
        "status": found.status,
        "text": found.text,
        "places": _places(found.places[:first]),
        "elsewhere": _places(found.elsewhere[:first]),
        "decisionId": found.decision,
        "withdrawnAt": found.withdrawn_at,
    }


def _places(places: tuple[QuotePlace, ...]) -> list[dict[str, Any]]:
    return [
        {
            "index": number,
            "status": one.status,
            "quote": one.quote,
            "differences": [
                {"index": place, **asdict(difference)} for place, difference in enumerate(one.differences)
            ],
            "likeness": one.likeness,
            "videoId": one.video,
            "speakerId": one.speaker,
            "segmentIds": list(one.segments),
            "startSeconds": one.start_seconds,
            "endSeconds": one.end_seconds,
            "url": one.url,
            "permalink": one.permalink,
        }
        for number, one in enumerate(places)
    ]
