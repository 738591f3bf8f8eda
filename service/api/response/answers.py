"""What the engine hands to both readers: the record of each root field, or why there is none."""

from dataclasses import dataclass
from typing import Any

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.entries import ObjectSelection
from service.api.operation.plan.operation_plan import ROOT_SITE
from service.api.operation.plan.root_entries import Fetch

type AnswerRow = list[Any]
"""Values by column. What they are, the entries of the plan say."""
type Answers = dict[str, "RootAnswer | Exception"]
"""Response key of a root field → its record, or why there is none."""


@dataclass(frozen=True)
class RootAnswer:
    """The record of a root field, and its arguments as read at this request, by site."""

    record: AnswerRow
    reads: dict[int, FieldArguments]

    @property
    def arguments(self) -> FieldArguments:
        """The root field's own arguments."""
        return self.reads[ROOT_SITE]


def fetched(entry: Fetch, answer: RootAnswer) -> list[tuple[ObjectSelection, AnswerRow] | None]:
    """For each id asked for, in its order: the selection and row of what was found."""
    found: dict[str, tuple[ObjectSelection, AnswerRow]] = {}
    for child, selection in entry.arms:
        place = selection.item.columns["id"]
        found |= {row[place]: (selection, row) for row in answer.record[child.column]}
    return [found.get(one) for one in answer.arguments.values["ids"]]
