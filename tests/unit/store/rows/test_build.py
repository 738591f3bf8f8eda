"""Documents → rows, and the difference between two versions, without a graph."""

from datetime import date

from service.domain.document import VideoDocument
from service.domain.identity import entity_id
from service.graph.video_rows import LINKS, NODES, VideoRows
from service.resolution.name_index import NameIndex
from service.resolution.namings import read_namings
from service.resolution.resolve import resolve
from service.store.change import coverage, differences
from service.store.rows.build import build_part, video_row
from service.store.rows.relationships import contributions
from support.talks import Sentence, make_document

ADA, ACME, LOOM = (
    entity_id(key) for key in ("PERSON:ada lovelace", "COMPANY:acme", "CONCEPT:weaving algebra")
)
FIRST = Sentence("ada", ("loom",), ("ada", "WORKS_AT", "acme"), 0.5, frozenset({"Steam Power"}))
SECOND = Sentence("Host", ("ada",), ("ada", "RELATED_TO", "acme"), None, frozenset({"steam power"}))


def part_of(document: VideoDocument) -> VideoRows:
    video = f"video:{document.video.id}"
    namings = read_namings(document, video)
    return build_part(document, video, namings, resolve(namings, NameIndex()), "PERSON")


def test_rows_of_a_talk() -> None:
    part = part_of(make_document("one", [FIRST, SECOND], day=date(1843, 9, 1)))

    assert set(part.rows) == {*NODES, *LINKS}
    assert part.published_on == "1843-09-01"
    assert part.rows["speaker"]["speaker:one#ada"] == {
        "id": "speaker:one#ada",
        "label": "ada",
        "speakingSeconds": 9.5,
        "segmentCount": 1,
        "person": ADA,
    }
    assert list(part.rows["discusses"].values()) == [
        {
            "topic": "topic:steam power",
            "segmentCount": 2,
            "firstSeconds": 0.0,
            "name": "Steam Power",
            "authority": "PERSON",
        }
    ]
    features = part.rows["features"][(LOOM,)]
    assert (features["mentionCount"], features["firstSeconds"], features["sortDate"]) == (
        1,
        0.0,
        "1843-09-01",
    )
    assert coverage(part) == {
        ("topic:steam power", LOOM): 1,
        ("topic:steam power", ADA): 2,
        ("topic:steam power", ACME): 2,
    }


def test_mentions_and_evidence_carry_the_name_that_was_used() -> None:
    part = part_of(make_document("one", [FIRST, SECOND]))

    keys = [(row["text"], row["aliasKey"]) for row in part.rows["mention"].values() if row["entity"] == ADA]
    assert sorted(keys) == [
        ("Ada Lovelace", "PERSON:ada lovelace"),
        ("Lovelace", "PERSON:lovelace"),
        ("Lovelace", "PERSON:lovelace"),
    ]
    found = {row["type"]: row for row in part.rows["evidence"].values()}
    assert (found["WORKS_AT"]["subjectKey"], found["WORKS_AT"]["objectKey"]) == (
        "PERSON:ada lovelace",
        "COMPANY:acme",
    )
    assert (found["WORKS_AT"]["quote"], found["WORKS_AT"]["segments"]) == (
        "Ada Lovelace and Acme",
        ["segment:one#0"],
    )


def test_symmetric_connections_have_one_direction() -> None:
    forth = part_of(
        make_document("one", [Sentence(None, (), ("alan", "RELATED_TO", "ada"), None, frozenset())])
    )
    back = part_of(
        make_document("one", [Sentence(None, (), ("ada", "RELATED_TO", "alan"), None, frozenset())])
    )

    assert list(contributions(forth)) == list(contributions(back))
    (one,) = contributions(forth).values()
    assert one.source < one.target


def test_the_same_twice_makes_no_difference() -> None:
    part = part_of(make_document("one", [FIRST, SECOND]))

    removed, added = differences(part, part)

    assert not any(removed.values())
    assert not any(added.values())


def test_what_hangs_on_a_changed_segment_is_made_anew() -> None:
    before = part_of(make_document("one", [FIRST, SECOND]))
    after = part_of(
        make_document("one", [FIRST, Sentence("Host", ("loom",), None, None, frozenset({"Steam Power"}))])
    )

    removed, added = differences(before, after)

    assert (
        [row["id"] for row in removed["segment"]]
        == [row["id"] for row in added["segment"]]
        == ["segment:one#1"]
    )
    assert added["spoken_by"] == [{"segment": "segment:one#1", "speaker": "speaker:one#Host"}]
    assert added["about"] == [{"segment": "segment:one#1", "topic": "topic:steam power"}]
    assert not removed["bullet"]
    assert [row["type"] for row in removed["evidence"]] == ["RELATED_TO"]


def test_the_video_itself() -> None:
    row = video_row(make_document("one", [FIRST]), "video:one", "PERSON", "hash")

    assert (row["slug"], row["title"], row["summary"]) == ("talk-one-a44045dd", "Talk one", "What one says.")
    assert row["publishedOn"] is None
    assert row["contentHash"] == "hash"


def test_a_name_that_was_recognized_is_below_a_written_one_unless_title_or_description_have_it() -> None:
    document = make_document("one", [FIRST, SECOND])
    video = {"recognizer": "whisper-base", "description": "On steam power, by Ada Lovelace."}
    heard = document.model_copy(update={"video": document.video.model_copy(update=video)})

    def authorities(document: VideoDocument, authority: str) -> dict[str, set[str]]:
        namings = read_namings(document, "video:one")
        part = build_part(document, "video:one", namings, resolve(namings, NameIndex()), authority)
        rows = [
            *part.rows["given_name"].values(),
            *part.rows["features"].values(),
            *part.rows["discusses"].values(),
        ]
        return {
            one: {row["name"] for row in rows if row["authority"] == one}
            for one in {row["authority"] for row in rows}
        }

    assert authorities(document, "OFFLINE").keys() == {"OFFLINE"}
    assert authorities(heard, "PERSON").keys() == {"PERSON"}
    assert authorities(heard, "LANGUAGE_MODEL") == {
        "LANGUAGE_MODEL": {"Ada Lovelace", "Ada", "Lovelace", "Steam Power"},
        "LANGUAGE_MODEL_RECOGNIZED": {
            "Acme",
            "Acme Corporation",
            "weaving algebra",
            "loom algebra",
            "Loom-Algebras",
        },
    }
