"""Results of extractors are checked against the talk's words."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from service.domain.document import (
    EntityInfo,
    EvidenceInfo,
    MentionInfo,
    RelationshipInfo,
    SegmentInfo,
    SpeakerInfo,
    Transcript,
    VideoDocument,
    VideoInfo,
)
from service.errors import ExtractorFault, SetupError
from service.extractors import extract as extracting
from service.extractors.extract import extract
from service.extractors.interface import Extraction

TALK = Transcript(
    video=VideoInfo(title="A talk"),
    speakers=(SpeakerInfo(label="Ann"),),
    segments=(
        SegmentInfo(text="Acme uses Rust.", start_seconds=0, end_seconds=5, speaker="Ann"),
        SegmentInfo(text="So it is.", start_seconds=5, end_seconds=9),
    ),
)
ENTITIES = (
    EntityInfo(
        key="acme",
        name="Acme",
        kind="COMPANY",
        mentions=(MentionInfo(segment=0, start_offset=0, end_offset=4),),
    ),
    EntityInfo(
        key="rust",
        name="Rust",
        kind="PRODUCT",
        mentions=(MentionInfo(segment=0, start_offset=10, end_offset=14),),
    ),
)


def document(**parts: Any) -> VideoDocument:
    return VideoDocument(**{**dict(TALK), "entities": ENTITIES, **parts})


def stated(quote: str, type_: str = "USES") -> RelationshipInfo:
    evidence = EvidenceInfo(quote=quote, segment=0, label="uses")
    return RelationshipInfo(source="acme", type=type_, target="rust", evidence=(evidence,))


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Extraction]:
    """Returns the result for an extractor that returns or raises this."""

    def through(found: Any) -> Extraction:
        class Other:
            version = "other/2"

            def __call__(self, transcript: Transcript, /) -> Any:
                if isinstance(found, Exception):
                    raise found
                return found

        monkeypatch.setattr(extracting, "find_extractor", lambda name: Other())
        monkeypatch.setattr(extracting, "package_of", lambda name: "videograph-other 1.0")
        return extract("other", TALK)

    return through


def test_a_document_is_enough_and_is_marked_with_the_version(
    give: Callable[[Any], Extraction],
) -> None:
    extraction = give(document(relationships=(stated("Acme uses Rust"),)))

    assert extraction.document.extractor == "other/2"
    assert [r.evidence[0].quote for r in extraction.document.relationships] == ["Acme uses Rust"]
    assert (extraction.dropped, extraction.notes, extraction.complete) == (Counter(), (), True)


def test_counts_and_notes_of_an_extraction_stay(give: Callable[[Any], Extraction]) -> None:
    given = Extraction(document(), Counter({"too dull": 3}), ("read aloud",), complete=False)

    extraction = give(given)

    assert (extraction.dropped, extraction.notes, extraction.complete) == (
        Counter({"too dull": 3}),
        ("read aloud",),
        False,
    )


def test_words_that_were_not_said_are_left_out_and_counted(give: Callable[[Any], Extraction]) -> None:
    wrong = MentionInfo(segment=1, start_offset=0, end_offset=2)
    entities = (ENTITIES[0].model_copy(update={"mentions": (*ENTITIES[0].mentions, wrong)}), ENTITIES[1])

    extraction = give(document(entities=entities, relationships=(stated("Acme praises Rust"),)))

    assert extraction.document.relationships == ()
    assert [entity.mentions for entity in extraction.document.entities] == [e.mentions for e in ENTITIES]
    assert sum(extraction.dropped.values()) == 3
    assert extraction.dropped["relationship without evidence"] == 1


def test_a_type_that_no_relationship_has_becomes_related_to(give: Callable[[Any], Extraction]) -> None:
    extraction = give(document(relationships=(stated("Acme uses Rust", "ADORES"),)))

    assert [r.type for r in extraction.document.relationships] == ["RELATED_TO"]


def test_decisions_and_hashes_are_not_an_extractors_to_give(give: Callable[[Any], Extraction]) -> None:
    hashed = {"hash": "0" * 64, "content_hash": "1" * 64}

    extraction = give(document(decisions={}, export=hashed))

    assert (extraction.document.decisions, extraction.document.export) == (None, None)


def test_who_speaks_may_be_added_where_the_source_does_not_say(give: Callable[[Any], Extraction]) -> None:
    segments = (TALK.segments[0], TALK.segments[1].model_copy(update={"speaker": "Ann"}))

    assert give(document(segments=segments)).document.segments == segments


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"video": VideoInfo(title="Another talk")}, "it changed what the source says of the talk"),
        (
            {"segments": (TALK.segments[0],)},
            "the talk has 2 segments, and its document 1",
        ),
        (
            {
                "segments": (
                    TALK.segments[0],
                    TALK.segments[1].model_copy(update={"text": "So it is not."}),
                )
            },
            "it changed segment 1",
        ),
        (
            {
                "speakers": (*TALK.speakers, SpeakerInfo(label="Bo")),
                "segments": (TALK.segments[0].model_copy(update={"speaker": "Bo"}), TALK.segments[1]),
            },
            "it changed segment 0",
        ),
    ],
)
def test_a_document_of_other_words_is_refused(
    give: Callable[[Any], Extraction], parts: dict[str, Any], says: str
) -> None:
    with pytest.raises(ExtractorFault) as caught:
        give(document(**parts))

    assert caught.value.message == f"the extractor other failed: {says}"


def test_something_else_than_a_document_is_refused(give: Callable[[Any], Extraction]) -> None:
    with pytest.raises(ExtractorFault, match="it gave a dict instead of a VideoDocument"):
        give({"entities": []})


def test_an_error_names_whose_it_is(give: Callable[[Any], Extraction]) -> None:
    with pytest.raises(ExtractorFault) as caught:
        give(KeyError("acme"))

    assert caught.value.message == (
        "the extractor other failed: KeyError: 'acme'; please report it to the makers of videograph-other 1.0"
    )


def test_what_is_missing_on_this_machine_is_said_as_it_is(give: Callable[[Any], Extraction]) -> None:
    with pytest.raises(SetupError, match=r"^other needs a key$"):
        give(SetupError("other needs a key"))
