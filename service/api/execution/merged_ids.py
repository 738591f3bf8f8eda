"""Ids of entities that were merged, which clients may have kept: they lead to the entity that is left, wherever an id is given.

What is not found costs nothing as long as all is found: only then is asked whether it was merged. Conditions do
not tell what they have found, so of the ids in them it is asked beside the statement. `entity(by:)` asks in its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from service.api.operation.arguments import Read
from service.api.operation.plan import RootPlan
from service.api.response.reference import Answer, fetched
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.statement_runner import execute

_SILENT = ("any", "all", "none", "avoid")
"""Last keys of the arguments by which an id that there is not is passed over."""


def ids_in_conditions(reads: Mapping[int, Read]) -> set[str]:
    """Ids of entities in conditions, on any level."""
    return {
        id_
        for read in reads.values()
        for name, value in read.values.items()
        if name.rpartition(".")[2] in _SILENT
        for id_ in _entities(value)
    }


def ids_not_found(root: RootPlan, reads: Mapping[int, Read], answer: Answer | InvalidInput) -> set[str]:
    """Ids of entities that were asked for by themselves, where one of them was not found."""
    if isinstance(answer, InvalidInput):
        return {id_ for value in reads[root.entry.site].values.values() for id_ in _entities(value)}
    if root.entry.how not in ("fetch", "fetches"):
        return set()
    try:
        found = fetched(root.entry, answer)
    except TypeError:  # a null where rows should be: graphql-core says so in its place
        return set()
    asked = zip(reads[root.entry.site].values["ids"], found, strict=True)
    return set(_entities([id_ for id_, one in asked if one is None]))


async def find_survivors(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Id → id of what is left, of those that were merged."""
    asked = sorted(ids)
    if not asked:
        return {}
    rows = await execute(
        database, "merged_entity/read_survivors", {"asked": {"ids": asked}}, label="merged entities"
    )
    return dict(rows)


def led(reads: Mapping[int, Read], survivors: Mapping[str, str]) -> dict[int, Read]:
    """The arguments with what is left in the place of what was merged."""
    return {
        site: replace(read, values={name: _led(value, survivors) for name, value in read.values.items()})
        for site, read in reads.items()
    }


def _entities(value: Any) -> Iterable[str]:
    values = cast("list[Any]", value) if isinstance(value, list) else [value]
    return (one for one in values if isinstance(one, str) and one.startswith("entity:"))


def _led(value: Any, survivors: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_led(one, survivors) for one in cast("list[Any]", value)]
    return survivors.get(value, value) if isinstance(value, str) else value
