"""A script of Cypher statements that makes an equal graph in an empty Neo4j: `cypher-shell --file`, or Neo4j Browser.

It has all nodes and relationships of talks and decisions, with internal properties too, so that Videograph's own Cypher works on it. It has no
kept documents: to move a graph to another Videograph, import the VideoDocuments.
"""

import math
from collections.abc import AsyncIterator
from typing import Any

from service.domain.model import read_model
from service.exports.source import ExportSource, Pieces, Row

_ROWS = 200
"""In one statement: Neo4j parses and plans each as a whole."""
_MOMENTS = {"DATE": "date", "ZONED DATETIME": "datetime"}


async def cypher_script(source: ExportSource) -> Pieces:
    file = f"{source.name}.cypher"
    model = read_model()
    labels = {"Video", "Speaker", "Segment", "Chapter", "SummarySection", "SummaryBullet", "Evidence", "Channel", "Topic", "Entity",
              "Alias", "Decision", "DecidedName", "RenamedEntity"}  # fmt: skip
    head = ["// Run this in an empty Neo4j 5.13 or later.\n"]
    for label in sorted(labels):
        key = model.keys[label]
        head.append(
            f"CREATE CONSTRAINT {label.lower()}_{key} IF NOT EXISTS FOR (node:{label}) REQUIRE node.{key} IS UNIQUE;\n"
        )
    head.append("CALL db.awaitIndexes(300);\n")
    yield file, "".join(head).encode()
    async for statement in _nodes(source.rows("nodes")):
        yield file, statement.encode()
    async for statement in _links(source.rows("links")):
        yield file, statement.encode()


async def _nodes(rows: AsyncIterator[Row]) -> AsyncIterator[str]:
    async for labels, group in _in_groups(rows, lambda row: tuple(sorted(row["labels"]))):
        noun = next((one for one in labels if one in read_model().keys), labels[0])
        literals = ",\n  ".join(_map(noun, row["properties"]) for row in group)
        yield f"UNWIND [\n  {literals}\n] AS row\nCREATE (node:{':'.join(labels)}) SET node = row;\n"


async def _links(rows: AsyncIterator[Row]) -> AsyncIterator[str]:
    keys = read_model().keys
    async for (type_, start, end), group in _in_groups(
        rows, lambda row: (row["type"], row["start"], row["end"])
    ):
        literals = ",\n  ".join(
            f"[{_literal(row['startKey'])}, {_literal(row['endKey'])}, {_map(type_, row['properties'])}]"
            for row in group
        )
        yield (
            f"UNWIND [\n  {literals}\n] AS row\n"
            f"MATCH (start:{start} {{{keys[start]}: row[0]}})\nMATCH (end:{end} {{{keys[end]}: row[1]}})\n"
            f"CREATE (start)-[link:{type_}]->(end) SET link = row[2];\n"
        )


async def _in_groups(rows: AsyncIterator[Row], key: Any) -> AsyncIterator[tuple[Any, list[Row]]]:
    """Rows with equal keys that follow each other, at most as many as a statement has."""
    of: Any = None
    group: list[Row] = []
    async for row in rows:
        if group and (key(row) != of or len(group) == _ROWS):
            yield of, group
            group = []
        of = key(row)
        group.append(row)
    if group:
        yield of, group


def _map(noun: str, properties: Row) -> str:
    known = read_model().properties(noun)
    parts = [
        f"{name}: {_literal(value, known[name].type if name in known else 'STRING')}"
        for name, value in sorted(properties.items())
    ]
    return f"{{{', '.join(parts)}}}"


def _literal(value: Any, type_: str = "STRING") -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return "NaN" if math.isnan(value) else repr(value)
        case list():
            return f"[{', '.join(_literal(one) for one in value)}]"
        case _:
            text = _text(value)
            return f"{_MOMENTS[type_]}({text})" if type_ in _MOMENTS else text


def _text(value: str) -> str:
    r"""A literal in one line. `\u` is read before all else by Cypher, so each backslash that is meant is escaped."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"
