"""The shapes that commands print: plain lines without a terminal, one line of JSON, Cypher literals."""

import inspect
import io
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from service.actions.extraction.make_document import read_document, what_went_wrong
from service.actions.imports.import_files import FileResult
from service.commands.ingest import as_json, describe, say_others, say_pages, say_shared, say_summary
from service.commands.query import cypher_literal
from service.commands.remote.server import ServerOptions, use_options
from service.commands.terminal import console
from service.curation.load import ImportReport
from service.errors import InvalidInput, MissingExtra, TranscriptError
from service.settings import Settings
from service.store.duplicates.entities import NameOwner, SharedName
from service.store.duplicates.same_words import SaidBefore

_CREATED = FileResult(
    Path("a.vtt"),
    ImportReport("video:a", "a", "created", {"segments": 3}),
    Counter({"not in the words": 2, "pronoun": 1}),
)
_UNCHANGED = FileResult(
    Path("b.vtt"),
    ImportReport("video:b", "b", "unchanged", {"segments": 1}),
    Counter({"pronoun": 4}),
    notes=("it has no times", "and no end"),
)
_FAILED = FileResult(Path("c.vtt"), error="c.vtt:7: times run backwards")
_OTHERS = {
    Path("t/z.json"): "JSON of another kind",
    Path("b.png"): "a picture",
    Path("a.json"): "JSON of another kind",
}


def test_steps_without_a_terminal_are_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with console.steps(2) as steps:
        steps.begin(Path("one"))
        steps.end("one is done")
        steps.begin(Path("two"))
        steps.end("two [failed] {x}", "red")

    captured = capsys.readouterr()
    assert captured.err == "one is done\ntwo [failed] {x}\n"
    assert captured.out == ""


def test_quiet_steps_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with console.steps(1, quiet=True) as steps:
        steps.begin(Path("one"))
        steps.end("one is done")

    assert capsys.readouterr() == ("", "")


def test_complaint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain("a thing\n  went wrong")

    assert capsys.readouterr().err == "videograph: a thing went wrong\n"


def test_json_is_one_line_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_json({"day": date(2025, 11, 23), "path": Path("a/b"), "name": "é[red]"})

    assert capsys.readouterr().out == '{"day":"2025-11-23","path":"a/b","name":"é[red]"}\n'


def test_what_became_of_a_file() -> None:
    assert describe(_CREATED) == "created    a.vtt  video:a"
    assert describe(_UNCHANGED) == "unchanged  b.vtt  video:b (it has no times; and no end)"
    assert describe(_FAILED) == "failed     c.vtt:7: times run backwards"


def test_of_several_talks_with_the_same_words_the_nearest_is_named() -> None:
    known = [
        SaidBefore(f"video:{slug}", slug, "T", share, share, False)
        for slug, share in (("x", 1.0), ("y", 0.9))
    ]

    assert describe(replace(_CREATED, before=tuple(known))) == (
        "created    a.vtt  video:a (100% of its words are in the graph already, as x: if that is the same talk, delete it with "
        "`videograph delete x`)"
    )


def test_summary_of_an_import(capsys: pytest.CaptureFixture[str]) -> None:
    say_summary([_CREATED, _UNCHANGED, _FAILED])

    assert capsys.readouterr().out.splitlines() == [
        "1 imported, 0 changed, 1 unchanged, 1 failed",
        "left out by the extraction: 7",
        "       5  pronoun",
        "       2  not in the words",
    ]


def test_pages_of_imported_talks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*results: FileResult, **settings: Any) -> list[str]:
        say_pages(results, Settings(**settings))
        return capsys.readouterr().out.splitlines()

    many = [
        FileResult(Path("t.vtt"), ImportReport(f"video:{slug}", slug, "changed", {})) for slug in "opqrstu"
    ]
    monkeypatch.setattr("service.commands.ingest.find_videograph", lambda settings: None)

    assert said(_UNCHANGED, _FAILED) == []
    assert said(_CREATED, port=8100) == [
        "`videograph up` serves its page:",
        "  http://127.0.0.1:8100/videos/a",
    ]
    monkeypatch.setattr("service.commands.ingest.find_videograph", lambda settings: "http://127.0.0.1:8100")
    assert said(_CREATED, _UNCHANGED) == ["page:", "  http://127.0.0.1:8100/videos/a"]
    assert said(*many, public_url="https://talks.example") == [
        "pages:",
        *(f"  https://talks.example/videos/{slug}" for slug in "opqrs"),
        "  and 2 more, which https://talks.example/ lists",
    ]
    use_options(ServerOptions("https://far.example"))
    assert said(_CREATED) == ["page:", "  https://far.example/videos/a"]
    use_options(ServerOptions())


def test_names_of_two_entities_are_said_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    core, lightning = (
        NameOwner("entity:1", "bitcoin-core-product", "Bitcoin Core", "PRODUCT"),
        NameOwner("entity:2", "core-lightning-product", "Core Lightning", "PRODUCT"),
    )
    shared = [SharedName(name, (core, lightning)) for name in ["Core", *"ABCDEFGHIJ"]]

    say_shared([], verbose=False)
    say_shared(shared[:1], verbose=False)
    brief = capsys.readouterr().out.splitlines()
    say_shared(shared, verbose=False)
    many = capsys.readouterr().out.splitlines()

    assert brief == [
        "names that two entities have: 1; `videograph merge` merges two, `videograph apart` keeps them apart",
        "          “Core”: Bitcoin Core (product, bitcoin-core-product) and Core Lightning (product, core-lightning-product)",
    ]
    assert len(many) == 12
    assert many[-1] == "          and 1 more: --verbose names them all"


def test_what_was_passed_over_is_counted_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    say_others({}, verbose=True)
    say_others(_OTHERS, verbose=False)
    brief = capsys.readouterr().out.splitlines()
    say_others(_OTHERS, verbose=True)

    assert brief == ["skipped in folders: 3", "       2  JSON of another kind", "       1  a picture"]
    assert capsys.readouterr().out.splitlines() == [
        "skipped in folders: 3",
        "       2  JSON of another kind",
        "          a.json",
        "          t/z.json",
        "       1  a picture",
        "          b.png",
    ]


def test_what_is_wrong_with_a_file_is_one_line() -> None:
    file = Path("a.vtt")
    assert what_went_wrong(file, TranscriptError(file, "is empty")) == "a.vtt: is empty"
    assert (
        what_went_wrong(file, InvalidInput("no quote", ("relationships", 0)))
        == "a.vtt: relationships.0: no quote"
    )
    assert (
        what_went_wrong(file, MemoryError())
        == "a.vtt: there is not enough memory for it: try it again by itself, with --workers 1, or with more (VIDEOGRAPH_EXTRACT_MEMORY)"
    )
    assert (
        what_went_wrong(file, KeyError("x"))
        == "a.vtt: a fault in Videograph, please report it: KeyError: 'x'"
    )


def test_json_of_an_import(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_json(as_json([_CREATED, _UNCHANGED, _FAILED], _OTHERS))

    answer = json.loads(capsys.readouterr().out)

    assert answer == {
        "files": [
            {
                "file": "a.vtt",
                "outcome": "created",
                "error": None,
                "dropped": {"not in the words": 2, "pronoun": 1},
                "notes": [],
                "saidBefore": [],
                "replaced": None,
                "report": {
                    "videoId": "video:a",
                    "slug": "a",
                    "outcome": "created",
                    "counts": {"segments": 3},
                    "candidates": [],
                    "sameTitle": [],
                    "decisions": {"carried": 0, "taken": 0, "older": 0, "talks": 0},
                    "missing": [],
                },
            },
            {
                "file": "b.vtt",
                "outcome": "unchanged",
                "error": None,
                "dropped": {"pronoun": 4},
                "notes": ["it has no times", "and no end"],
                "saidBefore": [],
                "replaced": None,
                "report": {
                    "videoId": "video:b",
                    "slug": "b",
                    "outcome": "unchanged",
                    "counts": {"segments": 1},
                    "candidates": [],
                    "sameTitle": [],
                    "decisions": {"carried": 0, "taken": 0, "older": 0, "talks": 0},
                    "missing": [],
                },
            },
            {
                "file": "c.vtt",
                "outcome": "failed",
                "error": "c.vtt:7: times run backwards",
                "dropped": {},
                "notes": [],
                "saidBefore": [],
                "replaced": None,
                "report": None,
            },
        ],
        "imported": 1,
        "changed": 0,
        "unchanged": 1,
        "failed": 1,
        "passedOver": [
            {"file": "a.json", "reason": "JSON of another kind"},
            {"file": "b.png", "reason": "a picture"},
            {"file": "t/z.json", "reason": "JSON of another kind"},
        ],
        "dropped": {"not in the words": 2, "pronoun": 5},
    }


def test_parameters_as_cypher_writes_them() -> None:
    values = {"p1": "a \"b\" 'c' é", "p2": [1, 2.5, None, True], "p3": {"k": ["x"]}, "p4": date(2025, 11, 23)}

    assert cypher_literal(values) == (
        '{p1: "a \\"b\\" \'c\' é", p2: [1, 2.5, null, true], p3: {k: ["x"]}, p4: date("2025-11-23")}'
    )


def test_document_that_its_words_do_not_bear_out_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "talk.json"
    document = {
        "format": "videograph/1",
        "video": {"title": "T"},
        "segments": [{"text": "Hello there.", "startSeconds": 0, "endSeconds": 2}],
        "entities": [
            {
                "key": "x",
                "name": "Somebody",
                "kind": "PERSON",
                "mentions": [{"segment": 0, "startOffset": 0, "endOffset": 5}],
            }
        ],
    }
    file.write_text(json.dumps(document))

    with pytest.raises(InvalidInput) as caught:
        read_document(file)

    assert caught.value.path[:1] == ("entities",)


def test_file_that_is_no_transcript_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text("just words")

    with pytest.raises(TranscriptError):
        read_document(file)


def test_missing_extractor_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins
    from typing import Any

    from service import extras
    from videograph_extractor.text import language

    root = Path(extras.__file__).parents[1]
    monkeypatch.setattr("sys.prefix", str(root / ".venv"))
    monkeypatch.chdir(root)
    real = builtins.__import__

    def without_spacy(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "spacy":
            raise ModuleNotFoundError("No module named 'spacy'", name="spacy")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_spacy)
    monkeypatch.setattr(language, "_spacy", inspect.unwrap(language._spacy))  # pyright: ignore[reportPrivateUsage]
    file = tmp_path / "talk.vtt"
    file.write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nHello there.\n")

    with pytest.raises(MissingExtra, match=r"needs the package spacy.*Install it: make install-extract$"):
        read_document(file)


def test_an_outcome_names_the_talks_of_its_title() -> None:
    report = ImportReport("video:a", "a", "created", {"segments": 3}, same_title=("b", "c"))
    assert describe(FileResult(Path("a.vtt"), report, notes=("it has no times",))) == (
        "created    a.vtt  video:a (it has no times; "
        "of the same title as b: if it is a corrected version of that talk, delete that one with `videograph delete b`; "
        "of the same title as c: if it is a corrected version of that talk, delete that one with `videograph delete c`)"
    )


def test_an_outcome_names_the_talk_that_has_most_of_its_words() -> None:
    report = ImportReport("video:a", "a", "created", {"segments": 3}, same_title=("b",))
    before = (
        SaidBefore("video:b", "b", "B", 0.984, 0.7, False),
        SaidBefore("video:c", "c", "C", 0.9, 0.6, False),
    )
    assert describe(FileResult(Path("a.vtt"), report, before=before)) == (
        "created    a.vtt  video:a (98% of its words are in the graph already, as b: "
        "if that is the same talk, delete it with `videograph delete b`)"
    )


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "a\x1b[31mb\x00c\x9bd\u202ee\rf\tg\nh"

    console.say(hostile)
    console.note(hostile)
    console.print_json({"name": hostile})

    captured = capsys.readouterr()
    shown = "a\\x1b[31mb\\x00c\\x9bd\\x202ee\\x0df"
    made = captured.out.splitlines()[-1]
    assert captured.out.startswith(shown)
    assert shown in captured.err
    assert json.loads(made) == {"name": hostile}
    assert not {"\x1b", "\0", "\x9b", "\u202e", "\r"} & {*captured.out, *captured.err}


def test_a_file_with_brackets_in_its_name_is_shown_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(console, "_err", Console(file=stream, force_terminal=True, width=100))

    with console.steps(1) as steps:
        steps.begin(Path("[red] talk [abc].vtt"))
        steps.end(None)

    assert "[red] talk [abc].vtt" in stream.getvalue()


def test_a_long_file_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console, "_EVERY", 0)
    with console.steps(2) as steps:
        steps.begin(Path("t/a.vtt"))
        steps.tell(Path("t/a.vtt"), "names", 0.4)
        steps.tell(Path("t/b.vtt"), "sentences", 0.1)  # read ahead
        steps.end("a is done")
        steps.begin(Path("t/b.vtt"))
        steps.end("b is done")

    assert capsys.readouterr().err.splitlines() == [
        "reading    t/a.vtt  names 40%",
        "a is done",
        "reading    t/b.vtt  sentences 10%",
        "b is done",
    ]


def test_the_bar_moves_within_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(console, "_err", Console(file=stream, force_terminal=True, width=100))

    with console.steps(1) as steps:
        steps.begin(Path("a.vtt"))
        steps.tell(Path("a.vtt"), "names", 0.42)
        steps._progress.refresh()  # pyright: ignore[reportAttributeAccessIssue]
        steps.end(None)

    assert "a.vtt: names 42%" in stream.getvalue()
