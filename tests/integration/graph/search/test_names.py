"""Search and suggestions where names, scripts and sizes are what the seed does not have."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.text import ALIKE_LETTERS, search_form
from service.graph.driver.database import Database
from service.graph.search import find
from service.graph.search.find import find_hits
from service.graph.statements import load_statement
from support.backend import Neo4jServer
from support.query_plans import knowing_session, profile
from support.search_results import marked, names_of, search, suggested

pytestmark = pytest.mark.anyio

SCANS = {"AllNodesScan", "NodeByLabelScan", "UnionNodeByLabelsScan"}
NAMES = tuple(
    (name, "CONCEPT", count)
    for name, count in (
        ("C", 50), ("C++", 40), ("C#", 30), ("Vitamin C", 20), (".NET", 10), ("Net", 9), ("IT", 8), ("The Who", 7),
        ("Fundamental AI Research", 90), ("Fairchild", 5), ("東京大学", 4), ("大学", 3), ("Мир", 2), ("مرحبا", 1),
        ("Large Language Models", 60),
    )
)  # fmt: skip
TEXTS = (
    "We write C++ at home.",
    "C is older.",
    "They acquired a company in 東京 for the 大学.",
    "Мир и дружба.",
    "مرحبا بالعالم",
    "It is O'Reilly's book, naïve as it is.",
    "Résumés of the cafés in Málaga.",
    "Łukasz met Søren in Đakovo.",
    "From the harbour a ferry goes to the lighthouse.",
    "The ferry was late. Is that the harbour?",
    *("Thank you." for _ in range(600)),
)
LONG_TITLE = "Evenings at the harbour, the thirty-first of them"
LONG_DESCRIPTION = f"Of a lighthouse. {'Much more was spoken of. ' * 9}The ferry comes last."
ACCENTED = (
    "Crème brûlée", "A flambéed pièce de résistance", "Soufflés rose in Besançon.", "Jalapeño peppers",
    "Gruyère ageing", "She fiancéed Günter.",
)  # fmt: skip


async def write_more(database: Database) -> None:
    await database.run(
        "MATCH (e:Entity {name: 'Fundamental AI Research'}) "
        "CREATE (:Alias {key: 'CONCEPT:fair', name: 'FAIR', searchName: 'fair'})-[:NAMES]->(e)",
        name="alias",
    )
    accented = dict(
        zip(("title", "description", "summary", "chapter", "heading", "text"), ACCENTED, strict=True)
    )
    forms = {key: search_form(text) for key, text in accented.items()}
    await database.run(
        "CREATE (video:Video {id: 'video:own', slug: 'own', title: $texts.title, "
        "searchTitle: $forms.title, description: $texts.description, searchDescription: $forms.description, "
        "summary: $texts.summary, searchSummary: $forms.summary}) "
        "CREATE (video)-[:HAS_CHAPTER]->(:Chapter {id: 'chapter:own#0', title: $texts.chapter, "
        "searchTitle: $forms.chapter}) "
        "CREATE (video)-[:HAS_SECTION]->(section:SummarySection {id: 'section:own#0', "
        "heading: $texts.heading, searchHeading: $forms.heading}) "
        "CREATE (section)-[:HAS_BULLET]->(:SummaryBullet {id: 'bullet:own#0.0', text: $texts.text, "
        "searchText: $forms.text})",
        {"texts": accented, "forms": forms},
        name="accented",
    )
    texts = {"title": LONG_TITLE, "description": LONG_DESCRIPTION}
    await database.run(
        "CREATE (:Video {id: 'video:long', slug: 'long', title: $texts.title, searchTitle: $forms.title, "
        "description: $texts.description, searchDescription: $forms.description})",
        {"texts": texts, "forms": {key: search_form(text) for key, text in texts.items()}},
        name="long",
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("C++", [("ENTITY", "[C++]"), ("TRANSCRIPT", "We write [C++] at home.")]),
        (".NET", [("ENTITY", "[.NET]"), ("ENTITY", "Net")]),
        ("c", [("ENTITY", "[C]"), ("ENTITY", "[C]++"), ("ENTITY", "[C]#")]),
        ("IT", [("ENTITY", "[IT]")]),
        ("the who", [("ENTITY", "The [Who]")]),
        ("language model", [("ENTITY", "Large [Language] [Models]")]),
        ("fair", [("ENTITY", "[FAIR]")]),
        (
            "東京大学",
            [
                ("ENTITY", "[東京大学]"),
                ("ENTITY", "[大学]"),
                ("TRANSCRIPT", "They acquired a company in [東京] for the [大学]."),
            ],
        ),
        ("大学", [("ENTITY", "[大学]"), ("ENTITY", "東京[大学]"),
                 ("TRANSCRIPT", "They acquired a company in 東京 for the [大学].")]),
        ("мир", [("ENTITY", "[Мир]"), ("TRANSCRIPT", "[Мир] и дружба.")]),
        ("مرحبا", [("ENTITY", "[مرحبا]"), ("TRANSCRIPT", "[مرحبا] بالعالم")]),
        ("company acquiring", [("TRANSCRIPT", "They [acquired] a [company] in 東京 for the 大学.")]),
        ("o’reilly naïve", [("TRANSCRIPT", "It is [O'Reilly's] book, [naïve] as it is.")]),
    ],
)  # fmt: skip
async def test_names_and_scripts(graph: Database, query: str, expected: list[tuple[str, str]]) -> None:
    assert await marked(graph, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cafe resume", [("TRANSCRIPT", "[Résumés] of the [cafés] in Málaga.")]),
        ("CAFÉ MALAGA", [("TRANSCRIPT", "Résumés of the [cafés] in [Málaga].")]),
        ('"the cafes in malaga"', [("TRANSCRIPT", "Résumés of [the cafés in Málaga].")]),
        ("lukasz soren", [("TRANSCRIPT", "[Łukasz] met [Søren] in Đakovo.")]),
        ("ŁUKASZ DAKOVO", [("TRANSCRIPT", "[Łukasz] met Søren in [Đakovo].")]),
        ("creme brulees", [("VIDEO", "[Crème] [brûlée]")]),
        ("piece flambeed", [("VIDEO", "A [flambéed] [pièce] de résistance")]),
        ("souffle besancon", [("SUMMARY", "[Soufflés] rose in [Besançon].")]),
        ("jalapeno pepper", [("CHAPTER", "[Jalapeño] [peppers]")]),
        ("gruyere age", [("SUMMARY", "[Gruyère] [ageing]")]),
        ("gunter", [("SUMMARY", "She fiancéed [Günter].")]),
    ],
)
async def test_prose_is_found_without_its_accents(
    graph: Database, query: str, expected: list[tuple[str, str]]
) -> None:
    assert await marked(graph, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # All three words are in title and description, but nowhere together.
        (
            "harbour lighthouse ferry",
            [
                ("TRANSCRIPT", "From the [harbour] a [ferry] goes to the [lighthouse]."),
                ("VIDEO", "Evenings at the [harbour], the thirty-first of them"),
                ("TRANSCRIPT", "The [ferry] was late. Is that the [harbour]?"),
            ],
        ),
        # Two of four words come before one of them in a title.
        (
            "who acquired a harbour lighthouse ship",
            [
                ("VIDEO", "Evenings at the [harbour], the thirty-first of them"),
                ("TRANSCRIPT", "From the [harbour] a ferry goes to the [lighthouse]."),
                ("TRANSCRIPT", "The ferry was late. Is that the [harbour]?"),
                ("TRANSCRIPT", "They [acquired] a company in 東京 for the 大学."),
            ],
        ),
        (
            "old ferry, dear lighthouse, late harbour",
            [
                ("TRANSCRIPT", "The [ferry] was [late]. Is that the [harbour]?"),
                ("TRANSCRIPT", "From the [harbour] a [ferry] goes to the [lighthouse]."),
                ("VIDEO", "Evenings at the [harbour], the thirty-first of them"),
            ],
        ),
    ],
)
async def test_more_of_the_words_come_first(
    graph: Database, query: str, expected: list[tuple[str, str]]
) -> None:
    assert await marked(graph, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "the of and", "++", ".", "🤷‍♀️", "word " * 51, "+ - && ||", "https://example.org/?q=1&r=2", "x" * 256, "AND",
        "\\\\", "ｆｕｌｌ＼＂width", "\u200d", "é", "ё", "ß", "ﷺ",
    ],
)  # fmt: skip
async def test_what_finds_nothing_is_answered_with_nothing(graph: Database, query: str) -> None:
    assert await marked(graph, query) == []
    # A full stop begins a name; nothing at all is the beginning of every name.
    beginnings = {".": ["entity:.NET"], "\\\\": await suggested(graph, "")}
    assert await suggested(graph, query) == beginnings.get(query, [])


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("fair", ["Fundamental AI Research", "Fairchild"]),
        ("c", ["C", "C++", "C#"]),
        ("c++", ["C++"]),
        (".n", [".NET"]),
        ("res", ["Fundamental AI Research"]),
        ("東", ["東京大学"]),
        ("大学", ["大学", "東京大学"]),
        ("vitamine", ["Vitamin C"]),
    ],
)
async def test_suggested_names(graph: Database, typed: str, names: list[str]) -> None:
    assert await names_of(graph, await suggested(graph, typed)) == names


async def test_letters_are_folded_as_the_index_of_names_folds_them(graph: Database) -> None:
    letters = [chr(letter) for letter in ALIKE_LETTERS]
    made = (
        "UNWIND $letters AS letter CREATE (:Alias {key: letter, name: 'zq' + letter + 'zq', searchName: ''})"
    )
    await graph.run(made, {"letters": letters}, name="test")
    try:
        for letter in letters:
            found = await graph.read(
                "CALL db.index.fulltext.queryNodes('alias_names', $text) YIELD node "
                "WITH node WHERE node.key = $letter RETURN node.key",
                {"text": f"name:zq{search_form(letter)}zq", "letter": letter},
                name="test",
            )
            assert found == [[letter]]
    finally:
        await graph.run("MATCH (a:Alias) WHERE a.key IN $letters DELETE a", {"letters": letters}, name="test")


async def test_paging_ends_at_a_depth(graph: Database) -> None:
    asked = {"scopes": ("TRANSCRIPT",), "kinds": (), "first": 300}
    first = await find_hits(graph, "thank", **asked, after=None)
    assert (len(first.hits), first.more) == (300, True)

    second = await find_hits(graph, "thank", **asked, after=(first.hits[-1].score, first.hits[-1].id))

    assert (len(second.hits), second.more) == (find.DEPTH - 300, False)
    assert len({hit.id for hit in first.hits + second.hits}) == find.DEPTH


async def test_what_anybody_types_is_answered(graph: Database, own: Neo4jServer) -> None:
    def ask() -> None:
        loop = asyncio.new_event_loop()
        database = Database.open(own.uri, own.user, own.password, timeout=5)

        @settings(max_examples=300, deadline=None, database=None)
        @given(st.text(max_size=40) | st.text(alphabet='+-&|!(){}[]^"~*?:\\/ ANDORTo東.😀1', max_size=40))
        def one(query: str) -> None:
            for hit in loop.run_until_complete(search(database, query, first=5)):
                assert hit.score > 0
                assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.highlights)
            loop.run_until_complete(suggested(database, query, first=5))

        try:
            one()
        finally:
            loop.run_until_complete(database.close())
            loop.close()

    await asyncio.to_thread(ask)


def test_indexes_answer(own: Neo4jServer) -> None:
    every = list(find.SCOPES)
    words = {"names": '+("fair")', "prose": '+("fair")', "exact": "fair", "signs": ["f"], "texts": True}
    asked = {"scopes": every, "kinds": ["CONCEPT"], **words}
    values = {"asked": asked, "limit": 10, "popular": 10}

    with knowing_session(own, settled=True) as session:
        for name in ("find_candidates", "find_by_letter"):
            read = load_statement(f"search/{name}")
            parameters = {key: values[key] for key in read.parameters}
            operators = {operator for operator, _ in profile(session, read.text, parameters)}
            assert not operators & SCANS, name
