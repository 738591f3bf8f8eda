"""`query`, `quote`, `cypher` and `schema`: the API from a terminal, quotes in all talks, the API's Cypher and its schemas."""

import json as jsonlib
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.server.running import ask_videograph
from service.commands.terminal.actions import ask_remote, run_action
from service.commands.terminal.base import Json, with_graph
from service.commands.terminal.console import note, print_json, say
from service.domain.wording import clock
from service.errors import InvalidInput, VideographError

if TYPE_CHECKING:
    from service.actions.quotes import QuoteCheck, QuotePlace
    from service.graph.driver.database import Database
    from service.settings import Settings


QueryFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE|-|QUERY",
        help="A GraphQL query, or a file with one; - reads it from stdin.",
        show_default=False,
    ),
]
Variables = Annotated[
    str | None, typer.Option(metavar="JSON|@FILE", help="The query's variables, as JSON or from a file.")
]
OperationName = Annotated[
    str | None, typer.Option("--operation", help="Name of the operation, if there are several.")
]

_STDIN = Path("-")


def query(file: QueryFile = "-", variables: Variables = None, operation: OperationName = None) -> None:
    """Run a GraphQL query and print its response.

    Uses the running Videograph of this graph if there is one, which is faster, or the one that --server names. Exit
    code 1 if the response has errors.
    """
    from service.settings import read_settings

    # each GraphQL document has a brace, and the names of files hardly ever
    text = file if "{" in file else _read_text(Path(file))
    values = _read_variables(variables)
    settings = read_settings()
    request = {"query": text, "variables": values, "operationName": operation}
    response = ask_remote(settings, request)
    if response is None:
        response = ask_videograph(settings, request)
    if response is None:
        response = _execute(text, values, operation, settings)
    print_json(response)
    if response.get("errors"):
        raise typer.Exit(1)


def _execute(
    text: str, values: dict[str, Any] | None, operation: str | None, settings: "Settings"
) -> dict[str, Any]:
    """The same without a server."""
    from service.api.execution.engine import Engine
    from service.api.operation.arguments.cursors import Cursors
    from service.graph.cursor_secret import cursor_key

    async def run(database: "Database") -> dict[str, Any]:
        cursors = Cursors(await cursor_key(database, settings.cursors))
        engine = Engine(database, limits=settings.limits, cursors=cursors)
        with suppress(VideographError, RecursionError):
            await engine.plan(text, values, operation)  # a Neo4j that has just started has no plans
        return await engine.execute(text, values, operation)

    return with_graph(run)


def cypher(
    field: Annotated[
        str | None, typer.Argument(metavar="FIELD", help="A field, e.g. Video.entities.", show_default=False)
    ] = None,
    query: Annotated[
        Path | None,
        typer.Option(metavar="FILE|-", help="Print all statements of this GraphQL query instead."),
    ] = None,
    variables: Variables = None,
    operation: OperationName = None,
    json: Json = False,
) -> None:
    """Print the Cypher of a field or a query.

    The output can be pasted into Neo4j Browser.
    """
    if (field is None) == (query is None):
        raise typer.BadParameter("give a field, such as Video.entities, or --query FILE", param_hint="FIELD")
    from service.api.execution.explain import field_statement, query_statements

    if field is not None:
        text = field_statement(field)
        print_json({"field": field, "text": text}) if json else say(text)
        return
    assert query is not None
    statements = query_statements(_read_text(query), _read_variables(variables), operation)
    if json:
        print_json(
            [
                {
                    "rootField": s.root_field,
                    "key": s.key,
                    "note": s.note,
                    "text": s.text,
                    "parameters": s.parameters,
                }
                for s in statements
            ]
        )
        return
    for place, statement in enumerate(statements):
        say(("\n" if place else "") + f"// {statement.root_field}")
        if statement.note:
            say(f"// {statement.note}")
        for name, value in statement.parameters.items():
            say(f":param {name} => {cypher_literal(value)};")
        say(f"{statement.text.rstrip().rstrip(';')};")


def schema(
    document: Annotated[
        bool, typer.Option("--document", help="Print the JSON Schema of VideoDocument instead.")
    ] = False,
) -> None:
    """Print the GraphQL schema.

    With --document, prints the JSON Schema of VideoDocument, the complete form of a talk for imports.
    """
    from service.api.schema.build import sdl
    from service.domain.document import document_schema

    sys.stdout.write(document_schema() if document else sdl())


def cypher_literal(value: Any) -> str:
    """Returns a value as a Cypher literal: strings as in JSON, keys of maps without quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {cypher_literal(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(cypher_literal(one) for one in value) + "]"
    if value is None or isinstance(value, (bool, int, float, str)):
        return jsonlib.dumps(value, ensure_ascii=False)
    return f'{"datetime" if isinstance(value, datetime) else "date"}("{value.isoformat()}")'


def _read_text(file: Path) -> str:
    try:
        text = _read_stdin() if file == _STDIN else file.read_text(encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{file}: is not UTF-8") from error
    if not text.strip():
        raise InvalidInput(f"{'stdin' if file == _STDIN else file}: is empty")
    return text


def _read_stdin() -> str:
    if sys.stdin.isatty():
        note("Type a GraphQL query; Ctrl-D on a line of its own ends it.")
    return sys.stdin.read()


def _read_variables(given: str | None) -> dict[str, Any] | None:
    if given is None:
        return None
    text = _read_text(Path(given[1:])) if given.startswith("@") else given
    try:
        values = jsonlib.loads(text)
    except ValueError as error:
        raise InvalidInput(f"--variables is not JSON: {error}") from None
    if not isinstance(values, dict):
        raise InvalidInput('--variables must be a JSON object, such as {"id": "video:…"}')
    return values


quote = typer.Typer(no_args_is_help=True, help="Check quotes against the transcripts.")

_WORDS = {"CHANGED": "{said!r} became {quoted!r}", "ADDED": "{quoted!r} was added", "LEFT_OUT": "{said!r} was left out", "MOVED": "other order: {said!r}, quoted {quoted!r}"}  # fmt: skip


@quote.command()
def verify(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The quoted words.", show_default=False)],
    video: Annotated[
        str | None,
        typer.Option(
            metavar="TALK",
            help="Count only places in this talk: its id, slug or address.",
            show_default=False,
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(
            metavar="PERSON",
            help="Count only places where this person speaks: id, slug or name.",
            show_default=False,
        ),
    ] = None,
    first: Annotated[int, typer.Option(min=1, max=20, help="Greatest number of places.")] = 5,
    json: Json = False,
) -> None:
    """Check whether words were said as they are quoted, where and by whom.

    VERBATIM: so, but for punctuation, capitals, accents and filler words. ALTERED: similarly; the differences are printed. ABSENT: not.

    Exit code 1 unless the words are verbatim.
    """
    from service.actions.quotes import VerifyQuote, verify_quote

    found = run_action(verify_quote, VerifyQuote(text, video, speaker, first))
    if json:
        print_json(found)
    else:
        _tell(found)
    if found.status != "VERBATIM":
        raise typer.Exit(1)


@quote.command()
def find(
    address: Annotated[
        str,
        typer.Argument(
            metavar="ADDRESS", help="The address of a quote, as pages copy it.", show_default=False
        ),
    ],
    first: Annotated[int, typer.Option(min=1, max=20, help="Greatest number of places.")] = 5,
    json: Json = False,
) -> None:
    """Find what became of a quote that was cited by its address.

    VERBATIM, ALTERED, ABSENT: as `verify`. WITHDRAWN: its talk was deleted, or the quote was rejected; the decision is printed.

    Exit code 1 unless the words are verbatim.
    """
    from service.actions.quotes import FindCitation, find_citation

    found = run_action(find_citation, FindCitation(address, first))
    if json:
        print_json(found)
    else:
        _tell(found)
    if found.status != "VERBATIM":
        raise typer.Exit(1)


def _tell(found: "QuoteCheck") -> None:
    say(found.status, "green" if found.status == "VERBATIM" else "yellow")
    if found.withdrawn_at is not None:
        say(f"  {found.withdrawn_at[:10]}, by {found.decision}: `videograph decisions` lists it")
    for place in found.places:
        _show(place)
    if found.elsewhere:
        say()
        say("Elsewhere:")
    for place in found.elsewhere:
        _show(place)


def _show(place: "QuotePlace") -> None:
    say()
    if len(place.turns) > 1:
        for turn in place.turns:
            say(f"{turn.name or 'Unknown speaker'}: “{turn.words}”")
    else:
        say(f"“{place.quote}”")
    say(
        "  — "
        + ", ".join(filter(None, [place.name, place.title, place.published, clock(place.start_seconds)]))
    )
    if place.url is not None:
        say(f"  {place.url}")
    for one in place.differences:
        say("  " + _WORDS[one.kind].format(said=one.said, quoted=one.quoted))
