"""Every condition under cypher/filters, with each of its keys: planned without a warning, with exact rows.

The conditions of one list are composed as for a request, and all are asked in one statement, which Neo4j plans once. A few filters
are asked as a reader would; the daily run asks each.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Any, cast

import pytest
from graphql import get_named_type
from neo4j import Session

from plain.executor import PlainExecutor
from service.api.execution.engine import Engine
from service.api.execution.explain import query_statements
from service.api.schema.build import graphql_schema
from service.graph.compose.fragments import read_filters
from service.graph.driver.database import Database
from service.resources import cypher_folder
from support.backend import Neo4jServer
from support.composed_conditions import rows_of_conditions
from support.query_plans import explain, knowing_session
from support.search_results import SEARCH_CONDITIONS
from support.seed import ANN, BO, CAFE, ENGINE, GHOST, NEURIPS, PING, ZOE

FOLLOW_UP, WORKSHOP, TWIN_A, TWIN_B, MANY, BARE, QUIET = (
    f"video:seed-{name}" for name in ("follow-up", "workshop", "twin-a", "twin-b", "many", "bare", "quiet")
)
SPEAKER = "speaker:seed-workshop"
OEL, WEEKLY, SILENCE = "channel:kanal-oel", "channel:things-weekly", "channel:silence"
COFFEE, LLAMAS, OIL, PINGS, THINGS = (
    f"topic:{name}" for name in ("coffee", "llamas", "öl & more", "ping", "things")
)
ALL_VIDEOS = [FOLLOW_UP, WORKSHOP, TWIN_B, TWIN_A, MANY, QUIET, BARE]

# Input type → the list it is tried on, and what of an item is compared.
LISTS = {
    "VideoWhere": ("list: videos(where: $where)", "VideoWhere", "id"),
    "SegmentWhere": (
        f'video(by: {{id: "{WORKSHOP}"}}) {{ list: transcript(where: $where) BODY }}',
        "SegmentWhere",
        "index",
    ),
    "EntityWhere": ("list: entities(where: $where)", "EntityWhere", "name"),
    "TopicWhere": ("list: topics(where: $where)", "TopicWhere", "name"),
    "RelationshipWhere": (
        f'entity(by: {{id: "{CAFE}"}}) {{ list: relationships(where: $where) BODY }}',
        "RelationshipWhere",
        "type",
    ),
    "MentionWhere": (
        f'entity(by: {{id: "{CAFE}"}}) {{ list: mentions(where: $where) BODY }}',
        "MentionWhere",
        "text",
    ),
    "EvidenceWhere": (
        f'video(by: {{id: "{WORKSHOP}"}}) {{ relationships(first: 1) {{ nodes {{ list: evidence(where: $where) BODY }} }} }}',
        "EvidenceWhere",
        "startSeconds",
    ),
    "ChangeWhere": ("list: changes(where: $where)", "ChangeWhere", "videoIds"),
    "JobWhere": ("list: jobs(where: $where)", "JobWhere", "state"),
}
VIDEOS: list[tuple[dict[str, Any], list[Any]]] = [
    ({}, ALL_VIDEOS),
    ({"title": {"eq": "UNICODE  follow-up"}}, [FOLLOW_UP]),
    ({"title": {"in": ["Quiet", "BARE", "nothing"]}}, [QUIET, BARE]),
    ({"title": {"contains": "SAME title"}}, [TWIN_B, TWIN_A]),
    ({"title": {"startsWith": "Ünïcode"}}, [FOLLOW_UP, WORKSHOP]),
    ({"title": {"startsWith": "unicode", "contains": "🦙"}}, [WORKSHOP]),
    ({"title": {"in": []}}, []),
    ({"title": {}}, ALL_VIDEOS),
    ({"publishedOn": {"gte": "2025-11-23"}}, [FOLLOW_UP, WORKSHOP]),
    ({"publishedOn": {"lt": "2024-02-29"}}, [MANY, QUIET]),
    ({"publishedOn": {"gte": "2024-02-29", "lt": "2025-11-23"}}, [TWIN_B, TWIN_A]),
    ({"durationSeconds": {"gte": 15}}, [WORKSHOP, TWIN_B, TWIN_A]),
    ({"durationSeconds": {"lt": 15}}, [FOLLOW_UP, QUIET]),
    ({"language": {"eq": "EN"}}, [WORKSHOP]),
    ({"language": {"in": ["en-gb", "de"]}}, [FOLLOW_UP]),
    ({"language": {"startsWith": "en"}}, [FOLLOW_UP, WORKSHOP]),
    ({"language": {"contains": "-"}}, [FOLLOW_UP]),
    ({"not": {"language": {"startsWith": "en"}}}, [TWIN_B, TWIN_A, MANY, QUIET, BARE]),  # which have none
    ({"channels": {"any": [SILENCE, "channel:nothing"]}}, [QUIET]),
    ({"channels": {"any": []}}, []),
    ({"channels": {"all": [OEL]}}, [FOLLOW_UP, WORKSHOP, TWIN_B, TWIN_A]),
    ({"channels": {"all": []}}, ALL_VIDEOS),
    ({"channels": {"none": [OEL]}}, [MANY, QUIET, BARE]),
    ({"channels": {"none": []}}, ALL_VIDEOS),
    ({"speakers": {"any": [ZOE, BO]}}, [FOLLOW_UP, WORKSHOP]),
    ({"speakers": {"all": [ZOE, ANN]}}, [WORKSHOP]),
    ({"speakers": {"none": [ANN]}}, [FOLLOW_UP, TWIN_B, TWIN_A, MANY, QUIET, BARE]),
    ({"entities": {"any": [GHOST, PING]}}, [TWIN_B, TWIN_A, BARE]),
    ({"entities": {"all": [GHOST, BO]}}, [BARE]),
    ({"entities": {"none": [BO, PING]}}, [QUIET]),
    ({"topics": {"any": [COFFEE]}}, [FOLLOW_UP, WORKSHOP, MANY]),
    ({"topics": {"all": [COFFEE, LLAMAS]}}, [WORKSHOP]),
    ({"topics": {"none": [COFFEE, PINGS]}}, [QUIET, BARE]),
    ({"topics": {"any": [COFFEE, LLAMAS], "none": [OIL]}}, [FOLLOW_UP, MANY, BARE]),
    ({"topics": {"any": [COFFEE]}, "entities": {"any": [BO]}}, [FOLLOW_UP, WORKSHOP, MANY]),
    ({"topics": {"any": [LLAMAS]}, "entities": {"any": [GHOST]}, "channels": {"none": [OEL]}}, [BARE]),
]
SEGMENTS: list[tuple[dict[str, Any], list[Any]]] = [
    ({"text": {"eq": "LLAMA the model is not llama the idea."}}, [3]),
    ({"text": {"in": ["i FOUNDED cafe lumiere in 1999 with", "nothing"]}}, [1]),
    ({"text": {"contains": "bo  DIAZ"}}, [2, 4, 7]),
    ({"text": {"startsWith": "Bo Diaz"}}, [2, 4]),
    ({"text": {"startsWith": "Bo Diaz", "contains": "🦙"}}, [2]),
    ({"videos": {"any": [WORKSHOP, FOLLOW_UP]}}, list(range(8))),
    ({"videos": {"all": [WORKSHOP, FOLLOW_UP]}}, []),
    ({"videos": {"none": [FOLLOW_UP]}}, list(range(8))),
    ({"entities": {"any": [BO]}}, [2, 4, 7]),
    ({"entities": {"all": [BO, CAFE]}}, [4]),
    ({"entities": {"none": [CAFE]}}, [2, 3, 5, 7]),
    ({"topics": {"any": [LLAMAS, OIL]}}, [2, 3, 5, 6]),
    ({"topics": {"all": [COFFEE]}}, [0, 1, 4]),
    ({"topics": {"none": [COFFEE, LLAMAS]}}, [6, 7]),
    ({"speakers": {"any": [ZOE]}}, [0, 1, 4, 6]),
    ({"speakers": {"all": [ZOE, ANN]}}, []),
    ({"speakers": {"none": [ZOE]}}, [2, 3, 5, 7]),
    ({"channels": {"any": [OEL]}}, list(range(8))),
    ({"channels": {"all": [OEL, WEEKLY]}}, []),
    ({"channels": {"none": [OEL]}}, []),
    ({"voices": {"any": [f"{SPEAKER}#Zoë", f"{SPEAKER}#Guest"]}}, [0, 1, 2, 4, 5, 6]),
    ({"voices": {"all": [f"{SPEAKER}#Ann"]}}, []),
    ({"voices": {"none": [f"{SPEAKER}#Zoë"]}}, [2, 3, 5, 7]),
    ({"publishedOn": {"gte": "2025-11-23", "lt": "2025-11-24"}}, list(range(8))),
    ({"publishedOn": {"lt": "2025-11-23"}}, []),
    (
        {
            "or": [{"entities": {"any": [BO]}}, {"startSeconds": {"lt": 10}}],
            "not": {"topics": {"any": [COFFEE]}},
        },
        [2, 7],
    ),
    ({"and": [{"entities": {"any": [BO]}}, {"entities": {"any": [CAFE]}}]}, [4]),
    ({"or": []}, []),
    ({"startSeconds": {"gte": 60}}, [6, 7]),
    ({"startSeconds": {"lt": 10}}, [0]),
    ({"startSeconds": {"gte": 60}, "entities": {"any": [BO, CAFE]}, "topics": {"any": [OIL]}}, [6]),
]
ENTITIES: list[tuple[dict[str, Any], list[Any]]] = [
    ({"kind": ["PERSON"]}, ["Bo Diaz", "Zoë Łukasz", "Ann Other"]),
    ({"kind": []}, []),
    ({"name": {"eq": "ŁUKASZ"}}, ["Zoë Łukasz"]),
    ({"name": {"in": ["zoe", "ghost"]}}, ["Zoë Łukasz", "Ghost"]),
    ({"name": {"contains": "AFÉ"}}, ["Café Lumière"]),
    ({"name": {"startsWith": "llama"}}, ["Llama", "Llama"]),
    ({"name": {"startsWith": "zoe"}, "kind": ["COMPANY"]}, []),
    ({"videos": {"any": [BARE]}}, ["Bo Diaz", "🦙 Llama", "Ghost"]),
    ({"videos": {"all": [BARE, WORKSHOP]}}, ["Bo Diaz", "🦙 Llama"]),
    (
        {"videos": {"none": [MANY]}, "minMentions": 3},
        ["Café Lumière", "Zoë Łukasz", "Ping Ltd", "Pong Ltd", "🦙 Llama"],
    ),
    ({"topics": {"any": [OIL]}}, ["Café Lumière", "﨎 Engine", "NeurIPS"]),
    ({"topics": {"all": [COFFEE, LLAMAS]}}, ["Bo Diaz", "Llama"]),
    ({"topics": {"none": [THINGS]}, "kind": ["EVENT"]}, ["NeurIPS"]),
    ({"channels": {"any": [SILENCE]}}, []),
    ({"channels": {"all": [OEL, WEEKLY]}}, ["Bo Diaz"]),
    ({"channels": {"none": [OEL, WEEKLY]}}, ["Ghost"]),
    ({"mentionedOn": {"gte": "2026-01-01"}}, ["Bo Diaz", "Café Lumière", "Zoë Łukasz", "Llama"]),
    ({"mentionedOn": {"lt": "2025-01-01"}, "minMentions": 3}, ["Bo Diaz", "Zoë Łukasz", "Ping Ltd", "Pong Ltd"]),
    ({"mentionedOn": {"gte": "2024-01-01", "lt": "2025-01-01"}}, ["Zoë Łukasz", "Ping Ltd", "Pong Ltd"]),
    ({"minMentions": 6}, ["Bo Diaz", "Café Lumière", "Zoë Łukasz"]),
    ({"videos": {"any": [WORKSHOP]}, "topics": {"any": [LLAMAS]}, "name": {"contains": "llama"}, "kind": ["CONCEPT"]}, ["Llama"]),
]  # fmt: skip
TOPICS: list[tuple[dict[str, Any], list[Any]]] = [
    ({"name": {"eq": "ol & MORE"}}, ["Öl & More"]),
    ({"name": {"in": ["ping", "Öl & More"]}}, ["Ping", "Öl & More"]),
    ({"name": {"contains": "ON"}}, ["Pong"]),
    ({"name": {"startsWith": "P"}}, ["Ping", "Pong"]),
    ({"videos": {"any": [WORKSHOP]}}, ["Coffee", "Llamas", "Öl & More"]),
    ({"videos": {"all": [WORKSHOP, MANY]}}, ["Coffee"]),
    ({"videos": {"none": [WORKSHOP]}}, ["Ping", "Pong", "Things"]),
    ({"entities": {"any": [NEURIPS, GHOST]}}, ["Llamas", "Öl & More"]),
    ({"entities": {"all": [CAFE, ENGINE]}}, ["Öl & More"]),
    ({"entities": {"none": [BO, PING]}}, ["Öl & More"]),
    ({"entities": {"any": [CAFE]}, "videos": {"any": [FOLLOW_UP]}}, ["Coffee"]),
]
RELATIONSHIPS: list[tuple[dict[str, Any], list[Any]]] = [
    ({}, ["FOUNDED", "WORKS_AT", "LEFT", "LEADS", "USES"]),
    ({"type": ["LEADS", "USES"]}, ["LEADS", "USES"]),
    ({"type": ["MENTIONED_WITH"]}, ["MENTIONED_WITH"]),
    ({"includeCoMentions": True}, ["FOUNDED", "MENTIONED_WITH", "WORKS_AT", "LEFT", "LEADS", "USES"]),
    ({"type": ["USES"], "includeCoMentions": True}, ["MENTIONED_WITH", "USES"]),
    ({"kind": ["PERSON", "COMPANY"]}, ["FOUNDED", "WORKS_AT", "LEFT", "LEADS"]),
    ({"sourceKind": ["COMPANY", "EVENT"]}, ["USES"]),
    ({"targetKind": ["COMPANY"]}, ["FOUNDED", "WORKS_AT", "LEFT", "LEADS"]),
    ({"sourceKind": ["PERSON"], "targetKind": ["PERSON", "PRODUCT"]}, []),
    ({"eitherKind": ["PRODUCT", "EVENT"], "includeCoMentions": True}, ["MENTIONED_WITH", "USES"]),
    ({"sourceKind": ["EVENT"], "includeCoMentions": True}, ["MENTIONED_WITH"]),
    ({"sourceKind": ["EVENT"], "targetKind": ["EVENT"], "includeCoMentions": True}, []),
    ({"targetKind": ["COMPANY"], "sourceKind": ["EVENT"], "includeCoMentions": True}, ["MENTIONED_WITH"]),
    ({"channels": {"any": [OEL]}}, ["FOUNDED", "WORKS_AT", "LEFT", "LEADS", "USES"]),
    ({"channels": {"all": [OEL, WEEKLY]}}, []),
    ({"channels": {"none": [OEL]}}, []),
    ({"topics": {"any": [OIL]}}, ["USES"]),
    ({"topics": {"all": [COFFEE, OIL]}}, []),
    ({"topics": {"none": [COFFEE]}}, ["USES"]),
    ({"speakers": {"any": [ZOE]}}, ["FOUNDED", "WORKS_AT", "LEFT", "LEADS", "USES"]),
    ({"speakers": {"all": [ZOE, ANN]}}, []),
    ({"speakers": {"none": [ZOE]}}, []),
    ({"voices": {"any": ["speaker:seed-follow-up#Łukasz"]}}, ["FOUNDED", "LEFT"]),
    ({"voices": {"all": ["speaker:seed-follow-up#Łukasz", f"{SPEAKER}#Zoë"]}}, ["FOUNDED", "LEFT"]),
    ({"voices": {"none": ["speaker:seed-follow-up#Łukasz"]}}, ["WORKS_AT", "LEADS", "USES"]),
    ({"firstSaidOn": {"gte": "2025-11-24"}}, []),
    (
        {"firstSaidOn": {"gte": "2025-11-23", "lt": "2025-11-24"}},
        ["FOUNDED", "WORKS_AT", "LEFT", "LEADS", "USES"],
    ),
    ({"videos": {"any": [FOLLOW_UP, BARE]}}, ["FOUNDED", "LEFT"]),
    ({"videos": {"all": [FOLLOW_UP, WORKSHOP]}}, ["FOUNDED", "LEFT"]),
    ({"videos": {"none": [FOLLOW_UP]}}, ["WORKS_AT", "LEADS", "USES"]),
    ({"saidOn": {"gte": "2026-01-01"}}, ["FOUNDED", "LEFT"]),
    ({"saidOn": {"lt": "2025-11-23"}}, []),
    ({"saidOn": {"gte": "2025-11-24", "lt": "2026-11-23"}}, ["FOUNDED", "LEFT"]),
    ({"minEvidence": 3}, ["FOUNDED"]),
    ({"past": True}, ["WORKS_AT"]),
    ({"past": False}, ["FOUNDED", "LEFT", "LEADS", "USES"]),
]
MENTIONS: list[tuple[dict[str, Any], list[Any]]] = [
    ({"videos": {"any": [FOLLOW_UP]}}, ["Café Lumière", "café"]),
    ({"videos": {"all": [FOLLOW_UP, WORKSHOP]}}, []),
    ({"videos": {"none": [FOLLOW_UP]}}, ["Café", *["Café Lumière"] * 4]),
    ({"minConfidence": 0.9}, ["Café Lumière", "café", *["Café Lumière"] * 3]),
]
EVIDENCE: list[tuple[dict[str, Any], list[Any]]] = [
    ({"videos": {"any": [WORKSHOP], "none": [FOLLOW_UP]}, "minConfidence": 0.6}, [10.0]),
    ({"videos": {"all": [FOLLOW_UP]}}, [0.0]),
    ({"minConfidence": 0.95}, [10.0]),
    ({"past": True}, []),
    ({"type": ["FOUNDED", "LEFT"]}, [10.0, 0.0, 0.0]),
    ({"type": ["LEFT"]}, []),
    ({"kind": ["PERSON", "COMPANY"]}, [10.0, 0.0, 0.0]),
    ({"kind": ["PERSON"]}, []),
    ({"sourceKind": ["PERSON"]}, [10.0, 0.0, 0.0]),
    ({"sourceKind": ["COMPANY"]}, []),
    ({"targetKind": ["COMPANY"], "sourceKind": ["PERSON"]}, [10.0, 0.0, 0.0]),
    ({"eitherKind": ["EVENT"]}, []),
    ({"channels": {"any": [OEL], "none": [WEEKLY]}}, [10.0, 0.0, 0.0]),
    ({"channels": {"all": [OEL, WEEKLY]}}, []),
    ({"topics": {"any": [COFFEE], "none": [OIL]}}, [10.0, 0.0, 0.0]),
    ({"topics": {"all": [COFFEE, LLAMAS]}}, []),
    ({"speakers": {"any": [ANN, ZOE]}}, [10.0, 0.0, 0.0]),
    ({"speakers": {"all": [ANN], "none": [ZOE]}}, []),
    ({"voices": {"any": ["speaker:seed-follow-up#Łukasz"]}}, [0.0]),
    ({"voices": {"all": [f"{SPEAKER}#Zoë"], "none": [f"{SPEAKER}#Ann"]}}, [10.0, 0.0]),
    ({"saidOn": {"gte": "2026-01-01"}}, [0.0]),
    ({"saidOn": {"lt": "2026-01-01"}}, [10.0, 0.0]),
]
CHANGES: list[tuple[dict[str, Any], list[Any]]] = [
    ({"video": [BARE, "video:nothing"], "kind": ["TALK_IMPORTED", "TALK_DELETED"]}, [[BARE]]),
    ({"kind": ["TALK_DELETED"]}, []),
    ({"entity": [CAFE]}, []),
    ({"decision": ["decision:nothing"]}, []),
]
JOBS: list[tuple[dict[str, Any], list[Any]]] = [({"state": ["QUEUED", "FAILED"]}, [])]
CASES = [
    (name, where, rows)
    for name, cases in (
        ("VideoWhere", VIDEOS),
        ("SegmentWhere", SEGMENTS),
        ("EntityWhere", ENTITIES),
        ("TopicWhere", TOPICS),
        ("RelationshipWhere", RELATIONSHIPS),
        ("MentionWhere", MENTIONS),
        ("EvidenceWhere", EVIDENCE),
        ("ChangeWhere", CHANGES),
        ("JobWhere", JOBS),
    )
    for where, rows in cases
]

ASKED = [
    ("VideoWhere", *VIDEOS[-1]),
    ("SegmentWhere", *SEGMENTS[-1]),
    ("SegmentWhere", *next(one for one in SEGMENTS if "not" in one[0])),
    ("EntityWhere", *ENTITIES[-1]),
    ("TopicWhere", *TOPICS[-1]),
    ("RelationshipWhere", *next(one for one in RELATIONSHIPS if len(one[0]) == 3)),
    ("MentionWhere", *MENTIONS[2]),
    ("EvidenceWhere", *EVIDENCE[0]),
    ("ChangeWhere", *CHANGES[0]),
    ("JobWhere", *JOBS[0]),
]
"""One filter of each list, most of them with several keys, one with groups."""


def query_of(name: str) -> str:
    root, kind, item = LISTS[name]
    body = f"{{ nodes {{ {item} }} totalCount }}"
    selection = root.replace("BODY", body) if "BODY" in root else f"{root} {body}"
    return f"query ($where: {kind}) {{ {selection} }}"


def find_list(value: Any) -> dict[str, Any]:
    """The page called `list`, wherever it stands."""
    while "list" not in value:
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return value["list"]


@pytest.fixture(scope="module")
def session(seed: Neo4jServer) -> Iterator[Session]:
    with knowing_session(seed) as opened:
        yield opened


def test_every_condition_is_tried_with_each_of_its_keys():
    wheres = {name: [where for case, where, _ in CASES if case == name] for name, _, _ in CASES}
    wheres["SearchWhere"] = list(SEARCH_CONDITIONS)
    for file in (cypher_folder() / "filters").glob("*.cypher"):
        declared = {
            f"{path}.{key}" if key else path
            for path, condition in read_filters(file).items()
            for key in condition.keys or ("",)
        }
        tried = {
            path
            for where in wheres[file.stem]
            for key, value in where.items()
            if key not in ("and", "or", "not")
            for path in ([f"{key}.{below}" for below in value] if isinstance(value, dict) else [key])
        }
        assert tried - {"type", "includeCoMentions"} == declared - {"type"}, file.stem


# Input type → how the parent of its list is bound.
THIS = {
    "SegmentWhere": f"MATCH (this:Video {{id: '{WORKSHOP}'}})",
    "RelationshipWhere": f"MATCH (this:Entity {{id: '{CAFE}'}})",
    "MentionWhere": f"MATCH (this:Entity {{id: '{CAFE}'}})",
    "EvidenceWhere": f"MATCH (:Entity {{id: '{ZOE}'}})-[this:FOUNDED]->(:Entity {{id: '{CAFE}'}})",
}
# Input type → what of an item is compared, where it is not a property of the item.
VALUE = {"RelationshipWhere": "type(relationship)"}


@pytest.mark.parametrize("name", LISTS)
def test_the_conditions_of_a_list_give_exact_rows(session: Session, name: str):
    cases = [(where, rows) for case, where, rows in CASES if case == name]
    value = VALUE.get(name, f"{{item}}.{LISTS[name][2]}")
    found = rows_of_conditions(
        session, query_of(name), [where for where, _ in cases], value, THIS.get(name, "")
    )
    assert [(where, rows) for (where, _), rows in zip(cases, found, strict=True)] == cases


@pytest.mark.anyio
@pytest.mark.parametrize(("name", "where", "rows"), ASKED)
async def test_a_list_gives_what_its_filter_lets_through(
    seed_database: Database, name: str, where: dict[str, Any], rows: list[Any]
):
    await ask_list(seed_database, name, where, rows)


@pytest.mark.nightly
@pytest.mark.anyio
@pytest.mark.parametrize(("name", "where", "rows"), CASES)
async def test_a_filter_gives_exact_rows(
    seed_database: Database, name: str, where: dict[str, Any], rows: list[Any]
):
    await ask_list(seed_database, name, where, rows)


async def ask_list(database: Database, name: str, where: dict[str, Any], rows: list[Any]) -> None:
    response = await Engine(database).execute(query_of(name), {"where": where})
    found = find_list(response["data"])
    assert [next(iter(item.values())) for item in found["nodes"]] == rows
    assert found["totalCount"] == len(rows)


# Parent type → how to come to one, with a place for its list.
PARENTS = {
    "Query": "%s",
    "Channel": 'node(id: "channel:a") { ... on Channel { %s } }',
    "Entity": 'entity(by: {id: "entity:a"}) { %s }',
    "Relationship": 'node(id: "relationship:a") { ... on Relationship { %s } }',
    "Topic": 'topic(by: {id: "topic:a"}) { %s }',
    "Video": 'video(by: {id: "video:a"}) { %s }',
}
VALUES: dict[str, list[Any]] = {
    "StringFilter": [{"eq": "a"}, {"in": ["a", "b"], "contains": "a", "startsWith": "a"}],
    "DateRange": [{"gte": "2025-01-01", "lt": "2026-01-01"}],
    "FloatRange": [{"gte": 1.5, "lt": 2.5}],
    "EntityKind": [["PERSON", "EVENT"]],
    "RelationshipType": [["MENTIONED_WITH", "LEFT"]],
    "ChangeKind": [["TALK_IMPORTED", "ENTITIES_MERGED"]],
    "JobState": [["QUEUED", "FAILED"]],
    "ID": [["entity:a", "video:b"]],
    "Int": [1],
    "Float": [0.5],
    "Boolean": [True],
}
LABELS = {
    "channels": "channel",
    "speakers": "entity",
    "entities": "entity",
    "topics": "topic",
    "videos": "video",
    "voices": "speaker",
}
SCHEMA = graphql_schema()


def lists() -> Iterator[tuple[str, str, str]]:
    """Type, field and input type of every list that can be filtered."""
    for parent in PARENTS:
        for name, definition in cast("Any", SCHEMA.type_map[parent]).fields.items():
            # What walks or searches before its statement (paths, graph, search) has none here.
            fields = getattr(get_named_type(definition.type), "fields", {})
            if "where" in definition.args and "totalCount" in fields:
                yield parent, name, str(definition.args["where"].type)


BELOW: dict[str, dict[str, Any]] = {
    "VideoWhere": {"topics": {"any": ["topic:a"]}, "publishedOn": {"gte": "2025-01-01"}},
    "EntityWhere": {"videos": {"none": ["video:a"]}, "name": {"contains": "a"}},
    "SegmentWhere": {"entities": {"any": ["entity:a"]}, "publishedOn": {"gte": "2025-01-01"}},
}
"""What stands below `and`, `or` and `not`."""


def wheres(kind: str) -> Iterator[dict[str, Any]]:
    """Filters that have each key of an input type and of what lies in it, and each pair to start from."""
    starts: list[dict[str, Any]] = []
    for key, field in cast("Any", SCHEMA.type_map[kind]).fields.items():
        named = get_named_type(field.type).name
        if named == "IdFilter":
            ids = [f"{LABELS[key]}:a", f"{LABELS[key]}:b"]
            yield {key: {"any": ids}}
            yield {key: {"all": ids, "none": ids}}
            starts.append({key: {"any": ids}})
        elif named == kind:
            below = BELOW[kind]
            yield {key: below if key == "not" else [below, {"not": below}, {"or": [below, {}]}]}
            if key != "not":
                yield {key: [], **below}
        else:
            yield from ({key: value} for value in VALUES[named])
    yield from (one | other for one, other in combinations(starts, 2))


@pytest.mark.nightly
@pytest.mark.parametrize(("parent", "name", "kind"), list(lists()))
def test_a_filter_is_planned_without_a_warning(session: Session, parent: str, name: str, kind: str):
    asked = "nodes { __typename } totalCount" if parent == "Query" else "totalCount"
    selection = PARENTS[parent] % f"{name}(where: $where) {{ {asked} }}"
    query = f"query ($where: {kind}) {{ {selection} }}"
    for where in wheres(kind) if parent in ("Query", "Relationship") else at_once(kind):
        [statement] = query_statements(query, {"where": where})
        explain(session, statement.text, statement.parameters)


def at_once(kind: str) -> list[dict[str, Any]]:
    """The filters of `wheres` in as few as have each of its values: a list below an object starts there whatever its filter, and
    the exact rows above are those of such lists."""
    some: list[dict[str, Any]] = []
    for where in wheres(kind):
        fitting = next((one for one in some if one.keys().isdisjoint(where)), None)
        if fitting is None:
            some.append(dict(where))
        else:
            fitting |= where
    return some


@pytest.mark.nightly
@pytest.mark.parametrize("hops", [1, 4])
def test_a_walk_is_planned_without_a_warning(session: Session, hops: int):
    selection = (
        f'entity(by: {{id: "entity:a"}}) {{ neighbors(hops: {hops}, where: $where) {{ nodes {{ id }} }} }}'
    )
    for where in [{}, *wheres("WalkWhere")]:
        [statement] = query_statements(f"query ($where: WalkWhere) {{ {selection} }}", {"where": where})
        explain(session, statement.text, statement.parameters)


CHANNEL = {"id": "channel:a", "slug": "a", "name": "a", "url": "https://a.example"}


@pytest.mark.parametrize(
    "selection",
    [
        'video(by: {id: "video:a"})',
        'video(by: {slug: "a"})',
        'video(by: {url: "https://a.example"})',
        'entity(by: {id: "entity:a"})',
        'entity(by: {slug: "a"})',
        'entity(by: {name: "a"})',
        'entity(by: {name: "a"}, kind: PERSON)',
        'topic(by: {id: "topic:a"})',
        'topic(by: {slug: "a"})',
        'topic(by: {name: "a"})',
        *(f'channel(by: {{{key}: "{value}"}})' for key, value in CHANNEL.items()),
    ],
)
def test_a_lookup_is_planned_without_a_warning(session: Session, selection: str):
    [statement] = query_statements(f"{{ {selection} {{ id }} }}")
    explain(session, statement.text, statement.parameters)


@pytest.mark.parametrize("direction", ["OUT", "IN", "BOTH"])
def test_a_direction_is_planned_without_a_warning(session: Session, direction: str):
    [statement] = query_statements(
        f'{{ entity(by: {{id: "entity:a"}}) {{ relationships(direction: {direction}) {{ totalCount }} }} }}'
    )
    explain(session, statement.text, statement.parameters)


@pytest.mark.anyio
@pytest.mark.parametrize(("direction", "count"), [("OUT", 1), ("IN", 4), ("BOTH", 5)])
async def test_a_direction_is_seen_from_the_entity(seed_database: Database, direction: str, count: int):
    response = await Engine(seed_database).execute(
        f'{{ entity(by: {{name: "Café"}}) {{ relationships(direction: {direction}) {{ totalCount }} }} }}'
    )
    assert response == {"data": {"entity": {"relationships": {"totalCount": count}}}}


MANY = [
    {"name": {"contains": "a"}},
    {"videos": {"any": ["video:seed-workshop"]}},
    {"topics": {"none": ["topic:coffee"]}},
    {"channels": {"any": ["channel:kanal-oel"]}},
    {"mentionedOn": {"gte": "2000-01-01", "lt": "2100-01-01"}},
    {"minMentions": 2},
    {"not": {"name": {"startsWith": "t"}}},
    {"videos": {"none": ["video:seed-many"]}, "kind": ["PERSON", "COMPANY"]},
]


@pytest.mark.anyio
@pytest.mark.parametrize(
    "where",
    [
        {"or": MANY, "name": {"contains": "a"}},
        {"and": [{"or": MANY[number : number + 3]} for number in range(6)]},
        {"or": MANY, "minMentions": 2, "and": [{"or": MANY[::-1]}, {"not": {"and": MANY}}]},
        {"videos": {"any": ["video:seed-workshop"]}, "or": MANY[1:], "not": {"or": MANY[7:] * 8}},
    ],
)
async def test_many_conditions_give_what_the_plain_executor_finds(
    seed_database: Database, plain: PlainExecutor, where: dict[str, Any]
):
    """More subqueries than the planner is left to order: they stand in one CASE."""
    query = "query ($where: EntityWhere) { entities(first: 100, where: $where) { totalCount nodes { id } } }"
    [statement] = query_statements(query, {"where": where})
    assert "CASE WHEN" in statement.text
    response = await Engine(seed_database).execute(query, {"where": where})
    assert response == plain.execute(query, {"where": where}, None)
