"""Completes the body of a .cypher file to a statement that runs in Neo4j Browser: it binds `this` before it and returns after it."""

from collections.abc import Sequence

from service.graph.compose.field_query import FieldQuery, page_keys
from service.graph.compose.fragment import Fragment
from service.graph.statements import read_example

_WITHOUT_THIS = ("Query", "Mutation", "GraphStats", "SearchConnection")


def binding(parent: str) -> list[str]:
    """Returns clauses that bind `this` to an object of the demo: an example file, or any node of the label."""
    if example := read_example(parent):
        return [example]
    return [] if parent in _WITHOUT_THIS else [f"MATCH (this:{parent})", "WITH this LIMIT 1"]


def rows_statement(before: Sequence[str], fragment: Fragment, limit: int, *, ordered: bool) -> str:
    """Returns a statement for the rows of a file, by default order if `ordered`."""
    lines = [*before, fragment.body, f"RETURN {', '.join(fragment.yields)}"]
    if ordered:
        keys = page_keys(fragment, FieldQuery(0))
        lines.append("ORDER BY " + ", ".join(f"{key} DESC" if descends else key for key, descends in keys))
    return "\n".join([*lines, f"LIMIT {limit}"])


def value_statement(parent: str, name: str, expression: str) -> str:
    """Returns a statement for one expression over `this`."""
    return "\n".join([*binding(parent), f"RETURN {expression} AS {name}"])
