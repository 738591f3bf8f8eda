"""What a pre-query is: a function from the arguments of a field to these arguments and more values."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from service.api.operation.arguments.field_arguments import FieldArguments
from service.graph.driver.database import Database
from service.graph.search.find import Admit
from service.settings.limits import Limits

NO_IDS = [""] * 11
"""Neo4j plans again for lists of none, of one and of 2 to 10, but not for 11 to 100."""
type Selected = Collection[str]
"""See `RootPlan.selected`."""


@dataclass(frozen=True)
class PreQueryContext:
    """What a pre-query knows of the request beside the arguments.

    Attributes:
        admit: is called before a statement whose text depends on the arguments.
        selected: what is selected of the field.
        limits: those of the API.
    """

    admit: Admit
    selected: Selected
    limits: Limits


type PreQuery = Callable[[Database, FieldArguments, PreQueryContext], Awaitable[FieldArguments]]
type Reading = Callable[[FieldArguments], FieldArguments]


def with_values(read: FieldArguments, **values: Any) -> FieldArguments:
    return replace(read, values={**read.values, **values})
