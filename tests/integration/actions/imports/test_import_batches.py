"""Files that are read already are imported in one transaction, with the results, their order and the graph of one after the other."""

from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import anyio
import pytest

from conftest import delete_data
from service.actions.demo import demo_files
from service.actions.extraction.make_document import Reading, Refusal, try_to_read
from service.actions.imports import batch, import_files
from service.actions.imports.import_files import FileResult, ImportFiles
from service.domain.document import VideoDocument, document_text
from service.errors import GraphUnavailable
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import talk

pytestmark = pytest.mark.anyio


class Heard:
    def __init__(self) -> None:
        self.told: list[str] = []

    def begin(self, file: Path) -> None:
        self.told.append(f"begin {file.name}")

    def tell(self, file: Path, stage: str, share: float) -> None:
        raise AssertionError("nothing is extracted")


@pytest.fixture(autouse=True)
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads all files before the first one is imported, so that the batches are always the same."""

    async def read_ahead(files: Sequence[Path], *_: object) -> AsyncGenerator[Reading | Refusal]:
        for file in files:
            yield try_to_read(file, "offline", None)

    async def choose_batch(database: Database, files: Sequence[Path], waiting: Any) -> Any:
        await anyio.wait_all_tasks_blocked()
        return await batch.choose_batch(database, files, waiting)

    monkeypatch.setattr(import_files, "read_ahead", read_ahead)
    monkeypatch.setattr(import_files, "choose_batch", choose_batch)


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many talks were imported in each transaction for several."""
    sizes: list[int] = []
    load = import_files.load_talks

    async def counted(database: Database, readings: Sequence[Any]) -> Any:
        sizes.append(len(readings))
        return await load(database, readings)

    monkeypatch.setattr(import_files, "load_talks", counted)
    return sizes


async def load(
    database: Database, files: Sequence[Path], heard: Heard | None = None, **more: Any
) -> list[FileResult]:
    heard = heard or Heard()
    results: list[FileResult] = []
    found = import_files.import_files(database, ImportFiles(files), heard, **more)
    async with aclosing(found):
        async for result in found:
            heard.told.append(f"end {result.file.name}")
            results.append(result)
    return results


def write(folder: Path, talks: Sequence[VideoDocument]) -> list[Path]:
    files = [folder / f"{place}.json" for place in range(len(talks))]
    for file, document in zip(files, talks, strict=True):
        file.write_text(document_text(document), "utf-8")
    return files


def some_talks(count: int, **video: Any) -> list[VideoDocument]:
    return [talk(f"{place}", ("PERSON", f"Ada {place}0 Lovelace", "WORKS_AT", "COMPANY", f"Acme {place}"), **video) for place in range(count)]  # fmt: skip


async def test_the_demo_in_batches(
    clean_database: Database, batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = demo_files()
    heard = Heard()
    together = await load(clean_database, files, heard)
    made = await fingerprint(clean_database)
    assert await find_drift(clean_database) == []
    assert heard.told == [f"{what} {file.name}" for file in files for what in ("begin", "end")]
    assert batches == [3, 2, 3]

    await delete_data(clean_database)
    monkeypatch.setattr(batch, "MOST_TALKS", 1)
    assert await load(clean_database, files) == together
    assert await fingerprint(clean_database) == made


async def test_many_talks_are_several_batches_with_a_pause_between(
    clean_database: Database, tmp_path: Path, batches: list[int]
) -> None:
    pauses = 0

    async def pause() -> None:
        nonlocal pauses
        pauses += 1

    results = await load(clean_database, write(tmp_path, some_talks(45)), between=pause)

    assert Counter(result.outcome for result in results) == {"created": 45}
    assert batches == [20, 20, 5]
    assert pauses == 3


async def test_the_same_words_in_one_batch(
    clean_database: Database, tmp_path: Path, batches: list[int]
) -> None:
    """The second talk with the same words, the same id or the same title begins another batch, and is seen as it was before."""
    one, two, three, four = some_talks(4)
    same_words = three.model_copy(
        update={"video": three.video.model_copy(update={"id": None, "title": "Other"})}
    )
    files = write(tmp_path, [one, two, three, same_words, four, two])

    results = await load(clean_database, files, choose=lambda _file, _before: "refuse")

    assert [result.outcome for result in results] == ["created", "created", "created", "failed", "created", "unchanged"]  # fmt: skip
    assert [(one.id, one.same) for one in results[3].before] == [("video:2", True)]
    assert batches == [3, 2]


async def test_a_fault_is_that_of_its_file(
    clean_database: Database, tmp_path: Path, batches: list[int]
) -> None:
    [there, *others] = some_talks(4, url="https://example.org/1")
    await load(clean_database, write(tmp_path, [there]))
    other = there.model_copy(
        update={"video": there.video.model_copy(update={"url": "https://example.org/2"})}
    )
    others = [
        one.model_copy(
            update={"video": one.video.model_copy(update={"url": f"https://example.org/{place}/x"})}
        )
        for place, one in enumerate(others)
    ]
    heard = Heard()
    files = write(tmp_path, [others[0], other, others[1]])

    results = await load(clean_database, files, heard)

    assert batches == [3]
    assert [result.outcome for result in results] == ["created", "failed", "created"]
    assert results[1].error is not None
    assert "the graph has https://example.org/1 under the id 0" in results[1].error
    assert heard.told == [f"{what} {file.name}" for file in files for what in ("begin", "end")]


async def test_a_lost_graph_ends_the_import(
    clean_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object) -> None:
        raise GraphUnavailable("gone")

    monkeypatch.setattr(import_files, "load_talks", lost)

    with pytest.raises(GraphUnavailable, match="gone"):
        await load(clean_database, write(tmp_path, some_talks(2)))
