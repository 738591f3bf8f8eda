"""What a pre-query is: a function from the arguments of a field to these arguments and more values. Also how it reads filters that it takes instead
of conditions."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from service.api.operation.arguments.argument_values import check_prefix
from service.api.operation.arguments.field_arguments import FieldArguments
from service.domain.identity import IdSets
from service.graph.driver.database import Database
from service.graph.search.find import Admit
from service.settings.limits import Limits

NO_IDS = [""] * 11
"""Neo4j plans again for lists of none, of one and of 2 to 10, but not for 11 to 100."""


@dataclass(frozen=True)
class PreQueryContext:
    """What a pre-query knows of the request beside the arguments.

    Attributes:
        admit: is called before a statement whose text depends on the arguments.
        selected: see `RootPlan.selected`.
        limits: those of the API.
    """

    admit: Admit
    selected: Collection[str]
    limits: Limits


type PreQuery = Callable[[Database, FieldArguments, PreQueryContext], Awaitable[FieldArguments]]
type Reading = Callable[[FieldArguments], FieldArguments]


def with_values(read: FieldArguments, **values: Any) -> FieldArguments:
    return replace(read, values={**read.values, **values})


def kinds_at(values: dict[str, Any], path: str) -> tuple[str, ...]:
    """Returns the kinds at `path`, empty for any. An empty list matches nothing, so it becomes a kind that does not
    exist."""
    given = values.get(path)
    return () if given is None else tuple(given) or ("NONE",)


def ids_at(values: dict[str, Any], key: str, label: str) -> IdSets | None:
    """Returns the `IdFilter` below `where`."""
    sets: dict[str, tuple[str, ...] | None] = {}
    for word in ("any", "all", "none"):
        given = values.get(f"where.{key}.{word}")
        for one in given or ():
            check_prefix(f"where.{key}.{word}", one, label)
        sets[word] = None if given is None else tuple(given)
    return None if all(one is None for one in sets.values()) else IdSets(**sets)
