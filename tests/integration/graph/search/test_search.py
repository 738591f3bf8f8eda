"""Search and suggestions against the real indexes, on the seed."""

import pytest

from service.api.execution.engine import Engine
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.search.find import find_hits
from service.graph.search.suggest import read_typed
from support.search_results import marked, names_of, search, search_page, suggested
from support.seed import BO, CAFE, IDEA, ZOE

pytestmark = pytest.mark.anyio


async def test_one_order_over_all_scopes(seed_database: Database) -> None:
    assert (await marked(seed_database, "llama"))[:7] == [
        ("ENTITY", "[Llama]"),
        ("ENTITY", "[Llama]"),
        ("ENTITY", "🦙 [Llama]"),
        ("TOPIC", "[Llamas]"),
        ("CHAPTER", "[Llamas] 🦙"),
        ("TRANSCRIPT", "[Llama] the model is not [llama] the idea."),
        ("TRANSCRIPT", "﨎 Engine competes with 🦙 [Llama], and 🦙 [Llama] competes with 﨎 Engine."),
    ]


async def test_all_words_stand_before_some(seed_database: Database) -> None:
    assert (await marked(seed_database, "Bo Diaz left"))[:5] == [
        ("SUMMARY", "[Bo] [Diaz] [left]"),
        ("TRANSCRIPT", "[Bo] [Diaz] [left] Ghost."),
        ("TRANSCRIPT", "[Bo] [Diaz] [left] Café Lumière. Łukasz leads it, and Łukasz worked there."),
        (
            "TRANSCRIPT",
            "A year on: Zoë Łukasz founded Café Lumière, and [Bo] [Diaz] [left] Café Lumière.",
        ),
        ("ENTITY", "[Bo] [Diaz]"),
    ]
    hits = await search(seed_database, "Bo Diaz left")
    assert [hit.has_all_words for hit in hits[:5]] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("query", "scopes", "has_all_words"),
    [
        ("Bo Diaz left", None, True),
        ("Bo Diaz left", ["TRANSCRIPT"], True),
        ("Bo Diaz NeurIPS", ["TRANSCRIPT"], False),
        ("qqqq", None, False),
    ],
)
async def test_a_search_says_whether_any_hit_has_all_words(
    seed_database: Database, query: str, scopes: list[str] | None, has_all_words: bool
) -> None:
    """On each page: the first one has one hit, the next ones the others."""
    asked = "query ($query: String!, $in: [SearchScope!], $after: String) { search(query: $query, in: $in, first: 1, after: $after) { hasAllWords pageInfo { endCursor } } }"
    after, found = None, list[bool]()
    for _ in range(2):
        response = await Engine(seed_database).execute(asked, {"query": query, "in": scopes, "after": after})
        page = response["data"]["search"]
        found.append(page["hasAllWords"])
        after = page["pageInfo"]["endCursor"]

    assert found == [has_all_words] * 2


async def test_a_hit_of_an_alias_shows_it_and_the_description(seed_database: Database) -> None:
    hits = await search(seed_database, "Zoe", **{"in": ["ENTITY"]})

    assert [(hit.id, hit.snippet, hit.highlights) for hit in hits] == [(ZOE, "Zoe – Founder.", ((0, 3),))]


@pytest.mark.parametrize("query", ["cafe lumiere", "CAFÉ LUMIÈRE", "Café Lumière", '"cafe lumiere"'])
async def test_names_are_found_without_case_and_accents(seed_database: Database, query: str) -> None:
    assert (await search(seed_database, query))[0].id == CAFE


@pytest.mark.parametrize("query", ["acme", "", "  ", "!?* --", "~", '"', "\ud800"])
async def test_nothing_is_found(seed_database: Database, query: str) -> None:
    found = await find_hits(seed_database, query, scopes=(), kinds=(), first=5, after=None)
    assert (found.hits, found.more) == ((), False)


async def test_a_long_query_is_refused(seed_database: Database) -> None:
    with pytest.raises(InvalidInput, match="at most 256 characters"):
        await find_hits(seed_database, "x" * 257, scopes=(), kinds=(), first=5, after=None)
    with pytest.raises(InvalidInput, match="at most 256 characters"):
        read_typed("x" * 257, ())


async def test_kinds_are_of_entities_only(seed_database: Database) -> None:
    assert [(hit.scope, hit.id) for hit in await search(seed_database, "llama", kind=["CONCEPT"])] == [
        ("ENTITY", IDEA)
    ]
    found = await marked(seed_database, "llama", kind=["CONCEPT"], **{"in": ["ENTITY", "TOPIC"]})
    assert found == [("ENTITY", "[Llama]"), ("TOPIC", "[Llamas]")]


async def test_one_letter_finds_names_that_begin_with_it(seed_database: Database) -> None:
    assert await marked(seed_database, "c") == [("ENTITY", "[Café] Lumière"), ("TOPIC", "[Coffee]")]
    assert await marked(seed_database, "c", **{"in": ["TRANSCRIPT", "VIDEO"]}) == []


async def test_a_summary_is_paragraph_and_bullets(seed_database: Database) -> None:
    hits = await search(seed_database, "Zoë", **{"in": ["SUMMARY"]})

    assert [hit.id for hit in hits] == ["bullet:seed-workshop#0.0", "video:seed-workshop"]


@pytest.mark.parametrize("size", [1, 3, 7])
async def test_pages_neither_lose_nor_repeat(seed_database: Database, size: int) -> None:
    whole, after = await search_page(seed_database, "thing café diaz", first=100)
    assert (len(whole), after) == (56, None)

    hits, after = await search_page(seed_database, "thing café diaz", first=size)
    while after is not None:
        page, after = await search_page(seed_database, "thing café diaz", first=size, after=after)
        assert len(page) == size or after is None
        hits += page

    assert hits == whole
    assert [(-hit.score, hit.id) for hit in hits] == sorted((-hit.score, hit.id) for hit in hits)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["Café Lumière", "Bo Diaz", "Zoë Łukasz"]),
        ("diaz", ["Bo Diaz"]),
        ("bo d", ["Bo Diaz"]),
        ("LUK", ["Zoë Łukasz"]),
        ("zoe", ["Zoë Łukasz"]),
        ("zoe lukazs", ["Zoë Łukasz"]),
        ("caffé", ["Café Lumière"]),
        ("llama", ["Llama", "Llama", "🦙 Llama"]),
        ("🦙", ["🦙 Llama"]),
        ("qqqq", []),
    ],
)
async def test_suggestions(seed_database: Database, typed: str, names: list[str]) -> None:
    assert await names_of(seed_database, await suggested(seed_database, typed)) == names


async def test_suggestions_of_a_kind(seed_database: Database) -> None:
    assert await suggested(seed_database, "llam", kind=["CONCEPT", "PERSON"], first=9) == [IDEA]
    assert await suggested(seed_database, "", kind=["PERSON"], first=1) == [BO]
    assert await suggested(seed_database, "llam", first=0) == []
