"""Answers of a language model: only what the talk's words support goes into the document."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from service.errors import SetupError
from service.extractors.llm.extractor import LlmExtractor
from support.model_answers import (
    OUTLINE,
    TALK,
    WINDOW,
    all_hold,
    extract,
    lines_of,
    model_at,
    named,
    note_each_line,
    shown,
    stated,
    talk,
)
from support.model_server import ModelServer, Respond

FAIR, META = named("FAIR", "COMPANY"), named("Meta", "COMPANY")
PYTORCH, TENSORFLOW = named("PyTorch"), named("TensorFlow")


def test_a_statement_keeps_the_words_of_the_talk(tmp_path: Path) -> None:
    window = {
        "entities": [FAIR, PYTORCH, TENSORFLOW],
        "connections": [
            stated("Yann LeCun", "founded", "FAIR", "i founded fair, a lab", 2, "founded"),
            stated("PyTorch", "COMPETES_WITH", "TensorFlow", "PyTorch competes with TensorFlow.", 2, "rival of"),
        ],
    }  # fmt: skip
    found = extract(TALK, window, folder=tmp_path)

    assert shown(found.document) == [
        "Yann LeCun FOUNDED FAIR: I founded FAIR, a lab [founded]",
        "PyTorch COMPETES_WITH TensorFlow: PyTorch competes with TensorFlow. [competes with]",
    ]
    assert found.document.extractor == "llm/0.5.0 tiny"
    assert [(s.label, s.person) for s in found.document.speakers] == [
        ("Host", None),
        ("Yann LeCun", "person:yann lecun"),
    ]
    assert not found.dropped


@pytest.mark.parametrize(
    ("between", "quote"),
    [
        (1, "Ann Lee is here. It rains. We talk. He founded Acme"),
        (40, None),
    ],
)
def test_a_quote_reaches_back_to_the_name_that_a_pronoun_stands_for(
    between: int, quote: str | None, tmp_path: Path
) -> None:
    said = talk(
        ("Voice 1", "Ann Lee is here. It rains."),
        *[("Voice 1", "We talk.")] * between,
        ("Voice 2", "He founded Acme."),
        *[("Voice 2", "We talk about the rain.")] * between,
    )
    window = {
        "entities": [named("Ann Lee", "PERSON"), named("Acme", "COMPANY")],
        "connections": [stated("Ann Lee", "FOUNDED", "Acme", "he founded Acme", 2, "founded")],
    }
    found = extract(said, window, folder=tmp_path)
    quotes = [e.quote for r in found.document.relationships for e in r.evidence]
    assert quotes == ([quote] if quote else [])
    assert found.dropped["an end is not named"] == (0 if quote else 1)


@pytest.mark.parametrize(
    ("connection", "reason"),
    [
        (stated("FAIR", "USES", "PyTorch", "FAIR used PyTorch", 2), "quote not in the words"),
        (stated("Google", "ACQUIRED", "FAIR", "Did Google buy FAIR?", 4), "connection that is asked for"),
        (stated("FAIR", "USES", "Caffe", "We built PyTorch there", 3), "connection of something that is no entity here"),
        (stated("FAIR", "PART_OF", "fair", "I founded FAIR", 2), "connection of something with itself"),
        (stated("FAIR", "MENTIONED_WITH", "Meta", "FAIR, a lab at Meta", 2), "connection that states nothing"),
        (stated("Google", "USES", "FAIR", "I founded FAIR", 2), "an end is not named"),
    ],
)  # fmt: skip
def test_what_is_not_stated_is_dropped_and_counted(
    connection: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    window = {"entities": [FAIR, META, PYTORCH, named("Google", "COMPANY")], "connections": [connection]}
    found = extract(
        talk(*[(s.speaker, s.text) for s in TALK.segments], (None, "That is all.")),
        window,
        folder=tmp_path,
    )
    assert shown(found.document) == []
    assert found.dropped[reason] == 1


def test_a_type_that_does_not_fit_its_ends_becomes_related_to(tmp_path: Path) -> None:
    window = {
        "entities": [FAIR, META],
        "connections": [stated("FAIR", "BORN_IN", "Meta", "FAIR, a lab at Meta", 2, "a lab at")],
    }
    found = extract(TALK, window, folder=tmp_path)
    assert shown(found.document) == ["FAIR RELATED_TO Meta: FAIR, a lab at Meta [a lab at]"]


def test_names_that_are_not_said_are_dropped_and_kinds_decided_by_most_windows(tmp_path: Path) -> None:
    said = talk(
        *[(f"Speaker {i}", f"We use Rust for {word}.") for i, word in enumerate(("speed", "safety", "fun"))]
    )

    def window(question: str) -> dict[str, Any]:
        kind = "CONCEPT" if "speed" in question else "PRODUCT"
        return {"entities": [named("Rust", kind, "it", "Ferris"), named("Haskell")]}

    found = extract(said, window, folder=tmp_path, words=5)

    (rust,) = found.document.entities
    assert (rust.name, rust.kind, rust.kind_confidence, rust.aliases) == ("Rust", "PRODUCT", 0.67, ())
    assert [(m.segment, m.start_offset, m.end_offset) for m in rust.mentions] == [
        (0, 7, 11),
        (1, 7, 11),
        (2, 7, 11),
    ]
    assert found.dropped == {"entity whose name is not said": 1}


def test_an_alias_of_one_window_is_the_name_of_another(tmp_path: Path) -> None:
    said = talk(("Voice 1", "Ann Lee wrote it."), ("Voice 2", "Then Ann left."), ("Voice 1", "Bo stayed."))

    def window(question: str) -> dict[str, Any]:
        if "wrote" in question:
            return {"entities": [named("Ann Lee", "PERSON", "Ann")]}
        return {"entities": [named("Ann", "PERSON") if "left" in question else named("Bo", "PERSON")]}

    found = extract(said, window, folder=tmp_path, words=3)
    assert [(e.name, e.aliases, len(e.mentions), e.local) for e in found.document.entities] == [
        ("Ann Lee", ("Ann",), 2, False),
        ("Bo", (), 1, True),
    ]


def test_an_alias_of_two_is_nobodys(tmp_path: Path) -> None:
    said = talk((None, "Ann Lee and Ann Poe wrote it."), (None, "Then Ann left."))
    window = {"entities": [named("Ann Lee", "PERSON", "Ann"), named("Ann Poe", "PERSON", "Ann")]}
    found = extract(said, window, folder=tmp_path)
    assert [(e.name, e.aliases, len(e.mentions)) for e in found.document.entities] == [
        ("Ann Lee", (), 1),
        ("Ann Poe", (), 1),
    ]


def test_a_misheard_name_is_mended_and_one_that_only_the_world_knows_is_not(tmp_path: Path) -> None:
    said = talk((None, "Sam and Yan Lecun talk about it."))
    window = {"entities": [named("Sam Altman", "PERSON", "Sam"), named("Yann LeCun", "PERSON", "Yan Lecun")]}
    found = extract(said, window, folder=tmp_path)
    assert sorted((e.name, e.aliases) for e in found.document.entities) == [
        ("Sam", ()),
        ("Yann LeCun", ("Yan Lecun",)),
    ]


def test_a_name_in_small_letters_counts_where_the_model_read_it(tmp_path: Path) -> None:
    said = talk(("Speaker 1", "we write go here"), ("Speaker 2", "let us go home"))

    def window(question: str) -> dict[str, Any]:
        return {"entities": [named("Go")] if "write" in question else []}

    found = extract(said, window, folder=tmp_path, words=4)
    (go,) = found.document.entities
    assert [m.segment for m in go.mentions] == [0]


def test_a_counted_voice_gets_the_name_that_the_words_tell(tmp_path: Path) -> None:
    said = talk(
        ("Speaker 1", "Welcome, Ann Lee."), ("Speaker 2", "Thanks. I founded Acme."), ("Speaker 3", "Hm.")
    )
    window = {
        "entities": [named("Acme", "COMPANY"), named("Ann Lee", "PERSON")],
        "voices": [{"label": "Speaker 2", "name": "Ann Lee"}, {"label": "Speaker 3", "name": "Speaker 3"}],
        "connections": [stated("Ann Lee", "FOUNDED", "Acme", "I founded Acme", 2, "founded")],
        "points": [{"text": "Ann Lee founded Acme.", "lines": [2]}],
        "chapters": [{"line": 1, "title": "Beginnings"}],
    }
    outline = {"sections": [{"heading": "Start", "points": [1]}]}
    found = extract(said, window, outline, folder=tmp_path)

    assert [(s.label, s.person) for s in found.document.speakers] == [
        ("Speaker 1", None),
        ("Speaker 2", "person:ann lee"),
        ("Speaker 3", None),
    ]
    assert shown(found.document) == ["Ann Lee FOUNDED Acme: I founded Acme [founded]"]
    assert found.notes == (
        "Speaker 2 is taken for Ann Lee, by title and words",
        "the language model took 3 requests: 3 tokens sent, 3 received",
    )
    assert [b.text for s in found.document.sections for b in s.bullets] == ["Ann Lee founded Acme."]


def test_an_outline_rests_on_what_was_noted(tmp_path: Path) -> None:
    window = {
        "chapters": [{"line": 1, "title": "How FAIR began"}, {"line": 3, "title": "PyTorch"}, {"line": 99, "title": "x"}],
        "points": [
            {"text": "Yann LeCun founded FAIR in 2013.", "lines": [2]},
            {"text": "PyTorch, built at FAIR, has TensorFlow for a rival.", "lines": [2]},
            {"text": "It was founded by Amazon in 2013.", "lines": [2]},
            {"text": "It was founded in 2014.", "lines": [2]},
            {"text": "Nothing.", "lines": [77]},
        ],
    }  # fmt: skip
    outline = {
        "summary": "Yann LeCun tells how FAIR began.",
        "chapters": [{"number": 1, "title": "Founding FAIR"}, {"number": 7, "title": "x"}],
        "sections": [{"heading": "FAIR", "points": [2, 1, 1, 9]}, {"heading": "Again", "points": [1]}],
        "topics": [
            {"name": "Deep Learning", "chapters": [2]},
            {"name": "deep learning", "chapters": [1]},
            {"name": "Jazz", "chapters": []},
        ],
    }
    found = extract(TALK, window, outline, folder=tmp_path)
    document = found.document

    assert document.summary == "Yann LeCun tells how FAIR began."
    assert [(c.title, c.start_seconds, c.end_seconds) for c in document.chapters] == [
        ("Founding FAIR", 0, 40)
    ]
    assert [(s.heading, s.start_seconds, [b.text for b in s.bullets]) for s in document.sections] == [
        ("FAIR", 10, ["Yann LeCun founded FAIR in 2013.", "PyTorch, built at FAIR, has TensorFlow for a rival."])
    ]  # fmt: skip
    assert [b.segments for b in document.sections[0].bullets] == [(1, 2), (1, 2)]
    assert [(t.name, t.segments) for t in document.topics] == [("Deep Learning", (0, 1, 2, 3))]
    assert found.dropped == {
        "chapter that begins nowhere": 1,
        "bullet that its words do not bear out": 2,
        "bullet that rests on nothing": 1,
    }


@pytest.mark.parametrize(
    ("review", "kept", "dropped", "notes"),
    [
        ({"verdicts": [{"number": 1, "verdict": "Stated"}, {"number": 2, "verdict": "doubtful"}]}, 1, 1, ()),
        ({"verdicts": [{"number": 2, "verdict": "wrong"}, {"number": 9, "verdict": "wrong"}]}, 1, 1, (1,)),
        ({"verdicts": [{"number": 1, "verdict": "perhaps"}]}, 2, 0, (2,)),
        ((413, "too large"), 2, 0, (2,)),
    ],
)
def test_what_does_not_hold_on_a_second_look_is_left_out(
    review: Any, kept: int, dropped: int, notes: tuple[int, ...], tmp_path: Path
) -> None:
    asked: list[str] = []

    def respond(question: str) -> Any:
        asked.append(question.partition("\nStatements:\n")[2])
        return review

    window = {
        "entities": [FAIR, PYTORCH, TENSORFLOW],
        "connections": [
            stated("Yann LeCun", "FOUNDED", "FAIR", "I founded  FAIR", 2, "founded"),
            stated("PyTorch", "COMPETES_WITH", "TensorFlow", "PyTorch competes with TensorFlow.", 3, "competes with"),
        ],
    }  # fmt: skip
    found = extract(TALK, window, folder=tmp_path, review=respond)

    assert asked == [
        "(1) Yann LeCun FOUNDED FAIR [founded]: I founded FAIR\n"
        "(2) PyTorch COMPETES_WITH TensorFlow [competes with]: PyTorch competes with TensorFlow."
    ]
    assert len(shown(found.document)) == kept
    assert found.dropped["connection that does not hold on a second look"] == dropped
    assert [note for note in found.notes if "tokens sent" not in note] == [
        f"of {count} connections the model did not say whether they hold on a second look" for count in notes
    ]


def test_what_is_over_is_told_so_where_it_lasted(tmp_path: Path) -> None:
    asked: list[str] = []

    def review(question: str) -> Any:
        asked.append(question.partition("\nStatements:\n")[2])
        return all_hold(question)

    window = {
        "entities": [FAIR, META, PYTORCH, TENSORFLOW],
        "connections": [
            stated("Yann LeCun", "FOUNDED", "FAIR", "I founded FAIR", 2, "founded") | {"past": True},
            stated("FAIR", "PART_OF", "Meta", "FAIR, a lab at Meta", 2, "a lab at") | {"past": "yes"},
            stated("PyTorch", "COMPETES_WITH", "TensorFlow", "PyTorch competes with TensorFlow.", 3, "competes with")
            | {"past": None},
        ],
    }  # fmt: skip
    found = extract(TALK, window, folder=tmp_path, review=review)

    assert [(r.type, [e.past for e in r.evidence]) for r in found.document.relationships] == [
        ("FOUNDED", [False]),
        ("PART_OF", [True]),
        ("COMPETES_WITH", [False]),
        ("MENTIONED_WITH", [False]),
    ]
    assert "(2) FAIR PART_OF Meta (past) [a lab at]: FAIR, a lab at Meta" in asked[0]


def test_a_summary_with_a_name_that_nobody_says_is_none(tmp_path: Path) -> None:
    found = extract(TALK, {}, {"summary": "Yann LeCun leaves for Nvidia."}, folder=tmp_path)
    assert found.document.summary is None


def test_of_a_window_that_is_too_much_the_halves_are_read(tmp_path: Path) -> None:
    def respond(question: str) -> Any:
        if "\nLines:\n" not in question:
            return OUTLINE
        lines = lines_of(question)
        if len(lines.splitlines()) > 2:
            return 413, "too large"
        return (400, "context length") if "started" in lines else WINDOW | {"entities": [PYTORCH]}

    with ModelServer(respond).running() as server:
        model = model_at(server.url, tmp_path)
        found = LlmExtractor(model)(TALK)

    assert [entity.name for entity in found.document.entities] == ["PyTorch", "Yann LeCun"]
    assert found.dropped == {"part of the talk of which the model's answer could not be used": 1}


def test_a_window_is_shown_with_the_words_before_it_and_chapters_with_their_minute(tmp_path: Path) -> None:
    said = talk(*[("Ann Lee", f"Word {i} of it.") for i in range(1, 61)])
    asked: list[str] = []

    def respond(question: str) -> Any:
        asked.append(question)
        return WINDOW | note_each_line(question) if "\nLines:\n" in question else OUTLINE

    with ModelServer(respond).running() as server:
        LlmExtractor(model_at(server.url, tmp_path, words=120))(said)

    first, second, outline = asked
    assert "Before" not in first
    assert "\n\nAbout 1 chapter and 1 point.\n\nLines:\n[1] " in first
    before = " ".join(f"Word {i} of it." for i in range(4, 29))
    assert f"\n\nBefore: … {before}\n\nLines:\n[5] Ann Lee: Word 29 of it. " in second
    assert [row for row in outline.splitlines() if row.startswith("Chapter")] == [
        f"Chapter {n} (minute {minute}): Part {n}" for n, minute in enumerate((0, 1, 2, 3, 4, 5, 7, 8, 9), 1)
    ]


def test_a_model_that_answers_nothing_usable_is_an_error(tmp_path: Path) -> None:
    with ModelServer(lambda _: "Sorry.").running() as server, pytest.raises(SetupError) as caught:
        LlmExtractor(model_at(server.url, tmp_path))(TALK)
    assert caught.value.message == (
        "the language model tiny gave no answer that can be used. A small model may answer in the mode for small ones (VIDEOGRAPH_LLM_MODE=small; "
        "`videograph model test` chooses the mode), any with less to read at once (VIDEOGRAPH_LLM_WORDS=600)"
    )


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Callable[[Respond], Respond]:
    """Makes answers that take 15 s each; `model_at` gives one 20 s."""
    seconds = 0

    def slow(respond: Respond) -> Respond:
        def answer(question: str) -> Any:
            nonlocal seconds
            seconds += 15
            return respond(question)

        return answer

    clock = SimpleNamespace(monotonic=lambda: seconds)
    monkeypatch.setattr("service.extractors.llm.endpoint.time", clock)
    return slow


def test_a_model_whose_answers_do_not_end_is_given_up(
    slowly: Callable[[Respond], Respond], tmp_path: Path
) -> None:
    with (
        ModelServer(slowly(lambda _: '{"entities": [{"name": "Yann …')).running() as server,
        pytest.raises(SetupError) as caught,
    ):
        LlmExtractor(model_at(server.url, tmp_path))(TALK)
    assert caught.value.message.startswith(
        "the language model tiny has given no answer that can be used for 45 s: the answer was cut off. A small model may answer in the mode"
    )
    assert len(server.asked) == 3


def test_a_model_that_sometimes_answers_is_asked_on(
    slowly: Callable[[Respond], Respond], tmp_path: Path
) -> None:
    """A line alone has an answer, and nothing else has."""
    with ModelServer(
        slowly(lambda question: WINDOW if len(lines_of(question).splitlines()) == 1 else "{…")
    ).running() as server:
        found = LlmExtractor(model_at(server.url, tmp_path))(TALK)
    assert len(server.asked) == 6
    assert found.dropped == {"outline of which the model's answer could not be used": 1}
    assert not found.complete


def test_a_long_talk_is_outlined_part_by_part(tmp_path: Path) -> None:
    said = talk(*[(f"Speaker {i}", f"Part number {i} of the talk.") for i in range(1, 7)])

    def respond(question: str) -> Any:
        if "\nLines:\n" in question:
            return WINDOW | note_each_line(question)
        numbers = [int(row.split()[1]) for row in question.splitlines() if row.startswith("Chapter")]
        return {
            "summary": "All of it." if "A part." in question else "A part.",
            "chapters": [{"number": n, "title": f"Chapter {n}"} for n in numbers],
            "sections": [{"heading": "First", "points": numbers[:1]}],
            "topics": [{"name": f"Theme {len(numbers)}", "chapters": numbers[-1:]}],
        }  # fmt: skip

    with ModelServer(respond).running() as server:
        model = model_at(server.url, tmp_path, words=10)
        found = LlmExtractor(model)(said)
    document = found.document

    assert document.summary == "All of it."
    # three parts of two chapters each: numbers count on
    assert [c.title for c in document.chapters] == ["Chapter 1", "Chapter 2"] * 3
    assert [b.text for s in document.sections for b in s.bullets] == [
        "Part number 1 is said.",
        "Part number 3 is said.",
        "Part number 5 is said.",
    ]
    assert [(t.name, t.segments) for t in document.topics] == [("Theme 2", (1, 3, 5))]


def test_a_term_counts_in_either_number(tmp_path: Path) -> None:
    said = talk((None, "Neural networks and a library."), (None, "A neural network, and two libraries."))
    window = {"entities": [named("neural network", "CONCEPT"), named("libraries", "CONCEPT")]}
    found = extract(said, window, folder=tmp_path)
    assert [(e.name, e.aliases, len(e.mentions)) for e in found.document.entities] == [
        ("libraries", ("library",), 2),
        ("neural network", ("neural networks",), 2),
    ]


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        (None, "Alles Neue ist von Ann Lee.", False),
        ("de", "Alles Neue ist ein Werkzeug von 2013.", True),
        ("de-CH", "Alles Neue ist ein Werkzeug von 2014.", False),
        ("en", "The lab is at Meta, Ann.", False),
        ("en", "The lab is at Meta's.", True),
        ("ru", "Это Мета и ФАИР.", False),
    ],
)
def test_names_and_numbers_of_a_bullet_stand_in_its_words(
    language: str | None, text: str, kept: bool, tmp_path: Path
) -> None:
    said = TALK.model_copy(update={"video": TALK.video.model_copy(update={"language": language})})
    window = {"points": [{"text": text, "lines": [2]}]}
    found = extract(said, window, {"sections": [{"heading": "All", "points": [1]}]}, folder=tmp_path)
    assert [b.text for s in found.document.sections for b in s.bullets] == ([text] if kept else [])
