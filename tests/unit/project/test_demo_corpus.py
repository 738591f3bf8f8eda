"""The authored talk of the demo: its counts, and that its own words bear all of it out."""

import importlib.util
from collections import Counter
from functools import cache
from itertools import pairwise
from types import ModuleType

import pytest

from service.domain.document import VideoDocument
from service.domain.model import CO_MENTION, KINDS, read_model
from service.domain.text import normalise_name
from service.resources import demo_folder
from service.store.check import require_borne_out
from support.paths import ROOT

AUTHORED = demo_folder() / "authored"
SCRIPT = ROOT / "scripts" / "build_authored_talk.py"


@cache
def read_talk() -> VideoDocument:
    return VideoDocument.model_validate_json((AUTHORED / "lecun-leaves-meta.document.json").read_bytes())


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(SCRIPT.stem, SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_counts() -> None:
    talk = read_talk()
    assert Counter(entity.kind for entity in talk.entities) == {
        "PERSON": 2,
        "COMPANY": 5,
        "CONCEPT": 10,
        "PRODUCT": 4,
        "EVENT": 1,
    }
    assert len(talk.segments) == 34
    assert len(talk.relationships) == 24
    assert sum(len(relationship.evidence) for relationship in talk.relationships) == 32
    assert len(talk.topics) == 13
    assert len(talk.chapters) == 5
    assert [len(section.bullets) for section in talk.sections] == [3, 4, 3, 4, 4]


def test_video() -> None:
    video = read_talk().video
    assert video.title == "Why Yann LeCun Is Leaving Meta"
    assert str(video.published_on) == "2025-11-23"
    assert video.duration_seconds == 540
    assert 1250 <= sum(len(segment.text.split()) for segment in read_talk().segments) <= 1400


def test_files_are_what_the_source_gives() -> None:
    script = load_script()
    talk = script.build()
    assert (AUTHORED / "lecun-leaves-meta.document.json").read_text("utf-8") == script.document_text(talk)
    assert (AUTHORED / "lecun-leaves-meta.vtt").read_text("utf-8") == script.transcript_text(talk)


def test_every_quote_stands_in_its_segments_at_its_offset() -> None:
    talk = read_talk()
    over_two = 0
    for relationship in talk.relationships:
        for evidence in relationship.evidence:
            assert evidence.start_offset is not None
            texts = [segment.text for segment in talk.segments[evidence.segment :]]
            assert " ".join(texts)[evidence.start_offset :].startswith(evidence.quote)
            assert evidence.start_offset < len(texts[0])
            assert evidence.label in evidence.quote
            over_two += evidence.start_offset + len(evidence.quote) > len(texts[0])
    assert over_two == 2


def test_both_ends_of_a_relationship_are_named_in_each_quote() -> None:
    talk = read_talk()
    entities = {entity.key: entity for entity in talk.entities}
    for relationship in talk.relationships:
        for evidence in relationship.evidence:
            for key in (relationship.source, relationship.target):
                entity = entities[key]
                spoken = evidence.quote.casefold()
                assert any(name.casefold() in spoken for name in (entity.name, *entity.aliases)), (
                    f"{entity.name} is not in: {evidence.quote}"
                )


def test_relationships_keep_to_the_dictionary() -> None:
    talk = read_talk()
    kinds = {entity.key: KINDS[entity.kind] for entity in talk.entities}
    connections = read_model().connections
    seen: set[tuple[str, str, str]] = set()
    for relationship in talk.relationships:
        assert relationship.type != CO_MENTION
        assert connections[relationship.type].allows(kinds[relationship.source], kinds[relationship.target])
        seen.add((relationship.source, relationship.type, relationship.target))
    assert len(seen) == 24
    assert len({type_ for _, type_, _ in seen}) == 15
    assert {key for source, _, target in seen for key in (source, target)} == set(kinds)


def test_every_mention_is_a_name_of_its_entity() -> None:
    talk = read_talk()
    taken: set[tuple[int, int]] = set()
    for entity in talk.entities:
        names = {normalise_name(name) for name in (entity.name, *entity.aliases)}
        said: set[str] = set()
        for mention in entity.mentions:
            text = talk.segments[mention.segment].text[mention.start_offset : mention.end_offset]
            said.add(normalise_name(text))
            place = {(mention.segment, at) for at in range(mention.start_offset, mention.end_offset)}
            assert not place & taken, f"two mentions at one place: {text} in segment {mention.segment}"
            taken |= place
        assert said == names, f"{entity.name}: names that are never said, or said and no name"


def test_chapters_partition_the_video() -> None:
    talk = read_talk()
    chapters = talk.chapters
    assert chapters[0].start_seconds == 0
    assert chapters[-1].end_seconds == talk.video.duration_seconds
    assert all(one.end_seconds == next_one.start_seconds for one, next_one in pairwise(chapters))
    assert {chapter.start_seconds for chapter in chapters} <= {s.start_seconds for s in talk.segments}


def test_summary_has_symbols_and_begins_where_its_segments_do() -> None:
    talk = read_talk()
    for section in talk.sections:
        first = section.bullets[0].segments[0]
        assert section.start_seconds == talk.segments[first].start_seconds
        for bullet in section.bullets:
            assert bullet.symbol is not None
            assert not any(character.isalnum() for character in bullet.symbol)
            assert bullet.text.endswith(".")


def test_times_run_forward_without_overlap() -> None:
    talk = read_talk()
    assert all(one.end_seconds < after.start_seconds for one, after in pairwise(talk.segments))
    assert talk.segments[-1].end_seconds <= 540
    for segment in talk.segments:
        pace = len(segment.text.split()) / (segment.end_seconds - segment.start_seconds)
        assert pace == pytest.approx(2.68, abs=0.15)


def test_the_words_bear_the_document_out() -> None:
    require_borne_out(read_talk())
