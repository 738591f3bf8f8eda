"""`duplicates`: entities that may be one, for a person to look at."""

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.base import Json, with_graph
from service.commands.console import counted, print_json, say

if TYPE_CHECKING:
    from service.ingest.duplicates import Duplicate, Side

_WORDS = 160
"""Letters of a quote that are shown."""


class KindName(StrEnum):
    PERSON = "PERSON"
    COMPANY = "COMPANY"
    CONCEPT = "CONCEPT"
    PRODUCT = "PRODUCT"
    EVENT = "EVENT"


def duplicates(
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many pairs, the most likely first.")] = 20,
    kind: Annotated[
        KindName | None, typer.Option(case_sensitive=False, help="Only pairs with one of this kind.")
    ] = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Only pairs with at least this score.")
    ] = 0.3,
    json: Json = False,
) -> None:
    """List entities that may be one and the same.

    Pairs that importing does not join by itself, with the reasons and a place where each is spoken of, for a person to
    decide: `videograph merge` makes two one, `videograph apart` says that they are two, and then they are not listed any
    more. Nothing is changed.
    """
    from service.ingest.duplicates import find_duplicates

    name = None if kind is None else kind.value
    found, total = with_graph(
        lambda database: find_duplicates(database, limit=limit, kind=name, min_score=min_score)
    )
    if json:
        print_json({"duplicates": [asdict(pair) for pair in found], "pairsWithAReason": total})
        return
    for pair in found:
        _say_pair(pair)
    say(
        f"{len(found)} shown, {total} pairs have names that give a reason"
        if found
        else "nothing looks double"
    )


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
    minutes, seconds = divmod(int(said.start_seconds), 60)
    quote = said.quote if len(said.quote) <= _WORDS else said.quote[: _WORDS - 1].rstrip() + "…"
    return f"“{quote}” {said.video_title}, {minutes}:{seconds:02}" + (f" {said.url}" if said.url else "")
