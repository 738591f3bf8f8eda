"""Pre-queries: what runs before the statement of a field whose file has the head word `pre-query`.

A walk or a search finds ids, and the statement fetches them. What is not in the graph, such as the schema, is brought as a value.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.arguments.found import FoundPage
from service.api.schema.fields import Variation

type Admit = Callable[[str, Mapping[str, Any]], None]
"""Gets a statement and its parameters, and raises if the client may not have it planned now."""


@dataclass(frozen=True)
class PreQueryContext[Limits]:
    """What a pre-query knows of the request beside the arguments.

    Attributes:
        admit: is called before a statement whose text depends on the arguments.
        selected: fields that are selected; of a root field those two levels down, such as `links.backbone`.
        limits: those of the API.
        above: what the root field found, for a field below it.
    """

    admit: Admit
    selected: Collection[str]
    limits: Limits
    above: FoundPage | None = None


type Run = Callable[[Any, FieldArguments, PreQueryContext[Any]], Awaitable[FieldArguments]]
"""From a database and the arguments of a field to these arguments and the values that its file needs."""


@dataclass(frozen=True)
class PreQuery:
    """One pre-query: `run`, or `read` if it needs no database.

    `nothing`: the values that it adds where nothing was found, for planning and showing a statement. `brings`: which of them is the whole
    answer; then no statement is sent. `varies`: see `field`.
    """

    run: Run | None = None
    read: Callable[[FieldArguments], FieldArguments] | None = None
    nothing: Mapping[str, Any] = field(default_factory=dict[str, Any])
    brings: str | None = None
    varies: Variation | None = None


def with_values(read: FieldArguments, **values: Any) -> FieldArguments:
    """Returns the arguments with more values."""
    return replace(read, values={**read.values, **values})
