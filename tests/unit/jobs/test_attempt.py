"""What becomes of a job whose attempt failed, and what people are told."""

import threading
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from typing import Any, cast

import pytest

from service.actions.imports.import_talk import SaidBefore, SameWordsStored
from service.api.schema.enums import JobFailureCode
from service.errors import (
    BudgetSpent,
    Conflict,
    ExtractorFault,
    Forbidden,
    GraphUnavailable,
    InvalidInput,
    MissingExtra,
    NotAllowed,
    NotFetched,
    NotFound,
    SetupError,
    TranscriptError,
)
from service.graph.write_transaction import UNGUARDED
from service.jobs import attempt
from service.jobs.attempt import TookTooLongError, failure_of, is_final, message_of, pause_after
from service.jobs.claims import Claim, set_aside
from service.jobs.request import url_request
from service.transcripts import TalkFile


@pytest.mark.parametrize(
    ("error", "final", "message"),
    [
        (InvalidInput("title: too long", ("title",)), True, "title: too long"),
        (TranscriptError("a.vtt", "holds no words", 3), True, "a.vtt:3: holds no words"),
        (Conflict("the graph has it", "video:a"), True, "the graph has it"),
        (SetupError("not installed"), True, "not installed"),
        (
            TookTooLongError(600),
            True,
            "its extraction took longer than 10 minutes and was stopped: divide the talk, or let it take longer (VIDEOGRAPH_EXTRACT_TIMEOUT)",
        ),
        (ExtractorFault("x", "no answer"), False, "the extractor x failed: no answer"),
        (GraphUnavailable("Neo4j is gone"), False, "Neo4j is gone"),
        (
            BrokenProcessPool(),
            False,
            "its extraction crashed, perhaps for lack of memory: divide the talk, or give it more memory (VIDEOGRAPH_EXTRACT_MEMORY)",
        ),
        (
            MemoryError(),
            False,
            "there is not enough memory for its extraction: divide the talk, or give it more memory (VIDEOGRAPH_EXTRACT_MEMORY)",
        ),
        (ValueError("odd"), False, "a fault in Videograph, please report it: ValueError: odd"),
    ],
)
def test_faults(error: Exception, final: bool, message: str) -> None:
    assert (is_final(error), message_of(error)) == (final, message)


def test_final_faults_have_codes_for_programs() -> None:
    there = SaidBefore("video:a", "a", "A", 1.0, 1.0, same=True)
    faults = (
        SameWordsStored(there, (there,)),
        InvalidInput("x"),
        TranscriptError("a.vtt", "x"),
        Conflict("x", "video:b"),
        NotFound("x"),
        Forbidden("x"),
        NotAllowed("x"),
        NotFetched("x"),
        SetupError("x"),
        MissingExtra("x", "dask", "pip install x"),
        BudgetSpent("x"),
        TookTooLongError(9),
        ValueError("x"),
    )

    given = [failure_of(one) for one in faults]

    codes = (
        "BAD_USER_INPUT BAD_USER_INPUT CONFLICT NOT_FOUND FORBIDDEN NOT_ALLOWED BAD_USER_INPUT SETUP SETUP SETUP TIMEOUT INTERNAL"
    ).split()
    assert given == [("SAME_WORDS", "video:a"), *((code, None) for code in codes)]
    assert {code for code, _ in given} == {one.name for one in JobFailureCode}


def test_pauses_grow() -> None:
    assert [pause_after(attempts) for attempts in (1, 2, 3)] == [10.0, 60.0, 60.0]
    assert [pause_after(attempts, (1.0,)) for attempts in (1, 2)] == [1.0, 1.0]


def test_what_is_set_aside_says_why() -> None:
    assert set_aside("it crashed") == "set aside after 3 attempts: it crashed"
    assert set_aside(None) == (
        "set aside after 3 attempts: each time the process that worked on it ended, perhaps for lack of memory"
    )


@pytest.mark.anyio
@pytest.mark.parametrize("error", [NotFetched("it is cut off", temporary=True), ZeroDivisionError("a fault")])
async def test_only_a_fault_of_the_program_is_logged_with_its_traceback(
    error: Exception, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def put_back(*_: object, **__: object) -> None:
        pass

    monkeypatch.setattr(attempt, "put_back", put_back)
    claim = Claim("job:1", 1, "talk.vtt", "offline", 1, 1, "", None)
    await attempt._note_failure(cast("Any", None), claim, attempt.Rules(), error)  # pyright: ignore[reportPrivateUsage]
    assert [record.exc_info is not None for record in caplog.records] == [
        isinstance(error, ZeroDivisionError)
    ]


@pytest.mark.anyio
async def test_what_was_fetched_is_hashed_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """50 MB take a tenth of a second."""
    threads: list[threading.Thread] = []

    def listen(content: bytes) -> Any:
        threads.append(threading.current_thread())
        return sha256(content)

    monkeypatch.setattr(attempt, "sha256", listen)
    claim = Claim("job:1", 1, "talk.vtt", "offline", 1, 1, "", None)
    request = url_request("https://talks.example.org/talk.vtt")
    file = TalkFile("talk.vtt", b"WEBVTT")
    await attempt._noting(UNGUARDED, claim, request, file)  # pyright: ignore[reportPrivateUsage]
    [thread] = threads
    assert thread is not threading.main_thread()
