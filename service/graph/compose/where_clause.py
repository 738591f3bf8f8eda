"""Composes conditions in Cypher: keys of a `where`, its groups, the position of a cursor."""

from collections.abc import Collection

from service.graph.compose.field_query import Branch, ConditionGroup, FieldQuery, SortKey, ask, page_keys
from service.graph.compose.fragment import Fragment

_MOST_APART = 6
"""Number of subqueries in the conditions of one fragment that the planner may reorder."""


def narrowed(fragment: Fragment, asked: FieldQuery, led: Collection[str] = ()) -> list[str]:
    """Returns all conditions and groups except those that a walk checks. `led`: paths that are starts.

    The planner tries each condition with a subquery in each position, and plans all subqueries again at every try: 50
    of them took it ten seconds. If there are many, they are put into one CASE, which is one condition for the
    planner. Then each is planned once.
    """
    found = _conditions(fragment, asked, led)
    if sum(one.count("EXISTS {") for one in found) <= _MOST_APART:
        return found
    plain = [one for one in found if "EXISTS {" not in one]
    nested = [one for one in found if "EXISTS {" in one]
    return [*plain, f"CASE WHEN {' AND '.join(nested)} THEN true ELSE false END"]


def _conditions(fragment: Fragment, asked: FieldQuery, led: Collection[str]) -> list[str]:
    found: list[str] = []
    for path, given in asked.conditions.items():
        left = unled(given) if path in led else given
        if path not in fragment.inside and (left or not given):
            found.append(condition_of(fragment, asked, path, left))
    found += [fragment.index] if fragment.index else []
    return found + bounded(fragment, asked) + [group_of(fragment, asked, group) for group in asked.groups]


def bounded(fragment: Fragment, asked: FieldQuery) -> list[str]:
    """Returns the conditions on the node of the sort key, so that less of an index is read."""
    order = asked.orders[0] if asked.orders else fragment.default_order
    return [
        bound.cypher(list(asked.conditions[path]), lambda key, path=path: asked.parameter(f"{path}.{key}"))
        if bound.form == "range"
        else ask(bound.subject, asked, path.rpartition(".")[0])
        for (name, path), bound in fragment.bounds.items()
        if order is not None and name == order.name and path in asked.conditions
    ]


def unled(given: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the keys of a condition that must still be checked after a start from it. That any object is related is
    already known."""
    return tuple(key for key in given if key in ("all", "none"))


def placed(fragment: Fragment, asked: FieldQuery) -> list[str]:
    """Returns the conditions for "after one cursor and before the other", as far as given."""
    keys = page_keys(fragment, asked)
    return [
        beyond(keys, asked, name, backwards=backwards)
        for is_given, name, backwards in ((asked.after, "after", False), (asked.before, "before", True))
        if is_given
    ]


def indexed(keys: list[SortKey]) -> str | None:
    """Returns the property of the first sort key, which an index can give in order."""
    return keys[0][0] if keys[0][0].partition(".")[2].isidentifier() else None


def condition_of(
    fragment: Fragment, asked: FieldQuery, path: str, given: tuple[str, ...], at: str | None = None
) -> str:
    """Returns one condition. Its values are below `at`, if given, instead of below the first word of its path."""
    condition = fragment.conditions[path]
    place = path if at is None else f"{at}.{path.partition('.')[2]}"
    if condition.form == "plain":
        return ask(condition.subject, asked, place.rpartition(".")[0])
    return condition.cypher(list(given), lambda key: asked.parameter(f"{place}.{key}"))


def group_of(fragment: Fragment, asked: FieldQuery, group: ConditionGroup) -> str:
    """A condition may be unknown (for an undated video). Unknown counts as false, and its `not` as true.

    A nested group under an `or` is put into a CASE. Neo4j would convert an OR into conjunctive normal form, and plan
    the result: more than half a minute for the deepest allowed tree.
    """
    parts = [_branch(fragment, asked, branch) for branch in group.branches]
    if group.word == "not":
        return f"NOT coalesce({parts[0]}, false)"
    if group.word == "or" and any(one.groups or len(one.conditions) > 1 for one in group.branches):
        return f"CASE {' '.join(f'WHEN {part} THEN true' for part in parts)} ELSE false END"
    empty = "true" if group.word == "and" else "false"
    return f"({f' {group.word.upper()} '.join(parts) or empty})"


def _branch(fragment: Fragment, asked: FieldQuery, branch: Branch) -> str:
    parts = [
        condition_of(fragment, asked, path, given, branch.at) for path, given in branch.conditions.items()
    ]
    parts += [group_of(fragment, asked, group) for group in branch.groups]
    return f"({' AND '.join(parts) or 'true'})"


def beyond(keys: list[SortKey], asked: FieldQuery, name: str, *, backwards: bool) -> str:
    """Returns the condition "after the cursor `name`" in the order of `keys` (before it, if backwards).

    The bound on the first key is a separate condition, so that an index seek can use it. The decision among equals is
    a CASE, because for an OR the planner may use two seeks and sort their union.
    """
    values = [asked.parameter(f"{name}.{number}") for number in range(len(keys))]
    signs = ["<" if descends != backwards else ">" for _, descends in keys]
    places = [(key, sign, value) for (key, _), sign, value in zip(keys, signs, values, strict=True)]
    first, sign, value = places[0]
    if len(places) == 1:
        return f"{first} {sign} {value}"
    differs = [f"WHEN {key} <> {value} THEN {key} {sign} {value}" for key, sign, value in places[:-1]]
    last = " ".join(places[-1])
    return f"{first} {sign}= {value} AND CASE {' '.join(differs)} ELSE {last} END"


def where_all(conditions: list[str]) -> list[str]:
    """Returns the clause for these conditions; none if there are none."""
    return [f"WITH * WHERE {' AND '.join(conditions)}"] if conditions else []
