"""Commands on a distant Videograph print what they print on the machine of the graph, and do the same there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from service.access.key_store import ensure_admin_key
from service.cli import app
from service.curation.load import import_document
from service.domain.document import document_text
from service.graph.driver.database import Database
from support.backend import Neo4jServer
from support.running_service import serve
from support.seed import fresh_graph
from support.small_extractor import SMALL, small_extractor, with_small_extractor
from support.talks import talk
from support.thread_workers import thread_workers

KEY = f"vkg_{'a' * 8}_{'B' * 32}"
TALKS = [
    talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"), ("COMPANY", "Facebook", "ACQUIRED", "PRODUCT", "Loom")),
    talk("two", ("PERSON", "Tim Tam Slam", "LEFT", "COMPANY", "Facebook"), ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta")),
    talk("three", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Oculus")),
]  # fmt: skip


async def write_talks(database: Database) -> None:
    await write_key(database)
    for document in TALKS:
        await import_document(database, document)


async def write_key(database: Database) -> None:
    await fresh_graph(database)
    await ensure_admin_key(database, KEY)


@pytest.fixture(scope="module")
def server(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running Videograph that asks everybody for a key."""
    home = tmp_path_factory.mktemp("server")
    with serve(
        neo4j_server,
        home,
        VIDEOGRAPH_PUBLIC="none",
        VIDEOGRAPH_ADMIN_KEY=KEY,
        VIDEOGRAPH_MIGRATE="true",
        PYTHONPATH=with_small_extractor({})["PYTHONPATH"],
    ) as address:
        yield address


class Places:
    """Runs a command here, at the graph, or there, at the running Videograph."""

    def __init__(self, here: dict[str, str], there: dict[str, str]) -> None:
        self._here = here
        self._there = there

    def here(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, arguments, env=self._here)

    def there(self, *arguments: str) -> Result:
        result = CliRunner().invoke(app, arguments, env=self._there)
        assert KEY not in result.output
        return result

    def same(self, *arguments: str) -> Result:
        """Runs a command that changes nothing in both places, and compares all that it prints."""
        here, there = self.here(*arguments), self.there(*arguments)
        # A decision that is only tried has another id each time.
        printed = [re.sub(r"decision:[0-9a-f]{20}", "decision:…", one.stdout) if "--dry-run" in arguments else one.stdout
                   for one in (here, there)]  # fmt: skip
        assert (there.exit_code, printed[1], there.stderr) == (here.exit_code, printed[0], here.stderr)
        return there

    def lines(self, *arguments: str) -> list[str]:
        result = self.there(*arguments)
        assert result.exit_code == 0, result.stderr
        return result.stdout.splitlines()


@pytest.fixture(autouse=True)
def reading() -> Iterator[None]:
    """Commands of this process read talks in it."""
    with thread_workers(), small_extractor():
        yield


@pytest.fixture
def places(
    server: str, environment: dict[str, str], ask: Callable[..., Any], tmp_path: Path
) -> Iterator[Places]:
    ask(write_talks)
    here = {name: value for name, value in environment.items() if name.startswith("VIDEOGRAPH_")}
    # There, nothing leads to the graph but the running Videograph.
    there = {"VIDEOGRAPH_HOME": str(tmp_path / "none"), "VIDEOGRAPH_SERVER": server, "VIDEOGRAPH_KEY": KEY}
    yield Places(here, there)
    assert not (tmp_path / "none").exists()


def test_what_would_change_is_said_alike(places: Places) -> None:
    for options in ([], ["--json"]):
        merge = places.same("merge", "oculus-company", "meta-company", "--dry-run", *options)
        assert merge.exit_code == 0
        for command in (
            ["merge", "loom-product", "facebook-company"],
            ["merge", "nobody", "facebook-company"],
            ["apart", "oculus-company", "meta-company"],
            ["apart", "meta-company", "meta-company"],
            ["rename", "facebook-company", "Meta Platforms"],
            ["rename", "facebook-company", "Facebook"],
            ["kind", "loom-product", "concept"],
            ["kind", "loom-product", "product"],
        ):
            places.same(*command, "--dry-run", *options)
    assert merge.stdout.startswith('{"dryRun":true,"merged":[{"into":{"id":')


def test_changes_are_made_there(places: Places) -> None:
    assert places.lines("merge", "oculus-company", "meta-company") == [
        "merged  Oculus (company, oculus-company) into Meta (company, meta-company)",
        "        1 mention and 1 quote moved in 1 talk",
        "        Meta has 2 mentions in 2 talks, 2 connections",
    ]
    assert places.lines("rename", "facebook-company", "Meta Platforms") == [
        "renamed  Facebook (company, facebook-company) is shown as Meta Platforms"
    ]
    assert places.lines("kind", "loom-product", "concept") == [
        "changed  Loom (product, loom-product) is of the kind CONCEPT",
        "        1 talk changed, with 1 mention and 1 quote of it",
        "        RELATED_TO now: 1 quote, because these kinds cannot have the stated type",
    ]
    assert places.lines("delete", "three")[0] == "deleted  video:three"
    gone = places.same("delete", "three", "--json")
    assert (gone.exit_code, json.loads(gone.stdout)["video"]) == (1, "three")
    assert gone.stderr.startswith("videograph: ")

    listed = places.same("changes").stdout
    assert re.findall(r"[a-z]+\.[a-z]+", listed)[-4:] == [
        "entities.merged", "entity.corrected", "entity.corrected", "talk.deleted",
    ]  # fmt: skip
    places.same("changes", "--json")
    places.same("changes", "--after", "2", "--json")
    assert places.same("changes", "--after", "99").exit_code == 1
    assert places.same("changes", "--after", "x").exit_code == 1


def test_decisions_are_listed_and_undone_there(places: Places) -> None:
    for command in (
        ["merge", "oculus-company", "meta-company"],
        ["apart", "meta-company", "facebook-company"],
        ["rename", "facebook-company", "Meta Platforms"],
        ["kind", "loom-product", "concept"],
        ["drop", "tim-tam-slam"],
    ):
        places.lines(*command)
    assert places.same("detach", "meta-company", "nobody").exit_code == 1
    listed = places.same("decisions").stdout.splitlines()
    assert [line.strip() for line in listed[1::2]] == [
        "videograph drop --take-back tim-tam-slam",
        "videograph kind --take-back loom-product",
        "videograph rename --take-back facebook-company",
        "videograph apart --take-back meta-company facebook-company",
        "videograph apart oculus-company meta-company",
    ]
    places.same("decisions", "--json")

    for line in listed[1:-1:2]:
        command = line.strip().split()[1:]
        places.same(*command, "--dry-run")
        places.same(*command, "--dry-run", "--json")
        assert places.lines(*command)[0].startswith("taken back  ")
        assert places.same(*command).exit_code == 1
    apart = ["apart", "oculus-company", "meta-company"]
    assert places.same(*apart, "--dry-run").stdout.splitlines() == [
        "would tell apart  Oculus (company, oculus-company) | Meta (company, meta-company)"
    ]
    places.lines(*apart)
    assert len(places.same("decisions").stdout.splitlines()) == 2

    places.lines("update", "three", "--url", "https://example.org/three")
    places.lines("delete", "three")
    listed = places.same("decisions").stdout.splitlines()
    assert [line.split()[0] for line in listed[::2]] == ["deleted", "updated", "two"]
    deleted, _, updated, *_ = listed
    assert re.fullmatch(r"deleted    Talk three, [-0-9]+ [0-9:]+, by .+", deleted)
    assert re.fullmatch(
        r"updated    address: https://example\.org/three, in Talk three, [-0-9]+ [0-9:]+, by .+", updated
    )
    places.same("decisions", "--json")


def test_corrections_of_talks_are_made_and_undone_there(places: Places) -> None:
    add = ["add", "one", "ada-lovelace", "uses", "Analytical Engine", "Ada Lovelace and Facebook", "--target-kind", "product"]  # fmt: skip
    wrong = ["add", "one", "ada-lovelace", "uses", "loom-product", "words that nobody says"]
    update = ["update", "one", "--title", "On engines", "--published-on", "2024-01-31"]
    describe = ["describe", "meta-company", "--description", "A firm.", "--alias", "Meta AG"]
    found = json.loads(places.there("query", '{ video(by: {id: "video:one"}) { relationships(where: {type: [ACQUIRED]}) { edges { evidence { nodes { id } } } } } }').stdout)  # fmt: skip
    quote = found["data"]["video"]["relationships"]["edges"][0]["evidence"]["nodes"][0]["id"]
    for command in (add, wrong, update, describe, ["reject", quote], ["reject", "evidence:none"], ["undo", "decision:none"],
                    ["update", "one", "--title", "Talk one"], ["describe", "nobody", "--url", ""]):  # fmt: skip
        for options in ([], ["--json"]):
            places.same(*command, "--dry-run", *options)

    assert places.lines(*add, "--reason", "Said so.")[:2] == [
        "added  Ada Lovelace USES Analytical Engine: “Ada Lovelace and Facebook”",
        "        in Talk one, at 0 s",
    ]
    assert places.lines("reject", quote, "--reason", "It was said of another.")[1:2] == [
        "        in Talk one; the connection has no quote, so it went"
    ]
    assert places.lines(*update)[0] == "updated  On engines (title, publishedOn)"
    assert places.same("update", "one", "--clear", "publishedOn", "--dry-run").stdout.startswith("would update  On engines (publishedOn)\n")  # fmt: skip
    assert places.lines(*describe) == [
        "corrected  Meta, description: A firm.",
        "corrected  Meta, alias: Meta AG",
    ]
    assert places.there("reject", quote, "--by", "Ada").stderr == (
        "videograph: --by does not work on a distant Videograph: it stores the name of your key. Leave --by out.\n"
    )

    listed = places.same("decisions").stdout.splitlines()
    assert [line.split()[0] for line in listed[::2]] == ["alias", "described", "updated", "rejected", "added"]
    assert [line.rpartition(": ")[2] for line in listed[6::2]] == ["It was said of another.", "Said so."]
    places.same("decisions", "--json")
    for line in listed[1::2]:
        command = line.strip().split()[1:]
        assert command[0] == "undo"
        places.same(*command, "--dry-run")
        assert places.lines(*command)[0].startswith("undone  ")
    assert places.same("decisions").stdout.startswith("There are no decisions")


def test_talks_are_exported_from_there(places: Places, tmp_path: Path) -> None:
    assert places.here("drop", "tim-tam-slam").exit_code == 0
    assert places.same("export", "one").stdout.startswith('{\n "format": "videograph/1"')
    assert places.same("export", "nobody").exit_code == 1
    assert places.here("export", "--all", "--out", str(tmp_path / "here")).exit_code == 0

    written = places.lines("export", "--all", "--out", str(tmp_path / "there"))

    assert [line.split()[0] for line in written] == ["written"] * 4
    files = {file.name: file.read_text() for file in (tmp_path / "here").iterdir()}
    assert {file.name: file.read_text() for file in (tmp_path / "there").iterdir()} == files
    assert "decisions.json" in files
    for format_ in ("jsonl", "vtt", "graphml"):
        for place, run in (("here", places.here), ("there", places.there)):
            folder = str(tmp_path / format_ / place)
            assert run("export", "--all", "--format", format_, "--out", folder).exit_code == 0
        # The addresses of quotes are those of the place.
        here, there = (
            {
                file.name: re.sub(r"http://[\d.:]+/", "", file.read_text())
                for file in (tmp_path / format_ / place).iterdir()
            }
            for place in ("here", "there")
        )
        assert here == there != {}
    assert places.there("export", "nobody", "--format", "csv", "--out", str(tmp_path)).exit_code == 1


def test_keys_and_webhooks_are_managed_there(places: Places) -> None:
    [key] = places.lines("keys", "create", "a reader", "--scope", "read", "--expires", "90d")
    id_ = key.split("_")[1]
    listed = places.same("keys", "list").stdout
    assert f"{id_}  active   read  a reader" in listed
    assert places.lines("keys", "revoke", "a reader") == [f"revoked  {id_}  a reader"]
    assert f"{id_}  revoked  read  a reader" in places.same("keys", "list").stdout
    assert places.same("webhooks", "list").stdout.startswith("There is no webhook")
    for command in (
        ["remove", "webhook:none"],
        ["resume", "webhook:none"],
        ["rotate", "webhook:none"],
        ["deliveries", "webhook:none"],
    ):
        assert places.same("webhooks", *command).exit_code == 1
    assert places.same("webhooks", "add", "http://127.0.0.1:1").exit_code == 1


def test_what_only_works_at_the_graph_says_so(places: Places, tmp_path: Path) -> None:
    file = tmp_path / "pairs.json"
    file.write_text('{"duplicates": [{"decision": "one", "entities": [{"id": "a"}, {"id": "b"}]}]}')
    for command, words in (
        (["doctor"], "it checks this machine and its graph"),
        (["webhooks", "test", "webhook:1"], "run it on the machine of the graph"),
        (["up"], "it starts a Videograph on this machine"),
        (["merge", "--file", str(file)], "run it on the machine of the graph"),
        (["apart", "--talks", "one", "two"], "run it on the machine of the graph"),
    ):
        result = places.there(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "does not work on a distant Videograph" in result.stderr
        assert words in result.stderr
    assert places.there("doctor", "--help").exit_code == 0


def test_talks_are_imported_there(places: Places, ask: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    for document in TALKS:
        (folder / f"{document.video.title}.json").write_text(document_text(document))
    (folder / "broken.vtt").write_text("WEBVTT\n\n00:00:01.000 --> 00:00:00.500\nWords.\n")
    (folder / "data.json").write_text('{"a": 1}')
    reports: list[dict[str, Any]] = []
    for run in (places.there, places.here):
        ask(write_key)
        first, again = run("ingest", str(folder), "--json"), run("ingest", str(folder))
        assert (first.exit_code, again.exit_code) == (1, 1), first.stderr + again.stderr
        assert "0 imported, 0 changed, 3 unchanged, 1 failed" in again.stdout
        reports.append(json.loads(first.stdout))
        if len(reports) == 1:
            jobs = json.loads(places.same("jobs", "list", "--json").stdout)["jobs"]
            assert [job["state"] for job in jobs] == ["SUCCEEDED"] * 6
            places.same("jobs", "show", jobs[0]["id"])
            assert places.same("jobs", "retry", jobs[0]["id"]).exit_code == 1
            assert places.same("jobs", "show", "job:none").exit_code == 1

    there, here = reports
    assert (there["imported"], there["failed"]) == (3, 1)
    assert {key: there[key] for key in there if key not in ("sharedNames", "decidedAnew")} == {
        key: here[key] for key in here if key not in ("sharedNames", "decidedAnew")
    }


def test_a_folder_is_watched_there(places: Places, ask: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "broken.vtt").write_text("WEBVTT\n\n00:00:01.000 --> 00:00:00.500\nWords.\n")
    (folder / "one.json").write_text(document_text(TALKS[0]))
    watch = ("watch", str(folder), "--once", "--quiet", "0", "--every", "0.1")
    printed: list[str] = []
    for run in (places.there, places.here):
        ask(write_key)
        first, again = run(*watch), run(*watch)
        printed.append(first.stdout + again.stdout)

    assert printed[0] == printed[1]
    outcomes = [line.split()[0] for line in printed[0].splitlines()]
    assert outcomes == ["failed", "created", "failed", "unchanged"]


def test_files_beside_a_transcript_are_sent_too(
    places: Places, ask: Callable[..., Any], tmp_path: Path
) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    words = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Speaker 1>{} works at Acme now, and Acme created Loom.\n"
    )
    (folder / "beside.vtt").write_text(words.format("Ada Lovelace"))
    (folder / "beside.video.json").write_text('{"title": "Beside", "speakers": {"Speaker 1": "Ann Lee"}}')
    (folder / "beside.info.json").write_text('{"id": "abc", "title": "Other", "upload_date": "20240131", "channel": "Looms"}')  # fmt: skip
    (folder / "beside.chapters.json").write_text('{"chapters": [{"title": "All of it", "startTime": 0}]}')
    (folder / "other.vtt").write_bytes(words.format("Zoë Müller").encode("utf-16"))
    (folder / "plain.vtt").write_text(words.format("Tim Berners-Lee"))
    (folder / "large.vtt").write_text(words.format("Grace Hopper") + "\nNOTE " + "x" * 600_000 + "\n")
    table = tmp_path / "talks.csv"
    table.write_text(
        "file,title,url,channel,channel_url,description\n"
        "plain.vtt,Plain,https://example.org/plain,Looms,https://example.org/looms,What it is about\n"
    )
    documents: list[dict[str, str]] = []
    for run in (places.there, places.here):
        ask(write_key)
        done = run("ingest", str(folder), "--metadata", str(table), *SMALL)
        assert (done.exit_code, done.stdout.splitlines()[0][:10]) == (0, "4 imported"), (
            done.stdout + done.stderr
        )
        out = tmp_path / f"out{len(documents)}"
        run("export", "--all", "--out", str(out))
        # The hash of the source is another one where a sidecar was made of what the table says.
        texts = {
            file.name: re.sub('(?<="sourceHash": ")[0-9a-f]+', "", file.read_text()) for file in out.iterdir()
        }
        documents.append({name.partition("-")[0]: text for name, text in texts.items()})

    there, here = documents
    assert there == here
    beside, plain = (json.loads(there[name]) for name in ("beside", "plain"))
    assert (beside["video"]["publishedOn"], beside["video"]["channel"]["name"]) == ("2024-01-31", "Looms")
    assert [one["title"] for one in beside["chapters"]] == ["All of it"]
    assert "Ann Lee" in there["beside"]
    assert plain["video"]["description"] == "What it is about"
    assert plain["video"]["channel"]["url"] == "https://example.org/looms"


def test_what_cannot_be_imported_there(places: Places, tmp_path: Path) -> None:
    file = tmp_path / "one.json"
    file.write_text(document_text(TALKS[0]))
    workers = places.there("ingest", str(file), "--workers", "2")
    assert (workers.exit_code, workers.stderr) == (
        1,
        "videograph: --workers does not work on a distant Videograph, whose own settings decide: leave it out\n",
    )
    unknown = places.there("ingest", str(file), "--extractor", "magic")
    assert f"{file}: there is no extractor 'magic'." in unknown.stderr
    assert (unknown.exit_code, unknown.stdout) == (1, "0 imported, 0 changed, 0 unchanged, 1 failed\n")
    decisions = tmp_path / "decisions.json"
    decisions.write_text('{"format": "videograph-decisions/1"}')
    assert (
        "files of decisions cannot be imported on a distant Videograph"
        in places.there("ingest", str(decisions)).stderr
    )


def test_a_query_is_answered_there(places: Places) -> None:
    answer = places.same("query", '{ entity(by: {slug: "meta-company"}) { name mentionCount } }')
    assert json.loads(answer.stdout) == {"data": {"entity": {"name": "Meta", "mentionCount": 1}}}
    wrong = places.there("query", "{ nothing }")
    assert wrong.exit_code == 1
    assert json.loads(wrong.stdout)["errors"][0]["message"].startswith("Cannot query field 'nothing'")


def test_changes_are_followed_there(places: Places, ask: Callable[..., Any]) -> None:
    environment = {**os.environ, **places._there}
    command = [sys.executable, "-m", "service.cli", "changes", "--after", "2", "--follow", "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as following:
        assert following.stdout is not None
        assert json.loads(following.stdout.readline())["seq"] == "3"
        ask(
            lambda database: import_document(
                database, talk("four", ("PERSON", "Ada", "LEFT", "COMPANY", "Meta"))
            )
        )
        assert json.loads(following.stdout.readline())["seq"] == "4"
        following.terminate()
        assert following.wait(timeout=30) == 130
