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
from datetime import datetime
from pathlib import Path
from typing import Any

import anyio
import pytest
from typer.testing import Result

from service.actions import demo
from service.commands import query
from service.commands.server import demo_talks
from service.graph.driver.database import Database
from service.resources import demo_folder
from support import backend
from support.command_runner import empty_server, graph_variables, run
from support.paths import ROOT
from support.small_extractor import SMALL, small_extractor

_TALK = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
_VIDEO = "video:videograph-lecun-leaves-meta"


@pytest.fixture(autouse=True)
def environment(
    neo4j_server: backend.Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """An empty graph that the commands find."""
    empty_server(neo4j_server)
    variables = graph_variables(neo4j_server, tmp_path / "home")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **variables}


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
    assert re.fullmatch(
        rf"deleted  {_VIDEO}\nuntil \d{{4}}-\d\d-\d\d it can be undone: `videograph decisions` lists the commands\n",
        deleted.stdout,
    )
    assert missing.exit_code == 1
    assert missing.stderr == f"videograph: there is no talk with id, slug or url '{_VIDEO}'\n"
    assert answer(run("query", stdin="{ stats { entityCount } }")) == {"data": {"stats": {"entityCount": 0}}}
    assert answer(run("query", "{ stats { entityCount } }")) == {"data": {"stats": {"entityCount": 0}}}


def test_several_talks_go_out_and_unknown_ones_are_reported(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.vtt").write_text(f"WEBVTT\n\n00:01.000 --> 00:05.000\nThis is talk {name}.\n")
        with small_extractor():
            answer(run("ingest", *SMALL, str(tmp_path / f"{name}.vtt"), "--id", f"talk-{name}", "--json"))

    two = run("delete", "video:talk-a", "nowhere", "talk-b", "talk-b")
    one = run("delete", "nowhere", "talk-c", "--json")

    assert two.exit_code == 1
    assert two.stdout.splitlines()[:-1] == ["deleted  video:talk-a", "deleted  video:talk-b"]
    assert two.stdout.splitlines()[-1].endswith("it can be undone: `videograph decisions` lists the commands")
    missing = "there is no talk with id, slug or url 'nowhere'"
    assert (two.stderr, one.stderr) == (f"videograph: {missing}\n",) * 2
    assert one.exit_code == 1
    failed, deleted = map(json.loads, one.stdout.splitlines())
    assert failed == {"video": "nowhere", "error": missing}
    assert {key: deleted[key] for key in ("videoId", "slug", "title")} == {
        "videoId": "video:talk-c",
        "slug": "talk-c",
        "title": "C",
    }
    assert answer(run("query", stdin="{ stats { videoCount } }")) == {"data": {"stats": {"videoCount": 0}}}


def test_talks_come_out_as_files_that_go_in_again(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr", "Nuster")
    out = tmp_path / "out"

    printed, missing = run("export", "talk-0"), run("export", "nowhere", "talk-1", "--out", str(out))
    first, again = (run("export", "--all", "--out", str(out)) for _ in range(2))

    files = [out / f"talk-{number}.document.json" for number in (0, 1)]
    assert printed.stdout == files[0].read_text("utf-8")
    assert (missing.exit_code, missing.stdout) == (1, f"written    {files[1]}\n")
    assert missing.stderr == "videograph: there is no talk with id, slug or url 'nowhere'\n"
    assert first.stdout == f"written    {files[0]}\nunchanged  {files[1]}\n"
    assert again.stdout == f"unchanged  {files[0]}\nunchanged  {files[1]}\n"
    assert sorted(out.iterdir()) == files

    assert run("delete", "talk-0", "talk-1").exit_code == 0
    own = files[0].read_text("utf-8").replace('"kind": "PRODUCT"', '"kind": "CONCEPT"')
    files[0].write_text(own, "utf-8")
    assert [one["outcome"] for one in answer(run("ingest", str(out), "--json"))["files"]] == ["created"] * 2
    mended = answer(run("query", "{ entities { nodes { name kind } } }"))["data"]["entities"]["nodes"]
    assert sorted((one["name"], one["kind"]) for one in mended) == [
        ("Nostr", "CONCEPT"),
        ("Nuster", "PRODUCT"),
    ]
    # The key is made of name and kind; of which document it was imported is another since it was mended.
    assert run("export", "talk-0", "--out", str(out)).stdout == f"changed    {files[0]}\n"
    exported = files[0].read_text("utf-8").replace("nostr-concept", "nostr-product")
    assert _without_origin(exported) == _without_origin(own)


def _without_origin(document: str) -> dict[str, Any]:
    return {key: value for key, value in json.loads(document).items() if key != "export"}


def test_what_an_export_cannot_do_is_said(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr")
    file = tmp_path / "file"
    file.touch()

    no_folder = run("export", "talk-0", "--out", str(file))

    assert (no_folder.exit_code, no_folder.stderr) == (
        1,
        f"videograph: {file}: is not a writable folder: File exists\n",
    )


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
    assert brief.stdout.splitlines() == [
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
    refusal = (
        f"failed     {folder}/links.json: is not a transcript that Videograph reads: JSON of another kind; "
    )
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
    monkeypatch.setattr(demo_talks, "demo_files", lambda: files)

    def load() -> list[str]:
        async def work() -> None:
            server = neo4j_server
            async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
                await demo_talks.load_talks(database)

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
        watcher.join()


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
def serving(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A `videograph up` of its own, and its address; whoever asks for it stops it."""
    command = [sys.executable, "-m", "service.cli", "up", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert first.startswith("Videograph answers at http://127.0.0.1:"), process.stderr.read()
        yield process, first.split(" at ")[1].split("/graphql")[0]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_up_serves_until_it_is_told_to_stop(environment: dict[str, str], number: signal.Signals) -> None:
    with serving(environment) as (process, address):
        assert process.stderr is not None
        with urllib.request.urlopen(f"{address}/readyz", timeout=60) as response:
            assert json.load(response) == {"status": "ready"}

        process.send_signal(number)

        assert process.wait(60) == 0
        assert process.stderr.read() == "Stopping …\nStopped.\n"


def test_a_query_is_answered_by_what_serves_already(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def execute(*_: object) -> dict[str, Any]:
        return {"data": "by the command itself"}

    run("ingest", str(_TALK))
    queries = ["{ stats { videoCount } }", "{ nonsense }", "{ videos(first: -1) { totalCount } }"]
    alone = [run("query", query) for query in queries]
    with serving(environment) as (process, address):
        monkeypatch.setenv("VIDEOGRAPH_PORT", address.rpartition(":")[2])
        monkeypatch.setattr(query, "_execute", execute)
        served = [run("query", query) for query in queries]
        monkeypatch.setenv("VIDEOGRAPH_MAX_COST", "10")
        limited = run("query", queries[0])
        process.send_signal(signal.SIGINT)
        process.wait(60)

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


def test_duplicates_are_listed_for_people_and_for_programs(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr", "Nuster")

    (pair,) = answer(run("duplicates", "--json"))["duplicates"]
    assert (pair["score"], pair["reasons"]) == (0.35, ["sounds alike"])
    assert sorted(side["slug"] for side in pair["entities"]) == ["nostr-product", "nuster-product"]
    lines = run("duplicates").stdout.splitlines()
    assert lines[0] == "0.35  sounds alike"
    assert sorted(lines[1:5]) == sorted(
        [
            "      Nostr (product, 1 talk, 1 mention, nostr-product)",
            "        “Nostr it is.” Talk 0, 1:01",
            "      Nuster (product, 1 talk, 1 mention, nuster-product)",
            "        “Nuster it is.” Talk 1, 1:01",
        ]
    )
    assert lines[6] == "1 shown, 1 pairs have names that give a reason"
    assert run("duplicates", "--kind", "person").stdout == "nothing looks double\n"


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

    assert said.stdout.splitlines() == [
        "1 imported, 0 changed, 0 unchanged, 0 failed",
        "names that two entities have: 1; `videograph merge` merges two, `videograph apart` keeps them apart",
        "          “FB”: First Bank (company, first-bank-company) and Meta (company, meta-company)",
    ]
    (shared,) = answer(ingest(2, "First Bank", "FB", more="json"))["sharedNames"]
    assert (shared["name"], [one["slug"] for one in shared["of"]]) == (
        "FB",
        ["first-bank-company", "meta-company"],
    )
    assert run("apart", "first-bank-company", "meta-company").exit_code == 0
    assert ingest(2, "First Bank", "FB", more=" again").stdout == (
        "0 imported, 1 changed, 0 unchanged, 0 failed\n"
    )


def test_talks_that_share_their_words_are_listed(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr", "Nostr")
    words = " ".join(f"word{i}" for i in range(100))
    for file in tmp_path.glob("*.document.json"):
        document = json.loads(file.read_text("utf-8"))
        document["segments"].append({"text": words, "startSeconds": 70, "endSeconds": 99})
        file.write_text(json.dumps(document), "utf-8")
    assert run("ingest", str(tmp_path)).exit_code == 0

    found = answer(run("duplicates", "--json"))
    assert (found["duplicates"], found["pairsOfVideos"]) == ([], 1)
    (pair,) = found["videos"]
    assert (pair["share"], [part["slug"] for part in pair["videos"]]) == (1.0, ["talk-0", "talk-1"])
    lines = re.sub(r"imported \d{4}-\d\d-\d\d \d\d:\d\d", "imported …", run("duplicates").stdout)
    assert lines.splitlines() == [
        "1.00  the same words",
        "      Talk 0 (talk-0, 100% of it, imported …)",
        f"        “{words[:159].rstrip()}…” 1:10",
        "      Talk 1 (talk-1, 100% of it, imported …)",
        f"        “{words[:159].rstrip()}…” 1:10",
        "      keep one: videograph delete talk-0, the older import (or talk-1, the newer); "
        "keep both: videograph apart --talks talk-0 talk-1",
        "",
        "1 shown of 1 pair of talks that share their words",
    ]
    assert run("duplicates", "--kind", "product").stdout == "nothing looks double\n"

    tried = run("apart", "--talks", "talk-1", "talk-0", "--dry-run")
    assert tried.stdout == "would tell apart  Talk 1 (talk-1) | Talk 0 (talk-0)\n"
    assert answer(run("duplicates", "--json"))["pairsOfVideos"] == 1
    assert run("apart", "--talks", "talk-1", "talk-0").stdout == "apart   Talk 1 (talk-1) | Talk 0 (talk-0)\n"
    assert run("duplicates").stdout == "nothing looks double\n"
    assert answer(run("apart", "--talks", "talk-0", "video:talk-1", "--json")) == {
        "dryRun": False,
        "apart": [
            {"id": "video:talk-0", "slug": "talk-0", "title": "Talk 0"},
            {"id": "video:talk-1", "slug": "talk-1", "title": "Talk 1"},
        ],
    }
    itself, unknown = run("apart", "--talks", "talk-0", "talk-0"), run("apart", "--talks", "talk-0", "talk-9")
    assert (itself.exit_code, itself.stderr) == (
        1,
        "videograph: give at least two talks, each of them once\n",
    )
    assert (unknown.exit_code, unknown.stderr) == (
        1,
        "videograph: there is no talk with id, slug or url 'talk-9'\n",
    )

    back = ("apart", "--talks", "--take-back", "talk-1", "talk-0")
    assert run(*back, "--dry-run").stdout == "would take back  Talk 1 (talk-1) | Talk 0 (talk-0)\n"
    assert run("duplicates").stdout == "nothing looks double\n"
    assert run(*back).stdout == "taken back  Talk 1 (talk-1) | Talk 0 (talk-0)\n"
    assert answer(run("duplicates", "--json"))["videos"] == [pair]
    again, gone = run(*back), run("apart", "--talks", "--take-back", "talk-0", "talk-9")
    assert (again.exit_code, again.stderr) == (
        1,
        "videograph: there is no decision on talk-1 and talk-0: give talks that `videograph apart --talks` was given together\n",
    )
    assert (gone.exit_code, gone.stderr) == (
        1,
        "videograph: there is no talk with id, slug or url 'talk-9'; a decision on one that was deleted is taken back once it is "
        "imported again\n",
    )
    assert run("apart", "--talks", "talk-0", "talk-1").exit_code == 0
    assert answer(run(*back, "--json")) == {
        "dryRun": False,
        "takenBack": [
            {"id": "video:talk-1", "slug": "talk-1", "title": "Talk 1"},
            {"id": "video:talk-0", "slug": "talk-0", "title": "Talk 0"},
        ],
    }


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
    assert second.stderr == (
        f"created    {tmp_path}/mended-talk.json  video:mended-talk (100% of its words are in the graph already, as stale-talk: "
        "if that is the same talk, delete it with `videograph delete stale-talk`)\n"
    )
    assert again.stderr == f"unchanged  {tmp_path}/mended-talk.json  video:mended-talk\n"
    assert "keep one: videograph delete stale-talk, the older import" in run("duplicates").stdout
    assert run("delete", "stale-talk").exit_code == 0
    assert run("duplicates").stdout == "nothing looks double\n"


def test_a_merge_is_tried_and_made(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr", "Nuster")

    tried = run("merge", "nuster-product", "nostr-product", "--dry-run")
    assert tried.exit_code == 0, tried.stderr
    assert tried.stdout.splitlines() == [
        "would merge  Nuster (product, nuster-product) into Nostr (product, nostr-product)",
        "        1 mention and 0 quotes moved in 1 talk",
        "        Nostr has 2 mentions in 2 talks, 0 connections",
    ]
    assert len(answer(run("duplicates", "--json"))["duplicates"]) == 1

    report = answer(run("merge", "nuster-product", "nostr-product", "--json"))
    assert report["dryRun"] is False
    [merged] = report["merged"]
    assert (merged["into"]["slug"], merged["into"]["mentionCount"], merged["videos"]) == (
        "nostr-product",
        2,
        1,
    )
    assert [one["slug"] for one in merged["merged"]] == ["nuster-product"]
    assert run("duplicates").stdout == "nothing looks double\n"
    again = run("merge", "nuster-product", "nostr-product")
    assert (again.exit_code, again.stderr) == (
        1,
        "videograph: 'nuster-product' (Nuster) was merged into nostr-product\n",
    )


def test_what_cannot_be_merged_is_said_in_one_line(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr")

    itself, unknown = run("merge", "nostr-product", "nostr-product"), run("merge", "zig", "nostr-product")
    mistyped = run("merge", "nosrt-product", "Nostr")

    assert (itself.exit_code, itself.stderr) == (
        1,
        "videograph: Nostr (nostr-product) cannot be merged with itself\n",
    )
    assert (unknown.exit_code, unknown.stderr) == (
        1,
        "videograph: there is no entity with id or slug 'zig'\n",
    )
    assert (mistyped.exit_code, mistyped.stderr) == (
        1,
        "videograph: there is no entity with id or slug 'nosrt-product' (did you mean nostr-product?); "
        "there is no entity with id or slug 'Nostr' (did you mean nostr-product?)\n",
    )


def test_many_pairs_are_decided_in_a_file(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr", "Nuster", "Fenix", "Phoenix", "Kasa", "Casa")
    found = answer(run("duplicates", "--json"))
    for pair in found["duplicates"]:
        names = {side["name"] for side in pair["entities"]}
        if names == {"Nostr", "Nuster"}:
            pair |= {"decision": "one", "into": "nostr-product"}
        elif names == {"Fenix", "Phoenix"}:
            pair["decision"] = "two"
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps(found), "utf-8")

    decided = run("merge", "--file", str(file))

    assert decided.exit_code == 0, decided.stderr
    lines = decided.stdout.splitlines()
    assert lines[0] == "merged  Nuster (product, nuster-product) into Nostr (product, nostr-product)"
    assert sorted(lines[-1].removeprefix("apart   ").split(" | ")) == [
        "Fenix (product, fenix-product)",
        "Phoenix (product, phoenix-product)",
    ]
    left = answer(run("duplicates", "--json"))["duplicates"]
    assert [sorted(side["name"] for side in pair["entities"]) for pair in left] == [["Casa", "Kasa"]]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ("[{}]", 'no pair has a `decision`: write "one" or "two" into those that you decide'),
        ('["x"]', "`duplicates` must be a list of objects"),
        ("null", "is not what `videograph duplicates --json` gives: an object with `duplicates`"),
        ('[{"decision": "One"}]', 'pair 1: `decision` is \'One\': write "one" or "two"'),
        ('[{"decision": "two"}]', "pair 1: `entities` must be two objects with an `id` each"),
    ],
)
def test_decisions_that_cannot_be_read(tmp_path: Path, pairs: str, message: str) -> None:
    file = tmp_path / "decisions.json"
    file.write_text(f'{{"duplicates": {pairs}}}', "utf-8")

    decided = run("merge", "--file", str(file))

    assert (decided.exit_code, decided.stderr) == (1, f"videograph: {file}: {message}\n")


def test_pairs_that_share_an_entity_become_one_and_the_file_can_be_given_again(tmp_path: Path) -> None:
    ingest_talks_on(tmp_path, "Nostr", "Nuster", "Noster", "Casa", "Kasa")
    listed = answer(run("query", stdin="{ entities { nodes { id name slug kind } } }"))
    side = {one["name"]: one for one in listed["data"]["entities"]["nodes"]}
    pairs = [
        {"decision": "one", "entities": [side["Nuster"], side["Nostr"]], "into": "nostr-product"},
        {"decision": "one", "entities": [side["Nuster"], side["Noster"]], "into": "noster-product"},
        {"decision": "one", "entities": [side["Nostr"], side["Noster"]]},
        {"decision": "two", "entities": [side["Nuster"], side["Casa"]]},
        {"decision": "two", "entities": [side["Casa"], side["Noster"]]},
    ]
    file = tmp_path / "decisions.json"
    file.write_text(json.dumps({"duplicates": pairs}), "utf-8")

    tried = run("merge", "--file", str(file), "--dry-run")
    assert tried.exit_code == 0, tried.stderr
    assert [line for line in tried.stdout.splitlines() if line.startswith("would")] == [
        "would merge  Nuster (product, nuster-product) into Nostr (product, nostr-product)",
        "would merge  Nuster (product, nuster-product) into Noster (product, noster-product)",
        "would merge  Noster (product, noster-product) into Nostr (product, nostr-product)",
        "would tell apart  Nuster (product, nuster-product) | Casa (product, casa-product)",
        "would tell apart  Casa (product, casa-product) | Noster (product, noster-product)",
    ]

    decided = run("merge", "--file", str(file))
    assert decided.exit_code == 0, decided.stderr
    assert [line for line in decided.stdout.splitlines() if not line.startswith(" ")] == [
        "merged  Nuster (product, nuster-product) into Nostr (product, nostr-product)",
        "merged  Nostr (product, nostr-product) into Noster (product, noster-product)",
        "one already  Nostr and Noster: Noster (product, noster-product)",
        "apart   Noster (product, noster-product) | Casa (product, casa-product)",
        "two already  Casa (product, casa-product) | Noster (product, noster-product)",
    ]
    again = run("merge", "--file", str(file))
    noster = "Noster (product, noster-product)"
    assert again.stdout.splitlines() == [
        f"one already  Nuster and Nostr: {noster}",
        f"one already  Nuster and Noster: {noster}",
        f"one already  Nostr and Noster: {noster}",
        f"two already  {noster} | Casa (product, casa-product)",
        f"two already  Casa (product, casa-product) | {noster}",
    ]
    told = answer(run("merge", "--file", str(file), "--json"))
    assert (told["merged"], told["apart"]) == ([], [])
    assert [
        (one["decision"], one["names"], [end["slug"] for end in one["of"]]) for one in told["already"]
    ] == [
        ("one", ["Nuster", "Nostr"], ["noster-product"]),
        ("one", ["Nuster", "Noster"], ["noster-product"]),
        ("one", ["Nostr", "Noster"], ["noster-product"]),
        ("two", ["Nuster", "Casa"], ["noster-product", "casa-product"]),
        ("two", ["Casa", "Noster"], ["casa-product", "noster-product"]),
    ]

    pairs[3]["entities"] = [side["Nuster"], side["Nostr"]]
    file.write_text(json.dumps({"duplicates": pairs}), "utf-8")
    refused = run("merge", "--file", str(file))
    assert (refused.exit_code, refused.stderr) == (
        1,
        f"videograph: {file}: pair 4: the two were merged, into {noster}: "
        f"`videograph apart {side['Nuster']['id']} noster-product` undoes that\n",
    )
    assert len(refused.stdout.splitlines()) == 3  # what was decided before it is said all the same
    listed = answer(run("decisions", "--json"))["decisions"]
    [later] = [one["id"] for one in listed if one["of"][0]["id"] == side["Nostr"]["id"]]
    early = run("apart", side["Nuster"]["id"], "noster-product")
    assert early.exit_code == 1
    assert early.stderr.startswith(
        f"videograph: a later decision rests on it, on the name 'nuster': undo {later} first (MERGE, "
    )
    assert run("apart", side["Nostr"]["id"], "noster-product").exit_code == 0
    assert run("apart", side["Nuster"]["id"], "nostr-product").exit_code == 0


def test_decisions_are_listed_with_what_takes_each_back(tmp_path: Path) -> None:
    assert run("decisions").stdout == (
        "There are no decisions: `videograph duplicates` lists possible duplicates.\n"
    )
    ingest_talks_on(tmp_path, "Nostr", "Nuster", "Casa")
    for command in (
        "merge nuster-product nostr-product",
        "apart nostr-product casa-product",
        "apart --talks talk-0 talk-2",
    ):
        assert run(*command.split()).exit_code == 0

    listed = run("decisions").stdout
    decisions = answer(run("decisions", "--json"))["decisions"]

    assert re.sub(r", \d{4}-\d\d-\d\d \d\d:\d\d, by .+$", "", listed, flags=re.MULTILINE).splitlines() == [
        "both stay  Talk 0 (talk-0) and Talk 2 (talk-2)",
        "           videograph apart --talks --take-back talk-0 talk-2",
        "two        Casa (product, casa-product) is not Nostr (product, nostr-product)",
        "           videograph apart --take-back casa-product nostr-product",
        "one        Nuster (product, nuster-product) is Nostr (product, nostr-product)",
        "           videograph apart nuster-product nostr-product",
    ]
    assert [[end["inGraph"] for end in one["of"]] for one in decisions] == [
        [True, True],
        [True, True],
        [False, True],
    ]
    assert decisions[0]["of"][0] == {
        "id": "video:talk-0",
        "slug": "talk-0",
        "name": "Talk 0",
        "kind": None,
        "inGraph": True,
    }
    moments = [datetime.fromisoformat(one["decidedAt"]) for one in decisions]
    assert moments == sorted(moments, reverse=True)

    assert run("delete", "talk-0", "talk-1", "talk-2").exit_code == 0
    *deleted, both, two, one = answer(run("decisions", "--json"))["decisions"]
    assert [(one["decision"], one["of"][0]["name"]) for one in deleted] == [
        ("delete talk", "Talk 2"),
        ("delete talk", "Talk 1"),
        ("delete talk", "Talk 0"),
    ]
    assert [(one["decision"], one["of"][0]["name"], one["takeBack"]) for one in (both, two, one)] == [
        ("both stay", None, None),
        ("two", "Casa", None),
        ("one", "Nuster", None),
    ]
    assert run("decisions").stdout.splitlines()[2 * len(deleted) + 1] == (
        "           to undo it, both must be in the graph: import their talks first"
    )

    answer(run("ingest", str(tmp_path), "--json"))
    for one in decisions:
        taken = run(*one["takeBack"].split()[1:])
        assert taken.exit_code == 0, taken.stderr

    # a merge that is undone leaves the two as two, and that is undone in turn, once both are there again
    answer(run("ingest", str(tmp_path), "--json"))
    left, *undone = answer(run("decisions", "--json"))["decisions"]
    assert [one["decision"] for one in undone] == ["delete talk"] * 3  # the talks were imported again
    assert (left["decision"], left["takeBack"]) == (
        "two",
        "videograph apart --take-back nuster-product nostr-product",
    )
    assert run(*left["takeBack"].split()[1:]).stdout == (
        "taken back  Nuster (product, nuster-product) | Nostr (product, nostr-product)\n"
    )
    assert answer(run("decisions", "--json"))["decisions"] == undone
    twice = run(*left["takeBack"].split()[1:])
    assert (twice.exit_code, twice.stderr) == (
        1,
        "videograph: nobody decided that nuster-product and nostr-product are two: `videograph decisions` lists what was decided\n",
    )
