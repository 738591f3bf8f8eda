"""What is quoted for a statement: back to where the one is named whom a pronoun stands for."""

from service.extractors.interface import Extraction
from spoken import transcript
from videograph_extractor.offline import extract

_LONG = "We sat in the sun and had some tea, and all of that was very nice. " * 15
"""As many words as end a passage at the next full stop."""
_AT_LENGTH = "the many things that are hers to do, and " * 12


def _stated(found: Extraction) -> list[tuple[str, str, str, int, int | None, str]]:
    return [
        (r.source, r.type, r.target, e.segment, e.start_offset, e.quote)
        for r in found.document.relationships
        for e in r.evidence
    ]


def test_a_name_in_the_passage_before_is_quoted_as_well() -> None:
    talk = transcript(
        f"Jane_Miller: {_LONG}I know Ann Bell. She is kind.",
        "Jane_Miller: She is busy as ever. She works at Netflix.",
    )
    found = extract(talk)
    quote = "I know Ann Bell. She is kind. She is busy as ever. She works at Netflix."
    assert _stated(found) == [("person:ann bell", "WORKS_AT", "company:netflix", 0, 1005, quote)]
    assert found.dropped == {}


def test_a_name_in_the_sentence_next_to_it_is_not() -> None:
    found = extract(transcript(f"Jane_Miller: {_LONG}I know Ann Bell.", "Jane_Miller: She works at Netflix."))
    assert _stated(found) == [
        ("person:ann bell", "WORKS_AT", "company:netflix", 1, 0, "She works at Netflix.")
    ]


def test_nothing_is_stated_of_a_name_too_far_away_to_quote() -> None:
    talk = transcript(
        f"Jane_Miller: {_LONG}I know Ann Bell. She is kind.",
        f"Jane_Miller: She is busy as ever, with {_AT_LENGTH}all that. She works at Netflix.",
    )
    found = extract(talk)
    assert _stated(found) == []
    assert found.dropped == {}


def test_a_long_quote_ends_soon_after_what_it_states() -> None:
    talk = transcript(
        f"Jane_Miller: {_LONG}I know Ann Bell. She is kind.",
        f"Jane_Miller: She is busy as ever. She works at Netflix, with {_AT_LENGTH}all that.",
    )
    quote = (
        "I know Ann Bell. She is kind. She is busy as ever. She works at Netflix, with the many things that are hers "
        "to do, and the many things that are hers to do,"
    )
    assert [stated[-1] for stated in _stated(extract(talk))] == [quote]
