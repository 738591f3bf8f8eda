"""Passages: what is parsed as a whole, and the way back to the segments."""

from service.domain.document import SegmentInfo
from spoken import transcript
from videograph_extractor.text.speech import read_passages, read_sentences


def test_cues_of_one_voice_are_one_passage_and_sentences_know_their_cues() -> None:
    talk = transcript("We talk about", "Bitcoin Core. It is", "old software.")
    (passage,) = read_passages(talk.segments)
    sentences = read_sentences([passage])
    assert passage.doc.text == "We talk about Bitcoin Core. It is old software."
    assert [s.text for s in sentences] == ["We talk about Bitcoin Core.", "It is old software."]
    assert [list(s.segments) for s in sentences] == [[0, 1], [1, 2]]


def test_a_place_in_a_passage_is_a_segment_and_an_offset_in_it() -> None:
    talk = transcript("Ann: Hello there.", "Bob: We talk about", "Bob: Bitcoin.")
    first, second = read_passages(talk.segments)
    assert (first.speaker, second.speaker) == ("Ann", "Bob")
    assert second.place(0) == (1, 0)
    assert second.place(second.doc.text.index("Bitcoin")) == (2, 0)
    assert second.place(second.doc.text.index("about")) == (1, 8)


def test_a_long_speech_is_cut_where_a_segment_ends_a_sentence() -> None:
    words = "word " * 49
    talk = transcript(*[f"{words}end." for _ in range(9)])
    passages = read_passages(talk.segments)
    assert [(p.first, len(p.starts)) for p in passages] == [(0, 5), (5, 4)]


def test_without_full_stops_a_passage_still_ends() -> None:
    talk = transcript(*["word " * 49 + "end" for _ in range(9)])
    assert [(p.first, len(p.starts)) for p in read_passages(talk.segments)] == [(0, 8), (8, 1)]


def test_sounds_are_no_sentences() -> None:
    talk = transcript("♪♪", "Ann: Bitcoin works.")
    assert [s.text for s in read_sentences(read_passages(talk.segments))] == ["Bitcoin works."]


def test_a_passage_ends_before_the_parser_refuses_it() -> None:
    segments = [SegmentInfo(text="x" * 50_000, start_seconds=i, end_seconds=i + 1) for i in range(30)]

    passages = read_passages(segments)

    assert max(len(passage.doc.text) for passage in passages) == 200_003
    assert sum(len(passage.starts) for passage in passages) == 30
