"""GraphML, for Gephi, yEd, Cytoscape and networkx: videos, entities and topics, with what connects them.

ExportSource: http://graphml.graphdrawing.org/primer/graphml-primer.html.
"""

import re
from collections.abc import Mapping
from typing import Any

from service.exports.source import ExportSource, Pieces, Row
from service.exports.tables import all_tables

_TYPES = {"INTEGER": "long", "FLOAT": "double", "BOOLEAN": "boolean"}
_NODES = {"videos": "Video", "entities": "Entity", "topics": "Topic"}
_EDGES = {
    "video_entities": ("FEATURES", "video", "entity"),
    "video_topics": ("DISCUSSES", "video", "topic"),
    "relationships": ("", "source", "target"),
}
"""Table → type of its edges (empty: the column `type`), and the columns with their ends."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


async def graphml(source: ExportSource) -> Pieces:
    file = f"{source.name}.graphml"
    keys = _keys()
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    ]
    for (of, name), (key, type_) in keys.items():
        head.append(
            f'<key id="{key}" for="{of}" attr.name="{name}" attr.type="{_TYPES.get(type_, "string")}"/>\n'
        )
    yield file, "".join([*head, '<graph id="G" edgedefault="directed">\n']).encode()
    for table, label in _NODES.items():
        async for row in source.rows(table):
            values = {**row, "label": row["title" if table == "videos" else "name"], "type": label}
            yield (
                file,
                f'<node id="{_escaped(values.pop("id"))}">{_data("node", values, keys)}</node>\n'.encode(),
            )
    number = 0
    for table, (type_, start, end) in _EDGES.items():
        async for row in source.rows(table):
            values = {**row, "type": type_ or row["type"]}
            ends = f'source="{_escaped(values.pop(start))}" target="{_escaped(values.pop(end))}"'
            yield file, f'<edge id="e{number}" {ends}>{_data("edge", values, keys)}</edge>\n'.encode()
            number += 1
    yield file, b"</graph>\n</graphml>\n"


def _keys() -> dict[tuple[str, str], tuple[str, str]]:
    """For node or edge, and the name of a value: its key and type."""
    found: dict[tuple[str, str], str] = {
        ("node", "label"): "STRING",
        ("node", "type"): "STRING",
        ("edge", "type"): "STRING",
    }
    for table in (*_NODES, *_EDGES):
        of = "node" if table in _NODES else "edge"
        ends = ("id",) if of == "node" else _EDGES[table][1:]
        for name, type_ in all_tables()[table].columns.items():
            if name not in ends:
                found.setdefault((of, name), type_)
    return {key: (f"d{number}", type_) for number, (key, type_) in enumerate(found.items())}


def _data(of: str, values: Row, keys: Mapping[tuple[str, str], tuple[str, str]]) -> str:
    return "".join(
        f'<data key="{keys[of, name][0]}">{_escaped(value)}</data>'
        for name, value in values.items()
        if value is not None
    )


def _escaped(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            value = "; ".join(value)
        case _:
            value = str(value)
    return "".join(_ESCAPED.get(sign, sign) for sign in _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value))
