"""The loader on small talks and on the authored demo talk: what it writes, replaces, takes back and refuses."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from service.curation.load import delete_video, import_document
from service.domain.document import VideoDocument, VideoInfo
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.resources import demo_folder
from service.store import change
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

NO_TOPICS: frozenset[str] = frozenset()
FIRST = Sentence("ada", ("loom",), ("ada", "WORKS_AT", "acme"), 0.5, frozenset({"Steam Power"}))
SECOND = Sentence("Host", ("ada",), ("ada", "WORKS_AT", "acme"), 0.75, frozenset({"Steam Power", "Weaving"}))
THIRD = Sentence(None, ("alan",), ("alan", "RELATED_TO", "ada"), None, NO_TOPICS)


async def rows(database: Database, statement: str) -> list[list[object]]:
    return await database.read(statement, name="test")


async def test_what_two_talks_add_up_to(clean_database: Database) -> None:
    one = make_document("one", [FIRST, SECOND], day=date(1843, 9, 1))
    two = make_document("two", [SECOND, THIRD], day=date(1936, 5, 28), spelling=1)

    reports = [await import_document(clean_database, talk) for talk in (one, two)]

    assert [report.outcome for report in reports] == ["created", "created"]
    assert reports[0].video_id == "video:one"
    assert reports[0].counts == {
        "segments": 2,
        "speakers": 2,
        "chapters": 1,
        "sections": 1,
        "bullets": 1,
        "topics": 2,
        "entities": 3,
        "mentions": 6,
        "relationships": 1,
        "evidence": 2,
    }
    connections = """
        MATCH (source:Entity)-[r:WORKS_AT|RELATED_TO]-(target:Entity) WHERE source.name < target.name
        RETURN source.name, type(r), target.name, r.evidenceCount, r.videoCount, r.weight,
          toString(r.firstSaidOn), toString(r.lastSaidOn) ORDER BY type(r)
    """
    assert await rows(clean_database, connections) == [
        ["Ada Lovelace", "RELATED_TO", "Alan Turing", 1, 1, 1.0, "1936-05-28", "1936-05-28"],
        ["Acme", "WORKS_AT", "Ada Lovelace", 3, 2, 2.0, "1843-09-01", "1936-05-28"],
    ]
    entities = """
        MATCH (e:Entity) RETURN e.name, e.kind, labels(e), e.slug, e.mentionCount, e.videoCount, e.relationshipCount,
          toString(e.firstMentionedOn), toString(e.lastMentionedOn) ORDER BY e.name
    """
    assert await rows(clean_database, entities) == [
        ["Acme", "COMPANY", ["Entity", "Company"], "acme-company", 3, 2, 1, "1843-09-01", "1936-05-28"],
        ["Ada Lovelace", "PERSON", ["Entity", "Person"], "ada-lovelace", 6, 2, 2, "1843-09-01", "1936-05-28"],
        ["Alan Turing", "PERSON", ["Entity", "Person"], "alan-turing", 2, 1, 1, "1936-05-28", "1936-05-28"],
        [
            "weaving algebra",
            "CONCEPT",
            ["Entity", "Concept"],
            "weaving-algebra-concept",
            *(1, 1, 0),
            *("1843-09-01", "1843-09-01"),
        ],
    ]
    topics = "MATCH (t:Topic) RETURN t.id, t.slug, t.name, t.videoCount ORDER BY t.id"
    assert await rows(clean_database, topics) == [
        ["topic:steam power", "steam-power", "Steam Power", 2],
        ["topic:weaving", "weaving", "Weaving", 2],
    ]
    covers = (
        "MATCH (t:Topic)-[c:COVERS]->(e:Entity) RETURN t.name, e.name, c.segmentCount ORDER BY t.name, e.name"
    )
    assert await rows(clean_database, covers) == [
        ["Steam Power", "Acme", 3],
        ["Steam Power", "Ada Lovelace", 3],
        ["Steam Power", "weaving algebra", 1],
        ["Weaving", "Acme", 2],
        ["Weaving", "Ada Lovelace", 2],
    ]
    assert await find_drift(clean_database) == []


async def test_importing_again_writes_nothing(clean_database: Database) -> None:
    talk = make_document("one", [FIRST, SECOND, THIRD])
    first = await import_document(clean_database, talk)
    made = await fingerprint(clean_database)
    history = "MATCH (v:Video) RETURN v.revision, toString(v.addedAt), toString(v.updatedAt)"
    before = await rows(clean_database, history)

    again = await import_document(clean_database, talk)

    assert (again.outcome, again.counts, again.slug) == ("unchanged", first.counts, first.slug)
    assert await fingerprint(clean_database) == made
    assert await rows(clean_database, history) == before


async def test_an_import_is_five_statements_and_an_unchanged_one_is_one(
    clean_database: Database, statements: list[str]
) -> None:
    talk = make_document("one", [FIRST, SECOND], day=date(1843, 9, 1))

    await import_document(clean_database, talk)

    assert len(statements) == 5
    statements.clear()
    await import_document(clean_database, talk)
    assert len(statements) == 1


async def test_a_changed_version_replaces_what_differs_and_nothing_else(clean_database: Database) -> None:
    await import_document(clean_database, make_document("one", [FIRST, SECOND, THIRD]))
    ids = "MATCH (n) WHERE n:Segment OR n:Evidence OR n:Entity RETURN n.id, elementId(n)"
    before = {row[0]: row[1] for row in await rows(clean_database, ids)}

    changed = make_document("one", [FIRST, Sentence("Host", ("loom",), None, None, NO_TOPICS), THIRD])
    report = await import_document(clean_database, changed)

    assert report.outcome == "changed"
    after = {row[0]: row[1] for row in await rows(clean_database, ids)}
    assert {id_ for id_ in after if after[id_] != before.get(id_)} == {"segment:one#1"}
    assert len(before.keys() - after.keys()) == 1
    assert await rows(clean_database, "MATCH (v:Video) RETURN v.revision, v.title") == [[2, "Talk one"]]
    assert await rows(clean_database, "MATCH ()-[r:WORKS_AT]->() RETURN r.evidenceCount, r.weight") == [
        [1, 0.5]
    ]
    assert await rows(clean_database, "MATCH (t:Topic) RETURN t.name") == [["Steam Power"]]
    assert await find_drift(clean_database) == []


async def test_delete_takes_back_what_the_video_brought(clean_database: Database) -> None:
    await import_document(clean_database, make_document("two", [SECOND], day=date(1843, 9, 1)))
    made = await fingerprint(clean_database)
    channel = {"name": "Looms"}
    url = "https://looms.example/watch?v=1"
    talk = make_document("one", [FIRST, SECOND, THIRD], spelling=1, channel=channel, url=url)
    for reference in ("one", "video:one", (await import_document(clean_database, talk)).slug, url):
        await import_document(clean_database, talk)

        report = await delete_video(clean_database, reference)

        assert (report.video_id, report.title) == ("video:one", "Talk one")
        assert report.counts["segments"] == 3
        assert await fingerprint(clean_database) == made
    with pytest.raises(NotFound):
        await delete_video(clean_database, "one")
    await delete_video(clean_database, "two")
    assert (
        await rows(
            clean_database, "MATCH (n) WHERE NOT n:__Neo4jMigration|Change|ChangeCounter RETURN labels(n)"
        )
        == []
    )


async def test_a_new_talk_without_id_and_address_says_which_others_have_its_title(
    clean_database: Database,
) -> None:
    first = make_document("one", [FIRST])
    bare = first.model_copy(update={"video": VideoInfo(title="talk  ONE")})
    other = make_document("two", [SECOND])
    reports = [await import_document(clean_database, talk) for talk in (first, other)]
    assert [report.same_title for report in reports] == [(), ()]

    report = await import_document(clean_database, bare)

    assert (report.outcome, report.same_title) == ("created", (reports[0].slug,))
    assert (await import_document(clean_database, bare)).same_title == ()


async def test_one_address_of_two_videos_is_no_reference(clean_database: Database) -> None:
    url = "https://looms.example/1"
    for id_ in ("one", "two"):
        await import_document(clean_database, make_document(id_, [FIRST], url=url))

    with pytest.raises(InvalidInput, match="may be any of video:one, video:two: give the id"):
        await delete_video(clean_database, url)


async def test_the_same_id_with_another_address_is_refused(clean_database: Database) -> None:
    await import_document(clean_database, make_document("one", [FIRST], url="https://looms.example/1"))
    made = await fingerprint(clean_database)

    with pytest.raises(InvalidInput, match=r"give https://looms\.example/2 an id of its own") as caught:
        await import_document(clean_database, make_document("one", [SECOND], url="https://looms.example/2"))

    assert caught.value.path == ("video", "id")
    assert await fingerprint(clean_database) == made
    report = await import_document(
        clean_database, make_document("one", [SECOND], url="http://www.looms.example/1/#t=3")
    )
    assert report.outcome == "changed"


async def test_a_failure_in_the_middle_leaves_nothing(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await import_document(clean_database, make_document("one", [FIRST]))
    made = await fingerprint(clean_database)
    uphold = change.uphold_names

    async def fail_at_the_end(*given: Any, **more: Any) -> None:
        await uphold(*given, **more)
        raise RuntimeError("the power goes")

    monkeypatch.setattr(change, "uphold_names", fail_at_the_end)  # of a deletion and of an import
    for talk in (make_document("one", [SECOND, THIRD]), make_document("two", [FIRST, SECOND])):
        with pytest.raises(RuntimeError, match="the power goes"):
            await import_document(clean_database, talk)
    with pytest.raises(RuntimeError, match="the power goes"):
        await delete_video(clean_database, "one")

    assert await fingerprint(clean_database) == made


async def test_a_voice_is_featured_though_nobody_names_it(clean_database: Database) -> None:
    talk = make_document("one", [Sentence("alan", (), None, None, NO_TOPICS), SECOND])

    await import_document(clean_database, talk)

    features = """
        MATCH (:Video)-[f:FEATURES]->(:Person {name: 'Alan Turing'})<-[:IS]-(s:Speaker)
        RETURN f.mentionCount, f.firstSeconds, f.salience, s.speakingSeconds, s.segmentCount
    """
    assert await rows(clean_database, features) == [[0, None, 0.487, 9.5, 1]]
    await import_document(clean_database, make_document("one", [SECOND]))
    assert await rows(clean_database, "MATCH (e:Person) RETURN e.name") == [["Ada Lovelace"]]


async def test_better_capitals_stay_though_a_talk_more_writes_it_otherwise(clean_database: Database) -> None:
    said = {"one": 0, "two": 1, "three": 1, "four": 0}  # Acme, or acme, with a description
    talks = {id_: make_document(id_, [FIRST], spelling=way) for id_, way in said.items()}
    shown = "MATCH (e:Company) RETURN e.name, e.searchName, e.description"
    names: list[object] = []

    for id_ in ("one", "two", "three"):
        await import_document(clean_database, talks[id_])
        names += await rows(clean_database, shown)
    await delete_video(clean_database, "video:three")
    names += await rows(clean_database, shown)
    await import_document(clean_database, talks["three"])
    anew = make_document("three", [FIRST], spelling=0)
    await import_document(clean_database, anew.model_copy(update={"summary": "Another."}))
    await import_document(clean_database, talks["four"])
    names += await rows(clean_database, shown)

    assert names == [
        ["Acme", "acme", None],
        ["Acme", "acme", "acme as two has it"],
        ["Acme", "acme", "acme as three has it"],
        ["Acme", "acme", "acme as two has it"],
        ["Acme", "acme", "acme as two has it"],
    ]
    assert await find_drift(clean_database) == []


def of_two_names(id_: str, name: str, alias: str, times: int) -> VideoDocument:
    text = " ".join([*[name] * times, alias])
    starts = [place * (len(name) + 1) for place in range(times)]
    mentions = [{"segment": 0, "startOffset": at, "endOffset": at + len(name)} for at in starts]
    entity = {"key": "k", "name": name, "kind": "COMPANY", "aliases": [alias], "mentions": mentions}
    segment = {"text": text, "startSeconds": 0, "endSeconds": 1}
    video = {"title": id_, "id": id_}
    return VideoDocument.model_validate({"video": video, "segments": [segment], "entities": [entity]})


async def test_spellings_that_differ_in_capitals_speak_for_one_name(clean_database: Database) -> None:
    """Also when one that is not shown is undone."""
    for id_, name in (("one", "meta"), ("two", "Meta"), ("three", "Facebook")):
        alias = "Facebook" if name != "Facebook" else "Meta"
        await import_document(clean_database, of_two_names(id_, name, alias, 1))
    shown = "MATCH (e:Company) RETURN e.name"
    names = await rows(clean_database, shown)

    await delete_video(clean_database, "one")
    names += await rows(clean_database, shown)

    assert names == [["Meta"], ["Facebook"]]  # two of three, then as many: what sorts first
    assert await find_drift(clean_database) == []


async def test_of_as_many_talks_the_name_of_those_that_mention_it_most(clean_database: Database) -> None:
    names: list[object] = []
    for id_, name, alias, times in (
        ("one", "Meta", "Facebook", 3),
        ("two", "Facebook", "Meta", 1),  # one talk each, Meta is mentioned more
        ("two", "Facebook", "Meta", 5),  # said more often now by the name that is not shown
        ("one", "Meta", "Facebook", 9),
        ("one", "Meta", "Facebook", 2),  # said less often by the name that is shown
        ("one", "Meta", "Facebook", 5),  # as often: what sorts first
        ("three", "Meta", "Facebook", 1),  # more talks come first
    ):
        await import_document(clean_database, of_two_names(id_, name, alias, times))
        [[shown]] = await rows(clean_database, "MATCH (e:Company) RETURN e.name")
        names.append(shown)
        assert await find_drift(clean_database) == []

    assert names == ["Meta", "Meta", "Facebook", "Meta", "Facebook", "Facebook", "Meta"]


async def test_another_description_leaves_the_main_name(clean_database: Database) -> None:
    talks = [make_document(id_, [FIRST], spelling=way) for id_, way in (("one", 1), ("two", 1), ("three", 0))]
    for talk in talks:
        await import_document(clean_database, talk)
    entities = tuple(e.model_copy(update={"description": "It makes looms, " * 9}) for e in talks[2].entities)

    await import_document(clean_database, talks[2].model_copy(update={"entities": entities}))

    shown = "MATCH (e:Company) RETURN e.name, e.description"
    assert await rows(clean_database, shown) == [["Acme", "It makes looms, " * 9]]
    assert await find_drift(clean_database) == []


async def test_local_names_stay_in_their_talk(clean_database: Database) -> None:
    def talk(id_: str) -> VideoDocument:
        document = make_document(id_, [Sentence(None, ("lab",), None, None, NO_TOPICS)])
        return document.model_copy(
            update={"entities": tuple(e.model_copy(update={"local": True}) for e in document.entities)}
        )

    await import_document(clean_database, talk("one"))
    await import_document(clean_database, talk("two"))

    aliases = "MATCH (a:Alias)-[:NAMES]->(e:Entity) RETURN a.key, e.name, e.videoCount ORDER BY a.key"
    assert await rows(clean_database, aliases) == [
        ["COMPANY@video:one:lab", "the Lab", 1],
        ["COMPANY@video:two:lab", "the Lab", 1],
    ]


async def test_names_of_two_entities_are_reported_not_merged(clean_database: Database) -> None:
    def talk(id_: str, name: str, *aliases: str) -> VideoDocument:
        text = " ".join((name, *aliases))
        mention = {"segment": 0, "startOffset": 0, "endOffset": len(name)}
        entity = {"key": "k", "name": name, "kind": "COMPANY", "aliases": aliases, "mentions": [mention]}
        segment = {"text": text, "startSeconds": 0, "endSeconds": 1}
        video = {"title": id_, "id": id_}
        return VideoDocument.model_validate({"video": video, "segments": [segment], "entities": [entity]})

    await import_document(clean_database, talk("one", "Meta", "FB"))
    await import_document(clean_database, talk("two", "Facebook"))
    joined = await import_document(clean_database, talk("three", "Meta Platforms", "Meta"))
    both = await import_document(clean_database, talk("four", "Facebook", "FB"))

    assert joined.candidates == ()
    assert [candidate.name for candidate in both.candidates] == ["FB"]
    named = "MATCH (a:Alias)-[:NAMES]->(e:Entity) RETURN a.name, e.name, e.videoCount ORDER BY a.name"
    assert await rows(clean_database, named) == [
        ["FB", "Meta", 2],
        ["Facebook", "Facebook", 2],
        ["Meta", "Meta", 2],
        ["Meta Platforms", "Meta", 2],
    ]
    assert await find_drift(clean_database) == []


async def test_the_authored_talk(clean_database: Database) -> None:
    text = (demo_folder() / "authored" / "lecun-leaves-meta.document.json").read_bytes()

    report = await import_document(clean_database, VideoDocument.model_validate_json(text))

    assert report.slug == "videograph-lecun-leaves-meta"
    counts = report.counts
    assert (counts["segments"], counts["chapters"], counts["sections"], counts["topics"]) == (34, 5, 5, 13)
    assert (counts["entities"], counts["relationships"], counts["evidence"]) == (22, 24, 32)
    kinds = await rows(clean_database, "MATCH (e:Entity) RETURN e.kind")
    assert Counter(kind for (kind,) in kinds) == {
        "PERSON": 2,
        "COMPANY": 5,
        "CONCEPT": 10,
        "PRODUCT": 4,
        "EVENT": 1,
    }
    founded = (
        "MATCH (:Person {slug: 'yann-lecun'})-[r:WORKS_AT|LEFT|FOUNDED]->(c:Company) RETURN type(r), c.name"
    )
    assert sorted(await rows(clean_database, founded + " ORDER BY type(r), c.name")) == [
        ["FOUNDED", "FAIR"],
        ["FOUNDED", "LeCun's start-up"],
        ["LEFT", "Meta"],
        ["WORKS_AT", "Meta"],
    ]
    unquoted = """
        MATCH (e:Evidence)-[:SAID_IN]->(s:Segment)
        WITH e, s ORDER BY s.index
        WITH e, collect(s.text) AS texts
        WHERE NOT reduce(all = '', text IN texts | all + CASE all WHEN '' THEN '' ELSE ' ' END + text) CONTAINS e.quote
        RETURN e.id
    """
    assert await rows(clean_database, unquoted) == []
    assert await find_drift(clean_database) == []


async def test_refused_documents_leave_nothing(clean_database: Database) -> None:
    talk = make_document("one", [FIRST])
    (known,) = talk.relationships
    cases = [
        ({"type": "KNOWS"}, "there is no type 'KNOWS'", ("relationships", 0)),
        ({"type": "PART_OF"}, "PART_OF does not go from PERSON to COMPANY", ("relationships", 0)),
        (
            {"type": "FOUNDED", "evidence": (known.evidence[0].model_copy(update={"past": True}),)},
            "FOUNDED happens once and stays so: `past` is for WORKS_AT, LEADS, USES, ",
            ("relationships", 0),
        ),
        (
            {"evidence": (known.evidence[0].model_copy(update={"quote": "never said"}),)},
            "does not stand in segment 0",
            ("relationships", 0, "evidence", 0),
        ),
    ]
    for update, message, path in cases:
        broken = talk.model_copy(update={"relationships": (known.model_copy(update=update),)})
        with pytest.raises(InvalidInput, match=message) as caught:
            await import_document(clean_database, broken)
        assert caught.value.path == path
    nameless = talk.entities[0].model_copy(update={"name": "?!"})
    with pytest.raises(InvalidInput, match=r"'\?!' is not a name") as caught:
        await import_document(
            clean_database, talk.model_copy(update={"entities": (nameless, *talk.entities[1:])})
        )
    assert caught.value.path == ("entities", 0, "name")
    assert await rows(clean_database, "MATCH (n) WHERE NOT n:__Neo4jMigration RETURN n") == []
