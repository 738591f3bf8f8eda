"""`doctor`: what is here, what is wrong with it, and what can be mended."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from service.commands.base import Json
from service.commands.console import note, print_json, say
from service.errors import VideographError

if TYPE_CHECKING:
    from service.graph.connect import Neo4j
    from service.graph.driver.database import Database
    from service.settings import Settings

type State = Literal["ok", "note", "fault"]

_MARK: dict[State, tuple[str, str | None]] = {
    "ok": ("ok", None),
    "note": ("--", "yellow"),
    "fault": ("!!", "red"),
}


_NAMED = 5
"""Videos that one line names."""


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is (`note`: worth knowing, nothing wrong), and more about it."""

    what: str
    state: State
    detail: str


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Rebuild from the evidence what has drifted from it.")
    ] = False,
    json: Json = False,
) -> None:
    """Say what is here, and what is wrong with it.

    Java, Neo4j's files, the server, its schema, the graph, and the language model where one is set. Exit code 1 when something is wrong.
    """
    from service.settings import read_settings

    settings = read_settings()
    findings: list[Finding] = []
    for finding in _examine(settings, repair):
        findings.append(finding)
        if not json:
            mark, style = _MARK[finding.state]
            say(f"{mark}  {finding.what:<12}  {finding.detail}", style)
    if json:
        healthy = all(finding.state != "fault" for finding in findings)
        print_json({"healthy": healthy, "findings": findings})
    if any(finding.state == "fault" for finding in findings):
        raise typer.Exit(1)


def _examine(settings: "Settings", repair: bool) -> Iterator[Finding]:
    from service.graph.connect import reach_neo4j

    if settings.llm_url is not None:
        yield _language_model(settings)
    if settings.neo4j_uri is None:
        yield from _machine(settings)
        if not (settings.home.expanduser() / "data" / "databases").is_dir():
            yield Finding(
                "graph",
                "note",
                f"none yet in {settings.home}: `videograph demo` or `videograph up` makes one",
            )
            return
    try:
        with reach_neo4j(settings, report=note) as neo4j:
            yield from asyncio.run(_graph(settings, neo4j, repair))
    except VideographError as error:
        yield Finding("Neo4j", "fault", error.message)


def _machine(settings: "Settings") -> Iterator[Finding]:
    """What the embedded server stands on."""
    from service.graph.server.jars import NEO4J_VERSION, faulty_jars, jar_folder, listed_jars
    from service.graph.server.java import find_java

    try:
        java = find_java()
        yield Finding("Java", "ok", f"{java.version} at {java.command}")
    except VideographError as error:
        yield Finding("Java", "fault", error.message)
    folder, jars = jar_folder(settings.cache), listed_jars()
    if not folder.is_dir():
        yield Finding("jars", "note", f"Neo4j {NEO4J_VERSION} is not here yet; the first start downloads it")
    elif faulty := faulty_jars(folder, jars):
        names = ", ".join(jar.name for jar in faulty[:3])
        detail = f"{len(faulty)} of {len(jars)} are missing or changed ({names}): remove {folder}"
        yield Finding("jars", "fault", detail)
    else:
        yield Finding("jars", "ok", f"Neo4j {NEO4J_VERSION}, {len(jars)} files as listed, in {folder}")


def _language_model(settings: "Settings") -> Finding:
    """Whether what `--extractor llm` needs is there."""
    from service.ingest.extractors.llm.models import list_models

    try:
        model = settings.language_model
        names = list_models(model)
    except VideographError as error:
        return Finding("model", "fault", error.message)
    if names and model.name not in names:
        shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        return Finding(
            "model", "note", f"{model.url} does not list {model.name} (VIDEOGRAPH_LLM_MODEL): it has {shown}"
        )
    return Finding(
        "model", "ok", f"{model.name} at {model.url}" + ("" if names else ", which lists no models")
    )


async def _graph(settings: "Settings", neo4j: "Neo4j", repair: bool) -> list[Finding]:
    from service.graph.connect import open_graph

    async with open_graph(settings, neo4j, prepare=False) as database:
        return [finding async for finding in _inside(neo4j, database, repair)]


async def _inside(neo4j: "Neo4j", database: "Database", repair: bool) -> AsyncIterator[Finding]:
    from service.graph.health import read_counts, read_outdated, read_schema, read_server
    from service.graph.migrations import applied, pending

    server = await read_server(database)
    place = "embedded" if neo4j.server else "of your own"
    yield Finding("Neo4j", "ok", f"{server.version} {server.edition}, {place}, {neo4j.uri}")
    try:
        waiting = await pending(database)
    except VideographError as error:
        yield Finding("migrations", "fault", error.message)
        return
    if waiting:
        names = ", ".join(migration.source for migration in waiting)
        yield Finding("migrations", "fault", f"pending: {names}. Run `videograph migrate`")
        return
    yield Finding("migrations", "ok", f"{len(await applied(database))} applied, none pending")
    schema = await read_schema(database)
    if schema.missing:
        yield Finding(
            "schema", "fault", f"missing, though its migration was applied: {', '.join(schema.missing)}"
        )
    if schema.offline:
        yield Finding("schema", "fault", f"not online: {', '.join(schema.offline)}")
    if not schema.missing and not schema.offline:
        detail = f"{len(schema.constraints)} constraints, {len(schema.indexes)} indexes, all online"
        yield Finding("schema", "ok", detail)
    async for finding in _projections(database, repair):
        yield finding
    if outdated := await read_outdated(database):
        named = ", ".join(outdated[:_NAMED]) + (", …" if len(outdated) > _NAMED else "")
        detail = f"a merge was taken back: import again, by `videograph ingest` with the same files, {named}"
        yield Finding("talks", "note", detail)
    counts = await read_counts(database)
    yield Finding("counts", "ok", ", ".join(f"{count} {label}" for label, count in counts.items()))


async def _projections(database: "Database", repair: bool) -> AsyncIterator[Finding]:
    from service.graph import projections

    drift = await projections.find_drift(database)
    if drift and repair:
        mended = await projections.repair(database)
        yield Finding("repair", "note", f"{mended} places rebuilt from the evidence")
        drift = await projections.find_drift(database)
    if not drift:
        yield Finding(
            "projections", "ok", "every stored count and connection is what the evidence adds up to"
        )
    for one in drift[:20]:
        yield Finding("projections", "fault", str(one))
    if len(drift) > 20:
        yield Finding("projections", "fault", f"and {len(drift) - 20} more")
    if drift and not repair:
        yield Finding("projections", "note", "`videograph doctor --repair` rebuilds them from the evidence")
