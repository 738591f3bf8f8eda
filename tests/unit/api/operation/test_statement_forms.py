"""The two forms of a statement: with the names of the selected values written in it, it is the other one with each name looked up.

That Neo4j gives the same rows for both: tests/integration/api/test_frequent_statements.py.
"""

import re
from typing import Any

import pytest

from service.api.execution.engine import OPERATIONS, Engine
from service.api.operation.planning.sites import statement_of
from service.api.warming import PAGE_VALUES
from service.graph.driver.database import Database
from service.resources import web_folder
from support.recorded_rows import ANY, QUERIES

pytestmark = pytest.mark.anyio

_LOOKED_UP = re.compile(r"\[name_0 IN \$values\.(\w+) \| ")
_AND = " + ["


def known_operations() -> list[tuple[str, str]]:
    folders = [OPERATIONS, web_folder() / "page" / "operations", web_folder() / "graphiql" / "examples"]
    return [
        *QUERIES.items(),
        *(
            (file.stem, file.read_text("utf-8"))
            for folder in folders
            for file in sorted(folder.glob("*.graphql"))
        ),
    ]


def end_of_list(text: str, start: int) -> int:
    """Where the list that begins there ends."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    raise AssertionError(text[start:])


def look_up(text: str, values: dict[str, list[str]]) -> str:
    """The statement with each name in place of its look-up. Lists that are added are one."""
    found = _LOOKED_UP.search(text)
    if found is None:
        return text
    items: list[str] = []
    start = place = found.start()
    while True:
        end = end_of_list(text, place)
        names = _LOOKED_UP.match(text, place)
        if names is None:
            items.append(look_up(text[place + 1 : end - 1], values))
        else:
            expression = text[names.end() : end - 1]
            items += [expression.replace("[name_0]", f".{name}") for name in values[names[1]]]
        if not text.startswith(_AND, end):
            return f"{text[:start]}[{', '.join(items)}]{look_up(text[end:], values)}"
        place = end + len(_AND) - 1


@pytest.mark.parametrize(("name", "query"), known_operations())
async def test_the_second_form_has_the_names_of_the_first_in_its_text(
    no_database: Database, name: str, query: str
) -> None:
    slug: dict[str, Any] = {"by": {"slug": "seed-workshop"}} if "VideoLookup" in query else {}
    request = Engine(no_database, limits=ANY).requests.prepare(query, PAGE_VALUES | slug)

    for root, reads in zip(request.planned.plan.roots, request.reads, strict=True):
        if root.statement is None:
            continue
        first, given = statement_of(root, reads)
        second, others = statement_of(root, reads, written=True)
        values = given.pop("values", {})

        assert look_up(first, values) == second
        assert given == others
