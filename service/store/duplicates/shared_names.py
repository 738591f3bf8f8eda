"""Names that an import found for two entities. A person decides whether these are the same. The graph does not store
them, so the import reports them."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.domain.text import normalise_name
from service.graph.driver.database import Database
from service.resolution.resolve import Candidate
from service.store.duplicates.checks import ask, read_apart


@dataclass(frozen=True)
class NameOwner:
    """The present state of an entity."""

    id: str
    slug: str
    name: str
    kind: str


@dataclass(frozen=True)
class SharedName:
    """`of`: the entity with this additional name in a talk, and the owner of the name."""

    name: str
    of: tuple[NameOwner, NameOwner]


async def find_shared_names(database: Database, candidates: Iterable[Candidate]) -> list[SharedName]:
    """Returns each name of each pair once, sorted by name, in any spelling, without pairs decided to be two and
    missing entities."""
    named: dict[tuple[str, frozenset[str]], tuple[str, str, str]] = {}
    for one in sorted(candidates, key=lambda one: (one.name, one.entity_id, one.other_id)):
        same = normalise_name(one.name), frozenset((one.entity_id, one.other_id))
        named.setdefault(same, (one.name, one.entity_id, one.other_id))
    pairs = list(named.values())
    if not pairs:
        return []
    apart = await read_apart(database)
    ids = sorted({id_ for _, *ends in pairs for id_ in ends})
    called = {row["id"]: NameOwner(**row) for row in await ask(database, "read_entities", ids=ids)}
    return [
        SharedName(name, (called[one], called[other]))
        for name, one, other in pairs
        if one in called and other in called and (min(one, other), max(one, other)) not in apart
    ]
