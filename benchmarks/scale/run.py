"""Runs all questions: opens the archives, each with its API over HTTP, and measures."""

from collections.abc import Callable
from contextlib import AsyncExitStack

from benchmarks.scale import measure as measuring
from benchmarks.scale.measure import Result, Watched, measure
from benchmarks.scale.questions import make_questions
from benchmarks.scale.report import table
from benchmarks.scale.sample import take_sample
from benchmarks.scale.throughput import EIGHT, Throughput, measure_throughput
from benchmarks.serving import Client, serving
from embedded_neo4j import Server
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.statements import statement


async def measure_all(
    servers: list[Server],
    only: str,
    rounds: int,
    pairs: int,
    say: Callable[[str], None],
    keep: Callable[[str], None],
) -> tuple[str, list[Result]]:
    """Returns the tables and their measurements.

    Args:
        only: how the titles of the questions begin that are asked.
        keep: gets the table so far after each question, so that a run that is cut off keeps what it has.
    """
    sizes: dict[int, str] = {}
    results: list[Result] = []
    under_load: list[Throughput] = []
    version = ""
    async with AsyncExitStack() as stack:
        archives: list[measuring.Archive] = []
        for server in servers:
            login = server.bolt_uri, server.user, server.password
            database = await stack.enter_async_context(Watched.open(*login))
            videos, sizes_in_words, version = await _describe(database)
            sizes[videos] = sizes_in_words
            api = stack.enter_context(serving(*login))
            client = await stack.enter_async_context(Client(api.port))
            questions = make_questions(await take_sample(database), pairs)
            archives.append(measuring.Archive(videos, database, Engine(database), questions, api, client))
        for place, question in enumerate(archives[0].questions):
            if question.title.startswith(only):
                say(question.title)
                results += await measure(archives, place, rounds)
                keep(table(results, under_load, version, sizes))
        if EIGHT.startswith(only):
            say(EIGHT)
            under_load = await measure_throughput(archives, rounds)
    text = table(results, under_load, version, sizes)
    keep(text)
    return text, results


async def _describe(database: Database) -> tuple[int, str, str]:
    """Returns the number of videos, a description of the rest, and the version of Neo4j."""
    counts = statement("graph/count_nodes")
    [[videos, segments, entities, topics, aliases, evidence, *_]] = await database.read(counts, name="counts")
    [[nodes, links, most, version]] = await database.read(
        "MATCH (e:Entity) WITH max(e.relationshipCount) AS most "
        "CALL dbms.components() YIELD versions "
        "RETURN COUNT { () }, COUNT { ()-->() }, most, versions[0]",
        name="size",
    )
    words = (
        f"{segments:,} segments, {entities:,} entities, {aliases:,} names, {topics:,} topics, {evidence:,} pieces of "
        f"evidence; {nodes:,} nodes and {links:,} relationships, {most:,} of them between the hub and others"
    )
    return videos, words, str(version)
