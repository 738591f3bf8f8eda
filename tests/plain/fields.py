"""The fields below the root, for the plain executor: obvious Cypher by hand, filters and pages in Python.

What is not here is a property of the same name.
"""

import math
from collections import defaultdict
from typing import LiteralString
from urllib.parse import urlencode

from plain import conditions as where_
from plain import statements as stated
from plain.graph import Graph, Thing
from plain.pages import Key, Listed, Orders, page
from plain.registry import SEGMENT_ORDERS, VIDEO_ORDERS, Arguments, field, moment, names_of
from service.domain.text import search_form
from service.errors import InvalidInput

# Channel, Topic


@field("Channel.videos")
def channel_videos(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.VIDEO)
    found = graph.column("MATCH (:Channel {id: $id})-[:PUBLISHED]->(v:Video) RETURN v", id=this["id"])
    kept = [Listed(one) for one in found if where_.video_matches(graph, one, where)]
    return page("Channel.videos", kept, arguments, VIDEO_ORDERS)


@field("Topic.videos")
def topic_videos(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.VIDEO)
    found = graph.rows("MATCH (:Topic {id: $id})<-[d:DISCUSSES]-(v:Video) RETURN v, d", id=this["id"])
    kept = [Listed(one, facts) for one, facts in found if where_.video_matches(graph, one, where)]
    return page("Topic.videos", kept, arguments, VIDEO_ORDERS)


@field("Topic.entities")
def topic_entities(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.ENTITY)
    found = graph.rows("MATCH (:Topic {id: $id})-[c:COVERS]->(e:Entity) RETURN e, c", id=this["id"])
    kept = [Listed(one, more=covers) for one, covers in found if where_.entity_matches(graph, one, where)]
    orders: Orders = {
        "DEFAULT": [
            (lambda one: one.more["segmentCount"], True),
            (lambda one: search_form(one.item["name"]), False),
        ]
    }
    return page("Topic.entities", kept, arguments, orders)


@field("Topic.segments")
def topic_segments(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.SEGMENT)
    found = graph.rows(
        "MATCH (:Topic {id: $id})<-[:ABOUT]-(s:Segment)<-[:HAS_SEGMENT]-(v:Video) RETURN s, v", id=this["id"]
    )
    kept = [Listed(one, more=video) for one, video in found if where_.segment_matches(graph, one, where)]
    return page("Topic.segments", kept, arguments, SEGMENT_ORDERS, ties=())


# Video, and what lies in it


@field("Video.urlAt")
def url_at(_: Graph, this: Thing, arguments: Arguments) -> str | None:
    if arguments["seconds"] < 0:
        raise InvalidInput("negative")
    return moment(this.get("momentUrlTemplate"), arguments["seconds"])


@field("Video.media")
def video_media(_: Graph, this: Thing, arguments: Arguments) -> Thing | None:
    del arguments
    if "mediaUrl" not in this:
        own = {"url": f"/videos/{this['slug']}/recording", "mediaType": this.get("recordingType")}
        return own if "recordingType" in this else None
    return {"url": this["mediaUrl"], "mediaType": this.get("mediaType")}


@field("Video.channel")
def video_channel(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    return graph.one("MATCH (c:Channel)-[:PUBLISHED]->(:Video {id: $id}) RETURN c", id=this["id"])


@field("Video.speakers")
def video_speakers(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.column("MATCH (:Video {id: $id})-[:HAS_SPEAKER]->(s:Speaker) RETURN s", id=this["id"])
    return sorted(found, key=lambda one: (-one["speakingSeconds"], one["label"]))


@field("Video.sections")
def video_sections(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.column("MATCH (:Video {id: $id})-[:HAS_SECTION]->(s) RETURN s", id=this["id"])
    return sorted(found, key=lambda one: one["index"])


@field("Video.chapters")
def video_chapters(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.column("MATCH (:Video {id: $id})-[:HAS_CHAPTER]->(c) RETURN c", id=this["id"])
    return sorted(found, key=lambda one: one["index"])


@field("Video.topics")
def video_topics(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    found = graph.rows("MATCH (:Video {id: $id})-[d:DISCUSSES]->(t:Topic) RETURN t, d", id=this["id"])
    orders: Orders = {
        "DEFAULT": [
            (lambda one: one.facts["segmentCount"], True),
            (lambda one: search_form(one.item["name"]), False),
        ]
    }
    return page("Video.topics", [Listed(one, facts) for one, facts in found], arguments, orders)


@field("Video.transcript")
def video_transcript(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.SEGMENT)
    found = graph.column("MATCH (:Video {id: $id})-[:HAS_SEGMENT]->(s:Segment) RETURN s", id=this["id"])
    kept = [Listed(one) for one in found if where_.segment_matches(graph, one, where)]
    orders: Orders = {"DEFAULT": [(lambda one: one.item["index"], False)]}
    return page("Video.transcript", kept, arguments, orders, largest=1000)


@field("Video.entities")
def video_entities(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.ENTITY)
    found = graph.rows("MATCH (:Video {id: $id})-[f:FEATURES]->(e:Entity) RETURN e, f", id=this["id"])
    kept = [
        Listed(one, facts | {"video": this})
        for one, facts in found
        if where_.entity_matches(graph, one, where)
    ]
    orders: Orders = {
        "SALIENCE": [(lambda one: one.facts["salience"], True)],
        "MENTIONS": [(lambda one: one.facts["mentionCount"], True)],
        "FIRST_SECONDS": [(lambda one: one.facts.get("firstSeconds") or 0.0, False)],
        "NAME": [(lambda one: search_form(one.item["name"]), False)],
    }
    return page("Video.entities", kept, arguments, orders)


def _own_name(graph: Graph, video: str, entity: Thing) -> str:
    if entity.get("nameFrom") == "DECISION":
        return entity["name"]
    query = "MATCH (:Video {id: $video})-[f:FEATURES]->(:Entity {id: $id}) RETURN f.name"
    return graph.one(query, video=video, id=entity["id"])


@field("VideoEntityEdge.nameInVideo")
def name_in_the_video(graph: Graph, this: Thing, _: Arguments) -> str:
    return _own_name(graph, this["video"]["id"], this["node"])


@field("VideoRelationshipEdge.sourceName")
def source_name(graph: Graph, this: Thing, arguments: Arguments) -> str:
    return _own_name(graph, this["video"]["id"], relationship_source(graph, this["node"], arguments))


@field("VideoRelationshipEdge.targetName")
def target_name(graph: Graph, this: Thing, arguments: Arguments) -> str:
    return _own_name(graph, this["video"]["id"], relationship_target(graph, this["node"], arguments))


RELATIONSHIP_ORDERS: Orders = {"DEFAULT": [(lambda one: one.item["weight"], True)]}


@field("Video.relationships")
def video_relationships(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    stated.check_types(where)
    ids = set(
        graph.column(
            "MATCH (:Video {id: $id})-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(e:Evidence) "
            "RETURN e.relationshipId",
            id=this["id"],
        )
    )
    found = graph.column("MATCH (:Entity)-[r]->(:Entity) RETURN r")
    kept = [
        Listed(one, {"video": this})
        for one in found
        if one["id"] in ids and stated.relationship_matches(graph, one, where)
    ]
    return page("Video.relationships", kept, arguments, RELATIONSHIP_ORDERS)


@field("Video.related")
def video_related(graph: Graph, this: Thing, arguments: Arguments) -> list[Thing]:
    """Entities that are salient in both and rare elsewhere count most. Only the 25 most salient entities of
    this video count."""
    if not 0 <= arguments["first"] <= 100:
        raise InvalidInput("no such size")
    mine = graph.rows("MATCH (:Video {id: $id})-[f:FEATURES]->(e:Entity) RETURN e, f.salience", id=this["id"])
    telling = [(salience / (1.0 + math.log(entity["videoCount"])), entity) for entity, salience in mine]
    telling.sort(key=lambda pair: (-pair[0], pair[1]["id"]))
    parts: dict[str, list[tuple[float, Thing]]] = defaultdict(list)
    videos: dict[str, Thing] = {}
    for weight, entity in telling[:25]:
        theirs = graph.rows(
            "MATCH (:Entity {id: $id})<-[f:FEATURES]-(v:Video) RETURN v, f.salience", id=entity["id"]
        )
        for video, salience in theirs:
            if video["id"] != this["id"]:
                videos[video["id"]] = video
                parts[video["id"]].append((weight * salience, entity))
    found: list[Thing] = []
    for id_, shared in parts.items():
        shared.sort(key=lambda pair: (-pair[0], pair[1]["id"]))
        score = 0.0
        for part, _ in shared:  # not `sum`, which rounds less than one addition after the other does
            score += part
        found.append(
            {"video": videos[id_], "score": score, "sharedEntities": [entity for _, entity in shared]}
        )
    found.sort(key=lambda one: (-one["score"], one["video"]["id"]))
    return found[: arguments["first"]]


@field("Speaker.person")
def speaker_person(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    return graph.one("MATCH (:Speaker {id: $id})-[:IS]->(p:Person) RETURN p", id=this["id"])


@field("SummarySection.bullets")
def section_bullets(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.column("MATCH (:SummarySection {id: $id})-[:HAS_BULLET]->(b) RETURN b", id=this["id"])
    return sorted(found, key=lambda one: one["index"])


@field("SummaryBullet.segments")
def bullet_segments(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.column("MATCH (:SummaryBullet {id: $id})-[:RESTS_ON]->(s) RETURN s", id=this["id"])
    return sorted(found, key=lambda one: one["index"])


@field("SummaryBullet.verbatim")
def bullet_verbatim(_: Graph, this: Thing, __: Arguments) -> bool:
    return this.get("verbatim", False)


@field("Segment.speaker")
def segment_speaker(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    return graph.one("MATCH (:Segment {id: $id})-[:SPOKEN_BY]->(s:Speaker) RETURN s", id=this["id"])


def _video_of(graph: Graph, segment: Thing) -> Thing:
    return graph.one("MATCH (v:Video)-[:HAS_SEGMENT]->(:Segment {id: $id}) RETURN v", id=segment["id"])


@field("Segment.video")
def segment_video(graph: Graph, this: Thing, _: Arguments) -> Thing:
    return _video_of(graph, this)


@field("Segment.url", "Evidence.url")
def moment_url(graph: Graph, this: Thing, _: Arguments) -> str | None:
    segment = this if this["__typename"] == "Segment" else _segments_of(graph, this)[0]
    return moment(_video_of(graph, segment).get("momentUrlTemplate"), this["startSeconds"])


@field("Evidence.permalink")
def evidence_permalink(graph: Graph, this: Thing, _: Arguments) -> str:
    segments = _segments_of(graph, this)
    voices = [
        (label, person)
        for segment in segments
        for label, person in graph.rows(
            "MATCH (:Segment {id: $id})-[:SPOKEN_BY]->(s:Speaker) OPTIONAL MATCH (s)-[:IS]->(p) RETURN s.label, p.name",
            id=segment["id"],
        )
    ]
    names = list(dict.fromkeys(person or label for label, person in voices))
    video = _video_of(graph, segments[0])["id"].removeprefix("video:")
    values = {"video": video, "t": int(this["startSeconds"]), "speaker": names, "text": this["quote"]}
    return f"/quote?{urlencode(values, doseq=True)}"


@field("Segment.topics")
def segment_topics(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.column("MATCH (:Segment {id: $id})-[:ABOUT]->(t:Topic) RETURN t", id=this["id"])
    return sorted(found, key=lambda one: (search_form(one["name"]), one["id"]))


def mention_of(segment: Thing, mention: Thing, entity: Thing) -> Thing:
    place = f"{mention['startOffset']}-{mention['endOffset']}"
    parts = [entity["id"].removeprefix("entity:"), place, segment["id"].removeprefix("segment:")]
    return {
        **mention,
        "__typename": "Mention",
        "id": "mention:" + "@".join(parts),
        "segment": segment,
        "entity": entity,
        "startSeconds": segment["startSeconds"],
    }


@field("Segment.mentions")
def segment_mentions(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.rows("MATCH (s:Segment {id: $id})-[m:MENTIONS]->(e:Entity) RETURN s, m, e", id=this["id"])
    mentions = [mention_of(*row) for row in found]
    return sorted(mentions, key=lambda one: (one["startOffset"], one["endOffset"], one["entity"]["id"]))


# Entity, Mention


@field("Entity.aliases")
def entity_aliases(graph: Graph, this: Thing, _: Arguments) -> list[str]:
    return sorted(set(names_of(graph, this)))


@field("Entity.mentions")
def entity_mentions(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.SAID)
    found = graph.rows(
        "MATCH (v:Video)-[:HAS_SEGMENT]->(s:Segment)-[m:MENTIONS]->(e:Entity {id: $id}) RETURN v, s, m, e",
        id=this["id"],
    )
    kept = [
        Listed(mention_of(segment, mention, entity), more=video)
        for video, segment, mention, entity in found
        if where_.said_matches(mention, video["id"], where)
    ]
    orders: Orders = {
        "DEFAULT": [
            (lambda one: one.item["entity"]["id"], True),
            (lambda one: one.more["sortDate"], True),
            (lambda one: one.more["id"], False),
            (lambda one: one.item["segment"]["index"], False),
        ]
    }
    ties = (lambda one: one.item["startOffset"], lambda one: one.item["endOffset"])
    return page("Entity.mentions", kept, arguments, orders, ties=ties)


@field("Entity.videos")
def entity_videos(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where = arguments.get("where")
    where_.check_where(where, where_.VIDEO)
    found = graph.rows("MATCH (:Entity {id: $id})<-[f:FEATURES]-(v:Video) RETURN v, f", id=this["id"])
    kept = [Listed(one, facts) for one, facts in found if where_.video_matches(graph, one, where)]
    # By the index on both, so the entity's id is in the cursor too.
    latest = [(lambda one: this["id"], True), *VIDEO_ORDERS["PUBLISHED_ON"]]
    return page("Entity.videos", kept, arguments, VIDEO_ORDERS | {"PUBLISHED_ON": latest})


@field("Entity.relationships")
def entity_relationships(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where, direction = arguments.get("where"), arguments["direction"]
    stated.check_types(where)
    going = graph.column("MATCH (:Entity {id: $id})-[r]->(:Entity) RETURN r", id=this["id"])
    coming = graph.column("MATCH (:Entity {id: $id})<-[r]-(:Entity) RETURN r", id=this["id"])
    found = {"OUT": going, "IN": coming, "BOTH": going + coming}[direction]
    kept = [Listed(one) for one in found if stated.relationship_matches(graph, one, where)]
    return page("Entity.relationships", kept, arguments, RELATIONSHIP_ORDERS)


@field("Entity.topics")
def entity_topics(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    found = graph.rows("MATCH (:Entity {id: $id})<-[c:COVERS]-(t:Topic) RETURN t, c", id=this["id"])
    orders: Orders = {
        "DEFAULT": [
            (lambda one: one.more["segmentCount"], True),
            (lambda one: search_form(one.item["name"]), False),
        ]
    }
    return page("Entity.topics", [Listed(one, more=covers) for one, covers in found], arguments, orders)


@field("Entity.timeline")
def entity_timeline(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    found = graph.rows(
        "MATCH (:Entity {id: $id})<-[f:FEATURES]-(v:Video) WHERE v.publishedOn IS NOT NULL "
        "RETURN v.publishedOn, f.mentionCount",
        id=this["id"],
    )
    months = sorted({day.replace(day=1) for day, _ in found})
    points = [
        {
            "month": month,
            "mentionCount": sum(count for day, count in found if day.replace(day=1) == month),
            "videoCount": sum(1 for day, _ in found if day.replace(day=1) == month),
        }
        for month in months
    ]
    return [point for point in points if point["mentionCount"]]


@field("Person.speaksIn")
def person_speaks_in(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    found = graph.column(
        "MATCH (v:Video)-->(:Speaker)-[:IS]->(:Person {id: $id}) RETURN DISTINCT v", id=this["id"]
    )
    return page("Person.speaksIn", [Listed(one) for one in found], arguments, VIDEO_ORDERS)


def _spoken(graph: Graph, person: Thing, name: str, pattern: LiteralString, first: int) -> list[Thing]:
    if not 0 <= first <= 100:
        raise InvalidInput("no such size")
    found = graph.rows(
        f"MATCH (:Person {{id: $id}})<-[:IS]-(:Speaker)<-[:SPOKEN_BY]-(s:Segment)-{pattern} RETURN x, count(DISTINCT s)",
        id=person["id"],
    )
    ranked = sorted(found, key=lambda one: (-one[1], search_form(one[0]["name"]), one[0]["id"]))
    return [{name: one, "segmentCount": count} for one, count in ranked[:first]]


@field("Person.spokenTopics")
def person_spoken_topics(graph: Graph, this: Thing, arguments: Arguments) -> list[Thing]:
    return _spoken(graph, this, "topic", "[:ABOUT]->(x:Topic)", arguments["first"])


@field("Person.spokenEntities")
def person_spoken_entities(graph: Graph, this: Thing, arguments: Arguments) -> list[Thing]:
    return _spoken(graph, this, "entity", "[:MENTIONS]->(x:Entity)", arguments["first"])


@field("Mention.video")
def mention_video(graph: Graph, this: Thing, _: Arguments) -> Thing:
    return _video_of(graph, this["segment"])


# Relationship, Evidence


@field("Relationship.past")
def relationship_past(graph: Graph, this: Thing, _: Arguments) -> bool:
    return stated.is_past(graph, this)


@field("Relationship.source")
def relationship_source(graph: Graph, this: Thing, _: Arguments) -> Thing:
    return graph.one("MATCH (e:Entity)-[r]->(:Entity) WHERE r.id = $id RETURN e", id=this["id"])


@field("Relationship.target")
def relationship_target(graph: Graph, this: Thing, _: Arguments) -> Thing:
    return graph.one("MATCH (e:Entity)<-[r]-(:Entity) WHERE r.id = $id RETURN e", id=this["id"])


def _segments_of(graph: Graph, evidence: Thing) -> list[Thing]:
    found = graph.column("MATCH (:Evidence {id: $id})-[:SAID_IN]->(s:Segment) RETURN s", id=evidence["id"])
    return sorted(found, key=lambda one: one["index"])


SUREST: list[Key] = [
    (lambda one: one.item.get("confidence", 1.0), True),
    (lambda one: 0.0 - one.item["startSeconds"], True),
]


def _evidence(graph: Graph, relationship: Thing, where: where_.Where) -> list[tuple[Thing, str]]:
    """Returns the evidence of a relationship that matches a filter, each with the id of its video."""
    where_.check_where(where, stated.STATED)
    types = (where or {}).get("type")
    found = graph.column("MATCH (e:Evidence) WHERE e.relationshipId = $id RETURN e", id=relationship["id"])
    return [
        (one, _video_of(graph, _segments_of(graph, one)[0])["id"])
        for one in found
        if (types is None or one["type"] in types) and stated.evidence_matches(graph, one, where)
    ]


@field("Relationship.evidence")
def relationship_evidence(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    kept = [Listed(one) for one, _ in _evidence(graph, this, arguments.get("where"))]
    # By the index on both, so the relationship's id is in the cursor too.
    orders: Orders = {"DEFAULT": [(lambda one: one.item["relationshipId"], True), *SUREST]}
    return page("Relationship.evidence", kept, arguments, orders)


@field("VideoRelationshipEdge.evidence")
def evidence_in_the_video(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    found = _evidence(graph, this["node"], arguments.get("where"))
    kept = [Listed(one) for one, video in found if video == this["video"]["id"]]
    return page("VideoRelationshipEdge.evidence", kept, arguments, {"DEFAULT": SUREST})


@field("Evidence.past")
def evidence_past(_: Graph, this: Thing, __: Arguments) -> bool:
    return this.get("past", False)


@field("Evidence.relationship")
def evidence_relationship(graph: Graph, this: Thing, _: Arguments) -> Thing:
    return graph.one("MATCH (:Entity)-[r]->(:Entity) WHERE r.id = $id RETURN r", id=this["relationshipId"])


@field("Evidence.segments")
def evidence_segments(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    return _segments_of(graph, this)


@field("Evidence.video")
def evidence_video(graph: Graph, this: Thing, _: Arguments) -> Thing:
    return _video_of(graph, _segments_of(graph, this)[0])


def _voices(graph: Graph, evidence: Thing) -> list[tuple[Thing, Thing | None, str]]:
    """Each segment of the quote, who speaks it, and the id of the person or of the speaker."""
    found: list[tuple[Thing, Thing | None, str]] = []
    for segment in _segments_of(graph, evidence):
        speaker = segment_speaker(graph, segment, {})
        person = speaker and speaker_person(graph, speaker, {})
        found.append((segment, speaker, (person or speaker or {"id": ""})["id"]))
    return found


@field("Evidence.speaker")
def evidence_speaker(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    voices = _voices(graph, this)
    return voices[0][1] if len({who for _, _, who in voices}) == 1 else None


@field("Evidence.turns")
def evidence_turns(graph: Graph, this: Thing, _: Arguments) -> list[Thing]:
    """The quote is found word by word: each word of it belongs to the segment whose text has it at that place."""
    voices = _voices(graph, this)
    places = [(word, at) for at, (segment, _, _) in enumerate(voices) for word in segment["text"].split()]
    words = this["quote"].split()
    [begin] = {
        begin
        for begin in range(len(places) - len(words) + 1)
        if places[begin][1] == 0
        and places[begin + len(words) - 1][1] == len(voices) - 1
        and all(word in place[0] for word, place in zip(words, places[begin:], strict=False))
    }
    turns: list[Thing] = []
    last = None
    for word, (_, at) in zip(words, places[begin:], strict=False):
        segment, speaker, who = voices[at]
        if who != last:
            turns.append(
                {
                    "__typename": "QuoteTurn",
                    "words": word,
                    "startSeconds": segment["startSeconds"],
                    "speaker": speaker,
                }
            )
            last = who
        else:
            turns[-1]["words"] += f" {word}"
    return turns


@field("QuoteTurn.speaker")
def turn_speaker(_: Graph, this: Thing, __: Arguments) -> Thing | None:
    return this["speaker"]


# Change


@field("Change.seq")
def change_seq(_: Graph, this: Thing, __: Arguments) -> str:
    return str(this["seq"])


@field("Change.video")
def change_video(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    return graph.one("MATCH (v:Video {id: $id}) RETURN v", id=next(iter(this["videoIds"]), None))


@field("Change.job")
def change_job(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    """The seed has no jobs; tests/integration/api/test_jobs.py has some."""
    return graph.one("MATCH (j:Job {id: $id}) RETURN j", id=this.get("jobId"))


@field("Change.entity")
def change_entity(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    return graph.one("MATCH (e:Entity {id: $id}) RETURN e", id=next(iter(this["entityIds"]), None))


@field("Change.decision")
def change_decision(_: Graph, this: Thing, __: Arguments) -> Thing | None:
    """The seed has none; tests/integration/api/test_changes.py has some."""
    assert this["decisionIds"] == []
    return None


# Job


@field("Job.background")
def job_background(_: Graph, this: Thing, __: Arguments) -> bool:
    return this["priority"] > 0


@field("Job.result")
def job_result(graph: Graph, this: Thing, _: Arguments) -> Thing | None:
    return graph.one("MATCH (v:Video {id: $id}) RETURN v", id=this.get("videoId"))
