"""Commands on a real graph, run as a person or a program would."""

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
from typer.testing import Result

from service.actions import demo
from service.actions.extraction import read_ahead
from service.actions.extraction.workers import Workers
from service.commands import query
from service.commands.server import serve
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.command_runner import empty_server, graph_variables, run
from support.paths import ROOT
from support.thread_workers import thread_workers
from support.videograph_process import command, found_here

_TALK = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
_VIDEO = "video:videograph-lecun-leaves-meta"


@pytest.fixture(autouse=True)
def environment(
    neo4j_server: backend.Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """An empty graph that the commands find."""
    empty_server(neo4j_server)
    variables = graph_variables(neo4j_server, tmp_path / "home")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with thread_workers():
        yield {**os.environ, **variables}


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_talk_goes_in_is_asked_for_and_goes_out() -> None:
    first, again = run("ingest", str(_TALK)), run("ingest", str(_TALK))

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stderr.splitlines()[0] == f"created    {_TALK}  {_VIDEO}"
    assert first.stdout.splitlines()[0] == "1 imported, 0 changed, 0 unchanged, 0 failed"
    assert again.stdout.splitlines()[0] == "0 imported, 0 changed, 1 unchanged, 0 failed"

    query = "query Q($id: ID!) { video(by: { id: $id }) { title entities { totalCount } } }"
    found = answer(run("query", "-", "--variables", json.dumps({"id": _VIDEO}), stdin=query))
    assert found == {
        "data": {"video": {"title": "Why Yann LeCun Is Leaving Meta", "entities": {"totalCount": 22}}}
    }

    deleted, missing = run("delete", "videograph-lecun-leaves-meta"), run("delete", _VIDEO)
    assert deleted.exit_code == 0
    assert re.match(rf"deleted  {_VIDEO}\nuntil \d{{4}}-\d\d-\d\d ", deleted.stdout)
    assert missing.exit_code == 1
    assert missing.stderr.startswith("videograph: ")
    assert answer(run("query", stdin="{ stats { entityCount } }")) == {"data": {"stats": {"entityCount": 0}}}
    assert answer(run("query", "{ stats { entityCount } }")) == {"data": {"stats": {"entityCount": 0}}}


def test_options_win_over_the_file() -> None:
    report = answer(run("ingest", str(_TALK), "--id", "mine", "--title", "Mine", "--json"))

    assert report["files"][0]["report"]["videoId"] == "video:mine"
    found = answer(run("query", stdin='{ video(by: {id: "video:mine"}) { title } }'))
    assert found == {"data": {"video": {"title": "Mine"}}}


def test_bad_files_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a.vtt").write_text("WEBVTT\n\n00:05.000 --> 00:01.000\nBackwards.\n")
    (folder / "b.document.json").write_bytes(_TALK.read_bytes())
    (folder / "c.txt").write_text("no transcript at all")
    (folder / "d.srt").write_text("")
    (folder / "links.json").write_text('{"links": []}')
    (folder / "part.json").write_text('{"title": "Cut off", "segments": []}')

    result = run("ingest", str(folder), str(folder / "nowhere.vtt"), "--json")

    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert {key: report[key] for key in ("imported", "changed", "unchanged", "failed")} == {
        "imported": 1,
        "changed": 0,
        "unchanged": 0,
        "failed": 4,
    }
    assert report["passedOver"] == [
        {
            "file": f"{folder}/c.txt",
            "reason": "text without times, of fewer than 10 words",
        },
        {"file": f"{folder}/links.json", "reason": "JSON of another kind"},
    ]
    outcomes = {Path(one["file"]).name: (one["outcome"], one["error"]) for one in report["files"]}
    assert outcomes["b.document.json"] == ("created", None)
    assert outcomes["nowhere.vtt"] == ("failed", f"{folder}/nowhere.vtt: there is no such file")
    assert outcomes["d.srt"] == ("failed", f"{folder}/d.srt: is empty")
    assert outcomes["a.vtt"][1] is not None
    assert outcomes["a.vtt"][1].startswith(f"{folder}/a.vtt:3: ")
    assert outcomes["part.json"][0] == "failed"
    assert len(outcomes) == 5


def test_what_is_no_transcript_is_no_failure_in_a_folder_but_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a.json").write_bytes(_TALK.read_bytes())
    (folder / "links.json").write_text('{"links": []}')
    (folder / "README.md").write_text("# Talks")

    brief, long, named = (
        run("ingest", *arguments)
        for arguments in (
            [str(folder)],
            [str(folder), "--verbose"],
            [str(folder), str(folder / "links.json")],
        )
    )
    nothing = run("ingest", str(folder / "links.json"))
    (folder / "a.json").unlink()
    empty = run("ingest", str(folder))

    assert (brief.exit_code, long.exit_code, named.exit_code) == (0, 0, 1)
    assert brief.stderr == f"created    {folder}/a.json  {_VIDEO}\n"
    assert brief.stdout.splitlines()[:-2] == [
        "1 imported, 0 changed, 0 unchanged, 0 failed",
        "skipped in folders: 2",
        "       1  sound, pictures, programs or texts about them, by the name",
        "       1  JSON of another kind",
    ]
    assert long.stdout.splitlines() == [
        "0 imported, 0 changed, 1 unchanged, 0 failed",
        "skipped in folders: 2",
        "       1  sound, pictures, programs or texts about them, by the name",
        f"          {folder}/README.md",
        "       1  JSON of another kind",
        f"          {folder}/links.json",
    ]
    refusal = f"failed     {folder}/links.json: is not a transcript that can be read: JSON of another kind; "
    assert named.stderr.splitlines()[1].startswith(refusal)
    assert (nothing.exit_code, nothing.stderr.startswith(refusal)) == (1, True)
    assert (empty.exit_code, empty.stderr) == (1, "videograph: none of these files is a transcript\n")


def write_four_talks(folder: Path) -> None:
    document = json.loads(_TALK.read_text(encoding="utf-8"))
    for name in "abcd":
        document["video"]["id"] = f"talk-{name}"
        (folder / f"{name}.json").write_text(json.dumps(document))


def without_notes(result: Result) -> list[str]:
    """Its lines on files, without what they say of talks of the same words."""
    return [line.partition(" (")[0] for line in result.stderr.splitlines()]


def test_a_file_that_its_worker_dies_of_fails_and_the_rest_goes_in(tmp_path: Path) -> None:
    write_four_talks(tmp_path)

    with killed_workers(2) as killed:
        result = run("ingest", str(tmp_path), "--workers", "1")

    assert len(killed) == 2
    assert result.exit_code == 1
    assert without_notes(result) == [
        f"failed     {tmp_path}/a.json: its extraction crashed twice, probably for lack of "
        "memory: try it again with --workers 1, or with more of it",
        *(f"created    {tmp_path}/{name}.json  video:talk-{name}" for name in "bcd"),
    ]
    assert result.stdout.splitlines()[0] == "3 imported, 0 changed, 0 unchanged, 1 failed"


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    write_four_talks(tmp_path)

    with killed_workers(1) as killed:
        result = run("ingest", str(tmp_path), "--workers", "2")

    assert len(killed) == 1
    assert result.exit_code == 0
    assert without_notes(result) == [
        f"created    {tmp_path}/{name}.json  video:talk-{name}" for name in "abcd"
    ]


def test_what_is_there_of_the_demo_is_not_loaded_again(
    neo4j_server: backend.Neo4jServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = json.loads(_TALK.read_text(encoding="utf-8"))
    files = [tmp_path / f"{name}.document.json" for name in ("one", "two")]
    for file in files:
        document["video"]["id"] = file.name.partition(".")[0]
        file.write_text(json.dumps(document))
    monkeypatch.setattr(demo, "demo_files", lambda: files)

    def load() -> list[str]:
        async def work() -> None:
            server = neo4j_server
            async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
                await serve._load_demo(database)  # pyright: ignore[reportPrivateUsage]

        anyio.run(work)
        return [line.partition(" in ")[0] for line in capsys.readouterr().err.splitlines()]

    begun = "The demo has 2 talks. Those that are not"
    assert load() == [begun, "  one", "  two", "2 talks loaded"]
    assert load() == [begun]
    files[1].write_text(json.dumps(document | {"summary": "Another."}))
    assert load() == [begun, "  two", "1 talks loaded"]


def test_talks_of_the_demo_go_out_again(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr")
    assert run("ingest", str(_TALK)).exit_code == 0

    first, again = run("demo", "--remove"), run("demo", "--remove")

    assert first.stdout == "1 talk of the demo deleted; what other talks say is kept.\n"
    assert again.stdout == "0 talks of the demo deleted; what other talks say is kept.\n"
    assert answer(run("query", "{ videos { nodes { slug } } entities { nodes { name } } }")) == {
        "data": {
            "videos": {"nodes": [{"slug": "talk-0"}]},
            "entities": {"nodes": [{"name": "Nostr"}]},
        }
    }


@contextmanager
def killed_workers(count: int) -> Iterator[set[int]]:
    """The first processes that are started in it are killed, each as soon as it is there. Yields their ids."""
    killed: set[int] = set()
    over = threading.Event()
    real = pytest.MonkeyPatch()
    real.setattr(read_ahead, "Workers", Workers)

    def watch() -> None:
        while len(killed) < count and not over.is_set():
            for child in multiprocessing.active_children():
                if child.pid is not None and child.pid not in killed and len(killed) < count:
                    killed.add(child.pid)
                    os.kill(child.pid, signal.SIGKILL)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield killed
    finally:
        over.set()
        watcher.join(60)
        real.undo()


def test_document_that_lies_says_where(tmp_path: Path) -> None:
    document = json.loads(_TALK.read_text(encoding="utf-8"))
    document["relationships"][0]["evidence"][0]["quote"] = "words that nobody said"
    file = tmp_path / "lie.json"
    file.write_text(json.dumps(document))

    result = run("ingest", str(file))

    assert result.exit_code == 1
    assert result.stderr.startswith(f"failed     {file}: relationships.0.evidence.0")
    assert answer(run("query", stdin="{ stats { videoCount } }")) == {"data": {"stats": {"videoCount": 0}}}


def test_errors_of_a_query_are_printed_and_tell_by_the_exit_code() -> None:
    result = run("query", stdin="{ nonsense }")

    assert result.exit_code == 1
    (error,) = json.loads(result.stdout)["errors"]
    assert error["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}


def test_query_of_a_file_with_variables_from_a_file(tmp_path: Path) -> None:
    run("ingest", str(_TALK))
    query, variables = tmp_path / "q.graphql", tmp_path / "v.json"
    query.write_text("query A { stats { videoCount } } query B($id: ID!) { node(id: $id) { id } }")
    variables.write_text(json.dumps({"id": _VIDEO}))

    found = answer(run("query", str(query), "--variables", f"@{variables}", "--operation", "B"))

    assert found == {"data": {"node": {"id": _VIDEO}}}


def test_cypher_of_a_query_gives_what_the_query_gives(neo4j_server: backend.Neo4jServer) -> None:
    run("ingest", str(_TALK))
    query = "{ videos(first: 1) { totalCount nodes { title } } topics { totalCount } }"
    printed = run("cypher", "--query", "-", stdin=query)
    statements = answer(run("cypher", "--query", "-", "--json", stdin=query))

    assert [one["rootField"] for one in statements] == ["videos", "topics"]
    assert printed.exit_code == 0
    assert [line for line in printed.stdout.splitlines() if line.startswith("//")] == [
        "// videos",
        "// topics",
    ]
    for one in statements:
        assert f"{one['text']};" in printed.stdout

    async def read() -> list[Any]:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            return [await database.read(one["text"], one["parameters"], name="test") for one in statements]

    videos, topics = anyio.run(read)
    assert "Why Yann LeCun Is Leaving Meta" in json.dumps(videos, default=str)
    assert topics == [[13]]


def test_cypher_of_a_field() -> None:
    result = run("cypher", "Video.entities")

    assert result.exit_code == 0
    assert "MATCH (this)-[features:FEATURES]->(entity:Entity)" in result.stdout
    assert answer(run("cypher", "Video.entities", "--json")) == {
        "field": "Video.entities",
        "text": result.stdout.rstrip("\n"),
    }


def test_doctor_finds_a_sound_graph() -> None:
    run("ingest", str(_TALK))

    report = answer(run("doctor", "--json"))

    assert report["healthy"] is True
    assert [(one["what"], one["state"]) for one in report["findings"]] == [
        ("Neo4j", "ok"),
        ("migrations", "ok"),
        ("schema", "ok"),
        ("projections", "ok"),
        ("counts", "ok"),
    ]
    details = {one["what"]: one["detail"] for one in report["findings"]}
    assert details["migrations"] == "1 applied, none pending"
    assert details["counts"].startswith("1 videos, 34 segments, 22 entities, 13 topics, ")


def test_doctor_finds_drift_and_mends_it(neo4j_server: backend.Neo4jServer) -> None:
    run("ingest", str(_TALK))

    async def spoil() -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password) as database:
            await database.run(
                "MATCH (entity:Person {name: 'Yann LeCun'}) SET entity.mentionCount = 7", name="spoil"
            )

    anyio.run(spoil)

    ill, mended, well = run("doctor"), run("doctor", "--repair"), run("doctor")

    assert ill.exit_code == 1
    assert "!!  projections" in ill.stdout
    assert "`videograph doctor --repair` corrects them from the evidence" in ill.stdout
    assert mended.exit_code == 0
    assert "--  repair" in mended.stdout
    assert well.exit_code == 0
    assert "ok  projections" in well.stdout


def test_doctor_finds_a_missing_index(neo4j_server: backend.Neo4jServer) -> None:
    async def change(statement: str) -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password) as database:
            await database.run(statement, name="test")

    anyio.run(change, "DROP INDEX video_sort_date")
    try:
        result = run("doctor")
    finally:
        anyio.run(change, "CREATE INDEX video_sort_date FOR (video:Video) ON (video.sortDate)")

    assert result.exit_code == 1
    assert "!!  schema        missing, though its migration was applied: video_sort_date" in result.stdout


def test_migrate_does_what_is_pending_and_then_nothing(neo4j_server: backend.Neo4jServer) -> None:
    assert answer(run("migrate", "--json")) == {"applied": [], "all": ["V0001__Create_schema.cypher"]}
    assert run("migrate").stdout == "The schema is up to date: 1 migration, 0 applied now.\n"


@contextmanager
def serving(environment: dict[str, str], command: list[str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A `videograph up` of its own, and its address; whoever asks for it stops it."""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=found_here(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert first.startswith("Videograph answers at http://127.0.0.1:"), process.stderr.read()
        yield process, first.split(" at ")[1].split("/graphql")[0]


def stop(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str]:
    """Its exit code and what it said."""
    assert process.stderr is not None
    process.send_signal(number)
    return process.wait(60), process.stderr.read()


@pytest.mark.nightly
def test_up_as_users_have_it_is_stopped_by_sigterm(environment: dict[str, str]) -> None:
    """It plans the page's statements in advance."""
    with serving(environment, [sys.executable, "-m", "service.cli", "up", "--port", "0"]) as (
        process,
        address,
    ):
        with urllib.request.urlopen(f"{address}/readyz", timeout=60) as response:
            assert json.load(response) == {"status": "ready"}

        assert stop(process, signal.SIGTERM) == (0, "Stopping …\nStopped.\n")


def test_a_query_is_answered_by_what_serves_until_it_is_told_to_stop(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def execute(*_: object) -> dict[str, Any]:
        return {"data": "by the command itself"}

    run("ingest", str(_TALK))
    queries = ["{ stats { videoCount } }", "{ nonsense }", "{ videos(first: -1) { totalCount } }"]
    alone = [run("query", query) for query in queries]
    with serving(environment, command("up", "--port", "0")) as (process, address):
        with urllib.request.urlopen(f"{address}/readyz", timeout=60) as response:
            assert json.load(response) == {"status": "ready"}
        monkeypatch.setenv("VIDEOGRAPH_PORT", address.rpartition(":")[2])
        monkeypatch.setattr(query, "_execute", execute)
        served = [run("query", query) for query in queries]
        monkeypatch.setenv("VIDEOGRAPH_MAX_COST", "10")
        limited = run("query", queries[0])
        assert stop(process, signal.SIGINT) == (0, "Stopping …\nStopped.\n")

    assert [(one.exit_code, one.stdout) for one in served] == [(one.exit_code, one.stdout) for one in alone]
    assert [one.exit_code for one in served] == [0, 1, 1]
    assert answer(limited) == {"data": "by the command itself"}


def test_limits_of_the_settings_are_those_of_a_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_MAX_COST", "10")
    monkeypatch.setenv("VIDEOGRAPH_PORT", "1")

    result = run("query", "{ videos(first: 100) { nodes { title } } }")

    assert result.exit_code == 1
    (error,) = json.loads(result.stdout)["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_COMPLEX"
    assert error["extensions"]["limit"] == 10


def ingest_talks_on(tmp_path: Path, *names: str) -> None:
    """A talk on each of the products."""
    for number, name in enumerate(names):
        document = {
            "video": {"id": f"talk-{number}", "title": f"Talk {number}"},
            "segments": [{"text": f"{name} it is.", "startSeconds": 61, "endSeconds": 70}],
            "entities": [
                {
                    "key": "n",
                    "name": name,
                    "kind": "PRODUCT",
                    "mentions": [{"segment": 0, "startOffset": 0, "endOffset": len(name)}],
                }
            ],
        }
        (tmp_path / f"{number}.document.json").write_text(json.dumps(document), "utf-8")
    assert run("ingest", str(tmp_path)).exit_code == 0


def test_names_of_two_entities_are_said_until_it_is_decided(tmp_path: Path) -> None:
    def ingest(number: int, name: str, *aliases: str, more: str = "") -> Result:
        mention = {"segment": 0, "startOffset": 0, "endOffset": len(name)}
        entity = {"key": "n", "name": name, "kind": "COMPANY", "aliases": aliases, "mentions": [mention]}
        document = {
            "video": {"id": f"talk-{number}", "title": f"Talk {number}"},
            "segments": [{"text": f"{name} it is{more}.", "startSeconds": 61, "endSeconds": 70}],
            "entities": [entity],
        }
        file = tmp_path / f"{number}.document.json"
        file.write_text(json.dumps(document), "utf-8")
        return run("ingest", str(file), "--json") if more == "json" else run("ingest", str(file))

    ingest(0, "Meta", "FB")
    ingest(1, "First Bank")
    said = ingest(2, "First Bank", "FB")

    imported, names, shown, *_ = said.stdout.splitlines()
    assert imported == "1 imported, 0 changed, 0 unchanged, 0 failed"
    assert names.startswith("names that two entities have: 1; ")
    assert (
        shown == "          “FB”: First Bank (company, first-bank-company) and Meta (company, meta-company)"
    )
    (shared,) = answer(ingest(2, "First Bank", "FB", more="json"))["sharedNames"]
    assert (shared["name"], [one["slug"] for one in shared["of"]]) == (
        "FB",
        ["first-bank-company", "meta-company"],
    )
    assert run("apart", "first-bank-company", "meta-company").exit_code == 0
    again = ingest(2, "First Bank", "FB", more=" again").stdout.splitlines()
    assert again[0] == "0 imported, 1 changed, 0 unchanged, 0 failed"
    assert re.fullmatch("page:|`videograph up` serves its page:", again[1])
    assert re.fullmatch(r"  http://127\.0\.0\.1:\d+/videos/talk-2", again[2])
    assert len(again) == 3


def test_a_talk_whose_words_are_there_says_so_and_how_to_take_the_other_out(tmp_path: Path) -> None:
    segments = [
        {"text": " ".join(f"word{n}" for n in range(i, i + 10)), "startSeconds": i, "endSeconds": i + 9}
        for i in range(0, 400, 10)
    ]
    for id_, title in (("stale-talk", "On words"), ("mended-talk", "On Words, mended")):
        document = {"video": {"id": id_, "title": title}, "segments": segments}
        (tmp_path / f"{id_}.json").write_text(json.dumps({"format": "videograph/1", **document}))

    first, second, again = (
        run("ingest", str(tmp_path / f"{name}.json")) for name in ("stale-talk", "mended-talk", "mended-talk")
    )

    assert first.stderr == f"created    {tmp_path}/stale-talk.json  video:stale-talk\n"
    assert second.stderr.startswith(
        f"created    {tmp_path}/mended-talk.json  video:mended-talk (100% of its words "
    )
    assert second.stderr.endswith("`videograph delete stale-talk`)\n")
    assert again.stderr == f"unchanged  {tmp_path}/mended-talk.json  video:mended-talk\n"
    assert "keep one: videograph delete stale-talk, the older import" in run("duplicates").stdout
    assert run("delete", "stale-talk").exit_code == 0
    assert run("duplicates").stdout == "nothing looks double\n"
