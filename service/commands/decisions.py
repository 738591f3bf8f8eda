"""`decisions`: what was decided with `merge` and `apart`, and how to take it back."""

from typing import TYPE_CHECKING, Any

from service.commands.base import Json, with_graph
from service.commands.console import print_json, say

if TYPE_CHECKING:
    from service.ingest.decided import Decided, End

_WORDS = {"one": "is", "two": "is not", "both stay": "and"}
"""Sort of a decision → what stands between the two."""


def decisions(json: Json = False) -> None:
    """List what was decided with merge and apart.

    The latest first, each with the command that takes it back: which entities are one, which are two, and which talks that
    share their words both stay. A decision outlives the talks; what takes it back needs them in the graph.
    """
    from service.ingest.decided import list_decisions

    decided = with_graph(list_decisions)
    if json:
        print_json({"decisions": [_as_json(one) for one in decided]})
        return
    for one in decided:
        _say_decision(one)
    if not decided:
        say("Nothing has been decided: `videograph duplicates` lists what may be one.")


def _say_decision(one: "Decided") -> None:
    day, _, time = one.at.partition("T")
    say(f"{one.sort:<9}  {_called(one.first)} {_WORDS[one.sort]} {_called(one.second)}, {day} {time[:5]}")
    say(
        f"           {one.take_back or 'what takes it back needs both in the graph: import their talks first'}"
    )


def _called(end: "End") -> str:
    if end.name is None:
        return end.id
    return f"{end.name} ({', '.join(filter(None, [end.kind and end.kind.lower(), end.slug]))})"


def _as_json(one: "Decided") -> dict[str, Any]:
    ends = [
        {"id": end.id, "slug": end.slug, "name": end.name, "kind": end.kind, "inGraph": end.there}
        for end in (one.first, one.second)
    ]
    return {"decision": one.sort, "decidedAt": one.at, "of": ends, "takeBack": one.take_back}
