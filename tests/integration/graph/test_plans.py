"""How Neo4j runs the statements of pages, lists and filters: by indexes, and only what is asked for.

On the demo's authored talk, copies of it on other days (so that there are statistics, and hubs) and the
seed.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from neo4j import Session

from service.api.catalog import read_fragments
from service.api.execution import explain as explaining
from service.api.execution.engine import OPERATIONS
from service.api.execution.explain import EXAMPLE_IDS, field_examples, query_statements
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.domain.document import VideoDocument
from service.graph.compose import index_scan
from service.graph.model import graph_model
from service.resources import demo_folder, web_folder
from support import seed
from support.backend import Neo4jServer
from support.query_plans import loaded_session, operators_of, profile

SCANS = {
    "AllNodesScan",
    "NodeByLabelScan",
    "DirectedAllRelationshipsScan",
    "UndirectedAllRelationshipsScan",
    "DirectedRelationshipTypeScan",
    "UndirectedRelationshipTypeScan",
    "CartesianProduct",
}
SEEKS = {"NodeUniqueIndexSeek", "NodeIndexSeek"}
COPIES = 23


def first_of(cases: list[Any], often: int = 1) -> list[Any]:
    """Cases of which the first stand in each run, and the others in the daily one: each is a statement that Neo4j plans."""
    return [*cases[:often], *(pytest.param(*one, marks=pytest.mark.nightly) for one in cases[often:])]


def talks() -> Iterator[VideoDocument]:
    """The authored talk, and copies that were published week by week."""
    file = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
    talk = VideoDocument.model_validate_json(file.read_bytes())
    yield talk
    for number in range(COPIES):
        changes = {
            "id": f"copy-{number}",
            "url": f"https://copy.example/{number}",
            "title": f"Copy {number:02}",
            "published_on": date(2024, 1, 1) + timedelta(weeks=number),
            "duration_seconds": 100.0 + number,
        }
        yield talk.model_copy(update={"video": talk.video.model_copy(update=changes)})


@pytest.fixture(scope="module")
def session(neo4j_server: Neo4jServer) -> Iterator[Session]:
    with loaded_session(neo4j_server, (*talks(), *seed.documents())) as opened:
        yield opened


def run(
    session: Session, query: str, variables: dict[str, Any] | None = None
) -> list[tuple[str, dict[str, Any]]]:
    """The operators of a query of one root field."""
    [statement] = query_statements(query, variables)
    return profile(session, statement.text, statement.parameters)


def names(operators: list[tuple[str, dict[str, Any]]]) -> set[str]:
    return {name for name, _ in operators}


def entrances(operators: list[tuple[str, dict[str, Any]]]) -> set[str]:
    """Returns the scans and seeks of a plan, without those of branches that were not executed."""
    return {name for name, plan in operators if ("Scan" in name or "Seek" in name) and plan["args"]["DbHits"]}


def look_at_most(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Makes a graph of twenty talks a large one."""

    looking = {
        key: replace(one, browse=replace(one.browse, most=most)) if one.browse else one
        for key, one in read_fragments().items()
    }
    catalog = Catalog(graphql_schema(), looking, PRE_QUERIES, graph_model())
    monkeypatch.setattr(explaining, "read_catalog", lambda: catalog)


def hits(plan: dict[str, Any]) -> int:
    """Returns the database hits of a plan or of a part of it."""
    return sum(below["args"].get("DbHits", 0) for _, below in operators_of(plan))


def test_the_page_is_read_by_seeks(session: Session):
    query = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
    for by in ({"id": "video:copy-3"}, {"slug": "copy-3"}, {"url": "https://copy.example/3"}):
        operators = run(session, query, {"by": by})
        assert entrances(operators) <= SEEKS
        assert "CartesianProduct" not in names(operators)


@pytest.mark.parametrize(
    "file", sorted((web_folder() / "graphiql" / "examples").glob("*.graphql")), ids=lambda file: file.stem
)
def test_the_examples_are_read_by_indexes(session: Session, file: Any):
    by = {"slug": "videograph-lecun-leaves-meta"}
    assert not SCANS & names(run(session, file.read_text(encoding="utf-8"), {"by": by}))


@pytest.mark.parametrize(
    "lookup",
    [
        'video(by: {id: "video:copy-3"})',
        'video(by: {slug: "copy-3"})',
        'video(by: {url: "https://copy.example/3"})',
        f'entity(by: {{id: "{seed.BO}"}})',
        'entity(by: {slug: "bo-diaz"})',
        'entity(by: {name: "Yann LeCun"})',
        'topic(by: {id: "topic:coffee"})',
        'topic(by: {slug: "coffee"})',
        'topic(by: {name: "Coffee"})',
        'channel(by: {id: "channel:silence"})',
        'channel(by: {slug: "silence"})',
        'channel(by: {name: "Silence"})',
        'channel(by: {url: "https://video.example/@oel"})',
        *(f'node(id: "{one}")' for label, one in EXAMPLE_IDS.items() if not label.endswith("Hit")),
    ],
)
def test_one_object_is_found_by_a_seek(session: Session, lookup: str):
    assert entrances(run(session, f"{{ {lookup} {{ id }} }}")) <= SEEKS


@pytest.mark.parametrize(
    ("field", "orders"),
    [
        ("videos", ("PUBLISHED_ON", "DURATION", "TITLE", "ADDED_AT")),
        ("entities", ("MENTIONS", "VIDEOS", "RELATIONSHIPS", "NAME", "LAST_MENTIONED_ON")),
    ],
)
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("way", ["first", "last"])
def test_a_list_is_read_in_the_order_of_an_index(
    session: Session, field: str, orders: tuple[str, ...], direction: str, way: str
):
    for order in orders:
        query = f"{{ {field}({way}: 5, orderBy: [{{field: {order}, direction: {direction}}}]) {{ nodes {{ id }} }} }}"
        operators = run(session, query)
        assert entrances(operators) == {"NodeIndexScan"}
        assert not {"Sort", "Top"} & names(operators)


def test_topics_are_read_in_the_order_of_an_index(session: Session):
    operators = run(session, "{ topics(first: 5) { nodes { id } } }")
    assert entrances(operators) == {"NodeIndexScan"}
    assert not {"Sort", "Top"} & names(operators)


@pytest.mark.parametrize(
    ("field", "tag", "keys"),
    [
        ("videos", "PUBLISHED_ON--", [date(2024, 3, 4), "video:copy-9"]),
        ("entities", "MENTIONS--", [3, "entity:a"]),
        ("topics", "DEFAULT-++", [3, "coffee", "topic:coffee"]),
        ("topics", "DEFAULT-++", [3, "🦙", "topic:coffee"]),
        ("entities", "NAME++", ["zoe", "entity:a"]),
        ("entities", "NAME++", ["🦙", "entity:a"]),
        ("videos", "TITLE++", ["﨎", "video:copy-9"]),
        ("segments", "PUBLISHED_ON-++", [date(2024, 3, 4), "video:copy-9", 5]),
    ],
)
@pytest.mark.parametrize("way", ["first: 5, after", "last: 5, before", "last: 5, after"])
def test_a_further_page_seeks_its_place(session: Session, field: str, tag: str, keys: list[Any], way: str):
    name = tag.rstrip("+-")
    order = (
        ""
        if name in ("DEFAULT", "PUBLISHED_ON", "MENTIONS")
        else f"orderBy: [{{field: {name}, direction: ASC}}], "
    )
    query = f"query ($cursor: String) {{ {field}({order}{way}: $cursor) {{ nodes {{ id }} }} }}"
    operators = run(session, query, {"cursor": Cursors().encode(f"Query.{field}/{tag}", keys)})
    assert entrances(operators) == {"NodeIndexSeekByRange"}
    assert len([name for name, _ in operators if name == "NodeIndexSeekByRange"]) == 1
    assert not {"Sort", "Top"} & names(operators)


STATED = [
    ("evidence", "SAID_ON", [date(2024, 3, 4), "USES", "relationship:a", "evidence:a"]),
    ("relationships", "LAST_SAID_ON", [date(2024, 3, 4), "USES", "relationship:a"]),
    ("relationships", "FIRST_SAID_ON", [date(2024, 3, 4), "USES", "relationship:a"]),
]


def walk_of(operators: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The seek of the index along which statements are listed, of which there is one."""
    [walk] = [
        plan["args"]
        for name, plan in operators
        if name == "NodeIndexSeek"
        and "evidence:Evidence(sortDate, type, relationshipId, id)" in plan["args"]["Details"]
    ]
    return walk


@pytest.mark.parametrize(("field", "order", "keys"), STATED)
@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize(
    "way", ["first: 5", "last: 5", "first: 5, after: $cursor", "last: 5, before: $cursor"]
)
def test_what_is_stated_is_read_along_its_index(
    session: Session, field: str, order: str, keys: list[Any], direction: str, way: str
):
    """Neither a type that is not asked for (MENTIONED_WITH) nor another order makes it read all and sort."""
    sign = "-" if direction == "DESC" else "+"
    cursor = Cursors().encode(f"Query.{field}/{order}{sign * len(keys)}", keys)
    given = f"{field}(orderBy: [{{field: {order}, direction: {direction}}}], {way})"
    query = f"query{'($cursor: String)' if '$' in way else ''} {{ {given} {{ nodes {{ id }} }} }}"
    operators = run(session, query, {"cursor": cursor} if "$" in way else None)
    assert not SCANS & names(operators)
    assert entrances(operators) <= SEEKS
    assert not {"Sort", "Top", "PartialSort", "PartialTop"} & names(operators)
    assert walk_of(operators)["Rows"] < COPIES * 60


@pytest.mark.parametrize("field", ["evidence", "relationships"])
@pytest.mark.parametrize(
    "where",
    [
        'videos: {any: ["video:seed-bare"]}',
        *(
            pytest.param(one, marks=pytest.mark.nightly)
            for one in (
                'channels: {any: ["channel:silence"]}',
                'topics: {any: ["topic:coffee"]}',
                f'speakers: {{any: ["{seed.ZOE}"]}}',
                'voices: {any: ["speaker:seed-workshop#Zoë"]}',
                f'speakers: {{all: ["{seed.ZOE}", "{seed.ANN}"]}}, topics: {{any: ["topic:coffee"]}}',
            )
        ),
    ],
)
def test_what_is_stated_is_found_by_what_is_asked_of_it(session: Session, field: str, where: str):
    operators = run(session, f"{{ {field}(first: 5, where: {{{where}}}) {{ nodes {{ id }} totalCount }} }}")
    assert not SCANS & names(operators)
    assert entrances(operators) <= SEEKS


@pytest.mark.parametrize(
    ("order", "where"),
    [
        ("LAST_SAID_ON", 'saidOn: {gte: "2026-06-01"}'),
        ("LAST_SAID_ON", 'firstSaidOn: {gte: "2026-06-01"}'),
        ("FIRST_SAID_ON", 'firstSaidOn: {gte: "2026-06-01"}'),
        ("FIRST_SAID_ON", 'firstSaidOn: {lt: "2023-06-01"}'),
        ("FIRST_SAID_ON", 'saidOn: {lt: "2023-06-01"}'),
    ],
)
def test_a_span_of_days_bounds_the_index(session: Session, order: str, where: str):
    """A page that is not full would else be looked for among all that is stated."""
    operators = run(
        session,
        f"{{ relationships(orderBy: [{{field: {order}}}], where: {{{where}}}) {{ nodes {{ id }} }} }}",
    )
    assert walk_of(operators)["Rows"] <= 5


def test_relationships_are_counted_without_their_evidence(session: Session):
    operators = run(session, "{ relationships { totalCount } }")
    assert set(entrances(operators)) == set()
    assert "RelationshipCountFromCountStore" in names(operators)
    operators = run(session, "{ relationships(where: {type: [USES]}) { totalCount } }")
    assert names(operators) & {"RelationshipCountFromCountStore", "DirectedRelationshipTypeScan"}
    assert not {"NodeIndexSeek", "NodeByLabelScan"} & names(operators)


def test_a_count_without_conditions_reads_no_node(session: Session):
    for field in ("videos", "entities", "topics"):
        operators = run(session, f"{{ {field} {{ totalCount }} }}")
        assert "NodeCountFromCountStore" in names(operators)
        assert entrances(operators) == set()


VIDEO = [
    'topics: {any: ["topic:coffee"]}',
    'topics: {all: ["topic:coffee", "topic:llamas"]}',
    f'entities: {{any: ["{seed.ZOE}"]}}',
    f'entities: {{all: ["{seed.ZOE}", "{seed.BO}"]}}',
    'channels: {any: ["channel:silence"]}',
    f'speakers: {{any: ["{seed.ANN}"]}}',
    'title: {eq: "copy 03"}',
    'title: {contains: "py 0"}',
    'title: {startsWith: "copy 0"}',
    'publishedOn: {gte: "2026-01-01"}',
    "durationSeconds: {gte: 125}",
]
ENTITY = [
    'videos: {any: ["video:seed-bare"]}',
    'topics: {any: ["topic:coffee"]}',
    'name: {eq: "zoe"}',
    'name: {contains: "afe"}',
    'name: {startsWith: "caf"}',
    "minMentions: 50",
]
TOPIC = [
    'videos: {any: ["video:seed-bare"]}',
    f'entities: {{any: ["{seed.ZOE}"]}}',
    'name: {eq: "coffee"}',
    'name: {contains: "offe"}',
    'name: {startsWith: "cof"}',
]


@pytest.mark.parametrize(
    ("field", "where"),
    [
        (field, one)
        for field, cases in (("videos", VIDEO), ("entities", ENTITY), ("topics", TOPIC))
        for one in cases
    ],
)
def test_a_filter_starts_at_an_index(session: Session, field: str, where: str):
    operators = run(session, f"{{ {field}(first: 5, where: {{{where}}}) {{ nodes {{ id }} totalCount }} }}")
    assert not SCANS & names(operators)
    assert entrances(operators) <= {*SEEKS, "NodeIndexSeekByRange", "NodeIndexContainsScan"}


@pytest.mark.parametrize(
    ("field", "where", "taken"),
    [
        ("videos", 'topics: {any: ["topic:coffee"]}, entities: {any: ["LECUN"]}', 0),
        ("videos", f'topics: {{any: ["topic:world models"]}}, entities: {{any: ["{seed.GHOST}"]}}', 1),
        ("entities", 'videos: {any: ["video:copy-1"]}, name: {eq: "yann lecun"}', 0),
        ("topics", f'videos: {{any: ["video:copy-1"]}}, entities: {{any: ["{seed.GHOST}"]}}', 1),
    ],
)
def test_the_smaller_side_leads_and_the_other_reads_nothing(
    session: Session, field: str, where: str, taken: int
):
    where = where.replace("LECUN", EXAMPLE_IDS["Entity"])
    operators = run(session, f"{{ {field}(first: 5, where: {{{where}}}) {{ nodes {{ id }} }} }}")
    assert not SCANS & names(operators)
    [first, second, browsed] = arms_of(operators)
    arms = (first, second)
    assert (hits(arms[taken]) > 0, hits(arms[1 - taken]), hits(browsed)) == (True, 0, 0)
    assert arms[1 - taken]["args"]["Rows"] == browsed["args"]["Rows"] == 0
    # Nor is the order of the page looked along, once it is known that one side is small.
    assert {plan["args"]["Rows"] for name, plan in operators if name in VIDEOS | FEATURES} == {0}


def arms_of(operators: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The arms of the last union that is in no other (the one before chooses an index): Neo4j puts the first two together, then those and the third."""
    unions = [plan for name, plan in operators if name == "Union"]
    inner = {id(plan) for one in unions for _, plan in list(operators_of(one))[1:]}
    union = [one for one in unions if id(one) not in inner][-1]
    arms: list[dict[str, Any]] = []
    while union["operatorType"].startswith("Union"):
        union, arm = union["children"]
        arms.insert(0, arm)
        while union["operatorType"].startswith("Projection") and "Union" in str(
            union["children"][0]["operatorType"]
        ):
            [union] = union["children"]
    return [union, *arms]


LARGE = f'topics: {{any: ["topic:world models"]}}, entities: {{any: ["{EXAMPLE_IDS["Entity"]}"]}}'
TWO = (
    f'topics: {{any: ["topic:world models"]}}, entities: {{any: ["{EXAMPLE_IDS["Entity"]}", "{seed.GHOST}"]}}'
)
VIDEOS, FEATURES = {"NodeIndexScan", "NodeIndexSeekByRange"}, {"DirectedRelationshipIndexSeek"}
BROWSED = [
    ("videos", LARGE, "", FEATURES),
    ("videos", LARGE, "orderBy: [{field: PUBLISHED_ON, direction: ASC}], ", FEATURES),
    ("videos", LARGE, "orderBy: [{field: TITLE}], ", VIDEOS),
    ("videos", f'{LARGE}, publishedOn: {{gte: "2020-01-01"}}', "", FEATURES),
    ("videos", f'entities: {{all: ["{EXAMPLE_IDS["Entity"]}"]}}', "", FEATURES),
    ("videos", TWO, "", VIDEOS),
    ("videos", f'{TWO}, publishedOn: {{gte: "2020-01-01"}}', "", VIDEOS),
    ("segments", LARGE, "", VIDEOS),
]


@pytest.mark.parametrize(
    ("field", "where", "order", "index", "way"),
    first_of(
        [(*one, way) for one in (BROWSED[0], BROWSED[-1], *BROWSED[1:-1]) for way in ("first", "last")],
        4,
    ),
)
def test_where_all_sides_are_large_a_page_is_filled_along_its_order(
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    field: str,
    where: str,
    order: str,
    index: set[str],
    way: str,
):
    """Of sixteen talks that a topic and an entity have in common, the first few are looked at; if one entity is given,
    only its talks."""
    look_at_most(monkeypatch, 12)
    operators = run(session, f"{{ {field}({way}: 1, {order}where: {{{where}}}) {{ nodes {{ id }} }} }}")
    assert not SCANS & names(operators)
    [*leads, browsed] = arms_of(operators)
    assert [(hits(arm), arm["args"]["Rows"]) for arm in leads] == [(0, 0)] * len(leads)
    assert browsed["args"]["Rows"] == 2
    read = [(name, plan["args"]["Rows"]) for name, plan in operators if name in VIDEOS | FEATURES]
    # (The last: of a range it is counted first whether there is much in it.)
    name, rows = [one for one in read if one[1]][-1]
    assert name in index
    assert rows < 10


@pytest.mark.parametrize(
    ("object_", "order"),
    [
        ('topic(by: {slug: "world-models"})', ""),
        ('topic(by: {slug: "world-models"})', "orderBy: [{field: TITLE, direction: ASC}], "),
        (f'node(id: "{EXAMPLE_IDS["Channel"]}")', ""),
    ],
)
def test_a_page_of_what_hangs_on_one_object_is_filled_along_its_order(
    session: Session, monkeypatch: pytest.MonkeyPatch, object_: str, order: str
):
    """Of sixteen talks that a topic has, the first few are looked at, and where it has few all are read."""
    kind = "Channel" if "node" in object_ else "Topic"
    query = f"{{ {object_} {{ ... on {kind} {{ videos(first: 1, {order}) {{ nodes {{ id }} }} }} }} }}"
    read, _ = arms_of(run(session, query))
    assert read["args"]["Rows"] == COPIES + 1
    look_at_most(monkeypatch, 12)
    operators = run(session, query)
    assert not SCANS & names(operators)
    read, browsed = arms_of(operators)
    assert (hits(read), read["args"]["Rows"], browsed["args"]["Rows"]) == (0, 0, 2)
    [looked] = [plan["args"]["Rows"] for name, plan in operators if name == "NodeIndexScan"]
    assert looked < 10


@pytest.mark.parametrize("way", ["first", "last"])
def test_moments_of_a_topic_come_from_the_first_videos_only(
    session: Session, monkeypatch: pytest.MonkeyPatch, way: str
):
    """Of two dozen talks with six moments each; the topic's own list would be read to its end before it is sorted."""
    query = f'{{ topic(by: {{slug: "world-models"}}) {{ segments({way}: 3) {{ nodes {{ text }} }} }} }}'
    whole = run(session, query)
    look_at_most(monkeypatch, 12)
    operators = run(session, query)
    assert not SCANS & names(operators)
    read, browsed = arms_of(operators)
    assert (hits(read), read["args"]["Rows"], browsed["args"]["Rows"]) == (0, 0, 4)
    [looked] = [plan["args"]["Rows"] for name, plan in operators if name == "NodeIndexScan"]
    assert looked < 10
    # On a graph this small; what is saved grows with the topic.
    assert hits(operators[0][1]) * 2 < hits(whole[0][1])


def test_a_page_that_is_not_filled_in_time_is_led_to(session: Session, monkeypatch: pytest.MonkeyPatch):
    """The copies discuss what the seed, on later days, does not: none of them is among the first that are looked at."""
    look_at_most(monkeypatch, 3)
    monkeypatch.setattr(index_scan, "TIMES", 0)
    operators = run(session, f"{{ videos(first: 5, where: {{{LARGE}}}) {{ nodes {{ id }} }} }}")
    [*leads, browsed] = arms_of(operators)
    assert [plan["args"]["Rows"] for name, plan in operators if name in FEATURES] == [4]
    assert browsed["args"]["Rows"] == 0
    assert sorted(arm["args"]["Rows"] for arm in leads) == [0, COPIES + 1]


WALKS = [
    "",
    ", where: {type: [LEFT, LEADS, USES]}",
    ", where: {includeCoMentions: true}",
    ", where: {kind: [PERSON, COMPANY]}",
    ', where: {saidOn: {gte: "2024-01-01"}}',
    ', where: {saidOn: {lt: "2027-01-01"}}',
    ", where: {minEvidence: 1}",
    ", where: {past: false}",
    ', where: {type: [LEFT], kind: [COMPANY], saidOn: {gte: "2024-01-01", lt: "2027-01-01"}, minEvidence: 1}',
]


@pytest.mark.parametrize(
    ("hops", "where"),
    first_of([(hops, where) for where in (WALKS[0], *WALKS[:0:-1]) for hops in (4, 3, 2)], 4),
)
def test_a_walk_goes_breadth_first_from_one_seek(session: Session, hops: int, where: str):
    """Conditions of a walk are checked during the walk, so it does not expand a hub in vain."""
    query = f"""{{ entity(by: {{id: "{seed.BO}"}}) {{
      neighbors(hops: {hops}{where}) {{ edges {{ distance node {{ name }} }} totalCount truncated }}
    }} }}"""
    operators = run(session, query)
    assert entrances(operators) <= SEEKS
    walks = [name for name, _ in operators if "VarLength" in name or "Path" in name]
    assert walks == ["VarLengthExpand(Pruning,BFS,All)"]  # once for the page, the count and `truncated`
    assert "CartesianProduct" not in names(operators)


@pytest.mark.parametrize("where", WALKS)
def test_one_hop_is_no_walk(session: Session, where: str):
    query = f'{{ entity(by: {{id: "{seed.BO}"}}) {{ neighbors(hops: 1{where}) {{ nodes {{ name }} }} }} }}'
    operators = run(session, query)
    assert entrances(operators) <= SEEKS
    assert not [name for name in names(operators) if "VarLength" in name]


RELATIONSHIP_SEEKS = {"DirectedRelationshipIndexSeek", "DirectedRelationshipIndexSeekByRange"}


def test_a_timeline_reads_the_features_of_its_entity_only(session: Session):
    query = f'{{ entity(by: {{id: "{EXAMPLE_IDS["Entity"]}"}}) {{ timeline {{ month mentionCount }} }} }}'
    operators = run(session, query)
    assert entrances(operators) <= SEEKS | RELATIONSHIP_SEEKS
    [seek] = [plan for name, plan in operators if name in RELATIONSHIP_SEEKS]
    assert "entityId" in seek["args"]["Details"]
    assert "sortDate" in seek["args"]["Details"]
    assert seek["args"]["Rows"] == COPIES + 1


@pytest.mark.parametrize("way", ["first", "last"])
def test_a_page_of_evidence_reads_no_more_than_it_shows(session: Session, way: str):
    """Of connections that every copy of a talk supports, the first few quotes, in the order of the index."""
    query = (
        "{ entities(first: 1) { nodes { relationships(first: 1) { nodes { "
        f"evidenceCount evidence({way}: 2) {{ nodes {{ quote }} }} }} }} }} }} }}"
    )
    operators = run(session, query)
    assert not SCANS & names(operators)
    [seek] = [plan for name, plan in operators if name == "NodeIndexSeek"]
    # Of two entities two connections each, and of these three quotes: every page takes one more.
    assert (seek["args"]["Rows"], seek["args"]["DbHits"]) == (12, 16)


def test_related_talks_are_read_from_the_latest_that_feature_an_entity(session: Session):
    query = (
        '{ video(by: {id: "video:copy-3"}) { related { score video { title } sharedEntities { name } } } }'
    )
    operators = run(session, query)
    assert entrances(operators) <= SEEKS | RELATIONSHIP_SEEKS
    [seek] = [plan for name, plan in operators if name in RELATIONSHIP_SEEKS]
    assert "entityId" in seek["args"]["Details"]


@pytest.mark.parametrize(
    ("where", "taken"),
    [
        ('text: {contains: "afe"}', {"NodeIndexContainsScan"}),
        ('text: {eq: "bo diaz left ghost."}', {"NodeIndexSeek"}),
        ('text: {startsWith: "bo diaz"}', {"NodeIndexSeekByRange"}),
        (f'entities: {{any: ["{seed.BO}"]}}', SEEKS),
        (f'entities: {{all: ["{seed.BO}", "{seed.CAFE}"]}}', SEEKS),
        ('topics: {any: ["topic:coffee"]}', SEEKS),
        ('videos: {any: ["video:seed-bare"]}', SEEKS),
        (f'topics: {{any: ["topic:coffee"]}}, entities: {{any: ["{seed.BO}"]}}', SEEKS),
    ],
)
def test_segments_are_found_by_what_is_asked_of_them(session: Session, where: str, taken: set[str]):
    operators = run(
        session, f"{{ segments(first: 5, where: {{{where}}}) {{ nodes {{ text }} totalCount }} }}"
    )
    assert not SCANS & names(operators)
    assert entrances(operators) <= taken


def test_segments_come_from_the_latest_videos(session: Session):
    operators = run(session, "{ segments(first: 5) { nodes { text } } }")
    assert entrances(operators) == {"NodeIndexScan"}
    assert not SCANS & names(operators)
    # Neither all segments nor all videos are read for the first five.
    assert next(plan["args"]["Rows"] for name, plan in operators if name == "NodeIndexScan") < COPIES


def look(session: Session, query: str, found: Any) -> list[tuple[str, dict[str, Any]]]:
    """The operators of a statement that fetches what a look has `found`."""
    [statement] = query_statements(query)
    parameters = {
        name: found if isinstance(value, (list, dict)) and name != "values" else value
        for name, value in statement.parameters.items()
    }
    return profile(session, statement.text, parameters)


def test_a_path_is_fetched_by_what_the_walk_has_seen(session: Session):
    one = session.run(
        "MATCH (a:Entity)-[r:LEFT]->(b:Entity) RETURN a.id, b.id, id(a), id(b), id(r) LIMIT 1"
    ).single()
    assert one is not None
    *ends, source, target, step = one.values()
    hop = {"index": 0, "source": source, "target": target, "step": step}
    found = [{"index": 0, "length": 1, "entities": [source, target], "hops": [hop]}]
    query = f"""{{ paths(source: "{ends[0]}", target: "{ends[1]}") {{
      length entities {{ name }} hops {{ from {{ name }} to {{ name }} forward relationship {{ evidence {{ nodes {{ quote }} }} }} }}
    }} }}"""
    operators = look(session, query, found)
    assert entrances(operators) <= SEEKS | {"NodeByIdSeek", "DirectedRelationshipByIdSeek"}
    assert {"NodeByIdSeek", "DirectedRelationshipByIdSeek"} <= names(operators)


def test_a_slice_is_fetched_by_what_the_walk_has_seen(session: Session):
    one = session.run("MATCH (a:Entity)-[r:LEFT]->() RETURN a.id, elementId(r) LIMIT 1").single()
    assert one is not None
    node = {"index": 0, "id": one.values()[0], "name": "", "kind": "PERSON", "weight": 1.0, "degree": 1}
    link = {"index": 0, "id": "", "element": one.values()[1], "weight": 1.0, "type": "LEFT"}
    found = {"nodes": [node], "links": [link], "truncated": False, "totalNodes": 1}
    query = "{ graph { nodes { entity { aliases } } links { relationship { evidence { totalCount } } } } }"
    operators = look(session, query, found)
    assert entrances(operators) <= SEEKS | {"DirectedRelationshipByElementIdSeek"}
    assert "DirectedRelationshipByElementIdSeek" in names(operators)


def test_hits_are_fetched_by_their_ids(session: Session):
    search = """{ search(query: "llama") { edges { node {
      ... on Video { title } ... on Entity { name } ... on Topic { name } ... on ChapterHit { video { id } }
      ... on SummaryHit { video { id } bullet { text } } ... on Segment { url video { title } }
    } } } }"""
    ids = [*EXAMPLE_IDS.values(), "section:videograph-lecun-leaves-meta#0"]
    assert entrances(look(session, search, ids)) <= SEEKS


def test_suggestions_come_from_indexes_and_close_names_only_when_others_are_too_few(session: Session):
    def named(query: str) -> list[bool]:
        """Returns whether entities were found by names: first by prefix, then by similarity."""
        operators = run(session, query)
        assert not SCANS & names(operators)
        found = [plan["args"] for name, plan in operators if name == "Expand(All)"]
        return [one["Rows"] > 0 for one in found if one["Details"].startswith("(alias)-[")]

    assert named('{ suggest(prefix: "lecu", first: 1) { name } }') == [True, False]
    assert named('{ suggest(prefix: "lecun", first: 50) { name } }') == [True, True]
    assert named('{ suggest(prefix: "", first: 2) { name } }') == [False, False]


def test_what_only_another_kind_is_asked_for_reads_nothing(session: Session):
    """A company is found; its relationships are asked for of persons only."""
    query = '{ entity(by: {name: "Meta"}) { id ... on Person { relationships(first: 5) { nodes { id } } } } }'
    operators = run(session, query)
    expanded = [
        plan
        for name, plan in operators
        if name.startswith("Expand") and "relationship" in plan["args"]["Details"]
    ]
    assert [(plan["args"]["Rows"], plan["args"]["DbHits"]) for plan in expanded] == [(0, 0)]


def test_the_counts_of_the_whole_graph_come_from_neo4js_counters(session: Session):
    operators = run(
        session,
        "{ stats { videoCount segmentCount entityCount relationshipCount evidenceCount topicCount } }",
    )
    assert not SCANS & names(operators)
    assert entrances(operators) <= {"NodeIndexSeekByRange"}


def test_the_examples_of_ids_are_in_the_demo(session: Session):
    """But for those of a decision and a job: nobody has decided or sent anything to the demo."""
    for example in field_examples("Query.node"):
        found = session.run(example.text, example.parameters).values()  # pyright: ignore[reportArgumentType]
        assert len(found) == (0 if "Decisions" in example.title or "job" in example.title else 1), (
            example.title
        )
