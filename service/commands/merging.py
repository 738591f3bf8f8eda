"""`merge` and `apart`: what a person decides on entities that may be one."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from service.commands.base import Json, with_graph
from service.commands.console import counted, print_json, say
from service.commands.duplicates import KindName, keep, keep_no_more
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.graph.database import Database
    from service.ingest.apart import ApartReport
    from service.ingest.decisions import Found
    from service.ingest.merge import MergeReport

_Kind = Annotated[
    KindName | None,
    typer.Option(case_sensitive=False, help="What the one is, where they are of several kinds."),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would happen, and leave the graph as it is.")
]


def merge(
    entities: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FROM… INTO",
            help="Slugs or ids; all of FROM become one with INTO, the last.",
            show_default=False,
        ),
    ] = None,
    kind: _Kind = None,
    file: Annotated[
        Path | None,
        typer.Option(
            help="Decisions on many pairs: what `videograph duplicates --json` gave, with a `decision` in each pair that "
            'is decided: "one" or "two".',
            show_default=False,
        ),
    ] = None,
    dry_run: _DryRun = False,
    json: Json = False,
) -> None:
    """Make entities one that are one and the same.

    Everything of FROM goes to INTO: mentions, evidence, connections, names. The decision is kept: talks that are imported
    later, or again, keep to it, and the old slug and id lead to INTO. `videograph duplicates` lists what may be one;
    `videograph apart` is for what is not.
    """
    from service.ingest.merge import merge_entities

    if file is not None:
        if entities or kind:
            raise typer.BadParameter("give entities or --file, not both", param_hint="--file")
        _decide(file, dry_run, json)
        return
    if entities is None or len(entities) < 2:
        raise typer.BadParameter("give at least two entities: FROM and INTO", param_hint="FROM… INTO")
    *sources, into = entities
    chosen = None if kind is None else kind.value
    report = with_graph(
        lambda database: merge_entities(database, sources, into, kind=chosen, dry_run=dry_run)
    )
    if json:
        print_json({"dryRun": dry_run, "merged": [asdict(report)]})
    else:
        _say_merged(report, dry_run)


def apart(
    entities: Annotated[
        list[str] | None,
        typer.Argument(metavar="ENTITY…", help="Slugs or ids of two or more entities.", show_default=False),
    ] = None,
    talks: Annotated[
        bool,
        typer.Option(
            "--talks",
            help="They are talks that share their words, and all stay: `duplicates` lists them no more.",
        ),
    ] = False,
    take_back: Annotated[
        bool,
        typer.Option(
            "--take-back",
            help="That they are not one, or with --talks that all stay, is not decided any more: `duplicates` may list them again.",
        ),
    ] = False,
    dry_run: _DryRun = False,
    json: Json = False,
) -> None:
    """Say that entities are not one and the same.

    `videograph duplicates` does not list them any more, and no import makes them one, however alike their names are. Of
    two that were merged, it takes the merge back: each has its names again, and the talks that come to say so
    when they are imported again are listed; `videograph ingest` does not pass them over.
    """
    from service.ingest.apart import take_back_apart, tell_apart

    if entities is None or len(entities) < 2:
        raise typer.BadParameter("give at least two entities", param_hint="ENTITY…")
    if talks:
        (keep_no_more if take_back else keep)(entities, dry_run, json)
        return
    if take_back:
        told = with_graph(lambda database: take_back_apart(database, entities, dry_run=dry_run))
        if json:
            print_json({"dryRun": dry_run, "takenBack": [asdict(one) for one in told]})
        else:
            say(f"{'would take back' if dry_run else 'taken back'}  {' | '.join(map(_called, told))}")
        return
    report = with_graph(lambda database: tell_apart(database, entities, dry_run=dry_run))
    if json:
        again = [asdict(talk) for talk in report.again]
        told = [asdict(one) for one in report.entities]
        print_json({"dryRun": dry_run, "apart": told, "importAgain": again})
    else:
        _say_apart(report, dry_run)


def _decide(file: Path, dry_run: bool, json: bool) -> None:
    decisions = read_decisions(file)
    if not decisions:
        raise InvalidInput(
            f'{file}: no pair has a `decision`: write "one" or "two" into those that you decide'
        )

    async def run(database: "Database") -> "tuple[list[MergeReport], list[ApartReport]]":
        # Those that are one first: what is told apart then is what is left.
        ones = [await _merge_pair(database, one, dry_run) for one in decisions if one["decision"] == "one"]
        twos = [one for one in decisions if one["decision"] == "two"]
        pairs = [await _tell_apart(database, one, dry_run) for one in twos]
        return [report for report in ones if report is not None], pairs

    reports, pairs = with_graph(run)
    if json:
        told = [[asdict(one) for one in pair.entities] for pair in pairs]
        print_json({"dryRun": dry_run, "merged": [asdict(report) for report in reports], "apart": told})
        return
    for report in reports:
        _say_merged(report, dry_run)
    for pair in pairs:
        _say_apart(pair, dry_run)
    if not reports and not pairs:
        say("all pairs were one already")


async def _merge_pair(database: "Database", decided: dict[str, Any], dry_run: bool) -> "MergeReport | None":
    """None where the two have become one before, by another pair or another time."""
    from service.ingest.decisions import find_survivors
    from service.ingest.merge import merge_entities

    *sources, into = await find_survivors(database, [*decided["from"], decided["into"]])
    if any(one.id == into.id for one in sources):
        return None
    kind = decided["kind"] or into.kind
    return await merge_entities(database, [one.id for one in sources], into.id, kind=kind, dry_run=dry_run)


async def _tell_apart(database: "Database", decided: dict[str, Any], dry_run: bool) -> "ApartReport":
    from service.ingest.apart import tell_apart
    from service.ingest.decisions import find_survivors

    found = await find_survivors(database, decided["entities"])
    if len({one.id for one in found}) < len(
        found
    ):  # by the same file perhaps: only `apart` takes a merge back
        raise InvalidInput(f"{decided['place']}: the two were merged, into {_called(found[0])}")
    return await tell_apart(database, [one.id for one in found], dry_run=dry_run)


def read_decisions(file: Path) -> list[dict[str, Any]]:
    """The pairs of the file that are decided. Into what is said more of, unless the pair says `into`.

    Raises:
        InvalidInput: the file is none that `videograph duplicates --json` gives, or a decision cannot be understood.
    """
    try:
        pairs: list[Any] = list(orjson.loads(file.read_bytes())["duplicates"])
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}") from None
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise InvalidInput(
            f"{file}: is not what `videograph duplicates --json` gives: an object with `duplicates`"
        ) from None
    if not all(isinstance(pair, dict) for pair in pairs):
        raise InvalidInput(f"{file}: `duplicates` must be a list of objects")
    return [
        _read_decision(f"{file}: pair {i}", pair) for i, pair in enumerate(pairs, 1) if pair.get("decision")
    ]


def _read_decision(place: str, pair: dict[str, Any]) -> dict[str, Any]:
    decision, sides = pair["decision"], pair.get("entities") or []
    if decision not in ("one", "two"):
        raise InvalidInput(f'{place}: `decision` is {decision!r}: write "one" or "two"')
    if len(sides) != 2 or not all(isinstance(side, dict) and "id" in side for side in sides):
        raise InvalidInput(f"{place}: `entities` must be two objects with an `id` each")
    kind = pair.get("kind")
    if kind is not None and kind not in KindName:
        raise InvalidInput(f"{place}: `kind` is {kind!r}: write one of {', '.join(KindName)}")
    most = max(sides, key=lambda side: (side.get("video_count", 0), side.get("mention_count", 0)))
    into = pair.get("into", most["id"])
    left = [side for side in sides if into in (side["id"], side.get("slug"))]
    if len(left) != 1:
        raise InvalidInput(f"{place}: `into` is {into!r}: write the id or slug of one of the two")
    return {
        "place": place,
        "decision": decision,
        "entities": [side["id"] for side in sides],
        "from": [side["id"] for side in sides if side is not left[0]],
        "into": left[0]["id"],
        "kind": kind,
    }


def _say_merged(report: "MergeReport", dry_run: bool) -> None:
    into = report.into
    what = ", ".join(_called(one) for one in report.merged)
    say(f"{'would merge' if dry_run else 'merged'}  {what} into {_called(into)}")
    facts = [
        f"{counted(report.mentions, 'mention')} and {counted(report.evidence, 'quote')} moved "
        f"in {counted(report.videos, 'talk')}",
        f"{into.name} has {counted(into.mention_count, 'mention')} in {counted(into.video_count, 'talk')}, "
        f"{counted(into.relationship_count, 'connection')}",
    ]
    if report.dropped:
        facts.append(
            f"{counted(report.dropped, 'quote')} went: what they connect is one, or they say the same twice"
        )
    if report.related:
        facts.append(
            f"RELATED_TO now: {counted(report.related, 'quote')}, since what is of the kind {into.kind} "
            "cannot be connected as they say"
        )
    if report.taken_back:
        facts.append("that they are two, as was decided before, is taken back")
    for fact in facts:
        say(f"        {fact}")


def _say_apart(report: "ApartReport", dry_run: bool) -> None:
    names = " | ".join(_called(one) for one in report.entities)
    say(f"{'would tell apart' if dry_run else 'apart '}  {names}")
    if report.again:
        say(
            f"        import again {counted(len(report.again), 'talk')}, by `videograph ingest` with the same files: "
            "there the two have become one"
        )
    for talk in report.again:
        say(f"          {talk.slug}  {talk.title}")


def _called(one: "Found") -> str:
    return f"{one.name} ({one.kind.lower()}, {one.slug})"
