"""The tables of an export, and the formats that are tables: CSV, JSON Lines, Parquet.

Columns are the properties that `cypher/model.toml` has for readers, and a few that lead to other tables. So a new property needs no line here.
"""

import csv
import io
import json
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import orjson

from service.domain.model import read_model
from service.exports.source import ExportSource, GrowingFile, Pieces, Row

_TEXT, _TEXTS, _NUMBER = "STRING", "LIST<STRING NOT NULL>", "INTEGER"
_VIDEO = {"video": _TEXT}
_ENDS = {
    "type": _TEXT, "source": _TEXT, "sourceSlug": _TEXT, "sourceName": _TEXT,
    "target": _TEXT, "targetSlug": _TEXT, "targetName": _TEXT,
}  # fmt: skip
_CITED = {"speakerName": _TEXT, "turns": _TEXTS, "permalink": _TEXT}
_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "videos": ("Video", {"channel": _TEXT, "channelUrl": _TEXT}),
    "speakers": ("Speaker", _VIDEO | {"person": _TEXT, "name": _TEXT}),
    "segments": ("Segment", _VIDEO | {"speaker": _TEXT, "speakerName": _TEXT, "person": _TEXT}),
    "chapters": ("Chapter", _VIDEO),
    "summary_bullets": ("SummaryBullet", _VIDEO | {"sectionIndex": _NUMBER, "heading": _TEXT, "segments": _TEXTS}),
    "video_topics": ("DISCUSSES", _VIDEO | {"topic": _TEXT, "slug": _TEXT}),
    "video_entities": ("FEATURES", _VIDEO | {"entity": _TEXT, "slug": _TEXT}),
    "mentions": ("MENTIONS", _VIDEO | {"segment": _TEXT, "entity": _TEXT, "slug": _TEXT}),
    "evidence": (
        "Evidence",
        _VIDEO | _ENDS | {"segments": _TEXTS, "speaker": _TEXT, "speakers": _TEXTS, "person": _TEXT, "url": _TEXT} | _CITED,
    ),
    "topics": ("Topic", {}),
    "entities": ("Entity", {"aliases": _TEXTS, "sameAs": _TEXT}),
    "relationships": ("RELATED_TO", _ENDS | _CITED),
}  # fmt: skip
"""Name → label or type of the data dictionary, and further columns with their types."""


@dataclass(frozen=True)
class Table:
    """`columns`: name → type as Neo4j calls it, in the order of the file."""

    name: str
    columns: dict[str, str]

    def row(self, row: Row) -> Row:
        """Only its columns in their order, each with a value or None."""
        return {name: row.get(name) for name in self.columns}


@cache
def all_tables() -> dict[str, Table]:
    """All tables by name, in the order of an export."""
    model = read_model()
    return {
        name: Table(
            name,
            {one.name: one.type for one in model.properties(noun).values() if not one.internal} | more,
        )
        for name, (noun, more) in _TABLES.items()
    }


async def csv_files(source: ExportSource) -> Pieces:
    """RFC 4180 in UTF-8. Lists are JSON in their cell, an empty cell is no value."""
    for table in all_tables().values():
        yield _file(table, "csv"), _csv([list(table.columns)])
        async for row in source.rows(table.name):
            yield _file(table, "csv"), _csv([[_cell(value) for value in row.values()]])


def _csv(rows: list[list[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return value


async def json_lines_files(source: ExportSource) -> Pieces:
    """An object on each line, with all columns."""
    for table in all_tables().values():
        yield _file(table, "jsonl"), b""  # a table without rows is an empty file
        async for row in source.rows(table.name):
            yield (
                _file(table, "jsonl"),
                orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE),
            )


_ROW_GROUP = 10_000
_ARROW = {"STRING": "string", "INTEGER": "int64", "FLOAT": "float64", "BOOLEAN": "bool_", "DATE": "date32"}


async def parquet_files(source: ExportSource) -> Pieces:
    """A row group for each 10,000 rows, compressed with zstd. Needs the extra `parquet`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for table in all_tables().values():
        # pyarrow has no types; the fields are made of ours.
        schema = cast("Any", pa).schema(
            [(name, _arrow_type(pa, type_)) for name, type_ in table.columns.items()]
        )
        sink = GrowingFile()
        with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
            rows: list[Row] = []
            async for row in source.rows(table.name):
                rows.append(_typed(table, row))
                if len(rows) == _ROW_GROUP:
                    writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                    rows = []
                    yield _file(table, "parquet"), sink.taken()
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
        yield _file(table, "parquet"), sink.taken()


def _typed(table: Table, row: Row) -> Row:
    from datetime import date, datetime

    made: Row = {}
    for name, type_ in table.columns.items():
        value = row.get(name)
        if value is not None and type_ == "DATE":
            value = date.fromisoformat(value)
        elif value is not None and type_ == "ZONED DATETIME":
            value = datetime.fromisoformat(value)
        made[name] = value
    return made


def _arrow_type(pa: Any, type_: str) -> Any:
    if type_ == "ZONED DATETIME":
        return pa.timestamp("us", tz="UTC")
    if type_ == _TEXTS:
        return pa.list_(pa.string())
    return getattr(pa, _ARROW[type_])()


def _file(table: Table, ending: str) -> str:
    return f"{table.name}.{ending}"
