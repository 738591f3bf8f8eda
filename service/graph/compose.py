"""A tree of what is asked → one statement, its parameters, and the columns of its row.

Nothing here knows GraphQL: whoever asks builds `Item` and `Child`, and finds in each, afterwards, the column
in which its answer stands. A row is a list: first the values of the item in a fixed order, then its children
in the order of their texts, then what belongs to a page's edge. Parameters are numbered last, so that the
same question always gives the same text, whatever the names and values in it.

Each level renames what its fragment yields (`entity` → `entity_3`) before the next level is called: a variable
that is imported into a subquery stays visible in it, and a fragment of the same variable would silently match
only that.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from service.graph.fragments import Fragment, Lead, Order, every_type

_PARAMETER = re.compile("\x01([^\x02]*)\x02")
_COLUMN = "\x03"

type Key = tuple[str, bool]
"""An expression to sort by, and whether it descends."""


@dataclass(frozen=True)
class Parameter:
    """The value called `name` of question number `site`."""

    site: int
    name: str

    @property
    def mark(self) -> str:
        """Stands in a text until parameters are numbered."""
        return f"\x01{self.site}:{self.name}\x02"


@dataclass(frozen=True)
class Branch:
    """Conditions that must all hold. `at`: where their values lie (`where`, `where.or.0`)."""

    at: str
    conditions: dict[str, tuple[str, ...]]
    groups: tuple["Group", ...] = ()


@dataclass(frozen=True)
class Group:
    """All of the branches hold (`and`), one does (`or`), or the one does not (`not`)."""

    word: Literal["and", "or", "not"]
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Asked:
    """The structure of what is asked of a fragment; values come later, as parameters.

    `conditions`: path → the keys of its filter object that are given (empty for a plain condition); all must
    hold, and all of the `groups`. `literals`: numbers that stand in the text of a walk, by argument.
    """

    site: int
    conditions: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    groups: tuple[Group, ...] = ()
    literals: dict[str, int] = field(default_factory=dict[str, int])
    orders: tuple[Order, ...] = ()
    types: tuple[str, ...] = ()
    after: bool = False
    before: bool = False
    backwards: bool = False

    def parameter(self, name: str) -> str:
        return Parameter(self.site, name).mark


@dataclass(eq=False)
class Item:
    """What is asked of a node, relationship or map: `values` are expressions over `this`, by name."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    children: list["Child"] = field(default_factory=list["Child"])
    columns: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(eq=False)
class Child:
    """One followed field. `form` says what its column holds:

    one    the row of the item, or null          many   a list of rows
    page   a list of rows, one more than the page takes, in the order of the page
    total  a count                               kinds  a list of [kind, count]
    value  the value of the fragment's expression    capped  whether a walk stopped at its cap

    `labels`: of an item that has one of these only (empty: of every item). `facts`: expressions over the
    fragment's variables that belong to an edge. After composing: `column`, and for a page the columns of
    the facts and of the cursor's keys; for one video, of its revision before and after all else was read.
    """

    fragment: Fragment
    form: Literal["one", "many", "page", "total", "kinds", "value", "capped"]
    asked: Asked
    item: Item | None = None
    labels: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict[str, str])
    column: int = -1
    fact_columns: dict[str, int] = field(default_factory=dict[str, int])
    key_columns: tuple[int, int] = (0, 0)
    revision_columns: tuple[int, int] | None = None


@dataclass(frozen=True)
class Statement:
    """Canonical text with `$p1` …, and what stands behind each number, in order."""

    text: str
    parameters: tuple[Parameter, ...]


def compose(root: Item) -> Statement:
    """One statement that returns one record: the row of `root`, whose columns are set by this call."""
    blocks, columns = _children(root, None, 0)
    text = "\n".join([*blocks, f"RETURN {', '.join(columns)}"])
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"$p{numbers.setdefault(match[1], len(numbers) + 1)}"

    text = _PARAMETER.sub(number, text)
    parts = (mark.partition(":") for mark in numbers)
    return Statement(text, tuple(Parameter(int(site), name) for site, _, name in parts))


def page_keys(fragment: Fragment, asked: Asked) -> list[Key]:
    """What a page is sorted by, the tie-break at its end, in the direction of a forward page."""
    orders = asked.orders or ((fragment.default_order,) if fragment.default_order else ())
    keys = [key for order in orders for key in order.keys]
    descends = keys[-1][1] if keys else False
    sorted_by = {expression for expression, _ in keys}
    return keys + [(expression, descends) for expression in fragment.key if expression not in sorted_by]


def _children(item: Item, variable: str | None, depth: int) -> tuple[list[str], list[str]]:
    """The blocks of an item's children and the expressions of its row; sets the columns."""
    row = [_of(expression, variable or "") for expression in item.values.values()]
    item.columns = {name: number for number, name in enumerate(item.values)}
    made = [(_child(child, variable, depth), child) for child in item.children]
    made.sort(key=lambda pair: _PARAMETER.sub("\x01", pair[0]))
    blocks: list[str] = []
    for number, (text, child) in enumerate(made, 1):
        child.column = len(row)
        name = f"c{number}" if variable else f"root_{number}"
        row.append(name)
        if variable is None and number > 1:
            # Subqueries that share nothing would be a Cartesian product, so each imports the one before; by a
            # name that no column below has.
            text = text.replace("CALL () {", f"CALL (root_{number - 1}) {{", 1)
        blocks.append(text.replace(_COLUMN, name))
    return blocks, row


def _child(child: Child, variable: str | None, depth: int) -> str:
    fragment, asked = child.fragment, child.asked
    if child.form == "value":
        return f"WITH *, {_of(_ask(fragment.value or '', asked), variable or '')} AS {_COLUMN}"
    whole = not (asked.conditions or asked.groups or asked.types or asked.literals)
    gate = "".join(f"|{label}" for label in child.labels).removeprefix("|")
    lines = [f"CALL ({variable or ''}) {{"]
    if variable:
        lines.append(f"WITH {variable} AS this" + (f" WHERE this:{gate}" if gate else ""))
    if child.form == "total" and fragment.total and whole:
        return "\n".join([*lines, f"RETURN sum({fragment.total}) AS {_COLUMN}", "}"])
    lines.append(_body(fragment, asked))
    lines += _where(child, root=variable is None)
    if child.form == "total":
        lines.append(f"RETURN count(*) AS {_COLUMN}")
    elif child.form == "capped":
        lines.append(f"RETURN count(*) >= {fragment.cap} AS {_COLUMN}")
    elif child.form == "kinds":
        lines.append(
            f"WITH {fragment.item}.kind AS kind_0, count(*) AS count_0 ORDER BY count_0 DESC, kind_0"
        )
        lines.append(f"RETURN collect([kind_0, count_0]) AS {_COLUMN}")
    else:
        lines += _rows(
            child, depth + 1, versioned=variable is None and (child.form, fragment.label) == ("one", "Video")
        )
    return "\n".join([*lines, "}"])


def _rows(child: Child, depth: int, *, versioned: bool) -> list[str]:
    """From what the fragment binds to the collected rows.

    Neo4j reads what is committed, so a statement can see a video before and after a change: `versioned` reads
    the revision first and last (of another variable, which Neo4j cannot take from its cache).
    """
    fragment, asked, item = child.fragment, child.asked, child.item or Item()
    keys = page_keys(fragment, asked)
    names = {name: f"{name}_{depth}" for name in fragment.yields}
    projected = [f"{name} AS {renamed}" for name, renamed in names.items()]
    key_names = [f"key_{depth}_{number}" for number in range(len(keys))] if child.form == "page" else []
    projected += [f"{expression} AS {name}" for (expression, _), name in zip(keys, key_names, strict=False)]
    if versioned:
        projected.append(f"{fragment.item}.revision AS revision_{depth}")
    step = f"WITH {', '.join(projected)}"
    if child.form != "one" or fragment.orders:
        sort = ", ".join(f"{expression}{' DESC' if d != asked.backwards else ''}" for expression, d in keys)
        step += f" ORDER BY {sort}"
    if child.form == "page":
        step += f" LIMIT {asked.parameter('limit')}"
    elif child.form == "one" and fragment.orders:
        step += " LIMIT 1"
    blocks, row = _children(item, names[fragment.item], depth)
    for name, expression in child.facts.items():
        child.fact_columns[name] = len(row)
        row.append(re.sub(r"^\w+", lambda m: names[m[0]], expression))
    child.key_columns = (len(row), len(row) + len(key_names))
    row += key_names
    if versioned:
        item = names[fragment.item]
        child.revision_columns = (len(row), len(row) + 1)
        again = f"MATCH (again_0:Video) WHERE again_0.id = {item}.id RETURN again_0.revision AS revision_0"
        blocks.append(f"CALL ({item}) {{\nOPTIONAL {again}\n}}")
        row += [f"revision_{depth}", "revision_0"]
    if child.form == "page" and not blocks:
        # Neo4j would read all properties of all items before it sorts and cuts them, but not those of a name that
        # is new behind the cut.
        kept = names[fragment.item]
        step = f"{step}\nUNWIND [{kept}] AS kept_{depth}"
        row = [re.sub(rf"\b{kept}\b", f"kept_{depth}", expression) for expression in row]
    rows = f"collect([{', '.join(row)}])"
    return [step, *blocks, f"RETURN {f'head({rows})' if child.form == 'one' else rows} AS {_COLUMN}"]


def _where(child: Child, *, root: bool) -> list[str]:
    """Conditions behind a fragment; the planner moves them into its index seek."""
    fragment, asked = child.fragment, child.asked
    found: list[str] = []
    leads = _leads(fragment, asked)
    for path, given in asked.conditions.items():
        if path in fragment.inside:
            continue
        if path in {lead.path for lead in leads}:
            given = _unled(given)
            if not given:
                continue
        found.append(_condition(fragment, asked, path, given))
    found += [_group(fragment, asked, group) for group in asked.groups]
    if child.form == "page":
        keys = page_keys(fragment, asked)
        for is_given, name, backwards in ((asked.after, "after", False), (asked.before, "before", True)):
            if is_given:
                found.append(_beyond(keys, asked, name, backwards=backwards))
        variable, _, name = keys[0][0].partition(".")
        # A bound on the sorted property lets the planner read it from the index in order; when that is not the
        # item's own, only where no condition leads to the items.
        bounds = variable == fragment.item or (variable in fragment.yields and not asked.conditions)
        if root and bounds and name.isidentifier() and not (asked.after or asked.before):
            found.append(f"{keys[0][0]} IS NOT NULL")
    return [f"WITH * WHERE {' AND '.join(found)}"] if found else []


def _condition(
    fragment: Fragment, asked: Asked, path: str, given: tuple[str, ...], at: str | None = None
) -> str:
    """One condition; its values lie below `at` and not below the first word of its path, where that is given."""
    condition = fragment.conditions[path]
    place = path if at is None else f"{at}.{path.partition('.')[2]}"
    if condition.form == "plain":
        return _ask(condition.subject, asked, place.rpartition(".")[0])
    return condition.cypher(list(given), lambda key: asked.parameter(f"{place}.{key}"))


def _group(fragment: Fragment, asked: Asked, group: Group) -> str:
    """A condition may be unknown (of an undated video): what is not known to hold does not hold, and its `not` does."""
    parts = [_branch(fragment, asked, branch) for branch in group.branches]
    if group.word == "not":
        return f"NOT coalesce({parts[0]}, false)"
    empty = "true" if group.word == "and" else "false"
    return f"({f' {group.word.upper()} '.join(parts) or empty})"


def _branch(fragment: Fragment, asked: Asked, branch: Branch) -> str:
    parts = [_condition(fragment, asked, path, given, branch.at) for path, given in branch.conditions.items()]
    parts += [_group(fragment, asked, group) for group in branch.groups]
    return f"({' AND '.join(parts) or 'true'})"


def _beyond(keys: list[Key], asked: Asked, name: str, *, backwards: bool) -> str:
    """Behind the cursor `name` in the order of `keys` (in front of it, when backwards).

    The bound on the first key stands by itself, so that an index seek can use it. What decides among equals is a
    CASE: of an OR the planner may make two seeks, put together and sorted.
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


def _body(fragment: Fragment, asked: Asked) -> str:
    """The fragment's own clauses, or others that start from a condition on what is related."""
    leads = _leads(fragment, asked)
    if not leads:
        return _ask(_walked(fragment, asked), asked)
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
        _ask(fragment.conditions[path].subject, asked, path.rpartition(".")[0])
        for path in asked.conditions
        if path in fragment.inside
    ]
    if inside:
        body = body.replace("WHERE ", f"WHERE {' AND '.join(inside)} AND ", 1)
    return body


def _leads(fragment: Fragment, asked: Asked) -> list[Lead]:
    """The conditions that can be started from: a text always, ids when one or all must be related."""
    return [
        lead
        for lead in fragment.leads
        if (given := asked.conditions.get(lead.path)) is not None
        and (fragment.conditions[lead.path].form == "text" or {"any", "all"} & set(given))
    ]


def _unled(given: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of a condition that are still to be asked where it was started from: that any is related is known."""
    return tuple(key for key in given if key in ("all", "none"))


def _others(fragment: Fragment, asked: Asked, paths: list[str]) -> str:
    """In an arm, what the other arms would have started from."""
    found: list[str] = []
    for path in paths:
        given = asked.conditions[path]
        rest = tuple(key for key in given if key not in _unled(given))
        if rest:
            found.append(_condition(fragment, asked, path, rest))
    return f"\nWITH * WHERE {' AND '.join(found)}" if found else ""


def _start(fragment: Fragment, asked: Asked, path: str) -> tuple[str, str]:
    condition = fragment.conditions[path]
    given = list(asked.conditions[path])
    start = condition.start(given, lambda key: asked.parameter(f"{path}.{key}"))
    return start, condition.pattern or ""


def _labelled(pattern: str, item: str) -> str:
    """The pattern with the item's label, so that every start binds the same kind of thing."""
    return re.sub(rf"\({item.partition(':')[0]}\)", f"({item})", pattern)


def _of(expression: str, variable: str) -> str:
    return re.sub(r"\bthis\b", variable, expression)


def _ask(cypher: str, asked: Asked, path: str = "") -> str:
    """Cypher with `$name` turned into the parameter of that name (below `path`)."""
    prefix = f"{path}." if path else ""
    return re.sub(r"\$(\w+)", lambda match: asked.parameter(prefix + match[1]), cypher)
