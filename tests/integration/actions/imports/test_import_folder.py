"""A folder imported: its talks, its decisions, what is none, and what one faulty file does to the others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.actions.entities import MergeEntities, merge_entities
from service.actions.imports import import_folder as actions
from service.actions.imports.import_files import FileResult, ImportFiles
from service.actions.imports.import_folder import find_talk_files, import_folder, read_metadata
from service.actions.imports.import_talk import Overrides, TalkImport, import_talk
from service.actions.videos import export_decisions
from service.domain.decision_records import decisions_text
from service.domain.document import document_text
from service.errors import InvalidInput, TranscriptError
from service.graph import migrations
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from service.resources import demo_folder
from support.talks import talk
from support.thread_workers import thread_workers

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Acme Works"))


@pytest.fixture(autouse=True)
def reading() -> Iterator[None]:
    with thread_workers():
        yield


class Heard:
    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[tuple[str, str]] = []

    def begin(self, file: Path) -> None:
        self.begun.append(file.name)

    def tell(self, file: Path, stage: str, share: float) -> None:
        raise AssertionError("nothing is extracted")

    def end(self, result: FileResult) -> None:
        self.ended.append((result.file.name, result.outcome))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, document in (("a.json", ONE), ("c.json", TWO)):
        (tmp_path / name).write_text(document_text(document), "utf-8")
    (tmp_path / "b.json").write_text('{"format": "videograph/1", "video": {}}')
    (tmp_path / "README.md").write_text("# Nothing here")
    (tmp_path / "d.json").write_text('{"colour": "red"}')
    return tmp_path


async def test_a_faulty_file_does_not_stop_the_rest(clean_database: Database, folder: Path) -> None:
    found, heard = find_talk_files([folder]), Heard()
    assert [file.name for file in found.talks] == ["a.json", "b.json", "c.json", "d.json"]

    report = await import_folder(clean_database, found, ImportFiles(found.talks), heard)

    outcomes = [("a.json", "created"), ("b.json", "failed"), ("c.json", "created"), ("d.json", "passed over")]
    assert heard.begun == [name for name, _ in outcomes]
    assert heard.ended == outcomes
    assert [(result.file.name, result.outcome) for result in report.talks] == outcomes[:3]
    assert report.talks[1].error is not None
    assert report.talks[1].error.startswith(f"{folder / 'b.json'}:1: video.")
    assert {file.name for file in report.others} == {"README.md", "d.json"}
    assert (report.decisions, report.changes, report.shared) == ([], [], [])
    assert await find_drift(clean_database) == []
    # nothing is read again
    again = await import_folder(clean_database, found, ImportFiles(found.talks), Heard())
    assert [result.outcome for result in again.talks] == ["unchanged", "failed", "unchanged"]


async def test_plans_are_made_again_once_the_graph_is_not_empty(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "settle", migrations.settle)  # tests keep plans, see `plans_are_kept`
    await migrations.settle(clean_database)
    found = find_talk_files([demo_folder() / "authored" / "lecun-leaves-meta.document.json"])

    async def expected_segments() -> float:
        """By the plan that Neo4j has kept, or makes now."""
        return (await clean_database.explain("MATCH (s:Segment) RETURN s.text")).tree["args"]["EstimatedRows"]

    assert await expected_segments() == 10  # the least that Neo4j plans for
    await import_folder(clean_database, found, ImportFiles(found.talks), Heard())
    assert await expected_segments() == 34


async def test_decisions_come_first(clean_database: Database, folder: Path) -> None:
    for document in (ONE, TWO):
        await import_talk(clean_database, TalkImport(document))
    await merge_entities(clean_database, MergeEntities("acme-company", ("acme-works-company",)))
    (folder / "decisions.json").write_text(decisions_text(await export_decisions(clean_database)), "utf-8")
    await clean_database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="delete data")
    found = find_talk_files([folder])
    assert [file.name for file in found.decisions] == ["decisions.json"]

    report = await import_folder(clean_database, found, ImportFiles(found.talks), Heard())

    [decisions] = report.decisions
    assert decisions.decisions.taken == decisions.decisions.carried > 0
    companies = await clean_database.read("MATCH (c:Company) RETURN c.name, c.videoCount", name="companies")
    assert companies == [["Acme", 2]]
    (folder / "decisions.json").write_text('{"format": "videograph-decisions/1", "names": 3}')
    with pytest.raises(InvalidInput, match=r"decisions\.json: names: "):
        await import_folder(clean_database, find_talk_files([folder]), ImportFiles(()), Heard())


def test_metadata_is_no_talk_and_options_win(folder: Path) -> None:
    table = folder / "talks.csv"
    table.write_text("file,title,channel\na.json,From the table,Kanal\n")
    found = find_talk_files([folder], table)
    assert table not in {*found.talks, *found.others}

    said, warnings = read_metadata(found.talks, Overrides(title="From the options"), table)

    assert said[folder / "a.json"] == Overrides(title="From the options", channel="Kanal")
    assert said[folder / "c.json"] == Overrides(title="From the options")
    lost = ", ".join(str(folder / name) for name in ("b.json", "c.json", "d.json"))
    assert list(warnings) == [f"{table}: talks without a row: 3: {lost}"]
    with pytest.raises(TranscriptError):
        read_metadata(found.talks, Overrides(), folder / "nothing.csv")
