"""`changes` and `webhooks`: lists what was committed to the graph, follows it, and sends it to other programs."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.terminal.actions import Actions, run_action, with_actions
from service.commands.terminal.base import Json, settings_with
from service.commands.terminal.console import note, print_json, say
from service.domain.changes import event_name
from service.domain.wording import minute, second
from service.errors import VideographError

if TYPE_CHECKING:
    from service.actions.list_changes import ChangeRecord
    from service.actions.webhooks import ListedWebhook


def changes(
    after: Annotated[
        str | None,
        typer.Option(
            metavar="CURSOR", help="List the changes after this one, by its number.", show_default=False
        ),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with each new change, until Ctrl-C.")
    ] = False,
    json: Json = False,
) -> None:
    """List committed changes of talks, entities and decisions.

    Lists the earliest first, each with its number, which is its cursor. Keep the last one, and --after lists what
    came since. With --json and --follow, each line is the JSON of one change.
    """
    from service.actions.list_changes import ListChanges, follow_changes, list_changes

    async def work(actions: Actions) -> None:
        listed: list[dict[str, Any]] = []
        last = after
        async for change in actions.stream(follow_changes if follow else list_changes, ListChanges(after)):
            last = str(change.seq)
            if not json:
                say(_line(change))
            elif follow:
                print_json(_as_json(change), lines=True)
            else:
                listed.append(_as_json(change))
        if json:
            print_json({"changes": listed, "cursor": last})
        elif last == after:
            note("There are no changes." if after is None else "There are no changes after this one.")

    with_actions(work)


def _line(change: "ChangeRecord") -> str:
    ids = [*change.video_ids, *change.entity_ids] or change.decision_ids
    about = change.slug or (ids[0] if ids else "")
    more = f" and {len(ids) - 1} more" if len(ids) > 1 else ""
    return f"{change.seq:>6}  {second(change.at)}  {event_name(change.kind):<20}  {about}{more}"


def _as_json(change: "ChangeRecord") -> dict[str, Any]:
    return {
        "seq": str(change.seq),
        "at": change.at,
        "kind": change.kind,
        "videoIds": change.video_ids,
        "entityIds": change.entity_ids,
        "decisionIds": change.decision_ids,
        "slug": change.slug,
        "name": change.name,
    }


webhooks = typer.Typer(
    no_args_is_help=True, help="Send changes to addresses: add, list, remove, test, resume, rotate."
)

Id = Annotated[
    str, typer.Argument(metavar="WEBHOOK", help="Id of the webhook, as `list` prints it.", show_default=False)
]


@webhooks.command()
def add(
    url: Annotated[
        str,
        typer.Argument(metavar="URL", help="Address that changes are sent to, https://…", show_default=False),
    ],
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar="EVENT",
            help="Only these changes, such as talk.imported. Can be given several times.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Add a webhook, and print its secret.

    The service sends each change that is committed from now on, signed with the secret. The secret is printed only once: give it to
    the receiver, which checks the signature (Standard Webhooks).
    """  # fmt: skip
    from service.actions.webhooks import AddWebhook, add_webhook, read_kinds

    added = run_action(add_webhook, AddWebhook(url, tuple(read_kinds(on)) if on else ()))
    if json:
        print_json(added)
        return
    note(f"{added.id}: {len(added.on)} kinds of changes are sent to {added.url} while a service runs.")
    note("Copy the secret now: it cannot be shown again.")
    say(added.secret)


@webhooks.command("list")
def list_(json: Json = False) -> None:
    """List the webhooks, the oldest first, with what went wrong."""
    from service.actions.webhooks import list_webhooks

    found = run_action(list_webhooks)
    if json:
        print_json({"webhooks": found})
        return
    for one in found:
        _say_webhook(one)
    if not found:
        say("There is no webhook: `videograph webhooks add URL` adds one.")


@webhooks.command()
def remove(id_: Id, json: Json = False) -> None:
    """Remove a webhook. Nothing is sent to it any more."""
    from service.actions.webhooks import RemoveWebhook, remove_webhook

    run_action(remove_webhook, RemoveWebhook(id_))
    if json:
        print_json({"removed": id_})
    else:
        say(f"removed  {id_}")


@webhooks.command()
def deliveries(id_: Id, json: Json = False) -> None:
    """List the last ten attempts to send, the latest first."""
    from service.actions.webhooks import list_webhooks
    from service.errors import NotFound

    found = next((one for one in run_action(list_webhooks) if one.id == id_), None)
    if found is None:
        raise NotFound(f"there is no webhook {id_!r:.60}")
    if json:
        print_json({"deliveries": found.deliveries})
        return
    for one in found.deliveries:
        status = "no answer" if one.status is None else f"status {one.status}"
        again = "" if one.attempt == 1 else f"  attempt {one.attempt}"
        why = "" if one.error is None else f"  {one.error}"
        say(f"{second(one.at)}  change {one.seq}  {status}  {one.milliseconds} ms{again}{why}")
    if not found.deliveries:
        say("Nothing was sent yet.")


@webhooks.command()
def rotate(id_: Id, json: Json = False) -> None:
    """Give a webhook a new secret, and print it.

    For a day messages are signed with both secrets, so that the receiver can change to the new one at any time. It is printed only once.
    """
    from service.actions.webhooks import RotateWebhookSecret, rotate_webhook_secret

    secret = run_action(rotate_webhook_secret, RotateWebhookSecret(id_)).secret
    if json:
        print_json({"id": id_, "secret": secret})
        return
    note("Copy the secret now: it cannot be shown again. The one before signs too for a day.")
    say(secret)


@webhooks.command()
def resume(
    id_: Id,
    skip: Annotated[bool, typer.Option("--skip", help="Leave out the change at which it failed.")] = False,
    json: Json = False,
) -> None:
    """Let a webhook that fails or was stopped go on at once.

    It goes on with the change at which it failed, so that nothing is missed.
    """
    from service.actions.webhooks import ResumeWebhook, resume_webhook

    run_action(resume_webhook, ResumeWebhook(id_, skip))
    if json:
        print_json({"resumed": id_})
    else:
        say(f"resumed  {id_}")


@webhooks.command("test")
def send_test(id_: Id, json: Json = False) -> None:
    """Send one test message now, of the type webhook.test, and print the answer's status."""
    from service.webhooks.post import NotDelivered
    from service.webhooks.sender import send_message
    from service.webhooks.store import find_webhook

    settings = settings_with()
    url, secrets = run_action(find_webhook, id_)
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    message = {"type": "webhook.test", "timestamp": now, "data": {}}
    import asyncio

    try:
        status = asyncio.run(
            send_message(
                url, secrets, f"test_{datetime.now(UTC).timestamp():.0f}", message,
                private=settings.webhooks_private, seconds=settings.webhooks_timeout,
            )
        )  # fmt: skip
    except NotDelivered as fault:
        raise VideographError(f"the test message was not delivered to {url}: {fault}") from None
    if json:
        print_json({"status": status})
    else:
        say(f"delivered  {url}  status {status}")


def _say_webhook(one: "ListedWebhook") -> None:
    sent = "nothing sent yet" if one.sent_at is None else f"last sent {minute(one.sent_at)}"
    say(f"{one.id}  {one.state:<7}  {one.url}")
    say(f"    {', '.join(one.on)}")
    say(f"    cursor {one.cursor}, {one.waiting} changes behind, {sent}")
    if one.error is not None and one.failed_at is None:
        say(f"    not sent: {one.error}")
    if one.error is not None and one.failed_at is not None:
        again = (
            "" if one.state == "stopped" or one.next_at is None else f", next attempt {minute(one.next_at)}"
        )
        say(f"    failed {one.failures} times, last {minute(one.failed_at)}{again}: {one.error}")
    if one.state == "stopped":
        say(f"    `videograph webhooks resume {one.id}` lets it go on.")
