"""Talks that wait are compared with the graph no more often than needed."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from service.actions.extraction.make_document import Reading
from service.actions.imports import batch
from service.domain.decision_records import Decisions
from service.domain.document import VideoDocument
from service.domain.document_types import ExportInfo
from service.graph.driver.database import Database
from support.talks import talk

pytestmark = pytest.mark.anyio
TALKS = [
    talk(name, ("PERSON", f"Ann {name}", "WORKS_AT", "COMPANY", f"{name} Ltd"))
    for name in ("one", "two", "six")
]


@pytest.mark.parametrize(
    ("stored", "compared", "chosen"),
    [
        ((), ["one", "two", "six"], 3),
        (("one", "two", "six"), ["one"], 1),
        (("two",), ["one", "two", "six"], 1),
        (("six",), ["one", "two", "six"], 2),
    ],
)
async def test_a_first_talk_that_the_graph_has_goes_alone_at_once(
    stored: Sequence[str], compared: list[str], chosen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    async def find(_: Database, document: VideoDocument) -> tuple[Any, ...]:
        name = document.video.title.removeprefix("Talk ")
        looked.append(name)
        return ("said before",) if name in stored else ()

    monkeypatch.setattr(batch, "find_same_words", find)
    files = [Path(one.video.title) for one in TALKS]
    waiting = [Reading(one, Counter(), (), whole=True) for one in TALKS]

    found = await batch.choose_batch(cast("Database", None), files, waiting)

    assert looked == compared
    assert [file for file, _ in found] == files[:chosen]


def test_talks_of_a_backup_go_together_unless_they_decide_on_names() -> None:
    one, two, six = (
        document.model_copy(update={"export": ExportInfo(hash="0" * 64, content_hash="1" * 64)})
        for document in TALKS
    )
    deciding = two.model_copy(update={"decisions": Decisions()})

    backup, before, after = batch.Batch(), batch.Batch(), batch.Batch()

    assert [backup.add(document) for document in (one, two, six)] == [True, True, True]
    assert [before.add(document) for document in (one, deciding)] == [True, False]
    assert [after.add(document) for document in (deciding, six)] == [True, False]
