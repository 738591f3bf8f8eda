"""Every file under cypher/fields and cypher/nodes: planned without a warning, with exact rows."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
from neo4j import Session

from service.api.catalog import read_fragments
from service.api.execution.explain import Example, field_examples
from service.graph.compose.field_query import FieldQuery, page_keys
from service.graph.search.suggest import read_typed
from support.backend import Neo4jServer
from support.query_plans import explain, knowing_session, read_values
from support.seed import ANN, ZOE

FRAGMENTS = read_fragments()
# A file that names what it is put together from has no Cypher of its own.
PLACES = ["/".join(place) for place, fragment in FRAGMENTS.items() if not fragment.members]

# Where `this` is bound, what is returned, the rows, and a `this` that exists and has none of it.
ROWS: dict[str, tuple[str | None, str, list[Any], str | None]] = {
    "Channel/videos": (
        "(this:Channel {name: 'Kanal Öl'})",
        "video.id",
        ["video:seed-follow-up", "video:seed-workshop", "video:seed-twin-b", "video:seed-twin-a"],
        None,
    ),
    "Entity/aliases": (
        "(this:Entity {name: 'Zoë Łukasz'})",
        "value",
        [["Zoe", "Zoë Łukasz", "Łukasz"]],
        None,
    ),
    "Entity/decisions": (
        "(this:Entity {name: 'Bo Diaz'})",
        "decision",
        [],
        None,
    ),  # tests/integration/api/test_decisions.py has some
    "Evidence/decisions": ("(this:Evidence {type: 'FOUNDED'})", "decision", [], None),
    "Video/decisions": ("(this:Video {id: 'video:seed-bare'})", "decision", [], None),
    "Entity/mentions": (
        "(this:Entity {name: 'Café Lumière'})",
        "[segment.id, mention.startOffset, mention.endOffset, mention.text]",
        [
            ["segment:seed-follow-up#0", 30, 42, "Café Lumière"],
            ["segment:seed-follow-up#1", 4, 8, "café"],
            ["segment:seed-workshop#0", 11, 15, "Café"],
            ["segment:seed-workshop#0", 11, 23, "Café Lumière"],
            ["segment:seed-workshop#1", 10, 22, "Café Lumière"],
            ["segment:seed-workshop#4", 13, 25, "Café Lumière"],
            ["segment:seed-workshop#6", 19, 31, "Café Lumière"],
        ],
        "(this:Entity {name: 'Ann Other'})",
    ),
    "Entity/neighbors": (
        "(this:Entity {name: 'Bo Diaz'})",
        "[neighbor.name, neighbor.kind, step.distance]",
        [
            ["Café Lumière", "COMPANY", 1],
            ["Ghost", "COMPANY", 1],
            ["Zoë Łukasz", "PERSON", 2],
            ["﨎 Engine", "PRODUCT", 2],
            ["🦙 Llama", "PRODUCT", 3],
            ["Llama", "PRODUCT", 3],
            ["Llama", "CONCEPT", 3],
        ],
        "(this:Entity {name: 'NeurIPS'})",
    ),
    "Entity/relationships": (
        "(this:Entity {name: 'Café Lumière'})",
        "[type(relationship), relationship.weight]",
        [["FOUNDED", 1.95], ["WORKS_AT", 1.0], ["LEFT", 1.0], ["LEADS", 1.0], ["USES", 0.5]],
        "(this:Entity {name: 'NeurIPS'})",
    ),
    "Entity/timeline": (
        "(this:Entity {name: 'Bo Diaz'})",
        "[point.month, point.mentionCount, point.videoCount]",
        [["2023-01-01", 1, 1], ["2025-11-01", 3, 1], ["2026-11-01", 1, 1]],
        # Featured by a dated video, and never named; by an undated one only.
        "(this:Entity) WHERE this.name IN ['Ann Other', 'Ghost']",
    ),
    "Entity/topics": (
        "(this:Entity {name: 'Bo Diaz'})",
        "[topic.name, covers.segmentCount]",
        [["Coffee", 2], ["Llamas", 2], ["Things", 1]],
        "(this:Entity {name: 'Ann Other'})",
    ),
    "Entity/videos": (
        "(this:Entity {name: 'Bo Diaz'})",
        "[video.id, features.mentionCount]",
        [
            ["video:seed-follow-up", 1],
            ["video:seed-workshop", 3],
            ["video:seed-many", 1],
            ["video:seed-bare", 2],
        ],
        None,
    ),
    "Evidence/past": ("(this:Evidence {label: 'worked there'})", "value", [True], None),
    "Evidence/permalink": (
        "(this:Evidence {quote: 'Łukasz leads it'})",
        "value",
        [["Łukasz leads it", "video:seed-workshop", 40, ["Zoë Łukasz"]]],
        None,
    ),
    "Evidence/relationship": (
        "(this:Evidence {quote: 'Łukasz leads it'})",
        "[startNode(relationship).name, type(relationship), endNode(relationship).name]",
        [["Zoë Łukasz", "LEADS", "Café Lumière"]],
        None,
    ),
    "Evidence/segments": (
        "(this:Evidence {label: 'with'})",
        "segment.index",
        [1, 2, 3],
        None,
    ),
    "Evidence/speaker": (
        "(this:Evidence {quote: 'Łukasz leads it'})",
        "speaker.label",
        ["Zoë"],
        "(this:Evidence {quote: '﨎 Engine, which is based on llama the idea'})",
    ),
    "Evidence/turns": (
        "(this:Evidence {label: 'with'})",
        "turn",
        [
            {
                "index": 0,
                "words": "I founded Café Lumière in 1999 with",
                "startSeconds": 10.0,
                "speakerId": "speaker:seed-workshop#Zoë",
            },
            {
                "index": 1,
                "words": "Bo Diaz, and 🦙 Llama runs on 﨎 Engine.",
                "startSeconds": 20.0,
                "speakerId": "speaker:seed-workshop#Guest",
            },
            {"index": 2, "words": "Llama the model", "startSeconds": 30.0, "speakerId": None},
        ],
        None,
    ),
    "Evidence/url": (
        "(this:Evidence {quote: '﨎 Engine, which is based on llama the idea'})",
        "value",
        ["https://video.example/watch?v=workshop&t=60s"],
        "(this:Evidence {quote: 'Bo Diaz left Ghost.'})",
    ),
    "Evidence/video": (
        "(this:Evidence {quote: 'Bo Diaz left Ghost.'})",
        "video.title",
        ["bare"],
        None,
    ),
    "GraphStats/entitiesByKind": (
        None,
        "[kindCount.kind, kindCount.count]",
        [["PRODUCT", 12], ["CONCEPT", 10], ["EVENT", 10], ["COMPANY", 4], ["PERSON", 3]],
        None,
    ),
    "GraphStats/relationshipsByType": (
        None,
        "[typeCount.type, typeCount.count]",
        [
            ["MENTIONED_WITH", 3],
            ["INFLUENCED", 2],
            ["LEFT", 2],
            ["USES", 2],
            ["BASED_ON", 1],
            ["COMPETES_WITH", 1],
            ["FOUNDED", 1],
            ["LEADS", 1],
            ["RELATED_TO", 1],
            ["SUPPORTS", 1],
            ["WORKS_AT", 1],
        ],
        None,
    ),
    "Mention/entity": ("(:Segment)-[this:MENTIONS {text: 'NeurIPS'}]->()", "entity.kind", ["EVENT"], None),
    "Mention/segment": ("(:Segment)-[this:MENTIONS {text: 'NeurIPS'}]->()", "segment.index", [6], None),
    "Mention/startSeconds": ("(:Segment)-[this:MENTIONS {text: 'NeurIPS'}]->()", "value", [60.0], None),
    "Mention/video": (
        "(:Segment)-[this:MENTIONS {text: 'NeurIPS'}]->()",
        "video.id",
        ["video:seed-workshop"],
        None,
    ),
    "Person/speaksIn": (
        "(this:Person {name: 'Zoë Łukasz'})",
        "video.id",
        ["video:seed-follow-up", "video:seed-workshop"],
        "(this:Person {name: 'Bo Diaz'})",
    ),
    "Person/spokenEntities": (
        "(this:Person {name: 'Zoë Łukasz'})",
        "[spoken.entity.name, spoken.segmentCount]",
        [
            ["Café Lumière", 6],
            ["Zoë Łukasz", 4],
            ["Bo Diaz", 2],
            ["Llama", 1],
            ["NeurIPS", 1],
            ["﨎 Engine", 1],
        ],
        "(this:Person {name: 'Bo Diaz'})",
    ),
    "Person/spokenTopics": (
        "(this:Person {name: 'Zoë Łukasz'})",
        "[spoken.topic.name, spoken.segmentCount]",
        [["Coffee", 5], ["Öl & More", 1]],
        "(this:Person {name: 'Bo Diaz'})",
    ),
    "Mention/id": (
        "(:Segment)-[this:MENTIONS {text: 'NeurIPS'}]->()",
        "value",
        ["mention:5ed3061bbe3b7450f0e1@10-17@seed-workshop#6"],
        None,
    ),
    "Query/channel": (None, "channel.name", ["Kanal Öl", "Silence", "Things Weekly"], None),
    "Query/channels": (None, "channel.name", ["Kanal Öl", "Silence", "Things Weekly"], None),
    "Query/decisions": (None, "decision", [], None),
    "Query/job": (None, "job", [], None),
    "Query/apiKeys": (None, "apiKey.id", [], None),
    "Query/webhooks": (None, "hook.id", [], None),
    "Query/follows": (None, "follow.id", [], None),
    "Query/jobs": (None, "job", [], None),
    "Query/entities": (
        None,
        "entity.name",
        ["Bo Diaz", "Café Lumière", "Zoë Łukasz", "Ping Ltd", "Pong Ltd", "🦙 Llama"],
        None,
    ),
    "Query/entity": (
        None,
        "entity.name",
        ["Bo Diaz", "Café Lumière", "Zoë Łukasz", "Ping Ltd", "Pong Ltd", "🦙 Llama"],
        None,
    ),
    "Query/evidence": (
        None,
        "[evidence.type, evidence.startSeconds]",
        [
            ["SUPPORTS", 7.25],
            ["LEFT", 0.0],
            ["FOUNDED", 0.0],
            ["WORKS_AT", 40.0],
            ["USES", 20.0],
            ["USES", 60.0],
        ],
        None,
    ),
    "Query/relationships": (
        None,
        "type(relationship)",
        ["SUPPORTS", "LEFT", "FOUNDED", "WORKS_AT", "USES", "USES"],
        None,
    ),
    "Query/segments": (
        None,
        "[segment.id, video.title]",
        [
            ["segment:seed-follow-up#0", "ünicode follow-up"],
            ["segment:seed-follow-up#1", "ünicode follow-up"],
            ["segment:seed-workshop#0", "Ünïcode Workshop: Café & 🦙"],
            ["segment:seed-workshop#1", "Ünïcode Workshop: Café & 🦙"],
            ["segment:seed-workshop#2", "Ünïcode Workshop: Café & 🦙"],
            ["segment:seed-workshop#3", "Ünïcode Workshop: Café & 🦙"],
        ],
        None,
    ),
    "Query/stats": (
        None,
        "stats",
        [
            {
                "videoCount": 7,
                "segmentCount": 47,
                "entityCount": 39,
                "evidenceCount": 24,
                "topicCount": 6,
                "relationshipCount": 16,
                "coMentionCount": 3,
                "firstPublishedOn": "1999-12-31",
                "lastPublishedOn": "2026-11-23",
            }
        ],
        None,
    ),
    "Query/topic": (None, "topic.name", ["Coffee", "Pong", "Ping", "Llamas", "Öl & More", "Things"], None),
    "Query/topics": (None, "topic.name", ["Coffee", "Llamas", "Ping", "Pong", "Öl & More", "Things"], None),
    "Query/video": (
        None,
        "video.id",
        [
            "video:seed-bare",
            "video:seed-follow-up",
            "video:seed-many",
            "video:seed-quiet",
            "video:seed-twin-a",
            "video:seed-twin-b",
        ],
        None,
    ),
    "Query/videos": (
        None,
        "video.id",
        [
            "video:seed-follow-up",
            "video:seed-workshop",
            "video:seed-twin-b",
            "video:seed-twin-a",
            "video:seed-many",
            "video:seed-quiet",
        ],
        None,
    ),
    "Relationship/evidence": (
        "(:Person)-[this:LEFT]->(:Company {name: 'Café Lumière'})",
        "[evidence.confidence, evidence.startSeconds]",
        [[None, 0.0], [0.0, 40.0]],
        None,
    ),
    "Relationship/source": ("()-[this:SUPPORTS]->()", "source.name", ["Zoë Łukasz"], None),
    "Relationship/target": (
        "()-[this:SUPPORTS]->()",
        "[target.name, target.kind]",
        [["Llama", "PRODUCT"]],
        None,
    ),
    "Relationship/type": ("()-[this:SUPPORTS]->()", "value", ["SUPPORTS"], None),
    "Segment/mentions": (
        "(this:Segment {id: 'segment:seed-workshop#0'})",
        "[mention.startOffset, mention.text]",
        [[11, "Café"], [11, "Café Lumière"], [30, "Zoë Łukasz"]],
        "(this:Segment {id: 'segment:seed-quiet#0'})",
    ),
    "Segment/speaker": (
        "(this:Segment {id: 'segment:seed-workshop#2'})",
        "speaker.label",
        ["Guest"],
        "(this:Segment {id: 'segment:seed-workshop#3'})",
    ),
    "Segment/topics": (
        "(this:Segment {id: 'segment:seed-many#0'})",
        "topic.name",
        ["Coffee", "Things"],
        "(this:Segment {id: 'segment:seed-quiet#0'})",
    ),
    "Segment/url": (
        "(this:Segment {id: 'segment:seed-many#3'})",
        "value",
        ["https://video.example/many?start=6"],
        "(this:Segment {id: 'segment:seed-quiet#0'})",
    ),
    "Segment/video": ("(this:Segment {id: 'segment:seed-quiet#0'})", "video.title", ["Quiet"], None),
    "Speaker/person": (
        "(this:Speaker {label: 'Ann'})",
        "person.name",
        ["Ann Other"],
        "(this:Speaker {label: 'Guest'})",
    ),
    "SummaryBullet/segments": ("(this:SummaryBullet {symbol: '☕'})", "segment.index", [0, 1], None),
    "SummaryBullet/verbatim": (
        "(this:SummaryBullet {text: 'Bo Diaz left'})",
        "value",
        [True],
        None,
    ),
    "SummarySection/bullets": (
        "(this:SummarySection {heading: 'How it began'})",
        "[bullet.index, bullet.text]",
        [[0, "Zoë Łukasz founded Café Lumière."], [1, "Bo Diaz left"]],
        "(this:SummarySection {heading: 'Nothing further'})",
    ),
    "Topic/entities": (
        "(this:Topic {name: 'Coffee'})",
        "[entity.name, covers.segmentCount]",
        [["Café Lumière", 5], ["Zoë Łukasz", 4], ["Bo Diaz", 2], ["Llama", 1], ["Thing 00", 1]],
        None,
    ),
    "Topic/segments": (
        "(this:Topic {name: 'Llamas'})",
        "[segment.id, video.title]",
        [
            ["segment:seed-workshop#2", "Ünïcode Workshop: Café & 🦙"],
            ["segment:seed-workshop#3", "Ünïcode Workshop: Café & 🦙"],
            ["segment:seed-workshop#5", "Ünïcode Workshop: Café & 🦙"],
            ["segment:seed-bare#0", "bare"],
        ],
        None,
    ),
    "Topic/videos": (
        "(this:Topic {name: 'Coffee'})",
        "[video.id, discusses.segmentCount, discusses.firstSeconds]",
        [["video:seed-follow-up", 2, 0.0], ["video:seed-workshop", 3, 0.0], ["video:seed-many", 1, 0.0]],
        None,
    ),
    "Video/channel": (
        "(this:Video {id: 'video:seed-many'})",
        "channel.name",
        ["Things Weekly"],
        "(this:Video {id: 'video:seed-bare'})",
    ),
    "Video/chapters": (
        "(this:Video {id: 'video:seed-workshop'})",
        "[chapter.index, chapter.title, chapter.startSeconds, chapter.endSeconds]",
        [[0, "Welcome", 0.0, 20.0], [1, "Llamas 🦙", 20.0, 60.0], [2, "The end", 60.0, 80.0]],
        "(this:Video {id: 'video:seed-bare'})",
    ),
    "Video/entities": (
        "(this:Video {id: 'video:seed-workshop'})",
        "[entity.name, features.mentionCount, features.firstSeconds, features.salience]",
        [
            ["Zoë Łukasz", 2, 0.0, 0.9],
            ["Café Lumière", 5, 0.0, 0.8],
            ["Bo Diaz", 3, 20.0, 0.5],
            ["🦙 Llama", 2, 20.0, 0.5],
            ["﨎 Engine", 2, 20.0, 0.5],
            ["NeurIPS", 1, 60.0, 0.274],
            ["Llama", 1, 30.0, 0.25],
            ["Llama", 2, 30.0, 0.25],
            ["Ann Other", 0, None, 0.0],
        ],
        "(this:Video {id: 'video:seed-quiet'})",
    ),
    "Video/media": (
        "(this:Video {id: 'video:seed-workshop'})",
        "media",
        [{"url": "https://video.example/workshop.mp4", "mediaType": "video/mp4"}],
        "(this:Video {id: 'video:seed-quiet'})",
    ),
    "Video/related": (
        "(this:Video {id: 'video:seed-twin-b'})",
        "[relatedVideo.id, round(relatedVideo.score, 6), [one IN relatedVideo.sharedEntities | one.name]]",
        [
            ["video:seed-twin-a", 0.400073, ["Pong Ltd", "Ping Ltd", "Zoë Łukasz"]],
            ["video:seed-follow-up", 0.20953, ["Zoë Łukasz"]],
            ["video:seed-workshop", 0.188577, ["Zoë Łukasz"]],
        ],
        "(this:Video {id: 'video:seed-quiet'})",
    ),
    "Video/relationships": (
        "(this:Video {id: 'video:seed-workshop'})",
        "[type(relationship), relationship.weight, size(said.evidence)]",
        [
            ["FOUNDED", 1.95, 2],
            ["COMPETES_WITH", 1.25, 2],
            ["WORKS_AT", 1.0, 1],
            ["LEFT", 1.0, 1],
            ["LEADS", 1.0, 1],
            ["USES", 0.5, 1],
            ["USES", 0.5, 1],
            ["BASED_ON", 0.5, 1],
        ],
        "(this:Video {id: 'video:seed-quiet'})",
    ),
    "Video/sections": (
        "(this:Video {id: 'video:seed-workshop'})",
        "[section.index, section.heading, section.startSeconds]",
        [[0, "How it began", 0.0], [1, "Nothing further", None]],
        "(this:Video {id: 'video:seed-many'})",
    ),
    "Video/speakers": (
        "(this:Video {id: 'video:seed-workshop'})",
        "[speaker.label, speaker.speakingSeconds, speaker.segmentCount]",
        [["Zoë", 40.0, 4], ["Guest", 20.0, 2], ["Ann", 0.0, 0]],
        "(this:Video {id: 'video:seed-many'})",
    ),
    "Video/topics": (
        "(this:Video {id: 'video:seed-workshop'})",
        "[topic.name, discusses.segmentCount, discusses.firstSeconds]",
        [["Coffee", 3, 0.0], ["Llamas", 3, 20.0], ["Öl & More", 1, 60.0]],
        "(this:Video {id: 'video:seed-quiet'})",
    ),
    "Video/transcript": (
        "(this:Video {id: 'video:seed-follow-up'})",
        "[segment.index, segment.startSeconds, segment.endSeconds]",
        [[0, 0.0, 7.25], [1, 7.25, 14.5]],
        None,
    ),
    "Video/urlAt": (
        "(this:Video {id: 'video:seed-many'})",
        "value",
        ["https://video.example/many?start=93"],
        "(this:Video {id: 'video:seed-bare'})",
    ),
}

_ENTITIES = "MATCH (cafe:Company {name: 'Café Lumière'})<-[step:FOUNDED]-(zoe:Person {name: 'Zoë Łukasz'})\n"
_SUMMARY = (
    "MATCH (video:Video)-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet {symbol: '☕'})\n"
)
_CHAPTER = "MATCH (video:Video)-[:HAS_CHAPTER]->(chapter:Chapter {title: 'The end'})\n"
_FOUNDED = (
    "MATCH (evidence:Evidence {type: 'FOUNDED'})-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video)\n"
    "WHERE video.id = 'video:seed-workshop'\nWITH DISTINCT evidence\n"
)
_VIDEO = "MATCH (video:Video {id: 'video:seed-bare'})\n"
_BO = "MATCH (entity:Entity {name: 'Bo Diaz'})\n"
_TWO_ENTITIES = (
    "MATCH (entity:Entity) WHERE entity.name IN ['NeurIPS', 'Bo Diaz']\nWITH {%s: collect(entity.id)} AS this"
)
_TWO_VIDEOS = "MATCH (video:Video) WHERE video.id IN ['video:seed-bare', 'video:seed-workshop']\nWITH {%s: collect(video.id)} AS this"
_NAMES = ["Bo Diaz", "NeurIPS"]
_LATEST_FIRST = ["video:seed-workshop", "video:seed-bare"]
_NODES = "[{index: 1, id: 'b', distance: null}, {index: 0, id: 'a', distance: 0}]"
# Files that hang on a map, which a walk or a search puts together: what binds it, what is returned, the rows.
MAPS: dict[str, tuple[str, str, list[Any]]] = {
    "Decision/entities": (_TWO_ENTITIES % "ends", "entity.name", _NAMES),
    "AddedStatement/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "AddedStatement/evidence": (
        f"{_FOUNDED}WITH evidence LIMIT 1\nWITH {{evidenceId: evidence.id}} AS this",
        "evidence.type",
        ["FOUNDED"],
    ),
    "AddedStatement/source": (f"{_BO}WITH {{sourceId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "AddedStatement/target": (f"{_BO}WITH {{targetId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "AddedStatement/video": (f"{_VIDEO}WITH {{videoId: video.id}} AS this", "video.id", ["video:seed-bare"]),
    "Decision/evidence": (
        f"{_FOUNDED}WITH evidence LIMIT 1\nWITH {{ends: [evidence.id]}} AS this",
        "evidence.type",
        ["FOUNDED"],
    ),
    "Decision/subjects": (
        f"{_BO}WITH {{id: 'decision:none', ends: [entity.id, 'video:seed-bare', 'entity:gone']}} AS this",
        "[subject.slug, subject.name, subject.kind, subject.inGraph]",
        [
            ["bo-diaz", "Bo Diaz", "PERSON", True],
            ["seed-bare", "bare", None, True],
            [None, None, None, False],
        ],
    ),
    "Decision/videos": (_TWO_VIDEOS % "ends", "video.id", _LATEST_FIRST),
    "MergedEntities/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "SeparatedEntities/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "UndoneDecisions/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "UpdatedEntity/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "MergedEntities/entity": (f"{_BO}WITH {{entityId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "MergedEntities/merged": (
        "WITH {merged: [{index: 1, name: 'B'}, {index: 0, name: 'A'}]} AS this",
        "former.name",
        ["A", "B"],
    ),
    "JobFailure/video": (f"{_VIDEO}WITH {{videoId: video.id}} AS this", "video.id", ["video:seed-bare"]),
    "JobReport/candidates": (
        _TWO_ENTITIES.replace(
            "{%s: collect(entity.id)}",
            "collect(entity.id) AS ids\nWITH {pairs: ['Bo', ids[0], ids[1], 'Neu', ids[1], 'entity:gone']}",
        ),
        "candidate.name",
        ["Bo"],
    ),
    "JobReport/newConnections": (
        "UNWIND [['Ann', 'USES', 'Rust', 'I use Rust', 'Ann', 'FOUNDED', 'Acme', 'my Acme'], null] AS values WITH {broughtConnections: values} AS this",
        "[stated.source, stated.type, stated.target, stated.quote]",
        [["Ann", "USES", "Rust", "I use Rust"], ["Ann", "FOUNDED", "Acme", "my Acme"]],
    ),
    "JobReport/goneConnections": (
        "WITH {lostConnections: ['Ann', 'USES', 'Rust', 'I use Rust']} AS this",
        "[stated.source, stated.type, stated.target, stated.quote]",
        [["Ann", "USES", "Rust", "I use Rust"]],
    ),
    "JobReport/dropped": (
        "WITH {reasons: ['no quote', 'no name'], counts: [2, 1]} AS this",
        "[dropped.reason, dropped.count]",
        [["no quote", 2], ["no name", 1]],
    ),
    "JobReport/sameWords": (
        "WITH {others: ['video:a', 'a', 'A'], shares: [0.9, 0.8], same: [false]} AS this",
        "[similar.videoId, similar.slug, similar.title, similar.share, similar.coveredShare, similar.same]",
        [["video:a", "a", "A", 0.9, 0.8, False]],
    ),
    "SameWordsVideo/video": (f"{_VIDEO}WITH {{videoId: video.id}} AS this", "video.id", ["video:seed-bare"]),
    "SameName/entity": (f"{_BO}WITH {{entityId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "SameName/other": (f"{_BO}WITH {{otherId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "RejectedEvidence/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "NotFound/successor": (f"{_BO}WITH {{successorId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "RejectedEvidence/source": (f"{_BO}WITH {{sourceId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "RejectedEvidence/target": (f"{_BO}WITH {{targetId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "RejectedEvidence/video": (
        f"{_VIDEO}WITH {{videoId: video.id}} AS this",
        "video.id",
        ["video:seed-bare"],
    ),
    "SeparatedEntities/entities": (_TWO_ENTITIES % "entityIds", "entity.name", _NAMES),
    "UndoneDecisions/entities": (_TWO_ENTITIES % "entityIds", "entity.name", _NAMES),
    "DeletedVideo/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "AcceptedExtraction/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "AcceptedExtraction/video": (
        f"{_VIDEO}WITH {{videoId: video.id}} AS this",
        "video.id",
        ["video:seed-bare"],
    ),
    "ReExtraction/jobs": ("WITH {jobIds: ['job:none']} AS this", "job", []),
    "UpdatedVideo/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "UpdatedVideo/video": (f"{_VIDEO}WITH {{videoId: video.id}} AS this", "video.id", ["video:seed-bare"]),
    "DroppedEntity/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "DetachedName/decisions": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "DetachedName/entity": (f"{_BO}WITH {{entityId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "DetachedName/other": (f"{_BO}WITH {{otherId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "UpdatedEntity/entity": (f"{_BO}WITH {{entityId: entity.id}} AS this", "entity.name", ["Bo Diaz"]),
    "ChapterHit/chapter": (
        f"{_CHAPTER}WITH {{video: video, chapter: chapter}} AS this",
        "[chapter.index, chapter.title]",
        [[2, "The end"]],
    ),
    "ChapterHit/video": (
        f"{_CHAPTER}WITH {{video: video, chapter: chapter}} AS this",
        "video.id",
        ["video:seed-workshop"],
    ),
    "ChannelCount/channel": (
        "MATCH (channel:Channel {name: 'Kanal Öl'}) WITH {channel: channel, count: 2} AS this",
        "channel.id",
        ["channel:kanal-oel"],
    ),
    "VideoCount/video": (f"{_VIDEO}WITH {{video: video, count: 2}} AS this", "video.id", ["video:seed-bare"]),
    "SpokenTopic/topic": (
        "MATCH (topic:Topic {name: 'Coffee'}) WITH {topic: topic, segmentCount: 2} AS this",
        "topic.id",
        ["topic:coffee"],
    ),
    "SpokenEntity/entity": (
        f"{_ENTITIES}WITH {{entity: cafe, segmentCount: 2}} AS this",
        "entity.name",
        ["Café Lumière"],
    ),
    "SpeakerCount/person": (
        f"{_ENTITIES}WITH {{person: zoe, count: 2}} AS this",
        "person.name",
        ["Zoë Łukasz"],
    ),
    "TopicCount/topic": (
        "MATCH (topic:Topic {name: 'Coffee'}) WITH {topic: topic, count: 2} AS this",
        "topic.id",
        ["topic:coffee"],
    ),
    **{
        f"SearchFacets/{facet}": (
            f"WITH {{{facet}: [{{index: 1, count: 2, id: '{one}'}}, {{index: 0, count: 3, id: '{other}'}}]}} AS this",
            returned,
            [[0, 3, other], [1, 2, one]],
        )
        for facet, returned, one, other in (
            ("kinds", "[found.index, found.count, found.id]", "a", "b"),
            ("years", "[found.index, found.count, found.id]", "a", "b"),
            ("speakers", "[found.index, found.count, found.person.id]", ANN, ZOE),
            ("videos", "[found.index, found.count, found.video.id]", "video:seed-many", "video:seed-bare"),
            (
                "channels",
                "[found.index, found.count, found.channel.id]",
                "channel:silence",
                "channel:kanal-oel",
            ),
            ("topics", "[found.index, found.count, found.topic.id]", "topic:llamas", "topic:coffee"),
        )
    },
    "GraphLink/relationship": (
        f"{_ENTITIES}WITH {{element: elementId(step)}} AS this",
        "[startNode(relationship).name, type(relationship), endNode(relationship).name]",
        [["Zoë Łukasz", "FOUNDED", "Café Lumière"]],
    ),
    "GraphNode/entity": (f"{_ENTITIES}WITH {{id: cafe.id}} AS this", "entity.name", ["Café Lumière"]),
    "GraphSlice/links": (
        f"WITH {{nodes: [], links: {_NODES}}} AS this",
        "link",
        [{"index": 0, "id": "a", "distance": 0}, {"index": 1, "id": "b", "distance": None}],
    ),
    "GraphSlice/nodes": (
        f"WITH {{nodes: {_NODES}, links: []}} AS this",
        "node",
        [{"index": 0, "id": "a", "distance": 0}, {"index": 1, "id": "b", "distance": None}],
    ),
    "Hop/forward": (
        f"{_ENTITIES}UNWIND [zoe, cafe] AS start WITH {{source: id(start), step: id(step)}} AS this",
        "",
        [True, False],
    ),
    "Hop/from": (
        f"{_ENTITIES}WITH {{source: id(cafe), target: id(zoe)}} AS this",
        "entity.name",
        ["Café Lumière"],
    ),
    "Hop/relationship": (
        f"{_ENTITIES}WITH {{step: id(step)}} AS this",
        "type(relationship)",
        ["FOUNDED"],
    ),
    "Hop/to": (
        f"{_ENTITIES}WITH {{source: id(cafe), target: id(zoe)}} AS this",
        "entity.name",
        ["Zoë Łukasz"],
    ),
    "Path/entities": (
        f"{_ENTITIES}WITH {{entities: [id(zoe), id(cafe), id(zoe)]}} AS this",
        "[place, entity.name]",
        [[0, "Zoë Łukasz"], [1, "Café Lumière"], [2, "Zoë Łukasz"]],
    ),
    "Path/hops": (
        "WITH {hops: [{index: 1, forward: false}, {index: 0, forward: true}]} AS this",
        "hop",
        [{"index": 0, "forward": True}, {"index": 1, "forward": False}],
    ),
    "QuoteCheck/decision": ("WITH {decisionId: 'decision:none'} AS this", "decision", []),
    "QuoteCheck/elsewhere": (
        "WITH {elsewhere: [{index: 1, quote: 'b'}, {index: 0, quote: 'a'}]} AS this",
        "place.quote",
        ["a", "b"],
    ),
    "QuoteCheck/places": (
        "WITH {places: [{index: 1, quote: 'b'}, {index: 0, quote: 'a'}]} AS this",
        "place.quote",
        ["a", "b"],
    ),
    "QuotePlace/differences": (
        "WITH {differences: [{index: 1, said: 'b'}, {index: 0, said: 'a'}]} AS this",
        "difference.said",
        ["a", "b"],
    ),
    "QuotePlace/segments": (
        "WITH {segmentIds: ['segment:seed-workshop#1', 'segment:seed-workshop#0']} AS this",
        "segment.index",
        [0, 1],
    ),
    "QuotePlace/speaker": (
        "MATCH (speaker:Speaker {label: 'Zoë'})<-[:HAS_SPEAKER]-(:Video {id: 'video:seed-workshop'}) "
        "WITH {speakerId: speaker.id} AS this",
        "speaker.label",
        ["Zoë"],
    ),
    "QuotePlace/turns": (
        "WITH {turns: [{index: 1, words: 'b'}, {index: 0, words: 'a'}]} AS this",
        "turn.words",
        ["a", "b"],
    ),
    "QuoteTurn/speaker": (
        "WITH {speakerId: 'speaker:seed-workshop#Zoë'} AS this",
        "speaker.label",
        ["Zoë"],
    ),
    "QuotePlace/video": ("WITH {videoId: 'video:seed-bare'} AS this", "video.slug", ["seed-bare"]),
    "RelatedVideo/sharedEntities": (
        f"{_ENTITIES}WITH {{sharedEntities: [zoe, cafe]}} AS this",
        "[place, entity.name]",
        [[0, "Zoë Łukasz"], [1, "Café Lumière"]],
    ),
    "RelatedVideo/video": (
        f"{_VIDEO}WITH {{video: video, score: 0.5}} AS this",
        "video.id",
        ["video:seed-bare"],
    ),
    "SchemaMatch/member": ("WITH {member: {name: 'Video'}} AS this", "member.name", ["Video"]),
    "SchemaMember/arguments": (
        "WITH {arguments: [{index: 1, name: 'b'}, {index: 0, name: 'a'}]} AS this",
        "argument.name",
        ["a", "b"],
    ),
    "SchemaMember/members": (
        "WITH {members: [{index: 1, name: 'b'}, {index: 0, name: 'a'}]} AS this",
        "member.name",
        ["a", "b"],
    ),
    "VideoEntityEdge/nameInVideo": (
        "MATCH (:Video)-[this:FEATURES]->(:Entity {name: 'Zoë Łukasz'}) WITH this ORDER BY this.mentionCount DESC LIMIT 1",
        "",
        ["Zoë Łukasz"],
    ),
    "VideoRelationshipEdge/evidence": (
        f"{_FOUNDED}WITH {{evidence: collect(evidence)}} AS this",
        "[evidence.quote, evidence.sortConfidence]",
        [
            ["I founded Café Lumière in 1999", 0.95],
            ["Welcome to Café Lumière, says Zoë Łukasz. I founded Café Lumière", 0.5],
        ],
    ),
    "VideoRelationshipEdge/sourceName": (
        "MATCH (one:Video)-[:FEATURES]->(zoe:Entity {name: 'Zoë Łukasz'}) "
        "WITH one, zoe ORDER BY one.id LIMIT 1 WITH {video: one, source: zoe} AS this",
        "",
        ["Zoë Łukasz"],
    ),
    "VideoRelationshipEdge/targetName": (
        "MATCH (one:Video)-[:FEATURES]->(zoe:Entity {name: 'Zoë Łukasz'}) "
        "WITH one, zoe ORDER BY one.id LIMIT 1 WITH {video: one, target: zoe} AS this",
        "",
        ["Zoë Łukasz"],
    ),
    "SummaryHit/bullet": (
        f"{_SUMMARY}UNWIND [bullet, null] AS found WITH {{video: video, section: section, bullet: found}} AS this",
        "bullet.text",
        ["Zoë Łukasz founded Café Lumière."],
    ),
    "SummaryHit/section": (
        f"{_SUMMARY}UNWIND [section, null] AS found WITH {{video: video, section: found, bullet: null}} AS this",
        "section.heading",
        ["How it began"],
    ),
    "Change/seq": ("WITH {seq: 12} AS this", "", ["12"]),
    "Change/video": (
        "WITH {videoIds: ['video:seed-bare', 'video:seed-workshop']} AS this",
        "video.id",
        ["video:seed-bare"],
    ),
    "Change/decision": ("WITH {decisionIds: ['decision:none']} AS this", "decision", []),
    "Change/job": ("WITH {jobId: 'job:none'} AS this", "job", []),
    "Entity/revision": ("UNWIND [3, null] AS number WITH {revision: number} AS this", "", [3, 0]),
    "Job/background": ("WITH {priority: 1} AS this", "", [True]),
    "Job/failure": (
        "UNWIND ['FAILED', 'QUEUED'] AS state WITH {state: state, error: 'a.vtt: is empty', failureCode: 'BAD_USER_INPUT'} AS this",
        "[failure.code, failure.message, failure.videoId]",
        [["BAD_USER_INPUT", "a.vtt: is empty", None]],
    ),
    "Job/report": (
        "UNWIND ['UNCHANGED', null] AS outcome WITH {reportOutcome: outcome, reportCounts: [], reportDecisions: [3, 2, 1, 4]} AS this",
        "[report.outcome, report.segmentCount, report.decisionCount, report.newDecisionCount, report.olderDecisionCount, report.correctedVideoCount]",
        [["UNCHANGED", None, 3, 2, 1, 4]],
    ),
    "Job/result": (
        "UNWIND ['video:seed-bare', 'video:none', null] AS id WITH {videoId: id} AS this",
        "video.id",
        ["video:seed-bare"],
    ),
    "ApiKey/scopes": ("WITH {scopes: ['read', 'admin']} AS this", "", [["READ", "ADMIN"]]),
    "ApiKey/state": (
        "UNWIND [{}, {expiresAt: datetime('2020-01-01')}, {revokedAt: datetime('2020-01-01'), expiresAt: datetime('2020-01-01')}, "
        "{expiresAt: datetime('2999-01-01')}] AS this WITH this",
        "",
        ["ACTIVE", "EXPIRED", "REVOKED", "ACTIVE"],
    ),
    "Follow/state": (
        "UNWIND [{failures: 0}, {failures: 2}, {failures: 9, stopped: true}] AS this WITH this",
        "",
        ["ACTIVE", "FAILING", "STOPPED"],
    ),
    "Follow/episodeCount": ("WITH {id: 'follow:none'} AS this", "", [0]),
    "Follow/importCount": ("WITH {id: 'follow:none'} AS this", "", [0]),
    "FollowedFeed/follow": ("WITH {followId: 'none'} AS this", "follow.id", []),
    "Webhook/state": (
        "UNWIND [{failures: 0}, {failures: 2}, {failures: 9, stopped: true}] AS this WITH this",
        "",
        ["ACTIVE", "FAILING", "STOPPED"],
    ),
    "Webhook/cursor": ("WITH {cursor: 7} AS this", "value", ["7"]),
    "Webhook/waiting": (
        "MATCH (counter:ChangeCounter {id: 'changes'}) WITH {cursor: counter.seq - 3} AS this",
        "",
        [3],
    ),
    "Webhook/deliveries": (
        "WITH {deliveries: ['2026-11-30T10:00:00.000Z\\t7\\t\\t12\\t2\\tno answer', '2026-11-30T09:00:00.000Z\\t7\\t500\\t3\\t1\\t']} AS this",
        "[delivery.at, delivery.seq, delivery.status, delivery.milliseconds, delivery.attempt, delivery.error]",
        [
            ["2026-11-30T10:00:00.000Z", "7", None, 12, 2, "no answer"],
            ["2026-11-30T09:00:00.000Z", "7", 500, 3, 1, None],
        ],
    ),
    **{
        f"{result}/apiKey": ("WITH {apiKeyId: 'none'} AS this", "apiKey.id", [])
        for result in ("CreatedApiKey", "RevokedApiKey")
    },
    **{
        f"{result}/webhook": ("WITH {webhookId: 'none'} AS this", "hook.id", [])
        for result in ("AddedWebhook", "ResumedWebhook", "RotatedWebhookSecret")
    },
    "Change/entity": (f"WITH {{entityIds: ['{ZOE}', '{ANN}']}} AS this", "entity.id", [ZOE]),
    "Viewer/limits": (
        "WITH {limits: {costPerMinute: 7}} AS this",
        "limits.costPerMinute",
        [7],
    ),
    "SummaryHit/video": (
        f"{_VIDEO}WITH {{video: video, section: null, bullet: null}} AS this",
        "video.id",
        ["video:seed-bare"],
    ),
}
# Root fields whose arguments are worked on first: what comes of it, what is returned, the rows.
FOUND: dict[str, tuple[dict[str, Any], str, list[Any]]] = {
    **{
        place: (
            {"result": {"resultType": "Any", "dryRun": True}},
            "result",
            [{"resultType": "Any", "dryRun": True}],
        )
        for place in PLACES
        if place.startswith("Mutation/")
    },
    "SearchConnection/facets": (
        {"facets": {"years": [{"year": 2025, "count": 3}], "truncated": True}},
        "[facets.truncated, facets.years]",
        [[True, [{"year": 2025, "count": 3}]]],
    ),
    "Query/graph": (
        {"slice": {"nodes": [{"index": 0}], "links": [], "truncated": True, "totalNodes": 7}},
        "[slice.truncated, slice.totalNodes, slice.nodes, slice.links]",
        [[True, 7, [{"index": 0}], []]],
    ),
    "Query/quote": ({"quote": {"status": "WITHDRAWN"}}, "quote.status", ["WITHDRAWN"]),
    "Query/verifyQuote": ({"quote": {"status": "ABSENT"}}, "quote.status", ["ABSENT"]),
    "Query/paths": (
        # A path with a relationship that is not in the graph is left out.
        {
            "found": [
                {"index": 2, "length": 1, "hops": [{"step": 10**9}]},
                {"index": 1, "length": 0, "hops": []},
                {"index": 0, "length": 0, "hops": []},
            ]
        },
        "path.index",
        [0, 1],
    ),
    "Query/changes": (
        {"expired": 0, "latest": 2},
        "[change.seq, change.kind]",
        [[1, "TALK_IMPORTED"], [2, "TALK_IMPORTED"]],
    ),
    "Query/viewer": (
        {"viewer": {"kind": "KEY", "scopes": ["READ"], "limits": {"costPerMinute": None}}},
        "[viewer.kind, viewer.name, viewer.scopes, viewer.limits]",
        [["KEY", None, ["READ"], {"costPerMinute": None}]],
    ),
    "Query/schemaDefinitions": (
        {"found": [{"index": 1, "name": "b"}, {"index": 0, "name": "a"}]},
        "member.name",
        ["a", "b"],
    ),
    "Query/schemaSearch": (
        {"found": [{"index": 1, "score": 0.2}, {"index": 0, "score": 0.4}]},
        "match.score",
        [0.4, 0.2],
    ),
    "Query/suggest": (
        {"first": 4, **vars(read_typed("llama", ()))},
        "[place, entity.name, entity.kind]",
        [[0, "Llama", "CONCEPT"], [1, "Llama", "PRODUCT"], [2, "🦙 Llama", "PRODUCT"]],
    ),
}
NODES = {
    "Channel": "channel:silence",
    "Chapter": "chapter:seed-workshop#2",
    "Entity": "entity:d5917e67f755c148155d",
    "Evidence": "evidence:c8c8cde3e7c0c11f395f204c",
    "Mention": "mention:d5917e67f755c148155d@19-26@seed-bare#0",
    "Relationship": "relationship:e4ba8663655ca92007f6",
    "Segment": "segment:seed-bare#1",
    "Speaker": "speaker:seed-workshop#Zoë",
    "SummaryBullet": "bullet:seed-workshop#0.0",
    "SummarySection": "section:seed-workshop#1",
    "Topic": "topic:öl & more",
    "Video": "video:seed-quiet",
}
# By the ids of a paragraph, a section and a bullet.
HITS: dict[str, tuple[list[str], str, list[Any]]] = {
    "Decision": (["decision:none"], "decision", []),
    "Job": (["job:none"], "job", []),
    "ChapterHit": (
        ["chapter:seed-workshop#2", "chapter:seed-nothing#0", "chapter:seed-follow-up#0"],
        "[hit.id, hit.chapter.title, hit.video.id]",
        [
            ["chapter:seed-follow-up#0", "All", "video:seed-follow-up"],
            ["chapter:seed-workshop#2", "The end", "video:seed-workshop"],
        ],
    ),
    "SummaryHit": (
        # The last has no summary.
        ["video:seed-workshop", "bullet:seed-workshop#0.1", "section:seed-workshop#1", "video:seed-bare"],
        "[hit.id, hit.section.heading, hit.bullet.text, hit.video.id]",
        [
            ["bullet:seed-workshop#0.1", "How it began", "Bo Diaz left", "video:seed-workshop"],
            ["section:seed-workshop#1", "Nothing further", None, "video:seed-workshop"],
            ["video:seed-workshop", None, None, "video:seed-workshop"],
        ],
    ),
}
FIRST = 6


@pytest.fixture(scope="module")
def session(seed: Neo4jServer) -> Iterator[Session]:
    with knowing_session(seed) as opened:
        yield opened


def examples_of(place: str) -> list[Example]:
    folder, _, name = place.partition("/")
    if name.endswith("Hit"):
        title = f"Query.search: {FRAGMENTS[folder, name].title}"
        return [one for one in field_examples("Query.search") if one.title == title]
    if folder == "nodes":
        return [one for one in field_examples("Query.node") if one.columns == (FRAGMENTS[folder, name].item,)]
    if place == "Mutation/result":  # every mutation without a file of its own
        return field_examples("Mutation.updateVideo")
    return field_examples(f"{folder}.{name}")


@pytest.mark.parametrize("folder", sorted({place.partition("/")[0] for place in PLACES}))
def test_an_example_is_planned_without_a_warning(session: Session, folder: str):
    """One for each way in which the files of a folder are completed. Each file by itself is planned below."""
    examples: dict[tuple[bool, bool], Example] = {}
    for place in PLACES:
        if place.startswith(f"{folder}/"):
            [example] = examples_of(place)
            fragment = FRAGMENTS[cast("tuple[str, str]", tuple(place.split("/")))]
            examples[fragment.value is None, "ORDER BY" in example.text] = example
    for example in examples.values():
        assert explain(session, example.text, example.parameters) == list(example.columns)


def run(session: Session, place: str, this: str | None, returned: str, **parameters: Any) -> list[Any]:
    """The first rows of a file for `this` (a pattern, or clauses that bind it), in its order. With `bound=0` nothing is bound, by the same
    plan."""
    fragment = FRAGMENTS[cast("tuple[str, str]", tuple(place.split("/")))]
    lines = [f"MATCH {this}" if this.startswith("(") else this, "WITH this LIMIT $bound"] if this else []
    if fragment.value is not None:
        lines.append(f"RETURN {fragment.value} AS value")
    else:
        keys = page_keys(fragment, FieldQuery(0))
        sort = ", ".join(f"{key} DESC" if descends else key for key, descends in keys)
        lines += [fragment.body, f"RETURN {returned} AS value ORDER BY {sort}"]
    limit = f" LIMIT {FIRST}" if place.startswith("Query/") else ""
    return read_values(
        session, "\n".join(lines) + limit, {"seconds": 93, "first": 10, "bound": 1000, **parameters}
    )


def test_every_file_has_its_rows():
    assert sorted(PLACES) == sorted([*ROWS, *MAPS, *FOUND, *(f"nodes/{label}" for label in [*NODES, *HITS])])


@pytest.mark.parametrize("place", ROWS)
def test_a_file_gives_exact_rows(session: Session, place: str):
    this, returned, rows, without = ROWS[place]
    assert run(session, place, this, returned) == rows
    if without is not None:
        nothing = [None] if FRAGMENTS[cast("tuple[str, str]", tuple(place.split("/")))].value else []
        assert run(session, place, without, returned) == nothing
    if this is not None:
        assert run(session, place, this, returned, bound=0) == []


@pytest.mark.parametrize("place", MAPS)
def test_a_file_that_hangs_on_a_map_gives_exact_rows(session: Session, place: str):
    this, returned, rows = MAPS[place]
    assert run(session, place, this, returned) == rows
    assert run(session, place, this, returned, bound=0) == []


@pytest.mark.parametrize("place", FOUND)
def test_a_file_fetches_what_was_found(session: Session, place: str):
    parameters, returned, rows = FOUND[place]
    assert run(session, place, None, returned, **parameters) == rows
    if "found" in parameters:
        assert run(session, place, None, returned, found=[]) == []


@pytest.mark.parametrize("label", HITS)
def test_a_hit_is_found_by_its_id(session: Session, label: str):
    ids, returned, rows = HITS[label]
    assert run(session, f"nodes/{label}", None, returned, ids=ids) == rows
    assert run(session, f"nodes/{label}", None, returned, ids=[]) == []


@pytest.mark.parametrize("label", NODES)
def test_a_node_is_found_by_its_id(session: Session, label: str):
    this, returned = NODES[label], f"{FRAGMENTS['nodes', label].item}.id"
    if label == "Mention":
        returned = FRAGMENTS["Mention", "id"].value.replace("this", "mention")  # pyright: ignore[reportOptionalMemberAccess]
    assert run(session, f"nodes/{label}", None, returned, ids=[this]) == [this]
    assert run(session, f"nodes/{label}", None, returned, ids=[this, "nobody:unknown", this]) == [this]
    assert run(session, f"nodes/{label}", None, returned, ids=["nobody:unknown"]) == []
    assert run(session, f"nodes/{label}", None, returned, ids=[]) == []
