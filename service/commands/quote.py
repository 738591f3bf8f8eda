"""`quote`: whether words were said as they are quoted, and what became of a citation."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.actions import run_action
from service.commands.terminal.base import Json
from service.commands.terminal.console import print_json, say
from service.domain.wording import clock

if TYPE_CHECKING:
    from service.actions.quotes import QuoteCheck, QuotePlace

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
    say(f"“{place.quote}”")
    say(
        "  — "
        + ", ".join(filter(None, [place.name, place.title, place.published, clock(place.start_seconds)]))
    )
    if place.url is not None:
        say(f"  {place.url}")
    for one in place.differences:
        say("  " + _WORDS[one.kind].format(said=one.said, quoted=one.quoted))
