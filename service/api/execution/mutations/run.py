"""Runs the root fields of a mutation: each its action, and then the statement that reads the result."""

from dataclasses import replace
from time import monotonic
from typing import Any

from graphql import OperationType

from service.access.viewer import Viewer
from service.api.execution.mutations.act import act
from service.api.execution.mutations.faults import REPORT, is_saved
from service.api.execution.new_statements import Admission
from service.api.execution.root_fields import answer_root
from service.api.operation.arguments.field_arguments import Read
from service.api.operation.plan.operation_plan import ROOT_SITE, OperationPlan
from service.api.operation.required_scopes import RequiredScopes
from service.api.operation.statement_parameters import statement_of
from service.api.response.answers import Answers
from service.errors import VideographError
from service.graph.driver import deadline
from service.graph.driver.database import Database

_NOT_RUN = "This was not done, because the mutation before it failed."


async def run_mutations(
    database: Database,
    scopes: RequiredScopes,
    plan: OperationPlan,
    reads: list[dict[int, Read]],
    viewer: Viewer,
    admission: Admission | None,
    reports: dict[str, Any],
) -> tuple[Answers, list[dict[int, Read]], set[str]]:
    """Runs root fields that change the graph, one after the other: each its action, and then the statement that reads what its
    result selects. After an unexpected fault, the others are not run. The reports of the actions are added to `reports`.

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
        needed = scopes.of_field(OperationType.MUTATION, root.entry.name)
        try:
            result = await act(database, root.entry.name, read.values["input"], viewer, needed)
        except Exception as error:
            answers[root.entry.key] = error
            continue
        deadline.add(monotonic() - begin)
        if is_saved(result):
            saved.add(root.entry.key)
        if REPORT in result:
            reports[root.entry.key] = result.pop(REPORT)
        acted[place] = {**reads[place], ROOT_SITE: replace(read, values={"result": result})}
        answers[root.entry.key] = await answer_root(database, root, acted[place], admission)
    return answers, acted, saved
