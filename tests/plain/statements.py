"""Conditions on relationships and evidence, for the plain executor."""

from plain.conditions import Where, check_where, related, said_matches, span
from plain.graph import Graph, Thing
from service.errors import InvalidInput

CO_MENTION = "MENTIONED_WITH"
SYMMETRIC = ("COMPETES_WITH", "RELATED_TO", CO_MENTION)
STATED = {
    "videos": "Video",
    "channels": "Channel",
    "topics": "Topic",
    "speakers": "Person",
    "voices": "Speaker",
}
"""Keys of both filters that take ids."""


def check_types(where: Where) -> None:
    """Returns the faults of a filter of a list that leaves out MENTIONED_WITH by default."""
    check_where(where, STATED)
    if (where or {}).get("type") == [] and not (where or {}).get("includeCoMentions"):
        raise InvalidInput("no type is left")


def is_asked_for(type_: str, where: Where) -> bool:
    """Returns whether such a list contains this type."""
    where = where or {}
    types = where.get("type")
    if type_ == CO_MENTION:
        return bool(where.get("includeCoMentions") or CO_MENTION in (types or []))
    return types is None or type_ in types


def _ends_match(type_: str, ends: tuple[str, str], where: Where) -> bool:
    where = where or {}
    kinds, either = where.get("kind"), where.get("eitherKind")
    source, target = where.get("sourceKind"), where.get("targetKind")
    ways = [ends, ends[::-1]] if type_ in SYMMETRIC else [ends]
    return (
        (kinds is None or all(kind in kinds for kind in ends))
        and (either is None or any(kind in either for kind in ends))
        and any(
            (source is None or one in source) and (target is None or other in target) for one, other in ways
        )
    )


def is_past(graph: Graph, relationship: Thing) -> bool:
    """Returns whether all its evidence says that it is over, or the person has left since."""
    id_ = relationship["id"]
    if all(graph.column("MATCH (e:Evidence {relationshipId: $id}) RETURN coalesce(e.past, false)", id=id_)):
        return True
    if relationship["type"] not in ("WORKS_AT", "LEADS"):
        return False
    days = graph.column(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.id = $id MATCH (a)-[left:LEFT]->(b) "
        "RETURN left.lastSaidOn IS NULL OR r.lastSaidOn IS NULL OR left.lastSaidOn >= r.lastSaidOn",
        id=id_,
    )
    return any(days)


def relationship_matches(graph: Graph, relationship: Thing, where: Where) -> bool:
    where, this = where or {}, relationship["id"]
    least = where.get("minEvidence")
    said_on = where.get("saidOn") or {}
    [ends] = graph.rows("MATCH (a:Entity)-[r]->(b:Entity) WHERE r.id = $id RETURN a.kind, b.kind", id=this)

    def of_evidence(pattern: str) -> list[str]:
        text = f"MATCH (e:Evidence)-[:SAID_IN]->(s:Segment), {pattern} WHERE e.relationshipId = $id RETURN one.id"
        return graph.column(text, id=this)  # pyright: ignore[reportArgumentType]

    return (
        is_asked_for(relationship["type"], where)
        and _ends_match(relationship["type"], (ends[0], ends[1]), where)
        and (least is None or relationship["evidenceCount"] >= least)
        and (where.get("past") is None or where["past"] == is_past(graph, relationship))
        and span({"gte": said_on.get("gte")}, relationship.get("lastSaidOn"))
        and span({"lt": said_on.get("lt")}, relationship.get("firstSaidOn"))
        and span(where.get("firstSaidOn"), relationship.get("firstSaidOn"))
        and related(where.get("videos"), of_evidence("(s)<-[:HAS_SEGMENT]-(one:Video)"))
        and related(
            where.get("channels"), of_evidence("(s)<-[:HAS_SEGMENT]-(:Video)<-[:PUBLISHED]-(one:Channel)")
        )
        and related(where.get("topics"), of_evidence("(s)-[:ABOUT]->(one:Topic)"))
        and related(where.get("speakers"), of_evidence("(s)-[:SPOKEN_BY]->(:Speaker)-[:IS]->(one:Person)"))
        and related(where.get("voices"), of_evidence("(s)-[:SPOKEN_BY]->(one:Speaker)"))
    )


def evidence_matches(graph: Graph, evidence: Thing, where: Where) -> bool:
    """An EvidenceWhere, but for `type` and `includeCoMentions`."""
    where, this = where or {}, evidence["id"]
    [ends] = graph.rows(
        "MATCH (a:Entity)<-[:SUBJECT]-(:Evidence {id: $id})-[:OBJECT]->(b:Entity) RETURN a.kind, b.kind",
        id=this,
    )
    segments = graph.column(
        "MATCH (:Evidence {id: $id})-[:SAID_IN]->(s:Segment) RETURN s.id ORDER BY s.index", id=this
    )
    [[video, day, channel]] = graph.rows(
        "MATCH (:Segment {id: $id})<-[:HAS_SEGMENT]-(v:Video) OPTIONAL MATCH (v)<-[:PUBLISHED]-(c:Channel) "
        "RETURN v.id, v.publishedOn, c.id",
        id=segments[0],
    )
    topics = [
        topic
        for segment in segments
        for topic in graph.column("MATCH (:Segment {id: $id})-[:ABOUT]->(t:Topic) RETURN t.id", id=segment)
    ]
    voices, persons = (
        [
            one
            for segment in segments
            for one in graph.column(
                f"MATCH (:Segment {{id: $id}})-[:SPOKEN_BY]->{pattern} RETURN one.id", id=segment
            )
        ]
        for pattern in ("(one:Speaker)", "(:Speaker)-[:IS]->(one:Person)")
    )
    return (
        said_matches(evidence, video, where)
        and where.get("past") in (None, evidence.get("past", False))
        and _ends_match(evidence["type"], (ends[0], ends[1]), where)
        and span(where.get("saidOn"), day)
        and related(where.get("channels"), [channel] if channel else [])
        and related(where.get("topics"), topics)
        and related(where.get("speakers"), persons)
        and related(where.get("voices"), voices)
    )
