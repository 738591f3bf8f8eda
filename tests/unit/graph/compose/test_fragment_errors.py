"""A wrong .cypher file stops the start, with file, line and reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.api.catalog import read_fragments
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.errors import FragmentError
from service.graph.compose.fragment import Fragment
from service.graph.compose.fragments import read_filters, read_fragment
from service.graph.model import graph_model

HEAD = "// Things.\n//\n// yields: entity: Entity\n"
WALK = "MATCH (this)-[:" + graph_model().type_list + "*1..4]-(entity:Entity)\n"
RELATIONSHIPS = (
    "// Things.\n// yields: relationship: Relationship, evidence: Evidence\n"
    "// filter where.videos: ids (related:Video)-->(relationship)\n"
)
BOTH = "MATCH (evidence:Evidence)-->()-[relationship]->()\n"
BODY = "MATCH (this)-[:FEATURES]->(entity:Entity)\n"
ALONG = (
    HEAD
    + "// order NAME: entity.searchName ASC\n// filter where.videos: ids (entity)<-[:FEATURES]-(related:Video)\n"
    "// start-from where.videos: 1\n// scan 1000: COUNT { (:Entity) }\n"
)


def read(tmp_path: Path, text: str) -> Fragment:
    file = tmp_path / "fields" / "Video" / "things.cypher"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return read_fragment(file, tmp_path, graph_model())


def test_a_file_that_is_right(tmp_path: Path):
    text = (
        "// Things,\n// in some order.\n//\n// yields: entity: Entity, features: FEATURES\n"
        "// order NAME: entity.searchName ASC\n"
        "// order LATEST: coalesce(entity.lastMentionedOn, date('0001-01-01')) DESC, features.salience\n"
        "// key: entity.slug, coalesce(entity.url, '')\n"
        "// filter where.kind: entity.kind IN $kind\n"
        "// filter where.videos: ids (entity)<-[:FEATURES]-(related:Video)\n"
        "// start-from where.videos: COUNT { (related)-[:FEATURES]->() }\n"
        "// filter where.name: normalised entity.searchName = $name\n"
        "MATCH (this)-[features:FEATURES]->(entity:Entity)\nWHERE entity.name <> '// } RETURN entity_1'\n"
    )
    found = read(tmp_path, text)
    assert found.title == "Things, in some order."
    assert found.body == text[text.index("MATCH") :].strip()
    assert found.yields == {"entity": "Entity", "features": "FEATURES"}
    assert (found.item, found.label) == ("entity", "Entity")
    assert found.default_order is not None
    assert found.default_order.keys == (("entity.searchName", False),)
    assert found.orders["LATEST"].keys == (
        ("coalesce(entity.lastMentionedOn, date('0001-01-01'))", True),
        ("features.salience", False),
    )
    assert found.key == ("entity.slug", "coalesce(entity.url, '')")
    assert list(found.conditions) == ["where.kind", "where.videos", "where.name"]
    assert found.conditions["where.name"].subject == "entity.searchName = $name"
    assert found.conditions["where.videos"].label == "Video"
    assert [(lead.path, lead.size) for lead in found.leads] == [
        ("where.videos", "COUNT { (related)-[:FEATURES]->() }")
    ]
    assert found.normalised == {"where.name"}


def test_the_key_is_the_items_id_by_default(tmp_path: Path):
    assert read(tmp_path, HEAD + BODY).key == ("entity.id",)


WRONG = [
    (HEAD + "// sort: entity.name\n" + BODY, 4, "no head word: 'sort: entity.name'; the words are yields, order, key, use, filter, walk-filter, start-from, scan, scan-along, implies, types, index, bound, total, within, version, pre-query, texts, value"),
    (HEAD + "// order NAME:\n" + BODY, 4, "order says nothing"),
    ("// yields: entity: Entity\n" + BODY, 1, "the first line must say what the file yields"),
    (BODY, 1, "the first line must say what the file yields"),
    ("// Things.\n" + BODY, 1, "exactly one `yields` is needed"),
    (HEAD + "// yields: video: Video\n" + BODY, 1, "exactly one `yields` is needed"),
    ("// Things.\n// yields: entity: Entitty\n" + BODY, 2, "entity: cypher/model.toml has no 'Entitty'"),
    ("// Things.\n// yields: thing: Entity\n" + BODY, 2, "the Cypher binds no `thing`"),
    ("// A value.\n// value: this.name\n" + BODY, 3, "a file with `value` has no other word, and no body"),
    ("// A value.\n// value: this.name\n// order: this.name\n", 4, "a file with `value` has no other word, and no body"),
    ("// A value.\n// value: this.name\n// value talk: video.name\n", 2, "there is one `value`, and at most one `value name` with an expression over `name`"),
    ("// A value.\n// value: this.name\n// value video: this.name\n", 2, "there is one `value`, and at most one `value name` with an expression over `name`"),
    ("// A value.\n// value video: video.name\n", 2, "there is one `value`, and at most one `value name` with an expression over `name`"),
    (HEAD + "// within: talk\n" + BODY, 4, "cypher/model.toml has no 'Talk'"),
    (HEAD + "// total edge: 1\n" + BODY, 4, "only `page` is possible here, once and with one expression"),
    (HEAD + "// types: *\n" + BODY, 4, "the body must hold [:"),
    (HEAD + "// walk-filter hops: *1..4\n" + BODY, 4, "the body must hold a walk of *1..4"),
    (HEAD + "// scan: COUNT { (:Entity) }\n" + BODY, 4, "scan must say how many items are read"),
    (HEAD + "// scan 1000: COUNT { (:Entity) }\n" + BODY, 4, "scan needs `start-from` or `total`"),
    (ALONG + "// scan-along where.kind: NAME, features.entityId\n" + BODY, 8, "where.kind is no `start-from` of ids to scan along"),
    (ALONG + "// scan-along where.videos: TITLE, features.entityId\n" + BODY, 8, "scan-along needs an order and the properties of its index, not 'TITLE, features.entityId'"),
    (ALONG + "// scan-along where.videos: NAME\n" + BODY, 8, "scan-along needs an order and the properties of its index, not 'NAME'"),
    (ALONG + "// scan-along where.videos: NAME, features.entityId\n" + BODY, 8, "scan-along needs a body `// when scan=related:`"),
    (HEAD + "// implies where.videos: ids (this)<-[:FEATURES]-(related:Video)\n" + BODY, 4, "where.videos is no condition of ids"),
    (HEAD + "// types: *\n" + WALK, 5, "a walk needs a LIMIT of its own, the same in all bodies"),
    (HEAD + "// types: *\n" + WALK + "LIMIT 20\n// when hops=1:\n" + BODY + "LIMIT 21\n", 5, "a walk needs a LIMIT of its own, the same in all bodies"),
    (HEAD + BODY + "// when orderBy=NAME: slug for name\n", 5, "the first body holds no name"),
    (RELATIONSHIPS + "// start-from where.videos: 1\n" + BOTH, 4, "the pattern of where.videos must hold (:Evidence {relationshipId: relationship.id})"),
    (HEAD + "// walk-filter where.kind: entity.kind IN $kind\n" + BODY, 5, "`walk-filter` needs a WHERE"),
    (HEAD, 4, "the file has no Cypher and no `value`"),
    (HEAD + BODY + "// and more\n", 4, "comments stand in the head: texts must stay canonical"),
    (HEAD + BODY + "WITH entity /* all */\n", 4, "comments stand in the head: texts must stay canonical"),
    (HEAD + BODY + "RETURN entity\n", 5, "RETURN is added by the engine"),
    (HEAD + BODY + "UNION\n" + BODY, 5, "UNION needs its own CALL (…) { }"),
    (HEAD + BODY + "WHERE EXISTS { (entity)\n", 4, "braces do not match"),
    (HEAD + "MATCH (entity_2:Entity) WITH entity_2 AS entity\n", 4, "entity_2 is a name that the engine makes"),
    (HEAD + "MATCH (c1)-->(entity:Entity)\n", 4, "c1 is a name that the engine makes"),
    (HEAD + "// use: NothingWhere\n" + BODY, 4, "there is no cypher/filters/NothingWhere.cypher"),
    (HEAD + "// filter where.videos: ids (entity)<-[:FEATURES]-(video:Video)\n" + BODY, 4, "a pattern behind `ids` must hold (related:Label)"),
    (HEAD + "// start-from where.videos: 1\n" + BODY, 4, "where.videos has no condition with a pattern to start from"),
    (HEAD + "// filter where.kind: entity.kind IN $kind\n// start-from where.kind: 1\n" + BODY, 5, "where.kind has no condition with a pattern to start from"),
    ("// Hits.\n// yields: Video\n" + BODY, 2, "Video: cypher/model.toml has no ''"),
    ("// Hits.\n// yields: Video\n", 3, "the file has no Cypher and no `value`"),
    ("// Hits.\n// pre-query: hits\n", 3, "a file without a body has `yields`, `pre-query` and no other word"),
    ("// Hits.\n// yields: Video\n// pre-query: hits\n// order: a.b\n", 5, "a file without a body has `yields`, `pre-query` and no other word"),
    ("// Hits.\n// pre-query: hits\n// yields: Video\n", 3, "there is no cypher/nodes/Video.cypher"),
    (HEAD + "// types: relationship\n" + BODY, 4, "the body must hold [relationship:WORKS_AT|LEADS|"),
    (HEAD + "// types: where.type\n" + BODY, 4, "there is no plain condition where.type"),
    (HEAD + "// key text: entity.slug\n" + BODY, 4, "only `number` is possible here, once and with one expression"),
    (HEAD + "// key number: entity.slug, entity.id\n" + BODY, 4, "only `number` is possible here, once and with one expression"),
    (HEAD + "// bound where.kind: NAME, entity.kind IN $kind\n" + BODY, 4, "where.kind is no condition that could bound an order"),
    (HEAD + "// filter where.kind: entity.kind IN $kind\n// bound where.kind: NAME, true\n" + BODY, 5, "a bound needs an order and a condition, not 'NAME, true'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "reason"), WRONG)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, line: int, reason: str):
    with pytest.raises(FragmentError) as raised:
        read(tmp_path, text)
    error = raised.value
    assert error.file == str(tmp_path / "fields" / "Video" / "things.cypher")
    assert (error.line, error.reason[: len(reason)]) == (line, reason)
    assert error.message == f"{error.file}:{line}: {error.reason}"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("// Conditions.\n// order: a.b\n", 2, "a file of filters holds a title and `filter` lines"),
        ("// Conditions.\nMATCH (a)\n", 2, "a file of filters holds a title and `filter` lines"),
        (
            "// Conditions.\n//\n// filter videos: ids (a)--(b)\n",
            3,
            "a pattern behind `ids` must hold (related:Label)",
        ),
    ],
)
def test_a_wrong_file_of_filters_is_refused(tmp_path: Path, text: str, line: int, reason: str):
    file = tmp_path / "ThingWhere.cypher"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FragmentError) as raised:
        read_filters(file)
    assert (raised.value.file, raised.value.line, raised.value.reason) == (str(file), line, reason)


def catalog(change: dict[tuple[str, str], Fragment | None]) -> Catalog:
    """The catalog of the real files, with some changed or gone."""
    found = {place: one for place, one in (read_fragments() | change).items() if one is not None}
    return Catalog(graphql_schema(), found, PRE_QUERIES, graph_model())


def test_a_field_without_an_answer_is_refused():
    with pytest.raises(FragmentError) as raised:
        catalog({("Video", "chapters"): None})
    assert raised.value.file.endswith("cypher/fields/Video/chapters.cypher")
    assert raised.value.reason == "Video.chapters is no property in cypher/model.toml, so this file is needed"


def test_a_mutation_without_a_file_has_that_of_all_results():
    real = catalog({})
    assert real.fragment("Mutation", "deleteVideo") is real.fragments["Mutation", "result"]
    assert real.fragment("Mutation", "importTalk") is real.fragments["Mutation", "importTalk"]


def test_the_types_of_results_are_maps_without_being_listed():
    real = catalog({})
    assert real.values("DeletedVideo")["title"] == "this.title"
    assert real.values("NotFound") == {"message": "this.message", "code": "this.code"}
    with pytest.raises(FragmentError) as raised:
        catalog({("MergedEntities", "entity"): None})
    assert raised.value.file.endswith("cypher/fields/MergedEntities/entity.cypher")


def test_a_value_without_an_answer_is_refused():
    with pytest.raises(FragmentError, match=r"Mention\.startSeconds is no property"):
        catalog({("Mention", "startSeconds"): None})


def test_a_file_without_a_field_is_refused():
    spare = replace(read_fragments()["Video", "chapters"], file=Path("cypher/fields/Video/parts.cypher"))
    with pytest.raises(FragmentError) as raised:
        catalog({("Video", "parts"): spare})
    assert raised.value.message == "cypher/fields/Video/parts.cypher: the schema has no field Video.parts"


REAL = read_fragments()


@pytest.mark.parametrize(
    ("place", "fragment", "reason"),
    [
        (
            ("Video", "chapters"),
            replace(REAL["Video", "chapters"], yields={"chapter": "Segment"}),
            "yields Segment, but the field is of Chapter",
        ),
        (
            ("Video", "entities"),
            replace(REAL["Video", "entities"], yields={"entity": "Entity"}),
            "the edge has facts, so `yields` needs a second variable",
        ),
        (
            ("Video", "entities"),
            replace(REAL["Video", "entities"], orders={"NAME": REAL["Video", "entities"].orders["NAME"]}),
            "orders are ['NAME'], the schema's ['FIRST_SECONDS', 'MENTIONS', 'NAME', 'SALIENCE']",
        ),
        (
            ("Video", "chapters"),
            replace(
                REAL["Video", "chapters"],
                conditions={"where.kind": REAL["Query", "entity"].conditions["kind"]},
            ),
            "the field has no argument where.kind",
        ),
        (
            ("Video", "urlAt"),
            replace(REAL["Video", "urlAt"], value="this.url + $minutes + $seconds"),
            "the field has no argument minutes",
        ),
        (
            ("Query", "paths"),
            replace(REAL["Query", "paths"], pre_query="everywhere"),
            "there is no pre-query 'everywhere'",
        ),
        (
            ("nodes", "Topic"),
            replace(REAL["nodes", "Topic"], texts=()),
            "what is searched for needs `texts`",
        ),
    ],
)
def test_a_file_that_does_not_fit_its_field_is_refused(
    place: tuple[str, str], fragment: Fragment, reason: str
):
    with pytest.raises(FragmentError) as raised:
        catalog({place: fragment})
    assert (raised.value.file, raised.value.reason) == (str(fragment.file), reason)
