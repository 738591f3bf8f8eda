"""The queries of docs/guides/changes.md run as they stand there, and its loop tells a client everything."""

import re
from typing import Any

import pytest
from graphql import parse, validate

from service.api.execution.engine import Engine
from service.api.schema.build import graphql_schema
from service.curation.load import delete_video, import_document
from service.domain.changes import CHANGE_KINDS
from service.graph.driver.database import Database
from support.paths import ROOT
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

GUIDE = (ROOT / "docs/guides/changes.md").read_text(encoding="utf-8")
PAGE, LATEST, SOME, FOLLOW = re.findall(r"```graphql\n(.+?)```", GUIDE, re.S)
ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())


async def ask(engine: Engine, query: str, **variables: Any) -> dict[str, Any]:
    response = await engine.execute(query, variables)
    assert "errors" not in response, response
    return response["data"]["changes"]


async def test_the_steps_of_the_guide(clean_database: Database) -> None:
    engine, cursor = Engine(clean_database), None
    copy: dict[str, str] = {}

    async def follow(cursor: str | None) -> str | None:
        while True:
            page = await ask(engine, PAGE, after=cursor)
            for change in page["nodes"]:
                for id_ in change["videoIds"]:
                    copy[id_] = change["kind"]
            cursor = page["pageInfo"]["endCursor"] or cursor
            if not page["pageInfo"]["hasNextPage"]:
                return cursor

    for number in range(1, 61):
        await import_document(clean_database, make_document(f"talk {number}", [ADA]))
    cursor = await follow(cursor)
    assert copy == {f"video:talk {number}": "TALK_IMPORTED" for number in range(1, 61)}
    assert cursor == "60" == (await ask(engine, LATEST))["pageInfo"]["endCursor"]
    assert await follow(cursor) == "60"
    await delete_video(clean_database, "talk 7")
    assert await follow(cursor) == "61"
    assert copy["video:talk 7"] == "TALK_DELETED"
    assert len((await ask(engine, SOME))["nodes"]) == 20


def test_the_subscription_of_the_guide_is_valid() -> None:
    assert validate(graphql_schema(), parse(FOLLOW)) == []


def test_the_table_has_all_kinds() -> None:
    assert re.findall(r"^\| `([A-Z_]+)`", GUIDE, re.M) == list(CHANGE_KINDS)
