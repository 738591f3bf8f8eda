"""The ten real talks of the demo: each is a complete document that keeps to the rules which a language model is given."""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import networkx as nx
import pytest

from service.actions.demo import demo_files, demo_transcript
from service.actions.extraction.make_document import read_document
from service.domain.document import RelationshipInfo, VideoDocument
from service.domain.model import CO_MENTION
from service.domain.salience import salience
from service.domain.text import normalise_name
from service.extractors.common.entity_keys import key_of
from service.extractors.llm.co_mentions import find_together
from service.extractors.llm.entities import EntityDraft
from service.resources import demo_folder
from service.store.check import require_borne_out
from support.paths import ROOT

FOLDER = demo_folder() / "talks"
README = (ROOT / "README.md").read_text("utf-8")
ATTRIBUTED = (FOLDER / "README.md").read_text("utf-8")
EXTRACTOR = "language model, checked against the transcript"

# Segments, chapters, entities, stated connections, quotes, types of connections, sections of the summary, bullets, topics.
COUNTS = {
    "bitcoin-explained--bitcoin-core-v24-bug": (113, 6, 32, 27, 28, 9, 5, 15, 12),
    "bitcoin-explained--bitcoin-core-v25": (247, 8, 64, 60, 61, 8, 7, 23, 15),
    "bitcoin-explained--compact-client-side-filtering": (165, 8, 42, 35, 37, 10, 9, 26, 14),
    "bitcoin-explained--scaling-bitcoin-with-the-erlay-protocol": (152, 10, 45, 45, 48, 8, 7, 21, 14),
    "bitcoin-explained--silent-payments": (283, 9, 60, 52, 55, 10, 7, 25, 15),
    "chaincode-podcast--chaincode-decoded-bech32m": (67, 5, 34, 34, 34, 9, 4, 14, 11),
    "chaincode-podcast--chaincode-decoded-mempool": (113, 12, 54, 53, 53, 9, 6, 21, 15),
    "chaincode-podcast--package-relay": (150, 12, 59, 44, 47, 8, 6, 20, 13),
    "learning-bitcoin-and-design--covenants-part-2": (182, 6, 42, 40, 42, 10, 7, 24, 15),
    "tabconf--2024--cluster-mempool-by-murch": (139, 9, 47, 58, 61, 10, 6, 23, 15),
}
# Co-mentions, their quotes, and the entities that either connects, all in one part: those of the map.
MAPS = {
    "bitcoin-explained--bitcoin-core-v24-bug": (13, 14, 32),
    "bitcoin-explained--bitcoin-core-v25": (47, 56, 62),
    "bitcoin-explained--compact-client-side-filtering": (19, 20, 38),
    "bitcoin-explained--scaling-bitcoin-with-the-erlay-protocol": (22, 23, 43),
    "bitcoin-explained--silent-payments": (26, 30, 55),
    "chaincode-podcast--chaincode-decoded-bech32m": (27, 31, 32),
    "chaincode-podcast--chaincode-decoded-mempool": (45, 48, 53),
    "chaincode-podcast--package-relay": (42, 43, 59),
    "learning-bitcoin-and-design--covenants-part-2": (27, 28, 42),
    "tabconf--2024--cluster-mempool-by-murch": (65, 86, 47),
}


@cache
def talks() -> dict[str, VideoDocument]:
    """By file name."""
    return {
        file.name.removesuffix(".document.json"): VideoDocument.model_validate_json(file.read_bytes())
        for file in demo_files()
        if file.parent == FOLDER
    }


def stated(talk: VideoDocument) -> list[RelationshipInfo]:
    return [one for one in talk.relationships if one.type != CO_MENTION]


def counts(talk: VideoDocument) -> tuple[int, ...]:
    return (
        len(talk.segments),
        len(talk.chapters),
        len(talk.entities),
        len(stated(talk)),
        sum(len(one.evidence) for one in stated(talk)),
        len({one.type for one in stated(talk)}),
        len(talk.sections),
        sum(len(section.bullets) for section in talk.sections),
        len(talk.topics),
    )


def test_counts() -> None:
    assert {name: counts(talk) for name, talk in talks().items()} == COUNTS


def test_each_map_is_in_one_piece() -> None:
    found: dict[str, tuple[int, int, int]] = {}
    for name, talk in talks().items():
        together = [one for one in talk.relationships if one.type == CO_MENTION]
        web: nx.Graph[str] = nx.Graph((one.source, one.target) for one in talk.relationships)
        found[name] = (len(together), sum(len(one.evidence) for one in together), len(web))
        assert nx.is_connected(web), name

    assert found == MAPS


@pytest.mark.parametrize("name", COUNTS)
def test_co_mentions_are_those_that_the_model_extractor_adds(name: str) -> None:
    talk = talks()[name]
    spoken: defaultdict[str | None, float] = defaultdict(float)
    for segment in talk.segments:
        spoken[segment.speaker] += segment.end_seconds - segment.start_seconds
    voices: defaultdict[str | None, list[str]] = defaultdict(list)
    for speaker in talk.speakers:
        voices[speaker.person].append(speaker.label)
    found = [
        EntityDraft(one.name, Counter([one.kind]), labels=voices[one.key], mentions=list(one.mentions))
        for one in talk.entities
    ]
    most = max(len(one.mentions) for one in found)
    end = talk.segments[-1].end_seconds
    scores = {
        one.key: salience(
            [talk.segments[place.segment].start_seconds for place in one.mentions],
            most,
            sum(spoken[label] for label in one.labels),
            end,
        )
        for one in found
    }
    found.sort(key=lambda one: (-scores[one.key], one.name))
    keys = {key_of(one.kind, one.name): one.key for one in talk.entities}
    known = {key: own for own, key in keys.items()}
    pairs = {frozenset((known[one.source], known[one.target])) for one in stated(talk)}

    together = find_together(talk, found, scores, pairs)

    assert [
        (keys[one.source], keys[one.target], [evidence.quote for evidence in one.evidence])
        for one in together
    ] == [
        (one.source, one.target, [evidence.quote for evidence in one.evidence])
        for one in talk.relationships
        if one.type == CO_MENTION
    ]


@pytest.mark.parametrize("name", COUNTS)
def test_the_words_bear_the_document_out(name: str) -> None:
    talk = talks()[name]

    require_borne_out(talk)
    assert talk.video.id == name
    assert talk.extractor == EXTRACTOR
    assert len(stated(talk)) >= 15


@pytest.mark.parametrize("name", COUNTS)
def test_a_label_stands_in_its_quote_or_is_the_type(name: str) -> None:
    for one in stated(talks()[name]):
        for evidence in one.evidence:
            assert len(evidence.quote.split()) <= 60
            if evidence.label != one.type.lower().replace("_", " "):
                assert evidence.label.casefold() in evidence.quote.casefold()
            elif one.type == "RELATED_TO":
                pytest.fail(f"RELATED_TO has no words of its own: {evidence.quote}")


@pytest.mark.parametrize("name", COUNTS)
def test_entities_are_described_and_each_is_named_heard_or_connected(name: str) -> None:
    talk = talks()[name]
    held = {speaker.person for speaker in talk.speakers}
    held |= {end for one in talk.relationships for end in (one.source, one.target)}

    for entity in talk.entities:
        assert entity.description is not None, entity.name
        assert entity.mentions or entity.key in held, entity.name


@pytest.mark.parametrize("name", COUNTS)
def test_summary_has_headed_sections_whose_bullets_begin_with_an_emoji(name: str) -> None:
    talk = talks()[name]

    assert talk.summary is not None
    assert 3 <= len(re.findall(r"[.!?](?: |$)", talk.summary)) <= 6
    for section in talk.sections:
        assert 2 <= len(section.bullets) <= 4, section.heading
        for bullet in section.bullets:
            assert bullet.symbol is not None
            assert not any(character.isalnum() for character in bullet.symbol), bullet.symbol
            assert re.search(r"^[A-Z0-9].*[.!?]$", bullet.text), bullet.text
    starts = [section.start_seconds or 0 for section in talk.sections]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", COUNTS)
def test_chapters_follow_each_other_to_the_end_of_the_talk(name: str) -> None:
    talk = talks()[name]
    chapters = talk.chapters

    assert [one.end_seconds for one in chapters[:-1]] == [one.start_seconds for one in chapters[1:]]
    assert chapters[-1].end_seconds == talk.video.duration_seconds


def test_a_name_means_the_same_in_all_talks() -> None:
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for talk in talks().values():
        for entity in talk.entities:
            kinds[entity.name].add(entity.kind)
            if not entity.local:
                for name in (entity.name, *entity.aliases):
                    owners[(entity.kind, normalise_name(name))].add(entity.name)

    assert {name: found for name, found in owners.items() if len(found) > 1} == {}
    assert {name: found for name, found in kinds.items() if len(found) > 1} == {}


def test_people_and_ideas_come_back() -> None:
    found = Counter(entity.name for talk in talks().values() for entity in talk.entities)
    voices = Counter(
        speaker.person for talk in talks().values() for speaker in talk.speakers if speaker.person
    )

    assert {name: count for name, count in voices.items() if count > 1} == {
        "Mark Erhardt": 4,
        "Sjors Provoost": 5,
        "Aaron van Wirdum": 5,
        "Adam Jonas": 3,
    }
    assert sum(count > 1 for count in found.values()) == 84
    assert found["Package relay"] == 3


def test_licence_and_source_of_each_talk() -> None:
    rows = re.findall(r"^\| (.+?) \| .+? \| (\S+) \| \d+ \| `(.+?)` \|", ATTRIBUTED, re.MULTILINE)
    sidecar = json.loads(
        demo_transcript().with_name(demo_transcript().name.replace(".transcript.", ".video.")).read_bytes()
    )

    assert "MIT License" in (FOLDER / "LICENSE.md").read_text("utf-8")
    assert {(title, day, Path(path).stem) for title, day, path in rows} == {
        (talk.video.title, str(talk.video.published_on), name.rpartition("--")[2])
        for name, talk in talks().items()
    } | {(sidecar["title"], sidecar["published"], Path(sidecar["source"]["path"]).stem)}
    assert sidecar["source"]["licence"] == "MIT"


@pytest.mark.nightly
def test_offline_extraction_of_the_one_more_talk_finds_what_the_readme_says() -> None:
    talk = read_document(demo_transcript()).document
    names = {entity.key: entity.name for entity in talk.entities}
    stated = [one for one in talk.relationships if one.type != CO_MENTION]

    assert "it finds five connections in these forty minutes." in README
    assert "The demo's ten real talks have 27 to 60 connections each." in README
    assert (min(one[3] for one in COUNTS.values()), max(one[3] for one in COUNTS.values())) == (27, 60)
    assert [(names[one.source], one.type, names[one.target]) for one in stated] == [
        ("Andrew Chow", "RELATED_TO", "Bitcoin Core"),
        ("Andrew Chow", "WORKS_AT", "Blockstream"),
        ("Andrew Chow", "CREATED", "HWI"),
        ("Andrew Chow", "USES", "Python"),
        ("Andrew Chow", "CREATED", "partially signed Bitcoin transaction"),
    ]
    assert {evidence.past for one in stated if one.type == "WORKS_AT" for evidence in one.evidence} == {True}
