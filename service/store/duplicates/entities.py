"""Entities of the graph that may be the same, for a person to decide: pairs with reasons, and a place of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.graph.driver.database import Database
from service.store.duplicates.checks import ask, moment_url, read_apart
from service.store.duplicates.proposals import DuplicateProposal, Name, Reason, propose

_LOOKED_AT = 5
"""Factor of pairs that are checked in the graph, because common connections change their order."""


@dataclass(frozen=True)
class EntityPlace:
    """A place that mentions an entity. `quote` and `start_seconds` are missing if it only speaks."""

    video_id: str
    video_title: str
    quote: str | None
    start_seconds: float | None
    url: str | None


@dataclass(frozen=True)
class Side:
    """One side of a pair."""

    id: str
    slug: str
    name: str
    kind: str
    video_count: int
    mention_count: int
    said: EntityPlace


@dataclass(frozen=True)
class Duplicate:
    """Two entities that may be the same. `score` from 0 to 1."""

    score: float
    reasons: tuple[str, ...]
    entities: tuple[Side, Side]


async def find_duplicates(
    database: Database, *, limit: int, kind: str | None = None, min_score: float = 0.0
) -> tuple[list[Duplicate], int]:
    """Returns the `limit` most likely pairs, and the number of pairs with a reason in their names, without those
    decided to be two.

    Args:
        kind: only pairs of which at least one is of this kind.
        min_score: only pairs with at least this score.
    """
    rows = await ask(database, "list_names")
    entities = {row["id"]: row for row in rows}
    apart = await read_apart(database)
    proposals = [
        proposal
        for proposal in propose(Name(row["key"], row["id"], row["kind"], row["entityName"]) for row in rows)
        if kind in (None, entities[proposal.one]["kind"], entities[proposal.other]["kind"])
        and (proposal.one, proposal.other) not in apart
    ]
    weighed = await _weigh(database, proposals[: limit * _LOOKED_AT])

    def order(proposal: DuplicateProposal) -> tuple[float, int, str, str]:
        said = entities[proposal.one]["mentions"] + entities[proposal.other]["mentions"]
        return (-proposal.score, -said, proposal.one, proposal.other)

    chosen = [p for p in sorted(weighed, key=order) if p.score >= min_score][:limit]
    ids = sorted({id_ for proposal in chosen for id_ in (proposal.one, proposal.other)})
    said = {row["id"]: row for row in await ask(database, "read_first_mentions", ids=ids)}
    sides = {id_: _side(entities[id_], said[id_]) for id_ in ids}
    found = [
        Duplicate(p.score, tuple(r.words for r in p.reasons), (sides[p.one], sides[p.other])) for p in chosen
    ]
    return found, len(proposals)


async def _weigh(database: Database, proposals: Sequence[DuplicateProposal]) -> list[DuplicateProposal]:
    """Adds data of the graph: entities connected to the same others may be the same."""
    rows = [{"one": proposal.one, "other": proposal.other} for proposal in proposals]
    company = {
        (row["one"], row["other"]): row for row in await ask(database, "count_shared_neighbors", rows=rows)
    }
    weighed: list[DuplicateProposal] = []
    for proposal in proposals:
        row = company[proposal.one, proposal.other]
        if row["shared"]:
            words = f"{row['shared']} connected to both"
            reason = Reason(words, round(0.4 * row["shared"] / (row["fewer"] + 2), 3))
            proposal = replace(proposal, reasons=(*proposal.reasons, reason))
        weighed.append(proposal)
    return weighed


def _side(entity: dict[str, Any], said: dict[str, Any]) -> Side:
    start = said["startSeconds"]
    url = moment_url(said["momentUrlTemplate"], start)
    place = EntityPlace(said["videoId"], said["videoTitle"], said["text"], start, url)
    return Side(
        entity["id"],
        said["slug"],
        entity["entityName"],
        entity["kind"],
        entity["videos"],
        entity["mentions"],
        place,
    )
