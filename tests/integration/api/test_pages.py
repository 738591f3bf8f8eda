"""Following the pages of a list, either way and of any size, gives what one big page gives, once and in order."""

from itertools import product
from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.api.operation.arguments.cursors import Cursors
from service.domain.identity import relationship_id
from service.graph.compose.cursor_literals import literal
from service.graph.driver.database import Database
from support.seed import BO, CAFE, ZOE

pytestmark = pytest.mark.anyio

FOUNDED = relationship_id(ZOE, "FOUNDED", CAFE)
PAGE = "first: $first, after: $after, last: $last, before: $before"
BODY = "{ edges { cursor node { ...Item } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount }"

# Root field, the list below it (none: the root field is the list), its other arguments, what tells items apart, and
# how many there are.
LISTS = [
    ("videos", "", "", "on Video { key: id }", 7),
    ("videos", "", "orderBy: [{field: PUBLISHED_ON, direction: ASC}]", "on Video { key: id }", 7),
    ("videos", "", "orderBy: [{field: DURATION}]", "on Video { key: id }", 7),
    ("videos", "", "orderBy: [{field: TITLE, direction: ASC}]", "on Video { key: id }", 7),
    ("videos", "", "orderBy: [{field: ADDED_AT, direction: ASC}]", "on Video { key: id }", 7),
    ("videos", "", "orderBy: [{field: DURATION}, {field: TITLE}]", "on Video { key: id }", 7),
    ("entities", "", "", "on Entity { key: id }", 39),
    ("entities", "", "orderBy: [{field: NAME, direction: ASC}]", "on Entity { key: id }", 39),
    ("entities", "", "orderBy: [{field: LAST_MENTIONED_ON}, {field: VIDEOS}]", "on Entity { key: id }", 39),
    ("entities", "", "where: {kind: [CONCEPT, EVENT], minMentions: 1}", "on Entity { key: id }", 20),
    ("topics", "", "", "on Topic { key: id }", 6),
    ("channels", "", "", "on Channel { key: id }", 3),
    ("segments", "", "", "on Segment { key: id }", 47),
    ("segments", "", f'where: {{entities: {{any: ["{BO}"]}}}}', "on Segment { key: id }", 7),
    ('topic(by: {name: "things"})', "list: segments", "", "on Segment { key: id }", 28),
    ('topic(by: {name: "things"})', "list: entities", "", "on Entity { key: id }", 28),
    (f'entity(by: {{id: "{BO}"}})', "list: topics", "", "on Topic { key: id }", 3),
    (f'node(id: "{ZOE}")', "... on Person { list: speaksIn", "orderBy: [{field: DURATION}]", "on Video { key: id }", 2),
    ("videos", "", "where: {not: {or: [{durationSeconds: {lt: 12}}, {title: {eq: \"bare\"}}]}}", "on Video { key: id }", 5),
    ('node(id: "channel:kanal-oel")', "... on Channel { list: videos", "", "on Video { key: id }", 4),
    ('topic(by: {name: "coffee"})', "list: videos", "", "on Video { key: id }", 3),
    ('video(by: {slug: "seed-many"})', "list: entities", "", "on Entity { key: id }", 28),
    ('video(by: {slug: "seed-many"})', "list: entities", "orderBy: [{field: FIRST_SECONDS}]", "on Entity { key: id }", 28),
    ('video(by: {slug: "seed-many"})', "list: transcript", "", "on Segment { key: id }", 28),
    ('video(by: {slug: "seed-workshop"})', "list: topics", "", "on Topic { key: id }", 3),
    ('video(by: {slug: "seed-workshop"})', "list: relationships", "", "on Relationship { key: id }", 8),
    ('video(by: {slug: "seed-workshop"})', "list: relationships", "where: {includeCoMentions: true}", "on Relationship { key: id }", 10),
    (f'entity(by: {{id: "{CAFE}"}})', "list: mentions", "", "on Mention { segment { id } startOffset endOffset }", 7),
    (f'entity(by: {{id: "{BO}"}})', "list: videos", "orderBy: [{field: TITLE}]", "on Video { key: id }", 4),
    (f'entity(by: {{id: "{ZOE}"}})', "list: relationships", "where: {includeCoMentions: true}", "on Relationship { key: id }", 5),
    (f'node(id: "{FOUNDED}")', "... on Relationship { list: evidence", "", "on Evidence { key: id }", 3),
]  # fmt: skip


def query_of(root: str, below: str, arguments: str, item: str) -> str:
    variables = "query ($first: Int, $after: String, $last: Int, $before: String)"
    given = f"({', '.join(filter(None, (arguments, PAGE)))})"
    if not below:
        selection = f"root: {root}{given} {BODY}"
    else:
        selection = f"root: {root} {{ {below}{given} {BODY} {'}' if below.startswith('...') else ''} }}"
    return f"{variables} {{ {selection} }} fragment Item {item}"


async def read(engine: Engine, query: str, **variables: Any) -> dict[str, Any]:
    response = await engine.execute(query, variables)
    assert "errors" not in response, response
    found = response["data"]["root"]
    return found.get("list", found)


async def follow(engine: Engine, query: str, size: int, *, backwards: bool) -> list[dict[str, Any]]:
    """Returns all pages of this size, in the order of the list."""
    pages: list[dict[str, Any]] = []
    cursor = None
    while True:
        variables = {"last": size, "before": cursor} if backwards else {"first": size, "after": cursor}
        page = await read(engine, query, **variables)
        info, cursors = page["pageInfo"], [edge["cursor"] for edge in page["edges"]]
        assert (info["startCursor"], info["endCursor"]) == (cursors[0], cursors[-1])
        assert info["hasPreviousPage" if not backwards else "hasNextPage"] == bool(pages)
        pages.append(page)
        if not info["hasPreviousPage" if backwards else "hasNextPage"]:
            break
        assert len(cursors) == size
        cursor = cursors[0] if backwards else cursors[-1]
    return [edge for page in (reversed(pages) if backwards else pages) for edge in page["edges"]]


OFTEN = {0, 5, 7, 10, 12, 13, 14, 18, 19, 22, 25, 27, 29, 30}
"""Places in `LISTS`: each kind of key, of start and of parent once. The daily run follows the others."""


@pytest.mark.parametrize(
    ("root", "below", "arguments", "item", "count"),
    [
        pytest.param(*one, marks=() if place in OFTEN else pytest.mark.nightly)
        for place, one in enumerate(LISTS)
    ],
)
async def test_pages_give_each_item_once_in_order(
    seed_database: Database, root: str, below: str, arguments: str, item: str, count: int
):
    engine, query = Engine(seed_database), query_of(root, below, arguments, item)
    whole = await read(engine, query, first=100)
    edges = whole["edges"]
    assert (len(edges), whole["totalCount"]) == (count, count)
    assert len({edge["cursor"] for edge in edges}) == count
    assert (whole["pageInfo"]["hasNextPage"], whole["pageInfo"]["hasPreviousPage"]) == (False, False)
    assert (await read(engine, query, last=100))["edges"] == edges
    for size in (1, 2, 5) if count < 10 else (7, 20):
        assert await follow(engine, query, size, backwards=False) == edges
        assert await follow(engine, query, size, backwards=True) == edges


TALK = [
    "Ann Other",
    "Bo Diaz",
    "Café Lumière",
    "Llama",
    "Llama",
    "NeurIPS",
    "Zoë Łukasz",
    "﨎 Engine",
    "🦙 Llama",
]
NAMES = [
    *("Ann Other", "Bo Diaz", "Café Lumière", "Ghost", "Llama", "Llama", "NeurIPS", "Ping Ltd", "Pong Ltd"),
    *(f"Thing {number:02}" for number in range(27)),
    *("Zoë Łukasz", "﨎 Engine", "🦙 Llama"),
]


@pytest.mark.parametrize(
    ("root", "below", "where", "names", "direction"),
    [
        ("entities", "", "", NAMES, "ASC"),
        ("entities", "", "where: {}", NAMES, "DESC"),
        ("entities", "", 'where: {videos: {any: ["video:seed-workshop"]}}', TALK, "ASC"),
        ('video(by: {slug: "seed-workshop"})', "list: entities", "", TALK, "DESC"),
    ],
)
async def test_names_are_in_the_order_of_code_points_and_none_is_left_out(
    seed_database: Database, root: str, below: str, where: str, names: list[str], direction: str
):
    """Of "﨎" (U+FA0E) and "🦙" (U+1F999) the first stands before the second: along an index, where it is led
    to, and in the list of one object.
    """
    engine, order = Engine(seed_database), f"orderBy: [{{field: NAME, direction: {direction}}}]"
    query = query_of(root, below, f"{where} {order}", "on Entity { name }")
    for backwards in (False, True):
        edges = await follow(engine, query, 1, backwards=backwards)
        assert [edge["node"]["name"] for edge in edges] == (names if direction == "ASC" else names[::-1])


COFFEE = 'where: {topics: {any: ["topic:coffee"]}}, '
TITLES = [
    "bare",
    "Many things",
    "Quiet",
    "The Same Title",
    "The Same Title",
    "ünicode follow-up",
    "Ünïcode Workshop: Café & 🦙",
]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("{field: TITLE}", TITLES),
        ("{field: TITLE, direction: null}", TITLES),
        ("{field: TITLE, direction: DESC}", TITLES[::-1]),
        ("{field: DURATION}, {field: TITLE}", [TITLES[6], *TITLES[3:6], "Quiet", "bare", "Many things"]),
    ],
)
async def test_titles_go_up_and_lengths_down_where_no_direction_is_given(
    seed_database: Database, asked: str, titles: list[str]
):
    engine = Engine(seed_database)
    query = query_of("videos", "", f"orderBy: [{asked}]", "on Video { title }")
    for size, backwards in product((2, 3), (False, True)):
        edges = await follow(engine, query, size, backwards=backwards)
        assert [edge["node"]["title"] for edge in edges] == titles


@pytest.mark.parametrize(
    ("where", "end", "is_behind"),
    [
        *(
            ("", end, is_behind)
            for end, is_behind in (
                ("", True),
                ("﨎", True),
                ("🦘", True),
                ("🦚", False),
                ("﨎 \\ x", True),
                ("🦚 \\ x", False),
                ('﨎 it\'s "so"', True),
                ("🦚 '\"", False),
            )
        ),
        (COFFEE, "🦘", True),
        (COFFEE, "🦚 \\ x", False),
    ],
)
async def test_a_title_is_behind_a_cursor_or_in_front_of_it(
    seed_database: Database, where: str, end: str, is_behind: bool
):
    """One title of the seed has such a character ("… Café & 🦙") and is the last: so the cursors are made up."""
    engine = Engine(seed_database)
    query = query_of("videos", "", f"{where}orderBy: [{{field: TITLE, direction: ASC}}]", "on Video { id }")
    cursor = Cursors().encode("Query.videos/TITLE++", [f"unicode workshop: cafe & {end}", "video:a"])
    behind = await read(engine, query, first=1, after=cursor)
    in_front = await read(engine, query, last=1, before=cursor)
    last, one_before = "video:seed-workshop", "video:seed-follow-up"
    assert [edge["node"]["id"] for edge in behind["edges"]] == ([last] if is_behind else [])
    assert [edge["node"]["id"] for edge in in_front["edges"]] == [one_before if is_behind else last]


async def test_what_a_cursor_says_ends_no_string(seed_database: Database):
    values = ["".join(parts) for parts in product(("\\", "'", '"', "u0027", "\n", "🦙"), repeat=3)]
    values.append("\\a" * 20)  # as many pieces as there may be
    written = {value: str(literal(value)) for value in values}
    rows = await seed_database.read(
        f"UNWIND [{', '.join(written.values())}] AS value RETURN value", name="literals"
    )
    assert [value for (value,) in rows] == [*written]


async def test_a_page_between_two_cursors(seed_database: Database):
    engine, query = Engine(seed_database), query_of("entities", "", "", "on Entity { key: id }")
    edges = (await read(engine, query, first=100))["edges"]
    after, before = edges[3]["cursor"], edges[12]["cursor"]
    inside = await read(engine, query, first=100, after=after, before=before)
    assert inside["edges"] == edges[4:12]
    assert inside["pageInfo"] == {
        "hasNextPage": False,  # nothing between the two was cut
        "hasPreviousPage": True,
        "startCursor": edges[4]["cursor"],
        "endCursor": edges[11]["cursor"],
    }
    assert (await read(engine, query, last=2, after=after, before=before))["edges"] == edges[10:12]
    assert (await read(engine, query, first=5, after=before, before=after))["edges"] == []


@pytest.mark.parametrize(
    ("size", "more"),
    [(7, True), (8, False), (9, False)],
)
async def test_between_two_cursors_only_what_was_cut_is_a_further_page(
    seed_database: Database, size: int, more: bool
):
    """By the Relay specification the end that is counted from knows only whether its page was cut; beyond the other lies the
    item of the cursor."""
    engine, query = Engine(seed_database), query_of("entities", "", "", "on Entity { key: id }")
    edges = (await read(engine, query, first=100))["edges"]
    between = {"after": edges[3]["cursor"], "before": edges[12]["cursor"]}
    forwards = (await read(engine, query, first=size, **between))["pageInfo"]
    assert (forwards["hasNextPage"], forwards["hasPreviousPage"]) == (more, True)
    backwards = (await read(engine, query, last=size, **between))["pageInfo"]
    assert (backwards["hasNextPage"], backwards["hasPreviousPage"]) == (True, more)
    only = (await read(engine, query, first=size, before=edges[8]["cursor"]))["pageInfo"]
    assert (only["hasNextPage"], only["hasPreviousPage"]) == (size < 8, False)
    mirror = (await read(engine, query, last=size, after=edges[-9]["cursor"]))["pageInfo"]
    assert (mirror["hasNextPage"], mirror["hasPreviousPage"]) == (False, size < 8)


async def test_an_empty_page(seed_database: Database):
    engine, query = Engine(seed_database), query_of("entities", "", "", "on Entity { key: id }")
    page = await read(engine, query, first=0)
    assert page == {
        "edges": [],
        "pageInfo": {"hasNextPage": True, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        "totalCount": 39,
    }


async def test_a_cursor_holds_wherever_the_list_is_asked_for(seed_database: Database):
    """Of an entity's list, whether by the interface, by its own type or by `node`."""
    engine = Engine(seed_database)
    ways = [
        f'{{ root: entity(by: {{id: "{BO}"}}) {{ list: videos(%s) {BODY} }} }}',
        f'{{ root: entity(by: {{id: "{BO}"}}) {{ ... on Person {{ list: videos(%s) {BODY} }} }} }}',
        f'{{ root: node(id: "{BO}") {{ ... on Entity {{ list: videos(%s) {BODY} }} }} }}',
    ]
    item = " fragment Item on Video { id }"
    found = [await read(engine, way % "first: 100" + item) for way in ways]
    assert found[0] == found[1] == found[2]
    cursor = found[0]["edges"][1]["cursor"]
    for way in ways:
        rest = await read(engine, way % f'first: 100, after: "{cursor}"' + item)
        assert rest["edges"] == found[0]["edges"][2:]
