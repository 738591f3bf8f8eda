"""Runs the root fields of a mutation: each its action, and then the statement that reads the result."""

from dataclasses import replace
from time import monotonic
from typing import Any

import orjson

from service.access.viewer import Viewer
from service.actions.declaration import report_json
from service.api.execution.admission import Admission
from service.api.execution.mutations.act import act
from service.api.execution.root_fields import answer_root
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.operation_plan import ROOT_SITE, OperationPlan
from service.api.operation.statement_parameters import statement_of
from service.api.response.answers import Answers
from service.api.schema.mutations.mutation import ACTIONS
from service.errors import VideographError
from service.graph.driver import deadline
from service.graph.driver.database import Database
from service.settings.limits import Limits

_NOT_RUN = "This was not done, because the mutation before it failed."


async def run_mutations(
    database: Database,
    plan: OperationPlan,
    reads: list[dict[int, FieldArguments]],
    viewer: Viewer,
    admission: Admission | None,
    limits: Limits,
    reports: dict[str, Any] | None,
) -> tuple[Answers, list[dict[int, FieldArguments]], set[str]]:
    """Runs root fields that change the graph, one after the other: each its action, and then the statement that reads what its
    result selects. After an unexpected fault, the others are not run. The reports of the actions are added to `reports`, if it is given.

    Returns:
        The answers, the arguments with the results of the actions, by which they can be read again, and the response keys of
        saved changes.
    """
    answers: Answers = {}
    saved: set[str] = set()
    acted = list(reads)
    if admission is not None:  # nothing is changed if the answer cannot be read now
        for root, read in zip(plan.roots, reads, strict=True):
            if root.statement is not None:
                admission.admit(*statement_of(root, read))
    for place, root in enumerate(plan.roots):
        if any(isinstance(one, Exception) for one in answers.values()):
            answers[root.entry.key] = VideographError(_NOT_RUN)
            continue
        read, begin = reads[place][ROOT_SITE], monotonic()
        try:
            outcome = await act(database, ACTIONS[root.entry.name], read.values["input"], viewer, limits)
        except Exception as error:
            answers[root.entry.key] = error
            continue
        deadline.add(monotonic() - begin)
        if outcome.saved:
            saved.add(root.entry.key)
        if reports is not None and outcome.report is not None:
            reports[root.entry.key] = orjson.loads(report_json(outcome.report))
        acted[place] = {**reads[place], ROOT_SITE: replace(read, values={"result": outcome.row})}
        answers[root.entry.key] = await answer_root(database, root, acted[place], admission, limits)
    return answers, acted, saved
