"""`duplicates`, `merge` and `apart`: what may be the same, and a person's decision that it is, or is not."""

from contextlib import aclosing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.actions import Actions, run_action, with_actions
from service.commands.terminal.base import By, DryRun, Json
from service.commands.terminal.console import called, print_json, say
from service.domain.wording import clock, counted, minute
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.actions.decide_pairs import PairReport
    from service.actions.entities import ApartReport, Duplicate, MergeReport, RepublishedPair, Side
    from service.actions.videos import KeptVideo


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
    report = run_action(find_duplicates, request)
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


def _called(talks: "tuple[KeptVideo, ...]") -> str:
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
    moment = f"{said.video_title}, {clock(said.start_seconds)}"
    return f"{_quoted(said.quote)} {moment}" + (f" {said.url}" if said.url else "")


def _say_talks(pair: "RepublishedPair") -> None:
    say(f"{pair.share:.2f}  the same words")
    for part in pair.videos:
        say(f"      {part.title} ({part.slug}, {part.share:.0%} of it, imported {minute(part.added_at)})")
        say(
            f"        {_quoted(part.quote)} {clock(part.start_seconds)}"
            + (f" {part.url}" if part.url else "")
        )
    older, newer = (part.slug for part in pair.videos)
    say(
        f"      keep one: videograph delete {older}, the older import (or {newer}, the newer); "
        f"keep both: videograph apart --talks {older} {newer}"
    )
    say()


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + '…'}”"


_Kind = Annotated[
    KindName | None,
    typer.Option(case_sensitive=False, help="Kind of the merged entity, if they have several kinds."),
]


def merge(
    entities: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FROM… INTO",
            help="Slugs or ids. All FROM are merged into INTO, the last one.",
            show_default=False,
        ),
    ] = None,
    kind: _Kind = None,
    file: Annotated[
        Path | None,
        typer.Option(
            help='File with decisions on many pairs: the output of `videograph duplicates --json`, with a `decision` in each decided pair: "one" or "two".',
            show_default=False,
        ),
    ] = None,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Merge entities that are the same.

    Moves everything of FROM to INTO: mentions, quotes, connections, names. The decision is stored: later imports
    follow it, and the old slug and id lead to INTO. `videograph duplicates` lists possible duplicates; `videograph
    apart` undoes a merge.
    """
    from service.actions.entities import MergeEntities, merge_entities

    if file is not None:
        if entities or kind:
            raise typer.BadParameter("give entities or --file, not both", param_hint="--file")
        _decide_file(file, by, dry_run, json)
        return
    if entities is None or len(entities) < 2:
        raise typer.BadParameter("give at least two entities: FROM and INTO", param_hint="FROM… INTO")
    *sources, into = entities
    chosen = None if kind is None else kind.value
    request = MergeEntities(into, tuple(sources), chosen, dry_run=dry_run)
    report = run_action(merge_entities, request, by=by)
    if json:
        print_json({"dryRun": dry_run, "merged": [report]})
    else:
        _say_merged(report, dry_run)


def apart(
    entities: Annotated[
        list[str],
        typer.Argument(metavar="ENTITY…", help="Slugs or ids of two or more entities.", show_default=False),
    ],
    talks: Annotated[
        bool,
        typer.Option(
            "--talks",
            help="The arguments are talks with the same words, and all are kept: `duplicates` no longer lists them.",
        ),
    ] = False,
    take_back: Annotated[
        bool,
        typer.Option(
            "--take-back",
            help="Undo this decision: `duplicates` may list them again.",
        ),
    ] = False,
    by: By = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Decide that entities are not the same.

    `videograph duplicates` no longer lists them, and no import joins them, however similar their names are. If they
    were merged, this undoes the merge: the graph is as if there had been none.
    """
    from service.actions.entities import (
        SeparateEntities,
        allow_to_be_one,
        separate_entities,
    )

    if len(entities) < 2:
        raise typer.BadParameter("give at least two entities", param_hint="ENTITY…")
    if talks:
        (keep_no_more if take_back else keep)(entities, by, dry_run, json)
        return
    request = SeparateEntities(tuple(entities), dry_run=dry_run)
    if take_back:
        told = run_action(allow_to_be_one, request, by=by)
        if json:
            print_json({"dryRun": dry_run, "takenBack": told})
        else:
            say(f"{'would take back' if dry_run else 'taken back'}  {' | '.join(map(called, told))}")
        return
    report = run_action(separate_entities, request, by=by)
    if json:
        print_json({"dryRun": dry_run, "apart": report.entities})
    else:
        _say_apart(report, dry_run)


def _say_merged(report: "MergeReport", dry_run: bool) -> None:
    into = report.into
    what = ", ".join(called(one) for one in report.merged)
    say(f"{'would merge' if dry_run else 'merged'}  {what} into {called(into)}")
    facts = [
        f"{counted(report.mentions, 'mention')} and {counted(report.evidence, 'quote')} moved "
        f"in {counted(report.videos, 'talk')}",
        f"{into.name} has {counted(into.mention_count, 'mention')} in {counted(into.video_count, 'talk')}, "
        f"{counted(into.relationship_count, 'connection')}",
    ]
    if report.dropped:
        facts.append(
            f"{counted(report.dropped, 'quote')} removed: they connect the entity with itself, or are there twice"
        )
    if report.related:
        facts.append(
            f"RELATED_TO now: {counted(report.related, 'quote')}, since what is of the kind {into.kind} "
            "cannot be connected as they say"
        )
    if report.taken_back:
        facts.append("the earlier decision that they are two is undone")
    for fact in facts:
        say(f"        {fact}")


def _say_apart(report: "ApartReport", dry_run: bool) -> None:
    names = " | ".join(called(one) for one in report.entities)
    say(f"{'would tell apart' if dry_run else 'apart '}  {names}")


def _decide_file(file: Path, by: str | None, dry_run: bool, json: bool) -> None:
    """Applies the decisions of the file and prints the results."""
    from service.actions.decide_pairs import Already, DecidePairs, decide_pairs, read_pairs
    from service.actions.entities import ApartReport, MergeReport

    try:
        content = file.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}") from None
    pairs = read_pairs(str(file), content)
    if not pairs:
        raise InvalidInput(
            f'{file}: no pair has a `decision`: write "one" or "two" into those that you decide'
        )

    async def run(actions: Actions) -> "list[PairReport]":
        done: list[PairReport] = []
        async with aclosing(actions.stream(decide_pairs, DecidePairs(pairs, dry_run))) as decided:
            async for one in decided:
                done.append(one)
                if not json:  # printed at once, so that results are known if a later pair fails
                    _say_decided(one, dry_run)
        return done

    done = with_actions(run, by=by)
    if json:
        print_json(
            {
                "dryRun": dry_run,
                "merged": [one for one in done if isinstance(one, MergeReport)],
                "apart": [one.entities for one in done if isinstance(one, ApartReport)],
                "already": [one for one in done if isinstance(one, Already)],
            }
        )


def _say_decided(one: "PairReport", dry_run: bool) -> None:
    from service.actions.decide_pairs import Already
    from service.actions.entities import MergeReport

    if isinstance(one, MergeReport):
        _say_merged(one, dry_run)
    elif not isinstance(one, Already):
        _say_apart(one, dry_run)
    elif one.decision == "one":
        say(f"one already  {' and '.join(one.names)}: {called(one.of[0])}")
    else:
        say(f"two already  {' | '.join(map(called, one.of))}")
