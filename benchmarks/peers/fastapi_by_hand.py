"""A peer: the page as one FastAPI endpoint with a statement and a builder written for it, and orjson. No GraphQL.

python -m benchmarks.peers.fastapi_by_hand [cached]
"""

import sys
from pathlib import Path
from typing import Any, LiteralString, cast

import orjson
from cachetools import TTLCache
from fastapi import FastAPI, HTTPException, Response
from neo4j import READ_ACCESS

from benchmarks.peers.hand_page import page
from benchmarks.peers.settings import CACHE_SECONDS, CACHED, open_driver, run

HERE = Path(__file__).parent
PAGE = (HERE / "page.cypher").read_text("utf-8")
TITLE = (HERE / "title.cypher").read_text("utf-8")


def main() -> None:
    driver = open_driver()
    app = FastAPI(openapi_url=None)
    is_cached = CACHED in sys.argv[1:]
    pages = TTLCache[str, bytes](1000, CACHE_SECONDS)

    async def read(statement: str, video_id: str) -> Any:
        async with driver.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
            result = await session.run(cast(LiteralString, statement), {"id": video_id})
            record = await result.single()
        if record is None:
            raise HTTPException(404)
        return record[0]

    @app.get("/videos/{video_id}/page")
    async def _(video_id: str) -> Response:
        body = pages.get(video_id)
        if body is None:
            body = orjson.dumps({"data": {"video": page(await read(PAGE, video_id))}})
            if is_cached:
                pages[video_id] = body
        return Response(body, media_type="application/json")

    @app.get("/videos/{video_id}/title")
    async def _(video_id: str) -> Response:
        title = await read(TITLE, video_id)
        return Response(orjson.dumps({"data": {"video": {"title": title}}}), media_type="application/json")

    run(app)


if __name__ == "__main__":
    main()
