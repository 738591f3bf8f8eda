"""The requests of the guides, in the order in which the README lists them, on one graph of the demo: each gives the answer that stands
below it. The questions are asked before and after step 2 of the README, which imports one more talk."""

import asyncio
import re
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import orjson
import pytest

from service.actions.demo import demo_files, demo_transcript
from service.actions.imports.import_talk import TalkImport, import_talk
from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.domain.model import CO_MENTION
from service.graph.driver.database import Database
from service.jobs.queue import wait_for_job
from service.jobs.worker import work_forever
from service.mcp.tools.schema import examples
from service.resources import web_folder
from support.backend import SECONDS, Neo4jServer
from support.paths import ROOT
from support.seed import fresh_graph

type Requests = dict[str, tuple[str, Any]]

# Of each talk of the demo: entities, those on the page's map by default, its stated connections and co-mentions.
MAPS = {
    "bitcoin-explained--bitcoin-core-v24-bug": (32, 32, 27, 13),
    "bitcoin-explained--bitcoin-core-v25": (64, 59, 60, 35),
    "bitcoin-explained--compact-client-side-filtering": (42, 38, 35, 15),
    "bitcoin-explained--scaling-bitcoin-with-the-erlay-protocol": (45, 43, 45, 22),
    "bitcoin-explained--silent-payments": (60, 55, 52, 26),
    "chaincode-podcast--chaincode-decoded-bech32m": (34, 32, 34, 19),
    "chaincode-podcast--chaincode-decoded-mempool": (54, 53, 53, 35),
    "chaincode-podcast--package-relay": (59, 59, 44, 38),
    "learning-bitcoin-and-design--covenants-part-2": (42, 42, 40, 24),
    "tabconf--2024--cluster-mempool-by-murch": (47, 47, 58, 43),
    "videograph-lecun-leaves-meta": (22, 22, 24, 0),
}


BLOCK = r"```{}\n((?:(?!```)[\s\S])+)```"
PRINTED = f"{BLOCK.format('graphql')}\n\n(?:(?!```)[^\n]+\n\n)?{BLOCK.format('json')}"
"""A request and its answer, with at most one line between them."""


def read_guide(name: str) -> Requests:
    """Title → request and printed answer, of the sections that have both. Subscriptions have a test of their own."""
    found: Requests = {}
    for section in (ROOT / "docs/guides" / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        for request, answer in re.findall(PRINTED, section):
            if not request.startswith("subscription"):
                title = section.partition("\n")[0]
                assert title not in found, f"{title}: a section has one request with an answer"
                found[title] = (request, orjson.loads(answer))
    return found


QUESTIONS, CHANGES, JOBS = read_guide("graphql.md"), read_guide("writing.md"), read_guide("jobs.md")
IMPORT, WATCH = "Send a talk", "Watch a job"


@dataclass
class Answers:
    """What was answered, by the title of the section."""

    first: dict[str, Any] = field(default_factory=dict)
    examples: dict[str, Any] = field(default_factory=dict)
    maps: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    questions: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    jobs: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="module")
def answers(neo4j_server: Neo4jServer) -> Answers:
    async def follow() -> Answers:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=SECONDS) as database:
            return await follow_guides(database)

    return asyncio.run(follow())


async def follow_guides(database: Database) -> Answers:
    found = Answers()
    await fresh_graph(database)
    for file in demo_files():
        await import_document(database, VideoDocument.model_validate_json(file.read_bytes()))
    engine = Engine(database)

    async def ask(requests: Requests) -> dict[str, Any]:
        return {
            title: await engine.execute(request, await merge_of(engine) if "$merge" in request else None)
            for title, (request, _) in requests.items()
        }

    found.first = await ask(QUESTIONS)
    found.examples = {name: await engine.execute(one) for name, one in examples().items()}
    found.maps = await measure_maps(engine)
    await import_talk(database, TalkImport(demo_transcript()))
    found.questions = await ask(QUESTIONS)
    found.changes = await ask(CHANGES)
    found.jobs = await import_by_job(engine)
    return found


async def merge_of(engine: Engine) -> dict[str, Any]:
    """Returns the id of the only merge, as a reader copies it from an answer."""
    listed = await engine.execute("{ decisions(first: 10) { nodes { id kind } } }")
    [merge] = [one["id"] for one in listed["data"]["decisions"]["nodes"] if one["kind"] == "MERGE"]
    return {"merge": merge}


async def measure_maps(engine: Engine) -> dict[str, tuple[int, int, int, int]]:
    listed = await engine.execute("{ videos(first: 20) { nodes { id slug entities { totalCount } } } }")
    query = (web_folder() / "page" / "operations" / "video_map.graphql").read_text("utf-8")
    found: dict[str, tuple[int, int, int, int]] = {}
    for video in listed["data"]["videos"]["nodes"]:
        graph = (await engine.execute(query, {"video": video["id"]}))["data"]["graph"]
        links = [link for link in graph["links"] if link["backbone"]]
        web: nx.Graph[str] = nx.Graph((link["source"], link["target"]) for link in links)
        together = sum(link["type"] == CO_MENTION for link in links)
        found[video["slug"]] = (video["entities"]["totalCount"], len(web), len(links) - together, together)
        assert nx.is_connected(web), video["slug"]
    return found


async def import_by_job(engine: Engine) -> dict[str, Any]:
    """Sends the talk, waits for its job and asks for it. The id of a job is new each time: the printed one takes its place."""
    sent = await engine.execute(JOBS[IMPORT][0])
    job = sent["data"]["importTalk"]["id"]
    sent["data"]["importTalk"]["id"] = JOBS[IMPORT][1]["importTalk"]["id"]
    worker = asyncio.create_task(work_forever(engine.database, 1))
    try:
        await wait_for_job(engine.database, job, 300)
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
    return {IMPORT: sent, WATCH: await engine.execute(JOBS[WATCH][0], {"id": job})}


def test_all_sections_with_a_request_are_compared() -> None:
    assert [title.partition(".")[0] for title in QUESTIONS] == [
        *map(str, range(1, 18)), "A talk's page in one request",
    ]  # fmt: skip
    assert [title.partition(".")[0] for title in CHANGES] == [*map(str, range(1, 14))]
    assert [*JOBS] == [IMPORT, WATCH]


@pytest.mark.parametrize("title", QUESTIONS)
def test_a_question_has_its_answer(answers: Answers, title: str) -> None:
    assert answers.first[title] == {"data": QUESTIONS[title][1]}


@pytest.mark.parametrize("title", QUESTIONS)
def test_its_answer_is_the_same_after_one_more_talk(answers: Answers, title: str) -> None:
    assert answers.questions[title] == {"data": QUESTIONS[title][1]}


@pytest.mark.parametrize("title", CHANGES)
def test_a_change_has_its_answer(answers: Answers, title: str) -> None:
    assert answers.changes[title] == {"data": CHANGES[title][1]}


def test_a_talk_is_imported_by_a_job(answers: Answers) -> None:
    assert answers.jobs == {title: {"data": answer} for title, (_, answer) in JOBS.items()}


def test_the_map_of_each_talk_of_the_demo_is_in_one_piece(answers: Answers) -> None:
    assert answers.maps == MAPS


def test_examples_of_the_schema_tool_have_answers(answers: Answers) -> None:
    assert {name: one for name, one in answers.examples.items() if "errors" in one} == {}
    empty = {name for name, one in answers.examples.items() if not _has_values(one["data"])}
    assert empty == {"job", "jobs", "decisions", "apiKeys", "follows", "webhooks"}  # a fresh graph has none


def _has_values(value: Any) -> bool:
    match value:
        case dict():
            return any(map(_has_values, value.values()))
        case list():
            return bool(value)
        case _:
            return value is not None
