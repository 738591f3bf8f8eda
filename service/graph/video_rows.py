"""The rows of one video: everything that it adds to the graph, noun by noun, in plain values.

A noun is a folder of `cypher/statements`. Its rows have the same keys and types, whether built from a document or
read from the graph (dates as ISO text), so that two versions of a video can be compared.
"""

from dataclasses import dataclass, field
from typing import Any

type Row = dict[str, Any]

NO_DATE = "0001-01-01"
"""`sortDate` of a video without a publication date."""

NODES: dict[str, tuple[str, ...]] = {
    "speaker": (),
    "segment": (),
    "chapter": (),
    "section": (),
    "bullet": ("section", "segments"),
    "evidence": ("segments",),
}
"""Nouns that are nodes of the video, in the order of creation → keys of their rows that hold ids of such nodes."""
LINKS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "published": (("channel",), ()),
    "spoken_by": (("segment",), ("segment", "speaker")),
    "mention": (("segment", "entity", "startOffset", "endOffset"), ("segment",)),
    "about": (("segment", "topic"), ("segment",)),
    "discusses": (("topic",), ()),
    "features": (("entity",), ()),
    "given_name": (("alias",), ()),
}
"""Nouns that are relationships → keys that tell their rows apart, and those that hold ids of `NODES`."""


@dataclass(frozen=True)
class VideoRows:
    """The rows of one video. `authority`: that of its document. `rows`: noun → identity → row; empty if the video does not exist."""

    video: str
    published_on: str | None = None
    authority: str | None = None
    rows: dict[str, dict[Any, Row]] = field(default_factory=lambda: {noun: {} for noun in (*NODES, *LINKS)})

    @property
    def exists(self) -> bool:
        """Whether the video has rows: each has segments."""
        return bool(self.rows["segment"])

    def add(self, noun: str, row: Row) -> None:
        identity = row["id"] if noun in NODES else tuple(row[key] for key in LINKS[noun][0])
        self.rows[noun][identity] = row

    def counts(self) -> dict[str, int]:
        """Returns the counts of the video, by the words of reports."""
        evidence = self.rows["evidence"].values()
        return {
            "segments": len(self.rows["segment"]),
            "speakers": len(self.rows["speaker"]),
            "chapters": len(self.rows["chapter"]),
            "sections": len(self.rows["section"]),
            "bullets": len(self.rows["bullet"]),
            "topics": len(self.rows["discusses"]),
            "entities": len(self.rows["features"]),
            "mentions": len(self.rows["mention"]),
            "relationships": len({row["relationshipId"] for row in evidence}),
            "evidence": len(evidence),
        }


def counted_name(row: Row) -> str:
    """Returns the name that counts for the shown one: `called`, which a decision or another name of the talk gives an entity, otherwise
    the video's own."""
    return row.get("called") or row["name"]
