"""`rename`, `kind`, `drop`, `detach`, and an archive with decisions out and in again, run as a person or a program would."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest

from service.domain.document import document_text
from service.graph.driver.database import Database
from support import backend
from support.command_runner import answer, empty_server, graph_variables, lines, run
from support.talks import talk
from support.thread_workers import thread_workers

TALKS = [
    talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"), ("COMPANY", "Facebook", "ACQUIRED", "PRODUCT", "Loom")),
    talk("two", ("PERSON", "Tim Tam Slam", "LEFT", "COMPANY", "Facebook")),
]  # fmt: skip


@pytest.fixture(autouse=True)
def environment(
    neo4j_server: backend.Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """An empty graph that the commands find."""
    empty_server(neo4j_server)
    for name, value in graph_variables(neo4j_server, tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    with thread_workers():
        yield


def write_talks(folder: Path) -> Path:
    folder.mkdir()
    for document in TALKS:
        (folder / f"{document.video.id}.json").write_text(document_text(document))
    return folder


def read(server: backend.Neo4jServer, statement: str) -> list[list[Any]]:
    async def work() -> list[list[Any]]:
        async with Database.open(server.uri, server.user, server.password, timeout=60) as database:
            return await database.read(statement, name="test")

    return anyio.run(work)


def test_who_decides_is_the_user_of_the_system_or_the_one_that_is_given(
    tmp_path: Path, neo4j_server: backend.Neo4jServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer("ingest", str(write_talks(tmp_path / "talks")), "--json")
    monkeypatch.setenv("LOGNAME", "grace")
    run("rename", "facebook-company", "Meta")
    run("kind", "loom-product", "concept", "--by", " Ada  Lovelace ")
    run("apart", "facebook-company", "ada-lovelace", "--by", "tim")
    run("merge", "tim-tam-slam", "ada-lovelace", "--by", "tom")

    assert [(one["decision"], one["by"]) for one in answer("decisions", "--json")["decisions"]] == [
        ("one", "tom"),
        ("two", "tim"),
        ("kind", "Ada Lovelace"),
        ("rename", "grace"),
    ]
    assert ", by tom" in lines("decisions")[0]

    run("kind", "--take-back", "loom-product", "--by", "hal")
    run("rename", "--take-back", "facebook-company")
    run("apart", "--take-back", "facebook-company", "ada-lovelace")
    run("apart", "tim-tam-slam", "ada-lovelace")
    undone = read(
        neo4j_server,
        "MATCH (u:Decision) WHERE u.undoneAt IS NOT NULL RETURN u.sort, u.by, u.undoneBy, size(u.ends) ORDER BY u.undoneAt",
    )
    assert undone == [
        ["KIND", "Ada Lovelace", "hal", 1],
        ["RENAME", "grace", "grace", 1],
        ["SEPARATE", "tim", "grace", 2],
        ["MERGE", "tom", "grace", 2],
    ]


def test_an_archive_goes_out_and_in_with_its_decisions(
    tmp_path: Path, neo4j_server: backend.Neo4jServer
) -> None:
    talks, out = write_talks(tmp_path / "talks"), tmp_path / "out"
    answer("ingest", str(talks), "--json")
    run("rename", "facebook-company", "Meta Platforms")
    run("drop", "tim-tam-slam")
    listed = answer("decisions", "--json")

    assert run("export", "--all", "--out", str(out)).exit_code == 0
    assert [file.name.partition(".")[2] for file in sorted(out.iterdir())] == [
        "json", "document.json", "document.json",
    ]  # fmt: skip
    empty_server(neo4j_server)
    first = run("ingest", str(out))
    assert first.exit_code == 0, first.stderr
    assert first.stdout.splitlines()[0].startswith(f"decisions  {out / 'decisions.json'}  ")
    assert "came along, " in first.stdout.splitlines()[0]
    assert "2 imported, 0 changed, 0 unchanged, 0 failed" in first.stdout
    assert "decisions came along, 0 of them new here" in first.stderr

    assert answer("decisions", "--json") == listed
    again = answer("ingest", str(out), "--json")
    assert (again["unchanged"], again["decisions"][0]["decisions"]["taken"]) == (2, 0)
    assert answer("ingest", str(talks), "--json")["unchanged"] == 2
    assert run("export", "--all", "--out", str(out)).stdout.count("unchanged") == 3


def test_a_file_of_decisions_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "decisions.json"
    file.write_text('{"format": "videograph-decisions/1", "names": [{"key": "x"}]}')
    late = tmp_path / "late.decisions.json"
    late.write_text(
        '{"format": "videograph-decisions/1", "renamed": [{"id": "entity:ab", "name": "X", "decidedAt": "2999-01-01T00:00:00Z"}]}'
    )

    broken, future = run("ingest", str(file)), run("ingest", str(late))

    assert (broken.exit_code, future.exit_code) == (1, 1)
    assert broken.stderr.startswith(f"videograph: {file}: names.0.key: ")
    assert f"{late}: renamed.0.decidedAt: 2999-01-01T00:00:00Z is in the future" in future.stderr
