"""`migrate`, `neo4j`, `resolve` and `doctor`: the graph's schema, the embedded server, all names resolved anew, and what is wrong with the installation."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from service.commands.terminal.actions import run_action
from service.commands.terminal.base import Json, with_graph
from service.commands.terminal.console import (
    browser_address,
    note,
    password_for,
    print_json,
    print_pairs,
    say,
)
from service.domain.wording import counted
from service.errors import SetupError, VideographError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.actions.entities import ReassignedName
    from service.actions.graph import GraphCheck
    from service.graph.connect import Neo4j
    from service.settings import Settings


server = typer.Typer(no_args_is_help=True, help="Start, stop and check the embedded Neo4j.")


def migrate(json: Json = False) -> None:
    """Apply the migrations that the graph does not have yet.

    Running it again does nothing.
    """
    from service.actions.graph import migrate as apply_migrations

    report = with_graph(apply_migrations, prepare=False)
    if json:
        print_json({"applied": report.now, "all": report.applied})
        return
    for source in report.now:
        say(f"applied  {source}")
    say(
        f"The schema is up to date: {counted(len(report.applied), 'migration')}, {len(report.now)} applied now."
    )


@server.command()
def start() -> None:
    """Start it and keep it running.

    Other commands then use it. `videograph neo4j stop` stops it.
    """
    from service.embedded import start_server

    running = start_server(_embedded(), detached=True, report=note)
    print_pairs(
        [
            ("Neo4j", f"{running.bolt_uri}, process {running.pid}"),
            ("Neo4j Browser", browser_address(running.browser_url, running.bolt_uri, running.user)),
            ("login", f"user {running.user}, {password_for(running.password, running.folder)}"),
            ("data", str(running.folder)),
        ]
    )


@server.command()
def stop() -> None:
    """Stop it, even if another command started it.

    The data is kept.
    """
    from embedded_neo4j import stop_server

    say("stopped" if stop_server(_embedded().home) else "It does not run.")


@server.command()
def status(json: Json = False) -> None:
    """Print whether it runs, and its addresses.

    Exit code 1 if it does not run.
    """
    from service.embedded import status as find

    found = find(_embedded())
    facts: dict[str, Any] = {"running": found is not None}
    if found is not None:
        facts |= {
            "answers": found.answers,
            "pid": found.pid,
            "bolt": found.bolt_uri,
            "browser": found.browser_url,
            "home": str(found.folder),
            "detached": found.detached,
        }
    if json:
        print_json(facts)
    elif found is None:
        say("It does not run.")
    else:
        print_pairs([(key, _shown(value)) for key, value in facts.items()])
    if found is None:
        raise typer.Exit(1)


def _embedded() -> Any:
    from service.settings import read_settings

    settings = read_settings()
    if settings.neo4j_uri is not None:
        raise SetupError(
            f"VIDEOGRAPH_NEO4J_URI is set to {settings.neo4j_uri}, so the embedded Neo4j is not used. "
            "Unset it to start or stop that."
        )
    return settings


def _shown(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def resolve(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would change, without changing the graph.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Print a line for each name, with the reason.")
    ] = False,
    json: Json = False,
) -> None:
    """Resolve the names of earlier talks again.

    A guessed kind of a name changes to the kind that other talks are sure of. A first name is linked to the person
    who has become a regular speaker of the channel. Sure kinds and your decisions do not change. `videograph ingest`
    does this after several talks. Running it again does nothing.
    """
    from service.actions.entities import ReResolve, re_resolve

    changes = run_action(re_resolve, ReResolve(dry_run))
    if json:
        print_json({"dryRun": dry_run, "changes": changes})
        return
    say_changes(changes, dry_run=dry_run, verbose=verbose)
    if not changes:
        say("no name changes")


def say_changes(changes: "Sequence[ReassignedName]", *, dry_run: bool = False, verbose: bool = False) -> None:
    """Prints how many names were resolved again, by kind; with `verbose`, each of them."""
    if not changes:
        return
    talks = counted(len({change.video_id for change in changes}), "talk")
    told = "would be" if dry_run else "was" if len(changes) == 1 else "were"
    say(f"{counted(len(changes), 'name')} of {talks} {told} resolved again")
    for why, count in Counter(_sort(change) for change in changes).most_common():
        say(f"  {count:>6}  {why}")
    for change in changes if verbose else ():
        told = f"{change.name} ({change.kind.lower()}) is {change.into_name} ({change.into_kind.lower()})"
        say(f"          {change.video_id}: {told}: {change.why}")


def _sort(change: "ReassignedName") -> str:
    if change.kind == change.into_kind:
        return "first names of a regular voice"
    return f"{change.kind.lower()} to {change.into_kind.lower()}"


type State = Literal["ok", "note", "fault"]

_MARK: dict[State, tuple[str, str | None]] = {
    "ok": ("ok", None),
    "note": ("--", "yellow"),
    "fault": ("!!", "red"),
}


_NAMED = 5
"""Number of videos named in one line."""


@dataclass(frozen=True)
class Finding:
    """One line: the check, its result (`note`: worth knowing, but not a fault), and details."""

    what: str
    state: State
    detail: str


def doctor(
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Compute stored counts and connections again from the quotes if they are wrong.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Check the installation and the graph.

    Checks Java, Neo4j's files, the server, its schema, the graph, and the language model if one is chosen; otherwise it
    looks for one on this machine. Exit code 1 if a check fails.
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

    yield from _language_model(settings)
    if settings.neo4j_uri is None:
        yield from _machine(settings)
        if not (settings.home.expanduser() / "data" / "databases").is_dir():
            yield Finding(
                "graph",
                "note",
                f"none yet in {settings.home}: `videograph demo` or `videograph up` creates one",
            )
            return
    try:
        with reach_neo4j(settings, report=note) as neo4j:
            yield from asyncio.run(_graph(settings, neo4j, repair))
    except VideographError as error:
        yield Finding("Neo4j", "fault", error.local_message)


def _machine(settings: "Settings") -> Iterator[Finding]:
    """Checks what the embedded server needs."""
    from embedded_neo4j.jars import NEO4J_VERSION, faulty_jars, jar_folder, listed_jars
    from embedded_neo4j.java import find_java
    from service.embedded import our_errors

    try:
        with our_errors():
            java = find_java()
        yield Finding("Java", "ok", f"{java.version} at {java.command}")
    except VideographError as error:
        yield Finding("Java", "fault", error.message)
    folder, jars = jar_folder(settings.cache), listed_jars()
    if not folder.is_dir():
        yield Finding(
            "jars", "note", f"Neo4j {NEO4J_VERSION} is not installed yet; the first start downloads it"
        )
    elif faulty := faulty_jars(folder, jars):
        names = ", ".join(jar.name for jar in faulty[:3])
        detail = f"{len(faulty)} of {len(jars)} are missing or changed ({names}): remove {folder}"
        yield Finding("jars", "fault", detail)
    else:
        yield Finding("jars", "ok", f"Neo4j {NEO4J_VERSION}, {len(jars)} files as listed, in {folder}")


def _language_model(settings: "Settings") -> Iterator[Finding]:
    """Checks what `--extractor llm` needs; without a model, looks for servers of this machine."""
    from service.actions.extraction.language_model import find_servers, list_models, model_in_use, offer

    try:
        used = model_in_use(settings)
        names = [] if used is None else list_models(used.model)
    except VideographError as error:
        yield Finding("model", "fault", error.message)
        return
    if used is None:
        for server in find_servers():
            yield Finding("model", "note", offer(server))
        return
    model = used.model
    if names and model.name not in names:
        shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        yield Finding(
            "model", "note", f"{model.url} does not list {model.name} (VIDEOGRAPH_LLM_MODEL): it has {shown}"
        )
        return
    yield Finding(
        "model", "ok", f"{model.short_name} at {model.url}" + ("" if names else ", which lists no models")
    )


async def _graph(settings: "Settings", neo4j: "Neo4j", repair: bool) -> list[Finding]:
    from service.actions.graph import CheckGraph, check_graph
    from service.graph.connect import open_graph

    async with open_graph(settings, neo4j, prepare=False) as database:
        check = await check_graph(database, CheckGraph(repair))
    return list(_findings(neo4j, check, repair))


def _findings(neo4j: "Neo4j", check: "GraphCheck", repair: bool) -> Iterator[Finding]:
    server = check.server
    place = "embedded" if neo4j.server else "of your own"
    yield Finding("Neo4j", "ok", f"{server.version} {server.edition}, {place}, {neo4j.uri}")
    if check.refused is not None:
        yield Finding("migrations", "fault", check.refused)
        return
    if check.pending:
        yield Finding("migrations", "fault", f"pending: {', '.join(check.pending)}. Run `videograph migrate`")
        return
    yield Finding("migrations", "ok", f"{check.applied} applied, none pending")
    schema = check.schema
    assert schema is not None
    if schema.missing:
        yield Finding(
            "schema", "fault", f"missing, though its migration was applied: {', '.join(schema.missing)}"
        )
    if schema.offline:
        yield Finding("schema", "fault", f"not online: {', '.join(schema.offline)}")
    if not schema.missing and not schema.offline:
        detail = f"{len(schema.constraints)} constraints, {len(schema.indexes)} indexes, all online"
        yield Finding("schema", "ok", detail)
    yield from _projections(check, repair)
    yield Finding("counts", "ok", ", ".join(f"{count} {label}" for label, count in check.counts.items()))


def _projections(check: "GraphCheck", repair: bool) -> Iterator[Finding]:
    if check.repaired is not None:
        yield Finding("repair", "note", f"{check.repaired} places corrected from the evidence")
    drift = check.drift
    if not drift:
        yield Finding("projections", "ok", "every stored count and connection matches the evidence")
    for one in drift[:20]:
        yield Finding("projections", "fault", str(one))
    if len(drift) > 20:
        yield Finding("projections", "fault", f"and {len(drift) - 20} more")
    if drift and not repair:
        yield Finding("projections", "note", "`videograph doctor --repair` corrects them from the evidence")
