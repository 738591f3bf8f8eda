"""Returns the clauses of a fragment's body that match the given arguments."""

from service.graph.compose.field_query import FieldQuery, ask
from service.graph.compose.fragment import Fragment
from service.graph.compose.where_clause import condition_of


def own_clauses(fragment: Fragment, asked: FieldQuery, owner: str = "") -> str:
    """Returns the clauses of the requested order, with the types, lengths and conditions of this walk.

    Args:
        owner: the node that is looked at, where a page is filled along its order.
    """
    body = fragment.body
    if asked.orders:
        body = fragment.variants.get(("orderBy", asked.orders[0].name), body)
    body = fragment.variants.get(("scan", owner), body)
    return _walked(body, fragment, asked)


def count_clauses(fragment: Fragment, asked: FieldQuery) -> str | None:
    """Returns clauses that bind only the requested items, to count them (`// when count=all:`); None if the file has
    none."""
    body = fragment.variants.get(("count", "all"))
    if body is None:
        return None
    found = [
        condition_of(fragment, asked, path, given)
        for path, given in asked.conditions.items()
        if path != "where.type"  # of the pattern
    ]
    return "\n".join(
        [_walked(body, fragment, asked), *([f"WITH * WHERE {' AND '.join(found)}"] if found else [])]
    )


def _walked(body: str, fragment: Fragment, asked: FieldQuery) -> str:
    for name, number in asked.literals.items():
        low, high = fragment.literals[name]
        body = fragment.variants.get((name, str(number)), body)
        body = body.replace(f"*{low}..{high}]", f"*{low}..{number}]")
    if asked.types:
        body = body.replace(fragment.model.type_list, "|".join(asked.types))
    inside = [
        ask(fragment.conditions[path].subject, asked, path.rpartition(".")[0])
        for path in asked.conditions
        if path in fragment.inside
    ]
    if inside:
        body = body.replace("WHERE ", f"WHERE {' AND '.join(inside)} AND ", 1)
    return ask(body, asked)
