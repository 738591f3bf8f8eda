"""`duplicates`: lists entities and talks that may be the same, for a person to decide."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.actions import run_action
from service.commands.terminal.base import Json, with_graph
from service.commands.terminal.console import print_json, say
from service.domain.wording import counted

if TYPE_CHECKING:
    from service.actions.entities import Duplicate, Republished, Side
    from service.actions.videos import Kept

_WORDS = 160
"""Number of letters of a quote that are shown."""


class KindName(StrEnum):
    PERSON = "PERSON"
    COMPANY = "COMPANY"
    CONCEPT = "CONCEPT"
    PRODUCT = "PRODUCT"
    EVENT = "EVENT"


def duplicates(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Number of pairs, the most likely first.")] = 20,
    kind: Annotated[
        KindName | None, typer.Option(case_sensitive=False, help="Only pairs with an entity of this kind.")
    ] = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Only pairs with at least this score.")
    ] = 0.3,
    json: Json = False,
) -> None:
    """List entities that may be the same, and talks that share many words.

    Lists pairs that an import does not join, with the reasons and a place where each is mentioned. You decide:
    `videograph merge` merges two entities; after `videograph apart`, a pair is no longer listed. The command changes
    nothing.

    Two talks may be one recording, published twice or in parts. For each it prints the share of its words that the
    other has, and the start of the longest shared passage. `videograph delete` deletes one of them; after `videograph
    apart --talks`, the pair is no longer listed. With --kind, only entities are listed.
    """
    from service.actions.entities import FindDuplicates, find_duplicates

    request = FindDuplicates(limit, None if kind is None else kind.value, min_score)
    report = with_graph(lambda database: find_duplicates(database, request))
    found, talks = report.entities, report.videos
    if json:
        answer = {"duplicates": found, "pairsWithAReason": report.pairs_with_a_reason}
        print_json(answer | {"videos": talks, "pairsOfVideos": report.pairs_of_videos})
        return
    for pair in found:
        _say_pair(pair)
    for pair in talks:
        _say_talks(pair)
    if found:
        say(f"{len(found)} shown, {report.pairs_with_a_reason} pairs have names that give a reason")
    if talks:
        say(
            f"{len(talks)} shown of {counted(report.pairs_of_videos, 'pair')} of talks that share their words"
        )
    if not found and not talks:
        say("nothing looks double")


def keep(references: list[str], by: str | None, dry_run: bool, json: bool) -> None:
    """Implements `apart --talks`."""
    from service.actions.videos import KeepTalks, keep_talks

    request = KeepTalks(tuple(references), dry_run)
    talks = run_action(keep_talks, request, by=by)
    if json:
        print_json({"dryRun": dry_run, "apart": talks})
    else:
        say(f"{'would tell apart' if dry_run else 'apart '}  {_called(talks)}")


def keep_no_more(references: list[str], by: str | None, dry_run: bool, json: bool) -> None:
    """Implements `apart --talks --take-back`."""
    from service.actions.videos import KeepTalks, undo_keep_talks

    request = KeepTalks(tuple(references), dry_run)
    talks = run_action(undo_keep_talks, request, by=by)
    if json:
        print_json({"dryRun": dry_run, "takenBack": talks})
    else:
        say(f"{'would take back' if dry_run else 'taken back'}  {_called(talks)}")


def _called(talks: "tuple[Kept, ...]") -> str:
    return " | ".join(f"{talk.title} ({talk.slug})" for talk in talks)


def _say_pair(pair: "Duplicate") -> None:
    say(f"{pair.score:.2f}  {'; '.join(pair.reasons)}")
    for side in pair.entities:
        say(f"      {side.name} ({side.kind.lower()}, {_counted(side)}, {side.slug})")
        say(f"        {_said(side)}")
    say()


def _counted(side: "Side") -> str:
    return f"{counted(side.video_count, 'talk')}, {counted(side.mention_count, 'mention')}"


def _said(side: "Side") -> str:
    said = side.said
    if said.quote is None or said.start_seconds is None:
        return f"speaks in {said.video_title}"
    moment = f"{said.video_title}, {_clock(said.start_seconds)}"
    return f"{_quoted(said.quote)} {moment}" + (f" {said.url}" if said.url else "")


def _say_talks(pair: "Republished") -> None:
    say(f"{pair.share:.2f}  the same words")
    for part in pair.videos:
        say(f"      {part.title} ({part.slug}, {part.share:.0%} of it, imported {_moment(part.added_at)})")
        say(
            f"        {_quoted(part.quote)} {_clock(part.start_seconds)}"
            + (f" {part.url}" if part.url else "")
        )
    older, newer = (part.slug for part in pair.videos)
    say(
        f"      keep one: videograph delete {older}, the older import (or {newer}, the newer); "
        f"keep both: videograph apart --talks {older} {newer}"
    )
    say()


def _moment(at: str) -> str:
    return at.replace("T", " ")[:16]


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + '…'}”"


def _clock(start: float) -> str:
    minutes, seconds = divmod(int(start), 60)
    return f"{minutes}:{seconds:02}"
