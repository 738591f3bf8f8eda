"""The functions of the plain executor by field, and their shared helpers."""

from collections.abc import Callable
from typing import Any

from plain.graph import Graph, Thing
from plain.pages import Orders
from service.domain.text import search_form

type Arguments = dict[str, Any]
type Field = Callable[[Graph, Thing, Arguments], Any]

FIELDS: dict[tuple[str, str], Field] = {}


def field(*places: str) -> Callable[[Field], Field]:
    """Registers a function as that of `Type.field`."""

    def register(function: Field) -> Field:
        FIELDS.update({(place.split(".")[0], place.split(".")[1]): function for place in places})
        return function

    return register


VIDEO_ORDERS: Orders = {
    "PUBLISHED_ON": [(lambda one: one.item["sortDate"], True)],
    "DURATION": [(lambda one: one.item.get("durationSeconds") or 0.0, True)],
    "TITLE": [(lambda one: search_form(one.item["title"]), False)],
    "ADDED_AT": [(lambda one: one.item["addedAt"], True)],
}
SEGMENT_ORDERS: Orders = {
    "PUBLISHED_ON": [
        (lambda one: one.more["sortDate"], True),
        (lambda one: one.more["id"], False),
        (lambda one: one.item["index"], False),
    ]
}
"""Of segments of several videos: `more` is the video. The last key tells apart, so that there is no tie."""


def moment(template: str | None, seconds: float) -> str | None:
    return None if template is None else template.replace("{seconds}", str(int(seconds)))


def names_of(graph: Graph, entity: Thing) -> list[str]:
    return graph.column("MATCH (a:Alias)-[:NAMES]->(:Entity {id: $id}) RETURN a.name", id=entity["id"])
