"""Pages whose conditions many items meet: along the index of their order, and not from all that a condition names.

A lead reads everything behind it before it is sorted: dear where even the smallest is large. Then items are looked at in
the order of the page until it is full. Whether that is to be expected is decided in the statement, by the sizes
of the leads, taken as independent of one another; how far is looked is bounded, since they may not be: behind it, a
page that is not full is found by the lead after all.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.graph.composition.clauses import own_clauses
from service.graph.composition.field_query import Asked, Key, page_keys, sorting
from service.graph.composition.fragment import Fragment, Lead
from service.graph.composition.where_clause import bounded, condition_of, indexed, narrowed, placed

FULL = "full_0"
"""Variable: whether the items in `browsed_0` are the page."""
TIMES = 2
"""As often as needed an item has to be expected: conditions have to do with one another, and with the order."""


def hangs(fragment: Fragment) -> bool:
    """Whether what is browsed are the items of one object, `this`: then that is the lead, and `total` its size."""
    return fragment.browse is not None and not fragment.leads


def browses(fragment: Fragment, asked: Asked, leads: Sequence[Lead]) -> bool:
    """Whether a page of this can be filled along its order where it would be led to."""
    led = bool(leads) or hangs(fragment)
    return fragment.browse is not None and led and indexed(page_keys(fragment, asked)) is not None


def browsed(fragment: Fragment, asked: Asked, leads: int) -> str:
    """Clauses that bind `browsed_0` and `full_0`.

    They stand behind what binds `least_0`, the size of the smallest lead, and `each_0` …, the sizes of all. An index
    has the order of one label's nodes only: where what is sorted by first is not the item's own (`video.sortDate`
    of segments), those nodes are looked at, and only the ones that can have such items are followed.
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
    ends = [*_cursors(keys, asked), *_ranges(fragment, asked, keys[0][0]), *bounded(fragment, asked)]
    always = [fragment.index or f"{keys[0][0]} IS NOT NULL"] if fragment.index or not ends else []
    if fragment.typed:
        always.append(condition_of(fragment, asked, "where.type", ()))
    bounds = f"MATCH ({owner}:{fragment.yields[owner]})\nWHERE {' AND '.join([*ends, *always])}"
    # How many there are within bounds: if few, all are looked at. (LIMIT 1: else the gate is behind what is read.)
    ahead = (
        f"CALL (least_0) {{\nWITH least_0 WHERE least_0 > {most}\nWITH least_0 LIMIT 1\n{bounds}\n"
        f"WITH {owner} LIMIT {most}\nRETURN count(*) AS ahead_0\n}}"
        if ends
        else f"WITH *, {most} AS ahead_0"
    )
    own = [key for key in keys if key[0].startswith(f"{owner}.")]
    this = ["this"] if hangs(fragment) else []
    found = [*narrowed(fragment, asked), *placed(fragment, asked)]
    return "\n".join(
        [
            f"WITH *, {browse.total} AS all_0, COUNT {{ (:{fragment.yields[owner]}) }} AS owners_0",
            f"WITH *, 1.0 * {most} / (owners_0 + 1) * all_0 * {shares} AS expected_0",
            ahead,
            f"WITH *, least_0 > {most} AND (ahead_0 < {most} OR expected_0 >= {TIMES} * {limit}) AS browse_0",
            f"CALL ({', '.join(['browse_0', *this])}) {{\nWITH * WHERE browse_0\nWITH * LIMIT 1\n{bounds}",
            f"WITH {', '.join([*this, owner])} ORDER BY {sorting(own, asked)} LIMIT {most}",
            *_followed(fragment, asked, owner),
            *([f"WITH * WHERE {' AND '.join(found)}"] if found else []),
            f"WITH {', '.join(fragment.yields)} ORDER BY {sorting(keys, asked)} LIMIT {limit}",
            f"RETURN collect({fragment.started}) AS browsed_0\n}}",
            f"WITH *, browse_0 AND (ahead_0 < {most} OR size(browsed_0) >= {limit}) AS {FULL}",
        ]
    )


def _followed(fragment: Fragment, asked: Asked, owner: str) -> list[str]:
    """From what is looked at to its items, where they are not the same; by the body for that (`// when browse=video:`), where
    the usual one would better go the other way."""
    if owner == fragment.item:
        return [own_clauses(fragment, asked)] if hangs(fragment) else []
    implied = [
        condition.cypher(kept, lambda key, path=path: asked.parameter(f"{path}.{key}"))
        for path, condition in fragment.implied.items()
        if (kept := [key for key in asked.conditions.get(path, ()) if key != "none"])
    ]
    body = own_clauses(fragment, asked, owner)
    return [*([f"WITH * WHERE {' AND '.join(implied)}"] if implied else []), body]


def _cursors(keys: list[Key], asked: Asked) -> list[str]:
    """Bounds that cursors set on what is sorted by first."""
    return [
        f"{keys[0][0]} {'<=' if keys[0][1] != backwards else '>='} {asked.parameter(f'{name}.0')}"
        for is_given, name, backwards in ((asked.after, "after", False), (asked.before, "before", True))
        if is_given
    ]


def _ranges(fragment: Fragment, asked: Asked, key: str) -> list[str]:
    """What conditions on what is sorted by first say of the index alone."""
    return [
        replace(condition, known=None).cypher(
            list(given), lambda name, path=path: asked.parameter(f"{path}.{name}")
        )
        for path, given in asked.conditions.items()
        if (condition := fragment.conditions[path]).form == "range" and condition.subject == key
    ]
