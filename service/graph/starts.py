"""Where a fragment starts: at its own clauses, walked as far as asked, or at what a condition names."""

import re

from service.graph.asked import Asked, ask
from service.graph.fragments import Fragment, Lead, every_type
from service.graph.narrowing import condition_of


def body_of(fragment: Fragment, asked: Asked) -> str:
    """The fragment's own clauses, or others that start from a condition on what is related."""
    leads = leads_of(fragment, asked)
    if not leads:
        return ask(_walked(fragment, asked), asked)
    starts = [_start(fragment, asked, lead.path) for lead in leads]
    item = f"{fragment.item}:{fragment.label}"
    arms = [
        f"{start}\nMATCH {_labelled(pattern, item)}\nWITH DISTINCT {fragment.item}"
        + _others(fragment, asked, [other.path for other in leads if other is not lead])
        for lead, (start, pattern) in zip(leads, starts, strict=True)
    ]
    # What else the fragment binds, it binds from the item.
    rest = f"\n{fragment.body}" if len(fragment.yields) > 1 else ""
    if len(leads) == 1:
        return arms[0] + rest
    # Of several starts, the one with the fewest rows behind it; the arms not taken must not read.
    # (Each size imports the one before: two subqueries that share nothing would be a Cartesian product.)
    sizes = [
        f"CALL ({f'size_{number - 1}' if number else ''}) {{\n{start}\nRETURN sum({lead.size}) AS size_{number}\n}}"
        for number, (lead, (start, _)) in enumerate(zip(leads, starts, strict=True))
    ]
    listed = ", ".join(f"size_{number}" for number in range(len(leads)))
    least = (
        f"WITH [{listed}] AS sizes_0\nWITH sizes_0, reduce(least_0 = sizes_0[0], size_0 IN sizes_0 | "
        "CASE WHEN size_0 < least_0 THEN size_0 ELSE least_0 END) AS least_0\n"
        "WITH head([n_0 IN range(0, size(sizes_0) - 1) WHERE sizes_0[n_0] = least_0]) AS lead_0"
    )
    taken = "\nUNION ALL\n".join(
        f"WITH lead_0 WHERE lead_0 = {number}\nWITH lead_0 LIMIT 1\n{arm}\nRETURN {fragment.item}"
        for number, arm in enumerate(arms)
    )
    return "\n".join([*sizes, least, f"CALL (lead_0) {{\n{taken}\n}}"]) + rest


def _walked(fragment: Fragment, asked: Asked) -> str:
    """The fragment's clauses with the types, lengths and conditions of this walk in them."""
    body = fragment.body
    for name, number in asked.literals.items():
        low, high = fragment.literals[name]
        body = fragment.variants.get((name, str(number)), body)
        body = body.replace(f"*{low}..{high}]", f"*{low}..{number}]")
    if asked.types:
        body = body.replace(every_type(), "|".join(asked.types))
    inside = [
        ask(fragment.conditions[path].subject, asked, path.rpartition(".")[0])
        for path in asked.conditions
        if path in fragment.inside
    ]
    if inside:
        body = body.replace("WHERE ", f"WHERE {' AND '.join(inside)} AND ", 1)
    return body


def leads_of(fragment: Fragment, asked: Asked) -> list[Lead]:
    """The conditions that can be started from: a text always, ids when one or all must be related."""
    return [
        lead
        for lead in fragment.leads
        if (given := asked.conditions.get(lead.path)) is not None
        and (fragment.conditions[lead.path].form == "text" or {"any", "all"} & set(given))
    ]


def unled(given: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of a condition that are still to be asked where it was started from: that any is related is known."""
    return tuple(key for key in given if key in ("all", "none"))


def _others(fragment: Fragment, asked: Asked, paths: list[str]) -> str:
    """In an arm, what the other arms would have started from."""
    found: list[str] = []
    for path in paths:
        given = asked.conditions[path]
        rest = tuple(key for key in given if key not in unled(given))
        if rest:
            found.append(condition_of(fragment, asked, path, rest))
    return f"\nWITH * WHERE {' AND '.join(found)}" if found else ""


def _start(fragment: Fragment, asked: Asked, path: str) -> tuple[str, str]:
    condition = fragment.conditions[path]
    given = list(asked.conditions[path])
    start = condition.start(given, lambda key: asked.parameter(f"{path}.{key}"))
    return start, condition.pattern or ""


def _labelled(pattern: str, item: str) -> str:
    """The pattern with the item's label, so that every start binds the same kind of thing."""
    return re.sub(rf"\({item.partition(':')[0]}\)", f"({item})", pattern)
