"""Files of this machine that are imported by jobs, as `watch` does it: one job for each, taken up again, and nothing left behind."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import anyio
import pytest

from service.access.viewer import from_terminal, viewed_by
from service.actions.imports.import_files import FileResult, ImportFiles
from service.actions.imports.import_folder import find_talk_files
from service.actions.imports.import_talk import version_of
from service.actions.imports.source import source_hash
from service.errors import RateLimited
from service.graph.driver.database import Database
from service.jobs import file_jobs
from service.jobs.file_jobs import import_in_jobs
from service.jobs.job import list_jobs
from service.jobs.queue import add_job
from service.jobs.request import text_request
from support.feeds import transcript
from support.paths import ROOT
from support.this_process import ThisProcess
from support.videograph_process import command, found_here, within

pytestmark = pytest.mark.anyio

VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>I work at Acme now.\n"
RECORDING = ROOT / "docs" / "guides" / "recordings" / "graphs-at-the-harbour.ogg"


class Heard:
    def begin(self, file: Path) -> None: ...

    def tell(self, file: Path, stage: str, share: float) -> None: ...

    def end(self, result: FileResult) -> None: ...


@pytest.fixture
def graph_here(clean_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(file_jobs, "local_pool", ThisProcess)
    return clean_database


async def imported(database: Database, files: Iterable[Path]) -> list[FileResult]:
    found = find_talk_files(sorted(files))
    with viewed_by(from_terminal("Ada")):
        wanted = ImportFiles(found.talks, same_words="keep both")
        return list((await import_in_jobs(database, found, wanted, Heard())).talks)


async def jobs(database: Database) -> list[tuple[str, str, str | None]]:
    return [(job.name, job.state, job.by) for job in reversed(await list_jobs(database))]


async def test_a_file_that_the_graph_has_makes_no_job(graph_here: Database, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.document.json" for number in range(6)]
    for number, file in enumerate(files):
        file.write_bytes(transcript(number))

    first = await imported(graph_here, files)
    files[3].write_bytes(transcript(3, "Zeta"))
    second = await imported(graph_here, files)

    assert [one.outcome for one in first] == ["created"] * 6
    assert [one.outcome for one in second] == ["unchanged"] * 3 + ["changed"] + ["unchanged"] * 2
    assert [one.report and one.report.video_id for one in first] == [
        one.report and one.report.video_id for one in second
    ]
    names = [file.name for file in files]
    assert await jobs(graph_here) == [(name, "SUCCEEDED", "Ada") for name in [*names, names[3]]]


async def test_a_job_of_the_same_file_is_taken_up_where_it_was_left(
    graph_here: Database, tmp_path: Path
) -> None:
    """As after a kill: the command has ended, and its job waits."""
    file = tmp_path / "talk.document.json"
    file.write_bytes(transcript(1))
    origin = source_hash(file, None, version_of("offline")) or ""
    left = text_request(file.name, file.read_text("utf-8"), origin=origin)
    first = await add_job(graph_here, left, 10)

    assert await add_job(graph_here, left, 1) == first  # also where no other job has room
    [result] = await imported(graph_here, [file])

    assert result.outcome == "created"
    assert [job.id for job in await list_jobs(graph_here)] == [first]
    assert await add_job(graph_here, left, 10) != first  # it has ended


async def test_what_lies_beside_a_file_comes_along_and_is_not_left_in_the_storage(
    graph_here: Database, tmp_path: Path
) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text(VTT, "utf-8")
    (tmp_path / "talk.video.json").write_text(json.dumps({"title": "Acme and I"}), "utf-8")

    [result] = await imported(graph_here, [file])
    [again] = await imported(graph_here, [file])

    assert (result.outcome, again.outcome) == ("created", "unchanged")
    assert await graph_here.read("MATCH (v:Video) RETURN v.title", name="test") == [["Acme and I"]]
    assert await graph_here.read("MATCH (u:Upload) RETURN u.id", name="test") == []
    assert list((tmp_path / "home" / "uploads").iterdir()) == []


async def test_the_reason_of_a_file_that_fails_is_in_its_job(graph_here: Database, tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text("WEBVTT\n\n00:09.000 --> 00:04.000\nBackwards.\n", "utf-8")

    await imported(graph_here, [file])
    [failed] = await imported(graph_here, [file])  # as after another start: the job is not there twice

    [job] = await list_jobs(graph_here)
    assert (job.state, job.name) == ("FAILED", "talk.vtt")
    assert job.error is not None
    assert job.error.startswith("talk.vtt:")
    assert failed.error == f"{tmp_path}/{job.error}"


async def test_a_full_queue_is_an_error_and_nothing_is_lost(
    graph_here: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add_job(graph_here, text_request("other.vtt", VTT), 10)
    file = tmp_path / "talk.document.json"
    file.write_bytes(transcript(1))
    monkeypatch.setenv("VIDEOGRAPH_MAX_JOBS", "1")

    with pytest.raises(RateLimited, match="VIDEOGRAPH_MAX_JOBS"):
        await imported(graph_here, [file])

    monkeypatch.setenv("VIDEOGRAPH_MAX_JOBS", "4")
    assert [one.outcome for one in await imported(graph_here, [file])] == ["created"]


@pytest.mark.nightly
async def test_a_recording_is_copied_unless_pages_play_it_where_it_lies(
    graph_here: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_MODEL", "tiny.en")
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_VOICES", "false")
    folder = tmp_path / "recordings"
    folder.mkdir()
    file = folder / RECORDING.name
    file.write_bytes(RECORDING.read_bytes())
    plays = "MATCH (v:Video) OPTIONAL MATCH (u:Upload {id: v.recording}) RETURN v.recording, u.size"

    monkeypatch.setenv("VIDEOGRAPH_RECORDINGS", str(folder))
    [heard] = await imported(graph_here, [file])
    assert (heard.outcome, heard.error) == ("created", None)
    assert await graph_here.read(plays, name="test") == [[str(file), None]]
    await graph_here.run("MATCH (n:Video) SET n.sourceHash = null", name="test")

    monkeypatch.delenv("VIDEOGRAPH_RECORDINGS")
    [copied] = await imported(graph_here, [file])
    [[place, size]] = await graph_here.read(plays, name="test")
    assert copied.error is None
    assert (place.startswith("upload:"), size) == (True, file.stat().st_size)


@pytest.mark.nightly
async def test_a_watch_that_is_killed_imports_each_file_once(
    clean_database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    names = [f"{number}.vtt" for number in range(3)]
    for name in names:
        (folder / name).write_text(f"{VTT}\n00:05.000 --> 00:07.000\nThis was talk {name}.\n", "utf-8")
    settings = found_here(environment) | {"VIDEOGRAPH_JOB_LEASE": "3"}
    watch = command("watch", str(folder), "--once", "--quiet", "0", "--every", "0.1")

    begun = "MATCH (j:Job) WHERE j.state <> 'QUEUED' RETURN count(j)"
    async with await anyio.open_process(watch, cwd=ROOT, env=settings, stdout=None, stderr=None) as killed:
        async with within("the first job to begin"):
            while await clean_database.read(begun, name="test") == [[0]]:
                assert killed.returncode is None
                await anyio.sleep(0.05)
        killed.kill()
    async with within("`watch --once` to import three files"):
        done = await anyio.run_process(watch, cwd=ROOT, env=settings, check=False)

    assert done.returncode == 0, done.stderr
    rows: Any = await clean_database.read(
        "MATCH (v:Video) RETURN v.title, v.revision ORDER BY v.title", name="test"
    )
    assert [revision for _, revision in rows] == [1, 1, 1]
    assert [name for name, state, _ in await jobs(clean_database) if state == "SUCCEEDED"] == names
