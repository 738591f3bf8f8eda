"""The root fields, for the plain executor."""

from collections import Counter
from datetime import date

from plain import conditions as where_
from plain import statements as stated
from plain.fields import mention_of
from plain.graph import Graph, Thing
from plain.pages import Key, Listed, Numbers, Orders, page
from plain.registry import SEGMENT_ORDERS, VIDEO_ORDERS, Arguments, field, names_of
from service.domain.text import search_form
from service.errors import InvalidInput

LABELS = {
    "channel": "Channel",
    "video": "Video",
    "speaker": "Speaker",
    "segment": "Segment",
    "chapter": "Chapter",
    "section": "SummarySection",
    "bullet": "SummaryBullet",
    "topic": "Topic",
    "entity": "Entity",
    "evidence": "Evidence",
    "job": "Job",
}


def _by_id(graph: Graph, id_: str) -> Thing | None:
    prefix, _, _ = id_.partition(":")
    if not _is_id(id_):
        raise InvalidInput("no id of ours")
    if prefix in LABELS:
        return graph.one("MATCH (n:$($label)) WHERE n.id = $id RETURN n", label=LABELS[prefix], id=id_)
    if prefix == "relationship":
        return graph.one("MATCH (:Entity)-[r]->(:Entity) WHERE r.id = $id RETURN r", id=id_)
    rows = graph.rows("MATCH (s:Segment)-[m:MENTIONS]->(e:Entity) RETURN s, m, e")
    return next((one for row in rows if (one := mention_of(*row))["id"] == id_), None)


def _is_id(text: str) -> bool:
    prefix, _, rest = text.partition(":")
    return bool(rest) and prefix in (*LABELS, "relationship", "mention")


@field("Query.node")
def node(graph: Graph, _: Thing, arguments: Arguments) -> Thing | None:
    where_.require_short(arguments["id"])
    return _by_id(graph, arguments["id"])


@field("Query.nodes")
def nodes(graph: Graph, _: Thing, arguments: Arguments) -> list[Thing | None]:
    where_.require_short(arguments["ids"])
    return [_by_id(graph, id_) if _is_id(id_) else None for id_ in arguments["ids"]]


@field("Query.video")
def video(graph: Graph, _: Thing, arguments: Arguments) -> Thing | None:
    ((key, value),) = arguments["by"].items()
    where_.require_short(value)
    if key == "id":
        where_.require_ids("Video", [value])
    return next((one for one in graph.column("MATCH (v:Video) RETURN v") if one.get(key) == value), None)


@field("Query.videos")
def videos(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.VIDEO)
    found = graph.column("MATCH (v:Video) RETURN v")
    kept = [Listed(one) for one in found if where_.video_matches(graph, one, where)]
    return page("Query.videos", kept, arguments, VIDEO_ORDERS)


@field("Query.segments")
def segments(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.SEGMENT)
    found = graph.rows("MATCH (v:Video)-[:HAS_SEGMENT]->(s:Segment) RETURN s, v")
    kept = [Listed(one, more=video) for one, video in found if where_.segment_matches(graph, one, where)]
    return page("Query.segments", kept, arguments, SEGMENT_ORDERS, ties=())


@field("Query.channel")
def channel(graph: Graph, _: Thing, arguments: Arguments) -> Thing | None:
    ((key, value),) = arguments["by"].items()
    where_.require_short(value)
    if key == "id":
        where_.require_ids("Channel", [value])
    found = graph.column("MATCH (c:Channel) RETURN c")
    if key == "name":
        found = [one for one in found if search_form(one["name"]) == search_form(value)]
    else:
        found = [one for one in found if one.get(key) == value]
    return min(found, key=lambda one: (one["name"], one["id"]), default=None)


@field("Query.channels")
def channels(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    found = [Listed(one) for one in graph.column("MATCH (c:Channel) RETURN c")]
    return page("Query.channels", found, arguments, {"DEFAULT": [(lambda one: one.item["name"], False)]})


DECISIONS: Orders = {"DEFAULT": [(lambda one: one.item["moment"], True)]}


@field("Query.decisions", "Entity.decisions", "Evidence.decisions", "Video.decisions")
def decisions(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    """The seed has none; tests/integration/api/test_decisions.py has some."""
    assert graph.column("MATCH (d:Decision) RETURN d") == []
    return page("Query.decisions", [], arguments, DECISIONS)


@field("Query.job")
def job(graph: Graph, _: Thing, arguments: Arguments) -> Thing | None:
    """The seed has none; tests/integration/api/test_jobs.py has some."""
    where_.require_short(arguments["id"])
    _by_id(graph, arguments["id"])  # refuses what is no id
    assert graph.column("MATCH (j:Job) RETURN j") == []
    return None


@field("Query.jobs")
def jobs(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where") or {}
    where_.require_short(where.get("state"))
    found = graph.column("MATCH (j:Job) RETURN j")
    kept = [Listed(one) for one in found if where.get("state") is None or one["state"] in where["state"]]
    orders: Orders = {"DEFAULT": [(lambda one: one.item["number"], True)]}
    return page("Query.jobs", kept, arguments, orders, ties=())


@field("Query.apiKeys")
def api_keys(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    """The seed has none; tests/integration/api/test_admin.py has some."""
    assert graph.column("MATCH (k:ApiKey) RETURN k") == []
    return page("Query.apiKeys", [], arguments, {"DEFAULT": [(lambda one: one.item["createdAt"], True)]})


@field("Query.follows")
def follows(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    """The seed has none; tests/integration/follows/ has some."""
    assert graph.column("MATCH (f:Follow) RETURN f") == []
    return page("Query.follows", [], arguments, {"DEFAULT": [(lambda one: one.item["createdAt"], False)]})


@field("Query.webhooks")
def webhooks(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    """The seed has none; tests/integration/api/test_admin.py has some."""
    assert graph.column("MATCH (h:Webhook) RETURN h") == []
    return page("Query.webhooks", [], arguments, {"DEFAULT": [(lambda one: one.item["createdAt"], False)]})


@field("Query.entity")
def entity(graph: Graph, _: Thing, arguments: Arguments) -> Thing | None:
    ((key, value),) = arguments["by"].items()
    where_.require_short(value)
    if key == "id":
        where_.require_ids("Entity", [value])
    found = graph.column("MATCH (e:Entity) RETURN e")
    if key == "name":
        found = [one for one in found if where_.text({"eq": value}, names_of(graph, one))]
    else:
        found = [one for one in found if one[key] == value]
    if arguments.get("kind") is not None:
        found = [one for one in found if one["kind"] == arguments["kind"]]
    return max(found, key=lambda one: (one["mentionCount"], one["id"]), default=None)


ENTITY_ORDERS: Orders = {
    "MENTIONS": [(lambda one: one.item["mentionCount"], True)],
    "VIDEOS": [(lambda one: one.item["videoCount"], True)],
    "RELATIONSHIPS": [(lambda one: one.item["relationshipCount"], True)],
    "NAME": [(lambda one: search_form(one.item["name"]), False)],
    "LAST_MENTIONED_ON": [(lambda one: one.item.get("lastMentionedOn") or date(1, 1, 1), True)],
}


@field("Query.entities")
def entities(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.ENTITY)
    found = graph.column("MATCH (e:Entity) RETURN e")
    kept = [Listed(one) for one in found if where_.entity_matches(graph, one, where)]
    return page("Query.entities", kept, arguments, ENTITY_ORDERS)


@field("Query.topic")
def topic(graph: Graph, _: Thing, arguments: Arguments) -> Thing | None:
    ((key, value),) = arguments["by"].items()
    where_.require_short(value)
    if key == "id":
        where_.require_ids("Topic", [value])
    found = graph.column("MATCH (t:Topic) RETURN t")
    if key == "name":
        found = [one for one in found if search_form(one["name"]) == search_form(value)]
    else:
        found = [one for one in found if one[key] == value]
    return max(found, key=lambda one: (one["videoCount"], one["id"]), default=None)


@field("Query.topics")
def topics(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.TOPIC)
    found = graph.column("MATCH (t:Topic) RETURN t")
    kept = [Listed(one) for one in found if where_.topic_matches(graph, one, where)]
    orders: Orders = {
        "DEFAULT": [
            (lambda one: one.item["videoCount"], True),
            (lambda one: search_form(one.item["name"]), False),
        ]
    }
    return page("Query.topics", kept, arguments, orders)


def _day(value: date | None) -> date:
    return value or date(1, 1, 1)


def _newest(key: str) -> list[Key]:
    return [(lambda one: _day(one.item.get(key)), True), (lambda one: one.item["type"], True)]


@field("Query.relationships")
def relationships(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    stated.check_types(where)
    found = graph.column("MATCH (:Entity)-[r]->(:Entity) RETURN r")
    kept = [Listed(one) for one in found if stated.relationship_matches(graph, one, where)]
    orders: Orders = {"LAST_SAID_ON": _newest("lastSaidOn"), "FIRST_SAID_ON": _newest("firstSaidOn")}
    return page("Query.relationships", kept, arguments, orders, most=1)


@field("Query.evidence")
def evidence(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    stated.check_types(where)
    found = graph.rows(
        "MATCH (e:Evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(v:Video) RETURN DISTINCT e, v.publishedOn"
    )
    kept = [
        Listed(one, more={"day": _day(day)})
        for one, day in found
        if stated.is_asked_for(one["type"], where) and stated.evidence_matches(graph, one, where)
    ]
    orders: Orders = {
        "SAID_ON": [
            (lambda one: one.more["day"], True),
            (lambda one: one.item["type"], True),
            (lambda one: one.item["relationshipId"], True),
        ]
    }
    return page("Query.evidence", kept, arguments, orders)


@field("Query.stats")
def stats(graph: Graph, _: Thing, __: Arguments) -> Thing:
    kinds = Counter(graph.column("MATCH (e:Entity) RETURN e.kind"))
    types = Counter(graph.column("MATCH (:Entity)-[r]->(:Entity) RETURN type(r)"))
    days = sorted(graph.column("MATCH (v:Video) WHERE v.publishedOn IS NOT NULL RETURN v.publishedOn"))
    return {
        "videoCount": graph.one("MATCH (n:Video) RETURN count(n)"),
        "segmentCount": graph.one("MATCH (n:Segment) RETURN count(n)"),
        "entityCount": kinds.total(),
        "relationshipCount": types.total(),
        "coMentionCount": types["MENTIONED_WITH"],
        "evidenceCount": graph.one("MATCH (n:Evidence) RETURN count(n)"),
        "topicCount": graph.one("MATCH (n:Topic) RETURN count(n)"),
        "entitiesByKind": [
            {"kind": kind, "count": count}
            for kind, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "relationshipsByType": [
            {"type": type_, "count": count}
            for type_, count in sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        "firstPublishedOn": days[0] if days else None,
        "lastPublishedOn": days[-1] if days else None,
    }


@field("Query.changes")
def changes(graph: Graph, _: Thing, arguments: Arguments) -> Thing:
    where = {key: value for key, value in (arguments.get("where") or {}).items() if value is not None}
    for value in where.values():
        where_.require_short(value)
    found = graph.column("MATCH (c:Change) RETURN c")
    latest = max((one["seq"] for one in found), default=0)
    kept = [
        Listed(one)
        for one in found
        if ("kind" not in where or one["kind"] in where["kind"])
        and ("video" not in where or {*where["video"]} & {*one["videoIds"]})
        and ("entity" not in where or {*where["entity"]} & {*one["entityIds"]})
        and ("decision" not in where or {*where["decision"]} & {*one["decisionIds"]})
    ]
    orders: Orders = {"DEFAULT": [(lambda one: one.item["seq"], False)]}
    return page("Query.changes", kept, arguments, orders, ties=(), cursors=Numbers(latest))
