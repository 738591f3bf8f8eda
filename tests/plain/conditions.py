"""Conditions for the plain executor: each `where` as a Python predicate over one item."""

from collections.abc import Callable, Collection
from typing import Any

from plain.graph import Graph, Thing
from service.domain.text import search_form
from service.errors import InvalidInput

type Where = dict[str, Any] | None


def require_ids(label: str, ids: Collection[str]) -> None:
    for one in ids:
        if not one.startswith(f"{'entity' if label == 'Person' else label.lower()}:"):
            raise InvalidInput(f"{one} is no id of a {label}")


def require_short(values: Any) -> None:
    """Lists have at most 100 values, texts 1,000 characters."""
    if isinstance(values, list):
        if len(values) > 100:
            raise InvalidInput("too many values")
        for value in values:
            require_short(value)
    elif isinstance(values, str) and len(values) > 1000:
        raise InvalidInput("too long")


DEEPEST = 5
MOST_BRANCHES = 50


def branches_of(where: Where) -> list[list[dict[str, Any]]]:
    """Returns the filters under `and`, `or` and `not`, each as a list."""
    given = [(where or {}).get(word) for word in ("and", "or", "not")]
    return [one if isinstance(one, list) else [one] for one in given if one is not None]


def check_groups(where: Where) -> None:
    """At most five groups within one another, with at most fifty filters in them."""
    level, depth, count = [where], 0, 0
    while level := [below for one in level for group in branches_of(one) for below in group]:
        depth, count = depth + 1, count + len(level)
    if depth > DEEPEST or count > MOST_BRANCHES:
        raise InvalidInput("too many groups")


def grouped(where: Where, matches: Callable[[dict[str, Any]], bool]) -> bool:
    """Returns whether all groups of a filter hold. `matches` tests a nested filter."""
    where = where or {}
    every, some, no = where.get("and"), where.get("or"), where.get("not")
    return (
        (every is None or all(matches(one) for one in every))
        and (some is None or any(matches(one) for one in some))
        and (no is None or not matches(no))
    )


def check_where(where: Where, labels: dict[str, str]) -> None:
    """Returns the faults of a filter that do not depend on data. `labels`: key of an IdFilter → label."""
    check_groups(where)
    for group in branches_of(where):
        for one in group:
            check_where(one, labels)
    for key, value in (where or {}).items():
        if key in ("and", "or", "not"):
            continue
        for below in value.values() if isinstance(value, dict) else [value]:
            require_short(below)
            if key in labels and below is not None:
                require_ids(labels[key], below)


def related(asked: dict[str, list[str] | None] | None, ids: Collection[str]) -> bool:
    """An IdFilter on something related to `ids`."""
    if asked is None:
        return True
    any_, all_, none = (asked.get(key) for key in ("any", "all", "none"))
    return (
        (any_ is None or bool(set(any_) & set(ids)))
        and (all_ is None or set(all_) <= set(ids))
        and (none is None or not set(none) & set(ids))
    )


def text(asked: dict[str, Any] | None, values: Collection[str]) -> bool:
    """A StringFilter: whether one of the values meets all of it."""
    given = {key: value for key, value in (asked or {}).items() if value is not None}
    if not given:
        return True
    for value in values:
        found = search_form(value)
        tests = {
            "eq": lambda wanted, found=found: found == search_form(wanted),
            "in": lambda wanted, found=found: found in [search_form(one) for one in wanted],
            "contains": lambda wanted, found=found: search_form(wanted) in found,
            "startsWith": lambda wanted, found=found: found.startswith(search_form(wanted)),
        }
        if all(tests[key](wanted) for key, wanted in given.items()):
            return True
    return False


def span(asked: dict[str, Any] | None, value: Any) -> bool:
    """A DateRange or FloatRange; what is unknown does not match."""
    gte, lt = (asked or {}).get("gte"), (asked or {}).get("lt")
    if gte is None and lt is None:
        return True
    return value is not None and (gte is None or value >= gte) and (lt is None or value < lt)


VIDEO = {"channels": "Channel", "speakers": "Person", "entities": "Entity", "topics": "Topic"}


def video_matches(graph: Graph, video: Thing, where: Where) -> bool:
    where, this = where or {}, video["id"]
    return (
        grouped(where, lambda below: video_matches(graph, video, below))
        and text(where.get("title"), [video["title"]])
        and span(where.get("publishedOn"), video.get("publishedOn"))
        and span(where.get("durationSeconds"), video.get("durationSeconds"))
        and text(where.get("language"), [video["language"]] if video.get("language") else [])
        and related(
            where.get("channels"),
            graph.column("MATCH (:Video {id: $id})<-[:PUBLISHED]-(c:Channel) RETURN c.id", id=this),
        )
        and related(
            where.get("speakers"),
            graph.column(
                "MATCH (:Video {id: $id})-[:HAS_SPEAKER]->(:Speaker)-[:IS]->(p:Person) RETURN p.id", id=this
            ),
        )
        and related(
            where.get("entities"),
            graph.column("MATCH (:Video {id: $id})-[:FEATURES]->(e:Entity) RETURN e.id", id=this),
        )
        and related(
            where.get("topics"),
            graph.column("MATCH (:Video {id: $id})-[:DISCUSSES]->(t:Topic) RETURN t.id", id=this),
        )
    )


SEGMENT = {
    "videos": "Video",
    "channels": "Channel",
    "entities": "Entity",
    "topics": "Topic",
    "speakers": "Person",
    "voices": "Speaker",
}


def segment_matches(graph: Graph, segment: Thing, where: Where) -> bool:
    where, this = where or {}, segment["id"]
    day = graph.one("MATCH (:Segment {id: $id})<-[:HAS_SEGMENT]-(v:Video) RETURN v.publishedOn", id=this)
    return (
        grouped(where, lambda below: segment_matches(graph, segment, below))
        and span(where.get("startSeconds"), segment["startSeconds"])
        and span(where.get("publishedOn"), day)
        and related(
            where.get("channels"),
            graph.column(
                "MATCH (:Segment {id: $id})<-[:HAS_SEGMENT]-(:Video)<-[:PUBLISHED]-(c:Channel) RETURN c.id",
                id=this,
            ),
        )
        and related(
            where.get("voices"),
            graph.column("MATCH (:Segment {id: $id})-[:SPOKEN_BY]->(s:Speaker) RETURN s.id", id=this),
        )
        and text(where.get("text"), [segment["text"]])
        and related(
            where.get("videos"),
            graph.column("MATCH (:Segment {id: $id})<-[:HAS_SEGMENT]-(v:Video) RETURN v.id", id=this),
        )
        and related(
            where.get("entities"),
            graph.column("MATCH (:Segment {id: $id})-[:MENTIONS]->(e:Entity) RETURN e.id", id=this),
        )
        and related(
            where.get("topics"),
            graph.column("MATCH (:Segment {id: $id})-[:ABOUT]->(t:Topic) RETURN t.id", id=this),
        )
        and related(
            where.get("speakers"),
            graph.column(
                "MATCH (:Segment {id: $id})-[:SPOKEN_BY]->(:Speaker)-[:IS]->(p:Person) RETURN p.id", id=this
            ),
        )
    )


ENTITY = {"videos": "Video", "topics": "Topic", "channels": "Channel"}


def entity_matches(graph: Graph, entity: Thing, where: Where) -> bool:
    where, this = where or {}, entity["id"]
    kinds, least = where.get("kind"), where.get("minMentions")
    days = graph.column("MATCH (:Entity {id: $id})<-[:FEATURES]-(v:Video) RETURN v.publishedOn", id=this)
    return (
        grouped(where, lambda below: entity_matches(graph, entity, below))
        and (not where.get("mentionedOn") or any(span(where["mentionedOn"], day) for day in days))
        and (kinds is None or entity["kind"] in kinds)
        and (least is None or entity["mentionCount"] >= least)
        and text(
            where.get("name"),
            graph.column("MATCH (:Entity {id: $id})<-[:NAMES]-(a:Alias) RETURN a.name", id=this),
        )
        and related(
            where.get("videos"),
            graph.column("MATCH (:Entity {id: $id})<-[:FEATURES]-(v:Video) RETURN v.id", id=this),
        )
        and related(
            where.get("topics"),
            graph.column("MATCH (:Entity {id: $id})<-[:COVERS]-(t:Topic) RETURN t.id", id=this),
        )
        and related(
            where.get("channels"),
            graph.column(
                "MATCH (:Entity {id: $id})<-[:FEATURES]-(:Video)<-[:PUBLISHED]-(c:Channel) RETURN c.id",
                id=this,
            ),
        )
    )


TOPIC = {"videos": "Video", "entities": "Entity"}


def topic_matches(graph: Graph, topic: Thing, where: Where) -> bool:
    where, this = where or {}, topic["id"]
    return (
        text(where.get("name"), [topic["name"]])
        and related(
            where.get("videos"),
            graph.column("MATCH (:Topic {id: $id})<-[:DISCUSSES]-(v:Video) RETURN v.id", id=this),
        )
        and related(
            where.get("entities"),
            graph.column("MATCH (:Topic {id: $id})-[:COVERS]->(e:Entity) RETURN e.id", id=this),
        )
    )


SAID = {"videos": "Video"}


def said_matches(thing: Thing, video: str, where: Where) -> bool:
    """A MentionWhere, or as much of an EvidenceWhere, on something of this confidence that is said in this video."""
    where = where or {}
    least, sure = where.get("minConfidence"), thing.get("confidence")
    return (least is None or sure is None or sure >= least) and related(where.get("videos"), [video])
