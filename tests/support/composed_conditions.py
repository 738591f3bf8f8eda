"""What conditions let through, each composed as for a request, and all of them in one statement, which Neo4j plans once.

A statement of its own for each takes Neo4j up to a second. What leads to the items, and the pages of them, are not of these rows: some
filters must be asked as a reader asks them too.
"""

import re
from collections.abc import Sequence
from typing import Any

from neo4j import Session

from service.api.catalog import read_catalog
from service.api.execution.prepared_operations import Requests
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.schema.build import graphql_schema
from service.graph.compose.clauses import own_clauses
from service.graph.compose.field_query import page_keys, sorting
from service.graph.compose.fragment import Fragment
from service.graph.compose.where_clause import narrowed
from support.query_plans import read_values

_MARK = re.compile("\x01\\d+:([^\x02]+)\x02")
"""A parameter of a composed text, before parameters are numbered."""


def rows_of_conditions(
    session: Session, query: str, wheres: Sequence[dict[str, Any]], value: str, this: str = ""
) -> list[list[Any]]:
    """Returns the rows of each filter, in the order of the list.

    Args:
        query: its innermost list has the filter, `$where`.
        value: what a row is, in Cypher; `{item}` stands for the item.
        this: clauses that bind the object that has the list.
    """
    requests = Requests(graphql_schema(), read_catalog(), cursors=Cursors(None))
    composed = [_composed(requests, query, where) for where in wheres]
    # The types of relationships are in the body, before the conditions.
    bodies = [own_clauses(fragment, read.asked) for fragment, read in composed]
    found: list[list[Any]] = [[] for _ in wheres]
    for body in dict.fromkeys(bodies):
        alike = [number for number, one in enumerate(bodies) if one == body]
        fragment, read = composed[alike[0]]
        text = "\n".join(
            [
                this,
                _MARK.sub(r"$\1", body),
                f"WITH * ORDER BY {sorting(page_keys(fragment, read.asked), read.asked)}",
                f"RETURN [{value.format(item=next(iter(fragment.yields)))}, "
                f"[{', '.join(_holds(*composed[number], f'where{number}') for number in alike)}]]",
            ]
        )
        parameters = {f"where{number}": composed[number][1].values for number in alike}
        for row, holds in read_values(session, text, {**parameters, "expired": 0, "latest": 10**6}):
            for number, held in zip(alike, holds, strict=True):
                if held:
                    found[number].append(row)
    return found


def _composed(requests: Requests, query: str, where: dict[str, Any]) -> tuple[Fragment, FieldArguments]:
    request = requests.prepare(query, {"where": where})
    [root], [reads] = request.planned.plan.roots, request.reads
    site = max(site for site, read in reads.items() if read.cursors is not None)
    return root.sites[site].fragment, reads[site]


def _holds(fragment: Fragment, read: FieldArguments, parameter: str) -> str:
    """Whether an item is let through, with the values in one parameter."""
    conditions = " AND ".join(narrowed(fragment, read.asked)) or "true"
    return f"CASE WHEN {_MARK.sub(rf"${parameter}['\1']", conditions)} THEN true ELSE false END"
