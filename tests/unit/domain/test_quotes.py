"""Who says which words of a quote, and the addresses of quotes."""

import pytest

from service.domain.quotes import Citation, QuotedSegment, QuoteTurn, read_permalink, turns_of

Part = tuple[str, str | None]
"""Text and speaker of a segment. A speaker `label/person` is a known person."""


def segments(*parts: Part) -> list[QuotedSegment]:
    found: list[QuotedSegment] = []
    for index, (text, speaker) in enumerate(parts):
        _, _, person = (speaker or "").partition("/")
        found.append(QuotedSegment(text, 10.0 * index, speaker, person or None, person or speaker))
    return found


@pytest.mark.parametrize(
    ("quote", "parts", "turns"),
    [
        ("is it", [("What is it?", "Ann")], [("Ann", "is it", 0.0)]),
        (
            "is it? It is C.",
            [("What is it?", "Ann"), ("It is C. I think.", "Bo")],
            [("Ann", "is it?", 0.0), ("Bo", "It is C.", 10.0)],
        ),
        # Segments of one speaker are one turn, and somebody may speak twice.
        (
            "really is it? Yes. No. But",
            [("What, really", "Ann"), ("is it?", "Ann"), ("Yes.", "Bo"), ("No.", "Bo"), ("But why?", "Ann")],
            [("Ann", "really is it?", 0.0), ("Bo", "Yes. No.", 20.0), ("Ann", "But", 40.0)],
        ),
        # A person with two labels is one speaker; a voice that nobody knows is none of the others.
        ("a b", [("a", "A/ann"), ("b", "B/ann")], [("ann", "a b", 0.0)]),
        ("a b", [("a", None), ("b", "Ann")], [(None, "a", 0.0), ("Ann", "b", 10.0)]),
        # Equal words before do not count: the quote reaches into its last segment.
        ("no no", [("no no", "Ann"), ("no no", "Bo")], [("Ann", "no", 0.0), ("Bo", "no", 10.0)]),
        ("🦙 is 🦙", [("🦙🦙 🦙 is", "Ann"), ("🦙 too", "Bo")], [("Ann", "🦙 is", 0.0), ("Bo", "🦙", 10.0)]),
    ],
)
def test_each_speaker_has_the_own_words(
    quote: str, parts: list[Part], turns: list[tuple[str | None, str, float]]
) -> None:
    found = turns_of(quote, segments(*parts))

    assert [(turn.name, turn.words, turn.start_seconds) for turn in found] == turns
    assert " ".join(turn.words for turn in found) == quote


def test_a_turn_in_a_text_names_who_says_it() -> None:
    assert [str(QuoteTurn("Yes.", 1.0, "speaker:a#A", None, name)) for name in ("Ann", None)] == [
        "Ann: Yes.",
        "Unknown speaker: Yes.",
    ]


@pytest.mark.parametrize(
    ("speakers", "path"),
    [
        ((), "/quote?video=talk&t=4&text=Yes+%26+no"),
        (("Ann",), "/quote?video=talk&t=4&speaker=Ann&text=Yes+%26+no"),
        (("Ann", "Bo C."), "/quote?video=talk&t=4&speaker=Ann&speaker=Bo+C.&text=Yes+%26+no"),
    ],
)
def test_an_address_names_all_who_speak(speakers: tuple[str, ...], path: str) -> None:
    cited = Citation("Yes & no", "talk", 4, speakers)

    assert (cited.path, read_permalink(path)) == (path, cited)
