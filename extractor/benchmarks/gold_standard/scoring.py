"""Scores results with the gold standard: entities by name or alias and kind, connections by ends and type."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.benchmarks.gold_standard.goldset import Annotation, GoldConnection, GoldEntity, plain
from service.domain.model import read_model


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
    """`free`: what the gold lets pass but does not ask for. `wrong` says why of each."""

    right: list[F] = field(default_factory=list)
    free: list[F] = field(default_factory=list)
    wrong: list[tuple[F, str]] = field(default_factory=list)
    missed: list[G] = field(default_factory=list)
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
    score.missed = [e for e in gold if e not in met and not e.optional]
    return score


def score_connections(links: Sequence[Link], gold: Annotation) -> Score[Link, GoldConnection]:
    """A connection is right when its ends name a gold connection's ends, in its direction and by its type."""
    score = Score[Link, GoldConnection](free_is_right=True)
    symmetric = {name for name, one in read_model().connections.items() if one.symmetric}
    met: set[GoldConnection] = set()
    for link in links:
        source, target = _named(link.source, gold), _named(link.target, gold)
        fitting = [
            c
            for c in gold.connections
            if link.type in c.types
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
    score.missed = [c for c in gold.connections if c not in met and not c.optional]
    return score


def _named(names: Sequence[str], gold: Annotation) -> set[str]:
    forms = {plain(name) for name in names}
    return {entity.name for entity in gold.entities if forms & entity.forms}
