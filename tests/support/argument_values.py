"""Values for the arguments of random operations, out of the graph that they will be run on."""

import json
from typing import Any

from plain import FIELDS
from plain.fields import mention_of
from plain.graph import Graph, Thing


class ArgumentValues:
    """Values to ask with: ids, slugs, names, cursors of the graph, and some that it does not have."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.ids = {
            label: [*graph.column("MATCH (n:$($label)) RETURN n.id ORDER BY n.id", label=label), unknown]
            for label, unknown in (
                ("Video", "video:nothing"),
                ("Channel", "channel:nothing"),
                ("Topic", "topic:nothing"),
                ("Entity", "entity:nothing"),
                ("Person", "entity:nobody"),
                ("Segment", "segment:nothing#0"),
                ("Evidence", "evidence:nothing"),
                ("Speaker", "speaker:nothing#a"),
                ("Chapter", "chapter:nothing#0"),
                ("SummarySection", "section:nothing#0"),
                ("SummaryBullet", "bullet:nothing#0.0"),
            )
        }
        self.ids["Relationship"] = [
            *graph.column("MATCH (:Entity)-[r]->(:Entity) RETURN r.id AS id ORDER BY id"),
            "relationship:nothing",
        ]
        mentions = graph.rows("MATCH (s:Segment)-[m:MENTIONS]->(e:Entity) RETURN s, m, e")
        self.ids["Mention"] = [
            *sorted(mention_of(*row)["id"] for row in mentions),
            "mention:a@0-1",
            "mention:a@0-1@b@c",
        ]
        # The ends of most paths: between two entities picked at random there is none.
        self.linked = graph.column("MATCH (e:Entity) WHERE (e)--(:Entity) RETURN e.id ORDER BY e.id")
        self.slugs = {
            label: [*graph.column("MATCH (n:$($label)) RETURN n.slug ORDER BY n.id", label=label), "nothing"]
            for label in ("Video", "Topic", "Entity", "Channel")
        }
        self.urls = [
            *graph.column("MATCH (v:Video) WHERE v.url IS NOT NULL RETURN v.url"),
            "https://no.where",
        ]
        self.days = [
            "0001-01-01",
            "1999-12-31",
            "2000-01-01",
            "2024-02-29",
            "2025-11-23",
            "2026-11-23",
            "2026-11-24",
        ]
        self.texts = ["", "a", "LLAMA", "llama", "🦙", "﨎", "Łukasz", "zoe", "ZOË  łukasz", "the same title"]
        self.texts += [
            "thing 1",
            "Café",
            "cafe",
            "bo diaz",
            "coffee",
            "Öl & More",
            "ünicode",
            "%",
            "nothing at all",
            "thing 0",
            "café lumière",
            "LLAMA THE",
        ]
        self._cursors: dict[str, list[str]] = {}

    def parents(self, label: str) -> list[Thing]:
        return self.graph.column("MATCH (n:$($label)) RETURN n ORDER BY n.id LIMIT 12", label=label)

    def cursors(self, place: str, order: Any) -> list[str]:
        """Cursors of a list, whosever it is, in this order."""
        key = json.dumps([place, order])
        if key not in self._cursors:
            parent, name = place.split(".")
            if parent == "Query":
                parents: list[Thing] = [{}]
            elif parent == "Relationship":
                parents = self.graph.column("MATCH (:Entity)-[r]->(:Entity) RETURN r ORDER BY r.id")
            elif parent == "VideoRelationshipEdge":
                pages = [
                    FIELDS["Video", "relationships"](self.graph, one, {}) for one in self.parents("Video")
                ]
                parents = [edge for page in pages for edge in page["edges"]]
            else:
                parents = self.parents(parent)
            arguments = {"first": 100, "orderBy": order, "direction": "BOTH", "hops": 2}
            pages = [FIELDS[parent, name](self.graph, this, arguments) for this in parents]
            found = sorted({edge["cursor"] for page in pages for edge in page["edges"]})
            self._cursors[key] = found or ["AAAAAAAA"]
        return self._cursors[key]
