"""`merge` and `apart`: decisions on entities that may be the same."""

from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.duplicates import KindName, keep, keep_no_more
from service.commands.terminal.actions import Actions, run_action, with_actions
from service.commands.terminal.base import By, DryRun, Json
from service.commands.terminal.console import called, print_json, say
from service.domain.wording import counted
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.actions.decide_pairs import PairReport
    from service.actions.entities import ApartReport, MergeReport

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

    Moves everything of FROM to INTO: mentions, evidence, connections, names. The decision is stored: later imports
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
                    _say_pair(one, dry_run)
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


def _say_pair(one: "PairReport", dry_run: bool) -> None:
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
