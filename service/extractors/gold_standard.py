"""The gold standard by which extractors are judged: excerpts, what readers found in them, and how a result is scored.

The files are in `extractor/benchmarks/gold` of a checkout (its README says how they were made). A wheel has the excerpts for tuning, so that
`videograph model test` can judge a model; the other ones stay where nobody tunes on them.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.domain.document import SegmentInfo, SpeakerInfo, Transcript, VideoDocument, VideoInfo
from service.domain.model import CO_MENTION, read_model
from service.domain.text import normalise_name
from service.resources import gold_folder

GOLD = gold_folder()
TUNING, QUICK = "tuning", ("chaincode-podcast-bdk", "practical-ai-61", "spotlight-13")
"""The part that anybody may tune on, and three talks of it for a quick look."""
PASSES = ("pass_a", "pass_b", "final")


@dataclass(frozen=True)
class ExcerptSegment:
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
    segments: tuple[ExcerptSegment, ...]


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
        ExcerptSegment(s["index"], s["speaker"], s["startSeconds"], s["endSeconds"], s["text"])
        for s in segments
    )
    return Excerpt(raw["id"], raw["show"], raw["title"], turns)


def read_annotation(folder: str, excerpt: str) -> Annotation:
    """What one pass, or `final`, has for an excerpt.

    Raises:
        FileNotFoundError: that pass has no file for it.
    """
    raw = _read(folder, excerpt)
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


def as_transcript(excerpt: Excerpt, written: Callable[[str], str] = str) -> Transcript:
    """Returns an excerpt as a talk. `written`: how its texts are written."""
    labels = dict.fromkeys(turn.speaker for turn in excerpt.segments if turn.speaker)
    return Transcript(
        video=VideoInfo(title=excerpt.title),
        speakers=tuple(SpeakerInfo(label=label) for label in labels),
        segments=tuple(
            SegmentInfo(
                text=written(turn.text),
                start_seconds=turn.start_seconds,
                end_seconds=turn.end_seconds,
                speaker=turn.speaker,
            )
            for turn in excerpt.segments
        ),
    )


@dataclass(frozen=True)
class Found:
    """An entity as found: its names, main name first."""

    names: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class Link:
    """A connection as found, its ends by all their names."""

    source: tuple[str, ...]
    type: str
    target: tuple[str, ...]
    quote: str


@dataclass
class Score[F, G]:
    """`free`: what the gold lets pass but does not ask for. `wrong` says why of each. `met`: what of the gold was asked for and found."""

    right: list[F] = field(default_factory=list)
    free: list[F] = field(default_factory=list)
    wrong: list[tuple[F, str]] = field(default_factory=list)
    missed: list[G] = field(default_factory=list)
    met: list[G] = field(default_factory=list)
    free_is_right: bool = False
    """Optional connections are true, so that they count for precision; optional entities count for nothing."""

    @property
    def precision(self) -> float:
        right = len(self.right) + (len(self.free) if self.free_is_right else 0)
        return right / (right + len(self.wrong)) if right + len(self.wrong) else 0.0

    @property
    def recall(self) -> float:
        wanted = len(self.right) + len(self.missed)
        return len(self.right) / wanted if wanted else 0.0

    @property
    def f1(self) -> float:
        both = 2 * len(self.right) + len(self.wrong) + len(self.missed)
        return 2 * len(self.right) / both if both else 0.0

    def add(self, other: "Score[F, G]") -> None:
        self.right += other.right
        self.free += other.free
        self.wrong += other.wrong
        self.missed += other.missed
        self.met += other.met
        self.free_is_right = other.free_is_right


def score_entities(
    found: Sequence[Found], gold: Sequence[GoldEntity], typed: bool = True
) -> Score[Found, GoldEntity]:
    """Each gold entity is met once, by the first that names it; what names it again is wrong."""
    score = Score[Found, GoldEntity]()
    met: set[GoldEntity] = set()
    for one in found:
        forms = [plain(name) for name in one.names]
        named = [e for form in forms for e in gold if form in e.forms]
        fitting = [e for e in named if not typed or one.kind in e.kinds]
        fresh = next((e for e in fitting if e not in met), None)
        if fresh is not None:
            met.add(fresh)
            (score.free if fresh.optional else score.right).append(one)
        elif fitting:
            score.wrong.append((one, "again"))
        elif named and named[0].optional:
            score.free.append(one)
        elif named:
            score.wrong.append((one, f"kind: {named[0].kind}"))
        else:
            score.wrong.append((one, "not on the map"))
    score.met = [e for e in gold if e in met and not e.optional]
    score.missed = [e for e in gold if e not in met and not e.optional]
    return score


def score_connections(
    links: Sequence[Link], gold: Annotation, typed: bool = True
) -> Score[Link, GoldConnection]:
    """A connection is right when its ends name a gold connection's ends, in its direction and, with `typed`, by its type."""
    score = Score[Link, GoldConnection](free_is_right=True)
    symmetric = {name for name, one in read_model().connections.items() if one.symmetric}
    met: set[GoldConnection] = set()
    for link in links:
        source, target = _named(link.source, gold), _named(link.target, gold)
        fitting = [
            c
            for c in gold.connections
            if (not typed or link.type in c.types)
            and (
                (c.source in source and c.target in target)
                or (link.type in symmetric and c.source in target and c.target in source)
            )
        ]
        fresh = [c for c in fitting if c not in met]
        if not fitting:
            score.wrong.append((link, "not stated"))
        elif not fresh:
            # Another of its types, or another spelling of an end: true, and counted already.
            score.free.append(link)
        else:
            best = min(fresh, key=lambda c: c.optional)
            met.add(best)
            (score.free if best.optional else score.right).append(link)
    score.met = [c for c in gold.connections if c in met and not c.optional]
    score.missed = [c for c in gold.connections if c not in met and not c.optional]
    return score


def _named(names: Sequence[str], gold: Annotation) -> set[str]:
    forms = {plain(name) for name in names}
    return {entity.name for entity in gold.entities if forms & entity.forms}


def read_found(document: VideoDocument) -> tuple[list[Found], list[Link]]:
    """A document's entities, the most salient first, and its connections without co-mentions."""
    ranked = sorted(document.entities, key=lambda e: -(e.salience or 0))
    names = {e.key: (e.name, *e.aliases) for e in document.entities}
    links = [
        Link(names[r.source], r.type, names[r.target], r.evidence[0].quote)
        for r in document.relationships
        if r.type != CO_MENTION
    ]
    return [Found(names[e.key], e.kind) for e in ranked], links


def is_spoken_by_an_end(connection: GoldConnection, gold: Annotation, excerpt: Excerpt) -> bool:
    """Whether an end of a connection is who says it: "I founded …"."""
    first, last = connection.segments
    voices = {
        plain(turn.speaker) for turn in excerpt.segments if first <= turn.index <= last and turn.speaker
    }
    ends = (entity for entity in gold.entities if entity.name in (connection.source, connection.target))
    return any(voices & entity.forms for entity in ends)
