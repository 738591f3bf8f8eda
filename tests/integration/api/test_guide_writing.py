"""The requests of docs/guides/writing.md, one after the other, give the answers that stand there."""

import re
from typing import Any

import orjson
import pytest

from service.actions.imports.import_talk import ImportTalk, import_talk
from service.api.execution.engine import Engine
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.resources import demo_folder
from support.paths import ROOT

pytestmark = pytest.mark.anyio

GUIDE = (ROOT / "docs/guides/writing.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^## (\d+\. .+?)\n.*?```graphql\n(.+?)```\n\n```json\n(.+?)```", GUIDE, re.M | re.S)


async def test_each_request_has_its_answer(clean_database: Database) -> None:
    content = (demo_folder() / "authored" / "lecun-leaves-meta.document.json").read_bytes()
    await import_talk(clean_database, ImportTalk(VideoDocument.model_validate_json(content)))
    engine = Engine(clean_database)

    found: dict[str, Any] = {title: await engine.execute(query) for title, query, _ in STEPS}

    assert found == {title: {"data": orjson.loads(answer)} for title, _, answer in STEPS}
    assert [title.partition(".")[0] for title in found] == [str(number) for number in range(1, 14)]
