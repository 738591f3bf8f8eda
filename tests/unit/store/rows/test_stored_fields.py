"""Fields of documents → properties of the same name → fields again, without a graph."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from service.domain.document import ChapterInfo, EvidenceInfo
from service.domain.document_types import DocumentPart
from service.domain.model import Property, read_model
from service.errors import FragmentError
from service.graph.driver.database import Transaction
from service.graph.video_rows import LINKS, NODES
from service.graph.video_rows import VideoRows as Rows
from service.store import change
from service.store.rows import stored_fields
from service.store.rows.stored_fields import (
    SOURCES,
    field_values,
    first_given,
    to_parameters,
    to_row,
)

QUOTE = EvidenceInfo(quote="I built it.", segment=3, label="built", past=True, subject_name="I")


class HeldChapter(ChapterInfo):
    held_on: date | None = None
    tags: tuple[str, ...] = ()


@pytest.fixture
def chapters(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Property]]:
    """The properties of chapters, for a test to change; chapters of documents have a day and tags."""
    model = read_model()
    properties = {
        **model.properties("Chapter"),
        "heldOn": Property("heldOn", "DATE", False, "its day"),
        "tags": Property("tags", "LIST<STRING NOT NULL>", False, "words"),
    }
    changed = replace(model, nodes={**model.nodes, "Chapter": properties})
    monkeypatch.setattr(stored_fields, "read_model", lambda: changed)
    monkeypatch.setitem(SOURCES, "chapter", replace(SOURCES["chapter"], part=HeldChapter))
    stored_fields._stored.cache_clear()
    yield properties
    stored_fields._stored.cache_clear()


def row_of(chapter: DocumentPart) -> dict[str, Any]:
    return field_values("chapter", chapter) | {"id": "chapter:one#0", "index": 0, "searchTitle": "ebb"}


def test_every_noun_with_properties_has_a_source() -> None:
    linked = {"spoken_by", "about"}
    assert SOURCES.keys() - {"video"} == {*NODES, *LINKS} - linked
    for source in SOURCES.values():
        fields = set() if source.part is None else {one.alias for one in source.part.model_fields.values()}
        assert fields >= set(source.custom_fields), source.name
        assert read_model().properties(source.name).keys() >= set(source.set_by_statement), source.name


def test_a_field_of_the_same_name_is_a_value_of_the_row() -> None:
    assert field_values("evidence", QUOTE) == {
        "quote": "I built it.",
        "label": "built",
        "past": True,
        "confidence": None,
        "decisionId": None,
    }


def test_the_default_of_an_optional_property_is_not_stored() -> None:
    assert field_values("evidence", QUOTE.model_copy(update={"past": False}))["past"] is None


@pytest.mark.usefixtures("chapters")
def test_days_and_lists_are_plain_in_a_row_and_typed_in_a_statement() -> None:
    chapter = HeldChapter(
        title="Ebb", start_seconds=0, end_seconds=4, held_on=date(2026, 5, 4), tags=("sea", "moon")
    )
    row = row_of(chapter)
    [given] = to_parameters("chapter", [row | {"video": "video:one"}])
    # What Neo4j answers is a date of its own.
    day = SimpleNamespace(to_native=lambda: date(2026, 5, 4))

    assert (row["heldOn"], row["tags"]) == ("2026-05-04", ["sea", "moon"])
    assert given == {"video": "video:one", "properties": row | {"heldOn": date(2026, 5, 4)}}
    assert to_row("chapter", {"properties": given["properties"] | {"heldOn": day}}) == row


@pytest.mark.usefixtures("chapters")
def test_what_a_node_does_not_have_is_null_in_its_row() -> None:
    row = row_of(HeldChapter(title="Ebb", start_seconds=0, end_seconds=4))
    older = {key: value for key, value in row.items() if key not in ("heldOn", "tags")}

    assert to_row("chapter", {"properties": older | {"_lock": 1}}) == row
    assert (row["heldOn"], row["tags"]) == (None, None)


def test_of_several_the_first_that_says_something() -> None:
    rows: list[dict[str, Any]] = [
        {"name": None, "description": None, "url": None, "wikidata": None, "salience": None} for _ in range(3)
    ]
    rows[1]["url"], rows[2]["url"], rows[2]["description"] = "https://b.example", "https://c.example", "Said"

    found = first_given("features", rows)

    assert found == {
        "name": None,
        "description": "Said",
        "url": "https://b.example",
        "wikidata": None,
        "salience": None,
    }


def test_a_field_that_the_dictionary_does_not_have_is_refused(chapters: dict[str, Property]) -> None:
    del chapters["heldOn"]

    with pytest.raises(FragmentError, match=r"Chapter has no property heldOn, which documents have: declare"):
        row_of(HeldChapter(title="Ebb", start_seconds=0, end_seconds=4))


def test_a_property_that_nothing_fills_is_refused(chapters: dict[str, Property]) -> None:
    chapters["mood"] = Property("mood", "STRING", False, "calm or wild")
    row = row_of(HeldChapter(title="Ebb", start_seconds=0, end_seconds=4))

    with pytest.raises(FragmentError, match=r"Chapter has the property mood, which nothing fills: HeldChap"):
        to_parameters("chapter", [row])


@pytest.mark.anyio
async def test_a_statement_is_given_at_most_a_thousand_rows() -> None:
    rows = Rows("video:one")
    for index in range(2345):
        rows.add("about", {"segment": f"segment:one#{index}", "topic": "topic:ebb"})
    sizes: list[int] = []

    class Counting:
        async def run(self, _: str, parameters: dict[str, Any]) -> list[Any]:
            sizes.append(len(parameters["rows"]))
            return []

    await change._change_parts(cast("Transaction", Counting()), [(Rows("video:one"), rows)], [], [], [])

    assert sizes == [1000, 1000, 345]
