"""Runs planned root fields of an operation: the pre-query of each, its statement, and what led to another entity."""

import asyncio
from collections.abc import Callable, Collection, Iterable
from typing import Any

from service.api.execution.admission import Admission
from service.api.execution.merged_ids import find_survivors, ids_in_conditions, ids_not_found, led
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.entries import FaultEntry, Many, One
from service.api.operation.plan.operation_plan import ROOT_SITE, OperationPlan, RootPlan
from service.api.operation.pre_queries.interface import PreQueryContext
from service.api.operation.pre_queries.registry import PRE_QUERIES
from service.api.operation.pre_queries.searches import count_hits
from service.api.operation.statement_parameters import statement_of
from service.api.response.answers import AnswerRow, Answers, RootAnswer
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.search.find import Hits, admit_all
from service.settings.limits import Limits

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
    pre_query = PRE_QUERIES.get(root.sites[ROOT_SITE].fragment.pre_query or "")
    if pre_query is not None:
        admit = admit_all if admission is None else admission.admit
        asked = PreQueryContext(admit, root.selected, limits)
        try:
            reads = {
                **reads,
                ROOT_SITE: await pre_query(database, reads[ROOT_SITE], asked),
            }
            for at, wanted in root.facets.items():
                reads[at] = await count_hits(database, reads[at], reads[ROOT_SITE].hits, wanted)
        except InvalidInput as error:
            return error
        if isinstance(root.entry, Many) and reads[ROOT_SITE].values.get("found") == []:
            return RootAnswer([[]], reads)  # its statement would unwind nothing
    text, parameters = form(root, reads)
    if admission is None:
        [record] = await database.read(text, parameters, name=name)
    else:
        admission.admit(text, parameters)
        async with admission.turn(text) as is_planned:
            [record] = await database.read(text, parameters, name=name, queued=not is_planned)
    if _changed(root, record):
        [record] = await database.read(text, parameters, name=name)
    return RootAnswer(record, reads)


def corrects(answers: Iterable[RootAnswer | Exception]) -> bool:
    """Returns whether words like those of a search were looked for, or perhaps were before it failed."""
    return any(
        isinstance(one, Exception)
        or any(isinstance(read.hits, Hits) and read.hits.looked_for_similar for read in one.reads.values())
        for one in answers
    )


def _changed(root: RootPlan, record: AnswerRow) -> bool:
    """Returns whether the video was replaced while it was read. Then one more read gives one version."""
    child = root.entry.child if isinstance(root.entry, One) else None
    if child is None or child.revision_columns is None or record[child.column] is None:
        return False
    before, after = child.revision_columns
    return record[child.column][before] != record[child.column][after]
