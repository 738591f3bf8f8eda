"""Checks against the talk's words: our own documents are cleaned, others are refused."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import EvidenceInfo, SegmentInfo, VideoDocument
from service.domain.faults import check_document
from service.domain.quotes import Quote, locate_quote, name_is_said, quote_and_neighbours, voices_in
from service.errors import InvalidInput
from service.store.check import require_borne_out

SEGMENTS = [
    ("Ann", "Welcome. I work at Harbour Labs, as you know."),
    ("Ann", "We build Tidal with"),
    ("Bo", "the Moon Model. Bo Lind wrote it. Ships use it."),
    ("Bo", "The C++ code is old. Harbour Labs likes it."),
    (None, "Later on, others came."),
    ("Ann", "Goodbye."),
]


def document(**changes: Any) -> VideoDocument:
    base: dict[str, Any] = {
        "video": {"title": "Tides"},
        "speakers": [{"label": "Ann", "person": "ann"}, {"label": "Bo", "person": "bo"}],
        "segments": [
            {"text": text, "startSeconds": n * 10, "endSeconds": n * 10 + 10, "speaker": speaker}
            for n, (speaker, text) in enumerate(SEGMENTS)
        ],
        "entities": [
            {"key": "ann", "name": "Ann Holm", "kind": "PERSON"},
            {"key": "bo", "name": "Bo Lind", "kind": "PERSON", "aliases": ["Lind"]},
            {"key": "labs", "name": "Harbour Labs", "kind": "COMPANY", "aliases": ["The Labs", "HL"]},
            {"key": "tidal", "name": "Tidal", "kind": "PRODUCT"},
            {"key": "moon", "name": "Moon Model", "kind": "CONCEPT"},
            {"key": "c", "name": "C", "kind": "PRODUCT"},
        ],
    }
    return VideoDocument.model_validate(base | changes)


def mentions(*found: dict[str, Any]) -> VideoDocument:
    entities = document().model_dump(by_alias=True)["entities"]
    entities[2]["mentions"] = list(found)
    return document(entities=entities)


def related(source: str, kind: str, target: str, *evidence: dict[str, Any]) -> dict[str, Any]:
    return {"source": source, "type": kind, "target": target, "evidence": list(evidence)}


def said(quote: str, segment: int, **more: Any) -> dict[str, Any]:
    return {"quote": quote, "segment": segment, "label": "says"} | more


WORKS = related("ann", "WORKS_AT", "labs", said("I work at Harbour Labs", 0))
BUILDS = related("tidal", "USES", "moon", said("We build Tidal with the Moon Model", 1))


def refusal(found: VideoDocument) -> tuple[str, tuple[str | int, ...]]:
    with pytest.raises(InvalidInput) as caught:
        require_borne_out(found)
    return caught.value.message, caught.value.path


def test_what_is_borne_out_passes_and_gets_its_offsets() -> None:
    found = document(relationships=[WORKS, BUILDS])

    require_borne_out(found)
    checked, dropped = check_document(found)

    assert dropped == Counter({"entity without mention, voice or evidence": 1})
    assert [
        (r.source, r.type, r.target, [(e.segment, e.start_offset) for e in r.evidence])
        for r in checked.relationships
    ] == [("ann", "WORKS_AT", "labs", [(0, 9)]), ("tidal", "USES", "moon", [(1, 0)])]
    assert [entity.key for entity in checked.entities] == ["ann", "bo", "labs", "tidal", "moon"]
    assert checked.segments == found.segments
    assert check_document(checked) == (checked, Counter())


@pytest.mark.parametrize(
    ("quote", "segment", "offset", "place"),
    [
        ("Welcome.", 0, None, Quote(0, 0, 0, 8)),
        ("Tidal with the Moon", 1, None, Quote(1, 2, 9, 8)),
        ("Tidal with the Moon", 1, 9, Quote(1, 2, 9, 8)),
        ("know. We build Tidal with the", 0, None, Quote(0, 2, 40, 3)),
        ("it", 2, None, Quote(2, 2, 30, 32)),
        ("it", 2, 44, Quote(2, 2, 44, 46)),
        ("it", 2, 31, None),
        ("the Moon", 1, None, None),
        ("tidal with", 1, None, None),
        ("Tidal with  the Moon", 1, None, None),
        ("Goodbye. And", 5, None, None),
        ("Goodbye.", 6, None, None),
        ("Moon", 1, 24, None),
    ],
)
def test_where_a_quote_stands(quote: str, segment: int, offset: int | None, place: Quote | None) -> None:
    evidence = EvidenceInfo(quote=quote, segment=segment, label="x", start_offset=offset)

    assert locate_quote(document().segments, evidence) == place


def test_the_neighbourhood_of_a_quote() -> None:
    segments = document().segments

    assert quote_and_neighbours(segments, Quote(2, 2, 16, 33)) == (
        "We build Tidal with the Moon Model. Bo Lind wrote it. Ships use it."
    )
    assert (
        quote_and_neighbours(segments, Quote(0, 0, 0, 8)) == "Welcome. I work at Harbour Labs, as you know."
    )
    assert quote_and_neighbours(segments, Quote(5, 5, 0, 8)) == "Later on, others came. Goodbye."


def test_the_neighbourhood_without_full_stops_is_the_next_segment() -> None:
    segments = [
        SegmentInfo(text=t, start_seconds=0, end_seconds=1) for t in ("a b", "c d", "e f", "g h", "i j")
    ]

    assert quote_and_neighbours(segments, Quote(2, 2, 2, 3)) == "c d e f g h"


@given(
    texts=st.lists(
        st.text("ab. ", min_size=1).map(lambda t: " ".join(t.split()) or "a"), min_size=1, max_size=6
    ),
    data=st.data(),
)
def test_any_substring_of_the_joined_words_is_found_with_its_place(
    texts: list[str], data: st.DataObject
) -> None:
    segments = [SegmentInfo(text=text, start_seconds=0, end_seconds=1) for text in texts]
    first = data.draw(st.integers(0, len(texts) - 1))
    joined = " ".join(texts[first:])
    start = data.draw(st.integers(0, len(texts[first]) - 1))
    quote = joined[start : data.draw(st.integers(start + 1, len(joined)))]
    if quote != quote.strip():
        return

    found = locate_quote(segments, EvidenceInfo(quote=quote, segment=first, label="x", start_offset=start))

    assert found is not None
    assert (found.first, found.start) == (first, start)
    words = " ".join(texts[found.first : found.last + 1])
    assert words[found.start : len(words) - len(texts[found.last]) + found.end] == quote
    assert 0 < found.end <= len(texts[found.last])
    assert quote in quote_and_neighbours(segments, found)


@pytest.mark.parametrize(
    ("words", "name", "is_said"),
    [
        ("Meta's plans", "meta", True),
        ("METADATA", "meta", False),
        ("the C++ code", "c", False),
        ("the C++ code", "c++", True),
        ("in C, mostly", "c", True),
        ("C# and F#", "c", False),
        ("Moore’s law", "moore's law", True),
        ("Yann\u00a0LeCun", "yann lecun", True),
        ("restart, then art", "art", True),
        ("anything", "", False),
    ],
)
def test_whether_words_name_somebody(words: str, name: str, is_said: bool) -> None:
    assert name_is_said(words, {name}) is is_said


@pytest.mark.parametrize(
    ("mention", "reason", "message"),
    [
        (
            {"segment": 0, "startOffset": 40, "endOffset": 60},
            "mention outside its segment",
            "offsets 40 to 60 are none of segment 0, which has 45 characters",
        ),
        (
            {"segment": 0, "startOffset": 19, "endOffset": 19},
            "mention outside its segment",
            "offsets 19 to 19 are none of segment 0, which has 45 characters",
        ),
        (
            {"segment": 0, "startOffset": 19, "endOffset": 26},
            "mention of another name",
            "the words there are 'Harbour', which is neither the name nor an alias of 'Harbour Labs'",
        ),
    ],
)
def test_a_mention_that_is_none(mention: dict[str, Any], reason: str, message: str) -> None:
    good = {"segment": 3, "startOffset": 21, "endOffset": 33}
    found = mentions(good, mention)

    assert refusal(found) == (f"entities[2].mentions[1]: {message}", ("entities", 2, "mentions", 1))
    checked, dropped = check_document(found)
    assert dropped == Counter({reason: 1, "entity without mention, voice or evidence": 3})
    assert [(m.segment, m.start_offset, m.end_offset) for m in checked.entities[2].mentions] == [(3, 21, 33)]


def test_a_mention_may_have_article_possessive_and_other_case_and_counts_once() -> None:
    entities = document().model_dump(by_alias=True)["entities"]
    entities[4]["mentions"] = [{"segment": 2, "startOffset": 0, "endOffset": 14}] * 2
    found = document(entities=entities)

    require_borne_out(found)
    checked, dropped = check_document(found)
    assert dropped["mention given twice"] == 1
    assert next(len(e.mentions) for e in checked.entities if e.key == "moon") == 1


@pytest.mark.parametrize(
    ("relationship", "reason", "message"),
    [
        (
            related("ann", "WORKS_AT", "labs", said("I work for Harbour Labs", 0)),
            "quote not in the words",
            "the quote 'I work for Harbour Labs' does not stand in segment 0, nor in it and those behind it joined by one space",
        ),
        (
            related("ann", "WORKS_AT", "labs", said("I work at Harbour Labs", 0, startOffset=8)),
            "quote not in the words",
            "the quote 'I work at Harbour Labs' does not stand in segment 0 at offset 8, nor in it and those behind it joined by one space",
        ),
        (
            related("bo", "WORKS_AT", "labs", said("I work at Harbour Labs", 0)),
            "an end is not named",
            "'Bo Lind' is not named in the quote 'I work at Harbour Labs' nor in the sentence next to it, and is not who speaks it, nor the \"you\" or \"we\" in it",
        ),
        (
            related("labs", "CREATED", "c", said("The C++ code is old. Harbour Labs likes it.", 3)),
            "an end is not named",
            "'C' is not named in the quote 'The C++ code is old. Harbour Labs likes it.' nor in the sentence next to it, and is not who speaks it, nor the \"you\" or \"we\" in it",
        ),
        (
            related("bo", "CREATED", "moon", said("Bo Lind wrote it.", 2, subjectName="he")),
            "name that is no alias",
            "'he' is neither the name nor an alias of 'Bo Lind': add it to its aliases",
        ),
        (
            related("labs", "SUPPORTS", "moon", said("Harbour Labs likes it.", 3, subjectName="HL")),
            "an end is not named",
            "'HL' is not named in the quote 'Harbour Labs likes it.' nor in the sentence next to it, and is not who speaks it, nor the \"you\" or \"we\" in it",
        ),
    ],
)  # fmt: skip
def test_evidence_that_does_not_hold(relationship: dict[str, Any], reason: str, message: str) -> None:
    found = document(relationships=[BUILDS, relationship])

    assert refusal(found) == (f"relationships[1].evidence[0]: {message}", ("relationships", 1, "evidence", 0))
    checked, dropped = check_document(found)
    assert (dropped[reason], dropped["relationship without evidence"]) == (1, 1)
    assert [r.type for r in checked.relationships] == ["USES"]


def test_a_key_quote_must_stand_in_its_segments_and_other_bullets_need_not() -> None:
    def bullets(*found: tuple[str, list[int], bool]) -> VideoDocument:
        keys = ("text", "segments", "verbatim")
        sections = [{"heading": "H", "bullets": [dict(zip(keys, one, strict=True))]} for one in found]
        return document(sections=sections)

    across, own, wrong = "likes it. Later on", "Ann is gone.", "Harbour Labs loves it."
    require_borne_out(bullets((across, [4, 3], True), (own, [5], False)))
    found = bullets((across, [3, 4], True), (wrong, [3, 4], True), (across, [3], True))
    assert refusal(found) == (
        "sections[1].bullets[0]: the quote 'Harbour Labs loves it.' does not stand in segments 3 to 4 (and 1 more)",
        ("sections", 1, "bullets", 0),
    )
    checked, dropped = check_document(found)
    assert [[bullet.text for bullet in section.bullets] for section in checked.sections] == [[across]]
    assert dropped == Counter({"quote not in the words": 2, "entity without mention, voice or evidence": 4})


def test_evidence_that_holds_stays_when_another_falls() -> None:
    relationship = related("ann", "WORKS_AT", "labs", said("nowhere", 0), said("I work at Harbour Labs", 0))

    checked, dropped = check_document(document(relationships=[relationship]))

    assert [(e.quote, e.start_offset) for e in checked.relationships[0].evidence] == [
        ("I work at Harbour Labs", 9)
    ]
    assert (dropped["quote not in the words"], dropped["relationship without evidence"]) == (1, 0)


@pytest.mark.parametrize(
    "relationship",
    [
        related("bo", "CREATED", "moon", said("Bo Lind wrote it.", 2)),
        related("bo", "CREATED", "moon", said("Lind wrote", 2, subjectName="Lind")),
        related("bo", "CREATED", "tidal", said("We build Tidal with the", 1)),
        related("ann", "CREATED", "tidal", said("We build Tidal", 1, subjectName="Ann Holm")),
        related("moon", "COMPETES_WITH", "tidal", said("Tidal with the Moon Model", 1)),
        related("moon", "MENTIONED_WITH", "tidal", said("Tidal with the Moon Model", 1)),
        related("moon", "RELATED_TO", "tidal", said("Tidal with the Moon Model", 1)),
    ],
    ids=[
        "next sentence",
        "alias used",
        "speaks part of it",
        "speaks it",
        "symmetric",
        "said together",
        "other",
    ],
)
def test_relationships_that_hold(relationship: dict[str, Any]) -> None:
    found = document(relationships=[relationship])

    require_borne_out(found)
    assert [r.type for r in check_document(found)[0].relationships] == [relationship["type"]]


@pytest.mark.parametrize(
    ("kind", "reason", "message"),
    [
        (
            "WORKS_AT",
            "kinds not allowed",
            "WORKS_AT does not lead from a Product to a Concept: use RELATED_TO",
        ),
        ("LIKES", "unknown type", "there is no type 'LIKES'; there are WORKS_AT, LEADS, LEFT, "),
    ],
)
def test_a_type_that_does_not_fit(kind: str, reason: str, message: str) -> None:
    other = related("tidal", "RELATED_TO", "moon", said("Tidal with the Moon Model", 1))
    found = document(relationships=[other, BUILDS | {"type": kind}, BUILDS | {"type": "RELATED_TO"}])

    text, path = refusal(found)
    assert text.startswith(f"relationships[1].type: {message}")
    assert path == ("relationships", 1, "type")
    checked, dropped = check_document(found)
    assert dropped[f"{reason}: now RELATED_TO"] == 1
    assert [(r.type, [e.quote for e in r.evidence]) for r in checked.relationships] == [
        ("RELATED_TO", ["Tidal with the Moon Model", "We build Tidal with the Moon Model"])
    ]


@pytest.mark.parametrize(
    ("chapter", "reason", "message"),
    [
        ((25, 40), "chapter out of order", "chapter 'B' starts before 'A' has ended"),
        ((40, 35), "chapter out of order", "chapter 'B' ends before it starts"),
        ((40, 62), "chapter outside the talk", "chapter 'B' ends at 62.0 s, the talk at 60.0 s"),
    ],
)
def test_chapters_out_of_place(chapter: tuple[float, float], reason: str, message: str) -> None:
    chapters = [
        {"title": title, "startSeconds": start, "endSeconds": end}
        for title, start, end in (("A", 0, 30), ("B", *chapter))
    ]
    found = document(chapters=chapters)

    assert refusal(found) == (f"chapters[1]: {message}", ("chapters", 1))
    checked, dropped = check_document(found)
    assert dropped[reason] == 1
    assert [c.title for c in checked.chapters] == ["A"]


def test_chapters_may_go_on_to_the_end_that_the_video_says() -> None:
    chapters = [{"title": "A", "startSeconds": 0, "endSeconds": 90}]

    require_borne_out(document(video={"title": "T", "durationSeconds": 90}, chapters=chapters))
    require_borne_out(document(chapters=[{"title": "A", "startSeconds": 0, "endSeconds": 60.9}]))


def test_all_faults_are_counted_in_the_message() -> None:
    wrong = related("bo", "WORKS_AT", "labs", said("nowhere", 0), said("nothing", 0))

    text, _ = refusal(document(relationships=[wrong]))

    assert text.endswith("joined by one space (and 1 more)")


@pytest.mark.parametrize(
    ("place", "words", "labels"),
    [
        (0, "I work at Harbour Labs", {"Ann"}),
        (0, "as you know", {"Ann", "Bo"}),
        (3, "Your code is old", {"Ann", "Bo"}),
        (4, "you came", {"Ann", "Bo"}),
        (3, "The youth came", {"Bo"}),
    ],
)
def test_who_is_you_speaks_before_or_behind(place: int, words: str, labels: set[str]) -> None:
    assert voices_in(document().segments, place, place, words) == labels


def test_what_is_told_of_you_is_borne_out() -> None:
    told = related("bo", "WORKS_AT", "labs", said("I work at Harbour Labs, as you know", 0))

    checked, dropped = check_document(document(relationships=[told]))

    assert [(r.source, r.type, r.target) for r in checked.relationships] == [("bo", "WORKS_AT", "labs")]
    assert dropped["an end is not named"] == 0


@pytest.mark.parametrize(
    ("quote", "place", "employed", "kept"),
    [
        ("We build Tidal with", 1, "WORKS_AT", True),
        ("We build Tidal with", 1, "LEADS", True),
        ("We build Tidal with", 1, None, False),
        ("We build Tidal with", 1, "SUPPORTS", False),
        ("build Tidal with", 1, "WORKS_AT", False),
        ("Ships use it.", 2, "WORKS_AT", False),
    ],
)
def test_we_are_what_the_voice_is_stated_to_work_at(
    quote: str, place: int, employed: str | None, kept: bool
) -> None:
    texts = [
        "Welcome. I work at Harbour Labs, as you know.",
        "Well then. It rains. We build Tidal with",
        "Ships use it. Tidal",
    ]
    segments = [
        {"text": text, "startSeconds": n * 10, "endSeconds": n * 10 + 10, "speaker": "Ann"}
        for n, text in enumerate(texts)
    ]
    job = [related("ann", employed, "labs", said("I work at Harbour Labs", 0))] if employed else []
    done = related("labs", "CREATED", "tidal", said(quote, place))

    checked, dropped = check_document(document(segments=segments, relationships=[*job, done]))

    assert ("labs", "CREATED", "tidal") in {
        (r.source, r.type, r.target) for r in checked.relationships
    } or not kept
    assert dropped["an end is not named"] == (0 if kept else 1)
