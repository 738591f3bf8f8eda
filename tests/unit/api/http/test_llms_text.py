"""What is said to language models at `/llms.txt`."""

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from service.api.http import pages
from service.api.schema.build import graphql_schema
from service.exports.formats import FORMATS
from service.mcp.server import TOOLS
from service.settings import Settings

SCHEMA = graphql_schema()


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(routes=pages.routes())
    app.state.settings = Settings()
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        yield client


def test_llms_text_names_what_is_there(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.get("/llms.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    text = answer.text
    assert text.startswith("# Videograph\n\n> A knowledge graph of talks.")
    assert [one for one in TOOLS if not re.search(rf"\b{one}\b", text)] == []
    addresses = re.findall(r"\]\(http://127\.0\.0\.1:8000(/[^)]*)\)", text)
    assert addresses == [
        "/mcp",
        "/graphql",
        "/schema.graphql",
        "/export/graph/csv",
        "/openapi.json",
        "/",
        "/quote",
    ]
    assert f": {', '.join(FORMATS)}\n" in text
    fields = re.findall(r"`(\w+)\(", text)
    assert {*fields} <= {*SCHEMA.query_type.fields}  # pyright: ignore[reportOptionalMemberAccess]
    assert len(text) < 2500
    monkeypatch.setattr(pages, "is_installed", lambda name: False)
    assert "/mcp" not in client.get("/llms.txt").text
