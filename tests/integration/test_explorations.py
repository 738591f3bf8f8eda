"""The questions for Neo4j Browser in `cypher/explorations`, each asked with the values that stand on top of its file.

Of the demo graph, without what extraction finds in the ten real talks (that changes with every improvement): the
authored talk, and of the others what their files say, which is words, voices, dates and chapters.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, LiteralString, cast

import pytest
from neo4j import Session
from neo4j.time import Date

from backend import Neo4jServer
from planned import explain, loaded_session
from service.commands.corpus import demo_files
from service.ingest.document import EntityInfo, SpeakerInfo, VideoDocument
from service.ingest.formats import read_file
from service.resources import cypher_folder

FILES = {
    file.stem: file.read_text(encoding="utf-8")
    for file in sorted((cypher_folder() / "explorations").glob("*.cypher"))
}
TITLE = "Why Yann LeCun Is Leaving Meta"
DAY = "2025-11-23"
_PARAMETER = re.compile(r"^:param (\w+) => (.+);\n", re.MULTILINE)


def documents() -> Iterator[VideoDocument]:
    for file in demo_files():
        talk = read_file(file)
        if isinstance(talk, VideoDocument):
            yield talk
            continue
        full = [one.label for one in talk.speakers if " " in one.label]
        yield VideoDocument(
            video=talk.video,
            segments=talk.segments,
            chapters=talk.chapters,
            speakers=tuple(
                SpeakerInfo(label=one.label, person=one.label if one.label in full else None)
                for one in talk.speakers
            ),
            entities=tuple(EntityInfo(key=name, name=name, kind="PERSON") for name in full),
        )


@pytest.fixture(scope="module")
def session(neo4j_server: Neo4jServer) -> Iterator[Session]:
    with loaded_session(neo4j_server, documents()) as opened:
        yield opened


def read(session: Session, name: str) -> tuple[str, dict[str, Any]]:
    """Statement and parameters of a file; Neo4j itself reads the values."""
    text = FILES[name]
    values = {
        key: session.run(cast("LiteralString", f"RETURN {value} AS value")).single(strict=True)["value"]
        for key, value in _PARAMETER.findall(text)
    }
    return _PARAMETER.sub("", text), values


def ask(session: Session, name: str, *, after: str = "RETURN 0") -> list[Any]:
    """The rows of a file; `after` a write that is taken back."""
    text, values = read(session, name)
    with session.begin_transaction() as transaction:
        transaction.run(cast("LiteralString", after)).consume()
        result = transaction.run(cast("LiteralString", text), values)
        rows = [[str(one) if isinstance(one, Date) else one for one in row.values()] for row in result]
        transaction.rollback()  # the end of `with` would commit
    return rows


@pytest.mark.parametrize("name", FILES)
def test_each_is_planned_without_a_warning_and_has_a_title(session: Session, name: str) -> None:
    text, values = read(session, name)
    assert text.startswith("// ")
    assert set(re.findall(r"\$(\w+)", text)) == set(values)
    assert explain(session, text, values)


ROWS: dict[str, list[Any]] = {
    "bridges_between_topics": [
        ["Yann LeCun", "FOUNDED", "FAIR", "LeCun founded FAIR, a laboratory for fundamental research"]
    ],
    "chapters_about": [
        ["2021-04-26", "Chaincode Decoded: Mempool", "The mempool and fees", 31.0, None],
        ["2021-04-26", "Chaincode Decoded: Mempool", "Will the mempool empty again?", 563.0, None],
        [
            "2021-04-26",
            "Chaincode Decoded: Mempool",
            "Mempool eviction and the problems it can cause",
            1144.0,
            None,
        ],
        ["2022-05-24", "Package Relay", "What's special about the mempool?", 619.0, None],
        [
            "2024-12-20",
            "Cluster Mempool by Murch",
            "Cluster Mempool",
            35.522,
            "https://www.youtube.com/watch?v=PeqE0Gqs9g4&t=35s",
        ],
    ],
    "contradictions": [
        [
            "Meta",
            "Yann LeCun",
            "WORKS_AT",
            "LeCun has worked at Meta since the days when it was still called Facebook",
            DAY,
            "Yann LeCun",
            "LEFT",
            "Yann LeCun is leaving Meta",
            DAY,
        ]
    ],
    "drift_of_counts": [],
    "drift_of_evidence": [],
    "drift_of_topics": [],
    "first_and_last_said": [
        ["Meta", "CREATED", "Llama", DAY, DAY, 2, 1],
        ["Yann LeCun", "LEFT", "Meta", DAY, DAY, 2, 1],
        ["Meta", "INVESTED_IN", "Scale AI", DAY, DAY, 1, 1],
        ["Meta", "RELATED_TO", "LeCun's start-up", DAY, DAY, 1, 1],
        ["Yann LeCun", "WORKS_AT", "Meta", DAY, DAY, 1, 1],
    ],
    "hubs": [
        [
            "Yann LeCun",
            10,
            9,
            1,
            ["CREATED", "CRITICIZES", "FOUNDED", "LEFT", "PARTICIPATED_IN", "SUPPORTS", "WORKS_AT"],
        ],
        ["Alexandr Wang", 1, 1, 1, ["LEADS"]],
    ],
    "orphans": [[name, "PERSON", 0, None] for name in ("Adam Jonas", "Gloria Zhao", "Mark Erhardt")],
    "said_over_the_years": [
        [2021, 4, ["Chaincode Decoded: Mempool (4)"]],
        [2022, 13, ["Package Relay (13)"]],
        [2024, 2, ["Cluster Mempool by Murch (2)"]],
    ],
    "same_name_twice": [],
    "what_competitors_share": [
        ["Llama", "ChatGPT", "Llama was the rival to ChatGPT that you could download", []]
    ],
    "who_connects_two_topics": [
        [
            "Yann LeCun",
            "PERSON",
            [
                "LeCun founded FAIR, a laboratory for fundamental research",
                "Open source had its champion, and LeCun cheered",
                "When LeCun defends open source, and he does so loudly",
            ],
            [
                "LeCun argues for world models",
                "LeCun has staked his name on world models",
                "So in 2022 LeCun proposed a joint embedding predictive architecture, JEPA for short",
            ],
        ]
    ],
    "who_works_where": [
        [
            "Yann LeCun",
            ["LEFT", "WORKS_AT"],
            [
                "CRITICIZES Large language models",
                "SUPPORTS World models",
                "FOUNDED LeCun's start-up",
                "SUPPORTS Open source",
                "FOUNDED FAIR",
                "CREATED Convolutional networks",
                "PARTICIPATED_IN Turing Award",
                "CREATED Joint embedding predictive architecture",
            ],
        ]
    ],
}


@pytest.mark.parametrize("name", ROWS)
def test_rows(session: Session, name: str) -> None:
    assert ask(session, name) == ROWS[name]


NUMBERS = {"map_of_a_video": 24, "neighbourhood": 15, "new_in_the_latest_videos": 22} | {
    "said_together": 5,
    "topics_that_share_entities": 22,
    "weakest_evidence": 20,
    "what_a_summary_rests_on": 18,
    "what_is_said_about": 15,
}
"""How many rows long answers have; the first are in the tests below."""


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_of_rows(session: Session, name: str) -> None:
    assert len(ask(session, name)) == NUMBERS[name]


def test_first_rows(session: Session) -> None:
    assert ask(session, "new_in_the_latest_videos")[0] == ["Yann LeCun", "PERSON", 20, 10]
    assert [row[1:3] for row in ask(session, "said_together")[:3]] == [
        [0.0, 200.26],
        [0.0, 215.21],
        [14.95, 200.26],
    ]
    assert [row[:3] for row in ask(session, "topics_that_share_entities")[:2]] == [
        ["Chatbot Competition", "Open Source", 6],
        ["Learning from Observation", "World Models", 5],
    ]
    assert ask(session, "weakest_evidence")[0][:4] == [0.82, "Yann LeCun", "SUPPORTS", "Open source"]
    assert ask(session, "what_a_summary_rests_on")[0][2] == [0, 13]
    assert ask(session, "what_is_said_about")[0] == [
        "Yann LeCun",
        "LEFT",
        "Meta",
        "Yann LeCun is leaving Meta",
        TITLE,
        0.0,
    ]


def test_paths(session: Session) -> None:
    [[path]] = ask(session, "how_two_are_connected")
    assert [node["name"] for node in path.nodes] == [
        "Alexandr Wang",
        "Meta Superintelligence Labs",
        "FAIR",
        "Yann LeCun",
        "World models",
    ]
    [[chain]] = ask(session, "chains")
    assert [node["name"] for node in chain.nodes] == [
        "V-JEPA",
        "Joint embedding predictive architecture",
        "Self-supervised learning",
    ]


def test_voices(session: Session) -> None:
    assert [[row[0], len(row[1]), row[2]] for row in ask(session, "people_in_several_videos")] == [
        ["Aaron van Wirdum", 4, []],
        ["Mark Erhardt", 4, []],
        ["Sjors Provoost", 4, []],
        ["Adam Jonas", 3, []],
    ]
    said = ask(session, "what_somebody_said")
    assert [[row[0], row[2]] for row in said] == [["Gloria Zhao", "Package Relay"]] * 2
    assert said[0][3] == 390.422
    topic = """MATCH (speaker:Speaker {label: 'Gloria Zhao'})<-[:SPOKEN_BY]-(segment)
        MERGE (topic:Topic {id: 'topic:mempool', searchName: 'mempool'}) MERGE (segment)-[:ABOUT]->(topic)"""
    assert [row[:2] for row in ask(session, "who_speaks_about", after=topic)] == [["Gloria Zhao", 77]]


def test_what_was_written_by_hand_shows(session: Session) -> None:
    after = "MATCH (e:Entity {name: 'Llama'}) SET e.mentionCount = 99"
    assert [row[:2] for row in ask(session, "drift_of_counts", after=after)] == [["Llama", 99]]
    after = "MATCH (:Entity {name: 'Yann LeCun'})-[r:LEFT]->() SET r.evidenceCount = 7"
    assert ask(session, "drift_of_evidence", after=after) == [["Yann LeCun", "LEFT", "Meta", 7, 2, 1, 1]]
    after = (
        "MATCH (:Topic {name: 'World Models'})-[c:COVERS]->(:Entity {name: 'Meta'}) SET c.segmentCount = 99"
    )
    assert [row[:3] for row in ask(session, "drift_of_topics", after=after)] == [["World Models", "Meta", 99]]


def test_everybody_may_contradict(session: Session) -> None:
    after = """MATCH (wang:Entity {name: 'Alexandr Wang'}), (target:Entity {name: 'World models'})
        CREATE (wang)-[:CRITICIZES]->(target)"""
    rows = ask(session, "contradictions", after=after)
    assert [[row[0], row[1], row[2], row[5], row[6]] for row in rows] == [
        ["Meta", "Yann LeCun", "WORKS_AT", "Yann LeCun", "LEFT"],
        ["World models", "Yann LeCun", "SUPPORTS", "Alexandr Wang", "CRITICIZES"],
    ]


def test_one_name_for_two(session: Session) -> None:
    after = """MATCH (meta:Entity {name: 'Meta'})
        CREATE (:Alias {key: 'x', searchName: 'llama'})-[:NAMES]->(meta)"""
    [[name, entities]] = ask(session, "same_name_twice", after=after)
    assert name == "llama"
    assert entities[0] == "Meta (company, 11)"
    assert len(entities) == 2


def test_undated_talks_do_not_pass_for_new(session: Session) -> None:
    none = "MATCH (v:Video) REMOVE v.publishedOn SET v.sortDate = date('0001-01-01')"
    assert ask(session, "new_in_the_latest_videos", after=none) == []
    # What an undated talk speaks of too need not be new.
    known = """MATCH (e:Entity {name: 'Yann LeCun'})
        CREATE (:Video {id: 'video:undated', title: 'Undated', sortDate: date('0001-01-01')})-[:FEATURES]->(e)"""
    rows = ask(session, "new_in_the_latest_videos", after=known)
    assert (len(rows), "Yann LeCun" in [row[0] for row in rows]) == (
        NUMBERS["new_in_the_latest_videos"] - 1,
        False,
    )


def test_undated_talks_stand_behind_dated_ones(session: Session) -> None:
    undated = (
        "MATCH (v:Video {title: 'Package Relay'}) REMOVE v.publishedOn SET v.sortDate = date('0001-01-01')"
    )
    [gloria] = [
        row
        for row in ask(session, "people_in_several_videos", after=GLORIA + undated)
        if row[0] == "Gloria Zhao"
    ]
    assert gloria[1] == ["Chaincode Decoded: Mempool", "Package Relay"]
    said = ask(session, "what_somebody_said", after=GLORIA + undated)
    assert said[-1][2] == "Package Relay"


GLORIA = """MATCH (p:Person {name: 'Gloria Zhao'}), (v:Video {title: 'Chaincode Decoded: Mempool'})
    SET p.videoCount = 2
    CREATE (v)-[:HAS_SPEAKER]->(s:Speaker {id: 'speaker:x'})-[:IS]->(p), (v)-[:FEATURES]->(p)
    CREATE (v)-[:HAS_SEGMENT]->(:Segment {id: 'segment:x', text: 'pinning', startSeconds: 0.0})-[:SPOKEN_BY]->(s)
    WITH v AS other """
"""Lets her be heard in a second talk."""


def test_what_is_only_said_together_is_no_weak_evidence(session: Session) -> None:
    after = """MATCH (a:Entity {name: 'Meta'}), (b:Entity {name: 'Llama'})
        CREATE (a)<-[:SUBJECT]-(:Evidence {id: 'evidence:x', type: 'MENTIONED_WITH', extractor: 'person', confidence: 0.01, quote: 'x'})-[:OBJECT]->(b)"""
    assert ask(session, "weakest_evidence", after=after) == ask(session, "weakest_evidence")


GUIDE = (Path(__file__).parents[2] / "docs/guides/browser.md").read_text("utf-8")
INDEXED = re.findall(r"```cypher\n(CALL db\.index\.fulltext\.queryNodes\('(\w+)'.+?)\n```", GUIDE, re.DOTALL)


def test_the_guide_has_an_example_for_each_full_text_index(session: Session) -> None:
    there = session.run("SHOW FULLTEXT INDEXES YIELD name RETURN name ORDER BY name").value()
    assert sorted(name for _, name in INDEXED) == there
    assert sorted(re.findall(r"^\| `(\w+)` \| `", GUIDE, re.MULTILINE)) == there


@pytest.mark.parametrize(("text", "name"), INDEXED, ids=[name for _, name in INDEXED])
def test_an_example_of_a_full_text_index_finds_something(session: Session, text: str, name: str) -> None:
    assert explain(session, text, {})
    found = session.run(cast("LiteralString", text)).data()
    assert len(found) > 0
    assert [row["score"] for row in found] == sorted((row["score"] for row in found), reverse=True)
