"""The subscription of docs/guides/graphql.md, over a WebSocket and with curl, as it stands there."""

import asyncio
import re

import orjson
import pytest

from service.actions.imports.import_talk import TalkImport, import_talk
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.resources import demo_folder
from support.live_api import WAIT, live_api
from support.paths import ROOT
from support.videograph_process import within

pytestmark = pytest.mark.anyio

GUIDE = (
    (ROOT / "docs/guides/graphql.md")
    .read_text(encoding="utf-8")
    .partition("## What changes from now on\n")[2]
)
[QUERY], [ANSWER], [CURL], [EVENT] = (
    re.findall(rf"```{language}\n(.+?)```", GUIDE, re.S) for language in ("graphql", "json", "sh", "http")
)


async def test_the_subscription_of_the_guide(clean_database: Database) -> None:
    content = (demo_folder() / "authored" / "lecun-leaves-meta.document.json").read_bytes()
    await import_talk(clean_database, TalkImport(VideoDocument.model_validate_json(content)))
    async with live_api(clean_database) as api:
        async with api.signed_in() as one:
            await one.subscribe(QUERY)
            assert (await one.receive())["payload"] == {"data": orjson.loads(ANSWER)}

        command = CURL.replace("curl -N http://127.0.0.1:8000/graphql", f"exec curl -sN {api.url}")
        curl = await asyncio.create_subprocess_shell(command, stdout=asyncio.subprocess.PIPE)
        assert curl.stdout is not None
        told = b""
        async with within("curl to print an event", seconds=WAIT):
            while b"data: " not in told:
                told += await curl.stdout.readline()
        curl.terminate()
        async with within("curl to end after SIGTERM"):
            await curl.wait()
        assert told.decode().replace("\r", "").endswith(f"id: 1\n{EVENT}")
