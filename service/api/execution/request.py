"""A request that was prepared, and why one is refused."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
)
from graphql.execution.values import VariableValues

from service.access.scopes import Needed
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.limits.cost import ObjectCount
from service.api.operation.limits.work import StatementSize, Work
from service.api.operation.plan.operation_plan import OperationPlan
from service.api.response.reader import Reader
from service.settings.limits import Limits

_COUNTS = 20


class OperationRefused(Exception):
    """The request is answered only with errors."""

    def __init__(self, errors: list[GraphQLError], code: str) -> None:
        super().__init__(code)
        self.errors = errors
        self.code = code


@dataclass(frozen=True)
class PlannedRequest:
    """A plan, and the compiled reader of each root field; None if graphql-core must answer. `size`: size of its
    statements. `objects`: that the answer may contain, by the values that this can depend on."""

    plan: OperationPlan
    readers: tuple[Reader, ...] | None
    size: StatementSize
    objects: LRUCache[Hashable, ObjectCount] = field(default_factory=lambda: LRUCache(_COUNTS))


@dataclass(frozen=True)
class PreparedRequest:
    """A request that can run. `text`: of its document; `reads`: the arguments of each root field, by site; `objects`: see `Costs`; `work`: see `Work`."""

    text: str
    document: DocumentNode
    planned: PlannedRequest
    reads: list[dict[int, FieldArguments]]
    objects: int
    work: Work
    variables: dict[str, Any] | None
    operation_name: str | None

    @property
    def cost(self) -> int:
        """Cost of the objects in the answer, of planning the statements, and of other work."""
        return self.objects + self.planned.size.cost + self.work.total

    def cost_parts(self, limits: Limits) -> dict[str, int]:
        """Returns the cost and its parts, each with its limit."""
        size = self.planned.size
        return {
            "cost": self.cost,
            "limit": limits.cost,
            "objects": self.objects,
            "work": self.work.total,
            "corrections": self.work.corrections,
            "characters": size.characters,
            "characterLimit": limits.statement,
            "conditions": size.conditions,
            "conditionLimit": limits.conditions,
        }


@dataclass(frozen=True)
class SubscriptionRequest:
    """A valid subscription. `values`: its coerced variables; `needs`: its root field with the scope."""

    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    values: VariableValues
    needs: tuple[tuple[str, Needed], ...]
