"""The answers of one operation over a stream: events of a subscription, or the one answer of a query."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from graphql import GraphQLError

from service.api.execution.documents import Document, OperationRefused, Reading
from service.api.execution.engine import GraphqlRequest
from service.api.subscriptions.feed import Feed, Identify
from service.api.subscriptions.pages import FeedEvent

_BY_POST = "Mutations are sent by POST as JSON, not over WebSocket or as an event stream."


async def answers_of(
    feed: Feed,
    query: str | Reading,
    variables: dict[str, Any] | None,
    operation_name: str | None,
    identify: Identify,
    *,
    resume: str | None = None,
) -> AsyncGenerator[FeedEvent | None]:
    """Returns the answers, and None now and then while there is none.

    Args:
        query: the text of a document, or what `Engine.read` returned for it.
        resume: cursor of the last event that a client had before it connected again, instead of the argument `after`.

    Raises:
        OperationRefused, EventsFailed, VideographError: see `errors_of`.
    """
    viewer = await identify()
    reading = await feed.engine.read(query, viewer) if isinstance(query, str) else query
    subscribed = feed.engine.requests.subscription(reading, variables, operation_name, viewer)
    if subscribed is not None:
        async with aclosing(feed.follow(subscribed, identify, resume)) as events:
            async for event in events:
                yield event
        return
    if isinstance(reading, Document) and reading.mutates(operation_name):
        raise OperationRefused([GraphQLError(_BY_POST)], "BAD_USER_INPUT")
    answer = await feed.engine.answer(GraphqlRequest(reading, variables, operation_name, viewer))
    yield FeedEvent("", answer.body)
