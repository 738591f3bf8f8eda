"""Lets Neo4j plan statements in advance, because a server that has just started takes seconds for a new statement.

The lookups of page addresses and the statements of the first page are planned before the API answers. The rest is
planned while it serves: the most likely first, one statement at a time, and at most one every two seconds while a
request is waiting. All of it is repeated after many new statements, because Neo4j removes plans that are rarely used, and after a
new start of Neo4j, which has no plans. What is planned meanwhile is given up then: until the first page is planned again, the service
is not ready (`warmth.py`).
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from service.api.execution.engine import FIRST_PLANNING_SECONDS, OPERATIONS, Engine
from service.api.execution.warmth import Warmth
from service.api.http.shell.previews import LOOKUPS
from service.api.http.shell.share_image import MAPS
from service.errors import GraphUnavailable, QueryTimeout, VideographError
from service.graph.search.find import plan_searches
from service.graph.search.quotes import plan_quotes
from service.resources import web_folder

_PAGE = web_folder() / "page" / "operations"
PAGE_VALUES: dict[str, Any] = {
    "by": {"slug": "-" * 30},
    "from": "-" * 20,
    "to": "-" * 20,
    "slug": "-" * 20,
    "id": f"entity:{'-' * 20}",
    "video": f"video:{'-' * 20}",
    "speaker": "",
    "talk": "",
    "topic": "-" * 20,
    "channel": "",
    "topicSlug": "-" * 20,
    "about": "",
    "filters": {"speakers": {"any": [f"entity:{'-' * 20}"]}},
    "ids": [f"entity:{'-' * 20}"],
    "quotes": [f"evidence:{'-' * 24}"],
    "permalink": "/quote?video=-&t=0&text=nothing",
    "source": f"entity:{'-' * 20}",
    "target": f"entity:{'0' * 20}",
    "query": "nothing",
    "prefix": "no",
    "hops": 1,
    "seconds": 0.0,
    "end": 0.0,
    "together": False,
    "topicId": f"topic:{'-' * 20}",
}
"""Values for the operations of the web page; each operation uses those that it declares. They match no object."""
CHANGE_INPUTS: dict[str, dict[str, Any]] = {
    "add_statement": {
        "video": "-",
        "quote": "-",
        "source": {"entity": "-"},
        "type": "USES",
        "target": {"entity": "-"},
    },
    "follow_feed": {"url": "-"},
    "import_talk": {"source": {"text": {"name": "-", "content": "-"}}},
    "merge_entities": {"keep": "-", "merge": ["-"]},
    "reject_evidence": {"evidence": "-"},
    "accept_extraction": {"job": "-"},
    "re_extract": {"videos": ["-"]},
    "separate_entities": {"entities": ["-", "-"]},
    "undo": {"decisions": ["-"]},
    "unfollow_feed": {"follow": "-"},
    "update_entity": {"entity": "-", "name": "-"},
    "update_video": {"video": "-", "title": "-"},
}
"""Inputs for the page's mutations. Only the statements that read a result are planned: nothing is changed."""
_BOTH = (PAGE_VALUES, PAGE_VALUES | {"slug": "-" * 10})
"""Neo4j plans by the lengths of strings too: up to ten, up to a hundred. Slugs of entities and topics have both
lengths."""
_FIRST = ("home", "videos", "entities", "topics")
"""Lookups that every page's status needs; those for moments and paths can wait."""
_SPEAKER, _ENTITY = PAGE_VALUES["filters"]["speakers"], {"any": PAGE_VALUES["ids"]}
_SAID: tuple[dict[str, Any], ...] = (
    {"entities": _ENTITY},
    {"speakers": _SPEAKER, "topics": {"any": [PAGE_VALUES["topicId"]]}},
    {"speakers": _SPEAKER, "entities": _ENTITY},
    {"entities": _ENTITY, "publishedOn": {"gte": "2000-01-01", "lt": "2000-02-01"}},
)
"""Mentions of an entity, a person's statements on a topic and on an entity, and one month: each is a separate
statement."""
_TALK_KEYS = {"slug": "-" * 30, "id": f"video:{'-' * 30}", "url": f"https://example.org/{'-' * 20}"}
_TURN = 2.0
"""Seconds after which the next statement is planned even while requests are waiting."""
_MANY = 300
"""New statements after which everything is planned again. Neo4j keeps 1,000 plans."""
_LOOK = 30.0
"""Seconds after which they are counted again."""
_AGAIN = 1.0
"""Seconds after which the first page is planned again if it could not be."""
_TRIES = 5
"""How often the first page is asked for at most, until it comes in time."""
_SEVERAL: list[dict[str, Any]] = [{}, {}]
"""Neo4j also plans by the lengths of lists: a walk usually finds several paths, but none here."""


async def warm(engine: Engine) -> None:
    """Plans the first page and the lookups of every address, and answers the first page until it comes in time."""
    await _plan(engine, [_read("home"), *(LOOKUPS[noun] for noun in _FIRST)], PAGE_VALUES, waits=False)
    for _ in range(_TRIES):
        answer = await engine.execute(_read("home"))
        if all(error["extensions"]["code"] != QueryTimeout.code for error in answer.get("errors", ())):
            break


async def warm_more(engine: Engine) -> None:
    """Plans all operations of the web page and GraphiQL, the known operations by each of their keys, and searches."""
    with suppress(GraphUnavailable):  # the next request reports it
        home = await _answer(engine, "home")
        ids = [entity["id"] for entity in home["entities"]["nodes"][:2]] if home else []
        if home and home["videos"]["nodes"]:
            await _read_talk(engine, home["videos"]["nodes"][0]["slug"])
        for values in _BOTH:
            await _plan(engine, [_read("entity_page")], values)
        await _plan(engine, [text for noun, text in LOOKUPS.items() if noun not in _FIRST], PAGE_VALUES)
        if ids:
            await _answer(engine, "entity_map", id=ids[0], hops=2, together=False)
            await _answer(engine, "suggestions", prefix="no")
        await _plan(engine, [_read("topic_page"), _read("search_page"), _read("suggestions")], PAGE_VALUES)
        await _plan(engine, [_read("topic_lines"), _read("topic_talks")], PAGE_VALUES | {"ids": None})
        await _turn(engine)
        with suppress(QueryTimeout):
            await plan_searches(engine.database, FIRST_PLANNING_SECONDS)
            await plan_quotes(engine.database, FIRST_PLANNING_SECONDS)
        if ids:
            for where in (None, PAGE_VALUES["filters"]):
                await _answer(engine, "search_facets", query="nothing", where=where)
        if len(ids) > 1:
            await _answer(engine, "connections_page", source=ids[0], target=ids[1], together=False)
        for filters in _SAID:
            await _plan(engine, [_read("entity_said")], PAGE_VALUES | {"filters": filters})
        for values in _BOTH:
            await _plan(engine, [*_read_all(_PAGE), *LOOKUPS.values()], values)
        for key, value in _TALK_KEYS.items():
            await _plan(engine, _read_all(OPERATIONS), {"by": {key: value}})
        await _plan(engine, _read_all(web_folder() / "graphiql" / "examples"), {})
        for name, given in CHANGE_INPUTS.items():
            await _plan(engine, [_read(f"changes/{name}")], {"input": given})


async def warm_first(engine: Engine, warmth: Warmth) -> None:
    """Runs `warm`, and notes that the service is ready.

    Raises: GraphUnavailable
    """
    starts = engine.database.starts
    await warm(engine)
    warmth.note(starts)


async def keep_warm(engine: Engine, warmth: Warmth, look: float = _LOOK) -> None:
    """Runs `warm_more`, and all again whenever many new statements were planned or Neo4j was started again, until it is cancelled.
    Statements that Neo4j still has planned take milliseconds."""
    while True:
        await warmth.while_warm(warm_more(engine))
        planned = engine.database.planned
        while warmth.is_warm and engine.database.planned - planned < _MANY:
            await warmth.while_warm(asyncio.sleep(look))
        await _warm_again(engine, warmth)


async def _warm_again(engine: Engine, warmth: Warmth) -> None:
    """Returns when the first page is planned by the Neo4j that answers now. One that is gone is waited for."""
    while True:
        try:
            await warm_first(engine, warmth)
        except VideographError:
            await asyncio.sleep(_AGAIN)
        if warmth.is_warm:
            return


async def _read_talk(engine: Engine, slug: str) -> None:
    """Runs them like a reader, because the statements of a walk are not in the operation's own statement."""
    page = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
    found = (await engine.execute(page, {"by": {"slug": slug}})).get("data")
    if found and found["video"]:
        await _answer(engine, "video_map", video=found["video"]["id"])
        await engine.execute(MAPS["videos"], {"id": found["video"]["id"]})


async def _plan(
    engine: Engine, queries: list[str], variables: Mapping[str, Any], *, waits: bool = True
) -> None:
    """Runs their statements. Those that ran before are planned, and cost almost nothing.

    Args:
        waits: whether requests go first.
    """
    for query in queries:
        statements: list[tuple[str, str, dict[str, Any]]] = []
        with suppress(VideographError):  # the settings do not allow this operation
            statements += engine.statements(query, dict(variables))
        for key, text, parameters in statements:
            if waits:
                await _turn(engine)
            given = {name: _SEVERAL if value == [] else value for name, value in parameters.items()}
            with suppress(QueryTimeout):
                if given != parameters:
                    await engine.database.read(
                        f"EXPLAIN {text}", given, name=f"plan {key}", timeout=FIRST_PLANNING_SECONDS
                    )
                await engine.database.read(
                    text, parameters, name=f"warm {key}", timeout=FIRST_PLANNING_SECONDS
                )


async def _answer(engine: Engine, name: str, **variables: Any) -> dict[str, Any] | None:
    await _turn(engine)
    return (await engine.execute(_read(name), variables)).get("data")


async def _turn(engine: Engine) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(_TURN):
            await engine.quiet.wait()


def _read(name: str) -> str:
    return (_PAGE / f"{name}.graphql").read_text(encoding="utf-8")


def _read_all(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.graphql"))]
