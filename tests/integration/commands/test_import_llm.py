"""A talk into the graph by a language model's answers: what was asked, what the graph says of it, and going on after a stop."""

import json
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from service.actions.imports.import_files import FileResult, ImportFiles, import_files
from service.commands.terminal.console import steps
from service.errors import SetupError
from service.graph.driver.database import Database
from support.model_answers import all_hold, is_review
from support.model_server import ModelServer
from support.thread_workers import thread_workers

pytestmark = pytest.mark.anyio

_TALK = """WEBVTT

00:00.000 --> 00:05.000
<v Ann Lee>I founded Acme in 1999.

00:05.000 --> 00:09.000
<v Ann Lee>Acme is built on Rust.
"""
_WINDOW = {
    "entities": [
        {"name": "Acme", "kind": "COMPANY", "aliases": []},
        {"name": "Rust", "kind": "PRODUCT", "aliases": []},
    ],
    "connections": [
        {"source": "Ann Lee", "type": "FOUNDED", "target": "Acme", "label": "founded", "quote": "I founded Acme", "line": 1},
        {"source": "Acme", "type": "USES", "target": "Rust", "label": "built on", "quote": "acme is built on rust", "line": 1},
        {"source": "Acme", "type": "ACQUIRED", "target": "Rust", "label": "bought", "quote": "Acme bought Rust", "line": 1},
    ],
    "chapters": [{"line": 1, "title": "How Acme began"}],
    "points": [{"text": "Ann Lee founded Acme in 1999.", "lines": [1]}],
    "voices": [],
}  # fmt: skip
_OUTLINE = {
    "summary": "Ann Lee tells how Acme began.",
    "chapters": [{"number": 1, "title": "How Acme began"}],
    "sections": [{"heading": "Beginnings", "points": [1]}],
    "topics": [{"name": "Founding Companies", "chapters": [1]}],
}
_STATED = """
MATCH (evidence:Evidence)-[:SUBJECT]->(source:Entity)
MATCH (evidence)-[:OBJECT]->(target:Entity)
RETURN source.name + ' ' + evidence.type + ' ' + target.name AS connection, evidence.quote AS quote, evidence.extractor AS extractor
ORDER BY evidence.startSeconds
"""


@pytest.fixture(autouse=True)
def reading() -> Iterator[None]:
    with thread_workers():
        yield


def _answer(question: str) -> Any:
    if is_review(question):
        return all_hold(question)
    return _WINDOW if "\nLines:\n" in question else _OUTLINE


async def _import(database: Database, *files: Path) -> list[FileResult]:
    results: list[FileResult] = []
    wanted = ImportFiles(files, extractor="llm")
    with steps(len(files), quiet=True) as progress:
        async with aclosing(import_files(database, wanted, progress)) as found:
            results.extend([result async for result in found])
    return results


async def test_a_talk_goes_in_by_a_language_model(
    clean_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text(_TALK)
    with ModelServer(_answer).running() as server:
        monkeypatch.setenv("VIDEOGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
        monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path / "cache"))
        (first,) = await _import(clean_database, talk)
        (again,) = await _import(clean_database, talk)
        asked = len(server.asked)
        monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "larger")
        (other,) = await _import(clean_database, talk)

    assert (first.outcome, dict(first.dropped)) == ("created", {"quote not in the words": 1})
    assert again.outcome == "unchanged"
    assert asked == 3
    assert (other.outcome, len(server.asked)) == ("changed", 6)  # another model is another extractor
    rows = await clean_database.run(_STATED, name="stated")
    assert [tuple(row) for row in rows] == [
        ("Ann Lee FOUNDED Acme", "I founded Acme", "llm/0.5.0 larger"),
        ("Acme USES Rust", "Acme is built on Rust", "llm/0.5.0 larger"),
    ]


async def test_what_was_answered_before_a_stop_is_not_asked_again(
    clean_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text(_TALK)

    def respond(question: str) -> Any:
        return _answer(question) if "\nLines:\n" in question else (401, "key expired")

    with ModelServer(respond).running() as server:
        monkeypatch.setenv("VIDEOGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
        monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path / "cache"))
        with pytest.raises(SetupError) as caught:
            await _import(clean_database, talk)
        server.respond = _answer
        (result,) = await _import(clean_database, talk)

    assert caught.value.message.endswith(": key expired")
    assert result.outcome == "created"
    assert ["Lines:" in question for _, question in server.asked] == [True, True, False, False]
    kept = [json.loads(file.read_text()) for file in (tmp_path / "cache" / "llm").rglob("*.json")]
    assert sorted(map(len, kept)) == [1, 4, 5]


async def test_what_had_no_answer_is_asked_again_by_the_next_import(
    clean_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = tmp_path / "talk.vtt"
    talk.write_text(_TALK)

    def respond(question: str) -> Any:
        return _answer(question) if "\nLines:\n" in question else (413, "too large")

    with ModelServer(respond).running() as server:
        monkeypatch.setenv("VIDEOGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
        monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path / "cache"))
        results = [await _import(clean_database, talk) for _ in range(2)]
        asked = len(server.asked)
        server.respond = _answer
        results += [await _import(clean_database, talk) for _ in range(2)]

    assert [result.outcome for (result,) in results] == ["created", "unchanged", "changed", "unchanged"]
    assert dict(results[0][0].dropped) == {
        "outline of which the model's answer could not be used": 1,
        "quote not in the words": 1,
    }
    # window and second look once; the outline by each import until it is answered
    assert (asked, len(server.asked)) == (4, 5)
