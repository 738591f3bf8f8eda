"""`keys`: API keys for clients of a server that others can reach."""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.actions import run_action
from service.commands.terminal.base import Json
from service.commands.terminal.console import note, print_json, say
from service.domain.wording import minute
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.actions.keys import ListedKey

keys = typer.Typer(no_args_is_help=True, help="Create, list and revoke API keys.")

_SPAN = re.compile(r"([1-9][0-9]{0,5})([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 24 * 7}
_SCOPES = ("read", "ingest", "fetch", "curate", "admin")
_READ = ["read"]


@keys.command()
def create(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name for the key, such as its user.", show_default=False)
    ],
    scope: Annotated[
        list[str],
        typer.Option(
            "--scope",
            metavar="SCOPE",
            help="What it allows: read, ingest, fetch, curate or admin. Can be given several times. ingest, fetch and curate include read, admin includes all.",
        ),
    ] = _READ,
    expires: Annotated[
        str | None,
        typer.Option(
            metavar="SPAN",
            help="When it stops working: in 12h, 90d or 8w, or on a day (2027-01-31). Never by default.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Create an API key, and print it.

    The key is printed only once, because the graph stores only a hash of it. With --json the output is an object that
    contains the key.
    """
    unknown = [one for one in scope if one not in _SCOPES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is not one of {', '.join(_SCOPES)}", param_hint="--scope")
    until = None if expires is None else expiry(expires, datetime.now(UTC))
    from service.access.scopes import Scope
    from service.actions.keys import CreateApiKey, create_api_key

    scopes = tuple(Scope(one) for one in dict.fromkeys(scope))
    request = CreateApiKey(name, scopes, None if until is None else until.isoformat())
    created = run_action(create_api_key, request)
    if json:
        print_json(created)
        return
    note(f"Key {created.id} ({created.name}): {', '.join(created.scopes)}, {_until(created.expires_at)}.")
    note("Copy it now: it cannot be shown again.")
    say(created.key)


@keys.command("list")
def list_(json: Json = False) -> None:
    """List the API keys, the newest first.

    The keys themselves cannot be read again. The time of the last use is accurate to ten minutes.
    """
    from service.actions.keys import list_keys

    found = run_action(list_keys)
    if json:
        print_json({"keys": found})
        return
    for one in found:
        _say_key(one)
    if not found:
        say("There is no key: `videograph keys create NAME` makes one.")


@keys.command()
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its id, or its name.", show_default=False)],
    json: Json = False,
) -> None:
    """Revoke an API key.

    Every server of this graph refuses it within a minute. A revoked key stays in the list.
    """
    from service.actions.keys import revoke_keys

    # The complete key is accepted too.
    whole = re.fullmatch(r"vkg_([0-9A-Za-z]{8})_[0-9A-Za-z]{32}", key)
    revoked = run_action(revoke_keys, whole[1] if whole else key)
    if json:
        print_json({"revoked": revoked})
        return
    for one in revoked:
        say(f"revoked  {one.id}  {one.name}")


def expiry(text: str, now: datetime) -> datetime:
    """Returns the time of `--expires`.

    Raises: InvalidInput: no key has this id or name.
    """
    if span := _SPAN.fullmatch(text):
        try:
            return now + timedelta(hours=int(span[1]) * _HOURS[span[2]])
        except OverflowError:
            raise InvalidInput(
                f"--expires {text} is too far away: leave it out for a key that never expires"
            ) from None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            f"--expires {text!r:.40} cannot be read: write a span such as 12h, 90d or 8w, or a day such as 2027-01-31"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _say_key(one: "ListedKey") -> None:
    say(f"{one.id}  {one.state:<7}  {', '.join(one.scopes)}  {one.name}")
    used = "never used" if one.last_used_at is None else f"last used {minute(one.last_used_at)}"
    ends = f"revoked {minute(one.revoked_at)}" if one.revoked_at else _until(one.expires_at)
    say(f"          created {minute(one.created_at)}, {ends}, {used}")


def _until(moment: str | None) -> str:
    return "no expiry" if moment is None else f"expires {minute(moment)}"
