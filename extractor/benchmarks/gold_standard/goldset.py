"""The gold files: excerpts, and what readers found in them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.domain.text import normalise_name

GOLD = Path(__file__).parents[1] / "gold"
PASSES = ("pass_a", "pass_b", "final")


@dataclass(frozen=True)
class Turn:
    """A segment of an excerpt; `index` is its place in the whole talk."""

    index: int
    speaker: str | None
    start_seconds: float
    end_seconds: float
    text: str


@dataclass(frozen=True)
class Excerpt:
    id: str
    show: str
    title: str
    segments: tuple[Turn, ...]


@dataclass(frozen=True)
class GoldEntity:
    """`also`: other kinds that are as right. `optional`: no fault to leave it out, none to find it."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    optional: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset((self.kind, *self.also))

    @property
    def forms(self) -> frozenset[str]:
        return frozenset(plain(name) for name in (self.name, *self.aliases))


@dataclass(frozen=True)
class GoldConnection:
    """`also`: other types that are as right. `optional`: true, but nobody need state it."""

    source: str
    type: str
    target: str
    quote: str
    segments: tuple[int, int]
    also: tuple[str, ...] = ()
    optional: bool = False

    @property
    def types(self) -> frozenset[str]:
        return frozenset((self.type, *self.also))


@dataclass(frozen=True)
class Annotation:
    excerpt: str
    entities: tuple[GoldEntity, ...]
    connections: tuple[GoldConnection, ...]


def plain(name: str) -> str:
    """A name as names are compared: without case, hyphens and the plural's s."""
    words = normalise_name(name).replace("-", " ").replace("’", "'").split()
    bare = " ".join(word.strip(".,'\"") for word in words)
    plural = len(bare) > 3 and bare.endswith("s") and not bare.endswith(("ss", ".js"))
    return bare[:-1] if plural else bare


def read_split() -> dict[str, list[str]]:
    """The ids of the excerpts by part: the halves `tuning` and `judging`, `more` to tune on (read once), and `fresh`."""
    return json.loads((GOLD / "split.json").read_text(encoding="utf-8"))


def has_words(excerpt: str) -> bool:
    """Whether the words are at hand: some may not be passed on, and come from their source (gold_words.py)."""
    return "segments" in _read("excerpts", excerpt) or (GOLD / "words" / f"{excerpt}.json").exists()


def read_excerpt(excerpt: str) -> Excerpt:
    """An excerpt with its words.

    Raises:
        FileNotFoundError: its words are not at hand.
    """
    raw = _read("excerpts", excerpt)
    segments = raw["segments"] if "segments" in raw else _read("words", excerpt)["segments"]
    turns = tuple(
        Turn(s["index"], s["speaker"], s["startSeconds"], s["endSeconds"], s["text"]) for s in segments
    )
    return Excerpt(raw["id"], raw["show"], raw["title"], turns)


def read_annotation(folder: str, excerpt: str) -> Annotation:
    """What one pass, or `final`, has for an excerpt.

    Raises:
        FileNotFoundError: that pass has no file for it.
    """
    return parse_annotation(_read(folder, excerpt))


def parse_annotation(raw: dict[str, Any]) -> Annotation:
    entities = [
        GoldEntity(
            e["name"],
            e["kind"],
            tuple(e.get("aliases", ())),
            tuple(e.get("also", ())),
            e.get("optional", False),
        )
        for e in raw["entities"]
    ]
    connections = [
        GoldConnection(
            c["source"],
            c["type"],
            c["target"],
            c["quote"],
            (c["segments"][0], c["segments"][1]),
            tuple(c.get("also", ())),
            c.get("optional", False),
        )
        for c in raw["connections"]
    ]
    return Annotation(raw["excerpt"], tuple(entities), tuple(connections))


def _read(folder: str, excerpt: str) -> dict[str, Any]:
    return json.loads((GOLD / folder / f"{excerpt}.json").read_text(encoding="utf-8"))
