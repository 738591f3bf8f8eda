"""Exports in the hands of other programs: the guide's examples for DuckDB and pandas run on the tables of a talk."""

import asyncio
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pandas
import pytest

from service.actions.exports import Export, export_files
from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.resources import demo_folder
from support.backend import SECONDS, Neo4jServer
from support.paths import ROOT
from support.seed import fresh_graph

pytestmark = pytest.mark.nightly

TALK = "lecun-leaves-meta"
GUIDE = (ROOT / "docs/guides/archive.md").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `tables/`: a talk of the demo as Parquet."""
    made = tmp_path_factory.mktemp("exports")
    (made / "tables").mkdir()
    [file] = demo_folder().rglob(f"{TALK}.document.json")

    async def write() -> None:
        server = neo4j_server
        async with Database.open(server.uri, server.user, server.password, timeout=SECONDS) as database:
            await fresh_graph(database)
            await import_document(database, VideoDocument.model_validate_json(file.read_bytes()))
            async for name, data in export_files(database, Export("parquet", "https://talks.example")):
                with (made / "tables" / name).open("ab") as out:
                    out.write(data)

    asyncio.run(write())
    return made


def test_the_guides_examples_run(folder: Path) -> None:
    section = GUIDE.partition("### For other programs")[2].partition("\n## ")[0]
    printed = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True, timeout=600
        ).stdout
        for code in re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    ]

    evidence = pandas.read_parquet(folder / "tables/evidence.parquet")
    kinds = pandas.read_parquet(folder / "tables/entities.parquet").set_index("id")["kind"]
    assert len(printed) == 2
    assert "sourceName" in printed[0]
    counted = {line.split()[0]: int(line.split()[1]) for line in printed[1].splitlines()[1:-1]}
    assert counted == Counter(kinds[one] for one in evidence["target"])


def test_tables_have_types_and_lead_to_each_other(folder: Path) -> None:
    connection = duckdb.connect()
    types = dict(
        connection.sql(
            f"SELECT column_name, column_type FROM (DESCRIBE FROM '{folder}/tables/evidence.parquet')"
        ).fetchall()
    )
    assert {name: types[name] for name in ("past", "startSeconds", "segments", "quote")} == {
        "past": "BOOLEAN", "startSeconds": "DOUBLE", "segments": "VARCHAR[]", "quote": "VARCHAR",
    }  # fmt: skip
    videos = connection.sql(
        f"SELECT typeof(publishedOn), typeof(addedAt) FROM '{folder}/tables/videos.parquet'"
    )
    assert videos.fetchall() == [("DATE", "TIMESTAMP WITH TIME ZONE")]
    lost = connection.sql(
        f"""SELECT count(*) FROM '{folder}/tables/evidence.parquet' evidence
        LEFT JOIN '{folder}/tables/relationships.parquet' relationships ON relationships.id = evidence.relationshipId
        LEFT JOIN '{folder}/tables/entities.parquet' entities ON entities.id = evidence.source
        LEFT JOIN '{folder}/tables/segments.parquet' segments ON segments.id = evidence.segments[1]
        WHERE relationships.id IS NULL OR entities.id IS NULL OR segments.id IS NULL OR evidence.permalink NOT LIKE 'https://talks.example/quote?%'"""
    )
    assert lost.fetchall() == [(0,)]
