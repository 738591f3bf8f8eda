"""Words that nothing has: the hits of the most similar ones, marked and paged as if these had been typed, and said to be so."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.search.find import plan_searches
from service.graph.search.similar import WORDS, read_typed, similar_question
from service.graph.statements import load_statement
from support.backend import Neo4jServer
from support.query_plans import knowing_session, profile
from support.search_results import corrected, marked, search, search_page

pytestmark = pytest.mark.anyio

NAMES = (
    ("Kubernetes", "PRODUCT", 9), ("Ethereum", "PRODUCT", 8), ("Postgres", "PRODUCT", 7), ("Yann LeCun", "PERSON", 6),
    ("Andreas Antonopoulos", "PERSON", 5), ("Satoshi Nakamoto", "PERSON", 4), ("Satoshi", "CONCEPT", 3), ("Sam Altman", "PERSON", 3),
    ("Apple", "COMPANY", 2), ("Café Lumière", "COMPANY", 2), ("O'Reilly", "COMPANY", 1), ("SIGHASH_NOINPUT", "CONCEPT", 1),
    ("Base58Check", "CONCEPT", 1), ("Claude", "PRODUCT", 1), ("Cloud", "CONCEPT", 9), ("C++", "PRODUCT", 1), ("Биткоин", "CONCEPT", 1),
)  # fmt: skip
TEXTS = (
    "We deployed it on Kubernetes.",
    "Ample time to be able.",
    "The altimeter of Sam was wrong.",
    "Acquiring a lighthouse was the plan.",
    "Nakamoto wrote the whitepaper.",
    "A harbour and a shop.",
    "Making money while running from a building.",
)


ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def slips(word: str) -> dict[str, list[str]]:
    """A word with one letter wrong, in each way and at each place; the first letter stays one of the first two."""
    places = range(1, len(word))
    rows = {letter: row for row in ROWS for letter in row}
    near = {letter: (row + row[-2])[row.index(letter) + 1] for letter, row in rows.items()}
    return {
        "swapped": [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)],
        "left out": [word[:at] + word[at + 1 :] for at in places],
        "added": [word[: at + 1] + near[word[at]] + word[at + 1 :] for at in places],
        "exchanged": [word[:at] + near[word[at]] + word[at + 1 :] for at in places],
    }


async def write_more(database: Database) -> None:
    await database.run(
        "CREATE (:Topic {id: 'topic:consensus', slug: 'consensus', name: 'Consensus', searchName: 'consensus', "
        "videoCount: 1}) "
        "CREATE (video:Video {id: 'video:own', slug: 'own', title: 'Evenings at the Observatory', "
        "searchTitle: 'evenings at the observatory', summary: 'Of the planetarium.', searchSummary: 'of the planetarium.'}) "
        "CREATE (video)-[:HAS_SECTION]->(section:SummarySection {id: 'section:own#0', heading: 'Barometers', "
        "searchHeading: 'barometers'}) "
        "CREATE (section)-[:HAS_BULLET]->(:SummaryBullet {id: 'bullet:own#0.0', text: 'Thermometers fell.', "
        "searchText: 'thermometers fell.'})",
        name="topic and talk",
    )


@pytest.mark.parametrize(
    ("query", "instead", "hits"),
    [
        (
            "Kuberntes",
            "Kubernetes",
            [("ENTITY", "[Kubernetes]"), ("TRANSCRIPT", "We deployed it on [Kubernetes].")],
        ),
        ("Ethreum", "Ethereum", [("ENTITY", "[Ethereum]")]),
        ("postgress", "Postgres", [("ENTITY", "[Postgres]")]),
        ("Andreas Antonopolous", "Andreas Antonopoulos", [("ENTITY", "[Andreas] [Antonopoulos]")]),
        (
            "Satoshi Nakamotto",
            "Satoshi Nakamoto",
            [
                ("ENTITY", "[Satoshi] [Nakamoto]"),
                ("ENTITY", "[Satoshi]"),
                ("TRANSCRIPT", "[Nakamoto] wrote the whitepaper."),
            ],
        ),
        # "altimeter" stands with Sam too, but no name does.
        (
            "Sam Altmann",
            "Sam Altman",
            [("ENTITY", "[Sam] [Altman]"), ("TRANSCRIPT", "The altimeter of [Sam] was wrong.")],
        ),
        # Short words are taken for names alone: "ample" and "able" are as near.
        ("aplle", "Apple", [("ENTITY", "[Apple]")]),
        # But two letters swapped are a slip in any word.
        ("ampel", "Ample", [("TRANSCRIPT", "[Ample] time to be able.")]),
        ("lumere café", "Lumière café", [("ENTITY", "[Café] [Lumière]")]),
        ("o'reily", "O'Reilly", [("ENTITY", "[O'Reilly]")]),
        ("sighash_nionput", "SIGHASH_NOINPUT", [("ENTITY", "[SIGHASH_NOINPUT]")]),
        ("base58chekc", "Base58Check", [("ENTITY", "[Base58Check]")]),
        ("base59check", None, []),
        ("биткон", "Биткоин", [("ENTITY", "[Биткоин]")]),
        ("consensis", "Consensus", [("TOPIC", "[Consensus]")]),
        ("observtory", "Observatory", [("VIDEO", "Evenings at the [Observatory]")]),
        ("lighthuose", "lighthouse", [("TRANSCRIPT", "Acquiring a [lighthouse] was the plan.")]),
        ("acquirng", "Acquiring", [("TRANSCRIPT", "[Acquiring] a lighthouse was the plan.")]),
        # What has begun: at the end, and not where a space follows.
        (
            "Kuberne",
            "Kubernetes",
            [("ENTITY", "[Kubernetes]"), ("TRANSCRIPT", "We deployed it on [Kubernetes].")],
        ),
        ("Kuberne ", None, []),
        # Of names that are as near the one that is more important; the other is not found.
        ("Cloude", "Cloud", [("ENTITY", "[Cloud]")]),
        # Meant as they are: short, in quotes, of another first letter, numbers, signs.
        ("Yan", None, []),
        ('"Kuberntes"', None, []),
        ("Mubernetes", None, []),
        ("2024", None, []),
        ("Kuberntes++", None, []),
        ("東京大学", None, []),
        ("🤷‍♀️", None, []),
        ("qwertyuiop", None, []),
    ],
)
async def test_similar_words(
    graph: Database, query: str, instead: str | None, hits: list[tuple[str, str]]
) -> None:
    assert (await corrected(graph, query), await marked(graph, query)) == (instead, hits)


@pytest.mark.parametrize("word", ["making", "building", "running", "acquiring", "whitepaper", "harbour"])
@pytest.mark.parametrize("kind", ["swapped", "left out", "added", "exchanged"])
async def test_every_slip_is_corrected_alike(graph: Database, word: str, kind: str) -> None:
    """Whatever is wrong, and wherever, also where it changes what stemming leaves of the word."""
    wrong: dict[str, str | None] = {}
    for slip in slips(word)[kind]:
        instead = await corrected(graph, f"{slip} ")
        # Its stem may still be that of the word: then it is found as it is.
        if (instead or "").strip().casefold() != word and not (instead is None and await search(graph, slip)):
            wrong[slip] = instead
    assert wrong == {}


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("swapped", {"omney": "money ", "mnoey": "money ", "moeny": "money ", "monye": "money "}),
        # A missing letter is put back in words of six letters or more, and "money" has five.
        ("left out", {"mney": None, "moey": None, "mony": None, "mone": None}),
        ("exchanged", {"mpney": None, "momey": None, "monry": None, "moneu": None}),
    ],
)
async def test_a_short_word_is_corrected_where_letters_are_swapped(
    graph: Database, kind: str, instead: dict[str, str | None]
) -> None:
    assert {slip: await corrected(graph, f"{slip} ") for slip in slips("money")[kind]} == instead


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("Yan LeCun", [("ENTITY", "Yann [LeCun]")]),
        ("Kubernetes Ethereum", [("ENTITY", "[Kubernetes]"), ("ENTITY", "[Ethereum]"),
                                 ("TRANSCRIPT", "We deployed it on [Kubernetes].")]),
        ("able kubernetes", [("ENTITY", "[Kubernetes]"), ("TRANSCRIPT", "Ample time to be [able]."),
                             ("TRANSCRIPT", "We deployed it on [Kubernetes].")]),
    ],
)  # fmt: skip
async def test_words_that_are_there_are_meant(
    graph: Database, query: str, hits: list[tuple[str, str]]
) -> None:
    assert (await corrected(graph, query), sorted(await marked(graph, query))) == (None, sorted(hits))


@pytest.mark.parametrize(
    ("scopes", "kind", "query", "instead"),
    [
        (["ENTITY"], [], "Kuberntes", "Kubernetes"),
        # Names are spelled as in names wherever one looks.
        (["TRANSCRIPT"], [], "Kuberntes", "Kubernetes"),
        (["TRANSCRIPT"], [], "Ethreum", None),
        (["TOPIC"], [], "Kuberntes", None),
        (["VIDEO"], [], "observtory", "observatory"),
        (["ENTITY"], [], "observtory", None),
        ([], ["PRODUCT"], "Cloude", "Claude"),
        ([], ["PERSON"], "Kuberntes", None),
        ([], ["PERSON"], "Nakamotto", "Nakamoto"),
        # It is nowhere where one looks.
        (["ENTITY"], [], "whitepapr", None),
    ],
)
async def test_where_one_looks(
    graph: Database, scopes: list[str], kind: list[str], query: str, instead: str | None
) -> None:
    variables: dict[str, Any] = {"in": scopes or None, "kind": kind or None}
    found = await corrected(graph, query, **variables)
    assert (found or "").casefold() == (instead or "").casefold()


async def test_hits_and_cursors_are_those_of_the_corrected_query(graph: Database) -> None:
    typed = await search(graph, "satoshi nakamotto whitepapr", first=100)
    right = await search(graph, "satoshi nakamoto whitepaper", first=100)
    assert await corrected(graph, "satoshi nakamotto whitepapr") == "satoshi Nakamoto whitepaper"
    assert typed == right
    assert len(typed) == 3

    paged, after = await search_page(graph, "satoshi nakamotto whitepapr", first=1)
    while after is not None:
        page, after = await search_page(graph, "satoshi nakamotto whitepapr", first=1, after=after)
        paged += page

    assert paged == typed


async def test_the_corrected_query_has_any_name(graph: Database) -> None:
    query = '{ search(query: "Ethreum") { instead: correctedQuery nodes { ... on Entity { name } } } }'
    answer = {"data": {"search": {"instead": "Ethereum", "nodes": [{"name": "Ethereum"}]}}}
    assert await Engine(graph).execute(query) == answer


async def test_a_query_that_is_as_long_as_can_be_is_answered(graph: Database) -> None:
    query = f"{'Ethreum ' * 40}"[:255]
    assert await corrected(graph, query) is None  # it would be too long
    assert await corrected(graph, "Ethreum " * 28) == "Ethereum " * 28


@pytest.mark.parametrize(
    ("query", "instead"),
    [("planetraium", "planetarium"), ("baromaters", "Barometers"), ("thermomaters", "Thermometers")],
)
async def test_a_word_of_each_part_of_a_summary(graph: Database, query: str, instead: str) -> None:
    """A long word has more spellings than one Lucene query takes for three properties."""
    assert await corrected(graph, query, **{"in": ["SUMMARY"]}) == instead


async def test_only_some_words_are_held_against_others(graph: Database) -> None:
    wrong = "Kuberntes Ethreum postgress antonopolous nakamotto aplle altmann"
    assert await corrected(graph, wrong) == "Kubernetes Ethereum Postgres Antonopoulos Nakamoto aplle altmann"


async def test_what_anybody_types_is_answered(graph: Database, own: Neo4jServer) -> None:
    def ask() -> None:
        loop = asyncio.new_event_loop()
        database = Database.open(own.uri, own.user, own.password, timeout=5)
        letters = "+-&|!(){}[]^~*?:/_.'’ KuberntsÉß⑴㈱①ﷺﾞ東😀1"

        @settings(max_examples=200, deadline=None, database=None)
        @given(st.text(min_size=4, max_size=40) | st.text(alphabet=letters, min_size=4, max_size=40))
        def one(query: str) -> None:
            instead = loop.run_until_complete(corrected(database, query))
            assert instead != query
            for hit in loop.run_until_complete(search(database, query, first=5)):
                assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.highlights)

        try:
            one()
        finally:
            loop.run_until_complete(database.close())
            loop.close()

    await asyncio.to_thread(ask)


async def test_planned_at_the_start(graph: Database) -> None:
    await plan_searches(graph, 30)


def test_indexes_answer(own: Neo4jServer) -> None:
    typed = read_typed("Kuberntes able")
    asked = {
        "words": similar_question(typed, range(len(typed)), 1),
        "kinds": ["PRODUCT"],
        "scopes": ["ENTITY", "TOPIC", "VIDEO", "CHAPTER", "SUMMARY", "TRANSCRIPT"],
    }
    with knowing_session(own, settled=True) as session:
        read = load_statement("search/find_similar_words")
        operators = {
            operator
            for operator, _ in profile(session, read.text, {"asked": asked, "limit": 10, "words": WORDS})
        }
    assert not operators & {"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan"}
