"""Start of a fragment: its own clauses, with the requested length of a walk, or the objects of a condition."""

import re

from service.graph.compose.clauses import own_clauses
from service.graph.compose.field_query import FieldQuery, page_keys
from service.graph.compose.fragment import Fragment, Lead, finder_pattern
from service.graph.compose.index_scan import FULL, along_one, browsed, browses, hangs
from service.graph.compose.where_clause import condition_of, indexed, narrowed, placed, unled, where_all

_MOST_LEADS = 3


def body_of(fragment: Fragment, asked: FieldQuery, *, paged: bool = False) -> str:
    """Returns the fragment's own clauses, or clauses that start from a condition on related objects.

    Args:
        paged: whether what follows is a page of it: that can also be filled along its order.
    """
    leads = leads_of(fragment, asked)
    if paged and hangs(fragment) and browses(fragment, asked, leads):
        return _hanging(fragment, asked)
    if not leads:
        return own_clauses(fragment, asked)
    start = fragment.started
    item = f"{start}:{fragment.yields[start]}"
    arms: list[str] = []
    for lead in leads:
        pattern = fragment.conditions[lead.path].pattern or ""
        pattern = _to_finder(pattern, fragment) if fragment.finder else _labelled(pattern, item)
        # Conditions on other nodes than the item are checked after the branches.
        others = [] if fragment.finder else [other.path for other in leads if other is not lead]
        arms.append(
            f"{_start(fragment, asked, lead)}\nMATCH {pattern}\nWITH DISTINCT {start}"
            + _others(fragment, asked, others)
        )
    # The fragment binds its other variables from the item.
    rest = f"\n{own_clauses(fragment, asked)}" if len(fragment.yields) > 1 else ""
    browse = paged and browses(fragment, asked, leads)
    if len(leads) == 1 and not browse:
        return arms[0] + rest
    # Of several starts, the one with the fewest rows is used, and the other branches must not read. (Each size
    # imports the one before, because independent subqueries would be a Cartesian product.)
    sizes = [
        f"CALL ({f'size_{number - 1}' if number else ''}) {{\n{_size(fragment, asked, lead, number, each=browse)}\n}}"
        for number, lead in enumerate(leads)
    ]
    listed = ", ".join(f"size_{number}" for number in range(len(leads)))
    least = (
        f"WITH *, [{listed}] AS sizes_0\nWITH *, reduce(least_0 = sizes_0[0], size_0 IN sizes_0 | "
        "CASE WHEN size_0 < least_0 THEN size_0 ELSE least_0 END) AS least_0\n"
        "WITH *, head([n_0 IN range(0, size(sizes_0) - 1) WHERE sizes_0[n_0] = least_0]) AS lead_0"
    )
    gates = [f"lead_0 = {number}" for number in range(len(leads))]
    imported = "lead_0"
    full: list[str] = []
    if browse:
        gates = [f"{gate} AND NOT {FULL}" for gate in gates]
        imported = f"lead_0, browsed_0, {FULL}"
        full = [f"WITH browsed_0, {FULL} WHERE {FULL}\nUNWIND browsed_0 AS {start}\nRETURN {start}"]
        least += f"\n{browsed(fragment, asked, len(leads))}"
    taken = "\nUNION ALL\n".join(
        [
            f"WITH {imported} WHERE {gate}\nWITH lead_0 LIMIT 1\n{arm}\nRETURN {start}"
            for gate, arm in zip(gates, arms, strict=True)
        ]
        + full
    )
    return "\n".join([*sizes, least, f"CALL ({imported}) {{\n{taken}\n}}"]) + rest


def conditions_after(fragment: Fragment, asked: FieldQuery, *, paged: bool, root: bool) -> list[str]:
    """Returns the conditions after a fragment; the planner moves them into its index seek.

    Args:
        paged: a page is read, not all items.
        root: the fragment is that of a root field.
    """
    leads = leads_of(fragment, asked)
    found = narrowed(fragment, asked, [] if fragment.finder else [lead.path for lead in leads])
    if paged:
        found += placed(fragment, asked)
        key = indexed(page_keys(fragment, asked))
        # A bound on the sorted property lets the planner read it from the index in order. If it is not the item's own
        # property, this applies only if no condition leads to the items.
        variable = (key or "").partition(".")[0]
        bounds = variable == fragment.item or (variable in fragment.yields and not asked.conditions)
        if root and bounds and not (asked.after or asked.before):
            found.append(f"{key} IS NOT NULL")
    if found and paged and browses(fragment, asked, leads):
        return [f"WITH * WHERE {FULL} OR ({' AND '.join(found)})"]
    return where_all(found)


def _hanging(fragment: Fragment, asked: FieldQuery) -> str:
    """Returns clauses for a page of one object's items: from all of them, or along the order."""
    body, yields = own_clauses(fragment, asked), ", ".join(fragment.yields)
    return "\n".join(
        [
            f"WITH this, {fragment.total} AS least_0\nWITH *, [least_0] AS each_0",
            browsed(fragment, asked, 1),
            f"CALL (this, browsed_0, {FULL}) {{\nWITH * WHERE NOT {FULL}\nWITH * LIMIT 1",
            f"{body}\nRETURN {yields}\nUNION ALL",
            f"WITH * WHERE {FULL}\nUNWIND browsed_0 AS {fragment.item}",
            f"{body}\nRETURN {yields}\n}}",
        ]
    )


def leads_of(fragment: Fragment, asked: FieldQuery) -> list[Lead]:
    """Returns the conditions that can be a start: a text always, ids if one or all must be related.

    Only the first three conditions are starts: each start repeats all other conditions, so the statement grows with
    the square of their number.
    """
    found = [
        lead
        for lead in fragment.leads
        if (given := asked.conditions.get(lead.path)) is not None
        and (fragment.conditions[lead.path].form == "text" or {"any", "all"} & set(given))
    ]
    return found[:_MOST_LEADS]


def _others(fragment: Fragment, asked: FieldQuery, paths: list[str]) -> str:
    """Returns the conditions of the other branches, for one branch."""
    found: list[str] = []
    for path in paths:
        given = asked.conditions[path]
        rest = tuple(key for key in given if key not in unled(given))
        if rest:
            found.append(condition_of(fragment, asked, path, rest))
    return f"\nWITH * WHERE {' AND '.join(found)}" if found else ""


def _given(fragment: Fragment, asked: FieldQuery, lead: Lead) -> tuple[str, bool]:
    """Returns clauses that bind the objects of a condition, and whether all of them must be related."""
    given = list(asked.conditions[lead.path])
    condition = fragment.conditions[lead.path]
    start = condition.start(given, lambda key: asked.parameter(f"{lead.path}.{key}"))
    return start, condition.form == "ids" and "any" not in given


def _start(fragment: Fragment, asked: FieldQuery, lead: Lead) -> str:
    """If all must be related, the one with the fewest rows is enough, because the condition is checked again
    afterwards."""
    start, every = _given(fragment, asked, lead)
    return f"{start}\nWITH related ORDER BY {lead.size} LIMIT 1" if every else start


def _size(fragment: Fragment, asked: FieldQuery, lead: Lead, number: int, *, each: bool) -> str:
    """Returns the number of rows of a start; `each`: also the sizes of which all must match."""
    start, every = _given(fragment, asked, lead)
    size = f"coalesce(min({lead.size}), 0)" if every else f"sum({lead.size})"
    sizes = f"collect({lead.size})" if every else f"[sum({lead.size})]"
    along = along_one(fragment, asked)
    if along and along[0].path == lead.path:  # all that is read along this index matches
        sizes = f"CASE WHEN {along[1]} THEN [] ELSE {sizes} END"
    return f"{start}\nRETURN {size} AS size_{number}" + (f", {sizes} AS each_{number}" if each else "")


def _to_finder(pattern: str, fragment: Fragment) -> str:
    """The pattern of a condition, from the related object to all nodes by which each item is found that has one there."""
    label, key = fragment.model.found_by[fragment.label]
    link = finder_pattern(fragment.model, fragment.label, fragment.item) or ""
    some = re.sub(r"\(related:\w+\)", "(related)", pattern.replace(link, f"(said:{label})"))
    return f"{some} WITH DISTINCT said.{key} AS said MATCH ({fragment.finder}:{label} {{{key}: said}})"


def _labelled(pattern: str, item: str) -> str:
    """The pattern with the item's label, so that every start binds the same kind of thing."""
    return re.sub(rf"\({item.partition(':')[0]}\)", f"({item})", pattern)
