"""Ids of merged entities, which clients may still have: they lead to the remaining entity, wherever an id is given.

There is no cost as long as all ids are found; only unknown ids are checked for merges. Conditions do not report
unknown ids, so the ids in them are checked beside the statement. `entity(by:)` checks in its own statement.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from service.api.operation.arguments.argument_values import Argument
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.operation_plan import ROOT_SITE, RootPlan
from service.api.operation.plan.root_entries import Fetch
from service.api.response.answers import RootAnswer, fetched
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.statement_runner import execute

_SILENT = ("any", "all", "none", "avoid")
"""Last keys of the arguments in which unknown ids are ignored."""


@cache
def _is_silent(name: str) -> bool:
    return name.rpartition(".")[2] in _SILENT


def ids_in_conditions(reads: Mapping[int, FieldArguments]) -> set[str]:
    """Returns the ids of entities in conditions, on any level."""
    return {
        id_
        for read in reads.values()
        for name, value in read.values.items()
        if _is_silent(name)
        for id_ in _entities(value)
    }


def ids_not_found(
    root: RootPlan, reads: Mapping[int, FieldArguments], answer: RootAnswer | InvalidInput
) -> set[str]:
    """Returns the ids of directly requested entities if one of them was not found."""
    values = reads[ROOT_SITE].values
    if isinstance(answer, InvalidInput):
        return {id_ for value in values.values() for id_ in _entities(value)}
    if not isinstance(root.entry, Fetch):
        return set()
    try:
        found = fetched(root.entry, answer)
    except TypeError:  # a null instead of rows: graphql-core reports it
        return set()
    asked = zip(values["ids"], found, strict=True)
    return set(_entities([id_ for id_, one in asked if one is None]))


async def find_survivors(database: Database, ids: Iterable[str]) -> dict[str, str]:
    """Maps the ids of merged entities to those of the remaining ones."""
    asked = sorted(ids)
    if not asked:
        return {}
    rows = await execute(
        database, "merged_entity/read_survivors", {"asked": {"ids": asked}}, label="merged entities"
    )
    return dict(rows)


def led(reads: Mapping[int, FieldArguments], survivors: Mapping[str, str]) -> dict[int, FieldArguments]:
    """Returns the arguments with the ids of the remaining entities instead of the merged ones."""
    return {
        site: replace(read, values={name: _led(value, survivors) for name, value in read.values.items()})
        for site, read in reads.items()
    }


def _entities(value: Argument) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return (one for one in values if isinstance(one, str) and one.startswith("entity:"))


def _led(value: Argument, survivors: Mapping[str, str]) -> Argument:
    if isinstance(value, list):
        return [_led(one, survivors) for one in value]
    return survivors.get(value, value) if isinstance(value, str) else value
