"""Pages whose conditions match many items: read along the index of their order, and not from a lead.

A lead reads all its items before they are sorted, which is slow if even the smallest lead is large. Items are read in
the order of the page instead, until it is full, if this is expected to take fewer items than the lead has. The statement
decides this by the sizes of the leads, as if these were independent. They may not be, so the number of items read is
limited; if the page is not full by then, the lead is used after all.

The items of one related object may have an index in the same order (`scan-along`). If one such object is given, only
these are read.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.graph.compose.clauses import own_clauses
from service.graph.compose.field_query import FieldQuery, page_keys, sorting
from service.graph.compose.fragment import Along, Fragment, Lead
from service.graph.compose.where_clause import bounded, condition_of, indexed, narrowed, placed, where_all

FULL = "full_0"
"""Variable that says whether the items in `browsed_0` are the page."""
TIMES = 2
"""Factor between expected and needed items, because conditions depend on each other and on the order."""
SMALL = 10
"""The share of the number of items that may be read below which the lead is always read."""


def hangs(fragment: Fragment) -> bool:
    """Whether the items belong to one object, `this`. Then that object is the lead, and `total` its size."""
    return fragment.browse is not None and not fragment.leads


def browses(fragment: Fragment, asked: FieldQuery, leads: Sequence[Lead]) -> bool:
    """Whether a page can be filled along its order instead of from a lead."""
    led = bool(leads) or hangs(fragment)
    return fragment.browse is not None and led and indexed(page_keys(fragment, asked)) is not None


def browsed(fragment: Fragment, asked: FieldQuery, leads: int) -> str:
    """Returns clauses that bind `browsed_0` and `full_0`.

    They follow the clauses that bind `least_0`, the size of the smallest lead, and `each_0` …, the sizes of all. An
    index has the order of one label's nodes only. If the first sort key belongs to another node than the item
    (`video.sortDate` of segments), those nodes are read, and only those that can have matching items are followed.
    """
    browse = fragment.browse
    assert browse is not None
    most, limit, keys = browse.most, asked.parameter("limit"), page_keys(fragment, asked)
    shares = " * ".join(
        f"reduce(share_0 = 1.0, size_0 IN each_{number} | "
        "share_0 * CASE WHEN size_0 < all_0 THEN 1.0 * size_0 / all_0 ELSE 1.0 END)"
        for number in range(leads)
    )
    owner = keys[0][0].partition(".")[0]
    ends = [*_ends(fragment, asked, keys[0][0]), *bounded(fragment, asked)]
    always = [fragment.index or f"{keys[0][0]} IS NOT NULL"] if fragment.index or not ends else []
    if fragment.typed:
        always.append(condition_of(fragment, asked, "where.type", ()))
    bounds = f"MATCH ({owner}:{fragment.yields[owner]})\nWHERE {' AND '.join([*ends, *always])}"
    # If the page is not expected to be full, but few items are within the bounds, all of these are read. (LIMIT 1,
    # because otherwise the gate comes after the reads.)
    few = (
        f"CALL (least_0, likely_0) {{\nWITH * WHERE least_0 > {most} AND NOT likely_0\nWITH least_0 LIMIT 1\n{bounds}\n"
        f"WITH {owner} LIMIT {most}\nRETURN count(*) AS ahead_0\n}}\n"
        f"WITH *, least_0 > {most} AND NOT likely_0 AND ahead_0 < {most} AS few_0"
        if ends
        else "WITH *, false AS few_0"
    )
    # Of the order no more items should be read than the lead has. (Of segments, whole videos are read.)
    alone = owner == fragment.item
    reads = f"CASE WHEN least_0 < {most} THEN least_0 ELSE {most} END" if alone else str(most)
    enough = most // SMALL if alone else most
    own = [key for key in keys if key[0].startswith(f"{owner}.")]
    this = ["this"] if hangs(fragment) else []
    reading = [
        f"{bounds}\nWITH {', '.join([*this, owner])} ORDER BY {sorting(own, asked)} LIMIT {most}",
        *_followed(fragment, asked, owner),
        *where_all([*narrowed(fragment, asked), *placed(fragment, asked)]),
        f"WITH {', '.join(fragment.yields)} ORDER BY {sorting(keys, asked)} LIMIT {limit}",
    ]
    gate, imported = "WITH * WHERE browse_0", ", ".join(["browse_0", *this])
    if along := along_one(fragment, asked):
        reading = [
            f"CALL (browse_0) {{\n{gate} AND {along[1]}\nWITH * LIMIT 1",
            *_along(fragment, asked, along[0], most),
            f"RETURN {fragment.started}\nUNION ALL\n{gate} AND NOT {along[1]}\nWITH * LIMIT 1",
            *reading,
            f"RETURN {fragment.started}\n}}",
        ]
    else:
        reading.insert(0, f"{gate}\nWITH * LIMIT 1")
    return "\n".join(
        [
            f"WITH *, {browse.total} AS all_0, COUNT {{ (:{fragment.yields[owner]}) }} AS owners_0",
            f"WITH *, 1.0 * {reads} / (owners_0 + 1) * all_0 * {shares} AS expected_0",
            f"WITH *, least_0 > {enough} AND expected_0 >= {TIMES} * {limit} AS likely_0",
            few,
            "WITH *, likely_0 OR few_0 AS browse_0",
            f"CALL ({imported}) {{",
            *reading,
            f"RETURN collect({fragment.started}) AS browsed_0\n}}",
            f"WITH *, few_0 OR (likely_0 AND size(browsed_0) >= {limit}) AS {FULL}",
        ]
    )


def along_one(fragment: Fragment, asked: FieldQuery) -> tuple[Along, str] | None:
    """Returns the index along which the items of one related object are read, and the Cypher for whether one is given;
    None if the page has another order or no such condition."""
    along = fragment.browse.along if fragment.browse else None
    order = asked.orders[0] if asked.orders else fragment.default_order
    given = asked.conditions.get(along.path, ()) if along else ()
    if along is None or order is None or order.name != along.order or not {"any", "all"} & set(given):
        return None
    return along, f"size({asked.parameter(f'{along.path}.{"any" if "any" in given else "all"}')}) = 1"


def _along(fragment: Fragment, asked: FieldQuery, along: Along, most: int) -> list[str]:
    """Returns the clauses that read the items of the one related object in the order of the page."""
    start = fragment.conditions[along.path].start(
        list(asked.conditions[along.path]), lambda key: asked.parameter(f"{along.path}.{key}")
    )
    first, *rest = page_keys(fragment, asked)
    order = sorting([*((key, first[1]) for key in along.keys), *rest], asked)
    variables = f"{fragment.item}, {along.keys[0].partition('.')[0]}"
    ends = _ends(fragment, asked, along.keys[-1]) or [f"{along.keys[-1]} IS NOT NULL"]
    return [
        f"{start}\nWITH related LIMIT 1",
        " AND ".join([own_clauses(fragment, asked, "related"), *ends]),
        f"WITH {variables} ORDER BY {order} LIMIT {most}",
        *where_all([*narrowed(fragment, asked, [along.path]), *placed(fragment, asked)]),
        f"WITH {variables} ORDER BY {order} LIMIT {asked.parameter('limit')}",
    ]


def _followed(fragment: Fragment, asked: FieldQuery, owner: str) -> list[str]:
    """Returns clauses from the nodes that are read to their items, if they differ. A body of its own (`// when
    scan=video:`) is used if the usual one goes the other way."""
    if owner == fragment.item:
        return [own_clauses(fragment, asked)] if hangs(fragment) else []
    implied = [
        condition.cypher(kept, lambda key, path=path: asked.parameter(f"{path}.{key}"))
        for path, condition in fragment.implied.items()
        if (kept := [key for key in asked.conditions.get(path, ()) if key != "none"])
    ]
    body = own_clauses(fragment, asked, owner)
    return [*([f"WITH * WHERE {' AND '.join(implied)}"] if implied else []), body]


def _ends(fragment: Fragment, asked: FieldQuery, at: str) -> list[str]:
    """Returns what cursors and conditions say about the first sort key, as conditions on `at`, which has its values."""
    (key, descends), *_ = page_keys(fragment, asked)
    cursors = [
        f"{at} {'<=' if descends != backwards else '>='} {asked.parameter(f'{name}.0')}"
        for is_given, name, backwards in ((asked.after, "after", False), (asked.before, "before", True))
        if is_given
    ]
    ranges = [
        replace(condition, subject=at, known=None).cypher(
            list(given), lambda name, path=path: asked.parameter(f"{path}.{name}")
        )
        for path, given in asked.conditions.items()
        if (condition := fragment.conditions[path]).form == "range" and condition.subject == key
    ]
    return [*cursors, *ranges]
