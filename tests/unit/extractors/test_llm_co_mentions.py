"""Co-mentions in a talk that a language model has read."""

from pathlib import Path

import pytest

from service.domain.document import SegmentInfo, Transcript, VideoInfo
from service.domain.model import CO_MENTION
from support.model_answers import extract, named, stated, talk

RUST, GO, ZIG = named("Rust"), named("Go"), named("Zig")


def together(transcript: Transcript, *connections: dict[str, object], folder: Path) -> list[str]:
    """The pairs with their quotes and where they begin."""
    window = {
        "entities": [RUST, GO, ZIG, named("Ann Lee", "PERSON", "Ann")],
        "connections": list(connections),
    }
    document = extract(transcript, window, folder=folder).document
    names = {entity.key: entity.name for entity in document.entities}
    return [
        f"{names[r.source]} {names[r.target]} {e.segment}:{e.start_offset} {e.quote}"
        for r in document.relationships
        if r.type == CO_MENTION
        for e in r.evidence
    ]


def test_entities_of_one_sentence_are_said_together(tmp_path: Path) -> None:
    said = talk(
        ("Speaker 1", "We looked at Rust. Go and Zig came later. Zig is small."),
        ("Speaker 2", "I like Zig; Go is fine."),
    )
    assert together(said, folder=tmp_path) == [
        "Zig Go 0:19 Go and Zig came later.",
        "Zig Go 1:0 I like Zig; Go is fine.",
        "Go Rust 0:0 We looked at Rust. Go and Zig came later.",
    ]


def test_what_no_sentence_joins_is_joined_by_the_nearest_words_of_one_voice(tmp_path: Path) -> None:
    said = talk(
        ("Speaker 1", "We had Rust. It was early. Then Zig came. Go (they say) as well."),
        ("Speaker 2", "I told Ann so."),
    )
    assert together(said, folder=tmp_path) == [
        "Go Zig 0:27 Then Zig came. Go (they say) as well.",
        "Rust Zig 0:0 We had Rust. It was early. Then Zig came.",
    ]


def test_a_passage_has_sixty_words_at_most(tmp_path: Path) -> None:
    for words, pairs in ((58, ["Rust Zig 0:0 "]), (59, [])):
        said = talk(("Speaker 1", f"Rust. {'so ' * (words - 1)}so. Zig."))
        assert together(said, folder=tmp_path) == [pair + said.segments[0].text for pair in pairs]


def test_in_a_list_nothing_is_joined_twice(tmp_path: Path) -> None:
    said = talk(("Speaker 1", f"We saw Rust, Go, Zig {'and so on ' * 12}and told Ann of it."))
    pairs = [one.split(" 0:0 ")[0] for one in together(said, folder=tmp_path)]
    assert pairs == ["Ann Go", "Ann Rust", "Ann Zig"]


def test_of_what_is_stated_nothing_is_only_said_together(tmp_path: Path) -> None:
    said = talk(("Speaker 1", "Zig competes with Rust. Go and Rust."))
    of_it = stated("Zig", "COMPETES_WITH", "Rust", "Zig competes with Rust.", 1)
    assert together(said, of_it, folder=tmp_path) == ["Rust Go 0:24 Go and Rust."]


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        ("So, Ann, is it Rust?", []),
        ("Ann, Rust is fast.", []),
        ("I told Ann about Rust.", ["Ann Lee Rust 1:0 I told Ann about Rust."]),
    ],
)
def test_a_voice_that_is_only_called_is_not_talked_about(
    sentence: str, pairs: list[str], tmp_path: Path
) -> None:
    said = talk(("Ann Lee", "Hello."), ("Speaker 2", sentence))
    assert together(said, folder=tmp_path) == pairs


def test_in_captions_a_line_is_a_breath_and_its_quote_goes_over_segments(tmp_path: Path) -> None:
    said = Transcript(
        video=VideoInfo(title="A talk"),
        segments=tuple(
            SegmentInfo(text=text, start_seconds=i, end_seconds=i + 1)
            for i, text in enumerate(("we came from", "rust to", "zig last year"))
        ),
    )
    assert together(said, folder=tmp_path) == ["Rust Zig 0:0 we came from rust to zig last year"]
