"""Runs planned root fields of an operation: the pre-query of each, its statement, and what led to another entity.

Clients may still have ids of merged entities: they lead to the remaining entity, wherever an id is given. There is no cost as long
as all ids are found; only unknown ids are checked for merges. Conditions do not report unknown ids, so the ids in them are checked
beside the statement. `entity(by:)` checks in its own statement.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from service.api.execution.admission import Admission
from service.api.operation.arguments.argument_values import Argument
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan import ROOT_SITE, FaultEntry, Fetch, Many, One, OperationPlan, RootPlan
from service.api.operation.planning.sites import statement_of
from service.api.operation.pre_query import PreQueryContext
from service.api.response.answers import AnswerRow, Answers, RootAnswer, fetched
from service.errors import InvalidInput
from service.graph.compose.items import Child, Item
from service.graph.driver.database import Database
from service.graph.search.find import admit_all
from service.graph.statement_runner import execute
from service.settings.limits import Limits

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


type Form = Callable[[RootPlan, dict[int, FieldArguments]], tuple[str, dict[str, Any]]]


async def answer_roots(
    database: Database,
    plan: OperationPlan,
    reads: list[dict[int, FieldArguments]],
    admission: Admission | None,
    limits: Limits,
    only: Collection[str] | None = None,
    form: Form = statement_of,
) -> Answers:
    """Runs all root fields at once.

    Args:
        only: those with these response keys.
        form: returns the statement of a root field in the form to run, and its parameters.
    """
    asked = [
        (root, read)
        for root, read in zip(plan.roots, reads, strict=True)
        if only is None or root.entry.key in only
    ]
    if len(asked) == 1:
        [(root, read)] = asked
        return {root.entry.key: await answer_root(database, root, read, admission, limits, form)}
    found = await asyncio.gather(
        *(answer_root(database, root, read, admission, limits, form) for root, read in asked)
    )
    return {root.entry.key: answer for (root, _), answer in zip(asked, found, strict=True)}


async def answer_root(
    database: Database,
    root: RootPlan,
    reads: dict[int, FieldArguments],
    admission: Admission | None,
    limits: Limits,
    form: Form = statement_of,
) -> RootAnswer | Exception:
    """Returns what one root field found, or its fault."""
    if root.statement is None or isinstance(root.entry, FaultEntry):
        return RootAnswer([], reads)
    try:
        if kept := ids_in_conditions(reads):
            answer, merged = await asyncio.gather(
                _read(database, root, reads, admission, limits, form), find_survivors(database, kept)
            )
        else:
            answer, merged = await _read(database, root, reads, admission, limits, form), {}
        if not merged and (missing := ids_not_found(root, reads, answer)):
            merged = await find_survivors(database, missing)
        return await _read(database, root, led(reads, merged), admission, limits, form) if merged else answer
    except Exception as error:
        return error


async def _read(
    database: Database,
    root: RootPlan,
    reads: dict[int, FieldArguments],
    admission: Admission | None,
    limits: Limits,
    form: Form,
) -> RootAnswer | InvalidInput:
    assert root.statement is not None
    name = root.name
    pre_query = root.sites[ROOT_SITE].pre_query
    if pre_query is not None and pre_query.run is not None:
        admit = admit_all if admission is None else admission.admit
        asked = PreQueryContext(admit, root.selected, limits)
        try:
            own = await pre_query.run(database, reads[ROOT_SITE], asked)
            reads = {**reads, ROOT_SITE: own}
            for at, wanted in root.below.items():
                below = root.sites[at].pre_query
                if below is not None and below.run is not None:
                    asked = PreQueryContext(admit, wanted, limits, own.found)
                    reads[at] = await below.run(database, reads[at], asked)
        except InvalidInput as error:
            return error
        if isinstance(root.entry, Many) and reads[ROOT_SITE].values.get("found") == []:
            return RootAnswer([[]], reads)  # its statement would unwind nothing
    if pre_query is not None and pre_query.brings is not None:
        [child] = root.item.children
        return RootAnswer([_brought(child, reads[ROOT_SITE].values[pre_query.brings])], reads)
    text, parameters = form(root, reads)
    if admission is not None:
        admission.admit(text, parameters)
    if admission is not None and admission.is_new(text):
        async with admission.turn(text):
            [record] = await database.read(text, parameters, name=name, queued=False)
    else:
        [record] = await database.read(text, parameters, name=name)
    if _changed(root, record):
        [record] = await database.read(text, parameters, name=name)
    return RootAnswer(record, reads)


def _brought(child: Child, value: Any) -> Any:
    """Returns what the statement would give for a map, or a list of maps, in the form that it has there."""
    item = child.item or Item()
    if child.form == "many":
        return [_row(item, one) for one in value]
    return _row(item, value)


def _row(item: Item, values: Mapping[str, Any]) -> AnswerRow:
    """Returns the row of a map: what is below it is in it by the name of its field."""
    row: AnswerRow = [None] * (len(item.columns) + len(item.children))
    for name, column in item.columns.items():
        row[column] = values.get(name)
    for child in item.children:
        row[child.column] = _brought(child, values[child.fragment.file.stem])
    return row


def corrects(answers: Iterable[RootAnswer | Exception]) -> bool:
    """Returns whether the optional part of the work was done, or perhaps was before it failed."""
    return any(
        isinstance(one, Exception)
        or (
            (own := one.reads.get(ROOT_SITE)) is not None and own.found is not None and own.found.did_optional
        )
        for one in answers
    )


def _changed(root: RootPlan, record: AnswerRow) -> bool:
    """Returns whether the object was replaced while it was read. Then one more read gives one version."""
    child = root.entry.child if isinstance(root.entry, One) else None
    if child is None or child.version_columns is None or record[child.column] is None:
        return False
    before, after = child.version_columns
    return record[child.column][before] != record[child.column][after]
