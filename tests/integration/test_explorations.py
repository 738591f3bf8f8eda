"""The questions for Neo4j Browser in `cypher/explorations`, each asked of the authored talk."""

from typing import Any

import pytest

from service.graph.database import Database
from service.ingest.document import VideoDocument
from service.ingest.load import import_document
from service.resources import cypher_folder, demo_folder

pytestmark = pytest.mark.anyio

FILES = {
    file: file.read_text(encoding="utf-8")
    for file in sorted((cypher_folder() / "explorations").glob("*.cypher"))
}
TITLE = "Why Yann LeCun Is Leaving Meta"


@pytest.fixture
async def graph(clean_database: Database) -> Database:
    """The authored talk alone."""
    file = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
    await import_document(clean_database, VideoDocument.model_validate_json(file.read_bytes()))
    return clean_database


async def explore(graph: Database, name: str, **changed: str) -> list[Any]:
    """The rows of a file, after replacing `key` by `value` in its text."""
    text = FILES[next(file for file in FILES if file.stem == name)]
    for old, new in changed.items():
        assert old in text
        text = text.replace(old, new)
    return await graph.read(text, name=name)


async def test_what_is_said_about(graph: Database) -> None:
    rows = await explore(graph, "what_is_said_about")

    assert len(rows) == 15
    assert rows[0] == ["Yann LeCun", "LEFT", "Meta", "Yann LeCun is leaving Meta", TITLE, 0.0]
    assert rows[-1][:4] == [
        "Yann LeCun",
        "SUPPORTS",
        "World models",
        "LeCun has staked his name on world models",
    ]


async def test_how_two_are_connected(graph: Database) -> None:
    [[path]] = await explore(graph, "how_two_are_connected")

    assert [node["name"] for node in path.nodes] == [
        "Alexandr Wang",
        "Meta Superintelligence Labs",
        "FAIR",
        "Yann LeCun",
        "World models",
    ]


async def test_map_of_a_video(graph: Database) -> None:
    rows = await explore(graph, "map_of_a_video")

    assert len(rows) == 24
    assert len({node["id"] for row in rows for node in (row[0], row[2])}) == 22


async def test_people_in_several_videos(graph: Database) -> None:
    assert await explore(graph, "people_in_several_videos") == []
    text = await explore(graph, "people_in_several_videos", **{"WITH 2 AS": "WITH 1 AS"})

    assert text == [["Alexandr Wang", [], [TITLE]], ["Yann LeCun", [], [TITLE]]]


async def test_topics_that_share_entities(graph: Database) -> None:
    rows = await explore(graph, "topics_that_share_entities")

    assert len(rows) == 22
    assert [row[:3] for row in rows[:3]] == [
        ["Chatbot Competition", "Open Source", 6],
        ["Learning from Observation", "World Models", 5],
        ["AI Investment", "World Models", 4],
    ]
    assert all(size == len(names) >= 3 for _, _, size, names in rows)


async def test_every_file_has_a_title_and_is_asked_here(request: pytest.FixtureRequest) -> None:
    names = {file.stem for file in FILES}
    asked = {item.name.removeprefix("test_") for item in request.node.parent.collect()}

    assert len(names) == 5
    assert names <= asked
    assert all(text.startswith("// ") for text in FILES.values())
