"""Names that importing found two entities to be called by. Whether these are one is for a person to decide; the graph does not keep
them, so that whoever imports is told."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.text import normalise_name
from service.graph.driver.database import Database
from service.ingest.duplicates.checks import ask, read_apart
from service.ingest.resolution.resolve import Candidate


@dataclass(frozen=True)
class Called:
    """An entity as it stands."""

    id: str
    slug: str
    name: str
    kind: str


@dataclass(frozen=True)
class SharedName:
    """`of`: the one that a talk calls so besides, and the one whose the name is."""

    name: str
    of: tuple[Called, Called]


async def find_shared_names(database: Database, candidates: Iterable[Candidate]) -> list[SharedName]:
    """Each name of each pair once, by names, however talks write it and whichever of the two has it; without those that have been
    decided to be two, or are not there any more."""
    named: dict[tuple[str, frozenset[str]], tuple[str, str, str]] = {}
    for one in sorted(candidates, key=lambda one: (one.name, one.entity_id, one.other_id)):
        same = normalise_name(one.name), frozenset((one.entity_id, one.other_id))
        named.setdefault(same, (one.name, one.entity_id, one.other_id))
    pairs = list(named.values())
    if not pairs:
        return []
    apart = await read_apart(database)
    ids = sorted({id_ for _, *ends in pairs for id_ in ends})
    called = {row["id"]: Called(**row) for row in await ask(database, "read_entities", ids=ids)}
    return [
        SharedName(name, (called[one], called[other]))
        for name, one, other in pairs
        if one in called and other in called and (min(one, other), max(one, other)) not in apart
    ]
